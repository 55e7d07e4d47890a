"""Companion guides: all that a facilitator needs to lead a team."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from ..packet_kinds import COMPANION_GUIDE
from ..words import Line, Rich, Text
from .base import Addressed, Minutes, Node, ThingId
from .blocks import ActionPlan, Block, Question
from .material import Material


class GroupSize(Node):
    """How many people it is made for."""

    minimum: int = Field(ge=1, le=500, description="Fewest people.")
    maximum: int = Field(ge=1, le=500, description="Most people.")
    split: Line = Field(description="How to split a larger group.")


class Norm(Node):
    """An agreement of the group."""

    kind: Literal["procedural", "interaction"] = Field(description="procedural or interaction.")
    text: Line = Field(description="The agreement.")


class Role(Node):
    """A job in the session."""

    name: Text = Field(description="Facilitator, timekeeper, scribe, presenter.")
    duties: Line = Field(description="What the person does.")


class Preparation(Addressed):
    """Things to do by a certain time."""

    when: Text = Field(description="Two weeks before, the day before, on the day, one week after.")
    items: tuple[Line, ...] = Field(min_length=1, description="Things to do.")


class Supply(Node):
    """A thing to have in the room."""

    item: Line = Field(description="The thing.")
    quantity: Literal["per-person", "per-table", "one"] = Field(description="per-person, per-table or one.")


class AgendaItem(Addressed):
    """A stretch of the session."""

    minutes: Minutes = Field(description="How long.")
    title: Text = Field(description="Name of the stretch.")
    activity: Line = Field(description="What the group does.")
    grouping: Literal["alone", "pairs", "tables", "everyone"] = Field(
        description="alone, pairs, tables or everyone."
    )
    lead: Text = Field(description="The role that leads it.")
    protocol: ThingId | None = Field(None, description="Id of a protocol below.")
    notes: Rich = Field(description="For the facilitator only: what to say, what to watch for.")
    prompt: Line | None = Field(None, description="What participants see or hear.")
    if_short: Line | None = Field(None, description="What to cut when time is short.")


class Session(Addressed):
    """One meeting."""

    title: Text = Field(description="Name of the session.")
    minutes: Minutes = Field(description="Whole length; the agenda must add up to it.")
    start: Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] = Field(
        "09:00", description="Clock time it starts, as 09:00; printed times count from it."
    )
    purpose: Line = Field(description="What this session is for.")
    agenda: tuple[AgendaItem, ...] = Field(min_length=2, description="Stretches in order.")


class Step(Node):
    """A step of a protocol."""

    minutes: Minutes = Field(description="How long.")
    text: Line = Field(description="What happens.")


class Protocol(Addressed):
    """A structured conversation."""

    name: Text = Field(description="Name.")
    purpose: Line = Field(description="What it is good for.")
    roles: tuple[Text, ...] = Field(min_length=1, description="Who is needed.")
    minutes: Minutes = Field(description="Whole length; the steps must add up to it.")
    steps: tuple[Step, ...] = Field(min_length=2, description="Steps in order.")
    tips: tuple[Line, ...] = Field((), description="What facilitators learn the hard way.")
    adapted_from: Line | None = Field(None, description="Credit, with its citation.")


class DiscussionQuestion(Addressed):
    """A question for the group."""

    kind: Literal["clarifying", "probing", "connect", "equity"] = Field(description="What the question does.")
    text: Line = Field(description="The question.")


class Connection(Node):
    """A tie to work already under way."""

    initiative: Text = Field(description="Plan or initiative that most districts have.")
    prompt: Line = Field(description="What to ask about it.")


class Chapter(Addressed):
    """A part that a facilitator reads beforehand: planning a year, choosing, hard moments."""

    title: Text = Field(description="Heading.")
    intro: Line | None = Field(None, description="What the part is for.")
    blocks: tuple[Block, ...] = Field(min_length=1, description="Text, checklists, tables, forms.")


class Handout(Addressed):
    """A sheet for participants, on pages of its own."""

    title: Text = Field(description="Heading of the sheet.")
    intro: Line | None = Field(None, description="What to do with it.")
    blocks: tuple[Block, ...] = Field(min_length=1, description="Text, checklists, tables, forms.")


class Debrief(Node):
    """Questions that close the session."""

    content: tuple[Line, ...] = Field(min_length=1, description="About what was said.")
    process: tuple[Line, ...] = Field(min_length=1, description="About how the group worked.")


class CompanionGuide(Material):
    """All that a facilitator needs to lead a team through the materials of a principle."""

    kind = COMPANION_GUIDE

    accompanies: tuple[str, ...] = Field(min_length=1, description="Ids of the materials it goes with.")
    goals: tuple[Line, ...] = Field(
        min_length=2, max_length=4, description="What the group will be able to do."
    )
    success: tuple[Line, ...] = Field(min_length=1, description="What the group will have made or agreed.")
    group: GroupSize = Field(description="How many people.")
    chapters: tuple[Chapter, ...] = Field(
        (), description="What a facilitator reads beforehand; printed ahead of the sessions."
    )
    norms: tuple[Norm, ...] = Field(min_length=2, description="Agreements to start from.")
    adopt_norms: Line = Field(description="How the group makes the norms its own.")
    roles: tuple[Role, ...] = Field(min_length=2, description="Jobs in the session.")
    preparation: tuple[Preparation, ...] = Field(min_length=2, description="Checklists around the session.")
    supplies: tuple[Supply, ...] = Field(min_length=1, description="What to have in the room.")
    sessions: tuple[Session, ...] = Field(
        min_length=1, description="Meetings; a long and a short form are two."
    )
    protocols: tuple[Protocol, ...] = Field(min_length=1, description="Structured conversations used above.")
    questions: tuple[DiscussionQuestion, ...] = Field(min_length=2, description="Questions to draw from.")
    connections: tuple[Connection, ...] = Field(min_length=1, description="Ties to other work.")
    handouts: tuple[Handout, ...] = Field(min_length=1, description="Sheets for participants.")
    debrief: Debrief = Field(description="Questions that close the session.")
    accommodations: tuple[Line, ...] = Field((), description="Large print, language, hearing, remote.")
    exit_ticket: tuple[Question, ...] = Field((), description="What each person writes before leaving.")
    next_steps: ActionPlan = Field(description="The plan that follows.")
