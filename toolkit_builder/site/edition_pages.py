"""Pages of an edition: its list, its changes, its principles, and each document to get and to read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..content.addresses import address
from ..content.packet_kinds import PACKET_KINDS, Holds
from ..layout.wording import Wording, day
from . import structured
from . import urls as at
from .accessibility import statement
from .page import SiteFrame, SitePage
from .reading_page import excerpt, reading
from .urls import EditionUrls
from .views import ChangeGroup, Difference, Document, EditionView, Unit

# A page of a document tells of so many changes and leads to the others.
_FEW = 8


@dataclass(frozen=True, slots=True)
class DocumentPages:
    """Makes the pages of editions.

    Args:
        frame: what stands around them.
        say: words of the language.
    """

    frame: SiteFrame
    say: Wording

    def of(self, place: EditionUrls) -> Iterator[SitePage]:
        """Every page of an edition."""
        edition, say = place.edition, self.say
        about = edition.summary or edition.about.subtitle or edition.about.title
        yield SitePage(place.index, "edition.html", edition.label, about, {"place": place})
        if edition.groups is not None:
            yield self._changes(place, edition.groups)
        yield SitePage(
            place.accessibility, "accessibility.html", say.site_accessibility, say.site_accessibility_lead,
            {"place": place, "proof": statement(edition)},
        )  # fmt: skip
        for number, unit in enumerate(edition.principles):
            yield self._principle(place, unit, number)
        for document in edition.documents:
            yield self._packet(place, document)
            if document.material:
                yield self._reading(place, document)

    def _principle(self, place: EditionUrls, unit: Unit, number: int) -> SitePage:
        edition, around = place.edition, place.edition.principles
        whole = unit.whole[-1] if unit.whole else None
        opener = None
        if whole is not None:
            name = address(unit.id, "part-about")
            opener = excerpt(edition.manuscripts[whole.manuscript], name, edition.label, self.say)
        values = {
            "place": place,
            "unit": unit,
            "opener": opener,
            "before": around[number - 1] if number else None,
            "after": around[number + 1] if number + 1 < len(around) else None,
        }
        page = SitePage(
            place.principle(unit), "principle.html", unit.name, unit.tagline, values, mark=unit, indexed=True,
            found_by=(("principle", unit.name), ("kind", edition.about.unit)),
        )  # fmt: skip
        return self._with_card(page, place, whole)

    def _packet(self, place: EditionUrls, document: Document) -> SitePage:
        edition = place.edition
        unit = _unit(edition, document)
        permanent = EditionUrls(edition, at.permanent(edition.id)).packet(document)
        changes, more, is_new = self._changes_of(place, document)
        parts = () if document.material else document.materials
        values = {
            "place": place,
            "document": document,
            "unit": unit,
            "steps": [*self._steps(place, unit), ("", document.title)],
            "contents": [each for name in parts if (each := edition.of_material(name))],
            "changes": changes,
            "more": more,
            "is_new": is_new,
            "related": list(_related(edition, document)),
            "cited": self._cited(edition, permanent),
            "permanent": permanent,
            "sums": [(row.path, row.sha256) for row in document.rows],
        }
        path, about = place.packet(document), document.lead or document.purpose
        page = SitePage(path, "packet.html", document.title, about, values, kind="article", mark=unit)
        told = structured.resource(document, place, self.frame, path)
        # What can be read as a page is found there.
        page = replace(
            page, structured=told, indexed=not document.material, found_by=self._found_by(document, unit)
        )
        return self._with_card(page, place, document)

    def _reading(self, place: EditionUrls, document: Document) -> SitePage:
        edition = place.edition
        unit = _unit(edition, document)
        steps = [(place.packet(document), document.kind_name), ("", self.say.site_read)]
        values = {
            "place": place,
            "document": document,
            "unit": unit,
            "text": reading(edition.manuscripts[document.manuscript], edition.label, self.say),
            "steps": [*self._steps(place, unit), *steps],
        }
        path, about = place.reading(document), document.lead or document.purpose
        title = f"{document.title} – {self.say.site_read}"
        page = SitePage(path, "read.html", title, about, values, kind="article", mark=unit, indexed=True)
        told = structured.resource(document, place, self.frame, path)
        page = replace(page, structured=told, found_by=self._found_by(document, unit))
        return self._with_card(page, place, document)

    def _found_by(self, document: Document, unit: Unit | None) -> tuple[tuple[str, str], ...]:
        readers = [("readers", self.say[f"reader_{reader}"]) for reader in document.readers]
        principle = [("principle", unit.name)] if unit else []
        return (*principle, ("kind", document.kind_name), *readers)

    def _steps(self, place: EditionUrls, unit: Unit | None) -> list[tuple[str, str]]:
        """The trail above a page of a document."""
        home = (at.HOME, self.frame.title)
        return [home, (place.principle(unit), unit.short_name)] if unit else [home]

    def _with_card(self, page: SitePage, place: EditionUrls, document: Document | None) -> SitePage:
        """With a picture of the cover, where it has one."""
        if document is None or place.cover(document) not in self.frame.pictured:
            return page
        return replace(
            page, card=place.card(document), card_words=self.say("site_card", title=document.title)
        )  # fmt: skip

    def _cited(self, edition: EditionView, path: str) -> str:
        date = day(edition.date, self.frame.language)
        said = {"cite_as": edition.about.cite_as, "label": edition.label, "date": date}
        if not self.frame.address:
            return self.say("site_cited", **said)
        return self.say("site_cited_at", **said, address=self.frame.stated(path))

    # --- changes ----------------------------------------------------------------------------------

    def _changes(self, place: EditionUrls, groups: Sequence[ChangeGroup]) -> SitePage:
        edition = place.edition
        shown = [
            (group, self._part(place, group.material), [(it, self._to(place, it)) for it in group.changes])
            for group in groups
        ]
        title = self.say("site_changes_since", edition=edition.before)
        values = {"place": place, "groups": shown}
        return SitePage(place.changes, "changes.html", f"{edition.label}: {title}", title, values)

    def _changes_of(
        self, place: EditionUrls, document: Document
    ) -> tuple[list[tuple[Difference, str]] | None, int, bool]:
        """Changes of a document with where each leads, how many more there are, whether all of it is new."""
        groups = place.edition.groups
        if groups is None or not PACKET_KINDS[document.kind].has_news:
            return None, 0, False
        if not PACKET_KINDS[document.kind].is_everything:
            mine = {
                *document.materials,
                *([document.principle] if PACKET_KINDS[document.kind].holds is Holds.PRINCIPLE else ()),
            }
            groups = tuple(group for group in groups if group.material in mine)
        if document.material and any(group.kind == "added" for group in groups):
            return [], 0, True
        found = [(it, self._to(place, it)) for group in groups for it in _told(group)]
        return found[:_FEW], max(len(found) - _FEW, 0), False

    def _part(self, place: EditionUrls, name: str) -> str:
        """Page of a material or principle, or empty."""
        document = place.edition.of_material(name)
        if document is not None:
            return place.packet(document)
        unit = next((unit for unit in place.edition.principles if unit.id == name), None)
        return place.principle(unit) if unit else ""

    def _to(self, place: EditionUrls, it: Difference) -> str:
        """Where a thing can be read, or empty."""
        if not it.address:
            return ""
        document = place.edition.of_material(it.material)
        if document is None:
            return self._part(place, it.material)
        printed = f'id="{it.address}"'.encode() in place.edition.manuscripts[document.manuscript].body
        return place.reading(document) + (f"#{it.address}" if printed else "")


def _unit(edition: EditionView, document: Document) -> Unit | None:
    return next((unit for unit in edition.principles if unit.id == document.principle), None)


def _related(edition: EditionView, document: Document) -> Iterator[Document]:
    """Documents of one material that a document of one material names, or that name it."""
    if not document.material:
        return
    for each in edition.documents:
        names = each.material in document.goes_with or document.material in each.goes_with
        if names and each.material and each.material != document.material:
            yield each


def _told(group: ChangeGroup) -> Iterator[Difference]:
    """Changes of a group one by one; what is new or gone as a whole is one."""
    if group.kind == "changed":
        yield from group.changes
    else:
        yield Difference(group.kind, group.title, group.material, "", (), "", "", "", group.note)
