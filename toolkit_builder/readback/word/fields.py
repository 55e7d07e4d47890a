"""Fields of Word: what they ask for, what they show, and whether they are whole.

Source: ECMA-376 Part 1, 17.16.18 (complex fields), 17.16.19 (simple fields).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .nodes import Node, W, around

# A field that begins in one of these ends in the same one.
_ROOMS = (
    "body",
    "hdr",
    "ftr",
    "tc",
    "hyperlink",
    "sdtContent",
    "footnote",
    "endnote",
    "comment",
    "txbxContent",
)
_WORD = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(slots=True)
class Field:
    """One field.

    Args:
        begin: where it begins.
        end: where it ends; None when it never does.
        instruction: what it asks for.
        shown: the words it shows.
        separated: whether its result has begun.
        wrong: what is wrong with it, in words; empty when it is whole.
        words: the elements of its result.
    """

    begin: Node
    end: Node | None = None
    instruction: str = ""
    shown: str = ""
    separated: bool = False
    wrong: str = ""
    words: list[Node] = field(default_factory=list)

    @property
    def arguments(self) -> Sequence[str]:
        """The instruction in words, without quotation marks."""
        return [quoted or plain for quoted, plain in _WORD.findall(self.instruction)]

    @property
    def kind(self) -> str:
        """First word of the instruction, in capitals: PAGEREF."""
        return self.arguments[0].upper() if self.arguments else ""

    @property
    def target(self) -> str:
        """The bookmark that it points at; empty when it points at none."""
        arguments = self.arguments
        if self.kind in ("REF", "PAGEREF", "NOTEREF") and len(arguments) > 1:
            return arguments[1]
        if self.kind == "HYPERLINK" and "\\l" in arguments[:-1]:
            return arguments[arguments.index("\\l") + 1]
        return ""


def fields(root: Node, flow: list[Node]) -> list[Field]:
    """All fields of a part, also broken ones, in the order in which they begin.

    Args:
        root: the part.
        flow: its fldChar, instrText, t and tab elements in order.
    """
    found: list[Field] = []
    open_ones: list[Field] = []
    for node in flow:
        if node.tag == f"{W}fldChar":
            _turn(node, node.get(f"{W}fldCharType", ""), found, open_ones)
        elif node.tag == f"{W}instrText":
            if open_ones and not open_ones[-1].separated:
                open_ones[-1].instruction += node.text or ""
            else:
                found.append(Field(node, wrong="an instruction stands outside of a field"))
        else:
            for each in open_ones:
                if each.separated:
                    each.shown += (node.text or "") if node.tag == f"{W}t" else " "
                    each.words.append(node)
    for each in open_ones:
        each.wrong = each.wrong or "it is never closed"
    return [*found, *(_simple(node) for node in root.iter(f"{W}fldSimple"))]


def _turn(node: Node, kind: str, found: list[Field], open_ones: list[Field]) -> None:
    """Begin, result or end of a field."""
    if kind == "begin":
        open_ones.append(Field(node))
        found.append(open_ones[-1])
    elif not open_ones:
        found.append(Field(node, wrong=f"its {kind} stands outside of a field"))
    elif kind == "separate":
        if open_ones[-1].separated:
            open_ones[-1].wrong = "it has two results"
        open_ones[-1].separated = True
    else:
        done = open_ones.pop()
        done.end = node
        if around(done.begin, *_ROOMS) is not around(node, *_ROOMS):
            done.wrong = "it begins in one cell, link or control and ends in another"
        elif not done.arguments:
            done.wrong = "it asks for nothing"


def _simple(node: Node) -> Field:
    inside = [*node.iter(f"{W}t")]
    shown = "".join(each.text or "" for each in inside)
    return Field(node, node, node.get(f"{W}instr", ""), shown, True, words=inside)
