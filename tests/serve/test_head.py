"""The head of the preview names the edition once."""

import pytest

from toolkit_builder.content.model import EditionFile
from toolkit_builder.content.words import Text
from toolkit_builder.serve.pages import named_in_head


@pytest.mark.parametrize(
    ("label", "number", "said"),
    [
        ("Edition 2026.2", "2026.2", "Edition 2026.2"),
        ("2026.2, with corrections", "2026.2", "2026.2, with corrections"),
        ("Edition 2026.2.", "2026.2", "Edition 2026.2."),
        ("Second edition, 2026", "2026.2", "Second edition, 2026, 2026.2"),
        ("Edition 2026.10", "2026.1", "Edition 2026.10, 2026.1"),
        ("Edition 2026.1.1", "2026.1", "Edition 2026.1.1, 2026.1"),
    ],
)
def test_the_number_is_told_where_the_label_does_not_say_it(label, number, said):
    edition = EditionFile(id=number, label=Text(label), date="2026-06-15")

    assert named_in_head(edition, lambda _, label, edition: f"{label}, {edition}") == said
