"""The way in: a small web server for this machine alone.

Addresses are names of what the preview knows, never paths of the disk: nothing can be asked for that is not
one of the pages, packets, files of the tree, or files that were made here.
"""

import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs, quote, unquote, urlsplit

from ..content.model import Material
from ..content.pictures import media_type
from .pages import Pages
from .preview import Preview, TellFault
from .views import Views

HOST = "127.0.0.1"
_NAMES = (HOST, "localhost")
_LONGEST = 4096  # bytes of a request's body
_PAUSE = 15.0  # seconds until a browser that waits is told that we are still there
_SECONDS = 60.0  # that a connection may be silent

_NONE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_FRAME = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src data:; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request.

    Args:
        method, path, query: as HTTP has them; the path is decoded.
        headers: by name in small letters.
        form: what was sent.
    """

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back."""

    status: int
    media_type: str
    data: bytes = field(repr=False)
    policy: str = _NONE
    headers: Mapping[str, str] = field(default_factory=dict)


class Routes:
    """Answers requests.

    Args:
        preview: the toolkit.
        views: what is shown of it.
        pages: filled with that.
        port: that browsers came by.
    """

    def __init__(self, preview: Preview, views: Views, pages: Pages, port: int) -> None:
        self._preview, self._views, self._pages = preview, views, pages
        self._hosts = {f"{name}:{port}" for name in _NAMES}
        self._earlier: dict[str, str] = {}
        self._get: dict[str, Callable[[str, Asked], Answer | None]] = {
            "": self._start, "packet": self._packet, "frame": self._frame, "file": self._file,
            "where": self._where, "made": self._made, "font": self._font, "logo": self._logo,
            "serve.css": self._asset, "packet.css": self._asset, "serve.js": self._asset,
        }  # fmt: skip

    def refuse(self, asked: Asked) -> Answer | None:
        """Why a request is not answered: another site's page may have sent it through the browser."""
        if asked.headers.get("host", "") not in self._hosts:
            return _words(403, "this preview is for http://127.0.0.1 alone")
        origin = asked.headers.get("origin")
        foreign = origin is not None and origin not in {f"http://{host}" for host in self._hosts}
        # A link on another page may lead here; nothing else of it may.
        led = asked.method == "GET" and asked.headers.get("sec-fetch-dest") == "document"
        near = asked.headers.get("sec-fetch-site", "none") in ("same-origin", "none")
        if foreign or not (near or led):
            return _words(403, "this came from another site")
        if asked.method == "POST" and origin is None:
            return _words(403, "this came from no page of the preview")
        return None

    def answer(self, asked: Asked) -> Answer:
        """The answer to a request that is not refused."""
        first, _, rest = asked.path.removeprefix("/").partition("/")
        if asked.method == "POST":
            return self._make(asked) if asked.path == "/make" else _words(405, "only GET")
        if asked.method not in ("GET", "HEAD"):
            return _words(405, "only GET")
        route = self._get.get(first)
        found = route(rest, asked) if route else None
        if found is None:
            return _html(self._pages.missing(self._preview.moment, self._preview.version), status=404)
        return found

    def _start(self, rest: str, asked: Asked) -> Answer | None:
        version, now = self._preview.version, self._preview.moment
        return None if rest else _html(self._pages.start(now, version, self._preview.saved))

    def _packet(self, rest: str, asked: Asked) -> Answer | None:
        version, now = self._preview.version, self._preview.moment
        plan = now.plans.get(rest)
        if plan is None:
            return self._moved(rest)
        if len(plan.packet.materials) == 1:
            self._earlier[rest] = plan.packet.materials[0]
        return _html(self._pages.packet(plan, now, version))

    def _moved(self, packet: str) -> Answer | None:
        """A material whose file was renamed has another packet now."""
        material = self._earlier.get(packet)
        for name, plan in self._preview.moment.plans.items():
            if material and plan.packet.materials == (material,):
                return _led(name)
        return None

    def _frame(self, rest: str, asked: Asked) -> Answer | None:
        now = self._preview.moment
        plan = now.plans.get(rest)
        frame = self._views.frame(plan, now) if plan else None
        return _html(frame.html, policy=_FRAME) if frame else None

    def _file(self, rest: str, asked: Asked) -> Answer | None:
        version, now = self._preview.version, self._preview.moment
        held = now.reading.files.get(rest)
        node = held.source.node if held and held.source else None
        if isinstance(node, Material) and (plan := now.own.get(node.id)):
            return _led(plan.packet.id)
        return _html(self._pages.file(held, now, version)) if held else None

    def _where(self, rest: str, asked: Asked) -> Answer | None:
        now = self._preview.moment
        plan = now.plans.get(rest)
        if plan is None:
            return None
        return _html(self._pages.where(self._views.origin(plan, asked.query.get("block", ""), now), now))

    def _made(self, rest: str, asked: Asked) -> Answer | None:
        key, _, name = rest.partition("/")
        found = self._views.file(key, name)
        if found is None:
            return None
        kind, data = found
        place = "inline" if kind == "application/pdf" else "attachment"
        return Answer(200, kind, data, headers={"Content-Disposition": f'{place}; filename="{name}"'})

    def _font(self, rest: str, asked: Asked) -> Answer | None:
        data = self._views.sheets(self._preview.moment).fonts.get(rest)
        return _kept("font/ttf", data) if data else None

    def _logo(self, rest: str, asked: Asked) -> Answer | None:
        shown = self._preview.moment.packets
        data = shown.toolkit.pictures.get(str(shown.toolkit.brand.logo)) if shown and not rest else None
        policy = f"{_NONE}; style-src 'unsafe-inline'; sandbox"  # an SVG may carry styles, and is no page
        return Answer(200, media_type(data), data, policy) if data else None

    def _asset(self, rest: str, asked: Asked) -> Answer | None:
        sheets = self._views.sheets(self._preview.moment)
        known = {
            "/serve.css": ("text/css", sheets.around),
            "/packet.css": ("text/css", sheets.packet),
            "/serve.js": ("text/javascript", sheets.script),
        }
        if asked.path not in known:
            return None
        kind, text = known[asked.path]
        return _kept(f"{kind}; charset=utf-8", text.encode())

    def _make(self, asked: Asked) -> Answer:
        now = self._preview.moment
        plan = now.plans.get(asked.form.get("packet", ""))
        if plan is None or not self._views.order(plan, asked.form.get("variant", ""), now):
            return _words(404, "there is nothing of this name to make")
        return _led(plan.packet.id)


