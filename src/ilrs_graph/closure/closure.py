"""The closure: what follows about individuals from an ontology and facts, under OWL 2 RL.

Sound and complete for ground facts as OWL 2 Profiles, theorem PR1, has it, apart from the datatype rules.

>>> import pyoxigraph
>>> from ilrs_graph.namespaces import compact
>>> turtle = '''@prefix ilrs: <https://w3id.org/ilrs-graph/ontology#> .
...   @prefix mission: <https://w3id.org/ilrs-graph/id/mission/> .
...   @prefix owl: <http://www.w3.org/2002/07/owl#> .
...   ilrs:supportsMission owl:inverseOf ilrs:supportedBy .
...   mission:queqiao-2 ilrs:supportsMission mission:change-6 .'''
>>> closure = materialise(pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE), [])
>>> for triple in closure.inferred:
...     print(compact(triple.subject.value), compact(triple.predicate.value), compact(triple.object.value))
mission:change-6 ilrs:supportedBy mission:queqiao-2
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal as Choice
from typing import Protocol

from pyoxigraph import Triple

from ..errors import MissingDependency
from ..owl.axioms import Axioms
from ..owl.clashes import Clash
from ..owl.compile import compile_rules
from ..owl.rules import Rule
from ..terms import SAME_AS, Fact, Node, Statement
from .facts import Facts, Relation

Engine = Choice["nemo", "owlrl"]

LIMIT, LIMIT_PER_FACT = 1_000_000, 5
"""How many facts a closure may add: so many, or so many for each fact given, whichever is more."""


class Triples(Protocol):
    """Triples that can be counted, and read more than once."""

    def __len__(self) -> int:
        """Return how many triples there are."""

    def __iter__(self) -> Iterator[Triple]:
        """Yield the triples in order."""


@dataclass(frozen=True, slots=True)
class Closure:
    """What follows: `inferred` triples, new ones only and sorted, and the `clashes` found.

    `engine` says what ran: `nemo`, or `owlrl` where Nemo is not installed. The rest is what an update starts from:
    the compiled `rules`, the `schema` terms about which nothing is reported, the facts that follow and are `unreported`
    (None if the reasoner does not return them), and the `asserted` facts and axioms.
    """

    engine: Engine
    inferred: Triples
    clashes: tuple[Clash, ...]
    rules: tuple[Rule, ...] = ()
    schema: frozenset[Node] = frozenset()
    unreported: tuple[Fact, ...] | None = ()
    asserted: Facts = field(default_factory=lambda: Facts([]), repr=False)

    @property
    def consistent(self) -> bool:
        """Whether no axiom is contradicted.

        >>> Closure("nemo", [], (Clash("prp-irp", "Irreflexive ilrs:subsampleOf", ()),)).consistent
        False
        """
        return not self.clashes


def materialise(
    ontology: Iterable[Statement],
    facts: Iterable[Statement],
    *,
    engine: Engine | None = None,
    limit: int | None = None,
) -> Closure:
    """Return what follows about individuals from the axioms and facts in both inputs together.

    Inferred are triples that neither input holds. Left out: what is true of everything (`owl:Thing`,
    reflexive `owl:sameAs`), triples about classes and properties, and literals as subjects. Literals keep
    their lexical form. The result does not depend on the order of the inputs. Each input is read once, and
    may be an iterator: terms are kept once, facts as numbers. `engine` chooses who does the work; by default
    Nemo where it is installed, else owlrl. `limit` is how many facts Nemo may add, by default a million or
    five for each fact given, whichever is more.

    Raises OntologyError for axioms outside OWL 2 RL, TooManyFacts where a rule explodes, MissingDependency
    where the engine asked for is not installed.

    >>> from pyoxigraph import RdfFormat, parse
    >>> from ..namespaces import RDFS
    >>> axioms = f"<urn:Rover> <{RDFS}subClassOf> <urn:Craft> . <urn:yutu> a <urn:Rover> ."
    >>> print(*materialise(parse(axioms, format=RdfFormat.TURTLE), []).inferred)
    <urn:yutu> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:Craft>
    """
    everything = Facts(chain(ontology, facts))
    equalities = everything.triples(Relation(SAME_AS))
    rules = compile_rules(chain(everything.axioms, equalities, everything.samples()))
    schema = Axioms(everything.axioms).schema_terms()
    if engine != "owlrl":
        from . import nemo

        most = limit if limit is not None else max(LIMIT, LIMIT_PER_FACT * len(everything))
        try:
            inferred, clashes, unreported = nemo.close(rules, everything, schema, most)
            return Closure("nemo", inferred, clashes, tuple(rules), frozenset(schema), unreported, everything)
        except ImportError as error:
            if engine == "nemo":
                raise MissingDependency("the reasoner Nemo cannot be imported", tip="install nemo-python") from error
    from . import owlrl_engine

    added, clashes = owlrl_engine.close(rules, everything, schema)
    return Closure("owlrl", added, clashes, tuple(rules), frozenset(schema), None, everything)
