"""What `explain` says of every code: the fault, an example of it, and what to write or do instead."""

import json
import re
import shlex
import shutil
import subprocess

import pytest
from click.testing import CliRunner

from tests.projects import NAME, ROOT, make_project
from toolkit_builder.cli import toolkit
from toolkit_builder.cli.words.codes import CODES
from toolkit_builder.proof import RULES

# A rule says what must be; an explanation says what is not so.
IS_KEPT = re.compile("(Every|All|Each|No|Nothing|Only|There is one|There are no|The fields are) ")


def say(*arguments):
    return CliRunner().invoke(toolkit, [*arguments], catch_exceptions=False)


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_names_its_fault_and_shows_wrong_and_right(code):
    sentence, wrong, right = CODES[code]

    assert re.fullmatch(r"[A-Z\d“`<].*[.)]", sentence)
    assert wrong.strip()
    assert right.strip()
    assert wrong != right
    assert len(f"{sentence}\n{wrong}\n{right}".split("\n")) <= 14


@pytest.mark.parametrize("code", sorted(rule.code for rule in RULES))
def test_of_a_proof_the_fault_is_named_and_not_the_rule(code):
    (rule,) = (rule for rule in RULES if rule.code == code)

    assert CODES[code].sentence.endswith(f"({rule.source})")
    assert not IS_KEPT.match(CODES[code].sentence)
    assert rule.sentence.rstrip(".") not in CODES[code].sentence


@pytest.mark.parametrize(
    "code", ["C104", "L110", "O205", "O615", "O732", "O511", "O561", "P105", "P131", "S104"]
)
def test_both_are_shown_and_told_to_programs(code):
    shown, told = say("explain", code.lower()), json.loads(say("explain", code, "--json").stdout)

    assert told == {"code": code, **CODES[code]._asdict()}
    assert shown.stdout.startswith(f"{code}  {told['sentence']}\n\nwrong:\n    ")
    indented = [f"    {line}".rstrip() for line in f"{told['wrong']}\n{told['right']}".split("\n")]
    assert {line.rstrip() for line in indented} <= {line.rstrip() for line in shown.stdout.split("\n")}


def test_what_l110_says_gives_a_toolkit_its_language(tmp_path, monkeypatch):
    make_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "layouts" / "strings", tmp_path / "layouts" / "strings")
    file = tmp_path / "sources" / NAME / "toolkit.yaml"
    file.write_text(re.sub("(?m)^language: .*", "language: es", file.read_text("utf-8")), "utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    *commands, trust = CODES["L110"].right.replace("NAME", NAME).split("\n")[1:]

    before = say("check")
    for line in commands:
        subprocess.run(shlex.split(line), check=True)
    assert say(*shlex.split(trust)[1:]).exit_code == 0

    assert len(commands) == 2
    assert "L110" in before.stderr
    assert say("check").exit_code == 0, say("check").stderr
