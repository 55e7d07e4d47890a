"""No public byte holds a word of a text that is for others: all of those are salted, and all is searched.

Two editions are sealed. Between them one material goes from everybody to members and one comes from them; one
is for members in both, one for the network. Only the title of a material is known to everybody.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import change_files
from tests.projects import make_project, write_own_words
from tests.site.pages import pages
from tests.site.shelf import seal
from tests.site.unpacked import told
from toolkit_builder.content.edit import YamlFile
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.content.model import Material
from toolkit_builder.content.walk import walk
from toolkit_builder.content.words import Text
from toolkit_builder.project import Project
from toolkit_builder.site.make import make_sites

pytestmark = pytest.mark.slow

FIRST, SECOND = "2026.1", "2026.2"
# Of what is for others; of their titles; of what everybody had once, and has now.
SECRET, TITLE, ONCE, NOW = "qzxsecret", "qzxtitle", "qzxonce", "qzxnow"
RATED = "principles/calm-days/self-assessments/main.yaml"
LETTER = "principles/shared-aim/artifacts/family-letter.yaml"
GONE = f"letter to families in all our towns {ONCE}"
PLAN = "principles/calm-days/artifacts/day-plan.yaml"
TIDE = "artifacts/tide-table.yaml"
LEFT_OUT = ("self-assessments/snapshot.yaml", "case-studies/coast.yaml", "artifacts/others.yaml")
CITED = "[@closed-report]"
SMALL = """\
@ toolkit.yaml
- scales:
+   - id: network
+     name: Network
+     note: For schools in the network.
+ scales:
"""
NEXT = f"""\
@ editions/{SECOND}.yaml
+ id: "{SECOND}"
+ label: Second edition, 2026
+ date: 2026-06-01
+ notes:
+   - about:
+       - p2-sa
+       - tide
+     weight: major
+     text: Of two that are for others, {SECRET}.
+   - about:
+       - p1-letter
+     weight: minor
+     text: Of one that is for others now, {SECRET}.
"""
SOURCE = f"""\
@ references.yaml
+   - id: closed-report
+     author: An author
+     title: A report that members cite, {SECRET}
+     date: "2026"
"""


def to(file: str, tier: str, before: str = "public") -> str:
    return f"@ {file}\n- access: {before}\n+ access: {tier}\n"


def salt(sources: Path, name: str, word: str) -> None:
    """Put a word to every text of a material; its title has one of its own."""
    toolkit = load_toolkit(sources, "harbor")
    source = next(each for each in toolkit.sources if each.name == name)
    assert isinstance(source.node, Material)
    file = YamlFile.of(name, (sources / name).read_bytes())
    for path, value, _ in walk(source.node):
        if isinstance(value, Text) and path in source.marks and f" {word}" not in value.written:
            end = "." if value.written.endswith(".") else ""
            if path == ("title",) and word == SECRET:
                if ONCE in value.written:
                    continue  # a public text names it, by a title that everybody knows
                more = TITLE
            else:
                more = word
            file = file.with_value(path, f"{value.written.removesuffix(end)} {more}{end}")
    (sources / name).write_bytes(file.data)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project with its sealed editions and its sites."""
    project = make_project(tmp_path_factory.mktemp("canary"))
    write_own_words(project.sources)
    for name in LEFT_OUT:
        (project.sources / name).unlink()
    for change in (SMALL, SOURCE, to(PLAN, "member"), to(TIDE, "network")):
        change_files(project.sources, change)
    open_plan = (project.sources / PLAN).read_bytes()
    for name in (RATED, PLAN, TIDE):
        salt(project.sources, name, SECRET)
    rated = (project.sources / RATED).read_text("utf-8")
    rated = rated.replace(f" {SECRET}.\nnot_for", f" {SECRET} {CITED}.\nnot_for")
    (project.sources / RATED).write_text(rated, "utf-8")
    salt(project.sources, LETTER, ONCE)
    seal(project, FIRST)
    change_files(project.sources, NEXT)
    (project.sources / PLAN).write_bytes(open_plan.replace(b"access: member", b"access: public"))
    salt(project.sources, PLAN, NOW)
    change_files(project.sources, to(LETTER, "member"))
    salt(project.sources, LETTER, SECRET)
    seal(project, SECOND)
    make_sites(project, (), lambda *_: None)
    return project


