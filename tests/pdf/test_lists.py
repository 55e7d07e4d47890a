"""Lists two deep, as texts may have them: in every variant, with signs that the fonts have."""

import pytest

from tests.pdf.packets import Kit, write
from tests.projects import NAME, make_project

LISTS = {
    "bullets in bullets": "- One\n  - Two\n  - Three\n- Four",
    "bullets in numbers": "1. One\n   - Two\n   - Three\n2. Four",
    "numbers in bullets": "- One\n  1. Two\n  2. Three\n- Four",
    "numbers in numbers": "1. One\n   1. Two\n   2. Three\n2. Four",
}
LETTER = "principles/shared-aim/artifacts/family-letter.yaml"


@pytest.mark.slow
@pytest.mark.parametrize("name", LISTS)
def test_lists_two_deep_are_built_in_every_variant(name, tmp_path):
    project = make_project(tmp_path)
    file = project.sources / LETTER
    indented = LISTS[name].replace("\n", "\n      ")
    first = "      This year every school works on one aim.\n"
    file.write_text(file.read_text("utf-8").replace(first, f"{first}\n      {indented}\n"), "utf-8")
    kit = Kit(tmp_path, NAME)

    for variant in ("screen", "copier", "large-print", "press", "word"):
        assert write(kit.tasks["p1-artifact", variant], kit.house).data
