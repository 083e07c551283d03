"""Subjects as Turtle text, collected for one file."""

from __future__ import annotations

from pathlib import Path

from ilrs_graph.namespaces import PREFIXES


class Block:
    """Subjects as Turtle text, and how many triples they hold."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.prefixes: set[str] = set()
        self.triples = 0

    def add(self, subject: str, kind: str, *pairs: tuple[str, str]) -> str:
        """Add a subject with its class and pairs of predicate and object; return the subject."""
        unique = dict.fromkeys([("a", kind), *pairs])
        self.lines.append(f"{subject} " + " ;\n    ".join(f"{p} {o}" for p, o in unique) + " .\n")
        for word in (subject, *(w for pair in unique for w in pair)):
            text = word.rpartition('"')[2].removeprefix("^^")
            self.prefixes.add(text.partition(":")[0])
        self.triples += len(unique)
        return subject

    def write(self, path: Path) -> None:
        """Write the subjects to a Turtle file with the prefixes that they use."""
        path.parent.mkdir(parents=True, exist_ok=True)
        head = "".join(f"@prefix {p}: <{PREFIXES[p]}> .\n" for p in sorted(self.prefixes & PREFIXES.keys()))
        path.write_text(head + "\n" + "\n".join(self.lines), encoding="utf-8", newline="\n")
