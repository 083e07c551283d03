"""What the server costs beside its peers, and what it withstands: requests a second, milliseconds, MB.

    python benchmarks/web.py [--seconds 3] [--only pages endpoint hostile replacement] [--no-peers]

`wrk` asks over loopback, with one and with four clients, without pauses. The peers are the oxigraph server over the
same store, Fuseki and rdflib-endpoint over the same triples, each running beside our idle server; `web_servers.py`
says where they are looked for. Ratios within one run are what counts. On a busy machine compare processor time, which
others change less: milliseconds of it for a page, and requests for a second of it.
"""

from __future__ import annotations

import argparse
import asyncio
import http.client
import json
import math
import os
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(HERE), str(ROOT / "tests")]

from pyoxigraph import DefaultGraph, RdfFormat  # noqa: E402

import web_servers  # noqa: E402
from hostile_queries import ENDED, generated, nested  # noqa: E402
from ilrs_graph import LunarGraph  # noqa: E402
from ilrs_graph.namespaces import BASE, ID  # noqa: E402
from ilrs_graph.web.sparql import KEPT  # noqa: E402
from web_servers import Server  # noqa: E402

JSON = "application/sparql-results+json"
QUERIES = {
    "ASK": "ASK { ?x ?y ?z }",
    "far-side-partners": "far-side-partners.rq",
    "mission-slips": "mission-slips.rq",
    "GROUP BY class": "SELECT ?c (COUNT(?x) AS ?n) { ?x a ?c } GROUP BY ?c ORDER BY DESC(?n)",
    "20,000 rows": "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 20000",
}
PAGES = {"question": "/ask/far-side-partners", "thing": "/id/mission/change-6", "home": "/"}
PARTS = ["pages", "endpoint", "hostile", "replacement"]
PATIENCE_S = 30
WARM = 200
"""Requests before a server is measured: the compiler of Java needs them."""
_SCRIPT = """
wrk.headers["Accept"] = "%s"
%s
done = function(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("RESULT %%d %%d %%f %%f %%d\\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(95), e.status + e.connect + e.read + e.write + e.timeout))
end
"""


class Rate(NamedTuple):
    """What wrk measured: requests a second, and milliseconds of half and of 95 % of them."""

    per_s: float
    p50: float
    p95: float
    failed: int

    def __str__(self) -> str:
        if not self.per_s:
            return "none"
        mark = f" ({self.failed} failed)" if self.failed else ""
        return f"{self.per_s:,.4g} / {self.p50:.3g} / {self.p95:.3g}{mark}"


def wrk(address: str, clients: int, seconds: float, accept: str, header: tuple[str, str] | None = None) -> Rate:
    """Ask an address without pause and return what came back."""
    extra = f'wrk.headers["{header[0]}"] = {json.dumps(header[1])}' if header else ""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(_SCRIPT % (accept, extra))
        script.flush()
        command = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--timeout", "60s", "-s", script.name, address]
        found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    line = re.search(r"RESULT (\d+) (\d+) (\S+) (\S+) (\d+)", found)
    if line is None:
        raise SystemExit(found)
    requests, took, p50, p95, failed = map(float, line.groups())
    return Rate(requests / (took / 1e6), p50 / 1000, p95 / 1000, int(failed))


