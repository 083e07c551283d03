"""Write the last result of a file of the soak into its line of soak.md: `.ci/soak` calls this after each file."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path

TABLE = Path(__file__).with_name("soak.md")
HEAD = """# The soak

The last result of each test file at full size (`pytest -m soak`, run by `.ci/soak`), with its commit. A file that is
not listed has not been run since this list was begun.

| File | Outcome | Processor time | Commit | Day |
|---|---|---|---|---|
"""


def with_result(table: str, file: str, commit: str, seconds: float, outcome: str, day: date) -> str:
    """Return the table with the line of a file replaced or added.

    >>> print(with_result("", "tests/a.py", "1a2b", 61.2, "2 passed", date(2026, 11, 30)).splitlines()[-1])
    | tests/a.py | 2 passed | 61 s | 1a2b | 2026-11-30 |
    """
    lines = {line.split(" | ")[0]: line for line in table.splitlines() if line.startswith("| tests/")}
    lines[f"| {file}"] = f"| {file} | {outcome} | {seconds:.0f} s | {commit} | {day} |"
    return HEAD + "".join(f"{lines[key]}\n" for key in sorted(lines))


def main() -> None:
    file, commit, taken, last = sys.argv[1:]
    seconds = sum(map(float, taken.split()[-2:]))
    counts = ", ".join(re.findall(r"\d+ (?:passed|failed|skipped|xfailed|error)", last)) or "did not run"
    before = TABLE.read_text("utf-8") if TABLE.exists() else ""
    TABLE.write_text(with_result(before, file, commit, seconds, counts, date.today()), encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
