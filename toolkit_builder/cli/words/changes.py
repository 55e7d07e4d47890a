"""What `changes` tells people, as text and as Markdown, and programs, as JSON. Nothing here prints."""

import re
import textwrap
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from ...content.comparing.redline import Stretch, excerpt
from ...publish.changes import (
    WEIGHTS,
    ChangedNumbers,
    ChangedPart,
    Item,
    Report,
    ToldChange,
    ToldThing,
    field_words,
)
from .text import Paint, count

_WIDTH, _LABEL = 100, 12
_LONGEST = 240  # characters of a value or item
_NO_NOTE = "no note"
_NEEDED = "a note before publish"
_HEADINGS = {"major": "Major", "minor": "Minor", "correction": "Corrections", "": "Without a note"}
_COLOUR = re.compile(r"\x1b\[[\d;]*m")
_SPECIAL = re.compile(r"([\\`*_\[\]<>#~])")


def bare(kind: str, words: str) -> str:
    """Marks a stretch where there is no colour."""
    return {"gone": f"[-{words}-]", "new": f"{{+{words}+}}"}.get(kind, words)


def text(report: Report, paint: Paint = bare) -> str:
    """What changed, for a terminal."""
    lines = [*report.notices, *([""] if report.notices else ()), _head(report)]
    words = _Words(paint, "->")
    for group in report.groups:
        lines += ["", group.title]
        for part in group.parts:
            lines += _part(part, words, report.is_sealed)
    if report.idle:
        lines += ["", "Notes about what did not change:"]
        lines += [line for note, about in report.idle for line in _wrapped("  ", f"{note} ({about})")]
    return "\n".join(lines)


def _head(report: Report) -> str:
    between = f"{report.toolkit}, {report.before} -> {report.after or 'the sources'}"
    if report.tier:
        between = f"{between}, as told to {report.tier}"
    if not report.count:
        return f"{between}: nothing changed"
    unsaid = f", {report.unsaid:,} without a note" if report.unsaid else ""
    verb = "needs" if report.unready == 1 else "need"
    needed = f"; {report.unready:,} {verb} {_NEEDED}" if report.unready else ""
    return f"{between}: {count(report.count, 'change')}{unsaid}{needed}"


def _part(part: ChangedPart, words: "_Words", is_sealed: bool) -> Iterator[str]:
    if part.title:
        yield f"  {part.title}" + (f" [{part.packet}]" if part.packet else "")
    for item in part.items:
        yield f'    {item.kind} "{item.title}" ({item.name})'
        for told in item.told:
            yield from _wrapped(f"      {_said(told.change.kind):<{_LABEL}}", words.of(told))
        if item.needs_note and not is_sealed:
            yield f"      needs {_NEEDED}"
        else:
            yield from _wrapped(f"      {item.weight or _NO_NOTE:<{_LABEL}}", item.note)
    for changed in part.numbers:
        yield from _wrapped("    ", _numbers(changed, "->"))


def _numbers(changed: ChangedNumbers, arrow: str) -> str:
    """All numbers that changed in one list, in a sentence."""
    pairs = ", ".join(f"{number.before} {arrow} {number.after}" for number in changed.numbers)
    where = f' in "{changed.within}"' if changed.within else ""
    return f"{count(len(changed.numbers), 'number')} changed{where}: {pairs}"


def _said(kind: str) -> str:
    return "came from" if kind == "came-from" else kind


def _wrapped(label: str, words: str) -> list[str]:
    """Words beside a label, broken into lines."""
    room = " " * len(label)
    paragraphs = [line for line in words.split("\n") if line] or [""]
    lines = [part for line in paragraphs for part in _broken(line, _WIDTH - len(label))]
    return [f"{room if number else label}{line}".rstrip() for number, line in enumerate(lines)]


def _broken(line: str, width: int) -> list[str]:
    """A line in pieces of a width; what makes colour has none."""
    pieces = [""]
    for word in line.split(" "):
        longer = f"{pieces[-1]} {word}" if pieces[-1] else word
        if pieces[-1] and len(_COLOUR.sub("", longer)) > width:
            pieces.append(word)
        else:
            pieces[-1] = longer
    return pieces


