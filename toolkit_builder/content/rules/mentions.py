"""That a text mentions what there is, and that what a scale names is mentioned and not typed again."""

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ...errors import Problem
from ..comparing.state import State, levels_in
from ..mentions import MENTION, Speller, in_force
from ..model import Brand, EditionFile, Level, References, Scale, ScaleRule, Term, ToolkitFile, Voice
from ..reading.spans import Path
from ..toolkit import Toolkit
from ..typed_labels import TypedLabel, typed_alone, typed_labels
from ..words import Text
from .meetings import near
from .sheet import Sheet

_SLIP = re.compile(r"(?<!\\)(?<!(?<!\\)\{)\{+[ \t]*([A-Za-z]+)\b([^{}\n]*)\}+")
_OTHER_KIND = re.compile(r"\{[a-z_-]+:[a-z0-9][a-z0-9/_.-]*\}")
_SHORTEST = 20  # letters; a text of fewer repeats no rule
_LIKE = 0.7  # from this share of letters on a word in braces is taken for a kind of mention


def mentions_meet(toolkit: Toolkit, sheets: tuple[Sheet, ...]) -> Iterator[Problem]:
    """C353, C354: what stands in braces is a level or rule of the toolkit, written as it must be."""
    speller = Speller.of([source.node for source in toolkit.sources])
    for sheet in sheets:
        if not sheet.printed:
            continue
        names = None
        for path, value, owner in sheet.parts:
            if not isinstance(value, Text) or "{" not in value.written:
                continue
            names = speller.names(sheet.source.node) if names is None else names
            if isinstance(owner, Scale) or (isinstance(owner, Level) and path[-1] == "label"):
                yield from _in_a_name(sheet, path, value)
            elif isinstance(owner, ScaleRule) and "{rule:" in value.written:
                hint = "write it in words: a rule may name levels, and no other rule"
                yield sheet.problem(path, "C354", "a rule of a scale cannot mention another", hint)
            for match in MENTION.finditer(value):
                yield _unknown(sheet, path, match, list(names))
            yield from _slips(sheet, path, value, names)


def _slips(sheet: Sheet, path: Path, value: Text, names: Mapping[str, Text]) -> Iterator[Problem]:
    for match in _SLIP.finditer(MENTION.sub("", value)):
        if kinds := difflib.get_close_matches(match[1].lower(), ["level", "rule"], 1, _LIKE):
            yield _slip(sheet, path, match, kinds[0], names)
        elif _OTHER_KIND.fullmatch(match[0]):
            message = f'"{match[0]}" is printed as it stands: there are no mentions of a {match[1]}'
            hint = "write the words themselves; {level:ID} and {rule:ID} are mentions"
            yield sheet.problem(path, "C354", message, hint, match[0])


def _in_a_name(sheet: Sheet, path: Path, value: Text) -> Iterator[Problem]:
    if MENTION.search(value.written):
        hint = "write the name itself: it stands here once, and texts mention it"
        yield sheet.problem(path, "C354", "a name of a scale or level cannot mention another", hint)


def _unknown(sheet: Sheet, path: Path, match: re.Match[str], names: Sequence[str]) -> Problem:
    kind, name = match[1], match[2]
    known = [known.partition(":")[2] for known in names if known.startswith(f"{kind}:")]
    if several := [other for other in known if other.endswith(f"/{name}")]:
        hint = f"write {{{kind}:{several[0]}}} or {{{kind}:{several[1]}}}"
        return sheet.problem(path, "C353", f'"{name}" is a {kind} of several scales', hint, match[0])
    short = [other for other in known if "/" not in other] or known
    hint = near(name.casefold(), short, f"{kind}s are")
    return sheet.problem(path, "C353", f'there is no {kind} "{name}"', hint, match[0])


def _id(words: str) -> str:
    """The id that stands behind the kind of a mention, however it is parted from it."""
    return words.strip(" \t").lstrip(":=/").strip(" \t").lower().replace(" ", "-")


def _slip(sheet: Sheet, path: Path, match: re.Match[str], kind: str, names: Mapping[str, Text]) -> Problem:
    known = [name.partition(":")[2] for name in names if name.startswith(f"{kind}:")]
    meant = difflib.get_close_matches(_id(match[2]), known, 1)
    hint = f"write {{{kind}:{meant[0] if meant else 'ID'}}}, without spaces, in one pair of braces"
    message = f'"{match[0]}" is printed as it stands and looks like the mention of a {kind}'
    return sheet.problem(path, "C354", message, hint, match[0])


