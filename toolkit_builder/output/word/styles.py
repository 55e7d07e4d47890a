"""styles.xml of the template, made from the brand: built-in styles carry the meaning.

Every colour and font is one of the theme, so that Word's Design tab changes the whole look. LibreOffice reads
the value written beside the theme colour instead, so both always agree.
Source: ECMA-376 Part 1, 17.7 (styles), 17.7.4.6 (latent styles); built-in ids as Word itself writes them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from .language import with_region
from .xml import escape, part

MAJOR, MINOR = (
    f'<w:rFonts w:asciiTheme="{kind}HAnsi" w:hAnsiTheme="{kind}HAnsi" w:eastAsiaTheme="{kind}EastAsia" '
    f'w:cstheme="{kind}Bidi"/>'
    for kind in ("major", "minor")
)
BOLD = "<w:b/><w:bCs/>"
ITALIC = "<w:i/><w:iCs/>"
# Word's own placeholder grey (808080) has too little contrast: 595959 has 7:1 on white (WCAG 2.1, 1.4.3).
PLACEHOLDER = "595959"
# Where a theme colour is used -> its name in the colour scheme.
SLOTS = {
    "text1": "dk1", "background1": "lt1", "text2": "dk2", "background2": "lt2", "hyperlink": "hlink",
    "accent1": "accent1", "accent5": "accent5", "accent6": "accent6",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Colors:
    """The theme's colours: scheme name -> rrggbb."""

    scheme: dict[str, str]

    def value(self, theme: str) -> str:
        """The colour behind a theme colour's name."""
        return self.scheme[SLOTS[theme]]

    def text(self, theme: str) -> str:
        """Colour of words."""
        return f'<w:color w:val="{self.value(theme)}" w:themeColor="{theme}"/>'

    def fill(self, theme: str) -> str:
        """A tinted surface."""
        return f'<w:shd w:val="clear" w:color="auto" w:fill="{self.value(theme)}" w:themeFill="{theme}"/>'

    def rule(self, side: str, theme: str, eighths: int, space: int = 0, line: str = "single") -> str:
        """A border.

        Args:
            side: such as top or left.
            theme: name of its colour.
            eighths: its width, in eighths of a point.
            space: its distance in points, at most 31.
            line: its kind, such as single.
        """
        return (
            f'<w:{side} w:val="{line}" w:sz="{eighths}" w:space="{space}" '
            f'w:color="{self.value(theme)}" w:themeColor="{theme}"/>'
        )


@dataclass(frozen=True, slots=True)
class WordStyle:
    """One style of the template.

    Args:
        kind: paragraph, character, table or numbering.
        name: as Word knows it; the id is the name without spaces, as Word makes it.
        id: where it is another.
        based: id of the style that it starts from.
        then: id of the style of the next paragraph.
        p: paragraph properties.
        r: run properties.
        more: table properties.
        order: place in Word's style list.
        shown: in the style gallery.
        own: not one of Word's built-in styles.
        default: what a paragraph, word, table or list has that names no style.
    """

    kind: str
    name: str
    id: str = ""
    based: str = ""
    then: str = ""
    p: str = ""
    r: str = ""
    more: str = ""
    order: int = 99
    shown: bool = True
    own: bool = False
    default: bool = False

    def xml(self) -> str:
        """The element; children in the order of 17.7.4.17."""
        style_id = self.id or "".join(word[0].upper() + word[1:] for word in self.name.split())
        flags = ' w:default="1"' * self.default + ' w:customStyle="1"' * self.own
        inside = f'<w:name w:val="{self.name}"/>'
        inside += f'<w:basedOn w:val="{self.based}"/>' if self.based else ""
        inside += f'<w:next w:val="{self.then}"/>' if self.then else ""
        inside += f'<w:uiPriority w:val="{self.order}"/>' + "<w:qFormat/>" * self.shown
        inside += f"<w:pPr>{self.p}</w:pPr>" if self.p else ""
        inside += f"<w:rPr>{self.r}</w:rPr>" if self.r else ""
        return f'<w:style w:type="{self.kind}"{flags} w:styleId="{style_id}">{inside}{self.more}</w:style>'


_paragraph = partial(WordStyle, "paragraph")
_character = partial(WordStyle, "character", based="DefaultParagraphFont", order=40)
_table = partial(WordStyle, "table")


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _space(before: int, after: int, line: int = 0) -> str:
    """Space in twentieths of a point; line in 240ths of a line."""
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'


def _indent(left: int, hanging: int = 0, right: int = 0) -> str:
    hang = f' w:hanging="{hanging}"' if hanging else ""
    return f'<w:ind w:left="{left}" w:right="{right}"{hang}/>'


