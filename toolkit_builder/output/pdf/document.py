"""Manuscript -> PDF with WeasyPrint: tagged, fillable on screen, and laid out for paper in three ways.

Own fonts only, no network, no date but the edition's.
"""

import os
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import etree

from ...content.packet_kinds import PACKET_KINDS
from ...content.pictures import media_type
from ...content.variants import VARIANTS, Variant
from ...errors import OutputError, Place, Problem
from ...layout.contents import LONG
from ..bidi import isolate
from ..drawing_styles import in_black, styled
from ..fonts import font_stack
from ..style import LOGO
from ..task import File, HouseStyle, Imprint, Task
from ..variant_view import view
from .change_bars import draw_bars
from .fit import misfits
from .objects import repair
from .places import places
from .press import Inks, set_bleed
from .renderer_warnings import RendererWarnings
from .tall_rows import PASSES, headless, let_break


@contextmanager
def _no_system_fonts() -> Iterator[None]:
    """Fontconfig reads its settings here: no font of the machine may slip into a file.

    The variable goes again afterwards, since programs that this process starts would find no fonts either.
    """
    old_setting = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fonts.conf"))
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="No fonts configured")
            yield
    finally:
        del os.environ["FONTCONFIG_FILE"]
        if old_setting is not None:
            os.environ["FONTCONFIG_FILE"] = old_setting


with _no_system_fonts():
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    from .glyph_text import say_exactly

say_exactly()

MEDIA_TYPE = "application/pdf"


def write_pdf(task: Task, house: HouseStyle) -> File:
    """One packet as PDF.

    Args:
        task: the packet and its variant.
        house: stylesheets, fonts and pictures.

    Returns:
        The file, named by its key; the run gives it its name.

    Raises:
        OutputError: O111 what the renderer warns of (missing picture, letter that no font has, dead link),
            O112 to O115 what does not fit its place.
    """
    variant = VARIANTS[task.variant]
    inks = Inks.of(house) if variant.for_press else None
    sheet, fonts = _sheet(house, task.variant)
    main = view(task.manuscript.body, task.variant, task.imprint.label)
    html = HTML(
        string=_document(task, main),
        url_fetcher=_AssetFetcher(_pictures(task, house, inks)),
        base_url="asset:",
    )
    # Without inks of the brand a press file is a plain PDF 1.7.
    profile = "pdf/x-4" if inks else "pdf/ua-1" if variant.is_tagged else None
    options = {
        "pdf_variant": profile,
        "output_intent": "device-cmyk" if inks else None,
        "pdf_forms": variant.fillable,
        "pdf_tags": True,
    }
    with RendererWarnings() as renderer_warnings:
        document = html.render(font_config=fonts, stylesheets=[sheet], **options)
        for _ in range(PASSES):
            if not let_break(document.pages):
                break
            renderer_warnings.records.clear()  # they come again
            document = html.render(font_config=fonts, stylesheets=[sheet], **options)
        if variant.for_press:
            for page in document.pages:
                page.links.clear()  # ISO 15930-7, 6.17: no annotations on the printed page
        data = document.write_pdf(
            finisher=_Finisher(variant, inks, task.key, _is_marked(main)),
            custom_metadata=True,
            pdf_identifier=bytes.fromhex(task.key[:32]),
            **options,
        )
    problems = renderer_warnings.problems(task.manuscript, main)
    problems += misfits(document.pages, main, task.manuscript.packet.id)
    problems += headless(document.pages, task.manuscript.packet.id)
    problems += _over_a_page(task, main, len(document.pages))
    if problems:
        raise OutputError(problems)
    return File(f"{task.key}.pdf", MEDIA_TYPE, data, len(document.pages), places(document.pages))


def _over_a_page(task: Task, main: etree._Element, pages: int) -> Iterator[Problem]:
    """O114: a page at a glance is one page, but in large print and in a marked copy."""
    limited = PACKET_KINDS[task.manuscript.packet.kind].one_page and not VARIANTS[task.variant].large_type
    if limited and pages > 1 and not _is_marked(main):
        place = Place(f"{task.manuscript.packet.id}#{main.get('id')}")
        hint = "write a shorter in_brief, or shorter or fewer understandings and questions"
        yield Problem(place, "O114", f"the page at a glance takes {pages} pages; it has room on one", hint)


def _is_marked(main: etree._Element) -> bool:
    return any(node.get("data-changed") for node in main.iter())


@dataclass(frozen=True, slots=True)
class _Finisher:
    """What is done to the objects of a PDF just before WeasyPrint writes them.

    Args:
        variant: its row.
        inks: for the press; else None.
        key: of the task.
        marked: whether changes are marked in the margin.
    """

    variant: Variant
    inks: Inks | None
    key: str
    marked: bool

    def __call__(self, document: Any, pdf: Any) -> None:
        repair(document, pdf, prints_as_is=self.variant.for_copier)
        if len(document.pages) >= LONG and "Outlines" in pdf.catalog:
            pdf.catalog["PageMode"] = "/UseOutlines"  # ISO 32000-1, 7.7.2: the bookmarks are open
        if self.marked:
            draw_bars(document, pdf)
        if self.variant.for_press:
            set_bleed(pdf)
        if self.inks:
            self.inks.convert(pdf, self.key[:32])


