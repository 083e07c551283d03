"""Jobs and errors pass through frames unchanged; what is no frame is an end."""

from __future__ import annotations

import asyncio
import io

import pytest

from ilrs_graph.engine.worker_process import write_frame
from ilrs_graph.errors import IlrsGraphError, LimitReached, Place, QueryError
from ilrs_graph.sandbox.frames import Job, next_frame, refusal, refused


def test_a_job_passes_unchanged() -> None:
    job = Job("ASK { ?x ?y '嫦娥\n' }", "text/csv", "text/turtle", ("urn:a",), ("urn:b", "urn:c"), "http://base/")
    again = Job.read(job.written())
    assert again == job._replace(default_graphs=again.default_graphs, named_graphs=again.named_graphs)
    assert (tuple(again.default_graphs), tuple(again.named_graphs)) == (job.default_graphs, job.named_graphs)


@pytest.mark.parametrize(
    "error",
    [
        QueryError("line 2: no", tip="do", place=Place("", 2, 3), what="no"),
        QueryError("no"),
        LimitReached("memory", "512 MB"),
        IlrsGraphError("broken", tip="try again"),
    ],
)
def test_an_error_passes_unchanged(error: IlrsGraphError) -> None:
    again = refused(refusal(error))
    assert type(again) is type(error)
    assert (again.message, again.tip) == (error.message, error.tip)
    assert getattr(again, "place", None) == getattr(error, "place", None)
    assert getattr(again, "limit", None) == getattr(error, "limit", None)


def frames_of(content: bytes) -> list[bytes | None]:
    async def run() -> list[bytes | None]:
        stream = asyncio.StreamReader()
        stream.feed_data(content)
        stream.feed_eof()
        found = [await next_frame(stream)]
        while found[-1] is not None:
            found.append(await next_frame(stream))
        return found

    return asyncio.run(run())


def test_frames_are_read_as_the_worker_writes_them() -> None:
    written = io.BytesIO()
    write_frame(written, b"w", b"one")
    write_frame(written, b"")
    assert frames_of(written.getvalue()) == [b"wone", b"", None]


@pytest.mark.parametrize("content", [b"", b"\0" * 7, b"\0" * 7 + b"\x05abc", b"\xff" * 9], ids=repr)
def test_a_cut_or_impossible_frame_is_an_end(content: bytes) -> None:
    assert frames_of(content) == [None]
