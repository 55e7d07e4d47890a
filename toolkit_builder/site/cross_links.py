"""What ties editions to each other: banners, canonical addresses, pages for what is gone."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ..content.comparing.compare import GONE
from ..layout.wording import Wording
from .page import Banner, SiteFrame, SitePage
from .urls import LATEST, EditionUrls, edition_folder
from .views import ChangeGroup, Document, EditionView

_GONE = "gone.html"


def retired_pages(frame: SiteFrame, pages: Mapping[str, SitePage], say: Wording) -> Iterator[SitePage]:
    """Pages under `latest` for what only earlier editions have; an address once given leads somewhere.

    Args:
        frame: what all pages of the site share.
        pages: all pages of editions, by path.
        say: words of the toolkit's language.
    """
    newest = EditionUrls(frame.newest, LATEST)
    for edition in frame.editions:
        base = f"{edition_folder(edition.id)}/"
        for path, page in pages.items():
            tail = path.removeprefix(base)
            if path.startswith(base) and "/" in tail and f"{LATEST}/{tail}" not in pages:
                values = _last_words(frame, newest, page)
                about = say("site_retired", label=frame.newest.label)
                yield SitePage(
                    f"{LATEST}/{tail}", _GONE, values["title"], about, {**values, "label": edition.label},
                    told=page.told, hidden=True,
                )  # fmt: skip


def _last_words(frame: SiteFrame, newest: EditionUrls, page: SitePage) -> dict[str, Any]:
    """What the page says that stands where another one stood."""
    document: Document | None = page.values.get("document")
    return {
        "place": newest,
        "title": document.title if document else page.title,
        "to": _new_place(newest, document, page.layout) if document else "",
        "gone": _gone(frame, page, document),
        "last": page.path,
    }


def _new_place(newest: EditionUrls, document: Document, layout: str) -> str:
    """Where a material stands now whose packet has another name, or empty."""
    successor = newest.edition.of_material(document.material) if document.material else None
    if successor is None:
        return ""
    return newest.reading(successor) if layout == "read.html" else newest.packet(successor)


def _gone(frame: SiteFrame, page: SitePage, document: Document | None) -> ChangeGroup | None:
    """That it was taken out, or is for others now."""
    unit = page.values.get("unit")
    name = document.material if document else unit.id if unit else ""
    groups = [group for edition in reversed(frame.editions) for group in edition.groups or ()]
    return next((group for group in groups if group.kind in GONE and group.material == name), None)


def linked(page: SitePage, frame: SiteFrame, pages: Mapping[str, SitePage], say: Wording) -> SitePage:
    """A page with its banner, its canonical address and a card.

    Search engines are told of the address under `latest`, and the search of the site finds that alone.

    Args:
        page: before it is filled.
        frame: what stands around all pages of the tier.
        pages: all pages of editions, by path.
        say: words of the toolkit's language.
    """
    words = page.card_words if page.card else frame.title
    page = replace(
        page, card=page.card or frame.card, card_words=words, canonical=page.canonical or page.path
    )
    urls: EditionUrls | None = page.values.get("place")
    if urls is None or page.layout == _GONE:
        return page
    if urls.base == LATEST:
        return _with_newest_banner(page, urls.edition, pages)
    latest = pages.get(f"{LATEST}/{page.path.removeprefix(f'{urls.base}/')}")
    if latest is not None and latest.layout != _GONE:
        page = replace(page, canonical=latest.path)
    page = replace(page, indexed=False, told=(*page.told, f"{say.edition} {urls.edition.id}"))
    if urls.edition is frame.newest and not urls.edition.withdrawn:
        return page
    return replace(page, banner=_banner_to_newest(page, urls.edition, frame, latest))


def _with_newest_banner(page: SitePage, edition: EditionView, pages: Mapping[str, SitePage]) -> SitePage:
    """A page under `latest` says so, and names the address that stays."""
    tail = page.path.removeprefix(f"{LATEST}/")
    permanent = f"{edition_folder(edition.id)}/{tail}"
    if tail == page.path or permanent not in pages:
        return page
    kind = "withdrawn" if edition.withdrawn else "newest"
    return replace(page, banner=Banner(kind, permanent, True, edition.why))


def _banner_to_newest(
    page: SitePage, edition: EditionView, frame: SiteFrame, latest: SitePage | None
) -> Banner:
    """From another edition to the same page of the newest, else to what there is now."""
    kind = "withdrawn" if edition.withdrawn else "old"
    if edition is frame.newest:  # every edition is withdrawn
        return Banner(kind, "", False, edition.why)
    if latest is not None and latest.layout != _GONE:
        return Banner(kind, latest.path, True, edition.why)
    moved = str(latest.values["to"]) if latest is not None else ""
    return Banner(kind, moved or f"{LATEST}/index.html", bool(moved), edition.why)
