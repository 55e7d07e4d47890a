"""The words that Word shows in an empty control: building blocks that the controls name.

Without them Word would put its own words back when an answer is deleted, and show them in a bound control
that nobody has filled. Source: ECMA-376 Part 1, 17.12 (glossary document), 17.5.2.25 (placeholder).
"""

from collections.abc import Iterable
from hashlib import sha256

from .controls import block_name
from .story import WordParagraph
from .xml import look, part, run


def glossary(placeholders: Iterable[str]) -> bytes:
    """word/glossary/document.xml: one building block for each placeholder."""
    return part("glossaryDocument", f"<w:docParts>{''.join(map(_block, placeholders))}</w:docParts>")


def _block(words: str) -> str:
    digits = sha256(words.encode()).hexdigest().upper()
    guid = "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:32]))
    shown = WordParagraph("Normal", run(words, look("PlaceholderText"))).xml()
    return (
        f'<w:docPart><w:docPartPr><w:name w:val="{block_name(words)}"/>'
        '<w:category><w:name w:val="General"/><w:gallery w:val="placeholder"/></w:category>'
        '<w:types><w:type w:val="bbPlcHdr"/></w:types>'
        '<w:behaviors><w:behavior w:val="content"/></w:behaviors>'
        f'<w:guid w:val="{{{guid}}}"/></w:docPartPr><w:docPartBody>{shown}</w:docPartBody></w:docPart>'
    )
