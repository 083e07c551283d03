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

from ..errors import TooManyFacts
from ..owl.clashes import Clash, clash_of, distinct
from ..owl.rules import Rule
from ..terms import SAME_AS, Fact, Node
from . import nemo_process, supervision
from .estimate import largest
from .facts import Facts, Relation
from .inferred import Inferred, is_reported, packed
from .nemo_program import Program
from .prune import live_rules
from .spellings import Spellings

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
        ended = supervision.run_nemo(folder, on_slow=lambda: _refuse(program, limit), most_bytes=most_bytes)
        if ended == nemo_process.NO_NEMO:
            raise ImportError("nmo_python")
        if ended == nemo_process.TOO_MANY:
            _refuse(program, limit, json.loads((folder / "counts.json").read_bytes()))
        inferred, unreported = _reported_and_not(program, folder, schema)
        return inferred, distinct(_clashes(program, folder)), unreported


def _refuse(program: Program, limit: int, counts: dict[str, int] | None = None) -> None:
    """Raise TooManyFacts if one rule derives more facts than allowed, or, according to `counts`, all together do."""
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


def _reported_and_not(program: Program, folder: Path, schema: set[Node]) -> tuple[Inferred, tuple[Fact, ...]]:
    """Return the new facts about individuals, and the others."""
    ids = program.facts.ids
    left_out, spellings = {ids[term] for term in schema if term in ids}, Spellings(program.facts)
    tables: list[tuple[Relation, array[int]]] = []
    unreported: list[Fact] = []
    for relation in program.heads:
        pairs, others = _split(program, folder, relation, left_out, spellings)
        tables.append((relation, pairs))
        predicate, of = relation
        unreported.extend((ids.terms[abs(s)], predicate, of or ids.terms[abs(o)]) for s, o in others)
    return Inferred.from_pairs(tables, ids.terms), tuple(unreported)


def _split(
    program: Program, folder: Path, relation: Relation, left_out: set[int], spellings: Spellings
) -> tuple[array[int], list[tuple[int, int]]]:
    """Return the pairs that were not asserted: the reported ones, packed, and the others.

    Reflexive `owl:sameAs` is in neither; see `is_about_individual`.
    """
    known = {_key(s, o) for s, o in _pairs(program.facts.by_value(relation), relation)}
    pairs, others = array("Q"), []
    reported, equality = is_reported(relation), relation.predicate == SAME_AS
    for s, o in _pairs(_rows(folder, program.names[relation]), relation):
        key = _key(s, o)
        if key in known or (equality and s == o):
            continue
        if reported and s > 0 and s not in left_out:
            pairs.extend((key,) if o > 0 else (_key(s, number) for number in spellings.of(s, o)))
        else:
            others.append((s, o))
    return pairs, others


def _pairs(rows: array[int], relation: Relation) -> Iterator[tuple[int, int]]:
    numbers = iter(rows)
    return zip(numbers, numbers, strict=True) if relation.of is None else ((n, n) for n in numbers)


def _key(subject: int, value: int) -> int:
    return packed(subject, abs(value))


def _clashes(program: Program, folder: Path) -> Iterator[Clash | None]:
    """Yield the clash of each result of a rule without head."""
    terms = program.facts.ids.terms
    for rule in program.rules:
        if rule.head is None:
            width = len(rule.variables)
            numbers = iter(_rows(folder, program.result_of(rule)))
            for row in zip(*[numbers] * max(width, 1), strict=True):
                yield clash_of(rule, [terms[abs(i)] for i in row[:width]])
