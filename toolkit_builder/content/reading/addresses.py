"""What is wrong with an address that does not fit, sign by sign."""

import re

_WEB = re.compile(r"(?i)h?t{1,3}p(s?)[:;：]?[/\\]+(?=\w)")  # with a slip of the pen
_SCHEME = re.compile(r"(?i)(mailto|tel)[:;：]?(?=\S)")


def address_hint(address: str, whole: bool) -> str:
    """What to write instead of an address that cannot stand; empty where its beginning is all that is wrong.

    Args:
        address: as written.
        whole: whether it must be one of a site, without ? and #.
    """
    inner = address.strip("<>")
    if inner != address:
        return f"write it without < and >: {_cut(inner)}"
    if " " in address and re.match(r"(https?|mailto|tel):", address):
        encoded = re.sub(r" +", lambda match: "%20" * len(match[0]), address)
        return f"an address holds no space; write %20 for it: {_cut(encoded)}"
    if re.search(r"\s", address) and re.match(r"(https?|mailto|tel):", address):
        return "an address holds no blank; take it out, or write %20 for it"
    if whole and re.match(r"https?://", address) and (sign := re.search(r"[?#]", address)):
        return f"end it before the {sign[0]}: {_cut(address[: sign.start()])}"
    if match := _WEB.match(address):
        return f"write http{match[1].lower()}://{_cut(address[match.end() :])}"
    if match := _SCHEME.match(address):
        return f"write {match[1].lower()}:{_cut(address[match.end() :])}"
    if re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", address):
        return f"write mailto:{_cut(address)}"
    if re.fullmatch(r"(www\.|[\w-]+(\.[\w-]+)*\.[a-z]{2,}(/|$))\S*", address):
        return f"write https://{_cut(address)}"
    if re.fullmatch(r"\+?[\d ().-]{7,}", address):
        return f"write tel:{re.sub(r'[ ().]', '', address)}"
    return ""


def _cut(address: str) -> str:
    return address if len(address) <= 200 else f"{address[:199]}…"