def _defaults(language: str) -> str:
    """What every paragraph starts from; table styles may change it, since Normal itself says nothing."""
    tag = escape(with_region(language))
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{MINOR}{_size(21)}"
        f'<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{_space(60, 100, 290)}</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" '
        'w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
    )


def _basics() -> Sequence[WordStyle]:
    cell = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in
                   (("top", 0), ("left", 108), ("bottom", 0), ("right", 108)))  # fmt: skip
    normal = f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>{cell}</w:tblCellMar></w:tblPr>'
    return (
        _paragraph("Normal", default=True, order=0),
        WordStyle("character", "Default Paragraph Font", default=True, order=1, shown=False),
        _table("Normal Table", id="TableNormal", default=True, more=normal, shown=False),
        WordStyle("numbering", "No List", default=True, shown=False),
    )  # fmt: skip


def _headings(c: Colors) -> Sequence[WordStyle]:
    """Title and headings, in the colours of the PDF: they step clearly and stay with what follows."""

    def heading(level: int, before: int, after: int, size: int, color: str) -> WordStyle:
        keep = "<w:keepNext/><w:keepLines/>"
        return _paragraph(
            f"heading {level}", id=f"Heading{level}", based="Normal", then="Normal", order=9,
            p=f'{keep}{_space(before, after, 250)}<w:outlineLvl w:val="{level - 1}"/>',
            r=f"{MAJOR}{BOLD}{c.text(color)}{_size(size)}",
        )  # fmt: skip

    title = f"<w:keepNext/><w:pBdr>{c.rule('bottom', 'accent1', 24, 14)}</w:pBdr>{_space(60, 320, 240)}"
    toc = f'<w:keepNext/>{_space(0, 160, 250)}<w:outlineLvl w:val="9"/>'
    return (
        _paragraph("Title", based="Normal", then="Subtitle", order=10,
               p=title, r=f"{MAJOR}{BOLD}{c.text('text1')}{_size(60)}"),
        _paragraph("Subtitle", based="Normal", then="Normal", order=11,
               p=_space(60, 200, 300), r=f"{c.text('text1')}{_size(24)}"),
        heading(1, 340, 120, 38, "accent1"),
        heading(2, 340, 90, 28, "text1"),
        heading(3, 260, 60, 23, "text1"),
        heading(4, 200, 40, 21, "text1"),
        heading(5, 160, 40, 20, "accent5"),
        _paragraph("TOC Heading", id="TOCHeading", based="Heading1", then="Normal", order=39, p=toc),
    )  # fmt: skip


def _text(c: Colors, in_short: bool) -> Sequence[WordStyle]:
    """Lists, captions, notes, running heads: built-in."""
    head_font, foot_font = (f"{MAJOR}{c.text(color)}{_size(17)}" for color in ("text2", "accent5"))
    head = '<w:tabs><w:tab w:val="right" w:pos="9360"/></w:tabs>'
    quote = f"<w:pBdr>{c.rule('left', 'accent1', 24, 12)}</w:pBdr>{_space(160, 160)}{_indent(360, right=360)}"
    listed = [
        _paragraph(name, based="Normal", order=36, shown=level == 0,
               p=_listed(pattern, level) + _space(30, 70, 280))
        for name, pattern, level in (
            ("List Bullet", 1, 0), ("List Bullet 2", 1, 1), ("List Number", 3, 0), ("List Number 2", 3, 1))
    ]  # fmt: skip
    page = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9360"/></w:tabs>'
    contents = [
        _paragraph(f"toc {level}", id=f"TOC{level}", based="Normal", then="Normal", order=39,
               shown=False, p=page + _space(*spaces) + _indent(left), r=font)
        for level, spaces, left, font in (
            (1, (20, 20), 0, f"{MAJOR}{_size(20)}")
            if in_short
            else (1, (160, 20), 0, f"{MAJOR}{BOLD}{c.text('text1')}{_size(22)}"),
            (2, (50, 20), 288, f"{MAJOR}{_size(20)}"),
            (3, (20, 20), 576, f"{MAJOR}{_size(19)}"))
    ]  # fmt: skip
    return (
        *listed,
        _paragraph("List Continue", based="Normal", order=36, shown=False,
               p=_space(20, 60, 280) + _indent(360)),
        _paragraph("List Continue 2", based="Normal", order=36, shown=False,
               p=_space(20, 60, 280) + _indent(720)),
        _paragraph("Bibliography", based="Normal", order=37,
               p=_space(50, 50, 270) + _indent(360, 360), r=_size(19)),
        _paragraph("caption", id="Caption", based="Normal", then="Normal", order=35,
               p="<w:keepNext/>" + _space(160, 80, 250), r=f"{MAJOR}{BOLD}{c.text('text1')}{_size(19)}"),
        _paragraph("Quote", based="Normal", order=29, p=quote, r=f"{ITALIC}{_size(23)}"),
        *contents,
        *_comments(),
        _paragraph("footnote text", id="FootnoteText", based="Normal", shown=False,
               p=_space(0, 40, 240), r=_size(17)),
        _paragraph("header", id="Header", based="Normal", shown=False, r=head_font,
               p=f"<w:pBdr>{c.rule('bottom', 'accent6', 4, 4)}</w:pBdr>{head}{_space(0, 0, 240)}"),
        _paragraph("footer", id="Footer", based="Normal", shown=False, r=foot_font,
               p=f"{head}{_space(40, 0, 240)}"),
    )  # fmt: skip


