"""The kinds of words that a source holds: plain, one paragraph, several blocks.

A layout prints each in its own way without being told, since the value itself knows its kind.
"""

from typing import Any, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema


class Text(str):
    """Words printed exactly as they stand: a title, a name, a label. No markup."""

    __slots__ = ("_written",)
    _written: str

    @property
    def written(self) -> str:
        """The words as they stand in the file; those printed differ where they mention a level."""
        return getattr(self, "_written", str(self))

    def spelled(self, words: str) -> Self:
        """These words in print, written as this text is."""
        text = type(self)(words)
        text._written = self.written
        return text

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        words = core_schema.str_schema(strict=True, strip_whitespace=True, min_length=1)
        return core_schema.no_info_after_validator_function(cls, words)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        # The reader keeps `2026` and `no` as text; an editor's YAML server must not object.
        return {"type": ["string", "number", "boolean"]}


class Line(Text):
    """One paragraph; *emphasis*, **strong**, [words](address), [@reference] and [words](#material/thing)."""

    __slots__ = ()


class Rich(Line):
    """Paragraphs and lists (two deep), with the same marks as a Line inside."""

    __slots__ = ()
