"""A file however wrong is told in words that a person can read: few, short, and safe for a terminal."""

import json
import random
import subprocess
import sys

import pytest

from tests.projects import surroundings
from toolkit_builder.cli.words.text import as_json, problems
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.content.reading.reader import read
from toolkit_builder.errors import MOST, Misuse, Place, Problem, SourceError, UnknownName, limited, some

LETTER = "principles/first-principle/artifacts/family-letter.yaml"
SIZE = 990_000


def many(number, path="a.yaml"):
    return [Problem(Place(path, line + 1), "C104", f"fault {line}", "mend it") for line in range(number)]


def caught(data):
    with pytest.raises(SourceError) as error:
        read("file.yaml", data)
    return error.value


@pytest.mark.parametrize(("number", "more"), [(1, 0), (MOST, 0), (MOST + 1, 1), (90_000, 89_900)])
def test_of_many_problems_of_a_file_a_hundred_are_told_and_the_others_counted(number, more):
    error = SourceError(many(number))

    last = error.problems[-1]
    assert len(error.problems) == min(number, MOST) + bool(more)
    assert last.more == more
    assert str(error).endswith(f"{number:,} problem{'s' * (number > 1)}; nothing was written.")
    assert len(str(error).split("\n")) < 200
    assert more == 0 or f"a.yaml: C104 and {more:,} more in this file" in str(error)


def test_each_file_has_a_hundred_of_its_own():
    error = SourceError([*many(150), *many(99, "b.yaml")])

    assert [problem.more for problem in error.problems if problem.more] == [50]
    assert len(error.problems) == MOST + 1 + 99


def test_what_is_counted_once_is_counted_still_when_more_comes():
    first = limited(many(150))
    again = SourceError([*first, Problem(Place("a.yaml", 500), "C105", "another", "")])

    assert again.problems[-1].more == 51
    assert "151 problems" in str(again)


def test_the_first_are_shown_with_their_lines_and_the_others_in_one_line_each():
    error = caught(b"".join(b"a%d: b #c\n" % number for number in range(60)))
    lines = str(error).split("\n")

    assert sum("| " in line for line in lines) == 2 * 25
    assert sum(" C216 " in line for line in lines) == 60


HEAD, TAIL = "…" + "x" * 57 + ": a\ufffdb", "y" * 98 + "…"


@pytest.mark.parametrize(
    ("line", "shown", "carets"),
    [
        ("title: \u200bword", "title: \ufffdword", "       ^"),
        ("漢字漢字: a\u200bb", "漢字漢字: a\ufffdb", "           ^"),
        ("cafe\u0301s: a\u200bb", "cafe\u0301s: a\ufffdb", "        ^"),
        ("a\u00a0b: c\u200bd", "a␣b: c\ufffdd", "      ^"),
        ("x" * 500 + ": a\u200bb" + "y" * 500, HEAD + TAIL, " " * 61 + "^"),
        ("x" * 90_000 + ": a\u200bb" + "y" * 500, HEAD + TAIL, " " * 61 + "^"),
        ("漢" * 500 + ": a\u200bb", "…" + "漢" * 57 + ": a\ufffdb", " " * 118 + "^"),
    ],
    ids=["plain", "wide", "accent apart", "blank", "long", "very long", "long and wide"],
)  # fmt: skip
def test_the_caret_stands_below_its_sign(line, shown, carets):
    _, excerpt, below, *_ = str(caught(line.encode())).split("\n")

    assert excerpt == f"     1 | {shown}"
    assert below == f"       | {carets}"


