"""The one parser of XML, for files of strangers as for our own.

Nothing is fetched, no entity is resolved and no DTD is taken: whoever reads a tree finds elements, text and
processing instructions, and all that they say stands in the file itself.

Source: ECMA-376 Part 2 (a package holds no DTD declarations); libxml2, parserInternals.h (limits without
XML_PARSE_HUGE: 256 elements inside each other, 10 million bytes of one text or attribute).
"""

from lxml import etree

MAX_BYTES = 50_000_000  # the longest of our documents has 3; a tree takes about ten times its bytes


class XmlError(ValueError):
    """What is not taken as XML.

    Args:
        message: what is wrong, with line and column where the parser knows them.
        line: counted from 1; 0 when the whole is meant.
    """

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def parse(data: bytes) -> etree._Element:
    """The root of an XML document; comments are left out.

    Raises:
        XmlError: it is not well formed, has a DOCTYPE, or is larger or deeper than any document of ours.
    """
    if len(data) > MAX_BYTES:
        raise XmlError(f"it is larger than {MAX_BYTES / 1e6:.0f} MB")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise XmlError(" ".join(str(error.msg).split()), error.lineno or 0) from None
    # Even entities that stay unresolved in text are put into attributes, so no document may declare any.
    if root.getroottree().docinfo.internalDTD is not None:
        raise XmlError("it has a document type declaration (DOCTYPE)")
    return root
