"""The preview as editors see it, in a real browser."""

import io
import time
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import change_files
from tests.sealed import NEXT, seal
from tests.serve.conftest import ASSESSMENT, CASE, DRAFT, Serving, start, stop

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PACKET = "packet/p1-case-study"
APPROACH = "What the school system did, step by step."
LONG = "\n\n  ".join(f"Paragraph {number} of a text that is long enough to scroll." for number in range(40))


class Tab:
    """A page of the preview, and what must not happen on it."""

    def __init__(self, page: Any, serving: Serving) -> None:
        self.page, self.serving = page, serving
        self.complaints: list[str] = []
        page.on("console", lambda said: self.complaints.append(f"{said.type}: {said.text}"))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._note)

    def _note(self, request: Any) -> None:
        if not request.url.startswith((self.serving.address, "data:")):
            self.complaints.append(f"asks for {request.url}")

    def open(self, path: str) -> None:
        self.page.goto(self.serving.address + path)
        if path.startswith("packet/"):
            self.page.locator("#packet[data-shown]").wait_for()

    @property
    def frame(self) -> Any:
        """The packet."""
        return next(frame for frame in self.page.frames if "/frame/" in frame.url)

    def sees(self, words: str) -> Any:
        """Wait until the packet says something."""
        self.page.locator("#packet[data-shown]").wait_for()
        block = self.frame.get_by_text(words).first
        block.wait_for(timeout=10_000)
        return block

    def scroll_to(self, words: str) -> float:
        """Bring words to the top; gives how far that is."""
        self.sees(words).evaluate("element => element.scrollIntoView()")
        return self.scrolled

    @property
    def scrolled(self) -> float:
        return float(self.frame.evaluate("scrollY"))

    def top_of(self, words: str) -> float:
        """Where words stand in the window of the packet."""
        return float(self.sees(words).evaluate("element => element.getBoundingClientRect().top"))


def tab_of(browser, serving: Serving, width: int = 1280, **options: Any) -> Iterator[Tab]:
    context = browser.new_context(viewport={"width": width, "height": 800}, **options)
    context.set_default_timeout(15_000)
    made = Tab(context.new_page(), serving)
    yield made
    context.close()
    assert made.complaints == []


@pytest.fixture
def tab(browser, serving: Serving) -> Iterator[Tab]:
    """A tab at 1280 pixels, light; nothing may be complained about in it."""
    yield from tab_of(browser, serving)


def test_the_first_page_says_what_this_is(tab: Tab):
    tab.open("")

    assert tab.page.locator("h1").text_content() == "The Harbor Toolkit"
    assert tab.page.locator(".lead").text_content() == (
        "Save a text in your editor and it shows here a moment later; "
        "click a paragraph to see the file and line it comes from."
    )
    assert tab.page.locator(".good").text_content() == "No problem in any file."


def test_a_save_changes_the_page_and_keeps_its_place(tab: Tab):
    tab.serving.save(CASE, APPROACH, LONG)
    tab.open(PACKET)
    before = tab.scroll_to("Paragraph 20 of")
    tab.frame.evaluate("window.mine = document.querySelector('main')")
    tab.serving.save(CASE, "Paragraph 21 of", "Chapter 21 of")

    tab.sees("Chapter 21 of")

    assert tab.scrolled == before
    assert tab.frame.evaluate("window.mine === document.querySelector('main')")
    assert tab.frame.locator(".just").all_text_contents() == [
        "Chapter 21 of a text that is long enough to scroll."
    ]
    assert tab.page.locator("#status").text_content() == "Just changed"


def test_what_grows_above_does_not_move_what_is_read(tab: Tab):
    tab.serving.save(CASE, APPROACH, LONG)
    tab.open(PACKET)
    tab.scroll_to("Paragraph 20 of")
    before = tab.top_of("Paragraph 20 of")
    tab.serving.save(
        CASE, "Paragraph 3 of a", "Another paragraph.\n\n  And another.\n\n  Paragraph three of a"
    )

    tab.page.locator("#show-change").wait_for()

    assert abs(tab.top_of("Paragraph 20 of") - before) < 2
    tab.page.locator("#show-change").click()
    assert 0 <= tab.top_of("Another paragraph.") < 800


