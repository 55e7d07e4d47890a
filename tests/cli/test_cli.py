"""The command line: what goes to stdout, what to stderr, and the exit codes."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.conftest import change_files
from tests.projects import FIXTURE, command, hear_ctrl_c, surroundings
from tests.sealed import NEXT, seal
from toolkit_builder.cli import main, toolkit
from toolkit_builder.machine import versions

ASSESSMENT = Path("sources/harbor/principles/calm-days/self-assessments/main.yaml")


@pytest.fixture
def say():
    """Runs a command in this process."""
    return lambda *arguments: CliRunner().invoke(toolkit, list(arguments), catch_exceptions=False)


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_without_arguments_it_shows_five_commands(say):
    done = say()

    assert done.exit_code == 0
    assert len(re.findall(r"(?m)^  toolkit ", done.stdout)) == 5


@pytest.mark.parametrize("name", sorted(toolkit.commands))
def test_every_command_has_a_short_help(say, name):
    done = say(name, "--help")

    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) < 30


def test_a_misspelt_command_gets_a_proposal(say):
    done = say("biuld")

    assert done.exit_code == 2
    assert "did you mean build?" in done.stderr


def test_check_counts(here, say):
    done = say("check")

    first, ours = done.stdout.splitlines()
    assert (done.exit_code, first) == (0, "harbor: 18 files, 17 packets, no problems")
    assert re.fullmatch(r"\d+ texts are still ours, and not yours: `toolkit check --ours` lists them", ours)


def test_check_names_every_problem_and_exits_with_3(here, say):
    spoil(here / ASSESSMENT, "scale: practice", "scale: stars")

    done = say("check")

    assert done.exit_code == 3
    assert done.stdout == ""
    assert f"{ASSESSMENT}:" in done.stderr
    assert "C310" in done.stderr
    assert not (here / "output").exists()


def test_places_are_as_the_user_would_type_them(here, say, monkeypatch):
    spoil(here / ASSESSMENT, "scale: practice", "scale: stars")
    monkeypatch.chdir(here / "sources" / "harbor" / "editions")

    assert "../principles/calm-days/self-assessments/main.yaml:" in say("check").stderr.replace(
        "../../harbor/", "../"
    )


def test_problems_for_programs(here, say):
    spoil(here / ASSESSMENT, "scale: practice", "scale: stars")

    done = say("check", "--json")

    found = json.loads(done.stdout)
    assert done.exit_code == 3
    assert found["problems"][0]["path"] == str(ASSESSMENT)
    assert {"line", "column", "code", "message", "hint"} < set(found["problems"][0])


@pytest.mark.slow
def test_build_tells_progress_on_stderr_and_the_result_on_stdout(here, say):
    done = say("build", "p2-artifact", "--variant", "word")

    assert done.exit_code == 0
    assert re.fullmatch(r"1 of 1  p2-artifact \(word\)  \d+ s\n", done.stderr)
    assert "made        1 file\n" in done.stdout
    assert "in          output/harbor/2026.1, " in done.stdout
    assert "\x1b" not in done.output
    assert [path.name for path in (here / "output/harbor/2026.1").glob("*.docx")] == [
        "harbor-p2-artifact-2026.1.docx"
    ]


@pytest.mark.slow
def test_build_keeps_quiet_when_told(here, say):
    assert say("build", "p2-artifact", "--variant", "word", "-q").stderr == ""


@pytest.mark.slow
def test_build_for_programs(here, say):
    done = say("build", "p2-artifact", "--variant", "word", "--json")

    found = json.loads(done.stdout)
    assert found["made"] == ["harbor-p2-artifact-2026.1.docx"]
    assert found["left_out"][0]["status"] == "draft"
    assert not found["complete"]


def test_an_unknown_packet_is_wrong_usage(here, say):
    done = say("build", "p2-artefact")

    assert done.exit_code == 2
    assert "did you mean p2-artifact?" in done.stderr


def test_several_toolkits_need_a_name_or_a_default(here, say):
    shutil.copytree(FIXTURE / "harbor", here / "sources" / "meadow")

    done = say("check")
    assert done.exit_code == 2
    assert "harbor, meadow" in done.stderr
    assert say("check", "--toolkit", "meadow").exit_code == 0
    assert "did you mean meadow?" in say("check", "--toolkit", "medow").stderr

    (here / "pyproject.toml").write_text('[tool.toolkit]\ndefault = "meadow"\n')
    assert say("check").stdout.startswith("meadow:")


@pytest.mark.slow
def test_all_builds_every_toolkit(here, say):
    shutil.copytree(FIXTURE / "harbor", here / "sources" / "meadow")

    done = say("build", "--all", "--variant", "word", "-q")

    assert done.exit_code == 0
    assert {path.name for path in (here / "output").iterdir()} == {"harbor", "meadow"}
    lines = [line.split("  ")[0] for line in done.stdout.split("\n\n")[-1].split("\n")]
    assert lines[:3] == ["harbor", "meadow", "2 toolkits"]
    assert "32 packets" in done.stdout.rstrip().rpartition("\n")[2]


@pytest.mark.slow
def test_a_build_tells_packets_and_the_pages_of_each_variant(here, say):
    told = say("build", "p2-overview", "index", "--variant", "screen", "--variant", "copier", "-q").stdout

    assert "\n  packets     2\n" in told
    assert "\n  pages       8 in PDF: screen 4, copier 4\n" in told


def test_outside_a_project_it_says_how_to_begin(tmp_path, monkeypatch, say):
    monkeypatch.chdir(tmp_path)

    done = say("check")

    assert done.exit_code == 2
    assert "toolkit init" in done.stderr


def test_where_finds_file_line_and_packets(here, say):
    done = say("where", "kept free", "of MEETINGS")

    line = (here / ASSESSMENT).read_text().split("\n").index(
        "        statement: The first hour of each day is kept free of meetings."
    ) + 1  # fmt: skip
    assert done.stdout.startswith(f"{ASSESSMENT}:{line}\n")
    assert "in p2-self-assessment, p2-member, book" in done.stdout
    assert json.loads(say("where", "kept free", "--json").stdout)[0]["field"] == "statement"
    (letter,) = json.loads(say("where", "Sincerely, **Jordan Avery** Principal", "--json").stdout)
    assert letter["excerpt"].endswith("Sincerely, **Jordan Avery** Principal, North Valley")


def test_where_names_the_lists_that_print_a_title(here, say):
    found = json.loads(say("where", "Tide table", "--json").stdout)
    below = json.loads(say("where", "Compare its months", "--json").stdout)

    assert [each["packets"] for each in found] == [["artifact-tide-table", "index", "book"]]
    assert [each["packets"] for each in below] == [["artifact-tide-table", "book"]]


def test_where_finds_nothing(here, say):
    done = say("where", "no such words")

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("no text holds these words\n    hint: ")
    done = say("where", "no such words", "--json")
    assert (done.exit_code, done.stdout, done.stderr) == (1, "[]\n", "")


def test_wrong_usage_for_programs(here, say):
    done = say("check", "--toolkit", "harbour", "--json")

    problem = json.loads(done.stdout)["problems"][0]
    assert (done.exit_code, done.stderr) == (2, "")
    assert (problem["message"], problem["hint"]) == ("there is no toolkit 'harbour'", "did you mean harbor?")


@pytest.mark.parametrize("name", ["..", ".", "../sources/harbor", "empty"])
def test_a_folder_that_is_no_toolkit_is_wrong_usage(here, say, name):
    (here / "sources" / "empty").mkdir()

    done = say("check", "--toolkit", name)

    assert done.exit_code == 2
    assert f"there is no toolkit '{name}'" in done.stderr


@pytest.mark.parametrize("kind", ["self-assessment", "case-study", "companion-guide", "artifact"])
@pytest.mark.parametrize("where", [["--principle", "calm-days"], []])
def test_a_new_material_passes_check_as_draft_and_approved(here, say, kind, where):
    done = say("new", kind, "first-try", *where)

    path = here / done.stdout.split("\n")[0].removeprefix("Open next: ")
    assert done.exit_code == 0
    assert say("check").exit_code == 0, say("check").stderr
    spoil(path, "status: draft", "status: approved")
    assert say("check").exit_code == 0, say("check").stderr

    again = say("new", kind, "first-try", *where)
    assert again.exit_code == 5
    assert "this is there already" in again.stderr


def test_two_new_materials_have_ids_of_their_own(here, say):
    for name in ("one", "two", "three"):
        assert say("new", "artifact", name).exit_code == 0

    assert say("check").exit_code == 0


def test_a_new_principle_joins_the_list(here, say):
    done = say("new", "principle", "open-doors")

    assert done.stdout.startswith("Open next: sources/harbor/principles/open-doors/principle.yaml\n")
    assert "  - calm-days\n  - open-doors\n" in (here / "sources/harbor/toolkit.yaml").read_text()
    assert say("check").exit_code == 0
    assert say("new", "self-assessment", "main", "--principle", "open-doors").exit_code == 0
    assert say("check").exit_code == 0


def test_a_new_edition_counts_on(here, say):
    seal(here / "sources/harbor")
    assert say("new", "edition", "2031.4").exit_code == 0
    seal(here / "sources/harbor")
    assert say("new", "edition").stdout == "Open next: sources/harbor/editions/2031.5.yaml\n"
    assert say("check").exit_code == 0
    assert say("new", "edition", "spring").exit_code == 2


@pytest.mark.parametrize("number", ["2026.1", "2026.01", "2025.9", "2026.0"])
def test_a_new_edition_is_above_the_newest(here, say, number):
    seal(here / "sources/harbor")

    done = say("new", "edition", number)

    assert done.exit_code == 2
    assert [path.name for path in (here / "sources/harbor/editions").glob("*.yaml")] == ["2026.1.yaml"]


def test_a_new_edition_waits_until_the_newest_is_sealed(here, say):
    for arguments in ((), ("2026.2",), ("2027.1",), ("2026.1.1",)):
        done = say("new", "edition", *arguments)
        assert done.exit_code == 2
        assert "edition 2026.1 is not sealed yet, and only the newest can be" in done.stderr

    seal(here / "sources/harbor")
    assert say("new", "edition").exit_code == 0
    assert "edition 2026.2 is not sealed yet" in say("new", "edition").stderr


def test_a_correction_of_the_newest_edition_is_above_it(here, say):
    seal(here / "sources/harbor")
    assert say("new", "edition", "2026.1.1").exit_code == 0
    assert say("check").exit_code == 0


def test_a_list_that_cannot_be_added_to_leaves_no_principle_behind(here, say):
    file = here / "sources/harbor/toolkit.yaml"
    spoil(file, "  - shared-aim\n  - calm-days\n", " [shared-aim, calm-days]\n")
    spoil(file, "principles:\n", "principles:")

    done = say("new", "principle", "open-doors")

    assert done.exit_code == 5, done.output
    assert "O532" in done.stderr
    assert not (here / "sources/harbor/principles/open-doors").exists()


@pytest.mark.parametrize(
    "arguments", [["artifact", "../x"], ["artifact", "X"], ["artifact"], ["principle", "a b"]]
)
def test_names_that_cannot_be_files_are_wrong_usage(here, say, arguments):
    assert say("new", *arguments).exit_code == 2


def test_init_makes_a_toolkit_that_passes_check(tmp_path, monkeypatch, say):
    monkeypatch.chdir(tmp_path)

    done = say("init", "My Toolkit", "--no-build")

    assert done.exit_code == 0
    assert "Open next: My Toolkit/sources/my-toolkit/toolkit.yaml" in done.stdout
    monkeypatch.chdir(tmp_path / "My Toolkit")
    assert say("check").exit_code == 0, say("check").stderr
    settings = json.loads(Path(".vscode/settings.json").read_text())["yaml.schemas"]
    for schema, patterns in settings.items():
        assert Path(schema).is_file()
        # There is nothing to say yet of an edition, or of words to look for.
        later = {"sources/*/editions/status.yaml", "sources/*/style.yaml"} & set(patterns)
        assert later or any(list(Path().glob(pattern)) for pattern in patterns), patterns
    assert any(patterns[1:] == ["sources/*/case-studies/*.yaml"] for patterns in settings.values())
    assert say("init", ".", "--name", "my-toolkit").exit_code == 5


def test_init_leaves_a_whole_toolkit_or_none(tmp_path, monkeypatch, say):
    monkeypatch.chdir(tmp_path)
    for number in range(1, 100):
        with monkeypatch.context() as patched:
            left = iter(range(number))
            real = os.fsync

            def fail(descriptor, left=left, real=real):
                if next(left, None) is None:
                    raise OSError(28, "No space left on device")
                real(descriptor)

            patched.setattr(os, "fsync", fail)
            done = say("init", "mine", "--no-build")
        if done.exit_code == 0:
            break
        assert "O501" in done.stderr
        assert list(Path("mine/sources").iterdir()) == []

    assert number > 5
    assert [path.name for path in Path("mine/sources").iterdir()] == ["mine"]


@pytest.mark.slow
def test_init_builds_at_once(tmp_path):
    done = command("init", "mine", cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert list(tmp_path.glob("mine/output/mine/2026.1/*.pdf"))


def test_doctor_is_content_here_and_names_what_is_missing(here, say, monkeypatch):
    assert say("doctor").exit_code == 0, say("doctor").stdout
    good = dict(versions.libraries())
    monkeypatch.setattr("toolkit_builder.machine.doctor.libraries", lambda: {**good, "harfbuzz-subset": ""})

    done = say("doctor")

    assert done.exit_code == 5
    assert "libharfbuzz-subset0" in done.stdout
    assert not json.loads(say("doctor", "--json").stdout)["good"]


def test_explain_says_what_a_code_means(say):
    assert "wrong:" in say("explain", "c104").stdout
    assert json.loads(say("explain", "O501", "--json").stdout)["code"] == "O501"
    assert say("explain", "C999").exit_code == 2


def test_schema_of_a_kind_and_of_all(tmp_path, say):
    assert json.loads(say("schema", "case-study").stdout)["$schema"].endswith("draft-07/schema#")
    assert "case-study" in say("schema").stdout
    assert say("schema", "--write", str(tmp_path / "new")).exit_code == 0
    assert (tmp_path / "new" / "brand.json").is_file()
    assert say("schema", "case").exit_code == 2


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(say, shell):
    if shell == "bash" and not shutil.which("bash"):
        pytest.skip("click asks bash for its version")
    assert "_TOOLKIT_COMPLETE" in say("completion", shell).stdout


def test_a_closed_pipe_is_quiet(here):
    process = subprocess.Popen(
        [sys.executable, "-m", "toolkit_builder", "schema", "--reference"],
        env=surroundings(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.close()

    assert process.stderr is not None
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(30), said) == (0, "")


def test_a_bug_of_ours_keeps_its_traceback(here, monkeypatch):
    monkeypatch.setattr("toolkit_builder.output.prepare.compose", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        CliRunner().invoke(toolkit, ["check"], catch_exceptions=False)


def test_ctrl_c_before_a_command_exits_with_130(monkeypatch, capsys):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(toolkit, "parse_args", interrupt)
    monkeypatch.setattr(sys, "argv", ["toolkit", "build"])

    with pytest.raises(SystemExit) as caught:
        main()

    assert caught.value.code == 130
    assert capsys.readouterr().err == "\nstopped; nothing was left half done\n"


def test_ctrl_c_that_a_library_takes_for_an_error_of_its_own_exits_with_130(monkeypatch, capsys):
    def hide(*_):
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt as error:
            raise ValueError("no model") from error

    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    monkeypatch.setattr(toolkit, "parse_args", hide)
    monkeypatch.setattr(sys, "argv", ["toolkit", "build"])

    with pytest.raises(SystemExit) as caught:
        main()

    signal.signal(signal.SIGINT, before)
    assert caught.value.code == 130
    assert capsys.readouterr().err == "stopped; nothing was left half done\n"


@pytest.mark.slow
@pytest.mark.parametrize("wait", [0.6, 1.2, 2.5])  # not while Python itself still starts
def test_ctrl_c_exits_with_130_and_without_a_word_too_many(here, wait):
    process = subprocess.Popen(
        [sys.executable, "-m", "toolkit_builder", "build"],
        cwd=here, env=surroundings(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True, preexec_fn=hear_ctrl_c,
    )  # fmt: skip
    time.sleep(0.15 + wait)

    os.killpg(process.pid, signal.SIGINT)

    out, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in said
    assert out == ""
    assert not (here / "output").exists()


@pytest.mark.parametrize(
    ("edition", "said", "hint"),
    [
        ("2026.1", "edition 2026.1 is sealed already, and never changes", "the newest edition is 2026.3"),
        ("2026.2", "edition 2026.2 is not sealed yet", "or take editions/2026.3.yaml out"),
        ("2026.4", "there is no edition '2026.4'", "did you mean 2026.3?"),
    ],
)  # fmt: skip
def test_only_the_newest_edition_is_sealed(here, say, edition, said, hint):
    seal(here / "sources/harbor")
    for number in ("2026.2", "2026.3"):
        change_files(here / "sources/harbor", NEXT.replace("2026.2", number))

    done = say("publish", edition)

    assert done.exit_code == 2
    assert done.stderr.startswith(said)
    assert hint in done.stderr