def _html(text: str, status: int = 200, policy: str = _PAGE) -> Answer:
    return Answer(status, "text/html; charset=utf-8", text.encode(), policy)


def _led(packet: str) -> Answer:
    """To the page of a packet."""
    return Answer(303, "text/plain", b"", headers={"Location": f"/packet/{quote(packet)}"})


def _words(status: int, words: str) -> Answer:
    return Answer(status, "text/plain; charset=utf-8", f"{words}\n".encode())


def _kept(kind: str, data: bytes) -> Answer:
    """What is asked for by its sum and never changes under it."""
    return Answer(200, kind, data, headers={"Cache-Control": "max-age=86400, immutable"})


class Server(ThreadingHTTPServer):
    """Listens on this machine; each connection has a thread of its own.

    Args:
        port: 0 for any that is free.

    Raises:
        OSError: the port is taken, or may not be used.
    """

    daemon_threads = True
    block_on_close = False
    # Elsewhere this lets a port be used again at once; Windows would share it with another program.
    allow_reuse_address = os.name != "nt"

    def __init__(self, port: int, preview: Preview, tell_fault: TellFault) -> None:
        self.preview, self.tell_fault = preview, tell_fault
        self.routes: Routes | None = None
        self.ending = threading.Event()
        self._answering = threading.Thread(target=self.serve_forever, name="door", args=(0.1,), daemon=True)
        super().__init__((HOST, port), Handler)

    def server_bind(self) -> None:
        """Take the port; the usual way would ask the network for a name of this machine."""
        TCPServer.server_bind(self)

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def address(self) -> str:
        """What to type into a browser."""
        return f"http://{HOST}:{self.port}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that went away is no fault."""

    def start(self) -> None:
        """Answer from now on, in threads of its own."""
        self._answering.start()

    def end(self) -> None:
        """Stop listening, and let browsers that wait go."""
        self.ending.set()
        self.preview.tell()
        if self._answering.is_alive():
            self.shutdown()
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    server: Server
    timeout = _SECONDS
    server_version = "toolkit"
    sys_version = ""
    _bodiless: ClassVar[tuple[str, ...]] = ("HEAD",)

    def do_GET(self) -> None:
        self._serve()

    do_HEAD = do_POST = do_PUT = do_DELETE = do_OPTIONS = do_PATCH = do_GET

    def log_message(self, format: str, *arguments: object) -> None:
        """The terminal is for people."""

    def _serve(self) -> None:
        routes = self.server.routes
        assert routes is not None
        try:
            asked = self._asked()
            refused = _words(413, "too long") if asked is None else routes.refuse(asked)
            if asked is None or refused:
                self.close_connection = True
                self._send(refused or _words(413, "too long"))
            elif asked.path == "/events" and asked.method == "GET":
                self._events()
            else:
                self._send(routes.answer(asked))
        except (ConnectionError, TimeoutError):
            self.close_connection = True
        except Exception as error:
            self.server.tell_fault(error)
            self.close_connection = True
            self._send(_words(500, "a fault of the program; the terminal shows more"))

    def _asked(self) -> Asked | None:
        """The request; None where it is longer than any of ours."""
        parts = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        length = self.headers.get("Content-Length", "0")
        if "transfer-encoding" in headers or not length.isdecimal() or int(length) > _LONGEST:
            return None
        body = self.rfile.read(int(length)).decode("utf-8", "replace")
        return Asked(
            self.command, unquote(parts.path), _first(parts.query), headers,
            _first(body) if self.command == "POST" else {},
        )  # fmt: skip

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in {**_ALWAYS, **answer.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Security-Policy", answer.policy)
        self.send_header("Content-Type", answer.media_type)
        self.send_header("Content-Length", str(len(answer.data)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command not in self._bodiless:
            self.wfile.write(answer.data)

    def _events(self) -> None:
        """Server-sent events: the version, whenever it is another one (HTML standard, 9.2)."""
        self.close_connection = True
        self.send_response(200)
        for name, value in {**_ALWAYS, "Content-Type": "text/event-stream", "Connection": "close"}.items():
            self.send_header(name, value)
        self.send_header("Content-Security-Policy", _NONE)
        self.end_headers()
        version = -1
        while not self.server.ending.is_set():
            now = self.server.preview.wait(version, _PAUSE)
            words = f"data: {now}\n\n" if now != version else ": \n\n"
            version = now
            self.wfile.write(words.encode())
            self.wfile.flush()


def _first(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query, max_num_fields=20).items()}
