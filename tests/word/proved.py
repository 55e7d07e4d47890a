"""What the proof says of a Word file that need not lie in a folder."""

from dataclasses import replace

from tests.pdf.packets import Kit
from tests.proof.subjects import subject
from toolkit_builder.layout.questions import questions
from toolkit_builder.output import File, Task
from toolkit_builder.proof.finding import Finding, Subject
from toolkit_builder.proof.parity import prove_parity
from toolkit_builder.proof.word.proof import prove_word


def findings(kit: Kit, packet: str, data: bytes) -> list[Finding]:
    """Faults of a packet's Word file, and words that differ from its manuscript."""
    name = f"{kit.imprint.toolkit}-{packet}-{kit.imprint.edition}.docx"
    asked = questions(kit.manuscripts[packet])
    file = replace(subject(kit, packet, "word"), data=data, name=name, fields=asked)
    return [*prove_word(file), *prove_parity(file)]


def described(task: Task, file: File) -> Subject:
    """A file that no packet of a toolkit is."""
    manuscript = task.manuscript
    return Subject(
        name=file.name, data=file.data, packet=manuscript.packet.id, kind=manuscript.packet.kind,
        variant=task.variant, language=manuscript.language, title=manuscript.title,
        edition=task.imprint.edition, label=task.imprint.label, pages=0, fonts=(), manuscript=manuscript.body,
        fields=questions(manuscript),
    )  # fmt: skip
