"""Run the code of docs/tutorial.ipynb, and record what its cells show: python tests/record_tutorial.py.

A cell is run as a notebook does it: what it prints goes to a stream, and the value of its last expression is shown as
text and, if it has `_repr_html_`, as HTML. The file is notebook format 4.5 in JSON, so no notebook software is needed.
"""

from __future__ import annotations

import ast
import io
import json
import re
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

_STYLE = re.compile(r"<style scoped>.*?</style>\n?", re.DOTALL)
"""The style of a DataFrame, which is another in each version of pandas."""
TUTORIAL = Path(__file__).parents[1] / "docs" / "tutorial.ipynb"


def read() -> dict[str, Any]:
    """Return the notebook."""
    notebook: dict[str, Any] = json.loads(TUTORIAL.read_text("utf-8"))
    return notebook


def written(notebook: dict[str, Any]) -> str:
    """Return the notebook as its file has it."""
    return json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def run(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return the notebook with the outputs of this run; a cell that raises an error ends it."""
    names: dict[str, Any] = {"__name__": "__main__"}
    cells, count = [], 0
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            count += 1
            outputs = list(_outputs("".join(cell["source"]), names, count))
            cell = {**cell, "execution_count": count, "outputs": outputs}
        cells.append(cell)
    return {**notebook, "cells": cells}


def _outputs(source: str, names: dict[str, Any], count: int) -> list[dict[str, Any]]:
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    value, printed = None, io.StringIO()
    with redirect_stdout(printed):
        exec(compile(tree, f"<cell {count}>", "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), f"<cell {count}>", "eval"), names)
    outputs: list[dict[str, Any]] = []
    if printed.getvalue():
        outputs.append({"name": "stdout", "output_type": "stream", "text": _lines(printed.getvalue())})
    if value is not None:
        data = {"text/plain": _lines(repr(value))}
        if hasattr(value, "_repr_html_"):
            data["text/html"] = _lines(
                re.sub(r"<style scoped>.*?</style>\n?", "", value._repr_html_(), flags=re.DOTALL)
            )
        outputs.append({"data": data, "execution_count": count, "metadata": {}, "output_type": "execute_result"})
    return outputs


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


if __name__ == "__main__":
    before = read()
    TUTORIAL.write_text(written(run(before)), "utf-8")
    changed = written(before) != written(read())
    print(f"{TUTORIAL.name}: {'recorded anew; read the difference' if changed else 'unchanged'}", file=sys.stderr)
