"""Settings and fonts of the template (ECMA-376 Part 1, 17.15 and 17.8.3)."""

from ...content.model import Brand
from .language import with_region
from .xml import escape, part

# Fonts of the same widths for readers without the named one.
ALIKE = {"Arial": "Liberation Sans", "Georgia": "Gelasio", "Calibri": "Carlito", "Cambria": "Caladea"}


def settings(language: str, east: str) -> bytes:
    """settings.xml: mode 15 (no "Compatibility Mode" in the title bar), no updateFields (Word would ask).

    Args:
        language: BCP 47 tag.
        east: language of the Chinese, Japanese or Korean words in the text, by which Word takes their font
            from the theme; empty where there are none.
    """
    mode = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (("compatibilityMode", 15), ("overrideTableStyleFontSizeAndJustification", 1))
    )
    mapping = {
        "bg1": "light1", "t1": "dark1", "bg2": "light2", "t2": "dark2",
        **{f"accent{place}": f"accent{place}" for place in range(1, 7)},
        "hyperlink": "hyperlink", "followedHyperlink": "followedHyperlink",
    }  # fmt: skip
    asian = f' w:eastAsia="{east}"' if east else ""
    colors = "".join(f' w:{name}="{value}"' for name, value in mapping.items())
    return part("settings", (
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="360"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
        f'<w:compat>{mode}</w:compat><w:themeFontLang w:val="{escape(with_region(language))}"{asian} '
        'w:bidi="ar-SA"/>'
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
