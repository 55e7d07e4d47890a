"""What the glyphs of a PDF say: for each glyph its letters, and for a cluster whose glyphs cannot say it, the
text.

WeasyPrint gives a glyph the letters of the whole cluster in which it first stands, so an accent that is a
glyph of its own would say its letter once more, and a glyph that stands for other letters later would say the
first ones (its issue 2841). Here a glyph says what the font's own table of letters says of it, and clusters
that are still said otherwise carry their text (ISO 32000-1, 14.9.4, ActualText on a span of marked content).

Like `objects`, this module knows the insides of WeasyPrint 70 and of Pango: it stands in for the function
that draws a line, so every line passes it, also those of margins and drawings.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import pydyf
import uharfbuzz
from weasyprint import svg
from weasyprint.draw import text as line_drawing
from weasyprint.text.ffi import ffi, pango

from ...machine.unicode import SOFT_HYPHEN, same_letters

_PIECE = re.compile(rb"<([0-9a-f]*)>|[^<>]+")
_CODE = 4  # hexadecimal digits of a glyph
_LONGEST = 4  # bytes of a letter in UTF-8
# How a line ends that is broken at a soft hyphen: WeasyPrint puts a hyphen behind it.
_HYPHENATED = f"{SOFT_HYPHEN}\u2010".encode()
_draw_line = line_drawing.draw_first_line
_draw_words = svg.text


class Cluster(NamedTuple):
    """Glyphs that stand for letters together.

    Args:
        font: WeasyPrint's, with its table of what glyphs say.
        glyphs: in the order in which they are drawn.
        words: what they stand for; empty where they are left as WeasyPrint has them.
    """

    font: Any
    glyphs: tuple[int, ...]
    words: str

    @property
    def is_said(self) -> bool:
        """Whether its glyphs say it one after the other."""
        said = "".join(self.font.to_unicode.get(glyph, "") for glyph in self.glyphs)
        return not self.words or (len(self.glyphs) < 2 and same_letters(said, self.words))


def say_exactly() -> None:
    """From now on, this process draws lines whose glyphs say what was written."""
    line_drawing.draw_first_line = _exact_line
    svg.TAGS |= {tag: _whole_words for tag, draw in svg.TAGS.items() if draw == svg.text}
    svg.text = _whole_words  # which it asks whether an element holds words


def _exact_line(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: str, matrix: Any) -> Any:
    """As WeasyPrint's function of the same parameters."""
    clusters = [*_clusters(stream, textbox)] if textbox.text.strip() else []
    for cluster in clusters:
        _learn(cluster)
    start = len(stream.stream)
    emojis = _draw_line(stream, textbox, text_overflow, block_ellipsis, matrix)
    if not all(cluster.is_said for cluster in clusters):
        stream.stream[start:] = _with_texts(stream.stream[start:], clusters)
    return emojis


def _clusters(stream: Any, textbox: Any) -> Iterator[Cluster]:
    """The clusters of a line, as Pango laid it out."""
    layout = textbox.pango_layout
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    run = layout.get_first_line()[0].runs[0]
    text = layout.text.encode()
    while run != ffi.NULL:
        font, _ = stream.add_font(run.data.item.analysis.font)
        yield from _of_run(font, run.data, text)
        run = run.next


def _of_run(font: Any, run: Any, text: bytes) -> Iterator[Cluster]:
    """The clusters of a stretch in one font; an accent goes with its letter."""
    item, count = run.item, run.glyphs.num_glyphs
    glyphs = [info.glyph for info in run.glyphs.glyphs[0:count]]
    bounds = [item.offset + start for start in [*run.glyphs.log_clusters[0:count], item.length]]
    backwards = item.analysis.level % 2
    first = 0
    for end in range(1, count + 1):
        if end < count and (bounds[end] == bounds[end - 1] or _is_accent(text, bounds[end])):
            continue
        drawn = tuple(glyph for glyph in glyphs[first:end] if glyph != pango.PANGO_GLYPH_EMPTY)
        strange = backwards or font.bitmap or any(map(_is_unknown, drawn))
        words = "" if strange else text[bounds[first] : bounds[end]].decode()
        if bounds[end] == len(text) and text.endswith(_HYPHENATED):
            words = SOFT_HYPHEN
        yield Cluster(font, drawn, words)
        first = end


def _is_accent(text: bytes, start: int) -> bool:
    letter = text[start : start + _LONGEST].decode(errors="ignore")[:1]
    return bool(letter) and unicodedata.combining(letter) > 0


def _is_unknown(glyph: int) -> bool:
    return bool(glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG)


