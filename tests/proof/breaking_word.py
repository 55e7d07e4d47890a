"""Good Word packets, and the ways to break them: one for each thing that the proof must catch."""

import io
import zipfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace

from lxml import etree

from tests.pdf.packets import Kit
from tests.proof import subjects
from toolkit_builder.proof.finding import Subject

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACES = {
    "w": W[1:-1],
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "p": "http://schemas.openxmlformats.org/package/2006/relationships",
}
DOCUMENT, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
CORE, CUSTOM, FOOTER = "docProps/core.xml", "docProps/custom.xml", "word/footer1.xml"
RELATIONS, TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
THEME, NUMBERING = "word/theme/theme1.xml", "word/numbering.xml"
OFFICE = SPACES["r"]


def subject(kit: Kit, packet: str, data: bytes | None = None) -> Subject:
    """A packet as the proof is given it, under the name that the manifest gives it."""
    whole = subjects.subject(kit, packet, "word")
    name = f"{kit.imprint.toolkit}-{packet}-{whole.edition}.docx"
    return replace(whole, name=name, data=data or whole.data)


class Opened:
    """A Word file that a test may change."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self._trees: dict[str, etree._Element] = {}

    def tree(self, part: str = DOCUMENT) -> etree._Element:
        if part not in self._trees:
            self._trees[part] = etree.fromstring(self.parts[part])
        return self._trees[part]

    def all(self, path: str, part: str = DOCUMENT) -> list[etree._Element]:
        """The elements that an XPath finds; a test that looks for what is not there fails."""
        found = etree.XPath(path, namespaces=SPACES)(self.tree(part))
        assert isinstance(found, list)
        assert found, path
        return [each for each in found if isinstance(each, etree._Element)]

    def first(self, path: str, part: str = DOCUMENT) -> etree._Element:
        return self.all(path, part)[0]

    def data(self) -> bytes:
        changed = {part: etree.tostring(tree) for part, tree in self._trees.items()}
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for name, content in (self.parts | changed).items():
                archive.writestr(name, content)
        return stream.getvalue()


def new(xml: str) -> etree._Element:
    """An element of WordprocessingML."""
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in SPACES.items())
    return etree.fromstring(f"<x {names}>{xml}</x>")[0]


def remove(node: etree._Element) -> None:
    parent = node.getparent()
    assert parent is not None
    parent.remove(node)


def properties(node: etree._Element, tag: str) -> etree._Element:
    """The properties of a paragraph, run, row or cell; made where it has none."""
    found = node.find(f"{W}{tag}")
    if found is None:
        node.insert(0, etree.Element(f"{W}{tag}"))
        found = node[0]
    return found


# --- what breaks ---------------------------------------------------------------------------------

BODY_TEXT = "//w:body/w:p[not(w:pPr) and w:r/w:t]"
ANSWER = "//w:sdt[w:sdtPr/w:showingPlcHdr[not(following-sibling::*)]]"  # rich text: no kind is named
CHOICE = "//w:sdt[w:sdtPr/w:dropDownList]"
ENTRY = "//w:p[w:pPr/w:pStyle/@w:val='TOC1']"
RUN = f"{BODY_TEXT}/w:r[w:t]"


def set_value(path: str, said: str, part: str = DOCUMENT, name: str = f"{W}val") -> Callable[[Opened], None]:
    return lambda file: file.first(path, part).set(name, said)


def set_text(path: str, said: str, part: str) -> Callable[[Opened], None]:
    return lambda file: setattr(file.first(path, part), "text", said)


def without(path: str, part: str = DOCUMENT) -> Callable[[Opened], None]:
    return lambda file: remove(file.first(path, part))


def without_all(path: str, part: str = DOCUMENT) -> Callable[[Opened], None]:
    def change(file: Opened) -> None:
        for node in file.all(path, part):
            remove(node)

    return change


def add(path: str, xml: str, part: str = DOCUMENT) -> Callable[[Opened], None]:
    return lambda file: file.first(path, part).append(new(xml))


def before(path: str, xml: str, part: str = DOCUMENT) -> Callable[[Opened], None]:
    return lambda file: file.first(path, part).addprevious(new(xml))


def after(path: str, xml: str, part: str = DOCUMENT) -> Callable[[Opened], None]:
    return lambda file: file.first(path, part).addnext(new(xml))


def own(path: str, tag: str, xml: str) -> Callable[[Opened], None]:
    """Something in the properties of the element itself, where the schema wants it: at the end."""
    return lambda file: properties(file.first(path), tag).append(new(xml))


def replaced(part: str, old: bytes, said: bytes) -> Callable[[Opened], None]:
    def change(file: Opened) -> None:
        assert old in file.parts[part]
        file.parts[part] = file.parts[part].replace(old, said, 1)

    return change


def relation(kind: str, target: str) -> Callable[[Opened], None]:
    xml = f'<p:Relationship Id="rNew" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    return lambda file: file.tree(RELATIONS).append(new(xml))


def same(path: str, attribute: str) -> Callable[[Opened], None]:
    """The second element gets an attribute of the first."""

    def change(file: Opened) -> None:
        one, two = file.all(path)[:2]
        two.set(attribute, one.get(attribute, ""))

    return change


def bookmark_over_two_paragraphs(file: Opened) -> None:
    start = file.first(f"{BODY_TEXT}/w:bookmarkStart")
    [end] = file.all(f"//w:bookmarkEnd[@w:id='{start.get(f'{W}id')}']")
    nearest = file.first(f"{BODY_TEXT}[preceding::w:bookmarkStart[@w:id='{start.get(f'{W}id')}']]")
    nearest.append(end)


def paragraph_ids(*numbers: str) -> Callable[[Opened], None]:
    def change(file: Opened) -> None:
        for paragraph, number in zip(file.all(BODY_TEXT), numbers, strict=False):
            paragraph.set(f"{{{SPACES['w14']}}}paraId", number)

    return change


def field_into_a_cell(file: Opened) -> None:
    """A field begins before a table and ends in it."""
    table = file.first("//w:body/w:tbl")
    start = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>'
    )
    table.addprevious(new(start))
    cell = table.findall(f".//{W}p")[-1]
    cell.append(new('<w:r><w:fldChar w:fldCharType="end"/></w:r>'))


def entries_swapped(file: Opened) -> None:
    first, second = file.all(f"{ENTRY}/w:hyperlink")[1:3]
    place, parent = second.getnext(), second.getparent()
    first.addprevious(second)
    assert parent is not None
    if place is None:
        parent.append(first)
    else:
        place.addprevious(first)


def header_row_below(file: Opened) -> None:
    properties(file.all("//w:tbl[1]/w:tr")[2], "trPr").append(new("<w:tblHeader/>"))


def table_in_a_table(file: Opened) -> None:
    outer, inner = file.all("//w:body/w:tbl")[:2]
    remove(inner)
    outer.findall(f".//{W}tc")[-1].insert(1, inner)


def cells_merged(file: Opened) -> None:
    row = file.first("//w:tbl[1]/w:tr[2]")
    first, second, *_ = row.findall(f"{W}tc")
    row.remove(second)
    properties(first, "tcPr").append(new('<w:gridSpan w:val="2"/>'))


def text_box(file: Opened) -> None:
    box = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>x</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    file.first(BODY_TEXT).append(new(box))


def floating_picture(file: Opened) -> None:
    inline = file.first("//wp:inline")
    inline.tag = f"{{{SPACES['wp']}}}anchor"


def lists_joined(file: Opened) -> None:
    """The second numbered list goes on with the numbers of the first."""
    first, second = (each.get(f"{W}numId", "") for each in file.all("//w:num[w:lvlOverride]", NUMBERING)[:2])
    for number in file.all(f"//w:numId[@w:val='{second}']"):
        number.set(f"{W}val", first)


def choices_turned(file: Opened) -> None:
    items = file.all(f"{CHOICE}[1]//w:listItem")
    items[1].addprevious(items[2])


def dark_surface(file: Opened) -> None:
    """A style gets a dark surface; its words keep their colour."""
    spaces = file.first("//w:style[@w:styleId='Meta']/w:pPr/w:spacing", STYLES)
    spaces.addprevious(new('<w:shd w:val="clear" w:color="auto" w:fill="404040"/>'))


def slot_elsewhere(file: Opened) -> None:
    binding = file.first("//w:dataBinding[contains(@w:xpath, 'district-name')]")
    binding.set(f"{W}xpath", "/s:slots[1]/s:district-contact[1]")


def pale_in_header_rows(file: Opened) -> None:
    """A grey that stands out from paper, but not from the tint that the table's style gives its first row."""
    bold = file.first("//w:style[@w:styleId='TableHeading']/w:rPr/w:bCs", STYLES)
    bold.addnext(new('<w:color w:val="757575"/>'))


