"""Content controls: what people fill in. Tags are addresses, so answers can be read back."""

from collections.abc import Iterator
from itertools import groupby, takewhile

from lxml import etree

from ...layout.vocabulary import SLOTS
from ...machine.xml import parse
from ...readback.labels import begins_with, glued, printed_labels
from ...readback.manuscript import spaced
from ...readback.word.nodes import W14, Node, W, folded, on, value, words
from ...readback.word.package import WordStory
from .check import BuiltWord, Fault, checks

_LONGEST = 64
_KINDS = {
    f"{W}dropDownList": "choice", f"{W}comboBox": "choice", f"{W}text": "text", f"{W}date": "date",
    f"{W14}checkbox": "check",
}  # fmt: skip
# What a control may hold besides words; one that names no kind takes words with lines and emphasis.
_NO_WORDS = tuple(
    f"{W}{tag}"
    for tag in ("picture", "docPartObj", "docPartList", "equation", "citation", "bibliography", "group")
)


def _controls(word: BuiltWord) -> Iterator[tuple[WordStory, Node, str]]:
    """Story, element and tag of every control; frames around a list of contents are none."""
    for story, sdt in word.elements("sdt"):
        if sdt.find(f"{W}sdtPr/{W}docPartObj") is None:
            yield story, sdt, value(sdt, "sdtPr/tag")


def _kind(sdt: Node) -> str:
    """What a control takes: choice, text, date or check; empty for pictures and the like."""
    named = [
        element
        for element in sdt.iterfind(f"{W}sdtPr/*")
        if element.tag in _KINDS or element.tag in _NO_WORDS
    ]
    return _KINDS.get(str(named[0].tag), "") if named else "text"


@checks(
    "O730",
    "Tag and title of a control have at most 64 characters, as many as Word takes.",
    "Word's own limit; ECMA-376 Part 1, 17.5.2 (alias, tag) sets none",
)
def short_tags(word: BuiltWord) -> Iterator[Fault]:
    for story, sdt, _ in _controls(word):
        for name, text in (("tag", value(sdt, "sdtPr/tag")), ("title", value(sdt, "sdtPr/alias"))):
            if len(text) > _LONGEST:
                yield story.where(sdt), f"the {name} {text} has {len(text)} characters"


@checks(
    "O731",
    "Every control has a title; it shows words until it is filled, and the same again once it is emptied.",
    "WCAG 2.1, 3.3.2 and 4.1.2; ECMA-376 Part 1, 17.5.2 (alias, showingPlcHdr, placeholder)",
)
def control_titles(word: BuiltWord) -> Iterator[Fault]:
    blocks = _blocks(word)
    for story, sdt, tag in _controls(word):
        if not value(sdt, "sdtPr/alias").strip():
            yield story.where(sdt), f"the control {tag} has no title"
        shows = "".join(map(words, sdt.iterfind(f"{W}sdtContent")))
        if not shows and next(sdt.iter(f"{W}drawing"), None) is None:
            yield story.where(sdt), f"the control {tag} shows nothing"
        if _kind(sdt) == "check":
            continue
        if not on(sdt.find(f"{W}sdtPr"), "showingPlcHdr"):
            yield story.where(sdt), f"the control {tag} has no placeholder"
        block = value(sdt, "sdtPr/placeholder/docPart")
        if block and blocks.get(block) != shows:
            after = blocks.get(block, "missing")
            yield (
                story.where(sdt),
                f"the placeholder of the control {tag} is “{shows}”, once emptied “{after}”",
            )


def _blocks(word: BuiltWord) -> dict[str, str]:
    """Name of a building block -> the words that Word puts back when an answer is deleted."""
    return {
        value(block, "docPartPr/name"): "".join(map(words, block.iterfind(f"{W}docPartBody")))
        for block in word.root("glossaryDocument").iter(f"{W}docPart")
        if block.find(f"{W}docPartBody") is not None
    }


@checks(
    "O732",
    "Every question of the packet has one control, of its kind and with its choices; no other control asks.",
    "ECMA-376 Part 1, 17.5.2 (tag); [MS-DOCX] 2.6 (checkbox); WCAG 2.1, 4.1.2",
)
def questions(word: BuiltWord) -> Iterator[Fault]:
    by_tag: dict[str, list[tuple[WordStory, Node]]] = {}
    for story, sdt, tag in _controls(word):
        by_tag.setdefault(tag, []).append((story, sdt))
    by_address = {str(field["address"]): field for field in word.subject.fields}
    for address in by_address.keys() - by_tag.keys():
        yield address, "this question has no control"
    for tag, controls in by_tag.items():
        story, sdt = controls[0]
        if tag in by_address:
            yield from ((tag, message) for message in _differs(by_address[tag], sdt))
            if len(controls) > 1:
                yield story.where(sdt), f"there are {len(controls)} controls with the tag {tag}"
        elif tag not in SLOTS:
            alias = value(sdt, "sdtPr/alias")
            yield story.where(sdt), f"the control “{alias}” (tag {tag or 'missing'}) has no question"


def _differs(field: dict[str, object], sdt: Node) -> Iterator[str]:
    """How a control differs from its question."""
    kind = _kind(sdt)
    if kind != field["kind"]:
        yield f"the question asks for {field['kind']}, its control takes {kind or 'anything'}"
    elif kind == "choice":
        options = field["options"]
        assert isinstance(options, list | tuple)  # as layout.questions writes it
        wanted = [
            (str(option["value"]), folded(str(option["label"]))) for option in options if option["value"]
        ]
        offered = [
            (item.get(f"{W}value", ""), folded(item.get(f"{W}displayText", "")))
            for item in sdt.iter(f"{W}listItem")
            if item.get(f"{W}value")
        ]
        if wanted != offered:
            yield f"the choices are {_named(offered)}, the question's are {_named(wanted)}"


