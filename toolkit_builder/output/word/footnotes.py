"""Footnotes: a part that python-docx lacks, in the manner of its `HeaderPart` (ECMA-376 Part 1, 17.11)."""

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.text.paragraph import CT_P
from docx.parts.document import DocumentPart
from docx.parts.story import StoryPart

from .oxml import add, element
from .paragraphs import new_paragraph
from .runs import add_words, run
from .xml import part

MARK = "FootnoteReference"
FOOTNOTES = "rFootnotes"
# The two rules that Word expects as notes -1 and 0.
_RULES = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
    f"<w:r><w:{kind}/></w:r></w:p></w:footnote>"
    for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
)


def footnotes() -> bytes:
    """footnotes.xml of the template: the rules alone."""
    return part("footnotes", _RULES)


class FootnotesPart(StoryPart):
    """The notes of a document."""

    count = 0

    @classmethod
    def of(cls, document: DocumentPart) -> "FootnotesPart":
        """The notes of a document that has just been opened on the template.

        python-docx opens them as bytes; a class that it knows for them would stand in its factory, for all
        documents of the process.
        """
        bare, package = document.part_related_by(RT.FOOTNOTES), document.package
        assert package is not None
        notes = cls(bare.partname, bare.content_type, parse_xml(bare.blob), package)
        document.load_rel(RT.FOOTNOTES, notes, FOOTNOTES)
        return notes

    def add_footnote(self) -> CT_P:
        """The paragraph of a new note, with its number; words follow."""
        self.count += 1
        paragraph = new_paragraph("FootnoteText")
        paragraph.append(run(element("w:footnoteRef"), style=MARK))
        add_words(paragraph, " ")
        add(self.element, "w:footnote", id=str(self.count)).append(paragraph)
        return paragraph
