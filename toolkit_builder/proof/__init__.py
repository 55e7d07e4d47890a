"""Files -> Findings.

Reads what was built and never the model it was built from: bytes of PDF and Word, the manuscript and the list
of questions that lie beside them. A rule is a line in a table with its source; each has a broken file in the
tests that it must catch.
"""

from collections.abc import Iterator

from .finding import Finding, Rule, Subject
from .parity import RULES as _PARITY
from .parity import prove_parity
from .pdf.proof import RULES as _PDF
from .pdf.proof import prove_pdf
from .word.proof import RULES as _WORD
from .word.proof import prove_word

__all__ = ["RULES", "Finding", "Rule", "Subject", "prove"]

RULES: tuple[Rule, ...] = (*_PDF, *_WORD, *_PARITY)


def prove(subject: Subject) -> Iterator[Finding]:
    """Everything that is wrong with a built file; nothing for a good one."""
    yield from prove_pdf(subject) if subject.form.is_pdf else prove_word(subject)
    yield from prove_parity(subject)
