"""One table of variants, one of packet kinds: a new one is a row, what lies in layouts/, and its tests."""

import ast
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.projects import FIXTURE, NAME, ROOT, surroundings, write_own_words
from tests.test_architecture import MODULES, tree
from toolkit_builder.content.packet_kinds import CHOSEN, NAMED, OF_MATERIALS, PACKET_KINDS
from toolkit_builder.content.variants import OFFERED, VARIANTS, with_companions

TABLES = ("content.variants", "content.packet_kinds")
# Words that mean something else where they stand.
OTHERS = {
    "content.model.base": {"template", "overview"},  # forms of an artifact
    "content.rules.brand": {"press"},  # a part of brand.yaml
    "content.schema": {"word"},  # what a field holds
    "layout.sandbox": {"index"},  # what words and lists can be asked
    "layout.vocabulary": {"principle", "index"},  # classes of the vocabulary, here and in the next four
    "layout.changed_blocks": {"principle"},
    "layout.update_packet": {"principle"},
    "output.word.blocks": {"principle"},
    "output.word.tree": {"principle", "index"},
    "layout.fill": {"principle"},  # what layouts call a value
    "site.edition_pages": {"principle"},  # what a search is narrowed by
    "site.site_pages": {"principle"},
}


def spelled(name: str) -> set[str]:
    """Names of variants and packet kinds among the constants of a module, docstrings apart."""
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree(name))
        if isinstance(node, holders) and node.body and isinstance(node.body[0], ast.Expr)
    }
    constants = {
        node.value
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
    }
    return constants & {*VARIANTS, *PACKET_KINDS}


@pytest.mark.parametrize("name", [name for name in MODULES if name not in TABLES], ids=lambda name: name)
def test_no_other_module_spells_out_a_variant_or_a_packet_kind(name):
    assert spelled(name) == OTHERS.get(name, set())


def test_every_variant_and_kind_has_what_lies_in_layouts():
    layouts = ROOT / "layouts"

    assert [name for name in PACKET_KINDS if not (layouts / name / "packet.html").is_file()] == []
    sheets = {sheet for variant in VARIANTS.values() for sheet in variant.sheets}
    assert [name for name in sheets if not (layouts / "styles" / f"{name}.css").is_file()] == []


def test_what_people_name_is_in_the_order_that_they_know():
    assert OFFERED == ("screen", "copier", "large-print", "press", "word")
    assert (*OF_MATERIALS, "principle", "overview", "index") == CHOSEN
    assert OF_MATERIALS == ("self-assessment", "case-study", "companion-guide", "artifact")
    assert NAMED == ("book",)


def test_the_template_goes_with_word():
    assert with_companions(("word", "copier")) == ("word", "copier", "template")
    assert with_companions(("screen",)) == ("screen",)
    assert PACKET_KINDS["template"].variants == ("template",)


def test_names_of_files_tell_variants_of_one_format_apart():
    endings = [(variant.suffix, variant.format) for variant in VARIANTS.values()]

    assert len({*endings}) == len(endings)


# --- a made-up variant and a made-up kind ----------------------------------------------------------

KIOSK = 'Variant("kiosk", _PDF, frozenset({"form", "small"}), ("common", "kiosk"), "kiosk", fillable=True),'
POSTER = 'PacketKind("poster", Holds.PRINCIPLE, lists=("title",)),'
STRINGS = """
variant_kiosk: PDF for the kiosk
site_file_kiosk: PDF for the kiosk
site_file_about_kiosk: To look at in the hall.
site_short_kiosk: Kiosk
site_kind_poster: Poster
serve_tree_poster: Poster
"""


