"""PDF files that are made to fill the memory, never end, or break their reader: each has one short answer."""

import io
import time
import zlib
from collections.abc import Callable

import pikepdf
import pytest

from toolkit_builder.errors import OutputError, Unreadable
from toolkit_builder.machine.limits import Limits
from toolkit_builder.readback.apart import read_apart
from toolkit_builder.readback.pdf.structure import Pdf

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources 5 0 R>>"
FONT = b"<</Font<</F 6 0 R>>>>"
WORDS = b"BT /F 9 Tf <41> Tj ET"


def reading(data: bytes, limits: Limits) -> tuple[int, list[str], int]:
    """Pages, names of fields and letters of a PDF: whatever a reader of forms may ask for."""
    pdf = Pdf(data, limits)
    return (
        len(pdf.file.pages),
        [*pdf.fields()],
        sum(len(pdf.outside(page)) for page in range(len(pdf.file.pages))),
    )


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), more, data)


def flate(data: bytes, more: bytes = b"") -> bytes:
    return stream(zlib.compress(data, 9), b"/Filter/FlateDecode" + more)


def pdf(objects: dict[int, bytes] | None = None, trailer: bytes = b"") -> bytes:
    """A PDF of one page with some objects in the place of others, or besides."""
    held = {
        1: CATALOG, 2: PAGES, 3: PAGE, 4: flate(WORDS), 5: FONT,
        6: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R>>",
        7: flate(b"1 beginbfchar <41> <0041> endbfchar"),
    } | (objects or {})  # fmt: skip
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    places = {}
    for number, data in held.items():
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, data))
    start = out.tell()
    for number, place in places.items():
        out.write((b"xref\n" if number == 1 else b"") + b"%d 1\n%010d 00000 n \n" % (number, place))
    out.write(b"trailer\n<</Size %d/Root 1 0 R%s>>\n" % (max(held) + 1, trailer))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def nested_pages(depth: int) -> bytes:
    nodes = {
        number: b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (number + 1) for number in range(10, 10 + depth - 1)
    }
    return pdf({2: b"<</Type/Pages/Kids[10 0 R]/Count 1>>", **nodes, 9 + depth: PAGES})


def many_pages(number: int) -> bytes:
    return pdf({2: b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" 3 0 R" * number, number)})


def list_of_objects(number: int) -> bytes:
    """Objects packed in a stream (7.5.7), and a table of them that is packed too (7.5.8)."""
    head = b" ".join(b"%d %d" % (20 + each, 2 * each) for each in range(number)) + b" "
    data = pdf({8: flate(head + b"0 " * number, b"/Type/ObjStm/N %d/First %d" % (number, len(head)))})
    rows = b"".join(b"\2" + (8).to_bytes(4, "big") + each.to_bytes(4, "big") for each in range(number))
    start = len(data)
    table = b"/Type/XRef/W[1 4 4]/Index[20 %d]/Size %d/Root 1 0 R/Prev %d" % (
        number, 20 + number, data.rindex(b"xref\n1 1"),
    )  # fmt: skip
    return data + b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
        20 + number, flate(rows, table), start,
    )  # fmt: skip


def bomb(size: int, times: int = 1) -> bytes:
    data = b" " * size
    for _ in range(times):
        data = zlib.compress(data, 9)
    return pdf({4: stream(data, b"/Filter[%s]" % (b"/FlateDecode" * times))})


def picture(size: int, filter_: bytes) -> bytes:
    return pdf({
        5: b"<</XObject<</X 8 0 R>>>>",
        8: stream(b"\0" * 40, b"/Type/XObject/Subtype/Image/Width %d/Height %d/Filter/%s"
                  b"/ColorSpace/DeviceGray/BitsPerComponent 1" % (size, size, filter_)),
    })  # fmt: skip


def drawings(width: int, depth: int = 8) -> bytes:
    """Drawings that draw the next one many times."""
    forms = {
        10 + level: stream(
            b"/X Do " * width if level < depth - 1 else b"BT ET",
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (11 + level),
        )
        for level in range(depth)
    }  # fmt: skip
    return pdf({5: b"<</XObject<</X 10 0 R>>>>", 4: flate(b"/X Do"), **forms})


def letters(number: int) -> bytes:
    """A table of letters with many beginnings and no end."""
    return pdf({7: flate(b"beginbfchar " * number)})


def nested_arrays(depth: int) -> bytes:
    return pdf({8: b"[" * depth + b"]" * depth})


