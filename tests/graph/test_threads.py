"""Threads: readers work on while others add and delete the cache; each answer is that of one state."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from pathlib import Path
from threading import Barrier, Event
from time import sleep

from pyoxigraph import NamedNode, Triple

from hang_limit import HANG_S
from ilrs_graph import LunarGraph
from ilrs_graph.engine import Table
from ilrs_graph.graph import Reading
from ilrs_graph.namespaces import PREFIXES
from ilrs_graph.turtle.parse import parse_bytes

READERS, ADDITIONS, PAUSE_S = 8, 3, 0.05
BETWEEN_READINGS_S = 2.0
"""Long enough that readers do not take all the time of whoever adds; they take turns, so that some always read."""
HEAD = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())
PAGE = """source:new-page a ilrs:Source ; rdfs:label "A new page"@en ; dcterms:publisher agent:cnsa ;
  dcterms:issued "2026-11-01"^^xsd:date ; dc:language "en" ; ilrs:url "http://example.org/a"^^xsd:anyURI ;
  ilrs:sourceKind source-kind:agency .
"""
DAY = date(2026, 11, 22)
STATED = "SELECT ?lab { ?lab a ilrs:Company ; prov:wasDerivedFrom source:new-page }"
INFERRED = "SELECT ?lab { mission:change-6 ilrs:hasContributor ?lab . ?lab prov:wasDerivedFrom source:new-page }"


def addition(number: int) -> list[Triple]:
    """Return a lab that contributes: its label, its class, and the contribution go to several files."""
    lab = f"""agent:lab-{number} a ilrs:Company ; rdfs:label "Lab {number}"@en ; prov:wasDerivedFrom source:new-page .
contribution:lab-{number} a ilrs:Contribution ; ilrs:contributor agent:lab-{number} ; ilrs:toward mission:change-6 ;
  ilrs:contributes item:dorn ; ilrs:contributionKind contribution-kind:component ;
  prov:wasDerivedFrom source:new-page .
"""
    return list(parse_bytes((HEAD + PAGE + lab).encode(), "new"))


def found(reading: Reading, query: str) -> list[NamedNode]:
    table = reading.query(query)
    assert isinstance(table, Table)
    return sorted((row[0] for row in table if isinstance(row[0], NamedNode)), key=str)


def held(reading: Reading) -> int:
    """Return how many labs a reading has; every way of asking says the same."""
    labs = found(reading, STATED)
    assert found(reading, INFERRED) == labs
    assert [reading.labels.of(lab) for lab in labs] == [f"Lab {number}" for number in range(len(labs))]
    for number in (0, len(labs) - 1, len(labs)):
        if 0 <= number < ADDITIONS and labs:
            lab = f"<{PREFIXES['agent']}lab-{number}>"
            explained = number < len(labs) and reading.explain("change-6", "hasContributor", lab)
            assert bool(explained and explained.holds) == (number < len(labs))
    about = reading.triples(thing="change-6", asserted=True)
    contributions = {t.subject for t in about if "contribution/lab-" in str(t.subject)}
    assert len(contributions) == len(labs)
    return len(labs)


def test_eight_readers_while_one_adds_and_one_deletes_the_cache(small_root: Path, warm_cache: Path) -> None:
    graph = LunarGraph(small_root)
    first = graph.reading()
    start, done = Barrier(READERS + 2), Event()

    def read(number: int) -> list[int]:
        start.wait(HANG_S)
        counts = []
        while not counts or not done.is_set() or counts[-1] < ADDITIONS:
            reading = graph.reading()
            counts.append(held(reading))
            assert held(reading) == counts[-1], "a reading does not change"
            done.wait(BETWEEN_READINGS_S * (1 + number / READERS))
        return counts

    def write() -> None:
        start.wait(HANG_S)
        try:
            for number in range(ADDITIONS):
                assert graph.add(addition(number), by="Ada", on=DAY).written
                assert held(graph.reading()) == number + 1
        finally:
            done.set()

    def delete() -> None:
        start.wait(HANG_S)
        while not done.is_set():
            shutil.rmtree(warm_cache, ignore_errors=True)
            sleep(PAUSE_S)

    every: list[Callable[[], object]] = [*(partial(read, number) for number in range(READERS)), write, delete]
    with ThreadPoolExecutor(len(every)) as pool:
        running = [pool.submit(each) for each in every]
        counts = [each.result(HANG_S) for each in running[:READERS]]
        for each in running[READERS:]:
            each.result(HANG_S)
    for count in counts:
        assert isinstance(count, list)
        assert count == sorted(count)
        assert count[-1] == ADDITIONS
    assert held(first) == 0


def test_threads_that_ask_first_open_one_reading(small_root: Path, warm_cache: Path) -> None:
    graph = LunarGraph(small_root)
    start = Barrier(READERS)

    def read(_: int) -> tuple[Reading, object, object]:
        start.wait(HANG_S)
        reading = graph.reading()
        return reading, reading.explainer, reading.questions

    with ThreadPoolExecutor(READERS) as pool:
        opened = list(pool.map(read, range(READERS)))
    assert len({tuple(map(id, each)) for each in opened}) == 1