def get(server: Server, path: str, accept: str = "text/html", **headers: str) -> tuple[int, dict[str, str], float]:
    """Return status, headers and milliseconds of one request."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_S)
    start = time.perf_counter()
    connection.request("GET", path, headers={"Accept": accept, **headers})
    response = connection.getresponse()
    response.read()
    took = (time.perf_counter() - start) * 1000
    connection.close()
    return response.status, {name.lower(): value for name, value in response.getheaders()}, took


def query_text(name: str) -> str:
    text = QUERIES[name]
    return (ROOT / "queries" / text).read_text(encoding="utf-8") if text.endswith(".rq") else text


def without_header(query: str) -> str:
    return "\n".join(line for line in query.splitlines() if not line.startswith("#"))


def warm(server: Server, path: str, seconds: float) -> None:
    """Ask until the compiler of Java has seen it, or the seconds are over.

    Raises:
        TimeoutError: there is no answer.
    """
    start = time.monotonic()
    for _ in range(WARM):
        status, *_ = get(server, path, JSON)
        if status != 200:
            raise SystemExit(f"{server.name}: status {status} for {path[:80]}")
        if time.monotonic() - start > seconds:
            return


def endpoint(server: Server, seconds: float) -> dict[str, list[str]]:
    """Return the cells of one server: for each query, one and four clients."""
    found: dict[str, list[str]] = {}
    warm(server, f"{server.path}?{urlencode({'query': query_text('ASK')})}", 20)
    for name in QUERIES:
        path = f"{server.path}?{urlencode({'query': without_header(query_text(name))})}"
        try:
            warm(server, path, 3 * seconds)
        except TimeoutError:
            found[name] = [f"none in {PATIENCE_S} s"] * 2
            continue
        found[name] = [str(wrk(server.address + path, clients, seconds, JSON)) for clients in (1, 4)]
        print(f"  {server.name}, {name}: {'; '.join(found[name])}", file=sys.stderr, flush=True)
    found["memory, MB"] = [f"{server.memory_mb():.0f}"] * 2
    return found


def compare(server: Server, graph: LunarGraph, folder: Path, seconds: float, with_peers: bool) -> None:
    """Print the table of the endpoint."""
    columns = {server.name: endpoint(server, seconds)}
    with web_servers.ours(ROOT, folder, "ilrs-graph, answers kept", KEPT) as keeping:
        columns[keeping.name] = endpoint(keeping, seconds)
    if with_peers:
        triples = folder / "graph.nt"
        store = graph.current.snapshot.store_folder
        assert store is not None
        with triples.open("wb") as file:
            graph.current.snapshot.store.dump(file, RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
        for name, command, port, path in web_servers.peers(store, triples, folder):
            try:
                with web_servers.running(name, command, port, path, folder) as peer:
                    columns[name] = endpoint(peer, seconds)
            except (SystemExit, OSError) as error:
                print(f"  {name}: {error}", file=sys.stderr)
    print(f"\n| requests/s / p50 ms / p95 ms | clients | {' | '.join(columns)} |")
    print("|---|---|" + "---|" * len(columns))
    for name in [*QUERIES, "memory, MB"]:
        for place, clients in enumerate((1, 4)):
            cells = (found.get(name, ["", ""])[place] for found in columns.values())
            print(f"| {name} | {clients} | {' | '.join(cells)} |")


def quantiles(values: Sequence[float]) -> tuple[float, float]:
    """Return the median and the value that 95 % do not exceed."""
    return statistics.median(values), sorted(values)[math.ceil(0.95 * len(values)) - 1]


def pages(server: Server, graph: LunarGraph, seconds: float, things: int) -> None:
    """Print the tables of pages: each made on request, and those that are kept."""
    several = {"a question": [f"/ask/{slug}" for slug in graph.questions], "a thing": paths_of_things(graph, things)}
    print("\n| page, made on request | pages | p50 ms | p95 ms | most ms | CPU: p50 ms | p95 ms | most ms |")
    print("|---|---|---|---|---|---|---|---|")
    get(server, "/about")
    for name, paths in several.items():
        wall, cpu = list[float](), list[float]()
        for path in paths:
            before = server.cpu_s()
            status, _, took = get(server, path)
            if status != 200:
                raise SystemExit(f"{path}: {status}")
            wall.append(took)
            cpu.append((server.cpu_s() - before) * 1000)
        cells = (f"{each:.0f}" for found in (wall, cpu) for each in (*quantiles(found), max(found)))
        print(f"| {name} | {len(paths)} | {' | '.join(cells)} |")
        slow = sorted(zip(cpu, paths, strict=True), reverse=True)[:8]
        print("  most CPU: " + ", ".join(f"{path} {ms:.0f}" for ms, path in slow), file=sys.stderr)
    print("\n| page, kept | clients | requests/s / p50 ms / p95 ms | per CPU s | 304 | per CPU s |")
    print("|---|---|---|---|---|---|")
    for name, path in PAGES.items():
        _, headers, _ = get(server, path)
        for clients in (1, 4):
            cells = []
            for header in (None, ("If-None-Match", headers["etag"])):
                before = server.cpu_s()
                rate = wrk(server.address + path, clients, seconds, "text/html", header)
                cells += [str(rate), f"{rate.per_s * seconds / (server.cpu_s() - before):,.0f}"]
            print(f"| {name} | {clients} | {' | '.join(cells)} |")
    print(f"\nmemory of the server with its workers: {server.memory_mb():.0f} MB")


def paths_of_things(graph: LunarGraph, count: int) -> list[str]:
    """Return the pages of so many things, drawn by a seed from all that have one."""
    rows = graph.engine.select(f"SELECT DISTINCT ?x {{ ?x a ?c FILTER(STRSTARTS(STR(?x), '{ID}')) }}")
    every = sorted(str(node)[1:-1].removeprefix(BASE) for (node,) in rows if not str(node).startswith(f"<{ID}claim/"))
    return [f"/{path}" for path in random.Random(1).sample(every, min(count, len(every)))]


def hostile(server: Server, seconds: float) -> None:
    """Print what other requests wait beside hostile queries, slow readers and killed workers."""
    page = PAGES["question"]
    get(server, page)
    idle = probes(server, page, lambda: time.sleep(seconds))
    rows = [("nothing", idle)]

    def queries(texts: Sequence[str]) -> Callable[[], None]:
        def ask() -> None:
            for text in texts:
                with suppress(OSError, http.client.HTTPException):  # the server cut the answer, as it should
                    get(server, f"/sparql?{urlencode({'query': text})}", JSON)

        return ask

    for name, text in ENDED.items():
        rows.append((f"query: {name}", probes(server, page, queries([text]))))
    rows.append(("queries of 2,000 brackets", probes(server, page, queries([*nested(2_000).values()] * 3))))
    rows.append(("generated queries", probes(server, page, queries([*generated(300, 3)]))))
    print("\n| beside | page kept: median ms, most ms | ASK: median ms, most ms | probes | failed |")
    print("|---|---|---|---|---|")
    for name, (kept, asked, failed) in rows:
        cells = (f"{statistics.median(each):.1f}, {max(each):.0f}" for each in (kept, asked))
        print(f"| {name} | {' | '.join(cells)} | {len(kept)} | {failed} |")


def probes(server: Server, page: str, work: Callable[[], None]) -> tuple[list[float], list[float], int]:
    """Ask a kept page and an ASK again and again while `work` runs; return milliseconds of both, and failures."""
    ask = f"/sparql?{urlencode({'query': 'ASK {}'})}"
    kept, asked, failed = list[float](), list[float](), 0
    thread = threading.Thread(target=work)
    thread.start()
    while thread.is_alive() or not kept:
        for path, found in ((page, kept), (ask, asked)):
            status, _, took = get(server, path, "text/html" if path == page else JSON)
            found.append(took)
            failed += status != 200
        time.sleep(0.02)
    thread.join()
    return kept, asked, failed


def replacement(graph: LunarGraph, times: int = 15) -> None:
    """Print how long a killed worker is missed: until another one is ready."""
    from ilrs_graph.sandbox.pool import Pool

    snapshot = graph.current.snapshot

    async def measured() -> list[float]:
        found = []
        async with Pool(snapshot.store, snapshot.store_folder) as pool:
            full = len(pool._workers)
            for _ in range(times):
                worker = next(iter(pool._workers))
                os.kill(worker.process.pid, signal.SIGKILL)
                start = time.perf_counter()
                pool._idle = asyncio.Queue()
                for each in pool._workers - {worker}:
                    pool._idle.put_nowait(each)
                pool._replace(worker, "killed")
                while pool._idle.qsize() < full:
                    await asyncio.sleep(0.001)
                found.append((time.perf_counter() - start) * 1000)
        return found

    found = asyncio.run(measured())
    print(f"\na killed worker is replaced in {statistics.median(found):.0f} ms (median), {max(found):.0f} ms (most)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=3, help="of each measurement")
    parser.add_argument("--only", nargs="+", choices=PARTS)
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--things", type=int, default=100, help="pages of things that are made")
    given = parser.parse_args()
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is absent: apt-get install wrk")
    wanted = given.only or PARTS
    graph = LunarGraph(root=ROOT)
    size = len(graph.current.snapshot.store)
    print(f"{size:,} quads, {len(graph.questions)} questions, load {os.getloadavg()[0]:.1f}", flush=True)
    seconds = max(1, round(given.seconds))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with web_servers.ours(ROOT, folder) as server:
            if "pages" in wanted:
                pages(server, graph, seconds, given.things)
            if "endpoint" in wanted:
                compare(server, graph, folder, seconds, not given.no_peers)
            if "hostile" in wanted:
                hostile(server, seconds)
            if "replacement" in wanted:
                replacement(graph)
        print(f"\nload at the end {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
