"""What is wrong with filled packets, as far as it is known without laying them out: a build's front end.

The writers' own tables are asked, the fonts and the pictures, so whatever this lets pass is refused by a
build only for what needs pages: a word wider than its column, a page that runs over.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..content.model import SelfAssessment
from ..content.packet_kinds import PACKET_KINDS, MadeWhen
from ..content.toolkit import Toolkit
from ..errors import OutputError, Place, Problem
from ..layout.manuscript import Manuscript
from ..machine.xml import parse
from .in_sources import in_sources
from .missing_letters import Letters, letter_problem
from .prepare import imprint
from .style import house_style
from .task import HouseStyle, Imprint, Task
from .word.soundness import is_for, unsound

_STYLES = "styles"
# Measured with 50, 100, 150 and 500 indicators: the peak of a worker grows by 730 to 930 bytes with each byte
# of a manuscript, most of them boxes of table cells; before its first task it has 80 MB.
_MOST, _OWN, _PER_BYTE = 500, 80, 900
MAX_BODY = (_MOST - _OWN) * 1_000_000 // _PER_BYTE
_SOURCES = re.compile(rb'<img [^>]*src="([^"]*)"')


@dataclass(frozen=True, slots=True)
class PacketCheck:
    """Looks at the packets of one toolkit.

    Args:
        house: fonts and pictures.
        page_imprint: what stands on every page.
        letters: what the fonts can print.
    """

    house: HouseStyle
    page_imprint: Imprint
    letters: Letters

    @classmethod
    def of(cls, house: HouseStyle, page_imprint: Imprint) -> "PacketCheck":
        """For one house style and imprint."""
        return cls(house, page_imprint, Letters.of(house))

    def problems(self, manuscript: Manuscript) -> list[Problem]:
        """O111, O201 to O212: everything for which a writer would not write a packet."""
        found = [*self.letters.problems(manuscript), *self._lost_pictures(manuscript)]
        for variant in filter(is_for, PACKET_KINDS[manuscript.packet.kind].variants):
            found += unsound(Task(manuscript, variant, self.page_imprint, ""), self.house)
        return [*dict.fromkeys(found)]

    def _lost_pictures(self, manuscript: Manuscript) -> Iterator[Problem]:
        """O111: pictures that a layout shows and nobody has."""
        # Reading a packet as a tree takes as long as all else here, and nearly always nothing is lost.
        if all(self._has(source.decode(), manuscript) for source in _SOURCES.findall(manuscript.body)):
            return
        for image in parse(manuscript.body).iter("img"):
            source = image.get("src", "")
            if not self._has(source, manuscript):
                name = source.removeprefix("asset:")
                around = (each.get("id") for each in (image, *image.iterancestors()))
                address = next(filter(None, around), "")
                message = f"the picture '{name}' is not among the packet's pictures"
                yield Problem(Place(f"{manuscript.packet.id}#{address}"), "O111", message)

    def _has(self, source: str, manuscript: Manuscript) -> bool:
        """Whether a picture, or the place of one, is known."""
        name = source.removeprefix("asset:")
        return source in self.house.assets or source.startswith("slot:") or name in manuscript.assets


def packet_problems(
    toolkit: Toolkit, manuscript: Manuscript, house: HouseStyle, page_imprint: Imprint
) -> tuple[Problem, ...]:
    """What is wrong with one packet, with its places in the sources.

    Args:
        toolkit: what it prints.
        manuscript: the packet.
        house: fonts and pictures.
        page_imprint: what stands on every page.
    """
    found = PacketCheck.of(house, page_imprint).problems(manuscript)
    found += _too_large(toolkit, manuscript)
    return in_sources(OutputError(found), toolkit).problems


def check_packets(toolkit: Toolkit, manuscripts: Iterable[Manuscript], layouts: tuple[Path, ...]) -> None:
    """Look at packets that are filled.

    Args:
        toolkit: what they print.
        manuscripts: the packets.
        layouts: folders of layouts, the toolkit's own first.

    Raises:
        OutputError: O101 fonts are not installed; else all problems of all packets, with their places in the
            sources.
        LayoutError, SourceError: see `read_strings`.
    """
    house, page_imprint = house_style(toolkit, layouts), imprint(toolkit, layouts, draft=True)
    looker = PacketCheck.of(house, page_imprint)
    problems = []
    for manuscript in manuscripts:
        problems += looker.problems(manuscript)
        problems += _too_large(toolkit, manuscript)
    problems += _in_imprint(looker, toolkit)
    problems += _of_sheets(house, layouts)
    if problems:
        raise in_sources(OutputError(problems), toolkit)


def _too_large(toolkit: Toolkit, manuscript: Manuscript) -> Iterator[Problem]:
    """O813: a packet whose pages take more memory than a worker has; a book is made for whoever asks."""
    size, packet = len(manuscript.body), manuscript.packet
    if size <= MAX_BODY or PACKET_KINDS[packet.kind].made is MadeWhen.NAMED:
        return
    needed, parts = size * _PER_BYTE // 1_000_000 + _OWN, -(-size // MAX_BODY)
    message = f"laying out {packet.id} would take {needed} MB of memory; at most {_MOST} MB are there for one"
    hint = f"divide it, or what it holds, into {parts} materials"
    held = [each for shelf in toolkit.shelves for each in shelf.materials if each.id in packet.materials]
    if len(held) == 1 and isinstance(held[0], SelfAssessment):
        count = sum(len(section.indicators) for section in held[0].sections)
        hint = f"of its {count} indicators {count * MAX_BODY // size} fit into one self-assessment: divide it"
    address = f"{packet.materials[0].replace('-', '_')}__title" if packet.materials else ""
    yield Problem(Place(f"{packet.id}#{address}"), "O813", message, hint)


def _in_imprint(looker: PacketCheck, toolkit: Toolkit) -> Iterator[Problem]:
    """O111: letters of what stands on every page and in no packet: the edition's name."""
    edition = toolkit.editions[-1]
    source = next(source for source in toolkit.sources if source.node is edition)
    for letter in dict.fromkeys(looker.letters.lacking(str(edition.label))):
        problem = letter_problem(letter, toolkit.name)
        yield Problem(source.marks.value(("label",)), problem.code, problem.message, problem.hint)


def _of_sheets(house: HouseStyle, layouts: tuple[Path, ...]) -> Iterator[Problem]:
    """O111: what a toolkit's own stylesheets say in vain; the built-in ones say nothing in vain."""
    if not any((folder / _STYLES).is_dir() for folder in layouts[:-1]):
        return
    from .pdf.document import sheet_problems  # loads the renderer

    yield from sheet_problems(house)
