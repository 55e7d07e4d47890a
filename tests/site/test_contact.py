"""Whom readers can write to: where a toolkit has an address, and nobody else."""

import pytest

from tests.site.pages import pages
from tests.site.shelf import Shelf
from toolkit_builder.site.contact import reach

MAIL = "mailto:{}?subject=A%20mistake%20in%3A%20R%26D"


@pytest.mark.parametrize(
    ("words", "to"),
    [
        ("Report a mistake to toolkit@example.org.", MAIL.format("toolkit@example.org")),
        ("toolkit@example.org", MAIL.format("toolkit@example.org")),
        ("Write to a.b+toolkit@mail.example.org, or call.", MAIL.format("a.b%2Btoolkit@mail.example.org")),
        ("Tell us at https://example.org/mistakes.", "https://example.org/mistakes"),
        ("Our form (https://example.org/form?about=toolkit)", "https://example.org/form?about=toolkit"),
        ("https://example.org/form or toolkit@example.org", "https://example.org/form"),
        ("Ask the person who gave you this.", ""),
        ("Call 555 0100; we are @example elsewhere.", ""),
        ("", ""),
    ],
)
def test_an_address_is_found_in_the_words(words: str, to: str):
    assert reach(words, "A mistake in: R&D") == to


def test_every_document_can_be_asked_for_and_mended(made: Shelf):
    told = [page for path, page in pages(made.tree("public")).items() if "latest/packets/p1-self" in path]

    links = [
        link for page in told for link in page.links() if link.startswith("mailto:toolkit@harbor.ca.gov")
    ]
    assert [link.partition("?subject=")[2].split("%3A")[0] for link in links] == [
        "Another%20format%20of", "A%20mistake%20in", "The%20Harbor%20Toolkit",
    ]  # fmt: skip


def test_no_page_sends_to_whoever_gave_it(made: Shelf):
    for page in pages(made.tree("public")).values():
        assert "gave you this" not in page.words(".//body"), page.path
