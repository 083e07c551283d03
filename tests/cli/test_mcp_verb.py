"""`ilrs-graph mcp`: its examples run, its output is the protocol alone, and what is wrong is said in words."""

from __future__ import annotations

import asyncio
import json
import re
import shlex
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from hang_limit import HANG_S, output_of
from ilrs_graph.cli.mcp import command

pytestmark = pytest.mark.skipif(find_spec("mcp") is None, reason="the extra `mcp` is not installed")
Run = Callable[..., subprocess.CompletedProcess[str]]
EXAMPLES = re.findall(r"^  ilrs-graph (.*)$", command.epilog or "", re.M)
BY_STDIO = [shlex.split(each) for each in EXAMPLES if "--http" not in each]
HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    },
}
COMMAND = [sys.executable, "-m", "ilrs_graph"]


def started(words: list[str], folder: Path) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    return subprocess.Popen([*COMMAND, *words], cwd=folder, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


@pytest.mark.parametrize("words", BY_STDIO, ids=" ".join)
def test_every_example_answers_the_client_of_the_sdk(words: list[str], tmp_path: Path, small_root: Path) -> None:
    from mcp import Client, StdioServerParameters, stdio_client

    arguments = ["-m", "ilrs_graph", *words, "--root", str(small_root)]

    async def work() -> tuple[list[str], str]:
        place = StdioServerParameters(command=sys.executable, args=arguments, cwd=tmp_path, env=_environment())
        async with Client(stdio_client(place)) as client:
            names = [tool.name for tool in (await client.list_tools()).tools]
            found = await client.call_tool("query", {"sparql": "SELECT ?x { ?x a ilrs:Mission }", "limit": 100})
            return names, found.content[0].text

    names, text = asyncio.run(work())
    assert "mission:change-6" in text
    assert ("ask_missions" in names) == ("--typed" in words)


def _environment() -> dict[str, str]:
    import os

    return dict(os.environ)


def test_output_is_the_protocol_alone_and_ends_with_the_input(tmp_path: Path, small_root: Path) -> None:
    process = started(["mcp", "--root", str(small_root)], tmp_path)
    call = {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "find", "arguments": {"words": "x"}}}
    ready = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    assert process.stdin is not None
    assert process.stdout is not None
    lines = []
    for message, answered in ((HELLO, True), (ready, False), ("this is no JSON", False), (call, True)):
        process.stdin.write((message if isinstance(message, str) else json.dumps(message)) + "\n")
        process.stdin.flush()
        if answered:
            lines.append(json.loads(process.stdout.readline()))
    out, err = output_of(process)
    assert (process.returncode, out) == (0, "")
    assert "Traceback" not in err
    assert [line["id"] for line in lines] == [1, 2]
    assert lines[0]["result"]["serverInfo"]["name"] == "ilrs-graph"
    assert not lines[1]["result"].get("isError")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.usefixtures("ctrl_c")
def test_ctrl_c_ends_it_at_once(tmp_path: Path, small_root: Path) -> None:
    process = started(["mcp", "--root", str(small_root)], tmp_path)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(HELLO) + "\n")
    process.stdin.flush()
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    out, err = output_of(process)
    assert (process.returncode, out) == (130, "")
    assert err.splitlines()[-1] == "stopped"
    assert "Traceback" not in err


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.usefixtures("ctrl_c")
def test_over_http_it_answers_this_machine_alone(tmp_path: Path, small_root: Path) -> None:
    (example,) = [each for each in EXAMPLES if "--http" in each]
    words = shlex.split(re.sub(r" --port \d+", " --port 0", example))
    process = started([*words, "--root", str(small_root)], tmp_path)
    assert process.stderr is not None
    lines = iter(process.stderr.readline, "")
    address = next(line for line in lines if line.startswith("answering assistants at ")).split()[-1]
    assert address.startswith("http://127.0.0.1:")
    assert _status(address) == 200
    assert _status(address, Host="evil.example") == 421
    assert _status(address, Origin="https://evil.example") == 403
    assert _status(address, Origin="http://localhost:6274") == 200
    assert asyncio.run(_asked(address)) is True
    process.send_signal(signal.SIGINT)
    out, err = output_of(process)
    assert (process.returncode, out) == (0, "")
    assert err.splitlines()[-1] == "stopped"
    assert "Traceback" not in err


def _status(address: str, **headers: str) -> int:
    accepted = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    request = urllib.request.Request(address, json.dumps(HELLO).encode(), {**accepted, **headers})
    try:
        with urllib.request.urlopen(request, timeout=HANG_S) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


async def _asked(address: str) -> bool:
    from mcp import Client

    async with Client(address) as client:
        found = await client.call_tool("query", {"sparql": "ASK { mission:change-6 a ilrs:FarSideMission }"})
        return bool(found.structured_content["boolean"])


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--port", "80"], "--port needs --http"),
        (["--port", "99999", "--http"], "99999 is not in the range"),
        (["--as-of", "soon"], "'soon' is not a day"),
        (["--root", "nowhere"], "is not a graph root"),
        (["--tpyed"], "did you mean --typed"),
    ],
)
def test_wrong_usage_is_said_in_words(run: Run, words: list[str], message: str) -> None:
    found = run("mcp", *words)
    assert found.returncode in (2, 3)
    assert message in found.stderr
    assert found.stdout == ""


def test_without_the_extra_it_says_what_to_install(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mcp_types", None)
    monkeypatch.delitem(sys.modules, "ilrs_graph.assistants.server", raising=False)
    found = run("mcp")
    assert found.returncode == 1
    assert "mcp needs mcp_types" in found.stderr
    assert "pip install 'ilrs-graph[mcp]'" in found.stderr
