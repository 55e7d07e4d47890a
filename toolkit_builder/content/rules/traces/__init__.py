"""What tools and the clipboard leave in a text: one table of kinds, each named as what it is.

What is certainly no writer's is an error, and stands here. What a writer could mean is a remark, in
`content/style/traces.py`. Marks that a merge leaves, invisible signs and look-alikes of YAML's own are found
by `content/reading/`, before there is a text.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ....errors import Problem
from ...words import Text
from ..sheet import Sheet
from ..texts import MAX_CHARACTERS
from .addresses import private, wrapped
from .letters import look_alikes, misread
from .trace import Trace
from .words import of_programs, unfinished

__all__ = ["TraceKind", "no_quotes_around_values", "nothing_is_left_of_tools"]

# A value between these was put into quotes for YAML; of what is said aloud the full stop stands inside.
_OPENING, _CLOSING = "“„‟«‹‘‚＂", '”“‟»›’‘＂"'
_SPOKEN = re.compile(r"[.!?…,—–-]\W$")


class TraceKind(NamedTuple):
    """One kind of trace.

    Args:
        code: of the rule.
        find: the traces of this kind in a text.
        drafts: whether it is told in drafts too.
    """

    code: str
    find: Callable[[str], Iterator[Trace]]
    drafts: bool = True


ERRORS = (
    TraceKind("C223", misread),
    TraceKind("C228", look_alikes),
    TraceKind("C229", of_programs),
    TraceKind("C230", wrapped),
    TraceKind("C231", private),
    TraceKind("C232", unfinished, drafts=False),
)


def nothing_is_left_of_tools(sheet: Sheet) -> Iterator[Problem]:
    """C223, C228 to C232: traces that no writer can have meant."""
    kinds = [kind for kind in ERRORS if kind.drafts or sheet.printed]
    for path, value, _ in sheet.parts:
        if isinstance(value, str) and len(value) <= MAX_CHARACTERS:
            for kind in kinds:
                for trace in kind.find(value):
                    yield sheet.problem(path, kind.code, trace.message, trace.hint, trace.words)


def no_quotes_around_values(sheet: Sheet) -> Iterator[Problem]:
    """C227: a title, name or label in quotation marks of print, which were meant for YAML.

    Straight quotes around them say that they are meant; what is said aloud ends inside its quotes.
    """
    marks = sheet.source.marks
    for path, value, _ in sheet.parts:
        if not isinstance(value, Text) or value[0] not in _OPENING or path not in marks:
            continue
        is_title = len(path) == 1 or (type(value) is Text and not _SPOKEN.search(value))
        inner = value[1:-1]
        whole = len(value) > 2 and value[-1] in _CLOSING and not set(inner) & set("“”„«»")
        if is_title and whole and marks.written(path).startswith(value[0]):
            hint = f"write it without them, or in straight quotes if they are to be printed: '{value}'"
            message = f"the signs {value[0]} and {value[-1]} around the text are printed with it"
            yield sheet.problem(path, "C227", message, hint)
