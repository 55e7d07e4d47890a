"""Commands that answer questions: doctor, explain, schema, where, completion."""

from pathlib import Path

import click

from ...errors import Misuse, UnknownName
from ...project import find_root, working_folder
from .. import completion as completions
from ..door import json_option, located, name_option, toolkit
from ..words import help as say_help
from ..words import text as say
from .check import load


@toolkit.command()
@json_option
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> None:
    """Say what this machine lacks, and the line to run.

    Exit code 5 where building lacks something; what only other commands need is told beside them.

    \b
    toolkit doctor
    """
    from dataclasses import asdict

    from ...machine.doctor import examine, ready

    try:
        root = find_root(working_folder())
    except Misuse:
        root = working_folder()
    needs = examine(root)
    good = ready(needs)
    report = {"good": good, "findings": [asdict(need) for need in needs]}
    click.echo(say.as_json(report) if as_json else say_help.doctor(needs))
    ctx.exit(0 if good else 5)


@toolkit.command()
@click.argument("code", shell_complete=completions.codes)
@json_option
def explain(code: str, as_json: bool) -> None:
    """Say what a code means, with an example.

    \b
    toolkit explain C104
    """
    from ..words.codes import CODES

    code = code.strip().upper()
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
@click.argument("kind", required=False, shell_complete=completions.kinds)
@click.option(
    "--write", "folder", type=click.Path(file_okay=False, path_type=Path), help="Write all into a folder."
)
@click.option("--reference", is_flag=True, help="All files and fields as a page of Markdown.")
@click.option("--functions", is_flag=True, help="What layouts may call, as a page of Markdown.")
def schema(kind: str | None, folder: Path | None, reference: bool, functions: bool) -> None:
    """The JSON Schema of a kind of file, for editors.

    \b
    toolkit schema case-study
    toolkit schema --write layouts/schema
    toolkit schema --reference
    toolkit schema --functions
    """
    from ...content import schema as json_schema
    from ...machine.files import disk

    if folder:
        with disk(folder):
            folder.mkdir(parents=True, exist_ok=True)
            click.echo("\n".join(str(folder / name) for name in json_schema.write_schemas(folder)))
    elif functions:
        from ...layout.functions_page import reference as page

        click.echo(page(), nl=False)
    elif reference:
        click.echo(json_schema.reference())
    elif kind:
        known = json_schema.schemas()
        if kind not in known:
            raise UnknownName("kind of file", kind, known)
        click.echo(known[kind], nl=False)
    else:
        click.echo("\n".join(f"{name:<16} {place}" for name, (_, place) in json_schema.FILES.items()))


@toolkit.command()
@click.argument("words", nargs=-1, required=True, shell_complete=completions.texts)
@name_option
@json_option
@click.pass_context
def where(ctx: click.Context, words: tuple[str, ...], name: str | None, as_json: bool) -> None:
    """Find the file and line of a printed text, or of a packet or material by its name.

    Names the packets that hold it. Exit code 1 where nothing is found, as of grep.

    \b
    toolkit where "as a candidate sees them"
    toolkit where p2-self-assessment
    """
    from dataclasses import asdict

    from ...layout.where import find

    texts = tuple(find(load(located(name)), " ".join(words)))
    if as_json:
        click.echo(say.as_json([asdict(text) for text in texts]))
    elif texts:
        click.echo(say_help.where(texts))
    else:
        click.echo(say_help.NOWHERE, err=True)
    ctx.exit(0 if texts else 1)


@toolkit.command()
@click.argument("shell", type=click.Choice(completions.SHELLS))
def completion(shell: str) -> None:
    """Let bash, zsh or fish complete commands, packets, materials, editions, codes and all other names.

    \b
    toolkit completion bash >> ~/.bashrc
    toolkit completion zsh >> ~/.zshrc
    toolkit completion fish > ~/.config/fish/completions/toolkit.fish
    """
    click.echo(completions.script(toolkit, shell))
