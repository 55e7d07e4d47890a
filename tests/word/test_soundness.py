"""What is refused without writing is what the Word writer refuses, on packets broken in every way."""

import random
from dataclasses import replace

import pytest
from lxml import etree

from tests.pdf.packets import harbor, write
from toolkit_builder.errors import OutputError
from toolkit_builder.layout.vocabulary import CLASSES
from toolkit_builder.output.word.soundness import is_for, unsound

PACKETS = ("p1-self-assessment", "p1-case-study", "p1-companion-guide", "p1-artifact", "p2", "index")
TAGS = sorted(set(CLASSES) - {"main", "option", "colgroup", "col", "thead", "tbody", "tr", "th", "td"})
ATTRIBUTES = ("alt", "title", "aria-label", "id", "class", "type", "src")


def emptied(node, _):
    for child in [*node]:
        node.remove(child)
    node.text = None


def without_words(node, _):
    node.text = None
    for child in node:
        child.tail = None


def of_another_tag(node, chance):
    node.tag = chance.choice(TAGS)
    node.attrib.pop("class", None)


def without_an_attribute(node, chance):
    held = [name for name in ATTRIBUTES if name in node.attrib]
    if held:
        del node.attrib[chance.choice(held)]


def twice(node, _):
    node.addnext(etree.fromstring(etree.tostring(node, with_tail=False)))


def gone(node, _):
    node.getparent().remove(node)


def a_heading_of_another_level(node, chance):
    headings = [*node.getroottree().iter("h2", "h3", "h4", "h5")]
    chance.choice(headings).tag = f"h{chance.randint(2, 6)}"


def a_link(node, chance):
    link = etree.SubElement(node, "a", href=chance.choice(["#nowhere", "https://district.org/"]))
    link.text = chance.choice(["here", "", "the plan", "Read more."])


def a_deep_list(node, _):
    node.append(etree.fromstring("<ul><li>one<ul><li>two<ol><li>three</li></ol></li></ul></li></ul>"))


def a_long_address(node, _):
    node.set("id", "p1_sa__" + "x" * 40)


def an_empty_line(node, _):
    node.addnext(etree.fromstring('<p id="p1_sa__part_x__p9"> </p>'))


CHANGES = [
    emptied, without_words, of_another_tag, without_an_attribute, twice, gone, a_heading_of_another_level,
    a_link, a_deep_list, a_long_address, an_empty_line,
]  # fmt: skip


def broken(packet, seed):
    """A task whose manuscript has one thing wrong, or two."""
    chance = random.Random(f"{packet} {seed}")
    manuscript = harbor().manuscripts[packet]
    main = etree.fromstring(manuscript.body)
    for _ in range(chance.choice([1, 1, 2])):
        inside = [node for node in main.iter() if node is not main and node.tag not in ("col", "colgroup")]
        chance.choice(CHANGES)(chance.choice(inside), chance)
    return harbor().task(replace(manuscript, body=etree.tostring(main, encoding="utf-8")), "word")


def verdict(task):
    """What the writer says."""
    try:
        write(task, harbor().house)
    except OutputError as error:
        return error.problems
    return ()


def agree(packet, seed):
    task = broken(packet, seed)
    said, found = verdict(task), unsound(task, harbor().house)
    assert bool(said) == bool(found), (seed, said, found)
    assert {*said} <= {*found}, (seed, said, found)
    return bool(said)


def test_some_broken_packets_are_refused_as_the_writer_refuses_them():
    refused = [agree("p1-artifact", seed) for seed in range(12)]

    assert True in refused
    assert False in refused


@pytest.mark.slow
@pytest.mark.parametrize("packet", PACKETS)
def test_broken_packets_are_refused_as_the_writer_refuses_them(packet):
    refused = [agree(packet, seed) for seed in range(150)]

    assert True in refused
    assert False in refused


@pytest.mark.parametrize("variant", ["word", "template"])
def test_packets_that_are_written_are_sound(variant):
    for (_, made), task in harbor().tasks.items():
        if made == variant:
            assert unsound(task, harbor().house) == []
    assert is_for(variant)


def test_all_that_is_wrong_is_told_at_once():
    manuscript = harbor().manuscripts["p1-artifact"]
    body = manuscript.body.replace(b"Dear families</h", b"</h").replace(
        b"</main>", b'<p id="x__a__p1"/></main>'
    )

    found = unsound(harbor().task(replace(manuscript, body=body), "word"), harbor().house)

    assert {problem.code for problem in found} >= {"O205", "O210"}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('<p id="p1_letter__part_x__p1"></p>', "O205"),
        ('<figure class="chart" id="p1_fig"><figcaption id="p1_fig__f1"> </figcaption></figure>',
         "O205"),
        ('<ul id="p1_list"><li id="p1_list__i1"><p id="p1_list__p1"/></li></ul>', "O205"),
        ('<aside class="callout" id="p1_letter__note"></aside>', "O205"),
        ('<table class="grid" aria-label="t" id="p1_letter__t"><caption id="p1_letter__t__c1"/><thead>'
         '<tr id="p1_letter__t__r1"><th>a</th></tr></thead><tbody/></table>', "O205"),
    ],
)  # fmt: skip
def test_lines_that_say_nothing_are_found_wherever_they_stand(line, code):
    manuscript = harbor().manuscripts["p1-artifact"]
    body = manuscript.body.replace(b"</main>", line.encode() + b"</main>")
    task = harbor().task(replace(manuscript, body=body), "word")

    found = unsound(task, harbor().house)

    assert {problem.code for problem in found} >= {code}
    assert {*verdict(task)} <= {*found}
