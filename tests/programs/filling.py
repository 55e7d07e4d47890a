"""Programs that people fill forms with; each takes a form and answers, and gives the form as it saves it."""

import base64
import json
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pypdfium2.raw as pdfium

from tests.pdf.packets import harbor
from tests.programs.form import OPTIONS, fields
from tests.programs.packages import node_modules

HERE = Path(__file__).parent
JARS = ("pdfbox2", "fontbox2", "commons-logging")

Answers = Mapping[str, str]


# Draws the fields of all pages as a viewer does, one below the other, without the pages themselves.
_LAYERS = """async (data) => {
    const pdfjs = await import("/pdf.min.mjs");
    pdfjs.GlobalWorkerOptions.workerSrc = "/pdf.worker.min.mjs";
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const pdf = await pdfjs.getDocument({ data: bytes }).promise;
    const annotationStorage = pdf.annotationStorage;
    const none = () => "#";
    const linkService = { getAnchorUrl: none, addLinkAttributes: none, getDestinationHash: none };
    for (let number = 1; number <= pdf.numPages; number++) {
        const page = await pdf.getPage(number);
        const viewport = page.getViewport({ scale: 1 }).clone({ dontFlip: true });
        const div = document.body.appendChild(document.createElement("div"));
        const given = { div, page, viewport, annotationStorage, linkService, renderForms: true };
        const annotations = await page.getAnnotations();
        await new pdfjs.AnnotationLayer(given).render({ ...given, annotations });
    }
    window.pdf = pdf;
}"""
_SAVED = """async () => {
    let saved = "";
    for (const byte of await window.pdf.saveDocument()) saved += String.fromCharCode(byte);
    return btoa(saved);
}"""


def by_pdfjs(browser: Any, form: bytes, answers: Answers, folder: Path) -> bytes:
    """Firefox's viewer, in Chromium: fields are filled as those of a web page are, and the file is saved."""
    with _opened(browser, form) as page:
        for name, answer in answers.items():
            field = page.locator(f'[name="{name}"]')
            if fields()[name].kind == "tick":
                field.check()
            elif fields()[name].kind == "choice":
                field.select_option(answer)
            else:
                field.fill(answer)
        return base64.b64decode(page.evaluate(_SAVED))


def typed_in_pdfjs(browser: Any, form: bytes, name: str, words: str) -> str:
    """What a field of Firefox's viewer holds after somebody has typed some words."""
    with _opened(browser, form) as page:
        field = page.locator(f'[name="{name}"]')
        field.press_sequentially(words)
        return str(field.input_value())


@contextmanager
def _opened(browser: Any, form: bytes) -> Iterator[Any]:
    """A tab that shows the fields of a form."""
    page = browser.new_page()
    try:
        page.route("**/*", _serve)
        page.goto("http://forms.test/")
        page.evaluate(_LAYERS, base64.b64encode(form).decode())
        yield page
    finally:
        page.close()


def _serve(route: Any) -> None:
    name = route.request.url.rpartition("/")[2]
    if name:
        module = node_modules() / "pdfjs-dist" / "legacy" / "build" / name
        route.fulfill(body=module.read_bytes(), content_type="text/javascript")
    else:
        route.fulfill(body="<!DOCTYPE html><title>Form</title>", content_type="text/html")


def by_pdf_lib(form: bytes, answers: Answers, folder: Path) -> bytes:
    """A library of web pages that fill forms; it draws with a font that it is handed, here the form's."""
    saved, refused = with_pdf_lib(form, answers)
    assert not refused
    return saved


def with_pdf_lib(form: bytes, answers: Answers) -> tuple[bytes, dict[str, str]]:
    """The form, and why a field took no answer; it chooses by labels."""
    told = {
        "form": base64.b64encode(form).decode(),
        "answers": {name: OPTIONS.get(answer, answer) for name, answer in answers.items()},
        "font": base64.b64encode(harbor().house.assets["font:fields-400"]).decode(),
    }
    call = ["node", str(HERE / "fill.mjs")]
    done = subprocess.run(call, input=json.dumps(told), capture_output=True, text=True, check=True)
    answer = json.loads(done.stdout)
    return base64.b64decode(answer["saved"]), answer["refused"]


