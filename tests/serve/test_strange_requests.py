"""Requests that no browser sends: cut short, too long, in no form that we know, or too many at a time."""

import socket
import threading
import time

import pytest

from tests.serve.conftest import raise_fault, sender
from toolkit_builder.serve.editor import Editor
from toolkit_builder.serve.serve import serving as run
from toolkit_builder.serve.server import Handler

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
