"""Servers for `web.py`: ours, and its peers over the same triples, each in processes of its own that end with it."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

_START_S = 180
_OURS = """
from ilrs_graph.web import ahead, sparql
ahead.addresses = lambda view: iter(())  # else pages would be there before they are asked for
sparql.KEPT = {kept}  # the most bytes of an answer that is kept
from ilrs_graph.__main__ import main
main()
"""
_FUSEKI = {"org": "org.apache.jena", "name": "jena-fuseki-server", "version": "5.5.0"}


class Server(NamedTuple):
    """A server that runs: its name, port, the path of its SPARQL endpoint, and the number of its process."""

    name: str
    port: int
    path: str
    pid: int

    @property
    def address(self) -> str:
        """Its address, without a path."""
        return f"http://127.0.0.1:{self.port}"

    def memory_mb(self) -> float:
        """Return the memory of its processes in MB; what they share counts once."""
        return sum(map(_memory_kb, family(self.pid))) / 1024

    def cpu_s(self) -> float:
        """Return the CPU seconds of the threads of its first process."""
        threads = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(each.read_text().split()[0]) for each in threads) / 1e9


def family(pid: int) -> Iterator[int]:
    """Yield a process and those that it started."""
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in children.read_text().split():
            yield from family(int(child))


def _memory_kb(pid: int) -> int:
    try:
        shares = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0  # it ended since it was listed
    found = re.search(r"^Pss:\s+(\d+) kB", shares, re.MULTILINE)
    return int(found[1]) if found else 0


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


@contextmanager
def running(name: str, command: list[str], port: int, path: str, folder: Path) -> Iterator[Server]:
    """Run a server until the block ends; it is there when its endpoint answers an ASK."""
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, start_new_session=True)
    try:
        deadline = time.monotonic() + _START_S
        while not _answers(port, path):
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"{name} does not answer: {(folder / 'log').read_text()[-2000:]}")
            time.sleep(0.2)
        yield Server(name, port, path, process.pid)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _answers(port: int, path: str) -> bool:
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", f"{path}?query=ASK%20%7B%7D", headers={"Accept": "application/sparql-results+json"})
        return connection.getresponse().status == 200
    except OSError:
        return False


@contextmanager
def ours(root: Path, folder: Path, name: str = "ilrs-graph", kept: int = -1) -> Iterator[Server]:
    """Run our server, which keeps answers to queries of at most so many bytes; else each is computed again."""
    port = free_port()
    program = _OURS.format(kept=kept)
    command = [sys.executable, "-c", program, "serve", "--port", str(port), "--root", str(root)]
    with running(name, command, port, "/sparql", folder) as server:
        yield server


def peers(store: Path, triples: Path, folder: Path) -> Iterator[tuple[str, list[str], int, str]]:
    """Yield the name, command, port and path of each peer that this machine has.

    `oxigraph` and `rdflib-endpoint` are looked for on the PATH, Fuseki where Java and Maven are.
    """
    oxigraph, endpoint = shutil.which("oxigraph"), shutil.which("rdflib-endpoint")
    if oxigraph:
        port = free_port()
        where = ["--location", str(store), "--bind", f"127.0.0.1:{port}"]
        yield "oxigraph serve-read-only", [oxigraph, "serve-read-only", *where], port, "/query"
    else:
        print("oxigraph is not on the PATH: pip install oxigraph", file=sys.stderr)
    jar = fuseki(folder)
    if jar is not None:
        port = free_port()
        options = ["--localhost", "--port", str(port), "--file", str(triples), "/ds"]
        yield "Fuseki, warm", ["java", "-jar", str(jar), *options], port, "/ds/sparql"
    if endpoint:
        port = free_port()
        yield (
            "rdflib-endpoint",
            [endpoint, "serve", "--host", "127.0.0.1", "--port", str(port), str(triples)],
            port,
            "/",
        )
    else:
        print("rdflib-endpoint is not on the PATH: pip install rdflib-endpoint", file=sys.stderr)


def fuseki(folder: Path) -> Path | None:
    """Return the archive of Fuseki, None without Java or Maven."""
    given = os.environ.get("FUSEKI_JAR")
    if given:
        return Path(given)
    if shutil.which("java") is None or shutil.which("mvn") is None:
        print("Java or Maven is absent: no Fuseki", file=sys.stderr)
        return None
    artifact = ":".join(_FUSEKI.values())
    command = ["mvn", "-q", "dependency:copy", f"-Dartifact={artifact}", f"-DoutputDirectory={folder}"]
    if subprocess.run(command, cwd=folder, stdout=sys.stderr).returncode:
        return None
    return folder / f"{_FUSEKI['name']}-{_FUSEKI['version']}.jar"
