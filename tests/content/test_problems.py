"""Each folder in tests/problems/ is a wrong change to the starter, its exact words, and what is nearly wrong.

`change.txt` is the first that fails, `right.txt` the last that passes: the limit itself, the other
alternative, the same in a draft. Further neighbours are `right-2.txt`, `right-3.txt` and so on.
"""

import re
from pathlib import Path

import pytest

from tests.pdf.profile import cmyk_profile
from toolkit_builder.content.codes import CODES
from toolkit_builder.content.load import load_toolkit
from toolkit_builder.errors import SourceError

FOLDER = Path(__file__).resolve().parents[1] / "problems"
CASES = sorted(FOLDER.iterdir())
RIGHT = sorted(FOLDER.glob("*/right*.txt"))
PACKAGE = Path(__file__).resolve().parents[2] / "toolkit_builder" / "content"
# These need files that a folder in git cannot hold, or sealed editions. Code -> the test that earns it, and
# that of its nearest neighbour that passes.
ELSEWHERE = {
    "C430": ("test_a_licence_is_asked_for", "test_fonts_that_may_be_passed_on_are_bundled"),
    "C431": (
        "test_a_name_in_other_capitals_is_named",
        "test_a_name_whose_accents_are_taken_apart_is_found",
    ),
    "C432": ("test_what_cannot_be_used_is_refused_with_the_cure", "test_what_may_be_embedded_is_read"),
    "C433": ("test_what_cannot_be_used_is_refused_with_the_cure", "test_what_may_be_embedded_is_read"),
    "C434": ("test_each_fault_is_told_at_its_line", "test_fonts_that_may_be_passed_on_are_bundled"),
    "C435": ("test_each_fault_is_told_at_its_line", "test_fonts_that_may_be_passed_on_are_bundled"),
    "C436": ("test_a_file_that_is_not_listed_is_named", "test_fonts_that_may_be_passed_on_are_bundled"),
    "C437": (
        "test_fonts_that_may_not_be_passed_on_are_in_no_bundle_and_said",
        "test_fonts_that_may_be_passed_on_are_bundled",
    ),
    "C112": ("test_file_that_cannot_be_read_is_named", "test_starter_is_right_as_it_stands"),
    "C113": ("test_links_and_devices_are_refused", "test_links_that_are_not_read_are_passed_over"),
    "C114": (
        "test_names_that_differ_in_capitals_are_refused",
        "test_names_that_differ_in_a_letter_are_right",
    ),
    "C201": ("test_traps_are_named", "test_what_is_nearly_a_trap_is_read"),
    "C203": ("test_traps_are_named", "test_what_is_nearly_a_trap_is_read"),
    "C333": ("test_a_material_that_is_gone_is_named_once", "test_nothing_is_said_of_what_is_as_it_was"),
    "C356": (
        "test_a_typed_name_of_the_edition_before_is_refused_with_todays",
        "test_names_of_today_and_ordinary_words_pass",
    ),
    "C334": (
        "test_an_id_that_names_another_kind_of_thing_is_told_there",
        "test_an_id_may_name_the_same_kind_with_other_words",
    ),
    "C221": (
        "test_what_cannot_be_written_is_refused_with_its_line",
        "test_a_value_is_changed_and_all_else_stays",
    ),
    "C371": (
        "test_what_cannot_be_is_refused_where_it_is_written",
        "test_what_came_from_something_is_found_from_there_and_nothing_is_lost",
    ),
    "C372": (
        "test_what_cannot_be_is_refused_where_it_is_written",
        "test_what_came_from_something_is_found_from_there_and_nothing_is_lost",
    ),
    "C373": (
        "test_what_cannot_be_is_refused_where_it_is_written",
        "test_what_came_from_something_is_found_from_there_and_nothing_is_lost",
    ),
    "C374": (
        "test_what_an_edition_says_is_replaced_by_nothing_has_no_heir",
        "test_what_came_from_something_is_found_from_there_and_nothing_is_lost",
    ),
    "C405": ("test_five_million_bytes_are_the_most", "test_a_toolkit_may_have_the_largest_logo"),
    "C406": ("test_25_million_pixels_are_the_most", "test_a_toolkit_may_have_the_largest_logo"),
    "C412": ("test_a_coarse_logo_is_named_with_its_size", "test_150_dots_to_the_inch_are_enough"),
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_wrong_source_is_named_with_its_line(case, starter, change, update):
    change((case / "change.txt").read_text(encoding="utf-8"))

    with pytest.raises(SourceError) as caught:
        load_toolkit(starter, "starter")

    said = str(caught.value) + "\n"
    expected = case / "expected.txt"
    if update:
        expected.write_text(said, encoding="utf-8", newline="\n")
    assert said == expected.read_text(encoding="utf-8")
    assert case.name[:4] in {problem.code for problem in caught.value.problems}


@pytest.mark.parametrize("right", RIGHT, ids=lambda right: f"{right.parent.name}-{right.stem}")
def test_what_is_nearly_wrong_passes_in_silence(right, starter, change):
    (starter / "coated.icc").write_bytes(cmyk_profile())  # for those that print in inks
    change(right.read_text(encoding="utf-8"))

    assert load_toolkit(starter, "starter").warnings == ()


def test_every_case_has_its_words_and_its_neighbour():
    for case in CASES:
        names = {file.name for file in case.iterdir()}
        more = len(names) - 3

        assert names == {"change.txt", "expected.txt", "right.txt"} | {
            f"right-{number}.txt" for number in range(2, more + 2)
        }


def test_every_code_is_explained_and_has_a_case():
    used = {
        code for file in PACKAGE.rglob("*.py") for code in re.findall(r'"(C\d{3})"', file.read_text("utf-8"))
    }

    assert set(CODES) == used
    assert {case.name[:4] for case in CASES} | set(ELSEWHERE) == used


def test_codes_without_a_case_have_their_tests():
    tests = {
        name
        for file in Path(__file__).parent.glob("test_*.py")
        for name in re.findall(r"(?m)^def (test_\w+)", file.read_text(encoding="utf-8"))
    }

    assert {name for names in ELSEWHERE.values() for name in names} <= tests
