"""What districts hold of sealed editions: kept as the writer of its day made it."""

import hashlib
from pathlib import Path

import pytest

from tests.projects import ROOT
from toolkit_builder.publish.sealed_editions import sealed_editions

KEPT = Path(__file__).resolve().parents[1] / "kept"
TOOLKIT = "public-education-promise"
EDITIONS = sorted(folder.name for folder in KEPT.iterdir())


def test_two_editions_are_kept():
    assert EDITIONS == ["2026.1", "2026.2"]


@pytest.mark.parametrize("edition", EDITIONS)
def test_kept_files_are_what_was_sealed(edition):
    sealed = {each.id: each for each in sealed_editions(ROOT / "sources" / TOOLKIT, TOOLKIT)}
    sums = {row.path: row.sha256 for row in sealed[edition].seal.files}
    files = {path.name: path for path in (KEPT / edition).iterdir() if path.name != "SHA256SUMS"}

    named = dict(line.split("  ")[::-1] for line in (KEPT / edition / "SHA256SUMS").read_text().splitlines())

    assert len(files) == 6
    assert named.keys() == files.keys()
    for name, path in files.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == sums[name] == named[name]
