"""Colour on a terminal: who may have it, and what each kind of words looks like."""

import os
import re
from typing import IO, Any

import click

from .words.text import Paint, plain

_LOOKS: dict[str, dict[str, Any]] = {
    "wrong": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "message": {"bold": True},
    "gutter": {"fg": "blue"},
    "hint": {"fg": "cyan"},
    "gone": {"fg": "red", "strikethrough": True},
    "new": {"fg": "green", "underline": True},
}


def has_colour(stream: IO[Any]) -> bool:
    """Whether what is written to a stream may have colour.

    Sources: no-color.org, force-color.org, bixense.com/clicolors.
    """
    wishes = os.environ
    if wishes.get("NO_COLOR"):
        return False
    if any(wishes.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return stream.isatty() and wishes.get("TERM") != "dumb"


def paint_for(stream: IO[Any], bare: Paint = plain) -> Paint:
    """How words are written to a stream.

    Args:
        stream: standard output or error.
        bare: for one without colour.
    """
    return painted if has_colour(stream) else bare


def painted(kind: str, words: str) -> str:
    """Word by word, so that no colour runs over the end of a line."""
    looks = _LOOKS.get(kind)
    return re.sub(r"\S+", lambda word: click.style(word[0], **looks), words) if looks else words
