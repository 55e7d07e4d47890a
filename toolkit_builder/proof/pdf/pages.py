"""What the pages of a PDF show: sizes, colours, contrast, ink, margins."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, pairwise
from typing import Any

from lxml import etree
from PIL import Image, ImageChops, ImageFilter, ImageStat

from ...content.rules.brand import contrast
from ...content.variants import Variant
from ...machine.xml import parse
from ...readback.pdf.geometry import Box, Colour
from ...readback.pdf.pages import Page, TextRun
from ..finding import DESIGN, LARGE_PRINT, Finding, Rule, Subject

RULES = (
    Rule(
        "O623",
        "Reading runs down the page: it leads up by a third of it only to the next column.",
        "ISO 14289-1, 7.2; WCAG 2.1, 1.3.2",
    ),
    Rule(
        "O640",
        "Text outside of fields stands out from its ground by 4.5:1, from 18 pt or 14 pt bold by 3:1.",
        "WCAG 2.1, 1.4.3",
    ),
    Rule(
        "O641",
        "No text is smaller than 8.5 pt, numbers of notes 7 pt; in large print none is smaller than 18 pt.",
        f"{LARGE_PRINT}; {DESIGN}",
    ),
    Rule("O642", "No text runs out of the page.", f"{DESIGN}; ISO 32000-1, 14.11.2 (boxes)"),
    Rule("O643", "All that a page shows is either tagged or an artifact.", "ISO 14289-1, 7.1"),
    Rule("O650", "A copier page has no colour, in pictures neither.", DESIGN),
    Rule(
        "O651",
        "Outside of pictures, a copier page is black and white, with greys of 10 % at most.",
        DESIGN,
    ),
    Rule("O652", "Lines of a copier page are 0.5 pt wide at least.", DESIGN),
    Rule("O653", "Ink covers 12 % of a copier page at most.", DESIGN),
    Rule(
        "O654",
        "On a copier page no text is within 1 in of the edge that is bound, or within 0.5 in of another.",
        DESIGN,
    ),
    Rule("O660", "Large print has no italic and no slanted type.", LARGE_PRINT),
    Rule(
        "O662",
        "Large print has no word of four letters or more in capitals that the text has not.",
        LARGE_PRINT,
    ),
    Rule("O663", "Large print divides no word at the end of a line.", LARGE_PRINT),
    Rule("O671", "A press page has crop marks outside of what is trimmed.", "ISO 32000-1, 14.11.3"),
)

WHITE = Colour(255, 255, 255)

_SLACK = 0.05  # of sizes in points: files hold them rounded
_SHARE = 0.25  # part of a text's ground that must be pale before it counts; an underline covers less
_FINE = 2  # pixels a point: at one an underline blurs over two rows of a letter's eight
_COLOURED = 8  # least difference of red, green and blue, of 255, that is seen as a colour
_FLAT = 4  # most that neighbours differ by in a surface
_BLACK, _PALE = 5, 229  # darkest and palest tenth of 255: all between is a tint
_MOST_INK = 0.12
_BOUND, _EDGE, _OVERHANG = 72, 36, 1  # letters may stand out by part of a stem
_UP = 264  # a third of a page
_CALLS = 24  # room for some calls in a row behind a word
_CALL = re.compile(r"[\d\s,*†‡§]+")


def check_page(subject: Subject, page: Page, order: list[int]) -> Iterator[Finding]:
    """What is wrong on one page.

    Args:
        subject: the file.
        page: one of its pages.
        order: numbers of its marked content as the structure tree has them.
    """
    where = f"page {page.number}"
    yield from _order(page, where, order)
    yield from _contrast(page, where)
    yield from _sizes(page, where, subject.form)
    yield from _outside(page, where)
    if subject.form.is_tagged and page.unmarked:  # marks of the press are drawn outside of all text
        yield Finding("O643", where, "something is drawn that is neither tagged nor an artifact")
    if subject.form.for_copier:
        yield from _copied(page, where)
    if subject.form.large_type:
        yield from _slanted(page, where)
        yield from _written(subject, page, where)
    if subject.form.for_press:
        yield from _marks(page, where)


# --- all variants ----------------------------------------------------------------------------------


def _order(page: Page, where: str, order: list[int]) -> Iterator[Finding]:
    """A jump up to the next column goes to the right of what was read; any other is a fault."""
    first: dict[int, TextRun] = {}
    for text in page.texts:
        first.setdefault(text.mark, text)
    read = [first[mark] for mark in order if mark in first]
    for before, after in pairwise(read):
        if after.box.bottom > before.box.top + _UP and after.box.left < before.box.right:
            message = f"{_quoted(page, [after])} is read after {_quoted(page, [before])}, far below it"
            yield Finding("O623", where, message)


def _contrast(page: Page, where: str) -> Iterator[Finding]:
    ground = page.ground(_FINE)
    faint: dict[tuple[str, str, float], list[TextRun]] = defaultdict(list)
    for text in page.texts:
        if text.colour is None or text.box.thin <= 0:
            continue
        ratio, below = _worst(text.colour, _below(ground, page, text))
        least = 3 if text.size >= 18 - _SLACK or (text.size >= 14 - _SLACK and _is_bold(text.font)) else 4.5
        if ratio < least:
            faint[text.colour.over(below).name, below.name, ratio].append(text)
    for (colour, ground_colour, ratio), texts in faint.items():
        message = f"{_quoted(page, texts)}: {colour} on {ground_colour} is {ratio:.1f}:1"
        yield Finding("O640", where, message)


def _below(ground: Image.Image, page: Page, text: TextRun) -> list[tuple[int, Colour]]:
    """How many pixels of each colour there are under a text, a letter's height at least."""
    box, more = text.box, max(0.0, text.size - (text.box.top - text.box.bottom)) / 2
    letters = Box(box.left, box.bottom - more, box.right, box.top + more)
    piece = ground.crop(page.area(letters, _FINE))
    counts: Any = piece.getcolors(piece.width * piece.height)
    return [(count, Colour(*rgb)) for count, rgb in counts]


