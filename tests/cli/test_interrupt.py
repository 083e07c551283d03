"""Ctrl-C while a graph is built: at once, in one line, with nothing half-written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from hang_limit import HANG_S, output_of, until
from ilrs_graph import LunarGraph

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="SIGINT is a POSIX signal"),
    pytest.mark.usefixtures("ctrl_c"),
]

ROW = 1_300
"""Things in a row under a transitive property: Nemo needs a minute for them."""


PROGRAM = f"""
import os, time
from pathlib import Path
import ilrs_graph.snapshot.build as build
from ilrs_graph.cli import main
real = build.on_disk
def on_disk(content, folder):
    (Path(os.environ["TMPDIR"]) / "writing").touch()
    real(content, folder)
    time.sleep({2 * HANG_S})
build.on_disk = on_disk
main()
"""
"""The command line; it says when it writes a snapshot, and does not come past that, so that no signal is too late."""


def interrupted(root: Path, cache: Path, moment: Callable[[], bool], **more: str) -> subprocess.CompletedProcess[str]:
    """Ask a question of `root`, send SIGINT at `moment`; return what came of it."""
    command = [sys.executable, "-c", PROGRAM, "--root", str(root), "ask", "launch-dates"]
    environment = {**os.environ, "ILRS_GRAPH_CACHE": str(cache), "TMPDIR": str(cache.parent), **more}
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", cwd=cache.parent
    )
    until(lambda: moment() or process.poll() is not None, "the moment")
    assert process.poll() is None, process.communicate()
    process.send_signal(signal.SIGINT)
    out, err = output_of(process)
    return subprocess.CompletedProcess(command, process.returncode, out, err)


@pytest.mark.skipif(not find_spec("nmo_python"), reason="no Nemo here")
def test_while_the_reasoner_runs(small_root: Path, own_cache: Path, tmp_path: Path) -> None:
    row = "".join(f":i{i} :before :i{i + 1} .\n" for i in range(ROW))
    slow = small_root / "ontology" / "slow.ttl"
    head = "@prefix : <http://example.org/> .\n@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
    slow.write_text(f"{head}:before a owl:TransitiveProperty .\n{row}", encoding="utf-8")
    done = interrupted(small_root, own_cache, lambda: any(tmp_path.glob("ilrs-nemo-*/order.json")))
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "stopped\n")
    assert not list(tmp_path.glob("ilrs-nemo-*"))
    assert not list(own_cache.glob("snapshots/*"))


def test_a_reasoner_that_never_ends_is_stopped_too(small_root: Path, own_cache: Path, tmp_path: Path) -> None:
    """So the reasoner is not waited for: this one goes on for longer than the test does."""
    module = tmp_path / "endless" / "nmo_python" / "__init__.py"
    module.parent.mkdir(parents=True)
    up = tmp_path / "up"
    module.write_text(f"import pathlib, time\npathlib.Path({str(up)!r}).touch()\ntime.sleep({4 * HANG_S})\n", "utf-8")
    path = os.pathsep.join([str(module.parents[1]), os.environ.get("PYTHONPATH", "")])
    done = interrupted(small_root, own_cache, up.exists, PYTHONPATH=path)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "stopped\n")
    assert not list(tmp_path.glob("ilrs-nemo-*"))
    assert not list(own_cache.glob("snapshots/*"))


def test_while_the_snapshot_is_written(small_root: Path, own_cache: Path) -> None:
    done = interrupted(small_root, own_cache, (own_cache.parent / "writing").exists)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "stopped\n")
    assert not list(own_cache.glob("snapshots/tmp-*"))
    assert LunarGraph(small_root).query("ASK { mission:change-6 a ilrs:FarSideMission }") is True
