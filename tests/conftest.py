"""What all tests share: a cache folder of this run, the shipped graph, and copies of the root that may be changed."""

from __future__ import annotations

import functools
import gc
import os
import pickle
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from ilrs_graph import LunarGraph
from ilrs_graph.engine import Table
from ilrs_graph.files.root import Root
from ilrs_graph.findings import Report
from ilrs_graph.questions import Answer
from ilrs_graph.snapshot.cache import MAX_SNAPSHOTS, write_bytes
from ilrs_graph.validation import check_all

sys.path.insert(0, str(Path(__file__).parent))

from command_line import WITHOUT_LIMIT, called
from hang_limit import HANG_S
from small_roots import ALSO, CHANGE_6, write_root
from terminal import VARIABLES

REPO = Path(__file__).resolve().parents[1]
# what hypothesis calls too slow is a matter of the machine's load
settings.register_profile("tests", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tests")
# graphs that stay until the end are looked through again by every collection: a seventh of the time of all tests
gc.set_threshold(100_000, 20, 100)
# what is written is not as wide as the terminal in which the tests are started
for name in VARIABLES:
    os.environ.pop(name, None)

Run = Callable[..., subprocess.CompletedProcess[str]]


MANY_SNAPSHOTS = 40
"""How many snapshots the cache of this run keeps: those of the shipped graph stay beside those of changed copies."""


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run that is the same for all workers."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session", autouse=True)
def cache(shared: Path) -> Iterator[Path]:
    """Snapshots of this run go to a folder of its own, one for all workers, never to the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        folder = shared / "snapshots"
        patch.setenv("ILRS_GRAPH_CACHE", str(folder))
        patch.setenv("ILRS_GRAPH_QUIET", "1")  # how long anything takes is a matter of the machine's load
        patch.delenv("ILRS_GRAPH_ROOT", raising=False)
        patch.setattr("ilrs_graph.snapshot.cache.MAX_SNAPSHOTS", MANY_SNAPSHOTS)
        yield folder


@pytest.fixture(scope="session")
def built(shared: Path, cache: Path) -> Callable[[date | None], LunarGraph]:
    """The shipped graph as of a day, its snapshot built once for all workers."""

    @functools.cache
    def opened(day: date | None) -> LunarGraph:
        with pytest.MonkeyPatch.context() as patch, FileLock(shared / "snapshots.lock"):
            patch.setenv("ILRS_GRAPH_CACHE", str(cache))
            graph = LunarGraph(as_of=day)
            graph.query("ASK {}")
        return graph

    return opened


def pytest_collection_finish() -> None:
    """Leave what was collected out of the collections of garbage: thousands of tests, and the modules of all files."""
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Give each file to one worker, the largest first: what its tests share is then made once."""
    from xdist.scheduler import LoadFileScheduling

    return LoadFileScheduling(config, log) if config.getoption("dist") == "load" else None


@pytest.fixture(scope="session")
def repo() -> Path:
    return REPO


@pytest.fixture(scope="session")
def graph(built: Callable[[date | None], LunarGraph]) -> LunarGraph:
    return built(None)


@pytest.fixture(scope="session")
def solutions(graph: LunarGraph, shared: Path) -> Callable[[str], Table]:
    """The solutions of a saved question over the shipped graph, computed once for all workers."""
    folder = shared / "solutions"
    folder.mkdir(exist_ok=True)

    def of_question(slug: str) -> Table:
        file = folder / slug
        if not file.exists():
            write_bytes(file, pickle.dumps(graph.engine.select(graph.questions[slug].query)))
        found = pickle.loads(file.read_bytes())
        assert isinstance(found, Table)
        return found

    return of_question


@pytest.fixture(scope="session")
def answered(graph: LunarGraph, solutions: Callable[[str], Table]) -> Callable[[str], Answer]:
    """The answer of a saved question over the shipped graph, as `graph.ask` gives it."""

    def of_question(slug: str) -> Answer:
        found = solutions(slug)
        rows = [dict(zip(found.variables, row, strict=True)) for row in found]
        return Answer(graph.questions[slug], graph.engine, graph.labels, rows)

    return of_question


@pytest.fixture(scope="session")
def shipped_report(shared: Path) -> Report:
    """The findings of the whole shipped graph, found once for all workers."""
    file = shared / "shipped_report.pickle"
    with FileLock(shared / "shipped_report.lock"):
        if not file.exists():
            file.write_bytes(pickle.dumps(check_all(Root.find(REPO))))
    report = pickle.loads(file.read_bytes())
    assert isinstance(report, Report)
    return report


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder for one test, of the size that users have."""
    folder = tmp_path / "cache"
    monkeypatch.setattr("ilrs_graph.snapshot.cache.MAX_SNAPSHOTS", MAX_SNAPSHOTS)
    monkeypatch.setenv("ILRS_GRAPH_CACHE", str(folder))
    return folder


@pytest.fixture(scope="session")
def small_snapshot(shared: Path, change_6_root: Callable[[Path], Path]) -> Path:
    """A folder with the small root, and a cache with its snapshot and questions, made once for all workers."""
    folder = shared / "small"
    with FileLock(shared / "small.lock"), pytest.MonkeyPatch.context() as patch:
        if not folder.exists():
            patch.setenv("ILRS_GRAPH_CACHE", str(folder / "cache"))
            LunarGraph(change_6_root(folder / "root")).query("ASK {}")
            shutil.rmtree(folder / "cache" / "roots")  # what was seen of this folder
    return folder


@pytest.fixture(scope="session")
def small_graph(small_snapshot: Path) -> LunarGraph:
    """The graph of the small root, for tests that change no file of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ILRS_GRAPH_CACHE", str(small_snapshot / "cache"))
        graph = LunarGraph(small_snapshot / "root")
        graph.query("ASK {}")
    return graph


@pytest.fixture
def warm_cache(own_cache: Path, small_snapshot: Path) -> Path:
    """The cache folder of one test, with the snapshot of the small root in it."""
    return Path(shutil.copytree(small_snapshot / "cache", own_cache))


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Ctrl-C works in this process and in those that it starts: a run in the background inherits that it is ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, signal.SIG_DFL if before is None else before)


@pytest.fixture(scope="session")
def change_6_root() -> Callable[[Path], Path]:
    """Write a root to a folder: the ontology, the questions and the data of Chang'e 6."""
    return partial(write_root, own=CHANGE_6, also=ALSO)


@pytest.fixture
def small_root(tmp_path: Path, change_6_root: Callable[[Path], Path]) -> Path:
    """A copy of the ontology, the questions and the data of Chang'e 6."""
    return change_6_root(tmp_path / "small")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `ilrs-graph WORD...` in an empty folder, within this process, and return what it printed."""

    def call(*words: str | bytes, **more: object) -> subprocess.CompletedProcess[str]:
        folder, given = more.pop("cwd", tmp_path), str(more.pop("input", "")).encode()
        environment = {**os.environ, **(more.pop("env", None) or {})}  # type: ignore[dict-item]
        assert not more, f"{list(more)}: use run_process"
        code, out, err = called(list(map(os.fsdecode, words)), given, Path(str(folder)), environment)
        return subprocess.CompletedProcess(["ilrs-graph", *words], code, out.decode(), err)

    return call


@pytest.fixture
def run_process(tmp_path: Path) -> Run:
    """Run `ilrs-graph WORD...` in an empty folder, in a process of its own, and return what it printed."""

    def call(*words: str, **more: object) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, **(more.pop("env", None) or {})}  # type: ignore[dict-item]
        return subprocess.run(
            [sys.executable, "-c", WITHOUT_LIMIT, *words],
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
