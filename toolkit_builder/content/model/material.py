"""What every material has, whatever its kind."""

from typing import ClassVar, Literal

from pydantic import Field

from ..words import Line, Text
from .base import CameFrom, Date, MaterialId, Node, Reader, Slug


class Material(Node):
    """What every material has, whatever its kind."""

    kind: ClassVar[str]

    id: MaterialId = Field(
        description="Address of this material, at most 10 characters such as p2-sa; never changed later."
    )
    came_from: CameFrom = ()
    slug: Slug | None = Field(
        None, description="Ends the file name where a principle has several materials of this kind."
    )
    title: Text = Field(description="Title on the cover.")
    tagline: Line | None = Field(None, description="One sentence under the title.")
    purpose: Line = Field(description="What it is for, in one or two sentences.")
    readers: tuple[Reader, ...] = Field(min_length=1, description="Whom it is written for.")
    topics: tuple[Text, ...] = Field((), description="Words to find it by.")
    access: str = Field("public", description="Who may have it: one of the tiers in toolkit.yaml.")
    authors: tuple[Text, ...] = Field(min_length=1, description="People or organisations.")
    sample_notice: Line | None = Field(
        None, description="Notice for sample content; printed on the cover page."
    )
    status: Literal["draft", "in-review", "approved", "retired"] = Field(
        description="Only approved materials go into an edition; draft, in-review and retired are left out."
    )
    last_reviewed: Date = Field(description="Day of the last review, as 2026-02-28.")
    review_by: Date | None = Field(None, description="Day by which it is to be reviewed again.")
