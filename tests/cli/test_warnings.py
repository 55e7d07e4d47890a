"""Warnings stand on stderr, after the result, and change no exit code."""

import json

import pytest
from click.testing import CliRunner
from PIL import Image

from tests.projects import make_project
from toolkit_builder.cli import toolkit


@pytest.fixture
def say(tmp_path, monkeypatch):
    """Runs a command in a project whose logo is coarse."""
    brand = make_project(tmp_path).sources / "brand.yaml"
    Image.new("RGB", (60, 40)).save(brand.with_name("mark.png"))
    words = brand.read_text(encoding="utf-8").replace("logo: mark.svg", "logo: mark.png")
    brand.write_text(words, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(toolkit, list(arguments), catch_exceptions=False)


BUILD = ("build", "p2-artifact", "--variant", "word", "-q")


def test_check_warns_and_is_content(say):
    done = say("check")

    assert done.exit_code == 0
    assert ", no problems\n" in done.stdout
    assert done.stderr.startswith("sources/harbor/brand.yaml:")
    assert "C412" in done.stderr
    assert done.stderr.endswith("\n1 warning\n")


@pytest.mark.slow
def test_a_build_warns_also_when_nothing_was_to_do(say):
    first, second = say(*BUILD), say(*BUILD)

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "up to date" in second.stdout
    assert first.stderr == second.stderr
    assert first.stderr.endswith("\n1 warning\n")


@pytest.mark.slow
@pytest.mark.parametrize("command", [("check", "--json"), (*BUILD, "--json")])
def test_warnings_for_programs(say, command):
    done = say(*command)

    (warning,) = json.loads(done.stdout)["warnings"]
    assert done.exit_code == 0
    assert done.stderr == ""
    assert (warning["code"], warning["path"]) == ("C412", "sources/harbor/brand.yaml")
    assert warning["line"] > 1


def test_the_code_of_a_warning_is_explained(say):
    assert "too few pixels" in say("explain", "C412").stdout
