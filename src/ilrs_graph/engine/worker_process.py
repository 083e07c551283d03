"""The code of a process that answers queries over a store, so that a query can be ended with it.

It reads and writes frames: a length of eight bytes, then so many bytes. The first frame is the path of a store on disk;
where it cannot be opened, the answer is `AGAIN` and the next frame has the quads. Each further frame is a query. The
first byte of an answer tells its kind. Nothing of this package is imported, so that the process starts quickly.
"""

from __future__ import annotations

import sys
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from pyoxigraph import Store

READY, AGAIN = b"r", b"a"
TABLE, BOOLEAN, TRIPLES, SYNTAX_ERROR, OTHER_ERROR = b"t", b"b", b"c", b"s", b"e"
"""The kinds of answers: results in JSON, `1` or nothing, N-Triples, and the messages of errors."""


def read_frame(stream: IO[bytes]) -> bytes | None:
    """Return the next frame, None at the end.

    >>> import io
    >>> read_frame(io.BytesIO(bytes([0, 0, 0, 0, 0, 0, 0, 2]) + b"abc"))
    b'ab'
    """
    head = stream.read(8)
    if len(head) < 8:
        return None
    length = int.from_bytes(head)
    content = stream.read(length)
    return content if len(content) == length else None


def write_frame(stream: IO[bytes], *parts: bytes) -> None:
    """Write one frame and flush it.

    >>> import io
    >>> stream = io.BytesIO()
    >>> write_frame(stream, b"a", b"bc")
    >>> stream.getvalue()[-4:]
    b'\\x03abc'
    """
    stream.write(sum(map(len, parts)).to_bytes(8))
    for part in parts:
        stream.write(part)
    stream.flush()


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Open a store and answer queries until the stream of requests ends."""
    store = opened(requests, answers)
    write_frame(answers, READY)
    while (query := read_frame(requests)) is not None:
        write_frame(answers, *answer(store, query.decode()))


def opened(requests: IO[bytes], answers: IO[bytes]) -> Store:
    """Return the store whose folder the first frame names, else one with the quads of the second frame."""
    from pyoxigraph import RdfFormat, Store

    try:
        return Store.read_only((read_frame(requests) or b"").decode())
    except (OSError, ValueError, RuntimeError):
        write_frame(answers, AGAIN)
        store = Store()
        store.bulk_load(read_frame(requests) or b"", RdfFormat.N_QUADS)
        return store


def answer(store: Store, query: str) -> tuple[bytes, bytes]:
    """Return the kind and the content of an answer."""
    from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat

    try:
        found = store.query(query)
        if isinstance(found, QueryBoolean):
            return BOOLEAN, b"1" if found else b""
        if isinstance(found, QuerySolutions):
            return TABLE, found.serialize(format=QueryResultsFormat.JSON) or b""
        return TRIPLES, found.serialize(format=RdfFormat.N_TRIPLES) or b""
    except SyntaxError as error:
        return SYNTAX_ERROR, str(error).encode()
    except (RuntimeError, ValueError, OSError) as error:
        return OTHER_ERROR, str(error).encode()


if __name__ == "__main__":
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the matter of the process that asks
    sys.path.append(sys.argv[1])
    serve(sys.stdin.buffer, sys.stdout.buffer)
