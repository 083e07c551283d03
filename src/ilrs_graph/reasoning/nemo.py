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

from ilrs_graph.errors import TooManyFacts

from . import nemo_process, supervision
from .clashes import Clash, clash_of, distinct
from .explosion import largest
from .facts import Facts, Relation
from .inferred import Inferred, is_reported
from .live import live_rules
from .nemo_program import Program
from .rules import Node, Rule
from .vocabulary import SAME_AS

_BYTES_PER_FACT = 100
"""What Nemo needs for a fact in the worst case seen, its indexes included."""

BYTES_AT_LEAST = 1 << 30
"""How much memory Nemo may take for few facts."""


def close(rules: Iterable[Rule], facts: Facts, schema: set[Node], limit: int) -> tuple[Inferred, tuple[Clash, ...]]:
    """Return what the rules add to the facts, leaving out triples about terms in `schema`, and the clashes.

    Raises ImportError where Nemo is not installed, IlrsGraphError where it breaks down, TooManyFacts where it would
    add more than `limit` facts.

    >>> added, clashes = close([], Facts([]), set(), 1)
    >>> len(added), clashes
    (0, ())
    """
    program = Program(live_rules(rules, facts), facts)
    if not program.rules:
        return Inferred([], []), ()
    with TemporaryDirectory(prefix="ilrs-nemo-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        program.write(folder, most=limit + len(facts))
        most_bytes = BYTES_AT_LEAST + _BYTES_PER_FACT * (limit + len(facts))
        ended = supervision.reason(folder, suspect=lambda: _refuse(program, limit), most_bytes=most_bytes)
        if ended == nemo_process.NO_NEMO:
            raise ImportError("nmo_python")
        if ended == nemo_process.TOO_MANY:
            _refuse(program, limit, json.loads((folder / "counts.json").read_bytes()))
        return _inferred(program, folder, schema), distinct(_clashes(program, folder))


def _refuse(program: Program, limit: int, counts: dict[str, int] | None = None) -> None:
    """Raise TooManyFacts where a rule gives more facts than allowed, or where `counts` say that all do together."""
    rule, count = largest(program.rules, program.facts)
    if count > limit and rule is not None:
        raise TooManyFacts(rule.name, rule.axiom, count, len(program.facts), limit)
    if counts is not None:
        name = max(counts, key=lambda name: counts[name])
        rule = next(rule for rule in program.rules if program.result_of(rule) == name)
        raise TooManyFacts(rule.name, rule.axiom, counts[name], len(program.facts), limit)


def _rows(folder: Path, name: str) -> array[int]:
    rows = array("q")
    rows.frombytes((folder / name).read_bytes())
    return rows


def _inferred(program: Program, folder: Path, schema: set[Node]) -> Inferred:
    """Return the new facts about individuals."""
    ids = program.facts.ids
    left_out = {ids[term] for term in schema if term in ids}
    tables = ((r, _new(program, folder, r, left_out)) for r in program.heads if is_reported(r))
    return Inferred.from_pairs(list(tables), ids.terms)


def _new(program: Program, folder: Path, relation: Relation, left_out: set[int]) -> array[int]:
    """Return the pairs that were not asserted, packed; see `is_about_individual` for what else is left out."""
    known = set(_packed(program.facts.tables.get(relation, array("q")), relation, left_out))
    return array(
        "Q", (pair for pair in _packed(_rows(folder, program.names[relation]), relation, left_out) if pair not in known)
    )


def _packed(rows: array[int], relation: Relation, left_out: set[int]) -> Iterator[int]:
    if relation.of is not None:
        return (s << 32 | s for s in rows if s > 0 and s not in left_out)
    numbers = iter(rows)
    pairs = zip(numbers, numbers, strict=True)
    if relation.predicate == SAME_AS:
        return (s << 32 | o for s, o in pairs if s > 0 and s not in left_out and s != o)
    return (s << 32 | (o if o > 0 else -o) for s, o in pairs if s > 0 and s not in left_out)


def _clashes(program: Program, folder: Path) -> Iterator[Clash | None]:
    """Yield the clash of each result of a rule without head."""
    terms = program.facts.ids.terms
    for rule in program.rules:
        if rule.head is None:
            width = len(rule.variables)
            numbers = iter(_rows(folder, program.result_of(rule)))
            for row in zip(*[numbers] * max(width, 1), strict=True):
                yield clash_of(rule, [terms[abs(i)] for i in row[:width]])
