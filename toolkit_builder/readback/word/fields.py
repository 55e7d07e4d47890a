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
    all_fields: list[Field] = []
    open_ones: list[Field] = []
    for node in flow:
        if node.tag == f"{W}fldChar":
            _turn(node, node.get(f"{W}fldCharType", ""), all_fields, open_ones)
        elif node.tag == f"{W}instrText":
            if open_ones and not open_ones[-1].separated:
                open_ones[-1].instruction += node.text or ""
            else:
                all_fields.append(Field(node, wrong="an instruction stands outside of a field"))
        else:
            for open_field in open_ones:
                if open_field.separated:
                    open_field.shown += (node.text or "") if node.tag == f"{W}t" else " "
                    open_field.words.append(node)
    for open_field in open_ones:
        open_field.wrong = open_field.wrong or "it is never closed"
    return [*all_fields, *(_simple(node) for node in root.iter(f"{W}fldSimple"))]


def _turn(node: Node, kind: str, all_fields: list[Field], open_ones: list[Field]) -> None:
    """Begin, result or end of a field."""
    if kind == "begin":
        open_ones.append(Field(node))
        all_fields.append(open_ones[-1])
    elif not open_ones:
        all_fields.append(Field(node, wrong=f"its {kind} stands outside of a field"))
    elif kind == "separate":
        if open_ones[-1].separated:
            open_ones[-1].wrong = "it has two results"
        open_ones[-1].separated = True
    else:
        closed = open_ones.pop()
        closed.end = node
        if around(closed.begin, *_ROOMS) is not around(node, *_ROOMS):
            closed.wrong = "it begins in one cell, link or control and ends in another"
        elif not closed.arguments:
            closed.wrong = "it asks for nothing"


def _simple(node: Node) -> Field:
    texts = [*node.iter(f"{W}t")]
    shown = "".join(text.text or "" for text in texts)
    return Field(node, node, node.get(f"{W}instr", ""), shown, True, words=texts)