HOSTILE = [
    "\x1b[2J\x1b]0;owned\x07",
    "\u202egpj.exe",
    "a\nb: C101 no problem",
    "\x9b31m",
    "\udc80",
    "\u2066x\u200b",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_no_sign_that_a_terminal_obeys_comes_out(words):
    problem = Problem(
        Place(f"a/{words}.yaml", 1, 1, 1, ""), "C104", f'"{words}" is no field', f"write {words}"
    )
    said = str(SourceError([problem]))

    assert all(line.isprintable() for line in said.split("\n"))
    assert said.split("\n")[0].startswith("a/")
    assert Misuse(f"there is no {words}").message.isprintable()
    assert UnknownName("packet", words, ["p1"]).message.isprintable()


@pytest.mark.parametrize("words", HOSTILE)
def test_what_programs_read_is_safe_for_a_terminal_too(words):
    error = SourceError([Problem(Place(f"{words}.yaml"), "C110", f"no {words}", "")])

    said = as_json(problems(error))

    assert all(line.isprintable() for line in said.split("\n"))
    assert json.loads(said)["problems"][0]["path"] == f"{words}.yaml"


@pytest.mark.parametrize("words", ["Peña", "漢字", "e\u0301", "it’s", "two  blanks"])
def test_words_are_shown_as_they_are(words):
    assert words in str(Problem(Place("a.yaml", 1), "C104", f'"{words}" is no field', words))
    assert words in as_json({"a": words})


def test_a_name_in_a_folder_cannot_speak_to_the_terminal(starter):
    (starter / "artifacts").mkdir()
    (starter / "artifacts" / "\x1b[31mred\u202e.yaml").write_text("id: a\n")

    with pytest.raises(SourceError) as error:
        load_toolkit(starter, "starter")

    assert "artifacts/<U+001B>[31mred<U+202E>.yaml: C116" in str(error.value)


def test_of_many_names_some_are_told():
    names = [f"name-{number}" for number in range(500)]

    assert some(names).endswith("name-19 and 480 more")
    assert some(names[:21]).endswith("name-19, name-20")
    assert "and 480 more" in UnknownName("packet", "zzz", names).hint


def test_long_words_are_cut():
    told = SourceError([Problem(Place("a.yaml", 1), "C104", "x" * 100_000, "y" * 100_000)])

    assert len(str(told)) < 2_000
    assert len(told.problems[0].message) < 1_000


def letter(old, new):
    """A function that puts something into the starter's letter."""
    return lambda text: text.replace(old, new, 1).encode()[:SIZE]


def texts(start, signs):
    """A function that puts fifty texts, nearly as long as a text may be, into the starter's letter."""
    words = (start + signs * 19_500)[:19_500]
    topics = "".join(f"  - '{words}'\n" for _ in range(50))
    return letter(TOPICS, f"topics:\n{topics}  - '[@a]'\n")


TOPICS = "topics:\n  - communication\n"
# Each makes a file of a megabyte out of the letter.
WRONG = {
    "control characters": lambda _: b"a\x07b\n" * (SIZE // 4),
    "unknown keys": lambda _: b"".join(b"key%d: x\n" % number for number in range(70_000)),
    "one line": lambda _: b"title: " + b"word " * (SIZE // 5),
    "one line, wrong at its end": lambda _: b"title: " + b"word " * (SIZE // 5) + "\u200bx".encode(),
    "items each wrong": letter(TOPICS, "topics:\n" + "".join(f"  - {{a: {n}}}\n" for n in range(100_000))),
    "deep nesting": lambda _: b"a: " + b"[{b: " * (SIZE // 5),
    "tabs": lambda _: b"\tx\n" * (SIZE // 3),
    "random bytes": lambda _: random.Random(1).randbytes(SIZE),
    "a photo": lambda _: b"\xff\xd8\xff\xe0" + random.Random(1).randbytes(SIZE),
    "mojibake": letter(TOPICS, "topics:\n" + "".join(f"  - PeÃ±a donâ€™t {n}\n" for n in range(9_000))),
    "marks of a merge": lambda _: b"<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n" * (SIZE // 34),
    "a key": lambda _: b"k" * SIZE + b": x\n",
    "one key again and again": lambda _: b"a: b\n" * (SIZE // 5),
    "direction marks": lambda _: "a\u200eb\n".encode() * (SIZE // 6),
    "blanks of print": lambda _: "\u00a0x: y\n".encode() * (SIZE // 8),
    "stars in addresses": texts("*a https://x.org/", "*"),
    "an address": texts("https://x.org/?q=", "a."),
    "parts in a row": texts("", "third "),
    "half citations": texts("", "[@a"),
    "braces": texts("", "{{"),
    "labels": texts("", "rated Emerging "),
    "addresses": texts("", "https://a.org/b [@x] "),
    "soft hyphens": lambda _: ("title: " + "a\u00ad" * (SIZE // 3)).encode(),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", WRONG)
def test_a_megabyte_however_wrong_is_told_soon_and_shortly(name, starter):
    file = starter / LETTER
    file.write_bytes(WRONG[name](file.read_text(encoding="utf-8")))
    script = (
        "import re, resource, sys, pathlib\n"
        "from toolkit_builder.content.load import load_toolkit\n"
        "from toolkit_builder.errors import SourceError\n"
        "try:\n    load_toolkit(pathlib.Path(sys.argv[1]), 'starter')\n"
        "except SourceError as error:\n    print(error)\n"
        "used = resource.getrusage(resource.RUSAGE_SELF)\n"
        # What getrusage calls the peak holds that of the process that started this one.
        "peak = re.search(r'VmHWM:\\s+(\\d+)', pathlib.Path('/proc/self/status').read_text())\n"
        "print(used.ru_utime + used.ru_stime, int(peak[1]) / 1024, file=sys.stderr)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", script, str(starter)],
        env=surroundings(), capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip

    seconds, megabytes = map(float, done.stderr.split())
    lines = done.stdout.split("\n")
    assert "nothing was written" in done.stdout
    assert seconds < 3
    assert megabytes < 150
    assert len(lines) < 200
    assert max(map(len, lines)) < 1_000
