"""What `--json` prints, held against docs/json.md: each field is described, each described one is there."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tests.projects import NAME, ROOT, command, make_project, write_own_words
from toolkit_builder.cli import toolkit
from toolkit_builder.cli.words import build as say_build
from toolkit_builder.cli.words import editions as say_editions
from toolkit_builder.cli.words import proof as say_proof
from toolkit_builder.cli.words import site as say_site
from toolkit_builder.cli.words import text as say
from toolkit_builder.errors import Place, Problem
from toolkit_builder.proof import Finding
from toolkit_builder.proof.record import Proved
from toolkit_builder.publish.built import Built
from toolkit_builder.publish.manifest import Row
from toolkit_builder.publish.prove import Proof
from toolkit_builder.publish.publish import Published
from toolkit_builder.publish.restore import Regenerated, Remade
from toolkit_builder.site.load import LeftOut
from toolkit_builder.site.make import MadeSites

PAGE = (ROOT / "docs" / "json.md").read_text("utf-8")
TYPES: dict[str, type | tuple[type, ...]] = {
    "text": str, "number": (int, float), "true or false": bool, "list": list, "list of text": list,
    "list of pairs": list, "object of numbers": dict, "number or null": (int, float, type(None)),
}  # fmt: skip
CALM, AIM = (
    Path("sources", NAME, "principles", name, "self-assessments", "main.yaml")
    for name in ("calm-days", "shared-aim")
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: field -> type, fields that need not be there, exit codes, and examples."""

    types: dict[str, str]
    sometimes: frozenset[str]
    codes: frozenset[int]
    examples: tuple[object, ...]


def sections() -> Iterator[tuple[str, Section]]:
    for part in PAGE.split("\n## ")[1:]:
        title, _, text = part.partition("\n")
        rows = re.findall(r"(?m)^\| `([^`]+)` \| ([^|]+) \| [^|]+ \|$", text)
        types = {name: kind.removesuffix(", sometimes") for name, kind in rows}
        sometimes = frozenset(name for name, kind in rows if kind.endswith(", sometimes"))
        said = re.search(r"(?m)^Exit codes: (.+)$", text)
        codes = frozenset(map(int, re.findall(r"\b\d\b", said[1]))) if said else frozenset({0})
        examples = tuple(map(json.loads, re.findall(r"(?ms)^```json\n(.+?)^```", text)))
        yield title.strip("`"), Section(types, sometimes, codes, examples)


SECTIONS = dict(sections())
OF_COMMANDS = {title: section for title, section in SECTIONS.items() if section.types and title != "Problems"}


def fields(value: object, types: dict[str, str], at: str = "") -> Iterator[tuple[str, object]]:
    """Every field of a JSON value by its path; objects whose keys are no fields are not looked into."""
    if isinstance(value, list):
        for item in value:
            if isinstance(item, dict):
                yield from fields(item, types, f"{at}[]")
    elif isinstance(value, dict) and not types.get(at, "").startswith("object of"):
        for key, inner in value.items():
            path = f"{at}.{key}" if at else key
            yield path, inner
            yield from fields(inner, types, path)


def check_against(section: Section, values: list[object], is_whole: bool = True) -> None:
    """Hold what was printed against the page; `is_whole` tells whether nothing may be left out."""
    found: set[str] = set()
    for value in values:
        for path, inner in fields(value, section.types):
            assert path in section.types, f"{path} is not described"
            kind = TYPES[section.types[path]]
            assert isinstance(inner, kind), path
            assert kind is bool or not isinstance(inner, bool), path
            found.add(path)
    if is_whole:
        assert not section.types.keys() - found
    else:
        assert not section.types.keys() - found - section.sometimes


# --- the page -----------------------------------------------------------------------------------------


def test_every_command_with_json_is_described_and_no_other():
    with_json = {
        name
        for name, each in toolkit.commands.items()
        if any("--json" in param.opts for param in each.params if isinstance(param, click.Option))
    }

    assert {title.split()[1] for title in OF_COMMANDS} - {"--version"} == with_json


def test_every_description_says_how_the_command_ends():
    for title, section in OF_COMMANDS.items():
        assert title == "toolkit --version" or f"\n## `{title}`\n\nExit codes: 0" in PAGE
        assert section.codes <= {0, 1, 2, 3, 4, 5, 6}
        assert set(section.types.values()) <= set(TYPES), title


