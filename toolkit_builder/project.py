"""Where a project lies, which of its toolkits is meant, and what is asked of it."""

import os
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .errors import Misuse, UnknownName


def layouts_path() -> Path:
    """The built-in layouts: beside the package in a checkout, inside it in a wheel."""
    package = Path(__file__).resolve().parent
    checkout = package.parent / "layouts"
    return checkout if (checkout / "parts").is_dir() else package / "_layouts"


@dataclass(frozen=True, slots=True)
class Request:
    """What to build.

    Args:
        root: folder that holds sources/; output/ and .cache/ are made beside it.
        toolkit: folder of sources/.
        packets: ids of packets; empty for all but the book.
        variants: of `VARIANTS`; empty for those that toolkit.yaml lists.
        shown: how messages name the toolkit's folder.
        kept_in: folder of the archive; None for the usual one.
        marks_since: edition since which changes are marked; empty for packets as readers have them.
        update_since: edition that readers keep in binders; empty for whole packets.
    """

    root: Path
    toolkit: str
    packets: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    shown: str = ""
    kept_in: Path | None = None
    marks_since: str = ""
    update_since: str = ""

    @property
    def archive(self) -> Path:
        """Folder of the files of sealed editions."""
        return self.kept_in or self.root / "archive"

    @property
    def sources(self) -> Path:
        return self.root / "sources" / self.toolkit

    @property
    def output(self) -> Path:
        return self.root / "output" / self.toolkit

    @property
    def cache(self) -> Path:
        return self.root / ".cache"

    @property
    def layouts(self) -> tuple[Path, ...]:
        """Folders of layouts, the toolkit's own first."""
        own = self.sources / "layouts"
        return (own, layouts_path()) if own.is_dir() else (layouts_path(),)

    @property
    def name(self) -> str:
        """How messages name the toolkit's folder."""
        return self.shown or f"sources/{self.toolkit}"

    @property
    def whole(self) -> bool:
        """Whether everything is asked for."""
        return not self.packets and not self.variants


def find_root(start: Path) -> Path:
    """The nearest folder, upwards, that holds sources/.

    Raises:
        Misuse: there is none.
    """
    for folder in (start, *start.parents):
        if (folder / "sources").is_dir():
            return folder
    raise Misuse(f"there is no folder sources/ in {start} or above it", "make one: toolkit init my-toolkit")


def toolkits(root: Path) -> tuple[str, ...]:
    """Names of all toolkits, also of those of which only sealed editions are left."""
    sources = root / "sources"
    found = {path.parent.name for path in sources.glob("[!.]*/toolkit.yaml")}
    return tuple(
        sorted(found | {path.parents[2].name for path in sources.glob("[!.]*/editions/*/seal.json")})
    )


def choose(root: Path, name: str | None) -> str:
    """The toolkit that is meant: the one named, else the default of pyproject.toml, else the only one.

    Raises:
        Misuse: the name is not known, or nothing says which of several is meant.
    """
    known = toolkits(root)
    name = name or setting(root, "default")
    if name:
        if name not in known:
            raise UnknownName("toolkit", name, known)
        return name
    if len(known) == 1:
        return known[0]
    if not known:
        raise Misuse(f"there is no toolkit in {root / 'sources'}", "make one: toolkit init my-toolkit")
    raise Misuse("which toolkit?", f"add --toolkit NAME; there are: {', '.join(known)}")


def request(
    start: Path,
    name: str | None,
    packets: Iterable[str] = (),
    variants: Iterable[str] = (),
    archive: Path | None = None,
) -> Request:
    """A request as the user of a folder means it; names in messages are relative to that folder."""
    root = find_root(start)
    toolkit = choose(root, name)
    shown = os.path.relpath(root / "sources" / toolkit, start).replace(os.sep, "/")
    return Request(
        root, toolkit, tuple(dict.fromkeys(packets)), tuple(dict.fromkeys(variants)), shown, archive
    )


def setting(root: Path, key: str) -> str:
    """A line of [tool.toolkit] in pyproject.toml; empty where there is none."""
    try:
        settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
        return str(settings["tool"]["toolkit"][key])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
