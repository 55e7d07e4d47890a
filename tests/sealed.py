"""Sealed editions for tests that need only what an edition says: no packet is made."""

from pathlib import Path

from toolkit_builder.content.comparing.state import as_json, state
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.machine.zips import zipped
from toolkit_builder.publish import seal as form
from toolkit_builder.publish.seal import Seal, file_sum

# Begins the edition after the first, for `tests.conftest.change_files`.
NEXT = """@ editions/2026.2.yaml
+ id: 2026.2
+ label: Second edition, 2026
+ date: 2026-06-15
"""


def seal(sources: Path) -> str:
    """Seal the newest edition of a toolkit's folder; gives its number."""
    toolkit = load_toolkit(sources, sources.name)
    edition, file = toolkit.editions[-1], toolkit.file
    bundle = zipped({"state.json": as_json(state(toolkit)), "packets.json": b"[]"})
    folder = sources / "editions" / edition.id
    folder.mkdir()
    (folder / form.BUNDLE).write_bytes(bundle)
    sealed = Seal(
        toolkit=toolkit.name, edition=edition.id, label=str(edition.label), date=edition.date,
        language=file.language, title=str(file.title), publisher=str(file.publisher.name), licence={},
        citation="", number=1, before=None, built_with={}, fonts=(),
        bundle=file_sum(form.BUNDLE, bundle), inputs=(), files=(), beside=(),
    )  # fmt: skip
    (folder / form.NAME).write_bytes(form.as_json(sealed))
    return edition.id
