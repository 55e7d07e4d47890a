"""Bundles and seals of strangers: each fault is a typed problem, soon and in little memory.

Sums are fitted each time, as whoever forges would: what is refused is refused for what it says. What is
nearest to it and right is taken.
"""

import json
import random
import re
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.editions.shelf import FIRST, FORM, PDF, SECOND, Shelf
from toolkit_builder.errors import EditionError
from toolkit_builder.machine.zips import zipped
from toolkit_builder.publish import manifest
from toolkit_builder.publish import seal as form
from toolkit_builder.publish.agreement import require_agreement
from toolkit_builder.publish.seal import Before, Sum, file_sum
from toolkit_builder.publish.sealed_editions import SealedEdition, sealed_editions
from toolkit_builder.publish.verify import verify

pytestmark = pytest.mark.hostile

Parts = dict[str, bytes]


@pytest.fixture
def shelf(tmp_path):
    """A shelf with two editions."""
    made = Shelf(tmp_path)
    made.add(FIRST)
    made.add(SECOND, 2, FIRST)
    return made


def parts_of(shelf: Shelf, edition: str = SECOND) -> Parts:
    with zipfile.ZipFile(shelf.seals(edition) / form.BUNDLE) as bundle:
        return {name: bundle.read(name) for name in bundle.namelist()}


def put_bundle(shelf: Shelf, data: bytes, edition: str = SECOND) -> None:
    """Another bundle, with its sum in the seal."""
    (shelf.seals(edition) / form.BUNDLE).write_bytes(data)
    shelf.reseal(edition, bundle=file_sum(form.BUNDLE, data))


def rebundle(shelf: Shelf, change: Callable[[Parts], object]) -> None:
    parts = parts_of(shelf)
    change(parts)
    put_bundle(shelf, zipped(parts))


def without(name: str) -> Callable[[Parts], object]:
    return lambda parts: parts.pop(name)


def table(name: str, change: Callable[[Any], Any]) -> Callable[[Shelf], None]:
    """Changes what a table of the bundle says; a function that gives nothing has changed it in place."""

    def tamper(shelf: Shelf) -> None:
        parts = parts_of(shelf)
        value = json.loads(parts[f"{name}.json"])
        changed = change(value)
        text = changed if isinstance(changed, bytes) else json.dumps(value if changed is None else changed)
        parts[f"{name}.json"] = text if isinstance(text, bytes) else text.encode()
        put_bundle(shelf, zipped(parts))

    return tamper


def packed(*entries: tuple[str, bytes], **changes: Any) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            for field, value in changes.items():
                setattr(info, field, value)
            archive.writestr(info, data)
    return buffer.getvalue()


def whole(shelf: Shelf, *more: tuple[str, bytes], **changes: Any) -> bytes:
    """The bundle with further parts."""
    return packed(*parts_of(shelf).items(), *more, **changes)


def renamed(data: bytes, old: bytes, new: bytes) -> bytes:
    assert len(old) == len(new)
    return data.replace(old, new)


def reseal(**changes: Any) -> Callable[[Shelf], None]:
    return lambda shelf: shelf.reseal(SECOND, **changes)


def refit(shelf: Shelf, rows: Any) -> None:
    """Other files in the seal, its manifest and the archive: all that a forger without the bundle can fit."""
    seal = replace(shelf.seal(SECOND), files=tuple(rows))
    said = manifest.as_json(seal.about, seal.files, seal.built_with, complete=True, sealed=True)
    beside = tuple(
        file_sum(manifest.NAME, said) if each.path == manifest.NAME else each for each in seal.beside
    )
    shelf.put({manifest.NAME: said}, SECOND)
    shelf.archived(said).parent.mkdir(parents=True, exist_ok=True)
    shelf.archived(said).write_bytes(said)
    shelf.reseal(SECOND, files=seal.files, beside=beside)
    shelf.sums(SECOND, {each.path: each.sha256 for each in shelf.seal(SECOND).outputs})


