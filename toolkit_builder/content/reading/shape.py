"""Fits the tree of a file into its model, and says in plain words where it does not fit."""

import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from typing import Any, Literal, NamedTuple, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from ...errors import MOST, Problem, SourceError, more, short, some
from ..model import Material, Node
from .addresses import address_hint
from .spans import MarkTable, Path
from .structure import BLANKS, DASH, DASHES, QUOTES, another_sign, no_dash, no_quotes

NAMES = {"ToolkitFile": "toolkit", "EditionFile": "edition", "References": "list of references"}
PATTERNS = {
    "id": "use small letters a to z, digits and single hyphens, beginning with a letter, such as p2-sa",
    "date": "write the day as 2026-02-28",
    "color": "write the colour as # and six digits, small letters, such as #0b6560",
    "url": "begin it with https://, http://, mailto: or tel:",
    "edition": 'write the number as "2026.1"',
    "language": "write the language as en, es or en-US",
    "time": "write the time as 09:00",
    "font": "write the name of a font family, such as Public Sans",
    "name": "write material or material/thing, with their ids, such as p2-sa/shared-aim",
    "site": "write a whole address, such as https://example.org/toolkit/, without ? and #",
    "inks": "write cyan, magenta, yellow and black in percent, such as 100 60 0 30",
}


def fit(model: type[Node], tree: dict[str, Any], marks: MarkTable) -> Node:
    """The file as a typed, frozen value; a word of a closed list may have capitals and blanks around it.

    Args:
        model: what the file must hold.
        tree: what it says.
        marks: where it says so.

    Raises:
        SourceError: C1xx, everything that does not fit.
    """
    try:
        return model.model_validate(tree)
    except ValidationError as error:
        details = error.errors(include_url=False)
    if meant := _as_meant(model, tree, details):
        return fit(model, meant, marks)
    details = [detail for detail in details if not _miscounted(detail)]
    problems = [_problem(model, tree, marks, detail) for detail in details[:MOST]]
    rest = [more(problems[-1], len(details) - MOST)] if len(details) > MOST else []
    raise SourceError([*_without_echoes(problems), *rest])


def _as_meant(model: type[Node], tree: dict[str, Any], details: Sequence[Any]) -> dict[str, Any] | None:
    """The file with words of closed lists as these have them; None where no word is meant so."""
    meant = None
    for detail in details:
        path, _, annotation = _locate(model, tree, detail["loc"])
        kind, value = detail["type"], detail["input"]
        if kind == "union_tag_invalid":
            path, value = (*path, "type"), detail["ctx"]["tag"]
            words = re.findall(r"'([^']+)'", detail["ctx"]["expected_tags"])
        elif kind == "bool_type":
            words = ["true", "false"]
        else:
            words = _allowed(annotation, detail["ctx"]) if kind == "literal_error" else []
        if word := _meant(value, words):
            meant = deepcopy(tree) if meant is None else meant
            _put(meant, path, word)
    return meant


def _meant(value: Any, words: Sequence[str]) -> str:
    """The one word that a value is in small letters; empty where there is none, or another alphabet."""
    same = [word for word in words if isinstance(value, str) and value.strip().lower() == word.lower()]
    return same[0] if len(same) == 1 and value.isascii() else ""


def _put(tree: Any, path: Path, word: str) -> None:
    for part in path[:-1]:
        tree = tree[part]
    tree[path[-1]] = word


def _allowed(annotation: Any, context: dict[str, Any]) -> list[str]:
    """The words of a closed list."""
    return [str(word) for word in get_args(annotation)] or re.findall(r"'([^']+)'", context["expected"])


def _miscounted(detail: Any) -> bool:
    """pydantic leaves items that do not fit out of its count; each of them is told anyway."""
    if detail["type"] != "too_short":
        return False
    return len(detail["input"]) >= int(detail["ctx"]["min_length"])


def _without_echoes(problems: list[Problem]) -> Iterator[Problem]:
    """A misspelt field is also a missing one: only the misspelling is told."""
    meant = {
        (problem.place.path, match[1])
        for problem in problems
        if problem.code == "C104" and (match := re.search(r'did you mean "(\w+)"', problem.hint))
    }
    for problem in problems:
        missing = re.search(r'has no "(\w+)"', problem.message) if problem.code == "C101" else None
        if not missing or (problem.place.path, missing[1]) not in meant:
            yield problem


