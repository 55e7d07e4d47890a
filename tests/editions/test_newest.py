"""An edition that was seen once is missed when it is gone, by whoever reads the seals."""

import json
import os
import shutil
from dataclasses import replace

import pytest

from tests.editions.sealed_projects import NEXT, copied, toolkit
from tests.editions.shelf import FIRST, SECOND, THIRD, Shelf
from toolkit_builder.errors import EditionError
from toolkit_builder.publish import newest
from toolkit_builder.publish.newest import NewestEdition, remember
from toolkit_builder.publish.sealed_editions import read
from toolkit_builder.publish.verify import check_chain, verify


@pytest.fixture
def three(tmp_path):
    """A shelf with three editions, of which the archive remembers the last."""
    made = Shelf(tmp_path)
    made.add(FIRST)
    made.add(SECOND, 2, FIRST)
    made.add(THIRD, 3, SECOND)
    remember(read(made.seals(THIRD), "x"), made.places.archive)
    return made


def kept(shelf):
    return shelf.places.archive / "newest" / "harbor.json"


def in_a_site(shelf, tier="public"):
    """Where the site of a tier remembers it; what the archive does is taken away."""
    path = shelf.places.output / "site" / tier / newest.NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    kept(shelf).rename(path)
    return path


def other(shelf, edition=THIRD):
    """The same edition sealed once more, with other words."""
    shelf.reseal(edition, citation="Other words")


def two_are_gone(shelf):
    for edition in (SECOND, THIRD):
        shutil.rmtree(shelf.seals(edition))


def sealed_in_its_place(shelf):
    shutil.rmtree(shelf.seals(THIRD))
    shelf.add("2026.2.1", 3, SECOND)


def rewrite(shelf, old, new):
    kept(shelf).write_bytes(kept(shelf).read_bytes().replace(old, new))


def a_pipe(shelf):
    kept(shelf).unlink()
    os.mkfifo(kept(shelf))


def a_link(shelf):
    kept(shelf).rename(kept(shelf).with_name("x"))
    kept(shelf).symlink_to("x")


STEPS = {
    "the newest is gone": (lambda it: shutil.rmtree(it.seals(THIRD)), "P143"),
    "two are gone": (two_are_gone, "P143"),
    "all are gone": (lambda it: shutil.rmtree(it.seals().parent), "P143"),
    "its seal is gone": (lambda it: (it.seals(THIRD) / "seal.json").unlink(), "P143"),
    "it is renamed": (lambda it: it.seals(THIRD).rename(it.seals("2026-3")), "P143"),
    "it is sealed anew": (other, "P144"),
    "another took its number": (sealed_in_its_place, "P144"),
    "what was kept is cut short": (lambda it: kept(it).write_bytes(kept(it).read_bytes()[:-9]), "P145"),
    "what was kept is deep": (lambda it: kept(it).write_bytes(b"[" * 99_999), "P145"),
    "what was kept is mistyped": (lambda it: kept(it).write_text('{"schema": 1, "number": []}'), "P145"),
    "what was kept has no number": (lambda it: rewrite(it, b'"number": 3', b'"number": -5'), "P145"),
    "what was kept is a pipe": (a_pipe, "P145"),
    "what was kept is a link": (a_link, "P145"),
    "what was kept is of gigabytes": (lambda it: os.truncate(kept(it), 3_000_000_000), "P145"),
    "what was kept is of another form": (lambda it: kept(it).write_text('{"schema": 2}'), "P145"),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("where", ["archive", "site"])
def test_a_step_back_is_named_and_stops_what_stands_on_the_seals(three, step, where):
    back, code = STEPS[step]
    if where == "site" and code != "P145":
        in_a_site(three)
    back(three)

    told = [problem.code for verdict in verify(three.places) for problem in verdict.problems]
    with pytest.raises(EditionError) as caught:
        check_chain(three.places)

    assert code in told
    assert code in [problem.code for problem in caught.value.problems]


FORWARD = {
    "nothing changed": lambda _: None,
    "one more": lambda it: it.add("2027.1", 4, THIRD),
    "an edition is withdrawn": lambda it: (it.seals().parent / "status.yaml").write_text(
        'editions:\n  - id: "2026.3"\n    status: withdrawn\n    on: 2026-09-01\n    reason: Wrong.\n'
    ),
    "nothing was ever kept": lambda it: kept(it).unlink(),
    "an older one was kept": lambda it: remember(read(it.seals(SECOND), "x"), it.places.archive),
    "that of another toolkit was kept": lambda it: kept(it).write_bytes(
        newest.as_json(NewestEdition("other", "2030.1", 9, "0" * 64))
    ),
    "files are elsewhere": lambda it: shutil.rmtree(it.places.output),
}


@pytest.mark.parametrize("step", FORWARD)
def test_a_step_forward_is_none_back(three, step):
    FORWARD[step](three)

    assert three.told() == []
    check_chain(three.places)


def test_what_is_gone_is_told_once_with_what_to_do(three):
    in_a_site(three, "public")
    remember(read(three.seals(THIRD), "x"), three.places.archive)
    in_a_site(three, "member")
    remember(read(three.seals(THIRD), "x"), three.places.archive)
    shutil.rmtree(three.seals(THIRD))

    *_, missed = verify(three.places)

    (problem,) = missed.problems
    assert (missed.edition, problem.message) == (
        THIRD,
        "edition 2026.3 was seen here, with seal number 3, and the newest now is 2026.2",
    )
    assert problem.hint.startswith("take 2026.3 from version control again; if it was never meant to be, ")


def test_a_seal_that_is_damaged_is_told_as_such_alone(three):
    (three.seals(THIRD) / "seal.json").write_text("{}")

    assert [each.code for verdict in verify(three.places) for each in verdict.problems] == ["P120"]


def test_remembering_twice_writes_once(three):
    before = kept(three).stat().st_mtime_ns

    remember(read(three.seals(THIRD), "x"), three.places.archive)

    assert kept(three).stat().st_mtime_ns == before


@pytest.mark.slow
def test_publish_and_verify_name_it(twice):
    assert json.loads((twice.archive / "newest" / "harbor.json").read_bytes())["edition"] == NEXT
    shutil.move(twice.sources / "editions" / NEXT, twice.root / "moved")

    for arguments in (("verify",), ("publish", NEXT, "--without-page-numbers")):
        done = toolkit(twice, *arguments)
        assert done.returncode == 6
        assert f"P143 edition {NEXT} was seen here" in done.stdout + done.stderr

    shutil.move(twice.root / "moved", twice.sources / "editions" / NEXT)
    assert toolkit(twice, "verify").returncode == 0


@pytest.mark.slow
def test_another_project_has_seen_nothing(twice, tmp_path):
    """A clone has no archive: what was never seen there cannot be missed."""
    clone = copied(twice, tmp_path / "clone")
    for folder in (clone.archive, clone.output, clone.sources / "editions" / NEXT):
        shutil.rmtree(folder)

    assert toolkit(replace(clone), "verify").returncode == 0
