"""The Word writer: what stands in the XML of a packet that uses the whole vocabulary."""

import io
import zipfile
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree

from tests.word import sample
from tests.word.proved import described
from toolkit_builder.errors import OutputError
from toolkit_builder.layout.vocabulary import CLASSES
from toolkit_builder.output.word.document import write_word
from toolkit_builder.output.word.paragraphs import BOLD
from toolkit_builder.output.word.pictures import svg_size
from toolkit_builder.output.word.tree import STYLES
from toolkit_builder.proof.word.proof import validated

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACES = {"w": W[1:-1], "w14": "http://schemas.microsoft.com/office/word/2010/wordml"}


ROW = "<tr><th>x</th></tr>"


class Packet:
    """A written packet, read back part by part."""

    def __init__(self, task=None):
        self.data = write_word(task or sample.task(), sample.HOUSE).data
        self.zip = zipfile.ZipFile(io.BytesIO(self.data))

    def part(self, name="word/document.xml"):
        return etree.fromstring(self.zip.read(name))

    def find(self, path, name="word/document.xml"):
        return self.part(name).xpath(path, namespaces=SPACES)


@pytest.fixture(scope="module")
def packet():
    return Packet()


def words(node):
    return "".join(node.xpath(".//w:t/text()", namespaces=SPACES))


def code_of(task):
    with pytest.raises(OutputError) as caught:
        write_word(task, sample.HOUSE)
    return caught.value.problems[0].code


# --- the table of styles, and files that readers can trust ---------------------------------------


def test_every_element_and_class_of_the_vocabulary_has_a_style():
    pairs = {(element, name) for element, names in CLASSES.items() for name in names}

    assert set(STYLES) == pairs


def test_the_sample_uses_the_whole_vocabulary():
    main = etree.fromstring(sample.BODY)

    assert {(node.tag, node.get("class")) for node in main.iter()} == set(STYLES)


def test_every_style_that_is_used_is_in_the_template(packet):
    used = set(packet.find("//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val"))
    used |= {style for style in STYLES.values() if style and style != "TOC"}

    assert used <= set(packet.find("//w:style/@w:styleId", "word/styles.xml"))


def test_strong_words_add_no_second_bold_where_the_style_is_bold(packet):
    """Bold is a toggle: two of them print thin."""
    styles = packet.find("//w:style[@w:type='paragraph']", "word/styles.xml")
    own = {each.get(f"{W}styleId") for each in styles if each.find(f"{W}rPr/{W}b") is not None}
    heirs = {each.get(f"{W}styleId") for each in styles if based_on(each) in own}

    assert own | heirs == BOLD


def based_on(style):
    parent = style.find(f"{W}basedOn")
    return None if parent is None else parent.get(f"{W}val")


@pytest.mark.slow
def test_both_validators_find_nothing():
    task = sample.task()

    assert [*validated(described(task, write_word(task, sample.HOUSE)))] == []


def test_same_packet_same_bytes(packet):
    assert Packet().data == packet.data
    assert packet.zip.namelist()[0] == "[Content_Types].xml"
    assert {info.date_time[0] for info in packet.zip.infolist()} == {1980}


# --- structure -----------------------------------------------------------------------------------


def test_headings_step_down_from_the_title(packet):
    styles = [style for style in packet.find("//w:pStyle/@w:val") if style.startswith(("Heading", "Title"))]

    assert styles[:2] == ["Title", "Heading1"]
    assert {"Heading2", "Heading3", "Heading4", "Heading5"} <= set(styles)


def test_sheets_and_materials_start_a_page(packet):
    started = packet.find("//w:p[w:pPr/w:pageBreakBefore]")

    assert [words(each) for each in started] == [
        "Contents", "Principle 2: The New Basics", "How to use it", "Section 1", "Team sheet", "Action plan",
        "Statements",
    ]  # fmt: skip


def test_no_empty_paragraph_makes_room(packet):
    empty = packet.find(
        "//w:body/w:p[not(.//w:t) and not(.//w:drawing) and not(w:pPr/w:pStyle/@w:val='TableGap')]"
    )

    assert empty == []


