"""Theme, settings, fonts and list patterns of the template, made from the brand.

Source: ECMA-376 Part 1, 20.1.6 (theme), 17.15 (settings), 17.8.3 (fonts), 17.9 (numbering).
"""

from collections.abc import Sequence

from ...content.model import Brand
from .controls import with_region
from .scripts import FONTS
from .story import PATTERNS, Restart
from .xml import SPACES, XML, escape, part

# Fonts of the same widths for readers without the named one.
ALIKE = {"Arial": "Liberation Sans", "Georgia": "Gelasio", "Calibri": "Carlito", "Cambria": "Caladea"}


def scheme(brand: Brand, accent: str) -> dict[str, str]:
    """The theme's colours: the packet's accent first, then others of the brand, then its greys.

    Args:
        accent: name of an accent; one that the brand lacks, or none, gives the brand's main colour.
    """
    palette = brand.palette
    first = brand.accents.get(accent, palette.brand)
    others = [color for name, color in brand.accents.items() if name != accent]
    found = {
        "dk1": palette.ink, "lt1": palette.paper, "dk2": palette.brand, "lt2": palette.tint, "accent1": first,
        **{f"accent{place}": color for place, color in zip((2, 3, 4), [*others, *[first] * 3], strict=False)},
        "accent5": palette.muted, "accent6": palette.line, "hlink": palette.brand, "folHlink": palette.muted,
    }  # fmt: skip
    return {name: color.lstrip("#").upper() for name, color in found.items()}


def theme(brand: Brand, colors: dict[str, str]) -> bytes:
    """theme1.xml: what Word's Design tab changes."""
    filled = "".join(f'<a:{name}><a:srgbClr val="{color}"/></a:{name}>' for name, color in colors.items())
    scripts = "".join(f'<a:font script="{name}" typeface="{family}"/>' for name, family in FONTS.items())
    fonts = "".join(
        f'<a:{kind}Font><a:latin typeface="{escape(family)}"/><a:ea typeface=""/><a:cs typeface=""/>'
        f"{scripts}</a:{kind}Font>"
        for kind, family in (("major", brand.fonts.word_heading), ("minor", brand.fonts.word_text))
    )
    plain = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    lines = "".join(f'<a:ln w="{width}">{plain}</a:ln>' for width in (6350, 12700, 19050))
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    name = escape(brand.name)
    return (
        f'{XML}<a:theme xmlns:a="{SPACES["a"]}" name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{filled}</a:clrScheme><a:fontScheme name="{name}">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="{name}"><a:fillStyleLst>{plain * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{lines}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{plain * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    ).encode()


def settings(language: str) -> bytes:
    """settings.xml: mode 15 (no "Compatibility Mode" in the title bar), no updateFields (Word would ask)."""
    mode = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (("compatibilityMode", 15), ("overrideTableStyleFontSizeAndJustification", 1))
    )
    mapping = {
        "bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2",
        **{f"accent{place}": f"accent{place}" for place in range(1, 7)},
        "hyperlink": "hyperlink", "followedHyperlink": "followedHyperlink",
    }  # fmt: skip
    colors = "".join(f' w:{name}="{value}"' for name, value in mapping.items())
    return part("settings", (
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="360"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        f'<w:compat>{mode}</w:compat><w:themeFontLang w:val="{escape(with_region(language))}" '
        'w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
        f'<w:clrSchemeMapping{colors}/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
    ))  # fmt: skip


def fonts(brand: Brand) -> bytes:
    """fontTable.xml: the families that the theme names, and what may stand in for them."""
    families = dict.fromkeys([str(brand.fonts.word_heading), str(brand.fonts.word_text), "MS Gothic"])
    return part("fonts", "".join(
        f'<w:font w:name="{escape(family)}">'
        + (f'<w:altName w:val="{ALIKE[family]}"/>' if family in ALIKE else "")
        + "</w:font>"
        for family in families
    ))  # fmt: skip


def _level(level: int, shape: str, sign: str, left: int, style: str, font: str) -> str:
    linked = f'<w:pStyle w:val="{style}"/>' if style else ""
    look = (
        f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:hint="default"/></w:rPr>'
        if font
        else ""
    )
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>{linked}'
        f'<w:lvlText w:val="{sign}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="360"/></w:pPr>{look}</w:lvl>'
    )


# Pattern -> for its two levels: shape, sign, font of the sign, linked style.
_LEVELS = {
    "bullet": (("bullet", "•", "", "ListBullet"), ("bullet", "–", "", "ListBullet2")),
    "check": (("bullet", "☐", "MS Gothic", "Checklist"), ("bullet", "☐", "MS Gothic", "")),
    "number": (("decimal", "%1.", "", "ListNumber"), ("lowerLetter", "%2.", "", "ListNumber2")),
}


def numbering(restarts: Sequence[Restart]) -> bytes:
    """numbering.xml: a pattern for each kind of list, and for each numbered list an instance that restarts.

    Lists in notes have patterns of their own, since their indent starts from that of the note.
    """
    patterns, instances = [], []
    for name, number in PATTERNS.items():
        note = name.startswith("note-")
        levels = "".join(
            _level(level, shape, sign, 360 * (level + 1) + 220 * note, "" if note else style, font)
            for level, (shape, sign, font, style) in enumerate(_LEVELS[name.removeprefix("note-")])
        )
        patterns.append(
            f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="hybridMultilevel"/>'
            f"{levels}</w:abstractNum>"
        )
        instances.append(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
    for number, restart in enumerate(restarts, start=len(PATTERNS) + 1):
        instances.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{restart.pattern}"/>'
            f'<w:lvlOverride w:ilvl="{restart.level}">'
            f'<w:startOverride w:val="{restart.start}"/></w:lvlOverride></w:num>'
        )
    return part("numbering", "".join(patterns + instances))
