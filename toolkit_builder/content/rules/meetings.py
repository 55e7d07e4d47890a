"""References that must meet something in another file."""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from ...errors import Place, Problem
from ..model import (
    FORMS,
    READERS,
    UNITS,
    Artifact,
    CaseStudy,
    CompanionGuide,
    Glossary,
    Indicator,
    Material,
    OwnWords,
    Principle,
    SelfAssessment,
    ToolkitFile,
)
from ..reading.spans import Path
from ..richtext import citations, cross_links, parse
from ..toolkit import Toolkit
from ..words import Line, Rich, Text
from .sheet import Sheet

Part = TypeVar("Part")
# Not in [@id], an address or behind a backslash.
_AT = re.compile(r"(?<![\w@/.\\+%])(?<!\[)(?<!\w-)@(?P<id>[a-z][a-z0-9-]*)(?![\w-]|\.\w)")


def principles_are_there(toolkit: Toolkit, sheets: tuple[Sheet, ...]) -> Iterator[Problem]:
    """C313: folders of principles/ are those that toolkit.yaml names, each with its principle.yaml."""
    top = _top(sheets)
    folders = {parts[1] for sheet in sheets if (parts := sheet.source.name.split("/"))[0] == "principles"}
    have = {sheet.source.name.split("/")[1] for sheet in sheets if isinstance(sheet.source.node, Principle)}
    for number, name in enumerate(toolkit.file.principles):
        if name in toolkit.file.principles[:number]:
            yield top.problem(
                ("principles", number), "C313", f'"{name}" stands twice', "delete one of the lines"
            )
        elif name not in have:
            message = f"there is no file principles/{name}/principle.yaml"
            hint = "write that file" if name in folders else near(name, folders, "folders there")
            yield top.problem(("principles", number), "C313", message, hint)
    for name in sorted(folders - set(toolkit.file.principles)):
        message = f'the folder "{name}" is not among the principles of toolkit.yaml'
        hint = f"add `- {name}` under `principles:` there, or move the folder away"
        yield Problem(
            Place(top.source.path.replace("toolkit.yaml", f"principles/{name}")), "C313", message, hint
        )


def citations_meet(toolkit: Toolkit, sheets: tuple[Sheet, ...]) -> Iterator[Problem]:
    """C304: every [@id] is in references.yaml."""
    for sheet, path, name in _in_texts(_current(toolkit, sheets), "[@", citations):
        if name not in toolkit.references:
            hint = near(name, toolkit.references, "references.yaml has")
            yield sheet.problem(path, "C304", f'"{name}" is not in references.yaml', hint, f"[@{name}]")


def citations_have_brackets(toolkit: Toolkit, sheets: tuple[Sheet, ...]) -> Iterator[Problem]:
    """C107: the @id of a source stands nowhere but in brackets of its own; otherwise it would be printed."""
    for sheet in _printed(_current(toolkit, sheets)):
        for path, value, _ in sheet.parts:
            for match in _AT.finditer(value) if isinstance(value, Text) and "@" in value else ():
                if match["id"] in toolkit.references:
                    hint = f"write [@{match['id']}] behind the words, with nothing else in the brackets"
                    if not isinstance(value, Line):
                        hint = "take it out, and cite the source in a text"
                    message = f'"{match[0]}" is the id of a source, but no citation, and would be printed'
                    yield sheet.problem(path, "C107", message, hint, match[0])


def sources_meet(toolkit: Toolkit, sheets: tuple[Sheet, ...]) -> Iterator[Problem]:
    """C305: every `source:` is in references.yaml."""
    for sheet in _printed(sheets):
        for path, value, _ in sheet.parts:
            if path and path[-1] == "source" and isinstance(value, str) and value not in toolkit.references:
                hint = near(value, toolkit.references, "references.yaml has")
                yield sheet.problem(path, "C305", f'"{value}" is not in references.yaml', hint)


def cross_links_meet(toolkit: Toolkit, sheets: tuple[Sheet, ...]) -> Iterator[Problem]:
    """C306: [words](#material/thing) leads to something that is printed."""
    owners = {node.id: sheet for sheet in _printed(sheets) if isinstance(node := sheet.source.node, _OWNERS)}
    waiting = {
        node.id: sheet.source.name for sheet in sheets if isinstance(node := sheet.source.node, Material)
    }
    for sheet, path, link in _in_texts(_current(toolkit, sheets), "](#", cross_links):
        material, _, thing = link.target.partition("/")
        words = f"#{link.target}"
        target = owners.get(material)
        if target is None:
            hint = near(material, owners, "ids are")
            message = f'there is no material "{material}" in the edition'
            if material in waiting:
                message = f'"{material}" is not approved, so no edition holds it'
                cure = "or take the link out and leave its words"
                hint = f"write `status: approved` in {waiting[material]}, {cure}"
            yield sheet.problem(path, "C306", message, hint, words)
        elif thing and thing not in (things := _things(target)):
            hint = near(thing, things, "its things are")
            message = f'there is no "{thing}" in "{material}"'
            yield sheet.problem(path, "C306", message, hint, words)


