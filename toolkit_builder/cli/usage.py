"""What click says of wrong usage, in the form of all other messages: what is there, and what to type."""

import re
from difflib import get_close_matches

import click

from ..errors import Misuse, UnknownName

_NEAR = 0.7  # of 1; options are short, so that at less nearly any is like another
_GIVEN = re.compile(r"'(.*)' is not one of")
_EXTRA = re.compile(r"extra arguments? \((.*)\)")


class Command(click.Command):
    """One whose wrong usage is always known to be its own."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise


def in_our_words(error: click.UsageError) -> Misuse:
    """Wrong usage that click has found."""
    ctx = error.ctx
    assert ctx is not None  # see `Command`
    match error:
        case click.NoSuchOption():
            return _no_option(error.option_name, ctx)
        case click.MissingParameter() if error.param:
            return Misuse(f"{ctx.command_path} lacks {_label(error.param)}", _line(ctx))
        case click.BadParameter() if error.param:
            return _bad_value(error.message, error.param)
        case click.BadOptionUsage():
            return _bad_option(error, ctx)
    if extra := _EXTRA.search(error.message):
        return Misuse(f"{ctx.command_path} has no use for {extra[1]}", _line(ctx))
    return Misuse(_without_stop(error.format_message()), _help(ctx))


def _no_option(name: str, ctx: click.Context) -> Misuse:
    known = [option for param in ctx.command.get_params(ctx) for option in param.opts if option[:1] == "-"]
    near = get_close_matches(name, known, 1, _NEAR)
    return Misuse(
        f"{ctx.command_path} has no option {name}", f"did you mean {near[0]}?" if near else _help(ctx)
    )


def _bad_value(message: str, param: click.Parameter) -> Misuse:
    """A value of another form than its option or argument takes."""
    kind, label = param.type, _label(param)
    if isinstance(kind, click.Choice) and (given := _GIVEN.match(message)):
        return UnknownName(param.opts[0].lstrip("-"), given[1], map(str, kind.choices))
    hint = f"write {label} as `--help` says"
    if isinstance(kind, click.IntRange):
        hint = f"write a number from {kind.min} to {kind.max}"
    elif isinstance(kind, click.DateTime):
        message, hint = message.partition(" ")[0] + " is no day", "write a day such as 2027-06-30"
    elif isinstance(kind, click.Path):
        hint = "name a file" if kind.file_okay else "name a folder"
    return Misuse(f"{label}: {_without_stop(message)}", hint)


def _bad_option(error: click.BadOptionUsage, ctx: click.Context) -> Misuse:
    """A value is missing, or stands where none is taken."""
    name = error.option_name
    if "not take" in error.message:
        return Misuse(f"{name} takes no value", f"{ctx.command_path} {name}")
    param = next(each for each in ctx.command.get_params(ctx) if name in each.opts)
    return Misuse(f"{name} lacks its value", f"{ctx.command_path} {name} {param.make_metavar(ctx)}")


def _label(param: click.Parameter) -> str:
    return param.opts[0] if isinstance(param, click.Option) else str(param.name).upper()


def _line(ctx: click.Context) -> str:
    """How a command is written, without its options."""
    arguments = [param for param in ctx.command.get_params(ctx) if isinstance(param, click.Argument)]
    return " ".join([ctx.command_path, *(argument.make_metavar(ctx) for argument in arguments)])


def _help(ctx: click.Context) -> str:
    return f"{ctx.command_path} --help"


def _without_stop(words: str) -> str:
    return words.rstrip(".")
