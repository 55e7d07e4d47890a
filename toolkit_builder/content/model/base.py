"""What is said of every value: how an id, a day or an address is written."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, Strict, StringConstraints

ID = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
EDITION = r"^\d{4}(\.[1-9]\d{0,2}){1,2}$"  # no leading zeros: 2026.01 and 2026.1 would be one number


def _truth(value: Any) -> Any:
    """Only `true` and `false`: `yes` and `no` are words in these files."""
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def _day(value: str) -> str:
    """A day that the calendar has."""
    date.fromisoformat(value)
    return value


MaterialId = Annotated[str, StringConstraints(pattern=ID, max_length=10)]
ThingId = Annotated[str, StringConstraints(pattern=ID, max_length=16)]
Name = Annotated[str, StringConstraints(pattern=f"{ID[:-1]}(/{ID[1:-1]})*$", max_length=80)]
Slug = Annotated[str, StringConstraints(pattern=ID, max_length=40)]
Date = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_day)]
Color = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]
Url = Annotated[str, StringConstraints(pattern=r"^(https?://|mailto:|tel:)\S+$")]
LanguageTag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$")]
Minutes = Annotated[int, Field(ge=1, le=600)]
Truth = Annotated[bool, Strict(), BeforeValidator(_truth)]
Reader = Literal[
    "superintendent", "central-office", "principal", "teacher-leader",
    "board", "family", "partner", "facilitator",
]  # fmt: skip


class Node(BaseModel):
    """A mapping in a source file."""

    model_config = ConfigDict(frozen=True, extra="forbid")


CameFrom = Annotated[
    tuple[Name, ...],
    Field(
        description="Ids of sealed editions that this took the place of: what was split, joined, replaced or "
        "moved to another file. An id alone is one of the same file, material/thing one of another."
    ),
]


class Addressed(Node):
    """A mapping that readers can point at, inside a material or another file."""

    id: ThingId = Field(description="Short name; unique in this file.")
    came_from: CameFrom = ()
