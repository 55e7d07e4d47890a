"""Manuscript -> a page to read: the same words under the same addresses, made for a browser.

Fields become places that say what is asked, since answers belong into the PDF or Word file; footnotes become
notes at the end with links there and back; drawings stand in the page, so that they follow its colours and
fonts; tables carry the name of each column in its cells, so that a narrow screen can stack them.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from ..content.variants import ON_SCREEN, VARIANTS
from ..layout.contents import PLACE
from ..layout.manuscript import Manuscript
from ..layout.vocabulary import FIELDS
from ..layout.wording import Wording
from ..machine.xml import parse
from ..output.bidi import isolate

# The `data-only` parts that a page shows; `large` of drawings alone, which narrow screens take.
_SHOWN = VARIANTS[ON_SCREEN].shows
# Read beside the rows they head, these are seen only where the columns stand beside each other.
_STACKED = {"rubric", "agenda", "results", "consensus", "plan", "grid", "facts", "snapshot"}
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LINE_END = re.compile(r"[ \t]+\n")
_SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents beside a page.

    Args:
        address: where it leads.
        words: its heading.
    """

    address: str
    words: str


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """A manuscript as parts of a page.

    Args:
        address: of the material.
        head: HTML of what the cover says, with the title as h1.
        title: its words.
        body: HTML of everything below.
        entries: headings of the first rank in it.
        accent, pattern, number: the mark of its principle; empty for the toolkit as a whole.
        words: how many are in it.
    """

    address: str
    head: str
    title: str
    body: str
    entries: tuple[ContentsEntry, ...]
    accent: str
    pattern: str
    number: str
    words: int


