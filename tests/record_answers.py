"""Record the answers over the real data in `tests/answers/`: run it after a change of data and read the diff.

python tests/record_answers.py
"""

from __future__ import annotations

from pathlib import Path

from ilrs_graph.graph import LunarGraph
from ilrs_graph.render import format_named, write

ANSWERS = Path(__file__).parent / "answers"


def record(folder: Path = ANSWERS) -> None:
    """Write the answer to every saved question, without arguments, as `ilrs-graph ask SLUG --format csv` prints it."""
    folder.mkdir(exist_ok=True)
    graph = LunarGraph(Path(__file__).parents[1])
    for gone in {path.stem for path in folder.glob("*.csv")} - set(graph.questions):
        (folder / f"{gone}.csv").unlink()
    for slug in graph.questions:
        text = write(graph.ask(slug), format_named("csv", "answer"))
        (folder / f"{slug}.csv").write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    record()
