"""`ilrs-graph check`: files, formats, exit codes; and strangers' input, which ends in words, in time and in place."""

from __future__ import annotations

import json
import resource
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ilrs_graph.namespaces import PREFIXES

Run = Callable[..., subprocess.CompletedProcess[str]]

HEAD = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())
GOOD = (
    HEAD
    + """
item:new a ilrs:Instrument ; rdfs:label "New"@en ; prov:wasDerivedFrom source:scio-2024-07-09-change-6 .
"""
)
BAD = HEAD + "agent:new a ilrs:Company ; ilrs:state agent:frnace .\n"


def test_all_findings_of_all_files_are_told_at_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.ttl").write_text(GOOD, "utf-8")
    (tmp_path / "bad.ttl").write_text(BAD, "utf-8")
    (tmp_path / "broken.ttl").write_text("<http://a> ? 1 .\n<http://a> <http://p> .\n", "utf-8")
    (tmp_path / "broken.jsonld").write_text("{", "utf-8")
    done = run("check", "good.ttl", "bad.ttl", "broken.ttl", "broken.jsonld")
    assert done.returncode == 3
    assert done.stderr == ""
    for place in ("bad.ttl:59:", "broken.ttl:1:12: ", "broken.ttl:2:23: ", "broken.jsonld:1:"):
        assert place.replace("59", str(BAD.count("\n"))) in done.stdout, done.stdout
    assert "good.ttl" not in done.stdout
    assert "Did you mean agent:france" in done.stdout


def test_what_is_described_in_one_file_may_be_named_in_another(run: Run, tmp_path: Path) -> None:
    (tmp_path / "item.ttl").write_text(GOOD, "utf-8")
    (tmp_path / "ride.ttl").write_text(
        HEAD + "accommodation:new a ilrs:Accommodation ; ilrs:item item:new ; ilrs:host spacecraft:change-6-lander ;\n"
        "  ilrs:ofMission mission:change-6 ; prov:wasDerivedFrom source:scio-2024-07-09-change-6 .",
        "utf-8",
    )
    assert run("check", "ride.ttl", "item.ttl").returncode == 0
    alone = run("check", "ride.ttl")
    assert alone.returncode == 1
    assert "Nothing describes item:new." in alone.stdout


@pytest.mark.parametrize(("severity", "code"), [("violation", 0), ("warning", 1), ("info", 1)])
def test_the_severity_that_fails_is_chosen(severity: str, code: int, run: Run) -> None:
    lonely = HEAD + 'mission:new a ilrs:Mission ; rdfs:label "New"@en ; '
    lonely += "prov:wasDerivedFrom source:scio-2024-07-09-change-6 ."
    done = run("check", "-", "--syntax", "turtle", "--fail-on", severity, input=lonely)
    assert done.returncode == code
    assert done.stdout.startswith("stdin:")
    assert done.stdout.endswith("0 violations, 2 warnings, 0 info\n")


def test_removals_are_checked_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "old.ttl").write_text(HEAD + "agent:cnes ilrs:state agent:france .", "utf-8")
    (tmp_path / "new.ttl").write_text(HEAD + "agent:cnes ilrs:state agent:italy .", "utf-8")
    assert "Organisation-state" in run("check", "new.ttl").stdout
    assert run("check", "new.ttl", "--remove", "old.ttl").returncode == 0
    (tmp_path / "gone.ttl").write_text(HEAD + 'item:dorn rdfs:label "No such label"@en .', "utf-8")
    done = run("check", "--remove", "gone.ttl", "--fail-on", "warning")
    assert (done.returncode, "[absent]" in done.stdout) == (1, True)


