"""What a PDF is as a file: standard, what it says of itself, fonts, active content, boxes of its pages."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

import page as validator
import pikepdf

from ...readback.pdf.marked_content import letters_of
from ...readback.pdf.structure import Pdf
from ..finding import DESIGN, LARGE_PRINT, Finding, Rule, Subject

RULES = (
    Rule(
        "O601",
        "The file breaks no rule of PDF/UA-1 that this tool checks.",
        "ISO 14289-1",
        "page-validation",
    ),
    Rule(
        "O602",
        "The file names its title and edition, and asks viewers to show them.",
        "ISO 14289-1, 7.1; WCAG 2.1, 2.4.2",
    ),
    Rule("O603", "The file names its language.", "ISO 14289-1, 7.2; WCAG 2.1, 3.1.1"),
    Rule(
        "O604",
        "The file names toolkit, packet, edition, variant and key, and the manifest's count of pages.",
        DESIGN,
    ),
    Rule("O605", "Every font is embedded.", "ISO 14289-1, 7.21.4.1"),
    Rule("O606", "Every font says which Unicode characters it shows (ToUnicode).", "ISO 14289-1, 7.21.7"),
    Rule("O607", "All fonts are the brand's.", DESIGN),
    Rule(
        "O608",
        "Nothing in the file runs, plays or is attached; links leave it only for web pages and mail.",
        "ISO 32000-1, 12.6.4 and 7.11.4",
    ),
    Rule("O609", "The file is not encrypted.", f"{DESIGN}; ISO 14289-1, 7.16, asks less"),
    Rule("O644", "Every page is US Letter, upright.", f"{DESIGN}; ISO 32000-1, 14.11.2 (boxes)"),
    Rule(
        "O655",
        "A copier file asks viewers to print it on both sides, turned at the long edge, at its own size.",
        f"{DESIGN}; ISO 32000-1, 12.2 (viewer preferences)",
    ),
    Rule("O656", "A copier file prints the address of every link to the web and to mail.", DESIGN),
    Rule(
        "O661",
        "Large print has one family of type; another one may lend single letters that it lacks.",
        LARGE_PRINT,
    ),
    Rule(
        "O670",
        "A press page is trimmed to US Letter, with 0.125 in of bleed, and the sheet holds both.",
        f"{DESIGN}; ISO 32000-1, 14.11.2 (boxes)",
    ),
    Rule("O672", "A press page has no annotation that prints within its bleed.", "ISO 15930-7, annotations"),
    Rule(
        "O673",
        "A press file that says it is PDF/X-4 has an output intent with its profile.",
        "ISO 15930-7, output intents",
    ),
    Rule(
        "O674",
        "A press file that says it is PDF/X-4 has no device RGB colour on its pages or in its pictures.",
        "ISO 15930-7, colour spaces",
    ),
)

LETTER = (0.0, 0.0, 612.0, 792.0)
BLEED = 9.0

_ACTIVE = (
    b"JavaScript|JS|Launch|SubmitForm|ImportData|ResetForm|Movie|Sound|Rendition|RichMedia|Screen|3D|Thread|"
    b"GoToR|GoToE|EmbeddedFile|EmbeddedFiles|FileAttachment|XFA|OpenAction|AA"
)
_SUSPECT = re.compile(rb"/(" + _ACTIVE + rb")(?![^\s/<>\[\]()])")
_NAMES = frozenset(f"/{name.decode()}" for name in _ACTIVE.split(b"|"))
_STYLE = re.compile(
    r"[-, ]*((semi|demi|extra|ultra)[- ]?)?(thin|light|regular|medium|bold|black|heavy|italic|oblique|)$",
    re.I,
)


def check_standard(subject: Subject) -> Iterator[Finding]:
    """O601, by page-validation; what a press file keeps is another standard."""
    if not subject.form.is_tagged:
        return
    report = validator.validate_pdf_bytes(subject.data, profile="ua1")
    for failure in report.failures:
        yield Finding("O601", failure.rule_id, failure.message)


def check_document(subject: Subject, pdf: Pdf) -> Iterator[Finding]:
    """What is wrong with the file as a whole.

    Args:
        subject: the file.
        pdf: the same, read.
    """
    yield from _names(subject, pdf)
    if pdf.file.is_encrypted:
        yield Finding("O609", "file", "is encrypted")
    fonts, suspects, addresses = _searched(pdf.file)
    yield from _fonts(subject, fonts)
    for name in sorted(suspects):
        yield Finding("O608", "file", f"holds {name}")
    for address in sorted(addresses):
        if not re.match(r"(https?|mailto):", address, re.I):
            yield Finding("O608", "file", f"links to {address[:80]}")
    if subject.form.for_press:
        yield from _press(pdf)
    else:
        yield from _letter(pdf)
    if subject.form.for_copier:
        yield from _copied(pdf, addresses)


# --- what it says of itself --------------------------------------------------------------------------


def _names(subject: Subject, pdf: Pdf) -> Iterator[Finding]:
    info, root = pdf.info(), pdf.file.Root
    title = f"{subject.title} ({subject.edition})"
    if info.get("Title", "") != title:
        yield Finding("O602", "file", f'is titled "{info.get("Title", "")}" instead of "{title}"')
    preferences: Any = root.get("/ViewerPreferences", pikepdf.Dictionary())
    if preferences.get("/DisplayDocTitle") is not True:
        yield Finding("O602", "file", "does not show its title")
    if str(root.get("/Lang", "")) != subject.language:
        yield Finding("O603", "file", f'has the language "{root.get("/Lang", "")}", not "{subject.language}"')
    for name in ("packet", "edition", "variant"):
        if info.get(name) != getattr(subject, name):
            message = f'says "{info.get(name, "")}" as its {name}, not "{getattr(subject, name)}"'
            yield Finding("O604", "file", message)
    for name in ("toolkit", "key"):
        if not info.get(name):
            yield Finding("O604", "file", f"does not say its {name}")
    if len(pdf.file.pages) != subject.pages:
        yield Finding("O604", "file", f"has {len(pdf.file.pages)} pages, {subject.pages} in the manifest")


# --- fonts and active content ------------------------------------------------------------------------


def _searched(file: pikepdf.Pdf) -> tuple[list[Any], set[str], set[str]]:
    """Fonts, names of what is active, and addresses of the web, in one pass over all objects.

    Each object is written out and searched as text, which is much quicker than a walk; only where a name is
    found, which a text could hold too, is the object walked.
    """
    fonts: list[Any] = []
    names: set[str] = set()
    addresses: set[str] = set()
    for pdf_object in (file.trailer, *file.objects):
        if not isinstance(pdf_object, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array):
            continue
        raw = (
            pdf_object.stream_dict.unparse()
            if isinstance(pdf_object, pikepdf.Stream)
            else pdf_object.unparse(resolved=True)
        )
        if b"/BaseFont" in raw or b"/Type3" in raw:
            fonts += [
                dictionary
                for dictionary in _direct(pdf_object)
                if "/BaseFont" in dictionary or dictionary.get("/Subtype") == "/Type3"
            ]
        if _SUSPECT.search(raw):
            for dictionary in _direct(pdf_object):
                names |= _NAMES & {
                    *dictionary.keys(),
                    *(str(value) for value in dictionary.values() if isinstance(value, pikepdf.Name)),
                }
        if b"/URI" in raw:
            addresses |= {
                str(dictionary.URI)
                for dictionary in _direct(pdf_object)
                if dictionary.get("/S") == "/URI" and "/URI" in dictionary
            }
    return fonts, {name[1:] for name in names}, addresses


def _direct(pdf_object: Any) -> Iterator[Any]:
    """The dictionaries of an object, but not those of other objects that it refers to."""
    waiting = [pdf_object]
    while waiting:
        value = waiting.pop()
        if isinstance(value, pikepdf.Array):
            inside = [*value]
        elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            yield value
            inside = [*value.values()]
        else:
            continue
        waiting += [
            inner
            for inner in inside
            if isinstance(inner, pikepdf.Array | pikepdf.Dictionary) and not inner.is_indirect
        ]


def _fonts(subject: Subject, fonts: list[Any]) -> Iterator[Finding]:
    known = {_tight(family) for family in subject.fonts}
    families: set[str] = set()
    letters: dict[str, set[str]] = {}
    for font in fonts:
        name = re.sub(r"^[A-Z]{6}\+", "", str(font.get("/BaseFont", "/Type3"))[1:])  # Type 3 has no name
        families.add(family(name))
        letters.setdefault(family(name), set()).update(filter(str.isalpha, letters_of(font).values()))
        if font.get("/Subtype") != "/Type0":
            descriptor = font.get("/FontDescriptor", pikepdf.Dictionary())
            if font.get("/Subtype") != "/Type3" and not {"/FontFile", "/FontFile2", "/FontFile3"} & {
                *descriptor.keys()
            }:
                yield Finding("O605", name, "is not embedded")
        if not str(font.get("/Subtype")).startswith("/CIDFont") and "/ToUnicode" not in font:
            yield Finding("O606", name, "does not say which letters it shows")
    for name in sorted(families - known):
        yield Finding("O607", name, "is no font of the brand")
    if subject.form.large_type:
        yield from _one_family({name: own for name, own in letters.items() if name != "fields"})


def _one_family(letters: dict[str, set[str]]) -> Iterator[Finding]:
    """O661: letters of a second family that the one of most letters has too."""
    if not letters:
        return
    main = max(letters, key=lambda name: len(letters[name]))
    both = sorted(name for name, own in letters.items() if name != main and own & letters[main])
    if both:
        yield Finding("O661", "file", f"has the families {', '.join(sorted([main, *both]))}")


def family(name: str) -> str:
    """Family of a font, in small letters without spaces.

    Args:
        name: PostScript name without the tag of a subset, such as `Public-Sans-Semi-Bold`.
    """
    shorter = _STYLE.sub("", name)
    return _tight(name) if shorter in ("", name) else family(shorter)


def _tight(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


# --- pages as sheets ---------------------------------------------------------------------------------


def _box(sheet: pikepdf.Page, name: str) -> tuple[float, ...]:
    """A box of a page, from its lower left corner to its upper right."""
    left, bottom, right, top = map(float, getattr(sheet, name))
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _near(first: tuple[float, ...], second: tuple[float, ...]) -> bool:
    return all(abs(mine - its) < 0.1 for mine, its in zip(first, second, strict=True))


def _letter(pdf: Pdf) -> Iterator[Finding]:
    for number, sheet in enumerate(pdf.file.pages, 1):
        boxes = {_box(sheet, "mediabox"), _box(sheet, "cropbox")}
        if not all(_near(box, LETTER) for box in boxes) or int(sheet.obj.get("/Rotate", 0)) % 360:
            yield Finding("O644", f"page {number}", "is not US Letter, upright")


def _copied(pdf: Pdf, addresses: set[str]) -> Iterator[Finding]:
    preferences = pdf.file.Root.get("/ViewerPreferences", pikepdf.Dictionary())
    for name, value in (("/Duplex", "/DuplexFlipLongEdge"), ("/PrintScaling", "/None")):
        if preferences.get(name) != value:
            yield Finding("O655", "file", f"{name[1:]} is not {value[1:]}")
    words = "".join("".join(chain((block.words for block in pdf.blocks()), pdf.notes())).split())
    for address in sorted(addresses):
        if re.sub(r"^(https?://|mailto:)(www\.)?|/$", "", address) not in words:
            yield Finding("O656", "file", f"does not print {address[:80]}")


def _press(pdf: Pdf) -> Iterator[Finding]:
    for number, sheet in enumerate(pdf.file.pages, 1):
        trim, bleed, media = (_box(sheet, name) for name in ("trimbox", "bleedbox", "mediabox"))
        bled = (trim[0] - BLEED, trim[1] - BLEED, trim[2] + BLEED, trim[3] + BLEED)
        size = (0.0, 0.0, trim[2] - trim[0], trim[3] - trim[1])
        within = all(
            a <= b + 0.1 for a, b in zip((*media[:2], *bleed[2:]), (*bleed[:2], *media[2:]), strict=True)
        )
        if not (_near(size, LETTER) and _near(bleed, bled) and within):
            yield Finding("O670", f"page {number}", "is not trimmed to US Letter with 0.125 in of bleed")
        for annotation in sheet.get("/Annots", pikepdf.Array()):
            left, bottom, right, top = map(float, annotation.get("/Rect", LETTER))
            apart = right <= bleed[0] or bleed[2] <= left or top <= bleed[1] or bleed[3] <= bottom
            if int(annotation.get("/F", 0)) & 4 and not apart:
                yield Finding(
                    "O672",
                    f"page {number}",
                    f"has a {str(annotation.get('/Subtype', '/nameless'))[1:]} that prints",
                )
                break
    if "GTS_PDFXVersion" in pdf.info() or b"GTS_PDFXVersion" in _metadata(pdf):
        yield from _pdf_x(pdf.file)


def _metadata(pdf: Pdf) -> bytes:
    stream = pdf.file.Root.get("/Metadata")
    return stream.read_bytes() if isinstance(stream, pikepdf.Stream) else b""


def _pdf_x(file: pikepdf.Pdf) -> Iterator[Finding]:
    intents = [
        intent
        for intent in file.Root.get("/OutputIntents", pikepdf.Array())
        if intent.get("/S") == "/GTS_PDFX"
    ]
    if not any(isinstance(intent.get("/DestOutputProfile"), pikepdf.Stream) for intent in intents):
        yield Finding("O673", "file", "has no output intent with a profile")
    for pdf_object in file.objects:
        if isinstance(pdf_object, pikepdf.Stream) and (
            pdf_object.get("/Subtype") == "/Form" or "/PatternType" in pdf_object
        ):
            has_rgb = _is_rgb(pdf_object)
        elif isinstance(pdf_object, pikepdf.Dictionary) and pdf_object.get("/Type") == "/Page":
            has_rgb = _is_rgb(pikepdf.Page(pdf_object))
        else:
            has_rgb = (
                isinstance(pdf_object, pikepdf.Dictionary | pikepdf.Stream)
                and pdf_object.get("/ColorSpace") == "/DeviceRGB"
            )
        if has_rgb:
            yield Finding("O674", "file", "has device RGB colour")
            return


def _is_rgb(content: Any) -> bool:
    instruction: Any
    for instruction in pikepdf.parse_content_stream(content, "rg RG cs CS"):
        operands, operator = instruction
        if str(operator) in ("rg", "RG") or operands[0] == "/DeviceRGB":
            return True
    return False
