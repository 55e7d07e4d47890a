"""A packet is filled from what its tier may have: whatever a layout asks for, the rest is not there."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.layout.changed import rewritten
from tests.pdf.packets import harbor
from toolkit_builder.content.comparing.state import State, state
from toolkit_builder.content.model import ChangeNote, Reference
from toolkit_builder.content.tiers import within
from toolkit_builder.content.toolkit import Shelf, Toolkit
from toolkit_builder.content.walk import walk
from toolkit_builder.content.words import Line, Text
from toolkit_builder.errors import LayoutError
from toolkit_builder.layout import Filler
from toolkit_builder.layout.news import News
from toolkit_builder.layout.packets import text_packets
from toolkit_builder.project import layouts_path

SECRET, DEEPEST = "qzmember", "qznetwork"
FRAME = """\
<main class="packet" id="{{{{ address(packet) }}}}" lang="en" data-kind="artifact">
<section id="{{{{ address(packet, 'part-x') }}}}"><h2>One</h2>
{0}
</section>
</main>
"""
ACCESS = {"p2-sa": "member", "p1-letter": "member", "tide": "network"}
# Every way from what a layout is given to words of a material.
WALKS = {
    "shelves of the toolkit": "{% for s in toolkit.shelves %}{% for m in s.materials %}"
    "<p>{{ m.purpose }}</p>{% endfor %}{% endfor %}",
    "its own shelves": "{% for s in shelves %}{% for m in s.materials %}"
    "<p>{{ m.purpose }}</p>{% endfor %}{% endfor %}",
    "a material by its id": "<p>{{ material_of('p2-sa').purpose }}</p>",
    "another by its id": "<p>{{ material_of('tide').what_is_this }}</p>",
    "parts of a material": "{% for s in material_of('p2-sa').sections %}{% for i in s.indicators %}"
    "<p>{{ i.statement }}</p>{% endfor %}{% endfor %}",
    "the letter of a case": "<p>{{ material_of('p1-letter').what_is_this }}</p>",
    "readers": "{% for r, entries in readers_of(toolkit.shelves) %}{% for e in entries %}"
    "<p>{{ e.material.purpose }}</p>{% endfor %}{% endfor %}",
    "topics": "{% for t, entries in topics_of(toolkit.shelves) %}<p>{{ t }}</p>{% endfor %}",
    "sources": "{% for s in toolkit.sources %}<p>{{ s.node.purpose }}</p>{% endfor %}<p>None</p>",
    "lines of the sources": "<p>{{ toolkit.sources[0].marks }}</p>",
    "references": "{% for r in toolkit.references.values() %}<p>{{ r.title }}</p>{% endfor %}",
    "a reference by its id": "<p>{{ toolkit.references['secret'].title }}</p>",
    "a citation": "<p>x{{ cite('secret') }}</p>",
    "notes of editions": "{% for e in toolkit.editions %}{% for n in e.notes %}"
    "<p>{{ n.text }}</p>{% endfor %}{% endfor %}<p>None</p>",
    "what is retired": "{% for e in toolkit.editions %}{% for n in e.retired %}<p>{{ n.why }}</p>{% endfor %}"
    "{% endfor %}<p>None</p>",
    "warnings": "{% for w in toolkit.warnings %}<p>{{ w.message }}</p>{% endfor %}<p>None</p>",
    "news": "{% for t in news.before.things %}<p>{{ t.title }}</p>{% endfor %}",
    "options": "{% for o in options(material_of('p2-sa')) %}<p>{{ o.label }}</p>{% endfor %}"
    "<p>{{ material_of('p2-sa').purpose }}</p>",
    "a strip": "<p>{{ plain(material_of('p2-sa').purpose) }}</p>",
}  # fmt: skip


def salted() -> Toolkit:
    """The fixture toolkit; every text of what is not for everybody begins with a secret word of its tier."""
    toolkit = harbor().toolkit
    tiers = toolkit.file.access
    network = tiers[-1].model_copy(update={"id": "network", "name": Text("Network"), "note": None})
    secret = Reference(id="secret", author=Text("A"), title=Text(f"{SECRET} book"), date=Text("2026"))
    edition = toolkit.editions[-1]
    note = ChangeNote(about=("p2-sa",), weight="minor", text=Line(f"{SECRET} note"))
    return replace(
        toolkit,
        file=toolkit.file.model_copy(update={"access": (*tiers, network)}),
        shelves=tuple(
            Shelf(shelf.principle, tuple(map(_salted, shelf.materials))) for shelf in toolkit.shelves
        ),
        references={**toolkit.references, "secret": secret},
        editions=(*toolkit.editions[:-1], edition.model_copy(update={"notes": (note,)})),
    )


def _salted(material: Any) -> Any:
    access = ACCESS.get(material.id)
    if access is None:
        return material
    word = SECRET if access == "member" else DEEPEST
    told = material.title
    again = rewritten(material, lambda text: text if "{" in text else f"{word} {text}")
    cites = {"purpose": Line(f"{again.purpose} [@secret]")} if material.id == "p2-sa" else {}
    return again.model_copy(update={"access": access, "title": told, **cites})


@cache
def kit() -> Toolkit:
    return salted()


@cache
def since() -> News:
    """What the toolkit tells of an edition in which what is closed now was open, and the other way round."""
    now = state(kit())
    return News.between(
        (State(now.toolkit, "2025.1", tuple(_turned(now))), now), "Former", kit().editions[-1].notes
    )


def _turned(now: State) -> Iterator[Any]:
    for thing in now.things:
        name = thing.address.replace("_", "-")
        other = {"p2-sa": "public", "p1-letter": "public", "p1-north": "member"}.get(name)
        yield replace(thing, values={**thing.values, "access": other}) if other else thing


def filled(packet: str, folder: Path | None = None, words: str = "", news: News | None = None) -> bytes:
    """A packet; where words are given, by a layout of a stranger."""
    plan = next(plan for plan in text_packets(kit()) if plan.packet.id == packet)
    folders: tuple[Path, ...] = (layouts_path(),)
    if folder is not None:
        layout = folder / plan.packet.kind / "packet.html"
        layout.parent.mkdir(parents=True)
        layout.write_text(FRAME.format(words), "utf-8")
        folders = (folder, layouts_path())
    return Filler(kit(), folders, news).fill(plan).body


@pytest.mark.parametrize("packet", ["p1-case-study", "p1", "p2", "p1-overview", "index"])
@pytest.mark.parametrize("words", WALKS.values(), ids=WALKS)
def test_a_layout_of_a_public_packet_gets_nothing_that_members_have(packet, words, tmp_path):
    try:
        body = filled(packet, tmp_path, words, since())
    except LayoutError as refused:  # it asks for what is not there
        body = str(refused).encode()

    assert SECRET.encode() not in body
    assert DEEPEST.encode() not in body


REACHED = ("shelves of the toolkit", "a material by its id", "parts of a material", "readers", "references",
           "a reference by its id", "a citation", "notes of editions", "the letter of a case")  # fmt: skip


@pytest.mark.parametrize("name", REACHED)
def test_a_layout_of_a_members_packet_gets_what_members_have_and_no_more(name, tmp_path):
    body = filled("p2-self-assessment", tmp_path, WALKS[name])

    assert SECRET.encode() in body
    assert DEEPEST.encode() not in body


@pytest.mark.parametrize("packet", ["artifact-tide-table", "book"])
def test_a_layout_of_the_narrowest_tier_gets_everything(packet, tmp_path):
    body = filled(packet, tmp_path, WALKS["shelves of the toolkit"])

    assert SECRET.encode() in body
    assert DEEPEST.encode() in body


def test_our_own_layouts_print_nothing_of_a_narrower_tier_but_its_title():
    order = [tier.id for tier in kit().file.access]
    words = {"public": (SECRET, DEEPEST), "member": (DEEPEST,), "network": ()}
    filler = Filler(kit(), (layouts_path(),), since())

    found = {
        (plan.packet.id, word)
        for plan in text_packets(kit())
        for word in words[plan.packet.access]
        if word.encode() in filler.fill(plan).body
    }

    assert {plan.packet.access for plan in text_packets(kit())} == {*order}
    assert found == set()


def test_a_material_that_is_for_others_is_named_with_whom_it_is_for():
    said = " ".join("".join(map(str, etree.fromstring(filled("p1-case-study")).itertext())).split())
    own = " ".join("".join(map(str, etree.fromstring(filled("p1-member")).itertext())).split())

    assert "Letter to families (for: Members)" in said
    assert "for: Members" not in own
    assert f"Letter to families: {SECRET}" in own


def test_what_went_to_members_is_told_to_everybody_with_how_to_join():
    public, member = (etree.fromstring(filled(packet, news=since())) for packet in ("p1", "p1-member"))
    told, kept = (
        " ".join("".join(map(str, part.itertext())).split())
        for main in (public, member)
        for part in main.iterfind(".//section[@class='news']")
    )

    assert (
        "For others now Artifact: Letter to families (for: Members). For members of your organisation."
        in told
    )
    assert "Who may have it" in kept
    assert "Letter to families (for: Members)" in kept
    assert "For others now" not in kept


def test_what_came_from_members_is_new_for_everybody_and_no_news_to_them():
    public, member = (filled(packet, news=since()) for packet in ("p1", "p1-member"))

    assert b"New in this edition" in filled("p1-case-study", news=since())
    assert b"New here, and known to others before" in public
    assert b"New here, and known to others before" not in member


@pytest.mark.parametrize("tier", ["public", "member", "network", "partners"])
def test_a_toolkit_within_a_tier_holds_no_word_of_a_narrower_one(tier):
    mine = within(kit(), tier)

    files: list[Any] = [mine.file, mine.brand, *mine.editions, *mine.references.values(), mine.glossary]
    files += [each for shelf in mine.shelves for each in (shelf.principle, *shelf.materials) if each]
    words = "\n".join(value for file in files for _, value, _ in walk(file) if isinstance(value, str))
    assert (SECRET in words, DEEPEST in words) == (tier in ("member", "network"), tier == "network")
    assert mine.sources == ()


def test_a_reference_that_open_texts_cite_too_stays():
    narrow = replace(kit(), references={**kit().references})
    public = narrow.shelves[0].materials[0].model_copy(update={"purpose": Line("It says so [@secret].")})
    shelf = Shelf(narrow.shelves[0].principle, (public, *narrow.shelves[0].materials[1:]))

    assert "secret" in within(replace(narrow, shelves=(shelf, *narrow.shelves[1:])), "public").references
    assert "secret" not in within(narrow, "public").references
    assert "example-report" in within(narrow, "public").references


@pytest.mark.parametrize("packet", ["p1", "p2", "p1-case-study", "index"])
def test_a_marked_copy_for_everybody_holds_no_word_of_what_members_have(packet):
    plan = next(plan for plan in text_packets(kit()) if plan.packet.id == packet)
    filler = Filler(kit(), (layouts_path(),))

    copy = filler.marked_copy(filler.fill(plan), since())

    assert b"data-changed" in copy.body or packet == "index"
    assert SECRET.encode() not in copy.body


def test_a_marked_copy_for_members_says_what_changed_in_what_they_keep():
    plan = next(plan for plan in text_packets(kit()) if plan.packet.id == "p1-artifact")
    filler = Filler(kit(), (layouts_path(),))

    assert b"access: member" in filler.marked_copy(filler.fill(plan), since()).body
