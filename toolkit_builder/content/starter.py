"""New things to start from: a toolkit, a material, a principle, an edition. Nothing is ever overwritten."""

import itertools
import os
import re
import shutil
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple, get_args

from ..errors import Misuse, OutputError, Place, Problem, UnknownName
from ..machine.files import disk, is_litter, write
from ..project import Project, layouts_path, projects_below, toolkits
from .edit import YamlFile
from .load import load_toolkit
from .model import EDITION, Defaults, Pattern, Principle, SelfAssessment
from .packet_kinds import PACKET_KINDS
from .placeholders import LEVEL_LOOKS, NAME_OF, STARTER, WHAT_IS_NEW
from .project_files import FOLDER_OF, project_files
from .reading.discovery import NAME
from .reading.reader import Tree
from .schema import write_schemas
from .toolkit import Toolkit

_CITED = "example-report"


def init(folder: Path, name: str) -> Path:
    """A new project with one toolkit that builds at once.

    Args:
        folder: made if it is not there.
        name: of the toolkit: small letters, digits and hyphens.

    Returns:
        The file to open first.

    Raises:
        OutputError: O531 something is there already; else see `machine.files.disk`.
        Misuse: the name cannot be used, or the folder lies in a project or around one.
    """
    if not NAME.fullmatch(name):
        hint = "use small letters, digits and single hyphens"
        raise Misuse(f"'{name}' cannot be the name of a toolkit", hint)
    _is_free(folder)
    target = folder / "sources" / name
    if target.exists():
        raise _there_already(target)
    template = layouts_path() / STARTER
    growing = target.with_name(f".{name}-{os.getpid()}.tmp")
    try:
        with disk(target):
            for path in sorted(template.rglob("*")):
                if path.is_file() and not is_litter(path.name):
                    write(growing / path.relative_to(template), path.read_bytes())
            schema = folder / ".vscode" / "schema"
            schema.mkdir(parents=True, exist_ok=True)
            write_schemas(schema)
            for path, text in project_files(folder, name):
                if not path.exists():
                    write(path, text.encode())
            growing.rename(target)
    finally:
        shutil.rmtree(growing, ignore_errors=True)
    return target / "toolkit.yaml"


