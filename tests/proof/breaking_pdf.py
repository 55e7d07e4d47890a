"""Good PDFs made bad, one fault at a time."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from toolkit_builder.readback.pdf.structure import kids

GUIDE, CASE, RATING, WHOLE = "p1-companion-guide", "p1-case-study", "p1-self-assessment", "p1"


@dataclass(frozen=True)
class Break:
    """A fault.

    Args:
        codes: what must be found, the rule that it is made for first.
        change: makes it.
        packet, variant: the good file.
        encryption: how the bad one is saved.
    """

    codes: tuple[str, ...]
    change: Callable[[pikepdf.Pdf], object]
    packet: str = GUIDE
    variant: str = "screen"
    encryption: Any = False

    def broken(self, data: bytes) -> bytes:
        with pikepdf.open(BytesIO(data)) as pdf:
            self.change(pdf)
            saved = BytesIO()
            pdf.save(saved, encryption=self.encryption)
        return saved.getvalue()


# --- what is looked up in a file -------------------------------------------------------------------


def elements(pdf: pikepdf.Pdf, tag: str) -> list[Any]:
    return [each for each in _tree(pdf.Root.StructTreeRoot) if str(each.S) == tag]


def _tree(above: Any) -> Iterator[Any]:
    for kid in kids(above):
        if isinstance(kid, Dictionary) and "/P" in kid and "/S" in kid:
            yield kid
            yield from _tree(kid)


def links(pdf: pikepdf.Pdf) -> list[Any]:
    return [note for page in pdf.pages for note in page.get("/Annots", []) if str(note.Subtype) == "/Link"]


def web(pdf: pikepdf.Pdf) -> Any:
    return next(link for link in links(pdf) if "/A" in link and "/URI" in link.A)


def inner(pdf: pikepdf.Pdf) -> Any:
    return next(link for link in links(pdf) if "/Dest" in link)


def fields(pdf: pikepdf.Pdf, kind: str) -> list[Any]:
    form: Any = pdf.Root.AcroForm
    return [field for field in form.Fields if str(field.FT) == kind]


def fonts(pdf: pikepdf.Pdf) -> list[Any]:
    return [each for each in pdf.objects if isinstance(each, Dictionary) and each.get("/Subtype") == "/Type0"]


# --- faults of the file ----------------------------------------------------------------------------


def set_info(name: str, value: str) -> Callable[[pikepdf.Pdf], object]:
    return lambda pdf: pdf.docinfo.__setitem__(name, value)


def drop_info(name: str) -> Callable[[pikepdf.Pdf], object]:
    return lambda pdf: pdf.docinfo.__delitem__(name)


def hide_title(pdf: pikepdf.Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def other_language(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = String("de")


def not_marked(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.MarkInfo


def page_twice(pdf: pikepdf.Pdf) -> None:
    pdf.pages.append(pdf.pages[-1])


def font_not_embedded(pdf: pikepdf.Pdf) -> None:
    del fonts(pdf)[0].DescendantFonts[0].FontDescriptor.FontFile2


def font_without_letters(pdf: pikepdf.Pdf) -> None:
    font = next(font for font in fonts(pdf) if str(font.BaseFont).endswith("Fields"))
    del font.ToUnicode


def rename_font(name: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        font = fonts(pdf)[0]
        for each in (font, font.DescendantFonts[0]):
            each.BaseFont = Name(f"/ABCDEF+{name}")
        font.DescendantFonts[0].FontDescriptor.FontName = Name(f"/ABCDEF+{name}")

    return change


def font_of_drawings(pdf: pikepdf.Pdf) -> None:
    """Type 3: its letters are drawings, and it has no name."""
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 1, 1], FontMatrix=[1, 0, 0, 1, 0, 0],
        CharProcs=Dictionary(), Encoding=Dictionary(Differences=[]), FirstChar=0, LastChar=0, Widths=[0],
        ToUnicode=pdf.make_stream(b""),
    )  # fmt: skip
    resources = pdf.pages[1].resources
    pdf.pages[1].Resources = pdf.make_indirect(
        Dictionary({**resources, "/Font": Dictionary({**resources.Font, "/drawn": pdf.make_indirect(font)})})
    )


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pdf.make_indirect(Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))


def attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.txt"] = b"a"


def link_to_a_file(pdf: pikepdf.Pdf) -> None:
    web(pdf).A.URI = String("file:///etc/passwd")


def link_starts_a_program(pdf: pikepdf.Pdf) -> None:
    web(pdf).A = Dictionary(S=Name.Launch, F=String("a.exe"))


def field_sends_away(pdf: pikepdf.Pdf) -> None:
    fields(pdf, "/Tx")[0].AA = Dictionary(K=Dictionary(S=Name.SubmitForm, F=String("https://example.org")))


# --- faults of meaning -----------------------------------------------------------------------------


def retag(old: str, new: str, number: int = 0) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        elements(pdf, old)[number].S = Name(new)

    return change


def bookmark_says_another(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root[0].title = "Something else"


def bookmark_missing(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        del outline.root[-1]


def bookmark_too_deep(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root[-2].children.append(outline.root.pop())


def head_without_scope(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "/TH")[0].A.Scope


def table_without_head(pdf: pikepdf.Pdf) -> None:
    for row in table_rows(pdf):
        for cell in row.K:
            cell.S = Name.TD


def table_rows(pdf: pikepdf.Pdf) -> list[Any]:
    """Of the first table with several rows."""
    tables = ([row for group in table.K for row in group.K] for table in elements(pdf, "/Table"))
    return next(rows for rows in tables if len(rows) > 2)


def cells_as_one(pdf: pikepdf.Pdf) -> None:
    first, second, *rest = table_rows(pdf)[-1].K
    first.K = Array([*kids(first), *kids(second)])
    for kid in kids(second):
        kid.P = first
    table_rows(pdf)[-1].K = Array([first, *rest])


def rows_as_tables(pdf: pikepdf.Pdf) -> None:
    rows = table_rows(pdf)
    table = rows[0].P.P
    tables = []
    for row in rows:
        own = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Table, P=table.P, Pg=row.Pg, K=Array([row]))
        )
        row.P = own
        tables.append(own)
    above = table.P
    above.K = Array([kid for one in above.K for kid in (tables if one.objgen == table.objgen else [one])])


def paragraph_as_table(pdf: pikepdf.Pdf) -> None:
    """As WeasyPrint tags what is restyled to blocks: a table of a row of a cell."""
    cell = elements(pdf, "/P")[-1]
    row = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.TR, Pg=cell.Pg, K=Array([cell])))
    table = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Table, P=cell.P, Pg=cell.Pg, K=Array([row]))
    )
    cell.P.K = Array([table if kid.objgen == cell.objgen else kid for kid in cell.P.K])
    cell.S, cell.A, cell.P, row.P = Name.TH, Dictionary(O=Name.Table, Scope=Name.Row), row, table


def figure_without_words(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "/Figure")[0].Alt


def link_says_here(pdf: pikepdf.Pdf) -> None:
    web(pdf).Contents = String("Click here")


def link_says_nothing(pdf: pikepdf.Pdf) -> None:
    del web(pdf).Contents


def link_to_nowhere(pdf: pikepdf.Pdf) -> None:
    inner(pdf).Dest = String("gone")


def link_does_not_print(pdf: pikepdf.Pdf) -> None:
    web(pdf).F = 0


def item_without_body(pdf: pikepdf.Pdf) -> None:
    elements(pdf, "/LBody")[0].S = Name.Lbl


def note_without_id(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "/Note")[0].ID


def notes_with_one_id(pdf: pikepdf.Pdf) -> None:
    paragraph = elements(pdf, "/P")[-1]
    paragraph.S, paragraph.ID = Name.Note, elements(pdf, "/Note")[0].ID


def paragraph_out_of_the_tree(pdf: pikepdf.Pdf) -> None:
    paragraph = elements(pdf, "/P")[-1]
    above = paragraph.P
    above.K = Array([kid for kid in above.K if kid.objgen != paragraph.objgen])


def mark_lost(pdf: pikepdf.Pdf) -> None:
    """The words of one mark are drawn without a number that an element could hold."""
    page, kept, done = pdf.pages[1], [], False
    instruction: Any
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction
        if not done and str(operator) == "BDC" and "/MCID" in operands[1]:
            instruction, done = ([Name.P], pikepdf.Operator("BMC")), True
        kept.append(instruction)
    assert done
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))


def without_artifacts(pdf: pikepdf.Pdf) -> None:
    """Running heads and feet go from the third page."""
    page, kept, inside = pdf.pages[2], [], 0
    instruction: Any
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in ("BDC", "BMC"):
            inside = inside + 1 if inside or instruction.operands[0] == "/Artifact" else 0
        if not (inside and operator in ("Tj", "TJ")):
            kept.append(instruction)
        if operator == "EMC" and inside:
            inside -= 1
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))


def pages_turned(pdf: pikepdf.Pdf) -> None:
    """The second page, whose number stands in "2026.1" too, and the third change places."""
    tree: Any = pdf.Root.Pages
    tree.Kids = Array([tree.Kids[0], tree.Kids[2], tree.Kids[1], *[*tree.Kids][3:]])


def end_of_page_first(pdf: pikepdf.Pdf) -> None:
    """On the second page the last block is read before all others."""
    page = pdf.pages[1].objgen
    part = next(
        each for each in elements(pdf, "/Part") if each.get("/Pg") is not None and each.Pg.objgen == page
    )
    while len(part.K) == 1:
        part = part.K[0]
    part.K = Array([part.K[-1], *[*part.K][:-1]])


# --- faults of fields ------------------------------------------------------------------------------


def of_field(kind: str, name: str, value: Any) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        fields(pdf, kind)[0][name] = value

    return change


def field_missing(pdf: pikepdf.Pdf) -> None:
    field = pdf.Root.AcroForm.Fields[0]
    del pdf.Root.AcroForm.Fields[0]
    page = pikepdf.Page(field.P)
    page.Annots = Array([note for note in page.Annots if note.objgen != field.objgen])


def field_twice(pdf: pikepdf.Pdf) -> None:
    first, second = fields(pdf, "/Tx")[:2]
    second.T = first.T


def fields_in_another_order(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.Fields = Array(reversed([*pdf.Root.AcroForm.Fields]))


def no_tab_order(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].Tabs


def without_state(state: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        states = fields(pdf, "/Btn")[0].AP.N
        for name in [name for name in dict(states) if (name == "/Off") == (state == "off")]:
            del states[name]

    return change


def without_appearance(pdf: pikepdf.Pdf) -> None:
    del fields(pdf, "/Tx")[0].AP


def shows_nothing(pdf: pikepdf.Pdf) -> None:
    fields(pdf, "/Ch")[0].AP.N.write(b"/Tx BMC EMC")


def shows_an_answer(pdf: pikepdf.Pdf) -> None:
    drawing = fields(pdf, "/Tx")[0].AP.N
    drawing.Resources = Dictionary(Font=Dictionary({"/F": font_of_answers(pdf)}))
    drawing.write(b"/Tx BMC BT /F 9 Tf 2 2 Td <0024> Tj ET EMC")


def small_letters(pdf: pikepdf.Pdf) -> None:
    field = fields(pdf, "/Tx")[0]
    field.DA = String(str(field.DA).replace(" 0 Tf", " 6 Tf"))


def appearances_asked_for(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.NeedAppearances = True


def of_rectangle(change: Callable[[list[float]], list[float]], kind: str = "/Tx") -> Any:
    """The rectangle of the first field of a kind, or of the first link, is another."""

    def changed(pdf: pikepdf.Pdf) -> None:
        first: Any = links(pdf)[0] if kind == "/Link" else fields(pdf, kind)[0]
        first.Rect = Array(change([float(edge) for edge in first.Rect]))

    return changed


def upside_down(edges: list[float]) -> list[float]:
    return [edges[0], edges[3], edges[2], edges[1]]


def mirrored(edges: list[float]) -> list[float]:
    return [edges[2], edges[1], edges[0], edges[3]]


def beside_the_page(edges: list[float]) -> list[float]:
    return [edges[0] + 612, edges[1], edges[2] + 612, edges[3]]


def thin(edges: list[float]) -> list[float]:
    return [edges[0], edges[1], edges[0] + 10, edges[3]]


def font_of_answers(pdf: pikepdf.Pdf) -> Any:
    (font,) = pdf.Root.AcroForm.DR.Font.values()
    return font


def few_letters(pdf: pikepdf.Pdf) -> None:
    font_of_answers(pdf).ToUnicode = pdf.make_stream(b"1 beginbfchar <0024> <0041> endbfchar")


def one_byte_a_letter(pdf: pikepdf.Pdf) -> None:
    font_of_answers(pdf).Encoding = Name.WinAnsiEncoding


def two_fonts_of_answers(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.DR.Font["/Text"] = font_of_answers(pdf)


def of_box(change: Callable[[list[float]], list[float]]) -> Callable[[pikepdf.Pdf], None]:
    def changed(pdf: pikepdf.Pdf) -> None:
        attributes = elements(pdf, "/Figure")[0].A
        attributes.BBox = Array(change([float(edge) for edge in attributes.BBox]))

    return changed


def in_pixels_from_the_top(edges: list[float]) -> list[float]:
    left, bottom, right, top = edges
    return [left / 0.75, (792 - top) / 0.75, right / 0.75, (792 - bottom) / 0.75]


def far_too_large(edges: list[float]) -> list[float]:
    return [0, 0, 612, 792]


def an_inch_lower(edges: list[float]) -> list[float]:
    return [edges[0], edges[1] - 72, edges[2], edges[3] - 72]


def figure_without_box(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "/Figure")[0].A


def a_field_on_paper(pdf: pikepdf.Pdf) -> None:
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String("a"),
            F=4,
            Rect=Array([90, 90, 200, 110]),
        )
    )
    pdf.pages[1].Annots = Array([*pdf.pages[1].get("/Annots", []), field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


# --- faults of what is shown -----------------------------------------------------------------------


def drawn(content: str, page: int = 1, marked: bool = True) -> Callable[[pikepdf.Pdf], None]:
    """Something drawn under all else, from the lower left corner of a page."""

    def change(pdf: pikepdf.Pdf) -> None:
        body = f"/Artifact BMC q {content} Q EMC" if marked else f"q {content} Q"
        pdf.pages[page].contents_add(body.encode(), prepend=True)

    return change


def said(
    words: str, *, at: str = "1 0 0 1 300 10", size: float = 10, colour: str = "0 g", page: int = 1
) -> Any:
    """Words drawn as an artifact with a font of the page; a line break begins another line 12 pt below."""

    def change(pdf: pikepdf.Pdf) -> None:
        name, codes = lettering(pdf.pages[page], words)
        lines = " 0 -12 Td ".join(f"<{line}> Tj" for line in codes)
        drawn(f"{colour} BT {at} Tm {name} {size} Tf {lines} ET", page)(pdf)

    return change


def lettering(page: pikepdf.Page, words: str) -> tuple[str, list[str]]:
    """A font of a page that has all letters, and the lines in its codes."""
    for name, font in page.resources.Font.items():
        table = font.ToUnicode.read_bytes().decode("latin-1")
        pairs = re.findall(r"<([0-9a-f]{4})> <([0-9a-f]{4})>\n", table)
        codes = {chr(int(letter, 16)): code for code, letter in pairs}
        if {*words} - {"\n"} <= {*codes} and "Italic" not in str(font.BaseFont):
            return name, ["".join(codes[letter] for letter in line) for line in words.split("\n")]
    raise AssertionError(f"no font of the page has all of {words!r}")


def other_paper(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].MediaBox = Array([0, 0, 595, 842])


def turned(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].Rotate = 90


def on_one_side(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences.Duplex


def other_address(pdf: pikepdf.Pdf) -> None:
    web(pdf).A.URI = String("https://example.org/not-printed")


def small_bleed(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].BleedBox = Array([-3, -3, 615, 795])


def without_marks(pdf: pikepdf.Pdf) -> None:
    """The first drawing of a page are its crop marks."""
    page = pdf.pages[1]
    content: Any = pikepdf.parse_content_stream(page)
    first = next(index for index, each in enumerate(content) if str(each.operator) == "Do")
    del content[first]
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(content))


def a_note_that_prints(pdf: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Square, F=4, Rect=Array([90, 90, 200, 110]))
    pdf.pages[1].Annots = Array([*pdf.pages[1].get("/Annots", []), pdf.make_indirect(note)])


def says_exchange(pdf: pikepdf.Pdf) -> None:
    """PDF/X-4 without a profile, with the RGB that pages are drawn in."""
    pdf.docinfo["/GTS_PDFXVersion"] = "PDF/X-4"


CHOOSE = Array(["", "Choose"])


def gradient(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1]
    ends = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0.5], C1=[0.52], N=1)
    shading = Dictionary(ShadingType=2, ColorSpace=Name.DeviceGray, Coords=[300, 0, 340, 0], Function=ends)
    pattern = pdf.make_indirect(Dictionary(Type=Name.Pattern, PatternType=2, Shading=shading))
    page.Resources = pdf.make_indirect(
        Dictionary({**page.resources, "/Pattern": Dictionary({"/shade": pattern})})
    )
    drawn("/Pattern cs /shade scn 300 100 40 40 re f")(pdf)


COPIER = {"variant": "copier"}
LARGE = {"variant": "large-print"}
PRESS = {"variant": "press"}

BREAKS: dict[str, Break] = {
    # the file
    "a page more than the manifest says": Break(("O604", "O621", "O622"), page_twice),
    "no longer marked as tagged": Break(("O601",), not_marked),
    "another title": Break(("O602",), set_info("/Title", "Another")),
    "title hidden": Break(("O602", "O601"), hide_title),
    "another language": Break(("O603",), other_language),
    "another packet": Break(("O604",), set_info("/packet", "p9")),
    "another variant": Break(("O604",), set_info("/variant", "press")),
    "no key": Break(("O604",), drop_info("/key")),
    "a font that is not embedded": Break(("O605", "O601"), font_not_embedded),
    "a font without a table of letters": Break(("O606", "O664"), font_without_letters),
    "a font of another family": Break(("O607",), rename_font("Comic-Sans-Bold")),
    "a script": Break(("O608",), script),
    "an attachment": Break(("O608",), attachment),
    "a link to a file of the machine": Break(("O608",), link_to_a_file, CASE),
    "a link that starts a program": Break(("O608", "O617"), link_starts_a_program, CASE),
    "a field that sends what is typed": Break(("O608",), field_sends_away),
    "encrypted": Break(("O609",), lambda pdf: None, encryption=pikepdf.Encryption(owner="a", user="")),
    # meaning
    "a heading that skips a level": Break(("O610", "O611", "O601"), retag("/H3", "/H5", 1)),
    "two headings of level 1": Break(("O610", "O611"), retag("/H2", "/H1")),
    "a bookmark that says another": Break(("O611",), bookmark_says_another),
    "a bookmark that is missing": Break(("O611",), bookmark_missing),
    "a bookmark that is too deep": Break(("O611",), bookmark_too_deep),
    "a head cell without scope": Break(("O612",), head_without_scope),
    "a table without head": Break(("O613",), table_without_head),
    "a row with a cell less": Break(("O613", "O601"), cells_as_one),
    "rows that are tables": Break(("O614",), rows_as_tables),
    "a table of one row in large print": Break(("O614",), paragraph_as_table, **LARGE),
    "a figure without words": Break(("O615", "O601"), figure_without_words),
    "a link that says: click here": Break(("O616",), link_says_here, CASE),
    "a link that says nothing": Break(("O616", "O601"), link_says_nothing, CASE),
    "a link to nowhere": Break(("O617",), link_to_nowhere, WHOLE),
    "a link that does not print": Break(("O618",), link_does_not_print, CASE),
    "an item without a body": Break(("O619",), item_without_body),
    "an item in a paragraph": Break(("O619", "O601"), retag("/L", "/P")),
    "a note without ID": Break(("O620", "O601"), note_without_id, CASE),
    "notes with one ID": Break(("O620", "O601"), notes_with_one_id, CASE),
    "a paragraph that is not in the tree": Break(("O621",), paragraph_out_of_the_tree),
    "words without a mark": Break(("O621", "O601", "O611", "O643"), mark_lost),
    "a page without head and foot": Break(("O622",), without_artifacts),
    "pages in another order": Break(("O622",), pages_turned),
    "the end of a page read first": Break(("O623", "O611"), end_of_page_first),
    # fields
    "a question without field": Break(("O630",), field_missing),
    "a field of another name": Break(("O630",), of_field("/Tx", "/T", String("other"))),
    "two fields of one name": Break(("O630", "O632", "O665"), field_twice),
    "fields in another order": Break(("O630",), fields_in_another_order),
    "a choice that lacks one": Break(("O631",), of_field("/Ch", "/Opt", Array([CHOOSE])), RATING),
    "a text field for a choice": Break(("O631", "O657"), of_field("/Ch", "/FT", Name.Tx), RATING),
    "a field without name for a reader": Break(("O632", "O601"), of_field("/Tx", "/TU", String(""))),
    "a field that says another": Break(("O632", "O665"), of_field("/Tx", "/TU", String("Another"))),
    "no tab order": Break(("O633",), no_tab_order),
    "radio buttons": Break(("O634",), of_field("/Btn", "/Ff", 1 << 15)),
    "a check box without off": Break(("O635", "O657"), without_state("off")),
    "a check box without on": Break(("O635",), without_state("on")),
    "a field that is filled": Break(("O636", "O657"), of_field("/Tx", "/V", String("Yes"))),
    "a field on paper": Break(("O637", "O601"), a_field_on_paper, **COPIER),
    "a field with small letters": Break(("O638",), small_letters),
    # what programs go by
    "a field without appearance": Break(("O657",), without_appearance),
    "a field that shows an answer": Break(("O657",), shows_an_answer),
    "a drop-down that shows nothing": Break(("O657",), shows_nothing, RATING),
    "appearances that programs have to make": Break(("O657",), appearances_asked_for),
    "a field upside down": Break(("O658",), of_rectangle(upside_down)),
    "a drop-down mirrored": Break(("O658",), of_rectangle(mirrored, "/Ch"), RATING),
    "a link upside down": Break(("O658",), of_rectangle(upside_down, "/Link"), WHOLE),
    "a field beside its page": Break(("O658",), of_rectangle(beside_the_page)),
    "a small check box": Break(("O659",), of_rectangle(thin, "/Btn")),
    "answers in a font that viewers must have": Break(
        ("O664",), of_field("/Tx", "/DA", String("0 g /Helv 9 Tf"))
    ),
    "a font of answers with few letters": Break(("O664",), few_letters),
    "a font of answers of 256 letters": Break(("O664",), one_byte_a_letter),
    "a font that no answer is in": Break(("O664",), two_fonts_of_answers),
    "a name without the label": Break(("O665", "O632"), of_field("/Tx", "/TU", String("My notes"))),
    "a figure's box in pixels from the top": Break(("O666",), of_box(in_pixels_from_the_top)),
    "a figure's box around the whole page": Break(("O666",), of_box(far_too_large)),
    "a figure's box an inch below it": Break(("O666",), of_box(an_inch_lower)),
    "a figure without box": Break(("O666",), figure_without_box),
    # what is shown
    "pale words": Break(("O640",), said("one", colour="0.7 g")),
    "dark words on a dark ground": Break(("O640",), drawn("0.3 g 40 40 500 700 re f")),
    "small words": Break(("O641",), said("one", size=8)),
    "small numbers": Break(("O641",), said("1", size=7)),
    "words of 17 pt in large print": Break(("O641",), said("one", size=17, at="1 0 0 1 300 4"), **LARGE),
    "words out of the page": Break(("O642",), said("one", at="1 0 0 1 605 10")),
    "a line that is not marked": Break(("O643", "O601"), drawn("10 10 50 50 re f", marked=False)),
    "another paper": Break(("O644",), other_paper),
    "a page on its side": Break(("O644", "O640"), turned),
    "a colour on a copier": Break(("O650",), drawn("1 0.95 0.95 rg 300 60 9 9 re f"), **COPIER),
    "a grey surface on a copier": Break(("O651",), drawn("0.8 g 300 60 9 9 re f"), **COPIER),
    "grey words on a copier": Break(("O651",), said("one", at="1 0 0 1 300 60", colour="0.4 g"), **COPIER),
    "a grey gradient on a copier": Break(("O651",), gradient, **COPIER),
    "a thin line on a copier": Break(("O652",), drawn("0.25 w 300 60 m 400 60 l S"), **COPIER),
    "a thin surface on a copier": Break(("O652",), drawn("300 60 99 0.3 re f"), **COPIER),
    "a thin frame on a copier": Break(
        ("O652",), drawn("300 60 99 30 re 300.3 60.3 98.4 29.4 re f*"), **COPIER
    ),
    "much ink on a copier": Break(("O653", "O640"), drawn("0 0 612 150 re f"), **COPIER),
    "words in the binding margin": Break(("O654",), said("one", at="1 0 0 1 560 400"), **COPIER),
    "words at the edge of a copier page": Break(("O654",), said("one", at="1 0 0 1 300 20"), **COPIER),
    "a copier file on one side": Break(("O655",), on_one_side, **COPIER),
    "an address that is not printed": Break(("O656",), other_address, CASE, "copier"),
    "slanted words in large print": Break(("O660",), said("one", at="1 0 0.3 1 300 4", size=18), **LARGE),
    "two families in large print": Break(("O661",), rename_font("Source-Serif-4"), **LARGE),
    "capitals in large print": Break(("O662",), said("DEAD", at="1 0 0 1 300 4", size=18), **LARGE),
    "a divided word in large print": Break(
        ("O663",), said("facili-\ntator", at="1 0 0 1 300 20", size=18), **LARGE
    ),
    "a field that says no size": Break(("O638", "O664"), of_field("/Tx", "/DA", String("0 g"))),
    "a font of drawings": Break(("O607",), font_of_drawings),
    "a small bleed": Break(("O670",), small_bleed, **PRESS),
    "no crop marks": Break(("O671",), without_marks, **PRESS),
    "an annotation for the press": Break(("O672",), a_note_that_prints, **PRESS),
    "PDF/X without profile, in RGB": Break(("O673", "O674"), says_exchange, **PRESS),
}  # fmt: skip
