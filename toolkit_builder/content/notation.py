"""How values are written in YAML: a text plain, in quotes or as a block; lists and mappings line by line.

What stands here may not be read back as it was meant: whoever writes it into a file tries the ways in turn.
"""

import json
import textwrap
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from ..errors import SourceError
from .reading.reader import Tree, read

TEXT = "tag:yaml.org,2002:str"
_WIDTH = 110
_STEP = 2
_RESOLVER: Any = yaml.resolver.Resolver()


class Notation(NamedTuple):
    """How a value is written.

    Args:
        sign: what it begins with: | or > for a block, a quotation mark, [ or { for a list or mapping in
            brackets; empty for a plain text, and for a list or mapping line by line.
        parent: column of the key or dash that the value belongs to.
        indent: column of the lines of a block.
        column: where the value begins.
        wrapped: whether its words go on over several lines.
        tag: what YAML 1.1 takes a plain text for; other programs read a plain `no` or 2026.1 as no text.
    """

    sign: str = ""
    parent: int = 0
    indent: int = _STEP
    column: int = 0
    wrapped: bool = False
    tag: str = TEXT


class Written(NamedTuple):
    """A value in YAML: what stands on the line of its key, and the lines below, each after its line end."""

    head: str
    body: str = ""


def tag(text: str) -> str:
    """What YAML 1.1 takes a plain text for."""
    return str(_RESOLVER.resolve(yaml.ScalarNode, text, (True, False)))


def ways(value: Tree, notation: Notation) -> Iterator[Written]:
    """The ways to write a value, that of `notation` first."""
    if value is None:
        yield Written("")
    elif isinstance(value, str):
        yield from _texts(value, notation)
    elif value and notation.sign not in ("[", "{"):
        yield Written("", "".join(f"\n{line}" for line in lines(value, notation.parent + _STEP)))
        yield Written(in_brackets(value))
    else:
        yield Written(in_brackets(value))


def entries(label: str, value: Tree, column: int) -> Iterator[str]:
    """The ways to write an item or a key with its value, without the spaces before it.

    Args:
        label: a dash, or the key with its colon.
        value: what stands behind it.
        column: where the label stands.
    """
    for way in ways(value, Notation(parent=column, indent=column + _STEP)):
        if label == "-" and not way.head:  # `- id: x`: the first line goes on behind the dash
            yield f"- {way.body.lstrip()}".rstrip()
        else:
            yield f"{label} {way.head}".rstrip() + way.body


def lines(value: Tree, column: int) -> Iterator[str]:
    """A mapping or list line by line, each text in the first way that is read back."""
    parts: list[tuple[str, Tree, Tree]] = (
        [(f"{in_brackets(key)}:", part, {key: part}) for key, part in value.items()]
        if isinstance(value, dict)
        else [("-", part, [part]) for part in value or ()]
    )
    for label, part, alone in parts:
        *others, last = entries(label, part, 0)
        entry = next((entry for entry in others if _read(f"k:\n{_moved(entry, _STEP)}\n") == alone), last)
        yield from _moved(entry, column).split("\n")


def _moved(text: str, column: int) -> str:
    return "\n".join(" " * column + line if line else "" for line in text.split("\n"))


def in_brackets(value: Tree) -> str:
    """A value on one line; a text as it may stand there too, so that this also writes keys."""
    if isinstance(value, dict):
        pairs = (f"{in_brackets(key)}: {in_brackets(part)}" for key, part in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(in_brackets, value)) + "]"
    text = value or ""
    if _may_be_plain(text) and _read(f"k: [{text}]") == [text] and _read(f"k: {{{text}: v}}") == {text: "v"}:
        return text
    return _quoted(text)


def _read(text: str) -> Tree:
    """What stands at the key k, None where it cannot be read."""
    try:
        tree: Tree = read("", text.encode())[0].get("k")
    except SourceError:
        return None
    return tree


def _may_be_plain(text: str, as_tag: str = TEXT) -> bool:
    # Parsers differ on a byte order mark; a blank of print at the beginning would be taken for an indent.
    return tag(text) in (TEXT, as_tag) and "\ufeff" not in text and not text[:1].isspace()


def _texts(text: str, notation: Notation) -> Iterator[Written]:
    if "\\\n" in text:  # lines that break in print are lines in the file
        yield from _block(text, notation._replace(sign="|"))
    if notation.sign in ("|", ">"):
        yield from _block(text, notation)
    elif notation.sign in ("'", '"'):
        yield from _inline(_quoted(text) if notation.sign == '"' else _single(text), notation)
    if "\n" in text:
        yield from _block(text, notation._replace(sign="|"))
    elif _may_be_plain(text, notation.tag):
        yield from _inline(text, notation)
    yield Written(_quoted(text))


def _inline(text: str, notation: Notation) -> Iterator[Written]:
    if notation.wrapped and "\n" not in text:
        yield Written(f"\n{' ' * notation.indent}".join(_wrapped(text, notation.indent, notation.column)))
    yield Written(text)


def _block(text: str, notation: Notation) -> Iterator[Written]:
    """A block: literal, or folded, where a line end stands for a space and an empty line for a line end."""
    words = text.rstrip("\n")
    if not words or any(line != line.rstrip() for line in words.split("\n")):
        return  # many an editor drops spaces at the end of a line
    ends = len(text) - len(words)
    below = words.split("\n") if notation.sign == "|" else _folded(words, notation.indent)
    # Spaces at the beginning would be taken for the indent.
    indicator = str(notation.indent - notation.parent) if words.lstrip("\n").startswith(" ") else ""
    head = f"{notation.sign}{indicator}{'-' if not ends else '' if ends == 1 else '+'}"
    yield Written(head, "\n" + _moved("\n".join([*below, *[""] * (ends - 1)]), notation.indent))


def _folded(words: str, indent: int) -> list[str]:
    first, *others = (_wrapped(paragraph, indent) for paragraph in words.split("\n"))
    return [*first, *(line for paragraph in others for line in ["", *paragraph])]


def _wrapped(text: str, indent: int, column: int = 0) -> list[str]:
    """Words in lines from one column on, the first of them from another."""
    first = " " * max(0, column - indent)
    wrapped = textwrap.wrap(
        text, _WIDTH - indent, initial_indent=first, break_long_words=False, break_on_hyphens=False
    )
    return [line.removeprefix(first) if number == 0 else line for number, line in enumerate(wrapped)]


def _quoted(text: str) -> str:
    # JSON's escapes are YAML's too.
    return json.dumps(text, ensure_ascii=False).replace("\ufeff", "\\ufeff")


def _single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
