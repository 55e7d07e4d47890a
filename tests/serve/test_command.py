"""`toolkit serve` as a command: what it says, what it refuses, how it ends."""

import http.client
import socket
import time
from pathlib import Path

import pytest

from tests.projects import command
from tests.serve.conftest import CASE, start, stop

PACKET = "/packet/p1-case-study"


def get(serving, path, method="GET", body=None):
    connection = http.client.HTTPConnection("127.0.0.1", serving.port, timeout=30)
    connection.request(method, path, body, {"Origin": serving.address.rstrip("/")})
    answer = connection.getresponse().read().decode("utf-8", "replace")
    connection.close()
    return answer


@pytest.mark.slow
def test_it_says_where_and_how_it_ends(project):
    serving = start(project)

    page = get(serving, "/")
    code, said = stop(serving)

    assert "Save a text in your editor" in page
    assert code == 130
    assert [line for line in said.splitlines() if line] == [
        "It follows every save. Ctrl-C ends it.",
        "stopped; nothing was left half done",
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("arguments", "code"), [([], 0), (["--trust-layouts"], 4)])
def test_layouts_that_were_trusted_are_so_after_a_change(project, tmp_path, arguments, code):
    settings = {"XDG_CONFIG_HOME": str(tmp_path / "settings")}
    own = project.sources / "layouts" / "more.html"
    own.parent.mkdir()
    own.write_text("one", encoding="utf-8")
    if not arguments:
        assert command("trust", "sources/harbor", cwd=tmp_path, **settings).returncode == 0

    serving = start(project, *arguments, **settings)
    own.write_text("two", encoding="utf-8")
    stop(serving)

    assert command("check", cwd=tmp_path, **settings).returncode == code


@pytest.mark.slow
def test_layouts_that_came_meanwhile_are_trusted_by_nobody(project, tmp_path):
    settings = {"XDG_CONFIG_HOME": str(tmp_path / "settings")}
    serving = start(project, **settings)
    own = project.sources / "layouts" / "artifact" / "packet.html"
    own.parent.mkdir(parents=True)
    own.write_text("{{ 7 * 7 }}", encoding="utf-8")

    until = time.monotonic() + 30
    while "L113" not in (page := get(serving, "/")) and time.monotonic() < until:
        time.sleep(0.1)
    stop(serving)

    assert "L113" in page
    assert "toolkit trust sources/harbor" in page
    assert command("check", cwd=tmp_path, **settings).returncode == 4


@pytest.mark.slow
def test_ctrl_c_ends_it_while_a_file_is_made(project):
    serving = start(project)
    get(serving, "/make", "POST", "packet=book&variant=screen")
    while "Making PDF" not in get(serving, "/packet/book"):
        time.sleep(0.05)

    started = time.monotonic()
    code, said = stop(serving)

    assert code == 130
    assert "Traceback" not in said
    assert time.monotonic() - started < 5


@pytest.mark.slow
def test_ctrl_c_ends_it_while_browsers_wait(project):
    serving = start(project)
    waiting = [http.client.HTTPConnection("127.0.0.1", serving.port, timeout=30) for _ in range(40)]
    for connection in waiting:
        connection.request("GET", "/events")
        connection.getresponse().readline()

    started = time.monotonic()
    code, said = stop(serving)

    assert code == 130
    assert "Traceback" not in said
    assert time.monotonic() - started < 5
    for connection in waiting:
        connection.close()


def test_without_its_packages_it_says_what_to_install(project, tmp_path):
    package = tmp_path / "elsewhere" / "werkzeug"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(
        "raise ModuleNotFoundError('not installed', name='werkzeug')\n", encoding="utf-8"
    )

    done = command("serve", cwd=project.root, PYTHONPATH=f"{package.parent}:{Path(__file__).parents[2]}")

    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "the preview needs the package werkzeug",
        "    hint: pip install 'toolkit-builder[serve]'",
    ]


@pytest.mark.slow
def test_it_writes_nothing_but_its_cache(project):
    before = {path for path in project.root.rglob("*") if path.is_file()}
    serving = start(project)
    get(serving, PACKET)
    stop(serving)

    after = {path for path in project.root.rglob("*") if path.is_file()}

    assert {path.relative_to(project.root).parts[0] for path in after - before} <= {".cache"}


def test_a_port_that_is_taken_is_wrong_usage(project):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = command("serve", "--port", str(port), cwd=project.root)

    assert done.returncode == 2
    assert done.stderr.splitlines()[0] == f"port {port} is taken"
    assert f"toolkit serve --port {port + 1}" in done.stderr


@pytest.mark.parametrize("wish", ["notepad", "javascript:alert('{path}')"])
def test_an_editor_that_cannot_be_opened_is_wrong_usage(project, wish):
    done = command("serve", "--editor", wish, cwd=project.root)

    assert done.returncode == 2
    assert "opens no editor" in done.stderr


@pytest.mark.slow
def test_the_project_may_name_its_editor(project):
    (project.root / "pyproject.toml").write_text('[tool.toolkit]\neditor = "vscodium"\n', encoding="utf-8")
    serving = start(project)

    page = get(serving, PACKET)

    stop(serving)
    assert f"vscodium://file/{project.sources / CASE}:1:1" in page


@pytest.mark.slow
@pytest.mark.parametrize("opened", [True, False])
def test_the_browser_is_opened_only_when_asked_for(project, tmp_path: Path, opened):
    browser, seen = tmp_path / "browser", tmp_path / "seen"
    browser.write_text(f'#!/bin/sh\necho "$1" > "{seen}"\n', encoding="utf-8")
    browser.chmod(0o755)

    serving = start(project, *(["--open"] if opened else []), BROWSER=f"{browser} %s")
    until = time.monotonic() + (10 if opened else 1)
    while time.monotonic() < until and not seen.exists():
        time.sleep(0.05)

    stop(serving)
    assert (seen.read_text(encoding="utf-8").strip() if seen.exists() else "") == (
        serving.address if opened else ""
    )


@pytest.mark.slow
@pytest.mark.parametrize("without", [True, False])
def test_saves_are_seen_with_and_without_watchfiles(project, tmp_path, without):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    if without:
        (elsewhere / "watchfiles.py").write_text("raise ImportError('not installed')\n", encoding="utf-8")
    serving = start(project, PYTHONPATH=f"{elsewhere}:{Path(__file__).parents[2]}")
    get(serving, PACKET)
    time.sleep(0.5)
    serving.save(CASE, "Two school years.", "Three school years.")

    until = time.monotonic() + (1.5 if not without else 5)
    while "Three school years." not in get(serving, "/frame/p1-case-study"):
        assert time.monotonic() < until
        time.sleep(0.02)

    stop(serving)
