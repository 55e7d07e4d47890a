"""What systems leave in folders is none of a toolkit's: not read, not named, in no seal, bundle or stamp."""

import shutil

import pytest

from tests.projects import FIXTURE, NAME
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.content.reading.discovery import is_passed_over
from toolkit_builder.machine.files import is_litter
from toolkit_builder.project import Project, Request
from toolkit_builder.publish.sealed_editions import source_files
from toolkit_builder.publish.unchanged import fingerprint

LITTER = [
    "Thumbs.db", "thumbs.db", "ehthumbs.db", "desktop.ini", "Desktop.ini", "~$letter.docx", "~$main.yaml",
    ".~lock.letter.odt#", "._main.yaml", ".DS_Store", ".main.yaml.swp", "main.yaml.swo", "main.yaml~",
    "#main.yaml#", ".dropbox", "Icon\r", "~WRL0003.tmp", "main.yaml.tmp", "__MACOSX", "$RECYCLE.BIN",
    "System Volume Information", "@eaDir", ".fuse_hidden0001", "main.yaml.crdownload", "__pycache__",
]  # fmt: skip
OURS = [
    "main.yaml", "icon.svg", "thumbs.yaml", "desktop.yaml", "main.swp.yaml", "tmp", "lost", "#1.svg",
    "a~b.yaml", "partial.yaml", "download.yaml", "icon",
]  # fmt: skip


@pytest.mark.parametrize("name", LITTER)
def test_litter_is_known_by_its_name(name):
    assert is_litter(name)
    assert is_passed_over(name)


@pytest.mark.parametrize("name", OURS)
def test_names_that_are_nearly_so_are_not_litter(name):
    assert not is_litter(name)


@pytest.fixture
def littered(tmp_path):
    """The fixture, clean and with litter in every folder of it and of its own layouts."""
    clean, full = tmp_path / "clean", tmp_path / "full"
    for folder in (clean, full):
        shutil.copytree(FIXTURE, folder / "sources")
        own = folder / "sources" / NAME / "layouts" / "artifact"
        own.mkdir(parents=True)
        (own / "note.txt").write_text("of the layout\n")
    for folder in [path for path in (full / "sources" / NAME).rglob("*") if path.is_dir()]:
        for name in LITTER:
            (folder / name).write_bytes(b"\0litter")
    return clean, full


def test_litter_in_every_folder_changes_nothing(littered):
    clean, full = (Project(folder, NAME) for folder in littered)

    assert source_files(full.sources) == source_files(clean.sources)
    assert len(load_toolkit(full.sources, NAME).sources) == len(load_toolkit(clean.sources, NAME).sources)


def test_litter_that_comes_or_goes_makes_no_build_anew(littered):
    project = Project(littered[1], NAME)
    before = fingerprint(project, Request())

    for file in (project.sources).rglob("*"):
        if file.is_file() and is_litter(file.name):
            file.write_bytes(b"other litter")

    assert fingerprint(project, Request()) == before
    (project.sources / "layouts" / "artifact" / "note.txt").write_text("another\n")
    assert fingerprint(project, Request()) != before
