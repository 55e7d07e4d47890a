"""The tree of a tier: every file that its site holds, by path."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ..content.comparing.state import Thing, name_of
from ..content.model import Brand
from ..layout.folders import LayoutFolders
from ..layout.wording import Wording, read_strings
from ..machine.cache import Cache
from ..machine.zips import zipped
from ..output.fonts import faces
from ..output.patterns import PATTERNS
from ..publish.manifest import Row, sums
from . import search
from .audience import Audience, tiers
from .cache import cached_facts
from .colours import variables
from .feeds import feed, missing_page, robots, sitemap
from .folder import TreePart
from .library import Library, LibraryEdition
from .page import PAGE_SCRIPT, SEARCH_SCRIPT, SiteFrame, SitePage
from .pages import TierPages
from .pictures import LinkCard, Pictures, ending, thumbnail_size, white_pattern
from .stand_ins import stand_in_rules, stands_in
from .templates import Layouts
from .urls import EDITIONS, FEED, HOME, MISSING, ROBOTS, SHEET, SITEMAP, USE, EditionUrls, edition_folder
from .views import Document, EditionView
from .webfonts import fonts_to_show, webfonts

_ANY_FAMILY = "Public Sans"  # this program needs its package, so that it is always there


def tier_tree(library: Library, tier: Thing, layouts: LayoutFolders, cache: Cache) -> dict[str, TreePart]:
    """All files of a tier.

    Args:
        library: every sealed edition.
        tier: one of those that `audience.tiers` gives.
        layouts: folders of layouts.
        cache: keeps pictures and packed files between runs.

    Raises:
        EditionError: P125, a sealed file is damaged.
        LayoutError: L101, a layout cannot be filled; L110, the language has no strings.
        SourceError: see `read_strings`.
        OutputError: O101, a font of the brand is not installed; O551, the search index cannot be made.
    """
    return _TreeMaker(library, tier, layouts, cache).parts()


class _TreeMaker:
    def __init__(self, library: Library, tier: Thing, layouts: LayoutFolders, cache: Cache) -> None:
        self._library, self._tier, self._cache = library, tier, cache
        self._say = Wording(read_strings(layouts.paths, library.language) | library.own_strings)
        self._audience = Audience(library, name_of(tier.address).rpartition("/")[2], self._say)
        newest = self._audience.newest
        self._layouts = Layouts(layouts, self._say, newest.about.language)
        self._brand: Brand = library.newest.brand
        self._own = library.newest.own_fonts
        heading = str(self._brand.fonts.heading)
        held = fonts_to_show(heading, self._brand, self._own)
        # A card for other sites is a picture; where the brand keeps its font back, it has another's words.
        family = heading if held else _ANY_FAMILY
        bold = min(
            faces(family, (700,), (), self._own), key=lambda face: (face.italic, abs(face.weight - 700))
        )
        self._font = bold.data
        self._pictures = Pictures(cache, self._font)

    def parts(self) -> dict[str, TreePart]:
        parts: dict[str, TreePart] = {}
        for sealed, edition in zip(self._library.editions, self._audience.editions, strict=True):
            parts |= dict(self._files(sealed, edition))
        parts |= {name: TreePart.of(data) for name, data in self._brand_pictures().items()}
        tier_pages = TierPages(self._frame(parts), self._layouts, self._say)
        pages = {page.path: (page, tier_pages.fill(page)) for page in tier_pages.pages()}
        searched = {path: data for path, (page, data) in pages.items() if page.indexed}
        contents = {path: data for path, (_, data) in pages.items()}
        contents |= search.index(searched, self._cache)
        contents |= dict(self._around(tier_pages, [page for page, _ in pages.values()]))
        contents |= dict(self._look([data.decode() for _, data in pages.values()]))
        return parts | {name: TreePart.of(data) for name, data in contents.items()}

    # --- files ------------------------------------------------------------------------------------

    def _files(self, sealed: LibraryEdition, edition: EditionView) -> Iterator[tuple[str, TreePart]]:
        """Sealed files, packed ones, their sums, first pages and cards."""
        urls = EditionUrls(edition, edition_folder(edition.id))
        sums_of: list[tuple[str, str]] = []
        for document in edition.documents:
            for row in document.rows:
                sums_of.append((row.path, row.sha256))
                yield urls.file(row), TreePart(row.sha256, row.bytes, _loader(sealed, row.sha256))
            if len(document.rows) > 1:
                path = urls.packed(self._library.name, document)
                part = self._zip(sealed, document.rows)
                sums_of.append((path.rpartition("/")[2], part.sha256))
                yield path, part
            if document.cover is not None:
                data = _loader(sealed, document.cover.sha256)
                yield urls.cover(document), TreePart.of(self._pictures.cover(document.cover.sha256, data))
                yield urls.card(document), TreePart.of(self._card(sealed, edition, document))
        yield f"{urls.base}/files/SHA256SUMS", TreePart.of(sums(sums_of))

    def _zip(self, sealed: LibraryEdition, rows: Iterable[Row]) -> TreePart:
        """All forms of a document as one file, packed once."""
        files = {row.path: row.sha256 for row in rows}
        inputs = ["zip", *(f"{path} {sha256}" for path, sha256 in files.items())]
        facts, data = cached_facts(
            self._cache,
            inputs,
            (),
            lambda: zipped({path: sealed.data(sha256) for path, sha256 in files.items()}),
        )
        return TreePart(facts.sha256, facts.bytes, data)

    def _card(self, sealed: LibraryEdition, edition: EditionView, document: Document) -> bytes:
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
        return self._pictures.card(words, cover.sha256, _loader(sealed, cover.sha256))

    # --- pictures and looks -----------------------------------------------------------------------

    def _brand_pictures(self) -> dict[str, bytes]:
        brand, about = self._brand, self._audience.newest.about
        pictures = {f"pictures/{name}.svg": white_pattern(name) for name in PATTERNS}
        if logo := self._library.newest.logo:
            pictures[f"pictures/logo.{ending(logo)}"] = logo
        colour = str(brand.palette.brand)
        pictures["pictures/icon.svg"] = _icon(colour)
        card = LinkCard(about.publisher, about.title, "", colour, "rings")
        pictures["pictures/card.png"] = self._pictures.card(card)
        return pictures

    def _look(self, pages: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """The stylesheet and its fonts, with the letters that these pages show."""
        fonts = self._brand.fonts
        letters = "".join(sorted(set().union(*pages)))
        heading, text = str(fonts.heading), str(fonts.text)
        families = [(heading, False), (text, True), *((str(family), False) for family in fonts.fallback)]
        held = [(fonts_to_show(family, self._brand, self._own), italics) for family, italics in families]
        webfonts_used = list(webfonts(held, letters, self._cache))
        yield from ((f"fonts/{font.name}", font.data) for font in webfonts_used)
        stacks = [
            f"--sans:{_stack(heading, fonts.fallback, 'system-ui,sans-serif')}",
            f"--serif:{_stack(text, fonts.fallback, 'Georgia,serif')}",
        ]
        upright = [(font, number == 1) for number in (0, 1) for font in held[number][0] if not font.italic]
        sheet = [
            *(font.rule for font in webfonts_used),
            *dict.fromkeys(rule for font, serif in upright for rule in stand_in_rules(font, serif)),
            variables(self._brand),
            f":root{{{';'.join(stacks)}}}",
        ]
        yield SHEET, "\n".join([*sheet, self._layouts.text("site/site.css")]).encode()
        for name in (PAGE_SCRIPT, SEARCH_SCRIPT):
            yield name, self._layouts.text(f"site/{name}").encode()

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
            cover_size=thumbnail_size(parts[min(pictured)].data()) if pictured else (216, 280),
            pictured=pictured,
            packed={name: part.size for name, part in parts.items() if name.endswith(".zip")},
            menu=(
                (f"{HOME}#principles", about.units),
                (USE, say.site_use),
                (EDITIONS, say.site_editions),
            ),
        )

    def _around(self, tier_pages: TierPages, site_pages: Sequence[SitePage]) -> Iterator[tuple[str, bytes]]:
        yield FEED, feed(tier_pages, self._layouts)
        style = "\n".join([variables(self._brand), self._layouts.text("site/missing.css")])
        yield MISSING, missing_page(tier_pages, self._layouts, self._say.site_missing, style)
        yield ROBOTS, robots(tier_pages.frame)
        if tier_pages.frame.open and tier_pages.frame.address:
            yield SITEMAP, sitemap(tier_pages, self._layouts, site_pages)


def _loader(sealed: LibraryEdition, sha256: str) -> Callable[[], bytes]:
    return lambda: sealed.data(sha256)


def _stack(family: str, fallback: Iterable[str], last: str) -> str:
    return ",".join([*(f"'{name}'" for name in (family, *fallback, *stands_in(family))), last])


def _icon(colour: str) -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<rect width="32" height="32" rx="6" fill="{colour}"/>'
        '<path d="M8 24V17M13.3 24v-11M18.7 24V10M24 24V8" stroke="#fff" stroke-width="3"/></svg>'
    ).encode()
