"""The wheel holds all that a toolkit needs, and nothing of this checkout."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.projects import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_layouts_and_no_sources(wheel: Path):
    names = zipfile.ZipFile(wheel).namelist()

    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"toolkit_builder"}
    for wanted in ("book/packet.html", "styles/screen.css", "strings/en.yaml", "starter/toolkit.yaml"):
        assert f"toolkit_builder/_layouts/{wanted}" in names
    assert "toolkit_builder/output/pdf/fonts.conf" in names


@pytest.mark.slow
def test_the_wheel_builds_a_new_toolkit_in_an_empty_environment(wheel: Path, tmp_path: Path):
    venv.create(tmp_path / "empty", with_pip=True)
    python = tmp_path / "empty" / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    lock = ["--require-hashes", "-r", str(ROOT / "requirements.lock")]
    subprocess.run([*install, *lock], check=True, capture_output=True)
    subprocess.run([*install, "--no-deps", str(wheel)], check=True, capture_output=True)
    toolkit = str(tmp_path / "empty" / "bin" / "toolkit")

    subprocess.run([toolkit, "init", "mine"], cwd=tmp_path, check=True, capture_output=True)
    subprocess.run([toolkit, "build"], cwd=tmp_path / "mine", check=True, capture_output=True)

    made = {path.suffix for path in (tmp_path / "mine" / "output").rglob("*.*")}
    assert {".pdf", ".docx", ".json"} <= made
