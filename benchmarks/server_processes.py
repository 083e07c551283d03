"""Starts SPARQL servers on this machine: Oxigraph from PyPI, Fuseki, RDF4J and Blazegraph from Maven Central.

What is fetched stays in the folder that ILRS_GRAPH_SERVERS names, else in ~/.cache/ilrs-graph-servers. Each server
listens on 127.0.0.1 at a free port, and keeps its data in a folder that is deleted when it ends.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

STARTS_S = 120
"""Seconds in which a server must answer."""
_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"
FUSEKI = "org.apache.jena:jena-fuseki-server:5.6.0:jar"
RDF4J = "org.eclipse.rdf4j:rdf4j-http-server:4.1.3:war"
JETTY = "org.eclipse.jetty:jetty-runner:9.4.57.v20241219:jar"
BLAZEGRAPH = "com.blazegraph:blazegraph-jar:2.1.5:jar"
OXIGRAPH = "oxigraph==0.5.13"
_MEMORY = "-Xmx1500m"
_MEMORY_STORE = """
@prefix rep: <http://www.openrdf.org/config/repository#> .
@prefix sr: <http://www.openrdf.org/config/repository/sail#> .
@prefix sail: <http://www.openrdf.org/config/sail#> .
[] a rep:Repository ; rep:repositoryID "ilrs" ; rep:repositoryImpl [
  rep:repositoryType "openrdf:SailRepository" ; sr:sailImpl [ sail:sailType "openrdf:MemoryStore" ] ] .
"""
_BLAZEGRAPH_OPTIONS = """
com.bigdata.journal.AbstractJournal.file={folder}/bigdata.jnl
com.bigdata.journal.AbstractJournal.bufferMode=DiskRW
com.bigdata.rdf.store.AbstractTripleStore.quads=true
com.bigdata.rdf.store.AbstractTripleStore.axiomsClass=com.bigdata.rdf.axioms.NoAxioms
com.bigdata.rdf.sail.truthMaintenance=false
"""


class Unavailable(Exception):
    """A server that cannot be had or does not start here; the message says why."""


class Running(NamedTuple):
    """A server that runs: what `push` takes as its address, and where it answers queries."""

    url: str
    query: str
    process: subprocess.Popen[bytes]


def folder() -> Path:
    """Return the folder in which what is fetched stays."""
    named = os.environ.get("ILRS_GRAPH_SERVERS")
    found = Path(named) if named else Path.home() / ".cache" / "ilrs-graph-servers"
    found.mkdir(parents=True, exist_ok=True)
    return found


def artifact(coordinates: str) -> Path:
    """Return a file of Maven Central, fetched once."""
    _, name, version, suffix = coordinates.split(":")
    path = folder() / f"{name}-{version}.{suffix}"
    if not path.exists():
        if not shutil.which("java") or not shutil.which("mvn"):
            raise Unavailable("Java or Maven is not installed")
        command = ["mvn", "-q", "-B", _COPY, f"-Dartifact={coordinates}", f"-DoutputDirectory={folder()}"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode or not path.exists():
            raise Unavailable(f"{coordinates} could not be fetched with Maven")
    return path


def oxigraph_program() -> Path:
    """Return the program of Oxigraph, installed once into an environment of its own."""
    place = folder() / OXIGRAPH.replace("==", "-")
    program = place / "bin" / "oxigraph"
    if not program.exists():
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
        done = subprocess.run([place / "bin" / "pip", "install", "-q", OXIGRAPH], capture_output=True, check=False)
        if done.returncode:
            raise Unavailable(f"{OXIGRAPH} could not be installed")
    return program


def free_port() -> int:
    """Return a port of this machine on which nothing listens now."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