def called(node: type[Node]) -> str:
    """What a kind of node is called in a sentence, with its article."""
    name = NAMES.get(node.__name__) or re.sub(r"(?<!^)([A-Z])", r" \1", node.__name__).lower()
    if issubclass(node, Material):
        name = node.kind
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _problem(model: type[Node], tree: Any, marks: MarkTable, detail: Any) -> Problem:
    path, owner, annotation = _locate(model, tree, detail["loc"])
    field = str(detail["loc"][-1]) if detail["loc"] else ""
    kind: str = detail["type"]
    if kind == "missing":
        hint = f"write `{field}:` - {_purpose(owner, field)}"
        return Problem(marks.key(path), "C101", f'{called(owner)} has no "{field}"', hint)
    if kind == "extra_forbidden":
        return _unknown(owner, marks, path, field)
    if kind.startswith("union_tag"):
        return _tag(marks, path, detail)
    where = marks.value(path)
    name = next((part for part in reversed(path) if isinstance(part, str)), field)
    if detail["input"] is None or kind == "string_too_short":
        hint = "write something after the colon; if the field may be left out, delete the line"
        return Problem(marks.key(path), "C105", f'"{name}" is empty', hint)
    misfit = _Misfit(detail["input"], detail.get("ctx", {}), name, annotation, str(detail["msg"]))
    return Problem(where, *_EXPLANATIONS.get(kind, _other)(misfit))


def _unknown(owner: type[Node], marks: MarkTable, path: Path, field: str) -> Problem:
    known = list(owner.model_fields)
    if field.startswith("-"):
        hint = f"put a space after the dash: `- {short(field[1:])}`"
        return Problem(marks.key(path), "C102", "a space is missing after the dash", hint)
    near = difflib.get_close_matches(field[:80].strip(QUOTES + '"*').lower(), known, 1, 0.6)
    listed = f"The fields here are {some(known)}."
    if other := another_sign(field):
        listed = f"{other[0].upper()}{other[1:]}. {listed}"
    hint = f'did you mean "{near[0]}"? {listed}' if near else listed[0].lower() + listed[1:]
    return Problem(marks.key(path), "C104", f'"{short(field)}" is not a field of {called(owner)}', hint)


def _tag(marks: MarkTable, path: Path, detail: Any) -> Problem:
    hint = "write text, checklist, table, form, cards or documents"
    if detail["type"] == "union_tag_not_found":
        if not isinstance(detail["input"], dict):
            return Problem(marks.value(path), "C102", "a block belongs here", "begin it with `type: text`")
        return Problem(marks.key(path), "C101", 'a block has no "type"', hint)
    message = f'"{short(detail["ctx"]["tag"])}" is not a type of block'
    return Problem(marks.value((*path, "type")), "C103", message, hint)


class _Misfit(NamedTuple):
    """A value that does not fit; ctx and said are what pydantic says of it."""

    value: Any
    ctx: dict[str, Any]
    name: str
    annotation: Any
    said: str


_Explained = tuple[str, str, str]
"""Code, sentence and hint."""


def _no_such_word(misfit: _Misfit) -> _Explained:
    allowed = _allowed(misfit.annotation, misfit.ctx)
    near = difflib.get_close_matches(str(misfit.value)[:80].strip(QUOTES), allowed, 1)
    start = f'did you mean "{near[0]}"? ' if near else ""
    if other := another_sign(str(misfit.value)):
        start += f"{other}. "
    return *_cannot_stand(misfit), f"{start}Allowed are {some(allowed)}."


def _no_text(misfit: _Misfit) -> _Explained:
    if isinstance(misfit.value, dict) and (text := _split_by_colon(misfit.value)):
        return "C102", "a colon with a space after it has split this text", f'put it in quotes: "{text}"'
    return _no_single_value(misfit)


def _no_truth(misfit: _Misfit) -> _Explained:
    if isinstance(misfit.value, list | dict):
        return _no_single_value(misfit)
    return "C103", f'"{short(misfit.value)}" is neither true nor false', "write true or false"


