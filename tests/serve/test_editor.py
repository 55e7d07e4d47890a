"""Links that open a file in an editor."""

from pathlib import Path, PureWindowsPath

import pytest

from toolkit_builder.errors import Misuse
from toolkit_builder.serve.editor import Editor, FileLinks


@pytest.mark.parametrize(
    ("wish", "link"),
    [
        ("vscode", "vscode://file//home/a%20b/%C3%A9.yaml:3:5"),
        ("vscodium", "vscodium://file//home/a%20b/%C3%A9.yaml:3:5"),
        ("idea", "idea://open?file=/home/a%20b/%C3%A9.yaml&line=3&column=5"),
        ("x-mine://{line}?{path}", "x-mine://3?/home/a%20b/%C3%A9.yaml"),
        ("none", ""),
    ],
)
def test_a_place_becomes_an_address(wish, link):
    assert Editor.of(wish).link(Path("/home/a b/é.yaml"), 3, 5) == link


def test_a_whole_file_opens_at_its_beginning():
    assert Editor.of("vscode").link(Path("/a.yaml")) == "vscode://file//a.yaml:1:1"


def test_a_path_of_windows_is_written_as_addresses_are():
    link = Editor.of("vscode").link(PureWindowsPath("C:\\texts\\a.yaml"), 2)

    assert link == "vscode://file/C:/texts/a.yaml:2:1"


def test_braces_in_a_path_are_no_fields():
    assert Editor.of("vscode").link(Path("/{line}.yaml"), 7) == "vscode://file//%7Bline%7D.yaml:7:1"


@pytest.mark.parametrize(
    "wish", ["notepad", "javascript:open('{path}')", "data:{path}", "vscode://file/", ""]
)
def test_what_opens_no_editor_is_refused(wish):
    with pytest.raises(Misuse, match="opens no editor"):
        Editor.of(wish)


def test_only_files_of_the_toolkit_and_of_layouts_are_opened():
    links = FileLinks(Editor.of("x://{path}"), Path("/p/sources/t"), "sources/t", Path("/p/layouts"))

    assert links.link("sources/t/toolkit.yaml", 1) == "x:///p/sources/t/toolkit.yaml"
    assert links.link("layouts/book/packet.html") == "x:///p/layouts/book/packet.html"
    assert links.link("p1 (word)") == ""
