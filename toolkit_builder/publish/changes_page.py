"""What changed, as a page for browsers that needs nothing beside it."""

from pathlib import Path

from markupsafe import Markup

from ..content.comparing.redline import excerpt
from ..content.load import load_toolkit
from ..layout import filler_for
from ..machine.files import disk, write
from ..output.style import web_style
from ..project import Project
from .changes import Report, field_words

_LAYOUT = "changes/page.html"


def write_page(report: Report, project: Project, path: Path) -> None:
    """Write the page in the language and colours of the toolkit as it is now.

    Args:
        report: what changed.
        project: the toolkit, whose layouts and colours the page takes.
        path: the file to write.

    Raises:
        SourceError: the sources or the strings of layouts hold something wrong.
        LayoutError: L101 the layout cannot be filled; L110 there are no strings for the language.
        OutputError: see `machine.files.disk`.
    """
    toolkit = load_toolkit(project.sources, project.name)
    style = Markup(web_style(toolkit.brand, project.layouts, "changes/page.css"))
    tier = report.tier or toolkit.file.access[-1].id
    page = filler_for(toolkit, project.layouts).text(
        _LAYOUT, tier, report=report, style=style, excerpt=excerpt, field_words=field_words
    )
    with disk(path):
        write(path.absolute(), page.encode())
