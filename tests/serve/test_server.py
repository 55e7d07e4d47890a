"""The server: for this machine alone, pages of the preview and nothing else."""

import http.client
import json
import socket
import time

import pytest

from tests.serve.conftest import CASE, SECRET, raise_fault, sender, write
from toolkit_builder.errors import Misuse
from toolkit_builder.serve.editor import Editor
from toolkit_builder.serve.serve import serving as run

PACKET = "/packet/p1-case-study"


@pytest.fixture
def own(project):
    """A preview of files to change."""
    with run(project, 0, Editor.of("vscode"), raise_fault) as server:
        yield server


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html"),
        (PACKET, "text/html"),
        ("/frame/p1-case-study", "text/html"),
        ("/file/references.yaml", "text/html"),
        ("/where/p1-case-study?block=p1_north__size", "text/html"),
        ("/serve.css", "text/css"),
        ("/packet.css", "text/css"),
        ("/serve.js", "text/javascript"),
        ("/logo", "image/svg+xml"),
    ],
)
def test_what_there_is(ask, path, kind):
    answer = ask(path)

    assert answer.status == 200
    assert answer.getheader("Content-Type").startswith(kind)
    assert answer.getheader("X-Content-Type-Options") == "nosniff"
    assert "default-src 'none'" in answer.getheader("Content-Security-Policy")
    assert "unsafe" not in answer.getheader("Content-Security-Policy") or path == "/logo"


@pytest.mark.parametrize(
    "path",
    [
        "/secret.txt",
        "/../secret.txt",
        "/file/../../secret.txt",
        "/file/..%2f..%2fsecret.txt",
        "/file/%2e%2e/%2e%2e/secret.txt",
        "/file/..\\..\\secret.txt",
        "/file//etc/passwd",
        "/file/.hidden.yaml",
        "/file/brand.yaml%00",
        "/packet/../../secret.txt",
        "/frame/..%2f..%2fsecret.txt",
        "/where/..%2fsecret.txt?block=../../secret.txt",
        "/font/..%2f..%2fsecret.txt",
        "/made/..%2f..%2f/secret.txt",
        "/made/" + "0" * 64 + "/secret.txt",
        "/logo/../secret.txt",
        "/serve.css/../secret.txt",
        "//127.0.0.1/secret.txt",
        "/static/secret.txt",
        "http://127.0.0.1/secret.txt",
    ],
)
def test_nothing_else_is_served(ask, path):
    answer = ask(path)

    assert answer.status in (403, 404)
    assert SECRET not in answer.body
    assert "root:" not in answer.body


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.evil.example:{port}", ""],
)
def test_a_name_that_somebody_else_made_up_is_refused(ask, server, host):
    answer = ask(PACKET, host=host.format(port=server.port))

    assert answer.status == 403
    assert "school" not in answer.body


def test_localhost_is_this_machine(ask, server):
    assert ask("/", host=f"localhost:{server.port}").status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec_fetch_site": "cross-site", "sec_fetch_mode": "no-cors", "sec_fetch_dest": "image"},
        {"sec_fetch_site": "same-site", "sec_fetch_mode": "cors", "sec_fetch_dest": "empty"},
        {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate", "sec_fetch_dest": "iframe"},
    ],
)
@pytest.mark.parametrize("path", [PACKET, "/events", "/serve.js"])
def test_pages_of_other_sites_get_nothing(ask, headers, path):
    assert ask(path, **headers).status == 403


