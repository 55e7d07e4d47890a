"""What each code means, of all stages; those of the sources and of style come with examples."""

from collections.abc import Iterator
from contextlib import suppress

from .content.codes import CODES as _CONTENT
from .content.codes import Explanation
from .content.style.codes import CODES as _STYLE

_LATER = {
    "L101": "A layout cannot be filled: it names something that the sources do not have, or is no Jinja.",
    "L102": "What a filled layout gives is not well formed: a tag is not closed, or an & stands alone.",
    "L103": "A layout uses an element, class or attribute that is not in layout/vocabulary.py.",
    "L104": "A block belongs to no address, so that nothing could point to it.",
    "L105": "One address stands twice in a packet.",
    "L110": "There is no layouts/strings/<language>.yaml for the toolkit's language.",
    "O101": "A font family of brand.yaml is not installed.",
    "O111": "The renderer warns: a picture is missing, no font has a letter, a link leads nowhere.",
    "O112": "A word is broken where it may not be, since its line or column is too narrow.",
    "O113": "Words or a picture do not fit and leave their page or table cell.",
    "O114": "A page at a glance takes more than one page; large print may take more.",
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
    "O221": "Page numbers of Word files need LibreOffice and the packages of the extra [proof].",
    "O222": "LibreOffice cannot lay out a Word file.",
    "O223": "LibreOffice shows other headings than a Word file has, or a contents entry leads to no heading.",
    "O501": "The disk is full. Nothing was changed; free some space and run the same command again.",
    "O502": "A folder may not be written, or its disk is read-only. Nothing was changed.",
    "O503": "The disk refused to write a file for another reason.",
    "O504": "A name would lead out of its folder.",
    "O505": "A file of .cache/ was damaged. It has been deleted; the next run makes it anew.",
    "O511": "The process that made a file ended twice before it was done, most often for lack of memory.",
    "O512": "A file took too long to lay out and was stopped; look for a very large table or list.",
    "O513": "Worker processes end before they are ready; `toolkit doctor` may say why.",
    "O521": "A system library that PDFs need is not installed; `toolkit doctor` names the line to run.",
    "O541": "Nothing is built yet that could be proved; run `toolkit build` first.",
    "O542": "A built file was changed or is gone; `toolkit build` makes it again.",
    "O551": "Pagefind could not make the search index of a site.",
    "O531": "A new file would take the place of one that is there.",
    "O532": "toolkit.yaml is written in a way that a line cannot be added to by itself.",
    "O561": "A fault of this program while a preview showed or made something; the terminal shows more.",
    "P101": "The edition is sealed and never changes; `toolkit new edition` starts the next one.",
    "P103": "An edition can only be sealed when `toolkit proof` finds nothing in its files.",
    "P104": "The file of a sealed edition is gone; editions are sealed in the order of their numbers.",
    "P105": "A change that readers must know of has no note in the edition's file.",
    "P106": "There is no sealed edition of this number.",
    "P107": "status.yaml names an edition that is not sealed.",
    "P110": "A file of a sealed edition is not what was sealed.",
    "P111": "A file of a sealed edition is missing.",
    "P112": "A file lies among those of a sealed edition and does not belong to it.",
    "P113": "A file of a sealed edition has another name.",
    "P114": "A file of a sealed edition is cut short.",
    "P115": "The manifest in an edition's folder is not the one that was sealed.",
    "P116": "A file that another renderer has made has other words or pages than the sealed one.",
    "P120": "A seal.json is damaged or cannot be read.",
    "P121": "A seal belongs to another toolkit or edition.",
    "P122": "A seal names the one before it by its sum, and that one is missing or another.",
    "P123": "A bundle.zip is damaged, or holds something else than was sealed.",
    "P124": "A font of a sealed edition is neither installed in that version nor in the archive.",
    "P125": "A file of a sealed edition is missing or damaged in the archive.",
    "P131": "A site shows sealed editions, and none is sealed yet; `toolkit publish` seals the newest.",
}


def _proof() -> Iterator[tuple[str, str]]:
    """The rules of a proof, where its packages are installed."""
    with suppress(ImportError):
        from .proof import RULES

        yield from ((rule.code, f"{rule.sentence} ({rule.source})") for rule in RULES)


CODES = {
    **_CONTENT,
    **_STYLE,
    **{code: Explanation(sentence, "", "") for code, sentence in (*_LATER.items(), *_proof())},
}
