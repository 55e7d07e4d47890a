"""Whether the seal of an edition, its bundle and its manifest say the same of its packets.

A sum says that a file is whole. Who may have a packet, what it is called and which packets there are stands
in seal.json, in the manifest and three times in the bundle: whoever changes one of them has to change all.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256

from ..content.comparing.state import State
from ..content.packet_kinds import PACKET_KINDS, MadeWhen, PacketKind
from ..errors import EditionError, Place, Problem, short, some
from ..layout.manuscript import PacketId
from . import manifest
from .bundle import Bundle
from .manifest import Row
from .parts import SealedPacket
from .seal import Seal, Sum
from .sealed_editions import SealedEdition

_FROM_VERSION_CONTROL = "take seal.json and bundle.zip from version control again"
_TABLES = {
    "packets.json", "house.json", "imprint.json", "contents.json", "words.json", "places.json", "state.json",
    "crosswalk.json",
}  # fmt: skip


def require_agreement(edition: SealedEdition, bundle: Bundle) -> None:
    """Make sure that what a seal says of its packets is what they were made from.

    Args:
        edition: what was sealed.
        bundle: of the edition, open.

    Raises:
        EditionError: P123, P140 the bundle is damaged; P141, P142 it says something else.
    """
    if problems := [*said_otherwise(edition, bundle)]:
        raise EditionError(problems)


def said_otherwise(edition: SealedEdition, bundle: Bundle) -> Iterator[Problem]:
    """Where a seal says something else of its packets than its bundle and its manifest.

    Args:
        edition: what was sealed.
        bundle: of the edition, open.

    Raises:
        EditionError: P123, P140 a part of the bundle is missing or damaged.
    """
    bundle.require_tables()
    seal, place = edition.seal, Place(f"{edition.place}/seal.json")
    packets, state = {packet.id: packet for packet in bundle.packets}, edition.state()
    found = [
        *_identity(seal, bundle, state),
        *_rows(seal, packets),
        *_unnamed(seal, packets),
        *_pages(seal, bundle),
        *_fonts(seal, bundle),
    ]
    for what in found:
        yield Problem(place, "P141", what, _FROM_VERSION_CONTROL)
    table = manifest.as_json(seal.about, seal.files, seal.built_with, complete=True, sealed=True)
    sealed = {file.path: file.sha256 for file in seal.beside}
    if sealed.get(manifest.NAME) != sha256(table).hexdigest():
        message = "it lists other files than the manifest that it has the sum of"
        yield Problem(place, "P142", message, _FROM_VERSION_CONTROL)


def _identity(seal: Seal, bundle: Bundle, state: State) -> Iterator[str]:
    imprint = bundle.imprint
    pairs = (
        ("toolkit", seal.toolkit, imprint.toolkit),
        ("toolkit", seal.toolkit, state.toolkit),
        ("edition", seal.edition, imprint.edition),
        ("edition", seal.edition, state.edition),
        ("label", seal.label, imprint.label),
        ("date", seal.date, imprint.date),
        ("title", seal.title, imprint.toolkit_title),
        ("publisher", seal.publisher, imprint.publisher),
    )
    for name, ours, theirs in dict.fromkeys(pairs):
        if ours != theirs:
            yield f"its {name} is {short(ours)}, and in the bundle {short(theirs)}"
    if imprint.draft:
        yield "its bundle is of a draft"


def _rows(seal: Seal, packets: Mapping[PacketId, SealedPacket]) -> Iterator[str]:
    """What a file is made from, and who may have it."""
    for row in seal.files:
        packet = packets.get(row.id)
        if packet is None:
            yield f"{row.path} is of a packet that the bundle does not hold"
            continue
        for name, ours, theirs in _told(row, packet):
            if ours != theirs:
                yield f"the {name} of {row.path} is {_shown(ours)}, and in the bundle {_shown(theirs)}"


def _told(row: Row, packet: SealedPacket) -> Iterator[tuple[str, object, object]]:
    made_from = packet.packet
    yield "access", row.access, made_from.access
    yield "kind", row.kind, made_from.kind
    yield "principle's id", row.principle, made_from.principle
    yield "list of materials", row.materials, made_from.materials
    yield "title", row.title, packet.title


def _shown(value: object) -> str:
    return short(", ".join(value) if isinstance(value, tuple) else value) or "empty"


def _unnamed(seal: Seal, packets: Mapping[PacketId, SealedPacket]) -> Iterator[str]:
    """A packet that is made unasked has files, where others have some in a form that it has."""
    named, forms = {row.id for row in seal.files}, {row.variant for row in seal.files}
    lost = [
        ".".join(packet.id)
        for packet in packets.values()
        if packet.id not in named and _is_made(PACKET_KINDS[packet.packet.kind], forms)
    ]
    if lost:
        yield f"it has no files of packets that the bundle holds: {some(lost, 3)}"


def _is_made(kind: PacketKind, forms: set[str]) -> bool:
    """Whether packets of a kind are there unasked where these variants are; a template goes with Word."""
    return kind.made is not MadeWhen.NAMED and not forms.isdisjoint(kind.variants)


def _pages(seal: Seal, bundle: Bundle) -> Iterator[str]:
    """The words of every page have a sum in the bundle."""
    words = bundle.words
    if others := sorted({row.path for row in seal.files} ^ words.keys()):
        yield f"it and the bundle do not list the same files: {some(others, 3)}"
    for row in seal.files:
        if row.format == "pdf" and row.pages != len(words.get(row.path, ())) and row.path in words:
            yield f"{row.path} has {row.pages:,} pages, and in the bundle {len(words[row.path]):,}"


def _fonts(seal: Seal, bundle: Bundle) -> Iterator[str]:
    sealed = {file.path: file.sha256 for file in seal.inputs if file.path.startswith("fonts/")}
    ours = {f"fonts/{name.removeprefix('font:')}": font.sha256 for name, font in bundle.house.fonts.items()}
    if sealed != ours:
        names = sorted(name for name in {*sealed, *ours} if sealed.get(name) != ours.get(name))
        yield f"it names other fonts than the bundle: {some(names, 3)}"


def not_sealed(seal: Seal, bundle: Bundle) -> Iterator[str]:
    """What is wrong with the parts of a bundle: each is one that was sealed, to the byte, or a table.

    Args:
        seal: of the edition.
        bundle: open.

    Raises:
        EditionError: P123 a part cannot be unpacked.
    """
    sums: dict[str, Sum] = {file.path: file for file in seal.inputs if not file.path.startswith("fonts/")}
    for file in seal.beside:
        if file.path != manifest.NAME:
            sums[file.path if file.path in bundle.parts else f"beside/{file.path}"] = file
    for name, file in sums.items():
        data = bundle.get(name)
        if data is None:
            yield f"{name} is missing in the bundle"
        elif sha256(data).hexdigest() != file.sha256 or len(data) != file.bytes:
            yield f"{name} is another in the bundle"
    named = {name for packet in bundle.packets for name in manifest.names_beside(packet.id)}
    for name in sorted({*named, *_pictures(bundle)} - {*bundle.parts, *sums}):
        yield f"{name} is missing in the bundle"
    for name in bundle.parts:
        if name not in sums and not _belongs(name, named, bundle):
            yield f"{name} in the bundle was not sealed"


def _pictures(bundle: Bundle) -> Iterator[str]:
    """Parts that hold the pictures of the house style and of the packets."""
    yield from (f"pictures/{each}" for each in bundle.house.assets.values())
    yield from (f"drawings/{each}" for packet in bundle.packets for each in packet.assets.values())


def _belongs(name: str, named: set[str], bundle: Bundle) -> bool:
    """Whether a part that no seal lists is one that a bundle has."""
    folder, _, rest = name.partition("/")
    if folder in ("pictures", "drawings"):
        return sha256(bundle.get(name) or b"").hexdigest() == rest
    return name in _TABLES or name in named