def _named(options: list[tuple[str, str]]) -> str:
    return ", ".join(label for _, label in options) or "none"


@checks(
    "O733",
    "A hidden bookmark with its address lies around every control, since bookmarks survive other editors.",
    "ECMA-376 Part 1, 17.13.6 (bookmarkStart)",
)
def control_bookmarks(word: BuiltWord) -> Iterator[Fault]:
    for story, sdt, tag in _controls(word):
        if tag in SLOTS or not tag:
            continue
        starts = list(sdt.itersiblings(f"{W}bookmarkStart", preceding=True))
        ends = {mark.get(f"{W}id") for mark in sdt.itersiblings(f"{W}bookmarkEnd")}
        if not any(mark.get(f"{W}name") == f"_a_{tag}" and mark.get(f"{W}id") in ends for mark in starts):
            yield story.where(sdt), f"no bookmark _a_{tag} lies around the control {tag}"


@checks(
    "O734",
    "Every control that repeats a name finds it in the file's custom XML, and one name is one place there.",
    "ECMA-376 Part 1, 17.5.2 (dataBinding), 22.5 (custom XML data storage)",
)
def bindings(word: BuiltWord) -> Iterator[Fault]:
    stores = _stores(word)
    places: list[tuple[str, str]] = []
    for story, sdt, tag in _controls(word):
        binding = sdt.find(f"{W}sdtPr/{W}dataBinding")
        if binding is None:
            continue
        path = binding.get(f"{W}xpath", "")
        store = stores.get(binding.get(f"{W}storeItemID", "").upper())
        if store is None or not _finds(store, path, binding.get(f"{W}prefixMappings", "")):
            yield story.where(sdt), f"the control {tag} is bound to {path}, which is not there"
        places.append((tag, path))
    for tag, same in groupby(sorted(set(places)), key=lambda pair: pair[0]):
        if len([*same]) > 1:
            yield word.document.part, f"controls with the tag {tag} are bound to different places"


def _stores(word: BuiltWord) -> dict[str, Node]:
    """Id of a data store -> its custom XML."""
    space = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}"
    return {
        word.tree(relation.target).get(f"{space}itemID", "").upper(): word.tree(relation.part)
        for relation in word.relations
        if relation.kind == "customXmlProps"
    }


def _finds(store: Node, path: str, mappings: str) -> bool:
    """Whether an XPath finds something, with name spaces as `xmlns:s='urn:…'`."""
    pairs = (pair.partition("=") for pair in mappings.split())
    spaces = {name.removeprefix("xmlns:"): uri.strip("'\"") for name, _, uri in pairs}
    try:
        return bool(store.xpath(path, namespaces=spaces))
    except etree.XPathError:
        return False


@checks(
    "O762",
    "An answer of several lines is rich text: LibreOffice joins the lines of plain text when it saves.",
    "ECMA-376 Part 1, 17.5.2.44 (text, multiLine); measured with LibreOffice 7.4",
)
def lines_of_answers(word: BuiltWord) -> Iterator[Fault]:
    for story, sdt, tag in _controls(word):
        kind = sdt.find(f"{W}sdtPr/{W}text")
        if kind is not None and kind.get(f"{W}multiLine") in ("1", "true", "on"):
            yield story.where(sdt), f"the lines of the control {tag} are joined by LibreOffice"


@checks(
    "O767",
    "Something stands between the bookmark of a block and the check box that begins it, or LibreOffice would "
    "take the bookmark into the box.",
    "ECMA-376 Part 1, 17.13.6 (bookmarkStart); measured with LibreOffice 7.4",
)
def boxes_apart(word: BuiltWord) -> Iterator[Fault]:
    for story, sdt, tag in _controls(word):
        if _kind(sdt) != "check":
            continue
        before = takewhile(lambda node: node.tag != f"{W}r", sdt.itersiblings(preceding=True))
        for mark in before:
            if mark.tag == f"{W}bookmarkStart" and mark.get(f"{W}name", "").startswith("_b_"):
                yield story.where(sdt), f"the bookmark {mark.get(f'{W}name')} begins at the check box {tag}"


@checks(
    "O735",
    "The title of every control begins with the words that are printed at it, as many as Word takes, and "
    "joins no comma to a sentence.",
    "WCAG 2.1, 2.5.3",
)
def labels_in_titles(word: BuiltWord) -> Iterator[Fault]:
    main = parse(word.subject.manuscript)
    labels, printed = printed_labels(main), spaced("".join(map(str, main.itertext())))
    for story, sdt, tag in _controls(word):
        title, label = value(sdt, "sdtPr/alias"), labels.get(tag)
        if label is None or not title.strip():  # told by O731 and O732
            continue
        if not begins_with(title, label):
            yield (
                story.where(sdt),
                f"the control {tag} is called “{title}”, and “{label[:60]}” is printed there",
            )
        elif joint := glued(title, printed):
            yield story.where(sdt), f"the control {tag} is called “{title}”, which joins “{joint}”"


CONTROLS = (
    boxes_apart, lines_of_answers, short_tags, control_titles, questions, control_bookmarks, bindings,
    labels_in_titles,
)  # fmt: skip
