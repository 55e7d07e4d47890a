"""Tables for large print: every row a card, every cell with the head of its column.

At 18 points a row of four cells does not fit a page, and a table that a stylesheet turns into blocks is read
out as one table a row. A list of cards is read out as what it is.
"""

from collections.abc import Iterator

from lxml import etree

from ..layout.vocabulary import INLINE

Node = etree._Element


def stack(table: Node) -> None:
    """Put a list of cards in a table's place; its addresses and all its words stay, in their order.

    Args:
        table: with a head of one row; its tree is changed in place.
    """
    head, kind = table.find("thead/tr"), table.get("class")
    assert head is not None  # without one the rules for tables would have refused it
    bare = kind == "facts"
    cards = _element("ul", "cards", None if bare else head.get("id"))
    for row in table.iterfind("tbody/tr"):
        cards.extend(_rubric_cards(head, row) if kind == "rubric" else [_card(head, row, bare)])
    blocks = [*_caption(table), cards]
    if bare:
        legend = _element("p", "label", head.get("id"))
        legend.text = " · ".join(_words(label) for label in head)
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
        card = _like(row, _element("li", "card", None if number else row.get("id")))
        title = etree.SubElement(card, "p", {"class": "head"})
        etree.SubElement(title, "strong").text = _words(label)
        card.extend(_addressed(cell, _blocks(cell)))
        yield card


def _card(head: Node, row: Node, bare: bool) -> Node:
    """A row; its title is the head of the row.

    Args:
        head: names of the columns.
        row: of the body.
        bare: cells stand without the names of their columns, since each pair explains itself.
    """
    card = _like(row, _element("li", "card", row.get("id")))
    for label, cell in zip(head, row, strict=True):
        card.extend(_addressed(cell, _blocks(cell) if bare else _labelled(label, cell)))
    if row[0].tag == "th":
        card[0].set("class", "head")
    return card


def _labelled(label: Node, cell: Node) -> list[Node]:
    """A cell that begins with the name of its column, which stands alone above room and blocks."""
    words, alone = _words(cell), _begins_with_block(cell)
    blocks = [etree.Element("p"), *_blocks(cell)] if alone else _blocks(cell)
    name = etree.Element("strong")
    # "Step 1", but "Time: 9:00"
    name.text = _words(label) + (":" if words and not alone and not words.isdigit() else "")
    name.tail, blocks[0].text = f" {blocks[0].text or ''}", None
    blocks[0].insert(0, name)
    return blocks


def _blocks(cell: Node) -> list[Node]:
    """What a cell holds as blocks: words become paragraphs. An empty cell is an empty paragraph."""
    found = [etree.Element("p")]
    found[0].text = cell.text
    for child in [*cell]:
        if child.tag in INLINE:
            found[-1].append(child)
        else:
            after = etree.Element("p")
            after.text, child.tail = child.tail, None
            found += [child, after]
    return [block for block in found if len(block) or _words(block)] or found


def _begins_with_block(cell: Node) -> bool:
    return len(cell) > 0 and cell[0].tag not in INLINE and not (cell.text or "").strip()


def _addressed(was: Node, blocks: list[Node]) -> list[Node]:
    """The blocks that a cell or table became, with its own address."""
    for block in blocks:
        _like(was, block)
    if not was.get("id"):
        return blocks
    if len(blocks) == 1 and not blocks[0].get("id"):
        blocks[0].set("id", was.get("id", ""))
        return blocks
    held = _element("div", None, was.get("id"))
    held.extend(blocks)
    return [held]


def _like(was: Node, made: Node) -> Node:
    """What stands in the place of something that changed has changed."""
    if state := was.get("data-changed"):
        made.set("data-changed", state)
    return made


def _element(tag: str, name: str | None, address: str | None) -> Node:
    given = {"class": name, "id": address}
    return etree.Element(tag, {key: value for key, value in given.items() if value})


def _words(element: Node) -> str:
    return " ".join("".join(map(str, element.itertext())).split())
