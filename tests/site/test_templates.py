"""A layout of the site that a toolkit brings itself: every fault of it is named with its file and line."""

import os
import signal

import pytest

from tests.layout.test_confined import ENDLESS, GREEDY, ONE_STEP
from toolkit_builder.errors import LayoutError
from toolkit_builder.layout.folders import LayoutFolders
from toolkit_builder.layout.wording import Wording, read_strings
from toolkit_builder.project import layouts_path
from toolkit_builder.site.templates import Layouts

pytestmark = pytest.mark.hostile

FAULTS = {
    "no number": "{{ 1 / 0 }}",
    "no name": "{{ nothing }}",
    "no end": "{% if 1 %}",
    "no such layout": "{% include 'site/nothing.html' %}",
    "classes": "{{ site.__class__ }}",
    "a function that nobody gave": "{{ site.read() }}",
}


class Frame:
    """What pages know, with something that no layout is to call."""

    title = "Harbor"

    def read(self):
        raise AssertionError("a layout called it")


@pytest.fixture
def fill(tmp_path):
    """A function that fills a toolkit's own page, whose third line holds some words."""
    paths = (tmp_path, layouts_path())
    layouts = Layouts(
        LayoutFolders(paths, "sources/harbor/layouts"), Wording(read_strings(paths, "en")), "en"
    )

    def filled(words, **values):
        (tmp_path / "site").mkdir(exist_ok=True)
        (tmp_path / "site" / "own.html").write_text(f"<p>\n\n{words}\n", "utf-8")
        return layouts.fill("site/own.html", {"site": Frame(), **values})

    return filled


@pytest.mark.parametrize("words", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_with_the_toolkits_own_file_and_line(fill, words):
    with pytest.raises(LayoutError) as refused:
        fill(words)

    (problem,) = refused.value.problems
    assert problem.code == "L101"
    assert problem.place.path.startswith("sources/harbor/layouts/site/own.html") or "nothing" in words
    assert problem.place.line in (3, 4)


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ENDLESS["two macros"],
        ONE_STEP["lists in lists compared"],
        GREEDY["words doubled"],
        GREEDY["lists added"],
    ],
)
def test_what_takes_too_much_is_stopped(fill, words):
    with pytest.raises(
        LayoutError, match=r"sources/harbor/layouts/site/own\.html:3: L101 cannot be filled: it "
    ):
        fill(words)


class Killed:
    """Ends the process that prints it, as a system does that has no memory left."""

    def __str__(self):
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_process_that_ends_for_another_reason_is_told_of(fill):
    with pytest.raises(
        LayoutError, match=r"site/own\.html: L101 .* the process that fills it ended with code -9"
    ):
        fill("{{ it }}", it=Killed())


def test_a_page_may_be_empty(fill):
    assert fill("").strip() == "<p>"


def test_what_is_given_may_be_called_also_while_another_layout_is_filled(fill):
    inner = fill("{{ site.title }}")

    assert "<b>Harbor</b>" in fill("<b>{{ twice()[3:] | trim }}</b>", twice=lambda: "   " + Frame.title)
    assert "Harbor" in inner


def test_what_was_given_to_one_page_is_not_given_to_the_next(fill):
    def told():
        return "told"

    assert "told" in fill("{{ it() }}", it=told)
    with pytest.raises(LayoutError):
        fill("{{ it.inner() }}", it={"inner": told})
