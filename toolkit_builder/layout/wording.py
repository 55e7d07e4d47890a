"""The words that layouts print themselves, in the language of the toolkit."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from string import Formatter

from babel.dates import format_date, format_time

from ..content.model import AgendaItem, OwnWords, Session
from ..content.reading.reader import read
from ..errors import LayoutError, Place, Problem, short
from ..machine.files import is_litter
from .folders import called, read_layout

# Not by `str.format`, which also reads what is in a value, and makes room as wide as it is told to.
_BRACES_OF_OWN = re.compile(r"[{}]")
_BRACES = re.compile(r"([{}])\1")
_FIELDS = re.compile(r"(?P<brace>[{}])(?P=brace)|\{(?P<name>\w+)\}")


class Wording:
    """`say.key` gives words, `say("key", n=3)` fills them in; {{ and }} stand for the signs themselves.

    Args:
        strings: key -> words, from `layouts/strings/<language>.yaml`.
    """

    def __init__(self, strings: Mapping[str, str]) -> None:
        self._strings = strings

    def __getattr__(self, key: str) -> str:
        try:
            return _BRACES.sub(r"\1", self._strings[key])
        except KeyError:
            raise AttributeError(key) from None

    def __getitem__(self, key: str) -> str:
        return _BRACES.sub(r"\1", self._words(key))

    def __call__(self, key: str, **values: object) -> str:
        def value(field: re.Match[str]) -> str:
            name = field["name"]
            if name and name not in values:
                raise ValueError(f"the words of '{key}' need a value for '{name}'")
            return str(values[name]) if name else field["brace"]

        return _FIELDS.sub(value, self._words(key))

    def _words(self, key: str) -> str:
        try:
            return self._strings[key]
        except KeyError:
            raise ValueError(f"the strings of the language have no '{key}'") from None


def read_strings(layouts: tuple[Path, ...], language: str) -> dict[str, str]:
    """Words of a language: `en-US` takes `en-US.yaml`, else `en.yaml`.

    Args:
        layouts: folders with `strings/`; what an earlier one says wins, word by word.
        language: tag of the toolkit.

    Raises:
        LayoutError: L110, there is no file for the language; L111, words ask for more than a value.
        SourceError: C2xx, a file is written in a way that YAML would quietly change.
    """
    strings: dict[str, str] = {}
    wrong: list[Problem] = []
    for folder in reversed(layouts):
        for tag in (language.split("-")[0], language):
            name = f"strings/{tag}.yaml"
            if (words := read_layout((folder,), name)) is not None:
                tree, marks = read(f"{called(folder)}/{name}", words.encode())
                strings |= tree
                wrong += [_deep(marks.value((key,)), value) for key, value in tree.items() if _is_deep(value)]
    if wrong:
        raise LayoutError(wrong)
    if not strings:
        languages = ", ".join(
            sorted(
                {
                    path.stem
                    for folder in layouts
                    for path in folder.glob("strings/*.yaml")
                    if not is_litter(path.name)
                }
            )
        )
        message = f"no words for the language '{language}'"
        place = Place(f"layouts/strings/{language}.yaml")
        raise LayoutError([Problem(place, "L110", message, f"there are {languages}")])
    return {key: words or "" for key, words in strings.items()}


def _is_deep(words: object) -> bool:
    """Whether words ask for what is in a value, or for room that they set themselves, or are none."""
    if words is not None and not isinstance(words, str):
        return True
    try:
        fields = [*Formatter().parse(words or "")]
    except ValueError:
        return True  # a brace without its other half
    return any(
        name is not None and (not name.isidentifier() or form or conversion)
        for _, name, form, conversion in fields
    )


def _deep(place: Place, words: object) -> Problem:
    if not isinstance(words, str):
        return Problem(place, "L111", "words belong here, not a list or a mapping", "write one line of text")
    message = f'"{short(words)}" asks for more than values by their names'
    return Problem(place, "L111", message, "write {n}; {{ and }} stand for the signs themselves")


def day(iso: str, language: str) -> str:
    """A date as readers of the language write it: 1 December 2026 or December 1, 2026."""
    return format_date(date.fromisoformat(iso), "long", locale=language.replace("-", "_"))


def clock(session: Session, language: str) -> Iterator[tuple[AgendaItem, str, str]]:
    """Each stretch of a session with its clock times, from start to finish."""
    start = datetime.fromisoformat(f"2000-01-01T{session.start}")
    locale = language.replace("-", "_")
    for item in session.agenda:
        end = start + timedelta(minutes=item.minutes)
        yield item, _time(start, locale), _time(end, locale)
        start = end


def _time(moment: datetime, locale: str) -> str:
    """Hours and minutes without a.m. or p.m.: a session is read in its room."""
    return format_time(moment.time(), "h:mm" if locale.startswith("en") else "HH:mm", locale=locale)


def own_strings(own: OwnWords | None) -> dict[str, str]:
    """What is printed for the words of a toolkit's own, under the keys of the layouts."""
    if own is None:
        return {}
    return {
        f"{kind}_{word}": _BRACES_OF_OWN.sub(r"\g<0>\g<0>", str(label))
        for kind, labels in (("reader", own.readers), ("kind", own.forms), ("unit", own.units))
        for word, label in labels.items()
    }
