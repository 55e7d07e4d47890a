"""The fixture toolkit in a second edition, with what its packets tell of the first."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from tests.conftest import change_files
from tests.pdf.packets import Kit, harbor
from tests.projects import FIXTURE, NAME
from toolkit_builder.content.compare import compare
from toolkit_builder.content.state import state
from toolkit_builder.layout.news import News

CHANGES = FIXTURE.parent / "revised" / "change.txt"


@cache
def revised() -> Kit:
    """The toolkit as its second edition has it."""
    with _sources() as root:
        return Kit(root, NAME)


@cache
def news() -> News:
    """What has changed since the first edition."""
    before, after = state(harbor().toolkit), state(revised().toolkit)
    edition = revised().toolkit.editions[-1]
    return News(before, "First edition, 2026", compare(before, after, after.notes), edition.summary)


@contextmanager
def _sources() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        shutil.copytree(FIXTURE, Path(name) / "sources")
        change_files(Path(name) / "sources" / NAME, CHANGES.read_text(encoding="utf-8"))
        yield Path(name)
