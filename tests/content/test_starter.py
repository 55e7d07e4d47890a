"""New things to start from: what they take over, and what they leave as it is."""

import shutil

import pytest

from tests.sealed import seal
from toolkit_builder.content.comparing.state import state
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.content.project_files import FOLDER_OF
from toolkit_builder.content.starter import new_edition, new_material, new_principle
from toolkit_builder.project import Project


@pytest.fixture
def project(starter, tmp_path):
    """A project with a copy of the starter as its toolkit."""
    shutil.copytree(starter, tmp_path / "sources" / "mine")
    return Project(tmp_path, "mine")


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_list_is_added_to_in_the_line_ends_of_its_file(project, mark):
    file = project.sources / "toolkit.yaml"
    before = (mark + file.read_text("utf-8")).replace("\n", "\r\n").encode()
    file.write_bytes(before)

    new_principle(project, "open-doors")

    line = b"  - first-principle\r\n"
    assert file.read_bytes() == before.replace(line, line + b"  - open-doors\r\n")


def test_a_new_self_assessment_has_the_levels_of_its_toolkit(project):
    for name in ("toolkit.yaml", "principles/first-principle/self-assessments/main.yaml"):
        file = project.sources / name
        text = file.read_text("utf-8").replace("practice", "steps").replace("emerging", "some")
        file.write_text(text, "utf-8")

    path = new_material(project, "self-assessment", "other", "first-principle")

    written = path.read_text("utf-8")
    assert "scale: steps\n" in written
    levels = ("not-yet", "some", "established")
    lines = "".join(f"          {level}: What it looks like.\n" for level in levels)
    assert f"        descriptors:\n{lines}        # What one sees" in written


def test_the_number_of_an_edition_stands_in_quotes(project):
    seal(project.sources)
    path = new_edition(project, "2026.10")

    assert 'id: "2026.10"\n' in path.read_text("utf-8")
    assert load_toolkit(project.sources, "mine").editions[-1].id == "2026.10"


@pytest.mark.parametrize(
    ("kind", "default", "line"),
    [
        ("companion-guide", "authors", "authors:\n  - Name of your organization\n"),
        ("artifact", "creator", "  creator: Name of your organization\n"),
        ("case-study", "checked_by", "  by: Name of your organization\n"),
    ],
)
def test_a_new_material_says_only_what_the_toolkit_does_not_say_for_all(project, kind, default, line):
    first = new_material(project, kind, "one", "first-principle").read_text("utf-8")
    assert f"\n{line}" not in first

    top = project.sources / "toolkit.yaml"
    text = top.read_text("utf-8")
    said = {
        "authors": "  authors:\n    - Name of your organization\n",
        "creator": "  creator: Name of your organization\n",
        "checked_by": "  checked_by: Name of your organization\n",
    }[default]
    assert said in text
    top.write_text(text.replace(said, ""), "utf-8")
    for path in project.sources.glob("principles/*/*/*.yaml"):  # the others say it themselves
        if path.name != "one.yaml":
            path.write_text(_uncommented(path.read_text("utf-8")), "utf-8")
    (project.sources / "principles/first-principle" / FOLDER_OF[kind] / "one.yaml").unlink()

    second = new_material(project, kind, "two", "first-principle").read_text("utf-8")
    assert f"\n{line}" in second
    assert load_toolkit(project.sources, "mine")


def _uncommented(text):
    for line in ("authors:", "  - Name of your organization", "creator: Name of", "by: Name of"):
        text = text.replace(f"# {line}", line)
    return text


def test_what_is_left_to_defaults_is_printed_as_if_it_stood_there(project):
    said = state(load_toolkit(project.sources, "mine"))
    top = project.sources / "toolkit.yaml"
    text = top.read_text("utf-8")
    start = text.index("# What materials say where")
    top.write_text(text[:start] + text[text.index("# Readers, forms and units") :], "utf-8")
    for path in project.sources.glob("principles/*/*/*.yaml"):
        words = _uncommented(path.read_text("utf-8"))
        path.write_text(words.replace("# sample_notice: Placeholder", "sample_notice: Placeholder"), "utf-8")

    own = state(load_toolkit(project.sources, "mine"))
    assert [thing for thing in own.things if thing.kind != "toolkit"] == [
        thing for thing in said.things if thing.kind != "toolkit"
    ]
