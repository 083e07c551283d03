"""`ilrs-graph serve`: its examples run, Ctrl-C stops it, and what is wrong is said in words."""

from __future__ import annotations

import re
import shlex
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

import ilrs_graph.web
from hang_limit import HANG_S, output_of
from ilrs_graph.cli.serve import command

pytestmark = pytest.mark.skipif(
    find_spec("starlette") is None or find_spec("uvicorn") is None, reason="the extra `web` is not installed"
)
Run = Callable[..., subprocess.CompletedProcess[str]]
EXAMPLES = re.findall(r"^  ilrs-graph (.*)$", command.epilog or "", re.M)
FREE_PORT = re.compile(r" --port \d+|$")


@contextmanager
def serving(words: list[str], folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run the command in a process; yield it and the address that it says."""
    command = [sys.executable, "-m", "ilrs_graph", *words]
    process = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        lines = iter(process.stderr.readline, "")
        address = next(line for line in lines if line.startswith("serving at "))
        yield process, address.removeprefix("serving at ").strip()
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.usefixtures("ctrl_c")
def test_every_example_serves_until_ctrl_c(example: str, tmp_path: Path, small_root: Path) -> None:
    """On a free port, and over a small graph."""
    words = shlex.split(FREE_PORT.sub(" --port 0", example, count=1))
    with serving([*words, "--root", str(small_root)], tmp_path) as (process, address):
        with urllib.request.urlopen(address + "sparql?query=ASK%20%7B%7D", timeout=HANG_S) as response:
            assert b'"boolean":true' in response.read()
        process.send_signal(signal.SIGINT)
        out, err = output_of(process)
    assert (process.returncode, out) == (0, "")
    assert err.splitlines()[-1] == "stopped"
    assert re.search(r"^GET \S*/sparql 200 26 B \d+ ms$", err, re.M)
    assert "Traceback" not in err


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_sigterm_stops_it_too(tmp_path: Path, small_root: Path) -> None:
    with serving(["serve", "--port", "0", "--root", str(small_root)], tmp_path) as (process, _):
        process.terminate()
        _, err = output_of(process)
    assert (process.returncode, err) == (0, "stopped\n")


def test_another_host_is_warned_of(tmp_path: Path, small_root: Path) -> None:
    words = [sys.executable, "-m", "ilrs_graph", "serve", "--host", "0.0.0.0", "--port", "0", "--root", str(small_root)]
    process = subprocess.Popen(words, cwd=tmp_path, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    seen = [next(line for line in iter(process.stderr.readline, "") if line.startswith("warning: "))]
    process.kill()
    process.communicate()
    assert seen == ["warning: 0.0.0.0 may be reached from other machines; put a proxy with TLS before it\n"]


WRONG = {
    "no port": (["--port", "70000"], "70000 is not in the range"),
    "no path": (["--base-path", "moon"], "--base-path: 'moon' is not a path\n  tip: begin with /"),
    "a path upwards": (["--base-path", "/a b"], "--base-path: '/a b' is not a path"),
    "no day": (["--as-of", "31.10.2023"], "'31.10.2023' is not a day"),
    "no host": (["--host", "nowhere.invalid", "--port", "0"], "cannot listen at --host nowhere.invalid, --port 0"),
}


@pytest.mark.parametrize(("words", "message"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_in_words(words: list[str], message: str, run: Run, small_root: Path) -> None:
    done = run("serve", *words, "--root", str(small_root))
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr


@pytest.mark.parametrize("package", ["starlette", "uvicorn"])
def test_without_the_extra_it_says_how_to_install_it(package: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ilrs_graph, "web", ilrs_graph.web)  # to be there again after the import that fails
    for name in [
        name for name in sys.modules if name.startswith("ilrs_graph.web") or name.partition(".")[0] == package
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    done = run("serve")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"error: serve needs {package}")
    assert "tip: pip install 'ilrs-graph[web]'" in done.stderr