def fields(value: bytes) -> bytes:
    return pdf({1: b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields %s>>>>" % value})


def encrypted(password: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as file:
        file.save(out, encryption=pikepdf.Encryption(owner="owner", user=password))
    return out.getvalue()


# What is hostile -> the hostile file, and the nearest that is read.
CASES: dict[str, tuple[Callable[[], bytes], Callable[[], bytes]]] = {
    "no PDF": (lambda: b"PK\3\4" * 100, pdf),
    "empty": (lambda: b"", pdf),
    "cut in the middle": (lambda: pdf()[:40], lambda: pdf()[:-7]),
    "encrypted": (lambda: encrypted("secret"), lambda: encrypted("")),
    "no pages": (lambda: pdf({2: b"null"}), pdf),
    "pages that are a word": (lambda: pdf({2: b"(pages)"}), pdf),
    "pages of themselves": (lambda: pdf({2: b"<</Type/Pages/Kids[2 0 R]/Count 1>>"}), pdf),
    "pages in a circle": (
        lambda: pdf({2: b"<</Type/Pages/Kids[10 0 R]>>", 10: b"<</Type/Pages/Kids[2 0 R 3 0 R]>>"}),
        lambda: pdf({2: b"<</Type/Pages/Kids[10 0 R]>>", 10: b"<</Type/Pages/Kids[3 0 R]>>"}),
    ),
    "pages 101 lists deep": (lambda: nested_pages(101), lambda: nested_pages(99)),
    "pages 60,000 lists deep": (lambda: nested_pages(60_000), lambda: nested_pages(20)),
    "one page a million times": (lambda: many_pages(1_000_000), pdf),
    "a million objects in one": (lambda: list_of_objects(1_000_000), lambda: list_of_objects(20_000)),
    "300 MB of blanks": (lambda: bomb(300_000_000), lambda: bomb(20_000)),
    "100 MB of blanks, packed twice": (lambda: bomb(100_000_000, 2), lambda: bomb(20_000, 2)),
    "a file of 31 MB": (
        lambda: pdf({8: stream(bytes(31_000_000))}),
        lambda: pdf({8: stream(bytes(20_000_000))}),
    ),
    "JBIG2 of 10 gigapixels": (lambda: picture(100_000, b"JBIG2Decode"), lambda: picture(40, b"JBIG2Decode")),
    "JPEG 2000 of 10 gigapixels": (lambda: picture(100_000, b"JPXDecode"), lambda: picture(40, b"JPXDecode")),
    "a fax of 10 gigapixels": (
        lambda: picture(100_000, b"CCITTFaxDecode"),
        lambda: picture(40, b"CCITTFaxDecode"),
    ),
    "drawings of drawings": (lambda: drawings(40), lambda: drawings(2)),
    "letters without end": (lambda: letters(300_000), lambda: letters(300)),
}  # fmt: skip
SLOW = {
    "a million objects in one", "one page a million times", "300 MB of blanks", "drawings of drawings",
}  # fmt: skip


@pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=pytest.mark.slow if kind in SLOW else ()) for kind in CASES]
)
def test_a_hostile_pdf_gets_a_short_answer_in_time(kind):
    data = CASES[kind][0]()
    started = time.monotonic()

    with pytest.raises(OutputError) as caught:
        read_apart(reading, data, "answers.pdf")

    assert time.monotonic() - started < 10
    assert [problem.code for problem in caught.value.problems] in (["O811"], ["O812"])
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize("kind", CASES)
def test_the_nearest_sound_pdf_is_read(kind):
    pages, _, _ = read_apart(reading, CASES[kind][1](), "answers.pdf", Limits(seconds=30))

    assert pages == 1


@pytest.mark.parametrize(
    "data",
    [
        nested_arrays(200_000),
        pdf({4: stream(WORDS, b"/Length 4 0 R")}),
        pdf(trailer=b"/Prev 9"),
        fields(b"(field)"),
        fields(b"[7 null /Name [1]]"),
        pdf({1: b"<</Type/Catalog/Pages 2 0 R/AcroForm 17>>"}),
        pdf({1: b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.launchURL\\(1\\))>>>>"}),
        pdf({1: b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/Launch/F(/bin/true)>>>>"}),
        pdf()[:-60],
    ],
    ids=[
        "arrays 200,000 deep", "a length that is its stream", "a table before the file",
        "fields that are a word", "fields that are none", "a form that is a number", "a script",
        "a program to start", "no table",
    ],
)  # fmt: skip
def test_what_the_words_do_not_need_is_passed_over(data):
    assert read_apart(reading, data, "answers.pdf", Limits(seconds=30))[:2] == (1, [])


def test_a_page_of_words_is_read():
    assert read_apart(reading, pdf(), "answers.pdf") == (1, [], 1)
    assert read_apart(reading, fields(b"[<</T(a)>> <</T(b)>>]"), "answers.pdf")[1] == ["a", "b"]


@pytest.mark.parametrize(
    ("limits", "data", "said"),
    [
        (Limits(bytes=100), pdf(), "it is larger than 0 MB"),
        (Limits(objects=6), pdf(), "it has more than 6 objects"),
        (Limits(pages=2), many_pages(3), "it has more than 2 pages"),
        (Limits(unpacked=999), bomb(1000), "it would unpack to far more than it should hold"),
        (Limits(ratio=5), bomb(100_000), "it would unpack to far more than it should hold"),
        (Limits(depth=2), nested_pages(3), "its pages lie more than 2 lists deep"),
    ],
)
def test_each_limit_is_named(limits, data, said):
    with pytest.raises(Unreadable, match=said):
        Pdf(data, limits)

    assert Pdf(data, Limits()).file.pages
