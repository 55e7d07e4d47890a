"""What is wrong with an address that does not fit, sign by sign."""

import re
from collections.abc import Callable

_MACHINE = "it leads to a file of one machine: write an address that all can open, or leave it out"
_SITE = re.compile(r"https?://[^\s?#]*(?=([?#]))")
# Slips -> what to write; the first that an address begins with counts.
_SLIPS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"(?i)file:|[a-z]:\\"), lambda match: _MACHINE),
    (
        re.compile(r"<([^<>]*)>?|([^<>]+)>"),
        lambda match: f"write it without < and >: {_cut(match[1] or match[2])}",
    ),
    (
        re.compile(r"(?:https?|mailto|tel):\S* .*"),
        lambda match: f"an address holds no space; write %20 for it: {_cut(match[0].replace(' ', '%20'))}",
    ),
    (
        re.compile(r"(?:https?|mailto|tel):\S*\s"),
        lambda match: "an address holds no blank; take it out, or write %20 for it",
    ),
    (
        re.compile(r"https?://[^\s/?#]*[\[\]]"),
        lambda match: "brackets stand in the name of no computer: write one such as https://example.org",
    ),
    (
        re.compile(r"(?i)h?t{1,3}p(s?)[:;：]?[/\\]+(\w.*)"),
        lambda match: f"write http{match[1].lower()}://{_cut(match[2])}",
    ),
    (
        re.compile(r"(?i)(mailto|tel)[:;：]?(\S.*)"),
        lambda match: f"write {match[1].lower()}:{_cut(match[2])}",
    ),
    (re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+$"), lambda match: f"write mailto:{_cut(match[0])}"),
    (
        re.compile(r"(?:www\.|[\w-]+(\.[\w-]+)*\.[a-z]{2,}(?:/|$))\S*$"),
        lambda match: f"write https://{_cut(match[0])}",
    ),
    (re.compile(r"\+?[\d ().-]{7,}$"), lambda match: f"write tel:{re.sub(r'[ ().]', '', match[0])}"),
)


def address_hint(address: str, whole: bool) -> str:
    """What to write instead of an address that cannot stand; empty where its beginning is all that is wrong.

    Args:
        address: as written.
        whole: whether it must be one of a site, without ? and #.
    """
    if whole and (match := _SITE.match(address)):
        return f"end it before the {match[1]}: {_cut(match[0])}"
    return next((say(match) for pattern, say in _SLIPS if (match := pattern.match(address))), "")


def _cut(address: str) -> str:
    return address if len(address) <= 200 else f"{address[:199]}…"
