"""Codes of the font files of a brand's own; a part of `codes`."""

FONTS: tuple[tuple[str, str, str, str], ...] = (
    (
        "C430",
        "Font files of the brand's own have no licence, or do not say whether they may be passed on.",
        "own:\n  - files:\n      - fonts/OurSans-Regular.otf",
        "own:\n  - files:\n      - fonts/OurSans-Regular.otf\n    licence: SIL Open Font License 1.1\n"
        "    may_be_bundled: true",
    ),
    (
        "C431",
        "A font file that brand.yaml lists is not there, or is written otherwise.",
        "- fonts/oursans-regular.otf",
        "- fonts/OurSans-Regular.otf",
    ),
    (
        "C432",
        "A font file is no font, torn, too large, or of a kind that cannot be used.",
        "OurSans-Regular.woff2, in which a page of the web was saved",
        "OurSans-Regular.woff2, downloaded as a file",
    ),
    (
        "C433",
        "A font says that it may not be embedded as packets do it.",
        "a font whose fsType is 2, restricted",
        "a font whose fsType is 0 or 8, installable or editable",
    ),
    (
        "C434",
        "Two font files are the same face.",
        "- fonts/OurSans-Bold.otf\n- fonts/OurSans-Bold.ttf",
        "- fonts/OurSans-Regular.otf\n- fonts/OurSans-Bold.otf",
    ),
    (
        "C435",
        "A family of font files has no regular weight.",
        "- fonts/OurSans-Bold.otf",
        "- fonts/OurSans-Regular.otf\n- fonts/OurSans-Bold.otf",
    ),
    (
        "C436",
        "A font file lies in fonts/ and is not listed.",
        "fonts/OurSans-Light.otf, of which brand.yaml says nothing",
        "own:\n  - files:\n      - fonts/OurSans-Light.otf",
    ),
    (
        "C437",
        "Font files may not be passed on, so no bundle and no site holds them; a warning.",
        "may_be_bundled: false",
        "may_be_bundled: true",
    ),
)
