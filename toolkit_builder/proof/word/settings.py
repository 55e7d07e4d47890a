"""What stands around the text of a Word file: settings, properties, running edition, what it may reach."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from ...output.word.scripts import east_asian
from ...readback.word.nodes import VAL, Node, W, around, local, on, switched, value, words
from .check import BuiltWord, Fault, checks

_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MODE = "15"
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?", re.ASCII)
_ADDRESSES = ("https://", "http://", "mailto:", "tel:")
# Fields that fetch, run or ask something (17.16.5).
_ACTIVE = frozenset(
    {"DDE", "DDEAUTO", "LINK", "EMBED", "IMPORT", "INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE", "DATABASE",
     "MACROBUTTON", "ASK", "FILLIN", "RD", "CONTROL"}
)  # fmt: skip
_ACTIVE_PARTS = re.compile(r"vba|macroEnabled|activeX|oleObject|ms-package|\.sheet\b", re.IGNORECASE)
_ACTIVE_RELATIONS = frozenset(
    {"vbaProject", "oleObject", "package", "control", "attachedTemplate", "subDocument", "aFChunk", "frame",
     "mailMergeSource", "mailMergeHeaderSource", "keyMapCustomizations", "attachedToolbars"}
)  # fmt: skip


@checks(
    "O750",
    "The language of the text is said, and is that of the packet.",
    "WCAG 2.1, 3.1.1; ECMA-376 Part 1, 17.7.5 (docDefaults), 17.3.2 (lang); Part 2, 11 (language)",
)
def language(word: BuiltWord) -> Iterator[Fault]:
    wanted = word.subject.language
    default = word.styles.root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    tags = {
        word.target("styles"): "" if default is None else default.get(VAL, ""),
        word.target("core-properties"): word.root("core-properties").findtext(f"{_DC}language", ""),
    }
    for part, tag in tags.items():
        if not _same_language(tag, wanted):
            yield part, f"the language is {tag or 'missing'}, not {wanted}"


def _same_language(tag: str, wanted: str) -> bool:
    """Whether a tag is the wanted one, or that with a region: en-US for en."""
    return tag.casefold() == wanted.casefold() or tag.casefold().startswith(f"{wanted.casefold()}-")


@checks("O751", "The document's title is that of the packet.", "WCAG 2.1, 2.4.2; ECMA-376 Part 2, 11 (title)")
def title(word: BuiltWord) -> Iterator[Fault]:
    actual, wanted = word.root("core-properties").findtext(f"{_DC}title", ""), word.subject.title
    if actual.strip() != wanted:
        yield word.target("core-properties"), f"the title is “{actual}”, not “{wanted}”"


@checks(
    "O752",
    "The dates in the properties are real dates in the W3C form, such as 2026-01-15T00:00:00Z.",
    "ECMA-376 Part 2, 11 (created, modified); W3C Date and Time Formats (W3CDTF)",
)
def dates(word: BuiltWord) -> Iterator[Fault]:
    for name in ("created", "modified"):
        date = word.root("core-properties").find(f"{_TERMS}{name}")
        if date is None:
            yield word.target("core-properties"), f"there is no date “{name}”"
        elif date.get(f"{_XSI}type") != "dcterms:W3CDTF" or not _is_date(date.text or ""):
            yield word.target("core-properties"), f"the date “{name}” is {date.text!r}"


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    with suppress(ValueError):
        return bool(datetime.fromisoformat(text + "-01-01"[len(text) - 10 :] if len(text) < 10 else text))
    return False


@checks(
    "O753",
    "The file opens as one of today's Word, without the words “Compatibility Mode”.",
    "[MS-DOCX] 2.3.5 (compatibilityMode); ECMA-376 Part 1, 17.15.3",
)
def compatibility(word: BuiltWord) -> Iterator[Fault]:
    settings = word.root("settings").iter(f"{W}compatSetting")
    modes = [setting.get(VAL) for setting in settings if setting.get(f"{W}name") == "compatibilityMode"]
    if modes != [_MODE]:
        yield (
            word.target("settings"),
            f"the compatibility mode is {modes[0] if modes else 'missing'}, not {_MODE}",
        )


@checks(
    "O754",
    "Word asks nothing when it opens the file: no fields to update, no data source, no wish to be read only.",
    "ECMA-376 Part 1, 17.15.1 (updateFields, writeProtection), 17.14 (mailMerge)",
)
def prompts(word: BuiltWord) -> Iterator[Fault]:
    settings = word.root("settings")
    for tag in ("updateFields", "mailMerge", "writeProtection"):
        if on(settings, tag):
            yield word.target("settings"), f"Word would ask at opening ({tag})"


@checks(
    "O755",
    "Nothing is locked or protected, so that a district can change every word.",
    "ECMA-376 Part 1, 17.5.2 (lock), 17.15.1 (documentProtection), 17.6 (formProt), 17.7.4 (locked)",
)
def locks(word: BuiltWord) -> Iterator[Fault]:
    yield from _locks_in_text(word)
    if on(word.root("settings"), "documentProtection"):
        yield word.target("settings"), "the document is protected (documentProtection)"
    for style in word.styles.by_id.values():
        if on(style, "locked"):
            yield word.target("styles"), f"the style {value(style, 'name')} is locked"
    if _properties(word).get("_MarkAsFinal") in ("true", "1"):
        yield word.target("custom-properties"), "the document is marked as final"


def _locks_in_text(word: BuiltWord) -> Iterator[Fault]:
    for story, mark in word.elements("lock"):
        if mark.get(VAL) != "unlocked":
            yield story.where(mark), f"a control is locked ({mark.get(VAL)})"
    for story, mark in word.elements("formProt", "permStart"):
        if switched(mark):
            yield story.where(mark), f"a section is protected ({local(mark)})"
    for story, mark in word.elements("fldChar", "fldSimple"):
        if mark.get(f"{W}fldLock") in ("1", "true", "on"):
            yield story.where(mark), "a field is locked"


def _properties(word: BuiltWord) -> dict[str, str]:
    """Name -> value of the custom properties."""
    return {
        element.get("name", ""): "".join(map(str, element.itertext()))
        for element in word.root("custom-properties")
    }


@checks(
    "O756",
    "The file says which toolkit, packet, edition and language it is.",
    "ECMA-376 Part 1, 22.3 (custom properties)",
)
def identity(word: BuiltWord) -> Iterator[Fault]:
    if word.is_template:
        return
    subject, properties = word.subject, _properties(word)
    part = word.target("custom-properties") or "docProps/custom.xml"
    for name, wanted in (("Packet", subject.packet), ("Edition", subject.edition)):
        if properties.get(name) != wanted:
            yield part, f"the property {name} is {properties.get(name, 'missing')}, not {wanted}"
    if not _same_language(properties.get("Language", ""), subject.language):
        yield (
            part,
            f"the property Language is {properties.get('Language', 'missing')}, not {subject.language}",
        )
    toolkit = properties.get("Toolkit", "")
    if not toolkit or not subject.name.startswith(f"{toolkit}-"):
        yield part, f"the property Toolkit is {toolkit or 'missing'}, the file {subject.name}"


@checks(
    "O757",
    "Every page shows edition and packet in its header or footer, by fields that follow the properties.",
    "ECMA-376 Part 1, 17.10 (headers and footers), 17.16.5 (DOCPROPERTY)",
)
def running_edition(word: BuiltWord) -> Iterator[Fault]:
    if word.is_template:
        return
    values = {
        (story.part, field.arguments[1]): field.shown.strip()
        for story, field in word.fields
        if field.kind == "DOCPROPERTY" and len(field.arguments) > 1
    }
    for page, parts in _running(word):
        for name, wanted in (("Edition", word.subject.edition), ("Packet", word.subject.packet)):
            running = [values[part, name] for part in parts if (part, name) in values]
            if running != [wanted]:
                yield (
                    ", ".join(parts) or word.document.part,
                    f"{page} show the {name.lower()} as {running or 'nothing'}",
                )


def _running(word: BuiltWord) -> Iterator[tuple[str, list[str]]]:
    """For each kind of page of each section: the header and footer that it has.

    A section without one of its own takes that of the section before (17.10.5).
    """
    targets = {
        relation.id: relation.target for relation in word.relations if relation.part == word.document.part
    }
    current: dict[tuple[str, str], str] = {}
    for number, section in enumerate(word.document.all("sectPr"), start=1):
        for reference in section.iter(f"{W}headerReference", f"{W}footerReference"):
            kind = reference.get(f"{W}type") or "default"
            current[str(kind), local(reference)] = targets.get(reference.get(_RELATION, ""), "")
        for kind in _page_kinds(section, word):
            parts = [
                current[kind, tag] for tag in ("headerReference", "footerReference") if (kind, tag) in current
            ]
            yield f"the {kind} pages of section {number}", parts


def _page_kinds(section: Node, word: BuiltWord) -> list[str]:
    kinds = ["default"]
    kinds += ["first"] if on(section, "titlePg") else []
    return kinds + (["even"] if on(word.root("settings"), "evenAndOddHeaders") else [])


@checks(
    "O758",
    "Nothing in the file runs or is fetched from outside; only links lead out: to the web, an e-mail or a "
    "telephone.",
    "ECMA-376 Part 2, 9.3 (external relationships); Part 1, 15.2 (embedded parts), 17.16.5 (fields)",
)
def active_content(word: BuiltWord) -> Iterator[Fault]:
    for relation in word.relations:
        if relation.kind in _ACTIVE_RELATIONS or (relation.external and relation.kind != "hyperlink"):
            yield relation.part, f"it brings or fetches {relation.target} ({relation.kind})"
        elif relation.external and not relation.target.lower().startswith(_ADDRESSES):
            yield relation.part, f"a link leads to {relation.target}"
    for entry in word.tree("[Content_Types].xml"):
        if _ACTIVE_PARTS.search(entry.get("ContentType", "")):
            yield (
                entry.get("PartName", "*." + entry.get("Extension", "")).lstrip("/"),
                "a part that can run or be opened in Word",
            )
    for story, mark in word.elements("object", "control", "altChunk", "subDoc", "movie"):
        yield story.where(mark), f"an embedded object ({local(mark)})"
    for story, field in word.fields:
        if field.kind in _ACTIVE:
            yield story.where(field.begin), f"a field that fetches, runs or asks something ({field.kind})"


@checks(
    "O764",
    "The file has Word's styles for comments and tracked changes, so that a district's first looks right.",
    "ECMA-376 Part 1, 17.7.4 (styles), 17.13 (comments, revisions)",
)
def comment_styles(word: BuiltWord) -> Iterator[Fault]:
    names = {value(style, "name").lower() for style in word.styles.by_id.values()}
    for name in ("annotation reference", "annotation text", "annotation subject", "Balloon Text", "Revision"):
        if name.lower() not in names:
            yield word.target("styles"), f"there is no style “{name}”"


@checks(
    "O765",
    "An East Asian language is named only where there are words in it, or where the packet is in it.",
    "ECMA-376 Part 1, 17.3.2.20 (lang, eastAsia), 17.15.1 (themeFontLang)",
)
def east_asian_languages(word: BuiltWord) -> Iterator[Fault]:
    own, everything = word.subject.language, "".join(map(str, word.document.root.itertext()))
    named = [(word.target("styles"), lang, "") for lang in word.styles.root.iter(f"{W}lang")]
    themes = word.root("settings").iter(f"{W}themeFontLang")
    named += [(word.target("settings"), lang, everything) for lang in themes]
    named += [(story.where(lang), lang, _run_words(lang)) for story, lang in word.elements("lang")]
    for where, lang, said in named:
        tag = lang.get(f"{W}eastAsia", "")
        if tag and not _same_language(tag, own) and not east_asian(said):
            yield where, f"{tag} is named as the East Asian language, and there are no such words"


def _run_words(lang: Node) -> str:
    run = around(lang, "r")
    return "" if run is None else words(run)


SETTINGS = (
    language,
    title,
    dates,
    compatibility,
    prompts,
    locks,
    identity,
    running_edition,
    active_content,
    comment_styles,
    east_asian_languages,
)