def _learn(cluster: Cluster) -> None:
    """Set what glyphs say that stand here for the first time."""
    table = cluster.font.to_unicode
    if not cluster.words or all(glyph in table for glyph in cluster.glyphs):
        return
    nominal = _nominal(cluster.font.file_content, cluster.font.index)
    said = [table.get(glyph) or _best(nominal.get(glyph, ()), cluster.words) for glyph in cluster.glyphs]
    for glyph, letters in zip(cluster.glyphs, _shared(said, cluster.words), strict=True):
        table.setdefault(glyph, letters)


@lru_cache(maxsize=64)
def _nominal(font: bytes, index: int) -> dict[int, tuple[str, ...]]:
    """Glyph -> the letters that a font has it for, in the order of their numbers."""
    opened = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(font), index))
    letters: dict[int, tuple[str, ...]] = {}
    for code in sorted(opened.face.unicodes):
        glyph = opened.get_nominal_glyph(code)
        if glyph is not None:
            letters[glyph] = (*letters.get(glyph, ()), chr(code))
    return letters


def _best(letters: tuple[str, ...], words: str) -> str:
    """Of the letters that a glyph stands for, one that is written here; a space is a plain one."""
    if " " in letters:
        return " "
    written = words + unicodedata.normalize("NFD", words)
    return next((letter for letter in letters if letter in written), letters[0] if letters else "")


def _shared(said: list[str], words: str) -> list[str]:
    """What each glyph of a cluster says; those that the font knows no letter for share what is left."""
    unknown = [place for place, letters in enumerate(said) if not letters]
    if not unknown:
        return said
    before, after = "".join(said[: unknown[0]]), "".join(said[unknown[-1] + 1 :])
    for form in (words, unicodedata.normalize("NFD", words)):
        rest = form[len(before) : len(form) - len(after)]
        if len(rest) >= len(unknown) and form == before + rest + after:
            parts = [*rest[: len(unknown) - 1], rest[len(unknown) - 1 :]]
            filled = dict(zip(unknown, parts, strict=True))
            return [filled.get(place, letters) for place, letters in enumerate(said)]
    return [letters or words for letters in said]


def _with_texts(entries: list[Any], clusters: list[Cluster]) -> list[Any]:
    """The entries of a stream that draw a line, with the text of each cluster that its glyphs do not say.

    Args:
        entries: operators with their operands, see `pydyf.Stream`.
        clusters: all that these draw.
    """
    begins, ends, place = {}, set(), 0
    for cluster in clusters:
        if not cluster.is_said and cluster.glyphs:
            begins[place] = cluster.words
            ends.add(place + len(cluster.glyphs))
        place += len(cluster.glyphs)
    made: list[Any] = []
    drawn = 0
    for entry in entries:
        if not (isinstance(entry, bytes) and entry.endswith(b"] TJ")):
            made.append(entry)
            continue
        shown: list[bytes] = []
        for piece in _pieces(entry[1:-4]):
            if piece.startswith(b"<"):
                if drawn in ends:
                    made += [*_show(shown), b"EMC"]
                    ends.remove(drawn)
                if drawn in begins:
                    text = pydyf.Dictionary({"ActualText": pydyf.String(begins.pop(drawn))})
                    made += [*_show(shown), b"/Span", text, b"BDC"]
                drawn += 1
            shown.append(piece)
        made += _show(shown)
    return [*made, *([b"EMC"] if ends else [])]


def _pieces(shown: bytes) -> Iterator[bytes]:
    """Glyphs one by one, and the spaces between them."""
    for match in _PIECE.finditer(shown):
        codes = match[1]
        if not codes:
            yield b" " if codes is not None else match[0]
            continue
        for start in range(0, len(codes), _CODE):
            yield b"<" + codes[start : start + _CODE] + b">"


def _show(pieces: list[bytes]) -> list[bytes]:
    """The operator that draws some glyphs, which are taken away; none for nothing."""
    shown = b"".join(pieces).replace(b"><", b"")
    pieces.clear()
    return [b"[" + shown + b"] TJ"] if shown else []


class _Whole(str):
    """Words that come in one piece when they are asked for letter by letter."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        yield str(self)


def _whole_words(drawing: Any, node: Any, size: float) -> None:
    """Words of a drawing, laid out as a whole: WeasyPrint would set each letter by itself.

    Then no letter would be moved nearer to its neighbour, no accent find its letter, and no script join.
    """
    if node.text and not any(name in node.attrib for name in ("dx", "dy", "rotate", "textLength")):
        node._etree_node.text = _Whole(node.text)
    _draw_words(drawing, node, size)