def rows(**changes: Any) -> Callable[[Shelf], None]:
    """The same change of every file, with all sums fitted."""
    return lambda shelf: refit(shelf, [replace(row, **changes) for row in shelf.seal(SECOND).files])


def first_row(**changes: Any) -> Callable[[Shelf], None]:
    def tamper(shelf: Shelf) -> None:
        one, *others = shelf.seal(SECOND).files
        refit(shelf, [replace(one, **changes), *others])

    return tamper


def raw_seal(change: Callable[[dict[str, Any]], object]) -> Callable[[Shelf], None]:
    """What the dataclass would not hold, with a sum that fits."""

    def tamper(shelf: Shelf) -> None:
        path = shelf.seals(SECOND) / form.NAME
        value = json.loads(path.read_bytes())
        del value["sum"]
        changed = change(value)
        value = changed if isinstance(changed, dict) else value
        path.write_bytes(form._written({**value, "sum": file_sum("", form._written(value)).sha256}))

    return tamper


def seal_text(data: bytes) -> Callable[[Shelf], object]:
    return lambda shelf: (shelf.seals(SECOND) / form.NAME).write_bytes(data)


def bundle_text(make: Callable[[Shelf], bytes]) -> Callable[[Shelf], None]:
    return lambda shelf: put_bundle(shelf, make(shelf))


def public_in_the_bundle(shelf: Shelf) -> None:
    """Packets and seal say public, and what is said of the material still says member."""
    seal = shelf.seal(SECOND)
    table("state", lambda value: value["things"][-1]["values"].update(access="member"))(shelf)
    assert {row.access for row in seal.files} == {"public"}


DEEP = b"[" * 200_000 + b"]" * 200_000
SHA = "0" * 64
BOMBS = ("bomb by ratio", "bomb in small parts", "bomb of one part", "too many parts", "a part too long")

ZIPS = {
    "nothing": lambda _: b"",
    "no zip": lambda _: b"PK but no zip at all",
    "cut in the middle": lambda shelf: whole(shelf)[:-200],
    "cut at its end": lambda shelf: whole(shelf)[:-1],
    "a letter of a part": lambda shelf: renamed(
        packed(*parts_of(shelf).items(), compress_type=zipfile.ZIP_STORED), b"id: harbor", b"id: garden"
    ),
    "another zip in front": lambda shelf: packed(("a", b"x")) + whole(shelf)[:-30],
    "leads out": lambda shelf: whole(shelf, ("../../../etc/cron.d/x", b"x")),
    "leads out inside": lambda shelf: whole(shelf, ("sources/../../x", b"x")),
    "absolute": lambda shelf: whole(shelf, ("/etc/passwd", b"x")),
    "a drive": lambda shelf: whole(shelf, ("C:/x", b"x")),
    "backslashes": lambda shelf: whole(shelf, ("sources\\x", b"x")),
    "NUL in a name": lambda shelf: renamed(whole(shelf, ("aXb.json", b"x")), b"aXb.json", b"a\0b.json"),
    "escapes in a name": lambda shelf: whole(shelf, ("sources/\x1b[2J", b"x")),
    "link": lambda shelf: whole(shelf, ("sources/x", b"/etc/passwd"), external_attr=0o120777 << 16),
    "two of one name": lambda shelf: whole(shelf, ("state.jsoN", b"{}")),
    "one name twice": lambda shelf: renamed(whole(shelf, ("Xtate.json", b"")), b"Xtate.json", b"state.json"),
    "bomb by ratio": lambda shelf: whole(shelf, ("sources/x", bytes(400_000_000))),
    "bomb in small parts": lambda shelf: whole(shelf, *((f"{n}.json", bytes(10_000_000)) for n in range(60))),
    "bomb of one part": lambda _: packed(("state.json", bytes(600_000_000))),
    "too many parts": lambda shelf: whole(shelf, *((f"sources/{n}", b"") for n in range(21_000))),
    "a part too long": lambda shelf: whole(
        shelf, ("sources/x", random.Random(1).randbytes(1_000_000) + bytes(65_000_000))
    ),
    "a lie about the size": lambda shelf: whole(shelf).replace(
        struct.pack("<L", len(parts_of(shelf)["house.json"])), struct.pack("<L", 77)
    ),
    "packed in another way": lambda shelf: whole(shelf, ("sources/x", b"x"), compress_type=zipfile.ZIP_LZMA),
    "encrypted": lambda shelf: re.sub(rb"(PK\x01\x02.{4}).", b"\\1\x01", whole(shelf), flags=re.DOTALL),
}  # fmt: skip

