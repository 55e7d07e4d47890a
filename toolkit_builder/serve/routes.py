"""Addresses of the preview, and what each answers.

They are names of what the preview knows, never paths of the disk: nothing can be asked for that is not one of
the pages, packets, files of the tree, or files that were made here.
"""

import threading
from collections.abc import Iterator
from functools import partial
from urllib.parse import quote

from werkzeug import Request, Response
from werkzeug.exceptions import NotFound
from werkzeug.routing import Map, Rule

from ..content.model import Material
from ..content.pictures.logo import logo_in_preview
from .pages import Pages
from .preview import Preview
from .views import Views

_PAUSE = 15.0  # seconds until a browser that waits is told that we are still there
_PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_FRAME = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src data:; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
# An SVG may carry styles, and is no page.
_PICTURE = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "style-src 'unsafe-inline'; sandbox"
)


class Routes:
    """Answers requests that are not refused.

    Args:
        preview: the toolkit.
        views: what is shown of it.
        pages: filled with that.
    """

    def __init__(self, preview: Preview, views: Views, pages: Pages) -> None:
        self.preview = preview
        self._views, self._pages = views, pages
        self._ending = threading.Event()
        # Id of a packet that was looked at -> the material that it held then.
        self._earlier: dict[str, str] = {}
        get = partial(Rule, methods=["GET"])  # and HEAD, as werkzeug has it
        self._map = Map(
            [
                get("/", endpoint=self._start),
                get("/packet/<packet>", endpoint=self._packet),
                get("/frame/<packet>", endpoint=self._frame),
                get("/file/<path:name>", endpoint=self._file),
                get("/where/<packet>", endpoint=self._where),
                get("/made/<key>/<name>", endpoint=self._made),
                get("/font/<name>", endpoint=self._font),
                get("/logo", endpoint=self._logo),
                get("/<any('serve.css', 'packet.css', 'serve.js'):name>", endpoint=self._asset),
                get("/events", endpoint=self._events),
                Rule("/make", methods=["POST"], endpoint=self._make),
            ],
            merge_slashes=False,  # which would lead from another spelling of an address to ours
        )

    def answer(self, request: Request) -> Response:
        """The answer to a request.

        Raises:
            HTTPException: it cannot be read, or asks an address for what it does not do.
        """
        try:
            endpoint, values = self._map.bind_to_environ(request.environ).match()
        except NotFound:
            return self._missing()
        response: Response | None = endpoint(request, **values)
        return response or self._missing()

    def end(self) -> None:
        """Let browsers go that wait for events."""
        self._ending.set()
        self.preview.tell()

    def _missing(self) -> Response:
        return _html(self._pages.missing(self.preview.snapshot, self.preview.version), status=404)

    def _start(self, request: Request) -> Response:
        version, snapshot = self.preview.version, self.preview.snapshot
        return _html(self._pages.start(snapshot, version, self.preview.saved))

    def _packet(self, request: Request, packet: str) -> Response | None:
        version, snapshot = self.preview.version, self.preview.snapshot
        plan = snapshot.plans.get(packet)
        if plan is None:
            return self._moved(packet)
        if len(plan.packet.materials) == 1:
            self._earlier[packet] = plan.packet.materials[0]
        return _html(self._pages.packet(plan, snapshot, version))

    def _moved(self, packet: str) -> Response | None:
        """A material whose file was renamed has another packet now."""
        material = self._earlier.get(packet)
        for name, plan in self.preview.snapshot.plans.items():
            if material and plan.packet.materials == (material,):
                return _to_packet(name)
        return None

    def _frame(self, request: Request, packet: str) -> Response | None:
        snapshot = self.preview.snapshot
        plan = snapshot.plans.get(packet)
        frame = self._views.frame(plan, snapshot) if plan else None
        return _html(frame.html, policy=_FRAME) if frame else None

    def _file(self, request: Request, name: str) -> Response | None:
        version, snapshot = self.preview.version, self.preview.snapshot
        file = snapshot.sources.files.get(name)
        node = file.source.node if file and file.source else None
        if isinstance(node, Material) and (plan := snapshot.own.get(node.id)):
            return _to_packet(plan.packet.id)
        return _html(self._pages.file(file, snapshot, version)) if file else None

    def _where(self, request: Request, packet: str) -> Response | None:
        snapshot = self.preview.snapshot
        plan = snapshot.plans.get(packet)
        if plan is None:
            return None
        origin = self._views.origin(plan, request.args.get("block", ""), snapshot)
        return _html(self._pages.where(origin, snapshot))

    def _made(self, request: Request, key: str, name: str) -> Response | None:
        made = self._views.file(key, name)
        if made is None:
            return None
        kind, data = made
        place = "inline" if kind == "application/pdf" else "attachment"
        headers = {"Content-Disposition": f'{place}; filename="{name}"'}
        return Response(data, headers=headers, content_type=kind)

    def _font(self, request: Request, name: str) -> Response | None:
        data = self._views.stylesheets(self.preview.snapshot).fonts.get(name)
        return _unchanging("font/ttf", data) if data else None

    def _logo(self, request: Request) -> Response | None:
        packets = self.preview.snapshot.packets
        mark = logo_in_preview(packets.toolkit.brand, packets.toolkit.pictures) if packets else None
        if mark is None:
            return None
        headers = {"Content-Security-Policy": _PICTURE}
        return Response(mark.data, headers=headers, content_type=mark.media_type)

    def _asset(self, request: Request, name: str) -> Response:
        sheets = self._views.stylesheets(self.preview.snapshot)
        kind, text = {
            "serve.css": ("text/css", sheets.around),
            "packet.css": ("text/css", sheets.packet),
            "serve.js": ("text/javascript", sheets.script),
        }[name]
        return _unchanging(f"{kind}; charset=utf-8", text.encode())

    def _events(self, request: Request) -> Response:
        return Response(self._versions(), content_type="text/event-stream")

    def _versions(self) -> Iterator[str]:
        """Server-sent events: the version, whenever it is another one (HTML standard, 9.2)."""
        version = -1
        while not self._ending.is_set():
            newest = self.preview.wait(version, _PAUSE)
            yield f"data: {newest}\n\n" if newest != version else ": \n\n"
            version = newest

    def _make(self, request: Request) -> Response:
        snapshot = self.preview.snapshot
        plan = snapshot.plans.get(request.form.get("packet", ""))
        if plan is None or not self._views.make(plan, request.form.get("variant", ""), snapshot):
            return Response("there is nothing of this name to make\n", 404)
        return _to_packet(plan.packet.id)


def _html(text: str, status: int = 200, policy: str = _PAGE) -> Response:
    headers = {"Content-Security-Policy": policy}
    return Response(text, status, headers, content_type="text/html; charset=utf-8")


def _to_packet(packet: str) -> Response:
    """To the page of a packet."""
    return Response(status=303, headers={"Location": f"/packet/{quote(packet)}"})


def _unchanging(kind: str, data: bytes) -> Response:
    """What is asked for by its sum and never changes under it."""
    return Response(data, headers={"Cache-Control": "max-age=86400, immutable"}, content_type=kind)
