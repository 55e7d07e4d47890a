"""brand.yaml: the look of a toolkit."""

from typing import Annotated

from pydantic import Field, StringConstraints

from ..words import Text
from .base import Color, Node, Slug, Truth

INKS = r"^(\d{1,2}|100)( (\d{1,2}|100)){3}$"
Inks = Annotated[str, StringConstraints(pattern=INKS)]

FontName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+( [A-Za-z0-9]+)*$", max_length=60)]


class Palette(Node):
    """Colours by what they are for. Each is checked for contrast on paper and on tint."""

    brand: Color = Field(
        description="The publisher's colour: the bar of every cover, running heads, the site, and titles and "
        "rules of what belongs to the toolkit as a whole; 4.5:1 on paper and on tint."
    )
    ink: Color = Field(description="Running text; 4.5:1 on paper and on tint.")
    muted: Color = Field(description="Labels, notes and page numbers; 4.5:1 on paper and on tint.")
    paper: Color = Field("#ffffff", description="What everything stands on.")
    tint: Color = Field(description="Surfaces behind tables and notes.")
    line: Color = Field(description="Rules and field borders; 3:1 on paper.")


class FontFiles(Node):
    """Font files of the brand's own, under one licence."""

    files: tuple[str, ...] = Field(
        min_length=1, description="Files below fonts/, such as fonts/OurSans-Bold.otf: OTF, TTF or WOFF2."
    )
    licence: Text | None = Field(
        None, description="What allows their use in these files; such as SIL Open Font License 1.1."
    )
    may_be_bundled: Truth | None = Field(
        None, description="Whether the licence lets the files be passed on; false keeps them out of bundles."
    )


class Fonts(Node):
    """Font families; each is installed as a package named fontpkg-<family>, or lies in fonts/."""

    heading: FontName = Field(description="Headings, tables, labels, fields; such as Public Sans.")
    text: FontName = Field(description="Running text; such as Source Serif 4.")
    large_print: FontName = Field(description="Large print; such as Atkinson Hyperlegible.")
    fallback: tuple[FontName, ...] = Field(
        (), description="For characters that those above lack, in this order; such as Heebo."
    )
    own: tuple[FontFiles, ...] = Field((), description="Font files of your own, by licence.")
    word_heading: FontName = Field("Arial", description="Headings in Word, a font that readers have.")
    word_text: FontName = Field("Georgia", description="Running text in Word, a font that readers have.")


class PressPalette(Node):
    """The palette in inks. Running text is always printed in black alone, and paper is the sheet itself."""

    brand: Inks = Field(description="Cyan, magenta, yellow and black in percent, such as 100 60 0 30.")
    muted: Inks = Field(description="Small type, so best as black alone, such as 0 0 0 75.")
    tint: Inks = Field(description="Surfaces, such as 6 2 0 0.")
    line: Inks = Field(description="Rules, so best as black alone, such as 0 0 0 50.")


class Press(Node):
    """How a printing works prints the colours: makes the press variant PDF/X-4 without any RGB."""

    profile: str = Field(description="ICC profile of the printing condition, a .icc file beside brand.yaml.")
    condition: Text = Field(description="The printing condition's name, such as PSO Coated v3.")
    palette: PressPalette = Field(description="Every colour of the palette in inks.")
    accents: dict[Slug, Inks] = Field(description="Every accent in inks, in percent, such as 85 20 50 30.")


class Brand(Node):
    """brand.yaml: the look of a toolkit."""

    name: Text = Field(description="Name of the brand.")
    palette: Palette = Field(description="Colours as #rrggbb, lower case.")
    accents: dict[Slug, Color] = Field(
        description="Colours of principles by name: their covers, titles, rules, numbers and links; 4.5:1 on "
        "paper and on tint. For one colour everywhere give them the publisher's."
    )
    fonts: Fonts = Field(description="Font families.")
    logo: str | None = Field(
        None, description="Picture file beside brand.yaml: SVG, PNG, JPEG or WebP, for white paper."
    )
    logo_alt: Text | None = Field(None, description="What the logo shows, in words.")
    press: Press | None = Field(None, description="Inks and ICC profile for a printing works, if it asks.")
