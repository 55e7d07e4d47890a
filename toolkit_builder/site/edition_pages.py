"""Pages of an edition: its list, its changes, its principles, and each document to get and to read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..content.addresses import address
from ..content.comparing.compare import CAME
from ..content.packet_kinds import PACKET_KINDS, Holds
from ..layout.wording import Wording, day
from . import structured
from .accessibility import statement
from .page import PAGE_POLICY, PAGE_SCRIPT, SiteFrame, SitePage
from .reading_page import excerpt, reading_page
from .urls import HOME, EditionUrls, edition_folder
from .views import ChangeGroup, Difference, Document, EditionView, Unit

# A page of a document tells of so many changes and leads to the others.
_FEW = 8


@dataclass(frozen=True, slots=True)
class DocumentPages:
    """Makes the pages of an edition.

    Args:
        frame: what stands around them.
        say: words of the language.
    """

    frame: SiteFrame
    say: Wording

    def of(self, urls: EditionUrls) -> Iterator[SitePage]:
        """Every page of an edition."""
        edition, say = urls.edition, self.say
        about = edition.summary or edition.about.subtitle or edition.about.title
        yield SitePage(urls.index, "edition.html", edition.label, about, {"place": urls})
        if edition.groups is not None:
            yield self._changes(urls, edition.groups)
        yield SitePage(
            urls.accessibility, "accessibility.html", say.site_accessibility, say.site_accessibility_lead,
            {"place": urls, "proof": statement(edition)},
        )  # fmt: skip
        for number, unit in enumerate(edition.principles):
            yield self._principle(urls, unit, number)
        for document in edition.documents:
            yield self._packet(urls, document)
            if document.material:
                yield self._reading(urls, document)

    def _principle(self, urls: EditionUrls, unit: Unit, number: int) -> SitePage:
        edition, principles = urls.edition, urls.edition.principles
        whole = unit.whole[-1] if unit.whole else None
        opener = None
        if whole is not None:
            name = address(unit.id, "part-about")
            opener = excerpt(edition.manuscripts[whole.manuscript], name, edition.label, self.say)
        values = {
            "place": urls,
            "unit": unit,
            "opener": opener,
            "before": principles[number - 1] if number else None,
            "after": principles[number + 1] if number + 1 < len(principles) else None,
        }
        page = SitePage(
            urls.principle(unit), "principle.html", unit.name, unit.tagline, values, mark=unit, indexed=True,
            told=(f"{edition.about.unit} {unit.number}",),
            found_by=(("principle", unit.name), ("kind", edition.about.unit)),
        )  # fmt: skip
        return self._with_card(page, urls, whole)

    def _packet(self, urls: EditionUrls, document: Document) -> SitePage:
        edition = urls.edition
        unit = _unit(edition, document)
        permanent = EditionUrls(edition, edition_folder(edition.id)).packet(document)
        changes, more, is_new = self._changes_of(urls, document)
        parts = () if document.material else document.materials
        values = {
            "place": urls,
            "document": document,
            "unit": unit,
            "steps": [*self._steps(urls, unit), ("", document.title)],
            "contents": [part_document for name in parts if (part_document := edition.of_material(name))],
            "changes": changes,
            "more": more,
            "is_new": is_new,
            "related": list(_related(edition, document)),
            "cited": self._cited(edition, permanent),
            "permanent": permanent,
            "sums": [(row.path, row.sha256) for row in document.rows],
        }
        path, about = urls.packet(document), document.lead or document.purpose
        page = SitePage(
            path, "packet.html", document.title, about, values, kind="article", mark=unit,
            told=_told(edition, document, document.kind_name), script=PAGE_SCRIPT, policy=PAGE_POLICY,
        )  # fmt: skip
        json_ld = structured.resource(document, urls, self.frame, path)
        # What can be read as a page is found there.
        page = replace(
            page, structured=json_ld, indexed=not document.material, found_by=self._found_by(document, unit)
        )
        return self._with_card(page, urls, document)

    def _reading(self, urls: EditionUrls, document: Document) -> SitePage:
        edition = urls.edition
        unit = _unit(edition, document)
        steps = [(urls.packet(document), document.kind_name), ("", self.say.site_read)]
        values = {
            "place": urls,
            "document": document,
            "unit": unit,
            "text": reading_page(edition.manuscripts[document.manuscript], edition.label, self.say),
            "steps": [*self._steps(urls, unit), *steps],
            **_beside(edition, document),
        }
        path, about = urls.reading(document), document.lead or document.purpose
        page = SitePage(
            path, "read.html", document.title, about, values, kind="article", mark=unit, indexed=True,
            told=_told(edition, document, self.say.site_read), script=PAGE_SCRIPT, policy=PAGE_POLICY,
        )  # fmt: skip
        json_ld = structured.resource(document, urls, self.frame, path)
        page = replace(page, structured=json_ld, found_by=self._found_by(document, unit))
        return self._with_card(page, urls, document)

    def _found_by(self, document: Document, unit: Unit | None) -> tuple[tuple[str, str], ...]:
        readers = [("readers", self.say[f"reader_{reader}"]) for reader in document.readers]
        principle = [("principle", unit.name)] if unit else []
        return (*principle, ("kind", document.kind_name), *readers)

    def _steps(self, urls: EditionUrls, unit: Unit | None) -> list[tuple[str, str]]:
        """The trail above a page of a document."""
        home = (HOME, self.frame.title)
        return [home, (urls.principle(unit), unit.short_name)] if unit else [home]

    def _with_card(self, page: SitePage, urls: EditionUrls, document: Document | None) -> SitePage:
        """A page with a picture of the document's cover, where there is one."""
        if document is None or urls.cover(document) not in self.frame.pictured:
            return page
        return replace(
            page, card=urls.card(document), card_words=self.say("site_card", title=document.title)
        )  # fmt: skip

    def _cited(self, edition: EditionView, path: str) -> str:
        date = day(edition.date, self.frame.language)
        values = {"cite_as": edition.about.cite_as, "label": edition.label, "date": date}
        if not self.frame.address:
            return self.say("site_cited", **values)
        return self.say("site_cited_at", **values, address=self.frame.stated(path))

    # --- changes ----------------------------------------------------------------------------------

    def _changes(self, urls: EditionUrls, groups: Sequence[ChangeGroup]) -> SitePage:
        edition = urls.edition
        groups_shown = [
            (
                group,
                self._part(urls, group.material),
                [(change, self._to(urls, change)) for change in group.changes],
            )
            for group in groups
        ]
        title = self.say("site_changes_since", edition=edition.before)
        values = {"place": urls, "groups": groups_shown}
        return SitePage(urls.changes, "changes.html", title, title, values)

    def _changes_of(
        self, urls: EditionUrls, document: Document
    ) -> tuple[list[tuple[Difference, str]] | None, int, bool]:
        """Changes of a document with where each leads, how many more there are, whether all of it is new."""
        groups = urls.edition.groups
        if groups is None or not PACKET_KINDS[document.kind].has_news:
            return None, 0, False
        if not PACKET_KINDS[document.kind].is_everything:
            ids = {
                *document.materials,
                *([document.principle] if PACKET_KINDS[document.kind].holds is Holds.PRINCIPLE else ()),
            }
            groups = tuple(group for group in groups if group.material in ids)
        if document.material and any(group.kind in CAME for group in groups):
            return [], 0, True
        changes = [(change, self._to(urls, change)) for group in groups for change in _changes_told(group)]
        return changes[:_FEW], max(len(changes) - _FEW, 0), False

    def _part(self, urls: EditionUrls, name: str) -> str:
        """Page of a material or principle, or empty."""
        document = urls.edition.of_material(name)
        if document is not None:
            return urls.packet(document)
        unit = next((unit for unit in urls.edition.principles if unit.id == name), None)
        return urls.principle(unit) if unit else ""

    def _to(self, urls: EditionUrls, change: Difference) -> str:
        """Where a thing can be read, or empty."""
        if not change.address:
            return ""
        document = urls.edition.of_material(change.material)
        if document is None:
            return self._part(urls, change.material)
        printed = f'id="{change.address}"'.encode() in urls.edition.manuscripts[document.manuscript].body
        return urls.reading(document) + (f"#{change.address}" if printed else "")


