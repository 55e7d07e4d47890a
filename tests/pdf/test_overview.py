"""A principle at a glance: one page without a cover, with room for everything or an error that says so."""

from dataclasses import replace

import pytest

from tests.layout.changed import changed
from tests.pdf.packets import harbor, write
from toolkit_builder.content.words import Line
from toolkit_builder.errors import OutputError
from toolkit_builder.layout import Filler
from toolkit_builder.output import Task
from toolkit_builder.output.in_sources import in_sources
from toolkit_builder.output.keys import key
from toolkit_builder.readback.pdf.structure import Pdf

ONE_PAGE = ("screen", "copier", "press")


def longer(times: int) -> Task:
    """The page at a glance with texts so many times as long."""
    kit = harbor()
    toolkit = changed(kit.toolkit, lambda text: " ".join([text] * times) if type(text) is Line else text)
    plan = next(plan for plan in kit.plans if plan.packet.id == "p2-overview")
    shelves = tuple(shelf for shelf in toolkit.shelves if shelf.principle and shelf.principle.id == "p2")
    manuscript = Filler(toolkit, kit.project.layouts).fill(replace(plan, shelves=shelves))
    return Task(manuscript, "screen", kit.imprint, key(manuscript, "screen", kit.imprint, kit.house))


@pytest.mark.parametrize("variant", ONE_PAGE)
@pytest.mark.parametrize("packet", ["p1-overview", "p2-overview"])
def test_it_is_one_page(packet, variant):
    assert harbor().file(packet, variant).pages == 1


def test_its_only_page_tells_toolkit_edition_and_draft():
    said = Pdf(harbor().pdf("p2-overview")).artifacts(0)

    assert "The Harbor Toolkit, Edition 2026.1" in said
    assert "DRAFT" in said


@pytest.mark.slow
@pytest.mark.parametrize("variant", ONE_PAGE)
def test_texts_that_take_more_are_told_with_their_file(variant):
    task = replace(longer(20), variant=variant)

    with pytest.raises(OutputError) as caught:
        write(task, harbor().house)

    (problem,) = in_sources(caught.value, harbor().toolkit).problems
    assert problem.code == "O114"
    assert problem.place.path.endswith("calm-days/principle.yaml")


def test_large_print_may_take_more():
    assert write(replace(longer(20), variant="large-print"), harbor().house).pages > 1
