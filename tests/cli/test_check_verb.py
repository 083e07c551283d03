"""`ilrs-graph check`: files, formats, exit codes; and strangers' input, which ends in words and in place."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hang_limit import HANG_S

sys.path.insert(0, str(Path(__file__).parent))

from hostile import HEAD, HOSTILE, SHAPES, content, shape

Run = Callable[..., subprocess.CompletedProcess[str]]

GOOD = (
    HEAD
    + """
item:new a ilrs:Instrument ; rdfs:label "New"@en ; prov:wasDerivedFrom source:scio-2024-07-09-change-6 .
"""
)
BAD = HEAD + "agent:new a ilrs:Company ; ilrs:ofState agent:frnace .\n"


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
        HEAD + "accommodation:new a ilrs:Accommodation ; ilrs:carriedItem item:new ;\n"
        "  ilrs:host spacecraft:change-6-lander ; ilrs:ofMission mission:change-6 ;\n"
        "  prov:wasDerivedFrom source:scio-2024-07-09-change-6 .",
        "utf-8",
    )
    assert run("check", "ride.ttl", "item.ttl").returncode == 0
    alone = run("check", "ride.ttl")
    assert alone.returncode == 1
    assert "item:new is not defined." in alone.stdout


@pytest.mark.parametrize(("severity", "code"), [("violation", 0), ("warning", 1), ("info", 1)])
def test_the_severity_that_fails_is_chosen(severity: str, code: int, run: Run) -> None:
    lonely = HEAD + 'mission:new a ilrs:Mission ; rdfs:label "New"@en ; '
    lonely += "prov:wasDerivedFrom source:scio-2024-07-09-change-6 ."
    done = run("check", "-", "--syntax", "turtle", "--fail-on", severity, input=lonely)
    assert done.returncode == code
    assert done.stdout.startswith("stdin:")
    assert done.stdout.endswith("0 violations, 3 warnings, 0 info\n")


def test_removals_are_checked_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "old.ttl").write_text(HEAD + "agent:cnes ilrs:ofState agent:france .", "utf-8")
    (tmp_path / "new.ttl").write_text(HEAD + "agent:cnes ilrs:ofState agent:italy .", "utf-8")
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
    assert (wrong.returncode, "not a supported format" in wrong.stderr) == (2, True)


@pytest.mark.parametrize(
    "words", [["--syntax", "turtel"], ["--shacl", "magic"], ["--all"], ["--format", "csv"], ["--max-mb", "many"]]
)
def test_wrong_usage_is_told(words: list[str], run: Run) -> None:
    done = run("check", "-", *words, input="")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_both_engines_find_the_same(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text(BAD, "utf-8")
    fast, slow = (run("check", "bad.ttl", "--format", "json", "--shacl", e).stdout for e in ("pyshifty", "pyshacl"))
    assert json.loads(fast) == json.loads(slow)


def test_no_rdflib_is_imported_to_check(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.ttl").write_text(GOOD, "utf-8")
    run("check", "good.ttl")  # builds and compiles what later runs find
    program = (
        "import sys\nfrom ilrs_graph.cli import main\nsys.argv[1:] = ['check', 'good.ttl']\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code\n"
        "print(sorted({m.partition('.')[0] for m in sys.modules} & {'rdflib', 'pyshacl', 'yaml', 'owlrl'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True, timeout=HANG_S
    )
    assert done.stdout.splitlines()[-1] == "[]"


# strangers' input

MOST_MB = 512
MOST_STEPS, MOST_STEPS_A_BYTE = 500_000, 3
"""What may be done for any input, and for each byte of it: 120,000 and at most 1.5 are usual. For seconds, see
benchmarks/strangers.py."""


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


MEASURED = f"""
import pathlib, re, resource, sys
sys.path.insert(0, {str(Path(__file__).parents[1])!r})
from ilrs_graph.cli import main
from steps import steps
ended = SystemExit(0)
def run():
    global ended
    try:
        main()
    except SystemExit as end:
        ended = end
def held():
    # what this program held; the other figure begins with what the tests held that started it
    status = pathlib.Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\\s*(\\d+)", status.read_text())[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
count = steps(run)
print("MEASURED", count, held() / 1024, file=sys.stderr)
raise ended
"""


def measured(words: list[str], folder: Path) -> tuple[subprocess.CompletedProcess[str], int, float]:
    """Run the command line; return what it did, its steps and the MB that it held at most."""
    command = [sys.executable, "-c", MEASURED, *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=HANG_S, check=False)
    count, megabytes = done.stderr.rpartition("MEASURED ")[2].split()
    return done, int(count), float(megabytes)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_ends_in_words_in_few_steps_and_512_mb(
    name: str, tmp_path: Path, run: Run, listener: tuple[int, list[str]]
) -> None:
    suffix, _, code, words = HOSTILE[name]
    port, seen = listener
    run("check", "-", input=GOOD)  # builds the snapshot and compiles the shapes, if no test has
    file = tmp_path / f"hostile.{suffix}"
    file.write_bytes(content(name, port))
    done, count, megabytes = measured(["check", file.name], tmp_path)
    assert done.returncode == code, done.stderr[-500:]
    assert words in done.stdout
    assert f"{file.name}:" in done.stdout
    assert "Traceback" not in done.stderr
    assert "/root:" not in done.stdout
    assert count < MOST_STEPS + MOST_STEPS_A_BYTE * file.stat().st_size
    assert megabytes < MOST_MB
    assert seen == []


@pytest.mark.parametrize("name", SHAPES)
def test_shapes_that_cannot_be_meant_so_are_refused_at_load(
    name: str, small_root: Path, tmp_path: Path, run: Run, listener: tuple[int, list[str]]
) -> None:
    port, seen = listener
    body, words = SHAPES[name]
    (small_root / "ontology" / "shapes" / "hostile.ttl").write_text(shape(body, port), "utf-8")
    (tmp_path / "new.ttl").write_text(GOOD, "utf-8")
    run("--root", str(small_root), "info")
    for words_given in (["check", "new.ttl"], ["check", "--all"]):
        done, count, megabytes = measured(["--root", str(small_root), *words_given], tmp_path)
        assert (done.returncode, done.stdout) == (3, ""), done.stdout
        assert words in done.stderr
        assert "Traceback" not in done.stderr
        assert count < MOST_STEPS
        assert megabytes < MOST_MB
    assert seen == []


@pytest.mark.parametrize("size", ["0", "-1", "nan", "inf"])
@pytest.mark.parametrize("verb", ["check", "add", "diff"])
def test_a_size_limit_must_be_a_positive_number(verb: str, size: str, run: Run) -> None:
    done = run(verb, "new.ttl", "--max-mb", size)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: --max-mb: ")
