"""Commands about what was built: proof."""

import time

import click

from ...project import Request, working_folder
from ..door import (
    json_option,
    located,
    name_option,
    needs,
    packets_argument,
    quiet_option,
    reading,
    toolkit,
    trust_option,
    variant_option,
    verbose_option,
)
from ..words import proof as say_proof
from ..words import text as say


@toolkit.command()
@packets_argument
@variant_option
@quiet_option
@verbose_option
@name_option
@trust_option
@json_option
@click.pass_context
def proof(
    ctx: click.Context, packets: tuple[str, ...], variants: tuple[str, ...], quiet: bool, verbose: bool,
    name: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Prove the built files: accessible, whole, alike.

    Writes proof.json and a conformance page beside the files; exit code 5 where anything is found.

    \b
    toolkit proof                           everything that was built
    toolkit proof p2-self-assessment        one packet, all its files
    toolkit proof --variant copier          one form of every packet
    """
    with needs("proof", "a proof"):
        from ...publish.prove import prove_edition, warm_up
    from ...machine.pool import Pool
    from ...output.run import Run

    started, project = time.monotonic(), located(name)
    request = Request(tuple(dict.fromkeys(packets)), tuple(dict.fromkeys(variants)))
    with reading(project.name, quiet) as progress, Pool(warm_up) as pool:
        result = prove_edition(request, Run(project, pool, progress))
    seconds = time.monotonic() - started
    report = (
        say.as_json(say_proof.proof_json(result, seconds))
        if as_json
        else say_proof.proof(result, seconds, working_folder(), verbose)
    )
    click.echo(report)
    ctx.exit(0 if result.good else 5)
