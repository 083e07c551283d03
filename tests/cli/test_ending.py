"""Ctrl-C, SIGTERM and --timeout end each verb that reads the graph, also within a query, with one line."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hang_limit import HANG_S, join, output_of, until
from ilrs_graph import LunarGraph
from ilrs_graph.cli import ending, group, main
from ilrs_graph.findings import Report

Run = Callable[..., subprocess.CompletedProcess[str]]
posix = pytest.mark.skipif(sys.platform == "win32", reason="SIGINT is a POSIX signal")
pytestmark = pytest.mark.usefixtures("ctrl_c")

PROGRAM = """
import sys
import threading
from importlib import import_module
from pathlib import Path
from pyoxigraph import NamedNode, Quad, Store
from ilrs_graph.__main__ import main
place, mark = sys.argv[1:3]
del sys.argv[1:3]
module, *names = place.split(":")
owner = import_module("ilrs_graph." + module)
for name in names[:-1]:
    owner = getattr(owner, name)
def endless(*_, **__):
    store = Store()
    store.extend(Quad(NamedNode(f"urn:{n}"), NamedNode("urn:p"), NamedNode(f"urn:{n}")) for n in range(2000))
    Path(mark).touch()
    list(store.query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"))
setattr(owner, names[-1], endless)
main()
"""
"""The command line, with a function in the place of which a query runs that takes days."""

VERBS = {
    "query": ("engine:StoreEngine:query", ["query", "SELECT ?x { ?x a ilrs:FarSideMission }"]),
    "ask": ("engine:StoreEngine:select", ["ask", "far-side-partners"]),
    "show": ("engine:StoreEngine:select", ["show", "change-6"]),
    "timeline": ("engine:StoreEngine:select", ["timeline"]),
    "forecast": ("engine:StoreEngine:select", ["forecast"]),
    "explain": ("explanation.explain:Explainer:explain", ["explain", "change-6", "hasPartner", "cnes"]),
    "export": ("graph.lunar_graph:LunarGraph:export", ["export"]),
    "check": ("graph.lunar_graph:LunarGraph:check", ["check", "new.ttl"]),
    "check --all": ("graph.lunar_graph:LunarGraph:check_all", ["check", "--all"]),
    "diff": ("graph.lunar_graph:LunarGraph:diff", ["diff", "new.ttl", "new.ttl"]),
}
"""Verb to the function in the place of which a query runs, and the words of a call."""
NEW = """@prefix ilrs: <https://w3id.org/ilrs-graph/ontology#> .
@prefix mission: <https://w3id.org/ilrs-graph/id/mission/> .
mission:change-6 ilrs:status <https://w3id.org/ilrs-graph/vocab/status/flown> .
"""


@pytest.fixture
def folder(tmp_path: Path, repo: Path) -> Iterator[Path]:
    (tmp_path / "new.ttl").write_text(NEW, encoding="utf-8")
    before = set(tmp_path.iterdir())
    yield tmp_path
    assert {path for path in tmp_path.iterdir() if path.name != "mark"} == before


def started(verb: str, folder: Path, repo: Path, *more: str) -> subprocess.Popen[str]:
    """Start a verb that comes to a query which takes days."""
    place, words = VERBS[verb]
    command = [sys.executable, "-c", PROGRAM, place, str(folder / "mark"), "--root", str(repo), *words, *more]
    return subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=dict(os.environ)
    )


def interrupt_query(process: subprocess.Popen[str], folder: Path, number: int = signal.SIGINT) -> None:
    """Send a signal when the query runs, or when the process has ended."""
    until(lambda: (folder / "mark").exists() or process.poll() is not None, "the query")
    process.send_signal(number)


@posix
@pytest.mark.parametrize("verb", VERBS)
def test_ctrl_c_ends_a_verb_within_a_query(verb: str, folder: Path, repo: Path) -> None:
    process = started(verb, folder, repo, "--timeout", "0")
    interrupt_query(process, folder)
    assert (*output_of(process), process.returncode) == ("", "stopped\n", 130)


@pytest.mark.parametrize("verb", VERBS)
def test_the_time_limit_ends_a_verb_within_a_query(verb: str, folder: Path, repo: Path) -> None:
    process = started(verb, folder, repo, "--timeout", "0.7")
    out, err = output_of(process)
    assert (out, process.returncode) == ("", 3)
    assert err.startswith("error: not done after 0.7 s;")
    assert "--timeout SECONDS" in err
    assert err.count("\n") == 1


@posix
def test_sigterm_ends_a_verb_within_a_query(folder: Path, repo: Path) -> None:
    process = started("query", folder, repo, "--timeout", "0")
    interrupt_query(process, folder, signal.SIGTERM)
    assert (*output_of(process), process.returncode) == ("", "stopped\n", 143)


@posix
def test_the_old_file_stays(folder: Path, repo: Path) -> None:
    (folder / "out.csv").write_text("old", encoding="utf-8")
    process = started("ask", folder, repo, "-o", "out.csv", "--timeout", "0")
    interrupt_query(process, folder)
    output_of(process)
    assert (folder / "out.csv").read_text("utf-8") == "old"
    (folder / "out.csv").unlink()


@posix
def test_a_process_that_ignores_ctrl_c_still_has_a_time_limit(folder: Path, repo: Path) -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        process = started("query", folder, repo, "--timeout", "1")
    finally:
        signal.signal(signal.SIGINT, before)
    interrupt_query(process, folder)
    assert output_of(process)[1].startswith("error: not done after 1 s;")
    assert process.returncode == 3


@posix
def test_ctrl_c_before_the_command_line_is_imported(tmp_path: Path) -> None:
    program = (
        f"import sys, time, pathlib\n"
        f"class Slow:\n"
        f"    def find_spec(self, name, *_):\n"
        f"        if name == 'click':\n"
        f"            pathlib.Path({str(tmp_path / 'mark')!r}).touch()\n"
        f"            time.sleep({HANG_S})\n"
        f"sys.meta_path.insert(0, Slow())\n"
        f"from ilrs_graph.__main__ import main\n"
        f"main()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )
    until((tmp_path / "mark").exists, "the import")
    process.send_signal(signal.SIGINT)
    assert (*output_of(process), process.returncode) == ("", "stopped\n", 130)


def test_time_does_not_run_while_a_reader_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    happened = []

    class Clock:
        def start(self, seconds: float) -> None:
            happened.append(f"start {seconds}")

        def stop(self) -> None:
            happened.append("stop")

    class Output(io.StringIO):
        def write(self, text: str) -> int:
            happened.append("write")
            return len(text)

    monkeypatch.setattr(ending, "_watch", Clock())
    monkeypatch.setattr(sys, "stdout", Output())
    group.main(["query", "ASK {}", "--timeout", "7"], standalone_mode=False)
    assert happened == ["start 7.0", "stop", "write"]


@pytest.mark.parametrize(
    ("words", "started"),
    [(["query", "ASK {}"], ["start 60.0"]), (["check", "--all"], []), (["diff", "new.ttl", "new.ttl"], [])],
)
def test_the_limit_of_a_verb(
    words: list[str], started: list[str], folder: Path, repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A verb that reads whole graphs takes as long as these need."""
    happened: list[str] = []
    monkeypatch.setattr("ilrs_graph.cli.options.start_clock", lambda seconds: happened.append(f"start {seconds}"))
    monkeypatch.setattr(LunarGraph, "check_all", lambda *_, **__: Report([]))
    monkeypatch.chdir(folder)
    group.main(["--root", str(repo), *words], standalone_mode=False)
    assert [what for what in happened if what != "start 0.0"] == started


@pytest.mark.parametrize("seconds", ["x", "-1", "nan", "inf", "", "1e99"])
def test_a_limit_that_is_none_is_refused(seconds: str, run: Run) -> None:
    done = run("query", "ASK {}", "--timeout", seconds)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"--timeout: {seconds!r} is not a number of seconds" in done.stderr


@pytest.mark.parametrize("seconds", ["0", "0.0", "1e6", "90"])
def test_a_limit_that_is_one_is_taken(seconds: str, run: Run) -> None:
    assert run("query", "ASK {}", "--timeout", seconds).stdout.strip() == "true"


def open_files() -> int:
    """Return how many files this process has open, 0 where the system does not tell."""
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.exists() else 0


def test_a_process_may_run_many_commands(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """No thread, file or handler of a command is left."""
    monkeypatch.setattr(sys, "argv", ["ilrs-graph", "--version"])
    before = (signal.getsignal(signal.SIGINT), threading.active_count(), open_files())
    for _ in range(5):
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == 0
    assert capsys.readouterr().out.count("ilrs-graph ") == 5
    assert (signal.getsignal(signal.SIGINT), threading.active_count(), open_files()) == before


def test_a_command_may_run_in_another_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["ilrs-graph", "--version"])
    codes: list[object] = []

    def run() -> None:
        try:
            main()
        except SystemExit as end:
            codes.append(end.code)

    thread = threading.Thread(target=run)
    thread.start()
    join(thread)
    assert codes == [0]


@posix
def test_a_process_with_many_open_files_may_call_it(run: Run) -> None:
    held: list[int] = []
    try:
        while not held or held[-1] < 1024:
            try:
                held.append(os.open(os.devnull, os.O_RDONLY))
            except OSError:
                pytest.skip("this process may not open so many files")
        done = run("--version")
    finally:
        for each in held:
            os.close(each)
    assert (done.returncode, done.stderr) == (0, "")
