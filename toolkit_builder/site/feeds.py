"""What programs read: feed, sitemap, robots.txt; and the page for addresses that lead nowhere."""

import base64
import hashlib
from collections.abc import Iterable
from uuid import NAMESPACE_OID, uuid5

from .page import SiteFrame, SitePage
from .pages import TierPages
from .templates import Layouts
from .urls import MISSING, SEARCH, SITEMAP, EditionUrls, edition_folder


def feed(tier_pages: TierPages, layouts: Layouts) -> bytes:
    """Atom (RFC 4287), an entry an edition, the newest first."""
    frame = tier_pages.frame
    editions = frame.editions[::-1]

    def content(edition: object) -> str:
        return " ".join(layouts.fill("site/told.html", {"edition": edition, "site": frame}).split())

    values = {
        "site": frame,
        "editions": editions,
        "id_of": lambda edition="": _feed_id(frame, edition),
        "stated": frame.stated,
        "edition_path": lambda edition: EditionUrls(edition, edition_folder(edition.id)).index,
        "told": content,
    }
    return layouts.fill("site/feed.xml", values).encode()


def _feed_id(frame: SiteFrame, edition: str = "") -> str:
    """A name that stays whatever the site is called later and wherever it stands."""
    return uuid5(NAMESPACE_OID, "/".join(["toolkit-builder", frame.name, frame.tier, edition])).urn


def sitemap(tier_pages: TierPages, layouts: Layouts, pages: Iterable[SitePage]) -> bytes:
    """Every page that search engines should know, under the one address that it should be known by.

    Args:
        tier_pages: pages of the tier.
        layouts: filled with them.
        pages: all of them.
    """
    newest = tier_pages.frame.newest
    dates = {edition_folder(edition.id): edition.date for edition in tier_pages.frame.editions}
    places = [
        (page.path, dates.get("/".join(page.path.split("/")[:2]), newest.date))
        for page in pages
        if page.canonical == page.path and not page.hidden and page.path != SEARCH
    ]
    values = {"places": sorted(places), "stated": tier_pages.frame.stated}
    return layouts.fill("site/sitemap.xml", values).encode()


def robots(frame: SiteFrame) -> bytes:
    """What visitors that are programs may look at: everything of what is open, else nothing."""
    if not frame.open:
        return b"User-agent: *\nDisallow: /\n"
    known = f"Sitemap: {frame.address}{SITEMAP}\n" if frame.address else ""
    return f"User-agent: *\nAllow: /\n{known}".encode()


def missing_page(tier_pages: TierPages, layouts: Layouts, title: str, style: str) -> bytes:
    """A page that needs nothing beside it; its style is let in by its sum.

    Args:
        tier_pages: pages of the tier.
        layouts: filled with them.
        title: of the page.
        style: its stylesheet.
    """
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-{digest}'"
    return tier_pages.fill(SitePage(MISSING, "missing.html", title, title, {"style": style}, policy=policy))
