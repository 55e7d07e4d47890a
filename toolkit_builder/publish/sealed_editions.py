"""The sealed editions of a toolkit, as they lie in its folder."""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from ..content.comparing.state import State
from ..content.fonts import ENDINGS
from ..content.fonts import FOLDER as FONTS
from ..content.model import EDITION
from ..content.reading import reader
from ..content.reading.discovery import STYLE, is_passed_over
from ..content.toolkit import Toolkit
from ..errors import EditionError, Place, Problem, SourceError, collect
from ..machine import jsons
from ..machine.files import beginning, entries
from . import seal as seal_file
from . import status
from .bundle import MAX_BYTES, MAX_PART, Bundle
from .seal import Seal, Sum, file_sum
from .status import Standing, standings
from .sums import unified

EDITIONS = "editions"


@dataclass(frozen=True, slots=True)
class SealedEdition:
    """One sealed edition.

    Args:
        folder: editions/<id>.
        place: how messages name it.
        seal: what its seal.json says.
        sha256: of seal.json, which the next seal names.
        status: where it stands among the others.
    """

    folder: Path
    place: str
    seal: Seal
    sha256: str
    status: Standing = field(default_factory=Standing)

    @property
    def id(self) -> str:
        return self.seal.edition

    def bundle(self) -> Bundle:
        """What its files were written from: the one way in, which believes nothing before its sum.

        Raises:
            EditionError: P123 bundle.zip is missing, is not the one that was sealed, or is not whole.
        """
        return _opened(self.folder / seal_file.BUNDLE, self._bundle_place, self.seal.bundle)

    def state(self) -> State:
        """What the edition says; only its part of the bundle is unpacked.

        Raises:
            EditionError: P123, P140 bundle.zip is missing or damaged.
        """
        try:
            stat = (self.folder / seal_file.BUNDLE).stat()
        except OSError:
            raise EditionError([_altered(self._bundle_place, "is missing")]) from None
        when = (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
        return _state_of(self.folder / seal_file.BUNDLE, self._bundle_place, self.seal.bundle, when)

    @property
    def _bundle_place(self) -> str:
        return f"{self.place}/{seal_file.BUNDLE}"


def _opened(path: Path, place: str, sealed: Sum) -> Bundle:
    try:
        data = beginning(path, min(sealed.bytes, MAX_BYTES))
    except OSError:
        raise EditionError([_altered(place, "is missing")]) from None
    if file_sum(seal_file.BUNDLE, data) != sealed:
        raise EditionError([_altered(place, "is not the one that was sealed")])
    return Bundle.read(place, data)


@lru_cache(maxsize=16)
def _state_of(path: Path, place: str, sealed: Sum, _when: tuple[int, ...]) -> State:
    """A run asks for the same state several times, a preview after every save."""
    return _opened(path, place, sealed).state


def sealed_editions(sources: Path, place: str) -> tuple[SealedEdition, ...]:
    """Every sealed edition, the oldest first.

    Args:
        sources: the toolkit's folder.
        place: how messages name it.

    Raises:
        EditionError: P120 seals cannot be read.
        SourceError: C1xx, C2xx status.yaml is not as it should be; P107 an edition in it is not sealed.
    """
    home = f"{place}/{EDITIONS}"
    editions = collect(lambda folder: read(folder, f"{home}/{folder.name}"), sealed_folders(sources))
    status_of = standings(sources / EDITIONS, home, [edition.id for edition in editions])
    return tuple(replace(edition, status=status_of[edition.id]) for edition in editions)


def sealed_edition(editions: Sequence[SealedEdition], number: str, place: str) -> SealedEdition:
    """The sealed edition of a number.

    Args:
        editions: the sealed ones.
        number: of the one that is wanted.
        place: how messages name the toolkit's folder.

    Raises:
        EditionError: P106 there is none.
    """
    for edition in editions:
        if edition.id == number:
            return edition
    numbers = ", ".join(edition.id for edition in editions) or "none yet"
    message = f"there is no sealed edition {number}"
    raise EditionError([Problem(Place(f"{place}/{EDITIONS}"), "P106", message, f"sealed are: {numbers}")])


def is_sealed(toolkit: Toolkit, editions: Sequence[SealedEdition]) -> bool:
    """Whether the newest edition of the sources is sealed."""
    return bool(editions) and editions[-1].id == toolkit.editions[-1].id


def states(editions: Sequence[SealedEdition]) -> list[State]:
    """What sealed editions say, the newest first.

    Args:
        editions: the oldest first.

    Raises:
        EditionError: P123 a bundle is missing or damaged.
    """
    return collect(SealedEdition.state, reversed(editions))


def sealed_folders(sources: Path) -> list[Path]:
    """Folders with a seal, in the order of their editions."""
    folders = (path.parent for path in (sources / EDITIONS).glob(f"*/{seal_file.NAME}"))
    return sorted(
        (folder for folder in folders if re.fullmatch(EDITION, folder.name) and not folder.is_symlink()),
        key=lambda folder: edition_order(folder.name),
    )


def edition_order(edition: str) -> tuple[int, ...]:
    """Editions by number: 2026.10 comes after 2026.9, and 2026.1.1 after 2026.1."""
    return tuple(int(part) for part in edition.split("."))


def read(folder: Path, place: str) -> SealedEdition:
    """The sealed edition in a folder.

    Raises:
        EditionError: P120 its seal cannot be read.
    """
    name = f"{place}/{seal_file.NAME}"
    try:
        data = beginning(folder / seal_file.NAME, jsons.MAX_BYTES)
    except OSError as error:
        message = f"the seal cannot be read: {error.strerror}"
        raise EditionError([Problem(Place(name), "P120", message)]) from None
    return SealedEdition(
        folder,
        place,
        seal_file.from_json(data, name),
        hashlib.sha256(unified(seal_file.NAME, data)).hexdigest(),
    )


def source_files(sources: Path) -> dict[str, bytes]:
    """Every file of a toolkit that goes into a seal, by name below its folder; see `unified`.

    Not the seals themselves, nor what is said of editions once they are sealed, nor style.yaml, nor fonts
    that may not be passed on: of these the seal has the sums of what was cut from them. Links are left out.
    """
    kept_back = _kept_back(sources)
    # macOS may give a name in another form of Unicode than the one it was saved with.
    files = {normalize("NFC", name): path for name, path, is_file in entries(sources) if is_file}
    return {
        name: unified(path.name, _source(path, name))
        for name, path in sorted(files.items(), key=lambda file: file[1])
        if _counts(PurePosixPath(name)) and name not in kept_back
    }


def _source(path: Path, name: str) -> bytes:
    """A file that goes into a seal; P148 where it is longer than a part of a bundle may be."""
    data = beginning(path, MAX_PART)
    if len(data) > MAX_PART:
        message = f"no bundle takes a file of more than {MAX_PART // 1024**2} MB"
        raise EditionError([Problem(Place(name), "P148", message, "keep it outside of the toolkit's folder")])
    return data


def _kept_back(sources: Path) -> set[str]:
    """Font files that brand.yaml says may not be passed on; of a brand that cannot be read, all."""
    folder = sources / FONTS
    if not folder.is_dir():
        return set()
    files = {normalize("NFC", f"{FONTS}/{name}") for name, _, is_file in entries(folder) if is_file}
    try:
        tree, _ = reader.read("brand.yaml", beginning(sources / "brand.yaml", reader.MAX_BYTES))
        groups = tree["fonts"]["own"]
        allowed = {
            normalize("NFC", name)
            for group in groups
            if group.get("may_be_bundled") == "true"
            for name in group["files"]
        }
    except (OSError, SourceError, KeyError, TypeError, AttributeError):
        allowed = set()
    return {name for name in files - allowed if name.lower().endswith(ENDINGS)}


def _counts(name: PurePosixPath) -> bool:
    ignored = any(map(is_passed_over, name.parts))
    tells_of_sealed = name.parts[0] == EDITIONS and (len(name.parts) > 2 or name.name == status.NAME)
    return not ignored and not tells_of_sealed and name.as_posix() != STYLE


def differences(before: Mapping[str, Sum], after: Mapping[str, Sum]) -> Iterator[tuple[str, str]]:
    """Names of files that differ, in order, each with how: new, gone or changed."""
    for name in sorted({*before, *after}):
        if name not in before:
            yield name, "new"
        elif name not in after:
            yield name, "gone"
        elif before[name].sha256 != after[name].sha256:
            yield name, "changed"


def check_inputs(
    edition: str, before: Mapping[str, Sum], after: Mapping[str, Sum], place: Callable[[str], str]
) -> None:
    """Make sure that what an edition was made from is still the same.

    Args:
        edition: its number.
        before, after: what was sealed, and what is there, by name.
        place: name -> how messages name the file.

    Raises:
        EditionError: P101 files are other ones now.
    """
    words = {"new": "was not there", "gone": "is gone", "changed": "has changed"}
    problems = [
        Problem(
            Place(place(name)), "P101",
            f"edition {edition} is sealed and does not change, and this file {words[how]} since",
            "start the next one: `toolkit new edition`",
        )
        for name, how in differences(before, after)
    ]  # fmt: skip
    if problems:
        raise EditionError(problems)


def _altered(place: str, what: str) -> Problem:
    return Problem(Place(place), "P123", what, "take it from version control again")
