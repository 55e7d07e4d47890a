"""One tree: everything that the site of a tier holds, as parts by name."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from ..content.comparing.state import Thing, name_of
from ..content.model import Brand
from ..layout.wording import Wording, read_strings
from ..machine.cache import Cache
from ..machine.zips import zipped
from ..output.fonts import faces
from ..output.patterns import PATTERNS
from ..publish.manifest import Row, sums
from . import search
from . import urls as at
from .audience import Audience, tiers
from .cache import described
from .colours import variables
from .feeds import feed, missing, robots, sitemap
from .folder import TreePart
from .library import Library, LibraryEdition
from .page import SiteFrame, SitePage
from .pages import TierPages
from .pictures import LinkCard, Pictures, ending, on_colour, shown_size
from .templates import Layouts
from .urls import EditionUrls
from .views import Document, EditionView
from .webfonts import webfonts


def tree(library: Library, tier: Thing, layouts: tuple[Path, ...], cache: Cache) -> dict[str, TreePart]:
    """All files of a tier.

    Args:
        library: every sealed edition.
        tier: one of `audience.tiers`.
        layouts: folders of layouts, the toolkit's own first.
        cache: keeps pictures and packed files between runs.

    Raises:
        LayoutError: L101, a layout cannot be filled; L110, the language has no strings.
        OutputError: O101, a font of the brand is not installed; O551, the search index cannot be made.
    """
    return _Maker(library, tier, layouts, cache).parts()


class _Maker:
    def __init__(self, library: Library, tier: Thing, layouts: tuple[Path, ...], cache: Cache) -> None:
        self._library, self._tier, self._cache = library, tier, cache
        self._say = Wording(read_strings(layouts, library.language))
        self._audience = Audience(library, name_of(tier.address).rpartition("/")[2], self._say)
        newest = self._audience.newest
        self._layouts = Layouts(layouts, self._say, newest.about.language)
        self._brand: Brand = library.newest.brand
        self._font = faces(str(self._brand.fonts.heading), (700,), ())[0].data
        self._pictures = Pictures(cache, self._font)

    def parts(self) -> dict[str, TreePart]:
        parts: dict[str, TreePart] = {}
        for held, edition in zip(self._library.editions, self._audience.editions, strict=True):
            parts |= dict(self._files(held, edition))
        parts |= {name: TreePart.of(data) for name, data in self._brand_pictures().items()}
        binder = TierPages(self._frame(parts), self._layouts, self._say)
        pages = {page.path: (page, binder.fill(page)) for page in binder.pages()}
        searched = {path: data for path, (page, data) in pages.items() if page.indexed}
        written = {path: data for path, (_, data) in pages.items()}
        written |= search.index(searched, self._cache)
        written |= dict(self._around(binder, [page for page, _ in pages.values()]))
        written |= dict(self._look([data.decode() for _, data in pages.values()]))
        return parts | {name: TreePart.of(data) for name, data in written.items()}

    # --- files ------------------------------------------------------------------------------------

    def _files(self, held: LibraryEdition, edition: EditionView) -> Iterator[tuple[str, TreePart]]:
        """Sealed files, packed ones, their sums, first pages and cards."""
        place = EditionUrls(edition, at.permanent(edition.id))
        known: list[tuple[str, str]] = []
        for document in edition.documents:
            for row in document.rows:
                known.append((row.path, row.sha256))
                yield place.file(row), TreePart(row.sha256, row.bytes, _loader(held, row.sha256))
            if len(document.rows) > 1:
                path = place.packed(self._library.name, document)
                part = self._zip(held, document.rows)
                known.append((path.rpartition("/")[2], part.sha256))
                yield path, part
            if document.cover is not None:
                data = _loader(held, document.cover.sha256)
                yield place.cover(document), TreePart.of(self._pictures.cover(document.cover.sha256, data))
                yield place.card(document), TreePart.of(self._card(held, edition, document))
        yield f"{place.base}/files/SHA256SUMS", TreePart.of(sums(known))

    def _zip(self, held: LibraryEdition, rows: Iterable[Row]) -> TreePart:
        """All forms of a document as one file, packed once."""
        named = {row.path: row.sha256 for row in rows}
        what = ["zip", *(f"{path} {sha256}" for path, sha256 in named.items())]
        facts, data = described(
            self._cache, what, (), lambda: zipped({path: held.data(each) for path, each in named.items()})
        )
        return TreePart(facts.sha256, facts.bytes, data)

    def _card(self, held: LibraryEdition, edition: EditionView, document: Document) -> bytes:
        unit = next((unit for unit in edition.principles if unit.id == document.principle), None)
        cover = document.cover
        assert cover is not None
        kind = document.kind_name
        eyebrow = f"{edition.about.unit} {unit.number} · {kind}" if unit else kind
        colour = (
            self._brand.accents.get(unit.accent, self._brand.palette.brand)
            if unit
            else self._brand.palette.brand
        )
        shape = unit.pattern if unit else "rings"
        words = LinkCard(eyebrow, document.title, edition.about.title, str(colour), shape)
        return self._pictures.card(words, cover.sha256, _loader(held, cover.sha256))

    # --- pictures and looks -----------------------------------------------------------------------

    def _brand_pictures(self) -> dict[str, bytes]:
        brand, about = self._brand, self._audience.newest.about
        found = {f"pictures/{name}.svg": on_colour(name) for name in PATTERNS}
        if logo := self._library.newest.logo:
            found[f"pictures/logo.{ending(logo)}"] = logo
        colour = str(brand.palette.brand)
        found["pictures/icon.svg"] = _icon(colour)
        card = LinkCard(about.publisher, about.title, "", colour, "rings")
        found["pictures/card.png"] = self._pictures.card(card)
        return found

    def _look(self, pages: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The stylesheet and its fonts, with the letters that these pages show."""
        fonts = self._brand.fonts
        letters = "".join(sorted(set().union(*pages)))
        families = [
            (str(fonts.heading), False),
            (str(fonts.text), True),
            *((str(each), False) for each in fonts.fallback),
        ]
        found = list(webfonts(families, letters, self._cache))
        yield from ((f"fonts/{font.name}", font.data) for font in found)
        stacks = [
            f"--sans:{_stack(str(fonts.heading), fonts.fallback, 'system-ui,sans-serif')}",
            f"--serif:{_stack(str(fonts.text), fonts.fallback, 'Georgia,serif')}",
        ]
        sheet = [*(font.rule for font in found), variables(self._brand), f":root{{{';'.join(stacks)}}}"]
        yield at.SHEET, "\n".join([*sheet, self._layouts.text("site/site.css")]).encode()
        yield "search.js", self._layouts.text("site/search.js").encode()

    # --- around -----------------------------------------------------------------------------------

    def _frame(self, parts: Mapping[str, TreePart]) -> SiteFrame:
        order = list(tiers(self._library))
        newest = self._audience.newest
        widest = order[0]
        say, about = self._say, newest.about
        pictured = frozenset(name for name in parts if name.endswith(".webp"))
        logo = next((name for name in parts if name.startswith("pictures/logo.")), "")
        return SiteFrame(
            name=self._library.name,
            tier=name_of(self._tier.address).rpartition("/")[2],
            tier_name=self._tier.title,
            open=self._tier == widest,
            open_name=widest.title,
            address=self._library.addresses.get(name_of(self._tier.address).rpartition("/")[2], ""),
            editions=self._audience.editions,
            newest=newest,
            logo=logo,
            icon=logo or "pictures/icon.svg",
            card="pictures/card.png",
            cover_size=shown_size(parts[min(pictured)].data()) if pictured else (216, 280),
            pictured=pictured,
            packed={name: part.size for name, part in parts.items() if name.endswith(".zip")},
            menu=(
                (f"{at.HOME}#principles", about.units),
                (at.USE, say.site_use),
                (at.EDITIONS, say.site_editions),
            ),
        )

    def _around(self, binder: TierPages, pages: Sequence[SitePage]) -> Iterator[tuple[str, bytes]]:
        yield at.FEED, feed(binder, self._layouts)
        style = "\n".join([variables(self._brand), self._layouts.text("site/missing.css")])
        yield at.MISSING, missing(binder, self._layouts, self._say.site_missing, style)
        yield at.ROBOTS, robots(binder.frame)
        if binder.frame.open and binder.frame.address:
            yield at.SITEMAP, sitemap(binder, self._layouts, pages)


def _loader(held: LibraryEdition, sha256: str) -> Callable[[], bytes]:
    return lambda: held.data(sha256)


def _stack(family: str, fallback: Iterable[str], last: str) -> str:
    return ",".join([*(f"'{name}'" for name in (family, *fallback)), last])


def _icon(colour: str) -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<rect width="32" height="32" rx="6" fill="{colour}"/>'
        '<path d="M8 24V17M13.3 24v-11M18.7 24V10M24 24V8" stroke="#fff" stroke-width="3"/></svg>'
    ).encode()
