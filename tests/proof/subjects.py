"""Built files of the tests' toolkits as a proof is given them."""

from dataclasses import replace

from tests.pdf.packets import Kit
from toolkit_builder.layout.questions import questions
from toolkit_builder.output.style import families
from toolkit_builder.proof.finding import Subject


def subject(kit: Kit, packet: str, variant: str) -> Subject:
    """A file as it was built, with what the manifest would say of it."""
    file, manuscript = kit.file(packet, variant), kit.manuscripts[packet]
    return Subject(
        name=file.name, data=file.data, packet=packet, kind=manuscript.packet.kind, variant=variant,
        language=manuscript.language, title=manuscript.title, edition=kit.imprint.edition,
        label=kit.imprint.label, pages=file.pages,
        fonts=families(kit.house), manuscript=manuscript.body, fields=tuple(questions(manuscript)),
    )  # fmt: skip


def altered(whole: Subject, data: bytes) -> Subject:
    """The same file with other bytes."""
    return replace(whole, data=data)
