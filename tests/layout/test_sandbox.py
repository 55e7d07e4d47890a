"""Layouts of strangers that somebody has trusted: they read what a packet prints, and reach nothing else."""

import os
import resource
from pathlib import Path

import pytest

from tests.pdf.packets import harbor
from toolkit_builder.errors import LayoutError
from toolkit_builder.layout import Filler
from toolkit_builder.project import layouts_path

pytestmark = pytest.mark.hostile

FRAME = """\
<main class="packet" id="{{{{ address(packet) }}}}" lang="en" data-kind="artifact">
<section id="{{{{ address(packet, 'part-x') }}}}"><h2>One</h2>
<p>{0}</p>
</section>
</main>
"""
CLASSES = "{{ ''.__class__.__mro__[1].__subclasses__() }}"
# What people write who want to get out, by the way that they take.
PLACE = "sources/harbor/layouts/artifact/packet.html"
OUT = {
    "classes of words": CLASSES,
    "classes by item": "{{ ''['__class__']['__mro__'] }}",
    "classes by filter": "{{ '' | attr('__class__') }}",
    "classes of marked words": "{{ (material.title | safe).__class__.__base__ }}",
    "classes of numbers": "{{ 1.__class__ }}",
    "classes of the toolkit": "{{ toolkit.__class__.__init__.__globals__ }}",
    "classes of a model": "{{ material.__class__.model_construct() }}",
    "attributes by format": "{{ '{0.__class__.__init__.__globals__}'.format(toolkit) }}",
    "attributes by format map": "{{ '{x.__class__}'.format_map({'x': toolkit}) }}",
    "attributes by percent": "{{ '%(x)s' % {'x': toolkit} }}",
    "attributes by map": "{{ [toolkit] | map(attribute='__class__') | list }}",
    "attributes by sort": "{{ [toolkit] | sort(attribute='__class__.__name__') }}",
    "attributes by grouping": "{{ [toolkit] | groupby('__class__') }}",
    "attributes by select": "{{ [toolkit] | selectattr('__class__') | list }}",
    "globals of a function": "{{ address.__globals__ }}",
    "globals of a function behind": "{{ address.__func__.__globals__ }}",
    "owner of a function": "{{ address.__self__.lookup }}",
    "code of a function": "{{ address.__code__ }}",
    "globals of a macro": "{% macro m() %}{% endmacro %}{{ m.__init__.__globals__ }}",
    "environment of a macro": "{% macro m() %}{% endmacro %}{{ m._environment }}",
    "globals of say": "{{ say.__init__.__globals__ }}",
    "strings of say": "{{ say._strings }}",
    "the context": "{{ self._TemplateReference__context }}",
    "the loop": "{% for x in [1] %}{{ loop.__init__.__globals__ }}{% endfor %}",
    "the loop's context": "{% for x in [1] %}{{ loop._iterable }}{% endfor %}",
    "the frame of a generator": "{{ clock(material).gi_frame.f_globals }}",
    "cycler": "{{ cycler.__init__.__globals__.os }}",
    "joiner": "{{ joiner('a')() }}",
    "lipsum": "{{ lipsum.__globals__['os'].popen('touch CANARY') }}",
    "namespace": "{% set n = namespace(a=1) %}{{ n.a }}",
    "dict": "{{ dict(a=1) }}",
    "undefined things": "{{ nothing.__init__.__globals__ }}",
    "import of modules": "{% import 'os' as os %}{{ os.system('touch CANARY') }}",
    "import of what is above": "{% import '../../../../etc/passwd' as it %}",
    "include of what is above": "{% include '../../../../../../../../etc/passwd' %}",
    "include of the root": "{% include '/etc/passwd' %}",
    "include of the starter": "{% include 'starter/../../pyproject.toml' %}",
    "extends of what is above": "{% extends '../x.html' %}",
    "methods of models": "{{ material.model_dump() }}",
    "copies of models": "{{ material.model_copy(update={'title': 'x'}) }}",
    "validators of models": "{{ material.model_validate({}) }}",
    "writing to a list": "{{ [1].append(2) }}",
    "writing to a mapping": "{{ {'a': 1}.update({'b': 2}) }}",
    "clearing a mapping": "{{ {'a': 1}.clear() }}",
    "private names of ours": "{{ address._x() }}",
    "bytes of the sources": "{{ toolkit.sources[0].marks.lines.copy() }}",
    "statements": "{% do 1 %}",
    "python in between": "{% exec %}import os{% endexec %}",
    "translations": "{% trans %}x{% endtrans %}",
    "debug": "{% debug %}",
}
# What people write who want to stop the program, or who do not know better.
HOLD_UP = {
    "a long range": "{{ range(10**12) | list }}",
    "a range of ranges": "{% for x in range(10**9) %}{% endfor %}",
    "a power": "{{ 9 ** 9 ** 9 }}",
    "many letters": "{{ 'x' * 10**10 }}",
    "many letters, the other way": "{{ 10**10 * 'x' }}",
    "many items": "{{ [1] * 10**10 }}",
    "room by format": "{{ '%1000000000s' % 'x' }}",
    "room by format with a name": "{{ '{:>1000000000}'.format('x') }}",
    "room by a filter": "{{ 'x' | center(10**10) }}",
    "room by a method": "{{ 'x'.ljust(10**10) }}",
    "room by indent": "{{ 'x' | indent(10**10) }}",
    "nothing by nothing": "{{ 1 / 0 }}",
    "rest of nothing": "{{ 1 % 0 }}",
    "a macro in itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a layout in itself": "{% include 'artifact/packet.html' %}",
    "an item that is not there": "{{ [1][7] }}",
    "a name that is not there": "{{ {'a': 1}['b']['c'] }}",
    "a number as a list": "{% for x in 7 %}{% endfor %}",
    "words and a number": "{{ 'a' + 1 }}",
    "a sum of words": "{{ ['a'] | sum }}",
    "an unknown filter": "{{ 'a' | nope }}",
    "an unknown test": "{{ 'a' is nope }}",
    "order of what has none": "{{ [1, 'a'] | sort }}",
    "a wrong call": "{{ address() }}",
    "an address of nothing": "{{ address(7) }}",
    "brackets": "{{ " + "(" * 5000 + ")" * 5000 + " }}",
}
HARMLESS = {
    "a short range": "{{ range(3) | join(', ') }}",
    "methods of words": "{{ 'a b'.upper().split()[0] }}",
    "a mapping": "{% for k, v in {'a': 1}.items() %}{{ k }}{{ v }}{% endfor %}",
    "numbers": "{{ 3 * 4 % 5 // 2 - 1 }}",
    "letters": "{{ '-' * 3 }}{{ 'r%dc%s' % (1, 2) }}",
    "filters": "{{ [3, 1] | sort | map('string') | join(' ') | trim }}",
    "macros": "{% macro m(x) %}{{ x }}{{ caller() if caller }}{% endmacro %}{% call m(1) %}two{% endcall %}",
    "the loop": "{% for x in [[1], [2]] recursive %}{{ loop.index }}{% if x is iterable %}{{ loop(x) }}"
    "{% endif %}{% endfor %}",
}


