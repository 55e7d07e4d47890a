"""HTTP for this machine alone: whom the preview answers, how much it reads, and what each answer carries."""

import socket
import sys
import threading
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from werkzeug import Request, Response
from werkzeug.exceptions import Forbidden, HTTPException, RequestEntityTooLarge
from werkzeug.serving import LISTEN_QUEUE, ThreadedWSGIServer, WSGIRequestHandler

from ..errors import PortTaken
from .preview import TellFault
from .routes import Routes

HOST = "127.0.0.1"
_NAMES = (HOST, "localhost")
_LONGEST = 4096  # bytes of a request's body
_MOST = 128  # connections at a time; some systems give a program 256 files
_SECONDS = 60.0  # that a connection may be silent
_REST = 0.5  # the same, once it has its answer
_FORM = "application/x-www-form-urlencoded"
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def listen(port: int) -> socket.socket:
    """Take a port of this machine; werkzeug, which could too, prints and exits where it is taken.

    Args:
        port: 0 for any that is free.

    Raises:
        PortTaken: it is taken, or may not be used.
    """
    try:
        return socket.create_server((HOST, port), backlog=LISTEN_QUEUE)
    except (OSError, OverflowError) as error:
        raise PortTaken(port) from error


class Server(ThreadedWSGIServer):
    """Listens on this machine; each connection has a thread of its own and brings one request.

    Args:
        listening: see `listen`.
        routes: answers what is not refused.
        tell_fault: told of a fault of ours, which must not end the preview.
    """

    def __init__(self, listening: socket.socket, routes: Routes, tell_fault: TellFault) -> None:
        self.routes, self._tell_fault = routes, tell_fault
        self._answering = threading.Thread(target=self.serve_forever, name="server", args=(0.1,), daemon=True)
        super().__init__(HOST, listening.getsockname()[1], self._serve, Handler, fd=listening.fileno())
        self._room = threading.BoundedSemaphore(_MOST)
        self._hosts = {f"{name}:{self.port}" for name in _NAMES}

    @property
    def address(self) -> str:
        """What to type into a browser."""
        return f"http://{HOST}:{self.port}/"

    def start(self) -> None:
        """Answer from now on, in threads of its own."""
        self._answering.start()

    def end(self) -> None:
        """Stop listening, and let browsers that wait go."""
        self.routes.end()
        if self._answering.is_alive():
            self.shutdown()
        self.server_close()

    def process_request(self, request: Any, client_address: Any) -> None:
        """A connection, in a thread; one too many is closed at once, or files would run out for all."""
        if self._room.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """The same in its thread."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._room.release()

    def log(self, type: str, message: str, *args: Any) -> None:
        """What werkzeug would print: a fault of ours, or nothing for people."""
        error = sys.exception()
        if error is not None:
            self._tell_fault(error)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Only a fault comes here; a browser that went away is none."""
        error = sys.exception()
        assert error is not None
        self._tell_fault(error)

    def _serve(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterator[bytes]:
        environ.setdefault("CONTENT_TYPE", _FORM)  # what a body without a word about it is taken for
        response = self._answer(Request(environ))
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        yield from response(environ, start_response)
        # werkzeug now reads the rest of a body, so that its sender hears our answer; it shall not take long.
        environ["werkzeug.socket"].settimeout(_REST)

    def _answer(self, request: Request) -> Response:
        try:
            self._refuse(request)
            return self.routes.answer(request)
        except HTTPException as error:
            headers = [(name, value) for name, value in error.get_headers() if name == "Allow"]
            return Response(f"{error.description}\n", error.code, headers)
        except Exception as error:
            self._tell_fault(error)
            return Response("a fault of the program; the terminal shows more\n", 500)

    def _refuse(self, request: Request) -> None:
        """Another site's page may have sent a request through the browser.

        Raises:
            Forbidden: it is not for us, or comes from nobody of ours.
            RequestEntityTooLarge: it is longer than any of ours.
        """
        # An address with a host in it is for a proxy, and werkzeug would take that host for the header's.
        for_us = request.environ["REQUEST_URI"].startswith("/")
        if not for_us or request.headers.get("Host", "") not in self._hosts:
            raise Forbidden("this preview is for http://127.0.0.1 alone")
        # No form is sent in chunks; of one that is, werkzeug would take the beginning for the whole.
        if "Transfer-Encoding" in request.headers or (request.content_length or 0) > _LONGEST:
            raise RequestEntityTooLarge("too long")
        origin = request.headers.get("Origin")
        foreign = origin is not None and origin not in {f"http://{host}" for host in self._hosts}
        # A link on another page may lead here; nothing else of it may.
        led = request.method == "GET" and request.headers.get("Sec-Fetch-Dest") == "document"
        near = request.headers.get("Sec-Fetch-Site", "none") in ("same-origin", "none")
        if foreign or not (near or led):
            raise Forbidden("this came from another site")
        if request.method == "POST" and origin is None:
            raise Forbidden("this came from no page of the preview")


class Handler(WSGIRequestHandler):
    """One connection."""

    timeout = _SECONDS
    server_version = "toolkit"
    sys_version = ""

    def run_wsgi(self) -> None:
        """Answer a request, also one whose address is none, such as `http://[`."""
        try:
            super().run_wsgi()
        except ValueError:
            self.send_error(400)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse what is no request, in our words alone: no sign of it comes back, whatever it was.

        Args:
            code: of HTTP.
            message, explain: of the library, which quotes what was sent.
        """
        phrase = HTTPStatus(code).phrase
        self.close_connection = True
        self.request_version = "HTTP/1.1"  # what has no version that we know still gets a whole answer
        self.send_response(code, phrase)
        body = f"{phrase.lower()}\n".encode()
        headers = {**_HEADERS, "Content-Type": "text/plain; charset=utf-8", "Content-Length": str(len(body))}
        for name, value in {**headers, "Connection": "close"}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """The terminal is for people."""

    def log(self, type: str, message: str, *args: Any) -> None:
        """The terminal is for people."""
