"""An update packet: only the parts of a packet that changed, for those who keep it in a binder."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby

from lxml import etree
from markupsafe import Markup

from ..content.comparing.compare import GONE, Change
from ..content.comparing.state import State
from ..content.packet_kinds import PACKET_KINDS
from ..content.variants import VARIANTS
from ..machine.xml import parse
from .changed_blocks import ChangedBlocks, Node, own_words, tight
from .contents import PLACE
from .leaves import CHANGED, NEW, Binder, BinderRow, PacketPart
from .manuscript import Manuscript, Places
from .vocabulary import HEADINGS

Cite = Callable[[str], Markup]

_STAYS = ("contents",)
_SKIPPED = ("district", "news")
_AROUND = ("principle", "material")
_TOP = 2  # level of the first heading of every sheet
_EDGES = ("data-running", "data-accent", "data-pattern", "data-number")


@dataclass(frozen=True, slots=True)
class OldPacket:
    """A packet of an earlier edition, as readers have it on paper.

    Args:
        manuscript: the packet as it was.
        variant: which they printed.
        places: on which pages of it its things stand, see `output.task.File`.
    """

    manuscript: Manuscript
    variant: str
    places: Places = field(repr=False)


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """Parts that are printed anew one after the other, as they stand in the whole packet.

    Args:
        row: where they come.
        address: of the first part.
        edges: attributes that decide what stands at the edges of the pages.
        is_first: of its row, so that it says what to do.
        markup: its markup, with the citations that a function makes, after the lines given.
    """

    row: BinderRow
    address: str
    edges: Mapping[str, str]
    is_first: bool
    markup: Callable[[Cite, Markup], Markup] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Update:
    """What is done to one packet in a binder.

    Args:
        rows: what to take out and put in, in the order of the pages.
        sheets: what is put in, in the same order.
    """

    rows: tuple[BinderRow, ...]
    sheets: tuple[PrintedSheet, ...]


def packet_update(main: Node, old: OldPacket, before: State, changes: Sequence[Change]) -> Update:
    """What has changed in a packet; no rows where nothing has.

    Args:
        main: the packet in the new edition.
        old: the same packet in the earlier edition.
        before: what the toolkit said in the earlier edition.
        changes: those of the packet.
    """
    old_main = parse(old.manuscript.body)
    old_parts, parts = _parts(old_main), _parts(main)
    if PACKET_KINDS[old.manuscript.packet.kind].lists_only:
        touched = {*_reworded(old_parts, parts)}
    else:
        touched = {
            *_touched(ChangedBlocks(main, before), parts, changes),
            *_touched(ChangedBlocks(old_main, before), old_parts, _back(changes)),
            *_renumbered(old_parts, parts),
        }
    # Pages that stay call sources by the numbers of the old list, so that one is printed again.
    old_sources = {
        name: _kept_sources(node) for name, node in old_parts.items() if node.get("class") == "end"
    }
    states = {
        name: CHANGED if name in old_parts else NEW
        for name in parts
        if name not in old_sources and (name in touched or name not in old_parts)
    }
    parts |= old_sources
    rows = Binder(_titled(old_parts), _titled(parts), old.places, states).rows()
    cited = [str(note.get("data-reference")) for note in main.iterfind(".//span[@class='footnote']")]
    return Update(rows, tuple(sheet for row in rows for sheet in _sheets(row, parts, cited)))


def update_id(packet: str, edition: str, variant: str) -> str:
    """Name of an update packet; its pages are those of one variant, that on paper unless it says so.

    Args:
        packet: id of the packet.
        edition: since which it changed.
        variant: that is kept in binders.
    """
    return f"{packet}-update-since-{edition}" + ("" if VARIANTS[variant].on_paper else f"-{variant}")


def withdrawal(old: OldPacket) -> Update:
    """What is done to a packet that is not made any more."""
    last = max((last for _, _, last in old.places), default=1)
    return Update((BinderRow((1, last), gone=(old.manuscript.title,)),), ())


def _parts(main: Node) -> dict[str, Node]:
    """Address -> each part of the packet or of a material in it."""
    return {node.get("id", ""): node for node in _inside(main)}


def _inside(node: Node) -> Iterator[Node]:
    for section in node.iterfind("section"):
        if section.get("class") in _AROUND:
            yield from _inside(section)
        elif section.get("class") not in _SKIPPED:
            yield section


def _titled(parts: Mapping[str, Node]) -> list[PacketPart]:
    return [
        PacketPart(name, node.get("id", ""), _title(node), _within(node), node.get("class") in _STAYS)
        for name, node in parts.items()
    ]


def _kept_sources(end: Node) -> Node:
    """A list of sources under another address, since the sheets have one of their own."""
    copy = deepcopy(end)
    for node in copy.iter():
        for name in {"id", "data-derived"} & {*node.attrib}:
            del node.attrib[name]
    copy.set("id", f"{end.get('id', '').partition('__')[0]}__part_kept")
    return copy


def _title(section: Node) -> str:
    """The words of its heading; of the opening of a material those above, since its heading is the name."""
    heading = next(section.iter(*HEADINGS), None) if section.get("class") != "cover" else None
    above = section.find("p[@class='eyebrow']")
    if above is not None and section.get("id", "").endswith("__part_head"):
        return own_words(above)
    if heading is None:
        return ""
    number = heading.findtext("span[@class='number']", "").strip()
    return f"{number} {own_words(heading)}".strip()


def _within(section: Node) -> str:
    material = next(section.iterancestors("section"), None)
    heading = None if material is None else next(material.iter(*HEADINGS[1:]), None)
    return "" if heading is None else own_words(heading)


def _back(changes: Iterable[Change]) -> Iterator[Change]:
    """What changed in a thing the other way round: so it is found in the earlier packet."""
    return (replace(change, before=change.after, after=change.before) for change in changes if change.field)


def _touched(
    changed_blocks: ChangedBlocks, parts: Mapping[str, Node], changes: Iterable[Change]
) -> Iterator[str]:
    """Addresses of the parts that say something new, or from which something is gone."""
    nodes = {node: name for name, node in parts.items()}
    for change in changes:
        changed = changed_blocks.find(change)
        homes = (changed.home,) if change.kind in GONE and changed.home is not None else ()
        for block in changed.blocks:
            yield from (nodes[node] for node in block.iter("section") if node in nodes)
        for block in changed.blocks or homes:
            yield from (nodes[node] for node in (block, *block.iterancestors()) if node in nodes)


def _renumbered(old_parts: Mapping[str, Node], parts: Mapping[str, Node]) -> Iterator[str]:
    """Parts with other numbers in them, since something before came or went."""
    return (
        name
        for name, node in parts.items()
        if name in old_parts and _numbers(old_parts[name]) != _numbers(node)
    )


def _reworded(old_parts: Mapping[str, Node], parts: Mapping[str, Node]) -> Iterator[str]:
    """Parts of a list that names other things than before."""
    return (
        name for name, node in parts.items() if name in old_parts and _words(old_parts[name]) != _words(node)
    )


def _words(node: Node) -> str:
    return tight("".join(map(str, node.itertext())))


def _numbers(node: Node) -> list[str]:
    return ["".join(map(str, number.itertext())) for number in node.iterfind(".//span[@class='number']")]


def _sheets(row: BinderRow, parts: Mapping[str, Node], cited: Sequence[str]) -> Iterator[PrintedSheet]:
    """What is put in at one place; another material begins on a leaf of its own."""
    nodes = [parts[inserted.part.address] for inserted in row.put]
    for number, (page_edges, group) in enumerate(groupby(nodes, key=edges)):
        sheet = [*group]
        address = sheet[0].get("id", "")
        yield PrintedSheet(row, address, page_edges, number == 0, partial(_printed, sheet, cited))


def sheet_markup(sheet: PrintedSheet, cite: Cite, head: Markup) -> Markup:
    """The markup of a sheet.

    Args:
        sheet: the sheet.
        cite: makes a citation of a reference's id.
        head: lines before it; may be empty.
    """
    return sheet.markup(cite, head)


def _printed(nodes: Sequence[Node], cited: Sequence[str], cite: Cite, head: Markup) -> Markup:
    parts = [parse(etree.tostring(node, with_tail=False)) for node in nodes]
    for part in parts:
        for contents in [*part.iterfind(f".//section[@class='{PLACE}']")]:  # of pages that are not here
            if (above := contents.getparent()) is not None:
                above.remove(contents)
        _cite_anew(part, cited, cite)
        _flatten_cover(part)
    _lift(parts)
    if head.strip():
        parts[0].insert(0, parse(head.strip().encode()))
    return Markup("").join(Markup(etree.tostring(part, encoding="unicode")) for part in parts)


def _flatten_cover(part: Node) -> None:
    """A cover that is put in is a page like any other; its words count, not its picture."""
    if part.get("class") in ("cover", "glance"):
        del part.attrib["class"]
        for ornament in [*part.iterfind("img"), *part.iterfind("p[@class='numeral']")]:
            part.remove(ornament)
        for title in part.iterfind("h1"):
            title.tag = "h2"
            del title.attrib["class"]


def edges(node: Node) -> dict[str, str]:
    """What decides how the edges of pages look, of a part or of the nearest around it that says so."""
    attributes: dict[str, str] = {}
    for section in (node, *node.iterancestors("section")):
        attributes = {name: section.get(name, "") for name in _EDGES if section.get(name)} | attributes
    return attributes


def _cite_anew(part: Node, cited: Sequence[str], cite: Cite) -> None:
    """Notes count from one again, and the first call of each source in these sheets has the note.

    Args:
        part: a copy, which is changed.
        cited: sources of the whole packet, in the order of their numbers.
        cite: gives the markup of a citation.
    """
    for call in [*part.iter("span", "a")]:
        if call.get("class") == "footnote":
            name = call.get("data-reference", "")
        elif call.get("class") == "again":
            name = cited[int(call.get("href", "").rpartition("__n")[2]) - 1]
        else:
            continue
        citation = parse(cite(name).encode())
        citation.tail = call.tail
        parent = call.getparent()
        assert parent is not None  # a part is a section
        parent.replace(call, citation)


def _lift(parts: Sequence[Node]) -> None:
    """Each sheet stands for itself, so that its highest heading is one below the title."""
    headings = [heading for part in parts for heading in part.iter(*HEADINGS[1:])]
    above = min((int(heading.tag[1]) for heading in headings), default=_TOP) - _TOP
    for heading in headings:
        heading.tag = f"h{int(heading.tag[1]) - above}"
