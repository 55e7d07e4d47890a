"""What the codes of writing files mean; `toolkit explain CODE` shows it."""

CODES = {
    "O101": "A font family of brand.yaml is not installed.",
    "O111": "The renderer warns: a picture is missing, no font has a letter, a link leads nowhere.",
    "O112": "A word is broken where it may not be, since its line or column is too narrow.",
    "O113": "Words or a picture do not fit and leave their page or table cell.",
    "O114": "A page at a glance takes more than one page; large print may take more.",
    "O115": "A row is so high that the head of its table has no room above it.",
    "O201": "Word has no style for an element or class of the manuscript.",
    "O203": "Something stands where Word cannot show it.",
    "O204": "Two things in a Word file would have the same name.",
    "O205": "An address stands on nothing that Word shows.",
    "O206": "A link in a Word file leads to nothing, has no words, or does not say where it leads.",
    "O207": "A picture or field says nothing to readers who cannot see it.",
    "O208": "A string that Word prints is missing in layouts/strings/.",
    "O209": "A picture for Word is missing or cannot be read.",
    "O210": "A heading skips a level, or has no words.",
    "O211": "A table lacks a header row or a name, or its rows differ in length.",
    "O212": "A Word file lacks its title or language.",
    "O521": "A system library that PDFs need is not installed; `toolkit doctor` names the line to run.",
}
