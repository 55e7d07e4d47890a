"""How fast it is: `make bench` prints a table of ratios. One run, interleaved, medians; not a test.

    python tests/bench.py [--rounds N] [--toolkit NAME]

Each measurement that needs a process of its own runs this file again with `child`.
"""

import argparse
import json
import os
import pickle
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests import bench_editions, bench_inputs, bench_serve, bench_site  # noqa: E402
from tests.sealed import seal  # noqa: E402
from toolkit_builder.content.load import load_toolkit  # noqa: E402
from toolkit_builder.content.variants import OFFERED  # noqa: E402
from toolkit_builder.layout.questions import questions  # noqa: E402
from toolkit_builder.output import writer  # noqa: E402
from toolkit_builder.output.prepare import compose, imprint, plan, to_make  # noqa: E402
from toolkit_builder.output.style import families, house_style  # noqa: E402
from toolkit_builder.output.task import File, HouseStyle, Task  # noqa: E402
from toolkit_builder.project import Project  # noqa: E402
from toolkit_builder.proof import Subject, prove  # noqa: E402
from toolkit_builder.publish.page_numbers import page_numbers, placeholders  # noqa: E402

TOOLKIT = (sys.executable, "-m", "toolkit_builder")

BARE = """
@page { size: letter; margin: 2cm }
html { font-family: var(--font-text); font-size: 10.5pt }
table { border-collapse: collapse } td, th { border: .5pt solid }
input, textarea, select { display: inline-block }
"""

