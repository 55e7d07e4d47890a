"""The theme: what Word's Design tab changes, made from the brand.

Source: ECMA-376 Part 1, 20.1.6 (theme).
"""

from docx.oxml.ns import nsdecls

from ...content.model import Brand
from .scripts import FONTS
from .xml import XML, escape

_SPACE = nsdecls("a")


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
        "accent5": palette.muted, "accent6": palette.line, "hlink": first, "folHlink": palette.muted,
    }  # fmt: skip
    return {name: color.lstrip("#").upper() for name, color in found.items()}


def theme(brand: Brand, colors: dict[str, str]) -> bytes:
    """theme1.xml."""
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
        f'{XML}<a:theme {_SPACE} name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{filled}</a:clrScheme><a:fontScheme name="{name}">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="{name}"><a:fillStyleLst>{plain * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{lines}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{plain * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    ).encode()
