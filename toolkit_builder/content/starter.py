"""New things to start from: a toolkit, a material, a principle, an edition. Nothing is ever overwritten."""

import itertools
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from ..errors import Misuse, OutputError, Place, Problem, UnknownName
from ..machine.files import disk, write
from ..project import Project, layouts_path
from .load import load_toolkit
from .model import EDITION, FOLDERS, Principle, SelfAssessment
from .packet_kinds import PACKET_KINDS
from .schema import FILES, write_schemas
from .toolkit import Toolkit

_STARTER = Path("starter")
_CITED = "example-report"
FOLDER_OF = {kind: folder for folder, kind in FOLDERS.items()}


def init(folder: Path, name: str) -> Path:
    """A new project with one toolkit that builds at once.

    Args:
        folder: made if it is not there.
        name: of the toolkit: small letters, digits and hyphens.

    Returns:
        The file to open first.

    Raises:
        OutputError: O531 something is there already; else see `files.disk`.
        Misuse: the name cannot be used.
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise Misuse(
            f"'{name}' cannot be the name of a toolkit", "use small letters, digits and single hyphens"
        )
    target = folder / "sources" / name
    if target.exists():
        raise _there_already(target)
    template = layouts_path() / _STARTER
    growing = target.with_name(f".{name}-{os.getpid()}.tmp")
    try:
        with disk(target):
            for path in sorted(template.rglob("*")):
                if path.is_file():
                    write(growing / path.relative_to(template), path.read_bytes())
            schema = folder / ".vscode" / "schema"
            schema.mkdir(parents=True, exist_ok=True)
            write_schemas(schema)
            for path, text in _beside(folder):
                if not path.exists():
                    write(path, text.encode())
            growing.rename(target)
    finally:
        shutil.rmtree(growing, ignore_errors=True)
    return target / "toolkit.yaml"


def _beside(folder: Path) -> Iterator[tuple[Path, str]]:
    """What an editor and git want to know."""
    schemas = {}
    for name, (_, place) in FILES.items():
        files = "editions/[0-9]*.yaml" if name == "edition" else place.replace("NAME", "*")
        own = [f"sources/*/{FOLDER_OF[name]}/*.yaml"] if name in FOLDER_OF else []
        schemas[f"./.vscode/schema/{name}.json"] = [f"sources/*/{files}", *own]
    settings = {"yaml.schemas": schemas, "yaml.schemaStore.enable": False, "yaml.format.enable": False}
    yield folder / ".vscode" / "settings.json", json.dumps(settings, indent=4) + "\n"
    yield (
        folder / ".vscode" / "extensions.json",
        json.dumps({"recommendations": ["redhat.vscode-yaml"]}, indent=4) + "\n",
    )
    yield folder / ".gitignore", "/output/\n/.cache/\n"


def new_material(project: Project, kind: str, name: str, principle: str | None) -> Path:
    """A material with every field explained, as a draft; passes `check` as it stands.

    Args:
        kind: self-assessment, case-study, companion-guide or artifact.
        name: of the file, without ending.
        principle: folder of principles/; None for a material of the toolkit as a whole.

    Returns:
        The file, to be opened next.

    Raises:
        Misuse: the principle is not known, or the name cannot be used.
        OutputError: O531 the file is there already.
        SourceError: the toolkit does not read well as it is.
    """
    toolkit = load_toolkit(project.sources, project.name)
    _well_named(name)
    if principle is not None and principle not in toolkit.file.principles:
        raise UnknownName(Principle.kind, principle, toolkit.file.principles)
    folder = project.sources / "principles" / principle if principle else project.sources
    path = folder / FOLDER_OF[kind] / f"{name}.yaml"
    text = _template(f"principles/first-principle/{FOLDER_OF[kind]}")
    text = _fit(text, toolkit)
    text = _set(text, "id", _free_id(toolkit, kind, principle))
    text = _set(text, "status", "draft")
    text = text.replace("# slug: a-word", f"slug: {name[:40].rstrip('-')}")
    return _create(project, path, text, kind)


def new_principle(project: Project, name: str) -> Path:
    """A principle without materials; its folder joins the list in toolkit.yaml.

    Raises:
        Misuse, OutputError, SourceError: as `new_material`.
    """
    toolkit = load_toolkit(project.sources, project.name)
    _well_named(name)
    number = len(toolkit.file.principles) + 1
    taken = _ids(toolkit)
    text = _fit(_template("principles/first-principle", "principle.yaml"), toolkit)
    text = _set(text, "id", next(each for each in _numbered("p", number) if each not in taken))
    text = _set(text, "number", str(number))
    text = _set(text, "name", f"Name of {name}")
    text = _set(text, "short_name", name.replace("-", " ").capitalize()[:40])
    text = re.sub(r"(?m)^  color: .*$", f"  color: {next(iter(toolkit.brand.accents))}", text)
    listed = _list_principle(project, toolkit, name)
    path = _create(project, project.sources / "principles" / name / "principle.yaml", text, Principle.kind)
    write(project.sources / "toolkit.yaml", listed.encode())
    return path


def _list_principle(project: Project, toolkit: Toolkit, name: str) -> str:
    """The text of toolkit.yaml with one more principle."""
    source = next(source for source in toolkit.sources if source.name == "toolkit.yaml")
    last = source.marks["principles", len(toolkit.file.principles) - 1].value
    lines = (project.sources / "toolkit.yaml").read_text(encoding="utf-8").split("\n")
    before, dash, _ = lines[last.line - 1].partition("- ")
    if not dash or before.strip():
        message = f"the list of principles is not written one a line; '{name}' could not be added"
        raise OutputError([Problem(last, "O532", message, f"add {name} to it by hand")])
    lines.insert(last.line, f"{before}- {name}")
    return "\n".join(lines)


def new_edition(project: Project, number: str | None) -> Path:
    """The file of the next edition.

    Args:
        number: such as 2026.2; None counts on from the newest.

    Raises:
        Misuse, OutputError, SourceError: as `new_material`.
    """
    toolkit = load_toolkit(project.sources, project.name)
    today = date.today()
    number = number or _next_edition(toolkit, today)
    if not re.fullmatch(EDITION, number):
        raise Misuse(
            f"'{number}' is not the number of an edition", "write a year and a number, such as 2026.2"
        )
    if _parts(number) <= _newest(toolkit):
        hint = f"the next one is {_next_edition(toolkit, today)}"
        raise Misuse(f"edition {number} would not be the newest, {toolkit.editions[-1].id} is", hint)
    text = _set(_set(_template("editions"), "id", f'"{number}"'), "date", today.isoformat())
    text = _set(_set(text, "label", f"Edition {number}"), "summary", "What is new, for readers.")
    return _create(project, project.sources / "editions" / f"{number}.yaml", text, "edition")


def _next_edition(toolkit: Toolkit, today: date) -> str:
    newest = _newest(toolkit)
    return f"{today.year}.1" if today.year > newest[0] else f"{newest[0]}.{newest[1] + 1}"


def _newest(toolkit: Toolkit) -> list[int]:
    return _parts(toolkit.editions[-1].id) if toolkit.editions else [0, 0]


def _parts(number: str) -> list[int]:
    return [int(part) for part in number.split(".")]


def _template(folder: str, name: str = "") -> str:
    found = layouts_path() / _STARTER / folder
    return (found / name if name else sorted(found.glob("*.yaml"))[0]).read_text(encoding="utf-8")


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
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise Misuse(
            f"'{name}' cannot be a file name here", "use small letters, digits and hyphens: north-valley"
        )


def _fit(text: str, toolkit: Toolkit) -> str:
    """Make a starter file meet what this toolkit has instead of what the starter has."""
    text = _set(text, "access", toolkit.file.access[0].id)
    text = _set(text, "last_reviewed", date.today().isoformat())
    if toolkit.references:
        text = text.replace(_CITED, next(iter(toolkit.references)))
    else:
        text = text.replace(f" [@{_CITED}]", "")
    if toolkit.file.scales:
        text = _set(text, "scale", toolkit.file.scales[0].id)
        text = re.sub(r"(?m)^( +)descriptors:\n(?:\1 +.*\n)+", _descriptors(toolkit), text)
    materials = [material for shelf in toolkit.shelves for material in shelf.materials]
    guided = [each.id for each in materials if isinstance(each, SelfAssessment)] or [
        each.id for each in materials
    ]
    if guided:
        text = re.sub(r"(?m)^(accompanies:\n  - ).*$", rf"\g<1>{guided[0]}", text)
    # These point to neighbours that only the starter has; both may be left out.
    return re.sub(r"(?m)^(?:# .*\n)+(?:artifacts:\n(?:  - .*\n)+|from_case: .*\n)", "", text)


def _descriptors(toolkit: Toolkit) -> Callable[[re.Match[str]], str]:
    levels = [level.id for level in toolkit.file.scales[0].levels]

    def lines(match: re.Match[str]) -> str:
        indent = match[1]
        return "".join(
            [f"{indent}descriptors:\n", *(f"{indent}  {level}: What it looks like.\n" for level in levels)]
        )

    return lines


def _set(text: str, key: str, value: str) -> str:
    """Give a key at the left margin another value; a file without the key stays as it is."""
    return re.sub(rf"(?m)^{key}: .*$", lambda _: f"{key}: {value}", text, count=1)


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
    number = first
    while True:
        yield f"{stem}{number}"
        number += 1
