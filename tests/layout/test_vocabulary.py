"""Layouts, stylesheets and the vocabulary between them hold the same names."""

import re
from typing import get_args

import pytest
from lxml import etree

from tests.layout.templates import SHEETS
from tests.pdf.packets import harbor
from tests.revised import marked, told, update
from toolkit_builder.content.model import Pattern
from toolkit_builder.content.variants import VARIANTS
from toolkit_builder.layout.vocabulary import ATTRIBUTES, CLASSES
from toolkit_builder.output.patterns import MARKS, PATTERNS
from toolkit_builder.output.variant_view import view

USED = {(element, name) for element, names in CLASSES.items() for name in names}
# What only a variant writes: room to write, a box to tick, the printed address of a link, a table's rows as
# cards with the line that each begins with.
ADDED = {"room", "box", "address", "cards", "card", "head"}
WRITTEN = {name for _, name in USED if name} | ADDED

# In the vocabulary for layouts of other toolkits; no built-in layout needs them.
# Of between-notes see test_markup.py: the fixture has one source only.
SPARE = {
    ("caption", None), ("div", "brief"), ("h6", None), ("ol", "start"), ("span", "between-notes"),
}  # fmt: skip

# Classes that look as their element does anyway; Word or a later variant makes something of them.
PLAIN = {"packet", "district", "session", "brief", "agenda", "grid", "steps", "chart",
         "strip", "edition"}  # fmt: skip


def test_the_fixture_shows_everything_that_layouts_can_say():
    manuscripts = [*harbor().manuscripts.values(), *told().values(), marked("p1"), update("p1")]
    trees = [etree.fromstring(manuscript.body) for manuscript in manuscripts if manuscript]

    said = {(node.tag, node.get("class")) for tree in trees for node in tree.iter()}
    attributes = {(node.tag, name) for tree in trees for node in tree.iter() for name in node.attrib}

    assert USED - said == {pair for pair in SPARE if pair[0] != "ol"}
    assert {(tag, name) for tag in ATTRIBUTES for name in ATTRIBUTES[tag]} - attributes == {("ol", "start")}


def test_variants_add_just_the_classes_that_stylesheets_may_name_besides():
    bodies = [manuscript.body for manuscript in harbor().manuscripts.values()]
    views = [view(body, variant, "") for body in bodies for variant in VARIANTS]

    said = {node.get("class") for tree in views for node in tree.iter()}

    assert said - {name for _, name in USED} == ADDED


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.stem)
def test_stylesheets_name_only_what_is_in_the_vocabulary(sheet):
    css = re.sub(r"/\*.*?\*/|@media[^{]*", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    selectors = " ".join(re.findall(r"([^{};]+)\{", css))

    classes = set(re.findall(r"\.([a-z][a-z-]*)", selectors))
    words = re.sub(r"\[[^]]*]|::?[a-z-]+(\([^)]*\))?|\.[a-z-]+|@\S+( [a-z]+)?", " ", selectors)

    assert classes <= WRITTEN
    assert set(re.findall(r"[a-z][a-z0-9]*", words)) <= {*CLASSES, "html", "body"}


def test_every_class_has_a_rule_or_is_plain_on_purpose():
    css = " ".join(sheet.read_text(encoding="utf-8") for sheet in SHEETS)

    ruled = {name for name in WRITTEN if re.search(rf"\.{name}(?![\w-])", css)}

    assert WRITTEN - ruled == PLAIN


def test_no_rule_makes_words_that_cannot_be_translated():
    css = " ".join(sheet.read_text(encoding="utf-8") for sheet in SHEETS)

    made = re.findall(r"content:([^;}]*)", css)
    literal = [text for rule in made for text in re.findall(r'"([^"]*)"', rule)]

    plain = [re.sub(r"\\[0-9A-F]+", "", text) for text in literal]  # \A is the end of a line
    assert not [text for text in plain if re.search(r"[^\W\d_]", text)]


def test_every_pattern_is_drawn_large_and_small():
    named = set(get_args(Pattern))
    css = next(sheet for sheet in SHEETS if sheet.stem == "paper").read_text(encoding="utf-8")

    assert set(PATTERNS) == set(MARKS) == named
    assert set(re.findall(r"\[data-pattern=([a-z]+)\]", css)) == named