def test_a_link_from_elsewhere_may_lead_here(ask):
    headers = {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate", "sec_fetch_dest": "document"}

    assert ask(PACKET, **headers).status == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_there_is_nothing_to_change(ask, server, method):
    assert ask("/", method, origin=server.address.rstrip("/")).status == 405


def test_only_files_can_be_made(ask, server):
    assert ask(PACKET, "POST", "", origin=server.address.rstrip("/")).status == 405


FORM = "packet=p1-case-study&variant=word"


@pytest.mark.parametrize("headers", [{}, {"origin": "http://evil.example"}, {"origin": "http://127.0.0.1:1"}])
def test_a_form_that_came_from_no_page_of_ours_is_refused(ask, headers):
    assert ask("/make", "POST", FORM, **headers).status == 403


@pytest.mark.parametrize(
    "form", ["packet=p9&variant=word", "packet=p1&variant=../x", "packet=p1", "", "\x00=&&&="]
)
def test_what_there_is_not_cannot_be_made(ask, server, form):
    assert ask("/make", "POST", form, origin=server.address.rstrip("/")).status == 404


def test_a_form_longer_than_any_of_ours_is_not_read(ask, server):
    assert ask("/make", "POST", "x" * 100_000, origin=server.address.rstrip("/")).status == 413


def test_a_file_is_made_and_found(ask, server):
    answer = ask("/make", "POST", FORM, origin=server.address.rstrip("/"))
    assert (answer.status, answer.getheader("Location")) == (303, PACKET)
    until = time.monotonic() + 60
    while "Open Word" not in (page := ask(PACKET).body):
        assert time.monotonic() < until, page
        time.sleep(0.2)

    path = page.partition('href="/made/')[2].partition('"')[0]
    made = ask(f"/made/{path}")

    assert path.endswith("/harbor-p1-case-study-2026.1.docx")
    assert made.status == 200
    assert made.body.startswith("PK")
    assert made.getheader("Content-Disposition") == 'attachment; filename="harbor-p1-case-study-2026.1.docx"'
    assert ask(f"/made/{path}x").status == 404


@pytest.mark.slow
def test_what_is_wrong_with_a_file_is_told_on_its_page(own, project):
    ask = sender(own)
    write(project, CASE, "12 schools, invented", "12 schools \U00013080, invented")
    own.routes.preview.refresh()
    ask("/make", "POST", "packet=p1-case-study&variant=screen", origin=own.address.rstrip("/"))
    until = time.monotonic() + 60
    while "Make PDF for screens" not in (page := ask(PACKET).body):
        assert time.monotonic() < until, page
        time.sleep(0.2)

    assert "O111" in page
    assert f"vscode://file/{project.sources / CASE}:" in page


def test_head_has_no_body(ask):
    answer = ask("/", "HEAD")

    assert (answer.status, answer.body) == (200, "")
    assert int(answer.getheader("Content-Length")) > 1000


def test_who_waits_is_told_of_the_version_and_of_every_save(own, project):
    connection = http.client.HTTPConnection("127.0.0.1", own.port, timeout=20)
    connection.request("GET", "/events")
    answer = connection.getresponse()
    first = answer.readline()
    answer.readline()
    write(project, CASE, "Two school years.", "Three school years.")

    second = answer.readline()

    connection.close()
    assert answer.getheader("Content-Type") == "text/event-stream"
    assert first.startswith(b"data: ")
    assert json.loads(second[6:]) > json.loads(first[6:])


def test_it_listens_on_this_machine_alone(server):
    others = {str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}

    assert server.server_address[0] == "127.0.0.1"
    for address in others - {"127.0.0.1"}:
        with pytest.raises(OSError), socket.create_connection((address, server.port), timeout=1):
            pass


def test_a_renamed_file_leads_to_its_new_packet(own, project):
    ask = sender(own)
    folder = project.sources / "principles/shared-aim/artifacts"
    write(
        project,
        "principles/shared-aim/artifacts/family-letter.yaml",
        "id: p1-letter\n",
        "id: p1-letter\nslug: one\n",
    )
    own.routes.preview.refresh()
    assert ask("/packet/p1-artifact-one").status == 200
    (folder / "family-letter.yaml").rename(folder / "other-letter.yaml")
    write(project, "principles/shared-aim/artifacts/other-letter.yaml", "slug: one\n", "slug: two\n")
    own.routes.preview.refresh()

    answer = ask("/packet/p1-artifact-one")

    assert (answer.status, answer.getheader("Location")) == (303, "/packet/p1-artifact-two")


def test_a_broken_toolkit_is_a_page_with_what_is_wrong(project):
    (project.sources / "toolkit.yaml").write_text("title: [", encoding="utf-8")
    with run(project, 0, Editor.of("none"), raise_fault) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        connection.request("GET", "/")
        page = connection.getresponse().read().decode()
        connection.close()

    assert "1 problem" in page
    assert "toolkit.yaml" in page
    assert "vscode:" not in page


def test_a_port_that_is_taken_is_named(server, project):
    with (
        pytest.raises(Misuse, match=f"port {server.port} is taken"),
        run(project, server.port, Editor.of("none"), raise_fault),
    ):
        pass
