"""Parts that several kinds of material share: text, checklists, tables, forms, questions."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from ..words import Line, Rich, Text
from .base import Node, ThingId

Cell = Annotated[Line | None, BeforeValidator(lambda value: value or None)]


class Question(Node):
    """A question that a team answers in writing."""

    id: ThingId = Field(description="Short name of the question; unique in this file; never changed later.")
    text: Line = Field(description="The question, as the team reads it.")


class ActionPlan(Node):
    """Room for the plan that follows."""

    intro: Line = Field(description="What to write, and when to look at it again.")
    rows: int = Field(4, ge=1, le=12, description="Empty rows to print.")


class TextBlock(Node):
    """Running text with an optional heading."""

    type: Literal["text"] = Field(description="What kind of block it is: text.")
    id: ThingId = Field(description="Short name of the block; unique in this file.")
    title: Text | None = Field(None, description="Heading above the text.")
    text: Rich = Field(description="Paragraphs and lists.")


class ChecklistBlock(Node):
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


class TableBlock(Node):
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


class FormField(Node):
    """One thing to fill in."""

    id: ThingId = Field(description="Short name of the field; unique in this file.")
    label: Text = Field(description="What to write here.")
    lines: int = Field(1, ge=1, le=20, description="Lines of room to write.")
    kind: Literal["text", "date"] = Field("text", description="text or date.")


class FormBlock(Node):
    """Labelled fields to fill in."""

    type: Literal["form"] = Field(description="What kind of block it is: form.")
    id: ThingId = Field(description="Short name of the form; unique in this file.")
    title: Text | None = Field(None, description="Heading above the fields.")
    intro: Line | None = Field(None, description="A sentence between heading and fields.")
    fields: tuple[FormField, ...] = Field(min_length=1, description="Fields from top to bottom.")


Block = Annotated[TextBlock | ChecklistBlock | TableBlock | FormBlock, Field(discriminator="type")]