def materials_meet(toolkit: Toolkit, sheets: tuple[Sheet, ...]) -> Iterator[Problem]:
    """C308: materials that a material names are in the edition, and of the kind that is meant."""
    materials = {
        node.id: node for sheet in _printed(sheets) if isinstance(node := sheet.source.node, Material)
    }
    others = {
        node.id: node
        for sheet in sheets
        if isinstance(node := sheet.source.node, Material) and node.id not in materials
    }
    for sheet in _printed(sheets):
        for path, name, kind in _named(sheet):
            if name in others:
                yield sheet.problem(path, "C308", *_left_out(others[name]))
            elif not isinstance(materials.get(name), kind):
                what = "material" if kind is Material else kind.kind.replace("-", " ")
                known = [material.id for material in materials.values() if isinstance(material, kind)]
                yield sheet.problem(
                    path, "C308", f'there is no {what} "{name}"', near(name, known, "there are")
                )


def _left_out(material: Material) -> tuple[str, str]:
    """Message and hint about a material that no edition holds."""
    if material.status == "retired":
        return f'"{material.id}" is retired, so no edition holds it any more', "take this line out"
    message = f'"{material.id}" is not approved, so no edition holds it'
    return message, "take this line out until it is `status: approved`"


def names_meet(toolkit: Toolkit, sheets: tuple[Sheet, ...]) -> Iterator[Problem]:
    """C310 to C312: scales and tiers of toolkit.yaml, accents of brand.yaml."""
    scales = [scale.id for scale in toolkit.file.scales]
    tiers = [tier.id for tier in toolkit.file.access]
    for sheet in _printed(sheets):
        node = sheet.source.node
        if isinstance(node, SelfAssessment) and node.scale not in scales:
            message = f'there is no scale "{node.scale}" in toolkit.yaml'
            yield sheet.problem(("scale",), "C310", message, near(node.scale, scales, "scales are"))
        if isinstance(node, Material) and node.access not in tiers:
            message = f'there is no access tier "{node.access}" in toolkit.yaml'
            yield sheet.problem(("access",), "C311", message, near(node.access, tiers, "tiers are"))
        if isinstance(node, Principle) and node.accent.color not in toolkit.brand.accents:
            message = f'there is no accent "{node.accent.color}" in brand.yaml'
            hint = near(node.accent.color, toolkit.brand.accents, "accents are")
            yield sheet.problem(("accent", "color"), "C312", message, hint)


def words_are_known(toolkit: Toolkit, sheets: tuple[Sheet, ...]) -> Iterator[Problem]:
    """C380: readers, forms and units are words that every toolkit has, or own_words of toolkit.yaml."""
    own = toolkit.file.own_words or OwnWords()
    readers, forms, units = (*READERS, *own.readers), (*FORMS, *own.forms), (*UNITS, *own.units)
    for sheet in sheets:
        node = sheet.source.node
        if isinstance(node, Material):
            for number, reader in enumerate(node.readers):
                yield from _known(sheet, ("readers", number), reader, readers)
        if isinstance(node, Artifact):
            yield from _known(sheet, ("form",), node.form, forms)
        if isinstance(node, CaseStudy):
            for number, result in enumerate(node.results):
                yield from _known(sheet, ("results", number, "unit"), result.unit, units)


def _known(sheet: Sheet, path: Path, word: str, known: Iterable[str]) -> Iterator[Problem]:
    if word in known:
        return
    field = next(part for part in reversed(path) if isinstance(part, str))
    near_word = difflib.get_close_matches(word, [*known], 1)
    start = f'did you mean "{near_word[0]}"?' if near_word else f"There are {', '.join(known)}."
    hint = f"{start} A word of your own goes into own_words of toolkit.yaml."
    yield sheet.problem(path, "C380", f'"{word}" cannot stand in "{field}"', hint)


