"""A project to write in, what a preview knows of it, and the preview itself as people start it."""

import contextlib
import http.client
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.projects import hear_ctrl_c, make_project, surroundings
from toolkit_builder.project import Project
from toolkit_builder.serve.editor import Editor
from toolkit_builder.serve.jobs import Jobs
from toolkit_builder.serve.preview import Preview
from toolkit_builder.serve.serve import serving as run
from toolkit_builder.serve.views import Views

CASE = "principles/shared-aim/case-studies/north-valley.yaml"
ASSESSMENT = "principles/calm-days/self-assessments/main.yaml"
DRAFT = "principles/calm-days/artifacts/week-plan.yaml"
SECRET = "what nobody may read"


def write(project: Project, name: str, old: str, new: str) -> None:
    """Save a file with other words."""
    path = project.sources / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The fixture toolkit, to be changed."""
    return make_project(tmp_path)


def raise_fault(error: BaseException) -> None:
    """In tests a fault of ours ends the test."""
    raise error


@dataclass(frozen=True)
class Headless:
    """A preview without a browser."""

    project: Project
    preview: Preview
    views: Views

    def save(self, name: str, old: str, new: str) -> None:
        """Change a file and look at the disk."""
        write(self.project, name, old, new)
        self.preview.refresh()

    def html(self, packet: str) -> str:
        """The page of a packet."""
        snapshot = self.preview.snapshot
        frame = self.views.frame(snapshot.plans[packet], snapshot)
        assert frame is not None
        return frame.html

    def codes(self) -> list[str]:
        """Codes of all problems."""
        return [problem.code for problem in self.preview.snapshot.problems]


@pytest.fixture
def headless(project: Project) -> Headless:
    preview = Preview(project, raise_fault)
    jobs = Jobs(project, preview.tell)
    return Headless(project, preview, Views(project, jobs, raise_fault))


@dataclass(frozen=True)
class Serving:
    """`toolkit serve` in a process of its own."""

    project: Project
    process: "subprocess.Popen[str]"
    address: str

    @property
    def port(self) -> int:
        return int(self.address.rstrip("/").rpartition(":")[2])

    def save(self, name: str, old: str, new: str) -> None:
        """Change a file."""
        write(self.project, name, old, new)

    def memory(self) -> float:
        """Megabytes of the process itself, without its workers."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        match = re.search(r"VmRSS:\s+(\d+) kB", status)
        assert match
        return int(match[1]) / 1000


def start(project: Project, *arguments: str, **environment: str) -> Serving:
    """Start `toolkit serve` and wait until it says where."""
    process = subprocess.Popen(
        [sys.executable, "-m", "toolkit_builder", "serve", "--port", "0", *arguments],
        cwd=project.root, env=surroundings(PYTHONFAULTHANDLER="1", **environment), text=True,
        start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=hear_ctrl_c,
    )  # fmt: skip
    assert process.stdout is not None
    line = process.stdout.readline()
    match = re.search(r"http://127\.0\.0\.1:\d+/", line)
    if match is None:
        process.kill()
        raise AssertionError(f"{line}{process.communicate()}")
    return Serving(project, process, match[0])


def stop(serving: Serving) -> tuple[int, str]:
    """Ctrl-C; gives the exit code and what was said on stderr."""
    os.killpg(serving.process.pid, signal.SIGINT)
    try:
        _, said = serving.process.communicate(timeout=30)
    except subprocess.TimeoutExpired as late:
        serving.process.send_signal(signal.SIGABRT)  # which has it say where each thread is
        raise AssertionError(f"it does not end:\n{serving.process.communicate()}") from late
    finally:
        _kill(serving)
    return serving.process.returncode, said


def _kill(serving: Serving) -> None:
    """End a preview and its workers, however they are."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(serving.process.pid, signal.SIGKILL)
    serving.process.wait()


@pytest.fixture
def serving(project: Project) -> Iterator[Serving]:
    """A preview that runs; it must have had nothing to complain about and end well."""
    started = start(project)
    try:
        yield started
        code, said = stop(started)
    finally:
        _kill(started)
    assert code == 130
    assert "Traceback" not in said


def sender(server):
    """Sends a request and gives the answer with its body; `host` and others go into the headers."""

    def ask(path, method="GET", body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, sent)
        answer: Any = connection.getresponse()
        answer.body = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer

    return ask


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """A preview in this process of files that nobody changes; a secret lies beside them."""
    project = make_project(tmp_path_factory.mktemp("server"))
    (project.root / "secret.txt").write_text(SECRET, encoding="utf-8")
    (project.sources / ".hidden.yaml").write_text(SECRET, encoding="utf-8")
    with run(project, 0, Editor.of("vscode"), raise_fault) as started:
        yield started


@pytest.fixture
def ask(server):
    return sender(server)
