"""What `check --due` and `check --style` tell people, as text, and programs, as JSON. Nothing here prints."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from ...content.due import GROUPS, Calendar, Due
from ...content.placeholders import Placeholder
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


def due(calendar: Calendar) -> str:
    """What is due, in groups, each from the oldest to the newest; then how much, and when there is more."""
    blocks = [
        "\n".join([_HEADS[group], *map(_due_line, things)])
        for group in GROUPS
        if (things := [thing for thing in calendar.due if thing.group == group])
    ]
    later = f"; more on {calendar.following}" if calendar.following else ""
    closing = f"{count(len(calendar.due), 'thing')} due on {calendar.on}{later}"
    return "\n\n".join([*blocks, closing])


def _due_line(thing: Due) -> str:
    return f"  {thing.day or 'never':<10}  {thing.place.path}:{thing.place.line}  {thing.id}: {thing.what}"


def due_json(calendar: Calendar) -> dict[str, Any]:
    """What is due, for programs."""
    return {
        "on": calendar.on,
        "due": [
            {
                "group": thing.group,
                "day": thing.day,
                "path": thing.place.path,
                "line": thing.place.line,
                "column": thing.place.column,
                "id": thing.id,
                "title": thing.title,
                "what": thing.what,
            }
            for thing in calendar.due
        ],
        "following": calendar.following,
    }


def still_ours(number: int) -> str:
    """The line of a check that tells of texts of the program."""
    verb = "is" if number == 1 else "are"
    return f"{count(number, 'text')} {verb} still ours, and not yours: `toolkit check --ours` lists them"


def ours(found: Sequence[Placeholder]) -> str:
    """A line a text, then how many."""
    if not found:
        return "every text is yours"
    lines = [f"{each.place}: {each.what}: {_short(each.text)}" for each in found]
    return "\n".join([*lines, f"{count(len(found), 'text')} to write; `toolkit publish` refuses them"])


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 70 else words[:69] + "…"


def ours_json(found: Sequence[Placeholder]) -> list[dict[str, Any]]:
    """Texts of the program, for programs."""
    return [
        {
            "path": each.place.path,
            "line": each.place.line,
            "column": each.place.column,
            "text": each.text,
            "what": each.what,
        }
        for each in found
    ]


def style(review: Review) -> str:
    """Every remark with its place, how many of each kind, and the grades."""
    if not review.known:
        return f"style is not looked at: there are no lists for texts in {review.language}"
    remarks = [f"{remark.place}: {remark.code} {remark.message}" for remark in review.remarks]
    return "\n\n".join(filter(None, ["\n".join(remarks), _counts(review), _table(review.read), _NOTE]))


def _counts(review: Review) -> str:
    """A line a code with what to ask oneself, then how many in all."""
    counted = sorted(Counter(remark.code for remark in review.remarks).items())
    lines = [
        f"{code}  {number:>4}  {QUESTIONS[code][0]:<22}  {QUESTIONS[code][1]}" for code, number in counted
    ]
    files = len({remark.place.path for remark in review.remarks})
    closing = f"{count(len(review.remarks), 'remark')} in {files} of {count(len(review.read), 'file')}"
    more = "; they stop nothing" if review.remarks else ""
    return "\n".join([*lines, closing + more])


def _table(texts: Sequence[Read]) -> str:
    """Grade of each file; what it is made from, words a sentence and syllables a word, tells what to mend."""
    rows = [_COLUMNS, *map(_row, texts)]
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if number in (0, 1, 7) else cell.rjust(width)
            for number, (cell, width) in enumerate(zip(row, wide, strict=True))
        ).rstrip()
        for row in rows
    )


def _row(text: Read) -> tuple[str, ...]:
    level = text.level
    draft = f" ({text.status})" if text.status not in ("", "approved") else ""
    numbers = ("-", f"{text.aim}", f"{level.words:,}", "-", "-")
    if level.words >= ENOUGH:
        over = " !" if level.grade > text.aim else ""
        numbers = (
            f"{level.grade:.1f}{over}", f"{text.aim}", f"{level.words:,}",
            f"{level.sentence_length:.1f}", f"{level.word_length:.2f}",
        )  # fmt: skip
    return (text.id, text.kind + draft, *numbers, ", ".join(text.readers))


def style_json(review: Review) -> dict[str, Any]:
    """Remarks, counts and grades, for programs."""
    remarks = [{key: remark[key] for key in remark if key != "hint"} for remark in listed(review.remarks)]
    return {
        "language": review.language,
        "known": review.known,
        "remarks": remarks,
        "counts": dict(sorted(Counter(remark.code for remark in review.remarks).items())),
        "read": [_read_json(text) for text in review.read],
    }


def _read_json(text: Read) -> dict[str, Any]:
    level = text.level
    enough = level.words >= ENOUGH
    return {
        **{key: value for key, value in asdict(text).items() if key != "level"},
        "grade": round(level.grade, 1) if enough else None,
        "words": level.words,
        "words_per_sentence": round(level.sentence_length, 1) if enough else None,
        "syllables_per_word": round(level.word_length, 2) if enough else None,
    }
