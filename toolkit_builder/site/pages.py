"""The pages of a tier: which there are, where they stand, and what each shows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any
from urllib.parse import quote, urlsplit

from babel.numbers import format_decimal
from markupsafe import Markup

from ..content.addresses import address
from ..layout.wording import Wording, day
from ..publish.manifest import Row
from . import places as at
from . import structured
from .accessibility import statement
from .filling import Layouts
from .library import WITHDRAWN
from .places import Places, link_from
from .reading import excerpt, reading
from .views import Difference, Document, Edition, Group, Unit

# Where a list of changes goes on another page.
_FEW = 8
_BARE = "default-src 'none'; base-uri 'none'; form-action 'self'; img-src 'self'; style-src 'self'; font-src 'self'"
POLICY = f"{_BARE}; script-src 'none'"
# Pagefind is a script and WebAssembly; it fetches its index from beside the page.
SEARCH_POLICY = f"{_BARE}; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'"


@dataclass(frozen=True, slots=True)
class Banner:
    """A line above a page about its edition.

    Args:
        kind: old, withdrawn or newest.
        to: where it leads, or empty.
        same: whether that is the same page of another edition.
        why: what readers are told of the edition.
    """

    kind: str
    to: str
    same: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page before it is filled.

    Args:
        path: where it stands.
        layout: of layouts/site/.
        title, description: for its head.
        values: what its layout shows.
        canonical: the address that search engines should know; empty for its own.
        kind: of Open Graph.
        card, card_words: its picture and what that shows.
        indexed: whether the search finds it.
        hidden: whether search engines should leave it alone.
        mark: the principle whose colour and pattern it has.
        structured: JSON-LD.
    """

    path: str
    layout: str
    title: str
    description: str
    values: Mapping[str, Any] = field(repr=False)
    canonical: str = ""
    kind: str = "website"
    card: str = ""
    card_words: str = ""
    indexed: bool = False
    hidden: bool = False
    script: bool = False
    mark: Unit | None = None
    banner: Banner | None = None
    structured: Markup = Markup("")
    policy: str = POLICY


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around all pages of a tier; layouts know it as `site`.

    Args:
        name: folder of the toolkit.
        title: of the publication.
        tier, tier_name: whose pages these are.
        open: whether that is everybody; `open_name` is what the toolkit calls everybody.
        address: where the site stands, or empty.
        editions: the oldest first.
        newest: the edition that `latest` stands for.
        logo, icon, card: pictures; the logo may be empty.
        cover_size: in which covers are shown.
        pictured: paths of all covers.
        packed: path -> size of each zip.
    """

    name: str
    tier: str
    tier_name: str
    open: bool
    open_name: str
    address: str
    editions: tuple[Edition, ...]
    newest: Edition
    logo: str
    icon: str
    card: str
    cover_size: tuple[int, int]
    pictured: frozenset[str]
    packed: Mapping[str, int]
    menu: tuple[tuple[str, str], ...]

    @property
    def title(self) -> str:
        return self.about.title

    @property
    def about(self) -> Any:
        return self.newest.about

    @property
    def language(self) -> str:
        return self.about.language


class Binder:
    """Makes the pages of a tier.

    Args:
        frame: what stands around them.
        layouts: to fill.
        say: words of the language.
    """

    def __init__(self, frame: Frame, layouts: Layouts, say: Wording) -> None:
        self.frame, self._layouts, self._say = frame, layouts, say

    def pages(self) -> Iterator[Page]:
        """Every page, each once."""
        found: dict[str, Page] = {}
        for edition in self.frame.editions:
            place = Places(edition, at.permanent(edition.id))
            found |= {page.path: page for page in self._edition(place)}
        newest = Places(self.frame.newest, at.LATEST)
        found |= {page.path: page for page in self._edition(newest)}
        found |= {page.path: page for page in self._gone(found) if page.path not in found}
        found |= {page.path: page for page in self._top()}
        yield from (self._marked(page, found) for page in found.values())

    def fill(self, page: Page) -> bytes:
        """A page as HTML."""
        values = {**self._names(page), **page.values, "page": page, "site": self.frame}
        return self._layouts.fill(f"site/{page.layout}", values).encode()

    def whole(self, path: str) -> str:
        """An address for other places: absolute where the site's own is known."""
        path = quote(path)
        return self.frame.address + path.removesuffix("index.html") if self.frame.address else path

    # --- what layouts may ask ---------------------------------------------------------------------

    def _names(self, page: Page) -> dict[str, Any]:
        place = page.values.get("place")
        named: dict[str, Any] = {
            "href": link_from(page.path),
            "whole": self.whole,
            "rooted": self._rooted,
            "size": self._size,
            "by_kind": _by_kind,
            "cover_size": self.frame.cover_size,
            "edition_path": lambda edition=None: self._of(edition, place).index,
            "changes_path": lambda edition=None: self._of(edition, place).changes,
        }
        if place is not None:
            named |= {
                "edition": place.edition,
                "file_path": place.file,
                "packet_path": place.packet,
                "read_path": place.reading,
                "principle_path": place.principle,
                "accessibility_path": lambda: place.accessibility,
                "picture_of": lambda document: self._if_there(place.cover(document)),
                "packed": lambda document: self._packed(place.packed(self.frame.name, document)),
            }
        return named

    def _of(self, edition: Edition | None, place: Places | None) -> Places:
        if edition is None:
            assert place is not None
            return place
        return Places(edition, at.permanent(edition.id))

    def _if_there(self, path: str) -> str:
        return path if path in self.frame.pictured else ""

    def _packed(self, path: str) -> dict[str, object]:
        return {"path": path, "bytes": self.frame.packed[path]} if path in self.frame.packed else {}

    def _rooted(self, path: str) -> str:
        """For a page that may be shown at any depth: from the root of the host, where that is known."""
        return urlsplit(self.frame.address).path + path if self.frame.address else path

    def _size(self, number: int) -> str:
        """A size as people say it: 412 KB."""
        locale = self.frame.language.replace("-", "_")
        for limit, unit, key in ((1000, 1, "site_bytes"), (1_000_000, 1000, "site_kb"), (10**15, 10**6, "site_mb")):
            if number < limit * (0.9995 if unit > 1 else 1):
                shown = format_decimal(number / unit, "#,##0" if unit < 10**6 else "#,##0.0", locale=locale)
                return self._say(key, n=shown)
        raise AssertionError(number)

    # --- pages of an edition ----------------------------------------------------------------------

    def _edition(self, place: Places) -> Iterator[Page]:
        edition = place.edition
        values = {"place": place}
        label = edition.label
        yield self._page(place, place.index, "edition.html", label, edition.summary or edition.about.subtitle, values)
        if edition.groups is not None:
            yield self._changes(place, edition.groups)
        yield self._page(
            place, place.accessibility, "accessibility.html", self._say.site_accessibility,
            self._say.site_accessibility_lead, {**values, "proof": statement(edition)},
        )  # fmt: skip
        for number, unit in enumerate(edition.principles):
            yield self._principle(place, unit, number)
        for document in edition.documents:
            yield self._packet(place, document)
            if document.material:
                yield self._reading(place, document)

    def _page(
        self, place: Places, path: str, layout: str, title: str, description: str, values: Mapping[str, Any]
    ) -> Page:
        return Page(path, layout, title, description, {"place": place, **values})

    def _principle(self, place: Places, unit: Unit, number: int) -> Page:
        edition, around = place.edition, place.edition.principles
        whole = unit.whole[-1] if unit.whole else None
        opener = None
        if whole is not None:
            manuscript = edition.manuscripts[whole.id]
            opener = excerpt(manuscript, address(unit.id, "part-about"), edition.label, self._say)
        values = {
            "unit": unit,
            "opener": opener,
            "before": around[number - 1] if number else None,
            "after": around[number + 1] if number + 1 < len(around) else None,
        }
        page = self._page(place, place.principle(unit), "principle.html", unit.name, unit.tagline, values)
        return replace(page, mark=unit, indexed=True, **self._card(place, whole))

    def _packet(self, place: Places, document: Document) -> Page:
        edition = place.edition
        unit = _unit(edition, document)
        permanent = Places(edition, at.permanent(edition.id)).packet(document)
        changes, more, is_new = self._changes_of(place, document)
        sums = [(row.path, row.sha256) for row in document.rows]
        values = {
            "document": document,
            "unit": unit,
            "steps": self._steps(place, unit, document.title),
            "contents": [each for name in document.materials if (each := edition.of_material(name))]
            if not document.material
            else [],
            "changes": changes,
            "more": more,
            "is_new": is_new,
            "related": list(_related(edition, document)),
            "cited": self._cited(edition, permanent),
            "permanent": permanent,
            "sums": sums,
        }
        path = place.packet(document)
        page = self._page(place, path, "packet.html", document.title, document.lead or document.purpose, values)
        about = structured.resource(document, place, self.whole, path)
        return replace(
            page, mark=unit, kind="article", structured=about, indexed=not document.material, **self._card(place, document)
        )  # fmt: skip

    def _reading(self, place: Places, document: Document) -> Page:
        edition = place.edition
        unit = _unit(edition, document)
        text = reading(edition.manuscripts[document.id], edition.label, self._say)
        values = {"document": document, "text": text, "steps": self._steps(place, unit, document.title, document)}
        path = place.reading(document)
        page = self._page(
            place, path, "read.html", f"{document.title} – {self._say.site_read}",
            document.lead or document.purpose, values,
        )  # fmt: skip
        about = structured.resource(document, place, self.whole, path)
        return replace(
            page, mark=unit, kind="article", structured=about, indexed=True, **self._card(place, document)
        )  # fmt: skip

    def _steps(
        self, place: Places, unit: Unit | None, title: str, document: Document | None = None
    ) -> list[tuple[str, str]]:
        """The trail of a page of a document; below it, where the page is one to read."""
        steps = [(at.HOME, self.frame.title)]
        if unit is not None:
            steps.append((place.principle(unit), unit.short_name))
        if document is None:
            return [*steps, ("", title)]
        return [*steps, (place.packet(document), document.kind_name), ("", self._say.site_read)]

    def _card(self, place: Places, document: Document | None) -> dict[str, str]:
        if document is None or place.cover(document) not in self.frame.pictured:
            return {}
        return {"card": place.card(document), "card_words": self._say("site_card", title=document.title)}

    def _cited(self, edition: Edition, path: str) -> str:
        said = {"cite_as": edition.about.cite_as, "label": edition.label, "date": day(edition.date, self.frame.language)}
        if not self.frame.address:
            return self._say("site_cited", **said)
        return self._say("site_cited_at", **said, address=self.whole(path))

    # --- changes ----------------------------------------------------------------------------------

    def _changes(self, place: Places, groups: Sequence[Group]) -> Page:
        edition = place.edition
        shown = [
            (group, self._part(place, group.material), [(it, self._to(place, it)) for it in group.changes])
            for group in groups
        ]
        title = self._say("site_changes_since", edition=edition.before)
        values = {"groups": shown}
        return self._page(place, place.changes, "changes.html", f"{edition.label}: {title}", title, values)

    def _changes_of(
        self, place: Places, document: Document
    ) -> tuple[list[tuple[Difference, str]] | None, int, bool]:
        """Changes of a document with where each leads, how many more there are, and whether all of it is new."""
        edition = place.edition
        if edition.groups is None or document.kind == "template":
            return None, 0, False
        mine = {*document.materials, *({document.principle} if document.kind == "principle" else ())}
        groups = [group for group in edition.groups if group.material in mine]
        if document.kind == "book":
            groups = list(edition.groups)
        if document.material and any(group.kind == "added" for group in groups):
            return [], 0, True
        found = [(it, self._to(place, it)) for group in groups for it in _told(group)]
        return found[:_FEW], max(len(found) - _FEW, 0), False

    def _part(self, place: Places, name: str) -> str:
        """Page of a material or principle, or empty."""
        document = place.edition.of_material(name)
        if document is not None:
            return place.packet(document)
        unit = next((unit for unit in place.edition.principles if unit.id == name), None)
        return place.principle(unit) if unit else ""

    def _to(self, place: Places, it: Difference) -> str:
        """Where a thing can be read, or empty."""
        if not it.address:
            return ""
        document = place.edition.of_material(it.material)
        if document is not None:
            return f"{place.reading(document)}#{it.address}"
        return self._part(place, it.material)

    # --- what is not in the newest edition ----------------------------------------------------------

    def _gone(self, found: Mapping[str, Page]) -> Iterator[Page]:
        """Pages under `latest` for what only earlier editions have."""
        newest = Places(self.frame.newest, at.LATEST)
        for edition in self.frame.editions:
            if edition is self.frame.newest:
                continue
            here = Places(edition, at.permanent(edition.id))
            for path, page in found.items():
                tail = path.removeprefix(f"{here.base}/")
                if tail == path or f"{at.LATEST}/{tail}" in found or "/" not in tail:
                    continue
                document = page.values.get("document")
                to = self._moved(newest, document, page.layout) if document else ""
                title = document.title if document else page.title
                values = {"title": title, "to": to, "last": path, "label": edition.label, "place": newest}
                values["why"] = self._why(page, document)
                yield Page(f"{at.LATEST}/{tail}", "gone.html", title, self._say("site_retired", label=newest.edition.label), values, hidden=True)

    def _moved(self, newest: Places, document: Document, layout: str) -> str:
        now = newest.edition.of_material(document.material) if document.material else None
        if now is None:
            return ""
        return newest.reading(now) if layout == "read.html" else newest.packet(now)

    def _why(self, page: Page, document: Document | None) -> str:
        """What editors said when it was taken out."""
        unit = page.values.get("unit")
        name = document.material if document else unit.id if unit else ""
        groups = (group for edition in reversed(self.frame.editions) for group in edition.groups or ())
        return next((group.note for group in groups if group.kind == "removed" and group.material == name), "")

    def _marked(self, page: Page, found: Mapping[str, Page]) -> Page:
        """With its banner, its canonical address and its picture."""
        card = page.card or self.frame.card
        words = page.card_words or self.frame.title
        page = replace(page, card=card, card_words=words, canonical=page.canonical or page.path)
        place = page.values.get("place")
        if place is None or page.layout == "gone.html":
            return page
        edition = place.edition
        if place.base == at.LATEST:
            if not page.path.startswith(f"{at.LATEST}/"):
                return page
            same = f"{at.permanent(edition.id)}/{page.path.removeprefix(f'{at.LATEST}/')}"
            return replace(page, banner=Banner("newest", same, True)) if same in found else page
        page = replace(page, indexed=False)
        tail = page.path.removeprefix(f"{place.base}/")
        latest = found.get(f"{at.LATEST}/{tail}")
        if latest is not None and latest.layout != "gone.html":
            page = replace(page, canonical=latest.path)
        if edition is self.frame.newest and edition.status != WITHDRAWN:
            return page
        return replace(page, banner=self._leading(page, edition, latest))

    def _leading(self, page: Page, edition: Edition, latest: Page | None) -> Banner:
        """From an earlier edition to the same page of the newest, else to what there is now."""
        kind = "withdrawn" if edition.status == WITHDRAWN else "old"
        if edition is self.frame.newest:  # every edition is withdrawn
            return Banner(kind, "", False, edition.why)
        to, same = f"{at.LATEST}/index.html", False
        if latest is not None and latest.layout != "gone.html":
            to, same = latest.path, page.layout != "changes.html"
        elif latest is not None and latest.values["to"]:
            to, same = str(latest.values["to"]), True
        return Banner(kind, to, same, edition.why)

    # --- pages of the site ------------------------------------------------------------------------

    def _top(self) -> Iterator[Page]:
        newest = Places(self.frame.newest, at.LATEST)
        about, say = self.frame.about, self._say
        steps = self._four(newest)
        home = Page(
            at.HOME, "home.html", about.title, about.subtitle or about.title,
            {"place": newest, "steps": [(title, words) for title, words, _ in steps]},
        )  # fmt: skip
        yield replace(home, structured=structured.publication(self.frame.newest, self.whole, at.HOME))
        variants = dict.fromkeys(row.variant for row in self.frame.newest.rows)
        lead = say("site_use_lead", title=about.title)
        yield Page(
            at.USE, "use.html", say.site_use, lead,
            {"place": newest, "steps": steps, "variants": list(variants)}, indexed=True,
        )  # fmt: skip
        yield Page(
            at.EDITIONS, "editions.html", say.site_editions, say.site_editions_lead,
            {"editions": self.frame.editions[::-1]},
        )  # fmt: skip
        yield Page(
            at.SEARCH, "search.html", say.site_search, about.subtitle or about.title,
            {"place": newest, "filters": self._filters(), "others": self._others(newest)},
            script=True, policy=SEARCH_POLICY,
        )  # fmt: skip

    def _four(self, place: Places) -> list[tuple[str, str, list[tuple[str, str]]]]:
        about, say = place.edition.about, self._say
        kinds = {kind.replace("-", "_"): name for kind, name in about.kinds.items()}
        first = (f"{at.HOME}#principles", say("site_step_choose_link", units=about.units))
        return [
            (say.site_step_choose, say.site_step_choose_text, [first]),
            (say.site_step_rate, say("site_step_rate_text", **kinds), self._all_of(place, "self-assessment")),
            (say.site_step_meet, say("site_step_meet_text", **kinds), self._all_of(place, "companion-guide")),
            (say.site_step_act, say("site_step_act_text", **kinds), []),
        ]

    def _all_of(self, place: Places, kind: str) -> list[tuple[str, str]]:
        return [(place.packet(each), each.title) for each in place.edition.documents if each.kind == kind]

    def _filters(self) -> list[tuple[str, str, list[str]]]:
        newest, say = self.frame.newest, self._say
        kinds = dict.fromkeys(document.kind_name for document in newest.documents if document.kind != "template")
        readers = dict.fromkeys(reader for document in newest.documents for reader in document.readers)
        return [
            ("principle", self.frame.about.unit, [unit.name for unit in newest.principles]),
            ("kind", say.site_search_by_kind, list(kinds)),
            ("readers", say.site_search_by_readers, [say[f"reader_{reader}"] for reader in readers]),
        ]

    def _others(self, place: Places) -> list[tuple[str, str]]:
        edition, say = place.edition, self._say
        found = [(place.packet(each), each.title) for each in (edition.book, edition.template) if each]
        found += [(at.USE, say.site_use), (at.EDITIONS, say.site_editions)]
        return [*found, (place.accessibility, say.site_accessibility)]


def _by_kind(unit: Unit) -> list[tuple[str, list[Document]]]:
    """Documents of a unit by what they are called, in printed order."""
    return [(name, list(group)) for name, group in groupby(unit.documents, key=lambda each: each.kind_name)]


def _unit(edition: Edition, document: Document) -> Unit | None:
    return next((unit for unit in edition.principles if unit.id == document.principle), None)


def _related(edition: Edition, document: Document) -> Iterator[Document]:
    """What a document names and what names it, then its principle's other documents of one material."""
    if not document.material:
        return
    found: dict[str, Document] = {}
    for each in edition.documents:
        if each.material and each.material != document.material:
            if each.material in document.goes_with or document.material in each.goes_with:
                found[each.id] = each
    yield from found.values()


def _told(group: Group) -> Iterator[Difference]:
    """Changes of a group one by one; what is new or gone as a whole is one."""
    if group.kind == "changed":
        yield from group.changes
    else:
        yield Difference(group.kind, group.title, group.material, "", (), "", "", "", group.note)
