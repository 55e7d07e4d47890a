"""No word stands in a layout: all are in layouts/strings, and all of those are used."""

import re
from typing import Any, get_args

import pytest
from jinja2 import nodes

from tests.layout.templates import FILES, LAYOUTS, STRINGS, literal, spoken, strings
from tests.projects import ROOT
from toolkit_builder.content.model import (
    FORMS,
    READERS,
    UNITS,
    AgendaItem,
    ChangeNote,
    DiscussionQuestion,
    District,
    Indicator,
    Norm,
    Result,
    Shift,
    Supply,
    ToolkitFile,
    Verification,
)
from toolkit_builder.content.packet_kinds import NAMED as NAMED_KINDS
from toolkit_builder.layout.leaves import CHANGED, NEW, SAME
from toolkit_builder.layout.news import KINDS, WEIGHTS
from toolkit_builder.output.prepare import WORDS

SITE = sorted((ROOT / "toolkit_builder" / "site").glob("*.py"))

# Keys that layouts make from data: how they begin, and where the rest comes from.
MADE = [
    ("shift_", Shift, "kind"),
    ("place_", District, "kind"),
    ("norms_", Norm, "kind"),
    ("question_", DiscussionQuestion, "kind"),
    ("verification_", Verification, "status"),
    ("variant_", ToolkitFile, "variants"),
    ("site_file_", ToolkitFile, "variants"),
    ("site_file_about_", ToolkitFile, "variants"),
    ("site_short_", ToolkitFile, "variants"),
    ("site_weight_", ChangeNote, "weight"),
    ("", Supply, "quantity"),
    ("", AgendaItem, "grouping"),
    ("", Indicator, "scope"),
]
NAMED = [
    ("kind_", FORMS),
    ("reader_", READERS),
    ("news_", (*WEIGHTS, *KINDS)),
    ("update_put_", (CHANGED, NEW, SAME)),
    ("site_change_", (*KINDS, "changed")),
]


def values(model, field):
    """What a field of a fixed choice may hold; for a list, what its items may."""
    choices = model.model_fields[field].annotation
    while not all(isinstance(each, str) for each in get_args(choices)):
        choices = get_args(choices)[0]
    return get_args(choices)


# Keys that Python takes for what layouts print: options of drop-downs, words of a timeline, titles, labels of
# marked copies, and the variant that is no packet's. Those of kinds of things are held by another test.
IN_PYTHON = {
    "dont_know", "not_applicable", "strip_part", "strip_alt", "conformance_title", "variant_template",
    "mark_new", "mark_moved", "mark_changed", "mark_gone", "mark_values", "mark_value", "mark_other_value",
    "mark_del", "mark_ins", "mark_from", "mark_was", "mark_left", "mark_became", "mark_now", "mark_copy",
    "mark_none", "mark_head", "mark_title", "update_title", "update_page_word", "chart_alt", "chart_bar",
    "chart_years", "sign_minus", "sign_plus", "figure_ratio",
    *(f"unit_{unit}" for unit in UNITS),
    *(f"figure_{name}" for name in ("before", "compared_with", "out_of")),
    *(f"figure_{bound}" for bound in values(Result, "bound")),
}  # fmt: skip

# The site names packets that are no materials, and files of the Word template; its Python asks too.
_ASKED = re.compile(r'say(?:\.|\(")(site_\w+)')
IN_SITE = {
    *(f"site_kind_{kind}" for kind in ("principle", "overview", "index", "book", "template")),
    *(f"site_number_{number}" for number in range(2, 10)),
    *(f"site_{form}_template" for form in ("file", "file_about", "short")),
    *(key for path in SITE for key in _ASKED.findall(path.read_text(encoding="utf-8"))),
}
# Words of the preview that its Python takes.
SERVE = [
    path.read_text(encoding="utf-8") for path in sorted((ROOT / "toolkit_builder" / "serve").glob("*.py"))
]
IN_SERVE = {key for text in SERVE for key in re.findall(r'"(serve_\w+)"', text)}
# Kinds of packets of the whole toolkit that toolkit.yaml has no word for.
IN_SERVE |= {f"serve_tree_{kind}" for kind in NAMED_KINDS}

NAMES = [path.relative_to(LAYOUTS).as_posix() for path in FILES]
ASKED = [key for path in FILES for key in spoken(path)]


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_layouts_hold_no_words(path):
    printed = literal(path)

    between = re.sub(r"<[^>]*>", " ", printed)
    inside = re.findall(r'(?:alt|title|aria-label|data-placeholder|data-running)="([^"]*)"', printed)

    assert re.findall(r"[^\W\d_]+", " ".join([between, *inside])) == []


@pytest.mark.parametrize("path", STRINGS, ids=lambda path: path.stem)
def test_every_string_is_asked_for_and_every_one_asked_for_is_there(path):
    plain = {key for key in ASKED if isinstance(key, str)}
    made = {start + value for start, model, field in MADE for value in values(model, field)}

    made |= {start + value for start, known in NAMED for value in known}
    things = {key for key in strings(path) if key.startswith("thing_")}
    assert set(strings(path)) == plain | made | things | IN_PYTHON | IN_SITE | IN_SERVE | set(WORDS)


def test_keys_made_from_data_are_known_to_this_test():
    made: list[Any] = [key for key in ASKED if isinstance(key, nodes.Expr)]

    concats: list[Any] = [key for key in made if isinstance(key, nodes.Concat)]
    starts = {str(key.nodes[0].value) for key in concats}
    fields = {key.attr for key in made if type(key) is nodes.Getattr}

    assert starts == {start for start, *_ in (*MADE, *NAMED) if start}
    assert fields == {field for start, _, field in MADE if not start}
    assert len(made) == sum(isinstance(key, nodes.Concat | nodes.Getattr) for key in made)


def test_all_languages_fill_in_the_same_values():
    english = strings(LAYOUTS / "strings" / "en.yaml")

    for path in STRINGS:
        for key, words in strings(path).items():
            assert sorted(re.findall(r"\{\w+}", words)) == sorted(re.findall(r"\{\w+}", english[key])), key
