"""The doctor knows all that any command needs, and fails for building alone."""

import json
import shutil
import sys
import tomllib
from dataclasses import replace

import pytest
from packaging.requirements import Requirement

from tests.projects import ROOT
from toolkit_builder.cli.words.help import doctor as told
from toolkit_builder.machine import doctor
from toolkit_builder.machine.doctor import EXTRAS, examine, fits, ready
from toolkit_builder.machine.versions import installed, packages, requirements

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def names(lines: list[str]) -> set[str]:
    return {Requirement(line).name for line in lines}


@pytest.fixture
def without(monkeypatch):
    """A function that lets a package or LibreOffice be missing."""

    def take(name: str) -> None:
        if name in ("soffice", "git"):
            real = shutil.which
            monkeypatch.setattr("shutil.which", lambda program: None if program == name else real(program))
        else:
            versions = {package: version for package, version in installed().items() if package != name}
            monkeypatch.setattr(doctor, "installed", lambda: versions)

    return take


def test_every_package_of_the_project_is_looked_at(tmp_path):
    needs = examine(tmp_path)
    building = {need.name.partition(" ")[2] for need in needs if not need.needed_for}

    assert names(PROJECT["dependencies"]) <= building
    assert set(EXTRAS) == set(PROJECT["optional-dependencies"])
    for extra, lines in PROJECT["optional-dependencies"].items():
        looked_at = {need.name.partition(" ")[2] for need in needs if need.needed_for == EXTRAS[extra]}
        assert names(lines) <= looked_at
    assert len([need for need in needs if need.name.startswith("font ")]) == 8


def test_an_installed_program_asks_for_what_its_checkout_asks_for(tmp_path, monkeypatch):
    checkout = doctor._needed()
    monkeypatch.setattr(doctor, "__file__", str(tmp_path / "a" / "b" / "doctor.py"))

    wheel = doctor._needed()

    assert {extra: sorted(line.name for line in lines) for extra, lines in wheel.items()} == {
        extra: sorted(line.name for line in lines) for extra, lines in checkout.items()
    }


def test_parts_that_a_package_has_only_on_demand_are_looked_at(tmp_path):
    needed_for = {need.name: need.needed_for for need in examine(tmp_path)}

    assert needed_for["package pagefind-bin"] == EXTRAS["site"]
    assert needed_for["package brotli"] == ""


@pytest.mark.parametrize("name", ["lxml", "fontpkg-lora"])
def test_a_package_that_building_lacks_is_an_error(tmp_path, without, name):
    without(name)

    needs = examine(tmp_path)

    assert not ready(needs)
    assert f"  NO {'font' if 'font' in name else 'package'} {name} " in told(needs)
    assert f"\nNeeded for building:\nrun: {sys.executable} -m pip install '{name}>=" in told(needs)
    assert "Building has all" not in told(needs)


OFFICE = (
    "install it with the line that fits this machine:\n"
    "Debian, Ubuntu   sudo apt-get install libreoffice-writer"
)
GIT = OFFICE.replace("libreoffice-writer", "git")


@pytest.mark.parametrize(
    ("name", "shown", "command", "run"),
    [
        ("pikepdf", "package pikepdf", "toolkit proof, toolkit publish", "'toolkit-builder[proof]'"),
        ("pagefind-bin", "package pagefind-bin", "toolkit site", "'toolkit-builder[site]'"),
        (
            "watchfiles",
            "package watchfiles",
            "toolkit serve",
            "'toolkit-builder[serve]'",
        ),
        ("soffice", "LibreOffice (soffice)", "toolkit publish", OFFICE),
        ("git", "git", "keeping sources and sealed editions", GIT),
    ],
)
def test_what_other_commands_lack_is_told_and_no_error(tmp_path, without, name, shown, command, run):
    without(name)

    needs = examine(tmp_path)

    assert ready(needs)
    assert f"  -- {shown} " in told(needs)
    line = run if name in ("soffice", "git") else f"run: {sys.executable} -m pip install {run}"
    assert f"\nNeeded for {command}:\n{line}\n" in told(needs)
    assert told(needs).endswith("\n\nBuilding has all that it needs.")


def test_the_package_that_reads_versions_may_be_missing_itself(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "packaging.requirements", None)

    needs = examine(tmp_path)

    assert not ready(needs)
    assert f"\nNeeded for building:\nrun: {sys.executable} -m pip install packaging" in told(needs)


def test_all_that_is_told_fits_80_columns(tmp_path):
    needs = [replace(need, good=False) for need in examine(tmp_path) if "writing" not in need.name]
    lines = [line for line in told(needs).split("\n") if not line.startswith("run: ")]

    assert max(map(len, lines)) <= 80


def test_programs_are_told_the_same(tmp_path, monkeypatch, capsys):
    from toolkit_builder.cli import toolkit

    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        toolkit(["doctor", "--json"], prog_name="toolkit")

    said = json.loads(capsys.readouterr().out)
    assert (ended.value.code, said["good"]) == (0, True)
    assert list(said["findings"][0]) == ["name", "good", "found", "hint", "group", "needed_for"]


@pytest.mark.parametrize(
    ("line", "version", "good"),
    [
        ("a>=2.0", "2.0", True),
        ("a>=2.0", "2.0rc1", False),
        ("a>=2.0", "2.0.dev3", False),
        ("a>=2.0", "2.0.post1", True),
        ("a>=2.0", "2.1rc1", True),
        ("a>=2.0", "2.0+local.1", True),
        ("a>=2.10", "2.9", False),
        ("a>=2.9", "2.10", True),
        ("a>=2.0", "1!1.0", True),
        ("a>=2.12,<3", "2.14.3", True),
        ("a>=2.12,<3", "3.0", False),
        ("a", "0.1", True),
        ("a", "", False),
        ("a>=2.0", "unknown", False),
    ],
)
def test_versions_are_read_as_installers_read_them(line, version, good):
    assert fits(Requirement(line), version) == good


def test_dependencies_of_dependencies_are_named_and_those_of_extras_are_not():
    named = packages()

    assert {"weasyprint", "pydyf", "markupsafe", "packaging", "filelock"} <= named.keys()
    assert not named.keys() & {"pikepdf", "watchfiles", "pagefind", "pytest"}
    assert requirements("there-is-no-such-package") == []


def test_every_extra_of_the_project_is_known_with_the_command_that_needs_it():
    assert EXTRAS.keys() == PROJECT["optional-dependencies"].keys()
