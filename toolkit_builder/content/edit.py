"""One value of a YAML file changed, and all else kept byte for byte: comments, quotes, indents, line ends.

A change is spliced in at the place where the reader found the value. Then the file is read again: it must say
exactly what was wanted and nothing else, or the change is refused with C221 at that line.
"""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from ..errors import Problem, SourceError
from .reading.reader import Tree, read
from .reading.spans import MarkTable, Path
from .splices import Splices, part_at


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A file of the sources; each change gives another one.

    Args:
        file: path of the file as messages name it.
        data: the whole file.
        tree: what it says.
        marks: where it says so.
    """

    file: str
    data: bytes = field(repr=False)
    tree: dict[str, Any] = field(repr=False)
    marks: MarkTable = field(repr=False)

    @classmethod
    def of(cls, file: str, data: bytes) -> "YamlFile":
        """A file as it is.

        Raises:
            SourceError: C2xx, everything that the reader found wrong.
        """
        return cls(file, data, *read(file, data))

    def is_in_brackets(self, path: Path) -> bool:
        """Whether a list or mapping is written as [a, b] or {a: b}."""
        return self._splices.is_in_brackets(path)

    def with_value(self, path: Path, value: Tree) -> "YamlFile":
        """Another value in the place of one that is there.

        A text stays plain, in quotes or a block where it can. The words of a block end with a line end: give
        them with one, or the block gets another head.

        Args:
            path: of the value.
            value: text, list or mapping.

        Raises:
            SourceError: C221, it cannot be written there, or there is no such place.
        """
        wanted, around = self._copy_around(path)
        around[path[-1]] = value
        return self._read_back(path, wanted, self._splices.replaced(path, value))

    def with_item(self, path: Path, index: int, value: Tree) -> "YamlFile":
        """One more item in a list.

        Args:
            path: of the list.
            index: the place that the item gets; the length of the list puts it last.
            value: text, list or mapping.

        Raises:
            SourceError: C221, it cannot be written there, or there is no such list.
        """
        wanted, items = self._copy(path)
        if items in (None, []):
            return self.with_value(path, [value])
        if not isinstance(items, list) or not 0 <= index <= len(items):
            raise self._refusal(path, "there is no list of so many items")
        items.insert(index, value)
        return self._read_back(path, wanted, self._splices.inserted(path, index, value))

    def with_key(self, path: Path, key: str, value: Tree) -> "YamlFile":
        """One more key at the end of a mapping.

        Args:
            path: of the mapping; the empty path is the file itself.
            key: one that is not there yet.
            value: text, list or mapping.

        Raises:
            SourceError: C221, it cannot be written there, or there is no such mapping.
        """
        wanted, fields = self._copy(path)
        if fields in (None, {}):
            return self.with_value(path, {key: value})
        if not isinstance(fields, dict) or key in fields:
            raise self._refusal(path, f'there is no mapping that lacks "{key}"')
        fields[key] = value
        return self._read_back(path, wanted, self._splices.appended(path, key, value))

    def without(self, path: Path) -> "YamlFile":
        """The file without a key or item, and without the comment straight above it.

        Raises:
            SourceError: C221, it cannot be taken out, or there is no such place.
        """
        wanted, around = self._copy_around(path)
        del around[path[-1]]
        if not around and path[:-1]:
            return self.with_value(path[:-1], around)
        return self._read_back(path, wanted, self._splices.removed(path))

    # --- what the file says, and whether it still says so ---

    @property
    def _splices(self) -> Splices:
        return Splices(self.data, self.tree, self.marks)

    def _copy(self, path: Path) -> tuple[dict[str, Any], Any]:
        """The tree, to be changed, and what stands at a path of it."""
        if path not in self.marks:
            raise self._refusal(path, "there is no such place")
        tree = deepcopy(self.tree)
        return tree, part_at(tree, path)

    def _copy_around(self, path: Path) -> tuple[dict[str, Any], Any]:
        """The tree, to be changed, and the list or mapping that a path leads into."""
        tree, _ = self._copy(path)
        if not path:
            raise self._refusal(path, "it is the whole file")
        return tree, part_at(tree, path[:-1])

    def _refusal(self, path: Path, reason: str) -> SourceError:
        name = ".".join(map(str, path)) or self.file
        message = f'"{name}" cannot be changed here: {reason}'
        return SourceError([Problem(self.marks.key(path), "C221", message, "change the line by hand")])

    def _read_back(self, path: Path, wanted: dict[str, Any], versions: Iterable[bytes]) -> "YamlFile":
        """The first version that says what is wanted, in the same order."""
        reason = "it would be read as something else"
        for data in versions:
            try:
                changed = YamlFile.of(self.file, data)
            except SourceError as error:
                reason = error.problems[0].message
                continue
            if repr(changed.tree) == repr(wanted):
                return changed
        raise self._refusal(path, reason)
