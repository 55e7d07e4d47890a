"""toolkit.yaml and editions: the publication as a whole."""

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints, WithJsonSchema

from ..packet_kinds import CHOSEN
from ..variants import OFFERED
from ..words import Line, Rich, Text
from .base import EDITION, ID, Addressed, CameFrom, Date, LanguageTag, MaterialId, Name, Node, Slug, Url

EditionId = Annotated[
    str,
    StringConstraints(pattern=EDITION),
    WithJsonSchema({"type": ["string", "number"]}),  # an editor takes 2026.1 for a number
]


SiteUrl = Annotated[str, StringConstraints(pattern=r"^https?://[^\s?#]+$")]


class Publisher(Node):
    """Who publishes the toolkit."""

    name: Text = Field(description="Printed on covers and in file properties.")
    url: Url | None = Field(None, description="Address printed on covers.")
    contact: Text | None = Field(None, description="Where to report a mistake.")


class Licence(Node):
    """What readers may do with the texts."""

    id: str = Field(description="SPDX identifier, such as CC-BY-4.0.")
    name: Text = Field(description="Name of the licence in words.")
    url: Url = Field(description="Address of its text.")
    text: Line = Field(description="One sentence that says what readers may do.")


class Plurals(Node):
    """What several of a kind are called within a sentence: two case studies."""

    self_assessment: Text = Field(Text("self-assessments"), description="Several self-assessments.")
    case_study: Text = Field(Text("case studies"), description="Several case studies.")
    companion_guide: Text = Field(Text("companion guides"), description="Several companion guides.")
    artifact: Text = Field(Text("artifacts"), description="Several artifacts.")


class Words(Node):
    """What things are called in print."""

    unit: Text = Field(description="One unit of the framework: principle, gear, value.")
    units: Text = Field(description="Its plural.")
    framework: Text = Field(description="Name of the framework.")
    self_assessment: Text = Field(Text("Self-assessment"), description="Name of that kind of material.")
    case_study: Text = Field(Text("Case study"), description="Name of that kind of material.")
    companion_guide: Text = Field(Text("Companion guide"), description="Name of that kind of material.")
    artifact: Text = Field(Text("Artifact"), description="Name of that kind of material.")
    overview: Text = Field(Text("At a glance"), description="Name of the page that sums up a unit.")
    index: Text = Field(
        Text("Find what you need"), description="Name of the list of materials by reader and by topic."
    )
    plurals: Plurals | None = Field(
        None, description="What several of a kind are called; needed where kinds have names of your own."
    )


class OwnWords(Node):
    """Words of this toolkit beside those that every toolkit has: word in the files: words in print."""

    readers: dict[Slug, Text] = Field(
        {}, description="For `readers:` of materials, such as student: students."
    )
    forms: dict[Slug, Text] = Field({}, description="For `form:` of artifacts, such as script: Script.")
    units: dict[Slug, Text] = Field({}, description="For `unit:` of results, such as seats: seats.")


class Defaults(Node):
    """What materials say of themselves where their own files say nothing."""

    authors: tuple[Text, ...] = Field((), min_length=1, description="People or organizations.")
    sample_notice: Line | None = Field(
        None, description="Notice for sample content; printed on the cover page of every material."
    )
    creator: Text | None = Field(None, description="Organization that made an artifact.")
    checked_by: Text | None = Field(None, description="Organization that checked the facts of a case study.")


class Tier(Node):
    """A circle of people who may have a material."""

    id: Slug = Field(description="Short name, such as public.")
    name: Text = Field(description="Name in print.")
    note: Line | None = Field(None, description="How to belong to it.")
    site: SiteUrl | None = Field(
        None,
        description="Address of its download site; for feeds and search engines, which need whole addresses.",
    )


class Level(Addressed):
    """One level of a rating scale."""

    id: Annotated[str, StringConstraints(pattern=ID, max_length=16)] = Field(
        description="Stored with every answer; never changed later. dk and na are taken."
    )
    label: Text = Field(
        description="Name of the level, such as Emerging; texts print it by {level:emerging}."
    )
    definition: Line = Field(description="What the level means for any indicator.")


