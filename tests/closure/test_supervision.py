"""The process of the reasoner: it ends when it is told to, when it breaks down, and with its parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import textwrap
import threading
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, Triple

from hang_limit import HANG_S, join, until
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
        assert "python" in str(error.value.tip)

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
        fake.write_text(f"import time\nheld = b'x' * (200 << 20)\ntime.sleep({2 * HANG_S})\n")
        monkeypatch.setattr(supervision, "PATIENCE_S", 0.1)
        monkeypatch.setattr("ilrs_graph.closure.nemo.BYTES_AT_LEAST", 100 << 20)
        with pytest.raises(IlrsGraphError, match=r"stopped because it used [12][0-9][0-9] MB"):
            materialise([TRANSITIVE], line(3), engine="nemo", limit=10)

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
    join(thread)
    assert list(results[0].inferred) == list(materialise([TRANSITIVE], line(9)).inferred)


@needs_nemo
def test_signal_handler_stays() -> None:
    before = signal.getsignal(signal.SIGINT)
    materialise([TRANSITIVE], line(3))
    assert signal.getsignal(signal.SIGINT) is before


@needs_nemo
@posix
class TestCtrlC:
    @pytest.mark.usefixtures("ctrl_c")
    def test_ends_a_long_run_at_once(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The reasoner is killed in the midst of its run: it does not come to its end, which takes a minute."""
        started: list[subprocess.Popen[bytes]] = []

        class Noted(subprocess.Popen[bytes]):
            def __init__(self, *words: Any, **more: Any) -> None:
                super().__init__(*words, **more)
                started.append(self)

        def interrupt() -> None:
            until(lambda: started and _is_up(started[0].pid), "the reasoner")
            os.kill(os.getpid(), signal.SIGINT)

        monkeypatch.setattr(subprocess, "Popen", Noted)
        thread = threading.Thread(target=interrupt)
        thread.start()
        with pytest.raises(KeyboardInterrupt):
            materialise([TRANSITIVE], line(1_300))
        join(thread)
        assert [process.returncode for process in started] == [-signal.SIGKILL]
        assert list(folder.iterdir()) == []

    def test_the_process_ends_with_its_parent(self, folder: Path) -> None:
        script = """
            import sys
            sys.path[:0] = sys.argv[1:]
            from test_supervision import TRANSITIVE, line
            from ilrs_graph.closure import materialise
            materialise([TRANSITIVE], line(4_000), limit=10**8)  # takes longer than anybody waits
        """
        command = [sys.executable, "-c", textwrap.dedent(script), *FOLDERS]
        with subprocess.Popen(command, env={**os.environ, "TMPDIR": str(folder)}) as parent:
            try:
                child = _wait_for_child(parent.pid)
            finally:
                parent.kill()
        try:
            until(lambda: not _runs(child), "the end of the reasoner after that of the process that had started it")
        finally:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)


FOLDERS = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
"""Where a process finds this module, and what it imports."""


def _wait_for_child(parent: int) -> int:
    children = Path(f"/proc/{parent}/task/{parent}/children")
    if sys.platform != "linux" or not children.exists():
        pytest.skip("the system does not name the children of a process")
    up: list[int] = []
    until(lambda: up.extend(child for child in map(int, children.read_text().split()) if _is_up(child)) or up, "Nemo")
    return up[0]


def _is_up(child: int) -> bool:
    """Whether the process has loaded Nemo, so that what it set up at its start holds."""
    if sys.platform != "linux":
        return True
    return "nmo_python" in Path(f"/proc/{child}/maps").read_text()


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