def makers_are_named(toolkit: Toolkit, sheets: tuple[Sheet, ...]) -> Iterator[Problem]:
    """C381: who wrote, made and checked a material is said in its file or in `defaults:` of toolkit.yaml."""
    known = {sheet.source.name: sheet for sheet in sheets}
    for source in toolkit.sources:
        node, missing = source.node, []
        if isinstance(node, Material) and not node.authors:
            missing.append((("authors",), "authors", "authors"))
        if isinstance(node, Artifact) and node.origin.creator is None:
            missing.append((("origin",), "creator", "creator"))
        if isinstance(node, CaseStudy) and node.verification.by is None:
            missing.append((("verification",), "by", "checked_by"))
        for path, field, default in missing:
            message = f'there is no "{field}", here or in toolkit.yaml'
            hint = (
                f"write `{field}:` here, or `{default}:` under `defaults:` in toolkit.yaml for all materials"
            )
            yield known[source.name].missing(path, "C381", message, hint)


def descriptors_fit_scale(toolkit: Toolkit, sheets: tuple[Sheet, ...]) -> Iterator[Problem]:
    """C317: every indicator of a rubric says what each level of the scale looks like, and no other."""
    scales = {scale.id: [level.id for level in scale.levels] for scale in toolkit.file.scales}
    for sheet in _printed(sheets):
        node = sheet.source.node
        if not isinstance(node, SelfAssessment) or node.style != "rubric" or node.scale not in scales:
            continue
        levels = scales[node.scale]
        hint = f'the levels of "{node.scale}" are {", ".join(levels)}'
        for path, indicator in sheet.nodes(Indicator):
            where = (*path, "descriptors")
            for name in indicator.descriptors:
                if name not in levels:
                    message = f'"{name}" is no level of the scale'
                    yield sheet.missing((*where, name), "C317", message, hint)
            if missing := [level for level in levels if level not in indicator.descriptors]:
                message = f"descriptors are missing for {', '.join(missing)}"
                yield sheet.missing(where, "C317", message, hint)


def there_is_an_edition(toolkit: Toolkit, sheets: tuple[Sheet, ...]) -> Iterator[Problem]:
    """C326: a build makes the newest edition, so there is one."""
    if not toolkit.editions:
        place = Place(_top(sheets).source.path.removesuffix("toolkit.yaml") + "editions")
        yield Problem(
            place, "C326", "there is no edition", "write editions/2026.1.yaml with id, label and date"
        )


_OWNERS = (Material, Principle, Glossary, ToolkitFile)


def _top(sheets: tuple[Sheet, ...]) -> Sheet:
    return next(sheet for sheet in sheets if isinstance(sheet.source.node, ToolkitFile))


def _printed(sheets: Iterable[Sheet]) -> Iterator[Sheet]:
    return (sheet for sheet in sheets if sheet.printed)


def _current(toolkit: Toolkit, sheets: Iterable[Sheet]) -> Iterator[Sheet]:
    """Without the files of older editions: what these speak of may be gone, and they stay as they are."""
    older = {id(edition) for edition in toolkit.editions[:-1]}
    return (sheet for sheet in sheets if id(sheet.source.node) not in older)


def _in_texts(
    sheets: Iterable[Sheet], sign: str, find: Callable[..., Iterable[Part]]
) -> Iterator[tuple[Sheet, Path, Part]]:
    """What `find` finds in the texts that hold `sign`."""
    for sheet in _printed(sheets):
        for path, value, _ in sheet.parts:
            if isinstance(value, Line) and sign in value:
                for part in find(parse(value, blocks=isinstance(value, Rich))):
                    yield sheet, path, part


def _things(sheet: Sheet) -> list[str]:
    return [
        part.value.id
        for part in sheet.parts
        if part.value is part.owner and part.path and hasattr(part.value, "id")
    ]


def _named(sheet: Sheet) -> Iterator[tuple[Path, str, type[Material]]]:
    """Materials that a material names, and the kind each must be of."""
    node = sheet.source.node
    if isinstance(node, CompanionGuide):
        for number, name in enumerate(node.accompanies):
            yield ("accompanies", number), name, Material
    if isinstance(node, CaseStudy):
        for number, name in enumerate(node.artifacts):
            yield ("artifacts", number), name, Artifact
    if isinstance(node, Artifact) and node.from_case is not None:
        yield ("from_case",), node.from_case, CaseStudy


def near(name: str, known: Iterable[str], label: str) -> str:
    """A hint: the nearest known name, or all of them.

    Args:
        name: one that is not known.
        known: those that are.
        label: what comes before the list of them, such as "there are".
    """
    names = sorted(known)
    near = difflib.get_close_matches(name, names, 1)
    listed = f"{label} {', '.join(names[:12])}{', …' * (len(names) > 12)}" if names else "there are none"
    return f'did you mean "{near[0]}"?' if near else listed
