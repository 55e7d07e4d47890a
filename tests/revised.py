"""The fixture toolkit in a second edition, with what its packets tell of the first."""

import shutil
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tests.conftest import change_files
from tests.pdf.packets import Kit, harbor, write
from tests.projects import FIXTURE, NAME
from toolkit_builder.content.comparing.state import state
from toolkit_builder.layout import Filler, Manuscript
from toolkit_builder.layout.news import News
from toolkit_builder.layout.questions import questions
from toolkit_builder.layout.update_packet import OldPacket
from toolkit_builder.output import File
from toolkit_builder.output.style import families
from toolkit_builder.proof.finding import Subject

CHANGES = FIXTURE.parent / "revised" / "change.txt"


@cache
def revised() -> Kit:
    """The toolkit as its second edition has it; its packets tell nothing."""
    with tempfile.TemporaryDirectory() as name:
        shutil.copytree(FIXTURE, Path(name) / "sources")
        change_files(Path(name) / "sources" / NAME, CHANGES.read_text(encoding="utf-8"))
        return Kit(Path(name), NAME)


@cache
def news() -> News:
    """What has changed since the first edition."""
    before, after = state(harbor().toolkit), state(revised().toolkit)
    edition = revised().toolkit.editions[-1]
    return News.between((before, after), "First edition, 2026", after.notes, edition.summary)


@cache
def filler() -> Filler:
    return Filler(revised().toolkit, harbor().project.layouts, news())


@cache
def told() -> Mapping[str, Manuscript]:
    """Every packet of the second edition as readers have it."""
    return {plan.packet.id: filler().fill(plan) for plan in revised().plans}


@cache
def marked(packet: str) -> Manuscript:
    """A packet with its changes marked."""
    return filler().marked_copy(told()[packet], news())


@cache
def update(packet: str, variant: str = "copier") -> Manuscript | None:
    """What somebody exchanges who has printed a variant of the first edition."""
    places = harbor().file(packet, variant).places
    return filler().update_packet(
        told().get(packet), OldPacket(harbor().manuscripts[packet], variant, places), news()
    )


_made: dict[str, File] = {}


def made(manuscript: Manuscript, variant: str) -> File:
    """A file, written when first asked for."""
    task = revised().task(manuscript, variant)
    if task.key not in _made:
        _made[task.key] = write(task, revised().house)
    return _made[task.key]


def subject(manuscript: Manuscript, variant: str) -> Subject:
    """A file for a proof, as the manifest would tell of it."""
    kit, file = revised(), made(manuscript, variant)
    ending = "docx" if variant == "word" else "pdf"
    return Subject(
        name=f"{NAME}-{manuscript.packet.id}-{kit.imprint.edition}.{ending}", data=file.data,
        packet=manuscript.packet.id, kind=manuscript.packet.kind, variant=variant,
        language=manuscript.language, title=manuscript.title, edition=kit.imprint.edition,
        label=kit.imprint.label, pages=file.pages, fonts=families(kit.house), manuscript=manuscript.body,
        fields=tuple(questions(manuscript)),
    )  # fmt: skip
