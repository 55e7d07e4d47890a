"""What each source file may hold: one class a kind of file or part of it, one module a kind of file.

This one definition gives the validator, the JSON Schema that editors read, and the reference page.
Values are frozen; an unknown key is an error. Every name here is a key in YAML.
Source of the fields: practice of published school toolkits (CASEL, ERS, AASA, NSRF, CDE and others).
"""

from ..packet_kinds import PACKET_KINDS
from .artifact import Artifact, Origin, Permission
from .assessment import AssessmentSection, HowTo, Indicator, SelfAssessment, Team
from .base import (
    EDITION,
    ID,
    Color,
    Date,
    LanguageTag,
    MaterialId,
    Minutes,
    Name,
    Node,
    Reader,
    Slug,
    ThingId,
    Truth,
    Url,
)
from .blocks import (
    ActionPlan,
    Block,
    Card,
    CardsBlock,
    Cell,
    ChecklistBlock,
    Column,
    DocumentsBlock,
    FormBlock,
    FormField,
    FoundAt,
    Pointer,
    Question,
    TableBlock,
    TextBlock,
    Vignette,
)
from .brand import Brand, FontName, Fonts, Palette
from .case import Bar, CaseStudy, Chart, District, Fact, IfThen, Result, Shift, Verification, Voice
from .guide import (
    AgendaItem,
    Chapter,
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
from .style import StyleFile
from .toolkit import (
    ChangeNote,
    EditionFile,
    EditionId,
    Level,
    Licence,
    Publisher,
    Retired,
    Scale,
    ScaleRule,
    Tier,
    ToolkitFile,
    Words,
)

__all__ = [
    "EDITION",
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
    "Card",
    "CardsBlock",
    "CaseStudy",
    "Cell",
    "ChangeNote",
    "Chapter",
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
    "DocumentsBlock",
    "EditionFile",
    "EditionId",
    "Fact",
    "FontName",
    "Fonts",
    "FormBlock",
    "FormField",
    "FoundAt",
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
    "Name",
    "Node",
    "Norm",
    "Origin",
    "Palette",
    "Pattern",
    "Permission",
    "Pointer",
    "Preparation",
    "Principle",
    "Protocol",
    "Publisher",
    "Question",
    "Reader",
    "Reference",
    "References",
    "Result",
    "Retired",
    "Role",
    "Scale",
    "ScaleRule",
    "SelfAssessment",
    "Session",
    "Shift",
    "Slug",
    "Step",
    "StyleFile",
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
    "Vignette",
    "Voice",
    "Words",
]

MATERIALS: dict[str, type[Material]] = {
    kind.kind: kind for kind in (SelfAssessment, CaseStudy, CompanionGuide, Artifact)
}
# In the order in which editors meet them: a guide is written for an assessment.
FOLDERS = {
    PACKET_KINDS[kind.kind].folder: kind.kind
    for kind in (SelfAssessment, CompanionGuide, CaseStudy, Artifact)
}
