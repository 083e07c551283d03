"""Contradictions between facts and axioms, and their text.

>>> from pyoxigraph import NamedNode
>>> from ..terms import TYPE
>>> ilrs = "https://w3id.org/ilrs-graph/ontology#"
>>> thing, person, state = (NamedNode(ilrs + name) for name in ("x", "Person", "State"))
>>> facts = (Atom(thing, TYPE, person), Atom(thing, TYPE, state))
>>> print(Clash("cax-dw", "ilrs:Person DisjointWith ilrs:State", facts))
ilrs:x a ilrs:Person, and ilrs:x a ilrs:State: against "ilrs:Person DisjointWith ilrs:State" (cax-dw)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, QueryBoolean, Store

from ..terms import Node, PatternTerm
from .rules import Atom, Rule


@dataclass(frozen=True, slots=True)
class Clash:
    """Facts, asserted or inferred, that contradict an axiom; `str()` returns a description.

    `rule` is the name of the OWL 2 RL/RDF rule and `axiom` the axiom in Manchester syntax.

    >>> Clash("prp-irp", "Irreflexive ilrs:subsampleOf", ()).rule
    'prp-irp'
    """

    rule: str
    axiom: str
    facts: tuple[Atom, ...]

    def __str__(self) -> str:
        facts = ", and ".join(map(str, self.facts)) or "the ontology itself"
        return f'{facts}: against "{self.axiom}" ({self.rule})'


def clash_of(rule: Rule, values: Sequence[Node]) -> Clash | None:
    """Return the clash that `rule` finds for these values of its variables.

    None if the rule requires two different literals and these may have the same value.

    >>> clash_of(Rule("cls-com", "A SubClassOf not A", (), (), None), []).axiom
    'A SubClassOf not A'
    """
    binding: dict[PatternTerm, PatternTerm] = dict(zip(rule.variables, values, strict=True))
    for one, other in rule.different:
        if not known_to_differ(binding.get(one, one), binding.get(other, other)):
            return None
    facts = (atom.replace(binding) for atom in rule.body)
    return Clash(rule.name, rule.axiom, tuple(facts))


def known_to_differ(one: PatternTerm, other: PatternTerm) -> bool:
    """Return whether both terms are literals that certainly have different values.

    >>> from pyoxigraph import NamedNode
    >>> decimal = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
    >>> known_to_differ(Literal("1.0", datatype=decimal), Literal("1.00", datatype=decimal))
    False
    >>> known_to_differ(Literal("Queqiao"), Literal("Queqiao-2"))
    True
    """
    if not isinstance(one, Literal) or not isinstance(other, Literal):
        return False
    answer = Store().query(f"ASK {{ FILTER({one} != {other}) }}")
    return isinstance(answer, QueryBoolean) and bool(answer)


def distinct(clashes: Iterable[Clash | None]) -> tuple[Clash, ...]:
    """Return each clash once, sorted; the same facts in another order are the same clash.

    >>> distinct([None, Clash("r", "a", ()), Clash("r", "a", ())])
    (Clash(rule='r', axiom='a', facts=()),)
    """
    ordered = sorted((clash for clash in clashes if clash), key=str)
    once = {(clash.rule, clash.axiom, frozenset(clash.facts)): clash for clash in reversed(ordered)}
    return tuple(reversed(once.values()))