def named_after(folder: str) -> str:
    """The name of a toolkit that lies in a folder: small letters without accents, digits and hyphens."""
    letters = unicodedata.normalize("NFKD", folder.lower()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", letters))


def _is_free(folder: Path) -> None:
    """Whether a project may begin in a folder.

    Raises:
        Misuse: it lies in a project, or a project lies in it.
    """
    for above in folder.parents:
        if names := toolkits(above):
            message = f"{above} is a project already, with {', '.join(names)}"
            hint = "begin outside of it; to add a toolkit to it, give its own folder and another name"
            raise Misuse(message, hint)
    inside = [] if toolkits(folder) else projects_below(folder)
    if inside:
        message = f"{folder} holds a project already: {inside[0].name}"
        raise Misuse(message, "begin in a folder of its own")


def new_material(project: Project, kind: str, name: str, principle: str | None) -> Path:
    """A material with every field explained, as a draft; passes `check` as it stands.

    Args:
        project: where it goes.
        kind: self-assessment, case-study, companion-guide or artifact.
        name: of the file, without ending.
        principle: its folder or id; None for a material of the toolkit as a whole.

    Returns:
        The file, to be opened next.

    Raises:
        Misuse: the principle is not known, or the name cannot be used.
        OutputError: O531 the file is there already.
        SourceError: the toolkit does not read well as it is.
    """
    toolkit = load_toolkit(project.sources, project.name)
    _well_named(name)
    if principle is not None:
        principle = _folder_of(toolkit, principle)
    folder = project.sources / "principles" / principle if principle else project.sources
    path = folder / FOLDER_OF[kind] / f"{name}.yaml"
    file = _fitted(f"principles/first-principle/{FOLDER_OF[kind]}/*.yaml", toolkit)
    file = _with(file, id=_free_id(toolkit, kind, principle), status="draft")
    text = _named(file.data.decode(), toolkit.file.defaults or Defaults())
    text = text.replace("# slug: a-word", f"slug: {name[:40].rstrip('-')}")
    return _create(project, path, text, kind)


def _folder_of(toolkit: Toolkit, principle: str) -> str:
    """The folder of a principle that is named by it or by its id."""
    folders = {
        source.node.id: source.name.split("/")[1]
        for source in toolkit.sources
        if isinstance(source.node, Principle)
    }
    if principle in toolkit.file.principles:
        return principle
    if principle not in folders:
        raise UnknownName(Principle.kind, principle, (*toolkit.file.principles, *folders))
    return folders[principle]


def _named(text: str, defaults: Defaults) -> str:
    """A material that says itself what toolkit.yaml does not say for all."""
    for default, field in ((defaults.authors, "authors"), (defaults.creator, "creator"),
                           (defaults.checked_by, "by")):  # fmt: skip
        if not default:
            text = re.sub(rf"(?m)^( *)# ({field}:.*)$(?:\n# (  - .*)$)?", _uncommented, text)
    return text


def _uncommented(match: re.Match[str]) -> str:
    indent, line, item = match.groups()
    return f"{indent}{line}\n{item}" if item else f"{indent}{line}"


class NewPrinciple(NamedTuple):
    """A principle that was just begun.

    Args:
        path: its file, to be opened next.
        color: its accent.
        pattern: its pattern.
        shared_with: names of the principles that have the same accent, where none was free.
    """

    path: Path
    color: str
    pattern: str
    shared_with: tuple[str, ...]


def new_principle(project: Project, name: str, title: str = "") -> NewPrinciple:
    """A principle without materials; its folder joins the list in toolkit.yaml.

    Args:
        project: where it goes.
        name: of its folder.
        title: its name in print; empty for a text that asks for one.

    Raises:
        Misuse, OutputError, SourceError: as `new_material`.
    """
    toolkit = load_toolkit(project.sources, project.name)
    _well_named(name)
    number = len(toolkit.file.principles) + 1
    taken = _ids(toolkit)
    words = name.replace("-", " ")
    before = [shelf.principle for shelf in toolkit.shelves if shelf.principle]
    color = _least_used(toolkit.brand.accents, (each.accent.color for each in before))
    pattern = _least_used(get_args(Pattern), (each.accent.pattern for each in before))
    file = _with(
        _fitted("principles/first-principle/principle.yaml", toolkit),
        id=next(free for free in _numbered("p", number) if free not in taken),
        number=str(number),
        name=title or NAME_OF.format(words),
        short_name=(title or words.capitalize())[:40].rstrip(),
    )
    file = file.with_value(("accent", "color"), color).with_value(("accent", "pattern"), pattern)
    listed = _with_principle(project, toolkit, name)
    path = project.sources / "principles" / name / "principle.yaml"
    _create(project, path, file.data.decode(), Principle.kind)
    write(project.sources / "toolkit.yaml", listed.data)
    shared = tuple(str(each.short_name) for each in before if each.accent.color == color)
    return NewPrinciple(path, color, pattern, shared)


def _least_used(names: Iterable[str], used: Iterable[str]) -> str:
    """The first name that is not used; where all are, the first of those that are used least."""
    counted = Counter(used)
    return min(names, key=lambda name: counted[name])


def _with_principle(project: Project, toolkit: Toolkit, name: str) -> YamlFile:
    """The file toolkit.yaml with one more principle."""
    path = project.sources / "toolkit.yaml"
    file = YamlFile.of(f"{project.name}/{path.name}", path.read_bytes())
    count = len(toolkit.file.principles)
    if not file.is_in_brackets(("principles",)):
        return file.with_item(("principles",), count, name)
    message = f"the list of principles is not written one a line; '{name}' could not be added"
    last = file.marks["principles", count - 1].value
    raise OutputError([Problem(last, "O532", message, f"add {name} to it by hand")])


def new_edition(project: Project, number: str | None) -> Path:
    """The file of the next edition.

    Args:
        project: whose edition.
        number: such as 2026.2; None counts on from the newest.

    Raises:
        Misuse: the newest edition is not sealed yet, or the number is not above it.
        OutputError, SourceError: as `new_material`.
    """
    toolkit = load_toolkit(project.sources, project.name)
    _is_sealed(project, toolkit)
    today = date.today()
    number = number or _next_edition(toolkit, today)
    if not re.fullmatch(EDITION, number):
        hint = "write a year and a number, such as 2026.2"
        raise Misuse(f"'{number}' is not the number of an edition", hint)
    if _parts(number) <= _newest(toolkit):
        hint = f"the next one is {_next_edition(toolkit, today)}"
        raise Misuse(f"edition {number} would not be the newest, {toolkit.editions[-1].id} is", hint)
    # In quotes: to other programs 2026.10 is a number, and the same as 2026.1.
    text = _template("editions/*.yaml").replace("id: 2026.1", 'id: "2026.1"')
    # What is new is never the same as before.
    text = text.replace("May be left out. May stay as it is.\nsummary", "May be left out.\nsummary")
    file = YamlFile.of("edition.yaml", text.encode())
    file = _with(file, id=number, date=today.isoformat(), label=f"Edition {number}")
    text = _with(file, summary=WHAT_IS_NEW).data.decode()
    return _create(project, project.sources / "editions" / f"{number}.yaml", text, "edition")


def _is_sealed(project: Project, toolkit: Toolkit) -> None:
    """Only the newest edition can be sealed, so another one above it would keep it from that for ever.

    Raises:
        Misuse: it is not sealed yet.
    """
    newest = toolkit.editions[-1].id
    if not (project.sources / "editions" / newest / "seal.json").exists():
        hint = f"go on with {newest} and publish it; for another number, rename editions/{newest}.yaml"
        raise Misuse(f"edition {newest} is not sealed yet, and only the newest can be", f"{hint} and its id")


def _next_edition(toolkit: Toolkit, today: date) -> str:
    newest = _newest(toolkit)
    return f"{today.year}.1" if today.year > newest[0] else f"{newest[0]}.{newest[1] + 1}"


def _newest(toolkit: Toolkit) -> list[int]:
    return _parts(toolkit.editions[-1].id) if toolkit.editions else [0, 0]


def _parts(number: str) -> list[int]:
    return [int(part) for part in number.split(".")]


def _template(pattern: str) -> str:
    """A file of the starter."""
    return sorted((layouts_path() / STARTER).glob(pattern))[0].read_text(encoding="utf-8")


def _create(project: Project, path: Path, text: str, kind: str) -> Path:
    if path.exists() or (kind == Principle.kind and path.parent.exists()):
        raise _there_already(path)
    schema = project.root / "layouts" / "schema" / f"{kind}.json"
    if schema.is_file():
        up = "../" * len(path.parent.relative_to(project.root).parts)
        text = f"# yaml-language-server: $schema={up}layouts/schema/{kind}.json\n{text}"
    write(path, text.encode())
    return path


def _there_already(path: Path) -> OutputError:
    hint = "nothing was changed; choose another name"
    return OutputError([Problem(Place(path.as_posix()), "O531", "this is there already", hint)])


def _well_named(name: str) -> None:
    if not NAME.fullmatch(name):
        hint = "use small letters, digits and hyphens: north-valley"
        raise Misuse(f"'{name}' cannot be a file name here", hint)


def _fitted(pattern: str, toolkit: Toolkit) -> YamlFile:
    """A file of the starter that meets what this toolkit has instead of what the starter has."""
    cited = next(iter(toolkit.references), None)
    text = _template(pattern).replace(*((_CITED, cited) if cited else (f" [@{_CITED}]", "")))
    file = YamlFile.of(pattern, text.encode())
    file = _with(file, access=toolkit.file.access[0].id, last_reviewed=date.today().isoformat())
    for scale in toolkit.file.scales[:1]:
        levels: Tree = {level.id: LEVEL_LOOKS for level in scale.levels}
        file = _with(file, scale=scale.id)
        for path in [path for path in file.marks if path[-1:] == ("descriptors",)]:
            file = file.with_value(path, levels)
    if ("accompanies", 0) in file.marks and (guided := _guided(toolkit)):
        file = file.with_value(("accompanies", 0), guided)
    for neighbour in ("artifacts", "from_case"):  # only the starter has them; both may be left out
        if (neighbour,) in file.marks:
            file = file.without((neighbour,))
    return file


def _guided(toolkit: Toolkit) -> str | None:
    """What a guide may accompany: a self-assessment, or else any material."""
    materials = [material for shelf in toolkit.shelves for material in shelf.materials]
    rated = [material for material in materials if isinstance(material, SelfAssessment)]
    return next((material.id for material in (*rated, *materials)), None)


def _with(file: YamlFile, **values: str) -> YamlFile:
    """A file with other values at the left margin; a key that it does not have is passed over."""
    for key, value in values.items():
        if (key,) in file.marks:
            file = file.with_value((key,), value)
    return file


def _ids(toolkit: Toolkit) -> set[str]:
    return {str(getattr(source.node, "id", "")) for source in toolkit.sources}


def _free_id(toolkit: Toolkit, kind: str, principle: str | None) -> str:
    """An id that no file has: id of the principle, a short word for the kind, and a number where needed."""
    short = PACKET_KINDS[kind].short
    nodes = {source.name: source.node for source in toolkit.sources}
    owner = nodes.get(f"principles/{principle}/principle.yaml")
    stem = f"{owner.id}-{short}" if isinstance(owner, Principle) and len(owner.id) <= 4 else short
    taken = _ids(toolkit)
    candidates = itertools.chain([stem], _numbered(stem, 2))
    return next(name for name in candidates if name not in taken)


def _numbered(stem: str, first: int) -> Iterator[str]:
    return (f"{stem}{number}" for number in itertools.count(first))
