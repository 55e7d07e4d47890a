"""Where a change is found in a filled packet."""

from dataclasses import replace

from lxml import etree

from tests.layout.changed import changed
from tests.pdf.packets import harbor
from tests.revised import news, revised
from toolkit_builder.content.comparing.compare import compare
from toolkit_builder.content.comparing.state import state
from toolkit_builder.content.packet_kinds import MadeWhen
from toolkit_builder.layout import Filler, packets
from toolkit_builder.layout.changed_blocks import ChangedBlocks, own_words

# Texts that the book does not print in a block, or not with the thing: what stands in running heads, lists of
# contents, file properties and drawings, on pages at a glance, and who leads a stretch of a session.
ELSEWHERE = {
    "topics", "authors", "permission.note", "publisher.name", "words.units", "words.overview", "short_name",
    "in_brief", "levels", "lead", "alt", "bars.label", "bars.shown", "name", "note",
}  # fmt: skip


def field_of(change):
    """Its field without numbers, since items of lists are all printed alike."""
    return ".".join(part for part in change.field.split(".") if not part.isdigit())


def test_every_text_that_a_book_prints_is_found_where_it_stands():
    words = (f"word{number}" for number in range(10_000))
    toolkit = changed(harbor().toolkit, lambda text: f"{text} {next(words)}")
    before = state(harbor().toolkit)
    main = etree.fromstring(
        Filler(toolkit, harbor().project.layouts).fill(*packets(toolkit, MadeWhen.NAMED)).body
    )
    sites = ChangedBlocks(main, before)

    changes = compare(before, state(toolkit))
    lost = set()
    for change in changes:
        new = change.after.split()[-1]
        blocks = sites.find(change).blocks
        if change.kind != "re-sourced" and not any(new in own_words(block) for block in blocks):
            lost.add(change)

    assert len(changes) > 300
    assert len(lost) < len(changes) / 6
    # The purpose of an artifact stands in lists of contents alone.
    assert {
        field_of(each) for each in lost if (each.thing, each.field) != ("artifact", "purpose")
    } <= ELSEWHERE


def test_a_source_is_found_wherever_it_is_called_and_listed():
    changes = compare(state(harbor().toolkit), state(_other_report()))
    main = etree.fromstring(harbor().manuscripts["p1-case-study"].body)
    sites = ChangedBlocks(main, state(harbor().toolkit))

    (change,) = changes
    found = [block.get("id") for block in sites.find(change).blocks]

    # Its first call has the note, the others its number.
    called = [each for each in main.iter("span", "a") if each.get("class") in ("footnote", "again")]
    assert len(found) == len(called) + 1
    assert found[-1] == "p1_north__part_sources__n1"


def _other_report():
    references = harbor().toolkit.references
    known = references["example-report"]
    other = known.model_copy(update={"title": type(known.title)("Another title")})
    return replace(harbor().toolkit, references={**references, "example-report": other})


def test_what_is_gone_was_in_the_part_that_holds_its_neighbours():
    main = etree.fromstring(revised().manuscripts["p1-case-study"].body)
    gone = next(each for each in news().changes if each.address == "p1_north__first_step")

    site = ChangedBlocks(main, news().before).find(gone)

    assert site.home is not None
    assert site.home.get("id") == "p1_north__part_questions"
    assert site.blocks == ()


def test_a_packet_that_only_names_a_material_holds_no_place_in_it():
    main = etree.fromstring(revised().manuscripts["index"].body)
    gone = next(each for each in news().changes if each.address == "p1_north__first_step")

    site = ChangedBlocks(main, news().before).find(gone)

    assert (site.home, site.blocks) == (None, ())
