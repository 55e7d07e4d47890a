"""What a text may hold, and that figures say where they come from."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ...errors import Problem
from ..model import Artifact, CaseStudy, CompanionGuide, Node
from ..richtext import faults
from ..words import Line, Rich, Text
from .sheet import Sheet

# Where the kinds of files that hold blocks have them.
_BLOCKS_OF: dict[type[Node], str] = {
    Artifact: "make it a block `type: {}` in body",
    CompanionGuide: "make it a block `type: {}` in a chapter or handout",
}
_IN_A_CASE = (
    "a case has its figures in results and short facts in at_a_glance; a table is a block of an artifact"
)
_WITHOUT_BLOCKS = "write a list; a {0} is a block `type: {0}` of an artifact"
# Behind words; behind the sign or number of a list other rules tell of it, or it is right.
_TAB = re.compile(r"(?m)(?!^[ ]*\d+[.)]\t)(?<!\S)\S*\w\S?\t+\S*")
MAX_CHARACTERS = 20_000
CITED = {
    "tagline", "purpose", "mapping_note", "at_a_glance", "challenge", "strategic_priority",
    "theory_of_action", "approach", "shifts", "results_pending", "caveats", "conditions",
}  # fmt: skip
# A citation after the full stop belongs to the sentence before it.
LATE_CITATION = re.compile(r"([.!?][\"”’)]*)((?:\s*\[@[^\[\]]+\])+)")
SENTENCE_END = re.compile(
    r"\n\s*(?:[-*+]|\d+[.)])\s|\n\s*\n"
    r"|(?<!\b[A-Z]\.)(?<!\bSt\.)(?<!\bNo\.)(?<!\bDr\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bvs\.)"
    r"(?:(?<=[.!?])|(?<=[.!?][\"”’)*]))\s+(?=[\"“‘(\[*]?[A-Z0-9])"
)
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])\s")
_COMPARED = 40
# In "short- and long-term" the hyphen is right: the second word follows later.
_BROKEN_WORD = re.compile(
    r"(?<!\S)(?P<start>\S*[^\W\d_][-\u2010])\s+(?!(?:and|or|nor|but|to|through|versus|vs|as|than|y|e|o|u|ni|a|et|ou"
    r"|und|oder|bis|en|of)\b)(?P<end>[^\W\d_A-Z][\w’'-]*)"
)
# What is no figure: citations, addresses, and digits that are part of a name.
NO_FIGURE = re.compile(r"\[@[^\[\]]+\]|\]\([^)]{0,500}\)|\b(?:Pre-?|P)?[KP][-–]\d+\b|\bPrinciple \d\b")


def marks_are_allowed(sheet: Sheet) -> Iterator[Problem]:
    """C103, C106 to C108, C120 to C126: only marks of our Markdown, and no text that fills a document."""
    for path, value, _ in sheet.parts:
        if isinstance(value, Text) and len(value) > MAX_CHARACTERS:
            message = f"the text is too long ({len(value):,} characters)"
            yield sheet.problem(path, "C103", message, f"write {MAX_CHARACTERS:,} characters at most")
            continue
        for fault in faults(value, isinstance(value, Rich)) if isinstance(value, Line) else ():
            hint = f"{_instead(sheet, fault.needs)}{fault.hint}"
            yield sheet.problem(path, fault.code, fault.message, hint, fault.words)


def _instead(sheet: Sheet, needs: str) -> str:
    """What a file offers for a thing that needs a block of its own, before what else can be written."""
    if not needs:
        return ""
    kind = type(sheet.source.node)
    if kind is CaseStudy and needs == "table":
        return f"{_IN_A_CASE}; "
    return _BLOCKS_OF.get(kind, _WITHOUT_BLOCKS).format(needs) + "; else "


def tabs_are_tables(sheet: Sheet) -> Iterator[Problem]:
    """C128: what a spreadsheet puts between values, and print shows as a blank."""
    for path, value, _ in sheet.parts:
        if isinstance(value, Text) and (tab := _TAB.search(value)):
            block = _instead(sheet, "table") if isinstance(value, Rich) else ""
            hint = f"{block}write what stands between the values, such as a comma or a colon"
            yield sheet.problem(path, "C128", "a tab would be printed as a blank", hint, tab[0])


def titles_are_one_line(sheet: Sheet) -> Iterator[Problem]:
    """C108: a title, name or label has no line break."""
    for path, value, _ in sheet.parts:
        if type(value) is Text and "\n" in value:
            hint = "write it on one line, or after >- instead of |"
            yield sheet.problem(path, "C108", "this field holds one line", hint)


def paragraphs_are_kept(sheet: Sheet) -> Iterator[Problem]:
    """C450: an empty line in the file is one in the text too; YAML keeps it after | only."""
    marks = sheet.source.marks
    for path, value, _ in sheet.parts:
        if isinstance(value, Line) and "\n" in value.written and path in marks:
            lines = marks.lines_of(path)
            if not lines[0].startswith("|") and (line := _lost_paragraph(lines, value.written)):
                hint = "write the text after | instead, each line below it"
                if not isinstance(value, Rich):
                    hint = "take out the empty line, since this field holds one paragraph"
                message = "YAML drops the empty line before these words, so no paragraph would begin here"
                yield sheet.problem(path, "C450", message, hint, line)


def _lost_paragraph(lines: list[str], value: str) -> str:
    """The first line after an empty one that follows its paragraph in the value without one."""
    for before, empty, line in zip(lines, lines[1:], lines[2:], strict=False):
        if before and line and not empty and not _ITEM.match(line):  # the items of a list are still apart
            start = re.escape(line.rstrip("\"'\\")[:_COMPARED])
            if re.search(rf"[^\s]\n[ \t]*{start}", value):
                return line
    return ""


def words_are_whole(sheet: Sheet) -> Iterator[Problem]:
    """C451: no line of the file ends within a word, behind its hyphen; print would show a space there."""
    marks = sheet.source.marks
    for path, value, _ in sheet.parts:
        if isinstance(value, Text) and path in marks:
            for match in _BROKEN_WORD.finditer(value.written) if "-" in value else ():
                start, end = match["start"], match["end"]
                if any(line.endswith(start) for line in marks.lines_of(path)):
                    message = f'a line ends within a word, so "{start} {end}" would be printed'
                    hint = f'write "{start}{end}" on one line (or without the hyphen), or – for a dash'
                    yield sheet.problem(path, "C451", message, hint, start)


def figures_cite_a_source(sheet: Sheet) -> Iterator[Problem]:
    """C314: each sentence with a digit about a real place says where it comes from."""
    case = sheet.source.node
    if not isinstance(case, CaseStudy) or case.fictitious or not sheet.printed:
        return
    for path, value, _ in sheet.parts:
        if path and path[0] in CITED and isinstance(value, Line):
            for figure in uncited_figures(value):
                hint = "add [@id] to this sentence, with the id of its source in references.yaml"
                message = f'a figure stands without its source: "{figure}"'
                yield sheet.problem(path, "C314", message, hint, figure)


def uncited_figures(text: str) -> Iterator[str]:
    """The first figure of each sentence that has one and cites nothing, with the word before it."""
    for sentence in SENTENCE_END.split(LATE_CITATION.sub(r"\2\1", "\n" + text)):
        if "[@" in sentence:
            continue
        words = ["", *NO_FIGURE.sub("", sentence).split()]
        for before, word in pairwise(words):
            if any(char.isdigit() for char in word):
                yield f"{before} {word}".strip(' *_.,;:()[]"“”')
                break