def _comments() -> Sequence[WordStyle]:
    """What Word puts on a district's comments and tracked changes; without it each has a style of no name."""
    return (
        _character("annotation reference", id="CommentReference", r=_size(16), order=99, shown=False),
        _paragraph("annotation text", id="CommentText", based="Normal", shown=False,
               p=_space(0, 0, 240), r=_size(20)),
        _paragraph("annotation subject", id="CommentSubject", based="CommentText", then="CommentText",
               shown=False, r=BOLD),
        _paragraph("Balloon Text", based="Normal", shown=False, p=_space(0, 0, 240), r=MAJOR + _size(18)),
        _paragraph("Revision", shown=False, p=_space(0, 0, 240)),
    )  # fmt: skip


def _listed(pattern: int, level: int) -> str:
    ilvl = f'<w:ilvl w:val="{level}"/>' if level else ""
    return f'<w:numPr>{ilvl}<w:numId w:val="{pattern}"/></w:numPr>'


def _own(c: Colors) -> Sequence[WordStyle]:
    """The few styles that Word lacks, each based on Normal."""

    def own(name: str, p: str, r: str = "", *, based: str = "Normal", then: str = "") -> WordStyle:
        return _paragraph(name, own=True, based=based, then=then, p=p, r=r, order=40)

    def note(bar: str, theme: str, eighths: int, surface: str = "") -> str:
        """Bar at the left, one surface; other rules or space between would cut both at a list's indent."""
        fill = c.fill(surface) if surface else ""
        around = f"{_space(160, 160, 330)}{_indent(220, right=140)}<w:contextualSpacing/>"
        return f"<w:pBdr>{c.rule('left', theme, eighths, 9, bar)}</w:pBdr>{fill}{around}"

    def answer(bottom: int) -> str:
        rules = c.rule("top", "accent6", 4, 5) + c.rule("left", "accent6", 4, 5)
        rules += c.rule("bottom", "accent6", 4, bottom) + c.rule("right", "accent6", 4, 5)
        return f"<w:pBdr>{rules}</w:pBdr>{_space(80, 200, 280)}{_indent(120, right=120)}"

    sans, muted, keep = MAJOR, c.text("accent5"), "<w:keepNext/>"
    prompt = f"<w:pBdr>{c.rule('left', 'accent1', 12, 10)}</w:pBdr>{_space(120, 120)}{_indent(240)}"
    tab = '<w:tabs><w:tab w:val="left" w:pos="400"/></w:tabs>'
    return (
        own("Eyebrow", keep + _space(240, 40, 240), f"{sans}{BOLD}{c.text('accent1')}{_size(21)}"),
        own("Numeral", keep + _space(0, 0, 216), f"{sans}{BOLD}{c.text('accent1')}{_size(144)}"),
        own("Meta", _space(30, 30, 270), f"{sans}{muted}{_size(20)}"),
        own("Label", keep + _space(180, 40, 250), f"{sans}{BOLD}{_size(20)}"),
        own("Prompt", prompt, sans),
        own("Fine Print", _space(80, 80, 260), f"{muted}{_size(17)}"),
        own("Callout", note("single", "accent1", 24), sans),
        own("Facilitator Note", note("single", "accent1", 48, "background2"), sans + _size(19)),
        own("Caution", note("double", "accent6", 6), sans),
        own("Response", answer(28), sans, then="Normal"),
        own("Response Line", answer(5), sans, then="Normal"),
        own("Checklist", _listed(2, 0) + _space(40, 40, 280)),
        own("Checklist Box", f"{tab}{_space(40, 40, 280)}{_indent(400, 400)}"),
        own("Figure", keep + _space(120, 60, 240)),
        own("Contents Note", _space(0, 80, 260), f"{muted}{_size(19)}"),
        own("Contents Note 2", _indent(288), based="ContentsNote"),
        own("Table Heading", keep + _space(0, 0, 250), BOLD),
        own("Table Row Heading", _space(0, 0, 250), BOLD),
        own("Table Gap", '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>', _size(8)),
    )  # fmt: skip


