"""Queries with a time limit: the same results, an end in time, and a session that lives on."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from hang_limit import HANG_S, until
from ilrs_graph import LunarGraph
from ilrs_graph.engine import StoreEngine, Table, workers
from ilrs_graph.errors import IlrsGraphError, QueryError, QueryTimeout

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SOON = 0.1
"""A limit of time that is reached, since the query takes days."""
XSD = "http://www.w3.org/2001/XMLSchema#"
ODD = [
    Literal("嫦娥六号", language="zh"), Literal("a\u0001\t\n\r\"\\\U0001f680"), Literal(""), Literal(1.5),
    Literal("007", datatype=NamedNode(XSD + "integer")),
    Literal("x", datatype=NamedNode(XSD + "date")), NamedNode("http://a/é"), BlankNode("b"),
]  # fmt: skip


@pytest.fixture
def engine() -> StoreEngine:
    store = Store()
    store.extend(Quad(NamedNode(f"urn:{n}"), NamedNode("urn:p"), term) for n, term in enumerate(ODD))
    store.extend(Quad(NamedNode(f"urn:{n}"), NamedNode("urn:q"), NamedNode(f"urn:{n}")) for n in range(300))
    return StoreEngine(store)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?x ?y ?z { ?x <urn:p> ?y OPTIONAL { ?x <urn:none> ?z } FILTER(!isBlank(?y)) } ORDER BY ?x",
        "SELECT * {}",
        "SELECT ?x { ?x <urn:none> ?y }",
        "ASK { ?x <urn:p> ?y }",
        "ASK { ?x <urn:none> ?y }",
    ],
)
def test_a_worker_gives_what_the_store_gives(query: str, engine: StoreEngine) -> None:
    limited, plain = engine.limited(HANG_S).query(query), engine.query(query)
    if isinstance(plain, Table):
        assert isinstance(limited, Table)
        assert (limited.variables, limited.rows) == (plain.variables, plain.rows)
    else:
        assert limited == plain


def test_a_worker_gives_triples(engine: StoreEngine) -> None:
    query = "CONSTRUCT { ?x <urn:p> ?y } { ?x <urn:p> ?y FILTER(!isBlank(?y)) }"
    limited, plain = engine.limited(HANG_S).query(query), engine.query(query)
    assert isinstance(limited, list)
    assert isinstance(plain, list)
    assert set(limited) == set(plain)
    assert len(limited) == len(ODD) - 1


@pytest.mark.parametrize("query", ["SELECT", "SELECT ?x {\n ?x ?y }", "ASK { BIND(1 AS ?x) BIND(2 AS ?x) }", ""])
def test_a_query_that_does_not_run_gives_the_same_error(query: str, engine: StoreEngine) -> None:
    with pytest.raises(QueryError) as plain:
        engine.query(query)
    with pytest.raises(QueryError) as limited:
        engine.limited(HANG_S).query(query)
    assert (limited.value.message, limited.value.tip) == (plain.value.message, plain.value.tip)
    with pytest.raises(QueryError, match="not a SELECT"):
        engine.limited(HANG_S).select("ASK {}")


def test_a_query_ends_in_time_and_the_session_lives(engine: StoreEngine) -> None:
    with pytest.raises(QueryTimeout, match=r"not done after 0\.2 s") as stopped:
        engine.limited(0.2).query(ENDLESS)
    assert stopped.value.seconds == 0.2
    assert stopped.value.exit_code == 3
    assert engine.limited(HANG_S).query("ASK { ?x <urn:p> ?y }") is True
    assert engine.query("ASK { ?x <urn:p> ?y }") is True


def test_the_process_of_a_query_without_time_is_ended(engine: StoreEngine) -> None:
    limited = engine.limited(0.2)
    assert limited.limited(HANG_S).query("ASK {}") is True
    (worker,) = limited._workers._idle
    with pytest.raises(QueryTimeout):
        limited.query(ENDLESS)
    assert not worker.lives
    assert limited._workers._idle == []


def test_a_worker_that_dies_is_told_and_replaced(engine: StoreEngine) -> None:
    limited = engine.limited(HANG_S)
    limited.query("ASK {}")
    (worker,) = limited._workers._idle
    worker._process.kill()
    worker._process.wait()
    assert limited.query("ASK {}") is True
    (again,) = limited._workers._idle
    again._process.send_signal(signal.SIGTERM)
    with pytest.raises(IlrsGraphError, match="the process that ran the query ended"):
        again.ask(ENDLESS, HANG_S)


def test_a_worker_is_used_again_and_ends_with_its_engine(engine: StoreEngine) -> None:
    limited = engine.limited(HANG_S)
    limited.query("ASK {}")
    (first,) = limited._workers._idle
    limited.query("ASK {}")
    assert limited._workers._idle == [first]
    del limited
    engine.__dict__.clear()
    gc.collect()
    until(lambda: not first.lives, "the end of the worker")


def test_no_process_is_started_without_a_limit(monkeypatch: pytest.MonkeyPatch, graph: LunarGraph) -> None:
    def started(*_: object, **__: object) -> None:
        raise AssertionError("a process was started")

    assert graph.engine is not None  # it is built, if it must be
    monkeypatch.setattr(subprocess, "Popen", started)
    assert graph.query("ASK { mission:change-6 a ilrs:FarSideMission }") is True
    assert len(graph.ask("far-side-partners", mission="change-6")) > 3


def test_several_threads_ask_at_once(engine: StoreEngine) -> None:
    limited = engine.limited(HANG_S)

    def ask(number: int) -> object:
        if number % 4 == 3:
            with pytest.raises(QueryTimeout):
                engine.limited(0.1).query(ENDLESS)
            return number
        return limited.select(f"SELECT ?n {{ VALUES ?n {{ {number} }} }}").rows[0][0].value  # type: ignore[union-attr]

    with ThreadPoolExecutor(4) as pool:
        assert [int(str(found)) for found in pool.map(ask, range(12))] == list(range(12))
    assert len(limited._workers._idle) <= 2


def test_a_store_whose_folder_was_removed(small_root: Path, own_cache: Path) -> None:
    graph = LunarGraph(small_root)
    assert graph.query("ASK { mission:change-6 a ilrs:FarSideMission }") is True
    shutil.rmtree(own_cache)
    assert graph.query("ASK { mission:change-6 a ilrs:FarSideMission }", timeout=HANG_S) is True


def test_where_no_process_can_be_started(engine: StoreEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "")
    with pytest.raises(IlrsGraphError, match="a query with a time limit cannot be run"):
        engine.limited(HANG_S).query("ASK {}")
    monkeypatch.setattr(sys, "executable", os.devnull)
    with pytest.raises(IlrsGraphError, match="a query with a time limit cannot be run"):
        engine.limited(HANG_S).query("ASK {}")


def test_a_worker_dies_with_its_parent(tmp_path: Path) -> None:
    program = """
import os
from pyoxigraph import Store
from ilrs_graph.engine import StoreEngine
limited = StoreEngine(Store()).limited(60)
limited.query("ASK {}")
print(limited._workers._idle[0]._process.pid, flush=True)
os._exit(0)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", timeout=HANG_S)

    def gone() -> bool:
        try:
            return "Z" in Path(f"/proc/{int(done.stdout)}/stat").read_text().split(")")[1][:3]
        except FileNotFoundError:
            return True

    if Path("/proc/self/stat").exists():
        until(gone, "the end of the worker")


def test_the_limit_of_the_graph_and_of_a_call(small_root: Path) -> None:
    graph = LunarGraph(small_root, timeout=HANG_S)
    rows = [row.terms for row in graph.ask("far-side-partners")]
    assert rows == [row.terms for row in LunarGraph(small_root).ask("far-side-partners", timeout=HANG_S)]
    assert rows == [row.terms for row in LunarGraph(small_root).ask("far-side-partners")]
    with pytest.raises(QueryTimeout):
        graph.query(ENDLESS, timeout=SOON)
    assert graph.show("change-6").facts == LunarGraph(small_root).show("change-6").facts
    assert workers.LimitedEngine is type(graph.engine)