@pytest.mark.parametrize("title", [*OF_COMMANDS, "Problems"])
def test_every_example_of_the_page_is_as_the_page_says(title):
    section = SECTIONS[title]

    assert section.examples
    check_against(section, list(section.examples), is_whole=False)


# --- what is quick, in a project as `init` makes one -------------------------------------------------


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("json")
    make_project(folder)
    return folder


QUICK = {
    "toolkit --version": ("--version",),
    "toolkit check --due": ("check --due --on 2032-01-01", "check --due --on 2026-02-01"),
    "toolkit check --style": ("check --style",),
    "toolkit check --ours": ("check --ours",),
    "toolkit doctor": ("doctor",),
    "toolkit explain": ("explain C104", "explain O615", "explain L110"),
    "toolkit where": ("where tide", "where no such words"),
}


@pytest.mark.parametrize("title", QUICK)
def test_what_is_printed_is_what_the_page_says(project, monkeypatch, title):
    monkeypatch.chdir(project)
    done = [CliRunner().invoke(toolkit, [*line.split(), "--json"]) for line in QUICK[title]]

    assert {each.exit_code for each in done} <= SECTIONS[title].codes
    check_against(SECTIONS[title], [json.loads(each.stdout) for each in done])


def test_what_a_check_warns_of_is_described(project, monkeypatch):
    warned = {"problems": [], "files_read": 1, "warnings": say.listed([_problem()]), "ours": 0}
    monkeypatch.chdir(project)

    done = CliRunner().invoke(toolkit, ["check", "--json"])

    assert done.exit_code == 0
    check_against(SECTIONS["toolkit check"], [json.loads(done.stdout), warned])


@pytest.mark.parametrize(
    ("line", "exit_code"),
    [
        ("check --toolkit spoilt", 3), ("build --toolkit spoilt", 3), ("changes --toolkit spoilt", 2),
        ("check --nope", 2), ("explain C999", 2), ("publish", 2), ("regenerate 2020.1", 6), ("site", 6),
        ("proof", 5),
    ],
)  # fmt: skip
def test_problems_are_printed_as_the_page_says(project, monkeypatch, line, exit_code):
    spoilt = project / "sources" / "spoilt"
    if not spoilt.exists():
        make_project(project / "other")
        (project / "other" / "sources" / NAME).rename(spoilt)
        file = spoilt / "toolkit.yaml"
        file.write_text(file.read_text("utf-8").replace("language: ", "langauge: "), "utf-8")
    monkeypatch.chdir(project)
    arguments = line.split() if "--toolkit" in line else [*line.split(), *_named(line)]

    done = CliRunner().invoke(toolkit, [*arguments, "--json"])

    assert done.exit_code == exit_code, done.output
    value = json.loads(done.stdout)
    assert value["problems"]
    check_against(SECTIONS["Problems"], [value])
    assert exit_code in SECTIONS[f"toolkit {line.split()[0]}"].codes


def _named(line: str) -> list[str]:
    return [] if line.startswith("explain") else ["--toolkit", NAME]


def _problem() -> Problem:
    return Problem(Place("a.yaml", 1, 1), "C412", "a logo has too few pixels", "give a larger one")


