"""Commands about editions: publish, verify, regenerate."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import click

from ...project import working_folder
from .. import completion
from ..colour import paint_for
from ..door import (
    json_option,
    located,
    name_option,
    needs,
    quiet_option,
    reading,
    toolkit,
    trust_option,
    verbose_option,
)
from ..words import editions as say
from .build import warn

archive_option = click.option(
    "--archive",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder that keeps the files of sealed editions; else archive/.",
)


@toolkit.command()
@click.argument("edition", shell_complete=completion.unsealed)
@click.option(
    "--dry-run", is_flag=True, help="Make and prove everything, say what would be sealed, keep nothing."
)
@click.option(
    "--without-page-numbers", is_flag=True, help="Contents lists of Word files get none (no LibreOffice)."
)
@click.option(
    "--sign",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="KEY",
    help="Sign the seal with this ed25519 key, such as ~/.ssh/id_ed25519.",
)
@archive_option
@quiet_option
@name_option
@trust_option
@json_option
def publish(
    edition: str, dry_run: bool, without_page_numbers: bool, sign: Path | None, archive: Path | None,
    quiet: bool, name: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Seal the newest edition: from then on it never changes.

    Makes and proves every packet first. Commit the new files of sources/ afterwards.

    \b
    toolkit publish 2026.1 --dry-run
    toolkit publish 2026.1
    toolkit publish 2026.1 --sign ~/.ssh/id_ed25519
    """
    write_signature = _signer(sign) if sign else None
    with needs("proof", "a proof"):
        from ...publish.publish import publish as seal
    from ...machine.git import is_in_repository
    from ...machine.pool import Pool
    from ...output.make import warm_up
    from ...output.run import Run

    started, project = time.monotonic(), located(name, archive)
    with reading(project.name, quiet) as progress, Pool(warm_up) as pool:
        run = Run(project, pool, progress)
        published = seal(edition, run, numbered=not without_page_numbers, trial=dry_run)
        if write_signature and not dry_run:
            write_signature(project.sources / "editions" / edition)
    seconds = time.monotonic() - started
    in_git = is_in_repository(project.root)
    click.echo(
        say.published_json(published, seconds)
        if as_json
        else say.published(published, seconds, working_folder(), in_git)
    )
    if not as_json:
        warn(published.remarks)


def _signer(path: Path) -> Callable[[Path], None]:
    """What signs the seal in an edition's folder; a key that cannot be used is told before all else.

    Raises:
        Misuse: it cannot be used, or the extra is not installed.
    """
    with needs("sign", "a signature"):
        from ...publish import signatures

    key = signatures.private_key(path)
    return lambda folder: signatures.sign(folder, key)


def _trusted(path: Path | None) -> frozenset[bytes]:
    """Public keys of a file; none where none is given.

    Raises:
        Misuse: it holds none, or the extra is not installed.
    """
    if path is None:
        return frozenset()
    with needs("sign", "a signature"):
        from ...publish import signers

    return signers.trusted_keys(path)


@toolkit.command()
@click.argument("edition", required=False, default="", shell_complete=completion.sealed)
@click.option(
    "--trusted",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="KEYS",
    help="Every seal must be signed by a key of this file: lines as in .pub files.",
)
@archive_option
@verbose_option
@name_option
@json_option
@click.pass_context
def verify(
    ctx: click.Context, edition: str, trusted: Path | None, archive: Path | None, verbose: bool,
    name: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Tell whether sealed editions are still what was sealed.

    Checks seals, bundles, the archive and the built files; exit code 6 where anything is wrong.

    \b
    toolkit verify                          all sealed editions
    toolkit verify 2026.1
    toolkit verify --trusted keys.pub       and signed by whom you know
    """
    from ...publish.verify import EditionPlaces
    from ...publish.verify import verify as verify_editions

    project, started = located(name, archive), time.monotonic()
    verdicts = verify_editions(EditionPlaces.of(project), edition, _trusted(trusted))
    seconds = time.monotonic() - started
    click.echo(
        say.verified_json(project.toolkit, verdicts, seconds)
        if as_json
        else say.verified(project.toolkit, verdicts, seconds, verbose, paint_for(sys.stdout))
    )
    ctx.exit(6 if any(verdict.problems for verdict in verdicts) else 0)


@toolkit.command()
@click.argument("edition", shell_complete=completion.sealed)
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), help="Folder for the files.")
@archive_option
@quiet_option
@verbose_option
@name_option
@json_option
@click.pass_context
def regenerate(
    ctx: click.Context, edition: str, into: Path | None, archive: Path | None, quiet: bool, verbose: bool,
    name: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Write every file of a sealed edition again from its bundle.

    Needs neither today's texts nor today's layouts. Says of each file whether it is the same.

    \b
    toolkit regenerate 2026.1               into output/, and fills the archive
    toolkit regenerate 2026.1 --into /tmp/2026.1
    """
    from ...machine.pool import Pool
    from ...output.make import warm_up

    project = located(name, archive)
    started = time.monotonic()
    with reading(f"the bundle of {edition}", quiet) as progress, Pool(warm_up) as pool:
        from ...output.run import Run
        from ...publish.restore import regenerate as make_again
        from ...publish.sealed_editions import sealed_edition, sealed_editions

        sealed = sealed_edition(sealed_editions(project.sources, project.name), edition, project.name)
        regenerated = make_again(sealed, Run(project, pool, progress), into)
    seconds = time.monotonic() - started
    report = (
        say.regenerated_json(regenerated, seconds)
        if as_json
        else say.regenerated(regenerated, seconds, working_folder(), verbose)
    )
    click.echo(report)
    ctx.exit(0 if regenerated.good else 6)