def test_a_report_goes_into_a_file_in_the_form_of_its_suffix(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text(BAD, "utf-8")
    done = run("check", "bad.ttl", "-o", "found.sarif")
    assert (done.returncode, done.stdout) == (1, "")
    assert json.loads((tmp_path / "found.sarif").read_text("utf-8"))["version"] == "2.1.0"
    wrong = run("check", "bad.ttl", "-o", "found.csv")
    assert (wrong.returncode, "not a format" in wrong.stderr) == (2, True)


@pytest.mark.parametrize(
    "words", [["--syntax", "turtel"], ["--engine", "magic"], ["--all"], ["--format", "csv"], ["--max-mb", "many"]]
)
def test_wrong_usage_is_told(words: list[str], run: Run) -> None:
    done = run("check", "-", *words, input="")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_both_engines_find_the_same(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text(BAD, "utf-8")
    fast, slow = (run("check", "bad.ttl", "--format", "json", "--engine", e).stdout for e in ("pyshifty", "pyshacl"))
    assert json.loads(fast) == json.loads(slow)


def test_no_rdflib_is_imported_to_check(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.ttl").write_text(GOOD, "utf-8")
    run("check", "good.ttl")  # builds and compiles what later runs find
    program = (
        "import sys\nfrom ilrs_graph.cli import main\nsys.argv[1:] = ['check', 'good.ttl']\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code\n"
        "print(sorted({m.partition('.')[0] for m in sys.modules} & {'rdflib', 'pyshacl', 'yaml', 'rich', 'owlrl'}))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


# strangers' input

MOST_SECONDS = 2.0
MOST_MB = 512
DEEP = 5000


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[int, list[str]]]:
    """A port of this machine that notes who connects."""
    seen: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                seen.append("a connection")
                connection.close()

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        yield server.getsockname()[1], seen


def xml(body: str, doctype: str = "") -> str:
    names = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://a/"'
    return f'<?xml version="1.0"?>\n{doctype}<rdf:RDF {names}>\n{body}\n</rdf:RDF>'


def bomb() -> str:
    entities = "".join(f'<!ENTITY e{n} "' + f"&e{n - 1};" * 10 + '">' for n in range(1, 10))
    doctype = f'<!DOCTYPE rdf:RDF [<!ENTITY e0 "lunar">{entities}]>\n'
    return xml("<rdf:Description><a:p>&e9;</a:p></rdf:Description>", doctype)


def typed(value: str, datatype: str) -> str:
    return HEAD + f'claim:new a ilrs:QuantityClaim ; ilrs:valueLiteral "{value}"^^xsd:{datatype} .'


HOSTILE: dict[str, tuple[str, Callable[[int], str | bytes], int, str]] = {
    "entity bomb": ("rdf", lambda _: bomb(), 3, "made of other entities"),
    "external entity": (
        "rdf",
        lambda port: xml(
            "<rdf:Description><a:p>&x;</a:p></rdf:Description>",
            f'<!DOCTYPE rdf:RDF [<!ENTITY x SYSTEM "http://127.0.0.1:{port}/x">]>\n',
        ),
        3,
        "refers to another file",
    ),
    "entity of a file": (
        "rdf",
        lambda _: xml("<a:p>&x;</a:p>", '<!DOCTYPE rdf:RDF [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n'),
        3,
        "refers to another file",
    ),
    "external DTD": ("rdf", lambda port: xml("", f'<!DOCTYPE r SYSTEM "http://127.0.0.1:{port}/d">\n'), 3, "DOCTYPE"),
    "remote context": (
        "jsonld",
        lambda port: f'{{"@context": "http://127.0.0.1:{port}/c", "@id": "http://a/x"}}',
        3,
        "nothing is fetched",
    ),
    "context of a file": ("jsonld", lambda _: '{"@context": "file:///etc/passwd"}', 3, "nothing is fetched"),
    "imports": (
        "ttl",
        lambda port: HEAD + f"<http://a/o> owl:imports <http://127.0.0.1:{port}/o> , <file:///etc/passwd> .",
        1,
        "none is ever followed",
    ),
    "deep brackets": ("ttl", lambda _: HEAD + "item:x rdfs:label " + "[ rdfs:label " * DEEP, 3, "deeper than"),
    "deep collections": ("ttl", lambda _: HEAD + "item:x rdfs:label " + "( " * DEEP, 3, "deeper than"),
    "deep arrays": ("jsonld", lambda _: '{"http://a/p": ' + "[" * DEEP + "]" * DEEP + "}", 3, "deeper than"),
    "deep elements": (
        "rdf",
        lambda _: xml("<rdf:Description>" + "<a:p><rdf:Description>" * DEEP),
        3,
        "deeper than",
    ),
    "50 MB literal": ("ttl", lambda _: f'<http://a/x> <http://a/p> "{"a" * 50_000_000}" .', 3, "larger than 10 MB"),
    "10 MB line": ("ttl", lambda _: f'<http://a/x> <http://a/p> "{"a" * 9_900_000}" .', 3, "longer than"),
    "10 MB line of numbers": ("nt", lambda _: "<http://a/x> <http://a/p> " + "1 , " * 2_400_000, 3, "longer than"),
    "long literal": ("ttl", lambda _: '<http://a/x> <http://a/p> """' + "a\n" * 4_000_000 + '""" .', 3, "longer than"),
    "huge decimal": ("ttl", lambda _: typed("1E999999999", "decimal"), 1, "is no xsd:decimal"),
    "huge double": ("ttl", lambda _: typed("1E999999999", "double"), 1, "more digits than can be computed with"),
    "many digits": ("ttl", lambda _: typed("9" * 90_000, "integer"), 1, "more digits than can be computed with"),
    "invalid UTF-8": ("ttl", lambda _: b"<http://a/x> <http://a/p> '\xc3\x28' .", 3, "not UTF-8"),
    "NUL": ("ttl", lambda _: b"<http://a/x> <http://a/p> '\0' .", 3, "NUL"),
    "UTF-16": ("ttl", lambda _: "<http://a/x> <http://a/p> 1 .".encode("utf-16"), 3, "UTF-16"),
    "many errors": ("ttl", lambda _: "<http://a/x> ? 1 .\n" * 200_000, 3, "[syntax]"),
    "many blank nodes": ("ttl", lambda _: HEAD + "[] rdfs:label 'x' .\n" * 500, 1, "[blank-node]"),
}


def measured(words: list[str], folder: Path) -> tuple[subprocess.CompletedProcess[str], float, float]:
    """Run the command line; return what it did, its CPU seconds and the MB that it held at most."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    program = (
        "import resource, sys\nfrom ilrs_graph.cli import main\ntry:\n    main()\nfinally:\n"
        "    print('MB', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *words], cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done, seconds, float(done.stderr.rpartition("MB ")[2] or "inf")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_ends_in_words_within_two_seconds_and_512_mb(
    name: str, tmp_path: Path, run: Run, listener: tuple[int, list[str]]
) -> None:
    suffix, content, code, words = HOSTILE[name]
    port, seen = listener
    run("check", "-", input=GOOD)  # builds the snapshot and compiles the shapes, if no test has
    file = tmp_path / f"hostile.{suffix}"
    text = content(port)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    done, seconds, megabytes = measured(["check", file.name], tmp_path)
    assert done.returncode == code, done.stderr[-500:]
    assert words in done.stdout
    assert f"{file.name}:" in done.stdout
    assert "Traceback" not in done.stderr
    assert "/root:" not in done.stdout
    assert seconds < MOST_SECONDS
    assert megabytes < MOST_MB
    assert seen == []


SHAPE = HEAD + "ilrs-sh:Hostile a sh:NodeShape ; sh:targetClass ilrs:Agent ; sh:severity sh:Violation ; {} .\n"
SHAPES = {
    "catastrophic pattern": ("sh:property [ sh:path rdfs:label ; sh:pattern '^(a+)+$' ]", "exponentially many ways"),
    "SERVICE": (
        "sh:sparql [ sh:select 'SELECT $this {{ SERVICE <http://127.0.0.1:PORT/> {{ $this ?p ?o }} }}' ]",
        "SERVICE is not allowed",
    ),
    "misspelt term": ("sh:property [ sh:path rdfs:label ; sh:minCout 1 ]", "Did you mean sh:minCount"),
    "misspelt target": ("sh:targetClass ilrs:Misson", "Did you mean ilrs:Mission"),
    "misspelt path": ("sh:property [ sh:path ilrs:contributer ]", "Did you mean ilrs:contributor"),
}


@pytest.mark.parametrize("name", SHAPES)
def test_shapes_that_cannot_be_meant_so_are_refused_at_load(
    name: str, small_root: Path, tmp_path: Path, run: Run, listener: tuple[int, list[str]]
) -> None:
    port, seen = listener
    body, words = SHAPES[name]
    shape = SHAPE.replace("{}", body).replace("{{", "{").replace("}}", "}").replace("PORT", str(port))
    (small_root / "ontology" / "shapes" / "hostile.ttl").write_text(shape, "utf-8")
    (tmp_path / "new.ttl").write_text(GOOD, "utf-8")
    run("--root", str(small_root), "info")
    for words_given in (["check", "new.ttl"], ["check", "--all"]):
        done, seconds, megabytes = measured(["--root", str(small_root), *words_given], tmp_path)
        assert (done.returncode, done.stdout) == (3, ""), done.stdout
        assert words in done.stderr
        assert "Traceback" not in done.stderr
        assert seconds < MOST_SECONDS
        assert megabytes < MOST_MB
    assert seen == []
