"""Paths and addresses of a site. Those of an edition never change."""

import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from ..publish.manifest import Row
from .views import Document, EditionView, Unit

LATEST = "latest"
HOME, USE, SEARCH, MISSING = "index.html", "use.html", "search.html", "404.html"
EDITIONS, SHEET, ROBOTS = "editions/index.html", "site.css", "robots.txt"
FEED, SITEMAP = "feed.xml", "sitemap.xml"


@dataclass(frozen=True, slots=True)
class EditionUrls:
    """The pages of an edition, under its own address or under `latest`.

    Args:
        edition: whose.
        base: `editions/<id>` or `latest`.
    """

    edition: EditionView
    base: str

    @property
    def index(self) -> str:
        return f"{self.base}/index.html"

    @property
    def changes(self) -> str:
        return f"{self.base}/changes.html"

    @property
    def accessibility(self) -> str:
        return f"{self.base}/accessibility.html"

    def principle(self, unit: Unit) -> str:
        return f"{self.base}/principles/{unit.id}.html"

    def packet(self, document: Document) -> str:
        return f"{self.base}/packets/{document.id}.html"

    def reading(self, document: Document) -> str:
        """The page to read of a document of one material."""
        return f"{self.base}/read/{document.material}.html"

    def file(self, row: Row) -> str:
        """Files are where their edition is, whatever leads to them."""
        return f"{edition_folder(self.edition.id)}/files/{row.path}"

    def packed(self, toolkit: str, document: Document) -> str:
        """All files of a document as one."""
        return f"{edition_folder(self.edition.id)}/files/{toolkit}-{document.id}-{self.edition.id}.zip"

    def cover(self, document: Document) -> str:
        return f"{edition_folder(self.edition.id)}/pictures/{document.id}.webp"

    def card(self, document: Document) -> str:
        return f"{edition_folder(self.edition.id)}/pictures/{document.id}-card.png"


def edition_folder(edition: str) -> str:
    """Folder of an edition, by its id: its address for good."""
    return f"editions/{edition}"


def link_from(page: str) -> Callable[[str], str]:
    """Addresses as a page writes them: relative, so that the site works in any folder and from a disk."""
    folder = posixpath.dirname(page)

    def href(path: str) -> str:
        path, mark, fragment = path.partition("#")
        if path == page:
            path = posixpath.basename(page) if not mark else ""
        elif path:
            path = posixpath.relpath(path, folder or ".")
        return quote(path) + mark + fragment

    return href
