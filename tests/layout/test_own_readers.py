"""Words of a toolkit's own are printed as those are that every toolkit has."""

from types import SimpleNamespace
from typing import Any

import pytest

from toolkit_builder.content.comparing.state import state
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.layout import Filler
from toolkit_builder.output.prepare import plan
from toolkit_builder.project import layouts_path
from toolkit_builder.site.library import Library

OWN = """\
@ toolkit.yaml
+ own_words:
+   readers:
+     student: students
+     union: union leaders
+     family: families and carers
+   forms:
+     script: Script
+   units:
+     seats: seats in class

@ principles/first-principle/artifacts/family-letter.yaml
-   - family
+   - family
+   - student
+   - union

- form: letter
+ form: script

@ principles/first-principle/case-studies/north-valley.yaml
-     unit: count
+     unit: seats

-     counted: plans
"""


@pytest.fixture
def printed(starter, change):
    """A function that gives what a packet prints."""
    change(OWN)
    toolkit = load_toolkit(starter, "starter")
    filler = Filler(toolkit, (layouts_path(),))
    plans = {each.packet.id: each for each in plan(toolkit, also_named=True)}
    return lambda packet: filler.fill(plans[packet]).body.decode()


@pytest.mark.parametrize(
    ("packet", "words"),
    [
        ("p1-artifact", "families and carers, students, union leaders"),
        ("p1-artifact", "Script; "),
        ("p1-case-study", "5 to 10 seats in class"),
        ("index", "union leaders"),
    ],
)
def test_own_words_are_printed_by_their_labels(printed, packet, words):
    assert words.casefold() in printed(packet).casefold()


def test_readers_of_the_toolkit_stand_in_the_index_after_those_that_every_toolkit_has(printed):
    page = printed("index").casefold()

    assert page.index("superintendents") < page.index("students") < page.index("union leaders")


def test_the_site_knows_them_from_what_was_sealed(starter, change):
    change(OWN)
    edition: Any = SimpleNamespace(state=state(load_toolkit(starter, "starter")))

    assert Library("starter", (edition,), {}).own_strings == {
        "reader_student": "students",
        "reader_union": "union leaders",
        "reader_family": "families and carers",
        "kind_script": "Script",
        "unit_seats": "seats in class",
    }
