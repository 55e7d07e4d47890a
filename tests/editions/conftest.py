"""Sealed editions to work on: sealed once a session, copied for each test."""

import shutil
from pathlib import Path

import pytest

from tests.editions.sealing import NEXT, SMALL, copied, make_small, next_edition, publish
from toolkit_builder.project import Request


@pytest.fixture(scope="session")
def small_sealed(tmp_path_factory: pytest.TempPathFactory) -> Request:
    """A small toolkit with one sealed edition; not to be changed."""
    request = make_small(tmp_path_factory.mktemp("sealed"))
    publish(request, SMALL)
    return request


@pytest.fixture
def sealed(tmp_path: Path, small_sealed: Request) -> Request:
    """A copy of it to alter."""
    return copied(small_sealed, tmp_path / "project")


@pytest.fixture(scope="session")
def small_twice(tmp_path_factory: pytest.TempPathFactory, small_sealed: Request) -> Request:
    """The same with a second sealed edition; not to be changed."""
    request = copied(small_sealed, tmp_path_factory.mktemp("twice") / "project")
    next_edition(request)
    publish(request, NEXT)
    return request


@pytest.fixture
def twice(tmp_path: Path, small_twice: Request) -> Request:
    """A copy of it to alter."""
    return copied(small_twice, tmp_path / "project")


@pytest.fixture
def unsealed(tmp_path: Path, small_sealed: Request) -> Request:
    """The same toolkit before it was sealed, with a full cache."""
    request = make_small(tmp_path / "project")
    shutil.copytree(small_sealed.cache, request.cache)
    return request
