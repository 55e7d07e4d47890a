"""A marked copy of a packet, for editors and reviewers: every block that changed says so in words.

`data-changed` on the block is for a bar in the margin; what is gone is named where it was.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from lxml import etree

from ..content.addresses import address
from ..content.comparing.compare import Change
from ..machine.xml import parse
from .changed_blocks import BLOCKS, ChangedBlocks, Node, own_words
from .manuscript import Manuscript
from .news import News
from .vocabulary import HEADINGS

Say = Callable[..., str]
"""Key and values of a string -> the words, as `Filler.words`."""

NEW, MOVED, CHANGED, GONE = "new", "moved", "changed", "gone"
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


class _Marker:
    """Gathers what is to be marked in one packet, then writes it into the tree."""

    def __init__(self, main: Node, news: News, say: Say, thing_name: Callable[[str], str]) -> None:
        self._main, self._edition, self._say, self._thing_name = main, news.edition, say, thing_name
        self._changed_blocks = ChangedBlocks(main, news.before)
        self._states: dict[Node, str] = {}
        self._notes: dict[tuple[Node, str], list[str]] = {}

    def mark(self, change: Change) -> None:
        """Find a change and remember what is to be said of it."""
        changed = self._changed_blocks.find(change)
        for block in changed.blocks:
            self._set_state(block, _state(change))
        if changed.blocks or changed.home is None:
            return
        if change.kind == "removed":
            self._note_gone(change, changed.home)
        elif address(change.material) == change.address == changed.home.get("id"):
            self._note(changed.home, CHANGED, self._value(change))

    def finish(self) -> None:
        """Write labels, notes and the line on the cover."""
        for block, state in self._states.items():
            if not any(self._states.get(around) == NEW for around in block.iterancestors()):
                block.set("data-changed", state)
                _put_label(block, self._tag(f"mark_{state}"))
        for (part, state), notes in self._notes.items():
            self._write(part, state, notes)
        cover = self._main.find("section[@class='cover']")
        if cover is not None:
            self._on_cover(cover)

    def _set_state(self, block: Node, state: str) -> None:
        before = self._states.get(block, CHANGED)
        self._states[block] = before if before == NEW or state == CHANGED else state

    def _note_gone(self, change: Change, home: Node) -> None:
        """What is gone from a row or line makes it another one."""
        if self._changed_blocks.opening(home).tag not in _HOLDERS:
            self._set_state(home, CHANGED)
        elif change.field:
            self._note(home, GONE, self._say("mark_words", words=_short(change.before)))
        else:
            thing = self._thing_name(change.thing)
            self._note(home, GONE, self._say("thing_with_title", thing=thing, title=change.title))

    def _value(self, change: Change) -> str:
        values = {"field": change.field.replace("_", " "), "after": _short(change.after)}
        if not change.before:
            return self._say("mark_value", **values)
        return self._say("mark_other_value", **values, before=_short(change.before))

    def _note(self, home: Node, state: str, words: str) -> None:
        notes = self._notes.setdefault((self._changed_blocks.opening(home), state), [])
        notes += [words] if words not in notes else []

    def _write(self, part: Node, state: str, notes: list[str]) -> None:
        paragraph = self._paragraph(part, "fine")
        paragraph.set("data-changed", state)
        label = self._tag("mark_gone" if state == GONE else "mark_values")
        label.tail = f" {'; '.join(notes)}"
        paragraph.append(label)
        title = next((child for child in part if child.tag in HEADINGS), None)
        if part.get("class") == "glance":  # its title is drawn, and nothing fits below
            part.append(paragraph)
        else:
            part.insert(part.index(title) + 1 if title is not None else min(1, len(part)), paragraph)

    def _on_cover(self, cover: Node) -> None:
        """That this is a marked copy, after the name of the edition."""
        line = self._paragraph(cover, "meta")
        line.append(self._tag("mark_copy" if self._states or self._notes else "mark_none"))
        edition = cover.find("p[@class='meta']/span[@class='edition']/..")
        cover.insert(len(cover) if edition is None else cover.index(edition) + 1, line)

    def _paragraph(self, part: Node, kind: str) -> Node:
        """A paragraph with an address that no other has."""
        name, taken = part.get("id", ""), {node.get("id") for node in part.iter()}
        number = next(n for n in range(1, len(taken) + 2) if f"{name}__x{n}" not in taken)
        return etree.Element("p", {"class": kind, "id": f"{name}__x{number}", "data-derived": ""})

    def _tag(self, key: str) -> Node:
        tag = etree.Element("span", {"class": "change"})
        tag.text = self._say(key, edition=self._edition)
        return tag


def _state(change: Change) -> str:
    if change.field:
        return NEW if change.kind == "added" else CHANGED
    return {"added": NEW, "moved": MOVED}.get(change.kind, CHANGED)


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
