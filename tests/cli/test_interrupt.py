"""Ctrl-C while a graph is built: at once, in one line, with nothing half-written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from ilrs_graph import LunarGraph

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGINT is a POSIX signal")

ROW = 1_300
"""Things in a row under a transitive property: Nemo needs a minute for them."""


def interrupted(root: Path, cache: Path, moment: Callable[[], bool]) -> tuple[subprocess.CompletedProcess[str], float]:
    """Ask a question of `root`, send SIGINT at `moment`; return what came of it, and after how many seconds."""
    command = [sys.executable, "-m", "ilrs_graph", "--root", str(root), "ask", "launch-dates"]
    environment = {**os.environ, "ILRS_GRAPH_CACHE": str(cache), "TMPDIR": str(cache.parent)}
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", cwd=cache.parent
    )
    while not moment():
        assert process.poll() is None, process.communicate()
        time.sleep(0.002)
    sent = time.monotonic()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    return subprocess.CompletedProcess(command, process.returncode, out, err), time.monotonic() - sent


@pytest.mark.skipif(not find_spec("nmo_python"), reason="no Nemo here")
def test_while_the_reasoner_runs(small_root: Path, own_cache: Path, tmp_path: Path) -> None:
    row = "".join(f":i{i} :before :i{i + 1} .\n" for i in range(ROW))
    slow = small_root / "ontology" / "slow.ttl"
    head = "@prefix : <http://example.org/> .\n@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
    slow.write_text(f"{head}:before a owl:TransitiveProperty .\n{row}", encoding="utf-8")
    done, after = interrupted(small_root, own_cache, lambda: any(tmp_path.glob("ilrs-nemo-*/order.json")))
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "stopped\n")
    assert after < 10
    assert not list(tmp_path.glob("ilrs-nemo-*"))
    assert not list(own_cache.glob("snapshots/*"))


def test_while_the_snapshot_is_written(root_copy: Path, own_cache: Path) -> None:
    done, _ = interrupted(root_copy, own_cache, lambda: any(own_cache.glob("snapshots/tmp-*")))
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "stopped\n")
    assert not list(own_cache.glob("snapshots/tmp-*"))
    assert LunarGraph(root_copy).query("ASK { mission:change-6 a ilrs:FarSideMission }") is True
