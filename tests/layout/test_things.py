"""Readers are told of every kind of thing by a word of its own."""

import pytest

from tests.layout.templates import STRINGS, strings
from toolkit_builder.content import model
from toolkit_builder.content.comparing.state import kind_of
from toolkit_builder.content.model import Addressed, EditionFile, Licence, Material, Node, Principle, Retired

# Called as the toolkit calls them, or no things that change.
OTHERS = (Material, Principle, EditionFile, Retired, Licence)
THINGS = [
    each
    for each in vars(model).values()
    if isinstance(each, type) and issubclass(each, Node) and "id" in each.model_fields
    and not issubclass(each, OTHERS) and each is not Addressed
]  # fmt: skip


@pytest.mark.parametrize("path", STRINGS, ids=lambda path: path.stem)
def test_every_kind_of_thing_has_a_word(path):
    kinds = {kind_of(each.model_construct()) for each in THINGS} | {"brand"}

    named = {key.removeprefix("thing_") for key in strings(path) if key.startswith("thing_")}

    assert kinds == named - {"with_number", "with_title", "with_part"}
