"""What `ilrs-graph mcp` costs: its start, its calls beside those of the library, and the sizes of what it says.

    python benchmarks/assistants.py [--runs 20]

CPU seconds are user + system. A start ends with the answer to the first message. The cost of a call is that of the
server, without the processes for queries and checks, and of the same call of the library in this process.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ilrs_graph import LunarGraph

COMMAND = [sys.executable, "-m", "ilrs_graph", "mcp"]
CALLS: dict[str, dict[str, Any]] = {
    "list_questions": {"about": "Which partners contributed to Chang'e 6?"},
    "ask": {"question": "far-side-partners", "arguments": {"mission": "change-6"}},
    "find": {"words": "Chang'e 6"},
    "show": {"thing": "change-6"},
    "explain": {"subject": "change-6", "property": "hasPartner", "value": "cnes"},
    "query": {"sparql": "SELECT ?c ?x { ?c a ilrs:Contribution ; ilrs:contributor ?x } LIMIT 20"},
    "check": {"text": "mission:change-6 ilrs:operator agent:cnsaa ."},
}
_TICK = os.sysconf("SC_CLK_TCK")


class Server:
    """A server in a process, and the messages to it."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._number = 0
        about = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "b", "version": "1"}}
        self.said("initialize", about)
        self.start = self.cpu
        self._send({"jsonrpc": "2.0", "method": "notifications/initialized"})

    def _send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(message) + "\n")
        self.process.stdin.flush()

    def said(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        """Send a request, and return its result."""
        self._number += 1
        self._send({"jsonrpc": "2.0", "id": self._number, "method": method, "params": params})
        assert self.process.stdout is not None
        answer = json.loads(self.process.stdout.readline())
        result: dict[str, Any] = answer["result"]
        return result

    @property
    def cpu(self) -> float:
        """The CPU seconds that the process has used, without its children."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICK

    def close(self) -> None:
        """End the process."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()


def library(graph: LunarGraph) -> dict[str, Callable[[], object]]:
    """Return what the library does for each tool."""
    return {
        "list_questions": lambda: graph.find(CALLS["list_questions"]["about"], 5),
        "ask": lambda: (lambda answer: (answer.rows, answer.texts))(graph.ask("far-side-partners", mission="change-6")),
        "find": lambda: graph.find(CALLS["find"]["words"], 8),
        "show": lambda: graph.overview("change-6").references,
        "explain": lambda: graph.explain("change-6", "hasPartner", "cnes"),
    }


def mean_cpu_ms(run: Callable[[], object], runs: int) -> float:
    """Return the CPU milliseconds of a call, the mean of several after one that counts for nothing."""
    run()
    before = time.process_time()
    for _ in range(runs):
        run()
    return (time.process_time() - before) * 1000 / runs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=20)
    runs = parser.parse_args().runs
    starts = []
    for _ in range(5):
        server = Server()
        starts.append(server.start)
        server.close()
    print(f"start: {statistics.median(starts):.2f} CPU s, the median of {len(starts)}")
    graph = LunarGraph()
    graph.query("ASK {}")
    own = library(graph)
    server = Server()
    listed = server.said("tools/list", {})["tools"]
    without = [{key: value for key, value in tool.items() if key != "outputSchema"} for tool in listed]
    print(f"listing: {size(without):,} bytes, {size(listed):,} with the schemas of results")
    print("| tool | library, ms | server, ms | over, ms | text, bytes | data, bytes |\n|---|---|---|---|---|---|")
    for name, given in CALLS.items():
        call = {"name": name, "arguments": given}
        result = server.said("tools/call", call)
        before = server.cpu
        for _ in range(runs):
            server.said("tools/call", call)
        used = (server.cpu - before) * 1000 / runs
        lone = mean_cpu_ms(own[name], runs) if name in own else 0.0
        text, data = len(result["content"][0]["text"].encode()), size(result["structuredContent"])
        print(f"| {name} | {lone:.0f} | {used:.0f} | {used - lone:.0f} | {text:,} | {data:,} |")
    server.close()


def size(data: object) -> int:
    """Return the bytes of data as JSON."""
    return len(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())


if __name__ == "__main__":
    main()
