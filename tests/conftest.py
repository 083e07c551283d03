"""What all tests share: a cache folder of this run, the shipped graph, and copies of the root that may be changed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from ilrs_graph import LunarGraph
from ilrs_graph.files.root import Root
from ilrs_graph.findings import Report
from ilrs_graph.validation import check_all

sys.path.insert(0, str(Path(__file__).parent))

from hang_limit import HANG_S

REPO = Path(__file__).resolve().parents[1]
# what hypothesis calls too slow is a matter of the machine's load
settings.register_profile("tests", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tests")

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Snapshots of this run go to a folder of its own, never to the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("snapshots")
        patch.setenv("ILRS_GRAPH_CACHE", str(folder))
        patch.setenv("ILRS_GRAPH_QUIET", "1")  # how long anything takes is a matter of the machine's load
        patch.delenv("ILRS_GRAPH_ROOT", raising=False)
        yield folder


@pytest.fixture(scope="session")
def repo() -> Path:
    return REPO


@pytest.fixture(scope="session")
def graph() -> LunarGraph:
    return LunarGraph()


@pytest.fixture(scope="session")
def shipped_report() -> Report:
    """The findings of the whole shipped graph."""
    return check_all(Root.find(REPO))


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder for one test."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("ILRS_GRAPH_CACHE", str(folder))
    return folder


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Ctrl-C works in this process and in those that it starts: a run in the background inherits that it is ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, signal.SIG_DFL if before is None else before)


@pytest.fixture
def small_root(tmp_path: Path) -> Path:
    """A copy of the ontology, the questions and the data of Chang'e 6."""
    root = tmp_path / "small"
    for name in ("ontology", "queries"):
        shutil.copytree(REPO / name, root / name)
    kept = ("agents", "places.ttl", "missions/change-6.ttl", "agreements/change-6.ttl", "sources/change-6.ttl")
    for name in kept:
        source, target = REPO / "data" / name, root / "data" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copy(source, target)
    return root


@pytest.fixture
def root_copy(tmp_path: Path) -> Path:
    """A copy of the whole root."""
    root = tmp_path / "root"
    for name in ("ontology", "data", "queries"):
        shutil.copytree(REPO / name, root / name)
    return root


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `python -m ilrs_graph WORD...` in an empty folder and return what it printed."""

    def call(*words: str, **more: object) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, **(more.pop("env", None) or {})}  # type: ignore[dict-item]
        return subprocess.run(
            [sys.executable, "-m", "ilrs_graph", *words],
            cwd=more.pop("cwd", tmp_path),  # type: ignore[arg-type]
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=HANG_S,
            **more,  # type: ignore[call-overload]
        )

    return call