# --- what makes files, in a project that is sealed and goes on ---------------------------------------


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Title of a section -> what its commands print, from the first build to the next edition."""
    folder = tmp_path_factory.mktemp("sealed")
    make_project(folder)
    sources = folder / "sources" / NAME
    write_own_words(sources)
    _only_artifacts(sources / "toolkit.yaml")
    values: dict[str, list[object]] = {}

    def run(line: str, *more: str) -> None:
        done = command(*line.split(), *more, "--json", cwd=folder)
        title = f"toolkit {line.split()[0]}"
        assert done.returncode in SECTIONS[title].codes, done.stderr
        assert done.returncode in (0, 6), done.stdout
        value = json.loads(done.stdout)
        values.setdefault(title, []).extend(value if "--all" in more else [value])

    run("build")
    run("build", "--all")
    run("proof")
    run("publish 2026.1", "--dry-run")
    run("publish 2026.1", "--without-page-numbers")
    run("publish 2026.1")
    run("verify")
    run("regenerate 2026.1")
    run("site")
    assert command("new", "edition", cwd=folder).returncode == 0
    _go_on(folder)
    next((folder / "output" / NAME / "2026.1").glob("*.pdf")).unlink()
    run("verify")
    run("changes")
    run("build", "--marks-since", "2026.1")
    return values


def _only_artifacts(file: Path) -> None:
    before, _, after = file.read_text("utf-8").partition("packets:")
    rest = [line for line in after.split("\n")[1:] if not line.startswith(("  - ", "variants:"))]
    packets = "packets:\n  - artifact\nvariants:\n  - screen\n"
    file.write_text(before + packets + "\n".join(rest), "utf-8")


def _go_on(folder: Path) -> None:
    """Reword a title, put indicators in place of one and before one, note something about what stays."""
    tide = folder / "sources" / NAME / "artifacts" / "tide-table.yaml"
    tide.write_text(tide.read_text("utf-8").replace("title: Tide table", "title: Table of tides"), "utf-8")
    _before_the_first(folder / CALM, "quiet-day\n        came_from: [quiet-hour]", is_instead=True)
    _before_the_first(folder / AIM, "aim-of-all", is_instead=False)
    edition = folder / "sources" / NAME / "editions" / "2026.2.yaml"
    note = "notes:\n  - about:\n      - p1-letter\n    weight: minor\n    text: The letter is as it was.\n"
    edition.write_text(edition.read_text("utf-8") + note, "utf-8")


def _before_the_first(file: Path, name: str, is_instead: bool) -> None:
    """Write a new indicator before the first of a self-assessment, or in its place."""
    head, mark, rest = file.read_text("utf-8").partition("      - id: ")
    old, reflection, tail = rest.partition("reflection:\n")
    new = re.sub("statement: .*", f"statement: All know of {name[:9]} and say so.", old.partition("\n")[2])
    kept = "" if is_instead else mark + old
    file.write_text(f"{head}{mark}{name}\n{new}{kept}{reflection}{tail}", "utf-8")


def _rare() -> dict[str, object]:
    """Results that this machine and project cannot give, as the commands would print them."""
    built = Built(
        "a", "2026.1", "/a", (), (), 0, (), (), (("a.yaml", "draft"),), 0, 0, (), True, warnings=(_problem(),)
    )
    proved = Proved("a.pdf", "0", (Finding("O615", "figure 1", "has no alternative text"),))
    proof = Proof("a", "2026.1", "/a", (proved,), 1, (), ())
    row = Row("a.pdf", "a", "artifact", "", (), "screen", "pdf", "en-US", "public", "A", 1, 1, "0", "0")
    renderers, remade = (("weasyprint", "70.0", ""),), (Remade(row, "different", "page 1"),)
    again = Regenerated("a", "2026.1", "/a", remade, renderers)
    published = Published("a", "2026.1", "A", "/a", 1, 1, 1, 1, 1, "", False, False, (_problem(),))
    sites = MadeSites("a", ("2026.1",), (), {"2026.1": 2}, (LeftOut("2026.1", ("a.pdf: page 1",)),))
    return {
        "toolkit build": json.loads(say.as_json(say_build.built_json(built, 1.0))),
        "toolkit proof": json.loads(say.as_json(say_proof.proof_json(proof, 1.0))),
        "toolkit publish": json.loads(say_editions.published_json(published, 1.0)),
        "toolkit regenerate": json.loads(say_editions.regenerated_json(again, 1.0)),
        "toolkit site": json.loads(say_site.sites_json(sites, 1.0)),
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    "title", [title for title in OF_COMMANDS if title not in QUICK and title != "toolkit check"]
)
def test_what_is_printed_of_files_is_what_the_page_says(printed, title):
    check_against(SECTIONS[title], [*printed[title], *filter(None, [_rare().get(title)])])


@pytest.mark.parametrize(
    ("value", "is_held"),
    [
        ({"version": "1"}, True),
        ({"version": 1}, False),
        ({"version": None}, False),
        ({"version": "1", "commit": "a"}, False),
        ({}, False),
    ],
    ids=str,
)
def test_the_page_is_not_held_by_anything(value, is_held):
    if is_held:
        check_against(SECTIONS["toolkit --version"], [value])
    else:
        with pytest.raises((AssertionError, KeyError)):
            check_against(SECTIONS["toolkit --version"], [value])