PARTS: dict[str, Callable[[Parts], object]] = {
    "a part is missing": lambda parts: parts.pop("sources/toolkit.yaml"),
    "a form is missing": lambda parts: parts.pop(FORM),
    "a manuscript is missing": lambda parts: parts.pop("manuscripts/p1.en-US.html"),
    "a part too many": lambda parts: parts.update({"sources/more.yaml": b"x"}),
    "a layout too many": lambda parts: parts.update({"layouts/evil.html": b"x"}),
    "a table of no name": lambda parts: parts.update({"more.json": b"{}"}),
    "a picture under another sum": lambda parts: parts.update({f"pictures/{SHA}": b"x"}),
    "a manuscript of nobody": lambda parts: parts.update({"manuscripts/p9.en-US.html": b"<main/>"}),
    "another source": lambda parts: parts.update({"sources/toolkit.yaml": b"id: other\n"}),
    "a longer source": lambda parts: parts.update({"layouts/a.css": parts["layouts/a.css"] + b" "}),
    **{f"no {name}": without(f"{name}.json") for name in ("packets", "house", "imprint", "words", "state")},
}

TABLES = {
    "state is a list": table("state", lambda _: []),
    "state is null": table("state", lambda _: b"null"),
    "state is a number": table("state", lambda _: b"7"),
    "state is nothing": table("state", lambda _: b" "),
    "state is deep": table("state", lambda _: DEEP),
    "state is deep inside": table("state", lambda _: b'{"schema":1,"things":' + DEEP + b"}"),
    "state is full of lists": table("state", lambda _: b"[" + b"[]," * 900_000 + b"[]]"),
    "state is long": table("state", lambda _: b'{"schema":1,"x":"' + b"x" * 17_000_000 + b'"}'),
    "state is of another form": table("state", lambda value: value.update(schema=2)),
    "state is of no form": table("state", lambda value: value.pop("schema") and None),
    "state of form NaN": table("state", lambda _: b'{"schema": NaN}'),
    "state in UTF-16": table("state", lambda value: json.dumps(value).encode("utf-16")),
    "a number of 5,000 digits": table("state", lambda _: b'{"schema":' + b"9" * 5000 + b"}"),
    "a thing is a word": table("state", lambda value: value.update(things=["x"])),
    "things are a mapping": table("state", lambda value: value.update(things={"a": 1})),
    "a title is a number": table("state", lambda value: value["things"][0].update(title=7)),
    "texts are a list": table("state", lambda value: value["things"][0].update(texts=["x"])),
    "a text is a list": table("state", lambda value: value["things"][0]["texts"].update(title=[["x"]])),
    "a thing twice": table("state", lambda value: value["things"].append(value["things"][0])),
    "a thing of nobody": table("state", lambda value: value["things"][-1].update(owner="nobody")),
    "a thing of its own": table(
        "state", lambda value: value["things"][-1].update(owner=value["things"][-1]["address"])
    ),
    "a material for nobody": table("state", lambda value: value["things"][-1]["values"].update(access="x")),
    "a material without access": table("state", lambda value: value["things"][-1]["values"].clear()),
    "a note of another weight": table(
        "state", lambda value: value.update(notes=[{"about": ["p1"], "weight": "x", "text": "y"}])
    ),
    "signs that XML has not": table("state", lambda value: value["things"][0].update(title="a\x01b")),
    "half a sign": table("state", lambda value: value["things"][0].update(title="a\ud800b")),
    "state of another toolkit": table("state", lambda value: value.update(toolkit="other")),
    "state of another edition": table("state", lambda value: value.update(edition="2020.1")),
    "state without the material": table("state", lambda value: value["things"].pop() and None),
    "packets are a mapping": table("packets", lambda _: {}),
    "packets are none": table("packets", lambda _: []),
    "a packet twice": table("packets", lambda value: value * 2),
    "a packet of no kind": table("packets", lambda value: value[0]["packet"].update(kind="x")),
    "a packet that leads out": table("packets", lambda value: value[0]["packet"].update(id="../../p1")),
    "a packet with materials in a word": table(
        "packets", lambda value: value[0]["packet"].update(materials="p1-letter")
    ),
    "a language that leads out": table("packets", lambda value: value[0].update(language="../en")),
    "a drawing under a path": table("packets", lambda value: value[0].update(assets={"a": "../../x"})),
    "a drawing that is missing": table("packets", lambda value: value[0].update(assets={"a": SHA})),
    "a packet too many": table("packets", lambda value: value.append(json.loads(
        json.dumps(value[0]).replace('"p1"', '"p2"')
    ))),
    "a packet for members": table("packets", lambda value: value[0]["packet"].update(access="member")),
    "a packet for nobody": table("packets", lambda value: value[0]["packet"].update(access="")),
    "a packet of another principle": table(
        "packets", lambda value: value[0]["packet"].update(principle="p7")
    ),
    "a packet of other materials": table("packets", lambda value: value[0]["packet"].update(materials=[])),
    "a packet of another title": table("packets", lambda value: value[0].update(title="Other")),
    "words are a list": table("words", lambda _: []),
    "words of a page are a number": table("words", lambda value: value.update({PDF: 7})),
    "words without a file": table("words", lambda value: value.pop(PDF) and None),
    "words of one file more": table("words", lambda value: value.update({"more.pdf": []})),
    "words of one page more": table("words", lambda value: value[PDF].append(SHA[:16])),
    "an imprint of a draft": table("imprint", lambda value: value.update(draft=True)),
    "an imprint of another day": table("imprint", lambda value: value.update(date="1999-01-01")),
    "an imprint of another publisher": table("imprint", lambda value: value.update(publisher="Other")),
    "an imprint of another title": table("imprint", lambda value: value.update(toolkit_title="Other")),
    "an imprint without a label": table("imprint", lambda value: value.pop("label") and None),
    "a brand without colours": table("house", lambda value: value["brand"].pop("palette") and None),
    "a colour that is none": table("house", lambda value: value["brand"]["palette"].update(ink="red")),
    "fonts are a list": table("house", lambda value: value.update(fonts=[])),
    "other fonts": table("house", lambda value: value.update(fonts={})),
    "a picture that is missing": table("house", lambda value: value.update(assets={"logo": SHA})),
    "a picture under a path": table("house", lambda value: value.update(assets={"logo": "../x"})),
    "access of the material alone": public_in_the_bundle,
}  # fmt: skip