def filled(folder: Path, words: str) -> bytes:
    """What a toolkit's own layout gives."""
    layout = folder / "artifact" / "packet.html"
    layout.parent.mkdir(parents=True)
    layout.write_text(FRAME.format(words.replace("CANARY", str(folder / "canary"))), "utf-8")
    plan = next(plan for plan in harbor().plans if plan.packet.id == "p1-artifact")
    return Filler(harbor().toolkit, (folder, layouts_path())).fill(plan).body


@pytest.mark.parametrize("words", OUT.values(), ids=OUT)
def test_no_layout_reaches_anything_else(words, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "system", lambda *_: pytest.fail("a command was run"))

    with pytest.raises(LayoutError) as refused:
        filled(tmp_path, words)

    assert [problem.code for problem in refused.value.problems] == ["L101"]
    assert "root:" not in str(refused.value)
    assert not (tmp_path / "canary").exists()


@pytest.mark.parametrize("words", HOLD_UP.values(), ids=HOLD_UP)
def test_what_is_too_much_or_makes_no_sense_is_a_fault_of_the_layout(words, tmp_path):
    before = resource.getrusage(resource.RUSAGE_SELF)

    with pytest.raises(LayoutError) as refused:
        filled(tmp_path, words)

    (problem,) = refused.value.problems
    assert (problem.code, problem.place.path) == ("L101", PLACE)
    after = resource.getrusage(resource.RUSAGE_SELF)
    assert after.ru_utime - before.ru_utime < 10
    assert after.ru_maxrss - before.ru_maxrss < 200_000


@pytest.mark.parametrize("words", HARMLESS.values(), ids=HARMLESS)
def test_what_layouts_need_stays(words, tmp_path):
    assert b"<p" in filled(tmp_path, words)
