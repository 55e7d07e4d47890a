"""What looks at a text takes time in step with its length, whatever signs somebody has typed."""

import re
import time

import pytest

from toolkit_builder.content import richtext
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.content.numerals import numerals
from toolkit_builder.content.rules.mentions import _SLIP
from toolkit_builder.content.rules.plain_fields import _first_mark, without_marks
from toolkit_builder.content.rules.texts import uncited_figures
from toolkit_builder.content.rules.traces import ERRORS
from toolkit_builder.content.rules.traces.addresses import private_documents, tracked
from toolkit_builder.content.rules.traces.words import left_to_do
from toolkit_builder.content.typed_labels import typed_alone, typed_labels
from toolkit_builder.errors import SourceError

LETTER = "principles/first-principle/artifacts/family-letter.yaml"
ASSESSMENT = "principles/first-principle/self-assessments/main.yaml"
# One text of each kind: Text, Line, Rich.
PLACES = [
    (ASSESSMENT, r"(?m)^title: .*"),
    (ASSESSMENT, r"(?m)^not_for: .*(?:\n  .*)*"),
    (LETTER, r"      We will tell you in March how far we have come\."),
]
LABELS = {"emerging": "Emerging", "not-yet": "Not yet"}


def each_trace(text):
    for kind in ERRORS:
        list(kind.find(text))


LOOKS = {
    "marks": lambda text: richtext._blocks.__wrapped__(text),
    "marks of a line": lambda text: richtext._inlines.__wrapped__(text),
    "traces": each_trace,
    "addresses": lambda text: [*tracked(text), *private_documents(text), *left_to_do(text)],
    "plain fields": lambda text: (_first_mark(text), without_marks(text)),
    "numbers": lambda text: (numerals(text), list(uncited_figures(text))),
    "mentions": lambda text: list(_SLIP.finditer(text)),
    "labels": lambda text: (list(typed_labels(text, LABELS)), typed_alone(text, LABELS)),
}
# What a text begins with, and what it repeats.
TEXTS = [
    ("", "* "), ("", "a* "), ("", "*a "), ("*a https://x.org/", "*"), ("", "a*"), ("", "_ "), ("", "[@"),
    ("", "[@a"), ("", "]("), ("", "[ ] "), ("", "{"), ("", "{{"), ("{level ", " "), ("", "` "), ("", "$a "),
    ("", "<b>x "), ("", "<"), ("", "\\n "), ("", "\\ "), ("", "third "), ("", "1 "), ("", "one "), ("", "é"),
    ("", "漢"), ("", "Ã© "), ("https://x.org/?q=", "a"), ("https://x.org/?q=", "a."),
    ("https://x.org/?q=", "a@"), ("", "https://a.org/b [@x] "), ("", "the level Emerging "),
    ("", "rated Emerging "), ("", "a@"), ("", "“"), ("", "&"), ("", "~~a "), ("", "=="), ("", "a\n"),
]  # fmt: skip


def seconds(look, text):
    """The least of three times."""
    times = []
    for _ in range(3):
        start = time.process_time()
        look(text)
        times.append(time.process_time() - start)
    return min(times)


def grows(look, short, long):
    """Whether a text of four times the length takes more than ten times as long."""
    took = seconds(look, long)
    # What takes less than this is over before it grows.
    return took > 0.05 and took > 10 * seconds(look, short)


@pytest.mark.slow
@pytest.mark.parametrize("name", LOOKS)
def test_four_times_the_text_takes_no_sixteen_times_as_long(name):
    slow = []
    for start, signs in TEXTS:
        short, long = (start + signs * (size // len(signs)) + "x" for size in (5_000, 20_000))
        # Once or twice may be the machine, which has other work to do.
        if all(grows(LOOKS[name], short, long) for _ in range(3)):
            slow.append((start, signs))

    assert slow == []


@pytest.mark.parametrize(("file", "field"), PLACES, ids=["Text", "Line", "Rich"])
@pytest.mark.parametrize(("more", "codes"), [(0, set()), (1, {"C103"})], ids=["20,000", "20,001"])
def test_a_text_of_any_kind_has_at_most_20_000_characters(file, field, more, codes, starter):
    path = starter / file
    text = path.read_text(encoding="utf-8")
    (found,) = re.findall(field, text)[:1]
    key = found.partition(":")[0] + ": " if file == ASSESSMENT else "      "
    before = 0 if file == ASSESSMENT else len("This year every school works on one aim.\n\n")
    words = ("word " * 4_001)[: 19_999 - before + more] + "s"
    path.write_text(re.sub(field, key + words.replace(" s", "-s"), text, count=1), encoding="utf-8")

    try:
        load_toolkit(starter, "starter")
        told = set()
    except SourceError as error:
        told = {problem.code for problem in error.problems}

    assert told & {"C103"} == codes