class ScaleRule(Addressed):
    """A rule of rating that several texts need."""

    id: Annotated[str, StringConstraints(pattern=ID, max_length=16)] = Field(
        description="Short name; texts print the rule by {rule:id}; never changed later."
    )
    text: Line = Field(description="The rule in whole sentences.")


class Scale(Node):
    """A rating scale."""

    id: Slug = Field(description="Name that self-assessments use.")
    came_from: CameFrom = ()
    name: Text = Field(description="Name in print.")
    direction: Literal["up", "down"] = Field(
        description="up: the last level is the fullest; down: the first."
    )
    levels: tuple[Level, ...] = Field(min_length=2, max_length=6, description="Levels in printed order.")
    rules: tuple[ScaleRule, ...] = Field(
        (), description="Rules of rating that several texts need; printed where a text mentions them."
    )


if TYPE_CHECKING:
    PacketKindName: TypeAlias = str
    VariantName: TypeAlias = str
else:  # the tables say which there are
    PacketKindName, VariantName = Literal[CHOSEN], Literal[OFFERED]


class ToolkitFile(Node):
    """toolkit.yaml: the publication as a whole."""

    id: MaterialId = Field(description="Address of texts that belong to the toolkit itself.")
    title: Text = Field(description="Title on covers.")
    subtitle: Line | None = Field(None, description="Second line on covers.")
    introduction: Rich = Field(
        description="Opening of the book: what the framework is and how to use the toolkit."
    )
    publisher: Publisher = Field(description="Who publishes it.")
    language: LanguageTag = Field(description="Language of the texts, such as en or en-US.")
    licence: Licence = Field(description="What readers may do with the texts.")
    notice: Line | None = Field(None, description="Notice on every cover, such as what is sample content.")
    cite_as: Text = Field(description="Suggested citation, without the edition.")
    words: Words = Field(description="What things are called in print.")
    defaults: Defaults | None = Field(
        None, description="Authors, notices and makers of all materials that name none themselves."
    )
    own_words: OwnWords | None = Field(
        None, description="Readers, forms and units of this toolkit's own, with what is printed for each."
    )
    access: tuple[Tier, ...] = Field(min_length=1, description="Tiers from the widest to the narrowest.")
    scales: tuple[Scale, ...] = Field((), description="Rating scales that self-assessments use.")
    principles: tuple[Slug, ...] = Field(min_length=1, description="Folders of principles/ in printed order.")
    packets: tuple[PacketKindName, ...] = Field(
        min_length=1, description="Kinds of packets that a build makes."
    )
    variants: tuple[VariantName, ...] = Field(
        OFFERED,
        min_length=1,
        description="Forms that a build makes of each packet; the others when they are asked for by name.",
    )


class ChangeNote(Node):
    """What an editor says to readers about a change of the edition before."""

    about: tuple[Name, ...] = Field(
        min_length=1, description="What changed: ids of materials, or material/thing as in links."
    )
    weight: Literal["major", "minor", "correction"] = Field(
        description="major: read it again; minor: good to know; correction: something was wrong."
    )
    text: Line = Field(description="One sentence for readers.")


class Retired(Node):
    """Something that was published and is given up on purpose; its id is never used again."""

    id: Name = Field(description="What is gone: a material, or material/thing; all inside it goes with it.")
    why: Line = Field(description="One sentence for readers: why, and what stands in its place.")
    replaced_by: Literal["nothing"] | None = Field(
        None,
        description="nothing: no new thing came from it. What did come from it says so itself: came_from.",
    )


class EditionFile(Node):
    """editions/<id>.yaml: a numbered, dated state of the toolkit."""

    id: EditionId = Field(description="Number such as 2026.1; 2026.1.1 corrects it.")
    label: Text = Field(description="Name in print, such as First edition, spring 2026.")
    date: Date = Field(description="Day of the edition, as 2026-02-28.")
    summary: Rich | None = Field(None, description="What is new, for readers, in a paragraph.")
    notes: tuple[ChangeNote, ...] = Field((), description="What readers are told about single changes.")
    retired: tuple[Retired, ...] = Field((), description="Ids that were published and are given up.")
