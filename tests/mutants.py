"""Which wrong lines would the tests let through? One-line mutants of the modules that hold a boundary.

`python tests/mutants.py` changes one operator, constant or guard of a module at a time and runs the tests
that belong to it. A mutant that they let pass is printed as `path:line: before -> after`. Modules and tests
are copied first, once a worker, so that nothing here is touched.
"""

import argparse
import ast
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import NamedTuple, TypeVar

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "toolkit_builder"
WORKERS = 2
ENOUGH = 0.9  # share of mutants that must be found
SECONDS = 60  # what takes longer, and three times as long as without a mutant, hangs and is found
# Module or folder -> what pytest is given, run by run, the likeliest to find a mutant first. CODES are those
# that the module names; where it names none, all codes.
PROBLEMS = "tests/content/test_problems.py"
CASES = f"{PROBLEMS} -k CODES"
TARGETS: dict[str, tuple[str, ...]] = {
    "content/rules/published.py": ("tests/content/test_published.py",),
    "content/rules/brand.py": (
        CASES,
        f"tests/content/test_coarse_logo.py tests/content/test_rules.py {PROBLEMS}",
    ),
    "content/rules/texts.py": ("tests/content/test_rules.py", CASES, PROBLEMS),
    "content/rules/materials.py": (CASES, f"tests/content/test_rules.py {PROBLEMS}"),
    "content/rules": (CASES, PROBLEMS),
    "content/pictures/svg": ("tests/content/test_drawings.py", "tests/pdf/test_drawings_alike.py"),
    "content/pictures": ("tests/content/test_pictures.py tests/content/test_picture_names.py",),
    "content/due.py": ("tests/content/test_due.py",),
    "machine/zips.py": ("tests/machine/test_zip_limits.py tests/machine/test_zips.py",),
    "machine/xml.py": ("tests/machine/test_xml.py",),
    "layout/wording.py": ("tests/layout/test_own_words.py",),
    "output/pdf/fit.py": ("tests/pdf/test_room.py",),
    "site/audience.py": ("tests/site/test_sight.py",),
    "publish/seal.py": ("tests/editions/test_verdicts.py",),
    "publish/verify.py": ("tests/editions/test_verdicts.py",),
}
SWAPS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip


Found = TypeVar("Found")


class Mutant(NamedTuple):
    """Args: path below the package; line; code before and after; the whole module."""

    path: str
    line: int
    before: str
    after: str
    source: bytes


def mutants(path: str) -> Iterator[Mutant]:
    """All one-line mutants of a module."""
    source = (ROOT / PACKAGE / path).read_bytes()
    starts = [0, *(found.end() for found in re.finditer(rb"\n", source))]
    for node, after in changes(ast.parse(source)):
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        before = " ".join(source[start:end].decode().split())
        yield Mutant(path, node.lineno, before, after, source[:start] + f"({after})".encode() + source[end:])


def changes(node: ast.AST) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    """Each part of a tree that can be written otherwise, and how; words of messages and types are no such."""
    named = isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    if named or isinstance(node, ast.JoinedStr):
        return
    if isinstance(node, ast.expr):
        yield from ((node, ast.unparse(each)) for each in otherwise(node))
    if isinstance(node, ast.If) and isinstance(node.body[-1], ast.Return | ast.Continue):
        yield node.body[-1], "None"
    for name, value in ast.iter_fields(node):
        if name not in ("annotation", "returns", "decorator_list", "type_comment"):
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from changes(child)


def otherwise(node: ast.expr) -> Iterator[ast.expr]:
    """What may stand in the place of an expression."""
    match node:
        case ast.Compare(left, operators, others):
            for number, operator in enumerate(operators):
                swapped = [*operators[:number], SWAPS[type(operator)](), *operators[number + 1 :]]
                yield ast.Compare(left, swapped, others)
        case ast.BoolOp(operator, values):
            yield ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), values)
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.BinOp(left, ast.Add() | ast.Sub() as operator, right):
            yield ast.BinOp(left, ast.Sub() if isinstance(operator, ast.Add) else ast.Add(), right)
        case ast.Constant():
            yield from other_value(node)
        case ast.Tuple(items) | ast.List(items) | ast.Set(items) if len(items) > 1:
            for item in items:
                if isinstance(item, ast.Constant) and isinstance(item.value, str):
                    yield type(node)([each for each in items if each is not item])


def other_value(constant: ast.Constant) -> Iterator[ast.Constant]:
    """Its neighbour; none of words."""
    match constant.value:
        case bool(value):
            yield ast.Constant(not value)
        case int(value):
            yield ast.Constant(value + 1)
        case float(value):
            yield ast.Constant(round(value + 0.1, 9))


