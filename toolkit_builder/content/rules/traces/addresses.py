"""Addresses that a program wrapped, that open for nobody else, or that tell who has followed them."""

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit, urlunsplit

from .trace import Trace

_ADDRESS = re.compile(
    r"(?:\b(?:https?|ftp):/{1,3}|\bfile:/{1,3}|(?<![\w@/.:-])(?=(?:[\w-]+\.)+[a-z]{2,24}/))[^\s<>\"“”|\\^`\])]+"
)
_FOLDER = re.compile(
    r"(?i)\b[A-Z]:\\(?:Users|Documents and Settings)\\[^\\\s]+[^\s]*|(?<!\S)\\\\[\w.-]+\\[^\s]+"
)
_END = ".,;:!?'’*_"
_MAIL = re.compile(r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,9}[a-z]{2,63}", re.IGNORECASE)


class _Found(NamedTuple):
    """Args: start and words, in the text; parts, the address in its parts."""

    start: int
    words: str
    parts: SplitResult

    @property
    def host(self) -> str:
        return (self.parts.hostname or "").removeprefix("www.")

    @property
    def query(self) -> dict[str, str]:
        """The first value of each key."""
        return {key: values[0] for key, values in parse_qs(self.parts.query).items()}


def _addresses(text: str) -> Iterator[_Found]:
    if "/" not in text:
        return
    for match in _ADDRESS.finditer(text):
        words = match[0].rstrip(_END)
        try:
            parts = urlsplit(words if "://" in words or words.startswith("file:") else f"https://{words}")
            if parts.hostname or parts.scheme == "file":
                yield _Found(match.start(), words, parts)
        except ValueError:  # brackets that are no number of a machine
            continue


# --- wrapped by a mail program, a search or a network ---


def _key(*names: str) -> Callable[[_Found], str]:
    """The address stands in the query, under one of these keys."""
    return lambda found: next((found.query[name] for name in names if name in found.query), "")


def _proofpoint(found: _Found) -> str:
    """Versions 1 to 3 of Proofpoint's; what the third has taken out follows in base64."""
    if match := re.search(r"__(.+?)__;(?:([\w-]*=*)!)?", found.words):
        try:
            taken = base64.urlsafe_b64decode((match[2] or "") + "==").decode()
        except (ValueError, binascii.Error):
            taken = ""
        signs = iter(taken)
        return re.sub(r"\*", lambda _: next(signs, "*"), match[1])
    wrapped = found.query.get("u", "")
    return unquote(wrapped.replace("-", "%").replace("_", "/")) if "/v2/" in found.parts.path else wrapped


def _in_path(found: _Found) -> str:
    """The address stands at the end of the path."""
    match = re.search(r"https?(?::|%3A)(?:/|%2F).+", f"{found.parts.path}?{found.parts.query}".rstrip("?"))
    return unquote(match[0]) if match else ""


def _in_base64(name: str, skip: int = 0) -> Callable[[_Found], str]:
    def unwrap(found: _Found) -> str:
        try:
            return base64.urlsafe_b64decode(found.query.get(name, "")[skip:] + "===").decode()
        except (ValueError, binascii.Error):
            return ""

    return unwrap


def _unknown(_: _Found) -> str:
    return ""


