"""Compares SPARQL servers with the local graph: pushes the graph, reads it back, asks every saved question.

    python benchmarks/servers.py                     all servers that can be had here
    python benchmarks/servers.py oxigraph fuseki     these
    python benchmarks/servers.py --write             also write the table of docs/servers.md

Exit code 1 if a server differs in a way that `KNOWN` does not list, or if none can be had.
"""

from __future__ import annotations

import argparse
import http.client
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from pyoxigraph import Triple

from ilrs_graph import LunarGraph
from ilrs_graph.errors import IlrsGraphError
from ilrs_graph.graph.pushing import GRAPH, Push, PushOptions
from ilrs_graph.questions import Answer
from ilrs_graph.remote import Endpoint
from ilrs_graph.remote.http import Client
from ilrs_graph.remote.kinds import server_of
from ilrs_graph.remote.login import Login
from ilrs_graph.remote.push import count
from ilrs_graph.render import format_named, write_bytes
from ilrs_graph.views.lexical_forms import facts_in_store_form
from server_processes import SERVERS, Running, Unavailable, running

LIMIT_S = 120
"""Seconds for one question."""
HALF_S = 2.0
"""Seconds after which a request that is cut off has had its effect."""
KNOWN: dict[tuple[str, str], str] = {
    ("blazegraph", "plan-as-known"): "In an OPTIONAL on the mission, itself optional, Blazegraph does not see the day, "
    "and so keeps plans of missions that were cancelled.",
}
"""Differences that are known: (kind of server, question) to the reason."""
PAGE = Path(__file__).parents[1] / "docs" / "servers.md"
BEGIN, END = "<!-- table -->\n", "<!-- end of the table -->\n"


class Asked(NamedTuple):
    """A question on a server: how it differs from the local answer ("" if not), and the seconds it took."""

    slug: str
    difference: str
    seconds: float


class Compared(NamedTuple):
    """What was found on a server."""

    kind: str
    name: str
    push_s: float
    same_triples: bool
    whole: bool
    asked: list[Asked]

    @property
    def differing(self) -> list[Asked]:
        """The questions whose answers differ."""
        return [each for each in self.asked if each.difference]


def compared(kind: str, local: LunarGraph, here: dict[str, Answer], triples: set[Triple]) -> Compared:
    """Start a server and compare it with the local graph."""
    with running(kind) as server:
        begun = time.perf_counter()
        local.push(server.url)
        pushed = time.perf_counter() - begun
        say(kind, f"pushed in {pushed:.1f} s")
        found = Endpoint(server.query, graph=GRAPH, timeout=LIMIT_S).query("CONSTRUCT WHERE { ?s ?p ?o }")
        same = isinstance(found, list) and set(found) == triples
        say(kind, "the same triples come back" if same else "other triples come back")
        remote = LunarGraph(endpoint=server.query, named_graph=GRAPH, timeout=LIMIT_S)
        asked = [ask(remote, answer, slug) for slug, answer in here.items()]
        for each in asked:
            if each.difference:
                say(kind, f"{each.slug}: {each.difference}")
        whole = stays_whole(kind, server, local, len(triples))
        say(kind, "a push that is cut off leaves the old graph" if whole else "a push that is cut off spoils the graph")
        return Compared(kind, SERVERS[kind][0], pushed, same, whole, asked)


def ask(remote: LunarGraph, answer: Answer, slug: str) -> Asked:
    """Ask a question, and compare rows and CSV with the local answer."""
    begun = time.perf_counter()
    try:
        found = remote.ask(slug)
        there = csv_of(found)
    except IlrsGraphError as error:
        return Asked(slug, error.message.partition(": ")[2] or error.message, time.perf_counter() - begun)
    seconds = time.perf_counter() - begun
    if found.terms() != answer.terms():
        same = sorted(map(str, found.terms())) == sorted(map(str, answer.terms()))
        rows = "the rows in another order" if same else f"other rows ({len(found)}, here {len(answer)})"
        return Asked(slug, rows, seconds)
    return Asked(slug, "" if there == csv_of(answer) else "other bytes of CSV", seconds)


