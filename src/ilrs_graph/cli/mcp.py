"""`ilrs-graph mcp`."""

from __future__ import annotations

import click

from ..errors import MissingDependency, UsageError
from . import ending, notice
from .options import AS_OF_HELP, log, open_graph, queries_option, root_option


@click.command(
    name="mcp",
    epilog="""\b
Examples:
  ilrs-graph mcp
  ilrs-graph mcp --typed --as-of 2024-06-01
  ilrs-graph mcp --http --port 8765

\b
A client starts it by itself; many read a file like this:
  {"mcpServers": {"ilrs-graph": {"command": "ilrs-graph", "args": ["mcp"]}}}""",
)
@click.option("--typed", is_flag=True, help="Offer each saved question as a tool of its own too.")
@click.option("--http", is_flag=True, help="Answer over HTTP on this machine, not by standard input and output.")
@click.option("--port", type=click.IntRange(0, 65535), metavar="N", help="With --http (default: 8765; 0: a free one).")
@click.option("--as-of", metavar="DAY", help=AS_OF_HELP)
@queries_option
@root_option
def command(typed: bool, http: bool, port: int | None, as_of: str | None, root: str | None) -> None:
    """Answer assistants by the Model Context Protocol: tested questions, things, proofs and SPARQL as tools.

    It is read-only and opens no connection. Without --http, requests come by standard input and answers go to standard
    output, until the input ends; words for people go to stderr. Queries of an assistant run in processes of their own,
    with limits of time, memory and size. When files of the graph change, it answers over the new ones.
    """
    if port is not None and not http:
        raise UsageError("--port needs --http", tip="add --http, or omit --port")
    try:
        from ..assistants.graph import Held
        from ..assistants.server import server_of
    except ImportError as error:
        if (error.name or "").partition(".")[0] == "ilrs_graph":
            raise
        raise MissingDependency(f"mcp needs {error.name}", tip="pip install 'ilrs-graph[mcp]'") from None
    graph = open_graph(root, as_of, built=False)
    notice.stop()
    server = server_of(Held(graph.reading, log=log), graph.reading().questions.values() if typed else ())
    with ending.own_signals():
        if http:
            from ..assistants import over_http

            over_http.serve(server, _PORT if port is None else port, lambda at: log(f"answering assistants at {at}"))
            log("stopped")
        else:
            from ..assistants import over_stdio

            try:
                over_stdio.serve(server)
            except KeyboardInterrupt:  # a thread still waits for input, and would keep the process
                ending.end_process("stopped", ending.STOPPED)


_PORT = 8765
