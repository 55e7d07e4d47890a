"""The command line: options in, one call, text out. The only module that prints or exits.

Commands import what they need themselves: `toolkit build` with nothing to do is quicker than loading a
renderer.
"""

import os
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from . import __version__, say
from .errors import BuildError
from .project import find_root, request, toolkits
from .request import VARIANTS, Built, Misuse, Request, UnknownName, unchanged

if TYPE_CHECKING:
    from .content import Toolkit

KINDS = ("principle", "self-assessment", "case-study", "companion-guide", "artifact", "edition")
SHELLS = ("bash", "zsh", "fish")


class Door(click.Group):
    """All commands behind one `try`: errors become text on stderr and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            value = super().invoke(ctx)
            sys.stdout.flush()
            return value
        except BuildError as error:
            if ctx.meta.get("json"):
                click.echo(say.as_json(say.problems(error)))
            else:
                click.echo(str(error), err=True)
            ctx.exit(error.exit_code)
        except Misuse as error:
            if ctx.meta.get("json"):
                click.echo(say.as_json(say.misuse(error)))
            else:
                hint = f"\n    hint: {error.hint}" if error.hint else ""
                click.echo(f"{error.message}{hint}", err=True)
            ctx.exit(2)
        except BrokenPipeError:
            # Whoever read our output has seen enough; Python must not complain at exit either.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            raise UnknownName("command", args[0], self.list_commands(ctx))
        return super().resolve_command(ctx, args)


def main() -> None:
    """Entry point of `toolkit`."""
    try:
        sys.exit(toolkit(prog_name="toolkit", standalone_mode=False))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):  # click makes the first of the second
        click.echo("stopped; nothing was left half done", err=True)
        sys.exit(130)


@click.group(cls=Door, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="toolkit")
@click.pass_context
def toolkit(ctx: click.Context) -> None:
    """Branded, accessible PDF and Word packets from texts in YAML."""
    if ctx.invoked_subcommand is None:
        click.echo(say.WELCOME)


def _note_json(ctx: click.Context, _: click.Parameter, value: bool) -> bool:
    ctx.meta["json"] = value
    return value


def _packets(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Names of packets for the shell: those of the manifests, since reading the sources would be felt."""
    import json

    try:
        files = list((find_root(Path.cwd()) / "output").glob("*/*/manifest.json"))
        rows = [row["packet"] for file in files for row in json.loads(file.read_bytes())["files"]]
    except (Misuse, OSError, ValueError, KeyError):
        return []
    return sorted({name for name in (*rows, "book") if name.startswith(incomplete)})


