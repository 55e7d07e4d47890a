"""Words of charts and timelines that no line and no page has room for."""

from collections.abc import Iterator, Sequence

from ...errors import Problem
from ..drawn_bars import DrawnBar, drawn_bars
from ..drawn_words import APART, HIGHEST, WIDTH, DrawnWords, chart_words, in_large_print, in_text, numbers
from ..lettering import Lettering
from ..model import CaseStudy, Session
from ..reading.spans import Path
from ..toolkit import Toolkit
from ..variants import VARIANTS
from .sheet import Sheet


def drawn_words_fit(toolkit: Toolkit, sheets: tuple[Sheet, ...]) -> Iterator[Problem]:
    """C347: no word of a chart is wider than the chart. C348: a chart is not higher than a page."""
    prints = {"": in_text(toolkit)}
    if any(VARIANTS[variant].large_type for variant in toolkit.file.variants):
        prints = {" in large print": in_large_print(toolkit), **prints}  # which has the least room
    for sheet in sheets:
        case = sheet.source.node
        if isinstance(case, CaseStudy) and case.chart and sheet.printed:
            path, bars = ("chart",), drawn_bars(case)
            wide = [
                problem
                for where, words in prints.items()
                for problem in _too_wide(sheet, (*path, "bars"), bars, words, where)
            ]
            yield from wide[:1] or _too_high(sheet, (*path, "bars"), bars, prints)


def timelines_fit(toolkit: Toolkit, sheets: tuple[Sheet, ...]) -> Iterator[Problem]:
    """C349: the numbers of a session's stretches stand beside each other under its timeline."""
    words = in_text(toolkit)
    for sheet in sheets:
        for path, session in sheet.nodes(Session) if sheet.printed else ():
            widths = [width + APART for width in numbers(session, words)]
            if sum(widths) > WIDTH:
                fit = max(count for count in range(len(widths)) if sum(widths[:count]) <= WIDTH)
                message = f"the agenda has {len(widths)} stretches; the timeline has room for {fit}"
                hint = "put some stretches together, or make two sessions of it"
                yield sheet.problem((*path, "agenda"), "C349", message, hint)


def _too_wide(
    sheet: Sheet, path: Path, bars: Sequence[DrawnBar], words: DrawnWords, where: str
) -> Iterator[Problem]:
    for index, bar in enumerate(bars):
        for field, letters, text in (("label", words.label, bar.label), ("shown", words.value, bar.shown)):
            word, width = letters.widest(text)
            if width > WIDTH:
                yield _wide_word(sheet, (*path, index, field), letters, word, where)


def _wide_word(sheet: Sheet, path: Path, letters: Lettering, word: str, where: str) -> Problem:
    fit = letters.fitting(word, WIDTH)
    message = f'"{word}" has {len(word)} letters, of which a line of the chart holds {fit}{where}'
    hint = "write a shorter word, or put a soft hyphen (U+00AD) where it may part"
    return sheet.problem(path, "C347", message, hint, word)


def _too_high(
    sheet: Sheet, path: Path, bars: Sequence[DrawnBar], prints: dict[str, DrawnWords]
) -> Iterator[Problem]:
    for where, words in prints.items():
        drawn = chart_words(bars, words)
        if drawn.height > HIGHEST:
            lines = sum(len(bar.label) + len(bar.value) for bar in drawn.bars)
            over = -int(-(drawn.height - HIGHEST) // words.leading)
            message = f"labels and values take {lines} lines{where}, and a page has room for {lines - over}"
            hint = "write shorter labels and values, or have fewer bars"
            yield sheet.problem(path, "C348", message, hint)
            return
