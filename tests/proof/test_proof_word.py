"""Proof of Word files: every rule catches what it is for, and none fires on a good packet."""

import random
import time
from collections import Counter
from copy import deepcopy
from dataclasses import replace

import pytest
from lxml import etree

from tests.pdf.packets import harbor, real
from tests.proof.breaking_word import (
    ANSWER,
    BREAKAGES,
    CORE,
    CUSTOM,
    DOCUMENT,
    ENTRY,
    FOOTER,
    NUMBERING,
    RELATIONS,
    SETTINGS,
    STYLES,
    THEME,
    TYPES,
    Opened,
    W,
    broken,
    new,
    remove,
    subject,
)
from toolkit_builder.proof.word.check import BuiltWord
from toolkit_builder.proof.word.proof import RULES, judged, prove_word

VALIDATORS = {"O700", "O701", "O702"}


def codes(found):
    return {each.code for each in found}


@pytest.mark.slow
@pytest.mark.parametrize("packet", [*harbor().manuscripts])
def test_a_good_packet_has_no_findings(packet):
    assert [*prove_word(subject(harbor(), packet))] == []


@pytest.mark.slow
def test_the_packets_of_the_real_toolkit_have_no_findings():
    found = {packet: [*prove_word(subject(real(), packet))] for packet in real().manuscripts}

    assert {packet: each for packet, each in found.items() if each} == {}


@pytest.mark.parametrize("name", [name for name, each in BREAKAGES.items() if each.code not in VALIDATORS])
def test_own_rules_catch_what_is_broken(name):
    breakage = BREAKAGES[name]

    found = codes(judged(BuiltWord(broken(harbor(), breakage))))

    assert found == {breakage.code, *breakage.also} - VALIDATORS


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[] if each.code in VALIDATORS else [pytest.mark.slow])
        for name, each in BREAKAGES.items()
    ],
)
def test_a_broken_packet_is_caught_by_its_rule_alone(name):
    breakage = BREAKAGES[name]

    assert codes(prove_word(broken(harbor(), breakage))) == {breakage.code, *breakage.also}


def test_every_rule_has_a_breakage():
    assert {each.code for each in BREAKAGES.values()} == {rule.code for rule in RULES}


def test_rules_have_codes_of_their_own_and_say_what_must_hold():
    assert max(Counter(rule.code for rule in RULES).values()) == 1
    assert all(rule.code.startswith("O7") and rule.sentence.endswith(".") and rule.source for rule in RULES)
    assert [rule.tool for rule in RULES if rule.tool] == ["openxml-audit", "ooxml-integrity"]


def test_what_is_no_zip_is_said_to_be_unreadable():
    [found] = prove_word(replace(subject(harbor(), "p2"), data=b"no zip at all"))

    assert (found.code, found.where) == ("O700", "harbor-p2-2026.1.docx")


def test_damaged_bytes_are_proved_without_a_crash():
    whole, chance = subject(harbor(), "p1-artifact"), random.Random(1)
    found = set()
    for _ in range(10):
        data = bytearray(whole.data)
        for _ in range(20):
            data[chance.randrange(len(data))] = chance.randrange(256)
        found |= codes(prove_word(replace(whole, data=bytes(data))))

    assert found == {"O700"}


@pytest.mark.parametrize("seed", range(25))
def test_own_rules_outlive_any_damage(seed):
    """A proof that stops half-way would hide all else that is wrong."""
    chance, file = random.Random(seed), Opened(harbor().word("p2"))
    for part in [DOCUMENT] * 6 + [STYLES, NUMBERING, SETTINGS, CORE, THEME, RELATIONS, FOOTER]:
        nodes = [*file.tree(part).iter(etree.Element)]
        node = chance.choice(nodes[1:])
        if node.attrib and chance.random() < 0.6:
            node.set(chance.choice([*node.attrib]), chance.choice(["", "zz", "-1", "99999999999"]))
        elif chance.random() < 0.6:
            remove(node)
        else:
            chance.choice(nodes).append(deepcopy(node))

    found = codes(judged(BuiltWord(subject(harbor(), "p2", file.data()))))

    assert found <= {rule.code for rule in RULES}


def test_a_finding_names_address_and_words():
    [found] = prove_word(broken(harbor(), BREAKAGES["a link called here"]))

    assert found.where.startswith("p1_guide__")
    assert found.message == "the link “Click here.” does not say where it leads"


