"""The store of editions as a whole: whatever order things are done in, what was sealed stays or is missed."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.editions.sealed_projects import LETTER, make_small, publish, toolkit
from tests.projects import snapshot
from toolkit_builder.content.placeholders import WHAT_IS_NEW
from toolkit_builder.errors import EditionError
from toolkit_builder.project import Project
from toolkit_builder.publish.sealed_editions import sealed_folders
from toolkit_builder.publish.verify import EditionPlaces, verify

pytestmark = pytest.mark.slow
WORDS = ("how far we have come", "what we have done", "what comes next")


class Store(RuleBasedStateMachine):
    """A toolkit whose editions are sealed, edited, built and tampered with."""

    cache: Path  # filled by earlier examples, so that files are made once

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="store-"))
        self.project: Project = make_small(self.folder)
        self.project.cache.symlink_to(self.cache, target_is_directory=True)
        self.sealed: dict[str, dict[str, bytes]] = {}
        self.newest, self.words, self.moved_on = 1, 0, False

    @property
    def edition(self) -> str:
        return f"2026.{self.newest}"

    @rule()
    def seal(self) -> None:
        if self.moved_on:
            with pytest.raises(EditionError, match="P101"):
                publish(self.project, self.edition)
            return
        found = publish(self.project, self.edition)
        assert found.known == (self.edition in self.sealed)
        self.sealed[self.edition] = snapshot(self.project.sources / "editions" / self.edition)

    @rule(number=st.integers(1, 2))
    def edit(self, number: int) -> None:
        path = self.project.sources / LETTER
        new = (self.words + number) % len(WORDS)
        text = path.read_text("utf-8")
        path.write_text(text.replace(WORDS[self.words], WORDS[new]), "utf-8")
        if self.edition in self.sealed:
            then = self.sealed_words[self.edition]
            self.moved_on = new != then
        self.words = new

    @precondition(lambda self: self.edition in self.sealed)
    @rule()
    def begin_the_next(self) -> None:
        done = toolkit(self.project, "new", "edition", f"2026.{self.newest + 1}")
        assert done.returncode == 0, done.stderr
        self.newest += 1
        file = self.project.sources / "editions" / f"{self.edition}.yaml"
        file.write_text(file.read_text("utf-8").replace(WHAT_IS_NEW, "Towns asked for it."), "utf-8")
        self.moved_on = False

    @rule()
    def build(self) -> None:
        done = toolkit(self.project, "build", "-q", "--variant", "word")
        assert done.returncode == (6 if self.moved_on else 0), done.stderr

    @precondition(lambda self: self.sealed)
    @rule(data=st.data())
    def tamper_and_mend(self, data: st.DataObject) -> None:
        edition = data.draw(st.sampled_from(sorted(self.sealed)))
        name = data.draw(st.sampled_from(["seal.json", "bundle.zip"]))
        path = self.project.sources / "editions" / edition / name
        good = path.read_bytes()
        place = data.draw(st.integers(0, len(good) - 1))
        path.write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :])
        assert self.wrong(), f"one bit of {edition}/{name} was changed and nothing was found"
        path.write_bytes(good)

    @invariant()
    def what_was_sealed_stays(self) -> None:
        for edition, files in getattr(self, "sealed", {}).items():
            assert snapshot(self.project.sources / "editions" / edition) == files

    @invariant()
    def verify_finds_nothing(self) -> None:
        if hasattr(self, "request"):
            assert self.wrong() == []
            assert [each.name for each in sealed_folders(self.project.sources)] == sorted(self.sealed)

    def wrong(self) -> list[str]:
        verdicts = verify(EditionPlaces.of(self.project))
        return [str(problem) for verdict in verdicts for problem in verdict.problems]

    @property
    def sealed_words(self) -> dict[str, int]:
        import zipfile

        found = {}
        for edition in self.sealed:
            with zipfile.ZipFile(self.project.sources / "editions" / edition / "bundle.zip") as bundle:
                letter = bundle.read(f"sources/{LETTER}").decode()
            found[edition] = next(number for number, words in enumerate(WORDS) if words in letter)
        return found

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder, ignore_errors=True)


def test_whatever_order_things_are_done_in(small_sealed, tmp_path):
    Store.cache = Path(shutil.copytree(small_sealed.cache, tmp_path / "cache"))

    machine = Store.TestCase
    machine.settings = settings(max_examples=8, stateful_step_count=8, derandomize=True)
    machine().runTest()
