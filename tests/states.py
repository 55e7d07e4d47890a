"""Toolkits in every state that a beginner's can be in, made of the starter.

Sixteen of them, of one to five principles, by an orthogonal array: any two kinds of materials meet in any two
states in the first principle, and with any state of what the toolkit holds as a whole. The other principles
take the states of the toolkits that follow.
"""

import shutil
from pathlib import Path

from toolkit_builder.project import layouts_path

STATES = ("none", "draft", "retired", "filled")
KINDS = {
    "sa": "self-assessments/main.yaml",
    "north": "case-studies/north-valley.yaml",
    "guide": "companion-guides/main.yaml",
    "letter": "artifacts/family-letter.yaml",
}
WHOLE = ("bare", "glossary", "materials", "everything")
PATTERNS = ("dots", "waves", "rings", "arches", "leaves")
# GF(4): sums are exclusive ors, products by this table.
_TIMES = ((0, 0, 0, 0), (0, 1, 2, 3), (0, 2, 3, 1), (0, 3, 1, 2))
TOOLKITS = range(16)


def row(number: int) -> tuple[int, ...]:
    """Five factors of four levels each; any two columns hold every pair once in sixteen rows."""
    first, second = divmod(number % 16, 4)
    return (first, second, *(first ^ _TIMES[by][second] for by in (1, 2, 3)))


def write_toolkit(folder: Path, number: int) -> None:
    """One of the sixteen toolkits."""
    starter = layouts_path() / "starter"
    principles = 1 + number % 5
    whole = WHOLE[row(number)[4]]
    states = {
        f"p{place}-{name}": STATES[level]
        for place in range(1, principles + 1)
        for name, level in zip(KINDS, row(number + 5 * (place - 1)), strict=False)
    }
    if whole in ("materials", "everything"):
        states |= {f"all-{name}": "filled" for name in ("sa", "letter")}
    filled = [name for name, state in states.items() if state == "filled"]
    shutil.copytree(starter / "editions", folder / "editions")
    for name in ("brand.yaml", "mark.svg", "references.yaml"):
        shutil.copy(starter / name, folder / name)
    if whole in ("glossary", "everything"):
        shutil.copy(starter / "glossary.yaml", folder / "glossary.yaml")
    listed = "".join(f"  - idea-{place}\n" for place in range(1, principles + 1))
    text = (starter / "toolkit.yaml").read_text("utf-8").replace("  - first-principle\n", listed)
    (folder / "toolkit.yaml").write_text(text, "utf-8")
    for place in range(1, principles + 1):
        _principle(folder, place)
    for name, state in states.items():
        _material(folder, name, state, filled)


def _principle(folder: Path, place: int) -> None:
    text = _read("principle.yaml").replace("id: p1", f"id: p{place}").replace("number: 1", f"number: {place}")
    text = text.replace("pattern: dots", f"pattern: {PATTERNS[place - 1]}")
    if place % 2 == 0:  # what may be left out is left out in every second one
        start, end = text.index("# A short story"), text.index("# Why it matters; one")
        text = text[:start] + text[end:]
        start, end = text.index("# Questions to start"), text.index("# Colour and pattern")
        text = text[:start] + text[end:]
    _write(folder / f"principles/idea-{place}/principle.yaml", text)


def _material(folder: Path, name: str, state: str, filled: list[str]) -> None:
    if state == "none":
        return
    owner, _, kind = name.partition("-")
    text = _read(KINDS[kind]).replace("p1-", f"{owner}-")
    text = text.replace("status: approved", f"status: {'approved' if state == 'filled' else state}")
    others = [other for other in filled if other != name]
    if f"{owner}-sa" not in others and kind == "guide" and others:
        text = text.replace(f"  - {owner}-sa\n", f"  - {others[0]}\n")
    if f"{owner}-north" not in others:
        text = text.replace(f"from_case: {owner}-north\n", "")
    if f"{owner}-letter" not in others:
        text = text.replace(f"artifacts:\n  - {owner}-letter\n", "")
    below = "" if owner == "all" else f"principles/idea-{owner[1:]}/"
    _write(folder / below / KINDS[kind], text)


def _read(name: str) -> str:
    return (layouts_path() / "starter/principles/first-principle" / name).read_text("utf-8")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
