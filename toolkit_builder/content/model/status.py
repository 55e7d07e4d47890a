"""editions/status.yaml: what became of editions once they were sealed."""

from typing import Literal

from pydantic import Field

from ..words import Line
from .base import Date, Node
from .toolkit import EditionId


class EditionStatus(Node):
    """What became of one edition."""

    id: EditionId = Field(description="Number of a sealed edition.")
    status: Literal["superseded", "withdrawn"] = Field(
        description="superseded: a newer one takes its place; withdrawn: it should not be used any more."
    )
    on: Date = Field(description="Since when, as 2026-02-28.")
    reason: Line = Field(description="Why, in a sentence for readers.")
    notice: Line | None = Field(None, description="What readers should do; shown where the edition is shown.")


class StatusFile(Node):
    """editions/status.yaml: what became of editions once they were sealed."""

    editions: tuple[EditionStatus, ...] = Field(min_length=1, description="One entry an edition.")
