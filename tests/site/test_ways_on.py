"""What pages offer whoever reads them: titles, contents that follow, a citation to take along, ways on."""

import json
import re
from typing import Any

import pytest

from tests.site.pages import pages
from tests.site.shelf import SECOND, TIERS, Shelf
from toolkit_builder.site.page import SitePage

READ = "latest/read/p1-guide.html"
PHONE = ["index.html", "latest/principles/p1.html", "latest/packets/p1-self-assessment.html", READ]


# --- titles and words ----------------------------------------------------------------------------


@pytest.mark.parametrize("tier", TIERS)
def test_every_title_is_its_own(made: Shelf, tier: str):
    titles: dict[str, list[str]] = {}
    for path, page in pages(made.tree(tier)).items():
        if path != "404.html":
            permanent = path.replace("latest/", f"editions/{SECOND}/")
            titles.setdefault(str(page.root.findtext(".//title")), []).append(permanent)

    assert {title: paths for title, paths in titles.items() if len({*paths}) > 1} == {}


@pytest.mark.parametrize(
    ("title", "told", "shown"),
    [
        ("One aim", (), "One aim – Harbor"),
        ("Harbor", (), "Harbor"),
        ("One aim", ("Self-assessment", "2026.1"), "One aim – Self-assessment – 2026.1 – Harbor"),
        ("An aim that takes more letters than most", ("Companion guide", "First edition"),
         "An aim that takes more letters than most – Companion guide – First edition"),
    ],
)  # fmt: skip
def test_a_title_has_the_site_where_there_is_room(title: str, told: tuple[str, ...], shown: str):
    page = SitePage(path="x.html", layout="x", title=title, description="", values={}, told=told)

    assert page.full_title("Harbor") == shown


def test_several_of_a_kind_are_counted_in_words(made: Shelf):
    page = pages(made.tree("public"))["latest/principles/p1.html"]

    heads = [" ".join(each.text_content().split()) for each in page.find("//h2 | //h3")]
    assert {"Self-assessment", "Case study"} & {*heads}
    assert not [head for head in heads if re.search(r"\(\d+\)", head)]


def test_words_of_cells_stand_apart_where_the_search_finds_them(made: Shelf):
    folder = made.tree("public") / "pagefind" / "fragment"
    words = "\n".join(_fragment(path.read_bytes())["content"] for path in folder.iterdir())

    assert "Facilitator Leads the session" in words
    assert not re.search(r"[a-z][.?!][A-Z][a-z]", words)


def _fragment(data: bytes) -> dict[str, Any]:
    import gzip

    told: dict[str, Any] = json.loads(gzip.decompress(data).removeprefix(b"pagefind_dcd"))
    return told


# --- in a browser --------------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.slow
def test_the_contents_show_where_one_reads(tab: Any):
    page = tab().open(READ)
    links = page.eval_on_selector_all("#contents a[href^='#']", "all => all.map(each => each.hash)")
    shown = []
    for link in links:
        page.evaluate("hash => document.getElementById(hash.slice(1)).scrollIntoView()", link)
        page.wait_for_timeout(100)
        shown += page.eval_on_selector_all("#contents [aria-current]", "all => all.map(each => each.hash)")

    assert len(links) > 3
    assert shown[0] == links[0]
    assert len({*shown}) >= len(links) - 2  # the last ones may stand on one screen
    assert shown == sorted(shown, key=links.index)


@pytest.mark.browser
@pytest.mark.slow
def test_a_citation_can_be_taken_along(tab: Any):
    seen = tab(permissions=["clipboard-read", "clipboard-write"])
    page = seen.open("latest/packets/p1-self-assessment.html")

    page.click("button.copy")

    page.wait_for_selector("[role=status] >> text=Copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.inner_text("#cited")


@pytest.mark.browser
@pytest.mark.slow
def test_without_scripts_there_is_no_button_that_does_nothing(tab: Any):
    page = tab(java_script_enabled=False).open("latest/packets/p1-self-assessment.html")

    assert not page.is_visible("button.copy")
    assert page.is_visible("#cited")


@pytest.mark.browser
@pytest.mark.slow
def test_whoever_finds_nothing_is_led_on(tab: Any):
    page = tab().open("search.html?q=team")
    page.wait_for_selector("#found li")
    page.select_option("#by-kind", "Companion guide")
    page.fill("input[type=search]", "tide")
    page.wait_for_selector("#told >> text=/^Nothing found/")

    page.click("#told button")

    page.wait_for_selector("#told >> text=/^\\d+ results? for/")
    assert page.input_value("#by-kind") == ""


def test_pages_to_read_lead_to_each_other(made: Shelf):
    found = pages(made.tree("public"))
    for path, page in found.items():
        for link in page.find("//a[@class='to-after']"):
            after = page.target(link.get("href"))[0]
            (back,) = found[after].find("//a[@class='to-before']")
            assert found[after].target(back.get("href"))[0] == path
    assert any(page.find("//a[@class='to-after']") for page in found.values())


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("path", PHONE)
def test_the_first_screen_of_a_phone_has_the_title_and_a_button(tab: Any, path: str):
    seen = tab(320)
    seen.page.set_viewport_size({"width": 320, "height": 640})
    page = seen.open(path)

    top = "each => each.getBoundingClientRect().top"
    assert page.eval_on_selector("h1", top) < 300
    assert page.eval_on_selector(".door", "each => each.getBoundingClientRect().bottom") <= 640


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 1280])
def test_tables_stay_tables(tab: Any, width: int):
    page = tab(width).open("latest/read/p1-sa.html")
    session = page.context.new_cdp_session(page)
    tree = session.send("Accessibility.getFullAXTree")["nodes"]
    roles = [each["role"]["value"] for each in tree if not each["ignored"]]

    assert page.locator("main table").count() == roles.count("table") > 0
    assert {"row", "cell", "columnheader"} <= {*roles}
