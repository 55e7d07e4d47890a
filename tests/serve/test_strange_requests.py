"""Requests that no browser sends: cut short, too long, in no form that we know, or too many at a time."""

import socket
import threading
import time

import pytest

from tests.serve.conftest import raise_fault, sender
from toolkit_builder.serve.editor import Editor
from toolkit_builder.serve.serve import serving as run
from toolkit_builder.serve.server import Handler

pytestmark = pytest.mark.hostile

PACKET = "/packet/p1-case-study"
FORM = b"packet=p1-case-study&variant=none"


def say(server, *parts):
    """Send bytes as they are, and give all that comes back until the other side ends it."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        for part in parts:
            connection.sendall(part.replace(b"HERE", f"127.0.0.1:{server.port}".encode()))
        answer = b""
        while data := connection.recv(65536):
            answer += data
    return answer.decode("utf-8", "replace")


def get(address, *headers, method="GET"):
    lines = [f"{method} {address} HTTP/1.1", *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1")


def post(body, *headers):
    return get("/make", "Host: HERE", "Origin: http://HERE", *headers, method="POST") + body


def status(answer):
    return int(answer.split(" ", 2)[1])


def streams(server, number):
    """Browsers that wait for events, each told of the version once."""
    waiting = []
    for _ in range(number):
        connection = socket.create_connection(("127.0.0.1", server.port), timeout=20)
        connection.sendall(get("/events", f"Host: 127.0.0.1:{server.port}"))
        while b"data: " not in connection.recv(65536):
            pass
        waiting.append(connection)
    return waiting


def connections():
    """Threads that answer somebody."""
    return [thread for thread in threading.enumerate() if "process_request" in thread.name]


@pytest.mark.parametrize(
    "said", [b"", b"\x16\x03\x01\x00", b"GET / HTTP/1.1\r\n", b"BREW / HTTP/1.1\r\n\r\n"]
)
def test_who_goes_away_in_the_middle_does_no_harm(server, ask, said):
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as connection:
        connection.sendall(said)

    assert ask("/").status == 200


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (get("http://[", "Host: HERE"), 400),
        (get("/" + "a" * 70_000, "Host: HERE"), 414),
        (get("/", "Host: HERE", "X: " + "a" * 70_000), 431),
        (get("/", "Host: HERE", *(f"X-{number}: 1" for number in range(200))), 431),
        (get(f"http://HERE{PACKET}", "Host: HERE"), 403),
        (get(f"http://HERE{PACKET}", "Host: evil.example"), 403),
        (get(f"http://evil.example{PACKET}", "Host: HERE"), 403),
        (get("*", "Host: HERE", method="OPTIONS"), 403),
        (get("?packet", "Host: HERE"), 403),
        (get(PACKET), 403),
        (get(PACKET, "Host: HERE", "Host: evil.example"), 403),
        (get(PACKET, "Host: HERE", "Origin: http://HERE", "Origin: http://evil.example"), 403),
        (get(PACKET, "Host: HERE", "Upgrade: websocket", "Connection: Upgrade"), 400),
        (get(PACKET, "Host: HERE", "Content-Length: 5000"), 413),
        (get(PACKET, "Host: HERE", method="BREW"), 405),
        (get("/make", "Host: HERE"), 405),
        (get(PACKET, "Host: HERE"), 200),
    ],
)
def test_what_no_browser_sends_gets_a_short_answer(server, request_, code):
    answer = say(server, request_)

    assert code == status(answer)
    assert ("One aim in every plan" in answer) == (code == 200)


@pytest.mark.parametrize(
    "path",
    [
        "/%2e%2e/secret.txt",
        "/file/%252e%252e/secret.txt",
        "/file/.%2e/.%2e/secret.txt",
        "/%2fetc/passwd",
        "///etc/passwd",
        "/packet/%ff%fe",
        "/packet/p1%0d%0aX-Injected:%201",
        "/packet//p1-case-study",
        "/packet/p1-case-study/",
        "/file/",
        "/made/x",
        "/%00",
    ],
)
def test_another_spelling_of_an_address_leads_nowhere(server, path):
    answer = say(server, get(path, "Host: HERE"))

    assert status(answer) == 404
    assert "Location" not in answer.partition("\r\n\r\n")[0]
    assert "X-Injected: " not in answer.partition("\r\n\r\n")[0]


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (get(PACKET, "Host: evil.example"), 403),
        (get("/missing", "Host: HERE"), 404),
        (get(PACKET, "Host: HERE", method="PUT"), 405),
        (post(b"", "Content-Length: 5000"), 413),
    ],
)
def test_what_is_refused_carries_the_same_headers(server, request_, code):
    answer = say(server, request_)

    assert status(answer) == code
    assert "X-Content-Type-Options: nosniff\r\n" in answer
    assert "Content-Security-Policy: default-src 'none'" in answer
    assert "Cache-Control: no-store\r\n" in answer
    assert ("Allow: GET, HEAD\r\n" in answer or "Allow: HEAD, GET\r\n" in answer) == (code == 405)


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        # In chunks, as no form is sent.
        (post(b"%x\r\n%s\r\n0\r\n\r\n" % (len(FORM), FORM), "Transfer-Encoding: chunked"), 413),
        (post(b"2000\r\n" + b"a" * 0x2000 + b"\r\n0\r\n\r\n", "Transfer-Encoding: chunked"), 413),
        (post(b"nonsense\r\n", "Transfer-Encoding: chunked"), 413),
        (post(FORM, f"Content-Length: {len(FORM)}", "Transfer-Encoding: chunked"), 413),
        # A length that is none brings no form.
        (post(FORM, "Content-Length: abc"), 404),
        (post(FORM, "Content-Length: -5"), 404),
        (post(FORM, "Content-Length: " + "9" * 5000), 404),
        (post(FORM, "Content-Length: 99999999999"), 413),
        # Forms that say what they are, and are none.
        (post(FORM, f"Content-Length: {len(FORM)}", "Content-Type: text/plain"), 404),
        (post(FORM, f"Content-Length: {len(FORM)}", "Content-Type: multipart/form-data; boundary=x"), 404),
        (post(FORM, f"Content-Length: {len(FORM)}", "Content-Type: multipart/form-data"), 404),
        (post(FORM, f"Content-Length: {len(FORM)}", "Expect: 100-continue"), 100),
    ],
)
def test_a_body_that_is_no_form_of_ours_is_not_read(server, sent, code):
    assert status(say(server, sent)) == code


HOST = "Host: HERE"
ENCODED = "application/x-www-form-urlencoded"
# Family -> bytes that no browser sends, and the status that each gets.
BROKEN: dict[str, dict[str, tuple[bytes, int]]] = {
    "first line": {
        "another protocol": (b"\x16\x03\x01\x02\0\1\0" + b"\xff" * 500 + b"\r\n\r\n", 400),
        "no version": (b"GET / FOO\r\n\r\n", 400),
        "four words": (b"GET / a HTTP/1.1\r\n\r\n", 400),
        "version 2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
        "version 1.99999999999": (b"GET / HTTP/1.99999999999\r\n\r\n", 400),
        "version -1.1": (b"GET / HTTP/-1.1\r\n\r\n", 400),
        "a line end of Unicode": (b"GET /\x85x HTTP/1.1\r\n\r\n", 400),
        "markup": (b"GET /<script>alert(1)</script> a b c\r\n\r\n", 400),
        "1.0 without a host": (b"GET / HTTP/1.0\r\n\r\n", 403),
        "a method of 60,000 letters": (b"G" * 60_000 + b" / HTTP/1.1\r\nHost: HERE\r\n\r\n", 405),
    },
    "address": {
        "NUL": (get("/\0", HOST), 404),
        "NUL, escaped": (get("/file/%00", HOST), 404),
        "escapes that are none": (get("/packet/%zz%1%", HOST), 404),
        "bytes that are no UTF-8": (get("/packet/\xff\xfe", HOST), 404),
        "half of a pair": (get("/packet/%ed%a0%80", HOST), 404),
        "dots in too many bytes": (get("/packet/%c0%ae%c0%ae", HOST), 404),
        "a bracket": (get("//[", HOST), 404),
        "a bracket for somebody else": (get("//[", "Host: evil.example"), 403),
        "a port that is none": (get("http://a:b/", HOST), 403),
        "a file": (get("file:///etc/passwd", HOST), 403),
        "a host that normalises to another": (get("http://a\u2100b/".encode().decode("latin-1"), HOST), 403),
        "60,000 letters": (get("/made/" + "a" * 60_000 + "/x", HOST), 404),
        "60,000 letters for somebody else": (get("/" + "a" * 60_000, "Host: evil.example"), 403),
        "30,000 folders": (get("/file/" + "a/" * 30_000, HOST), 404),
        "a line end": (get("/font/%0a", HOST), 404),
    },
    "host": {
        "empty": (get("/", "Host:"), 403),
        "another's in capitals": (get("/", "Host: EVIL"), 403),
        "with a name before it": (get("/", "Host: a@HERE"), 403),
        "no host at all": (get("/", "Host: ["), 403),
        "no UTF-8": (get("/", "Host: xn--\xff"), 403),
        "a port too high": (get("/", "Host: 127.0.0.1:99999999"), 403),
        "a blank before the colon": (get("/", "Host : HERE"), 403),
        "on the next line": (get("/", "Host:\r\n HERE"), 403),
        "one told by a proxy": (get("/", "Host: evil.example", "X-Forwarded-Host: HERE"), 403),
    },
    "headers": {
        "110 of them": (get("/", HOST, *["X: 1"] * 110), 431),
        "one of 70,000 letters": (get("/", HOST, "Cookie: " + "a=b;" * 17_500), 431),
        "chunks of an unknown kind": (get("/", HOST, "Transfer-Encoding: \xff"), 413),
        "a socket for somebody else": (
            get("/", "Host: evil.example", "Upgrade: websocket", "Connection: Upgrade"),
            403,
        ),
    },
    "method": {
        "TRACE": (get("/", HOST, method="TRACE"), 405),
        "OPTIONS": (get("/", HOST, method="OPTIONS"), 405),
        "CONNECT": (get("a:443", HOST, method="CONNECT"), 403),
        "no letters": (get("/", HOST, method="G\xffT"), 405),
        "PROPFIND": (get("/make", HOST, method="PROPFIND"), 405),
    },
    "body": {
        "two lengths": (post(b"abcd", "Content-Length: 3", "Content-Length: 4"), 404),
        "a length of other digits": (post(b"", "Content-Length: \xb2"), 404),
        "no UTF-8": (post(b"packet=%ff\xff&", "Content-Length: 12"), 404),
        "letters of an unknown kind": (
            post(b"packet=a", f"Content-Type: {ENCODED}; charset=x", "Content-Length: 8"),
            404,
        ),
        "a boundary of 9,000 letters": (
            post(b"abc", "Content-Type: multipart/form-data; boundary=" + "x" * 9_000, "Content-Length: 3"),
            404,
        ),
        "for somebody else": (
            get("/make", "Host: evil.example", "Content-Length: 99999", method="POST"),
            403,
        ),
        "in chunks for somebody else": (
            get("/make", "Host: evil.example", "Transfer-Encoding: chunked", method="POST"),
            403,
        ),
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("family", "kind"), [(family, kind) for family, kinds in BROKEN.items() for kind in kinds]
)
def test_a_broken_request_is_answered_in_short(server, ask, family, kind):
    sent, code = BROKEN[family][kind]

    answer = say(server, sent)

    head, _, body = answer.partition("\r\n\r\n")
    assert status(answer) == code
    assert "X-Content-Type-Options: nosniff" in head
    assert "Traceback" not in answer
    assert "<script>alert" not in answer
    assert len(body) < (50_000 if code == 404 else 200)
    assert ask("/").status == 200


@pytest.mark.parametrize(
    "sent",
    [
        get("/", HOST).replace(b"\r\n", b"\n"),
        b"GET / HTTP/1.0\r\nHost: HERE\r\n\r\n",
        get("/", HOST, *["X: 1"] * 90),
        get("/", HOST, "X: \0"),
        get("/", HOST, "nonsense"),
        get("/", HOST, "X: 1\r\n 2"),
        get("/?" + "a&" * 30_000, HOST),
        get("/where/p1-case-study?block=%ff%fe", HOST),
        get("/logo", HOST, "Range: bytes=9-1,abc", 'If-None-Match: "'),
        get("/", HOST, "Content-Length: 30") + b"GET /x HTTP/1.1\r\nHost: evil\r\n",
    ],
)
def test_what_is_odd_and_clear_is_answered_once(server, sent):
    answer = say(server, sent)

    assert status(answer) == 200
    assert answer.count("HTTP/1.1 ") == 1


def test_who_sends_slowly_holds_back_nobody_and_is_let_go(server, ask, monkeypatch):
    monkeypatch.setattr(Handler, "timeout", 0.4)
    slow = [
        socket.create_connection(("127.0.0.1", server.port), timeout=20) for _ in range(20)
    ]  # fmt: skip
    for connection in slow:
        connection.sendall(b"GET / HTTP/1.1\r\nHost:")

    assert ask("/").status == 200
    for connection in slow:
        assert connection.recv(1) == b""
        connection.close()


def test_half_a_form_is_waited_for_and_then_refused(server, monkeypatch):
    monkeypatch.setattr(Handler, "timeout", 0.2)

    assert status(say(server, post(b"packet=", "Content-Length: 40"))) == 400


def test_a_stream_that_is_only_asked_for_by_its_head_ends(ask):
    answer = ask("/events", "HEAD")

    assert (answer.status, answer.body) == (200, "")


def test_many_who_wait_hold_back_neither_pages_nor_the_end(project):
    with run(project, 0, Editor.of("none"), raise_fault) as server:
        waiting = streams(server, 100)
        started = time.monotonic()
        assert sender(server)(PACKET).status == 200
        answered, ending = time.monotonic() - started, time.monotonic()

    ended = time.monotonic() - ending
    for connection in waiting:
        while connection.recv(65536):
            pass
        connection.close()
    assert answered < 5
    assert ended < 5


def test_who_waited_and_went_away_leaves_nothing_behind(server):
    for connection in streams(server, 30):
        connection.close()
    until = time.monotonic() + 10
    while connections():
        server.routes.preview.tell()  # the first word to a browser that is gone may still be sent
        time.sleep(0.02)
        assert time.monotonic() < until
