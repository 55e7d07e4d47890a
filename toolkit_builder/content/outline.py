"""What things of a toolkit are called, read off single lines of its files: for a shell that completes a name.

Reading the sources takes a second, and whoever presses a key waits a tenth of it. What YAML could also say in
another way is not seen here; no name is offered then, and nothing else goes wrong.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from .packet_kinds import OF_MATERIALS, PACKET_KINDS, PRINCIPLE, Holds, MadeWhen, PacketKind

KINDS = ("toolkit", "brand", "references", "glossary", "style", "edition", "status", PRINCIPLE, *OF_MATERIALS)
"""Kinds of source files, as `schema.FILES` has them."""
_FIELD = re.compile(rb"""(?m)^(id|slug|status|access):[ \t]+["']?([A-Za-z0-9-]+)["']?[ \t\r]*(?:#.*)?$""")
_NUMBER = re.compile(r"\d{4}(\.\d+){1,2}")
_COMMENT = re.compile(r"(?m)(^|\s)#.*$")
_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class OutlinedMaterial:
    """A material as a few lines of its file tell of it.

    Args:
        id, status, access: as there.
        kind: what it is.
        principle: id of its principle; empty for the toolkit as a whole.
        slug: as there.
    """

    id: str
    status: str
    access: str
    kind: str
    principle: str
    slug: str

    @property
    def packet(self) -> str:
        """Name of the packet of it alone, as of `addresses.packet_id`."""
        return "-".join(filter(None, (self.principle, self.kind, self.slug)))


@dataclass(frozen=True)
class Outline:
    """Names in a toolkit.

    Args:
        sources: its folder.
    """

    sources: Path

    @cached_property
    def _toolkit(self) -> str:
        return _COMMENT.sub("", _text(self.sources / "toolkit.yaml"))

    @cached_property
    def principles(self) -> dict[str, str]:
        """Folder of each principle -> its id, in printed order."""
        folders = _WORD.findall(self._block("principles"))
        files = ((folder, self.sources / "principles" / folder / "principle.yaml") for folder in folders)
        return {folder: found["id"] for folder, path in files if "id" in (found := _fields(path))}

    @cached_property
    def tiers(self) -> tuple[str, ...]:
        """Tiers of access, from the widest."""
        return tuple(re.findall(rf"\bid:\s*[\"']?({_WORD.pattern})", self._block("access")))

    @cached_property
    def materials(self) -> tuple[OutlinedMaterial, ...]:
        """Every material, drafts too."""
        found = [*self._materials(self.sources, "")]
        for folder, principle in self.principles.items():
            found += self._materials(self.sources / "principles" / folder, principle)
        return tuple(found)

    @property
    def printed_in(self) -> dict[str, str]:
        """Material -> the packet of it alone."""
        return {each.id: each.packet for each in self._approved if each.kind in self._chosen}

    @property
    def packets(self) -> tuple[str, ...]:
        """Every packet that can be made."""
        unasked = (MadeWhen.ALWAYS, MadeWhen.NAMED)
        kinds = [kind for kind in PACKET_KINDS.values() if kind.made in unasked or kind.name in self._chosen]
        of_principles = [name for kind in kinds for name in self._of_principles(kind)]
        of_toolkit = [kind.name for kind in kinds if kind.is_of_toolkit]
        return (*self.printed_in.values(), *of_principles, *of_toolkit)

    @property
    def drafts(self) -> tuple[str, ...]:
        """Materials that are written at and that no packet prints."""
        return tuple(each.id for each in self.materials if each.status not in ("approved", "retired"))

    @property
    def others(self) -> tuple[str, ...]:
        """Ids of the other files that have texts."""
        files = (_fields(self.sources / name) for name in ("toolkit.yaml", "glossary.yaml"))
        return (*(found["id"] for found in files if "id" in found), *self.editions)

    @property
    def editions(self) -> tuple[str, ...]:
        """Numbers of all editions, the oldest first."""
        numbers = (path.stem for path in (self.sources / "editions").glob("*.yaml"))
        return tuple(
            sorted(filter(_NUMBER.fullmatch, numbers), key=lambda number: [*map(int, number.split("."))])
        )

    @property
    def sealed(self) -> tuple[str, ...]:
        """Numbers of the sealed editions."""
        return tuple(
            each for each in self.editions if (self.sources / "editions" / each / "seal.json").exists()
        )

    @cached_property
    def _chosen(self) -> set[str]:
        return {*_WORD.findall(self._block("packets"))}

    @property
    def _approved(self) -> list[OutlinedMaterial]:
        return [each for each in self.materials if each.status == "approved"]

    def _of_principles(self, kind: PacketKind) -> Iterator[str]:
        if kind.holds is not Holds.PRINCIPLE:
            return
        for principle in self.principles.values():
            if not kind.each_tier:
                yield f"{principle}-{kind.name}"
                continue
            used = {each.access for each in self._approved if each.principle == principle}
            tiers = [tier for tier in self.tiers if tier in used]
            yield from (principle, *(f"{principle}-{tier}" for tier in tiers[1:]))

    def _materials(self, folder: Path, principle: str) -> Iterator[OutlinedMaterial]:
        for kind in OF_MATERIALS:
            for path in sorted((folder / PACKET_KINDS[kind].folder).glob("[!.]*.yaml")):
                found = _fields(path)
                if "id" in found:
                    status, access = found.get("status", "").lower(), found.get("access", "public")
                    slug = found.get("slug", "")
                    yield OutlinedMaterial(found["id"], status, access, kind, principle, slug)

    def _block(self, name: str) -> str:
        """What stands below a field of toolkit.yaml."""
        match = re.search(rf"(?m)^{name}:(.*(?:\n(?:[ \t-].*)?)*)", self._toolkit)
        return match[1] if match else ""


def _fields(path: Path) -> dict[str, str]:
    return {name.decode(): value.decode() for name, value in _FIELD.findall(_data(path))}


def _text(path: Path) -> str:
    return _data(path).decode(errors="replace")


def _data(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
