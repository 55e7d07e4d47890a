"""Zips of ours are the same bytes each time; of others only what ours could be is unpacked."""

import io
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from toolkit_builder.machine import zips
from toolkit_builder.machine.zips import part_of, unzipped, zipped

pytestmark = pytest.mark.hostile

FAR_MORE = "it would unpack to far more than it should hold"


def packed(*names, data=b"x", how=ZIP_STORED):
    """A zip as anybody may write it."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", how) as archive:
        for name in names:
            info = ZipInfo()
            info.filename, info.compress_type = name, how  # as it stands: ZipInfo would put the name right
            archive.writestr(info, data)
    return buffer.getvalue()


def test_the_same_parts_are_the_same_bytes_in_whatever_order():
    parts = {"b.txt": b"two", "a.txt": b"one", "c/d.txt": b"three"}
    data = zipped(parts)

    assert data == zipped(dict(reversed(parts.items())))
    assert unzipped(data) == parts
    with ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == ["a.txt", "b.txt", "c/d.txt"]
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.compress_type for info in archive.infolist()} == {ZIP_DEFLATED}
        assert {(info.create_system, info.external_attr) for info in archive.infolist()} == {(0, 0o600 << 16)}


def test_parts_are_packed_at_the_level_that_editions_were_sealed_with():
    words = b" ".join(b"%d of %d" % (number * number % 97, number) for number in range(2000))
    with ZipFile(io.BytesIO(zipped({"a": words}))) as archive:
        found = archive.getinfo("a").compress_size
    sizes = []
    for level in range(1, 10):
        buffer = io.BytesIO()
        with ZipFile(buffer, "w", ZIP_DEFLATED, compresslevel=level) as archive:
            archive.writestr("a", words)
        with ZipFile(buffer) as archive:
            sizes.append(archive.getinfo("a").compress_size)

    assert found == sizes[5]
    assert sizes.count(found) == 1


def test_the_first_part_stands_before_all_others():
    with ZipFile(io.BytesIO(zipped({"a": b"", "mimetype": b"", "z": b""}, first="mimetype"))) as archive:
        assert archive.namelist() == ["mimetype", "a", "z"]


@pytest.mark.parametrize("name", ["a/b.txt", "a..b", "..a/b..", "a/.b", "...", "a//b"])
def test_names_that_stay_inside_are_unpacked(name):
    assert unzipped(packed(name)) == {name: b"x"}


@pytest.mark.parametrize("name", ["/a", "\\a", "../a", "a/../b", "a/..", "..", "a\\b", "..\\a", "C:a", "a:b"])
def test_names_that_lead_out_are_refused(name):
    with pytest.raises(ValueError, match="it holds a part whose name leads out of it: "):
        unzipped(packed("a.txt", name))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("names", [("a", "a"), ("a", "A"), ("straße", "STRASSE")])
def test_two_parts_of_one_name_are_refused(names):
    with pytest.raises(ValueError, match="two parts of one name"):
        unzipped(packed(*names))


def test_the_last_number_of_parts_is_unpacked_and_the_next_is_not(monkeypatch):
    monkeypatch.setattr(zips, "MAX_ENTRIES", 3)

    assert len(unzipped(packed("a", "b", "c"))) == 3
    with pytest.raises(ValueError, match=FAR_MORE):
        unzipped(packed("a", "b", "c", "d"))


def test_the_last_size_is_unpacked_and_the_next_is_not(monkeypatch):
    monkeypatch.setattr(zips, "MAX_BYTES", 8)

    assert unzipped(packed("a", "b", data=b"1234"))
    with pytest.raises(ValueError, match=FAR_MORE):
        unzipped(packed("a", "b", "c", data=b"123"))


def test_the_last_share_is_unpacked_and_the_next_is_not(tmp_path, monkeypatch):
    data = packed("a", data=bytes(100_000), how=ZIP_DEFLATED)
    monkeypatch.setattr(zips, "MAX_RATIO", 100_000 / len(data))
    path = tmp_path / "a.zip"
    path.write_bytes(data)

    assert unzipped(data)
    assert part_of(path, "a") == bytes(100_000)
    monkeypatch.setattr(zips, "MAX_RATIO", 99_999 / len(data))
    for read in (lambda: unzipped(data), lambda: part_of(path, "a")):
        with pytest.raises(ValueError, match=FAR_MORE):
            read()


def test_limits_are_those_that_were_chosen():
    assert (zips.MAX_ENTRIES, zips.MAX_BYTES, zips.MAX_RATIO) == (20_000, 536_870_912, 200)


@pytest.mark.parametrize(
    "data", [b"", b"a house", packed("a")[:-5], packed("a", data=b"house").replace(b"house", b"mouse")]
)
def test_what_is_no_whole_zip_is_refused(tmp_path, data):
    path = tmp_path / "a.zip"
    path.write_bytes(data)

    for read in (lambda: unzipped(data), lambda: part_of(path, "a")):
        with pytest.raises(ValueError, match="it is not a whole zip file"):
            read()


def test_one_part_is_read_without_the_others(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(packed("a", "b/c"))

    assert part_of(path, "b/c") == b"x"
    with pytest.raises(ValueError, match="d is missing"):
        part_of(path, "d")
    with pytest.raises(OSError, match="none"):
        part_of(tmp_path / "none.zip", "a")
