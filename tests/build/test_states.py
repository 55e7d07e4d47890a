"""What a check calls fine is built and proved, whatever is empty, a draft or retired.

Each toolkit is built for the screen, in Word and in one kind of paper, all kinds of paper among any three."""

import itertools

import pytest

from tests.projects import quiet
from tests.states import KINDS, TOOLKITS, row, write_toolkit
from toolkit_builder.build import build
from toolkit_builder.content.packet_kinds import OF_MATERIALS
from toolkit_builder.content.starter import init, new_material, new_principle
from toolkit_builder.content.variants import OFFERED, VARIANTS
from toolkit_builder.errors import Problem, SourceError
from toolkit_builder.machine.pool import Pool
from toolkit_builder.output.make import warm_up
from toolkit_builder.project import Project, Request
from toolkit_builder.publish.check import look
from toolkit_builder.publish.prove import prove_edition

NAME = "mine"
PAPERS = [name for name in OFFERED if VARIANTS[name].is_pdf and name != "screen"]


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """Finished files of all toolkits here: a packet that several have is made once."""
    return tmp_path_factory.mktemp("cache")


def project_in(folder, cache):
    (folder / ".cache").symlink_to(cache)
    return Project(folder, NAME)


def silent(*_):
    """Told of progress."""


def passes(project):
    """Whether a check calls a toolkit fine; what it refuses it names in a line of the sources."""
    problems: tuple[Problem, ...] = ()
    try:
        look(project, silent)
    except SourceError as error:
        problems = error.problems
    assert all(problem.place.line and problem.hint for problem in problems)
    return not problems


def build_and_prove(project, number):
    variants = ("screen", "word", PAPERS[number % len(PAPERS)])
    with Pool(warm_up) as pool:
        run = quiet(project, pool)
        build(Request(variants=variants), run)
        proof = prove_edition(Request(), run)
        build(Request(("book",), variants), run)
        book = prove_edition(Request(("book",)), run)
    assert [finding for file in (*proof.files, *book.files) for finding in file.findings] == []
    assert {file.path.rpartition(".")[2] for file in proof.files} >= {"pdf", "docx", "dotx"}


def test_any_two_factors_meet_in_any_two_states():
    for first, second in itertools.combinations(range(5), 2):
        assert len({(row(number)[first], row(number)[second]) for number in TOOLKITS}) == 16


@pytest.mark.slow
def test_every_state_passes_or_is_named_in_the_sources(tmp_path):
    passed = []
    for number in TOOLKITS:
        write_toolkit(tmp_path / str(number) / "sources" / NAME, number)
        passed.append(passes(Project(tmp_path / str(number), NAME)))

    assert passed.count(False) <= 1


@pytest.mark.slow
@pytest.mark.parametrize("number", TOOLKITS)
def test_what_a_check_lets_pass_is_built_and_proved(number, tmp_path, cache):
    write_toolkit(tmp_path / "sources" / NAME, number)
    project = project_in(tmp_path, cache)

    if passes(project):
        build_and_prove(project, number)


@pytest.mark.slow
@pytest.mark.parametrize(("number", "kind"), [*enumerate([*OF_MATERIALS, None])])
def test_what_new_makes_is_built_and_proved_as_it_stands_and_approved(number, kind, tmp_path, cache):
    init(tmp_path, NAME)
    project = project_in(tmp_path, cache)
    new_principle(project, "second-idea")
    if kind:
        path = new_material(project, kind, "another", "second-idea")
        assert passes(project)
        path.write_text(path.read_text("utf-8").replace("status: draft", "status: approved"), "utf-8")

    assert passes(project)
    build_and_prove(project, number)


@pytest.mark.slow
@pytest.mark.parametrize(("number", "name"), [*enumerate([*KINDS.values(), "glossary.yaml"])])
def test_a_toolkit_without_one_thing_is_built_and_proved(number, name, tmp_path, cache):
    project = project_in(tmp_path, cache)
    write_toolkit(project.sources, 15)
    for path in project.sources.rglob(name):
        path.unlink()

    if passes(project):
        build_and_prove(project, number)
