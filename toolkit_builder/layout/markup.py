"""Rich text of the sources -> inline and block markup of the Manuscript."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from jinja2 import Undefined
from markupsafe import Markup, escape

from ..content import richtext
from ..content.words import Line, Rich, Text

Cite = Callable[[str], Markup]
Link = Callable[[str], str]
# Without it ¹ and ² would be read as ¹².
_BETWEEN_NOTES = Markup('<span class="between-notes">,</span>')


def to_markup(value: object, cite: Cite, link: Link) -> object:
    """A value as it is printed: its own kind of text decides, not the layout.

    Args:
        value: anything that stands in `{{ }}`.
        cite: reference id -> footnote markup.
        link: `material` or `material/thing` -> address.

    Raises:
        TypeError: it is nothing that can be printed.
    """
    if isinstance(value, Rich):
        return Markup("").join(_block(node, cite, link) for node in richtext.parse(value, blocks=True))
    if isinstance(value, Line):
        return _inlines(richtext.parse(value, blocks=False), cite, link)
    if isinstance(value, Text):
        return escape(str(value))
    if isinstance(value, str | int | Undefined):  # markup and strings of layouts; Undefined has its own words
        return value
    kind = "None" if value is None else type(value).__name__
    raise TypeError(f"{kind} is nothing to print; print a text of it, or test first that it is there")


def _block(node: richtext.Block, cite: Cite, link: Link) -> Markup:
    match node:
        case richtext.Paragraph(children):
            return Markup("<p>{}</p>").format(_inlines(children, cite, link))
        case richtext.ListBlock(ordered, items):
            tag = Markup("ol") if ordered else Markup("ul")
            lines = Markup("").join(Markup("<li>{}</li>").format(_item(item, cite, link)) for item in items)
            return Markup("<{0}>{1}</{0}>").format(tag, lines)


def _item(nodes: Iterable[richtext.Block], cite: Cite, link: Link) -> Markup:
    """Words of a list item stand in it directly; only a list inside keeps its own element."""
    parts = [
        _inlines(node.children, cite, link)
        if isinstance(node, richtext.Paragraph)
        else _block(node, cite, link)
        for node in nodes
    ]
    return Markup(" ").join(parts)


def _inlines(nodes: Iterable[richtext.Inline], cite: Cite, link: Link) -> Markup:
    """Words with emphasis, links and footnotes; a footnote's number follows its word without a space, and
    another number follows it behind a comma."""
    parts: list[Markup] = []
    for before, node in pairwise((None, *_without_blanks_between_notes(tuple(nodes)))):
        if isinstance(node, richtext.Citation) and parts:
            if isinstance(before, richtext.Citation):
                parts.append(_BETWEEN_NOTES)
            else:
                parts[-1] = parts[-1].rstrip() or Markup("\N{NO-BREAK SPACE}")
        if node:
            parts.append(_inline(node, cite, link))
    return Markup("").join(parts)


def _without_blanks_between_notes(nodes: tuple[richtext.Inline, ...]) -> Iterator[richtext.Inline]:
    for before, node, after in zip((None, *nodes), nodes, (*nodes[1:], None), strict=False):
        is_between = isinstance(before, richtext.Citation) and isinstance(after, richtext.Citation)
        if not (is_between and isinstance(node, richtext.PlainWords) and node.text.isspace()):
            yield node


def _inline(node: richtext.Inline, cite: Cite, link: Link) -> Markup:
    match node:
        case richtext.PlainWords(text):
            return escape(text)
        case richtext.Emphasis(children):
            return Markup("<em>{}</em>").format(_inlines(children, cite, link))
        case richtext.Strong(children):
            return Markup("<strong>{}</strong>").format(_inlines(children, cite, link))
        case richtext.Link(href, children):
            return Markup('<a href="{}">{}</a>').format(href, _inlines(children, cite, link))
        case richtext.CrossLink(target, children):
            return Markup('<a href="#{}">{}</a>').format(link(target), _inlines(children, cite, link))
        case richtext.Citation(reference):
            return cite(reference)
        case richtext.Break():
            return Markup("<br/> ")  # the space is for whoever reads the words alone; lines do not show it
