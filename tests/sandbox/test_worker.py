"""The process that answers: its frames, its formats, and what it can no longer do."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Store

from hang_limit import HANG_S
from ilrs_graph.engine.isolated import bare_environment, folder_of, isolated
from ilrs_graph.engine.worker_process import read_frame, write_frame
from ilrs_graph.errors import QueryError
from ilrs_graph.sandbox import frames
from ilrs_graph.sandbox.frames import Job
from ilrs_graph.sandbox.limits import Limits
from ilrs_graph.sandbox.worker import answer
from small_store import GRAPH, THINGS

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="/proc tells the limits of a process")


def answered(store: Store, job: Job, graphs: frozenset[str] = frozenset()) -> list[bytes]:
    output = io.BytesIO()
    answer(store, graphs, job, output, Limits())
    output.seek(0)
    found = []
    while (frame := read_frame(output)) is not None:
        found.append(frame)
    return found


def test_a_small_answer_is_one_frame(store: Store) -> None:
    (frame,) = answered(store, Job("ASK { ?x <urn:next> ?y }"))
    assert frame == frames.WHOLE + b'application/sparql-results+json\n{"head":{},"boolean":true}'


def test_a_large_answer_comes_in_parts(store: Store) -> None:
    parts = answered(store, Job("SELECT * { ?a ?b ?c . ?d <urn:name> ?e } LIMIT 5000", solutions="text/csv"))
    assert len(parts) > 2
    assert [part[:1] for part in parts] == [*[frames.PART] * (len(parts) - 1), frames.END]
    assert all(len(part) <= frames.CHUNK + 1 for part in parts)
    media_type, _, content = b"".join(part[1:] for part in parts).partition(b"\n")
    assert media_type == b"text/csv"
    assert content.count(b"\r\n") == 5001


@pytest.mark.parametrize(
    "media_type",
    ["application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"],
)
def test_each_format_of_solutions(media_type: str, store: Store) -> None:
    (frame,) = answered(store, Job("SELECT ?n { <urn:thing:7> <urn:name> ?n }", solutions=media_type))
    assert frame[1:].startswith(media_type.encode() + b"\n")
    assert "thing 7 é".encode() in frame


@pytest.mark.parametrize(
    "media_type", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]
)
def test_each_format_of_triples(media_type: str, store: Store) -> None:
    (frame,) = answered(store, Job("DESCRIBE <urn:thing:7>", triples=media_type))
    assert frame[1:].startswith(media_type.encode() + b"\n")
    assert b"urn:thing:8" in frame


def test_the_dataset_of_the_protocol_replaces_that_of_the_store(store: Store) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?x ?y ?z }"

    def counted(**graphs: tuple[str, ...]) -> int:
        (frame,) = answered(store, Job(count, solutions="text/csv", **graphs))  # type: ignore[arg-type]
        return int(frame.split()[-1])

    assert counted() == 2 * THINGS
    assert counted(default_graphs=(GRAPH.value,)) == 1
    assert counted(default_graphs=("urn:none",)) == 0
    assert counted(named_graphs=(GRAPH.value,)) == 0
    with pytest.raises(QueryError, match="IRI of a graph"):
        counted(default_graphs=("not an IRI",))


def test_from_may_name_a_graph_of_the_store_only(store: Store) -> None:
    (frame,) = answered(store, Job("ASK FROM <urn:graph> { ?x <urn:in> ?y }"), frozenset([GRAPH.value]))
    assert b"true" in frame
    for other in ("<urn:other>", "urn:graph", "<file:///etc/passwd>"):
        with pytest.raises(QueryError):
            answered(store, Job(f"ASK FROM {other} {{ }}"), frozenset([GRAPH.value]))


def test_relative_iris_need_a_base_and_our_prefixes_need_no_declaration(store: Store) -> None:
    (frame,) = answered(store, Job("CONSTRUCT { <s> a ilrs:Mission } {}", base="http://base/x"))
    assert b"<http://base/s> a ilrs:Mission" in frame
    with pytest.raises(QueryError, match="absolute IRI"):
        answered(store, Job("CONSTRUCT { <s> a ilrs:Mission } {}"))


PROBE = """
import os, sys, json
sys.path += sys.argv[1:3]
from pathlib import Path
from ilrs_graph.sandbox.limits import Limits, confine, leave_network
import pyoxigraph, resource, socket
left = leave_network()
store = pyoxigraph.Store.read_only(sys.argv[3])
confine(Limits(memory_mb=64), sys.argv[3])
def tried(work):
    try:
        work()
    except BaseException as error:
        return type(error).__name__
    return "done"
print(json.dumps({
    "socket": tried(lambda: socket.socket()),
    "read": tried(lambda: open("/etc/hostname")),
    "write": tried(lambda: open(sys.argv[3] + "/new", "w")),
    "memory": tried(lambda: bytearray(200 * 2**20)),
    "query": sum(1 for _ in store.query("SELECT * { { ?a ?b ?c } UNION { GRAPH ?g { ?a ?b ?c } } }")),
    "core": resource.getrlimit(resource.RLIMIT_CORE)[0],
    "environment": sorted(os.environ),
}))
"""


@LINUX
def test_a_confined_process_reads_its_store_and_nothing_else(folder: Path) -> None:
    command = isolated("-c", PROBE, folder_of("pyoxigraph"), folder_of("ilrs_graph"), str(folder))
    done = subprocess.run(
        command, env=bare_environment(), capture_output=True, text=True, check=False, timeout=HANG_S
    )  # fmt: skip
    assert done.stderr == ""
    found = json.loads(done.stdout)
    assert found == {
        "socket": "OSError", "read": "OSError", "write": "OSError", "memory": "MemoryError",
        "query": 2 * THINGS + 1, "core": 0, "environment": ["LC_ALL", "PATH"],
    }  # fmt: skip


def test_a_worker_ends_with_its_input(folder: Path) -> None:
    from ilrs_graph.sandbox.worker import PROGRAM, arguments

    command = isolated("-c", PROGRAM, folder_of("pyoxigraph"), folder_of("ilrs_graph"), *arguments(Limits()))
    requests = io.BytesIO()
    write_frame(requests, str(folder).encode())
    write_frame(requests, Job("ASK {}").written())
    done = subprocess.run(
        command, input=requests.getvalue(), capture_output=True, check=False, timeout=HANG_S, env=bare_environment()
    )
    assert (done.returncode, done.stderr) == (0, b"")
    answers = io.BytesIO(done.stdout)
    assert [read_frame(answers), (read_frame(answers) or b"")[:1], read_frame(answers)] == [b"r", frames.WHOLE, None]
