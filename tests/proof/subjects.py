"""Built files of the tests' toolkits as a proof is given them."""

from dataclasses import replace

from tests.pdf.packets import Kit
from toolkit_builder.proof.finding import Subject


def subject(kit: Kit, packet: str, variant: str) -> Subject:
    """A file as it was built."""
    file, manuscript = kit.file(packet, variant), kit.manuscripts[packet]
    return Subject(
        name=file.name, data=file.data, packet=packet, kind=manuscript.packet.kind, variant=variant,
        language=manuscript.language, title=manuscript.title, edition=kit.imprint.edition, pages=file.pages,
        fonts=(), manuscript=manuscript.body, fields=(),
    )  # fmt: skip


def altered(whole: Subject, data: bytes) -> Subject:
    """The same file with other bytes."""
    return replace(whole, data=data)
