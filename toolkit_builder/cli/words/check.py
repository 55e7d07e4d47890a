"""What `check --due` and `check --style` tell people, as text, and programs, as JSON. Nothing here prints."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from ...content.due import GROUPS, Calendar, Due
from ...content.style import Read, Review
from ...content.style.codes import QUESTIONS
from ...content.style.reading import ENOUGH
from .text import count, listed

_HEADS = {
    "review": "To read again",
    "permission": "Permissions",
    "reference": "References",
    "edition": "Editions",
}
_NOTE = """\
The grade is Flesch-Kincaid of running prose, of sentences that end as such: no titles, labels or cells.
The aim is 8 where families are among the readers (of a letter, what it says to them), else 11. It is the most
that a text may ask, so no grade is too low; over it, cut the longest sentences first, then the longest words.
Whether short sentences read well, only reading aloud shows."""
_COLUMNS = ("file", "kind", "grade", "aim", "words", "words/sentence", "syllables/word", "readers")


def due(found: Calendar) -> str:
    """What is due, in groups, each from the oldest to the newest; then how much, and when there is more."""
    blocks = [
        "\n".join([_HEADS[group], *map(_due_line, mine)])
        for group in GROUPS
        if (mine := [each for each in found.due if each.group == group])
    ]
    later = f"; more on {found.following}" if found.following else ""
    closing = f"{count(len(found.due), 'thing')} due on {found.on}{later}"
    return "\n\n".join([*blocks, closing])


def _due_line(each: Due) -> str:
    return f"  {each.day or 'never':<10}  {each.place.path}:{each.place.line}  {each.id}: {each.what}"


def due_json(found: Calendar) -> dict[str, Any]:
    """What is due, for programs."""
    return {
        "on": found.on,
        "due": [
            {
                "group": each.group,
                "day": each.day,
                "path": each.place.path,
                "line": each.place.line,
                "column": each.place.column,
                "id": each.id,
                "title": each.title,
                "what": each.what,
            }
            for each in found.due
        ],
        "following": found.following,
    }


def style(found: Review) -> str:
    """Every remark with its place, how many of each kind, and the grades."""
    if not found.known:
        return f"style is not looked at: there are no lists for texts in {found.language}"
    remarks = [f"{each.place}: {each.code} {each.message}" for each in found.remarks]
    return "\n\n".join(filter(None, ["\n".join(remarks), _counts(found), _table(found.read), _NOTE]))


def _counts(found: Review) -> str:
    """A line a code with what to ask oneself, then how many in all."""
    counted = sorted(Counter(each.code for each in found.remarks).items())
    lines = [
        f"{code}  {number:>4}  {QUESTIONS[code][0]:<22}  {QUESTIONS[code][1]}" for code, number in counted
    ]
    files = len({each.place.path for each in found.remarks})
    closing = f"{count(len(found.remarks), 'remark')} in {files} of {count(len(found.read), 'file')}"
    more = "; they stop nothing" if found.remarks else ""
    return "\n".join([*lines, closing + more])


def _table(read: Sequence[Read]) -> str:
    """Grade of each file; what it is made from, words a sentence and syllables a word, tells what to mend."""
    rows = [_COLUMNS, *map(_row, read)]
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if number in (0, 1, 7) else cell.rjust(width)
            for number, (cell, width) in enumerate(zip(row, wide, strict=True))
        ).rstrip()
        for row in rows
    )


def _row(each: Read) -> tuple[str, ...]:
    level = each.level
    draft = f" ({each.status})" if each.status not in ("", "approved") else ""
    numbers = ("-", f"{each.aim}", f"{level.words:,}", "-", "-")
    if level.words >= ENOUGH:
        over = " !" if level.grade > each.aim else ""
        numbers = (
            f"{level.grade:.1f}{over}", f"{each.aim}", f"{level.words:,}",
            f"{level.sentence_length:.1f}", f"{level.word_length:.2f}",
        )  # fmt: skip
    return (each.id, each.kind + draft, *numbers, ", ".join(each.readers))


def style_json(found: Review) -> dict[str, Any]:
    """Remarks, counts and grades, for programs."""
    remarks = [{key: each[key] for key in each if key != "hint"} for each in listed(found.remarks)]
    return {
        "language": found.language,
        "known": found.known,
        "remarks": remarks,
        "counts": dict(sorted(Counter(each.code for each in found.remarks).items())),
        "read": [_read_json(each) for each in found.read],
    }


def _read_json(each: Read) -> dict[str, Any]:
    level = each.level
    enough = level.words >= ENOUGH
    return {
        **{key: value for key, value in asdict(each).items() if key != "level"},
        "grade": round(level.grade, 1) if enough else None,
        "words": level.words,
        "words_per_sentence": round(level.sentence_length, 1) if enough else None,
        "syllables_per_word": round(level.word_length, 2) if enough else None,
    }