def csv_of(answer: Answer) -> bytes:
    """Return an answer as CSV."""
    return write_bytes(answer, format_named("csv", "answer"))


def stays_whole(kind: str, server: Running, local: LunarGraph, triples: int) -> bool:
    """Send half of the request that carries the graph, end the connection, and return whether the graph is whole."""
    push = Push(local.current, PushOptions(server.url, kind), lambda _: None, lambda _, __: None)
    request = max((step.request for step in push.planned()), key=lambda each: len(each.body or b""))
    body, parts = request.body or b"", urlsplit(request.url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=LIMIT_S)
    connection.putrequest(request.method, f"{parts.path}?{parts.query}")
    for name, value in {**request.headers, "Content-Length": str(len(body))}.items():
        connection.putheader(name, value)
    connection.endheaders(body[: len(body) // 2])
    time.sleep(HALF_S)
    connection.close()
    time.sleep(HALF_S)
    return count(Client(timeout=LIMIT_S), server_of(server.url, kind, Login()), GRAPH) == triples


def say(kind: str, words: str) -> None:
    """Say what was found, at once."""
    print(f"{kind}: {words}", flush=True)


def table(found: list[Compared], absent: dict[str, str]) -> Iterator[str]:
    """Yield the lines of the table, and the differences below it."""
    heads = ["Server", "Equal rows and CSV", "Triples read back", "Push cut off", "Push", "All questions", "Slowest"]
    yield f"| {' | '.join(heads)} |"
    yield "|---" * len(heads) + "|"
    for each in found:
        equal = f"{len(each.asked) - len(each.differing)} of {len(each.asked)}"
        slowest = max(each.asked, key=lambda one: one.seconds)
        cells = [
            each.name,
            equal,
            "the same" if each.same_triples else "others",
            "old graph whole" if each.whole else "old graph lost",
            f"{each.push_s:.0f} s",
            f"{sum(one.seconds for one in each.asked):.0f} s",
            f"{slowest.slug}, {slowest.seconds:.1f} s",
        ]
        yield f"| {' | '.join(cells)} |"
    for kind, why in absent.items():
        yield f"| {SERVERS[kind][0]} | not compared: {why} | | | | | |"
    lines = [
        f"- {each.name}, `{one.slug}`: {one.difference}. {KNOWN.get((each.kind, one.slug), '')}".rstrip()
        for each in found
        for one in each.differing
    ]
    yield ""
    yield from lines or ["No answer differs."]


def write_page(lines: list[str]) -> None:
    """Write the table into its page."""
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    after = rest.split(END)[1]
    PAGE.write_text(before + BEGIN + "\n" + "\n".join(lines) + "\n\n" + END + after, encoding="utf-8")


def main() -> int:
    """Compare the servers that the command line names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("kinds", nargs="*", choices=[*SERVERS, []], metavar="KIND", help=f"of {', '.join(SERVERS)}")
    parser.add_argument("--write", action="store_true", help="write the table of docs/servers.md")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # a limit of time ends the servers too
    local = LunarGraph()
    here = {slug: local.ask(slug) for slug in local.questions}
    triples = {Triple(*fact) for fact in facts_in_store_form(tuple(t) for t in local.export())}
    found: list[Compared] = []
    absent: dict[str, str] = {}
    for kind in given.kinds or SERVERS:
        try:
            found.append(compared(kind, local, here, triples))
        except Unavailable as error:
            absent[kind] = str(error)
    lines = list(table(found, absent))
    print("\n".join(lines))
    if given.write:
        write_page(lines)
    new = [each for each in found if any((each.kind, one.slug) not in KNOWN for one in each.differing)]
    spoilt = [each for each in found if not (each.same_triples and each.whole)]
    return 1 if new or spoilt or not found else 0


if __name__ == "__main__":
    sys.exit(main())
