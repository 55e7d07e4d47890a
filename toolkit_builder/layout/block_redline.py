"""Old and new words inside a block: what went is struck out where it stood, what came is marked.

Both say in words what they are, for those who hear the page: a writer gives them as text of their elements.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from ..content.comparing.redline import Stretch, alike, marked
from .changed_blocks import Node, is_own, passages, tight

GONE, CAME = "del", "ins"
_ALIKE = 0.3  # share of words that two paragraphs have in common if one was made from the other

Say = Callable[..., str]


class _Cut(NamedTuple):
    """Words of a run that are new; where some went, those."""

    start: int
    stop: int
    gone: str = ""


@dataclass(slots=True)
class _Run:
    """Words that stand together: the text of an element, or what follows one.

    Args:
        node: that element.
        is_tail: whether they follow it.
        cuts: what is to be marked, from the first to the last.
    """

    node: Node
    is_tail: bool
    cuts: list[_Cut] = field(default_factory=list)

    @property
    def words(self) -> str:
        return str((self.node.tail if self.is_tail else self.node.text) or "")


def redline(block: Node, before: str, after: str, say: Say) -> bool:
    """Show in a block what its words were.

    Args:
        block: an element with words of its own.
        before, after: the text that changed, as it is written.
        say: words of the language.

    Returns:
        Whether the block shows words of that text, and others were there before.
    """
    runs = list(_runs(block))
    new = _passage(tight("".join(run.words for run in runs)), after)
    old = _made_from(new, before, after) if new else ""
    if not new or not old or old == new:
        return False
    _mark(runs, new, marked(old, new))
    for run in runs:
        _write(run, say)
    return True


def lost(before: str, after: str) -> tuple[str, ...]:
    """Paragraphs and items of a text that are gone, and that nothing new was made from."""
    new = _parts(after)
    made = {_made_from(words, before, after) for words in new}
    return tuple(words for words in _parts(before) if words not in made and words not in new)


def _runs(node: Node) -> Iterator[_Run]:
    """The words of a block in order, as `own_words` reads them."""
    yield _Run(node, is_tail=False)
    for child in node:
        if is_own(child) and child.tag != GONE:
            yield from _runs(child)
        yield _Run(child, is_tail=True)


def _parts(text: str) -> tuple[str, ...]:
    """Paragraphs and items of a text, without marks."""
    whole, *parts = passages(text)
    return tuple(parts) or (whole,)


def _passage(shown: str, after: str) -> str:
    """The longest part of a text that a block shows."""
    parts = sorted(passages(after), key=len, reverse=True)
    return next((part for part in parts if tight(part) and tight(part) in shown), "")


def _made_from(new: str, before: str, after: str) -> str:
    """The part of the earlier text that a part was made from; a text of one part is made from the other."""
    old_parts, parts = _parts(before), _parts(after)
    if len(old_parts) == len(parts) == 1:
        return old_parts[0]
    free = [part for part in old_parts if part == new or part not in parts]
    words = Counter(new.split())
    share, part = max(((alike(Counter(part.split()), words), part) for part in free), default=(0.0, ""))
    return part if share >= _ALIKE else ""


def _mark(runs: list[_Run], new: str, stretches: Iterable[Stretch]) -> None:
    """Find the words in the runs, white space aside, and remember what is to be marked there."""
    letters = [(run, place) for run in runs for place, sign in enumerate(run.words) if not sign.isspace()]
    at = "".join(run.words[place] for run, place in letters).index(tight(new))
    for kind, words in stretches:
        length = len(tight(words)) if kind != "gone" else 0
        if kind == "gone":
            run, place = letters[at] if at < len(letters) else (letters[-1][0], letters[-1][1] + 1)
            run.cuts.append(_Cut(place, place, words))
        elif kind == "new":
            for run in runs:
                places = [place for each, place in letters[at : at + length] if each is run]
                if places:
                    run.cuts.append(_Cut(places[0], places[-1] + 1))
        at += length


def _write(run: _Run, say: Say) -> None:
    """Put the marks of a run into the tree."""
    words, end, made = run.words, 0, [""]
    marks: list[Node] = []
    for cut in run.cuts:
        made[-1] += words[end : cut.start]
        if cut.gone[:1].isspace() and not made[-1][-1:].isspace():
            made[-1] += " "
        said = " ".join(cut.gone.split()) or words[cut.start : cut.stop]
        marks.append(mark(GONE if cut.gone else CAME, said, say))
        end = cut.stop
        # Words that went and the word after them are parted; a full stop stays close.
        made.append(" " if cut.gone and words[end : end + 1].isalnum() else "")
    made[-1] += words[end:]
    if marks:
        _put(run, made, marks)


def mark(tag: str, words: str, say: Say) -> Node:
    """Words that went or came.

    Args:
        tag: GONE or CAME.
        words: which.
        say: words of the language.
    """
    element = etree.Element(tag, {"aria-label": say(f"mark_{tag}", words=words)})
    element.text = words
    return element


def _put(run: _Run, words: list[str], marks: list[Node]) -> None:
    """Words and marks in turn, in the place of the words of a run."""
    for element, after in zip(marks, words[1:], strict=True):
        element.tail = after
    if run.is_tail:
        parent = run.node.getparent()
        assert parent is not None  # it stands in a block
        run.node.tail = words[0]
        start = parent.index(run.node) + 1
    else:
        parent, start = run.node, 0
        run.node.text = words[0]
    for place, element in enumerate(marks):
        parent.insert(start + place, element)
