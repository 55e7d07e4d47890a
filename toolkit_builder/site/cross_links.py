"""What ties editions to each other: banners, canonical addresses, pages for what is gone."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ..layout.wording import Wording
from . import urls as at
from .page import Banner, SiteFrame, SitePage
from .urls import EditionUrls
from .views import Document, EditionView

_GONE = "gone.html"


def gone(frame: SiteFrame, found: Mapping[str, SitePage], say: Wording) -> Iterator[SitePage]:
    """Pages under `latest` for what only earlier editions have; an address once given leads somewhere.

    Args:
        found: all pages of editions, by path.
    """
    newest = EditionUrls(frame.newest, at.LATEST)
    for edition in frame.editions:
        base = f"{at.permanent(edition.id)}/"
        for path, page in found.items():
            tail = path.removeprefix(base)
            if path.startswith(base) and "/" in tail and f"{at.LATEST}/{tail}" not in found:
                values = _last_words(frame, newest, page)
                about = say("site_retired", label=frame.newest.label)
                yield SitePage(
                    f"{at.LATEST}/{tail}", _GONE, values["title"], about, {**values, "label": edition.label},
                    hidden=True,
                )  # fmt: skip


def _last_words(frame: SiteFrame, newest: EditionUrls, page: SitePage) -> dict[str, Any]:
    """What the page says that stands where another one stood."""
    document: Document | None = page.values.get("document")
    return {
        "place": newest,
        "title": document.title if document else page.title,
        "to": _moved(newest, document, page.layout) if document else "",
        "why": _why(frame, page, document),
        "last": page.path,
    }


def _moved(newest: EditionUrls, document: Document, layout: str) -> str:
    """Where a material stands now whose packet has another name, or empty."""
    now = newest.edition.of_material(document.material) if document.material else None
    if now is None:
        return ""
    return newest.reading(now) if layout == "read.html" else newest.packet(now)


def _why(frame: SiteFrame, page: SitePage, document: Document | None) -> str:
    """What editors said when it was taken out, or empty."""
    unit = page.values.get("unit")
    name = document.material if document else unit.id if unit else ""
    groups = [group for edition in reversed(frame.editions) for group in edition.groups or ()]
    return next((group.note for group in groups if group.kind == "removed" and group.material == name), "")


def tied(page: SitePage, frame: SiteFrame, found: Mapping[str, SitePage]) -> SitePage:
    """A page with its banner, its canonical address and a picture.

    Search engines are told of the address under `latest`, and the search of the site finds that alone.

    Args:
        page: before it is filled.
        frame: what stands around all pages of the tier.
        found: all pages of editions, by path.
    """
    words = page.card_words if page.card else frame.title
    page = replace(
        page, card=page.card or frame.card, card_words=words, canonical=page.canonical or page.path
    )
    place: EditionUrls | None = page.values.get("place")
    if place is None or page.layout == _GONE:
        return page
    if place.base == at.LATEST:
        return _newest(page, place.edition, found)
    latest = found.get(f"{at.LATEST}/{page.path.removeprefix(f'{place.base}/')}")
    if latest is not None and latest.layout != _GONE:
        page = replace(page, canonical=latest.path)
    page = replace(page, indexed=False)
    if place.edition is frame.newest and not place.edition.withdrawn:
        return page
    return replace(page, banner=_leading(page, place.edition, frame, latest))


def _newest(page: SitePage, edition: EditionView, found: Mapping[str, SitePage]) -> SitePage:
    """A page under `latest` says so, and names the address that stays."""
    tail = page.path.removeprefix(f"{at.LATEST}/")
    same = f"{at.permanent(edition.id)}/{tail}"
    if tail == page.path or same not in found:
        return page
    kind = "withdrawn" if edition.withdrawn else "newest"
    return replace(page, banner=Banner(kind, same, True, edition.why))


def _leading(page: SitePage, edition: EditionView, frame: SiteFrame, latest: SitePage | None) -> Banner:
    """From another edition to the same page of the newest, else to what there is now."""
    kind = "withdrawn" if edition.withdrawn else "old"
    if edition is frame.newest:  # every edition is withdrawn
        return Banner(kind, "", False, edition.why)
    if latest is not None and latest.layout != _GONE:
        return Banner(kind, latest.path, True, edition.why)
    moved = str(latest.values["to"]) if latest is not None else ""
    return Banner(kind, moved or f"{at.LATEST}/index.html", bool(moved), edition.why)