SEALS = {
    "nothing": seal_text(b""),
    "deep": seal_text(DEEP),
    "deep inside": seal_text(b'{"schema":1,"files":' + DEEP + b"}"),
    "a list": seal_text(b"[]"),
    "null": seal_text(b"null"),
    "no UTF-8": seal_text(b"\xff\xfe{}"),
    "long": seal_text(b'{"schema":1,"x":"' + b"x" * 20_000_000 + b'"}'),
    "full of lists": seal_text(b"[" + b"[]," * 900_000 + b"[]]"),
    "a number of 5,000 digits": seal_text(b'{"schema":1,"number":' + b"9" * 5000 + b"}"),
    "of another form": raw_seal(lambda value: value.update(schema=2)),
    "a field too many": raw_seal(lambda value: value.update(more=1)),
    "a field too few": raw_seal(lambda value: value.pop("licence")),
    "a label that is a number": raw_seal(lambda value: value.update(label=7)),
    "a number that is a word": raw_seal(lambda value: value.update(number="2")),
    "a number that is true": raw_seal(lambda value: value.update(number=True)),
    "versions that are a list": raw_seal(lambda value: value.update(built_with=["lxml"])),
    "fonts that are a word": raw_seal(lambda value: value.update(fonts="Arial")),
    "a file that is a list": raw_seal(lambda value: value.update(files=[[]])),
    "a file of no variant": raw_seal(lambda value: value["files"][0].update(variant="x")),
    "a file of another format": raw_seal(lambda value: value["files"][0].update(format="exe")),
    "a sum that is a path": raw_seal(lambda value: value["files"][0].update(sha256="../../../etc/passwd")),
    "a sum in capitals": raw_seal(lambda value: value["bundle"].update(sha256="A" * 64)),
    "a size below nothing": raw_seal(lambda value: value["bundle"].update(bytes=-5)),
    "pages below nothing": raw_seal(lambda value: value["files"][0].update(pages=-1)),
    "a key that is a path": raw_seal(lambda value: value["files"][0].update(key="../../x")),
    "a packet that leads out": raw_seal(lambda value: value["files"][0].update(packet="../p1")),
    "a name that leads out": raw_seal(lambda value: value["files"][0].update(path="../x.pdf")),
    "a name from the root": raw_seal(lambda value: value["beside"][0].update(path="/etc/passwd")),
    "a name with NUL": raw_seal(lambda value: value["beside"][0].update(path="a\0b")),
    "a name of a drive": raw_seal(lambda value: value["inputs"][0].update(path="C:x")),
    "a name twice": raw_seal(lambda value: value["inputs"].append(value["inputs"][-1])),
    "an edition that is a path": raw_seal(lambda value: value.update(edition="../2026.2")),
    "an edition before that is none": raw_seal(lambda value: value["before"].update(edition="x")),
    "a sum that does not fit": seal_text(b'{\n "schema": 1,\n "sum": "0"\n}\n'),
    "no manifest": raw_seal(lambda value: value.update(beside=[])),
    "another toolkit": reseal(toolkit="other"),
    "another edition": reseal(edition="2026.7"),
    "another number": reseal(number=7),
    "the number of the first": reseal(number=1),
    "none before": reseal(before=None),
    "another before": reseal(before=Before(FIRST, SHA)),
    "another label": reseal(label="Other"),
    "another day": reseal(date="1999-01-01"),
    "another publisher": reseal(publisher="Other"),
    "access of all, the manifest not fitted": lambda shelf: shelf.reseal(
        SECOND, files=tuple(replace(row, access="member") for row in shelf.seal(SECOND).files)
    ),
    "access to members, all sums fitted": rows(access="member"),
    "access to nobody": rows(access="x"),
    "access of one file": first_row(access="member"),
    "a title": rows(title="Other"),
    "a kind": rows(kind="case-study"),
    "a principle": rows(principle="p9"),
    "materials": rows(materials=("p1-letter", "p2-key")),
    "a packet that is none": rows(packet="p9"),
    "a language": rows(language="es-MX"),
    "pages": lambda shelf: refit(
        shelf, [replace(row, pages=row.pages + (row.format == "pdf")) for row in shelf.seal(SECOND).files]
    ),
    "a file taken out": lambda shelf: refit(shelf, shelf.seal(SECOND).files[:1]),
    "all files taken out": lambda shelf: refit(shelf, ()),
    "a source more": lambda shelf: shelf.reseal(
        SECOND, inputs=(*shelf.seal(SECOND).inputs, Sum("sources/x.yaml", 1, SHA))
    ),
    "a font less": lambda shelf: shelf.reseal(
        SECOND, inputs=tuple(each for each in shelf.seal(SECOND).inputs if each.path != "fonts/a")
    ),
    "the bundle of the first": lambda shelf: put_bundle(
        shelf, (shelf.seals(FIRST) / form.BUNDLE).read_bytes()
    ),
    "seal and bundle of the first": lambda shelf: [
        (shelf.seals(SECOND) / name).write_bytes((shelf.seals(FIRST) / name).read_bytes())
        for name in (form.BUNDLE, form.NAME)
    ],
    "a letter of the bundle, the sum not fitted": lambda shelf: (
        shelf.seals(SECOND) / form.BUNDLE
    ).write_bytes((shelf.seals(SECOND) / form.BUNDLE).read_bytes() + b"x"),
    "a folder in the bundle's place": lambda shelf: (
        (shelf.seals(SECOND) / form.BUNDLE).unlink(), (shelf.seals(SECOND) / form.BUNDLE).mkdir(),
    ),
}  # fmt: skip

