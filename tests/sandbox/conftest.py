"""A small store on disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store

import small_store


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_store.write(tmp_path_factory.mktemp("sandbox") / "store")


@pytest.fixture(scope="session")
def store(folder: Path) -> Store:
    return Store.read_only(str(folder))
