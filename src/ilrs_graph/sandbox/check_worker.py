"""The process that checks the triples of strangers in the context of one snapshot, until its input ends.

All that reads the text runs here: limits, parsers, shapes, reasoner. Nothing is written, and no connection is opened.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import IO, NamedTuple

from pyoxigraph import RdfFormat

from ..engine import StoreEngine
from ..engine.worker_process import READY, read_frame, write_frame
from ..errors import IlrsGraphError, LimitReached
from ..files.root import Root
from ..findings import FileRead, Finding, Report
from ..intake.prefixes import with_prefixes
from ..intake.read import candidate_of
from ..intake.syntaxes import sniffed, syntax_named
from ..render.options import DEFAULTS
from ..render.report import json as report_json
from ..snapshot import Snapshot, open_snapshot
from ..snapshot.address import Fingerprint
from ..snapshot.opened import read_snapshot
from ..snapshot.questions import Questions, cached_questions
from ..templates.fill import fill
from ..validation import check
from .frames import CHUNK, END, PART, REFUSED, refusal
from .limits import Limits, allow_seconds, confine, leave_network

PROGRAM = "import sys; sys.path += sys.argv[3:]; from ilrs_graph.sandbox.check_worker import main; main(sys.argv[1:3])"
"""What Python runs, with the limits and the folders of packages."""
_SAMPLES = {
    "turtle": b"<urn:a> <urn:b> 'c' ; <urn:p> ?x .",
    "trig": b"@prefix mission: <https://w3id.org/ilrs-graph/id/mission/> . mission:a a <urn:b> .",
    "ntriples": b"<urn:a> <urn:b> <urn:c> .",
    "nquads": b"<urn:a> <urn:b> <urn:c> <urn:d> .",
    "jsonld": b'{"@id": "urn:a", "urn:b": {"@list": [1]}}',
    "rdfxml": b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
    "": b"member,programme,sources\n,,\n",
}
"""A text in each syntax: what they need is imported before the limits hold."""


class Text(NamedTuple):
    """A text to be checked.

    Args:
        content: the text.
        shown: what findings call it.
        name: the name of its file, "" if it has none.
        syntax: the name of its syntax, "" if that is to be detected.
        today: the day that counts as today, "" for the current one.

    >>> Text.read(Text("a".encode(), "pasted").written()).shown
    'pasted'
    """

    content: bytes
    shown: str
    name: str = ""
    syntax: str = ""
    today: str = ""

    def written(self) -> bytes:
        """Return this text as a frame's content."""
        return json.dumps(self[1:]).encode() + b"\n" + self.content

    @classmethod
    def read(cls, frame: bytes) -> Text:
        """Return the text that a frame contains."""
        head, _, content = frame.partition(b"\n")
        return cls(content, *json.loads(head))


def place(snapshot: Snapshot) -> bytes:
    """Return the frame that tells the process which snapshot to open."""
    folder = "" if snapshot.folder is None else str(snapshot.folder)
    return json.dumps([folder, str(snapshot.root.path), *snapshot.state]).encode()


def opened(frame: bytes) -> Snapshot:
    """Return the snapshot that a frame tells: the one in its folder, else that of the current files of the root."""
    folder, path, *state = json.loads(frame)
    fingerprint = Fingerprint(*state)
    questions = cached_questions(fingerprint.questions) or Questions({}, {})
    found = read_snapshot(Path(folder), Root(Path(path)), fingerprint, questions) if folder else None
    return found or open_snapshot(Root(Path(path)))


def main(limits: list[str]) -> None:
    """Answer the requests on standard input until it ends; the limits are seconds of processor time and MB."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the matter of the server
    leave_network()
    cpu_s, memory_mb = map(int, limits)
    serve(sys.stdin.buffer, sys.stdout.buffer, Limits(cpu_s=cpu_s, memory_mb=memory_mb))


def serve(requests: IO[bytes], answers: IO[bytes], limits: Limits) -> None:
    """Open a snapshot and check texts until the stream of requests ends; this process is confined from then on."""
    snapshot = opened(read_frame(requests) or b"")
    for syntax, content in _SAMPLES.items():
        checked(snapshot, Text(content, "sample", "sample.csv" if not syntax else "", syntax))
    confine(limits, None)
    write_frame(answers, READY)
    while (frame := read_frame(requests)) is not None:
        allow_seconds(limits.cpu_s)
        try:
            send(report_json.write(checked(snapshot, Text.read(frame)), DEFAULTS).encode(), answers)
        except IlrsGraphError as error:
            write_frame(answers, REFUSED, refusal(error))
        except (MemoryError, RecursionError):
            write_frame(answers, REFUSED, refusal(LimitReached("memory", f"{limits.memory_mb} MB")))


def checked(snapshot: Snapshot, text: Text) -> Report:
    """Return the findings of a text; well-known prefixes are declared if the text is not that of a file.

    Raises:
        UsageError: its syntax has another name.
        InputError: the suffix of its file is unknown.
    """
    syntax = syntax_named(text.syntax) if text.syntax else None
    content, added = text.content, 0
    if not text.name and (syntax or sniffed(content)) in (RdfFormat.TURTLE, RdfFormat.TRIG):
        content, added = with_prefixes(content)
    candidate = candidate_of(content, text.shown, text.name or None, syntax)
    cells = fill([candidate], StoreEngine(snapshot.store))
    today = date.fromisoformat(text.today) if text.today else None
    report = check([candidate], snapshot.root, snapshot, cells=cells, today=today)
    moved = (replace(each, column=max(each.column - added, 0)) if each.line == 1 else each for each in report)
    return Report(moved, report.read)


def send(content: bytes, answers: IO[bytes]) -> None:
    """Write an answer as frames, the last one marked."""
    starts = range(0, max(len(content), 1), CHUNK)
    for start in starts:
        write_frame(answers, END if start == starts[-1] else PART, content[start : start + CHUNK])


def report_of(content: bytes) -> Report:
    """Return the report that an answer holds.

    >>> report_of(report_json.write(Report([], [FileRead("a.ttl", 3)]), DEFAULTS).encode()).read
    (FileRead(name='a.ttl', triples=3, rows=0, removed=False),)
    """
    found = json.loads(content)
    read = [FileRead(each["file"], each["triples"], each["rows"], each["removed"]) for each in found["read"]]
    return Report([Finding(**{**each, "details": tuple(each["details"])}) for each in found["findings"]], read)