def test_a_finding_outside_of_the_text_names_the_part():
    [found] = prove_word(broken(harbor(), BREAKAGES["a field never closed"]))

    assert found.where == "word/footer1.xml"


def test_a_picture_without_words_may_be_decoration():
    file = Opened(harbor().word("p1-self-assessment"))
    picture = file.first("//wp:docPr")
    picture.set("descr", "")
    decorative = "http://schemas.microsoft.com/office/drawing/2017/decorative"
    picture.append(new(
        '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
        f'<adec:decorative val="1" xmlns:adec="{decorative}"/></a:ext></a:extLst>'
    ))  # fmt: skip

    assert codes(prove_word(subject(harbor(), "p1-self-assessment", file.data()))) == set()


def test_large_words_need_less_contrast():
    def with_color(style):
        file = Opened(harbor().word("p2"))
        color = file.first(f"//w:style[@w:styleId='{style}']//w:color", STYLES)
        color.attrib.clear()
        color.set(color.tag.replace("}color", "}val"), "808080")  # 3.9:1 on white
        return codes(prove_word(subject(harbor(), "p2", file.data())))

    assert with_color("Title") == set()  # 30 pt
    assert with_color("Heading2") == set()  # 14 pt bold
    assert with_color("Subtitle") == {"O742"}  # 12 pt


def numbered(*pages):
    """The codes for a list of contents that shows page numbers."""
    file = Opened(harbor().word("p1"))
    for link, page in zip(file.all(f"{ENTRY}/w:hyperlink"), pages, strict=False):
        for old in [*link][1:]:
            remove(old)
        asked = f" PAGEREF {link.get(f'{W}anchor')} \\h "
        number = new(
            f'<w:x><w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve">{asked}</w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{page}</w:t></w:r>'
            f'<w:r><w:fldChar w:fldCharType="end"/></w:r></w:x>'
        )
        link.extend([*number])
    return codes(judged(BuiltWord(subject(harbor(), "p1", file.data()))))


def test_page_numbers_are_no_part_of_an_entry_and_never_go_back():
    assert numbered(3, 5, 5, 12, 40) == set()
    assert numbered(3, 5, 4, 12, 40) == {"O716"}


def test_a_list_of_contents_may_stand_in_a_frame_of_its_own():
    file = Opened(harbor().word("p1"))
    entries = file.all("//w:p[w:pPr/w:pStyle[@w:val='TOC1' or @w:val='ContentsNote']]")
    frame = new(
        '<w:sdt><w:sdtPr><w:id w:val="77"/><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        "</w:docPartObj></w:sdtPr><w:sdtContent/></w:sdt>"
    )
    entries[0].addprevious(frame)
    frame[1].extend(entries)

    assert codes(prove_word(subject(harbor(), "p1", file.data()))) == set()


def test_a_template_has_no_packet_and_no_edition():
    file = Opened(harbor().word("p2"))
    remove(file.first(f"//w:body/w:p[{ANSWER[2:]}]"))
    for name in ("Packet", "Edition"):
        file.first(f"//*[@name='{name}']", CUSTOM).set("name", f"Old{name}")
        for footer in (FOOTER, "word/footer2.xml"):
            file.parts[footer] = file.parts[footer].replace(f"Y {name} ".encode(), f"Y Old{name} ".encode())
    kind = b"wordprocessingml.document.main+xml"
    types = file.parts[TYPES]
    file.parts[TYPES] = types.replace(kind, kind.replace(b"document.main", b"template.main"))
    template = replace(
        subject(harbor(), "p2", file.data()),
        name="harbor-2026.1.dotx", packet="", kind="template", variant="template", fields=(),
    )  # fmt: skip

    assert [*prove_word(template)] == []
    assert codes(prove_word(replace(template, title="Another"))) == {"O751"}


@pytest.mark.slow
def test_own_rules_take_a_moment():
    """The largest packet of the real toolkit but the book."""
    large = max(
        (subject(real(), packet) for packet in real().manuscripts if packet != "book"),
        key=lambda each: len(each.data),
    )

    spent = []
    for _ in range(3):
        start = time.process_time()
        assert [*judged(BuiltWord(large))] == []
        spent.append(time.process_time() - start)

    assert min(spent) < 1  # 0.3 on a machine that does nothing else
