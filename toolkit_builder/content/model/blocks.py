"""Parts that several kinds of material share: text, checklists, tables, forms, questions."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from ..words import Line, Rich, Text
from .base import Addressed, Node, Slug, ThingId, Truth, Url

Cell = Annotated[Line | None, BeforeValidator(lambda value: value or None)]


class Question(Addressed):
    """A question that a team answers in writing."""

    id: ThingId = Field(description="Short name of the question; unique in this file; never changed later.")
    text: Line = Field(description="The question, as the team reads it.")


class Vignette(Addressed):
    """A short story that opens a text."""

    title: Text = Field(description="Heading of the story.")
    text: Rich = Field(description="The story; one that is not composite cites its source.")
    composite: Truth = Field(
        description="true for a story made up of many: print says that no person or place in it is real."
    )


class FoundAt(Node):
    """Where a document can be had that is described here and not copied."""

    words: Line = Field(description="Who keeps it and how to get it, in words that work on paper.")
    url: Url | None = Field(None, description="Address, when it has one.")
    source: Slug = Field(description="Id in references.yaml of the page that tells of it.")


class ActionPlan(Node):
    """Room for the plan that follows."""

    intro: Line = Field(description="What to write, and when to look at it again.")
    rows: int = Field(4, ge=1, le=12, description="Empty rows to print.")


class TextBlock(Addressed):
    """Running text with an optional heading."""

    type: Literal["text"] = Field(description="What kind of block it is: text.")
    id: ThingId = Field(description="Short name of the block; unique in this file.")
    title: Text | None = Field(None, description="Heading above the text.")
    text: Rich = Field(description="Paragraphs and lists.")


class ChecklistBlock(Addressed):
    """Things to tick off."""

    type: Literal["checklist"] = Field(description="What kind of block it is: checklist.")
    id: ThingId = Field(description="Short name of the block; unique in this file.")
    title: Text | None = Field(None, description="Heading above the list.")
    intro: Line | None = Field(None, description="A sentence between heading and list.")
    items: tuple[Line, ...] = Field(min_length=1, description="One thing to do or see each.")


class Column(Node):
    """A column of a table."""

    label: Text = Field(description="Head of the column.")
    width: int = Field(1, ge=1, le=12, description="Share of the width beside the other columns.")


class TableBlock(Addressed):
    """A table; a cell left empty is room to write."""

    type: Literal["table"] = Field(description="What kind of block it is: table.")
    id: ThingId = Field(description="Short name of the table; unique in this file.")
    title: Text = Field(description="What the table shows; printed above it.")
    intro: Line | None = Field(None, description="A sentence between title and table.")
    columns: tuple[Column, ...] = Field(min_length=2, max_length=6, description="Heads, left to right.")
    rows: tuple[tuple[Cell, ...], ...] = Field(
        (), description="One list of cells a row, as many as columns; an empty cell is room to write."
    )
    blank_rows: int = Field(0, ge=0, le=30, description="Empty rows to add at the end.")


class FormField(Addressed):
    """One thing to fill in."""

    id: ThingId = Field(description="Short name of the field; unique in this file.")
    label: Text = Field(description="What to write here.")
    lines: int = Field(1, ge=1, le=20, description="Lines of room to write.")
    kind: Literal["text", "date"] = Field("text", description="text or date.")


class FormBlock(Addressed):
    """Labelled fields to fill in."""

    type: Literal["form"] = Field(description="What kind of block it is: form.")
    id: ThingId = Field(description="Short name of the form; unique in this file.")
    title: Text | None = Field(None, description="Heading above the fields.")
    intro: Line | None = Field(None, description="A sentence between heading and fields.")
    fields: tuple[FormField, ...] = Field(min_length=1, description="Fields from top to bottom.")


class Card(Addressed):
    """A story or an organisation in two sentences."""

    theme: Text = Field(description="Small line above the title: a theme, or what is offered.")
    title: Text = Field(description="Title of the story, or name of the organisation.")
    text: Line = Field(max_length=400, description="Two sentences, 400 characters at most.")
    link: Url | None = Field(None, description="Where it is told in full; printed as it stands.")
    source: Slug | None = Field(None, description="Id in references.yaml; needed where there is no link.")


class CardsBlock(Addressed):
    """Cards beside each other: stories, organisations, reading."""

    type: Literal["cards"] = Field(description="What kind of block it is: cards.")
    id: ThingId = Field(description="Short name of the block; unique in this file.")
    title: Text | None = Field(None, description="Heading above the cards.")
    intro: Line | None = Field(None, description="A sentence between heading and cards.")
    cards: tuple[Card, ...] = Field(min_length=1, description="Cards in order.")


class Pointer(Addressed):
    """A document that is described here and not copied."""

    title: Text = Field(description="Title of the document, with its number where its set has one.")
    part: Text | None = Field(None, description="What it belongs to, such as a part of the theory of action.")
    what_is_this: Line = Field(description="One or two sentences.")
    how_can_you_use_it: Line = Field(description="One or two sentences.")
    found_at: FoundAt = Field(description="Where it can be had.")


class DocumentsBlock(Addressed):
    """Several documents that are described here and not copied."""

    type: Literal["documents"] = Field(description="What kind of block it is: documents.")
    id: ThingId = Field(description="Short name of the block; unique in this file.")
    title: Text | None = Field(None, description="Heading above the documents.")
    intro: Line | None = Field(None, description="A sentence between heading and documents.")
    documents: tuple[Pointer, ...] = Field(min_length=1, description="Documents in order.")


Block = Annotated[
    TextBlock | ChecklistBlock | TableBlock | FormBlock | CardsBlock | DocumentsBlock,
    Field(discriminator="type"),
]
