"""How texts are written: reading level, and remarks on wording. It reports and never stops anything."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from ...errors import Problem
from ..model import EditionFile, Material
from ..toolkit import Toolkit
from .lists import lists_for
from .passages import Writing, writings
from .reading import ReadingLevel, aim, level, measured, prose
from .rules import RULES
from .traces import traces_in_fields

__all__ = ["Read", "Review", "Writing", "review", "writings"]


@dataclass(frozen=True, slots=True)
class Read:
    """How hard one file is to read.

    Args:
        id, kind: what it is.
        readers: whom it is written for; empty where it does not say.
        status: of a material; empty for other files.
        aim: the highest grade that suits its readers.
        level: of its running prose.
    """

    id: str
    kind: str
    readers: tuple[str, ...]
    status: str
    aim: int
    level: ReadingLevel


@dataclass(frozen=True, slots=True)
class Review:
    """What is remarked on, sorted by place, and how hard each file is to read.

    Args:
        language: of the toolkit.
        known: whether there are lists for it; nothing else is said where there are none.
    """

    language: str
    known: bool
    remarks: tuple[Problem, ...]
    read: tuple[Read, ...]


def review(toolkit: Toolkit, only: Container[str] | None = None) -> Review:
    """Look at everything that editors write, drafts too.

    Args:
        only: ids of materials, principles and other files; None for all.
    """
    lists = lists_for(toolkit)
    if lists is None:
        return Review(toolkit.file.language, False, (), ())
    wanted = [writing for writing in writings(toolkit) if only is None or writing.id in only]
    remarks = {remark for writing in wanted for rule in RULES for remark in rule(writing, lists)}
    for source in toolkit.sources:
        retired = isinstance(source.node, Material) and source.node.status == "retired"
        if not retired and (only is None or getattr(source.node, "id", "") in only):
            remarks.update(traces_in_fields(source))
    return Review(toolkit.file.language, True, tuple(sorted(remarks)), tuple(_read(wanted)))


def _read(wanted: Iterable[Writing]) -> Iterator[Read]:
    for writing in wanted:
        node = writing.node
        if isinstance(node, EditionFile):  # whose notes are a few words
            continue
        readers, status = (node.readers, node.status) if isinstance(node, Material) else ((), "")
        grade = level(prose(measured(writing)))
        yield Read(writing.id, writing.kind, readers, status, aim(writing), grade)