def everything(project: Project) -> Iterator[tuple[str, bytes]]:
    """Name and words, in small letters, of every public file: of the site, and beside the packets."""
    tree = project.output / "site" / "public"
    files = [path for path in sorted(tree.rglob("*")) if path.is_file()]
    for edition in (FIRST, SECOND):
        folder = project.output / edition
        rows = json.loads((folder / "manifest.json").read_text("utf-8"))["files"]
        mine = {row["packet"] for row in rows if row["access"] == "public"}
        files += [folder / row["path"] for row in rows if row["access"] == "public"]
        files += [path for path in folder.glob("*/*.json") if path.name.split(".")[0] in mine]
    for path in files:
        name = path.relative_to(project.output).as_posix()
        yield name, b"\n".join(told(path, path.read_bytes())).lower()


@pytest.fixture(scope="module")
def said(made: Project) -> dict[str, bytes]:
    return dict(everything(made))


def holding(said: dict[str, bytes], word: str) -> set[str]:
    return {name for name, words in said.items() if word.encode() in words}


def test_every_kind_of_public_file_is_looked_into(said: dict[str, bytes]):
    kinds = {Path(name).suffix for name in said}

    assert {
        ".html",
        ".pdf",
        ".docx",
        ".zip",
        ".xml",
        ".json",
        ".webp",
        ".png",
        ".pf_fragment",
        ".pf_index",
    } <= kinds
    assert {Path(name).suffix for name in holding(said, NOW)} >= {
        ".html",
        ".pdf",
        ".docx",
        ".zip",
        ".pf_fragment",
    }


def test_members_find_every_salted_text(made: Project):
    tree = made.output / "site" / "member"
    kinds = {
        path.suffix
        for path in sorted(tree.rglob("*"))
        if path.is_file() and SECRET.encode() in b"\n".join(told(path, path.read_bytes())).lower()
    }

    assert {".html", ".pdf", ".docx", ".zip", ".pf_fragment"} <= kinds


def test_no_public_byte_holds_a_word_of_what_is_for_others(said: dict[str, bytes]):
    assert holding(said, SECRET) == set()


def test_their_titles_stand_in_pages_alone(said: dict[str, bytes]):
    found = holding(said, TITLE)

    assert found
    assert {Path(name).suffix for name in found} == {".html"}


def test_what_everybody_had_stays_in_the_edition_that_gave_it_and_nowhere_else(said: dict[str, bytes]):
    found = holding(said, ONCE)

    assert found
    later = {name for name in found if not name.startswith((f"site/public/editions/{FIRST}/", f"{FIRST}/"))}
    # There it is named by the title that it had.
    assert [name for name in later if said[name].count(ONCE.encode()) > said[name].count(GONE.encode())] == []


def test_it_is_told_what_came_and_what_went(made: Project):
    public, member = (
        pages(made.output / "site" / tier)["latest/changes.html"] for tier in ("public", "member")
    )
    feed = (made.output / "site/public/feed.xml").read_text("utf-8")

    assert "New for everyone" in public.words()
    assert "This is now for: Members." in public.words()
    assert "For members of your organisation in all our towns." in public.words()
    assert "Nothing" not in public.words()
    assert "New for everyone" in feed
    assert "This is now for: Members." in feed
    assert "Who may have it" in member.words()
    assert "This is now for" not in member.words()


def test_the_page_of_what_went_says_whom_it_is_for(made: Project):
    page = pages(made.output / "site/public")["latest/packets/p1-artifact.html"]

    assert "This is now for: Members." in page.words()
