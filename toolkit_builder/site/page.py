"""A page before it is filled, and what stands around all pages of a tier."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from .urls import link_from
from .views import EditionView, Publication, Unit

_SHOWN = 70  # letters of a title
_NONE = "default-src 'none'; base-uri 'none'"
_OWN = f"{_NONE}; form-action 'self'; img-src 'self'; style-src 'self'; font-src 'self'"
POLICY = f"{_OWN}; script-src 'none'"
PAGE_POLICY = f"{_OWN}; script-src 'self'"
PAGE_SCRIPT, SEARCH_SCRIPT = "page.js", "search.js"
# Pagefind is a script and WebAssembly; it fetches its index from beside the page.
SEARCH_POLICY = f"{_OWN}; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'"


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
class SitePage:
    """A page before it is filled.

    Args:
        path: where it stands.
        layout: of layouts/site/.
        title, description: for its head.
        told: what tells its title from those of other pages: kind, way to read it, edition; the first matters
            most.
        values: what its layout shows.
        canonical: the address that search engines should know; empty for its own.
        kind: of Open Graph.
        card, card_words: its picture and what that shows; empty for those of the site.
        indexed: whether the search finds it.
        found_by: names and values that the search can be narrowed down by: principle, kind, readers.
        hidden: whether search engines should leave it alone.
        script: name of the one that it loads, or empty; every page serves without.
        mark: the principle whose colour and pattern it has.
        banner: a line about its edition.
        structured: JSON-LD, or empty.
        policy: its Content-Security-Policy.
    """

    path: str
    layout: str
    title: str
    description: str
    values: Mapping[str, Any] = field(repr=False)
    told: tuple[str, ...] = ()
    canonical: str = ""
    kind: str = "website"
    card: str = ""
    card_words: str = ""
    indexed: bool = False
    found_by: tuple[tuple[str, str], ...] = ()
    hidden: bool = False
    script: str = ""
    mark: Unit | None = None
    banner: Banner | None = None
    structured: str = ""
    policy: str = POLICY

    def full_title(self, site: str) -> str:
        """The title as tabs and search engines show it, which cut it after some 70 letters.

        Args:
            site: title of the site; left out where it has no room, or is the page's own.
        """
        words = " – ".join((self.title, *self.told))
        with_site = f"{words} – {site}"
        return words if self.title == site or len(with_site) > _SHOWN else with_site


@dataclass(frozen=True, slots=True)
class SiteFrame:
    """What stands around all pages of a tier; layouts know it as `site`.

    Args:
        name: folder of the toolkit.
        tier, tier_name: whose pages these are.
        open: whether that is everybody; `open_name` is what the toolkit calls everybody.
        address: where the site stands, or empty.
        editions: the oldest first.
        newest: the edition that `latest` stands for.
        logo, icon, card: pictures; the logo may be empty.
        cover_size: in which covers are shown.
        pictured: paths of all covers.
        packed: path -> size of each zip.
        menu: path and words of each entry.
    """

    name: str
    tier: str
    tier_name: str
    open: bool
    open_name: str
    address: str
    editions: tuple[EditionView, ...]
    newest: EditionView
    logo: str
    icon: str
    card: str
    cover_size: tuple[int, int]
    pictured: frozenset[str]
    packed: Mapping[str, int]
    menu: tuple[tuple[str, str], ...]

    @property
    def about(self) -> Publication:
        """What the newest edition says of the publication."""
        return self.newest.about

    @property
    def title(self) -> str:
        return self.about.title

    @property
    def language(self) -> str:
        return self.about.language

    def stated(self, path: str) -> str:
        """An address as it is written out for other places; below the site where its own is not known."""
        path = quote(path)
        return self.address + path.removesuffix("index.html") if self.address else path

    def known(self, path: str, page: str) -> str:
        """An address for programs that read a page: absolute, or relative to that page."""
        return self.stated(path) if self.address else link_from(page)(path)
