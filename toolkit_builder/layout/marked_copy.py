"""A marked copy of a packet, for editors and reviewers: every block that changed says so in words.

`data-changed` on the block is for a bar in the margin. What went and came is shown in the block, what a
number was stands beside the new one, and what is gone or moved is named where it was.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

from lxml import etree

from ..content.addresses import address
from ..content.comparing.compare import CAME, Change
from ..content.comparing.compare import GONE as IS_GONE
from ..content.comparing.numbers import numbers
from ..machine.xml import parse
from .block_redline import GONE as WENT
from .block_redline import lost, mark, redline
from .changed_blocks import BLOCKS, ChangedBlocks, Node, own_words, tight
from .manuscript import Manuscript
from .news import News
from .vocabulary import HEADINGS

Say = Callable[..., str]
"""Key and values of a string -> the words, as `Filler.words`."""

NEW, MOVED, CHANGED, GONE, LEFT, BECAME = "new", "moved", "changed", "gone", "left", "became"
_LABELS = {CHANGED: "mark_values", GONE: "mark_gone", LEFT: "mark_left", BECAME: "mark_became"}
_WORDED = ("reworded", "retitled")
_SHOWN = 2  # times that words of the toolkit are marked in one material: where they are told, and in use
_HOLDERS = ("main", "section")
_LONGEST = 80  # letters of a value that is told


def marked_copy(
    manuscript: Manuscript, news: News, changes: Iterable[Change], say: Say, thing_name: Callable[[str], str]
) -> Manuscript:
    """A packet whose changes are marked.

    Args:
        manuscript: the packet as readers have it.
        news: the earlier edition.
        changes: those to be marked, see `News.of`.
        say: words of the language.
        thing_name: of a kind of thing, such as indicator.

    Returns:
        A packet of another name, so that it is never taken for one of the edition.
    """
    main = parse(manuscript.body)
    marker = _Marker(main, news, say, thing_name)
    for change in changes:
        marker.mark(change)
    marker.finish()
    packet, edition = manuscript.packet, news.edition
    return replace(
        manuscript,
        packet=replace(packet, id=f"{packet.id}-marks-since-{edition}"),
        title=say("mark_title", title=manuscript.title, edition=edition),
        body=etree.tostring(main, encoding="utf-8"),
    )


class _Note(NamedTuple):
    """What is said beside the blocks.

    Args:
        words: in words of the language.
        gone: words of the earlier edition, which are struck out.
    """

    words: str
    gone: str = ""


class _Spot(NamedTuple):
    """Where something is said of what is not there.

    Args:
        part: that it is said in.
        after: element of the part that it comes after; None for its beginning.
        state: what is said.
    """

    part: Node
    after: Node | None
    state: str


class _Marker:
    """Gathers what is to be marked in one packet, then writes it into the tree."""

    def __init__(self, main: Node, news: News, say: Say, thing_name: Callable[[str], str]) -> None:
        self._main, self._news, self._say, self._thing_name = main, news, say, thing_name
        self._changed_blocks = ChangedBlocks(main, news.before)
        self._numbers = numbers(news.before)
        self._before = {thing.address: thing for thing in news.before.things}
        self._states: dict[Node, str] = {}
        self._labels: dict[Node, str] = {}
        self._rewordings: list[tuple[Node, Change]] = []
        self._notes: dict[_Spot, list[_Note]] = {}

    def mark(self, change: Change) -> None:
        """Find a change and remember what is to be said of it."""
        changed = self._changed_blocks.find(change)
        blocks = self._once(changed.blocks) if self._is_shared(change) else changed.blocks
        if change.kind == "became":
            self._note_became(change)
            return
        for block in blocks:
            self._set_state(block, _state(change))
            if change.before and (change.kind in _WORDED or tight(own_words(block)) == tight(change.after)):
                self._rewordings.append((block, change))
        if change.kind == "came-from":
            origins = " + ".join(self._reference(name) for name in change.before.split(", "))
            self._labels |= {
                block: self._say("mark_from", before=origins, edition=self._news.edition) for block in blocks
            }
        if change.kind == "moved" and not change.field:
            self._note_left(change)
        if blocks:
            self._note_lost(change, blocks[0])
        elif changed.home is not None:
            self._note_change(change, changed.home)

    def finish(self) -> None:
        """Write labels, notes, old words and numbers, and the line on the cover."""
        for block, state in self._states.items():
            if not any(self._states.get(around) == NEW for around in block.iterancestors()):
                block.set("data-changed", state)
                _put_label(block, self._tag(self._labels.get(block) or self._edition(f"mark_{state}")))
        for block, change in self._rewordings:
            for element in (block, *block.iter(*BLOCKS)):
                if element.tag in BLOCKS and redline(element, change.before, change.after, self._say):
                    break
        is_marked = bool(self._states or self._notes) | self._write_numbers()
        for spot, notes in self._notes.items():
            self._write(spot, notes)
        cover = self._main.find("section[@class='cover']")
        if cover is not None:
            self._on_cover(cover, is_marked)

    def _is_shared(self, change: Change) -> bool:
        """Whether it is about words of the toolkit's own that many places print."""
        toolkit = next(thing.address for thing in self._news.before.things if thing.kind == "toolkit")
        return change.address.startswith(f"{toolkit}__")

    def _once(self, blocks: Iterable[Node]) -> tuple[Node, ...]:
        """Of each material the first blocks, no two in one table."""
        found: dict[Node, list[Node]] = {}
        tables: set[Node] = set()
        for block in blocks:
            material = next(
                (node for node in block.iterancestors("section") if node.get("class") == "material"),
                self._main,
            )
            table = next(block.iterancestors("table"), block)
            if len(found.setdefault(material, [])) < _SHOWN and table not in tables:
                found[material].append(block)
                tables.add(table)
        return tuple(block for own in found.values() for block in own)

    def _reference(self, name: str) -> str:
        """How an earlier thing is referred to: by its number, else by its title."""
        return self._numbers.get(name) or f"“{self._before[name].title}”"

    def _set_state(self, block: Node, state: str) -> None:
        before = self._states.get(block, CHANGED)
        self._states[block] = before if before == NEW or state == CHANGED else state

    def _note_change(self, change: Change, home: Node) -> None:
        """What no block says."""
        if change.kind in IS_GONE:
            self._note_gone(change, home)
        elif address(change.material) == change.address == home.get("id"):
            self._note(home, CHANGED, _Note(self._value(change)))

    def _note_gone(self, change: Change, home: Node) -> None:
        """What is gone from a row or line makes it another one."""
        if self._changed_blocks.opening(home).tag not in _HOLDERS:
            self._set_state(home, CHANGED)
        elif change.field:
            self._note(home, GONE, _Note("", " ".join(change.before.split())))
        else:
            self._note_place(change, GONE, _Note(self._named(change)))

    def _note_lost(self, change: Change, block: Node) -> None:
        """Paragraphs that are gone from a text whose other words are there."""
        section = next(block.iterancestors("section"), None)
        if change.kind in _WORDED and change.before and section is not None:
            for words in lost(change.before, change.after):
                self._note(section, GONE, _Note("", words))

    def _note_left(self, change: Change) -> None:
        """The place that a thing left."""
        node = self._changed_blocks.at(change.address)
        if node is None:
            return
        now = (
            self._say("mark_now", title=self._named(change), number=number)
            if (number := _number(node))
            else ""
        )
        self._note_place(change, LEFT, _Note(now or self._named(change)))

    def _note_became(self, change: Change) -> None:
        """The place of a thing that others came from, unless it is one of them."""
        if change.address in change.after.split(", "):
            return
        shown = (self._changed_blocks.at(name) for name in change.after.split(", "))
        found = [number for node in shown if node is not None and (number := _number(node))]
        named = self._named(change)
        words = self._say("mark_now", title=named, number=" + ".join(found)) if found else named
        self._note_place(change, BECAME, _Note(words))

    def _named(self, change: Change) -> str:
        """An earlier thing with its number and title."""
        thing, title = self._thing_name(change.thing), self._before[change.address].title
        number = self._numbers.get(change.address)
        if number:
            return self._say("thing_with_number", thing=thing, number=number, title=title)
        return self._say("thing_with_title", thing=thing, title=title)

    def _value(self, change: Change) -> str:
        values = {"field": change.field.replace("_", " "), "after": _short(change.after)}
        if not change.before:
            return self._say("mark_value", **values)
        return self._say("mark_other_value", **values, before=_short(change.before))

    def _note_place(self, change: Change, state: str, note: _Note) -> None:
        """Say something where a thing stood: after what came before it, else at the opening of its part."""
        part, after = self._changed_blocks.place_left(change)
        if after is not None and part is not None:
            self._notes.setdefault(_Spot(part, after, state), []).append(note)
        elif part is not None:
            self._note(part, state, note)

    def _note(self, home: Node, state: str, note: _Note) -> None:
        notes = self._notes.setdefault(_Spot(self._changed_blocks.opening(home), None, state), [])
        notes += [note] if note not in notes else []

    def _write(self, spot: _Spot, notes: list[_Note]) -> None:
        part, after, state = spot
        paragraph = self._paragraph(part, "fine")
        paragraph.set("data-changed", GONE if state in (LEFT, BECAME) else state)
        label = self._tag(self._edition(_LABELS[state]))
        paragraph.append(label)
        last = label
        for place, note in enumerate(notes):
            last.tail = f"{last.tail or ''}{'; ' if place else ' '}{note.words}"
            if note.gone:
                last = mark(WENT, note.gone, self._say)
                paragraph.append(last)
        title = next((child for child in part if child.tag in HEADINGS), None)
        if after is not None:
            part.insert(part.index(after) + 1, paragraph)
        elif part.get("class") == "glance":  # its title is drawn, and nothing fits below
            part.append(paragraph)
        else:
            part.insert(part.index(title) + 1 if title is not None else min(1, len(part)), paragraph)

    def _write_numbers(self) -> bool:
        """Say at every number that changed what it was; whether there is one."""
        found = False
        for new in self._news.numbers:
            node = self._changed_blocks.at(new.address)
            number = None if node is None else node.find(".//span[@class='number']")
            if number is None or _words(number) != new.after:
                continue
            block = next(each for each in number.iterancestors() if each.tag in BLOCKS)
            tag = self._tag(self._say("mark_was", before=new.before))
            tag.tail, number.tail = number.tail, " "
            number.addnext(tag)
            block.set("data-changed", block.get("data-changed", CHANGED))
            found = True
        return found

    def _edition(self, key: str) -> str:
        return self._say(key, edition=self._news.edition)

    def _on_cover(self, cover: Node, is_marked: bool) -> None:
        """That this is a marked copy, after the name of the edition."""
        line = self._paragraph(cover, "meta")
        line.append(self._tag(self._edition("mark_copy" if is_marked else "mark_none")))
        edition = cover.find("p[@class='meta']/span[@class='edition']/..")
        cover.insert(len(cover) if edition is None else cover.index(edition) + 1, line)

    def _paragraph(self, part: Node, kind: str) -> Node:
        """A paragraph with an address that no other has."""
        name, taken = part.get("id", ""), {node.get("id") for node in part.iter()}
        number = next(n for n in range(1, len(taken) + 2) if f"{name}__x{n}" not in taken)
        return etree.Element("p", {"class": kind, "id": f"{name}__x{number}", "data-derived": ""})

    def _tag(self, words: str) -> Node:
        tag = etree.Element("span", {"class": "change"})
        tag.text = words
        return tag