def heading_style_copied(file: Opened) -> None:
    copy = deepcopy(file.first("//w:style[@w:styleId='Heading2']", STYLES))
    copy.set(f"{W}styleId", "Part")
    properties(copy, "name").set(f"{W}val", "Part")
    file.tree(STYLES).append(copy)


def contents_field(file: Opened) -> None:
    """Described entries stand in a field that gives bare ones."""
    first, *_, last = file.all(ENTRY)
    asked = ' TOC \\o "1-2" \\h \\z \\n '
    start = new(
        '<w:x><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{asked}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r></w:x>'
    )
    for part in reversed([*start]):
        first.insert(1, part)
    last.append(new('<w:r><w:fldChar w:fldCharType="end"/></w:r>'))


def two_pages(file: Opened) -> None:
    name = file.first(f"{BODY_TEXT}/w:bookmarkStart").get(f"{W}name", "")
    for page in ("4", "5"):
        field = simple_field(f"PAGEREF {name} \\h").replace(">3<", f">{page}<")
        file.first(RUN).addprevious(new(field))


def reference_to(said: str) -> Callable[[Opened], None]:
    def change(file: Opened) -> None:
        name = file.first(f"{BODY_TEXT}/w:bookmarkStart").get(f"{W}name", "")
        file.first(RUN).addprevious(new(simple_field(f"REF {name} \\h").replace(">3<", f">{said}<")))

    return change