def _toolkits(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    try:
        return [name for name in toolkits(find_root(Path.cwd())) if name.startswith(incomplete)]
    except Misuse:
        return []


json_option = click.option(
    "--json", "as_json", is_flag=True, callback=_note_json, help="The result for programs."
)
name_option = click.option(
    "--toolkit",
    "name",
    metavar="NAME",
    shell_complete=_toolkits,
    help="A folder of sources/; else the default.",
)


@toolkit.command()
@click.argument("packets", nargs=-1, shell_complete=_packets, metavar="[PACKET]...")
@click.option(
    "--variant", "variants", multiple=True, type=click.Choice(VARIANTS), help="Only this; may be repeated."
)
@click.option("--all", "everything", is_flag=True, help="All toolkits of sources/.")
@click.option("-q", "--quiet", is_flag=True, help="No progress.")
@click.option("-v", "--verbose", is_flag=True, help="Name every file.")
@name_option
@json_option
def build(
    packets: tuple[str, ...], variants: tuple[str, ...], everything: bool, quiet: bool, verbose: bool,
    name: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Make packets; what has not changed is not made again.

    \b
    toolkit build                           everything but the book
    toolkit build p2-self-assessment        one packet, PDF and Word
    toolkit build p2 --variant word         one packet as Word file
    toolkit build book                      the whole toolkit in one document
    """
    here = Path.cwd()
    names = toolkits(find_root(here)) if everything else (name,)
    if everything and (packets or name):
        raise Misuse(
            "--all makes everything of every toolkit", "leave out --toolkit and the names of packets"
        )
    results = _build([request(here, each, packets, variants) for each in names], Progress(quiet))
    if as_json:
        told = [say.built_json(result, seconds) for result, seconds in results]
        click.echo(say.as_json(told if everything else told[0]))
    else:
        for result, seconds in results:
            click.echo(say.built(result, seconds, here, verbose))


def _build(requests: list[Request], progress: "Progress") -> list[tuple[Built, float]]:
    """Build one after another; a pool only if there is anything to do."""
    results: list[tuple[Built, float]] = []
    for number, each in enumerate(requests):
        started = time.monotonic()
        built = unchanged(each)
        if built is None:
            return results + _build_with_pool(requests[number:], progress)
        results.append((built, time.monotonic() - started))
    return results


def _build_with_pool(requests: list[Request], progress: "Progress") -> list[tuple[Built, float]]:
    from .making import warm_up
    from .workers import Pool

    results = []
    with Pool(warm_up) as pool:  # workers load the renderer while this process reads the sources
        from .build import build

        for each in requests:
            started = time.monotonic()
            progress.begin(f"reading {each.name}")
            built = unchanged(each) or build(each, pool, progress)
            progress.end()
            results.append((built, time.monotonic() - started))
    return results


class Progress:
    """Tells on stderr how far a build is: one line rewritten on a terminal, plain lines elsewhere."""

    def __init__(self, quiet: bool) -> None:
        self._quiet = quiet
        self._line = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._started = time.monotonic()

    def begin(self, words: str) -> None:
        self._started = time.monotonic()
        if self._line:
            self._show(words)

    def __call__(self, done: int, total: int, name: str) -> None:
        self._show(f"{done} of {total}  {name}  {time.monotonic() - self._started:.0f} s")

    def end(self) -> None:
        if self._line and not self._quiet:
            click.echo("\r\x1b[K", nl=False, err=True)

    def _show(self, words: str) -> None:
        if not self._quiet:
            width = shutil.get_terminal_size().columns
            click.echo(f"\r\x1b[K{words[: width - 1]}" if self._line else words, nl=not self._line, err=True)


@toolkit.command()
@name_option
@json_option
def check(name: str | None, as_json: bool) -> None:
    """Read everything and report every problem; writes nothing.

    \b
    toolkit check
    toolkit check --json
    """
    from .build import compose, plan

    each = request(Path.cwd(), name)
    found = _load(each)
    manuscripts = compose(found, plan(found, each, with_book=True), each)
    if as_json:
        click.echo(say.as_json({"problems": [], "files_read": len(found.sources)}))
    else:
        files, packets = say.count(len(found.sources), "file"), say.count(len(manuscripts), "packet")
        click.echo(f"{each.toolkit}: {files}, {packets}, no problems")


@toolkit.command()
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", help="Name of the toolkit's folder; else that of DIRECTORY.")
@click.option("--no-build", is_flag=True, help="Only write the files.")
def init(directory: Path, name: str | None, no_build: bool) -> None:
    """A new toolkit that builds at once.

    \b
    toolkit init my-toolkit
    """
    from .starter import init as begin

    folder = directory.absolute()
    name = name or "-".join(
        part for part in "".join(c if c.isalnum() else " " for c in folder.resolve().name.lower()).split()
    )
    first = begin(folder, name)
    click.echo(f"A new toolkit lies in {say.near(first.parent, Path.cwd())}")
    if not no_build:
        for result, seconds in _build([request(folder, name)], Progress(quiet=False)):
            click.echo(say.built(result, seconds, Path.cwd(), verbose=False))
    click.echo(f"Open next: {say.near(first, Path.cwd())}")


@toolkit.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("file", required=False, metavar="[NAME]")
@click.option(
    "--principle", metavar="FOLDER", help="Folder of principles/; without it, of the toolkit as a whole."
)
@name_option
def new(kind: str, file: str | None, principle: str | None, name: str | None) -> None:
    """A new file with every field explained; it passes `toolkit check` as it stands.

    \b
    toolkit new case-study north-valley --principle new-basics
    toolkit new principle sixth-idea
    toolkit new edition
    """
    from . import starter

    each = request(Path.cwd(), name)
    if kind == "edition":
        path = starter.new_edition(each, file)
    elif file is None:
        raise Misuse(f"how should the {kind} be called?", f"toolkit new {kind} NAME")
    elif kind == "principle":
        path = starter.new_principle(each, file)
    else:
        path = starter.new_material(each, kind, file, principle)
    click.echo(f"Open next: {say.near(path, Path.cwd())}")
    if kind not in ("edition", "principle"):
        click.echo("It is a draft: no packet holds it until its status is approved.")


@toolkit.command()
@json_option
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> None:
    """Say what this machine lacks for building, and the line to run."""
    from dataclasses import asdict

    from .doctor import examine

    try:
        root = find_root(Path.cwd())
    except Misuse:
        root = Path.cwd()
    findings = examine(root)
    good = all(finding.good for finding in findings)
    told = {"good": good, "findings": [asdict(finding) for finding in findings]}
    click.echo(say.as_json(told) if as_json else say.doctor(findings))
    ctx.exit(0 if good else 5)


@toolkit.command()
@click.argument("code")
@json_option
def explain(code: str, as_json: bool) -> None:
    """Say what a code means, with an example.

    \b
    toolkit explain C104
    """
    from .explanations import CODES

    code = code.upper()
    if code not in CODES:
        raise UnknownName("code", code, CODES)
    sentence, wrong, right = CODES[code]
    if as_json:
        click.echo(say.as_json({"code": code, "sentence": sentence, "wrong": wrong, "right": right}))
        return
    click.echo(f"{code}  {sentence}")
    for label, example in (("wrong", wrong), ("right", right)):
        if example:
            click.echo(f"\n{label}:\n" + "\n".join(f"    {line}" for line in example.split("\n")))


@toolkit.command()
@click.argument("kind", required=False)
@click.option(
    "--write", "folder", type=click.Path(file_okay=False, path_type=Path), help="Write all into a folder."
)
@click.option("--reference", is_flag=True, help="All files and fields as a page of Markdown.")
def schema(kind: str | None, folder: Path | None, reference: bool) -> None:
    """The JSON Schema of a kind of file, for editors.

    \b
    toolkit schema case-study
    toolkit schema --write layouts/schema
    toolkit schema --reference
    """
    from .content import schema as of
    from .files import disk

    if folder:
        with disk(folder):
            folder.mkdir(parents=True, exist_ok=True)
            click.echo("\n".join(str(folder / name) for name in of.write_schemas(folder)))
    elif reference:
        click.echo(of.reference())
    elif kind:
        found = of.schemas()
        if kind not in found:
            raise UnknownName("kind of file", kind, found)
        click.echo(found[kind], nl=False)
    else:
        click.echo("\n".join(f"{name:<16} {place}" for name, (_, place) in of.FILES.items()))


@toolkit.command()
@click.argument("words", nargs=-1, required=True)
@name_option
@json_option
def where(words: tuple[str, ...], name: str | None, as_json: bool) -> None:
    """Find the file and line of a printed text, and the packets that hold it.

    \b
    toolkit where "as a candidate sees them"
    """
    from dataclasses import asdict

    from .where import find

    found = tuple(find(_load(request(Path.cwd(), name)), " ".join(words)))
    if as_json:
        click.echo(say.as_json([asdict(each) for each in found]))
    elif found:
        click.echo(say.where(found))
    else:
        click.echo(say.NOWHERE, err=True)


@toolkit.command()
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Let the shell complete commands, packets and toolkits.

    \b
    toolkit completion bash >> ~/.bashrc
    toolkit completion fish > ~/.config/fish/completions/toolkit.fish
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(toolkit, {}, "toolkit", "_TOOLKIT_COMPLETE").source())


def _load(each: Request) -> "Toolkit":
    from .content import load_toolkit

    return load_toolkit(each.sources, each.name)
