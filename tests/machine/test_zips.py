"""Zips of our own are the same bytes each time; those of others are read with care."""

import contextlib
import io
import random
import zipfile

import pytest

from toolkit_builder.errors import Unreadable
from toolkit_builder.machine import zips
from toolkit_builder.machine.zips import part_of, unzipped, zipped
from toolkit_builder.publish.page_words import page_sums
from toolkit_builder.readback.word.package import Word

TOO_MUCH = "it would unpack to far more than it should hold"


def packed(*parts: tuple[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip as others make them, with whatever names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", how) as archive:
        for name, data in parts:
            archive.writestr(name, data)
    return buffer.getvalue()


def test_the_same_parts_are_the_same_bytes_in_any_order():
    one = zipped({"b": b"1", "a": b"2", "first": b"3"}, first="first")

    assert one == zipped({"first": b"3", "a": b"2", "b": b"1"}, first="first")
    assert [*unzipped(one)] == ["first", "a", "b"]
    assert unzipped(one) == {"first": b"3", "a": b"2", "b": b"1"}


def test_one_part_is_read_from_bytes_as_from_a_file(tmp_path):
    data = zipped({"a": b"1", "b/c": b"2"})
    (tmp_path / "x.zip").write_bytes(data)

    assert part_of(data, "b/c") == part_of(tmp_path / "x.zip", "b/c") == b"2"
    with pytest.raises(ValueError, match=r"^d is missing$"):
        part_of(data, "d")
    with pytest.raises(FileNotFoundError):
        part_of(tmp_path / "y.zip", "a")


@pytest.mark.parametrize("name", ["/a", "../a", "a/../../b", "a\\b", "\\a", "c:/a", "c:a"])
def test_a_name_that_leads_out_is_refused(name):
    data = packed((name, b"1"))

    with pytest.raises(ValueError, match=r"^it holds a part whose name leads out of it: "):
        unzipped(data)
    with pytest.raises(ValueError, match=r"^it holds a part whose name leads out of it: "):
        part_of(data, name)


@pytest.mark.parametrize("name", ["a/b.xml", "..a/b", "a..b", "[Content_Types].xml", "a/", "ä"])
def test_a_name_that_stays_inside_is_taken(name):
    assert [*unzipped(packed((name, b"")))] == [name]


def test_two_parts_of_one_name_are_refused():
    assert len(unzipped(packed(("a", b"1"), ("b", b"2")))) == 2

    with pytest.raises(ValueError, match=r"^it holds two parts of one name$"):
        unzipped(packed(("a", b"1"), ("A", b"2")))


def test_entries_have_a_limit(monkeypatch):
    monkeypatch.setattr(zips, "MAX_ENTRIES", 3)
    assert len(unzipped(packed(*((str(n), b"") for n in range(3))))) == 3

    with pytest.raises(ValueError, match=f"^{TOO_MUCH}$"):
        unzipped(packed(*((str(n), b"") for n in range(4))))


def test_bytes_have_a_limit_of_all_parts_together(monkeypatch):
    monkeypatch.setattr(zips, "MAX_BYTES", 100)
    assert unzipped(packed(("a", b"1" * 60), ("b", b"2" * 40)))

    data = packed(("a", b"1" * 60), ("b", b"2" * 41))
    with pytest.raises(ValueError, match=f"^{TOO_MUCH}$"):
        unzipped(data)
    assert part_of(data, "b") == b"2" * 41


@pytest.mark.parametrize("read", [unzipped, lambda data: part_of(data, "a")], ids=["all parts", "one part"])
def test_the_ratio_has_a_limit(monkeypatch, read):
    data = packed(("a", b"\0" * 20_000))
    ratio = -(-20_000 // len(data))
    monkeypatch.setattr(zips, "MAX_RATIO", ratio)
    assert read(data)

    monkeypatch.setattr(zips, "MAX_RATIO", ratio - 1)
    with pytest.raises(ValueError, match=f"^{TOO_MUCH}$"):
        read(data)


def test_a_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(ValueError, match=f"^{TOO_MUCH}$"):
        unzipped(packed(("a", b"\0" * 20_000_000)))


def test_a_size_that_is_a_lie_unpacks_to_no_more(monkeypatch):
    data = packed(("a", b"\0" * 5_000_000))
    told = (5_000_000).to_bytes(4, "little")
    lie = data.replace(told, (100).to_bytes(4, "little"))
    assert lie != data

    with pytest.raises(ValueError, match=r"^it is not a whole zip file"):
        unzipped(lie)


@pytest.mark.parametrize("how", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused(how):
    with pytest.raises(ValueError, match=r"^it holds a part that is packed in another way than ours: a$"):
        unzipped(packed(("a", b"1"), how=how))


def test_parts_may_lie_unpacked():
    assert unzipped(packed(("a", b"1"), how=zipfile.ZIP_STORED)) == {"a": b"1"}


def test_whatever_is_damaged_is_one_kind_of_error():
    whole = zipped({"word/document.xml": b"<a>" + b"hello " * 300 + b"</a>", "b": bytes(range(256))})
    chance = random.Random(5)
    for _ in range(3000):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 2, 4))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        data = data[: chance.randrange(len(data))] if chance.random() < 0.1 else data

        for read in (unzipped, lambda data: part_of(data, "word/document.xml")):
            with contextlib.suppress(ValueError):
                read(bytes(data))


def _torn(data: bytes) -> bytes:
    """A zip whose packed bytes are no longer what can be unpacked."""
    start = data.index(b"word/document.xml") + len("word/document.xml")
    return data[:start] + b"\xff" * 8 + data[start + 8 :]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no zip",
        packed(("word/document.xml", b"<a/>"))[:-10],
        _torn(packed(("word/document.xml", b"<a>" + b"hello" * 99 + b"</a>"))),
        packed(("word/document.xml", b"<a>")),
        packed(("word/document.xml", b"<!DOCTYPE a><a/>")),
    ],
)
def test_a_word_file_that_cannot_be_read_says_so(data):
    with pytest.raises(Unreadable):
        Word(data)
    with pytest.raises(ValueError):
        page_sums(data, "docx")


def test_a_word_file_says_which_limit_it_breaks():
    with pytest.raises(ValueError, match=r"^word/document.xml is missing$"):
        page_sums(packed(("a", b"")), "docx")
    with pytest.raises(Unreadable, match="leads out of it"):
        Word(packed(("../a", b"")))
