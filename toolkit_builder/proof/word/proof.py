"""Proof of a Word file: two validators, and own rules for what neither of them catches.

A file is unpacked and parsed once (`readback.word.package`); the rules stand by what they look at: names and
references (`references`), reading (`accessibility`), controls (`controls`), looks (`formatting`, `contrast`),
and what stands around the text (`settings`).
"""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from ooxml_integrity import check
from openxml_audit import OpenXmlValidator

from ...content.variants import VARIANTS
from ...errors import Unreadable
from ..finding import Finding, Rule, Subject
from .accessibility import ACCESSIBILITY
from .check import BuiltWord
from .controls import CONTROLS
from .formatting import FORMATTING
from .references import REFERENCES
from .results import RESULTS
from .settings import SETTINGS

_OPENS = Rule(
    "O700",
    "The file is a whole package, and its parts are well-formed XML.",
    "ECMA-376 Part 2, 9 and 10 (package model, ZIP); XML 1.0",
)
_SCHEMA = Rule(
    "O701",
    "The XML breaks no schema of Office Open XML and none of Word's added rules that this tool checks.",
    "ECMA-376 Part 1, annex A; Open XML SDK (semantic rules)",
    "openxml-audit",
)
_INTEGRITY = Rule(
    "O702",
    "The parts of the package fit together: relationships, content types, styles, lists, notes, table grids.",
    "ECMA-376 Part 2, 9 (parts, relationships, content types)",
    "ooxml-integrity",
)
_CHECKS = (*REFERENCES, *RESULTS, *ACCESSIBILITY, *CONTROLS, *FORMATTING, *SETTINGS)

# A template is of no packet and no edition, so it does not name them.
_NOT_OF_TEMPLATES = ("O756", "O757")
_PACKETS = tuple(name for name, variant in VARIANTS.items() if variant.is_packet_in_word)
RULES: tuple[Rule, ...] = tuple(
    replace(rule, variants=_PACKETS) if rule.code in _NOT_OF_TEMPLATES else rule
    for rule in (_OPENS, _SCHEMA, _INTEGRITY, *(word_check.rule for word_check in _CHECKS))
)


def prove_word(subject: Subject) -> Iterator[Finding]:
    """All that is wrong with a .docx or .dotx file.

    Args:
        subject: the file; its variant is word or template.

    Returns:
        Findings in the order of the rules. A file that cannot be read yields one finding, O700.
    """
    try:
        word = BuiltWord(subject)
    except Unreadable as error:
        yield Finding(_OPENS.code, subject.name, f"it cannot be read: {error}")
        return
    yield from validated(subject)
    yield from judged(word)


def judged(word: BuiltWord) -> Iterator[Finding]:
    """What breaks the own rules."""
    for word_check in _CHECKS:
        yield from word_check.prove(word)


def validated(subject: Subject) -> Iterator[Finding]:
    """What the two validators find; they read files, so the bytes lie in one for a moment."""
    with tempfile.TemporaryDirectory(prefix="toolkit-proof-") as folder:
        path = Path(folder, "file").with_suffix(PurePosixPath(subject.name).suffix)
        path.write_bytes(subject.data)
        errors = OpenXmlValidator().validate(path).errors
        damages = check(path)
    for error in errors:
        if "/docPartPr" in error.path and "bbPlcHdr" in error.description:
            continue  # openxml-audit 0.8 takes the type of a building block (17.12) for that of a section
        where = f"{error.part_uri.lstrip('/')} {error.path}".strip() or subject.name
        yield Finding(_SCHEMA.code, where, error.description.rstrip(". "))
    for damage in damages:
        yield Finding(_INTEGRITY.code, str(damage.part or subject.name), str(damage.message).rstrip(". "))
