"""What a tool may have left in a text or address, or a writer meant; errors are in `rules`."""

from collections.abc import Iterator

from ...errors import Problem
from ..rules.traces.addresses import private_documents, tracked
from ..rules.traces.words import left_to_do
from ..toolkit import Source
from ..walk import walk
from ..words import Text
from .lists import Lists
from .passages import Writing

_ADDRESSES = (("S113", tracked), ("S114", private_documents))
_KINDS = (("S112", left_to_do), *_ADDRESSES)


def traces(writing: Writing, lists: Lists) -> Iterator[Problem]:
    """S112 to S114: words that stand for others, and addresses that count or open for few."""
    for passage in writing.passages:
        for code, find in _KINDS:
            for trace in find(str(passage.printed.text)):
                yield Problem(passage.place(trace.start, len(trace.words)), code, trace.message)


def traces_in_fields(source: Source) -> Iterator[Problem]:
    """S113 and S114 in the fields that hold an address and are no text."""
    for path, value, _ in walk(source.node):
        if isinstance(value, str) and not isinstance(value, Text):
            for code, find in _ADDRESSES:
                for trace in find(value):
                    yield Problem(source.marks.value(path, trace.words), code, trace.message)
