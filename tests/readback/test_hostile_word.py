"""Word files that are made to fill the memory, lead elsewhere or break their reader."""

import io
import struct
import time
import zipfile
from collections.abc import Callable

import pytest

from toolkit_builder.errors import OutputError, Unreadable
from toolkit_builder.machine.limits import Limits
from toolkit_builder.machine.xml import XmlError, parse
from toolkit_builder.machine.zips import ZipError, unzipped
from toolkit_builder.readback.apart import read_apart
from toolkit_builder.readback.word.package import open_word
from toolkit_builder.readback.word.text import by_address

pytestmark = pytest.mark.hostile

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SECRET = "what nobody may read"


def reading(data: bytes, limits: Limits) -> tuple[str, int, int]:
    """Words, fields and bookmarks of a Word file: whatever a reader of forms may ask for."""
    word = open_word(data, limits)
    words = " ".join(passage.words for passage in by_address(word))
    return words, len(word.fields), len(word.bookmarks)


def relation(kind: str, target: str, more: str = "") -> str:
    return f'<Relationship Id="r{kind}" Type="{OFFICE}/{kind}" Target="{target}"{more}/>'


def relations(*several: str) -> bytes:
    return f'<Relationships xmlns="{RELATIONS}">{"".join(several)}</Relationships>'.encode()


def document(inside: str = "", head: str = "") -> bytes:
    body = f'<w:p><w:bookmarkStart w:name="_b_a"/><w:r><w:t>Yes</w:t></w:r></w:p>{inside}'
    return f'{head}<w:document xmlns:w="{SPACE}"><w:body>{body}</w:body></w:document>'.encode()


def word(parts: dict[str, bytes] | None = None, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A Word file with some parts in the place of others, or besides."""
    held = {
        "_rels/.rels": relations(relation("officeDocument", "word/document.xml")),
        "word/document.xml": document(),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, data in (held | (parts or {})).items():
            archive.writestr(name, data)
    return out.getvalue()


def main(inside: str = "", head: str = "") -> bytes:
    return word({"word/document.xml": document(inside, head)})


def many_parts(number: int) -> bytes:
    return word({f"word/{each}.bin": b"" for each in range(number)})


def overlapping(number: int) -> bytes:
    """Many names for the same packed bytes, as in D. Fifield, A better zip bomb (2019)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", bytes(1_000_000))
        first = archive.infolist()[0]
        for each in range(number):
            again = zipfile.ZipInfo(f"word/{each}.xml")
            for field in ("header_offset", "CRC", "compress_size", "file_size", "compress_type"):
                setattr(again, field, getattr(first, field))
            archive.filelist.append(again)
            archive.NameToInfo[again.filename] = again
        archive._didModify = True  # type: ignore[attr-defined]
    return out.getvalue()


def long_list(number: int, comment: bytes = b"") -> bytes:
    """A list of parts without parts, which is longer than the file says, or as long."""
    head = b"PK\1\2" + bytes(24) + struct.pack("<H", 1) + bytes(16) + b"a"
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(head) * number, 0, len(comment))
    return head * number + end + comment


def numbered(element: str, number: int) -> str:
    """Elements that differ, so that they are packed as those of a sound file are."""
    return "".join(element.format(each * each % 100_003) for each in range(number))


