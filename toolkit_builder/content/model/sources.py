"""references.yaml and glossary.yaml: what texts cite, and what words mean."""

from pydantic import Field

from ..words import Line, Text
from .base import Addressed, Date, MaterialId, Node, Slug, ThingId, Url


class Reference(Node):
    """A source that a text cites."""

    id: Slug = Field(description="Name that texts use: [@id].")
    author: Text = Field(description="Person or organisation that says it.")
    title: Text = Field(description="Title.")
    publisher: Text | None = Field(None, description="Where it appeared, when that is not the author.")
    date: Text = Field(description="Year or day of the source, or n.d.")
    url: Url | None = Field(None, description="Address.")
    accessed: Date | None = Field(None, description="Day the address was opened.")
    note: Line | None = Field(None, description="Caution for readers, such as a copy that was read instead.")


class References(Node):
    """references.yaml: every source that a text cites, once."""

    references: tuple[Reference, ...] = Field(description="Sources in any order.")


class Term(Addressed):
    """A word and what it means here."""

    id: ThingId = Field(description="Short name of the term.")
    term: Text = Field(description="The word.")
    definition: Line = Field(description="What it means in this toolkit.")


class Glossary(Node):
    """glossary.yaml: words of the toolkit."""

    id: MaterialId = Field(description="Address of the glossary.")
    title: Text = Field(description="Heading.")
    terms: tuple[Term, ...] = Field(min_length=1, description="Terms in any order; sorted in print.")