# The other variants have lines of their own.
LISTED = "\nvariants:\n  - screen\n  - word\n"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table; `most` is what the ratio must reach, 0 where it is only shown."""

    what: str
    unit: str
    ours: float
    theirs: float
    most: float


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--toolkit", default="public-education-promise")
    chosen = options.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), chosen.toolkit, chosen.rounds)
        print("| what | ours | against | ratio | must reach |\n|---|---|---|---|---|", flush=True)
        for measure in (
            bench.nothing,
            bench.cold,
            bench.word_changed,
            bench.memory,
            bench.styles,
            bench.word,
            bench.word_length,
            bench.length,
            bench.copier,
            bench.large_print,
            bench.press,
            bench.all_variants,
            bench.proof,
            bench.contents,
            bench.changes,
        ):
            print(f"measuring: {measure.__doc__}", file=sys.stderr)
            print(row(measure()), flush=True)
        for group in (bench_inputs, bench_editions, bench_site, bench_serve):
            print(f"measuring: {group.__doc__}", file=sys.stderr)
            for line in group.measure(bench):
                print(row(line), flush=True)


def row(line: Line) -> str:
    """A line of a table in Markdown; printed at once, since all of them take an hour."""
    ratio = line.ours / line.theirs
    verdict = f"{line.most:.2f} {'yes' if ratio <= line.most else 'NO'}" if line.most else "shown"
    values = f"{line.ours:.2f} {line.unit} | {line.theirs:.2f} {line.unit} | {ratio:.2f}"
    return f"| {line.what} | {values} | {verdict} |"


class Bench:
    """A copy of the project in which everything was built once."""

    def __init__(self, folder: Path, toolkit: str, rounds: int) -> None:
        self.rounds = rounds
        self.project = Project(folder, toolkit)
        shutil.copytree(ROOT / "sources" / toolkit, self.project.sources)
        settings = self.project.sources / "toolkit.yaml"
        settings.write_text(re.sub(r"\nvariants:\n( +- .*\n)+", LISTED, settings.read_text(encoding="utf-8")))
        bench_editions.newest(self.project.sources)  # a sealed edition would be taken from the archive
        self.toolkit("build", "-q")
        self.tasks, self.house = load(self.project)
        self.pages = {row["packet"]: row["pages"] for row in self.rows() if row["pages"]}

    def nothing(self) -> Line:
        """A build with nothing to do, against importing WeasyPrint."""
        ours, theirs = self.turns(
            lambda: self.toolkit("build"),
            lambda: timed(lambda: subprocess.run([sys.executable, "-c", "import weasyprint"], check=True)),
            times=5,
        )
        return Line("nothing to do / import weasyprint", "s", ours, theirs, 1.0)

    def cold(self) -> Line:
        """All screen PDFs with an empty cache, against a plain loop in one warm process."""
        screens = [task for task in self.tasks if task.variant == "screen"]
        ours, theirs = self.turns(self.cold_build, lambda: float(self.child("loop", screens)))
        return Line("cold build of all screen PDFs / serial loop", "s", ours, theirs, 0.62)

    def cold_build(self) -> float:
        """Seconds."""
        shutil.rmtree(self.project.cache)
        shutil.rmtree(self.project.root / "output")
        return self.toolkit("build", "--variant", "screen", "-q")

    def word_changed(self) -> Line:
        """One word of one indicator changed, against rendering its packets in one fresh process."""
        self.toolkit("build", "-q")
        ours, theirs = self.turns(self.change_and_build, self.render_changed)
        return Line("one word changed / its PDFs in a fresh process", "s", ours, theirs, 1.25)

    def change_and_build(self) -> float:
        """Each round takes another word, so that no cache knows it."""
        path = sorted(self.project.sources.glob("principles/*/self-assessments/*.yaml"))[0]
        text = path.read_text(encoding="utf-8")
        word = f"statement: Word{time.monotonic_ns() % 10**6} "
        path.write_text(re.sub(r"statement: (Word\d+ )?", word, text, count=1), encoding="utf-8")
        seconds = self.toolkit("build", "-q")
        before = {task.key for task in self.tasks}
        self.tasks, self.house = load(self.project)
        self.changed = [task for task in self.tasks if task.key not in before and task.variant == "screen"]
        return seconds

    def render_changed(self) -> float:
        """The whole life of a process that is handed the manuscripts."""
        return timed(lambda: self.child("once", self.changed))

    def memory(self) -> Line:
        """Peak memory of the largest process while a packet of about 60 pages is made."""
        packet = self.near(60)
        shutil.rmtree(self.project.cache / "last", ignore_errors=True)
        for task in self.tasks:
            if task.manuscript.packet.id == packet:
                (self.project.cache / task.key[:2] / task.key).unlink(missing_ok=True)
        peak = float(self.child("memory", [], str(self.project.root), self.project.toolkit, packet))
        return Line(f"peak memory, {packet} of {self.pages[packet]} pages", "MB", peak, 250.0, 1.0)

    def styles(self) -> Line:
        """Milliseconds a page with the project's styles, against a bare sheet."""
        tasks = self.of_about(24, 3)
        fonts = "".join(re.findall(r"@font-face\{[^}]*\}|:root\{[^}]*\}", self.house.styles["screen"]))
        bare = replace(self.house, styles={"screen": fonts + BARE}, sha256="bare")
        ours, theirs = self.turns(lambda: a_page(tasks, self.house), lambda: a_page(tasks, bare))
        return Line("a page with our styles / with a bare sheet (aim: 1.35)", "ms", ours, theirs, 0)

    def word(self) -> Line:
        """Word files, against PDFs of the same packets."""
        screens = self.of_about(24, 3)
        words = [replace(task, variant="word") for task in screens]
        ours, theirs = self.turns(lambda: loop(words, self.house), lambda: loop(screens, self.house))
        return Line("Word / PDF, same packets", "s", ours, theirs, 0.25)

    def word_length(self) -> Line:
        """Milliseconds a thousand letters of the book in Word, against packets of about 24 pages."""
        book, house = load(self.project, also_named=True)
        long = [task for task in book if task.manuscript.packet.id == "book" and task.variant == "word"]
        short = [replace(task, variant="word") for task in self.of_about(24, 3)]
        ours, theirs = self.turns(lambda: a_letter(long, house), lambda: a_letter(short, self.house))
        return Line("Word, a letter of the book / of about 24 pages", "ms", ours, theirs, 1.2)

    def length(self) -> Line:
        """Milliseconds a page of the book, against a packet of about 24 pages."""
        book, house = load(self.project, also_named=True)
        long = [task for task in book if task.manuscript.packet.id == "book" and task.variant == "screen"]
        short = self.of_about(24, 1)
        ours, theirs = self.turns(lambda: a_page(long, house), lambda: a_page(short, self.house))
        return Line("a page of the book / of about 24 pages", "ms", ours, theirs, 1.2)

    def copier(self) -> Line:
        """PDFs for copiers, against those for screens."""
        return self.against_screen("copier")

    def large_print(self) -> Line:
        """PDFs in large print, against those for screens."""
        return self.against_screen("large-print")

    def press(self) -> Line:
        """PDFs for a printer, against those for screens."""
        return self.against_screen("press")

    def against_screen(self, variant: str) -> Line:
        """The same packets, of about 24 pages on screen."""
        screens = self.of_about(24, 3)
        others = self.as_variants(screens, [variant])
        ours, theirs = self.turns(lambda: loop(others, self.house), lambda: loop(screens, self.house))
        return Line(f"{variant} / screen, same packets", "s", ours, theirs, 1.1)

    def all_variants(self) -> Line:
        """All variants and Word, against PDFs for screens."""
        screens = self.of_about(24, 3)
        everything = self.as_variants(screens, OFFERED)
        ours, theirs = self.turns(lambda: loop(everything, self.house), lambda: loop(screens, self.house))
        return Line("all four PDFs and Word / screen", "s", ours, theirs, 3.6)

    def as_variants(self, screens: list[Task], variants: Iterable[str]) -> list[Task]:
        """The same manuscripts in other variants."""
        wanted = {task.manuscript.packet.id for task in screens}
        return [
            task for task in self.tasks if task.manuscript.packet.id in wanted and task.variant in variants
        ]

    def proof(self) -> Line:
        """The proof of a packet of about 24 pages in both formats, against making it."""
        tasks = self.as_variants(self.of_about(24, 1), ("screen", "word"))
        subjects = [subject(task, writer(task.variant)(task, self.house), self.house) for task in tasks]
        ours, theirs = self.turns(
            lambda: busy(lambda: [list(prove(each)) for each in subjects]), lambda: loop(tasks, self.house)
        )
        return Line("proof of a packet, PDF and Word / making it", "s", ours, theirs, 1.0)

    def contents(self) -> Line:
        """One pass of LibreOffice over the Word files of all whole principles, against making them."""
        words = [task for task in self.tasks if task.variant == "word"]
        books = [task for task in words if task.manuscript.packet.kind == "principle"]
        open_ = [replace(task, contents=placeholders(task.manuscript)) for task in books]
        files = {task.manuscript.id: writer("word")(task, self.house).data for task in open_}
        ours, theirs = self.turns(
            lambda: timed(lambda: page_numbers(files)),
            lambda: timed(lambda: [writer(task.variant)(task, self.house) for task in books]),
        )
        return Line(f"contents pass, {len(files)} files in one soffice / writing them", "s", ours, theirs, 0)

    def changes(self) -> Line:
        """What changed between two editions of the whole toolkit, against checking it."""
        project = self.project.root / "two-editions"
        first, second = two_editions(project, self.project.toolkit)
        ours, theirs = self.turns(
            lambda: timed(lambda: self.run(*TOOLKIT, "changes", first, second, cwd=project)),
            lambda: timed(lambda: self.run(*TOOLKIT, "check", cwd=project)),
            times=3,
        )
        return Line("changes between two editions / check", "s", ours, theirs, 3.0)

    def turns(
        self, ours: Callable[[], float], theirs: Callable[[], float], times: int = 1
    ) -> tuple[float, float]:
        """Medians of both, measured in turn."""
        pairs = [(ours(), theirs()) for _ in range(self.rounds * times)]
        return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)

    def toolkit(self, *arguments: str) -> float:
        """Seconds that a command takes."""
        return timed(lambda: self.run(*TOOLKIT, *arguments))

    def seconds(self, project: Path, *arguments: str) -> float:
        """Seconds that a command takes in another project."""
        return timed(lambda: self.run(*TOOLKIT, *arguments, cwd=project))

    def run(self, *line: str, given: bytes = b"", cwd: Path | None = None) -> str:
        """A process in the project; gives its stdout."""
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            line,
            cwd=cwd or self.project.root,
            env=environment,
            input=given,
            stdout=subprocess.PIPE,
            check=True,
        )
        return done.stdout.decode()

    def child(self, what: str, tasks: list[Task], *arguments: str) -> str:
        """This file in a fresh process."""
        given = pickle.dumps((tasks, self.house if tasks else None))
        return self.run(sys.executable, __file__, "child", what, *arguments, given=given)

    def rows(self) -> list[dict[str, Any]]:
        file = next(self.project.output.glob("*/manifest.json"))
        rows: list[dict[str, Any]] = json.loads(file.read_bytes())["files"]
        return rows

    def near(self, pages: int) -> str:
        """The packet that comes nearest to a number of pages."""
        return str(min(self.pages, key=lambda packet: abs(self.pages[packet] - pages)))

    def of_about(self, pages: int, number: int) -> list[Task]:
        """PDF tasks of the packets that come nearest to a number of pages."""
        nearest = sorted(self.pages, key=lambda packet: abs(self.pages[packet] - pages))[:number]
        return [
            task for task in self.tasks if task.variant == "screen" and task.manuscript.packet.id in nearest
        ]


