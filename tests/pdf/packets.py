"""The packets of the fixture toolkit, filled and written once for all tests of a process."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tests.projects import FIXTURE, NAME, ROOT
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.content.toolkit import Toolkit
from toolkit_builder.content.variants import VARIANTS
from toolkit_builder.layout import Filler, Manuscript
from toolkit_builder.layout.packets import text_packets
from toolkit_builder.machine.cache import Cache
from toolkit_builder.output import File, HouseStyle, Imprint, Task, writer
from toolkit_builder.output.keys import key
from toolkit_builder.output.make import Maker
from toolkit_builder.output.prepare import imprint, to_make
from toolkit_builder.output.style import house_style
from toolkit_builder.project import Project
from toolkit_builder.publish.news import news_since
from toolkit_builder.publish.sealed_editions import sealed_editions

REAL = "public-education-promise"

# One packet of each kind, with statements as well as a rubric, and with what
# leads elsewhere; the page at a glance, which has no cover, is tried in test_overview.py.
KINDS = (
    "p1-self-assessment", "p1-case-study", "p1-companion-guide", "p1-artifact", "p2", "index", "book",
    "self-assessment", "artifact-others",
)  # fmt: skip


class Kit:
    """A toolkit with everything that its packets are made of.

    Args:
        root: folder that holds sources/.
        name: folder of sources/.
    """

    def __init__(self, root: Path, name: str) -> None:
        self.project = Project(root, name)
        self.toolkit: Toolkit = load_toolkit(self.project.sources, self.project.name)
        self.plans = text_packets(self.toolkit)
        news = news_since(self.toolkit, sealed_editions(self.project.sources, self.project.name))
        filler = Filler(self.toolkit, self.project.layouts, news)
        self.manuscripts: Mapping[str, Manuscript] = {
            plan.packet.id: filler.fill(plan) for plan in self.plans
        }
        self.imprint: Imprint = imprint(self.toolkit, self.project.layouts, draft=True)
        self.house: HouseStyle = house_style(self.toolkit, self.project.layouts)
        made = to_make([*self.manuscripts.values()], self.imprint, self.house)
        self.tasks: Mapping[tuple[str, str], Task] = {
            (task.manuscript.packet.id, task.variant): task for task in made
        }
        self._files: dict[tuple[str, str], File] = {}

    def pdf(self, packet: str) -> bytes:
        return self.file(packet, "screen").data

    def word(self, packet: str) -> bytes:
        return self.file(packet, "word").data

    def file(self, packet: str, variant: str) -> File:
        """Written when first asked for."""
        if (packet, variant) not in self._files:
            self._files[packet, variant] = write(self.tasks[packet, variant], self.house)
        return self._files[packet, variant]

    def task(self, manuscript: Manuscript, variant: str = "screen") -> Task:
        """A task for a manuscript of one's own."""
        return Task(manuscript, variant, self.imprint, key(manuscript, variant, self.imprint, self.house))


class KeptKit(Kit):
    """A toolkit so large that its files are written once for all tests, and for a build of it after them.

    They lie in the project's cache, each under its key.
    """

    def file(self, packet: str, variant: str) -> File:
        """Written when first asked for."""
        task, cache = self.tasks[packet, variant], Cache(self.project.cache)
        if cache.facts(task.key) is None:
            Maker(self.house, cache.folder)(task)
        facts = cache.held(task.key)
        name = f"{task.key}.{VARIANTS[variant].format}"
        return File(name, "", cache.data(task.key), facts.pages, facts.places)


def write(task: Task, house: HouseStyle) -> File:
    return writer(task.variant)(task, house)


@cache
def harbor() -> Kit:
    """The fixture toolkit."""
    return Kit(FIXTURE.parent, NAME)


@cache
def real() -> KeptKit:
    """The toolkit that this project is made for."""
    return KeptKit(ROOT, REAL)
