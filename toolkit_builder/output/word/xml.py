"""Parts of the template as text, as they stand in any template file: escaping and name spaces."""

from docx.oxml.ns import nsdecls

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# All that a text can hold is named at its root, so that nothing within names it again. `mc` is not among the
# prefixes that python-docx knows.
_ROOT = (
    f"{nsdecls('w', 'r', 'wp', 'a', 'pic', 'w14')} "
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14"'
)
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def escape(words: str) -> str:
    """Words as they stand in XML text or in a double-quoted attribute."""
    return words.translate(_ESCAPES)


def part(root: str, inside: str) -> bytes:
    """A whole part of the package.

    Args:
        root: local name of the root element, such as document.
        inside: its content.
    """
    return f"{XML}<w:{root} {_ROOT}>{inside}</w:{root}>".encode()
