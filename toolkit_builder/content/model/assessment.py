"""Self-assessments: rubrics or statements that a leadership team rates itself with."""

from typing import Literal

from pydantic import Field

from ..packet_kinds import SELF_ASSESSMENT
from ..words import Line, Text
from .base import Addressed, Minutes, Node, ThingId, Truth
from .blocks import ActionPlan, Question
from .material import Material


class Team(Node):
    """Who rates."""

    respondents: Line = Field(description="Who should sit at the table.")
    minimum: int = Field(ge=1, le=60, description="Smallest team.")
    maximum: int = Field(ge=1, le=60, description="Largest team.")


class HowTo(Node):
    """Steps around a rating session."""

    before: tuple[Line, ...] = Field(min_length=1, description="Steps before the session.")
    during: tuple[Line, ...] = Field(min_length=1, description="Steps in the session.")
    after: tuple[Line, ...] = Field(min_length=1, description="Steps after the session.")


class Indicator(Addressed):
    """One thing that a team rates."""

    id: ThingId = Field(description="Short name; unique in this file; never changed later.")
    statement: Line = Field(description="What is rated, as something one can see.")
    scope: Literal["classroom", "school", "district"] | None = Field(
        None, description="Where to look; needed in a rubric."
    )
    descriptors: dict[str, Line] = Field(
        {}, description="For each level of the scale, what it looks like; in a rubric only."
    )
    look_fors: tuple[Line, ...] = Field(
        (), description="What one sees or hears where it is in place; needed in a rubric."
    )
    evidence: tuple[Line, ...] = Field((), description="What to bring to the table; needed in a rubric.")


class AssessmentSection(Addressed):
    """A group of indicators."""

    title: Text = Field(description="Heading.")
    intro: Line = Field(description="What the section looks at.")
    indicators: tuple[Indicator, ...] = Field(min_length=1, description="Indicators in order.")


class SelfAssessment(Material):
    """A rubric or a list of statements that a leadership team rates itself with."""

    kind = SELF_ASSESSMENT

    style: Literal["rubric", "statement"] = Field(
        "rubric",
        description="rubric: each indicator says what every level looks like; statement: a quick snapshot "
        "of statements on one scale, such as agree to disagree.",
    )
    minutes: Minutes = Field(description="Time for the session.")
    team: Team = Field(description="Who rates.")
    when_to_use: Line = Field(description="How often, and in which months.")
    not_for: Line = Field(description="What it must not be used for.")
    how_to_use: HowTo = Field(description="Steps before, during and after.")
    scale: str = Field(description="A scale of toolkit.yaml.")
    allow_dont_know: Truth = Field(True, description='true or false: offer "Don\'t know" too.')
    allow_not_applicable: Truth = Field(False, description='true or false: offer "Not applicable" too.')
    disagreement_rule: Line = Field(description="What to do when ratings lie two or more levels apart.")
    sections: tuple[AssessmentSection, ...] = Field(min_length=1, description="Groups of indicators.")
    reflection: tuple[Question, ...] = Field(min_length=1, description="Questions after rating.")
    choosing: Line = Field(description="How the team picks its one to three priorities.")
    action_plan: ActionPlan = Field(description="The plan that follows.")
