"""Font files of the brand's own: there, whole, and allowed in what is made."""

from collections.abc import Iterator

from ...errors import Problem
from ..file_names import alike, found
from ..fonts import FontError, OwnFont, own_fonts, read_font
from ..model import Brand
from ..reading.spans import Path
from ..toolkit import Toolkit
from .sheet import Sheet

_OWN: Path = ("fonts", "own")
_LICENCE = """write beside `files:`, such as
licence: SIL Open Font License 1.1
may_be_bundled: true
or, for a font that was bought, who gave the licence and its number, and may_be_bundled: false"""
_LIGHTEST_BOLD = 500


def fonts_have_a_licence(sheet: Sheet) -> Iterator[Problem]:
    """C430: whoever lists font files says what allows their use, and whether they may be passed on."""
    brand = sheet.source.node
    if not isinstance(brand, Brand):
        return
    for number, group in enumerate(brand.fonts.own):
        if group.licence is None or group.may_be_bundled is None:
            what = "licence" if group.licence is None else "word on whether they may be passed on"
            message = f"the font files have no {what}"
            yield sheet.problem((*_OWN, number, "files", 0), "C430", message, _LICENCE)


def fonts_can_be_used(toolkit: Toolkit, sheets: tuple[Sheet, ...]) -> Iterator[Problem]:
    """C431 to C436: every file that is listed is there and a font, and every file that is there is listed."""
    sheet = next(sheet for sheet in sheets if isinstance(sheet.source.node, Brand))
    listed: set[str] = set()
    faces: set[tuple[object, ...]] = set()
    for number, group in enumerate(toolkit.brand.fonts.own):
        for place, name in enumerate(group.files):
            path: Path = (*_OWN, number, "files", place)
            held = found(name, toolkit.fonts)
            if held is None:
                yield _lost(sheet, path, name, toolkit)
            elif held in listed:
                yield sheet.problem(path, "C434", f'"{name}" is listed twice', "take one of the lines out")
            else:
                listed.add(held)
                yield from _unusable(sheet, path, toolkit.fonts[held], faces)
    for name in sorted(toolkit.fonts.keys() - listed):
        hint = f"list it under `fonts: own:` with its licence, or delete the file:\nfiles:\n  - {name}"
        yield sheet.missing(("fonts",), "C436", f"{name} is not listed", hint)
    yield from _incomplete(sheet, own_fonts(toolkit.fonts), toolkit)


def fonts_go_into_bundles(toolkit: Toolkit, sheets: tuple[Sheet, ...]) -> Iterator[Problem]:
    """C437, a warning: fonts that may not be passed on are in no bundle and on no site."""
    sheet = next(sheet for sheet in sheets if isinstance(sheet.source.node, Brand))
    for number, group in enumerate(toolkit.brand.fonts.own):
        if group.may_be_bundled is False:
            message = f"{', '.join(group.files)}: in packets, but not in an edition's bundle or on its site"
            hint = "keep them: whoever makes the edition again needs them here, or the archive"
            yield sheet.problem((*_OWN, number, "may_be_bundled"), "C437", message, hint)


def _lost(sheet: Sheet, path: Path, name: str, toolkit: Toolkit) -> Problem:
    """C431: the name of a file that is there under another one, or that is not there."""
    if held := alike(name, toolkit.fonts):
        return sheet.problem(path, "C431", f'the file is called "{held}"', f"write it so: {held}")
    hint = "put it into fonts/ beside brand.yaml, and write its path: fonts/OurSans-Regular.otf"
    if toolkit.fonts:
        hint += f"; there are {', '.join(sorted(toolkit.fonts))}"
    return sheet.problem(path, "C431", f'there is no font file "{name}"', hint)


def _unusable(sheet: Sheet, path: Path, data: bytes, faces: set[tuple[object, ...]]) -> Iterator[Problem]:
    """C432, C433: no font, or one that may not be embedded; C434: a face that another file has."""
    try:
        font = read_font(data)
    except FontError as error:
        yield sheet.problem(path, error.code, error.message, error.hint)
        return
    face = (font.family, font.italic, "variable" if font.variable else font.weight)
    if face in faces:
        style = f"{font.family}, {'italic' if font.italic else 'upright'}, {face[2]}"
        yield sheet.problem(path, "C434", f"another file is the same font: {style}", "take one of them out")
    faces.add(face)


def _incomplete(sheet: Sheet, fonts: tuple[OwnFont, ...], toolkit: Toolkit) -> Iterator[Problem]:
    """C435: a family of text needs a regular weight; C433: forms are filled in with that of headings."""
    brand = toolkit.brand.fonts
    for role in ("heading", "text", "large_print"):
        family = str(getattr(brand, role))
        held = [font for font in fonts if font.family == family]
        if held and not any(
            not font.italic and (font.variable or font.weight < _LIGHTEST_BOLD) for font in held
        ):
            message = f'of "{family}" there is no regular upright file'
            yield sheet.problem(("fonts", role), "C435", message, "put the regular weight beside the others")
    if any(font.print_only for font in fonts if font.family == str(brand.heading)):
        message = f'"{brand.heading}" says that it may be embedded in what is read and printed only'
        hint = "forms are filled in with the font of headings; take one of fsType 0 or 8 for these"
        yield sheet.problem(("fonts", "heading"), "C433", message, hint)
