"""The record of the reasoner in a snapshot, so that updates and explanations need not read the source files.

Terms are written as text: `<iri>`, `_:label`, `?variable`, or a list of a literal's value, language and datatype.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple
from typing import Any, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Variable

from ..change.entailed import EntailedGraph
from ..construct.rules import ConstructRule, Ranking
from ..owl.clashes import Clash
from ..owl.rules import Atom, Rule
from ..terms import PatternTerm
from ..views.layer_index import LayerIndex
from ..views.layers import Layers
from ..views.store import LayeredStore
from ..views.unreported import UnreportedStore
from .pipeline import Content

Written: TypeAlias = Any
"""A JSON value: text, lists and dictionaries."""


def reasoning_record(content: Content) -> dict[str, Written]:
    """Return the CONSTRUCT rules, the compiled rules, the schema terms and the clashes as JSON values.

    >>> from ..closure.closure import Closure
    >>> reasoning_record(Content([], [], {}, Closure("nemo", [], ())))
    {'construct_rules': [], 'rules': [], 'schema': [], 'clashes': []}
    """
    closure = content.closure
    clashes = [[c.rule, c.axiom, _atoms(atom.in_store_form() for atom in c.facts)] for c in closure.clashes]
    return {
        "construct_rules": [[*astuple(rule)] for rule in content.rules],
        "rules": [_rule(rule) for rule in closure.rules],
        "schema": sorted(str(term) for term in closure.schema),
        "clashes": clashes,
    }


def entailed_graph(store: Store, index: LayerIndex, record: dict[str, Written]) -> EntailedGraph:
    """Return the graph of a store, its layers and its record, ready for updates; nothing is loaded from the store."""
    construct_rules = tuple(map(_read_construct_rule, record["construct_rules"]))
    layers = Layers([rule.name for rule in construct_rules])
    clashes = tuple(Clash(name, axiom, _read_atoms(facts)) for name, axiom, facts in record["clashes"])
    rules = tuple(map(_read_rule, record["rules"]))
    schema = frozenset(term for term in map(_read, record["schema"]) if not isinstance(term, Variable))
    return EntailedGraph(
        LayeredStore(store, layers, index), UnreportedStore(store, layers), construct_rules, rules, schema, clashes
    )


def _read_construct_rule(entry: Written) -> ConstructRule:
    name, description, construct, before_as_of, gives, ranks = entry
    rankings = tuple(Ranking(prop, tuple(parts)) for prop, parts in ranks)
    return ConstructRule(name, description, construct, before_as_of, gives, rankings)


def _rule(rule: Rule) -> Written:
    different = [[_written(a), _written(b)] for a, b in rule.different]
    return [rule.name, rule.axiom, _atoms(rule.body), different, _atoms([rule.head] if rule.head else [])]


def _read_rule(entry: Written) -> Rule:
    name, axiom, body, different, head = entry
    pairs = tuple((_read(a), _read(b)) for a, b in different)
    return Rule(name, axiom, _read_atoms(body), pairs, next(iter(_read_atoms(head)), None))


def _atoms(atoms: Iterable[Atom]) -> Written:
    return [[_written(term) for term in atom] for atom in atoms]


def _read_atoms(atoms: Written) -> tuple[Atom, ...]:
    return tuple(Atom(*map(_read, atom)) for atom in atoms)  # type: ignore[arg-type]


def _written(term: PatternTerm) -> Written:
    if isinstance(term, Literal):
        return [term.value, term.language, term.datatype.value]
    return str(term)


def _read(text: Written) -> PatternTerm:
    if isinstance(text, list):
        value, language, datatype = text
        return Literal(value, language=language) if language else Literal(value, datatype=NamedNode(datatype))
    if text[0] == "?":
        return Variable(text[1:])
    return BlankNode(text[2:]) if text[0] == "_" else NamedNode(text[1:-1])
