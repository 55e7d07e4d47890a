"""Artifacts: working documents to take and adapt."""

from typing import Literal

from pydantic import Field

from ..words import Line, Text
from .base import Node, Truth
from .blocks import Block
from .material import Material


class Origin(Node):
    """Where an artifact comes from."""

    creator: Text = Field(description="Organisation that made it.")
    year: Text = Field(description="Year.")
    district: Text | None = Field(None, description="District, when a district made it.")


class Permission(Node):
    """May it be printed?"""

    status: Literal["granted", "public-record", "own-work", "unknown"] = Field(
        description="granted, public-record, own-work or unknown; unknown blocks the build."
    )
    note: Line | None = Field(None, description="By whom and when.")


class Artifact(Material):
    """A working document that a district can take and adapt."""

    kind = "artifact"

    form: Literal[
        "template", "rubric", "job-description", "calendar", "schedule", "presentation",
        "policy", "evaluation", "checklist", "plan", "letter", "other",
    ] = Field(description="What kind of document it is.")  # fmt: skip
    what_is_this: Line = Field(description="One or two sentences.")
    how_can_you_use_it: Line = Field(description="One or two sentences.")
    adapt_steps: tuple[Line, ...] = Field(min_length=1, description="What to change before using it.")
    origin: Origin = Field(description="Where it comes from.")
    from_case: str | None = Field(None, description="Id of the case study that it belongs to.")
    permission: Permission = Field(description="May it be printed?")
    contains_personal_data: Truth = Field(description="true blocks the build: take the data out first.")
    body: tuple[Block, ...] = Field(
        min_length=1, description="The document itself: text, checklists, tables, forms."
    )