def test_a_broken_file_leaves_the_last_good_page_with_the_problem_above_it(tab: Tab, project):
    tab.serving.save(CASE, APPROACH, LONG)
    tab.open(PACKET)
    tab.scroll_to("Paragraph 20 of")
    before = tab.scrolled
    tab.serving.save(CASE, "strategic_priority: What the", "strategic_priority: What: the")

    problem = tab.page.locator("#problems")
    problem.wait_for()

    line = 1 + (project.sources / CASE).read_text().split("strategic_priority")[0].count("\n")
    said = " ".join(problem.inner_text().split())
    assert "a text without quotes cannot hold a colon" in said
    assert f"{CASE} line {line}" in said
    assert "strategic_priority: What: the school system put first." in said
    assert "put the text in quotes" in said
    link = problem.get_by_role("link", name="Open in editor").get_attribute("href")
    assert link == f"vscode://file/{project.sources / CASE}:{line}:25"
    assert tab.scrolled == before
    assert "1 problem" in tab.page.locator("#tree [aria-current]").inner_text()
    assert tab.page.locator("#status").text_content() == "1 problem"

    tab.page.get_by_role("button", name="Show in the text").click()
    assert tab.frame.evaluate("document.activeElement.innerText").startswith("Problem 1 What the school")

    tab.serving.save(CASE, "strategic_priority: What: the", "strategic_priority: How the")
    problem.wait_for(state="detached")
    tab.sees("How the school system put first.")


def test_a_page_that_is_broken_from_the_start_comes_when_it_is_mended(tab: Tab):
    tab.serving.save(CASE, "strategic_priority: What the", "strategic_priority: What: the")
    again = start(tab.serving.project)
    tab.serving = again
    tab.page.goto(f"{again.address}file/{CASE}")
    tab.page.locator("#problems").wait_for()
    assert tab.page.locator("#packet").count() == 0
    again.save(CASE, "strategic_priority: What: the", "strategic_priority: What the")

    tab.page.wait_for_url(f"**/{PACKET}")
    tab.sees("What the school system put first.")
    tab.page.close()
    stop(again)


def test_other_files_follow_while_one_is_broken(tab: Tab):
    tab.open("packet/p2-self-assessment")
    tab.serving.save(CASE, "strategic_priority: What the", "strategic_priority: What: the")
    tab.page.get_by_text("in other files").wait_for()
    tab.serving.save(ASSESSMENT, "title: Direction", "title: Whereto")

    tab.sees("Whereto")


def test_a_source_that_is_missing_keeps_the_page_until_it_is_there(tab: Tab):
    tab.open(PACKET)
    tab.serving.save(CASE, "12 schools, invented for this example.", "Twelve schools [@new-report].")
    tab.page.locator("#problems").wait_for()
    tab.sees("12 schools, invented for this example.")
    references = tab.serving.project.sources / "references.yaml"
    text = references.read_text(encoding="utf-8")
    one = text[text.index("  - id: example-report") :].replace("example-report", "new-report")
    references.write_text(text + one, encoding="utf-8")

    tab.sees("Twelve schools")
    tab.page.locator("#problems").wait_for(state="detached")


def test_a_new_file_a_renamed_one_and_one_that_is_gone(tab: Tab):
    folder = (tab.serving.project.sources / CASE).parent
    tab.open(PACKET)
    text = (folder / "north-valley.yaml").read_text(encoding="utf-8")
    text = text.replace("title: One aim", "title: Second aim")
    text = text.replace("id: p1-north", "id: p1-second\nslug: second")
    (folder / "second.yaml").write_text(text, encoding="utf-8")
    tab.page.locator("#tree").get_by_text("Second aim in every plan").click()
    tab.page.wait_for_url("**/packet/p1-case-study-second")
    tab.sees("Second aim in every plan")

    (folder / "second.yaml").rename(folder / "third.yaml")
    tab.page.locator(".head .path", has_text="third.yaml").wait_for()
    tab.serving.save("principles/shared-aim/case-studies/third.yaml", "slug: second", "slug: third")
    tab.page.wait_for_url("**/packet/p1-case-study-third")

    (folder / "third.yaml").unlink()
    tab.page.get_by_role("heading", name="This is not here any more").wait_for()
    assert tab.page.locator("#tree").get_by_text("Second aim in every plan").count() == 0
    tab.complaints[:] = [complaint for complaint in tab.complaints if "404" not in complaint]  # which it is


