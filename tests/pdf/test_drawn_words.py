"""Words of drawings: whole, within their drawing and apart from each other, in every variant and in Word."""

import re
from dataclasses import replace
from functools import cache
from io import BytesIO

import pypdfium2
import pytest
import resvg_py
from lxml import etree
from PIL import Image, ImageChops

from tests.pdf.packets import Kit, write
from tests.pdf.test_scripts import CHINESE, FAMILY, installed
from tests.projects import NAME, make_project
from toolkit_builder.content.drawn_words import WIDTH, in_large_print, in_text
from toolkit_builder.content.lettering import Lettering
from toolkit_builder.content.model import Bar, CompanionGuide
from toolkit_builder.content.words import Text
from toolkit_builder.layout.drawing import bar_chart, timeline
from toolkit_builder.machine.xml import parse
from toolkit_builder.machine.zips import part_of
from toolkit_builder.output.drawing_styles import styled
from toolkit_builder.output.word.pictures import _in_house_fonts

__all__ = ["installed"]

LABELS = {
    "five": "Grade",
    "thirty": "Students with disabilities now",
    "forty-one": "Students with disabilities, grades 3 to 8",
    "ninety": "Multilingual learners in their second year who also have a plan for what they want to know",
    "word": "Schulentwicklungsplanungsausschusssitzung"[:40],
    "capitals": "WWWWWWWWWW MMMMMMMMMM WWWWWWWWWW MMMM",
    "chinese": CHINESE * 10,
    "longer": "Elèves en situation de handicap, du cours élémentaire au cours moyen deuxième année",
}
PLACES = ("label", "value")
PAPER = ["screen", "copier", "large-print", "press"]
STRETCHES = {"even": [20, 25, 25, 20], "short": [2, 3, 2, 20, 1, 1, 30, 5, 10, 3, 3, 10], "two": [1, 119]}


@pytest.fixture(scope="module")
def kit(installed, tmp_path_factory):
    folder = tmp_path_factory.mktemp("drawn")
    brand = make_project(folder).sources / "brand.yaml"
    words = brand.read_text(encoding="utf-8")
    lent = f"  fallback: [{FAMILY}, Work Sans]\n  word_heading"
    brand.write_text(words.replace("  word_heading", lent), encoding="utf-8")
    # Other scripts' letters are cut from a fallback where some text has them.
    case = next(brand.parent.glob("**/north-valley.yaml"))
    words = case.read_text(encoding="utf-8")
    case.write_text(words.replace('- label: "2023"', f"- label: {CHINESE}"), encoding="utf-8")
    return Kit(folder, NAME)


def bars(words, place):
    """Two bars, the first the longer by far; the words are their labels or their values."""
    label, shown = (words, "27 percent") if place == "label" else ("Grade 3", words)
    return [Bar(label=Text(label), value=value, shown=Text(shown)) for value in (90, 2)]


def drawings(kit, large):
    """Name -> a drawing of each kind with words of each length."""
    words = (in_large_print if large else in_text)(kit.toolkit)
    made = {
        f"{name}-{place}": bar_chart(bars(label, place), words, "teal")
        for name, label in LABELS.items()
        for place in PLACES
    }
    if not large:
        made |= {name: timeline(session(kit, minutes), words, "teal") for name, minutes in STRETCHES.items()}
    return made


def materials(kit):
    return [material for shelf in kit.toolkit.shelves for material in shelf.materials]


def session(kit, minutes):
    guide = next(each for each in materials(kit) if isinstance(each, CompanionGuide))
    first = guide.sessions[0]
    agenda = tuple(first.agenda[0].model_copy(update={"minutes": each}) for each in minutes)
    return first.model_copy(update={"agenda": agenda, "minutes": sum(minutes)})


def texts(drawing):
    """Words, size, weight, anchor and place of each text."""
    for text in parse(drawing).iter("{http://www.w3.org/2000/svg}text"):
        places = (length(text, name) for name in ("font-size", "x", "y"))
        yield text.text, text.get("text-anchor"), text.get("font-weight") == "700", *places


def length(element, name):
    return float(element.get(name, ""))


def boxes(kit, drawing, large):
    """Left, top, right and bottom of each text, as the fonts measure it."""
    fonts = kit.toolkit.brand.fonts
    families = (str(fonts.large_print if large else fonts.heading), *map(str, fonts.fallback))
    for words, anchor, bold, size, x, y in texts(drawing):
        width = Lettering(families, size, bold).width(words)
        left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
        yield words, (left, y - 0.8 * size, left + width, y + 0.25 * size)


@pytest.mark.parametrize("large", [False, True])
def test_words_stand_within_their_drawing_and_apart(kit, large):
    for name, drawing in drawings(kit, large).items():
        height = length(parse(drawing), "height")
        placed = [box for _, box in boxes(kit, drawing, large)]
        for left, top, right, bottom in placed:
            assert -0.5 <= left < right <= WIDTH * 1.02, name
            assert -0.5 <= top < bottom <= height + 0.5, name
        for number, one in enumerate(placed):
            assert not any(meet(one, other) for other in placed[number + 1 :]), name


