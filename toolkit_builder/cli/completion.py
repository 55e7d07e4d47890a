"""What a shell offers for each argument: at once, so nothing heavy is loaded and no YAML is read."""

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from ..content.outline import KINDS, Outline
from ..errors import Misuse
from ..project import find_root, locate, toolkits, working_folder

SHELLS = ("bash", "zsh", "fish")
Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]
_CODE = re.compile(r'"([A-Z]\d{3})"')
# zsh has no `compdef` before this, and a bare .zshrc does not run it.
_BEGIN_ZSH = "(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }"


def script(group: click.Group, shell: str) -> str:
    """The lines by which a shell completes.

    Args:
        group: all commands.
        shell: one of `SHELLS`.
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    source = kind(group, {}, "toolkit", "_TOOLKIT_COMPLETE").source()
    first, _, rest = source.partition("\n")
    return f"{first}\n\n{_BEGIN_ZSH}\n{rest}" if shell == "zsh" else source


def _completer(names: Callable[[Outline], Iterable[str] | Mapping[str, str]]) -> Completer:
    """Offers names of the toolkit that is meant; of all of them where that is not said.

    Args:
        names: of one toolkit; some shells show what a mapping says of each.
    """

    def complete(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
        found: dict[str, str] = {}
        for outline in _outlines(context.params.get("name")):
            listed = names(outline)
            found |= listed if isinstance(listed, Mapping) else dict.fromkeys(listed, "")
        return _items(found, incomplete)

    return complete


def _outlines(name: str | None) -> list[Outline]:
    try:
        return [Outline(locate(working_folder(), name).sources)]
    except Misuse:
        pass
    return [Outline(find_root(working_folder()) / "sources" / each) for each in _toolkits()]


def _items(names: Mapping[str, str], incomplete: str) -> list[CompletionItem]:
    return [
        CompletionItem(name, help=about or None)
        for name, about in names.items()
        if name.startswith(incomplete)
    ]


def _packets(outline: Outline) -> dict[str, str]:
    printed = {material: f"printed in {packet}" for material, packet in outline.printed_in.items()}
    return {**dict.fromkeys(outline.packets, ""), **printed}


def _texts(outline: Outline) -> dict[str, str]:
    others = (*outline.principles.values(), *outline.drafts, *outline.others)
    return {**dict.fromkeys(others, ""), **_packets(outline)}


def _principles(outline: Outline) -> dict[str, str]:
    return {**outline.principles, **{name: folder for folder, name in outline.principles.items()}}


def _of_program(names: Callable[[], Iterable[str]], fold: Callable[[str], str] = str) -> Completer:
    """Offers names that no toolkit decides.

    Args:
        names: all of them.
        fold: makes what was typed so far as names are written.
    """

    def complete(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return _items(dict.fromkeys(names(), ""), fold(incomplete))

    return complete


def _toolkits() -> tuple[str, ...]:
    try:
        return toolkits(find_root(working_folder()))
    except Misuse:
        return ()


def _editors() -> Iterable[str]:
    from ..serve.editor import KNOWN

    return KNOWN


def _codes() -> list[str]:
    """Every code, as the tables of all stages spell it: loading them takes more than a second."""
    package = Path(__file__).parents[1]
    tables = package.rglob("*codes.py")
    return sorted({code for path in tables for code in _CODE.findall(path.read_text(encoding="utf-8"))})


packets = _completer(_packets)
texts = _completer(_texts)
principles = _completer(_principles)
tiers = _completer(lambda outline: outline.tiers)
sealed = _completer(lambda outline: outline.sealed)
editions = _completer(lambda outline: outline.editions)
unsealed = _completer(lambda outline: [each for each in outline.editions if each not in outline.sealed])
names_of_toolkits = _of_program(_toolkits)
kinds = _of_program(lambda: KINDS)
editors = _of_program(_editors)
codes = _of_program(_codes, str.upper)