def test_a_click_on_a_paragraph_shows_file_and_line(tab: Tab, project):
    tab.open(PACKET)

    tab.sees("From a monthly report to a monthly talk").click()

    where = tab.page.locator("#where")
    where.locator("pre").wait_for()
    lines = (project.sources / CASE).read_text(encoding="utf-8").split("\n")
    line = 1 + next(number for number, words in enumerate(lines) if "From a monthly report" in words)
    assert f"{CASE} line {line}" in " ".join(where.inner_text().split())
    assert "From a monthly report to a monthly talk" in where.locator(".meant").inner_text()
    link = where.get_by_role("link", name="Open in editor").get_attribute("href")
    assert link == f"vscode://file/{project.sources / CASE}:{line}:11"
    assert tab.frame.locator(".picked").count() == 1

    tab.serving.save(CASE, "id: p1-north\n", "# a comment\nid: p1-north\n")
    where.get_by_text(f"line {line + 1}").wait_for()
    where.get_by_role("button", name="Close").click()
    assert where.is_hidden()
    assert tab.frame.locator(".picked").count() == 0


def test_a_change_since_the_sealed_edition_is_listed_and_shown(tab: Tab):
    sources = tab.serving.project.sources
    seal(sources)
    change_files(sources, NEXT)
    tab.serving.save(CASE, APPROACH, LONG)
    tab.serving.save(CASE, "Two school years.", "Three school years.")
    tab.open(PACKET)
    tab.scroll_to("Paragraph 30 of")

    tab.page.get_by_text("Changes since 2026.1: 2").click()
    tab.page.get_by_role("button", name="Time › text").click()

    assert tab.frame.evaluate("document.activeElement.innerText") == "Three school years."
    assert 0 < tab.top_of("Three school years.") < 600
    assert "changed" in tab.page.locator("#tree [aria-current]").inner_text()


def test_everything_can_be_done_with_keys(tab: Tab):
    tab.open(PACKET)
    keys = tab.page.keyboard
    keys.press("Tab")
    assert tab.page.evaluate("document.activeElement.className") == "skip"
    keys.press("Enter")
    seen = []
    while not tab.frame.evaluate("document.hasFocus() && document.activeElement.dataset.at || ''"):
        keys.press("Tab")
        seen.append(tab.page.evaluate("document.activeElement.innerText || document.activeElement.tagName"))
        assert len(seen) < 20, seen

    assert "Make Word" in seen
    assert tab.frame.evaluate("document.activeElement.tagName") == "H1"
    for _ in range(3):
        keys.press("ArrowDown")
    name = tab.frame.evaluate("document.activeElement.dataset.at")
    keys.press("Enter")
    tab.page.locator("#where pre").wait_for()
    assert tab.page.evaluate("document.activeElement.innerText") == "Open in editor"
    keys.press("Escape")
    assert tab.frame.evaluate("document.activeElement.dataset.at") == name


def test_pdf_and_word_are_made_on_demand(tab: Tab):
    tab.open(PACKET)
    for name in ("PDF for screens", "PDF for copiers", "PDF in large print", "PDF for a printer", "Word"):
        tab.page.get_by_role("button", name=f"Make {name}").click()
    tab.page.get_by_text("Making").first.wait_for()

    links = {}
    for name in ("PDF for screens", "PDF for copiers", "PDF in large print", "PDF for a printer", "Word"):
        link = tab.page.get_by_role("link", name=f"Open {name}")
        link.wait_for(timeout=90_000)
        links[name] = link.get_attribute("href")

    data = {name: tab.page.request.get(tab.serving.address + link[1:]).body() for name, link in links.items()}
    assert all(data[name].startswith(b"%PDF-") for name in links if name != "Word")
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(data["Word"])).namelist()
    assert len({*data.values()}) == 5

    tab.serving.save(CASE, "Two school years.", "Three school years.")
    tab.page.get_by_role("button", name="Make PDF for screens").wait_for()
    tab.serving.save(CASE, "Three school years.", "Two school years.")
    tab.page.get_by_role("link", name="Open PDF for screens").wait_for()  # it is there already


def test_what_a_renderer_finds_is_told_in_the_page(tab: Tab):
    tab.serving.save(CASE, "12 schools, invented", "12 schools \U00013080, invented")
    tab.open(PACKET)
    tab.page.get_by_role("button", name="Make PDF for screens").click()

    tab.page.locator("#problems").wait_for(timeout=60_000)

    assert "O111" in tab.page.locator("#problems").inner_text()
    assert CASE in tab.page.locator("#problems").inner_text()
    tab.page.get_by_role("button", name="Make PDF for screens").wait_for()


def test_two_browsers_see_the_same(browser, serving: Serving):
    first, second = tab_of(browser, serving), tab_of(browser, serving, width=900)
    one, other = next(first), next(second)
    one.open(PACKET)
    other.open("packet/p1")
    for number in range(5):
        serving.save(
            CASE, "Two school years" if not number else f"{number} school years", f"{number + 1} school years"
        )
        one.sees(f"{number + 1} school years.")
        other.sees(f"{number + 1} school years.")

    other.page.get_by_role("button", name="Make Word").click()
    other.page.get_by_role("link", name="Open Word").wait_for(timeout=60_000)
    assert one.page.get_by_role("button", name="Make Word").count() == 1
    for tabs in (first, second):
        next(tabs, None)


