"""Fonts that stand in until the brand's have come: as wide as they, so that no line breaks anew."""

import io
import os
import re
import time
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz
from fontTools.ttLib import TTFont

from tests.conftest import ARGUMENTS, CHROMIUM
from tests.own_fonts import own_font
from tests.site.conftest import Seen
from toolkit_builder.content.fonts import read_font
from toolkit_builder.machine.cache import Cache
from toolkit_builder.site import stand_ins
from toolkit_builder.site.stand_ins import stand_in_rules
from toolkit_builder.site.webfonts import webfonts

NARROW = "public-sans/PublicSans[wght].ttf"
STATIC = "atkinson-hyperlegible/AtkinsonHyperlegible-{}.ttf"
OPTICAL = ("source-serif-4/SourceSerif4[opsz,wght].ttf", "literata/Literata[opsz,wght].ttf")
DEJAVU = "/usr/share/fonts/truetype/dejavu"  # of fonts-dejavu-core, which fontconfig itself needs
PATHS = ["index.html", "latest/packets/p1-self-assessment.html"]
LINE = "what we see when we walk through a school on a tuesday and listen to what children say"
# Layout shifts since the page began, each without what a reader's own click moves.
SHIFTS = """() => new Promise(done => {
  let sum = 0;
  const add = entries => { for (const each of entries) if (!each.hadRecentInput) sum += each.value; };
  new PerformanceObserver(list => add(list.getEntries())).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 300);
})"""


def rules(data: bytes, serif: bool = False) -> list[str]:
    return [*stand_in_rules(read_font(data), serif)]


def weights(source: str, serif: bool = False) -> list[str]:
    return re.findall(r"font-weight:(\d+)", "".join(rules(own_font(source), serif)))


def adjusted(rule: str) -> float:
    found = re.search(r"size-adjust:([\d.]+)%", rule)
    assert found
    return float(found[1])


def test_a_variable_font_has_two_and_a_fixed_one_its_own():
    assert weights(NARROW) == ["400", "700"] * 2
    assert weights(STATIC.format("Regular")) == ["400"] * 2
    assert weights(STATIC.format("Bold")) == ["700"] * 2


def test_fonts_of_other_widths_are_families_of_their_own():
    families = re.findall(r'font-family:"([^"]+)"', "".join(rules(own_font(NARROW))))

    assert [*dict.fromkeys(families)] == [*stand_ins.stands_in("Harbor Sans")]


def test_nothing_stands_in_for_a_font_without_latin_letters():
    font = TTFont(io.BytesIO(own_font(NARROW)))
    for table in font["cmap"].tables:
        for letter in [*table.cmap]:
            if letter < 0x250:
                del table.cmap[letter]
    data = io.BytesIO()
    font.save(data)

    assert rules(data.getvalue()) == []
    assert rules(own_font(NARROW)) != []


@pytest.mark.parametrize("source", [NARROW, STATIC.format("Regular"), "lora/Lora[wght].ttf", *OPTICAL])
@pytest.mark.parametrize("serif", [False, True])
def test_a_line_is_as_wide_as_in_the_font_that_the_site_has(source: str, serif: bool, tmp_path):
    font = read_font(own_font(source))
    (shown,) = webfonts([([font], False)], LINE, Cache(tmp_path))
    known = [
        each
        for each in (stand_ins._SERIF if serif else stand_ins._SANS)
        if font.variable or each.weight == font.weight
    ]

    for each, rule in zip(known, stand_in_rules(font, serif), strict=True):
        widths = dict(zip(stand_ins._LETTERS, each.widths, strict=True))
        stood_in = sum(widths[letter] for letter in LINE) / 1000 * adjusted(rule) / 100

        assert stood_in == pytest.approx(_em(shown.data, each.weight), rel=0.03), rule


def _em(woff2: bytes, weight: int) -> float:
    """Width of the line in a font of the site."""
    font = TTFont(io.BytesIO(woff2))
    font.flavor = None
    data = io.BytesIO()
    font.save(data)
    own = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(data.getvalue())))
    own.set_variations({"wght": weight})
    glyphs = [own.get_nominal_glyph(ord(letter)) for letter in LINE]
    return float(sum(own.get_glyph_h_advance(glyph) for glyph in glyphs) / own.face.upem)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS)
def test_no_line_moves_when_the_fonts_arrive_late(tab: Any, path: str):
    assert _shifted(tab(412), path) < 0.05
    assert _shifted(tab(412), path, without=True) > 0.1  # the same page, were it not for them


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS)
def test_no_line_moves_on_a_machine_with_dejavu_alone(browser: Any, host: str, path: str, tmp_path: Path):
    fonts = tmp_path / "fonts.conf"
    fonts.write_text(f"<fontconfig><dir>{DEJAVU}</dir><cachedir>{tmp_path}</cachedir></fontconfig>", "utf-8")
    bare = browser.browser_type.launch(
        executable_path=str(CHROMIUM), args=ARGUMENTS, env={**os.environ, "FONTCONFIG_FILE": str(fonts)}
    )
    try:
        seen = Seen(bare.new_page(viewport={"width": 412, "height": 800}), f"{host}public/")
        assert _shifted(seen, path) < 0.05
    finally:
        bare.close()


def _shifted(seen: Seen, path: str, without: bool = False) -> float:
    """How far a page moves under a phone's reader, by Chromium's own measure, if fonts take half a second."""

    def late(route: Any) -> None:
        time.sleep(0.5)
        route.continue_()

    def plain(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=re.sub(r"@font-face\{[^}]*local\([^}]*\}", "", answer.text()))

    seen.page.route("**/fonts/*", late)
    if without:
        seen.page.route("**/site.css", plain)
    page = seen.open(path)
    page.evaluate("document.fonts.ready.then(() => 0)")
    return float(page.evaluate(SHIFTS))
