"""What docs/content-guide.md shows of the two reports is what comes of its bad examples in a new toolkit."""

import re

import pytest
from click.testing import CliRunner

from tests.projects import ROOT
from toolkit_builder.cli import toolkit

GUIDE = (ROOT / "docs" / "content-guide.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"^```\n\$ toolkit (check --[^\n]*)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
BAD = re.search(r"## An indicator.*?```yaml\n- id: transitions\n(.*?)```", GUIDE, re.DOTALL)


@pytest.fixture
def say(tmp_path, monkeypatch):
    """Runs a command where a new toolkit has the guide's bad indicator, as far as its scale goes."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        return CliRunner().invoke(toolkit, list(arguments), catch_exceptions=False)

    run("init", ".", "--name", "my-toolkit", "--no-build")
    file = tmp_path / "sources/my-toolkit/principles/first-principle/self-assessments/main.yaml"
    assert BAD
    bad = {name: words for name, words in re.findall(r"([\w-]+): (\S.*)", BAD[1]) if name != "sustained"}
    text = file.read_text(encoding="utf-8")
    for name, words in bad.items():
        line = re.search(rf"(?m)^ +{name}: (\S.*)$", text)
        assert line, name
        text = text[: line.start(1)] + words + text[line.end(1) :]
    file.write_text(text, encoding="utf-8")
    return run


def test_the_guide_shows_both_reports():
    assert [line.split()[1] for line, _ in SHOWN] == ["--style", "--due"]


@pytest.mark.parametrize(("line", "shown"), SHOWN, ids=[line for line, _ in SHOWN])
def test_a_report_is_as_the_guide_shows_it(line, shown, say):
    done = say(*line.split())

    assert (done.exit_code, done.stdout) == (0, shown)