def test_every_numbered_list_starts_anew(packet):
    starts = packet.find("//w:num[w:lvlOverride]/w:lvlOverride/w:startOverride/@w:val", "word/numbering.xml")
    numbers = packet.find("//w:num[w:lvlOverride]/@w:numId", "word/numbering.xml")

    assert starts == ["1", "1", "1", "3", "1", "1"]
    assert set(numbers) <= set(packet.find("//w:numPr/w:numId/@w:val"))


def test_tables_have_title_header_row_and_a_grid_that_fits(packet):
    for table in packet.find("//w:tbl"):
        grid = [int(width) for width in table.xpath("w:tblGrid/w:gridCol/@w:w", namespaces=SPACES)]
        rows = table.findall(f"{W}tr")

        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert sum(grid) == 9360
        assert min(grid) > 600
        assert all(len(row.findall(f"{W}tc")) == len(grid) for row in rows)


def test_two_tables_never_touch(packet):
    body = packet.part()[0]

    assert not any(a.tag == b.tag == f"{W}tbl" for a, b in pairwise(body))


def test_pictures_have_words_or_are_marked_as_decoration(packet):
    decorative = packet.find("//*[local-name()='docPr'][.//*[local-name()='decorative']]/@descr")
    others = packet.find("//*[local-name()='docPr'][not(.//*[local-name()='decorative'])]/@descr")

    assert decorative == [""]
    assert len(others) == 4
    assert all(others)


# --- addresses -----------------------------------------------------------------------------------


def test_every_address_has_one_bookmark_within_its_paragraph(packet):
    main = etree.fromstring(sample.BODY)
    shown = [str(node.get("id")) for node in main.iter() if node.get("id")]
    names = packet.find("//w:bookmarkStart/@w:name")
    notes = ["p_sa__sources__n1"]  # called again, so that its mark has one too

    assert sorted(name[3:] for name in names) == sorted(shown + notes)
    assert (
        len(packet.find("//w:p//w:bookmarkStart")) == len(names) == len(packet.find("//w:p//w:bookmarkEnd"))
    )
    assert len(set(packet.find("//w:bookmarkStart/@w:id"))) == len(names)


def test_a_containers_bookmark_stands_in_its_first_paragraph(packet):
    def place(name):
        (mark,) = packet.find(f"//w:bookmarkStart[@w:name='{name}']")
        return words(next(mark.iterancestors(f"{W}p")))

    assert place("_b_sa__s1i1").startswith("1.1 The district")
    assert place("_b_sa__note") == "Facilitator"
    assert place("_b_sa__s1i1__r1").startswith("No portrait")


def test_links_lead_to_bookmarks_and_addresses(packet):
    names = set(packet.find("//w:bookmarkStart/@w:name"))
    relations = packet.find("//*[@TargetMode='External']/@Target", "word/_rels/document.xml.rels")

    assert set(packet.find("//w:hyperlink/@w:anchor")) <= names
    assert "https://www.aasa.org/toolkits?a=1&b=2" in relations


def test_described_contents_stand_outside_of_a_field_that_would_make_them_bare(packet):
    assert not [asked for asked in packet.find("//w:instrText/text()") if "TOC" in asked]
    assert [words(each) for each in packet.find("//w:p[w:pPr/w:pStyle/@w:val='TOC2']")] == [
        "A shared portrait", "Used in decisions",
    ]  # fmt: skip
    kinds = packet.find("//w:fldChar/@w:fldCharType")
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")


# --- controls, slots, fields ---------------------------------------------------------------------


