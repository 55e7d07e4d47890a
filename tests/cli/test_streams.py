"""What a shell does to a command: closes its streams, fills them, deletes the folder under it."""

import shutil
import subprocess
import sys

import pytest

from tests.projects import make_project, surroundings

TOOLKIT = f'"{sys.executable}" -m toolkit_builder'
FULL = "the result cannot be written: No space left on device\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return make_project(tmp_path_factory.mktemp("streams")).root


def shell(line, folder):
    """A line of a shell that tells the first fault of a pipe, in which `toolkit` is ours."""
    line = line.replace("toolkit ", f"{TOOLKIT} ", 1)
    return subprocess.run(
        ["/bin/bash", "-o", "pipefail", "-c", line],
        cwd=folder,
        env=surroundings(),
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("toolkit check >&-", 0),
        ("toolkit check --json >&-", 0),
        ("toolkit check 2>&-", 0),
        ("toolkit check >&- 2>&- <&-", 0),
        ("toolkit check --toolkit nope >&- 2>&-", 2),
        ("toolkit where 'no such words' >&-", 1),
        ("toolkit doctor >&-", 0),
    ],
)
def test_with_a_closed_stream_the_exit_code_is_told(project, line, code):
    done = shell(line, project)

    assert done.returncode == code
    assert (done.stdout == "") == (">&-" in line.replace("2>&-", ""))
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments", ["check", "check --json", "check --toolkit nope --json", "where aim --json", "explain C104",
                  "--help", "doctor", "completion bash", "schema --reference"],
)  # fmt: skip
def test_a_result_that_cannot_be_written_is_named(project, arguments):
    done = shell(f"toolkit {arguments} > /dev/full", project)

    assert (done.returncode, done.stderr) == (5, FULL)


@pytest.mark.parametrize(
    "arguments",
    ["schema --reference", "explain C104", "check", "where a", "--help", "build --help", "check --json"],
)
def test_a_reader_that_has_seen_enough_is_no_fault(project, arguments):
    done = shell(f"toolkit {arguments} | true", project)

    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "arguments", ["check", "build", "init x", "doctor", "changes", "where aim", "verify"]
)
def test_a_folder_that_was_deleted_is_named(tmp_path, arguments):
    folder = tmp_path / "gone"
    folder.mkdir()

    done = shell(f"rmdir {folder}; toolkit {arguments}", folder)

    assert "Traceback" not in done.stderr
    assert done.returncode == 2
    assert done.stderr.startswith("the folder that you are in was deleted\n    hint: ")


def test_no_file_takes_the_place_of_a_closed_stream(project, tmp_path):
    """What a library prints would else go into the first file that is opened, such as one of the cache."""
    copy = shutil.copytree(project, tmp_path / "project", symlinks=True)

    assert shell("toolkit check >&- 2>&-", copy).returncode == 0
    kept = next((copy / ".cache" / "last").glob("*.json"))
    assert kept.read_text("utf-8").startswith("{")
