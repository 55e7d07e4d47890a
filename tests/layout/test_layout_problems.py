"""Each folder in tests/layout/problems/ is one wrong layout and the exact words it earns."""

from pathlib import Path

import pytest

from tests.pdf.packets import harbor
from toolkit_builder.errors import LayoutError, SourceError
from toolkit_builder.layout import Filler
from toolkit_builder.layout.wording import read_strings
from toolkit_builder.project import layouts_path

CASES = sorted((Path(__file__).parent / "problems").iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_wrong_layout_is_named_with_its_line(case, update):
    kit = harbor()
    filler = Filler(kit.toolkit, (case / "layouts", layouts_path()))
    plan = next(plan for plan in kit.plans if plan.packet.id == "p1-artifact")

    with pytest.raises(LayoutError) as caught:
        filler.fill(plan)

    said = str(caught.value) + "\n"
    expected = case / "expected.txt"
    if update:
        expected.write_text(said, encoding="utf-8", newline="\n")
    assert said == expected.read_text(encoding="utf-8")
    assert case.name[:4] in {problem.code for problem in caught.value.problems}


def test_a_language_without_words_is_named():
    with pytest.raises(LayoutError) as caught:
        read_strings((layouts_path(),), "tlh")

    assert str(caught.value.problems[0]) == (
        "layouts/strings/tlh.yaml: L110 no words for the language 'tlh'\n    hint: there are en"
    )


def test_words_of_a_language_are_read_as_strictly_as_sources(tmp_path):
    file = tmp_path / "strings" / "en.yaml"
    file.parent.mkdir()
    file.write_text("action: Deed\nno: No\naction: Act\n")

    with pytest.raises(SourceError) as caught:
        read_strings((tmp_path, layouts_path()), "en")

    assert str(caught.value.problems[0]).startswith(
        'layouts/strings/en.yaml:3:1: C207 "action" is given twice (first in line 1)'
    )
