"""The one parser of XML, for files of strangers as for our own.

Nothing is fetched, no entity is resolved and no DTD is taken: whoever reads a tree finds elements, text and
processing instructions, and all that they say stands in the file itself.

Source: ECMA-376 Part 2 (a package holds no DTD declarations); libxml2, parserInternals.h (limits without
XML_PARSE_HUGE: 256 elements inside each other, 10 million bytes of one text or attribute); XML 1.0,
appendix F (how the first bytes tell of an encoding).
"""

import re

from lxml import etree

MAX_BYTES = 50_000_000  # the longest of our documents has 3; a tree takes about ten times its bytes
MAX_MARKS = 1_000_000  # elements and attributes, each of which takes 150 bytes; that document has 70,000
# Encodings in which "<" and "=" are those bytes, so that they can be counted before anything is parsed.
_COUNTED = re.compile(rb"(us-)?ascii|utf-(8|16|16[bl]e)|iso-8859-\d+|windows-125\d", re.IGNORECASE)
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)[\"']")
_STARTS = (b"<", b"\0<", b"\xff\xfe", b"\xfe\xff")


class XmlError(ValueError):
    """What is not taken as XML.

    Args:
        message: what is wrong, with line and column where the parser knows them.
        line: counted from 1; 0 when the whole is meant.
    """

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def parse(data: bytes, marks: int = 0) -> etree._Element:
    """The root of an XML document; comments are left out.

    Args:
        data: the whole document.
        marks: elements and attributes that it may have; 0 for as many as any of ours.

    Raises:
        XmlError: it is not well formed, has a DOCTYPE, or is larger or deeper than any document of ours.
    """
    if len(data) > MAX_BYTES:
        raise XmlError(f"it is larger than {MAX_BYTES / 1e6:.0f} MB")
    _bound_marks(data, marks or MAX_MARKS)
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


def _bound_marks(data: bytes, most: int) -> None:
    """Refuse what would become a tree of many nodes, before there is one."""
    if len(data) <= most:  # each takes a byte at least, in whatever encoding
        return
    if data.count(b"<") + data.count(b"=") > most:
        raise XmlError(f"it has more than {most} elements and attributes")
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    declared = _DECLARED.match(start)
    if not start.startswith(_STARTS) or (declared and not _COUNTED.fullmatch(declared[1])):
        raise XmlError("it is long, and in an encoding that is not read")