# Host, and what the path must begin with -> whose it is, and how to get at the address within.
_WRAPPERS: tuple[tuple[re.Pattern[str], str, Callable[[_Found], str]], ...] = tuple(
    (re.compile(pattern), whose, unwrap)
    for pattern, whose, unwrap in (
        (r"(.*\.)?safelinks\.protection\.(outlook\.com|office365\.us)/|(.*\.)?safelinks\.protection\.partner\.",
         "Outlook", _key("url")),
        (r"statics\.teams\.[\w.]*/.*safelinks", "Teams", _key("url")),
        (r"urldefense\.(com|us|proofpoint\.com)/", "Proofpoint", _proofpoint),
        (r"linkprotect\.cudasvc\.com/", "Barracuda", _key("a")),
        (r"(.*\.)?(mimecast\.com|mimecastprotect\.com)/", "Mimecast", _unknown),
        (r"(clicktime|.*\.clicktime)\.symantec\.com/", "Symantec", _key("u")),
        (r"secure-web\.cisco\.com/", "Cisco", _in_path),
        (r"protect2?\.fireeye\.com/", "FireEye", _key("u")),
        (r"(.*\.)?protection\.sophos\.com/", "Sophos", _in_base64("u")),
        (r"(.*\.)?trendmicro\.com(:443)?/wis/clicktime", "Trend Micro", _key("url")),
        (r"protect\.checkpoint\.com/", "Check Point", _proofpoint),
        (r"(.*\.)?url-protection\.com/", "Avanan", _key("o")),
        (r"google\.[a-z.]+/url", "Google", _key("q", "url")),
        (r"google\.[a-z.]+/amp/s/", "Google", lambda found: f"https://{found.parts.path.removeprefix('/amp/s/')}"),
        (r"(l|lm)\.facebook\.com/|facebook\.com/flx/warn", "Facebook", _key("u")),
        (r"l\.instagram\.com/|l\.threads\.(net|com)/", "Instagram", _key("u")),
        (r"youtube\.com/redirect", "YouTube", _key("q")),
        (r"linkedin\.com/(redir|safety/go)", "LinkedIn", _key("url")),
        (r"out\.reddit\.com/", "Reddit", _key("url")),
        (r"slack-redir\.net/", "Slack", _key("url")),
        (r"duckduckgo\.com/l/", "DuckDuckGo", _key("uddg")),
        (r"bing\.com/ck/", "Bing", _in_base64("u", skip=2)),
        (r"vk\.com/away", "VK", _key("to")),
    )
)  # fmt: skip

_ANY_WRAPPER = re.compile("|".join(pattern.pattern for pattern, _, _ in _WRAPPERS))


def wrapped(text: str) -> Iterator[Trace]:
    """C230: an address within that of a program that watches who follows it, or one that a chat gave."""
    for found in _addresses(text):
        if wrapper := _wrapper(found):
            whose, unwrap = wrapper
            yield _wrapped(found, whose, unwrap(found))
        elif _CHAT.search(found.parts.query):
            message = "the address comes from a chat program: look whether the page is there and says this"
            yield Trace(found.start, found.words, message, f"write {_cut(_without(found.words, _TRACKING))}")


def _wrapper(found: _Found) -> tuple[str, Callable[[_Found], str]] | None:
    """Whose wrapping an address is, if any, and how it is taken off."""
    name = found.host + (found.parts.path or "/")
    if not _ANY_WRAPPER.match(name):
        return None
    return next(((whose, unwrap) for pattern, whose, unwrap in _WRAPPERS if pattern.match(name)), None)


def _wrapped(found: _Found, whose: str, inner: str) -> Trace:
    hint = "open it, and copy the address that the browser shows then"
    if re.match(r"https?:/{1,2}[^/]", inner):
        inner = re.sub(r"^(https?):/(?!/)", r"\1://", inner)
        hint = f"write {_cut(_without(inner, _TRACKING))}"
    else:
        domain = found.query.get("domain", "")
        hint += f"; it leads to {domain}" if domain else ""
    message = f"the address was wrapped by {whose}, which watches who follows it"
    return Trace(found.start, found.words, message, hint)


_CHAT = re.compile(
    r"(?i)(?:^|&)utm_source=(?:chatgpt|openai|copilot|perplexity|gemini|claude)(?:\.\w+)?(?:&|$)"
)

# --- private: a machine of one's own, a key, a person ---

_OWN_MACHINE = re.compile(
    r"localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|::1|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|169\.254\.\d+\.\d+"
    r"|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+|[\w-]+|(?:.+\.)?(?:local|localhost|internal|intranet|lan|corp|home\.arpa)"
)
_SECRETS = re.compile(
    r"(?i)(?:^|[?&#;])(sig|signature|x-amz-signature|x-amz-security-token|x-goog-signature|awsaccesskeyid"
    r"|access_token|id_token|refresh_token|auth_token|authtoken|token|api_?key|passw(?:or)?d|jsessionid|phpsessid"
    r"|session_?id)=([^&#;]{6,})"
)


