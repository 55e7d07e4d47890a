"""What `changes` tells people, as text and as Markdown, and programs, as JSON. Nothing here prints."""

import re
import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from typing import Any

from .changing import WEIGHTS, Item, Part, Report, Told
from .content.redline import Stretch, excerpt
from .say import count

Paint = Callable[[str, str], str]
"""Makes words stand out: kind of a stretch, words -> what to print."""

_WIDTH = 100
_LABEL = 12
_NO_NOTE = "no note"
_HEADINGS = {"major": "Major", "minor": "Minor", "correction": "Corrections", "": "Without a note"}
_SPECIAL = re.compile(r"([\\`*_\[\]<>#])")


def bare(kind: str, words: str) -> str:
    """Words of a stretch as they are marked where there is no colour."""
    return {"gone": f"[-{words}-]", "new": f"{{+{words}+}}"}.get(kind, words)


def text(report: Report, paint: Paint = bare) -> str:
    """What changed, for a terminal."""
    lines = [*report.notices, *([""] if report.notices else ()), _head(report)]
    for group in report.groups:
        lines += ["", group.title]
        for part in group.parts:
            lines += _part(part, paint)
    if report.idle:
        lines += ["", "Notes about what did not change:"]
        lines += [line for words, about in report.idle for line in _wrapped("  ", f"{words} ({about})")]
    return "\n".join(lines)


def _head(report: Report) -> str:
    between = f"{report.toolkit}, {report.before} -> {report.after}"
    if not report.count:
        return f"{between}: nothing changed"
    unsaid = f", {report.unsaid} of them without a note" if report.unsaid else ""
    return f"{between}: {count(report.count, 'change')}{unsaid}"


def _part(part: Part, paint: Paint) -> Iterator[str]:
    if part.title:
        yield f"  {part.title}" + (f" [{part.packet}]" if part.packet else "")
    for item in part.items:
        yield f"    {_thing(item)} ({item.name})"
        for told in item.told:
            yield from _wrapped(f"      {told.change.kind:<{_LABEL}}", _words(told, paint))
        yield from _wrapped(f"      {item.weight or _NO_NOTE:<{_LABEL}}", item.note)


def _thing(item: Item) -> str:
    return f'{item.kind.replace("-", " ")} "{item.title}"'


def _wrapped(label: str, words: str) -> list[str]:
    """Words beside a label, broken into lines; bold and colour make them a little shorter."""
    room = " " * len(label)
    lines = [
        part
        for line in words.split("\n")
        for part in textwrap.wrap(line, _WIDTH - len(label), break_long_words=False, break_on_hyphens=False)
    ]
    return [f"{label if not number else room}{line}".rstrip() for number, line in enumerate(lines or [""])]


def _words(told: Told, paint: Paint) -> str:
    """What differs, in words."""
    change = told.change
    if change.kind == "moved" and not change.field:
        return _moved(told)
    where = f"{label(change.field)}: " if change.field and change.kind != "retitled" else ""
    if told.words:
        return where + "".join(_painted(excerpt(told.words), paint))
    if change.kind in ("added", "removed", "moved"):
        return (where + _short(told.after or told.before)) if change.field else ""
    return f"{where}{_short(told.before) or 'none'} -> {_short(told.after) or 'none'}"


def _moved(told: Told) -> str:
    if not told.within:
        return f'from "{told.before}" to "{told.after}"'
    return f'now after "{told.after}"' if told.after else "now the first"


def _short(words: str) -> str:
    return textwrap.shorten(words, 240, placeholder=" …")


def label(field: str) -> str:
    """A field as people say it: look_fors.2 is `look fors 3`."""
    parts = [str(int(part) + 1) if part.isdigit() else part.replace("_", " ") for part in field.split(".")]
    return " ".join(parts)


def _painted(stretches: Iterable[Stretch], paint: Paint) -> Iterator[str]:
    """What went and what came in its place are parted by a space."""
    before = ""
    for kind, words in stretches:
        yield (" " if (before, kind) == ("gone", "new") else "") + paint(kind, words)
        before = kind


def markdown(report: Report) -> str:
    """What changed, for a changelog: by weight, each note once with what it is about."""
    lines = [f"## {report.after}", ""]
    lines += [f"> {_escaped(notice)}\n" for notice in report.notices]
    if not report.count:
        lines.append(f"Nothing changed since {report.before}.")
    for weight in WEIGHTS:
        notes: dict[str, list[str]] = {}
        for _, part, item in report.items():
            if item.weight == weight:
                notes.setdefault(item.note, []).extend(_entry(part, item, told) for told in item.told)
        if notes:
            lines += [f"### {_HEADINGS[weight]}", ""]
            for note, entries in notes.items():
                lines += (
                    [f"- {_escaped(note)}", *(f"  - {each}" for each in entries)]
                    if note
                    else [f"- {each}" for each in entries]
                )
            lines.append("")
    return "\n".join(lines).rstrip()


def _entry(part: Part, item: Item, told: Told) -> str:
    words = _escaped(_words(told, _for_markdown))
    where = f" ({_escaped(part.title)})" if part.title and "/" in item.name else ""
    entry = f"{told.change.kind.capitalize()}: {_escaped(_thing(item))}{where}"
    return entry + (f". {words}" if words else "")


def _for_markdown(kind: str, words: str) -> str:
    return bare(kind, words)


def _escaped(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(words.split()))


def as_dict(report: Report) -> dict[str, Any]:
    """What changed, for programs."""
    changes = [
        {**asdict(told.change), "name": item.name, "packet": part.packet}
        for _, part, item in report.items()
        for told in item.told
    ]
    idle = [{"text": words, "about": about.split(", ")} for words, about in report.idle]
    about = {"toolkit": report.toolkit, "before": report.before, "after": report.after}
    return {**about, "notices": list(report.notices), "changes": changes, "idle_notes": idle}