@contextmanager
def started(command: list[object], ready: str, where: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server until the end of the `with` statement; it is ready when the address `ready` answers."""
    with (where / "log").open("wb") as log:
        process = subprocess.Popen([str(word) for word in command], cwd=where, stdout=log, stderr=log)
        try:
            end = time.monotonic() + STARTS_S
            while not answers(ready):
                if process.poll() is not None or time.monotonic() > end:
                    last = (where / "log").read_text(errors="replace").strip().splitlines()[-1:]
                    raise Unavailable(f"it did not start: {''.join(last)[:200]}")
                time.sleep(0.2)
            yield process
        finally:
            process.kill()
            process.wait()


def answers(url: str) -> bool:
    """Return whether a server answers without an error of its own."""
    try:
        with urllib.request.urlopen(url, timeout=10):
            return True
    except urllib.error.HTTPError as error:
        return error.code < 500 and error.code != 404
    except OSError:
        return False


@contextmanager
def oxigraph(where: Path) -> Iterator[Running]:
    """Run Oxigraph."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    command = [oxigraph_program(), "serve", "--location", where / "db", "--bind", f"127.0.0.1:{port}"]
    with started(command, f"{base}/query", where) as process:
        yield Running(base, f"{base}/query", process)


@contextmanager
def fuseki(where: Path) -> Iterator[Running]:
    """Run Jena Fuseki with an empty dataset in memory."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    command = ["java", _MEMORY, "-jar", artifact(FUSEKI), "--localhost", "--port", port, "--update", "--mem", "/ds"]
    with started(command, f"{base}/$/ping", where) as process:
        yield Running(f"{base}/ds", f"{base}/ds/query", process)


@contextmanager
def rdf4j(where: Path) -> Iterator[Running]:
    """Run RDF4J Server with an empty repository in memory."""
    port = free_port()
    base = f"http://127.0.0.1:{port}/rdf4j-server"
    jetty = ["-jar", artifact(JETTY), "--host", "127.0.0.1", "--port", port, "--path", "/rdf4j-server"]
    command = ["java", _MEMORY, f"-Dorg.eclipse.rdf4j.appdata.basedir={where}", *jetty, artifact(RDF4J)]
    with started(command, f"{base}/protocol", where) as process:
        headers = {"Content-Type": "text/turtle"}
        url = f"{base}/repositories/ilrs"
        made = urllib.request.Request(url, _MEMORY_STORE.encode(), headers, method="PUT")
        with urllib.request.urlopen(made, timeout=60):
            yield Running(url, url, process)


@contextmanager
def blazegraph(where: Path) -> Iterator[Running]:
    """Run Blazegraph with named graphs."""
    port = free_port()
    jar, options = artifact(BLAZEGRAPH), where / "RWStore.properties"
    with zipfile.ZipFile(jar) as packed:
        packed.extractall(where, [name for name in packed.namelist() if name.startswith("war/")])
    options.write_text(_BLAZEGRAPH_OPTIONS.format(folder=where))
    opened = [f"--add-opens=java.base/java.{name}=ALL-UNNAMED" for name in ("lang", "nio")]
    named = [
        f"-D{name}={options}"
        for name in ("com.bigdata.rdf.sail.webapp.ConfigParams.propertyFile", "bigdata.propertyFile")
    ]
    jetty = ["-jar", artifact(JETTY), "--host", "127.0.0.1", "--port", port, "--jar", jar, "--path", "/bigdata"]
    url = f"http://127.0.0.1:{port}/bigdata/namespace/kb/sparql"
    with started(["java", _MEMORY, *opened, *named, *jetty, where / "war"], f"{url}?query=ASK%7B%7D", where) as process:
        yield Running(url, url, process)


SERVERS: dict[str, tuple[str, Callable[[Path], AbstractContextManager[Running]]]] = {
    "oxigraph": ("Oxigraph server 0.5.13", oxigraph),
    "fuseki": ("Jena Fuseki 5.6.0", fuseki),
    "rdf4j": ("RDF4J Server 4.1.3", rdf4j),
    "blazegraph": ("Blazegraph 2.1.5", blazegraph),
}
"""The kind of server, as `push --kind` names it: its name and version, and what runs it."""


@contextmanager
def running(kind: str) -> Iterator[Running]:
    """Run a server of a kind, in a temporary folder."""
    with ExitStack() as stack:
        where = stack.enter_context(TemporaryDirectory(prefix="ilrs-graph-", ignore_cleanup_errors=True))
        yield stack.enter_context(SERVERS[kind][1](Path(where)))
