"""style.yaml: what `toolkit check --style` looks for in the words of a toolkit."""

from pydantic import Field

from .base import Node


class StyleFile(Node):
    """style.yaml: words that `toolkit check --style` looks for here, beside those it knows; never printed.

    A word ends where it is written, a plural aside; `leverag*` stands for all its endings.
    """

    jargon: dict[str, str] = Field({}, description="Word of the trade: what to write instead.")
    person_first: dict[str, str] = Field(
        {}, description="Words that put something before the person: what to write instead."
    )
    vague: tuple[str, ...] = Field((), description="Words of degree on which two raters would differ.")
    claims: tuple[str, ...] = Field((), description="Words that claim something and need a source.")
    known: tuple[str, ...] = Field(
        (), description="Words and abbreviations that are never reported here, since all readers know them."
    )