def test_every_field_is_a_control_with_title_tag_and_lasting_number(packet):
    main = etree.fromstring(sample.BODY)
    fields = {str(node.get("id")) for node in main.iter("select", "textarea", "input")}
    controls = {sdt.find(f"{W}sdtPr/{W}tag").get(f"{W}val"): sdt for sdt in packet.find("//w:sdt")}

    assert fields <= set(controls)
    for name in fields:
        properties = controls[name].find(f"{W}sdtPr")
        number = int.from_bytes(sha256(name.encode()).digest()[:4], "big") & 0x7FFFFFFF
        assert properties.find(f"{W}id").get(f"{W}val") == str(number)
        assert 0 < len(properties.find(f"{W}alias").get(f"{W}val")) <= 64
        assert properties.find(f"{W}lock") is None
        assert controls[name].getprevious().get(f"{W}name") == f"_a_{name}"


def test_a_rating_offers_its_levels_after_the_placeholder(packet):
    path = "//w:sdt[w:sdtPr/w:tag/@w:val='sa__s1i1__rate']//w:listItem"
    items = [(item.get(f"{W}displayText"), item.get(f"{W}value")) for item in packet.find(path)]

    assert items == [("Choose", ""), ("Not yet", "a"), ("Emerging", "b"), ("Don’t know", "dk")]


def test_the_districts_name_is_one_word_store_everywhere(packet):
    paths = packet.find("//w:dataBinding/@w:xpath")
    paths += packet.find("//w:dataBinding/@w:xpath", "word/footer1.xml")
    numbers = [
        number
        for part in ("word/document.xml", "word/footer1.xml", "word/footer2.xml")
        for number in packet.find("//w:sdtPr/w:id/@w:val", part)
    ]

    assert paths.count("/s:slots[1]/s:district-name[1]") == 3
    assert len(numbers) == len(set(numbers))
    assert b"<district-name/>" in packet.zip.read("customXml/item1.xml")


def test_edition_is_a_property_shown_by_fields(packet):
    properties = packet.zip.read("docProps/custom.xml").decode()

    assert 'name="Edition"><vt:lpwstr>2026.1<' in properties
    assert "Edition 2026.1 · p2-self-assessment · Draft" in words(packet.part("word/footer1.xml"))
    assert "First edition, 2026" in words(packet.part())


def test_a_footnote_stands_where_it_is_called(packet):
    (call,) = packet.find("//w:p[.//w:footnoteReference]")
    (note,) = packet.find("//w:footnote[@w:id='1']", "word/footnotes.xml")

    assert words(call).startswith("Communities ask schools for more than content. They ask for1,1 real")
    assert words(note).strip().startswith("AASA. The Public Education Promise.")


def test_nothing_is_formatted_by_hand(packet):
    made = Packet(sample.inside('<p><strong><a href="https://a.org">An <em>aim</em></a></strong></p>'))

    assert made.find("//w:hyperlink//w:rStyle/@w:val") == ["HyperlinkStrong", "HyperlinkIntenseEmphasis"]
    for each in (packet, made):
        assert each.find("//w:r/w:rPr/*[not(self::w:rStyle)]") == []


def test_a_space_before_a_footnote_is_not_printed_after_it():
    made = Packet(sample.inside('<p>Among them <span class="footnote">Note</span>. Then</p>'))

    assert words(made.find("//w:p")[1]) == "Among them. Then"


def test_words_that_look_like_markup_are_printed():
    made = Packet(sample.inside('<p>&lt;script&gt; {{ 7*7 }} &amp; "quotes" – a\u00a0b</p>'))

    assert words(made.find("//w:p")[1]) == '<script> {{ 7*7 }} & "quotes" – a\u00a0b'


def test_a_sealed_edition_is_no_draft():
    made = Packet(sample.task(imprint=replace(sample.IMPRINT, draft=False)))

    assert "Draft" not in words(made.part("word/footer1.xml"))


# --- the template --------------------------------------------------------------------------------