@lru_cache(maxsize=2 * len(VARIANTS))
def _parsed(sheet: str, assets: "_FrozenAssets") -> tuple[CSS, FontConfiguration]:
    """A stylesheet and its fonts, parsed once a process: reading fonts again costs more than a page."""
    with _no_system_fonts():
        fonts = FontConfiguration()
    try:
        with RendererWarnings() as renderer_warnings:
            css = CSS(string=sheet, font_config=fonts, url_fetcher=_AssetFetcher(assets.of))
    except RecursionError:
        message = "the renderer cannot read it: its brackets stand too deep inside each other"
        raise OutputError([Problem(Place("layouts/styles"), "O111", message)]) from None
    if renderer_warnings.records:
        raise OutputError(renderer_warnings.sheet_problems())
    return css, fonts


def sheet_problems(house: HouseStyle) -> list[Problem]:
    """O111: what the stylesheets of all variants of a house say in vain."""
    problems: dict[Problem, None] = {}
    for variant, row in VARIANTS.items():
        try:
            if row.is_pdf:
                _sheet(house, variant)
        except OutputError as error:
            problems |= dict.fromkeys(error.problems)
    return [*problems]


def _sheet(house: HouseStyle, variant: str) -> tuple[CSS, FontConfiguration]:
    return _parsed(house.styles[variant], _FrozenAssets(house.sha256, house.assets))


@dataclass(frozen=True, slots=True)
class _FrozenAssets:
    """Assets that compare by their sum, so that a parsed sheet can be looked up."""

    sha256: str
    of: Mapping[str, bytes] = field(compare=False, hash=False)


def _pictures(task: Task, house: HouseStyle, inks: Inks | None) -> dict[str, bytes]:
    """All pictures and fonts that a page may show, as this variant shows them."""
    own = {f"asset:{name}": data for name, data in task.manuscript.assets.items()}
    sheet = house.drawings[task.variant]
    fonts = house.brand.fonts
    family = fonts.large_print if VARIANTS[task.variant].large_type else fonts.heading
    names = font_stack(family, *fonts.fallback)
    pictures = {name: styled(data, sheet, names) for name, data in {**house.assets, **own}.items()}
    if VARIANTS[task.variant].for_copier and LOGO in pictures:
        pictures[LOGO] = in_black(pictures[LOGO])
    if inks:
        pictures |= {
            name: inks.picture(data) for name, data in pictures.items() if name == LOGO or name in own
        }
    return pictures


def _document(task: Task, main: etree._Element) -> str:
    """What is shown of the manuscript as a whole page of HTML, with what the imprint adds."""
    imprint, manuscript = task.imprint, task.manuscript
    for name, value in _running(imprint, main.get("id", "")).items():
        main.set(f"data-{name}", value)
    isolate(main)
    for choice in main.iter("select"):
        _unanswered(choice)
    for columns in main.iter("colgroup"):
        _widths(columns)
    body = etree.tostring(main, encoding="unicode", method="html")
    metas = "".join(f"<meta {name}={_quoted(value)}>" for name, value in _metas(task).items())
    title = etree.Element("title")
    title.text = f"{manuscript.title} ({imprint.edition})"
    head = f"<head>{etree.tostring(title, encoding='unicode')}{metas}</head>"
    page = f"{head}<body>{body}</body>"
    return f'<!DOCTYPE html><html lang="{manuscript.language}">{page}</html>'


def _running(imprint: Imprint, address: str) -> dict[str, str]:
    """What the margins of every page show; the stylesheet picks it up with `string-set`."""
    return {
        "edition": f"{imprint.toolkit_title}, {imprint.words['edition']} {imprint.edition}",
        "draft": imprint.words["draft"] if imprint.draft else "",
        "page": imprint.words["page"],
        "of": imprint.words["of"],
        "address": address,
    }


def _unanswered(choice: etree._Element) -> None:
    """A drop-down starts with its placeholder, so that nothing is answered by accident."""
    option = etree.Element("option", value="", selected="selected")
    option.text = choice.get("data-placeholder", "")
    choice.insert(0, option)


def _widths(columns: etree._Element) -> None:
    """Shares of the width, as the fixed table layout wants them."""
    shares = [int(column.get("data-share", "1")) for column in columns]
    for column, share in zip(columns, shares, strict=True):
        column.set("style", f"width:{100 * share / sum(shares):.3f}%")


def _metas(task: Task) -> dict[str, str]:
    imprint, packet = task.imprint, task.manuscript.packet
    properties = {
        "author": imprint.publisher,
        "dcterms.created": imprint.date,
        "dcterms.modified": imprint.date,
        "toolkit": imprint.toolkit,
        "packet": packet.id,
        "edition": imprint.edition,
        "variant": task.variant,
        "key": task.key,
    }
    return {f'name="{name}" content': value for name, value in properties.items()}


def _quoted(value: str) -> str:
    element = etree.Element("q", v=value)
    return etree.tostring(element, encoding="unicode").removeprefix("<q v=").removesuffix("/>")


class _AssetFetcher(URLFetcher):  # type: ignore[misc]
    """Hands out the pictures and fonts that the task holds, and nothing else from anywhere."""

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        super().__init__()
        self._assets = assets

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        name = url.removeprefix("asset:") if url.startswith("asset:font:") else url
        if name not in self._assets:
            raise ValueError(f"{url} is not among the packet's pictures")
        data = self._assets[name]
        return URLFetcherResponse(url, data, {"Content-Type": media_type(data) or "font/ttf"})
