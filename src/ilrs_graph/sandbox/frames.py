"""What the server and a worker say to each other: frames on two pipes, as `engine.worker_process` writes them.

A request is a `Job`. An answer that is small is one frame, `WHOLE`; a larger one is a frame `PART` for each 64 KiB,
then `END`. Both begin with the media type and a line break. `REFUSED` ends an answer early.
"""

from __future__ import annotations

import asyncio
import json
from typing import NamedTuple

from ..errors import IlrsGraphError, LimitReached, Place, QueryError

WHOLE, PART, END, REFUSED = b"w", b"p", b"e", b"x"
"""The kinds of frames of an answer: the first byte of each."""
CHUNK = 65_536
"""The bytes of a part of an answer."""
_LONGEST = 16 * CHUNK
"""The most bytes of a frame: a message may be longer than a part."""


class Job(NamedTuple):
    """A query, the media types of its answer for solutions and for triples, its dataset and its base IRI.

    No graphs: the dataset is the whole store. `form` is a media type that pyoxigraph writes.

    >>> Job.read(Job("ASK {}").written()).query
    'ASK {}'
    """

    query: str
    solutions: str = "application/sparql-results+json"
    triples: str = "text/turtle"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str = ""

    def written(self) -> bytes:
        """Return this job as a frame's content."""
        return json.dumps(self).encode()

    @classmethod
    def read(cls, content: bytes) -> Job:
        """Return the job that a frame contains."""
        return cls(*json.loads(content))


def refusal(error: IlrsGraphError) -> bytes:
    """Return the content of a frame for an error that ends an answer.

    >>> str(refused(refusal(LimitReached("memory", "512 MB"))))
    'the query needs more memory than 512 MB'
    """
    if isinstance(error, QueryError):
        return json.dumps(["query", str(error), error.tip, error.place, error.what]).encode()
    if isinstance(error, LimitReached):
        return json.dumps(["limit", error.limit, error.most]).encode()
    return json.dumps(["fault", str(error), error.tip]).encode()


def refused(content: bytes) -> IlrsGraphError:
    """Return the error that a frame contains."""
    kind, *rest = json.loads(content)
    if kind == "limit":
        return LimitReached(*rest)
    if kind == "fault":
        return IlrsGraphError(rest[0], tip=rest[1])
    message, tip, place, what = rest
    return QueryError(message, tip=tip, place=place and Place(*place), what=what)


async def next_frame(stream: asyncio.StreamReader) -> bytes | None:
    """Return the content of the next frame; None at the end, and if what comes is no frame."""
    try:
        length = int.from_bytes(await stream.readexactly(8))
        return await stream.readexactly(length) if length <= _LONGEST else None
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
