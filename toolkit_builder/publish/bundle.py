"""bundle.zip: all that the files of an edition are written from, so that they can be written again.

    sources/…  layouts/…           as they were
    manuscripts/…  fields/…        each packet as it was filled, and what its form asks
    packets.json  drawings/…       what the manuscripts are called and show
    house.json  pictures/…         brand, stylesheets; fonts only by name and sum
    beside/…                       what else lies in the edition's folder, such as its proof
    imprint.json  contents.json    what stands on every page, page numbers of Word's contents lists
    words.json  places.json        sums of the words of each page; on which pages each thing stands
    state.json                     what the edition says, for comparing
    crosswalk.json                 what became of the things of the edition before

Manuscripts and stylesheets are kept as the writers took them: a later version of this program need not read
the old sources or fill the old layouts.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from ..content.comparing.crosswalk import Crosswalk, from_json
from ..content.comparing.state import State
from ..content.comparing.state import from_json as state_from_json
from ..content.fonts import FOLDER as FONTS
from ..content.fonts import OwnFont, own_fonts
from ..content.model import Brand
from ..content.variants import VARIANTS
from ..errors import EditionError, OutputError, Place, Problem
from ..layout.manuscript import Manuscript, PacketId
from ..machine.font_files import package
from ..machine.jsons import fitted, read_json
from ..machine.versions import installed
from ..machine.xml import XmlError, parse
from ..machine.zips import Parts, zipped
from ..output.fonts import FIELD_FONT, FONT, faces_among, first_field_face
from ..output.pdf.places import Places
from ..output.style import brand_faces
from ..output.task import HouseStyle, Imprint, Task
from . import manifest
from .archive import Archive
from .folder import files_beside
from .manifest import Row
from .page_numbers import Pages
from .parts import Contents, Packets, PlacesOf, SealedFont, SealedHouse, SealedPacket, Words
from .seal import Sum, file_sum

Form = TypeVar("Form")

MAX_BYTES = 128 * 1024 * 1024  # of a bundle; services for git take no file that is larger
MAX_PART = 64 * 1024 * 1024  # of one of its parts, unpacked
STATE = "state.json"
CROSSWALK = "crosswalk.json"


@dataclass(frozen=True, slots=True)
class Makings:
    """What the writers take to make an edition.

    Args:
        manuscripts: every packet that can be made, the book among them.
        house: the house style with its fonts.
        imprint: what stands on every page.
        contents: document -> page numbers of its contents list in Word; those without a list are left out.
    """

    manuscripts: tuple[Manuscript, ...]
    house: HouseStyle
    imprint: Imprint
    contents: Mapping[PacketId, Pages]

    def manuscript(self, document: PacketId) -> Manuscript:
        """A packet in one language."""
        return next(manuscript for manuscript in self.manuscripts if manuscript.id == document)

    def task(self, row: Row) -> Task:
        """What a sealed file was made from."""
        contents = self.contents.get(row.id, ()) if VARIANTS[row.variant].is_packet_in_word else ()
        return Task(self.manuscript(row.id), row.variant, self.imprint, row.key, contents)


@dataclass(frozen=True, slots=True)
class Record:
    """What is kept of an edition for telling later what changed.

    Args:
        sources, layouts: name below their folder -> content.
        beside: what lies in the edition's folder besides packets, their forms and manuscripts.
        letters: every character printed, see `output.style.letters`.
        words: file -> one sum a page, see `page_sums`.
        places: PDF -> address, first and last page of each thing, see `output.pdf.places`.
        state: what the edition says, as `content.comparing.state.as_json` writes it.
        accents: letters that became one glyph each, see `output.accents.accented`.
        crosswalk: what became of the edition before, as `content.comparing.crosswalk.as_json` writes it.
    """

    sources: Mapping[str, bytes]
    layouts: Mapping[str, bytes]
    beside: Mapping[str, bytes]
    letters: str
    words: Mapping[str, Sequence[str]]
    places: Mapping[str, Places]
    state: bytes
    crosswalk: bytes
    accents: Sequence[str] = ()


def pack(makings: Makings, record: Record) -> bytes:
    """The zip; the same bytes for the same edition."""
    parts = {f"sources/{name}": data for name, data in record.sources.items()}
    parts |= {f"layouts/{name}": data for name, data in record.layouts.items()}
    parts |= {f"beside/{name}": data for name, data in record.beside.items()}
    parts |= _manuscripts(makings.manuscripts)
    parts |= _house(makings.house, record.letters, record.accents)
    parts["imprint.json"] = _json({**asdict(makings.imprint), "words": dict(makings.imprint.words)})
    parts["contents.json"] = _json(
        {".".join(document): pages for document, pages in makings.contents.items()}
    )
    parts["words.json"] = _json(dict(record.words))
    parts["places.json"] = _compact(dict(record.places))
    parts[STATE] = record.state
    parts[CROSSWALK] = record.crosswalk
    return zipped(parts)


def font_sums(house: HouseStyle) -> Iterator[Sum]:
    """The cut fonts of a house style as inputs of an edition."""
    for name, data in faces_among(house.assets).items():
        yield file_sum(f"fonts/{name.removeprefix(FONT)}", data)


@dataclass(frozen=True, slots=True)
class Bundle:
    """An edition's bundle, open; reading what is missing or damaged raises EditionError, P123 or P140.

    Args:
        place: how messages name the file.
        parts: name -> content.
    """

    place: str
    parts: Mapping[str, bytes]

    @classmethod
    def read(cls, place: str, data: bytes) -> "Bundle":
        """Open bundle.zip; whose sum must be known to be the sealed one, see `SealedEdition.bundle`.

        Raises:
            EditionError: P123, it is not whole.
        """
        try:
            return cls(place, Parts(data, MAX_PART))
        except ValueError as error:
            raise EditionError([_broken(place, str(error))]) from None

    def get(self, name: str) -> bytes | None:
        """A part; None where there is none.

        Raises:
            EditionError: P123, it cannot be unpacked.
        """
        try:
            return self.parts.get(name)
        except ValueError as error:
            raise EditionError([_broken(self.place, f"{name}: {error}")]) from None

    @property
    def words(self) -> Words:
        """File -> sums of the words of its pages."""
        words: Words = self._json("words.json", Words)
        return words

    @property
    def sources(self) -> dict[str, bytes]:
        """The toolkit's folder as it was."""
        start = "sources/"
        return {name.removeprefix(start): self._part(name) for name in self.parts if name.startswith(start)}

    @property
    def own_fonts(self) -> tuple[OwnFont, ...]:
        """Fonts of the brand's own, those that may be passed on."""
        start = f"sources/{FONTS}/"
        names = [name for name in self.parts if name.startswith(start)]
        return own_fonts({name.removeprefix("sources/"): self._part(name) for name in names})

    @property
    def places(self) -> Mapping[str, Places]:
        """PDF -> address, first and last page of each thing."""
        places: Mapping[str, Places] = self._json("places.json", PlacesOf)
        return places

    @property
    def imprint(self) -> Imprint:
        """What stands on every page."""
        imprint: Imprint = self._json("imprint.json", Imprint)
        return imprint

    @property
    def packets(self) -> tuple[SealedPacket, ...]:
        """What the manuscripts are called and show."""
        packets: tuple[SealedPacket, ...] = self._json("packets.json", Packets)
        return packets

    @property
    def house(self) -> SealedHouse:
        """The house style, of which pictures and fonts lie elsewhere."""
        house: SealedHouse = self._json("house.json", SealedHouse)
        return house

    @property
    def state(self) -> State:
        """What the edition says."""
        return self._read(STATE, state_from_json)

    @property
    def crosswalk(self) -> Crosswalk:
        """What became of the things of the edition before; the first bundles tell of none."""
        return self._read(CROSSWALK, from_json) if CROSSWALK in self.parts else Crosswalk()

    def file_beside(self, name: str) -> bytes:
        """A file that lies beside the packets, by its name in the edition's folder."""
        return self._part(name) if name in self.parts else self._part(f"beside/{name}")

    @property
    def manuscripts(self) -> tuple[Manuscript, ...]:
        """Every packet that can be made."""
        return tuple(map(self._manuscript, self.packets))

    @property
    def brand(self) -> Brand:
        """Colours, fonts and patterns."""
        return self.house.brand

    def picture(self, name: str) -> bytes:
        """A picture of the house style by its name, such as `output.style.LOGO`; empty where it has none."""
        sha256 = self.house.assets.get(name)
        return self._kept("pictures", sha256) if sha256 else b""

    def makings(self, archive: Archive, kept: Sequence[OwnFont] = ()) -> Makings:
        """What the writers take; fonts come from the installed packages or, where these differ, the archive.

        Args:
            archive: cut fonts of earlier editions.
            kept: fonts of the brand's own that no bundle may hold, where somebody kept them.

        Raises:
            EditionError: P123, P140 a part is missing or damaged; P124 a font is not to be had.
        """
        house = self.house
        assets = {name: self._kept("pictures", sha256) for name, sha256 in house.assets.items()}
        assets |= dict(self._fonts(house, archive, kept))
        style = HouseStyle(house.brand, house.styles, house.drawings, assets, house.sha256)
        return Makings(self.manuscripts, style, self.imprint, dict(self._contents()))

    def _contents(self) -> Iterator[tuple[PacketId, Pages]]:
        """Page numbers by document; the first bundles name packets alone, since they are of one language."""
        languages = {row.packet.id: row.language for row in self.packets}
        for name, pages in self._json("contents.json", Contents).items():
            packet, _, language = name.partition(".")
            yield PacketId(packet, language or languages.get(packet, "")), pages

    def _manuscript(self, row: SealedPacket) -> Manuscript:
        _, name = manifest.names_beside(row.id)
        assets = {asset: self._kept("drawings", sha256) for asset, sha256 in row.assets.items()}
        body = self._part(name).rstrip(b"\n")
        try:
            parse(body)
        except XmlError as error:
            raise EditionError([_unfit(self.place, name, str(error))]) from None
        return Manuscript(row.packet, row.language, row.title, body, assets)

    def _fonts(
        self, house: SealedHouse, archive: Archive, kept: Sequence[OwnFont]
    ) -> Iterator[tuple[str, bytes]]:
        """Name and data of each font, as they were cut for the edition."""
        own = self.own_fonts or kept
        lost: Sequence[Problem] = ()
        try:
            faces = brand_faces(house.brand, house.letters, house.accents, own)
            faces.append(first_field_face(str(house.brand.fonts.heading), own))
            cut = {hashlib.sha256(face.data).hexdigest(): face.data for face in faces}
        except OutputError as error:  # a family is not there any more, and so none is cut
            cut, lost = {}, error.problems
        missing = []
        for name, font in house.fonts.items():
            data = cut.get(font.sha256) or archive.get(font.sha256)
            if data is None:
                missing.append(_no_font(self.place, name, font))
            else:
                yield name, data
        if missing:
            raise EditionError([_no_family(self.place, problem) for problem in lost] or missing)

    def _kept(self, folder: str, sha256: str) -> bytes:
        return self._part(f"{folder}/{sha256}")

    def _json(self, name: str, form: Any) -> Any:
        return self._read(name, lambda data: fitted(form, read_json(data)))

    def _read(self, name: str, reader: Callable[[bytes], Form]) -> Form:
        try:
            return reader(self._part(name))
        except ValueError as error:
            raise EditionError([_unfit(self.place, name, str(error))]) from None

    def _part(self, name: str) -> bytes:
        data = self.get(name)
        if data is None:
            raise EditionError([_broken(self.place, f"{name} is missing")])
        return data


