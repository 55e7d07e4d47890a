"""Pages in Chromium: WCAG by axe-core, keyboard, zoom, search, and nothing from elsewhere."""

import json
import posixpath
from pathlib import Path
from typing import Any

import pytest

from tests.site.shelf import FIRST, SECOND, Shelf

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
# One page of each kind.
KINDS = {
    "home": "index.html",
    "principle": "latest/principles/p1.html",
    "whole packet": "latest/packets/p1.html",
    "document": "latest/packets/p1-self-assessment.html",
    "template": "latest/packets/template.html",
    "self-assessment": "latest/read/p1-sa.html",
    "snapshot": "latest/read/snap.html",
    "case study": "latest/read/p1-north.html",
    "companion guide": "latest/read/p1-guide.html",
    "artifact": "latest/read/p1-letter.html",
    "cards": "latest/read/others.html",
    "edition": "latest/index.html",
    "editions": "editions/index.html",
    "changes": "latest/changes.html",
    "earlier edition": f"editions/{FIRST}/packets/p1.html",
    "gone": "latest/packets/p2-artifact-week.html",
    "accessibility": "latest/accessibility.html",
    "how to use it": "use.html",
    "search": "search.html",
    "missing": "404.html",
}
EVERY = pytest.mark.parametrize("path", KINDS.values(), ids=list(KINDS))


# Words that a box cuts off, in elements that are meant to be seen.
CUT = """() => [...document.querySelectorAll('main *, header *')].filter(each =>
    !each.children.length && each.textContent.trim() && !each.closest('.unseen, .skip, svg, thead, option') &&
    getComputedStyle(each).overflow === 'hidden' && each.scrollHeight > each.clientHeight + 2
).map(each => each.outerHTML)"""


