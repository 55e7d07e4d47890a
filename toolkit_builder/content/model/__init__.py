"""What each source file may hold: one class a kind of file or part of it, one module a kind of file.

This one definition gives the validator, the JSON Schema that editors read, and the reference page.
Values are frozen; an unknown key is an error. Every name here is a key in YAML.
Source of the fields: practice of published school toolkits (CASEL, ERS, AASA, NSRF, CDE and others).
"""

from .artifact import Artifact, Origin, Permission
from .assessment import AssessmentSection, HowTo, Indicator, SelfAssessment, Team
from .base import ID, Color, Date, LanguageTag, MaterialId, Minutes, Node, Reader, Slug, ThingId, Truth, Url
from .blocks import (
    ActionPlan,
    Block,
    Cell,
    ChecklistBlock,
    Column,
    FormBlock,
    FormField,
    Question,
    TableBlock,
    TextBlock,
)
from .brand import Brand, FontName, Fonts, Palette
from .case import Bar, CaseStudy, Chart, District, Fact, IfThen, Result, Shift, Verification, Voice
from .guide import (
    AgendaItem,
    CompanionGuide,
    Connection,
    Debrief,
    DiscussionQuestion,
    GroupSize,
    Handout,
    Norm,
    Preparation,
    Protocol,
    Role,
    Session,
    Step,
    Supply,
)
from .material import Material
from .principle import Accent, Pattern, Principle, Understanding
from .sources import Glossary, Reference, References, Term
from .toolkit import (
    EditionFile,
    EditionId,
    Level,
    Licence,
    PacketKind,
    Publisher,
    Scale,
    Tier,
    ToolkitFile,
    Words,
)

__all__ = [
    "FOLDERS",
    "ID",
    "MATERIALS",
    "Accent",
    "ActionPlan",
    "AgendaItem",
    "Artifact",
    "AssessmentSection",
    "Bar",
    "Block",
    "Brand",
    "CaseStudy",
    "Cell",
    "Chart",
    "ChecklistBlock",
    "Color",
    "Column",
    "CompanionGuide",
    "Connection",
    "Date",
    "Debrief",
    "DiscussionQuestion",
    "District",
    "EditionFile",
    "EditionId",
    "Fact",
    "FontName",
    "Fonts",
    "FormBlock",
    "FormField",
    "Glossary",
    "GroupSize",
    "Handout",
    "HowTo",
    "IfThen",
    "Indicator",
    "LanguageTag",
    "Level",
    "Licence",
    "Material",
    "MaterialId",
    "Minutes",
    "Node",
    "Norm",
    "Origin",
    "PacketKind",
    "Palette",
    "Pattern",
    "Permission",
    "Preparation",
    "Principle",
    "Protocol",
    "Publisher",
    "Question",
    "Reader",
    "Reference",
    "References",
    "Result",
    "Role",
    "Scale",
    "SelfAssessment",
    "Session",
    "Shift",
    "Slug",
    "Step",
    "Supply",
    "TableBlock",
    "Team",
    "Term",
    "TextBlock",
    "ThingId",
    "Tier",
    "ToolkitFile",
    "Truth",
    "Understanding",
    "Url",
    "Verification",
    "Voice",
    "Words",
]

MATERIALS: dict[str, type[Material]] = {
    kind.kind: kind for kind in (SelfAssessment, CaseStudy, CompanionGuide, Artifact)
}
FOLDERS = {
    "self-assessments": "self-assessment",
    "companion-guides": "companion-guide",
    "case-studies": "case-study",
    "artifacts": "artifact",
}