@dataclass(frozen=True, slots=True)
class _Words:
    """Says what differs.

    Args:
        paint: see `Paint`.
        arrow: between the value before and the one after.
    """

    paint: Paint
    arrow: str

    def of(self, told: ToldChange) -> str:
        """One change in words; empty where its kind says it all."""
        change = told.change
        if change.kind == "moved" and not change.field:
            return self.paint("same", _moved(told))
        if told.origins or told.heirs:
            return self.paint("same", _descended(told))
        if told.tier:
            return self.paint("same", f"now for {told.tier}")
        if not change.field:
            return ""
        where = "" if change.kind == "retitled" else self.paint("same", f"{field_words(change.field)}: ")
        if told.words:
            return where + "".join(self._marked(excerpt(told.words)))
        if change.kind in ("added", "removed", "moved"):
            return where + self._value(told.after or told.before)
        return f"{where}{self._value(told.before)} {self.arrow} {self._value(told.after)}"

    def _value(self, words: str) -> str:
        return self.paint("same", textwrap.shorten(words, _LONGEST, placeholder=" …") or "none")

    def _marked(self, stretches: tuple[Stretch, ...]) -> Iterator[str]:
        """What went and the word that came for it are parted by a space."""
        last_kind = ""
        for kind, words in stretches:
            yield (" " if (last_kind, kind) == ("gone", "new") and words[0].isalnum() else "")
            yield self.paint(kind, words)
            last_kind = kind


def _moved(told: ToldChange) -> str:
    if not told.within:
        return f'from "{told.before}" to "{told.after}"'
    return f'now after "{told.after}"' if told.after else "now the first"


def _descended(told: ToldChange) -> str:
    """What came from what: from p1-sa 1.4 "..." (p1-sa/aim), split into 1.4 and 1.5."""
    if not told.origins:
        return _and([_referred(heir) for heir in told.heirs])
    came = _and([_referred(origin) for origin in told.origins])
    if len(told.origins) > 1:
        return f"{came}, joined"
    return f"{came}, split into {_and([_short(heir) for heir in told.heirs])}" if told.heirs else came


def _referred(thing: ToldThing) -> str:
    where = " ".join(filter(None, (thing.material, thing.number)))
    return f'{where} "{thing.title}" ({thing.name})'.lstrip()


def _short(thing: ToldThing) -> str:
    return " ".join(filter(None, (thing.material, thing.number))) or thing.name


def _and(parts: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))


def markdown(report: Report) -> str:
    """What changed, for a changelog: by weight, each note once with what it is about."""
    lines = [f"## {report.after or 'Unreleased'}", ""]
    lines += [f"> {_escaped(notice)}\n" for notice in report.notices]
    if not report.count:
        lines.append(f"Nothing changed since {report.before}.")
    for weight in WEIGHTS:
        notes: dict[str, list[str]] = {}
        for _, part, item in report.items():
            if item.weight == weight:
                notes.setdefault(item.note, []).extend(_entry(part, item, told) for told in item.told)
        if notes:
            lines += [f"### {_HEADINGS[weight]}", "", *_listed(notes), ""]
    numbers = [(part, changed) for group in report.groups for part in group.parts for changed in part.numbers]
    if numbers:
        lines += ["### Numbers in print", ""]
        lines += [_escaped(f"- {part.title}: {_numbers(changed, '→')}.") for part, changed in numbers]
    return "\n".join(lines).rstrip()


def _listed(notes: dict[str, list[str]]) -> Iterator[str]:
    for note, entries in notes.items():
        if note:
            yield f"- {_escaped(note)}"
        for entry in entries:
            yield f"  - {entry}" if note else f"- {entry}"


def _entry(part: ChangedPart, item: Item, told: ToldChange) -> str:
    where = f" ({part.title})" if part.title and "/" in item.name else ""
    kind = _said(told.change.kind).capitalize()
    entry = _escaped(f'{kind}: {item.kind} "{item.title}"{where}')
    words = _Words(_in_markdown, "→").of(told)
    return f"{entry}. {' '.join(words.split())}" if words else entry


def _in_markdown(kind: str, words: str) -> str:
    """A stretch with strike-out or strong; marks there hold no space at their ends."""
    signs = {"gone": "~~", "new": "**"}.get(kind, "")
    start = words[: len(words) - len(words.lstrip())]
    return f"{start}{signs}{_escaped(words.lstrip())}{signs}" if signs else _escaped(words)


def _escaped(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", words)


def as_dict(report: Report) -> dict[str, Any]:
    """What changed, for programs."""
    changes = [
        {
            **asdict(told.change),
            "name": item.name,
            "packet": part.packet,
            "needs_note": item.needs_note and not report.is_sealed,
            "origins": [asdict(origin) for origin in told.origins],
            "heirs": [asdict(heir) for heir in told.heirs],
        }
        for _, part, item in report.items()
        for told in item.told
    ]
    numbers = [{**asdict(number), "packet": part.packet} for part, number in report.numbers()]
    idle = [{"text": words, "about": about.split(", ")} for words, about in report.idle]
    about = {
        "toolkit": report.toolkit, "before": report.before, "after": report.after, "tier": report.tier,
    }  # fmt: skip
    return {
        **about,
        "notices": list(report.notices),
        "changes": changes,
        "numbers": numbers,
        "idle_notes": idle,
    }
