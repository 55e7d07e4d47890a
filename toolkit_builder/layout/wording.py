"""The words that layouts print themselves, in the language of the toolkit."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from string import Formatter

from babel.dates import format_date, format_time

from ..content.model import AgendaItem, OwnWords, Session
from ..content.reading.reader import read
from ..errors import LayoutError, Place, Problem, short
from ..machine.files import is_litter


class Wording:
    """`say.key` gives words, `say("key", n=3)` fills them in.

    Args:
        strings: key -> words, from `layouts/strings/<language>.yaml`.
    """

    def __init__(self, strings: Mapping[str, str]) -> None:
        self._strings = strings

    def __getattr__(self, key: str) -> str:
        try:
            return self._strings[key]
        except KeyError:
            raise AttributeError(key) from None

    def __getitem__(self, key: str) -> str:
        try:
            return self._strings[key]
        except KeyError:
            raise ValueError(f"the strings of the language have no '{key}'") from None

    def __call__(self, key: str, **values: object) -> str:
        try:
            return self[key].format(**values)
        except KeyError as missing:
            raise ValueError(f"the words of '{key}' need a value for {missing}") from None


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
            path = folder / "strings" / f"{tag}.yaml"
            if path.is_file():
                tree, marks = read(f"layouts/strings/{path.name}", path.read_bytes())
                strings |= tree
                wrong += [_deep(marks.value((key,)), words) for key, words in tree.items() if _is_deep(words)]
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


def _is_deep(words: str | None) -> bool:
    """Whether words ask for what is in a value, or for room that they set themselves."""
    try:
        fields = [*Formatter().parse(words or "")]
    except ValueError:
        return True  # a brace without its other half
    return any(
        name is not None and (not name.isidentifier() or form or conversion)
        for _, name, form, conversion in fields
    )


def _deep(place: Place, words: str) -> Problem:
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
        **{f"reader_{word}": str(label) for word, label in own.readers.items()},
        **{f"kind_{word}": str(label) for word, label in own.forms.items()},
        **{f"unit_{word}": str(label) for word, label in own.units.items()},
    }
