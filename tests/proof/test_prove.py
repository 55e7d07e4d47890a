"""`toolkit proof` on built files: what it says, keeps and refuses."""

import hashlib
import json
import shutil
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from tests.projects import command, make_project, run
from toolkit_builder.errors import OutputError, UnknownName
from toolkit_builder.machine.pool import Pool
from toolkit_builder.output.run import Run
from toolkit_builder.project import Project, Request
from toolkit_builder.publish.prove import Proof, prove_edition, warm_up

PACKET = "p1-artifact"


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Project:
    """A project with one packet built in two variants."""
    project = make_project(tmp_path_factory.mktemp("proving"))
    run(project, Request(packets=(PACKET,)))
    return project


@pytest.fixture
def project(built, tmp_path) -> Project:
    """A copy to alter."""
    shutil.copytree(built.root, tmp_path / "project")
    return Project(tmp_path / "project", built.toolkit)


def prove(project: Project, request: Request | None = None) -> tuple[Proof, list[str]]:
    told: list[str] = []
    with Pool(warm_up, size=1) as pool:
        run = Run(project, pool, lambda done, total, name: told.append(name))
        return prove_edition(request or Request(), run), told


def folder(project: Project) -> Path:
    return project.output / "2026.1"


def without_title(project: Project) -> str:
    """A PDF that lost its title, and a manifest that names it so; its name."""
    name = f"harbor-{PACKET}-2026.1.pdf"
    path = folder(project) / name
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        del pdf.Root.ViewerPreferences
        pdf.save(path)
    manifest = json.loads((folder(project) / "manifest.json").read_bytes())
    (row,) = (row for row in manifest["files"] if row["path"] == name)
    row["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    (folder(project) / "manifest.json").write_text(json.dumps(manifest))
    return name


def results(project: Project) -> dict[str, str]:
    """Code of a rule, or name of a document -> what the conformance page says of it."""
    page = etree.HTML((folder(project) / "harbor-accessibility-2026.1.html").read_bytes())
    return {
        row.findtext("th", ""): row.findall("td")[-1].text or ""
        for row in page.iter("tr")
        if row.find("td") is not None
    }


@pytest.mark.slow
def test_good_files_are_proved_once(project):
    first, told = prove(project)
    again, told_again = prove(project)

    assert first.good
    assert first.unproved == ()
    assert sorted(told) == [f"harbor-{PACKET}-2026.1.docx", f"harbor-{PACKET}-2026.1.pdf"]
    assert (again.good, again.again, told_again) == (True, 0, [])


@pytest.mark.slow
def test_the_record_names_every_file_and_tool(project):
    prove(project)

    record = json.loads((folder(project) / "proof.json").read_bytes())

    assert [row["path"] for row in record["files"]] == [
        f"harbor-{PACKET}-2026.1.docx",
        f"harbor-{PACKET}-2026.1.pdf",
    ]
    assert all(row["findings"] == [] for row in record["files"])
    assert all(record["proved_with"].values())
    assert {"page-validation", "openxml-audit", "ooxml-integrity"} <= set(record["proved_with"])


@pytest.mark.slow
def test_a_fault_is_found_named_and_kept(project):
    name = without_title(project)

    found, _ = prove(project)
    again, _ = prove(project)

    assert not found.good
    assert {(each.path, one.code) for each in found.files for one in each.findings} >= {(name, "O602")}
    assert [each.findings for each in again.files] == [each.findings for each in found.files]
    assert again.again == 0


@pytest.mark.slow
def test_exit_codes_and_words(project):
    good = command("proof", "-q", cwd=project.root)
    without_title(project)
    bad = command("proof", "-q", cwd=project.root)
    told = json.loads(command("proof", "-q", "--json", cwd=project.root).stdout)

    assert (good.returncode, good.stderr) == (0, "")
    assert "findings    0" in good.stdout
    assert (bad.returncode, bad.stderr) == (5, "")
    assert f"\nharbor-{PACKET}-2026.1.pdf\n  O6" in bad.stdout
    assert told["good"] is False


@pytest.mark.slow
def test_only_what_is_asked_for_is_proved_and_the_rest_is_named(project):
    found, told = prove(project, Request(variants=("word",)))

    assert told == [f"harbor-{PACKET}-2026.1.docx"]
    assert found.unproved == (f"harbor-{PACKET}-2026.1.pdf",)


@pytest.mark.slow
def test_the_page_claims_nothing_that_was_not_checked(project):
    prove(project, Request(variants=("word",)))
    page = etree.HTML((folder(project) / "harbor-accessibility-2026.1.html").read_bytes())
    said = " ".join("".join(map(str, page.itertext())).split())
    rows = results(project)

    assert "1 of 2 files were checked" in said
    assert "PDF for screens: not checked" in said
    assert rows["O601"] == rows["O650"] == "not checked"
    assert rows["O700"] == "no finding in 1"


@pytest.mark.slow
def test_the_page_claims_nothing_of_a_file_that_cannot_be_read(project):
    name = f"harbor-{PACKET}-2026.1.docx"
    path = folder(project) / name
    path.write_bytes(path.read_bytes()[:5000])
    manifest = json.loads((folder(project) / "manifest.json").read_bytes())
    (row,) = (row for row in manifest["files"] if row["path"] == name)
    row["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    (folder(project) / "manifest.json").write_text(json.dumps(manifest))

    prove(project)
    rows = results(project)

    assert rows["O700"] == "files with findings: 1"
    assert rows["O701"] == rows["O802"] == "not checked"
    assert rows["O801"] == "no finding in 1"


@pytest.mark.slow
def test_the_page_tells_of_findings(project):
    without_title(project)
    prove(project)
    page = (folder(project) / "harbor-accessibility-2026.1.html").read_text(encoding="utf-8")

    assert "files with findings: 1" in page
    assert "no rule was broken" not in page


@pytest.mark.slow
def test_the_page_is_accessible_itself(project):
    import page as validator

    prove(project)
    data = (folder(project) / "harbor-accessibility-2026.1.pdf").read_bytes()

    assert validator.validate_pdf_bytes(data, profile="ua1").is_compliant


def test_a_file_that_was_changed_is_refused(project):
    path = folder(project) / f"harbor-{PACKET}-2026.1.pdf"
    path.write_bytes(path.read_bytes() + b"\n")

    with pytest.raises(OutputError) as refused:
        prove(project)

    assert [(p.code, p.place.path) for p in refused.value.problems] == [("O542", path.name)]


def test_a_file_that_is_gone_is_refused(project):
    (folder(project) / f"harbor-{PACKET}-2026.1.docx").unlink()

    with pytest.raises(OutputError) as refused:
        prove(project)

    assert [p.code for p in refused.value.problems] == ["O542"]


@pytest.mark.slow
def test_without_a_build_there_is_nothing_to_prove(tmp_path):
    done = command("proof", cwd=make_project(tmp_path).root)

    assert done.returncode == 5
    assert "O541" in done.stderr
    assert "toolkit build" in done.stderr


def test_a_variant_that_was_not_built_is_not_called_good(project):
    with pytest.raises(OutputError) as refused:
        prove(project, Request(variants=("press",)))

    assert [p.code for p in refused.value.problems] == ["O541"]


@pytest.mark.slow
def test_what_the_manifest_says_is_proved_again_when_it_changes(project):
    prove(project)
    manifest = json.loads((folder(project) / "manifest.json").read_bytes())
    for row in manifest["files"]:
        row["title"] = "Another"
    (folder(project) / "manifest.json").write_text(json.dumps(manifest))

    again, _ = prove(project)

    assert again.again == 2
    assert {one.code for each in again.files for one in each.findings} == {"O602", "O751"}


def test_a_packet_that_was_not_built_is_not_known(project):
    with pytest.raises(UnknownName):
        prove(project, Request(packets=("p2",)))
