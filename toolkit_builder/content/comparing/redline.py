"""Two wordings of a text side by side: which words stayed, went and came."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from ..markdown import CITATION
from ..richtext import RichTextError, parse, plain

# A word with what joins it inside (don't, 1,000, K-12), a mark of our Markdown, or a single sign.
_TOKEN = re.compile(rf"{CITATION.pattern}|\]\([^)\s]*\)|\*+|\w+(?:[-’'.,:/&]\w+)*|\S")
_LIST = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]")
_CITED = re.compile(rf"\s*{CITATION.pattern}")
# A word or two that stayed between longer changes tell a reader nothing.
_SHORT = 2

Stretch = tuple[str, str]


class _Token(NamedTuple):
    core: str
    gap: str  # the white space before it


class _Piece(NamedTuple):
    kind: str
    before: Sequence[_Token]
    after: Sequence[_Token]


def flowed(text: str) -> str:
    """A text with a line for each paragraph, item and line break; where else its lines end says nothing."""
    lines: list[str] = []
    for line in text.split("\n"):
        words = " ".join(line.split())
        breaks = bool(lines) and lines[-1].endswith("\\")
        if words and lines and lines[-1] and not breaks and not _LIST.match(line):
            lines[-1] += f" {words}"
        elif words or (lines and lines[-1]):
            indent = "" if breaks or not words else line[: len(line) - len(line.lstrip())]
            lines.append(indent + words)
    return "\n".join(lines).strip("\n")


def uncited(text: str) -> str:
    """The words without citations."""
    return _CITED.sub("", text)


def alike(words: Counter[str], other: Counter[str]) -> float:
    """Share of words that two texts have in common, whatever their order: 0 to 1."""
    total = words.total() + other.total()
    return 2 * (words & other).total() / total if total else 1.0


def marked(before: str, after: str) -> tuple[Stretch, ...]:
    """A reworded text in stretches: ("same" | "gone" | "new", words).

    Whole words only; a mark of Markdown counts as a word, so that words which stayed are shown as such when
    they became bold. The stretches that are not new hold `before`, those that are not gone hold `after`,
    white space aside; what is gone or new begins with white space only where the other does not.
    """
    old, new = _tokens(before), _tokens(after)
    pieces = _slid(_merged(_pieces(old, new)))
    return tuple(_joined(list(_stretches(pieces))))


def _tokens(text: str) -> list[_Token]:
    tokens, end = [], 0
    for match in _TOKEN.finditer(text):
        gap = text[end : match.start()]
        tokens.append(_Token(match[0], "\n" * min(gap.count("\n"), 2) or gap[:1]))
        end = match.end()
    return tokens


def _pieces(old: list[_Token], new: list[_Token]) -> Iterator[_Piece]:
    cores, new_cores = [token.core for token in old], [token.core for token in new]
    matcher = SequenceMatcher(None, cores, new_cores, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        yield _Piece("same" if tag == "equal" else "other", old[start:end], new[new_start:new_end])


def _merged(pieces: Iterator[_Piece]) -> list[_Piece]:
    """Changes with next to nothing between them as one."""
    done: list[_Piece] = []
    for piece in pieces:
        if len(done) > 1 and piece.kind == "other" and _is_island(done[-2], done[-1], piece):
            island, first = done.pop(), done.pop()
            before = [*first.before, *island.before, *piece.before]
            piece = _Piece("other", before, [*first.after, *island.after, *piece.after])
        done.append(piece)
    return done


def _is_island(first: _Piece, island: _Piece, last: _Piece) -> bool:
    words = sum(token.core[0].isalnum() for token in island.after)
    room = min(max(len(piece.before), len(piece.after)) for piece in (first, last))
    both = all(piece.before and piece.after for piece in (first, last))
    return both and words <= _SHORT and len(island.after) <= room


def _slid(pieces: list[_Piece]) -> list[_Piece]:
    """What was put in or taken out begins with a line or a sentence, where that comes to the same."""
    done: list[_Piece] = [_Piece("same", (), ())]
    rest = [*pieces, _Piece("same", (), ())]
    for place, piece in enumerate(rest):
        if piece.kind == "other" and bool(piece.before) != bool(piece.after) and done[-1].kind == "same":
            left, piece, rest[place + 1] = _best_place(done.pop(), piece, rest[place + 1])
            done.append(left)
        done.append(piece)
    return done


def _best_place(left: _Piece, change: _Piece, right: _Piece) -> tuple[_Piece, _Piece, _Piece]:
    """What changed may begin a few words earlier or later if the words it passes are the same."""
    mine, other = ("after", "before") if change.after else ("before", "after")
    words, size = getattr(change, mine), len(getattr(change, mine))
    whole = [*getattr(left, mine), *words, *getattr(right, mine)]
    still = [*getattr(left, other), *getattr(right, other)]
    first = last = len(getattr(left, mine))
    while first and whole[first - 1].core == whole[first + size - 1].core:
        first -= 1
    while last + size < len(whole) and whole[last].core == whole[last + size].core:
        last += 1
    place = max(range(first, last + 1), key=lambda place: (_opens(whole, place), place))
    sides = {mine: (whole[:place], whole[place : place + size], whole[place + size :])}
    sides[other] = (still[:place], [], still[place:])
    kinds = zip(("same", "other", "same"), sides["before"], sides["after"], strict=True)
    before, between, after = (_Piece(*parts) for parts in kinds)
    return before, between, after


def _opens(tokens: Sequence[_Token], place: int) -> int:
    """How much of a beginning a place is: of a line, of a sentence, of neither."""
    if not place or "\n" in tokens[place].gap:
        return 2
    return int(tokens[place - 1].core in ".!?:")


def _stretches(pieces: list[_Piece]) -> Iterator[Stretch]:
    """Kind and words; the white space before what changed has stayed if both have the same."""
    for piece in pieces:
        if piece.kind == "same":
            yield "same", _said(piece.after)
            continue
        sides = [(kind, tokens) for kind, tokens in (("gone", piece.before), ("new", piece.after)) if tokens]
        gaps = {tokens[0].gap for _, tokens in sides}
        yield "same", gaps.pop() if len(gaps) == 1 else ""
        for kind, tokens in sides:
            yield kind, _said(tokens) if gaps else _said(tokens).lstrip()


def _said(tokens: Sequence[_Token]) -> str:
    return "".join(token.gap + token.core for token in tokens)


def _joined(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """Neighbours of one kind as one, empty ones left out."""
    kind, words = "", ""
    for next_kind, more in stretches:
        if not more:
            continue
        if next_kind != kind and words:
            yield kind, words
            words = ""
        kind, words = next_kind, words + more
    if words:
        yield kind, words


def readable(before: str, after: str) -> tuple[Stretch, ...]:
    """As `marked`, without the marks of Markdown and citations unless nothing else differs."""
    old, new = _plain(before), _plain(after)
    return marked(before, after) if old == new else marked(old, new)


def _plain(text: str) -> str:
    """The words of every line; as it stands where it cannot be read."""
    try:
        return "\n".join(_plain_line(line) for line in text.split("\n"))
    except RichTextError:
        return text


def _plain_line(line: str) -> str:
    match = _LIST.match(line)
    start = match[0] if match else ""
    return start + plain(parse(line[len(start) :].removesuffix("\\"), blocks=False))


def excerpt(stretches: Sequence[Stretch], room: int = 8) -> tuple[Stretch, ...]:
    """A marked text with no more than `room` words on each side of what changed; an ellipsis for the rest."""
    shortened: list[Stretch] = []
    for place, (kind, words) in enumerate(stretches):
        parts = re.findall(r"\s*\S+", words)
        keep = (room if place else 0), (room if place < len(stretches) - 1 else 0)
        if kind == "same" and len(parts) > sum(keep) + 1:
            tail = re.search(r"\s*$", words)
            head, end = parts[: keep[0]], parts[len(parts) - keep[1] :]
            words = "".join(head) + (" … " if head and end else " …" if head else "… ")
            words += "".join(end).lstrip() + (tail[0] if tail and end else "")
        shortened.append((kind, words))
    return tuple(shortened)