def by_pdfium(form: bytes, answers: Answers, folder: Path) -> bytes:
    """Chrome's viewer: a click into each field, then typing."""
    with pypdfium2.PdfDocument(form) as pdf:
        pdf.init_forms()
        pages = [pdf[number] for number in range(len(pdf))]
        for name, answer in answers.items():
            field = fields()[name]
            left, bottom, right, top = field.edges
            _type(
                pdf.formenv, pages[field.page], ((left + right) / 2, (bottom + top) / 2), field.kind, answer
            )
        pdfium.FORM_ForceToKillFocus(pdf.formenv)
        saved = BytesIO()
        pdf.save(saved)
        return saved.getvalue()


def _type(environment: Any, page: Any, at: tuple[float, float], kind: str, answer: str) -> None:
    pdfium.FORM_OnLButtonDown(environment, page, 0, *at)
    pdfium.FORM_OnLButtonUp(environment, page, 0, *at)
    if kind == "choice":
        pdfium.FORM_SetIndexSelected(environment, page, 1 + [*OPTIONS].index(answer), True)
    elif kind != "tick":
        for letter in answer:
            pdfium.FORM_OnChar(environment, page, ord(letter), 0)
    pdfium.FORM_ForceToKillFocus(environment)


def by_poppler(form: bytes, answers: Answers, folder: Path) -> bytes:
    """Viewers of Linux desktops; it chooses by labels."""
    labelled = {name: OPTIONS.get(answer, answer) for name, answer in answers.items()}
    given, asked, filled = folder / "given.pdf", folder / "answers.json", folder / "filled.pdf"
    given.write_bytes(form)
    asked.write_text(json.dumps(labelled), encoding="utf-8")
    call = ["/usr/bin/python3", str(HERE / "fill_poppler.py"), str(given), str(asked), str(filled)]
    subprocess.run(call, capture_output=True, check=True)
    return filled.read_bytes()


def by_pypdf(form: bytes, answers: Answers, folder: Path) -> bytes:
    """A library of Python."""
    writer = pypdf.PdfWriter(clone_from=BytesIO(form))
    told = {name: "/on" if fields()[name].kind == "tick" else answer for name, answer in answers.items()}
    for page in writer.pages:
        writer.update_page_form_field_values(page, told, auto_regenerate=False)
    saved = BytesIO()
    writer.write(saved)
    return saved.getvalue()


def by_pdfbox(form: bytes, answers: Answers, folder: Path) -> bytes:
    """A library of Java, which servers fill forms with."""
    given, asked, filled = folder / "given.pdf", folder / "answers.txt", folder / "filled.pdf"
    given.write_bytes(form)
    asked.write_text("".join(f"{name}={answer}\n" for name, answer in answers.items()), encoding="utf-8")
    jars = ":".join(f"/usr/share/java/{name}.jar" for name in JARS)
    call = ["java", "-cp", jars, str(HERE / "Fill.java"), str(given), str(asked), str(filled)]
    subprocess.run(call, capture_output=True, check=True)
    return filled.read_bytes()


Program = Callable[[bytes, Answers, Path], bytes]
PROGRAMS: dict[str, Program] = {
    "pdf-lib": by_pdf_lib,
    "pdfium": by_pdfium,
    "poppler": by_poppler,
    "pypdf": by_pypdf,
    "PDFBox": by_pdfbox,
}
NAMES = ("pdf.js", *PROGRAMS)


def program(name: str, browser: Any) -> Program:
    """A program by its name.

    Args:
        name: one of `NAMES`.
        browser: for what runs in one.
    """
    node_modules()
    return PROGRAMS.get(name) or partial(by_pdfjs, browser)
