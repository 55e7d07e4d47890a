"""Footnotes: a part that python-docx lacks, in the manner of its `HeaderPart` (ECMA-376 Part 1, 17.11)."""

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.text.paragraph import CT_P
from docx.parts.document import DocumentPart
from docx.parts.story import StoryPart

from .oxml import add, element
from .paragraphs import new_paragraph
from .runs import add_words, run
from .xml import part

MARK = "FootnoteReference"
# The two rules that Word expects as notes -1 and 0.
_RULES = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
    f"<w:r><w:{kind}/></w:r></w:p></w:footnote>"
    for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
)


class FootnotesPart(StoryPart):
    """The notes of a document; registered nowhere, since no file with notes is opened here."""

    count = 0

    @classmethod
    def add_to(cls, document: DocumentPart) -> "FootnotesPart":
        """A new part of a document, without notes."""
        package = document.package
        assert package is not None
        notes = cls(
            PackURI("/word/footnotes.xml"), CT.WML_FOOTNOTES, parse_xml(part("footnotes", _RULES)), package
        )
        document.load_rel(RT.FOOTNOTES, notes, "rFootnotes")
        return notes

    def add_footnote(self) -> CT_P:
        """The paragraph of a new note, with its number; words follow."""
        self.count += 1
        paragraph = new_paragraph("FootnoteText")
        paragraph.append(run(element("w:footnoteRef"), style=MARK))
        add_words(paragraph, " ")
        add(self.element, "w:footnote", id=str(self.count)).append(paragraph)
        return paragraph
