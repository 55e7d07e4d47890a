"""The public tree holds nothing of members' materials but title and how to join."""

import gzip
import re

import pytest

from tests.site.pages import pages
from tests.site.shelf import CANARY, FIRST, SECOND, Shelf
from tests.site.unpacked import told
from toolkit_builder.publish.sealed_editions import sealed_editions


@pytest.fixture(scope="module")
def said(made: Shelf) -> dict[str, bytes]:
    """Name of each public file -> all that it says, in small letters."""
    tree = made.tree("public")
    return {
        path.relative_to(tree).as_posix(): b"\n".join(told(path, path.read_bytes())).lower()
        for path in sorted(tree.rglob("*"))
        if path.is_file()
    }


@pytest.mark.slow
def test_the_canary_is_found_where_it_may_be(made: Shelf):
    """A test that looks for words must be able to find them: in pages, index, PDF and Word of members."""
    tree = made.tree("member")

    found = {
        path.suffix
        for path in sorted(tree.rglob("*"))
        if path.is_file() and CANARY.encode() in b"\n".join(told(path, path.read_bytes())).lower()
    }

    assert {".html", ".pdf", ".docx", ".zip", ".pf_fragment", ".pf_index"} <= found


@pytest.mark.slow
def test_no_public_byte_holds_a_word_of_a_members_material(said: dict[str, bytes]):
    assert [name for name, words in said.items() if CANARY.encode() in words] == []


def test_no_public_byte_names_a_members_file_or_its_sum(made: Shelf, said: dict[str, bytes]):
    guarded = [
        row
        for each in sealed_editions(made.project.sources, "")
        for row in each.seal.files
        if row.access != "public"
    ]
    secrets = {secret for row in guarded for secret in (row.path, row.sha256, f"{row.packet}.html", row.key)}
    secrets |= {f"{row.packet}-{edition}" for row in guarded for edition in (FIRST, SECOND)}

    leaks = [(name, secret) for name, words in said.items() for secret in secrets if secret.encode() in words]

    assert len(guarded) > 8
    assert leaks == []


def test_no_public_page_stands_for_a_members_material(made: Shelf):
    names = {path.stem for path in made.tree("public").rglob("*") if path.is_file()}

    assert not names & {"p2-sa", "p2-self-assessment", "p2-member", "p1-key", "p1-artifact-key", "p1-member"}


def test_everybody_is_told_what_members_have_and_how_to_join(made: Shelf):
    page = pages(made.tree("public"))["latest/principles/p1.html"]

    teaser = page.find("//section[@class='teasers']")[0]

    words = " ".join(teaser.text_content().split())
    assert "Key to the harbor gate" in words
    assert "A card for the gate." not in words
    assert "For members of your organisation in all our towns." in words
    assert not teaser.xpath(".//h3/a")


def test_the_search_does_not_find_what_everybody_is_only_told_of(made: Shelf):
    found = {
        path.name: gzip.decompress(path.read_bytes())
        for path in (made.tree("public") / "pagefind" / "fragment").iterdir()
    }

    assert found
    assert [name for name, data in found.items() if b"harbor gate" in data] == []


def test_members_have_all_that_everybody_has(made: Shelf):
    def names(tier: str) -> set[str]:
        tree = made.tree(tier)
        found = {path.relative_to(tree).as_posix() for path in tree.rglob("*") if path.is_file()}
        return {name for name in found if not re.match(r"pagefind/|fonts/|sitemap", name)}

    assert names("public") < names("member")
    assert names("member") == names("network")


def test_members_read_what_is_theirs(made: Shelf):
    page = pages(made.tree("member"))["latest/read/p2-sa.html"]

    assert CANARY in page.words()
    assert "Members" in page.words(".//header")


def test_changes_of_members_materials_are_told_to_members_alone(made: Shelf):
    members, public = (pages(made.tree(tier))["latest/changes.html"].words() for tier in ("member", "public"))

    assert f"{CANARY}new" in members
    assert "Key to the harbor gate" in members
    assert "Key to the harbor gate" not in public
    assert "The gate has a card now." not in public
