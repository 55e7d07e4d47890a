"""Sealed editions to work on: sealed once a session, copied for each test."""

import shutil
from pathlib import Path

import pytest

from tests.editions.sealed_projects import NEXT, SMALL, copied, make_small, next_edition, publish
from toolkit_builder.project import Project


@pytest.fixture(scope="session")
def small_sealed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A small toolkit with one sealed edition; not to be changed."""
    project = make_small(tmp_path_factory.mktemp("sealed"))
    publish(project, SMALL)
    return project


@pytest.fixture
def sealed(tmp_path: Path, small_sealed: Project) -> Project:
    """A copy of it to alter."""
    return copied(small_sealed, tmp_path / "project")


@pytest.fixture(scope="session")
def small_twice(tmp_path_factory: pytest.TempPathFactory, small_sealed: Project) -> Project:
    """The same with a second sealed edition; not to be changed."""
    project = copied(small_sealed, tmp_path_factory.mktemp("twice") / "project")
    next_edition(project)
    publish(project, NEXT)
    return project


@pytest.fixture
def twice(tmp_path: Path, small_twice: Project) -> Project:
    """A copy of it to alter."""
    return copied(small_twice, tmp_path / "project")


@pytest.fixture
def unsealed(tmp_path: Path, small_sealed: Project) -> Project:
    """The same toolkit before it was sealed, with a full cache."""
    project = make_small(tmp_path / "project")
    shutil.copytree(small_sealed.cache, project.cache)
    return project
