"""A picture is found by its name, or the name that it really has is told."""

import unicodedata

import pytest

from tests.content.picture_files import arrow, drawn, file_of
from toolkit_builder.content.comparing.state import state
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.content.pictures.logo import logo
from toolkit_builder.errors import SourceError

MARK = drawn('<path d="M1 1h90v50z"/>')


def with_logo(starter, change, name, file=None, data=MARK):
    (starter / (file or name)).write_bytes(data)
    change(f'@ brand.yaml\n- logo: mark.svg\n+ logo: "{name}"\n')
    return load_toolkit(starter, "starter")


def refused(starter):
    with pytest.raises(SourceError) as caught:
        load_toolkit(starter, "starter")
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(
    "name",
    ["our mark.svg", "LOGO.SVG", "Escudo ñ.svg", "ʻŌlelo.svg", "标志.svg", "a&b (new).svg", "mark", "x.PNG"],
)
def test_names_as_people_give_them_are_found(starter, change, name):
    if name == "mark":
        (starter / name).write_bytes(MARK)
        assert refused(starter).code == "C110"  # only an ending tells that it is meant as a picture
        return
    toolkit = with_logo(starter, change, name, data=file_of(arrow(), "PNG") if name.endswith("PNG") else MARK)

    assert logo(toolkit.brand, toolkit.pictures)


@pytest.mark.parametrize("name", ["Lógo.svg", "Kōkua.svg", "Łódź – Wappen.svg", "Việt.svg"])
@pytest.mark.parametrize("on_disk", ["NFC", "NFD"])
@pytest.mark.parametrize("written", ["NFC", "NFD"])
def test_a_name_is_the_same_on_a_mac(starter, change, name, on_disk, written):
    file, said = unicodedata.normalize(on_disk, name), unicodedata.normalize(written, name)

    toolkit = with_logo(starter, change, said, file)

    assert logo(toolkit.brand, toolkit.pictures)
    assert file in [path.name for path in starter.iterdir()]


def test_an_edition_calls_a_picture_alike_on_every_machine(starter, change):
    with_logo(starter, change, "Lógo.svg", unicodedata.normalize("NFD", "Lógo.svg"))
    there = state(load_toolkit(starter, "starter"))
    (starter / unicodedata.normalize("NFD", "Lógo.svg")).rename(
        starter / unicodedata.normalize("NFC", "Lógo.svg")
    )

    assert state(load_toolkit(starter, "starter")) == there


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("logo.png", "LOGO.PNG"),
        ("Crest.svg", "crest.svg"),
        ("ŁÓDŹ.svg", "łódź.svg"),
        ("two words.svg", "two-words.svg"),
        ("our  mark.svg", "our mark.svg"),
    ],
)
def test_a_name_that_a_disk_may_take_for_the_same_is_told(starter, change, name, file):
    """Also where the disk itself would open it: the copy of a colleague's disk would not."""
    (starter / file).write_bytes(MARK)
    change(f'@ brand.yaml\n- logo: mark.svg\n+ logo: "{name}"\n')

    problem = refused(starter)

    assert problem.code == "C414"
    assert problem.place.text.startswith("logo: ")
    assert problem.message == f'the file is called "{file}", not "{name}"'


@pytest.mark.parametrize(
    "name", ["/home/us/mark.svg", "C:\\\\logos\\\\mark.svg", "https://example.net/mark.svg", "logos/mark.svg"]
)
def test_a_picture_elsewhere_is_refused(starter, change, name):
    change(f'@ brand.yaml\n- logo: mark.svg\n+ logo: "{name}"\n')

    assert refused(starter).code == "C409"


def test_a_folder_and_a_link_are_no_pictures(starter):
    (starter / "mark.svg").rename(starter.parent / "mark.svg")
    (starter / "mark.svg").symlink_to(starter.parent / "mark.svg")
    assert refused(starter).code == "C113"

    (starter / "mark.svg").unlink()
    (starter / "mark.svg").mkdir()
    assert refused(starter).code == "C110"


@pytest.mark.parametrize(
    ("name", "near"), [("mark.png", "mark.svg"), ("marks.svg", "mark.svg"), ("mark", "mark.svg")]
)
def test_a_name_that_is_nearly_right_is_told(starter, change, name, near):
    change(f"@ brand.yaml\n- logo: mark.svg\n+ logo: {name}\n")

    problem = refused(starter)

    assert (problem.code, problem.hint) == ("C403", f"did you mean {near}?")
