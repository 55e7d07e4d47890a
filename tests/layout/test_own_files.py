"""Files among a toolkit's own layouts that no layouts, sheets or strings are: named, never run."""

import pytest

from tests.layout.test_sandbox import FRAME
from tests.pdf.packets import harbor
from toolkit_builder.content.model import OwnWords
from toolkit_builder.errors import LayoutError, OutputError
from toolkit_builder.layout import Filler
from toolkit_builder.layout.folders import MAX_BYTES, read_layout
from toolkit_builder.layout.wording import Wording, own_strings, read_strings
from toolkit_builder.output.check import check_packets
from toolkit_builder.project import layouts_path

pytestmark = pytest.mark.hostile

WHOLE = FRAME.format("fine")


def fill(folder, words):
    path = folder / "artifact" / "packet.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(words if isinstance(words, bytes) else words.encode())
    plan = next(plan for plan in harbor().plans if plan.packet.id == "p1-artifact")
    return Filler(harbor().toolkit, (folder, layouts_path())).fill(plan)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<main class="packet"', "<section"),
        (' id="{{ address(packet) }}"', ""),
        (' lang="en"', ""),
        (' lang="en"', ' lang="x\'&gt;&lt;b"'),
        ("<p>fine</p>", '<p><a href="javascript:alert(1)">x</a></p>'),
        ("<p>fine</p>", '<p><a href="file:///etc/passwd">x</a></p>'),
        ("<p>fine</p>", '<p><a href="data:text/html,x">x</a></p>'),
        ("<p>fine</p>", '<p><a href="//a.example">x</a></p>'),
        ("<p>fine</p>", '<p><a href="http://[">x</a></p>'),
        ("<p>fine</p>", '<ol start="x"><li>x</li></ol>'),
        ("<p>fine</p>", '<ol start="99999999999999999999"><li>x</li></ol>'),
        ("<p>fine</p>", '<textarea name="x" title="x" rows="1e9"></textarea>'),
    ],
)
def test_what_no_writer_takes_is_l103(tmp_path, old, new):
    words = WHOLE.replace(old, new)
    if old.startswith("<main"):
        words = words.replace("</main>", "</section>")

    with pytest.raises(LayoutError) as refused:
        fill(tmp_path, words)

    assert {problem.code for problem in refused.value.problems} == {"L103"}


@pytest.mark.parametrize(
    "words",
    [
        '<a href="https://a.example/x?y=1#z">x</a>', '<a href="http://a.example">x</a>',
        '<a href="mailto:a@b.example?subject=x%20y">x</a>', '<a href="#p1_letter">x</a>',
        '<a href="tel:+1-202-555-0101">x</a>', '<a href="https://a.example/y[1]">x</a>',
        '<a href="http://[::1]:80/y">x</a>',
    ],
)  # fmt: skip
def test_what_they_take_passes(tmp_path, words):
    assert b">x<" in fill(tmp_path, WHOLE.replace("fine", words)).body or "#" in words


def test_more_elements_than_any_packet_has_are_stopped(tmp_path):
    with pytest.raises(LayoutError, match=r"L102 .* more than 1000000 elements"):
        fill(
            tmp_path,
            WHOLE.replace("fine", "{% for a in range(9000) %}" + "<em>x</em>" * 200 + "{% endfor %}"),
        )


def build(layouts):
    """Read whatever a build reads of layouts."""
    manuscripts = [Filler(harbor().toolkit, layouts).fill(plan) for plan in harbor().plans]
    check_packets(harbor().toolkit, manuscripts, layouts)


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"\xff\xfe<\0p\0", "not written in UTF-8"), (b"x" * (MAX_BYTES + 1), "longer than 200 KB")],
    ids=["UTF-16", "long"],
)
@pytest.mark.parametrize("name", ["artifact/packet.html", "styles/screen.css", "strings/en.yaml"])
def test_a_file_that_cannot_be_taken_is_l114(tmp_path, data, why, name):
    own = tmp_path / "sources" / "harbor" / "layouts"
    path = own / name
    path.parent.mkdir(parents=True)
    path.write_bytes(data)

    with pytest.raises(LayoutError, match=f"sources/harbor/layouts/{name}: L114 .*{why}"):
        build((own, layouts_path()))


@pytest.mark.parametrize(
    "words", ["(" * 4000, ".a { b: " + "(" * 4000, "@media " + "[" * 4000, "}" * 4000], ids=range(4)
)
def test_a_sheet_that_no_renderer_reads_is_o111(tmp_path, words):
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "screen.css").write_text(words, "utf-8")

    with pytest.raises(OutputError, match="O111 the renderer"):
        build((tmp_path, layouts_path()))


@pytest.mark.parametrize("words", ["[a]", "{a: b}"])
def test_strings_are_words(tmp_path, words):
    own = tmp_path / "sources" / "harbor" / "layouts"
    (own / "strings").mkdir(parents=True)
    (own / "strings" / "en.yaml").write_text(f"dont_know: {words}\n", "utf-8")

    with pytest.raises(
        LayoutError, match=r"^sources/harbor/layouts/strings/en\.yaml:1:\d+: L111 words belong"
    ):
        read_strings((own, layouts_path()), "en")


def test_a_mark_and_line_ends_of_windows_are_as_none(tmp_path):
    (tmp_path / "x.html").write_bytes(b"\xef\xbb\xbfone\r\ntwo")

    assert read_layout((tmp_path,), "x.html") == "one\ntwo"


@pytest.mark.parametrize("name", ["../x.html", "/x.html", "a/../../x.html", "a\\x.html", "", ".", "c:x.html"])
def test_a_name_stays_inside(tmp_path, name):
    (tmp_path / "x.html").write_text("x", "utf-8")

    assert read_layout((tmp_path / "layouts",), name) is None


class Value:
    secret = "what nobody may read"


@pytest.mark.parametrize(
    "label",
    ["{x.secret}", "{x[0]}", "{x!r}", "{x:>9}", "{x}", "a { b", "{{x}}", "{", "}}{{", "{x.__class__}"],
)
def test_own_words_are_printed_as_they_are(label):
    say = Wording(own_strings(OwnWords(readers={"zed": label})))

    assert say["reader_zed"] == say.reader_zed == say("reader_zed", x=Value()) == label


def test_strings_take_values_by_their_names_alone():
    say = Wording({"pages": "{n} of {total}, {{not}} this", "deep": "{x.secret}"})

    assert say("pages", n=1, total=2) == "1 of 2, {not} this"
    assert say["pages"] == "{n} of {total}, {not} this"
    assert "nobody" not in say("deep", x=Value())
    with pytest.raises(ValueError, match="need a value for 'total'"):
        say("pages", n=1)