def _no_single_value(misfit: _Misfit) -> _Explained:
    value = misfit.value
    given = "a list" if isinstance(value, list) else "a mapping" if isinstance(value, dict) else "text"
    hint = "write it on one line after the colon; text that begins with [ or { needs quotes around it"
    return "C102", f'"{misfit.name}" holds {given} where a single value belongs', hint


def _split_by_colon(value: dict[str, Any]) -> str:
    """`- Count the schools: some is Emerging` is a mapping to YAML; the text that was meant, or empty."""
    (key, rest), *more = value.items()
    return f"{key}: {rest}".replace('"', '\\"') if isinstance(rest, str) and not more else ""


def _no_list(misfit: _Misfit) -> _Explained:
    value = misfit.value
    first = next(iter(value), "") if isinstance(value, dict) else value
    if isinstance(first, str) and (other := DASH.match(first)):
        return "C226", *no_dash(other[2])
    if isinstance(first, str) and re.match(r"-\w", first):
        return "C102", "a space is missing after the dash", f"write `- {short(first[1:].split(' -')[0])}`"
    hint = "write each item on a line of its own after `- `"
    if isinstance(first, str) and (item := re.match(r"(?:[*+]|\(?(?:\d+|[a-z])[.)]) +(.+)", first)):
        hint = f"write each item on a line of its own after `- `, as `- {short(item[1])}`"
    elif isinstance(value, str) and "," in value:
        items = [part.strip() for part in value.split(",")]
        hint = f"write [{some(items)}], or each on a line of its own after `- `"
    return "C102", f'"{misfit.name}" must be a list', hint


def _no_fields(misfit: _Misfit) -> _Explained:
    hint = "write its fields on the lines below, each as `key: value`, two spaces further right"
    return "C102", f'"{misfit.name}" must hold fields of its own', hint


def _no_number(misfit: _Misfit) -> _Explained:
    message = f'"{short(misfit.value)}" in "{misfit.name}" is not a number'
    return "C103", message, "write digits only, such as 20"


def _out_of_range(misfit: _Misfit) -> _Explained:
    bound, word = (misfit.ctx["ge"], "least") if "ge" in misfit.ctx else (misfit.ctx["le"], "most")
    message = f'{short(misfit.value)} in "{misfit.name}" is out of range'
    return "C103", message, f"write {bound:g} at {word}"


def _too_few(misfit: _Misfit) -> _Explained:
    message = f'"{misfit.name}" has too few items ({misfit.ctx["actual_length"]})'
    return "C109", message, f"at least {misfit.ctx['min_length']} are needed"


def _too_many(misfit: _Misfit) -> _Explained:
    if isinstance(misfit.value, str):
        return _too_long(misfit)
    message = f'"{misfit.name}" has too many items ({misfit.ctx["actual_length"]})'
    return "C109", message, f"{misfit.ctx['max_length']} are the most that fit"


def _too_long(misfit: _Misfit) -> _Explained:
    message = f'"{short(misfit.value)}" in "{misfit.name}" is too long'
    hint = no_quotes(misfit.value) or f"write {misfit.ctx['max_length']} characters at most"
    return "C103", message, hint


def _no_day(misfit: _Misfit) -> _Explained:
    return "C103", f'"{short(misfit.value)}" is no day of the calendar', PATTERNS["date"]


def _no_match(misfit: _Misfit) -> _Explained:
    name = _pattern(misfit.ctx["pattern"])
    value = str(misfit.value)
    if name in ("url", "site"):
        hint = no_quotes(value) or address_hint(value, name == "site")
    else:
        hint = (_as_id(value, misfit.ctx["pattern"]) if name == "id" else "") or another_sign(value)
    return *_cannot_stand(misfit), hint or PATTERNS[name]


def _as_id(value: str, pattern: str) -> str:
    """What to write for an id that nearly is one: blanks, dashes and capitals are all that is wrong."""
    slug = re.sub(f"[-_./ {BLANKS}{DASHES}]+", "-", value[:80].lower()).strip("-")
    return f"write {slug}: small letters, digits and single hyphens" if re.fullmatch(pattern, slug) else ""