def _characters(c: Colors) -> Sequence[WordStyle]:
    link = partial(_character, own=True, based="Hyperlink", shown=False)
    sign = '<w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic" w:eastAsia="MS Gothic"/>'
    return (
        _character("Strong", r=BOLD, order=22),
        _character("Emphasis", r=ITALIC, order=20),
        _character("Intense Emphasis", r=BOLD + ITALIC, order=21),
        _character("Hyperlink", r=f'{c.text("hyperlink")}<w:u w:val="single"/>'),
        link("Hyperlink Strong", r=BOLD),
        link("Hyperlink Emphasis", r=ITALIC),
        link("Hyperlink Intense Emphasis", r=BOLD + ITALIC),
        _placeholder(),
        _character("footnote reference", r='<w:vertAlign w:val="superscript"/>', id="FootnoteReference"),
        _character("Number", r=c.text("accent1"), own=True),
        _character("Tag", r=f"{MAJOR}{c.text('accent5')}{_size(18)}", own=True),
        _character("Removed Words", r="<w:strike/>", own=True),
        _character("Added Words", r='<w:u w:val="single"/>', own=True),
        _character("Check Box", r=sign, own=True),
    )


def _tables(c: Colors) -> Sequence[WordStyle]:
    """A plain grid, the calm table of the packets, and the form with room in every cell."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    grid = "".join(c.rule(side, "accent6", 4) for side in sides)
    calm = c.rule("top", "accent1", 12) + "".join(
        f'<w:{side} w:val="nil"/>' if side in ("left", "right", "insideV") else c.rule(side, "accent6", 4)
        for side in sides[1:]
    )
    room = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in
                   (("top", 70), ("left", 100), ("bottom", 70), ("right", 100)))  # fmt: skip
    first = (
        f'<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>{c.rule("bottom", "accent6", 6)}'
        f'</w:tcBorders>{c.fill("background2")}<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
    )
    close = "".join(f'<w:{side} w:w="50" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    cells = f"{_space(0, 40, 250)}"
    return (
        _table("Table Grid", based="TableNormal", order=39, shown=False,
               p=_space(0, 0, 240), more=f"<w:tblPr><w:tblBorders>{grid}</w:tblBorders></w:tblPr>"),
        _table("Toolkit Table", own=True, based="TableGrid", order=40, p=cells, r=MAJOR + _size(18),
               more=f"<w:tblPr><w:tblBorders>{calm}</w:tblBorders><w:tblCellMar>{room}</w:tblCellMar></w:tblPr>{first}"),
        _table("Toolkit Form", own=True, based="TableGrid", order=40, p=cells, r=MAJOR + _size(18),
               more=f"<w:tblPr><w:tblBorders>{grid}</w:tblBorders><w:tblCellMar>{room}</w:tblCellMar></w:tblPr>{first}"),
        _table("Toolkit Wide", own=True, based="TableGrid", order=40, p=cells, r=MAJOR + _size(15),
               more=f"<w:tblPr><w:tblBorders>{grid}</w:tblBorders><w:tblCellMar>{close}</w:tblCellMar></w:tblPr>{first}"),
    )  # fmt: skip


def glossary_styles(language: str) -> bytes:
    """The styles of placeholders in the glossary, which has a part of its own for them."""
    return _part(language, (*_basics(), _placeholder()))


def _placeholder() -> WordStyle:
    return _character("Placeholder Text", r=f'<w:color w:val="{PLACEHOLDER}"/>')


def styles(scheme: dict[str, str], language: str, in_short: bool) -> bytes:
    """The whole part.

    Args:
        scheme: colour scheme of the theme, name -> rrggbb.
        language: BCP 47 tag.
        in_short: a list of contents has no page of its own, and its entries no descriptions.
    """
    c = Colors(scheme)
    return _part(
        language, (*_basics(), *_headings(c), *_text(c, in_short), *_own(c), *_characters(c), *_tables(c))
    )


def _part(language: str, made: Sequence[WordStyle]) -> bytes:
    return part("styles", _defaults(language) + "".join(style.xml() for style in made))
