"""The Containerfile installs what setup.sh and the doctor ask for, and copies what they read."""

import re

import pytest

from tests.projects import ROOT
from toolkit_builder.machine.doctor import INSTALL, OFFICE


def found(pattern: str, text: str) -> str:
    """The first group of a pattern that must be there."""
    match = re.search(pattern, text)
    assert match, pattern
    return match[1]


TEXT = (ROOT / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
PACKAGES = set(found(r"apt-get install (.*?) &&", TEXT).split()) - {"--yes", "--no-install-recommends"}


def test_the_libraries_are_those_of_setup_and_doctor():
    setup = (ROOT / "setup.sh").read_text(encoding="utf-8")
    needed = set(re.findall(r"\|\| need (lib[\w.-]+)", setup))

    assert len(needed) == 3
    assert needed <= PACKAGES
    assert all(name in INSTALL for name in needed)


def test_the_others_are_those_of_the_check_before_a_change():
    tested = set(found(r"packages=\((.*?)\)", (ROOT / ".ci" / "run").read_text()).split())
    office = found(r"ARG OFFICE=(\S+)", TEXT)

    assert {"python3", "python3-venv", "git"} <= PACKAGES
    assert office in tested
    assert office.removesuffix("-nogui") in OFFICE
    assert PACKAGES - {"ca-certificates", "git", "${OFFICE}"} <= tested | set(re.findall(r"lib\S+", INSTALL))


@pytest.mark.parametrize("name", re.findall(r"^COPY (.*) \S+$", TEXT, re.MULTILINE))
def test_all_that_is_copied_is_there(name):
    assert all((ROOT / each).exists() for each in name.split())


def test_all_that_setup_and_the_package_read_is_copied():
    copied = set(" ".join(re.findall(r"^COPY (.*) \S+$", TEXT, re.MULTILINE)).split())
    setup = (ROOT / "setup.sh").read_text(encoding="utf-8")
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")

    assert set(found(r"cksum (.*?) &&", setup).split()) <= copied
    assert set(re.findall(r'"(LICENSE[\w-]*|README\.md|CHANGELOG\.md)"', project)) <= copied
