"""Addresses: one name for a thing in HTML, PDF, Word and on the site; and names of packets."""

from .model import Material, Principle

MAX_PART = 6


def address(material_id: str, thing_id: str | None = None, part: str | None = None) -> str:
    """The address of a material, a thing in it, or a control or derived part of either.

    Args:
        material_id: at most 10 characters, as checked by the model.
        thing_id: at most 16 characters.
        part: at most 6 characters, letters and digits, such as rate, note, p1.

    Returns:
        material__thing__part with `-` as `_`, at most 36 characters; unique in the toolkit since an id holds
        no two hyphens in a row.

    Raises:
        ValueError: the part is too long or holds anything else; a fault of the caller.
    """
    if part is not None and (not part.isalnum() or len(part) > MAX_PART):
        raise ValueError(f"not a part of an address: {part!r}")
    return "__".join(piece.replace("-", "_") for piece in (material_id, thing_id, part) if piece)


def packet_id(principle: Principle | None, material: Material) -> str:
    """Name of the packet of one material, such as p2-case-study-tulsa; no principle, no first part."""
    return "-".join(part for part in (principle and principle.id, material.kind, material.slug) if part)