def _told(edition: EditionView, document: Document, what: str) -> tuple[str, ...]:
    """What tells the title of a page from others: its sort, whom it is for, and where others share both."""
    alike = [each for each in edition.documents if (each.title, each.kind) == (document.title, document.kind)]
    unit = _unit(edition, document)
    place = [f"{edition.about.unit} {unit.number}"] if unit and len(alike) > 1 else []
    told = (what, document.circle, *place)
    return tuple(words for words in told if words and words != document.title)


def _beside(edition: EditionView, document: Document) -> dict[str, Document | None]:
    """What is read before and after a document, in printed order; of its own principle alone."""
    unit = next(unit for unit in edition.units if document in unit.documents)
    read = [each for each in unit.documents if each.material]
    place = read.index(document)
    return {
        "before": read[place - 1] if place else None,
        "after": read[place + 1] if place + 1 < len(read) else None,
    }


def _unit(edition: EditionView, document: Document) -> Unit | None:
    return next((unit for unit in edition.principles if unit.id == document.principle), None)


def _related(edition: EditionView, document: Document) -> Iterator[Document]:
    """Documents of one material that a document of one material names, or that name it."""
    if not document.material:
        return
    for other in edition.documents:
        names = other.material in document.goes_with or document.material in other.goes_with
        if names and other.material and other.material != document.material:
            yield other


def _changes_told(group: ChangeGroup) -> Iterator[Difference]:
    """Changes of a group one by one; what is new or gone as a whole is one."""
    if group.kind == "changed":
        yield from group.changes
    else:
        yield Difference(
            group.kind, group.title, group.material, "", (), "", "", "", group.note, group.circle
        )  # fmt: skip
