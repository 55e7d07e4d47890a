"""Case studies: what one school system did, and what came of it."""

from typing import Annotated, Literal

from pydantic import Field

from ..packet_kinds import CASE_STUDY
from ..words import Line, Rich, Text
from .base import UNITS, Addressed, Date, Node, Slug, ThingId, Truth, Unit
from .blocks import Question, Vignette
from .material import Material


class District(Node):
    """The place of a case."""

    name: Text = Field(description="Name of the school system, or of the state where a state is the case.")
    city: Text | None = Field(None, description="City.")
    state: Text | None = Field(None, description="State; left out only where a state is the case.")
    kind: Literal["district", "charter-network", "zone", "state"] = Field(
        description="district, charter-network, zone or state."
    )


class Fact(Addressed):
    """A labelled line of the summary box."""

    label: Text = Field(description="One or two words, such as Schools.")
    text: Line = Field(description="The fact; a number cites its source.")


class IfThen(Addressed):
    """A part of the theory of action."""

    if_we: Line = Field(description="What the system does.")
    then: Line = Field(description="What changes for schools or students.")


class Shift(Addressed):
    """Something moved or changed."""

    kind: Literal["people", "time", "money", "roles", "mindset", "data-and-tools", "timeline"] = Field(
        description="What kind of thing shifted."
    )
    text: Line = Field(description="From what to what.")


class Result(Addressed):
    """One figure and who claims it."""

    statement: Line = Field(description="The finding in a sentence.")
    value: Text = Field(
        description="One number with its sign, such as +18 or 1,200; words where the source gives no number."
    )
    before: Text | None = Field(
        None, description="The number at the beginning, where value is that at the end."
    )
    compared_with: Text | None = Field(None, description="The same number of those compared with.")
    out_of: Text | None = Field(None, description="The number that value is a part of, as 7 in 6 of 7.")
    bound: Literal["about", "nearly", "at-least", "more-than", "at-most", "under"] | None = Field(
        None, description="How exact it is; left out for an exact number."
    )
    unit: Unit = Field(
        description="What the figure counts; points or other where the source does not say more. "
        f"One of: {', '.join(UNITS)}; or own_words of toolkit.yaml."
    )
    counted: Text | None = Field(
        None, description="What is counted, such as schools; printed behind the number instead of the unit."
    )
    years: Text = Field(description="From when to when.")
    group: Text | None = Field(None, description="Whom it is about, when not all students.")
    claim: Literal["place", "district", "publisher", "independent"] = Field(
        description="Who says so: the place itself (district is another word for it), the publisher of the "
        "case, or somebody independent of both."
    )
    source: Slug = Field(description="Id in references.yaml.")


class Bar(Node):
    """One bar of a chart: a number of a result, or one that no result holds."""

    result: ThingId | None = Field(None, description="Id of the result above that holds the number.")
    which: Literal["value", "before", "compared_with", "out_of"] = Field(
        "value", description="Which of its numbers."
    )
    label: Text | None = Field(
        None, description="Words beside the bar; left out for the group of the result."
    )
    value: Annotated[float, Field(ge=0, le=1_000_000)] | None = Field(
        None, description="Length of the bar, where no result holds it."
    )
    shown: Text | None = Field(
        None, description="The value as printed, with its unit, where no result holds it."
    )


class Chart(Addressed):
    """A bar chart drawn to scale."""

    title: Text = Field(description="The finding, in a sentence.")
    alt: Text | None = Field(
        None,
        description="The chart in words, for readers who cannot see it; left out, it is made of the bars.",
    )
    bars: tuple[Bar, ...] = Field(min_length=2, max_length=8, description="Bars from top to bottom.")
    source: Slug | None = Field(
        None, description="Id in references.yaml; needed where a bar takes its number from no result."
    )


class Voice(Addressed):
    """A real, sourced quotation."""

    quote: Line = Field(description="The words as published.")
    speaker: Text = Field(description="Name and role.")
    source: Slug = Field(description="Id in references.yaml.")


class Verification(Node):
    """How far the facts were checked."""

    status: Literal["from-sources-only", "confirmed-by-place", "fictitious"] = Field(
        description="from-sources-only, confirmed-by-place or fictitious."
    )
    on: Date = Field(description="Day of the check.")
    by: Text | None = Field(
        None,
        description="Organization that checked; that of `defaults:` in toolkit.yaml where it is left out.",
    )


class CaseStudy(Material):
    """What one school system did, what came of it, and what to ask of one's own."""

    kind = CASE_STUDY

    district: District = Field(description="The place.")
    fictitious: Truth = Field(description="true for an invented place: it is labelled so in print.")
    period: Text = Field(description="Years that the case covers.")
    mapping_note: Line | None = Field(
        None, description="Why it stands under this principle, when that is our choice."
    )
    at_a_glance: tuple[Fact, ...] = Field(min_length=3, max_length=6, description="The summary box.")
    vignette: Vignette | None = Field(None, description="A short story that opens the case.")
    challenge: Rich = Field(description="What was wrong; every number cites its source.")
    strategic_priority: Line | None = Field(None, description="What the system put first.")
    theory_of_action: tuple[IfThen, ...] = Field((), description="If we do this, then that changes.")
    approach: Rich = Field(description="What the system did; every number cites its source.")
    shifts: tuple[Shift, ...] = Field((), description="Resources and processes that moved.")
    results: tuple[Result, ...] = Field((), description="Figures, each with its source.")
    results_pending: Line | None = Field(None, description="Why there are no figures yet.")
    chart: Chart | None = Field(None, description="A bar chart of figures above.")
    caveats: tuple[Line, ...] = Field(
        min_length=1, description="What the figures do not show; or None known."
    )
    voices: tuple[Voice, ...] = Field((), description="Real quotations.")
    conditions: Line = Field(description="What had to be true for it to work.")
    questions: tuple[Question, ...] = Field(min_length=2, description="Questions for the reader's own team.")
    artifacts: tuple[str, ...] = Field((), description="Ids of artifacts that go with it.")
    verification: Verification = Field(description="How far the facts were checked.")