ATTACKS: dict[str, Callable[[Shelf], object]] = {
    **{f"zip: {name}": bundle_text(make) for name, make in ZIPS.items() if name not in BOMBS},
    **{f"part: {name}": partial(rebundle, change=change) for name, change in PARTS.items()},
    **{f"table: {name}": tamper for name, tamper in TABLES.items()},
    **{f"seal: {name}": tamper for name, tamper in SEALS.items()},
}
TYPED = {"P110", "P112", "P115", "P120", "P121", "P122", "P123", "P125", "P140", "P141", "P142"}


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_a_stranger_wrote_is_a_typed_problem(shelf, attack):
    ATTACKS[attack](shelf)

    started = time.process_time()
    first, second = verify(shelf.places)
    seconds = time.process_time() - started

    assert (first.edition, first.problems) == (FIRST, [])
    assert second.problems, "nothing was found"
    assert {problem.code for problem in second.problems} <= TYPED
    assert seconds < 10
    read_all_the_same(shelf)


def read_all_the_same(shelf: Shelf) -> None:
    """Whoever reads what verify has refused meets the same typed problems, and at most those."""
    assert codes(lambda: sealed_editions(shelf.places.sources, shelf.places.name)) <= TYPED
    if not codes(lambda: sealed_editions(shelf.places.sources, shelf.places.name)):
        for edition in sealed_editions(shelf.places.sources, shelf.places.name):
            assert codes(edition.state) <= TYPED
            assert codes(partial(manuscripts, edition)) <= TYPED
            assert codes(partial(agree, edition)) <= TYPED


