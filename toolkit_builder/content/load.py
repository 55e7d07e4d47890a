"""A folder of YAML files as one Toolkit."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ..errors import Place, Problem, SourceError
from ..machine.files import beginning
from . import pictures
from .defaults import with_defaults
from .fonts import FOLDER as FONTS
from .mentions import Speller
from .model import FOLDERS, Brand, EditionFile, Glossary, Material, Principle, References, ToolkitFile
from .reading.discovery import Finder, SourceFile
from .reading.reader import MAX_BYTES, read
from .reading.shape import fit
from .rules import BETWEEN, RULES, WARNINGS, Sheet
from .toolkit import Shelf, Source, Toolkit

_FONTS = f"{FONTS}/"


def load_toolkit(folder: Path, label: str) -> Toolkit:
    """Read and check everything that a toolkit consists of.

    Args:
        folder: the toolkit, such as sources/public-education-promise.
        label: how messages name that folder, with forward slashes.

    Returns:
        The toolkit; materials that are not approved are read and checked but stand on no shelf.

    Raises:
        SourceError: every problem of every file. Rules across files are tried once all files fit.
    """
    finder = Finder(folder, label)
    finder.look()
    problems = list(finder.problems)
    sources: list[Source] = []
    for file in finder.files:
        try:
            sources.append(read_source(f"{label}/{file.name}", file, file_bytes(folder, label, file)))
        except SourceError as error:
            problems += error.problems
    sheets = tuple(Sheet.of(source) for source in sources)
    problems += [problem for sheet in sheets for rule in RULES for problem in rule(sheet)]
    if problems:
        raise SourceError(problems, len(finder.files))
    toolkit = assemble(
        folder.resolve().name, sources, read_pictures(folder, [*finder.pictures, *finder.fonts])
    )
    sheets = tuple(map(Sheet.anew, sheets, toolkit.sources))
    if problems := [problem for rule in BETWEEN for problem in rule(toolkit, sheets)]:
        raise SourceError(problems, len(finder.files))
    warnings = (problem for rule in WARNINGS for problem in rule(toolkit, sheets))
    return replace(toolkit, warnings=tuple(warnings))


def read_source(path: str, file: SourceFile, data: bytes) -> Source:
    """One file.

    Args:
        path: as messages name it.
        file: its name and what it must hold.
        data: the whole file.

    Raises:
        SourceError: C1xx, C2xx, everything that is wrong with it.
    """
    tree, marks = read(path, data)
    return Source(path, file.name, fit(file.model, tree, marks), marks)


def file_bytes(folder: Path, label: str, file: SourceFile) -> bytes:
    """What lies in a file, up to a little more than may.

    Args:
        folder, label: as of `load_toolkit`.
        file: in that folder.

    Raises:
        SourceError: C112 it cannot be read.
    """
    try:
        return beginning(folder / file.name, MAX_BYTES)
    except OSError as error:
        hint = "check that the file may be read"
        place = Place(f"{label}/{file.name}")
        problem = Problem(place, "C112", f"the file cannot be read: {error.strerror}", hint)
        raise SourceError([problem]) from None


def read_pictures(folder: Path, names: Iterable[str]) -> dict[str, bytes]:
    """Pictures beside brand.yaml; one that cannot be read is missed by the rule that looks for it."""
    images = {}
    for name in names:
        try:
            images[name] = beginning(folder / name, pictures.MAX_BYTES)
        except OSError:
            continue
    return images


def assemble(name: str, sources: Sequence[Source], images: Mapping[str, bytes]) -> Toolkit:
    """A toolkit of files that fit, tried by no rule; what a text mentions stands in it by name.

    Args:
        name: of its folder.
        sources: toolkit.yaml, brand.yaml and references.yaml are among them.
        images: pictures and font files, see `Toolkit.pictures` and `Toolkit.fonts`.
    """
    defaults = next(source.node.defaults for source in sources if isinstance(source.node, ToolkitFile))
    sources = with_defaults(sources, defaults)
    speller = Speller.of([source.node for source in sources])
    sources = [speller.source(source) for source in sources]
    nodes = [source.node for source in sources]
    file = next(node for node in nodes if isinstance(node, ToolkitFile))
    references = next(node for node in nodes if isinstance(node, References))
    editions = [node for node in nodes if isinstance(node, EditionFile)]
    return Toolkit(
        name=name,
        file=file,
        brand=next(node for node in nodes if isinstance(node, Brand)),
        references={reference.id: reference for reference in references.references},
        shelves=tuple(_shelves(file, sources)),
        glossary=next((node for node in nodes if isinstance(node, Glossary)), None),
        editions=tuple(sorted(editions, key=lambda edition: [int(part) for part in edition.id.split(".")])),
        pictures={path: data for path, data in images.items() if not path.startswith(_FONTS)},
        fonts={path: data for path, data in images.items() if path.startswith(_FONTS)},
        sources=tuple(sources),
    )


def _shelves(file: ToolkitFile, sources: Sequence[Source]) -> Iterable[Shelf]:
    """One shelf a principle in printed order, then the toolkit's own."""
    for folder in file.principles:
        mine = [source for source in sources if source.name.startswith(f"principles/{folder}/")]
        principle = next((source.node for source in mine if isinstance(source.node, Principle)), None)
        if principle is not None:
            yield Shelf(principle, _materials(mine, depth=2))
    own = _materials(sources, depth=0)
    if own:
        yield Shelf(None, own)


def _materials(sources: Sequence[Source], depth: int) -> tuple[Material, ...]:
    """Approved materials whose folder stands `depth` steps down, by kind, then by file name."""
    order = list(FOLDERS)
    placed = [
        (order.index(parts[depth]), parts[-1], source.node)
        for source in sources
        if (parts := source.name.split("/"))[depth] in FOLDERS
        and isinstance(source.node, Material)
        and source.node.status == "approved"
    ]
    return tuple(node for _, _, node in sorted(placed, key=lambda item: item[:2]))