def labels_are_mentioned(toolkit: Toolkit, sheets: tuple[Sheet, ...]) -> Iterator[Problem]:
    """C355: the name of a level stands once, in toolkit.yaml."""
    speller = Speller.of([source.node for source in toolkit.sources])
    for sheet in _speaking(sheets):
        scales = in_force(sheet.source.node, speller.materials) or [scale.id for scale in speller.scales]
        names = speller.names(sheet.source.node)
        labels = {
            level.id
            if names.get(f"level:{level.id}") == level.label
            else f"{scale.id}/{level.id}": level.label
            for scale in speller.scales
            if scale.id in scales
            for level in scale.levels
        }
        for path, typed in _typed(sheet, labels):
            message = f'"{typed.words}" is typed here; the name of this level stands once, in toolkit.yaml'
            yield sheet.problem(path, "C355", message, _hint(typed), typed.words)


def rules_are_mentioned(toolkit: Toolkit, sheets: tuple[Sheet, ...]) -> Iterator[Problem]:
    """C365: a rule of a scale stands once, in toolkit.yaml."""
    rules = [(rule.id, _flat(rule.text)) for scale in toolkit.file.scales for rule in scale.rules]
    for sheet in _speaking(sheets) if rules else ():
        for path, value, owner in sheet.parts:
            if not isinstance(value, Text) or isinstance(owner, ScaleRule) or len(value) < _SHORTEST:
                continue
            words = _flat(MENTION.sub(_kept, value.written) if "{rule:" in value.written else value)
            for name, rule in rules:
                if rule in words:
                    message = f'the rule "{name}" is typed here; it stands once, in toolkit.yaml'
                    yield sheet.problem(path, "C365", message, f"write {{rule:{name}}} instead of its words")


def _flat(words: str) -> str:
    """Words to compare: without marks, stops, capitals and line ends."""
    return " ".join(re.sub(r"[^\w\s{}:]|(?<=\s)_|_(?=\s)", "", words.casefold()).split())


def _kept(match: re.Match[str]) -> str:
    return "" if match[1] == "rule" else match[0]


def outdated(toolkit: Toolkit, states: Sequence[State]) -> Iterator[Problem]:
    """C356: a name that a level had in the last sealed edition is typed in no text.

    Args:
        toolkit: the sources as they are.
        states: of all sealed editions, the newest first.
    """
    now = {f"{scale.id}/{level.id}": level.label for scale in toolkit.file.scales for level in scale.levels}
    names = {label.casefold() for label in now.values()}
    before = levels_in(states[0]) if states else {}
    old = {name: label for name, label in before.items() if name in now and label.casefold() not in names}
    if not old:
        return
    ids = Counter(name.partition("/")[2] for name in now)
    full = {name.partition("/")[2] if ids[name.partition("/")[2]] == 1 else name: name for name in old}
    for sheet in _speaking(tuple(map(Sheet.of, toolkit.sources))):
        for path, typed in _typed(sheet, {short: old[name] for short, name in full.items()}):
            what = f"edition {states[0].edition} called a level that is now"
            message = f'"{typed.words}" is what {what} "{now[full[typed.name]]}"'
            yield sheet.problem(path, "C356", message, _hint(typed), typed.words)


def _hint(typed: TypedLabel) -> str:
    return (
        f'write {{level:{typed.name}}}; a text that begins with it needs quotes: "{{level:{typed.name}}} ..."'
    )


def _speaking(sheets: Sequence[Sheet]) -> Iterator[Sheet]:
    """Files whose words are ours and of today: not titles of sources, and not what editions told."""
    for sheet in sheets:
        if sheet.printed and not isinstance(sheet.source.node, Brand | EditionFile | References):
            yield sheet


def _typed(sheet: Sheet, labels: Mapping[str, str]) -> Iterator[tuple[Path, TypedLabel]]:
    """Names of levels that a file types, each once a text."""
    alone: dict[Path, list[tuple[Path, TypedLabel]]] = {}
    things = {part.path for part in sheet.parts if part.value is part.owner and hasattr(part.value, "id")}
    for path, value, owner in sheet.parts:
        if not isinstance(value, Text) or isinstance(owner, Voice) or _is_of_scale(sheet, path):
            continue
        text = value.written
        for typed in typed_labels(text, labels):
            yield path, typed
        single = typed_alone(text, labels)
        if single and isinstance(owner, Term):
            yield path, single
        elif single:
            thing = next(path[:end] for end in range(len(path), -1, -1) if path[:end] in things or not end)
            alone.setdefault(thing, []).append((path, single))
    for found in alone.values():
        # One such word may belong to a scale of the writer's own; two are ours.
        if len({typed.name for _, typed in found}) > 1:
            yield from found


def _is_of_scale(sheet: Sheet, path: Path) -> bool:
    return (
        isinstance(sheet.source.node, ToolkitFile) and path[0] == "scales" and path[-1] in ("label", "name")
    )
