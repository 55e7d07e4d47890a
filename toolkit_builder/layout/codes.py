"""What the codes of layouts mean; `toolkit explain CODE` shows it."""

CODES = {
    "L101": "A layout cannot be filled: it names something that the sources do not have, or is no Jinja.",
    "L102": "What a filled layout gives is not well formed: a tag is not closed, or an & stands alone.",
    "L103": "A layout uses an element, class or attribute that is not in layout/vocabulary.py.",
    "L104": "A block belongs to no address, so that nothing could point to it.",
    "L105": "One address stands twice in a packet.",
    "L110": "There is no layouts/strings/<language>.yaml for the toolkit's language.",
}
