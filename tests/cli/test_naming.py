"""Names of packets and of materials: every command that takes one takes the other."""

import json
import shutil

import pytest
from click.testing import CliRunner

from tests.conftest import change_files
from tests.projects import FIXTURE
from tests.sealed import NEXT, seal
from toolkit_builder.cli import toolkit
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.errors import Misuse, UnknownName
from toolkit_builder.layout.names import Names, printed_ids

HARBOR = load_toolkit(FIXTURE / "harbor", "harbor")


@pytest.fixture
def say(here):
    """Runs a command in this process."""
    return lambda *arguments: CliRunner().invoke(toolkit, list(arguments), catch_exceptions=False)


@pytest.mark.parametrize(
    ("name", "packet"),
    [
        ("p2-sa", "p2-self-assessment"),
        ("p1-north", "p1-case-study"),
        ("tide", "artifact-tide-table"),
        ("snap", "self-assessment"),
        # What is a packet already stays that packet.
        ("p1", "p1"),
        ("p2-member", "p2-member"),
        ("p1-overview", "p1-overview"),
        ("p2-artifact", "p2-artifact"),
        ("index", "index"),
        ("book", "book"),
        ("template", "template"),
    ],
)
def test_a_packet_is_named_by_itself_or_by_its_material(name, packet):
    assert Names.of_toolkit(HARBOR).packets_of([name]) == (packet,)


def test_two_names_of_one_packet_are_one():
    assert Names.of_toolkit(HARBOR).packets_of(["p1-sa", "p1-self-assessment"]) == ("p1-self-assessment",)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("p1-sb", "did you mean p1-sa (printed in p1-self-assessment)?"),
        ("p1-noth", "did you mean p1-north (printed in p1-case-study)?"),
        ("tyde", "did you mean tide (printed in artifact-tide-table)?"),
        ("p1-self-asessment", "did you mean p1-self-assessment?"),
        ("p2-plam", "did you mean p2-plan (printed in p2-artifact)?"),
    ],
)
def test_a_misspelt_name_gets_a_proposal_from_both_kinds(name, hint):
    with pytest.raises(UnknownName) as caught:
        Names.of_toolkit(HARBOR).packets_of([name])

    assert (caught.value.message, caught.value.hint) == (f"there is no packet or material '{name}'", hint)


@pytest.mark.parametrize("status", ["draft", "in-review", "retired"])
def test_a_material_that_no_packet_prints_is_named_with_its_status(status, tmp_path):
    sources = shutil.copytree(FIXTURE / "harbor", tmp_path / "harbor")
    week = sources / "principles/calm-days/artifacts/week-plan.yaml"
    week.write_text(week.read_text("utf-8").replace("status: draft", f"status: {status}"), "utf-8")

    with pytest.raises(Misuse) as caught:
        Names.of_toolkit(load_toolkit(sources, "harbor")).packets_of(["p2-week"])

    assert caught.value.message == f"no packet prints the material 'p2-week': its status is {status}"


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("p2-self-assessment", {"p2-sa"}),
        ("artifact-tide-table", {"tide"}),
        ("p2", {"p2", "p2-plan"}),
        ("p2-member", {"p2", "p2-plan", "p2-sa"}),
        ("p2-week", {"p2-week"}),  # a draft
        ("p3", set()),
    ],
)
def test_a_packet_names_the_materials_in_it(name, ids):
    assert printed_ids(HARBOR, name) == ids


@pytest.mark.slow
def test_build_and_proof_take_ids_of_materials(here, say):
    built = json.loads(say("build", "p2-plan", "--variant", "word", "-q", "--json").stdout)
    proved = say("proof", "p2-plan", "--variant", "word", "-q")
    other = say("proof", "p1-sa", "-q")

    assert built["made"] == ["harbor-p2-artifact-2026.1.docx"]
    assert proved.exit_code == 0
    assert "there is no built packet or material 'p1-sa'" in other.stderr


def test_build_tells_what_it_does_not_know(say):
    assert "did you mean p1-sa (printed in p1-self-assessment)?" in say("build", "p1-saa").stderr
    assert "no packet prints the material 'p2-week'" in say("build", "p2-week").stderr


def test_marked_copies_take_ids_of_materials(here, say):
    seal(here / "sources/harbor")
    change_files(here / "sources/harbor", NEXT)

    done = say("build", "--marks-since", "2026.1", "p1-saa")

    assert done.exit_code == 2
    assert "did you mean p1-sa (printed in p1-self-assessment)?" in done.stderr


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("p2-sa", [("p2_sa", "title")]),
        ("p2-self-assessment", [("p2_sa", "title")]),
        ("artifact-tide-table", [("tide", "title")]),
        ("p2", [("p2", "name"), ("p2_plan", "title")]),
        ("p2_sa", [("p2_sa", "title")]),
        ("harbor-p2-self-assessment-large-print-2026.1.pdf", [("p2_sa", "title")]),
        ("harbor-artifact-tide-table-2026.1.docx", [("tide", "title")]),
        ("p1-north/size", [("p1_north__size", "label"), ("p1_north__size", "text")]),
    ],
)
def test_where_finds_what_is_called_so(say, name, fields):
    done = say("where", name, "--json")

    assert done.exit_code == 0
    assert sorted((each["address"], each["field"]) for each in json.loads(done.stdout)) == fields


@pytest.mark.parametrize("words", ["p1-sb", "p1 sa", "no such words", "   "])
def test_where_without_a_hit_ends_as_grep_does(say, words):
    done, listed = say("where", words), say("where", words, "--json")

    assert (done.exit_code, done.stdout) == (1, "")
    assert (listed.exit_code, listed.stdout, listed.stderr) == (1, "[]\n", "")


@pytest.mark.parametrize("name", ["calm-days", "p2"])
def test_a_new_material_joins_a_principle_named_by_folder_or_id(here, say, name):
    done = say("new", "artifact", "first-try", "--principle", name)

    assert done.exit_code == 0
    assert (here / "sources/harbor/principles/calm-days/artifacts/first-try.yaml").exists()


def test_a_principle_that_there_is_not_gets_a_proposal(say):
    assert "did you mean calm-days?" in say("new", "artifact", "first-try", "--principle", "calm-day").stderr
