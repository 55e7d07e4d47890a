"""Pages of a tier: those of all editions and of the site, linked with each other and filled."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from babel.numbers import format_decimal

from ..layout.wording import Wording
from . import contact
from .cross_links import linked, retired_pages
from .edition_pages import DocumentPages
from .page import SiteFrame, SitePage
from .site_pages import FrontPages
from .templates import Layouts
from .urls import LATEST, EditionUrls, edition_folder, link_from
from .views import Document, EditionView, Unit

_KB, _MB = 1000, 1_000_000
_IN_WORDS = 10  # numbers below it are written in words


class TierPages:
    """Makes the pages of a tier.

    Args:
        frame: what stands around them.
        layouts: to fill.
        say: words of the language.
    """

    def __init__(self, frame: SiteFrame, layouts: Layouts, say: Wording) -> None:
        self.frame, self._layouts, self._say = frame, layouts, say

    def pages(self) -> Iterator[SitePage]:
        """Every page, each once."""
        documents = DocumentPages(self.frame, self._say)
        pages: dict[str, SitePage] = {}
        for edition in self.frame.editions:
            pages |= {
                page.path: page for page in documents.of(EditionUrls(edition, edition_folder(edition.id)))
            }
        pages |= {page.path: page for page in documents.of(EditionUrls(self.frame.newest, LATEST))}
        pages |= {page.path: page for page in retired_pages(self.frame, pages, self._say)}
        pages |= {page.path: page for page in FrontPages(self.frame, self._say).all()}
        return (linked(page, self.frame, pages, self._say) for page in pages.values())

    def fill(self, page: SitePage) -> bytes:
        """A page as HTML."""
        values = {**self._names(page), **page.values, "page": page, "site": self.frame}
        return self._layouts.fill(f"site/{page.layout}", values).encode()

    def _names(self, page: SitePage) -> dict[str, Any]:
        """What layouts may ask."""
        urls: EditionUrls | None = page.values.get("place")
        names: dict[str, Any] = {
            "href": link_from(page.path),
            "stated": self.frame.stated,
            "known": lambda path: self.frame.known(path, page.path),
            "rooted": self._rooted,
            "size": self._size,
            "by_kind": self._by_kind,
            "whole_title": lambda: page.full_title(self.frame.title),
            "reach": lambda subject: contact.reach(self.frame.about.contact, subject),
            "cover_size": self.frame.cover_size,
            "edition_path": lambda edition=None: _of(edition, urls).index,
            "changes_path": lambda edition=None: _of(edition, urls).changes,
        }
        if urls is not None:
            names |= {
                "edition": urls.edition,
                "file_path": urls.file,
                "packet_path": urls.packet,
                "read_path": urls.reading,
                "principle_path": urls.principle,
                "accessibility_path": lambda: urls.accessibility,
                "picture_of": lambda document: self._picture(urls.cover(document)),
                "packed": lambda document: self._packed(urls.packed(self.frame.name, document)),
            }
        return names

    def _picture(self, path: str) -> str:
        return path if path in self.frame.pictured else ""

    def _packed(self, path: str) -> dict[str, object]:
        """Where a zip is and how large; nothing where there is none."""
        return {"path": path, "bytes": self.frame.packed[path]} if path in self.frame.packed else {}

    def _by_kind(self, unit: Unit) -> list[tuple[str, list[Document]]]:
        """Documents of a unit by their names, in printed order: Self-assessment, Two case studies."""
        groups = [list(group) for _, group in groupby(unit.documents, key=lambda each: each.kind_name)]
        return [(several(group, self._say), group) for group in groups]

    def _rooted(self, path: str) -> str:
        """For a page that may be shown at any depth: from the root of the host, where that is known."""
        return urlsplit(self.frame.address).path + path if self.frame.address else path

    def _size(self, number: int) -> str:
        """A size as people say it: 412 KB."""
        locale = self.frame.language.replace("-", "_")
        if number < _KB:
            return self._say("site_bytes", n=format_decimal(number, locale=locale))
        if round(number / _KB) < _KB:
            return self._say("site_kb", n=format_decimal(round(number / _KB), locale=locale))
        return self._say("site_mb", n=format_decimal(number / _MB, "#,##0.0", locale=locale))


def several(documents: Sequence[Document], say: Wording) -> str:
    """What documents of one kind are called together: Two case studies.

    Args:
        documents: one or more, all of a kind.
        say: words of the site's language.
    """
    first, count = documents[0], len(documents)
    if count == 1:
        return first.kind_name
    if not first.kind_names:
        return say("site_counted", n=count, kind=first.kind_name)
    number = say[f"site_number_{count}"] if count < _IN_WORDS else str(count)
    return say("site_several", number=number, kinds=first.kind_names)


def _of(edition: EditionView | None, urls: EditionUrls | None) -> EditionUrls:
    """Pages of an edition under its own address; without one, those of the page's own edition."""
    if edition is not None:
        return EditionUrls(edition, edition_folder(edition.id))
    assert urls is not None  # layouts of pages without an edition name one
    return urls