def _words(node: Node) -> str:
    return "".join(map(str, node.itertext())).strip()


def _number(node: Node) -> str:
    """The number that a thing has in this packet."""
    heading = next(node.iter(*BLOCKS), None)
    number = None if heading is None else heading.find("span[@class='number']")
    return "" if number is None else _words(number)


def _state(change: Change) -> str:
    if change.field:
        return NEW if change.kind == "added" else CHANGED
    return NEW if change.kind in CAME else MOVED if change.kind == "moved" else CHANGED


def _put_label(block: Node, tag: Node) -> None:
    """Put a label to the words of a block: after those of a heading, else before them."""
    element = _first_words(block)
    if element.tag in HEADINGS:
        if len(element):
            element[-1].tail = f"{element[-1].tail or ''} "
        else:
            element.text = f"{element.text or ''} "
        element.append(tag)
    elif len(element) and element[0].tag == "input" and not (element.text or "").strip():
        tag.tail, element[0].tail = f" {(element[0].tail or '').lstrip()}", " "
        element.insert(1, tag)
    else:
        tag.tail, element.text = f" {(element.text or '').lstrip()}", None
        element.insert(0, tag)


def _first_words(block: Node) -> Node:
    """The element that holds the first words: in something larger its heading, if it has one."""
    if block.tag in BLOCKS and own_words(block):
        return block
    inner = [node for node in block.iter(*BLOCKS) if own_words(node)]
    headings = [node for node in inner if node.tag in HEADINGS]
    return next(iter([*headings, *inner]), block)


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _LONGEST else f"{flat[:_LONGEST].rstrip()} …"