def note_between(file: Opened) -> None:
    """A district's own note before all others, as its words stand before fields are counted again."""
    file.first(RUN).addprevious(new('<w:r><w:footnoteReference w:id="900"/></w:r>'))


def number_typed(file: Opened) -> None:
    """A field is taken away and leaves its number."""
    parent = file.first(CALL).getparent()
    assert parent is not None
    for run in [*parent.iterfind("w:r", SPACES)]:
        if run.find("w:fldChar", SPACES) is not None or run.find("w:instrText", SPACES) is not None:
            remove(run)


def description_is_title(file: Opened) -> None:
    title = file.first("//w:tblCaption").get(f"{W}val", "")
    file.first("//w:tblDescription").set(f"{W}val", title.upper())


def note_parted(file: Opened) -> None:
    styles = " or ".join(f"w:pPr/w:pStyle/@w:val='{name}'" for name in ("Callout", "FacilitatorNote"))
    remove(file.first(f"//w:p[{styles}]/w:pPr/w:keepNext"))


CALL = "//w:r[w:instrText[contains(., 'NOTEREF')]]"
LABEL = "//w:r[w:instrText[contains(., 'EditionLabel')]]"
LABEL_KEEPS = "//w:style[@w:styleId='Label']/w:pPr/w:keepNext"
FLD_LOCK = "//w:fldChar[@w:fldCharType='begin']"
PICTURE = "//wp:docPr"
LINK = "//w:hyperlink[@r:id]"


@dataclass(frozen=True)
class Breakage:
    """One way to break a packet.

    Args:
        code: rule that must catch it.
        change: what is done to the file.
        packet: a packet of the fixture that has such a thing.
        also: rules of the validators that rightly catch it too.
    """

    code: str
    change: Callable[[Opened], object]
    packet: str = "p1-companion-guide"
    also: tuple[str, ...] = ()


