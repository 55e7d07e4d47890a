"""Where a project lies, which of its toolkits is meant, and what is asked of it."""

import os
import shlex
import tomllib
from dataclasses import dataclass
from pathlib import Path

from .errors import LayoutError, Misuse, NoToolkit, Place, Problem, UnclearToolkit, UnknownName
from .machine.files import beginning, entries

_SETTINGS = 1_000_000  # bytes of pyproject.toml that are read


def layouts_path() -> Path:
    """The built-in layouts: beside the package in a checkout, inside it in a wheel."""
    package = Path(__file__).resolve().parent
    checkout = package.parent / "layouts"
    return checkout if (checkout / "parts").is_dir() else package / "_layouts"


@dataclass(frozen=True, slots=True)
class Project:
    """One toolkit, and where all that belongs to it lies.

    Args:
        root: folder that holds sources/; output/ and .cache/ are made beside it.
        toolkit: folder of sources/.
        shown: how messages name the toolkit's folder.
        kept_in: folder of the archive; None for the usual one.
        trusted: whether layouts of the toolkit's own may run.
    """

    root: Path
    toolkit: str
    shown: str = ""
    kept_in: Path | None = None
    trusted: bool = True

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
    def lock(self) -> Path:
        """File that a run holds while it changes output/ or the cache."""
        return self.cache / "lock"

    @property
    def archive(self) -> Path:
        """Folder of the files of sealed editions."""
        return self.kept_in or self.root / "archive"

    @property
    def layouts(self) -> tuple[Path, ...]:
        """Folders of layouts, the toolkit's own first.

        Raises:
            LayoutError: L112 a link is among its own; L113 nobody here has trusted them.
        """
        own = self.own_layouts
        if not os.path.lexists(own):
            return (layouts_path(),)
        is_folder = own.is_dir() and not own.is_symlink()
        foreign = [path for _, path, is_file in entries(own) if not is_file] if is_folder else [own]
        if foreign:
            hint = "put the file itself there"
            raise LayoutError(
                Problem(
                    Place(self._place(path)), "L112", "this leads out of the toolkit, or is no file", hint
                )
                for path in foreign
            )
        if not self.trusted:
            message = "these are programs, and nobody here has said that they may run"
            hint = f"look at them; then: toolkit trust {shlex.quote(self.name)}"
            raise LayoutError([Problem(Place(self._place(own)), "L113", message, hint)])
        return own, layouts_path()

    @property
    def own_layouts(self) -> Path:
        """Folder of the toolkit's own layouts, which need not be there."""
        return self.sources / "layouts"

    def _place(self, path: Path) -> str:
        return f"{self.name}/{path.relative_to(self.sources).as_posix()}"

    @property
    def name(self) -> str:
        """How messages name the toolkit's folder."""
        return self.shown or f"sources/{self.toolkit}"


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for.

    Args:
        packets: ids of packets; empty for all but the book.
        variants: of `VARIANTS`; empty for those that toolkit.yaml lists.
        marks_since: edition since which changes are marked; empty for packets as readers have them.
        update_since: edition that readers keep in binders; empty for whole packets.
    """

    packets: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    marks_since: str = ""
    update_since: str = ""

    @property
    def whole(self) -> bool:
        """Whether everything is asked for."""
        return not self.packets and not self.variants

    @property
    def since(self) -> str:
        """The earlier edition that is told of; empty for packets as readers have them."""
        return self.marks_since or self.update_since


def working_folder() -> Path:
    """The folder that commands work in.

    Raises:
        Misuse: it is not there any more.
    """
    try:
        return Path.cwd()
    except FileNotFoundError:
        raise Misuse("the folder that you are in was deleted", "go to one that is there: cd PATH") from None


def find_root(start: Path) -> Path:
    """The nearest folder, upwards, that holds sources/.

    Raises:
        NoToolkit: there is none.
    """
    for folder in (start, *start.parents):
        if (folder / "sources").is_dir():
            return folder
    message = f"there is no folder sources/ in {start} or above it"
    if below := projects_below(start):
        names = ", ".join(folder.name for folder in below[:5])
        raise NoToolkit(f"{message}; there is a project in {names}", f"cd {shlex.quote(below[0].name)}")
    raise NoToolkit(message)


def projects_below(folder: Path) -> tuple[Path, ...]:
    """Folders straight in a folder that hold a project."""
    try:
        return tuple(sorted({path.parents[2] for path in folder.glob("[!.]*/sources/[!.]*/toolkit.yaml")}))
    except OSError:  # a folder that may not be looked into
        return ()


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
        UnknownName: the name is not known.
        UnclearToolkit: nothing says which of several is meant.
        NoToolkit: there is none.
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
        short = sorted((root / "sources").glob("[!.]*/toolkit.yml"))
        hint = f"{short[0].relative_to(root)} must be called toolkit.yaml" if short else ""
        raise NoToolkit(f"there is no toolkit in {root / 'sources'}", hint)
    raise UnclearToolkit(known)


def locate(start: Path, name: str | None, archive: Path | None = None) -> Project:
    """The project that the user of a folder means; names in messages are relative to that folder.

    Args:
        start: folder that the command was typed in.
        name: of the toolkit; None for the one that `choose` finds.
        archive: folder that keeps the files of sealed editions; None for the usual one.

    Raises:
        NoToolkit, UnclearToolkit, UnknownName: see `find_root` and `choose`.
    """
    root = find_root(start)
    toolkit = choose(root, name)
    shown = os.path.relpath(root / "sources" / toolkit, start).replace(os.sep, "/")
    return Project(root, toolkit, shown, archive)


def setting(root: Path, key: str) -> str:
    """A line of [tool.toolkit] in pyproject.toml; empty where there is none."""
    try:
        settings = tomllib.loads(beginning((root / "pyproject.toml").resolve(), _SETTINGS).decode())
        return str(settings["tool"]["toolkit"][key])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ""
