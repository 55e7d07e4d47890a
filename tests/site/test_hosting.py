"""docs/hosting.md works as it is written: nginx on loopback, one site open, one with a login."""

import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Iterator

import pytest

from tests.projects import ROOT
from tests.site.shelf import SECOND, Shelf

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not NGINX, reason="needs nginx (Debian: apt-get install nginx-light)"),
]

BLOCKS = re.findall(
    r"```nginx\n(.*?)```", (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8"), re.DOTALL
)
MEMBER, PASSWORD = "district-12", "open sesame"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def hosts(made: Shelf, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Tier -> address; nginx with the blocks of the page, in a folder of its own."""
    folder = tmp_path_factory.mktemp("nginx")
    servers, snippet, cache = BLOCKS
    ports = {"public": free_port(), "member": free_port()}
    hashed = subprocess.run(
        ["openssl", "passwd", "-6", "-stdin"], input=PASSWORD, capture_output=True, text=True, check=True
    )
    (folder / "members").write_text(f"{MEMBER}:{hashed.stdout}")
    (folder / "toolkit.conf").write_text(snippet)
    for tier, port in ports.items():
        servers = servers.replace(f"/srv/toolkit/{tier}/current", str(made.tree(tier)))
        servers = servers.replace("listen 80;", f"listen 127.0.0.1:{port};", 1)
    servers = servers.replace("/etc/nginx/snippets/toolkit.conf", str(folder / "toolkit.conf"))
    servers = servers.replace("/etc/nginx/members", str(folder / "members"))
    kinds = ["client_body", "fastcgi", "proxy", "scgi", "uwsgi"]
    lines = [f"{kind}_temp_path {folder / kind};" for kind in kinds]
    configuration = folder / "nginx.conf"
    configuration.write_text(
        f"pid {folder / 'pid'}; error_log {folder / 'error.log'}; daemon off; user root;\nevents {{}}\n"
        f"http {{ include /etc/nginx/mime.types; access_log off; {' '.join(lines)}\n{cache}\n{servers}\n}}\n"
    )
    assert NGINX
    running = subprocess.Popen([NGINX, "-c", str(configuration)], stderr=subprocess.DEVNULL)
    try:
        wait(ports["member"])
        yield {tier: f"http://127.0.0.1:{port}/" for tier, port in ports.items()}
    finally:
        running.terminate()
        running.wait(10)


def wait(port: int) -> None:
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nginx does not answer")


def get(address: str, login: str = "") -> tuple[int, bytes, dict[str, str]]:
    project = urllib.request.Request(address)
    if login:
        project.add_header("Authorization", f"Basic {b64encode(login.encode()).decode()}")
    try:
        with urllib.request.urlopen(project, timeout=10) as answer:
            return answer.status, answer.read(), dict(answer.headers)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read(), dict(refused.headers)


@pytest.mark.parametrize("path", ["index.html", "latest/", "site.css", "feed.xml", "pagefind/pagefind.js"])
def test_everybody_may_read_what_is_open(hosts: dict[str, str], made: Shelf, path: str):
    status, data, headers = get(hosts["public"] + path)

    file = made.tree("public") / path
    assert status == 200
    assert data == (file / "index.html" if file.is_dir() else file).read_bytes()
    assert headers["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "",
        "index.html",
        f"editions/{SECOND}/files/harbor-p2-self-assessment-{SECOND}.pdf",
        "feed.xml",
        "404.html",
    ],
)
def test_without_a_login_nothing_of_members_is_given(hosts: dict[str, str], path: str):
    for login in ("", f"{MEMBER}:wrong", "somebody:else"):
        status, data, headers = get(hosts["member"] + path, login)

        assert status == 401
        assert headers["WWW-Authenticate"] == 'Basic realm="Members"'
        assert b"harbor" not in data.lower()


def test_with_a_login_members_have_their_files(hosts: dict[str, str], made: Shelf):
    name = f"editions/{SECOND}/files/harbor-p2-self-assessment-{SECOND}.pdf"

    status, data, headers = get(hosts["member"] + name, f"{MEMBER}:{PASSWORD}")

    assert status == 200
    assert data == (made.tree("member") / name).read_bytes()
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Cache-Control"] == "private, max-age=31536000, immutable"


def test_an_address_that_leads_nowhere_is_answered_by_the_site(hosts: dict[str, str], made: Shelf):
    status, data, headers = get(hosts["public"] + "deep/er/nowhere.html")

    assert status == 404
    assert data == (made.tree("public") / "404.html").read_bytes()
    assert headers["Cache-Control"] == "private, no-cache"


def test_every_file_has_the_media_type_that_browsers_need(hosts: dict[str, str], made: Shelf):
    wanted = {
        ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml",
        ".webp": "image/webp", ".png": "image/png", ".woff2": "font/woff2", ".pdf": "application/pdf",
        ".zip": "application/zip",
        ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }  # fmt: skip
    tree = made.tree("public")

    for ending, kind in wanted.items():
        path = next(iter(sorted(tree.rglob(f"*{ending}"))))
        _, _, headers = get(hosts["public"] + path.relative_to(tree).as_posix())
        assert headers["Content-Type"] == kind
    _, _, headers = get(hosts["public"] + "search.js")
    assert "javascript" in headers["Content-Type"]