def add_row(table: Path, row: str) -> None:
    """Write a row at the end of a table."""
    text = table.read_text("utf-8")
    end = "    )\n}  # fmt: skip\n"
    assert text.count(end) == 1
    table.write_text(text.replace(end, f"        {row}\n{end}"), "utf-8")


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """A copy of the program with one row more in each table; nothing else of the package is touched."""
    folder = tmp_path_factory.mktemp("program")
    shutil.copytree(
        ROOT / "toolkit_builder", folder / "toolkit_builder", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copytree(ROOT / "layouts", folder / "layouts")
    add_row(folder / "toolkit_builder" / "content" / "variants.py", KIOSK)
    add_row(folder / "toolkit_builder" / "content" / "packet_kinds.py", POSTER)
    layouts = folder / "layouts"
    shutil.copytree(layouts / "overview", layouts / "poster")
    shutil.copy(layouts / "styles" / "screen.css", layouts / "styles" / "kiosk.css")
    with (layouts / "strings" / "en.yaml").open("a", encoding="utf-8") as strings:
        strings.write(STRINGS)
    return folder


@pytest.fixture
def project(tmp_path):
    """The fixture toolkit, whose toolkit.yaml names the made-up two and nothing else."""
    shutil.copytree(FIXTURE, tmp_path / "sources")
    write_own_words(tmp_path / "sources" / NAME)
    file = tmp_path / "sources" / NAME / "toolkit.yaml"
    before, _, after = file.read_text("utf-8").partition("packets:")
    rest = [line for line in after.split("\n")[1:] if not line.startswith(("  - ", "variants:"))]
    lines = "\n".join(rest)
    file.write_text(f"{before}packets:\n  - poster\nvariants:\n  - kiosk\n{lines}", "utf-8")
    return tmp_path


def toolkit(program: Path, project: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """`toolkit ...` of the copy."""
    return subprocess.run(
        [sys.executable, "-m", "toolkit_builder", *arguments],
        cwd=project, env=surroundings(PYTHONPATH=str(program)), capture_output=True, text=True, timeout=300,
    )  # fmt: skip


@pytest.mark.slow
def test_a_made_up_variant_and_kind_are_made_named_listed_and_proved(program, project):
    built = toolkit(program, project, "build", "--json")
    proved = toolkit(program, project, "proof")

    assert (built.returncode, proved.returncode) == (0, 0), built.stderr + proved.stderr
    folder = project / "output" / NAME / "2026.1"
    rows = json.loads((folder / "manifest.json").read_bytes())["files"]
    assert [(row["path"], row["packet"], row["kind"], row["variant"], row["format"]) for row in rows] == [
        ("harbor-p1-poster-kiosk-2026.1.pdf", "p1-poster", "poster", "kiosk", "pdf"),
        ("harbor-p2-poster-kiosk-2026.1.pdf", "p2-poster", "poster", "kiosk", "pdf"),
    ]
    assert {path.name for path in folder.glob("*poster*")} == {row["path"] for row in rows}
    assert "proved      2 files" in proved.stdout


@pytest.mark.slow
def test_a_made_up_variant_and_kind_are_sealed_and_shown_on_the_site(program, project):
    published = toolkit(program, project, "publish", "2026.1", "--without-page-numbers")
    again = toolkit(program, project, "build", "p1-poster", "--variant", "word")
    site = toolkit(program, project, "site")

    results = (published, again, site)
    assert [each.returncode for each in results] == [0, 0, 0], [each.stderr for each in results]
    assert (project / "output" / NAME / "2026.1" / "harbor-p1-poster-2026.1.docx").is_file()
    pages = project / "output" / NAME / "site" / "public" / "latest" / "packets"
    text = (pages / "p1-poster.html").read_text("utf-8")
    assert "harbor-p1-poster-kiosk-2026.1.pdf" in text
    assert "PDF for the kiosk" in text


@pytest.mark.slow
def test_a_made_up_variant_and_kind_are_offered_where_a_name_is_wrong(program, project):
    file = project / "sources" / NAME / "toolkit.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("- poster", "- postr").replace("- kiosk", "- kiosc"), "utf-8")

    checked = toolkit(program, project, "check")
    asked = toolkit(program, project, "build", "--variant", "kiosc")

    assert (checked.returncode, asked.returncode) == (3, 2)
    assert 'did you mean "poster"?' in checked.stderr
    assert 'did you mean "kiosk"?' in checked.stderr
    assert "did you mean kiosk?" in asked.stderr
