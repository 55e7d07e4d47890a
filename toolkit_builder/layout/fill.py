"""Jinja2 fills a layout with a packet's materials; the result is a Manuscript."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from lxml import etree
from markupsafe import Markup

from ..content import richtext
from ..content.addresses import address
from ..content.comparing.compare import Change
from ..content.model import (
    MATERIALS,
    CaseStudy,
    CompanionGuide,
    Material,
    Principle,
    Reference,
    Scale,
    SelfAssessment,
    Session,
)
from ..content.packet_kinds import PACKET_KINDS, UPDATE
from ..content.toolkit import Toolkit
from ..content.words import Line, Text
from ..errors import LayoutError, Place, Problem
from . import drawing
from . import index as finder
from .manuscript import Manuscript, Packet
from .marked_copy import marked
from .markup import printed
from .news import News, told
from .packets import Plan
from .tree import finish
from .update_packet import Old, edges, update, update_id, withdrawn
from .wording import Wording, clock, day, read_strings

# How Jinja names our objects: 'toolkit_builder.content.model.case.Chart object'.
_OURS = re.compile(r"'toolkit_builder\.[\w.]*?(\w+) object'")


class Option(NamedTuple):
    """A choice of a drop-down; `id` is what an answer stores."""

    id: str
    label: str


class _Compiled(BytecodeCache):
    """Layouts that this process has compiled: a toolkit that is read again need not wait for it again."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._known:
            bucket.bytecode_from_string(self._known[bucket.key])  # unless the layout has changed

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


