"""Names of files that no editor chooses: each is passed over or named in words, on one line of a terminal."""

import os
import shutil

import pytest

from tests.projects import command
from toolkit_builder.content.starter import init

pytestmark = pytest.mark.hostile

FOLDER = "principles/first-principle/artifacts"
GOOD = f"{FOLDER}/family-letter.yaml"
WILD = {
    "a line end": b"a\nb.yaml",
    "a return": b"a\rb.yaml",
    "a tab": b"a\tb.yaml",
    "a terminal code": b"\x1b]0;x\x07\x1b[31ma.yaml",
    "right to left": "a\u202elmay.yaml".encode(),
    "an isolate": "a\u2066b.yaml".encode(),
    "255 bytes": b"a" * 250 + b".yaml",
    "85 wide letters": "\u6f22".encode() * 83 + b".yaml",
    "no UTF-8": b"\xff\xfe.yaml",
    "half of a pair": b"\xed\xa0\x80.yaml",
    "a device": b"con.yaml",
    "a port": b"LPT1.yaml",
    "a dash first": b"-rf.yaml",
    "an option": b"--help.yaml",
    "dots": b"..yaml",
    "three dots": b"...yaml",
    "only an ending": b".yaml",
    "a backslash": b"..\\..\\a.yaml",
    "a blank at the end": b"a.yaml ",
    "a dot at the end": b"a.yaml.",
    "a quote": b"a';$(x)\".yaml",
    "a star": b"a*.yaml",
    "a colon": b"c:a.yaml",
    "an invisible letter": "a\u200bb.yaml".encode(),
    "letters that are two": "e\u0301.yaml".encode(),
    "a mark alone": "\u0301.yaml".encode(),
    "a tag": b"<script>.yaml",
    "a surrogate escape": os.fsencode("\udc80a.yaml"),
}


@pytest.fixture(scope="module")
def starter(tmp_path_factory):
    folder = tmp_path_factory.mktemp("names")
    init(folder / "mine", "starter")
    return folder / "mine"


@pytest.mark.slow
@pytest.mark.parametrize("kind", WILD)
def test_a_wild_name_is_named_in_words(starter, kind):
    sources = starter / "sources" / "starter"
    path = os.path.join(os.fsencode(sources / FOLDER), WILD[kind])  # noqa: PTH118 - bytes
    shutil.copyfile(os.fsencode(sources / GOOD), path)
    try:
        done = command("check", cwd=starter)
    finally:
        os.remove(path)  # noqa: PTH107

    assert done.returncode in (0, 3), done.stderr
    assert "Traceback" not in done.stderr
    assert not set(done.stdout + done.stderr) & set("\x1b\x07\r\u202e\u2066\u200b")
    assert len(done.stderr) < 4000


@pytest.mark.slow
@pytest.mark.parametrize("name", ["letter-2.yaml", "a.yaml", "x" * 20 + ".yaml"])
def test_the_nearest_name_is_one(starter, name):
    path = starter / "sources" / "starter" / FOLDER / name
    text = (starter / "sources" / "starter" / GOOD).read_text(encoding="utf-8")
    path.write_text(text.replace("id: p1-letter", "id: p1-other").replace("id: family-letter", "id: other"))
    try:
        done = command("check", cwd=starter)
    finally:
        path.unlink()

    assert "C116" not in done.stderr
    assert "Traceback" not in done.stderr
