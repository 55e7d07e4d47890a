"""One parser takes what is well formed and stands for itself, and nothing else."""

import time

import pytest

from toolkit_builder.machine import xml
from toolkit_builder.machine.xml import XmlError, parse

pytestmark = pytest.mark.hostile

DOCTYPE = "it has a document type declaration (DOCTYPE)"
LAUGHS = '<!ENTITY l0 "ha">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def nested(depth: int) -> bytes:
    return b"<a>" * depth + b"</a>" * depth


def with_attribute(length: int) -> bytes:
    return b'<a b="' + b"x" * length + b'"/>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (f"<!DOCTYPE a [{LAUGHS}]><a>&l9;</a>", "Maximum entity amplification factor exceeded"),
        (f'<!DOCTYPE a [{LAUGHS}]><a b="&l9;"/>', "Maximum entity amplification factor exceeded"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', DOCTYPE),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a b="&b;"/>', DOCTYPE),
        ('<!DOCTYPE a [<!ATTLIST a b CDATA "c">]><a/>', DOCTYPE),
        ('<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>', DOCTYPE),
        ("<!DOCTYPE a><a/>", DOCTYPE),
        ("<a>&nbsp;</a>", "Entity 'nbsp' not defined"),
        ("<b:a/>", "Namespace prefix b on a is not defined"),
        ("<a/><a/>", "Extra content at the end of the document"),
        ("<a b='1' b='2'/>", "Attribute b redefined"),
        ("", "Document is empty"),
        ("PK\3\4", "Start tag expected"),
    ],
)
def test_what_is_hostile_or_torn_is_refused_at_once(data, message):
    started = time.monotonic()

    with pytest.raises(XmlError, match="^" + message.replace("(", r"\(").replace(")", r"\)")):
        parse(data.encode())

    assert time.monotonic() - started < 5


@pytest.mark.parametrize("kind", ["b", "% b"])
def test_no_file_is_read_for_an_entity(tmp_path, kind):
    (tmp_path / "secret").write_text('<!ENTITY c "a secret">')
    uri = (tmp_path / "secret").as_uri()
    use = "&b;" if kind == "b" else "&c;"
    declared = f'<!ENTITY {kind} SYSTEM "{uri}">' + ("%b;" if kind != "b" else "")

    with pytest.raises(XmlError) as caught:
        parse(f"<!DOCTYPE a [{declared}]><a>{use}</a>".encode())

    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0" encoding="x-nothing"?><a/>',
        b'<?xml version="1.0" encoding="utf-16"?><a/>',
        b"<a>\xff\xfe</a>",
        b"<a>\xc3</a>",
        b"<a>\0</a>",
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>'.encode("utf-16"),
    ],
)
def test_an_encoding_that_is_broken_or_hides_something_is_refused(data):
    with pytest.raises(XmlError):
        parse(data)


@pytest.mark.parametrize(
    "data",
    [
        "<a>é</a>".encode(),
        "\ufeff<a>é</a>".encode(),
        b"<a>&#233;</a>",
        '<?xml version="1.0" encoding="utf-16"?><a>é</a>'.encode("utf-16"),
        '<?xml version="1.0" encoding="iso-8859-1"?><a>é</a>'.encode("latin-1"),
        "<?b c?><!-- <!DOCTYPE a> --><a><!-- b -->é</a>".encode(),
        "<a><![CDATA[é]]></a>".encode(),
    ],
)
def test_what_is_well_formed_is_taken_without_its_comments(data):
    assert parse(data).text == "é"


def test_words_of_xml_stay_words():
    assert parse(b"<a>&lt;!DOCTYPE a&gt; &amp;b;</a>").text == "<!DOCTYPE a> &b;"


def test_a_comment_parts_no_words():
    root = parse(b"<a>b<!-- c -->d<e/>f<!-- g -->h</a>")

    assert (root.text, root[0].tail, len(root)) == ("bd", "fh", 1)


@pytest.mark.parametrize(
    ("data", "good"),
    [
        (nested(256), True),
        (nested(257), False),
        (with_attribute(9_900_000), True),
        (with_attribute(10_000_001), False),
    ],
    ids=["256 deep", "257 deep", "an attribute of 9.9 MB", "an attribute of over 10 MB"],
)
def test_depth_and_length_have_limits(data, good):
    if good:
        parse(data)
    else:
        with pytest.raises(XmlError):
            parse(data)


def test_size_has_a_limit(monkeypatch):
    monkeypatch.setattr(xml, "MAX_BYTES", 1_000_000)
    parse(b"<a>" + b"x" * 999_993 + b"</a>")

    with pytest.raises(XmlError, match=r"^it is larger than 1 MB$"):
        parse(b"<a>" + b"x" * 999_994 + b"</a>")


def test_an_error_names_its_line():
    with pytest.raises(XmlError) as caught:
        parse(b"<a>\n<b>\n</a>")

    assert str(caught.value) == "Opening and ending tag mismatch: b line 2 and a, line 3, column 5"
    assert caught.value.line == 3
