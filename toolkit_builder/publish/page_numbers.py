"""Page numbers for the contents lists of Word files, from one layout pass of LibreOffice over all of them.

    files with placeholders --soffice--> PDFs --outline--> page of each heading --contents list--> numbers

Word itself counts again when a reader presses F9; what stands there before is what LibreOffice has counted.
A placeholder has the room of a number, so that the number later moves nothing.
"""

import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

from lxml import etree

from ..errors import OutputError, Place, Problem
from ..layout.manuscript import Manuscript, PacketId
from ..machine.doctor import OFFICE
from ..machine.xml import parse
from ..machine.zips import part_of

Pages = tuple[tuple[str, int], ...]
"""Address and page of each entry, in printed order."""

PLACEHOLDER = 888  # as wide as any number of a list
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FILTER = 'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"}}'
_SECONDS, _SECONDS_A_FILE = 120, 30  # the longest book takes ten on a slow machine


@dataclass(frozen=True, slots=True)
class Numbered:
    """What a layout pass counted.

    Args:
        pages: document -> page of each entry of its contents list; those without a list have none.
        layouter: name and version of the program that counted.
    """

    pages: Mapping[PacketId, Pages]
    layouter: str


def placeholders(manuscript: Manuscript) -> Pages:
    """The entries of a contents list with a number that only takes the room, for `Task.contents`."""
    main = parse(manuscript.body)
    links = main.iterfind(".//nav[@class='entries']//a[@href]")
    return tuple((link.get("href", "").removeprefix("#"), PLACEHOLDER) for link in links)


def page_numbers(files: Mapping[PacketId, bytes]) -> Numbered:
    """Lay out finished Word files, all in one process, and read where their headings stand.

    Args:
        files: document -> Word file, written with `placeholders`.

    Raises:
        OutputError: O221 LibreOffice or the reader of PDFs is missing; O222 LibreOffice fails or does not
            end; O223 it shows other headings than a file has, or an entry leads to no heading.
    """
    program = shutil.which("soffice")
    if program is None:
        _fail("system", "O221", "page numbers of Word files need LibreOffice Writer, and there is no soffice",
              f"{OFFICE}\nor leave them out: toolkit publish EDITION --without-page-numbers")  # fmt: skip
    if find_spec("pypdfium2") is None:
        _fail("system", "O221", "page numbers of Word files need the package pypdfium2",
              'pip install "toolkit-builder[proof]"\n'
              "or leave them out: toolkit publish EDITION --without-page-numbers")  # fmt: skip
    bodies = {document: _body(data) for document, data in files.items()}
    pages: dict[PacketId, Pages] = dict.fromkeys(files, ())
    with tempfile.TemporaryDirectory(prefix="toolkit-contents-") as name:
        folder = Path(name)
        office = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        version = _run([*office, "--version"], 0)
        with_list = [document for document, body in bodies.items() if any(_entries(body))]
        paths = {document: folder / f"{'.'.join(document)}.docx" for document in with_list}
        for document, path in paths.items():
            path.write_bytes(files[document])
        if paths:
            _run([*office, "--convert-to", _FILTER, "--outdir", name, *map(str, paths.values())], len(paths))
        for document, path in paths.items():
            pages[document] = _numbers(document.packet, bodies[document], path.with_suffix(".pdf"))
    return Numbered(pages, " ".join(version.split()[:2]))


def _run(command: Sequence[str], files: int) -> str:
    """What a command prints; soffice starts children, so that its whole group is ended when it hangs."""
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    ) as process:
        try:
            printed, _ = process.communicate(timeout=_SECONDS + _SECONDS_A_FILE * files)
        except BaseException as error:
            os.killpg(process.pid, signal.SIGKILL)
            if isinstance(error, subprocess.TimeoutExpired):
                _fail("system", "O222", f"soffice has not ended after {error.timeout:.0f} seconds")
            raise
    if process.returncode:
        _fail("system", "O222", f"soffice has ended with {process.returncode}: {printed.strip()[-200:]}")
    return printed


def _body(word: bytes) -> etree._Element:
    return parse(part_of(word, "word/document.xml"))


def _numbers(packet: str, body: etree._Element, pdf: Path) -> Pages:
    """Address and page of each entry of one contents list."""
    if not pdf.is_file():  # soffice ends with 0 also when it cannot read a file
        _fail(packet, "O222", "soffice has made no PDF of the Word file")
    headings, outline = _headings(body), [*_outline(pdf)]
    if [_tight(words) for words, _ in headings] != [_tight(words) for words, _ in outline]:
        pairs = zip(headings, outline, strict=False)
        first = next((words for (words, _), (other, _) in pairs if _tight(words) != _tight(other)), "")
        _fail(packet, "O223", f'the layout shows other headings than the Word file, from "{first}" on')
    page_of = {
        address: page
        for (_, addresses), (_, page) in zip(headings, outline, strict=True)
        for address in addresses
    }
    entries = [*_entries(body)]
    for address in entries:
        if address not in page_of:
            _fail(packet, "O223", f"the entry {address} of the contents list leads to no heading")
    return tuple((address, page_of[address]) for address in entries)


def _headings(body: etree._Element) -> list[tuple[str, list[str]]]:
    """Words of each heading, and the addresses that begin there or in the small line above it."""
    headings: list[tuple[str, list[str]]] = []
    addresses: list[str] = []
    for paragraph in body.iter(f"{_W}p"):
        bookmarks = (start.get(f"{_W}name", "") for start in paragraph.iter(f"{_W}bookmarkStart"))
        addresses += [name.removeprefix("_b_") for name in bookmarks if name.startswith("_b_")]
        if re.fullmatch(r"Heading\d", _style(paragraph)):
            headings.append(("".join(text.text or "" for text in paragraph.iter(f"{_W}t")), addresses))
        if _style(paragraph) != "Eyebrow":
            addresses = []
    return headings


def _entries(body: etree._Element) -> Iterator[str]:
    """The addresses that a contents list leads to."""
    for paragraph in body.iter(f"{_W}p"):
        if re.fullmatch(r"TOC\d", _style(paragraph)):
            for link in paragraph.iter(f"{_W}hyperlink"):
                yield link.get(f"{_W}anchor", "").removeprefix("_b_")


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if style is None else style.get(f"{_W}val", "")


def _outline(path: Path) -> Iterator[tuple[str, int]]:
    """Words and page of each bookmark of a PDF."""
    from ..readback.pdf.pages import open_pages

    with open_pages(path.read_bytes()) as pdf:
        for bookmark in pdf.get_toc():
            target = bookmark.get_dest()
            yield bookmark.get_title(), target.get_index() + 1 if target else 0


def _tight(words: str) -> str:
    return re.sub(r"\s", "", words)


def _fail(path: str, code: str, message: str, hint: str = "") -> NoReturn:
    raise OutputError([Problem(Place(path), code, message, hint)])