def private(text: str) -> Iterator[Trace]:
    """C231: an address that opens for nobody else, or that holds a key or somebody's mail address."""
    for match in _FOLDER.finditer(text) if "\\" in text else ():
        yield Trace(
            match.start(), match[0], "this leads into a folder of one machine", "write where all can have it"
        )
    for found in _addresses(text):
        if not _wrapper(found) and (why := _why_private(found)):
            yield Trace(found.start, found.words, *why)


def _why_private(found: _Found) -> tuple[str, str] | None:
    parts = found.parts
    if parts.scheme == "file":
        return "the address leads to a file of one machine", "write where all can have it, or leave it out"
    if _OWN_MACHINE.fullmatch(parts.hostname or ""):
        message = f"the address leads to {parts.hostname}, which only a machine or network of one's own knows"
        return message, "write an address that all can open"
    rest = urlunsplit(("", "", parts.path, parts.query, parts.fragment))
    hint = f"take it out; try whether {_cut(_bare(parts))} opens without it"
    if parts.password:
        return "the address holds a password", hint
    if match := _SECRETS.search(rest):
        return f'the address holds a key ("{match[1]}"): who has the page can use it', hint
    asked = unquote(f"{parts.query} {parts.fragment}")
    if match := _MAIL.search(asked) if "@" in asked else None:
        return f"the address holds somebody's mail address ({match[0]})", hint
    return None


def _bare(parts: SplitResult) -> str:
    host = parts.hostname or ""
    return urlunsplit((parts.scheme, f"{host}:{parts.port}" if parts.port else host, parts.path, "", ""))


# --- remarks ---

_TRACKING = re.compile(
    r"(?i)(?:utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|mc_[ce]id|igshid?|_hs(?:enc|mi)|mkt_tok|vero_id"
    r"|yclid|twclid|ttclid|li_fat_id|ref_src|_ga|_gl|oly_(?:enc|anon)_id|spm|trk|cvid)"
)
_DOCUMENTS = re.compile(
    r".*\.sharepoint\.(?:com|us)/(?::[a-z]:/|.*_layouts/15/|personal/)|.*-my\.sharepoint\.com/"
    r"|docs\.google\.com/(?:document|spreadsheets|presentation|forms|drawings)/(?:u/\d+/)?d/[^/]+/edit"
    r"|(?:drive|docs|mail|classroom)\.google\.com/.*\bu/\d+/|drive\.google\.com/drive/(?:my-drive|shared-with-me)"
    r"|onedrive\.live\.com/|1drv\.ms/|canva\.com/design/[^/]+/[^/]*/?edit|dropbox\.com/(?:home|preview|work)/"
    r"|outlook\.(?:office|live|office365)\.com/|teams\.microsoft\.com/|app\.box\.com/(?:file|folder)/"
    r"|[\w.-]*zoom\.us/j/"
)


def tracked(text: str) -> Iterator[Trace]:
    """S113: a part of an address that only counts who came from where."""
    for found in _addresses(text):
        names = [part.partition("=")[0] for part in found.parts.query.split("&")]
        counted = [name for name in names if _TRACKING.fullmatch(name)]
        if counted and not _wrapper(found) and not _CHAT.search(found.parts.query):
            clean = _cut(_without(found.words, _TRACKING))
            message = f'"{counted[0]}" only counts who came from where; rather: {clean}'
            yield Trace(found.start, found.words, message, "")


def private_documents(text: str) -> Iterator[Trace]:
    """S114: an address of a document as its owner opens it."""
    for found in _addresses(text):
        if _DOCUMENTS.match(found.host + (found.parts.path or "/")):
            message = "the address may open only for those who may edit, or who are signed in"
            yield Trace(found.start, found.words, message, "")


def _without(address: str, names: re.Pattern[str]) -> str:
    """An address without the parts of its query that have such names."""
    head, question, query = address.partition("?")
    query, hash_sign, fragment = query.partition("#")
    kept = [part for part in query.split("&") if not names.fullmatch(part.partition("=")[0])]
    return head + (question + "&".join(kept) if any(kept) else "") + hash_sign + fragment


def _cut(address: str) -> str:
    return address if len(address) <= 200 else f"{address[:199]}…"
