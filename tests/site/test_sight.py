"""What each tier is told of an edition, decided without a file being made."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import change_files
from tests.projects import FIXTURE
from toolkit_builder.content.comparing.state import state
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.layout.manuscript import Manuscript, PacketId
from toolkit_builder.layout.wording import Wording, read_strings
from toolkit_builder.output import prepare
from toolkit_builder.project import layouts_path
from toolkit_builder.publish.manifest import Row
from toolkit_builder.site.audience import Audience, tiers
from toolkit_builder.site.library import Library, LibraryEdition
from toolkit_builder.site.pages import several
from toolkit_builder.site.views import Circle

TIERS = ("public", "member", "network")
FIRST, SECOND = "2026.1", "2026.2"
WORDS = Wording(read_strings((layouts_path(),), "en-US"))
AIM, DAYS = "principles/shared-aim", "principles/calm-days"
LETTER, GUIDE, CASE = (
    f"{AIM}/{name}.yaml"
    for name in ("artifacts/family-letter", "companion-guides/main", "case-studies/north-valley")
)
RATED, GUARDED = f"{AIM}/self-assessments/main.yaml", f"{DAYS}/self-assessments/main.yaml"
PLAN, WEEK = f"{DAYS}/artifacts/day-plan.yaml", f"{DAYS}/artifacts/week-plan.yaml"
# The narrowest tier has the case, the letter too; everybody else the others.
NARROW = (
    "@ toolkit.yaml\n- scales:\n+   - id: network\n+     name: Network\n+     note: For *schools* in it.\n"
    "+ scales:\n"
    f"@ {CASE}\n- access: public\n+ access: network\n@ {LETTER}\n- access: public\n+ access: member\n"
)
NEXT = f"@ editions/{SECOND}.yaml\n+ id: {SECOND}\n+ label: Second edition, 2026\n+ date: 2026-06-01\n"


def to(file, tier, before="public"):
    """A material for another tier."""
    return f"@ {file}\n- access: {before}\n+ access: {tier}\n"


@pytest.fixture
def kit(tmp_path):
    """The fixture toolkit with three tiers, to be changed."""
    folder = Path(shutil.copytree(FIXTURE / "harbor", tmp_path / "harbor"))
    change_files(folder, NARROW)
    return folder


def held(kit, withdrawn=False, variants=("screen", "word"), fields=()):
    """The newest edition of a toolkit as it is sealed; `fields` are packets with a field in their form."""
    toolkit = load_toolkit(kit, "harbor")
    plans = prepare.plan(toolkit, also_named=True)
    now = state(toolkit)
    return LibraryEdition(
        id=now.edition, label="Label", date="2026-03-01", withdrawn=withdrawn, why="", summary="", state=now,
        manuscripts={
            PacketId(plan.packet.id, "en-US"): Manuscript(
                plan.packet, "en-US", plan.title,
                b"<main><textarea /></main>" if plan.packet.id in fields else b"<main/>", {},
            )
            for plan in plans
        },
        rows=tuple(
            row(plan, "template" if plan.packet.kind == "template" else variant)
            for plan in plans
            for variant in variants
        ),
        rewritten=(), own_fonts=(), brand=toolkit.brand, logo=b"",
        proof=b"", data=lambda sha256: b"",
    )  # fmt: skip


def row(plan, variant):
    packet = plan.packet
    return Row(
        path=f"{packet.id}.{variant}", packet=packet.id, kind=packet.kind, principle=packet.principle,
        materials=packet.materials, variant=variant, format="docx" if variant == "word" else "pdf",
        language="en-US", access=packet.access, title=plan.title, pages=1, bytes=1, sha256="", key="",
    )  # fmt: skip


def seen(*editions, tier="public"):
    """What a tier sees of the newest of these."""
    return Audience(Library("harbor", editions, {}), tier, WORDS).newest


@pytest.fixture
def told(kit):
    """A function: what a tier is told of changes to the sources, as (material, kind, what differs)."""

    def after(tier, *changes, first=()):
        for each in first:
            change_files(kit, each)
        one = held(kit)
        for each in (NEXT, *changes):
            change_files(kit, each)
        groups = seen(one, held(kit), tier=tier).groups
        return [(group.material, group.kind, group.changes) for group in groups]

    return after


def ids(edition):
    return {document.id for document in edition.documents}


def titles(unit):
    return [teaser.title for teaser in unit.teasers]


def test_each_tier_has_its_own_and_that_of_every_wider_one(kit):
    edition = held(kit)
    has = {tier: ids(seen(edition, tier=tier)) for tier in TIERS}

    assert has["member"] - has["public"] == {
        "p2-self-assessment", "p2-member", "p1-artifact", "p1-member",
    }  # fmt: skip
    assert has["network"] - has["member"] == {"p1-case-study", "p1-network", "book"}
    assert has["public"] < has["member"] < has["network"]
    assert {"p1-self-assessment", "p1", "p1-overview", "p2", "index", "template"} <= has["public"]
    for tier in TIERS:
        view = seen(edition, tier=tier)
        assert {name.packet for name in view.manuscripts} == has[tier]
        assert {each.packet for each in view.rows} == has[tier]


def test_names_are_those_of_materials_that_a_tier_may_have(kit):
    edition = held(kit)
    names = {tier: set(seen(edition, tier=tier).names) for tier in TIERS}

    assert names["member"] - names["public"] == {"p2-sa", "p1-letter"}
    assert names["network"] - names["member"] == {"p1-north"}
    assert {"harbor", "glossary", "p1", "p2", "p1-sa"} <= names["public"]


def test_of_the_others_there_are_teasers_with_what_any_visitor_may_know(kit):
    one, two, *_ = seen(held(kit)).units

    assert titles(one) == ["One aim in every plan", "Letter to families"]
    case = one.teasers[0]
    assert (case.kind_name, case.circle) == ("Case study", Circle("Network", "For schools in it."))
    assert len(two.teasers) == 1
    assert titles(seen(held(kit), tier="member").units[0]) == ["One aim in every plan"]
    assert titles(seen(held(kit), tier="network").units[0]) == []


def test_a_tier_that_an_edition_does_not_know_sees_what_everybody_sees(kit):
    edition = held(kit)
    other = Audience(Library("harbor", (edition,), {}), "partners", WORDS).newest

    assert ids(other) == ids(seen(edition))
    assert other.names == seen(edition).names


def test_an_edition_withdrawn_is_not_the_newest(kit):
    one = held(kit)
    change_files(kit, NEXT)

    assert seen(one, held(kit)).id == SECOND
    assert seen(one, held(kit, withdrawn=True)).id == FIRST


def test_an_edition_is_compared_with_the_one_before_it(kit):
    one = held(kit)
    change_files(kit, NEXT)
    both = Audience(Library("harbor", (one, held(kit)), {}), "public", WORDS).editions

    assert [(each.before, each.groups) for each in both] == [("", None), (FIRST, ())]


def test_packets_of_a_whole_principle_stand_by_their_reach(kit):
    one, two, *_ = seen(held(kit), tier="network").units

    assert [(each.id, each.circle) for each in one.whole] == [
        ("p1", ""), ("p1-member", "Members"), ("p1-network", "Network"),
    ]  # fmt: skip
    assert [each.id for each in two.whole] == ["p2", "p2-member"]
    assert one.documents[0].id == "p1-overview"
    assert [each.id for each in seen(held(kit)).units[0].whole] == ["p1"]


def test_what_belongs_to_the_toolkit_stands_last_where_there_is_any(kit):
    own = ["artifacts/others.yaml", "artifacts/tide-table.yaml", "case-studies/coast.yaml"]
    own.append("self-assessments/snapshot.yaml")

    last = seen(held(kit)).units[-1]
    assert (last.id, last.name, len(last.documents), last.teasers) == ("", "The Harbor Toolkit", 4, ())
    for file in own:
        change_files(kit, to(file, "member"))
    last = seen(held(kit)).units[-1]
    assert (last.id, last.documents, len(last.teasers)) == ("", (), 4)
    for file in own:
        change_files(kit, f"@ {file}\n- status: approved\n+ status: retired\n")
    assert [unit.id for unit in seen(held(kit)).units] == ["p1", "p2"]


def test_packets_about_the_toolkit_stand_in_the_order_of_their_reach(kit):
    index, book_, word = seen(held(kit), tier="network").others

    assert [index.id, book_.id, word.id] == ["index", "book", "template"]
    assert (word.title, word.lead) == (word.kind_name, WORDS.site_file_about_template)
    assert book_.title == "The Harbor Toolkit"
    assert book_.lead == index.lead == "One line that says what is in it"


STORY = "-   case_study: Case study\n+   case_study: Story\n"


@pytest.mark.parametrize(
    ("words", "count", "shown"),
    [
        ("", 1, "Case study"),
        ("", 2, "Two case studies"),
        ("", 9, "Nine case studies"),
        ("", 12, "12 case studies"),
        (STORY, 1, "Story"),
        (STORY, 2, "Story (2)"),
        (f"{STORY}+   plurals:\n+     case_study: stories\n", 3, "Three stories"),
        (f"{STORY}+   plurals:\n+     artifact: things\n", 3, "Story (3)"),
        ("-   artifact: Artifact\n+   artifact: Thing\n", 2, "Two case studies"),
    ],
)
def test_several_of_a_kind_are_counted_in_the_words_of_the_toolkit(kit, words, count, shown):
    if words:
        change_files(kit, f"@ toolkit.yaml\n{words}")
    (study,) = [each for each in seen(held(kit), tier="network").documents if each.id == "p1-case-study"]

    assert several([study] * count, WORDS) == shown


def test_a_packet_may_be_a_single_file(kit):
    several, one = held(kit), held(kit, variants=("screen",))

    for tier in TIERS:
        assert ids(seen(one, tier=tier)) == ids(seen(several, tier=tier))


def test_files_of_a_packet_stand_in_the_order_that_people_want_them(kit):
    shuffled = ("press", "other", "large-print", "word", "copier", "screen")
    (document,) = [
        each for each in seen(held(kit, variants=shuffled)).documents if each.id == "p1-self-assessment"
    ]

    assert [each.variant for each in document.rows] == [
        "screen", "word", "copier", "large-print", "press", "other",
    ]  # fmt: skip


def test_a_document_says_what_it_is_and_goes_with(kit):
    view = seen(held(kit, fields=("p1-companion-guide",)), tier="network")
    guide, case, letter, rated = (
        next(each for each in view.documents if each.id == f"p1-{name}")
        for name in ("companion-guide", "case-study", "artifact", "self-assessment")
    )

    assert [each.goes_with for each in (guide, case, letter)] == [("p1-sa",), ("p1-letter",), ("p1-north",)]
    assert (guide.fillable, case.fillable) == (True, False)
    assert (guide.minutes, rated.minutes, letter.minutes) == ((45,), (60,), ())
    assert (rated.readers, rated.topics) == (("superintendent", "central-office"), ("planning",))
    assert (guide.kind_name, guide.purpose[:9]) == ("Companion guide", "It helps ")
    assert (guide.circle, letter.circle, case.circle) == ("", "Members", "Network")


def test_kinds_have_the_names_of_the_toolkit_or_of_the_site(kit):
    change_files(kit, "@ toolkit.yaml\n-   case_study: Case study\n+   case_study: Story\n")
    view = seen(held(kit), tier="network")

    names = {each.kind: each.kind_name for each in view.documents}
    assert (names["case-study"], names["principle"]) == ("Story", WORDS["site_kind_principle"])
    assert view.about.kinds["case-study"] == "Story"


def test_tiers_are_those_of_the_newest_edition(kit):
    assert [each.title for each in tiers(Library("harbor", (held(kit),), {}))] == [
        "Public", "Members", "Network",
    ]  # fmt: skip


# --- changes -------------------------------------------------------------------------------------

PUT_FIRST = "- strategic_priority: What the school system put first.\n"
OTHER_WORDS = f"@ {CASE}\n{PUT_FIRST}+ strategic_priority: What it put last.\n"


@pytest.mark.parametrize(("tier", "found"), [("public", 0), ("member", 0), ("network", 1)])
def test_changes_are_told_to_those_who_may_have_the_material(told, tier, found):
    assert len(told(tier, OTHER_WORDS)) == found


@pytest.mark.parametrize("tier", ["public", "member"])
@pytest.mark.parametrize(
    ("then", "now"),
    [("network", "public"), ("public", "network"), ("network", "network"), ("public", "public")],
)
def test_changes_are_told_to_those_who_may_have_the_material_then_and_now(told, tier, then, now):
    first = [to(CASE, then, "network")] if then != "network" else []
    changes = [OTHER_WORDS, *([to(CASE, now, then)] if now != then else [])]

    kinds = {
        ("network", "public"): ["opened"],
        ("public", "network"): ["closed"],
        ("network", "network"): [],
        ("public", "public"): ["changed"],
    }
    groups = told(tier, *changes, first=first)
    assert [kind for material, kind, _ in groups if material == "p1-north"] == kinds[then, now]
    assert not any(differences for _, kind, differences in groups if kind in ("opened", "closed"))


def test_what_is_new_or_gone_is_told_as_a_whole(told):
    gone = f"@ {PLAN}\n- status: approved\n+ status: retired\n"
    new = f"@ {WEEK}\n- status: draft\n+ status: approved\n"

    assert [each for each in told("public", gone, new) if each[0].startswith("p2")] == [
        ("p2-plan", "removed", ()),
        ("p2-week", "added", ()),
    ]


def test_a_group_has_the_title_and_note_of_what_is_new_or_gone(kit):
    one = held(kit)
    change_files(kit, NEXT)
    change_files(kit, f"@ {PLAN}\n- status: approved\n+ status: retired\n")
    note = (
        "+ notes:\n+   - about:\n+       - p2-plan\n+     weight: major\n+     text: It is part of another.\n"
    )
    change_files(kit, f"@ editions/{SECOND}.yaml\n{note}")

    (group,) = [each for each in seen(one, held(kit)).groups if each.material == "p2-plan"]

    (title,) = [thing.title for thing in one.state.things if thing.address == "p2_plan"]
    assert (group.title, group.kind, group.note) == (title, "removed", "It is part of another.")


def test_what_is_new_inside_a_material_is_a_change_of_it(told):
    more = f"@ {RATED}\n-   - id: surprise\n+   - id: more\n+     text: What else?\n+   - id: surprise\n"

    ((material, kind, (difference,)),) = told("public", more)

    assert (material, kind, difference.kind, difference.title) == ("p1-sa", "changed", "added", "What else?")
    assert (difference.address, difference.marked, difference.before, difference.after) == (
        "p1_sa__more", (), "", "",
    )  # fmt: skip


def test_what_is_gone_inside_a_material_has_no_address(told):
    asked = "-   - id: one-thing\n-     text: What will you do differently tomorrow?\n"
    gone = f"@ {GUIDE}\n- exit_ticket:\n{asked}"

    ((_, kind, (difference,)),) = told("public", gone)

    assert (kind, difference.kind, difference.address) == ("changed", "removed", "")


def test_of_the_toolkit_only_its_words_and_scales_are_told(told):
    changes = (
        "@ toolkit.yaml\n- subtitle: One line that says what is in it\n+ subtitle: Another line\n",
        "@ toolkit.yaml\n-         label: Not yet\n+         label: Not at all\n",
        "@ toolkit.yaml\n-     name: Agreement\n+     name: Consent\n",
        "@ toolkit.yaml\n-     note: For members of your organisation.\n+     note: For friends.\n",
        '@ brand.yaml\n-   ink: "#1d252c"\n+   ink: "#000000"\n',
        "@ references.yaml\n-     title: Title of the report\n+     title: Its title\n",
    )
    found = {material: differences for material, _, differences in told("public", *changes)}

    assert {each.title for each in found["harbor"]} == {"The Harbor Toolkit", "Not at all", "Consent"}


def test_words_are_marked_and_values_stand_side_by_side(told):
    changes = (
        f"@ {RATED}\n- not_for: It is not for judging persons.\n+ not_for: It is *not* for judging towns.\n",
        f"@ {RATED}\n- minutes: 60\n+ minutes: 90\n",
    )

    ((_, _, (first, second)),) = told("public", *changes)
    marked, valued = sorted((first, second), key=lambda each: each.kind, reverse=True)

    assert (marked.kind, marked.before, marked.after) == ("reworded", "", "")
    assert "".join(text for kind, text in marked.marked if kind != "new") == "It is not for judging persons."
    assert "".join(text for kind, text in marked.marked if kind != "gone") == "It is not for judging towns."
    assert (valued.kind, valued.marked, valued.before, valued.after) == ("revalued", (), "60", "90")


def test_marks_of_texts_of_several_paragraphs_are_left_out(told):
    why = "-   A paragraph on why it matters. Cite what others say [@example-report].\n"
    other = f"@ {AIM}/principle.yaml\n{why}+   A paragraph on *why*.\n+ \n+   Another [@example-report].\n"

    ((material, _, differences),) = told("public", other)

    (difference,) = [each for each in differences if each.kind == "reworded"]
    assert material == "p1"
    assert not [words for kind, words in difference.marked if kind != "gone" and set(words) & set("*[@]")]


def test_a_scale_that_another_takes_the_place_of_is_told_with_both(told):
    turned = "@ toolkit.yaml\n-     direction: up\n+     direction: down\n"

    found = {material: differences for material, _, differences in told("public", turned)}

    (difference,) = found["p1-sa"]
    assert (difference.kind, difference.before, difference.after) == ("rescaled", "up", "down")


ACCOMPANIES = f"@ {GUIDE}\n-   - p1-sa\n"


@pytest.mark.parametrize(
    ("tier", "after"),
    [
        ("public", "Name of the self-assessment"),
        ("member", "Name of the self-assessment; Letter to families"),
        ("network", "Name of the self-assessment; One aim in every plan; Letter to families"),
    ],
)
def test_ids_of_materials_are_told_as_titles_of_what_a_tier_may_have(told, tier, after):
    more = f"{ACCOMPANIES}+   - p1-sa\n+   - p1-north\n+   - p1-letter\n"

    ((_, _, (difference,)),) = told(tier, more)

    assert (difference.before, difference.after) == ("Name of the self-assessment", after)


@pytest.mark.parametrize(("tier", "before"), [("public", ""), ("member", "Letter to families")])
def test_not_even_the_id_is_told_of_what_is_gone_and_was_for_others(told, tier, before):
    first = f"{ACCOMPANIES}+   - p1-letter\n"
    gone = (
        f"delete {LETTER}\n@ {CASE}\n- artifacts:\n-   - p1-letter\n@ {GUIDE}\n-   - p1-letter\n+   - p1-sa\n"
    )

    changes = {material: differences for material, _, differences in told(tier, gone, first=[first])}

    (difference,) = changes["p1-guide"]
    assert (difference.before, difference.after) == (before, "Name of the self-assessment")


def test_not_even_the_title_is_told_of_what_is_for_others_now(told):
    first = [to(LETTER, "public", "member"), f"{ACCOMPANIES}+   - p1-letter\n"]
    changes = (to(LETTER, "member"), f"@ {GUIDE}\n-   - p1-letter\n+   - p1-sa\n")

    (difference,) = dict(each[::2] for each in told("public", *changes, first=first))["p1-guide"]

    assert (difference.before, difference.after) == ("", "Name of the self-assessment")


def test_a_title_with_signs_that_mean_nothing_is_told_as_it_stands(told):
    changes = f"@ {RATED}\n- title: Name of the self-assessment\n+ title: 'Name ![of'\n"

    ((_, _, (difference,)),) = told("public", changes)

    assert "".join(text for kind, text in difference.marked if kind != "gone").strip() == "Name ![of"
