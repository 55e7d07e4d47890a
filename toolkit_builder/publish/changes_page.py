"""What changed, as a page for browsers that needs nothing beside it."""

from pathlib import Path

from markupsafe import Markup

from ..content.comparing.redline import excerpt
from ..content.load import load_toolkit
from ..layout import Filler
from ..machine.files import disk, write
from ..output.style import web_style
from ..project import Request
from .changes import Report, field_words

_LAYOUT = "changes/page.html"


def write_page(report: Report, request: Request, path: Path) -> None:
    """Write the page in the language and colours of the toolkit as it is now.

    Raises:
        SourceError: the sources hold something wrong.
        LayoutError: L101 the layout cannot be filled.
        OutputError: see `files.disk`.
    """
    toolkit = load_toolkit(request.sources, request.name)
    style = Markup(web_style(toolkit.brand, request.layouts, "changes/page.css"))
    words = Filler(toolkit, request.layouts).text(
        _LAYOUT, report=report, style=style, excerpt=excerpt, field_words=field_words
    )
    with disk(path):
        write(path.absolute(), words.encode())