def _worst(colour: Colour, below: list[tuple[int, Colour]]) -> tuple[float, Colour]:
    """Least contrast that holds for a real share of the ground, and the colour there."""
    ratios = sorted(
        (_ratio(colour.over(ground_colour), ground_colour), ground_colour, count)
        for count, ground_colour in below
    )
    needed, count_seen = _SHARE * sum(count for _, _, count in ratios), 0
    for ratio, ground_colour, count in ratios:
        count_seen += count
        if count_seen >= needed:
            return ratio, ground_colour
    raise AssertionError("the shares make up the whole")


@lru_cache(maxsize=4096)
def _ratio(first: Colour, second: Colour) -> float:
    return contrast(first.name, second.name)


def _sizes(page: Page, where: str, form: Variant) -> Iterator[Finding]:
    least = 18 if form.large_type else 8.5
    small: dict[float, list[TextRun]] = defaultdict(list)
    for text in page.texts:
        if text.size < least - _SLACK and (form.large_type or not _is_call(page, text)):
            small[round(text.size, 1)].append(text)
    for size, texts in small.items():
        yield Finding("O641", where, f"{_quoted(page, texts)}: {size:g} pt, {least:g} pt is the least")


def _is_call(page: Page, text: TextRun) -> bool:
    """Whether it is the raised number of a note: it follows larger letters and stands above their foot."""
    if text.size < 7 - _SLACK or not _CALL.fullmatch(page.words(text)):
        return False
    return any(
        other.size > text.size + 1
        and -1 < text.box.left - other.box.right < _CALLS
        and other.box.bottom < text.box.bottom < other.box.top
        for other in page.texts
    )


def _outside(page: Page, where: str) -> Iterator[Finding]:
    over = [text for text in page.texts if not page.trim.holds(text.box) and text.box.thin > 0]
    if over:
        yield Finding("O642", where, f"{_quoted(page, over)}: runs out of the page")


# --- copier ----------------------------------------------------------------------------------------


def _copied(page: Page, where: str) -> Iterator[Finding]:
    picture = page.picture()
    yield from _colours(picture, where)
    yield from _tints(page, where)
    yield from _lines(page, where)
    ink = 1 - ImageStat.Stat(picture.convert("L")).mean[0] / 255
    if ink > _MOST_INK:
        yield Finding("O653", where, f"ink covers {ink:.0%}")
    yield from _margins(page, where)


def _colours(picture: Image.Image, where: str) -> Iterator[Finding]:
    red, green, blue = picture.split()
    pairs = ((red, green), (green, blue), (red, blue))
    masks = [ImageChops.difference(*pair).point(lambda value: 255 * (value > _COLOURED)) for pair in pairs]
    box = ImageChops.lighter(ImageChops.lighter(masks[0], masks[1]), masks[2]).getbbox()
    if box:
        left, top, right, bottom = box
        across, down = f"{left / 72:.1f} to {right / 72:.1f}", f"{top / 72:.1f} to {bottom / 72:.1f}"
        yield Finding("O650", where, f"there is colour, {across} in from the left, {down} in from the top")


def _tints(page: Page, where: str) -> Iterator[Finding]:
    greys = defaultdict[str, list[TextRun]](list)
    for text in page.texts:
        if text.colour is not None and _is_tint(text.colour):
            greys[text.colour.over(WHITE).name].append(text)
    for colour, texts in greys.items():
        yield Finding("O651", where, f"{_quoted(page, texts)}: {colour} is neither black nor white")
    drawn = chain.from_iterable((shape.fill, shape.stroke) for shape in page.shapes)
    tints = sorted({colour.over(WHITE).name for colour in drawn if colour is not None and _is_tint(colour)})
    for name in tints:
        yield Finding("O651", where, f"a line or surface is {name}, not black and darker than 10 % grey")
    if not tints and _has_tint(page, 1) and _has_tint(page, 2):
        yield Finding("O651", where, "a pattern or gradient is darker than 10 % grey and not black")


