"""Reading the pages of a tree."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree, html


@dataclass(frozen=True)
class Page:
    """A page of a tree.

    Args:
        path: below the tree.
        root: its elements.
    """

    path: str
    root: "html.HtmlElement"

    @property
    def ids(self) -> list[str]:
        return [str(element.get("id")) for element in self.root.iter() if element.get("id")]

    def words(self, path: str = ".//main") -> str:
        found = self.root.find(path)
        assert found is not None
        return " ".join("".join(map(str, found.itertext())).split())

    def find(self, expression: str) -> list["html.HtmlElement"]:
        found = self.root.xpath(expression)
        assert isinstance(found, list)
        return [each for each in found if isinstance(each, etree._Element)]

    def links(self) -> Iterator[str]:
        """Everything that the page leads to or loads, as written."""
        for element in self.root.iter():
            for name in ("href", "src", "action"):
                if element.get(name) is not None:
                    yield str(element.get(name))

    def target(self, link: str) -> tuple[str, str]:
        """Path below the tree and fragment of a link to a page of the site."""
        parts = urlsplit(link)
        folder = posixpath.dirname(self.path)
        path = posixpath.normpath(posixpath.join(folder, unquote(parts.path))) if parts.path else self.path
        return path, unquote(parts.fragment)


@cache
def pages(tree: Path) -> dict[str, Page]:
    """Every page, by its path."""
    return {
        path.relative_to(tree).as_posix(): Page(
            path.relative_to(tree).as_posix(), html.document_fromstring(path.read_bytes().decode())
        )
        for path in sorted(tree.rglob("*.html"))
    }


def is_outside(link: str) -> bool:
    return bool(re.match(r"[a-z]+:", link))
