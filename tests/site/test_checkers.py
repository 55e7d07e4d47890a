"""What others' checkers find on our pages: nothing. Each is also given a page that is broken."""

import json
import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.conftest import CHROMIUM
from tests.programs.packages import need, node_modules
from tests.site.shelf import TIERS, Shelf

pytestmark = [pytest.mark.slow, pytest.mark.programs]

PROGRAMS = Path(__file__).parents[1] / "programs"
BROKEN = (
    "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>x</title></head>"
    "<body><p><div>x</div></p><img src=x.png></body></html>"
)
# A policy in a page is measured by the address that the checker read it from, and a file has none.
_OF_FILES = "Content Security Policy"
_AGAIN = (
    2  # times that a page is measured anew: whatever else the machine does makes it slower and never faster
)


def by_nu(folder: Path) -> list[str]:
    """What the Nu checker says of all pages below a folder, errors and warnings."""
    need("java", "default-jdk-headless")
    jar = node_modules() / "vnu-jar" / "build" / "dist" / "vnu.jar"
    done = subprocess.run(
        ["java", "-jar", jar, "--skip-non-html", "--format", "json", "--exit-zero-always", folder],
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    told = json.loads(done.stderr)["messages"]
    return [f"{each['url']}: {each['message']}" for each in told if _OF_FILES not in each["message"]]


def by_html_validate(folder: Path) -> list[str]:
    """What html-validate says, with the rules that it recommends."""
    need("node", "nodejs")
    script = node_modules() / "html-validate" / "bin" / "html-validate.mjs"
    with TemporaryDirectory() as away:
        told = Path(away) / "told.json"
        rules = ["--config", str(PROGRAMS / ".htmlvalidate.json"), "--formatter", f"json={told}"]
        subprocess.run(["node", script, *rules, f"{folder}/**/*.html"], timeout=300, cwd=PROGRAMS)
        files = json.loads(told.read_text("utf-8"))
    return [f"{each['filePath']}: {found['message']}" for each in files for found in each["messages"]]


@pytest.mark.parametrize("tier", TIERS)
@pytest.mark.parametrize("check", [by_nu, by_html_validate])
def test_checkers_find_nothing(made: Shelf, tier: str, check: Any):
    assert check(made.tree(tier)) == []


@pytest.mark.parametrize("check", [by_nu, by_html_validate])
def test_checkers_find_what_is_wrong(tmp_path: Path, check: Any):
    (tmp_path / "index.html").write_text(BROKEN, "utf-8")

    assert len(check(tmp_path)) > 1


@pytest.mark.browser
@pytest.mark.parametrize("path", ["", "latest/packets/p1.html", "latest/packets/p1-self-assessment.html"])
def test_lighthouse_is_content(host: str, path: str, tmp_path: Path):
    scores = lighthouse(f"{host}public/{path}", tmp_path)
    for _ in range(_AGAIN):
        if scores["performance"] < 0.9:
            scores = lighthouse(f"{host}public/{path}", tmp_path)

    assert scores["accessibility"] == scores["best-practices"] == 1
    assert scores["performance"] >= 0.9


@pytest.mark.browser
def test_lighthouse_finds_what_is_wrong(host: str, made: Shelf, tmp_path: Path):
    page = made.project.output / "site" / "broken.html"
    page.write_text(BROKEN, "utf-8")
    try:
        scores = lighthouse(f"{host}broken.html", tmp_path)
    finally:
        page.unlink()

    assert scores["accessibility"] < 1


def lighthouse(address: str, folder: Path) -> dict[str, float]:
    """Scores of a page on a slow phone, as Lighthouse imagines it."""
    need("node", "nodejs")
    script = node_modules() / "lighthouse" / "cli" / "index.js"
    subprocess.run(
        ["node", script, address, "--chrome-flags=--headless=new --no-sandbox --disable-gpu", "--quiet",
         "--only-categories=performance,accessibility,best-practices", "--output=json",
         f"--output-path={folder / 'told.json'}"],
        env={**os.environ, "CHROME_PATH": str(CHROMIUM)}, check=True, timeout=300, capture_output=True,
    )  # fmt: skip
    told = json.loads((folder / "told.json").read_text("utf-8"))
    return {name: each["score"] for name, each in told["categories"].items()}