def _is_tint(colour: Colour) -> bool:
    red, green, blue, _ = colour.over(WHITE)
    grey = 0.299 * red + 0.587 * green + 0.114 * blue
    return _BLACK < grey < _PALE


def _has_tint(page: Page, scale: int) -> bool:
    """Whether pixels of a tint stand together outside of pictures; single ones are edges of black shapes."""
    grey = page.ground(scale).convert("L")
    for box in page.images:
        grey.paste(255, page.area(box, scale))
    spread = ImageChops.difference(
        grey.filter(ImageFilter.MaxFilter(3)), grey.filter(ImageFilter.MinFilter(3))
    )
    flat = spread.point(lambda value: 255 * (value < _FLAT))
    tint = grey.point(lambda value: 255 * (_BLACK < value < _PALE))
    return ImageChops.darker(flat, tint).getbbox() is not None


def _lines(page: Page, where: str) -> Iterator[Finding]:
    thin = [
        shape.thin
        for shape in page.shapes
        if shape.thin is not None
        and shape.thin < 0.5 - _SLACK / 2
        and any(colour is not None and colour[:3] != WHITE[:3] for colour in (shape.fill, shape.stroke))
    ]
    if thin:
        yield Finding(
            "O652", where, f"{len(thin)} lines are thinner than 0.5 pt, the thinnest {min(thin):.2f} pt"
        )


def _margins(page: Page, where: str) -> Iterator[Finding]:
    left, right = (_BOUND, _EDGE) if page.number % 2 else (_EDGE, _BOUND)
    trim = page.trim
    room = Box(trim.left + left, trim.bottom + _EDGE, trim.right - right, trim.top - _EDGE)
    over = [text for text in page.texts if text.box.thin > 0 and not room.holds(text.box, _OVERHANG)]
    if over:
        side = "left" if page.number % 2 else "right"
        message = f"{_quoted(page, over)}: within 1 in of the {side} edge or 0.5 in of another"
        yield Finding("O654", where, message)


# --- large print -----------------------------------------------------------------------------------


def _slanted(page: Page, where: str) -> Iterator[Finding]:
    slanted = [text for text in page.texts if text.slanted or re.search("Italic|Oblique", text.font)]
    if slanted:
        yield Finding("O660", where, f"{_quoted(page, slanted)}: italic")


def _written(subject: Subject, page: Page, where: str) -> Iterator[Finding]:
    """Words that the page writes otherwise than the text has them."""
    known = _known(subject)
    loud = {word for word in re.findall(r"\w{4,}", page.all_words) if word.isupper() and word not in known}
    if loud:
        yield Finding("O662", where, f"in capitals: {', '.join(sorted(loud))}")
    lower = _lower(known)
    for before, after in page.broken_words():
        first, last = re.sub(r"\W", "", before), re.split(r"\W", after)[0]
        if (first + last).lower() in lower and first.lower() not in lower:
            yield Finding("O663", where, f'"{first}-{last}" is divided')


@lru_cache(maxsize=2)
def _words_of(manuscript: bytes, more: str) -> frozenset[str]:
    root = parse(manuscript)
    strings = chain(
        root.itertext(), (value for element in root.iter(etree.Element) for value in element.attrib.values())
    )
    return frozenset(re.findall(r"\w+", " ".join((*map(str, strings), more))))


def _known(subject: Subject) -> frozenset[str]:
    return _words_of(subject.manuscript, subject.title)


def _marks(page: Page, where: str) -> Iterator[Finding]:
    """Two lines at each corner."""
    outside = [
        shape
        for shape in page.shapes
        if shape.stroke and (shape.thin or 0) <= 1 and not shape.box.meets(page.trim)
    ]
    if len(outside) < 8:
        yield Finding("O671", where, f"has {len(outside)} lines outside of the trim, crop marks are 8")


@lru_cache(maxsize=2)
def _lower(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)


def _is_bold(font: str) -> bool:
    """Weight 700 or more, as fonts are named; semi-bold is lighter."""
    return bool(re.search(r"(?<!Semi)(?<!Semi-)(?<!Demi)(?<!Demi-)(?<!Semi )(Bold|Black|Heavy)", font))


def _quoted(page: Page, texts: list[TextRun]) -> str:
    """The first of some texts, and how many more there are."""
    words = page.words(texts[0])
    first = f'"{words[:40]}…"' if len(words) > 41 else f'"{words}"'
    return f"{first} and {len(texts) - 1} more" if len(texts) > 1 else first
