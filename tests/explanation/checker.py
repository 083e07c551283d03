"""A checker of proofs, written apart from the prover: it knows files, compiled rules and CONSTRUCT rules, nothing else.

A step by an axiom must be an instance of a rule that the ontology compiles to. A step by a CONSTRUCT rule must hold
twice: the rule gives the fact over the whole graph without the closure, where what must be absent is absent, and over
the premises alone. A stated fact must be in the file that is named, and its value must stand on the line that is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, Variable, parse

from ilrs_graph.explanation import ExplainedFact, Proof
from ilrs_graph.namespaces import compact
from ilrs_graph.owl import Rule, compile_rules
from ilrs_graph.snapshot.pipeline import Content
from ilrs_graph.sparql.parameters import bind

Fact = tuple[Any, ...]


class Checker:
    def __init__(self, root: Path, content: Content) -> None:
        self.root = root
        self.asserted = {as_tuple(t) for t in (*content.ontology, *content.data)}
        self.by_axiom: dict[tuple[str, str], list[Rule]] = {}
        for rule in compile_rules(content.ontology):
            self.by_axiom.setdefault((rule.name, rule.axiom), []).append(rule)
        self.construct_rules = {rule.name: rule for rule in content.rules}
        self.order = {rule.name: i for i, rule in enumerate(content.rules)}
        self.given_by = {in_store(as_tuple(t)): name for name, added in content.by_rule.items() for t in added}
        self.files: dict[str, tuple[set[Triple], list[str]]] = {}

    def problems(self, proof: Proof, above: tuple[Fact, ...] = ()) -> Iterator[str]:
        if proof.fact in above:
            yield f"{proof.fact} rests on itself"
            return
        if proof.step is None:
            if not self.is_asserted(proof.fact):
                yield f"{proof.fact} is not asserted"
        elif proof.step.kind == "axiom":
            rules = self.by_axiom.get((proof.step.name, proof.step.says), [])
            if not any(self.is_instance(rule, proof) for rule in rules):
                yield f"{proof.fact} does not follow by {proof.step.says}"
        else:
            yield from self.of_rule(proof)
        for premise in proof.premises:
            yield from self.problems(premise, (*above, proof.fact))

    def is_asserted(self, fact: Fact) -> bool:
        return fact in self.asserted or any(same(fact, t) for t in self.asserted if t[0] == fact[0])

    def is_instance(self, rule: Rule, proof: Proof) -> bool:
        if rule.head is None:
            return False
        premises = [p.fact for p in proof.premises]
        found = matched(rule.head, proof.fact, {})
        if found is None:
            return False
        ways = self.matches(list(rule.body), premises, found, set())
        return any(all(way.get(a, a) != way.get(b, b) for a, b in rule.different) for way in ways)

    def matches(self, body: list, premises: list, values: dict, used: set) -> Iterator[dict]:  # type: ignore[type-arg]
        if not body:
            if used == set(range(len(premises))):
                yield values
            return
        for i, premise in enumerate(premises):
            found = matched(body[0], premise, values)
            if found is not None:
                yield from self.matches(body[1:], premises, found, used | {i})

    def of_rule(self, proof: Proof) -> Iterator[str]:
        assert proof.step is not None
        rule, place = self.construct_rules[proof.step.name], self.order[proof.step.name]
        if self.given_by.get(in_store(proof.fact)) != rule.name:
            yield f"{proof.step.name} does not give {proof.fact} over the graph"
        for premise in proof.premises:
            giver = self.given_by.get(in_store(premise.fact))
            if premise.step is not None and (giver is None or self.order[giver] >= place):
                yield f"{proof.step.name} does not see {premise.fact}"
        alone = Store()
        alone.extend(Quad(*p.fact) for p in proof.premises)
        constructed = list(alone.query(bind(rule.construct, {"thing": [proof.fact.subject]})))  # type: ignore[list-item]
        if not any(same(proof.fact, as_tuple(t)) for t in constructed):
            yield f"{proof.step.name} does not give {proof.fact} from its premises"

    def misplaced(self, told: ExplainedFact) -> Iterator[str]:
        """Yield each stated fact whose place is wrong, or that has none."""
        for part in told:
            if part.kind == "stated" and part.fact is not None:
                if not part.places:
                    yield f"no place for {part.fact}"
                for place in part.places:
                    triples, lines = self.file(place.file)
                    if not any(same(part.fact, as_tuple(t)) for t in triples):
                        yield f"{place} does not state {part.fact}"
                    if not shows(lines[place.line - 1], part.fact.object):
                        yield f"{place} shows no {part.fact.object}"

    def file(self, name: str) -> tuple[set[Triple], list[str]]:
        if name not in self.files:
            text = (self.root / name).read_text(encoding="utf-8")
            self.files[name] = {q.triple for q in parse(text.encode(), format=RdfFormat.TURTLE)}, text.splitlines()
        return self.files[name]


def shows(line: str, term: object) -> bool:
    """Tell whether a term stands on a line: a literal's text or number, a thing's CURIE or IRI."""
    words = {*line.replace(",", " ").replace(";", " ").split(), *line.split('"'), *re.findall("<[^>]*>", line)}
    if isinstance(term, NamedNode):
        return bool({compact(term.value), f"<{term.value}>"} & words)
    assert isinstance(term, Literal)
    return bool({term.value, term.value.replace('"', '\\"')} & words) or number(term.value) in map(number, words)


def number(word: str) -> Decimal | str:
    try:
        return Decimal(word)
    except InvalidOperation:
        return word


def matched(atom: tuple, fact: tuple, values: dict) -> dict | None:  # type: ignore[type-arg]
    found = dict(values)
    for term, value in zip(atom, fact, strict=True):
        if isinstance(term, Variable):
            if found.setdefault(term, value) != value:
                return None
        elif term != value:
            return None
    return found


def as_tuple(triple: Triple) -> Fact:
    return triple.subject, triple.predicate, triple.object


def in_store(fact: Fact) -> Fact:
    """Return a fact as a store keeps it, numbers and times in their canonical form."""
    if not isinstance(fact[2], Literal):
        return tuple(fact)
    store = Store()
    store.add(Quad(*fact))
    return as_tuple(next(iter(store.quads_for_pattern(None, None, None))).triple)


def same(one: Fact, other: Fact) -> bool:
    """Tell whether two facts are equal, numbers compared by value."""
    return one == other or (one[:2] == other[:2] and in_store(one) == in_store(other))
