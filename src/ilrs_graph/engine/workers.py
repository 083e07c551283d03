"""Queries with a time limit: they run in processes that are ended when the time is over; the session lives on."""

from __future__ import annotations

import subprocess
import threading
import time
import weakref
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue

from pyoxigraph import QueryResultsFormat, RdfFormat, Store, parse, parse_query_results

from ..errors import IlrsGraphError, QueryTimeout
from . import worker_process as protocol
from .isolated import folder_of, isolated
from .model import Result, Table, as_table, query_error, result

_MOST_IDLE = 2


class LimitedEngine:
    """An Engine whose queries run in workers and raise `QueryTimeout` after so many seconds."""

    def __init__(self, workers: Workers, seconds: float) -> None:
        self._workers = workers
        self.seconds = seconds

    def query(self, sparql: str) -> Result:
        """Run a query of any type.

        Raises:
            QueryError: it does not parse or cannot be evaluated.
            QueryTimeout: it takes longer than allowed.
        """
        from ..sparql.as_meant import as_meant

        kind, content = self._workers.run(as_meant(sparql), self.seconds)
        if kind == protocol.SYNTAX_ERROR:
            raise query_error(sparql, SyntaxError(content.decode()))
        if kind == protocol.OTHER_ERROR:
            raise query_error(sparql, ValueError(content.decode()))
        if kind == protocol.TRIPLES:
            return [quad.triple for quad in parse(content, format=RdfFormat.N_TRIPLES)]
        if kind == protocol.BOOLEAN:
            return bool(content)
        return result(parse_query_results(content, format=QueryResultsFormat.JSON))

    def select(self, sparql: str) -> Table:
        """Run a SELECT query.

        Raises:
            QueryError: it does not parse, cannot be evaluated, or is not a SELECT.
            QueryTimeout: it takes longer than allowed.
        """
        return as_table(self.query(sparql))

    def limited(self, seconds: float) -> LimitedEngine:
        """Return an engine with another limit."""
        return LimitedEngine(self._workers, seconds)


class Workers:
    """The processes that answer queries over one store: one for each query that runs, and at most two idle ones.

    The first query starts the first. They end with this object, and with this process.
    """

    def __init__(self, store: Store, folder: Path | None) -> None:
        self._store, self._folder = store, folder
        self._idle: list[_Worker] = []
        self._lock = threading.Lock()
        self._end = weakref.finalize(self, _end_all, self._idle)

    def run(self, sparql: str, seconds: float) -> tuple[bytes, bytes]:
        """Return the kind and the content of the answer to a query.

        Raises:
            QueryTimeout: it takes longer than `seconds`; its process is ended.
            IlrsGraphError: a process cannot be started.
        """
        worker = self._take()
        try:
            found = worker.ask(sparql, seconds)
        except BaseException:
            worker.end()
            raise
        self._put(worker)
        return found

    def _take(self) -> _Worker:
        while True:
            with self._lock:
                worker = self._idle.pop() if self._idle else None
            if worker is None:
                return _Worker(self._store, self._folder)
            if worker.lives:
                return worker
            worker.end()

    def _put(self, worker: _Worker) -> None:
        with self._lock:
            if len(self._idle) < _MOST_IDLE:
                self._idle.append(worker)
                return
        worker.end()


class _Worker:
    """One process, which has opened the store or, if it is in memory or removed from the disk, got its quads.

    Raises:
        IlrsGraphError: it cannot be started.
    """

    def __init__(self, store: Store, folder: Path | None) -> None:
        try:
            command = isolated(protocol.__file__, folder_of("pyoxigraph"))
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        except OSError as error:
            raise _not_started(str(error.strerror)) from None
        self._frames: SimpleQueue[bytes | None] = SimpleQueue()
        threading.Thread(target=self._receive, name="ilrs-graph-answers", daemon=True).start()
        try:
            self._open(store, folder)
        except BaseException:
            self.end()
            raise

    def _open(self, store: Store, folder: Path | None) -> None:
        self._send("" if folder is None else str(folder))
        found = self._frames.get()
        if found == protocol.AGAIN:
            self._send(store.dump(format=RdfFormat.N_QUADS) or b"")
            found = self._frames.get()
        if found != protocol.READY:
            raise _not_started("it ended at once")

    @property
    def lives(self) -> bool:
        return self._process.poll() is None

    def ask(self, sparql: str, seconds: float) -> tuple[bytes, bytes]:
        deadline = time.monotonic() + seconds
        self._send(sparql)
        try:
            found = self._frames.get(timeout=max(0.0, deadline - time.monotonic()))
        except Empty:
            raise QueryTimeout(seconds) from None
        if found is None:
            raise IlrsGraphError("the process that ran the query ended", tip="it may need more memory than there is")
        return found[:1], found[1:]

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        with suppress(OSError):
            if self._process.stdin is not None:
                self._process.stdin.close()

    def _send(self, content: str | bytes) -> None:
        assert self._process.stdin is not None
        with suppress(OSError):  # it has ended, which the next answer tells
            protocol.write_frame(self._process.stdin, content if isinstance(content, bytes) else content.encode())

    def _receive(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        with stream:
            while True:
                frame = protocol.read_frame(stream)
                self._frames.put(frame)
                if frame is None:
                    return


def _not_started(why: str) -> IlrsGraphError:
    return IlrsGraphError(f"a query with a time limit cannot be run: {why}", tip="run it without a time limit")


def _end_all(idle: list[_Worker]) -> None:
    for worker in idle:
        worker.end()