@pytest.mark.parametrize("large", [False, True])
def test_no_word_is_left_out(kit, large):
    for name, drawing in drawings(kit, large).items():
        if name in STRETCHES:
            continue
        kind, _ = name.rsplit("-", 1)
        said = "".join(words for words, *_ in texts(drawing)).replace(" ", "")
        assert said.count(LABELS[kind].replace(" ", "")) >= 2, name


def meet(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@cache
def page_of(kit, variant):
    """A case study whose figure is there once for each drawing, as PDF."""
    manuscript = kit.manuscripts["p1-case-study"]
    large = variant == "large-print"
    main = parse(manuscript.body)
    figure = next(main.iter("figure"))
    made = drawings(kit, large)
    for name in made:
        copy = parse(etree.tostring(figure))
        copy.set("id", f"{figure.get('id')}{re.sub('[^a-z]', '', name)}")
        for caption in copy.findall("figcaption"):
            copy.remove(caption)
        for image in copy.findall("img"):
            image.set("src", f"asset:{name}")
        figure.addprevious(copy)
    figure.tag = "gone"
    etree.strip_elements(main, "gone", with_tail=False)
    body = etree.tostring(main)
    return write(kit.task(replace(manuscript, body=body, assets=made), variant), kit.house)


@pytest.mark.slow
@pytest.mark.parametrize("variant", PAPER)
def test_a_pdf_shows_every_word_where_the_drawing_has_room_for_it(kit, variant):
    file = page_of(kit, variant)
    made = drawings(kit, variant == "large-print")

    wanted = [words for drawing in made.values() for words, *_ in texts(drawing)]
    with pypdfium2.PdfDocument(file.data) as document:
        said = "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
        for words in wanted:
            assert "".join(words.split()) in said
        for page in document:
            letters = page.get_textpage()
            left, _, right, _ = page.get_trimbox()
            for index in range(letters.count_chars()):
                box = letters.get_charbox(index)
                assert left < box[0] <= box[2] < right


@pytest.mark.slow
@pytest.mark.parametrize("variant", PAPER)
def test_words_are_as_wide_in_a_pdf_as_they_were_measured(kit, variant):
    file = page_of(kit, variant)
    large = variant == "large-print"
    drawing = drawings(kit, large)["forty-one-label"]
    measured = {"".join(words.split()): box[2] - box[0] for words, box in boxes(kit, drawing, large)}

    found = 0
    with pypdfium2.PdfDocument(file.data) as document:
        for page in document:
            letters = page.get_textpage()
            everything = letters.get_text_range()
            for words, width in measured.items():
                for match in re.finditer(r"\s*".join(map(re.escape, words)), everything):
                    ends = [letters.get_charbox(at) for at in (match.start(), match.end() - 1)]
                    drawn = (ends[1][2] - ends[0][0]) / 72 * 96
                    if abs(ends[1][1] - ends[0][1]) < 8:  # on one line
                        found += 1
                        # A drawing is as wide as the text of its page, which is up to an eighth wider.
                        assert 0.9 * width < drawn < 1.13 * width, words
    assert found >= len(measured)


@pytest.mark.parametrize("name", [*(f"{label}-{place}" for label in LABELS for place in PLACES), *STRETCHES])
def test_the_picture_for_word_holds_all_of_its_words(kit, name):
    """Drawn on a larger sheet, nothing stands outside."""
    drawing = styled(
        drawings(kit, False)[name], kit.house.drawings["word"], str(kit.toolkit.brand.fonts.heading)
    )
    words, fonts = _in_house_fonts(drawing.decode(), kit.house)
    width, height = (length(parse(drawing), side) for side in ("width", "height"))
    wider = re.sub(
        r'width="[\d.]+" height="[\d.]+" viewBox="[^"]+"',
        f'width="{width + 200}" height="{height + 200}" viewBox="-100 -100 {width + 200} {height + 200}"',
        words,
        count=1,
    )
    picture = resvg_py.svg_to_bytes(svg_string=wider, skip_system_fonts=True, font_files=list(fonts))
    image = Image.open(BytesIO(bytes(picture))).convert("RGBA").getchannel("A")
    inside = image.copy()
    inside.paste(0, (0, 0, *image.size))
    inside.paste(255, (99, 99, int(100 + width) + 2, int(100 + height) + 2))

    assert ImageChops.subtract(image, inside).getbbox() is None


def test_word_says_in_words_what_a_chart_shows(kit):
    document = parse(part_of(kit.word("p1-case-study"), "word/document.xml"))
    alternatives = {each.get("descr") for each in document.iter("{*}docPr")}
    case = next(each for each in materials(kit) if each.id == "p1-north")

    assert case.chart.alt in alternatives


def test_a_short_chart_looks_as_ever(kit):
    drawing = bar_chart(bars("Grade", "label"), in_text(kit.toolkit), "teal").decode()

    assert 'height="72"' in drawing
    assert '<text x="178.00" y="21.00"' in drawing
    assert '<rect class="bar" x="190.00" y="4.00" width="324.00" height="24.00"/>' in drawing
