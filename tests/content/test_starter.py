"""New things to start from: what they take over, and what they leave as it is."""

import shutil

import pytest

from tests.sealed import seal
from toolkit_builder.content.load import load_toolkit
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