def test_colours_written_beside_theme_colours_are_those_of_the_theme(packet):
    theme = packet.part("word/theme/theme1.xml")
    colors = {each.tag.split("}")[1]: each[0].get("val") for each in theme.iter() if "Clr" in str(each[:1])}
    names = {"text1": "dk1", "background1": "lt1", "text2": "dk2", "background2": "lt2", "hyperlink": "hlink"}
    seen = packet.find("//*[@w:themeColor]", "word/styles.xml")

    assert len(seen) > 20
    for each in seen:
        name = each.get(f"{W}themeColor")
        value = each.get(f"{W}val") if each.tag == f"{W}color" else each.get(f"{W}color")
        assert value == colors[names.get(name, name)]
    assert colors["accent1"] == "7A2F6F"


def test_nothing_asks_or_is_locked(packet):
    settings = packet.zip.read("word/settings.xml").decode()

    assert 'w:name="compatibilityMode"' in settings
    assert 'w:val="15"' in settings
    assert "updateFields" not in settings
    assert "documentProtection" not in settings
    assert 'w:lang w:val="en-US"' in packet.zip.read("word/styles.xml").decode()


# --- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fragment", "code"),
    [
        ("<blink>x</blink>", "O201"),
        ('<p class="shiny">x</p>', "O201"),
        ("<p><ul><li>x</li></ul></p>", "O203"),
        ("<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ul>", "O203"),
        ('<input id="a" title="t" type="color"/>', "O203"),
        ('<p><img class="slot" src="slot:nothing" alt=""/></p>', "O203"),
        ('<p id="a">x</p><p id="a">y</p>', "O204"),
        ('<p id="A-b">x</p>', "O204"),
        ('<section id="a"></section>', "O205"),
        ('<p><a href="#nowhere">x</a></p>', "O206"),
        ('<p><a href="https://a.org"> </a></p>', "O206"),
        ('<p><img class="picture" src="asset:dot"/></p>', "O207"),
        ('<p><textarea id="a"></textarea></p>', "O207"),
        ('<p><img class="picture" src="asset:nothing" alt="x"/></p>', "O209"),
        ('<p><a href="https://a.org">Click here</a></p>', "O206"),
        ("<h4>x</h4>", "O210"),
        ("<h2> </h2>", "O210"),
        (f'<table class="grid"><thead>{ROW}</thead></table>', "O211"),
        ('<table class="grid" aria-label="x"><tbody><tr><td>x</td></tr></tbody></table>', "O211"),
        (f'<table class="grid" aria-label="x"><thead>{ROW}</thead><tbody><tr/></tbody></table>', "O211"),
    ],
)  # fmt: skip
def test_what_word_would_lose_is_refused(fragment, code):
    assert code_of(sample.inside(fragment)) == code


@pytest.mark.parametrize("lacking", [{"title": " "}, {"language": ""}])
def test_a_packet_without_title_or_language_is_refused(lacking):
    task = sample.inside("<p>x</p>")

    assert code_of(replace(task, manuscript=replace(task.manuscript, **lacking))) == "O212"


def test_a_problem_names_packet_and_address():
    with pytest.raises(OutputError) as caught:
        write_word(sample.inside('<section id="here"><p class="shiny">x</p></section>'), sample.HOUSE)

    assert str(caught.value).startswith(
        'p2-self-assessment#here: O201 Word has no style for <p class="shiny">'
    )


def test_a_missing_word_is_named():
    bare = replace(sample.IMPRINT, words={})

    assert code_of(sample.task(imprint=bare)) == "O208"


@pytest.mark.parametrize(
    ("svg", "size"),
    [
        (b'<svg width="1in" height="48"/>', (96, 48)),
        (b'<svg viewBox="0 0 30 40"/>', (30, 40)),
    ],
)
def test_size_of_an_svg(svg, size):
    assert svg_size(svg) == size


def test_an_svg_without_size_is_refused():
    with pytest.raises(ValueError):
        svg_size(b"<svg/>")


@pytest.mark.slow
@pytest.mark.soffice
def test_libreoffice_lays_it_out(packet, tmp_path: Path):
    import subprocess

    path = tmp_path / "packet.docx"
    path.write_bytes(packet.data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]

    subprocess.run(command, check=True, capture_output=True, timeout=120)

    assert (tmp_path / "packet.pdf").stat().st_size > 10_000
