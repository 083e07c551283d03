"""The process that answers the queries of strangers over one store, one after another, until its input ends.

Everything that reads the text of a query runs here: guard, rewriting, parser and evaluation. What a query breaks, it
breaks here, and the pool starts another process.
"""

from __future__ import annotations

import io
import sys
from contextlib import suppress
from typing import IO, TYPE_CHECKING

from pyoxigraph import NamedNode, QueryResultsFormat, QueryTriples, RdfFormat, serialize

from ..engine.model import query_error
from ..engine.worker_process import READY, opened, read_frame, write_frame
from ..errors import IlrsGraphError, LimitReached, QueryError
from ..namespaces import PREFIXES
from ..sparql.as_meant import as_meant
from ..sparql.guard import prepare
from ..sparql.syntax_errors import syntax_problem
from .frames import CHUNK, END, PART, REFUSED, WHOLE, Job, refusal
from .limits import Limits, allow_seconds, confine, leave_network

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean, QuerySolutions, Store

PROGRAM = "import sys; sys.path += sys.argv[1:3]; from ilrs_graph.sandbox.worker import main; main(sys.argv[3:])"
"""What Python runs, with the folders of pyoxigraph and of this package, and the limits."""


def main(limits: list[str]) -> None:
    """Answer the requests on standard input until it ends, within limits as `arguments` writes them."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the matter of the server
    leave_network()
    cpu_s, memory_mb, depth = map(int, limits)
    serve(sys.stdin.buffer, sys.stdout.buffer, Limits(cpu_s=cpu_s, memory_mb=memory_mb, depth=depth))


def arguments(limits: Limits) -> list[str]:
    """Return what of the limits a worker keeps to itself."""
    return [str(each) for each in (limits.cpu_s, limits.memory_mb, limits.depth)]


def serve(requests: IO[bytes], answers: IO[bytes], limits: Limits) -> None:
    """Open a store and answer queries until the stream of requests ends; this process is confined from then on."""
    opening = _Noted(requests)
    store = opened(opening, answers)  # type: ignore[arg-type]
    graphs = frozenset(graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode))
    _try_out(store)
    confine(limits, opening.first.decode())
    write_frame(answers, READY)
    while (content := read_frame(requests)) is not None:
        allow_seconds(limits.cpu_s)
        try:
            answer(store, graphs, Job.read(content), answers, limits)
        except IlrsGraphError as error:
            write_frame(answers, REFUSED, refusal(error))
        except RecursionError:
            write_frame(answers, REFUSED, refusal(QueryError("the query is too complex", tip="nest less")))
        except MemoryError:
            write_frame(answers, REFUSED, refusal(LimitReached("memory", f"{limits.memory_mb} MB")))


class _Noted:
    """A stream whose first frame is remembered: the folder of the store."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._read = stream, 0
        self.first = b""

    def read(self, size: int) -> bytes:
        content = self._stream.read(size)
        self._read += 1
        if self._read == 2:
            self.first = content
        return content


def _try_out(store: Store) -> None:
    """Run what every query runs, so that nothing is imported later."""
    sink = io.BytesIO()
    limits = Limits()
    regex = "ASK { ?x ilrs:operator ?y FILTER REGEX(STR(?x), 'a') }"
    for query in (regex, "SELECT", "SERVICE", "CONSTRUCT WHERE {}", "ASK { unknown:a ?p ?o }", "CLEAR ALL"):
        with suppress(IlrsGraphError):
            answer(store, frozenset(), Job(query), sink, limits)


def answer(store: Store, graphs: frozenset[str], job: Job, answers: IO[bytes], limits: Limits) -> None:
    """Write the answer to a query as frames.

    Raises:
        QueryError: it does not parse, cannot be evaluated, or may not run.
    """
    query = prepare(job.query, depth=limits.depth, graphs=graphs)
    output = _Output(answers)
    try:
        dataset = {}
        if job.default_graphs or job.named_graphs:
            dataset = {"default_graph": _nodes(job.default_graphs), "named_graphs": _nodes(job.named_graphs)}
        found = store.query(as_meant(query), base_iri=job.base or None, **dataset)  # type: ignore[arg-type]
        output.begin(job.triples if isinstance(found, QueryTriples) else job.solutions)
        buffered = io.BufferedWriter(output, CHUNK)
        _serialize(found, buffered, job)
        buffered.flush()
    except SyntaxError as error:
        raise syntax_problem(query, str(error)) from None
    except (RuntimeError, ValueError, OSError) as error:
        raise query_error(query, error) from None
    output.end()


def _serialize(found: QuerySolutions | QueryBoolean | QueryTriples, output: IO[bytes], job: Job) -> None:
    if isinstance(found, QueryTriples):
        form = RdfFormat.from_media_type(job.triples)
        serialize(found, output, form, prefixes=PREFIXES if form == RdfFormat.TURTLE else None)
    else:
        found.serialize(output, QueryResultsFormat.from_media_type(job.solutions))


def _nodes(iris: tuple[str, ...]) -> list[NamedNode]:
    """Return the graphs with these IRIs.

    Raises:
        QueryError: one is not an IRI.
    """
    try:
        return [NamedNode(iri) for iri in iris]
    except ValueError as error:
        raise QueryError(f"the IRI of a graph is wrong: {error}", tip="give absolute IRIs") from None


class _Output(io.RawIOBase):
    """Writes an answer as frames: one if it is small."""

    def __init__(self, answers: IO[bytes]) -> None:
        self._answers = answers
        self._held = b""
        self._kind = WHOLE

    def begin(self, media_type: str) -> None:
        self._held = media_type.encode() + b"\n"

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        content = bytes(data)  # type: ignore[call-overload]
        if len(self._held) + len(content) > CHUNK:
            self._kind = END
            write_frame(self._answers, PART, self._held)
            self._held = b""
        self._held += content
        return len(content)

    def end(self) -> None:
        write_frame(self._answers, self._kind, self._held)
