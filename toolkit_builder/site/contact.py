"""Whom readers of a site can write to: the address in what a toolkit says of itself, else nobody."""

import re
from urllib.parse import quote

# What a packet says on paper, such as "ask whoever gave you this", helps nobody on a public page.
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WEB = re.compile(r"https?://[^\s<>\"]+")


def reach(words: str, subject: str) -> str:
    """The link that opens a message or a form.

    Args:
        words: of `publisher.contact`, in which an address may stand.
        subject: of the message.

    Returns:
        An address for `href`; empty where the words hold none. Source of the form: RFC 6068, 2.
    """
    if web := _WEB.search(words):
        return web[0].rstrip(".,;:)")
    if mail := _MAIL.search(words):
        return f"mailto:{quote(mail[0], safe='@')}?subject={quote(subject)}"
    return ""
