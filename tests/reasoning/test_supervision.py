"""The process of the reasoner: it ends when it is told to, when it breaks down, and with its parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import textwrap
import threading
import time
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Triple

from ilrs_graph.closure import Closure, materialise, supervision
from ilrs_graph.errors import IlrsGraphError
from ilrs_graph.namespaces import OWL, RDF

P = NamedNode("http://example.org/p")
TRANSITIVE = Triple(P, NamedNode(RDF + "type"), NamedNode(OWL + "TransitiveProperty"))

needs_nemo = pytest.mark.skipif(not find_spec("nmo_python"), reason="no Nemo here")
posix = pytest.mark.skipif(sys.platform == "win32", reason="SIGINT is a POSIX signal")


def line(length: int) -> list[Triple]:
    """Things in a row: the row takes Nemo a tenth of a second where it is short, a minute where it holds a thousand."""
    nodes = [NamedNode(f"http://example.org/{i}") for i in range(length)]
    return [Triple(a, P, b) for a, b in pairwise(nodes)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, of this test alone."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A module that passes for Nemo; the test writes what it does."""
    monkeypatch.delitem(sys.modules, "nmo_python", raising=False)
    module = tmp_path / "nmo_python" / "__init__.py"
    module.parent.mkdir()
    module.touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    yield module
    sys.modules.pop("nmo_python", None)


PANIC = """
    class PanicException(BaseException):
        pass
    NemoEngine = None
    def load_string(text):
        raise PanicException("left != right")
"""


class TestBreakdown:
    def test_a_panic_becomes_an_error_of_ours(self, fake: Path) -> None:
        fake.write_text(textwrap.dedent(PANIC))
        with pytest.raises(IlrsGraphError, match="left != right") as error:
            materialise([TRANSITIVE], line(3), engine="nemo")
        assert "Traceback" not in str(error.value)
        assert "owlrl" in str(error.value.tip)

    def test_also_where_no_process_can_be_started(self, fake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        fake.write_text(textwrap.dedent(PANIC))
        monkeypatch.setattr(sys, "executable", "")
        with pytest.raises(IlrsGraphError, match="left != right"):
            materialise([TRANSITIVE], line(3), engine="nemo")

    @posix
    def test_a_process_that_is_killed_is_an_error(self, fake: Path) -> None:
        fake.write_text("import os\nos.kill(os.getpid(), 9)\n")
        with pytest.raises(IlrsGraphError, match="-9"):
            materialise([TRANSITIVE], line(3), engine="nemo")

    @pytest.mark.skipif(sys.platform != "linux", reason="only Linux says what a process holds")
    def test_a_process_that_takes_too_much_is_ended(self, fake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        fake.write_text("import time\nheld = b'x' * (200 << 20)\ntime.sleep(60)\n")
        monkeypatch.setattr(supervision, "PATIENCE_S", 0.1)
        monkeypatch.setattr("ilrs_graph.closure.nemo.BYTES_AT_LEAST", 100 << 20)
        began = time.monotonic()
        with pytest.raises(IlrsGraphError, match=r"stopped when it held [12][0-9][0-9] MB"):
            materialise([TRANSITIVE], line(3), engine="nemo", limit=10)
        assert time.monotonic() - began < 30

    def test_without_a_process_the_answer_is_the_same(self, monkeypatch: pytest.MonkeyPatch) -> None:
        expected = list(materialise([TRANSITIVE], line(9)).inferred)
        monkeypatch.setattr(sys, "executable", "")
        assert list(materialise([TRANSITIVE], line(9)).inferred) == expected
        assert len(expected) == 28


@needs_nemo
def test_works_outside_the_main_thread() -> None:
    results: list[Closure] = []
    thread = threading.Thread(target=lambda: results.append(materialise([TRANSITIVE], line(9))))
    thread.start()
    thread.join()
    assert list(results[0].inferred) == list(materialise([TRANSITIVE], line(9)).inferred)


@needs_nemo
def test_signal_handler_stays() -> None:
    before = signal.getsignal(signal.SIGINT)
    materialise([TRANSITIVE], line(3))
    assert signal.getsignal(signal.SIGINT) is before


@needs_nemo
@posix
class TestCtrlC:
    def test_ends_a_long_run_at_once(self, folder: Path) -> None:
        threading.Timer(1, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
        began = time.monotonic()
        with pytest.raises(KeyboardInterrupt):
            materialise([TRANSITIVE], line(1_300))
        assert time.monotonic() - began < 10, "the run takes a minute"
        assert list(folder.iterdir()) == []

    def test_the_process_ends_with_its_parent(self, folder: Path) -> None:
        script = """
            import sys
            sys.path.insert(0, sys.argv[1])
            from test_supervision import TRANSITIVE, line
            from ilrs_graph.closure import materialise
            materialise([TRANSITIVE], line(1_300))
        """
        command = [sys.executable, "-c", textwrap.dedent(script), str(Path(__file__).parent)]
        parent = subprocess.Popen(command, env={**os.environ, "TMPDIR": str(folder)})
        child = _wait_for_child(parent.pid)
        parent.kill()
        parent.wait()
        for _ in range(200):
            if not _runs(child):
                return
            time.sleep(0.05)
        os.kill(child, signal.SIGKILL)
        pytest.fail("the reasoner outlived the process that had started it")


def _wait_for_child(parent: int) -> int:
    children = Path(f"/proc/{parent}/task/{parent}/children")
    if sys.platform != "linux" or not children.exists():
        pytest.skip("the system does not name the children of a process")
    for _ in range(400):
        for child in children.read_text().split():
            if _is_up(child):
                return int(child)
        time.sleep(0.05)
    raise AssertionError("no process was started")


def _is_up(child: str) -> bool:
    """Whether the process has loaded Nemo, so that what it set up at its start holds."""
    return "nmo_python" in Path(f"/proc/{child}/maps").read_text()


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
