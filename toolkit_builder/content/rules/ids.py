"""Ids: each means one thing for ever."""

from collections.abc import Iterator

from ...errors import Problem
from ..addresses import packet_id
from ..model import Glossary, Level, Material, Principle, ToolkitFile
from ..packet_kinds import PACKET_KINDS, Holds
from ..reading.spans import Path
from ..toolkit import Toolkit
from .sheet import Sheet

RESERVED_THINGS = {"plan", "sources", "contents", "about", "cover", "summary", "howto"}
RESERVED_LEVELS = {"dk", "na"}
OWNERS = (Material, Principle, Glossary)


def things_have_ids_of_their_own(sheet: Sheet) -> Iterator[Problem]:
    """C302: in a material every id stands once; elsewhere once in its list."""
    seen: dict[tuple[Path, str], Path] = {}
    whole = isinstance(sheet.source.node, OWNERS)
    for path, value, owner in sheet.parts:
        name = getattr(value, "id", None) if value is owner and path else None
        if not isinstance(name, str) or (len(path) == 1 and not whole):
            continue
        first = seen.setdefault(((), name) if whole else (path[:-1], name), path)
        if first != path:
            line = sheet.source.marks.value((*first, "id")).line
            message = f'the id "{name}" is taken (line {line})'
            hint = "choose another; one that is published already must stay as it is"
            yield sheet.problem((*path, "id"), "C302", message, hint)


def things_leave_our_ids_alone(sheet: Sheet) -> Iterator[Problem]:
    """C303: parts that every packet has keep their names."""
    if not isinstance(sheet.source.node, OWNERS):
        return
    for path, value, owner in sheet.parts:
        name = getattr(value, "id", None) if value is owner and path else None
        if name in RESERVED_THINGS or (name or "").startswith("part-"):
            taken = ", ".join(sorted(RESERVED_THINGS))
            hint = f"choose another; taken are {taken}, and all that begin with part-"
            message = f'the id "{name}" is kept for a part of every packet'
            yield sheet.problem((*path, "id"), "C303", message, hint)


def levels_leave_our_ids_alone(sheet: Sheet) -> Iterator[Problem]:
    """C318: dk and na are answers of every scale."""
    for path, level in sheet.nodes(Level):
        if level.id in RESERVED_LEVELS:
            message = f'the level id "{level.id}" is taken: it stands for an answer that every scale has'
            yield sheet.problem((*path, "id"), "C318", message, "choose another, such as not-yet")


def materials_have_ids_of_their_own(toolkit: Toolkit, sheets: tuple[Sheet, ...]) -> Iterator[Problem]:
    """C301: one id, one file; drafts and retired materials keep theirs."""
    seen: dict[str, Sheet] = {}
    for sheet in sheets:
        node = sheet.source.node
        if not isinstance(node, Material | Principle | Glossary | ToolkitFile):
            continue
        first = seen.setdefault(node.id, sheet)
        if first is not sheet:
            hint = f"choose another, also when one of the two is a draft ({first.source.path})"
            yield sheet.problem(("id",), "C301", f'the id "{node.id}" belongs to another file', hint)


def packets_have_names_of_their_own(toolkit: Toolkit, sheets: tuple[Sheet, ...]) -> Iterator[Problem]:
    """C325: two materials of one kind and principle are told apart by a slug."""
    by_name = {sheet.source.name: sheet for sheet in sheets}
    by_node = {id(source.node): by_name[source.name] for source in toolkit.sources}
    for shelf in toolkit.shelves:
        seen: dict[str, Material] = {}
        for material in shelf.materials:
            name = packet_id(shelf.principle, material)
            first = seen.setdefault(name, material)
            if first is material:
                continue
            sheet = by_node[id(material)]
            other = by_node[id(first)].source.path
            hint = f"add `slug:` with a word that tells it from {other}, such as `slug: {_stem(sheet)}`"
            where = ("slug",) if material.slug else ("id",)
            yield sheet.problem(where, "C325", f'two packets would be named "{name}"', hint)


def ids_leave_names_of_packets_alone(toolkit: Toolkit, sheets: tuple[Sheet, ...]) -> Iterator[Problem]:
    """C440: commands take ids of materials and names of packets, so one name means one thing."""
    taken = {*_names_of_packets(toolkit)}
    for sheet in sheets:
        node = sheet.source.node
        if isinstance(node, Material | Principle) and node.id in taken:
            message = f'the id "{node.id}" is also the name of a packet'
            hint = "choose another: commands take both, and could not tell which is meant"
            yield sheet.problem(("id",), "C440", message, hint)


def _names_of_packets(toolkit: Toolkit) -> Iterator[str]:
    """Every packet that there could be, but those that are rightly called as what they print."""
    kinds = PACKET_KINDS.values()
    yield from (kind.name for kind in kinds if kind.is_of_toolkit)
    words = [tier.id for tier in toolkit.file.access[1:]]
    words += [kind.name for kind in kinds if kind.holds is Holds.PRINCIPLE and not kind.each_tier]
    for shelf in toolkit.shelves:
        if shelf.principle:
            yield from (f"{shelf.principle.id}-{word}" for word in words)
        for material in shelf.materials:
            if (name := packet_id(shelf.principle, material)) != material.id:
                yield name


def _stem(sheet: Sheet) -> str:
    return sheet.source.name.rpartition("/")[2].removesuffix(".yaml")
