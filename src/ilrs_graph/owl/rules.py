"""Rules: the meaning of one OWL 2 RL axiom in a format that any reasoner can run.

Rules carry the names of the OWL 2 RL/RDF rules (OWL 2 Web Ontology Language Profiles, section 4.3, tables 4
to 8).

>>> from pyoxigraph import NamedNode
>>> part = NamedNode("http://example.org/partOf")
>>> transitive = make_rule("prp-trp", "Transitive partOf", [(X, part, Y), (Y, part, Z)], (X, part, Z))
>>> print(transitive)
prp-trp: <http://example.org/partOf>(?a, ?b), <http://example.org/partOf>(?b, ?c)
    -> <http://example.org/partOf>(?a, ?c)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from pyoxigraph import Literal, NamedNode, Variable

from ..namespaces import compact
from ..terms import SAME_AS, TYPE, PatternTerm
from ..views.lexical_forms import stored

AtomLike: TypeAlias = tuple[PatternTerm, NamedNode | Variable, PatternTerm]

X, Y, Z = Variable("x"), Variable("y"), Variable("z")

EQUALS = NamedNode("urn:x-ilrs-graph:equals")
"""Binds a variable to an individual while a rule is built; a finished rule does not contain it."""


class Atom(NamedTuple):
    """A triple pattern; unlike a triple it may have a literal as its subject, as OWL 2 RL/RDF rules allow.

    >>> print(Atom(X, TYPE, NamedNode("https://w3id.org/ilrs-graph/ontology#Mission")))
    ?x a ilrs:Mission
    """

    subject: PatternTerm
    predicate: NamedNode | Variable
    object: PatternTerm

    def replace(self, values: Mapping[PatternTerm, PatternTerm]) -> Atom:
        """Return the atom with each term in `values` replaced.

        >>> print(Atom(X, TYPE, Y).replace({Y: SAME_AS}))
        ?x a owl:sameAs
        """
        s, p, o = self
        return Atom(values.get(s, s), values.get(p, p), values.get(o, o))  # type: ignore[arg-type]

    def in_store_form(self) -> Atom:
        """Return the atom with its literals as a store keeps them.

        >>> print(Atom(X, TYPE, Literal("01", datatype=Literal(1).datatype)).in_store_form())
        ?x a "1"^^<http://www.w3.org/2001/XMLSchema#integer>
        """
        s, p, o = (stored(term) if isinstance(term, Literal) else term for term in self)
        return Atom(s, p, o)  # type: ignore[arg-type]

    def __str__(self) -> str:
        verb = "a" if self.predicate == TYPE else word(self.predicate)
        return f"{word(self.subject)} {verb} {word(self.object)}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: if all of `body` holds, `head` holds; if `head` is None, the data is inconsistent.

    `name` is the rule's name in OWL 2 RL/RDF and `axiom` the axiom it comes from, in Manchester syntax. The
    terms of each pair in `different` must be two different terms; in a clash they must be literals of two
    different values, since two names may always denote one individual. Only the equality rules have a variable
    as predicate; it matches any property, and a reasoner need not replace objects of `rdf:type`.

    >>> rule = Rule("cax-sco", "Rover SubClassOf Craft", (Atom(X, TYPE, NamedNode("x:Rover")),), (), None)
    >>> print(rule)
    cax-sco: <x:Rover>(?x) -> clash
    """

    name: str
    axiom: str
    body: tuple[Atom, ...]
    different: tuple[tuple[PatternTerm, PatternTerm], ...]
    head: Atom | None

    @property
    def variables(self) -> tuple[Variable, ...]:
        """The variables of the body, in order of first appearance.

        >>> Rule("", "", (Atom(Y, TYPE, X), Atom(X, TYPE, Y)), (), None).variables
        (<Variable value=y>, <Variable value=x>)
        """
        return tuple(dict.fromkeys(_variables(self.body)))

    def __str__(self) -> str:
        atoms = ", ".join(map(_functional, self.body)) or "true"
        unequal = "".join(f", {word(a)} != {word(b)}" for a, b in self.different)
        return f"{self.name}: {atoms}{unequal} -> {_functional(self.head) if self.head else 'clash'}"


def make_rule(
    name: str,
    axiom: str,
    body: Iterable[AtomLike],
    head: AtomLike | None,
    different: Iterable[tuple[PatternTerm, PatternTerm]] = (),
) -> Rule | None:
    """Return the rule with its equations solved and its variables named a, b, c... in order of appearance.

    None if the rule cannot add anything: its head is in its body, or a pair that must differ is equal.

    >>> make_rule("cax-sco", "", [(X, TYPE, SAME_AS)], (X, TYPE, SAME_AS)) is None
    True
    """
    atoms, binding = _solve([Atom(*a) for a in body])
    pairs = [(binding.get(a, a), binding.get(b, b)) for a, b in different]
    goal = Atom(*head).replace(binding) if head else None
    if goal in atoms or any(a == b for a, b in pairs):
        return None
    names = _canonical_names([*atoms, *([goal] if goal else [])])
    return Rule(
        name,
        axiom,
        tuple(dict.fromkeys(a.replace(names) for a in atoms)),
        tuple((names.get(a, a), names.get(b, b)) for a, b in pairs if _undecided(a, b)),
        goal.replace(names) if goal else None,
    )


def word(term: PatternTerm) -> str:
    """Return a term as a CURIE if a project prefix fits, else as N-Triples.

    >>> word(NamedNode("https://w3id.org/ilrs-graph/id/agent/cnsa"))
    'agent:cnsa'
    """
    return compact(term.value) if isinstance(term, NamedNode) else str(term)


def _functional(atom: Atom) -> str:
    if atom.predicate == TYPE:
        return f"{word(atom.object)}({word(atom.subject)})"
    return f"{word(atom.predicate)}({word(atom.subject)}, {word(atom.object)})"


def _variables(atoms: Iterable[Atom]) -> Iterator[Variable]:
    return (term for atom in atoms for term in atom if isinstance(term, Variable))


def _undecided(a: PatternTerm, b: PatternTerm) -> bool:
    return isinstance(a, Variable) or isinstance(b, Variable) or isinstance(a, Literal)


def _solve(atoms: Sequence[Atom]) -> tuple[list[Atom], dict[PatternTerm, PatternTerm]]:
    """Replace variables that an equation binds; an equation of two individuals becomes an `owl:sameAs` condition."""
    binding: dict[PatternTerm, PatternTerm] = {}
    solved = []
    for left, predicate, right in atoms:
        if predicate != EQUALS:
            continue
        value = binding.get(left, left)
        if isinstance(value, Variable):
            binding[value] = right
        elif value != right:
            solved.append(Atom(value, SAME_AS, right))
    return [*solved, *(a.replace(binding) for a in atoms if a.predicate != EQUALS)], binding


def _canonical_names(atoms: Iterable[Atom]) -> dict[PatternTerm, PatternTerm]:
    seen = dict.fromkeys(_variables(atoms))
    return {old: Variable(_letter(i)) for i, old in enumerate(seen)}


def _letter(index: int) -> str:
    return chr(ord("a") + index) if index < 26 else f"v{index}"