def nested(depth: int) -> str:
    return "<w:p>" * depth + "</w:p>" * depth


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
# What is hostile -> the hostile file, and the nearest that is read.
CASES: dict[str, tuple[Callable[[], bytes], Callable[[], bytes]]] = {
    "no zip": (lambda: b"%PDF-1.7", word),
    "cut short": (lambda: word()[:-30], word),
    "no document": (lambda: word({"_rels/.rels": relations()}), word),
    "a document that is not there": (
        lambda: word({"_rels/.rels": relations(relation("officeDocument", "word/none.xml"))}),
        word,
    ),
    "a document outside": (
        lambda: word({
            "_rels/.rels": relations(
                relation("officeDocument", "http://127.0.0.1:9/a.xml", ' TargetMode="External"')
            )
        }),
        lambda: word({
            "word/_rels/document.xml.rels": relations(
                relation("attachedTemplate", "http://127.0.0.1:9/a.dotm", ' TargetMode="External"')
            )
        }),
    ),
    "a part that leads out": (lambda: word({"../../a.xml": b"<a/>"}), lambda: word({"a..b.xml": b"<a/>"})),
    "entities of entities": (
        lambda: main("&l9;", f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]>'),
        lambda: main("&#233;"),
    ),
    "an entity of a file": (
        lambda: main("&b;", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'),
        lambda: main("&amp;b;"),
    ),
    "a DOCTYPE of the network": (lambda: main(head='<!DOCTYPE a SYSTEM "http://127.0.0.1:9/">'), word),
    "elements 101 deep": (lambda: main(nested(101)), lambda: main(nested(90))),
    "elements 100,000 deep": (lambda: main(nested(100_000)), lambda: main(nested(20))),
    "1,100,000 elements": (
        lambda: main(numbered("<w:p w:n='{}'/>", 1_100_000)),
        lambda: main(numbered("<w:p w:n='{}'/>", 100_000)),
    ),
    "a million attributes": (
        lambda: main("<a " + " ".join(f'a{n}=""' for n in range(1_000_000)) + "/>"),
        lambda: main("<a " + " ".join(f'a{n}=""' for n in range(1_000)) + "/>"),
    ),
    "elements over many parts": (
        lambda: word({f"{n}.xml": b"<a>" + b"<b/>" * 200_000 + b"</a>" for n in range(8)}),
        lambda: word({f"{n}.xml": b"<a>" + b"<b/>" * 10_000 + b"</a>" for n in range(8)}),
    ),
    "an encoding that hides elements": (
        lambda: word({
            "word/document.xml": b'<?xml version="1.0" encoding="UTF-7"?>' + b"+ADw-a/+AD4-" * 200_000
        }),
        lambda: word({"word/document.xml": document().decode().encode("utf-16")}),
    ),
    "200 MB of nothing": (
        lambda: word({"word/a.bin": bytes(200_000_000)}),
        lambda: word({"word/a.bin": bytes(range(256)) * 40_000}, zipfile.ZIP_STORED),
    ),
    "a file of 31 MB": (
        lambda: word({"a.png": bytes(31_000_000)}, zipfile.ZIP_STORED),
        lambda: word({"a.png": bytes(20_000_000)}, zipfile.ZIP_STORED),
    ),
    "3,000 parts": (lambda: many_parts(3_000), lambda: many_parts(1_000)),
    "1,500 parts that share their bytes": (lambda: overlapping(1_500), word),
    "a list of 200,000 parts": (lambda: long_list(200_000), word),
    "the same with a comment": (lambda: long_list(200_000, b"PK\5\6" + bytes(30)), word),
    "a part packed in another way": (lambda: word(how=zipfile.ZIP_LZMA), word),
    "a part with a password": (
        lambda: word().replace(b"PK\1\2\x14\3\x14\0\0\0", b"PK\1\2\x14\3\x14\0\1\0"),
        word,
    ),
}  # fmt: skip


SLOW = {"1,100,000 elements", "200 MB of nothing", "a million attributes"}


@pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=pytest.mark.slow if kind in SLOW else ()) for kind in CASES]
)
def test_a_hostile_word_file_gets_a_short_answer_in_time(kind):
    data = CASES[kind][0]()
    started = time.monotonic()

    with pytest.raises(OutputError) as caught:
        read_apart(reading, data, "answers.docx")

    assert time.monotonic() - started < 10
    assert [problem.code for problem in caught.value.problems] in (["O811"], ["O812"])
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize("kind", CASES)
def test_the_nearest_sound_word_file_is_read(kind):
    words, _, bookmarks = read_apart(reading, CASES[kind][1](), "answers.docx", Limits(seconds=30))

    assert ("Yes" in words, bookmarks) == (True, 1)


@pytest.mark.slow
def test_many_marks_of_fields_are_read_in_time():
    """Fields that only begin, or only end, lead to no search from each to the end."""
    for inside in ("begin", "end", "separate"):
        mark = f'<w:p w:n="{{}}"><w:r><w:fldChar w:fldCharType="{inside}"/></w:r></w:p>'
        data = main(numbered(mark, 40_000))
        started = time.monotonic()

        read_apart(reading, data, "answers.docx", Limits(seconds=30))

        assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    ("limits", "data", "said"),
    [
        (Limits(bytes=100), word(), "it is larger than 0 MB"),
        (Limits(parts=1), word(), "unpack to far more"),
        (Limits(unpacked=100), word(), "unpack to far more"),
        (Limits(ratio=20), word({"a": bytes(100_000)}), "unpack to far more"),
        (Limits(depth=4), word(), "word/document.xml has more than 4 elements inside each other"),
        (Limits(marks=20), main("<w:p/>" * 20), "it has more than"),
    ],
)
def test_each_limit_is_named(limits, data, said):
    with pytest.raises(Unreadable, match=said):
        open_word(data, limits)

    assert open_word(data, Limits()).document.part


def test_a_door_has_one_kind_of_error():
    with pytest.raises(ZipError):
        unzipped(b"no zip")
    with pytest.raises(XmlError):
        parse(b"<a>")
