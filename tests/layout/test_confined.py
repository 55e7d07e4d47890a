"""Layouts of strangers that never end or take everything: stopped, and named with their line."""

import gc
import time

import pytest

from tests.layout.test_sandbox import FRAME, PLACE
from tests.pdf.packets import harbor
from tests.projects import command, make_project
from toolkit_builder.errors import LayoutError
from toolkit_builder.layout import Filler, filler_for
from toolkit_builder.layout.confined import ConfinedFiller
from toolkit_builder.project import layouts_path

pytestmark = pytest.mark.hostile

TENS = "{% for a in range(99999) %}{% for b in range(99999) %}"
ENDLESS = {
    "loops in loops": TENS + "{% endfor %}{% endfor %}",
    "a sum in loops": "{% for a in range(99999) %}{{ range(99999) | sum }}{% endfor %}",
    "two macros": "{% macro m(n) %}{{ m(n - 1) if n }}{{ m(n - 1) if n }}{% endmacro %}{{ m(60) }}",
    "a recursive loop": "{% for x in [1] recursive %}{{ loop([1, 1]) if loop.depth < 60 }}{% endfor %}",
    "a set in loops": "{% set ns = [0] %}" + TENS + "{% set x = a + b %}{% endfor %}{% endfor %}",
    "a filter in loops": TENS + "{% set x = a | string | upper %}{% endfor %}{% endfor %}",
    "a caller": "{% macro m(n) %}{{ caller() }}{{ caller() }}{% endmacro %}" + "{% call m(1) %}" * 60 + "x"
    + "{% endcall %}" * 60,
}  # fmt: skip
_DEEP = "{% set a = [0] %}{% set b = [0] %}" + "{% set a = [a, a] %}{% set b = [b, b] %}" * 60
# Each is one step of Python, in which it hears of nothing.
ONE_STEP = {
    "lists in lists compared": _DEEP + "{{ 'x' if a == b }}",
    "lists in lists counted": _DEEP + "{{ [b].count(a) }}",
    "a list looked for in lists": _DEEP + "{{ 'x' if a in [b] }}",
    "lists in lists put in order": _DEEP + "{{ [a, b] | sort | length }}",
}
GREEDY = {
    "words doubled": "{% set x = 'x' %}" + "{% set x = x ~ x %}" * 40 + "{{ x }}",
    "words joined": "{% set x = (['x' * 9999] * 9999) | join %}{{ [x, x, x, x] | join | length }}",
    "lists added": "{% set x = [1] %}" + "{% set x = x + x %}" * 40,
    "lists in lists": "{{ range(99999) | map('string') | list | batch(1) | list | length }}"
    + "{% set x = (range(99999) | list) * 9999 %}{{ x | length }}",
    "words replaced": "{% set x = 'x' * 9999 %}{{ x | replace('x', x) | replace('x', x) | length }}",
    "output": TENS + "{{ 'x' * 9999 }}{% endfor %}{% endfor %}",
    "output of a little": TENS + "abc{% endfor %}{% endfor %}",
}  # fmt: skip


@pytest.fixture
def filled(tmp_path):
    """A function that fills a toolkit's own layout, in which some words stand."""

    def fill(words):
        layout = tmp_path / "artifact" / "packet.html"
        layout.parent.mkdir(parents=True, exist_ok=True)
        layout.write_text(FRAME.format(words), "utf-8")
        plan = next(plan for plan in harbor().plans if plan.packet.id == "p1-artifact")
        return filler_for(harbor().toolkit, (tmp_path, layouts_path())).fill(plan)

    return fill


@pytest.mark.slow
@pytest.mark.parametrize(
    "words", [*ENDLESS.values(), *ONE_STEP.values(), *GREEDY.values()], ids=[*ENDLESS, *ONE_STEP, *GREEDY]
)
def test_what_never_ends_or_takes_everything_is_named_with_its_line(words, filled, request):
    harbor()
    start = time.process_time()

    with pytest.raises(LayoutError) as refused:
        filled(words)

    (problem,) = refused.value.problems
    # Where only the page as a whole is too large, no line of it is.
    assert (problem.code, problem.place.path) == ("L101", PLACE)
    assert problem.place.line == 3 or ("output" in request.node.name and problem.place.line == 0)
    assert problem.message.startswith("cannot be filled: it ")
    assert time.process_time() - start < 1  # all of it is done elsewhere


@pytest.mark.parametrize("words", ["{{ 9 ** 9 }}", "{{ 1 / 0 }}", "{{ toolkit.__class__ }}"])
def test_every_other_fault_is_told_as_without_a_worker(words, filled):
    with pytest.raises(LayoutError) as refused:
        filled(words)

    (problem,) = refused.value.problems
    assert (problem.code, problem.place.path, problem.place.line) == ("L101", PLACE, 3)


def test_after_one_that_was_stopped_the_next_is_filled(filled):
    with pytest.raises(LayoutError):
        filled("{% set x = 'x' %}" + "{% set x = x ~ x %}" * 40)

    assert b">fine</p>" in filled("fine").body


def test_a_worker_fills_every_packet_as_we_do(tmp_path):
    confined = filler_for(harbor().toolkit, (tmp_path, layouts_path()))
    plain = Filler(harbor().toolkit, (layouts_path(),))

    assert isinstance(confined, ConfinedFiller)
    for plan in harbor().plans:
        assert confined.fill(plan) == plain.fill(plan)


def test_without_own_layouts_there_is_no_worker():
    assert type(filler_for(harbor().toolkit, (layouts_path(),))) is Filler


def test_a_worker_ends_with_its_filler(tmp_path):
    confined = filler_for(harbor().toolkit, (tmp_path, layouts_path()))
    confined.fill(harbor().plans[0])
    assert isinstance(confined, ConfinedFiller)
    (worker,) = confined._pool._workers

    del confined
    gc.collect()

    assert not worker.process.is_alive()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("layout", "words"),
    [
        ("artifact/body.html", ENDLESS["two macros"]),
        ("principle/packet.html", GREEDY["words doubled"]),
        ("parts/frame.html", ENDLESS["loops in loops"]),
    ],
)
def test_the_command_ends_soon_and_names_the_layout(layout, words, tmp_path):
    project = make_project(tmp_path)
    own = project.sources / "layouts" / layout
    own.parent.mkdir(parents=True)
    own.write_text(words + "\n" + layouts_path().joinpath(layout).read_text("utf-8"), "utf-8")

    done = command("check", "--trust-layouts", cwd=tmp_path)

    assert done.returncode == 4, done.stderr
    assert done.stderr.count(f"sources/harbor/layouts/{layout}:1: L101") == 1
    assert "L101 cannot be filled: it " in done.stderr
    assert "Traceback" not in done.stderr
