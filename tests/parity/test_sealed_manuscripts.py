"""The vocabulary only grows: both writers still take every manuscript that the repository has sealed."""

from dataclasses import replace
from functools import cache

import pytest

from tests.projects import ROOT
from toolkit_builder.layout.vocabulary import CLASSES
from toolkit_builder.machine.xml import parse
from toolkit_builder.output import Task, writer
from toolkit_builder.output.word.tree import STYLES
from toolkit_builder.publish.archive import Archive
from toolkit_builder.publish.sealed_editions import sealed_editions

SEALED = {
    f"{folder.name} {edition.id}": edition
    for folder in sorted((ROOT / "sources").iterdir())
    if folder.is_dir()
    for edition in sealed_editions(folder, folder.name)
}
EDITIONS = pytest.mark.parametrize("name", SEALED)


@cache
def manuscripts(name):
    return SEALED[name].bundle().manuscripts


@cache
def makings(name):
    return SEALED[name].bundle().makings(Archive(ROOT / "archive"))


def tasks(name, variant):
    """A task for every manuscript; the template is one of Word alone."""
    made = makings(name)
    for manuscript in made.manuscripts:
        contents = made.contents.get(manuscript.id, ()) if variant == "word" else ()
        yield Task(manuscript, variant, made.imprint, "f" * 64, contents)


def is_template(task):
    return task.manuscript.packet.kind == "template"


def test_every_toolkit_has_sealed_editions():
    toolkits = {path.name for path in (ROOT / "sources").iterdir() if path.is_dir()}

    assert {name.partition(" ")[0] for name in SEALED} == toolkits


@EDITIONS
def test_every_element_of_a_sealed_manuscript_is_still_in_the_vocabulary(name):
    used = {
        (node.tag, node.get("class"))
        for manuscript in manuscripts(name)
        for node in parse(manuscript.body).iter()
    }

    assert {pair for pair in used if pair[1] not in CLASSES.get(pair[0], ())} == set()
    assert used <= set(STYLES)


@pytest.mark.slow
@EDITIONS
def test_word_takes_every_sealed_manuscript(name):
    for task in tasks(name, "word"):
        made = replace(task, variant="template") if is_template(task) else task

        assert writer(made.variant)(made, makings(name).house).data


@pytest.mark.slow
@EDITIONS
def test_the_pdf_takes_a_sealed_manuscript_of_each_kind(name):
    """Among them the whole, which holds the words of nearly all others."""
    each_kind = {task.manuscript.packet.kind: task for task in tasks(name, "screen") if not is_template(task)}

    assert "book" in each_kind
    for task in each_kind.values():
        assert writer("screen")(task, makings(name).house).pages
