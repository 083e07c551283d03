"""The command line called in this process: what it prints and its exit code, without the start of an interpreter.

A test of signals, of real streams, of what is imported or of limits of a process starts one of its own.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

from hang_limit import HANG_S
from ilrs_graph.cli import main, options


def called(words: Sequence[str], given: bytes, folder: Path, environment: Mapping[str, str]) -> tuple[int, bytes, str]:
    """Run `ilrs-graph WORD...` in `folder` with `given` on stdin; return exit code, stdout and stderr.

    Without `--timeout` it may take as long as any wait of the tests: a busy machine takes a minute for what takes one
    second.
    """
    code: Any = 0
    with (
        patch.object(options, "TIMEOUT_S", HANG_S),
        as_process(["ilrs-graph", *words], given, folder, environment) as (out, err),
    ):
        try:
            main()
        except SystemExit as end:
            code = end.code
        sys.stdout.flush()
        sys.stderr.flush()
        return int(code or 0), out.getvalue(), err.getvalue().decode()


WITHOUT_LIMIT = f"""import sys
from ilrs_graph.cli import options
sys.argv[0] = "ilrs-graph"
options.TIMEOUT_S = {HANG_S}
from ilrs_graph.__main__ import main
main()
"""
"""The command line in a process of its own, with the same limit."""


@contextmanager
def as_process(
    words: Sequence[str], given: bytes, folder: Path, environment: Mapping[str, str]
) -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    """Let this process look like one of the command line: arguments, streams, folder, environment."""
    out, err = io.BytesIO(), io.BytesIO()
    before = sys.argv, sys.stdin, sys.stdout, sys.stderr
    script, sys.modules["__main__"] = sys.modules["__main__"], ModuleType("__main__")  # click names the program by it
    here, surroundings = Path.cwd(), dict(os.environ)
    streams = [io.TextIOWrapper(raw, encoding="utf-8", write_through=True) for raw in (io.BytesIO(given), out, err)]
    sys.argv, (sys.stdin, sys.stdout, sys.stderr) = list(words), streams
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    try:
        yield out, err
    finally:
        sys.argv, sys.stdin, sys.stdout, sys.stderr = before
        sys.modules["__main__"] = script
        os.chdir(here)
        os.environ.clear()
        os.environ.update(surroundings)