def manuscripts(edition: SealedEdition) -> None:
    assert edition.bundle().manuscripts is not None


def agree(edition: SealedEdition) -> None:
    require_agreement(edition, edition.bundle())


def codes(read: Callable[[], object]) -> set[str]:
    try:
        read()
    except EditionError as error:
        return {problem.code for problem in error.problems}
    return set()


RIGHT = {
    "as it is": lambda _: None,
    "the same parts in another order": lambda shelf: put_bundle(
        shelf, packed(*reversed(parts_of(shelf).items()))
    ),
    "parts that are not packed": lambda shelf: put_bundle(
        shelf, whole(shelf, compress_type=zipfile.ZIP_STORED)
    ),
    "a table in another form of JSON": lambda shelf: rebundle(
        shelf,
        lambda parts: parts.update(
            {"state.json": json.dumps(json.loads(parts["state.json"]), indent=7).encode()}
        ),
    ),
    "a byte order mark": lambda shelf: rebundle(
        shelf, lambda parts: parts.update({"words.json": b"\xef\xbb\xbf" + parts["words.json"]})
    ),
    "a form of a packet that is made by name": lambda shelf: rebundle(
        shelf,
        lambda parts: parts.update({f"pictures/{file_sum('', b'x').sha256}": b"x", "crosswalk.json": b"{}"}),
    ),
    "words in two tongues": table("state", lambda value: value["things"][0].update(title="Гавань ‮é")),
    "a number of a sign as words": table("state", lambda value: value["things"][0].update(title="\\u0001")),
    "members only, everywhere": lambda shelf: [
        table("packets", lambda value: value[0]["packet"].update(access="member"))(shelf),
        table("state", lambda value: value["things"][-1]["values"].update(access="member"))(shelf),
        rows(access="member")(shelf),
    ],
    "many parts": lambda shelf: rebundle(
        shelf,
        lambda parts: parts.update(
            {f"drawings/{file_sum('', b'%d' % n).sha256}": b"%d" % n for n in range(3000)}
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", RIGHT)
def test_what_is_nearest_to_it_and_right_is_taken(shelf, case):
    RIGHT[case](shelf)

    assert shelf.told() == []
    read_all_the_same(shelf)


def mutated(value: Any, rng: random.Random) -> Any:
    """One place of a JSON value becomes another one."""
    odd: tuple[Any, ...] = (None, True, -1, 2**70, 1.5, "", "x", "\0", "../x", [], {}, [[]], {"": ""}, SHA)
    if isinstance(value, dict) and value and rng.random() < 0.9:
        name = rng.choice(sorted(value))
        way = rng.random()
        if way < 0.1:
            return {key: each for key, each in value.items() if key != name}
        if way < 0.15:
            return {**value, rng.choice(["more", "schema", ""]): rng.choice(odd)}
        return {**value, name: mutated(value[name], rng)}
    if isinstance(value, list) and value and rng.random() < 0.9:
        place = rng.randrange(len(value))
        if rng.random() < 0.15:
            return [*value[:place], *value[place + 1 :]]
        if rng.random() < 0.15:
            return [*value, value[place]]
        return [*value[:place], mutated(value[place], rng), *value[place + 1 :]]
    return rng.choice(odd)


@pytest.fixture(scope="module")
def one(tmp_path_factory):
    """A shelf that is put back after each example."""
    made = Shelf(tmp_path_factory.mktemp("hostile"))
    made.add(FIRST)
    made.add(SECOND, 2, FIRST)
    return made


@pytest.mark.slow
@pytest.mark.parametrize("name", ["seal", "state", "packets", "house", "imprint", "words"])
@settings(max_examples=150, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32), times=st.integers(1, 3))
def test_whatever_is_changed_in_a_table_is_never_a_traceback(one, name, seed, times):
    kept = {part: (one.seals(SECOND) / part).read_bytes() for part in (form.NAME, form.BUNDLE)}
    rng = random.Random(seed)

    def change(value: Any) -> Any:
        for _ in range(times):
            value = mutated(value, rng)
        return value if value is not None else b"null"

    def change_seal(value: dict[str, Any]) -> Any:
        changed = change(value)
        return changed if isinstance(changed, dict) else None

    try:
        (raw_seal(change_seal) if name == "seal" else table(name, change))(one)
        for verdict in verify(one.places):
            assert {problem.code for problem in verdict.problems} <= TYPED
        read_all_the_same(one)
    finally:
        for part, data in kept.items():
            (one.seals(SECOND) / part).write_bytes(data)


@pytest.mark.slow
@pytest.mark.parametrize("name", [*BOMBS, "full of lists", "full of words", "full of mappings"])
def test_bombs_take_neither_time_nor_memory(shelf, name):
    """In a process of its own, by the command."""
    if name in ZIPS:
        put_bundle(shelf, ZIPS[name](shelf))
    else:
        filled = {
            "full of lists": b"[" + b"[]," * 390_000 + b"[]]",
            "full of words": b'{"schema":1,"things":[' + b'"ab",' * 790_000 + b'"a"]}',
            "full of mappings": b'{"schema":1,"things":[' + b'{"a":1},' * 390_000 + b"{}]}",
        }[name]
        rebundle(shelf, lambda parts: parts.update({"state.json": filled}))
    (shelf.places.sources / "toolkit.yaml").write_text("id: harbor\n")

    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, "verify", "--toolkit", "harbor"],
        cwd=shelf.root, capture_output=True, text=True,
    )  # fmt: skip

    assert done.returncode == 6, done.stderr
    assert "Traceback" not in done.stderr
    assert time.monotonic() - started < 10
    assert int(done.stderr.split()[-1]) < 500_000  # KB


MEASURED = """
import pathlib, re, sys
from toolkit_builder.cli import toolkit
code = toolkit(sys.argv[1:], standalone_mode=False)
peak = re.search(r"VmHWM:\\s*(\\d+)", pathlib.Path("/proc/self/status").read_text())[1]
sys.stderr.write(f" {peak}")
sys.exit(code)
"""