def reading_page(manuscript: Manuscript, label: str, say: Wording) -> ReadingPage:
    """A whole manuscript.

    Args:
        manuscript: the packet.
        label: name of the edition, written where the layout left room for it.
        say: words of the toolkit's language.
    """
    main = parse(manuscript.body)
    _prepare(main, manuscript.assets, label, say)
    cover = main.find("section[@class='cover']")
    assert cover is not None  # every packet has one
    main.remove(cover)
    title = cover.find("h1")
    assert title is not None
    return ReadingPage(
        address=main.get("id", ""),
        head=_html(cover),
        title=_words(title),
        body=_html(main),
        entries=tuple(_entries(main)),
        accent=main.get("data-accent", ""),
        pattern=main.get("data-pattern", ""),
        number=main.get("data-number", ""),
        words=len("".join(map(str, main.itertext())).split()),
    )


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A section of a manuscript as HTML.

    Args:
        body: the section without its heading.
        notes: items of the list of sources that it calls, or empty.
    """

    body: str
    notes: str


def excerpt(manuscript: Manuscript, address: str, label: str, say: Wording) -> Excerpt | None:
    """One section of a manuscript that is called before any other, so that its notes begin with 1.

    Args:
        manuscript: what holds the section.
        address: of the section.
        label: name of the edition in print.
        say: words of the site.

    Returns:
        The section; None where the manuscript has none of this address.
    """
    main = parse(manuscript.body)
    section, sources = main.find(f".//section[@id='{address}']"), main.find(".//ol[@class='references']")
    if section is None:
        return None
    main[:] = [section] if sources is None else [section, sources]
    _prepare(main, manuscript.assets, label, say)
    for name in ("h2", "h3"):
        if (heading := section.find(name)) is not None and section.index(heading) == 0:
            _drop(heading)
    items = [] if sources is None else [item for item in sources if item.find("a[@class='back']") is not None]
    return Excerpt(_html(section), "".join(map(_outer, items)))


def _prepare(main: etree._Element, assets: Mapping[str, bytes], label: str, say: Wording) -> None:
    for element in [*main.iterfind(".//*[@data-only]")]:
        only = element.get("data-only")
        if only not in _SHOWN and not (only == "large" and element.tag == "img"):
            _drop(element)
    for element in main.iterfind(".//span[@class='edition']"):
        element.text = label
    _take_out_marks(main)
    _notes(main, say)
    for field in [*main.iter(*FIELDS)]:
        _answer_place(field, say)
    for table in [*main.iter("table")]:
        _table(table)
    for picture in [*main.iter("img")]:
        _picture(picture, assets)
    for number in [*main.iter("span")]:
        if number.get("class") == "number":
            _own_link(number)
    isolate(main)
    _tidy(main)


def _take_out_marks(main: etree._Element) -> None:
    """Logo, big number, contents and slots of the cover: the page has its own of them, or needs none."""
    for picture in [*main.iter("img")]:
        if picture.get("class") in ("slot", "logo"):
            paragraph = picture.getparent()
            _drop(picture)
            if paragraph is not None and paragraph.tag == "p" and not _words(paragraph):
                label = paragraph.getprevious()
                if label is not None and label.get("class") == "label":
                    _drop(label)
                _drop(paragraph)
    for kind in ("p[@class='numeral']", "div[@class='foot-slot']", f"section[@class='{PLACE}']"):
        for element in [*main.iterfind(f".//{kind}")]:
            _drop(element)


def _notes(main: etree._Element, say: Wording) -> None:
    """Calls lead to the sources at the end, and each source back to where it is called."""
    sources = {str(item.get("id")): item for item in main.iterfind(".//ol[@class='references']/li")}
    in_order, calls = [*sources], defaultdict[str, list[str]](list)
    targets: dict[str, str] = {}
    for call in [*main.iter("a", "span")]:
        if call.get("class") == "footnote":
            name = call.get("data-reference", "")
            target = targets.setdefault(name, in_order[len(targets)])
        elif call.get("class") == "again":
            target = call.get("href", "")[1:]
        else:
            continue
        number = in_order.index(target) + 1
        calls[target].append(f"call-{number}-{len(calls[target]) + 1}")
        _call(call, calls[target][-1], target, number, say)
    for target, item in sources.items():
        _back(item, calls[target], in_order.index(target) + 1, say)


def _call(call: etree._Element, name: str, target: str, number: int, say: Wording) -> None:
    tail = call.tail
    call.clear()
    call.tag, call.tail, call.text = "a", tail, str(number)
    call.attrib.update(
        {"class": "note", "id": name, "href": f"#{target}", "role": "doc-noteref",
         "aria-label": say("site_note", n=number), "data-pagefind-ignore": ""}
    )  # fmt: skip


def _back(item: etree._Element, calls: list[str], number: int, say: Wording) -> None:
    for position, name in enumerate(calls, 1):
        link = etree.SubElement(
            item,
            "a",
            {"class": "back", "href": f"#{name}", "role": "doc-backlink", "data-pagefind-ignore": ""},
        )
        words = say("site_note_back", n=number, position=position)
        link.set("aria-label", words)
        link.text = str(position)
        previous = link.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "").rstrip() + " "
        else:
            item.text = (item.text or "").rstrip() + " "


def _answer_place(field: etree._Element, say: Wording) -> None:
    """Where an answer goes; its label stands before it, and its address stays."""
    kind = field.get("type", "") if field.tag == "input" else field.tag
    options = [option.text or "" for option in field]
    address, rows, tail = field.get("id", ""), field.get("rows", "1"), field.tail
    field.clear()
    field.tag, field.tail = "span", tail
    field.set("id", address)
    if kind == "checkbox":
        field.set("class", "box")
        field.set("aria-hidden", "true")
        return
    field.set("class", "place")
    field.set("data-rows", rows if int(rows) < 5 else "5")
    if options:
        field.set("class", "options")
        for option in options:
            etree.SubElement(field, "span").text = option
            field[-1].tail = " "
        return
    etree.SubElement(field, "span", {"class": "unseen"}).text = say.site_place


def _table(table: etree._Element) -> None:
    """Each cell names its column, for narrow screens; a space behind it keeps words apart for the search."""
    kind = table.get("class", "")
    heads = [" ".join(_words(cell).split()) for cell in table.iterfind("thead/tr/th")]
    for columns in [*table.iterfind("colgroup")]:
        table.remove(columns)
    for part in table.iter("thead", "tbody"):
        for row in part:
            for position, cell in enumerate(row):
                cell.tail = " "
                if part.tag == "tbody" and kind in _STACKED and position < len(heads) and heads[position]:
                    cell.set("data-head", heads[position])
                if "data-level" in cell.attrib:
                    del cell.attrib["data-level"]


def _picture(picture: etree._Element, assets: Mapping[str, bytes]) -> None:
    """A drawing as part of the page, with its alternative text; one size for wide screens, one for narrow."""
    data = assets.get(picture.get("src", "").removeprefix("asset:"))
    if data is None:
        return
    drawing = parse(data)
    size = "large" if picture.get("data-only") == "large" else "small"
    # A browser's parser knows svg without its namespace; prefixes would be foreign to it.
    for element in drawing.iter():
        element.tag = str(element.tag).removeprefix(_SVG)
    etree.cleanup_namespaces(drawing)
    attributes = {"role": "img", "aria-label": picture.get("alt", ""), "viewBox": drawing.get("viewBox", "")}
    accent = drawing.get("class", "").removeprefix("drawing").strip()
    figure = etree.Element("svg", {"class": f"drawing {size}", **attributes})
    if accent:
        figure.set("data-accent", accent)
    figure.extend([*drawing])
    figure.tail = picture.tail
    parent = picture.getparent()
    assert parent is not None
    parent.replace(picture, figure)


def _own_link(number: etree._Element) -> None:
    """The number of a heading is a link to it: how to point somebody to an indicator."""
    heading = number.getparent()
    section = heading.getparent() if heading is not None else None
    if heading is None or section is None or not str(heading.tag).startswith("h") or not section.get("id"):
        return
    number.tag = "a"
    number.set("href", f"#{section.get('id')}")


def _tidy(main: etree._Element) -> None:
    """Marks for other readers of a manuscript."""
    for element in main.iter():
        for name in ("data-derived", "data-only", "data-running"):
            if name in element.attrib:
                del element.attrib[name]
        if element.get("class") == "again":
            del element.attrib["class"]
        if element.tag == "aside":  # many on a page, and none is a part that one jumps to
            element.tag = "div"
            element.set("role", "note")
        if element.tag == "section" and not any(True for _ in element.iter(*_HEADINGS)):
            element.tag = "div"


def _entries(main: etree._Element) -> Iterator[ContentsEntry]:
    for heading in main.iter("h2"):
        section = heading.getparent()
        named = heading if section is None or section[0] is not heading else section
        yield ContentsEntry(str(named.get("id") or heading.get("id")), _heading_words(heading))


def _heading_words(heading: etree._Element) -> str:
    """Without the data that headings of older editions end in, such as the minutes of a session."""
    named = deepcopy(heading)
    for tag in [*named.iterfind(".//span[@class='tag']")]:
        _drop(tag)
    return _words(named)


def _words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _html(element: etree._Element) -> str:
    """What is inside an element."""
    parts = [element.text or ""] if element.text and element.text.strip() else []
    return _LINE_END.sub("\n", "".join([*parts, *map(_outer, element)])).rstrip()


def _outer(element: etree._Element) -> str:
    return etree.tostring(element, encoding="unicode", method="html")


def _drop(element: etree._Element) -> None:
    """Take an element out and leave the words that follow it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)
