"""Tables for large print: every row a card, every cell with the head of its column.

At 18 points a row of four cells does not fit a page, and a table that a stylesheet turns into blocks is read
out as one table a row. A list of cards is read out as what it is.
"""

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from ..layout.vocabulary import INLINE

Node = etree._Element


def replace_by_cards(table: Node) -> None:
    """Put a list of cards in a table's place; its addresses and all its words stay, in their order.

    Args:
        table: with a head of one row; its tree is changed in place.
    """
    head, kind = table.find("thead/tr"), table.get("class")
    assert head is not None  # without one the rules for tables would have refused it
    unlabelled = kind == "facts"
    cards = _element("ul", "cards", None if unlabelled else head.get("id"))
    for row in table.iterfind("tbody/tr"):
        cards.extend(_rubric_cards(head, row) if kind == "rubric" else [_card(head, row, unlabelled)])
    blocks = [*_caption(table), cards]
    if unlabelled:
        legend = _element("p", "label", head.get("id"))
        for number, label in enumerate(head):
            _name(legend, label, before=" · " if number else "")
        blocks.insert(-1, legend)
    blocks = _addressed(table, blocks)
    blocks[-1].tail, table.tail = table.tail, None
    for block in blocks:
        table.addprevious(block)
    parent = table.getparent()
    assert parent is not None
    parent.remove(table)


def _caption(table: Node) -> Iterator[Node]:
    for caption in table.iterfind("caption"):
        title = _element("p", "label", caption.get("id"))
        title.text = caption.text
        title.extend([*caption])
        yield title


def _rubric_cards(head: Node, row: Node) -> Iterator[Node]:
    """One card a level: its name is the title, what it looks like stands below."""
    for number, (label, cell) in enumerate(zip(head, row, strict=True)):
        card = _with_change(row, _element("li", "card", None if number else row.get("id")))
        title = etree.SubElement(card, "p", {"class": "head"})
        _name(etree.SubElement(title, "strong"), label)
        card.extend(_addressed(cell, _blocks(cell)))
        yield card


def _card(head: Node, row: Node, unlabelled: bool) -> Node:
    """A row; its title is the head of the row.

    Args:
        head: names of the columns.
        row: of the body.
        unlabelled: cells stand without the names of their columns, since each pair explains itself.
    """
    card = _with_change(row, _element("li", "card", row.get("id")))
    for label, cell in zip(head, row, strict=True):
        card.extend(_addressed(cell, _blocks(cell) if unlabelled else _labelled(label, cell)))
    if row[0].tag == "th":
        card[0].set("class", "head")
    return card


def _labelled(label: Node, cell: Node) -> list[Node]:
    """A cell that begins with the name of its column, which stands alone above room and blocks."""
    words, block_first = _text(cell), _begins_with_block(cell)
    blocks = [etree.Element("p"), *_blocks(cell)] if block_first else _blocks(cell)
    name = etree.Element("strong")
    # "Step 1", but "Time: 9:00"
    _name(name, label, after=":" if words and not block_first and not words.isdigit() else "")
    name.tail, blocks[0].text = f" {blocks[0].text or ''}", None
    blocks[0].insert(0, name)
    return blocks


def _name(into: Node, label: Node, before: str = "", after: str = "") -> None:
    """Put the name of a column at the end of an element, with what a marked copy says of it.

    Args:
        into: the element.
        label: head of the column.
        before, after: what stands around the name.
    """
    words = f"{before}{label.text or ''}" if len(label) else f"{before}{_text(label)}{after}"
    if len(into):
        into[-1].tail = f"{into[-1].tail or ''}{words}"
    else:
        into.text = f"{into.text or ''}{words}"
    marks = [deepcopy(child) for child in label]
    if marks:
        marks[-1].tail = f"{(marks[-1].tail or '').rstrip()}{after}"
    into.extend(marks)


def _blocks(cell: Node) -> list[Node]:
    """What a cell holds as blocks: words become paragraphs. An empty cell is an empty paragraph."""
    blocks = [etree.Element("p")]
    blocks[0].text = cell.text
    for child in [*cell]:
        if child.tag in INLINE:
            blocks[-1].append(child)
        else:
            after = etree.Element("p")
            after.text, child.tail = child.tail, None
            blocks += [child, after]
    return [block for block in blocks if len(block) or _text(block)] or blocks


def _begins_with_block(cell: Node) -> bool:
    return len(cell) > 0 and cell[0].tag not in INLINE and not (cell.text or "").strip()


def _addressed(source: Node, blocks: list[Node]) -> list[Node]:
    """The blocks that a cell or table became, with its own address."""
    for block in blocks:
        _with_change(source, block)
    if not source.get("id"):
        return blocks
    if len(blocks) == 1 and not blocks[0].get("id"):
        blocks[0].set("id", source.get("id", ""))
        return blocks
    group = _element("div", None, source.get("id"))
    group.extend(blocks)
    return [group]


def _with_change(source: Node, element: Node) -> Node:
    """What stands in the place of something that changed has changed."""
    if state := source.get("data-changed"):
        element.set("data-changed", state)
    return element


def _element(tag: str, name: str | None, address: str | None) -> Node:
    attributes = {"class": name, "id": address}
    return etree.Element(tag, {key: value for key, value in attributes.items() if value})


def _text(element: Node) -> str:
    return " ".join("".join(map(str, element.itertext())).split())