def faults(page: Any) -> list[str]:
    """What axe-core finds."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options=WCAG).response["violations"]
    return [f"{each['id']}: {node['html'][:200]}" for each in found for node in each["nodes"]]


@EVERY
@pytest.mark.parametrize("width", [320, 1280])
def test_a_page_keeps_wcag_and_its_width(tab, path: str, width: int):
    page = tab(width).open(path)

    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@EVERY
def test_a_page_keeps_wcag_in_the_dark(tab, path: str):
    assert faults(tab(color_scheme="dark").open(path)) == []


@pytest.mark.parametrize("path", ["latest/principles/p2.html", "latest/read/p2-sa.html"])
def test_members_pages_keep_wcag_too(tab, path: str):
    assert faults(tab(320, "member").open(path)) == []


@EVERY
def test_a_page_in_forced_colours_can_be_read(tab, path: str):
    page = tab(forced_colors="active").open(path)

    assert faults(page) == []
    shown = page.evaluate("getComputedStyle(document.querySelector('h1')).color")
    assert shown == page.evaluate("getComputedStyle(document.body).color")


@EVERY
def test_twice_as_large_letters_fit(tab, path: str):
    page = tab(640).open(path)

    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    assert page.evaluate(CUT) == []


def test_a_document_can_be_downloaded_with_the_keyboard_alone(tab, made: Shelf):
    page = tab().open("index.html")

    follow(page, "One shared aim", "a")
    page.wait_for_url("**/latest/principles/p1.html")
    follow(page, "Name of the self-assessment in all our towns", "main a")
    page.wait_for_url("**/latest/packets/p1-self-assessment.html")
    with page.expect_download() as got:
        follow(page, "PDF for screens", "main a")

    name = f"harbor-p1-self-assessment-{SECOND}.pdf"
    assert got.value.suggested_filename == name
    assert (
        Path(got.value.path()).read_bytes()
        == (made.tree("public") / f"editions/{SECOND}/files/{name}").read_bytes()
    )


def follow(page: Any, words: str, where: str) -> None:
    """Tab until a link of these words has the focus, which must be visible, and press Enter."""
    for _ in range(80):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.textContent.trim()")
        if focused == words and page.evaluate(f"document.activeElement.matches({json.dumps(where)})"):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"no link {words!r} was reached")


@pytest.mark.parametrize("path", [path for path in KINDS.values() if path != "404.html"])  # too short to skip
def test_the_first_tab_skips_to_the_content(tab, path: str):
    page = tab().open(path)

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "content"


# --- search --------------------------------------------------------------------------------------


def search(page: Any, words: str) -> str:
    page.fill("#q", words)
    page.press("#q", "Enter")
    page.wait_for_url("**/search.html?*")
    page.wait_for_selector("#told >> text=/for “/")
    return str(page.inner_text("#told"))


def test_search_finds_a_word_of_a_text(tab):
    page = tab().open("latest/packets/p1.html")

    assert search(page, "our aim alike").endswith("for “our aim alike”.")

    page.wait_for_selector("#found > li:first-child a")  # each finding is loaded by itself, after the count
    links = page.eval_on_selector_all("#found > li:first-child a", "all => all.map(each => each.href)")
    assert links[0].endswith("/public/latest/read/p1-sa.html")
    page.goto(links[-1])
    assert page.evaluate("document.querySelector(':target') !== null")


def test_search_finds_a_title(tab):
    page = tab().open("index.html")

    search(page, "Letter to families")

    assert "Letter to families" in page.inner_text("#found h3 >> nth=0")
    assert page.inner_text("#found .eyebrow >> nth=0").startswith("Artifact")


def test_search_says_so_when_it_finds_nothing(tab):
    page = tab().open("index.html")

    assert search(page, "xylophonist").startswith("Nothing found for “xylophonist”. Try fewer or other words")
    assert page.locator("#found li").count() == 0
    assert faults(page) == []


def test_search_is_narrowed_down_by_kind(tab):
    page = tab().open("search.html?q=team")
    page.wait_for_selector("#found li")
    before = page.locator("#found > li").count()

    page.select_option("#by-kind", "Companion guide")
    page.wait_for_selector("#told >> text=/^1 result/")

    kinds = page.eval_on_selector_all("#found .eyebrow", "all => all.map(each => each.textContent)")
    assert 0 < len(kinds) < before
    assert all(kind.startswith("Companion guide") for kind in kinds)


def test_search_results_keep_wcag(tab):
    page = tab(320).open("search.html?q=team")
    page.wait_for_selector("#found li")

    assert faults(page) == []


def test_members_find_what_is_theirs_and_others_do_not(tab):
    found = search(tab(tier="member").open("index.html"), "harbor gate")

    assert not found.startswith("Nothing")
    page = tab().open("index.html")
    search(page, '"harbor gate"')
    assert "gate" not in page.inner_text("#found").lower()


# --- elsewhere -----------------------------------------------------------------------------------


@EVERY
def test_a_page_works_from_a_disk(tab, made: Shelf, path: str):
    tree = made.tree("public").as_uri() + "/"
    page = tab(site=tree).open(path)

    fonts = page.evaluate(
        "document.fonts.ready.then(() => [...document.fonts].filter(each => each.status === 'error').length)"
    )

    assert fonts == 0
    if path != "404.html":
        assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Public Sans"')


def test_search_from_a_disk_looks_through_titles(tab, made: Shelf):
    page = tab(site=made.tree("public").as_uri() + "/").open("index.html")

    page.fill("#q", "families")
    page.press("#q", "Enter")
    page.wait_for_url("**/search.html?q=families")

    assert "for “families”." in page.inner_text("#told")
    shown = page.eval_on_selector_all(
        "#everything li[data-kind]:not([hidden])", "all => all.map(each => each.textContent)"
    )
    assert shown
    assert all("families" in each.lower() for each in shown)


def test_without_scripts_everything_stands_in_one_list(tab, made: Shelf):
    page = tab(java_script_enabled=False).open("index.html")

    page.fill("#q", "families")
    page.press("#q", "Enter")
    page.wait_for_url("**/search.html?q=families")

    assert page.is_visible("text=Searching needs scripts")
    assert not page.is_visible("#search")
    links = page.locator("#everything a").evaluate_all("all => all.length")
    assert links >= 15
    page.click("#everything a >> text=Letter to families >> nth=0")
    page.wait_for_url("**/latest/read/p1-letter.html")


def test_the_address_of_an_indicator_shows_it(tab):
    page = tab().open("latest/read/p1-sa.html#p1_sa__shared_aim")

    top = page.evaluate("document.querySelector(':target').getBoundingClientRect().top")

    assert 0 <= top < 300


def test_a_page_prints_without_its_frame(tab):
    seen = tab()
    page = seen.open("latest/read/p1-guide.html")

    page.emulate_media(media="print")

    for hidden in (".top", ".side", ".banner", ".skip"):
        assert not page.is_visible(hidden)
    assert page.is_visible("h1")
    pdf = page.pdf()
    assert pdf.startswith(b"%PDF-")


def test_a_page_that_is_not_there_leads_home(tab, made: Shelf):
    page = tab().open("404.html")

    links = page.locator("a").evaluate_all("all => all.map(each => each.getAttribute('href'))")

    assert links == [
        posixpath.join("/harbor/", name) for name in ("index.html", "search.html", "editions/index.html")
    ]
