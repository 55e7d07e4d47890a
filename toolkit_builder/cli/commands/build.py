"""Commands that read sources and make packets: build, check, init, new."""

import time
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ...content.packet_kinds import OF_MATERIALS, PACKET_KINDS, PRINCIPLE
from ...errors import Misuse, Problem
from ...project import Request, find_root, request, toolkits
from ...publish.built import Built
from ...publish.unchanged import unchanged
from ..door import (
    Progress,
    json_option,
    name_option,
    packets_argument,
    quiet_option,
    toolkit,
    variant_option,
    verbose_option,
)
from ..words import common as say
from . import check as caring

if TYPE_CHECKING:
    from ...content.toolkit import Toolkit

EDITION = "edition"
FILES = (PRINCIPLE, *OF_MATERIALS, EDITION)


@toolkit.command()
@packets_argument
@variant_option
@click.option("--all", "everything", is_flag=True, help="All toolkits of sources/.")
@click.option(
    "--marks-since", metavar="EDITION", default="", help="PDFs for reviewers, with a bar at every change."
)
@click.option(
    "--update-since",
    metavar="EDITION",
    default="",
    help="Only the sheets that changed, for binders.",
)
@quiet_option
@verbose_option
@name_option
@json_option
def build(
    packets: tuple[str, ...], variants: tuple[str, ...], everything: bool, marks_since: str,
    update_since: str, quiet: bool, verbose: bool, name: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Make packets; what has not changed is not made again.

    \b
    toolkit build                           everything but the book
    toolkit build p2-self-assessment        one packet, PDF and Word
    toolkit build p2 --variant word         one packet as Word file
    toolkit build book                      the whole toolkit in one document
    toolkit build --marks-since 2026.1      copies for reviewers, changes marked
    toolkit build --update-since 2026.1 p2  what to exchange in a binder
    """
    if marks_since and update_since:
        raise Misuse("--marks-since and --update-since make two kinds of files", "give one of them at a time")
    here = Path.cwd()
    names = toolkits(find_root(here)) if everything else (name,)
    if everything and (packets or name):
        raise Misuse(
            "--all makes everything of every toolkit", "leave out --toolkit and the names of packets"
        )
    asked = [
        replace(request(here, each, packets, variants), marks_since=marks_since, update_since=update_since)
        for each in names
    ]
    results = _build(asked, Progress(quiet))
    if as_json:
        told = [say.built_json(result, seconds) for result, seconds in results]
        click.echo(say.as_json(told if everything else told[0]))
    else:
        for result, seconds in results:
            click.echo(say.built(result, seconds, here, verbose))
            _warn(result.warnings)
        if len(results) > 1:
            click.echo(f"\n{say.together(results)}")


def _warn(warnings: tuple[Problem, ...]) -> None:
    if warnings:
        click.echo(say.warnings(warnings), err=True)


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
    from ...machine.pool import Pool
    from ...output.make import warm_up

    results = []
    with Pool(warm_up) as pool:  # workers load the renderer while this process reads the sources
        from ...build import build
        from ...publish.revise import revise

        for each in requests:
            started = time.monotonic()
            progress.begin(f"reading {each.name}")
            make = revise if each.marks_since or each.update_since else build
            built = unchanged(each) or make(each, pool, progress)
            progress.end()
            results.append((built, time.monotonic() - started))
    return results


@toolkit.command()
@click.argument("names", nargs=-1, metavar="[MATERIAL or PACKET]...")
@click.option("--style", "style", is_flag=True, help="How texts are written; of all, or of those named.")
@click.option("--due", "due", is_flag=True, help="What is due: readings, permissions, addresses, editions.")
@click.option(
    "--on", metavar="DAY", type=click.DateTime(["%Y-%m-%d"]), help="With --due: another day than today."
)
@name_option
@json_option
def check(
    names: tuple[str, ...], style: bool, due: bool, on: datetime | None, name: str | None, as_json: bool
) -> None:
    """Read everything and report every problem; writes nothing.

    The reports of --style and --due stop nothing: they end with exit code 0.

    \b
    toolkit check
    toolkit check --due --on 2027-06-30     what will be due by then
    toolkit check --style p2-sa             reading level and wording of one text
    """
    each = request(Path.cwd(), name)
    if style and due:
        raise Misuse("--style and --due are two reports", "ask for one at a time")
    if names and not style:
        raise Misuse("only --style looks at single texts", "leave out the names, or add --style")
    if on and not due:
        raise Misuse("--on is the day of --due", "add --due")
    if due:
        caring.tell_due(each, load(each), on.date() if on else date.today(), as_json)
    elif style:
        caring.tell_style(load(each), names, as_json)
    else:
        _check(each, as_json)


def _check(each: Request, as_json: bool) -> None:
    from ...content.rules.published import guard
    from ...output.prepare import compose, plan
    from ...publish.news import news_since
    from ...publish.sealed_editions import sealed, states

    found, before = load(each), sealed(each.sources, each.name)
    guard(found, states(before))
    manuscripts = compose(found, plan(found, each, with_book=True), each, news_since(found, before))
    if as_json:
        told = {"problems": [], "files_read": len(found.sources), "warnings": say.listed(found.warnings)}
        click.echo(say.as_json(told))
    else:
        made = sum(PACKET_KINDS[manuscript.packet.kind].has_texts for manuscript in manuscripts)
        files, packets = say.count(len(found.sources), "file"), say.count(made, "packet")
        click.echo(f"{each.toolkit}: {files}, {packets}, no problems")
        _warn(found.warnings)


@toolkit.command()
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", help="Name of the toolkit's folder; else that of DIRECTORY.")
@click.option("--no-build", is_flag=True, help="Only write the files.")
def init(directory: Path, name: str | None, no_build: bool) -> None:
    """A new toolkit that builds at once.

    \b
    toolkit init my-toolkit
    """
    from ...content.starter import init as begin

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
@click.argument("kind", type=click.Choice(FILES))
@click.argument("file", required=False, metavar="[NAME]")
@click.option(
    "--principle", metavar="FOLDER", help="Folder of principles/; without it, of the toolkit as a whole."
)
@name_option
def new(kind: str, file: str | None, principle: str | None, name: str | None) -> None:
    """A new file with every field explained.

    It passes `toolkit check` as it stands.

    \b
    toolkit new case-study north-valley --principle new-basics
    toolkit new principle sixth-idea
    toolkit new edition
    """
    from ...content import starter

    each = request(Path.cwd(), name)
    if kind == EDITION:
        path = starter.new_edition(each, file)
    elif file is None:
        raise Misuse(f"how should the {kind} be called?", f"toolkit new {kind} NAME")
    elif kind == PRINCIPLE:
        path = starter.new_principle(each, file)
    else:
        path = starter.new_material(each, kind, file, principle)
    click.echo(f"Open next: {say.near(path, Path.cwd())}")
    if kind in OF_MATERIALS:
        click.echo("It is a draft: no packet holds it until its status is approved.")


def load(each: Request) -> "Toolkit":
    from ...content.load import load_toolkit

    return load_toolkit(each.sources, each.name)