OTHER_CASE = '<w:bookmarkStart w:id="99999" w:name="_B_P1_GUIDE"/><w:bookmarkEnd w:id="99999"/>'
GONE = '<w:hyperlink w:anchor="_b_gone"><w:r><w:t>the plan</w:t></w:r></w:hyperlink>'
EDITION = "//w:r[w:instrText[contains(., 'DOCPROPERTY Edition')]]"
PROTECTED = '<w:documentProtection w:edit="forms" w:enforcement="1"/>'
MODE = "//w:compatSetting[@w:name='compatibilityMode']"
PLACEHOLDER = "//w:style[@w:styleId='PlaceholderText']//w:color"
MARKS = f"({ANSWER})[1]/../*[self::w:bookmarkStart or self::w:bookmarkEnd]"
CONTACT = "//w:sdtPr/w:tag[@w:val='district-contact']"
SHEET = "p1-self-assessment"


def simple_field(asked: str) -> str:
    return f'<w:fldSimple w:instr=" {asked} "><w:r><w:t>3</w:t></w:r></w:fldSimple>'


BREAKAGES = {
    "a broken part": Breakage("O700", replaced(STYLES, b"</w:styles>", b"</w:style>")),
    "children in the wrong order": Breakage(
        "O701", lambda file: file.first("//w:pPr[w:keepNext]").insert(0, new("<w:keepNext/>"))
    ),
    "a relationship to nothing": Breakage(
        "O702",
        set_value("//p:Relationship[contains(@Type, '/image')]", "media/none.png", RELATIONS, "Target"),
        SHEET, ("O701",),
    ),
    "a picture without content type": Breakage(
        "O702", replaced("[Content_Types].xml", b'Extension="png"', b'Extension="gif"')
    ),
    "a bookmark name twice": Breakage("O710", same(f"{BODY_TEXT}/w:bookmarkStart", f"{W}name")),
    "a bookmark name twice in another case": Breakage(
        "O710", lambda file: file.first(BODY_TEXT).extend(new(f"<w:p>{OTHER_CASE}</w:p>"))
    ),
    "a bookmark number twice": Breakage(
        "O711", same(f"{BODY_TEXT}/w:bookmarkStart", f"{W}id"), also=("O701",)
    ),
    "a bookmark over two paragraphs": Breakage("O711", bookmark_over_two_paragraphs),
    "a bookmark without end": Breakage("O711", without(f"{BODY_TEXT}/w:bookmarkEnd")),
    "a bookmark without start": Breakage("O711", without(f"{BODY_TEXT}/w:bookmarkStart")),
    "a control number twice": Breakage("O712", same("//w:sdtPr/w:id", f"{W}val")),
    "a paragraph id twice": Breakage("O713", paragraph_ids("00000AB1", "00000AB1")),
    "a paragraph id too large": Breakage("O713", paragraph_ids("80000000"), also=("O701",)),
    "a field never closed": Breakage("O714", without("(//w:fldChar[@w:fldCharType='end'])[last()]", FOOTER)),
    "a field closed twice": Breakage(
        "O714", add("//w:p", '<w:r><w:fldChar w:fldCharType="end"/></w:r>', FOOTER)
    ),
    "a field that ends in a cell": Breakage("O714", field_into_a_cell),
    "a field that asks for nothing": Breakage(
        "O714", set_text("//w:instrText[contains(., 'NUMPAGES')]", " ", FOOTER)
    ),
    "a link to no bookmark": Breakage("O715", before(RUN, GONE)),
    "a page number of no bookmark": Breakage("O715", before(RUN, simple_field("PAGEREF _b_gone \\h"))),
    "a contents entry with other words": Breakage(
        "O716", set_text(f"{ENTRY}//w:t", "Something else", DOCUMENT), "p1"
    ),
    "contents entries turned": Breakage("O716", entries_swapped, "p1"),
    "a contents entry without link": Breakage(
        "O716", lambda file: etree.strip_tags(file.all(ENTRY)[1], f"{W}hyperlink"), "p1"
    ),
    "a contents field for more than is listed": Breakage(
        "O760", set_text("//w:instrText[contains(., 'TOC')]", ' TOC \\o "1-3" \\h \\z \\n ', DOCUMENT)
    ),
    "a contents field around described entries": Breakage("O760", contents_field, "p1"),
    "a contents field with a heading less": Breakage(
        "O760", without("//w:p[w:pPr/w:pStyle/@w:val='TOC1'][3]")
    ),
    "a contents field that gives numbers around entries without": Breakage(
        "O760", set_text("//w:instrText[contains(., 'TOC')]", ' TOC \\o "1-1" \\h \\z ', DOCUMENT)
    ),
    "an edition that the properties do not know": Breakage(
        "O760", set_text(f"{LABEL}/following-sibling::w:r//w:t", "First edition", DOCUMENT)
    ),
    "two page numbers of one place": Breakage("O760", two_pages),
    "a toolkit's title of another": Breakage(
        "O760", set_text("//w:r[w:instrText[contains(., 'SUBJECT')]]/following-sibling::w:r/w:t", "Other",
                         "word/header1.xml")
    ),
    "a reference with other words": Breakage("O760", reference_to("Other words")),
    "a sequence that skips": Breakage("O760", before(RUN, simple_field("SEQ Figure"))),
    "a note called by another's number": Breakage(
        "O760", set_text(f"{CALL}/following-sibling::w:r/w:t", "99", DOCUMENT), "p1"
    ),
    "a note of a district's between": Breakage("O760", note_between, "p1", ("O701", "O702")),
    "a typed number of a note": Breakage("O761", number_typed, "p1"),
    "lines that are joined": Breakage("O762", add(f"{ANSWER}/w:sdtPr", '<w:text w:multiLine="1"/>')),
    "a check box where its block begins": Breakage(
        "O767", without("//w:p[w:pPr/w:pStyle/@w:val='ChecklistBox']/w:r[1]")
    ),
    "a description that is the title": Breakage("O763", description_is_title),
    "a table without description": Breakage("O763", without("//w:tblDescription")),
    "no style for comments": Breakage(
        "O764", without("//w:style[@w:styleId='CommentText']", STYLES), also=("O701", "O702")
    ),
    "no style for revisions": Breakage("O764", without("//w:style[@w:styleId='Revision']", STYLES)),
    "Chinese in an English template": Breakage(
        "O765", set_value("//w:themeFontLang", "zh-CN", SETTINGS, f"{W}eastAsia")
    ),
    "Japanese for all words": Breakage(
        "O765", set_value("//w:docDefaults//w:lang", "ja-JP", STYLES, f"{W}eastAsia")
    ),
    "Korean for an English word": Breakage("O765", own(RUN, "rPr", '<w:lang w:eastAsia="ko-KR"/>')),
    "a label that may stand alone": Breakage("O766", without(LABEL_KEEPS, STYLES)),
    "the first line of a note that may stand alone": Breakage("O766", note_parted),
    "a heading that may stand alone": Breakage(
        "O766", own("//w:p[w:pPr/w:pStyle/@w:val='Heading2']", "pPr", '<w:keepNext w:val="0"/>')
    ),
    "a picture without words": Breakage("O720", set_value(PICTURE, " ", name="descr"), SHEET),
    "a picture with a file name": Breakage("O720", set_value(PICTURE, "mark-2.PNG", name="descr"), SHEET),
    "a heading level skipped": Breakage(
        "O721", set_value("//w:pStyle[@w:val='Heading2']", "Heading3")
    ),
    "a style of one's own with outline level": Breakage("O722", heading_style_copied),
    "a paragraph with outline level": Breakage(
        "O722", own("//w:p[w:pPr/w:pStyle/@w:val='Heading1']", "pPr", '<w:outlineLvl w:val="0"/>'),
        also=("O740",),
    ),
    "no header row": Breakage("O723", without("//w:tblHeader")),
    "a header row further down": Breakage("O723", header_row_below),
    "an empty header cell": Breakage("O723", without("//w:tr[w:trPr/w:tblHeader]/w:tc/w:p/w:r")),
    "a row that may split": Breakage("O724", without("//w:cantSplit")),
    "merged cells": Breakage("O725", cells_merged),
    "a table in a table": Breakage("O725", table_in_a_table),
    "a table without title": Breakage("O726", set_value("//w:tblCaption", "")),
    "a link called here": Breakage("O727", set_text(f"{LINK}//w:t", "Click here.", DOCUMENT)),
    "a link without words": Breakage("O727", without_all(f"({LINK})[1]/w:r")),
    "an empty paragraph": Breakage("O728", before(BODY_TEXT, "<w:p/>")),
    "a paragraph with only a break": Breakage("O728", before(BODY_TEXT, "<w:p><w:r><w:br/></w:r></w:p>")),
    "an empty paragraph beside a table": Breakage("O728", after("//w:body/w:tbl", "<w:p/>")),
    "an empty paragraph in a cell": Breakage("O728", before("//w:tc/w:p", "<w:p/>")),
    "a row of blanks": Breakage("O728", set_text(f"{RUN}/w:t", "Name:        Date:", DOCUMENT)),
    "a text box": Breakage("O729", text_box),
    "a floating picture": Breakage("O729", floating_picture, SHEET, ("O701",)),
    "a floating table": Breakage(
        "O729", after("//w:tblPr/w:tblStyle", '<w:tblpPr w:vertAnchor="text" w:tblpX="1" w:tblpY="1"/>'),
        also=("O740",),
    ),
    "a long tag": Breakage(
        "O730", set_value(CONTACT, "district-contact" * 5),
        also=("O732", "O733"),
    ),
    "a long title": Breakage(
        "O730", set_value(f"{ANSWER}/w:sdtPr/w:alias", "An answer " * 7), also=("O735",)
    ),
    "a control without title": Breakage("O731", without(f"{ANSWER}/w:sdtPr/w:alias")),
    "a control without placeholder": Breakage("O731", without(f"{ANSWER}/w:sdtPr/w:showingPlcHdr")),
    "a placeholder that is gone once an answer is deleted": Breakage(
        "O731", set_value(f"{ANSWER}//w:placeholder/w:docPart", "Gone")
    ),
    "a control without words": Breakage("O731", set_text(f"{ANSWER}//w:t", "", DOCUMENT)),
    "a control of another kind": Breakage(
        "O732", add(f"{ANSWER}/w:sdtPr", "<w:picture/>")
    ),
    "choices in another order": Breakage("O732", choices_turned, SHEET),
    "a choice less": Breakage("O732", without(f"{CHOICE}//w:listItem[last()]"), SHEET),
    "a question without control": Breakage("O732", without(f"//w:body/w:p[{ANSWER[2:]}]")),
    "a control without question": Breakage(
        "O732", set_value(CONTACT, "favorite-color"), also=("O733",)
    ),
    "a control called otherwise": Breakage("O735", set_value(f"{ANSWER}/w:sdtPr/w:alias", "My notes")),
    "a choice called otherwise": Breakage(
        "O735", set_value(f"{CHOICE}/w:sdtPr/w:alias", "Rating of 1.1"), SHEET
    ),
    "a control without bookmark": Breakage("O733", without_all(MARKS)),
    "a slot bound to nothing": Breakage(
        "O734", set_value("//w:dataBinding", "/s:slots[1]/s:gone[1]", name=f"{W}xpath")
    ),
    "a slot bound to two places": Breakage("O734", slot_elsewhere),
    "a run with a font": Breakage("O740", own(RUN, "rPr", '<w:rFonts w:ascii="Comic Sans MS"/>')),
    "a run with a size": Breakage("O740", own(RUN, "rPr", '<w:sz w:val="40"/>')),
    "a paragraph with an indent": Breakage("O740", own(BODY_TEXT, "pPr", '<w:ind w:left="720"/>')),
    "a cell with a colour": Breakage(
        "O740", own("//w:tc", "tcPr", '<w:shd w:val="clear" w:color="auto" w:fill="EEEEEE"/>')
    ),
    "two lists with the same numbers": Breakage("O741", lists_joined, "p1"),
    "a list that does not start anew": Breakage("O741", without_all("//w:lvlOverride", NUMBERING), "p1"),
    "pale placeholders": Breakage("O742", set_value(PLACEHOLDER, "808080", STYLES)),
    "a pale theme colour": Breakage("O742", set_value("//a:dk2/a:srgbClr", "9AB0C0", THEME, "val")),
    "a run in a pale colour": Breakage("O742", own(RUN, "rPr", '<w:color w:val="BBBBBB"/>'), also=("O740",)),
    "a style with a dark surface": Breakage("O742", dark_surface),
    "a grey on tinted header rows": Breakage("O742", pale_in_header_rows),
    "another language": Breakage("O750", set_value("//w:docDefaults//w:lang", "fr-FR", STYLES)),
    "no language": Breakage("O750", without("//dc:language", CORE)),
    "another title": Breakage("O751", set_text("//dc:title", "Document1", CORE)),
    "no title": Breakage("O751", without("//dc:title", CORE)),
    "a day that is none": Breakage("O752", set_text("//dcterms:created", "2026-02-30T00:00:00Z", CORE)),
    "a date in another form": Breakage("O752", set_text("//dcterms:modified", "15/01/2026", CORE)),
    "an older mode": Breakage("O753", set_value(MODE, "14", SETTINGS)),
    "no mode": Breakage("O753", without(MODE, SETTINGS)),
    "fields to update": Breakage("O754", before("//w:footnotePr", "<w:updateFields/>", SETTINGS)),
    "a locked control": Breakage(
        "O755", after(f"{ANSWER}/w:sdtPr/w:id", '<w:lock w:val="sdtContentLocked"/>')
    ),
    "a protected document": Breakage("O755", before("//w:defaultTabStop", PROTECTED, SETTINGS)),
    "a protected section": Breakage("O755", after("//w:sectPr/w:pgMar", "<w:formProt/>")),
    "a locked field": Breakage("O755", set_value(FLD_LOCK, "1", FOOTER, f"{W}fldLock")),
    "another edition in the properties": Breakage(
        "O756", lambda file: setattr(file.first("//*[@name='Edition']", CUSTOM)[0], "text", "2020.1"),
        also=("O760",),
    ),
    "no packet in the properties": Breakage("O756", without("//*[@name='Packet']", CUSTOM), also=("O760",)),
    "another toolkit": Breakage(
        "O756", lambda file: setattr(file.first("//*[@name='Toolkit']", CUSTOM)[0], "text", "other")
    ),
    "another edition in the footer": Breakage(
        "O757", set_text(f"{EDITION}/following-sibling::w:r//w:t", "2020.1", FOOTER), also=("O760",)
    ),
    "a footer without field": Breakage(
        "O757", set_text(f"{EDITION}/w:instrText", " DOCPROPERTY Toolkit ", FOOTER), also=("O760",)
    ),
    "a template from outside": Breakage(
        "O758", relation("attachedTemplate", "https://example.org/x.dotm"), also=("O702",)
    ),
    "a picture from outside": Breakage(
        "O758", relation("image", "https://example.org/x.png"), also=("O702",)
    ),
    "a link to a file": Breakage("O758", relation("hyperlink", "file:///C:/x.docx"), also=("O702",)),
    "a field that fetches": Breakage("O758", before(RUN, simple_field("INCLUDETEXT x.docx"))),
    "macros": Breakage(
        "O758", replaced(TYPES, b"wordprocessingml.document", b"ms-word.document.macroEnabled"),
        also=("O701",),
    ),
}  # fmt: skip


def broken(kit: Kit, breakage: Breakage) -> Subject:
    """The packet after the change."""
    file = Opened(kit.word(breakage.packet))
    breakage.change(file)
    return subject(kit, breakage.packet, file.data())