class Filler:
    """Fills the layouts of one toolkit, packet after packet.

    Args:
        toolkit: what to print.
        layouts: folders to look in, first the toolkit's own, then the built-in one.
        news: what packets tell of an earlier edition; those that have nothing to tell stay as they are.
    """

    def __init__(self, toolkit: Toolkit, layouts: tuple[Path, ...], news: News | None = None) -> None:
        self._toolkit = toolkit
        self._layouts = layouts
        self._news = news
        self._say = Wording(read_strings(layouts, toolkit.file.language))
        self._materials = {m.id: m for shelf in toolkit.shelves for m in shelf.materials}
        self._principles = {
            m.id: shelf.principle for shelf in toolkit.shelves for m in shelf.materials if shelf.principle
        }
        self._scales = {scale.id: scale for scale in toolkit.file.scales}
        self._cited: dict[str, Reference] = {}
        self._assets: dict[str, bytes] = {}
        self._here = _Here(toolkit.file.id)
        self._jinja = self._environment()

    def fill(self, plan: Plan) -> Manuscript:
        """One packet.

        Raises:
            LayoutError: L101 the layout cannot be filled, with its file and line; L102 to L105 see `tree`.
        """
        shelf = plan.shelves[0]
        material = shelf.materials[0] if plan.packet.kind in MATERIALS else None
        whole = PACKET_KINDS[plan.packet.kind].is_of_toolkit
        owner = self._toolkit.file if whole else material or shelf.principle
        assert owner is not None  # a shelf without a principle makes single packets only
        self._here.id = owner.id
        values = {
            "shelves": plan.shelves, "principle": shelf.principle, "materials": shelf.materials,
            "material": material, "news": None,
        }  # fmt: skip
        filled = self._filled(plan.packet, plan.title, values)
        if self._news is None:
            return filled
        tiers = [tier.id for tier in self._toolkit.file.access]
        # What it tells says where things stand, so the packet is filled first.
        found = told(self._news, plan.packet, tiers, filled.body)
        return self._filled(plan.packet, plan.title, {**values, "news": found}) if found else filled

    def marked(self, manuscript: Manuscript, news: News) -> Manuscript:
        """A packet as editors and reviewers have it: what has changed since an edition is marked.

        Args:
            manuscript: as `fill` gives it.
            news: that edition, which need not be the one that the packet tells of.
        """
        changes = self._changes(manuscript.packet, news)
        return marked(manuscript, news, changes, self._say, self._thing_name)

    def update(self, new: Manuscript | None, old: Old, news: News) -> Manuscript | None:
        """What a reader who has a packet of an earlier edition in a binder takes out and puts in.

        Args:
            new: the packet as `fill` gives it; None where there is none any more.
            old: the packet of that edition.
            news: that edition.

        Returns:
            A packet of another name; None where nothing has changed.

        Raises:
            LayoutError: as `fill`.
        """
        shown = new or old.manuscript
        main = etree.fromstring(shown.body)
        if new is None:
            found = withdrawn(old)
        else:
            found = update(main, old, news.before, self._changes(new.packet, news))
        if not found.rows:
            return None
        self._here.id = main.get("id", "")
        title = self._say("update_title", title=shown.title)
        packet = replace(shown.packet, id=update_id(shown.packet.id, news.edition, old.variant), kind=UPDATE)
        values = {"rows": found.rows, "sheets": found.sheets, "edges": edges(main), "news": news}
        made = self._filled(packet, title, {**values, "of": shown.title, "withdrawn": new is None})
        seen = {name: data for name, data in shown.assets.items() if f'"asset:{name}"'.encode() in made.body}
        return replace(made, assets=seen)

    def _changes(self, packet: Packet, news: News) -> tuple[Change, ...]:
        """What has changed in a packet, with what the toolkit says in many: levels, sources."""
        file = self._toolkit.file
        own = news.of(packet, [tier.id for tier in file.access])
        return own if PACKET_KINDS[packet.kind].is_everything else (*own, *news.shared(file.id))

    def words(self, key: str, **values: object) -> str:
        """A string of the toolkit's language, filled in."""
        return self._say(key, **values)

    def page(self, packet: Packet, title: str, **values: object) -> Manuscript:
        """A page about the toolkit that is no packet of its texts, such as what a proof found.

        Args:
            packet: its kind names the layout.
            title: of the document.
            values: what the layout shows besides the toolkit.

        Raises:
            LayoutError: as `fill`.
        """
        self._here.id = self._toolkit.file.id
        return self._filled(packet, title, values)

    def text(self, layout: str, **values: object) -> str:
        """A layout filled as it stands: a page for browsers alone, which no writer of packets reads.

        Args:
            layout: its path below layouts/.
            values: what it shows besides the toolkit.

        Raises:
            LayoutError: L101 as `fill`.
        """
        self._cited, self._assets = {}, {}
        try:
            return self._jinja.get_template(layout).render(values)
        except (TemplateError, KeyError, TypeError, ValueError) as error:
            raise LayoutError([self._problem(error, layout)]) from error

    def _filled(self, packet: Packet, title: str, values: Mapping[str, object]) -> Manuscript:
        layout = f"{packet.kind}/packet.html"
        body = finish(self.text(layout, **values), self._shown(layout))
        return Manuscript(packet, self._toolkit.file.language, title, body, dict(self._assets))

    def _environment(self) -> Environment:
        jinja = Environment(
            loader=FileSystemLoader(self._layouts),
            autoescape=True,
            undefined=StrictUndefined,
            bytecode_cache=_COMPILED,
            finalize=lambda value: printed(value, self._cite, _target),
            trim_blocks=True,
            lstrip_blocks=True,
        )
        jinja.globals.update(self._for_layouts())
        return jinja

    def _for_layouts(self) -> dict[str, Any]:
        """The names that a layout can use."""
        language = self._toolkit.file.language
        functions: dict[str, Callable[..., Any]] = {
            "address": lambda owner, thing=None, part=None: address(owner.id, _id(thing), part),
            "plain": _plain,
            "cite": self._cite,
            "cited": lambda: [(self._note(n), it) for n, it in enumerate(self._cited.values(), 1)],
            "scale_of": self._scale,
            "scale_pairs": lambda it: [(level.label, level.definition) for level in self._scale(it).levels],
            "options": self._options,
            "title_of": lambda name: self._materials[name].title,
            "material_of": lambda name: self._materials[name],
            "kind_name": lambda material: self._kind_name(material.kind),
            "kinds_in": self._kinds_in,
            "thing_name": self._thing_name,
            "is_new": lambda material: self._news is not None and self._news.is_new(material.id),
            "protocol_name": lambda it, name: next(p.name for p in it.protocols if p.id == name),
            "running": self._running,
            "look": self._look,
            "day": lambda iso: day(iso, language),
            "clock": lambda session: clock(session, language),
            "bar_chart": self._bar_chart,
            "timeline": self._timeline,
            "strip_words": self._strip_words,
            "readers_of": finder.by_reader,
            "topics_of": finder.by_topic,
            "minutes_of": finder.minutes_of,
            "in_brief": finder.in_brief,
            "sources_of": lambda it: [self._toolkit.references[n] for n in finder.cited_at_a_glance(it)],
        }
        return {"say": self._say, "toolkit": self._toolkit, "packet": self._here, **functions}

    def _cite(self, name: str) -> Markup:
        """A footnote where a source is first called; after that its number, which leads to the sources."""
        known = list(self._cited)
        if name in known:
            number = known.index(name) + 1
            return Markup('<a class="again" href="#{}">{}</a>').format(self._note(number), number)
        it = self._cited[name] = self._toolkit.references[name]
        note = Markup('<span class="footnote" data-reference="{}">{}, <em>{}</em> ({}).</span>')
        return note.format(name, it.author, it.title, it.date)

    def _note(self, number: int) -> str:
        """Address of a source in the list at the end; notes are numbered in the order of that list."""
        return address(self._here.id, "part-sources", f"n{number}")

    def _scale(self, it: SelfAssessment) -> Scale:
        return self._scales[it.scale]

    def _options(self, it: SelfAssessment) -> list[Option]:
        """Levels to choose from, with "Don't know" and "Not applicable" where the material allows them."""
        options = [Option(level.id, str(level.label)) for level in self._scale(it).levels]
        if it.allow_dont_know:
            options.append(Option("dk", self._say.dont_know))
        if it.allow_not_applicable:
            options.append(Option("na", self._say.not_applicable))
        return options

    def _kind_name(self, kind: str) -> str:
        return str(getattr(self._toolkit.file.words, kind.replace("-", "_")))

    def _thing_name(self, kind: str) -> str:
        if kind in MATERIALS:
            return self._kind_name(kind)
        return str(self._toolkit.file.words.unit) if kind == Principle.kind else self._say[f"thing_{kind}"]

    def _kinds_in(self, materials: tuple[Material, ...]) -> str:
        return ", ".join(dict.fromkeys(self._kind_name(material.kind) for material in materials))

    def _running(self, principle: Principle | None, material: Material | None = None) -> str:
        """What stands at the head of every page."""
        words = self._toolkit.file.words
        parts = [f"{words.unit} {principle.number}: {principle.short_name}"] if principle else []
        if material:
            parts.append(self._kind_name(material.kind))
        return " · ".join(parts) or str(self._toolkit.file.title)

    def _look(self, principle: Principle | None) -> Markup:
        if principle is None:
            return Markup("")
        names = Markup('data-accent="{}" data-pattern="{}" data-number="{}"')
        return names.format(principle.accent.color, principle.accent.pattern, principle.number)

    def _accent(self, material: Material) -> str:
        """Name of the accent of a material's drawings; empty for the toolkit's own colour."""
        principle = self._principles.get(material.id)
        return str(principle.accent.color) if principle else ""

    def _bar_chart(self, it: CaseStudy, large: bool = False) -> str:
        assert it.chart is not None
        draw, ending = (drawing.large_bar_chart, "-large") if large else (drawing.bar_chart, "")
        return self._keep(f"{address(it.id, it.chart.id)}{ending}.svg", draw(it.chart, self._accent(it)))

    def _timeline(self, it: CompanionGuide, session: Session) -> str:
        return self._keep(f"{address(it.id, session.id)}.svg", drawing.timeline(session, self._accent(it)))

    def _keep(self, name: str, data: bytes) -> str:
        self._assets[name] = data
        return name

    def _strip_words(self, session: Session) -> str:
        parts = [self._say("strip_part", title=item.title, minutes=item.minutes) for item in session.agenda]
        return self._say("strip_alt", title=session.title, minutes=session.minutes, parts=", ".join(parts))

    def _problem(self, error: Exception, layout: str) -> Problem:
        """The layout's file and line, taken from the error or from where it passed through."""
        name, line = layout, 0
        if isinstance(error, TemplateSyntaxError):
            name, line = error.name or layout, error.lineno
        else:
            trace = error.__traceback__
            while trace:
                path = Path(trace.tb_frame.f_code.co_filename)
                for folder in self._layouts:
                    if path.is_relative_to(folder):
                        name, line = path.relative_to(folder).as_posix(), trace.tb_lineno
                trace = trace.tb_next
        if isinstance(error, TemplateNotFound):
            message = f"there is no layout '{error.name}'"
        else:
            message = "cannot be filled: " + _OURS.sub(r"\1", str(error))
        return Problem(Place(self._shown(name), line, text=self._line(name, line)), "L101", message)

    def _found(self, name: str) -> Path | None:
        """The folder that a layout is taken from."""
        return next((folder for folder in self._layouts if (folder / name).is_file()), None)

    def _shown(self, name: str) -> str:
        """How messages name a layout: the toolkit's own lie in its folder."""
        if len(self._layouts) > 1 and self._found(name) == self._layouts[0]:
            file = next(source.path for source in self._toolkit.sources if source.node is self._toolkit.file)
            return f"{file.removesuffix('toolkit.yaml')}layouts/{name}"
        return f"layouts/{name}"

    def _line(self, name: str, line: int) -> str:
        folder = self._found(name)
        if not line or folder is None:
            return ""
        return (folder / name).read_text(encoding="utf-8").split("\n")[line - 1]


class _Here:
    """The packet being filled: its address starts those of cover, contents and sources."""

    def __init__(self, name: str) -> None:
        self.id = name


def _id(thing: object) -> str | None:
    return thing if thing is None or isinstance(thing, str) else str(thing.id)  # type: ignore[attr-defined]


def _target(link: str) -> str:
    """Address of `material` or `material/thing`."""
    material, _, thing = link.partition("/")
    return address(material, thing or None)


def _plain(text: Text) -> str:
    """Words without marks, for the names of fields."""
    if isinstance(text, Line):
        return richtext.plain(richtext.parse(text, blocks=False))
    return str(text)
