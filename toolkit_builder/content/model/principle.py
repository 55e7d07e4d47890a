"""principle.yaml: one unit of the framework."""

from typing import ClassVar, Literal

from pydantic import Field

from ..packet_kinds import PRINCIPLE
from ..words import Line, Rich, Text
from .base import Addressed, CameFrom, MaterialId, Node, Slug
from .blocks import Question, Vignette

Pattern = Literal[
    "dots", "diagonals", "waves", "bricks", "rings", "chevrons", "steps", "arches", "hexagons", "crosses",
    "rays", "weave", "lattice", "leaves",
]  # fmt: skip


class Accent(Node):
    """How a principle is told apart."""

    color: Slug = Field(description="Name of an accent in brand.yaml.")
    pattern: Pattern = Field(
        description="Tells it apart in grey. One of: dots, diagonals, waves, bricks, rings, chevrons, steps, "
        "arches, hexagons, crosses, rays, weave, lattice, leaves."
    )


class Understanding(Addressed):
    """One core understanding."""

    text: Line = Field(description="One sentence, cited when it is someone else's idea.")


class Principle(Node):
    """principle.yaml: one unit of the framework."""

    kind: ClassVar[str] = PRINCIPLE

    id: MaterialId = Field(description="Address of the principle, such as p2; starts packet names.")
    came_from: CameFrom = ()
    number: Text = Field(description="Number in print.")
    name: Text = Field(description="Exact name.")
    short_name: Text = Field(max_length=40, description="Name for running heads, at most 40 characters.")
    tagline: Line = Field(description="One sentence on what it asks for.")
    vignette: Vignette | None = Field(None, description="A short story that opens the part.")
    rationale: Rich = Field(description="Why it matters; one to three paragraphs.")
    in_brief: Line | None = Field(
        None,
        max_length=600,
        description="Why it matters in two or three sentences, for the page at a glance; else the first "
        "paragraph of the rationale stands there.",
    )
    helps_leaders: tuple[Line, ...] = Field(min_length=1, description="What its materials help leaders do.")
    core_understandings: tuple[Understanding, ...] = Field(min_length=1, description="Ideas to hold on to.")
    guiding_questions: tuple[Question, ...] = Field((), description="Questions to start from.")
    accent: Accent = Field(description="Colour and pattern.")
