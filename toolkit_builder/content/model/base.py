"""What is said of every value: how an id, a day or an address is written."""

from datetime import date
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    WithJsonSchema,
)

from ..richtext import ADDRESS

ID = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
EDITION = r"^\d{4}(\.[1-9]\d{0,2}){1,2}$"  # no leading zeros: 2026.01 and 2026.1 would be one number


def _truth(value: Any) -> Any:
    """Only `true` and `false`: `yes` and `no` are words in these files."""
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def _day(value: str) -> str:
    """A day that the calendar has."""
    date.fromisoformat(value)
    return value


def _small_digits(value: object) -> object:
    """Colours as they are compared: other programs write them with capitals."""
    return value.lower() if isinstance(value, str) else value


MaterialId = Annotated[str, StringConstraints(pattern=ID, max_length=10)]
ThingId = Annotated[str, StringConstraints(pattern=ID, max_length=16)]
Name = Annotated[str, StringConstraints(pattern=f"{ID[:-1]}(/{ID[1:-1]})*$", max_length=80)]
Slug = Annotated[str, StringConstraints(pattern=ID, max_length=40)]
Date = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_day)]
Color = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$"), BeforeValidator(_small_digits)]
Url = Annotated[str, StringConstraints(pattern=f"^{ADDRESS.pattern}$")]
LanguageTag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$")]
Minutes = Annotated[int, Field(ge=1, le=600)]
Truth = Annotated[bool, Strict(), BeforeValidator(_truth)]
# Words that every toolkit has; one may have more of its own, see `OwnWords`.
READERS = (
    "superintendent", "central-office", "principal", "teacher-leader",
    "board", "family", "partner", "facilitator",
)  # fmt: skip
FORMS = (
    "template", "rubric", "job-description", "calendar", "schedule", "presentation", "policy", "evaluation",
    "checklist", "plan", "letter", "protocol", "timeline", "list", "form", "agreement", "survey", "agenda",
    "report", "overview", "gallery", "other",
)  # fmt: skip
UNITS = ("percent", "percentage-points", "points", "count", "minutes", "ratio", "other")


def _one_of(known: tuple[str, ...]) -> WithJsonSchema:
    """For editors: the known words are offered, and others may stand there."""
    return WithJsonSchema({"anyOf": [{"enum": list(known)}, {"type": "string", "pattern": ID}]})


Reader = Annotated[str, StringConstraints(pattern=ID, max_length=40), _one_of(READERS)]
Form = Annotated[str, StringConstraints(pattern=ID, max_length=40), _one_of(FORMS)]
Unit = Annotated[str, StringConstraints(pattern=ID, max_length=40), _one_of(UNITS)]


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