def two_editions(folder: Path, name: str) -> tuple[str, str]:
    """A project with two sealed editions, between which every indicator was reworded; gives their numbers."""
    sources = folder / "sources" / name
    shutil.copytree(ROOT / "sources" / name, sources)
    first = seal(sources)
    second = f"{first.split('.')[0]}.99"
    number = f'id: "{second}"\nlabel: Another edition\ndate: 2026-12-31\n'
    (sources / "editions" / f"{second}.yaml").write_text(number, encoding="utf-8")
    for path in sources.glob("principles/*/self-assessments/*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"statement: (\w+)", r"statement: Today \1", text), encoding="utf-8")
    return first, seal(sources)


def subject(task: Task, file: File, house: HouseStyle) -> Subject:
    """What a proof reads of a file."""
    manuscript = task.manuscript
    return Subject(
        name=f"{task.imprint.toolkit}-{file.name}", data=file.data, packet=manuscript.packet.id,
        kind=manuscript.packet.kind, variant=task.variant, language=manuscript.language,
        title=manuscript.title, edition=task.imprint.edition,
        label=task.imprint.label, pages=file.pages, fonts=families(house),
        manuscript=manuscript.body, fields=questions(manuscript),
    )  # fmt: skip


def load(project: Project, also_named: bool = False) -> tuple[list[Task], HouseStyle]:
    """What a build would make."""
    toolkit = load_toolkit(project.sources, project.name)
    manuscripts = compose(toolkit, plan(toolkit, also_named=also_named), None, project.layouts)
    house = house_style(toolkit, project.layouts)
    return to_make(manuscripts, imprint(toolkit, project.layouts, draft=True), house), house


def timed(call: Callable[[], object]) -> float:
    """Seconds."""
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def busy(call: Callable[[], object]) -> float:
    """Seconds of this process alone: what else the machine does is not counted."""
    started = time.process_time()
    call()
    return time.process_time() - started


def loop(tasks: list[Task], house: HouseStyle) -> float:
    """Seconds that files take, one after another, in this process, which is warm."""
    writer(tasks[0].variant)(tasks[0], house)
    return busy(lambda: [writer(task.variant)(task, house) for task in tasks])


def a_page(tasks: list[Task], house: HouseStyle) -> float:
    """Milliseconds."""
    started = time.process_time()
    pages = sum(writer(task.variant)(task, house).pages for task in tasks)
    return (time.process_time() - started) * 1000 / pages


def a_letter(tasks: list[Task], house: HouseStyle) -> float:
    """Milliseconds a thousand letters of the manuscripts."""
    return loop(tasks, house) * 1_000_000 / sum(len(task.manuscript.body) for task in tasks)


def child(what: str, *arguments: str) -> None:
    """What runs in a process of its own."""
    tasks, house = pickle.loads(sys.stdin.buffer.read())
    if what == "loop":
        writer(tasks[0].variant)(tasks[0], house)
        print(timed(lambda: [writer(task.variant)(task, house) for task in tasks]))
    elif what == "once":
        for task in tasks:
            writer(task.variant)(task, house)
    elif what == "memory":
        root, toolkit, packet = arguments
        line = [
            sys.executable,
            "-m",
            "toolkit_builder",
            "build",
            packet,
            "--variant",
            "screen",
            "-q",
            "--toolkit",
            toolkit,
        ]
        subprocess.run(line, cwd=root, check=True, stdout=subprocess.DEVNULL)
        # Linux counts in kilobytes, macOS in bytes; workers count once they were waited for.
        unit = 1_000_000 if sys.platform == "darwin" else 1_000
        print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit)


if __name__ == "__main__":
    if sys.argv[1:2] == ["child"]:
        child(*sys.argv[2:])
    else:
        main()