def test_a_draft_can_be_seen_while_it_is_written(tab: Tab):
    tab.open("")
    tab.page.locator("#tree").get_by_text("draft", exact=True).click()

    tab.page.get_by_text("A draft: no packet holds it until its status is approved.").wait_for()
    tab.serving.save(DRAFT, "A letter that a school sends home.", "A letter that I am writing.")
    tab.sees("A letter that I am writing.")


def test_what_a_person_opened_and_wrote_stays(tab: Tab):
    tab.open("packet/p2-self-assessment")
    tab.page.locator("#branch-files summary").click()
    tab.frame.locator("textarea").first.fill("my answer")
    tab.frame.locator("textarea").first.focus()
    tab.serving.save(ASSESSMENT, "title: Direction", "title: Whereto")

    tab.sees("Whereto")

    assert tab.page.locator("#branch-files").get_attribute("open") is not None
    assert tab.frame.locator("textarea").first.input_value() == "my answer"
    assert tab.frame.evaluate("document.activeElement.tagName") == "TEXTAREA"


def test_the_end_of_the_preview_is_told_and_its_return_is_noticed(browser, project):
    started = start(project)
    tabs = tab_of(browser, started)
    tab = next(tabs)
    tab.open(PACKET)
    stop(started)
    tab.page.get_by_text("The preview has ended. Start it again: toolkit serve").wait_for()
    assert tab.sees("Two school years.").is_visible()

    again = start(project, "--port", str(started.port))
    started.save(CASE, "Two school years.", "Three school years.")
    tab.sees("Three school years.")

    tab.page.close()
    stop(again)
    tab.complaints.clear()  # the browser complains about what did not answer
    next(tabs, None)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 768, 360])
def test_every_kind_of_page_is_accessible(browser, serving: Serving, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    tabs = tab_of(browser, serving, width, color_scheme=scheme)
    tab = next(tabs)
    violations = []

    def look(name: str) -> None:
        for violation in Axe().run(tab.page).response["violations"]:
            violations.append(
                (name, violation["id"], [node["html"][:200] for node in violation["nodes"][:3]])
            )
        across = tab.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert across <= 0, (name, across)

    for path in (
        "",
        "file/references.yaml",
        "file/toolkit.yaml",
        PACKET,
        "packet/p2-self-assessment",
        "packet/p1-companion-guide",
    ):
        tab.open(path)
        look(path)
        if path.startswith("packet/"):
            # The packet is a document of its own.
            tab.page.goto(f"{serving.address}frame/{path.removeprefix('packet/')}")
            look(f"frame of {path}")
    tab.open(PACKET)
    tab.sees("From a monthly report").click()
    tab.page.locator("#where pre").wait_for()
    serving.save(CASE, "strategic_priority: What the", "strategic_priority: What: the")
    tab.page.locator("#problems").wait_for()
    look("a packet with a problem, asked about")
    if width < 992:
        tab.page.get_by_role("button", name="Contents").click()
        look("the tree, opened")
    tab.open("")
    look("problems")

    assert violations == []
    next(tabs, None)


def test_twice_as_large_letters_lose_nothing(browser, serving: Serving):
    tabs = tab_of(browser, serving, 640)  # as a browser shows 1280 pixels at 200 %
    tab = next(tabs)
    tab.open(PACKET)

    box = tab.page.locator("#packet").bounding_box()

    assert box["height"] >= 190
    assert tab.page.evaluate("document.documentElement.scrollWidth") <= 640
    next(tabs, None)


def test_a_thousand_quick_saves_end_in_the_right_state(tab: Tab):
    path = tab.serving.project.sources / CASE
    text = path.read_text(encoding="utf-8")
    tab.open(PACKET)
    memory = []
    for number in range(1, 1001):
        words = text.replace("Two school years.", f"Save number {number}.")
        path.write_text(
            words if number % 7 else words.replace("challenge: |", "challenge: a: b"), encoding="utf-8"
        )
        time.sleep(0.004)
        if number in (200, 1000):
            tab.page.wait_for_timeout(500)
            memory.append(tab.serving.memory())

    tab.sees("Save number 1000.")
    tab.page.locator("#problems").wait_for(state="detached")

    assert memory[1] - memory[0] < 25
    assert tab.frame.locator("main").count() == 1
    assert tab.page.evaluate("document.querySelectorAll('main').length") == 1
