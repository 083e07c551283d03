"""The bulk engine: rules run by Nemo (https://github.com/knowsys/nemo), one predicate per property and class.

Terms become integers before they reach Nemo, since it normalises literals; literals become negative ones, so that
`owl:sameAs` never equates them. Facts go through CSV files, since facts in the program text are forty times slower.
Names in the program are generated, since Nemo is silent about a misspelt one. Each table is imported under a name
of its own and copied, since Nemo 0.10.1 loses results, or panics, where rules read one imported table in two orders.
Nemo runs in a process of its own, so that it can be stopped.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from ..owl.clashes import Clash, clash_of, distinct
from ..owl.rules import Rule
from ..terms import Fact, Node
from . import nemo_process, supervision
from .facts import Facts
from .inferred import Inferred
from .nemo_program import Program
from .outcome import in_pairs, new_facts, refuse
from .prune import live_rules

_BYTES_PER_FACT = 100
"""Bytes that Nemo needs for a fact in the worst case observed, including its indexes."""

BYTES_AT_LEAST = 1 << 30
"""Minimum memory limit of Nemo, in bytes, for small inputs."""


def close(
    rules: Iterable[Rule], facts: Facts, schema: set[Node], limit: int
) -> tuple[Inferred, tuple[Clash, ...], tuple[Fact, ...]]:
    """Return the facts that the rules add; the clashes; the entailed facts that are not reported.

    The last are facts about terms in `schema`, of anonymous classes, and with a literal as subject. Rules go on from
    them.

    Raises ImportError if Nemo is not installed, IlrsGraphError if it fails, TooManyFacts if it would
    add more than `limit` facts.

    >>> added, clashes, unreported = close([], Facts([]), set(), 1)
    >>> len(added), clashes, unreported
    (0, (), ())
    """
    program = Program(live_rules(rules, facts), facts)
    if not program.rules:
        return Inferred([], []), (), ()
    with TemporaryDirectory(prefix="ilrs-nemo-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        program.write(folder, most=limit + len(facts))
        most_bytes = BYTES_AT_LEAST + _BYTES_PER_FACT * (limit + len(facts))
        ended = supervision.run_nemo(folder, on_slow=lambda: refuse(program.rules, facts, limit), most_bytes=most_bytes)
        if ended == nemo_process.NO_NEMO:
            raise ImportError("nmo_python")
        if ended == nemo_process.TOO_MANY:
            counts = json.loads((folder / "counts.json").read_bytes())
            refuse(program.rules, facts, limit, _most(program, counts))
        derived = ((r, in_pairs(_rows(folder, program.names[r]), r)) for r in program.heads)
        inferred, unreported = new_facts(derived, facts, schema)
        return inferred, distinct(_clashes(program, folder)), unreported


def _most(program: Program, counts: dict[str, int]) -> tuple[Rule, int]:
    """Return a rule whose result has the most rows, and their number."""
    name = max(counts, key=lambda name: counts[name])
    return next(rule for rule in program.rules if program.result_of(rule) == name), counts[name]


def _rows(folder: Path, name: str) -> array[int]:
    rows = array("q")
    rows.frombytes((folder / name).read_bytes())
    return rows


def _clashes(program: Program, folder: Path) -> Iterator[Clash | None]:
    """Yield the clash of each result of a rule without head."""
    terms = program.facts.ids.terms
    for rule in program.rules:
        if rule.head is None:
            width = len(rule.variables)
            numbers = iter(_rows(folder, program.result_of(rule)))
            for row in zip(*[numbers] * max(width, 1), strict=True):
                yield clash_of(rule, [terms[abs(i)] for i in row[:width]])