def _manuscripts(manuscripts: Iterable[Manuscript]) -> dict[str, bytes]:
    """Bodies, forms and drawings, and the table that ties them to packets."""
    parts: dict[str, bytes] = {}
    table = []
    for manuscript in manuscripts:
        parts |= files_beside(manuscript)
        drawings = {name: hashlib.sha256(data).hexdigest() for name, data in manuscript.assets.items()}
        parts |= {f"drawings/{drawings[name]}": data for name, data in manuscript.assets.items()}
        table.append(
            {
                "packet": asdict(manuscript.packet),
                "language": manuscript.language,
                "title": manuscript.title,
                "assets": drawings,
            }
        )
    return {**parts, "packets.json": _json(table)}


def _house(house: HouseStyle, letters: str, accents: Sequence[str]) -> dict[str, bytes]:
    pictures = {name: data for name, data in house.assets.items() if not name.startswith(FONT)}
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in pictures.items()}
    brand = json.loads(house.brand.model_dump_json())
    families = [brand["fonts"][role] for role in ("heading", "text", "large_print")]
    packages = sorted({package(family) for family in [*families, *brand["fonts"]["fallback"], FIELD_FONT]})
    versions = installed()
    value = {
        "brand": brand,
        "styles": dict(house.styles),
        "drawings": dict(house.drawings),
        "sha256": house.sha256,
        "assets": sums,
        "packages": {name: versions.get(name, "") for name in packages},
        "fonts": {
            name: {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
            for name, data in faces_among(house.assets).items()
        },
        "letters": letters,
        "accents": [*accents],
    }
    return {"house.json": _json(value), **{f"pictures/{sums[name]}": data for name, data in pictures.items()}}


def _json(value: Any) -> bytes:
    return json.dumps(value, indent=1, ensure_ascii=False).encode() + b"\n"


def _compact(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode() + b"\n"


def _broken(place: str, what: str) -> Problem:
    return Problem(
        Place(place), "P123", f"the bundle is not whole: {what}", "take it from version control again"
    )


def _unfit(place: str, name: str, what: str) -> Problem:
    message = f"{name} in the bundle is not as this program writes it: {what}"
    return Problem(Place(place), "P140", message, "take it from version control again")


def _no_family(place: str, problem: Problem) -> Problem:
    message = f"{problem.message}, and the archive does not hold it"
    hint = (
        f"{problem.hint}; or put its files back into {FONTS}/, or give the edition's archive with --archive"
    )
    return Problem(Place(place), "P124", message, hint)


def _no_font(place: str, name: str, font: SealedFont) -> Problem:
    message = (
        f"the font {name.removeprefix(FONT)} ({font.sha256[:12]}) is neither installed nor in the archive"
    )
    hint = "install the versions of requirements.lock of that edition, or give its archive with --archive"
    return Problem(Place(place), "P124", message, hint)
