"""Artifacts: working documents to take and adapt."""

from typing import Literal

from pydantic import Field

from ..packet_kinds import ARTIFACT
from ..words import Line, Text
from .base import FORMS, Date, Form, Node, Truth
from .blocks import Block, FoundAt
from .material import Material


class Origin(Node):
    """Where an artifact comes from."""

    creator: Text | None = Field(
        None,
        description="Organization that made it; that of `defaults:` in toolkit.yaml where it is left out.",
    )
    year: Text = Field(description="Year.")
    district: Text | None = Field(None, description="District, when a district made it.")


class Permission(Node):
    """May it be printed?"""

    status: Literal["granted", "public-record", "own-work", "unknown"] = Field(
        description="granted, public-record, own-work or unknown; unknown blocks the build."
    )
    note: Line | None = Field(None, description="By whom and when.")
    until: Date | None = Field(None, description="Day the permission ends, as 2027-06-30, when it does.")


class Artifact(Material):
    """A working document that a district can take and adapt."""

    kind = ARTIFACT

    form: Form = Field(
        description=f"What kind of document it is. One of: {', '.join(FORMS)}; or own_words of toolkit.yaml."
    )
    what_is_this: Line = Field(description="One or two sentences.")
    how_can_you_use_it: Line = Field(description="One or two sentences.")
    adapt_steps: tuple[Line, ...] = Field(
        (), description="What to change before using it; needed for a document to fill in."
    )
    origin: Origin = Field(description="Where it comes from.")
    from_case: str | None = Field(None, description="Id of the case study that it belongs to.")
    permission: Permission | None = Field(None, description="May it be printed? Needed with a body.")
    contains_personal_data: Truth | None = Field(
        None, description="true blocks the build: take the data out first. Needed with a body."
    )
    body: tuple[Block, ...] = Field(
        (), description="The document itself: text, checklists, tables, forms, cards, documents."
    )
    found_at: FoundAt | None = Field(
        None, description="Where it can be had; instead of a body, for a document that is not copied."
    )