def _other(misfit: _Misfit) -> _Explained:
    return *_cannot_stand(misfit), misfit.said


def _cannot_stand(misfit: _Misfit) -> tuple[str, str]:
    return "C103", f'"{short(misfit.value)}" cannot stand in "{misfit.name}"'


# Kind of a complaint of pydantic's -> who explains it.
_EXPLANATIONS: dict[str, Callable[[_Misfit], _Explained]] = {
    "literal_error": _no_such_word,
    "string_type": _no_text,
    "bool_type": _no_truth,
    **dict.fromkeys(("int_type", "float_type"), _no_single_value),
    "tuple_type": _no_list,
    **dict.fromkeys(("model_type", "dict_type", "model_attributes_type"), _no_fields),
    **dict.fromkeys(
        ("int_parsing", "int_from_float", "float_parsing", "int_parsing_size", "finite_number"), _no_number
    ),
    **dict.fromkeys(("greater_than_equal", "less_than_equal"), _out_of_range),
    "string_too_long": _too_long,
    "value_error": _no_day,  # only the calendar raises one
    "string_pattern_mismatch": _no_match,
    "too_short": _too_few,
    "too_long": _too_many,
}


def _pattern(pattern: str) -> str:
    """Which of PATTERNS a regular expression of the model stands for."""
    signs = (
        ("mailto", "url"), ("?#]", "site"), ("^#", "color"), (r"\d{4}-", "date"), (r"\d{4}(\.", "edition"),
        ("[a-z]{2,3}", "language"), (":[0-5]", "time"), ("[A-Za-z0-9]", "font"), ("100)", "inks"),
        ("(/", "name"),
    )  # fmt: skip
    return next((name for sign, name in signs if sign in pattern), "id")


def _purpose(owner: type[Node], field: str) -> str:
    info = owner.model_fields.get(field)
    text = (info.description if info else None) or "it is needed here"
    return text[0].lower() + text[1:].rstrip(".") if not text[:2].isupper() else text.rstrip(".")


def _locate(model: type[Node], tree: Any, loc: tuple[Any, ...]) -> tuple[Path, type[Node], Any]:
    """Path in the file, nearest kind of node and type of value for an error's location.

    pydantic puts the tag of a block between list position and field; the file has no such step.
    """
    path: tuple[str | int, ...] = ()
    owner: type[Node] = model
    annotation: Any = model
    for part in loc:
        union = _tagged(annotation)
        if union and part in union:
            annotation = owner = union[part]
            continue
        annotation = _child(annotation, part)
        if not isinstance(tree, dict | list):
            break
        try:
            tree = tree[part]
        except (KeyError, IndexError, TypeError):  # what is missing, or a mark of pydantic's own
            break
        path = (*path, part)
        owner = _node(annotation) or owner
    return path, owner, annotation


def _bare(annotation: Any) -> Any:
    """An annotation without Annotated and None."""
    if isinstance(annotation, FieldInfo):
        annotation = annotation.annotation
    while hasattr(annotation, "__metadata__"):
        annotation = annotation.__origin__
    if type(None) in get_args(annotation):
        rest = [part for part in get_args(annotation) if part is not type(None)]
        return _bare(rest[0]) if len(rest) == 1 else annotation
    return annotation


def _node(annotation: Any) -> type[Node] | None:
    bare = _bare(annotation)
    return bare if isinstance(bare, type) and issubclass(bare, Node) else None


def _tagged(annotation: Any) -> dict[str, type[Node]]:
    """Tag -> kind of node, where a value is one of several kinds."""
    kinds = [_node(part) for part in get_args(_bare(annotation))]
    if get_origin(_bare(annotation)) in (tuple, dict, Literal) or not all(kinds):
        return {}
    return {get_args(kind.model_fields["type"].annotation)[0]: kind for kind in kinds if kind}


def _child(annotation: Any, part: Any) -> Any:
    bare = _bare(annotation)
    if node := _node(bare):
        return _bare(node.model_fields[part]) if part in node.model_fields else None
    args = get_args(bare)
    if get_origin(bare) is tuple and args:
        return args[0]
    return args[1] if get_origin(bare) is dict else None