class Worker:
    """A copy of the project in which one mutant after another is tried."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        for name in (PACKAGE, "tests", "layouts"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", folder)

    def survives(self, mutant: Mutant, seconds: float) -> bool:
        """Whether no test finds a mutant, each run in so many seconds."""
        path = self._folder / PACKAGE / mutant.path
        whole = path.read_bytes()
        path.write_bytes(mutant.source)
        try:
            return self.passes(mutant.path, seconds)
        finally:
            path.write_bytes(whole)

    def seconds(self, path: str) -> float | None:
        """How long the tests of a module may take; None if they fail without a mutant."""
        start = time.monotonic()
        good = self.passes(path, None)
        return max(SECONDS, 3 * (time.monotonic() - start)) if good else None

    def passes(self, path: str, seconds: float | None) -> bool:
        """Whether all tests of a module pass, each run in so many seconds."""
        return all(self._run(arguments, seconds) for arguments in runs(path))

    def _run(self, arguments: Sequence[str], seconds: float | None) -> bool:
        surroundings = {
            "PYTHONPATH": str(self._folder),
            "PYTHONDONTWRITEBYTECODE": "1",  # two mutants of one size and second would pass for each other
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        }
        run = subprocess.Popen(
            [sys.executable, "-m", "pytest", "-xqm", "not slow", "-p", "no:cacheprovider", *arguments],
            cwd=self._folder, env=os.environ | surroundings, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            return run.wait(seconds) == 0
        except subprocess.TimeoutExpired:
            os.killpg(run.pid, signal.SIGKILL)
            run.wait()
            return False


def runs(path: str) -> Iterator[list[str]]:
    """What pytest is given for a module, run by run."""
    found = next(found for start, found in TARGETS.items() if path == start or path.startswith(f"{start}/"))
    codes = sorted({*re.findall(r"\bC\d{3}\b", (ROOT / PACKAGE / path).read_text(encoding="utf-8"))})
    for arguments in found:
        yield [" or ".join(codes or ["C"]) if part == "CODES" else part for part in arguments.split()]


def modules() -> list[str]:
    """Paths of all modules that are tried, below the package."""
    places = [ROOT / PACKAGE / start for start in TARGETS]
    files = {file for place in places for file in (place.glob("*.py") if place.is_dir() else [place])}
    return sorted(file.relative_to(ROOT / PACKAGE).as_posix() for file in files)


def survivors(chosen: Sequence[Mutant]) -> Iterator[Mutant]:
    """Those that no test finds.

    Raises:
        ValueError: the tests of a module fail without any mutant.
    """
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(WORKERS) as threads:
        idle: SimpleQueue[Worker] = SimpleQueue()
        for number in range(WORKERS):
            idle.put(Worker(Path(scratch) / str(number)))

        def tried(work: Callable[[Worker], Found]) -> Found:
            worker = idle.get()
            try:
                return work(worker)
            finally:
                idle.put(worker)

        paths = sorted({mutant.path for mutant in chosen})
        limits = threads.map(lambda path: tried(lambda worker: worker.seconds(path)), paths)
        seconds = dict(zip(paths, limits, strict=True))
        if broken := [path for path, limit in seconds.items() if limit is None]:
            raise ValueError(f"without any mutant the tests fail of {', '.join(broken)}")
        alive = threads.map(
            lambda mutant: tried(lambda worker: worker.survives(mutant, seconds[mutant.path] or 0)), chosen
        )
        yield from (mutant for mutant, lives in zip(chosen, alive, strict=True) if lives)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--sample", type=int, default=200, help="how many mutants to try (default: 200)")
    parser.add_argument("--seed", type=int, default=1, help="which ones (default: 1)")
    parser.add_argument("--all", action="store_true", help="try every one")
    parser.add_argument("--files", nargs="+", help=f"modules to try, below {PACKAGE}/")
    options = parser.parse_args()
    chosen = [mutant for path in options.files or modules() for mutant in mutants(path)]
    if not options.all and len(chosen) > options.sample:
        chosen = random.Random(options.seed).sample(chosen, options.sample)
    lost = 0
    for mutant in survivors(chosen):
        lost += 1
        print(f"{PACKAGE}/{mutant.path}:{mutant.line}: {mutant.before} -> {mutant.after}", flush=True)
    share = 1 - lost / len(chosen)
    print(f"{len(chosen) - lost} of {len(chosen)} mutants found, {share:.1%}")
    return 0 if share >= ENOUGH else 1


if __name__ == "__main__":
    sys.exit(main())
