"""The command that makes packets: build."""

import sys
import time

import click

from ...errors import Misuse, Problem
from ...project import Project, Request, find_root, toolkits, working_folder
from ...publish.built import Built
from ...publish.unchanged import last_answer
from .. import completion
from ..colour import paint_for
from ..door import (
    json_option,
    located,
    name_option,
    packets_argument,
    quiet_option,
    reading,
    toolkit,
    trust_option,
    variant_option,
    verbose_option,
)
from ..words import build as say_build
from ..words import text as say


@toolkit.command()
@packets_argument
@variant_option
@click.option("--all", "everything", is_flag=True, help="All toolkits of sources/.")
@click.option(
    "--marks-since",
    metavar="EDITION",
    default="",
    shell_complete=completion.sealed,
    help="PDFs for reviewers, with a bar at every change.",
)
@click.option(
    "--update-since",
    metavar="EDITION",
    default="",
    shell_complete=completion.sealed,
    help="Only the sheets that changed, for binders.",
)
@quiet_option
@verbose_option
@name_option
@trust_option
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
    here = working_folder()
    names = toolkits(find_root(here)) if everything else (name,)
    if everything and (packets or name):
        raise Misuse(
            "--all makes everything of every toolkit", "leave out --toolkit and the names of packets"
        )
    request = Request(
        tuple(dict.fromkeys(packets)), tuple(dict.fromkeys(variants)), marks_since, update_since
    )
    results = build_all([located(toolkit_name) for toolkit_name in names], request, quiet)
    if as_json:
        reports = [say_build.built_json(result, seconds) for result, seconds in results]
        click.echo(say.as_json(reports if everything else reports[0]))
    else:
        for result, seconds in results:
            click.echo(say_build.built(result, seconds, here, verbose))
            warn(result.warnings)
        if len(results) > 1:
            click.echo(f"\n{say_build.together(results)}")


def warn(warnings: tuple[Problem, ...]) -> None:
    """Tell what stops nothing."""
    if warnings:
        click.echo(say.warnings(warnings, paint_for(sys.stderr)), err=True)


def build_all(projects: list[Project], request: Request, quiet: bool) -> list[tuple[Built, float]]:
    """Build one toolkit after another; a pool only if there is anything to do.

    Args:
        projects: the toolkits.
        request: what is asked of each.
        quiet: whether nobody is told how far it is.

    Returns:
        What was built, and the seconds that it took.
    """
    results: list[tuple[Built, float]] = []
    for number, project in enumerate(projects):
        started = time.monotonic()
        built = last_answer(project, request)
        if built is None:
            return results + _build_with_pool(projects[number:], request, quiet)
        results.append((built, time.monotonic() - started))
    return results


def _build_with_pool(projects: list[Project], request: Request, quiet: bool) -> list[tuple[Built, float]]:
    from ...machine.pool import Pool
    from ...output.make import warm_up

    results = []
    with Pool(warm_up) as pool:  # workers load the renderer while this process reads the sources
        from ...build import build
        from ...output.run import Run
        from ...publish.revise import revise

        make = revise if request.since else build
        for project in projects:
            started = time.monotonic()
            with reading(project.name, quiet) as progress:
                built = last_answer(project, request) or make(request, Run(project, pool, progress))
            results.append((built, time.monotonic() - started))
    return results
