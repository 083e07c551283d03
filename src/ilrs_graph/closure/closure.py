"""The closure: the facts about individuals that an ontology and facts entail under OWL 2 RL.

Sound and complete for ground facts in the sense of OWL 2 Profiles, theorem PR1, except for the datatype rules.

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
from typing import TYPE_CHECKING, Protocol
from typing import Literal as Choice

from pyoxigraph import Triple

from ..errors import MissingDependency
from ..owl.axioms import Axioms
from ..owl.clashes import Clash
from ..owl.compile import compile_rules
from ..owl.rules import Rule
from ..terms import SAME_AS, Fact, Node, Statement
from .facts import Facts, Relation

if TYPE_CHECKING:
    from .inferred import Inferred

Engine = Choice["nemo", "python", "owlrl"]

LIMIT, LIMIT_PER_FACT = 1_000_000, 5
"""How many facts a closure may add: this number, or this number for each input fact, whichever is greater."""


class Triples(Protocol):
    """Triples that can be counted, and read more than once."""

    def __len__(self) -> int:
        """Return how many triples there are."""

    def __iter__(self) -> Iterator[Triple]:
        """Yield the triples in order."""


@dataclass(frozen=True, slots=True)
class Closure:
    """The result of reasoning: new `inferred` triples, sorted, and the `clashes`.

    `engine` is the reasoner that ran: `nemo`, or `python` if Nemo is not installed. The other fields are the input of
    updates: the compiled `rules`, the `schema` terms (facts about them are not reported), the entailed but `unreported`
    facts (None if the reasoner does not return them), and the `asserted` facts and axioms.
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
    """Return the facts about individuals that the axioms and facts in both inputs together entail.

    Inferred triples are in neither input. Omitted are facts that hold for everything (`owl:Thing`, reflexive
    `owl:sameAs`), triples about classes and properties, and facts with literals as subjects. Literals keep their
    lexical form. The result does not depend on the order of the inputs. Each input is read once, and may be an
    iterator: each term is stored once, facts as numbers. `engine` selects the reasoner (default: `nemo` if
    it is installed, else `python`; `owlrl`, slow, is an independent check of both). `limit` is how many facts Nemo or
    Python may add (default: a million, or five for each input fact, whichever is greater).

    Raises OntologyError for axioms outside OWL 2 RL, TooManyFacts if a rule derives too many facts, MissingDependency
    if the requested reasoner is not installed.

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
    if engine == "owlrl":
        from . import owlrl_engine

        added, clashes = owlrl_engine.close(rules, everything, schema)
        return Closure("owlrl", added, clashes, tuple(rules), frozenset(schema), None, everything)
    most = limit if limit is not None else max(LIMIT, LIMIT_PER_FACT * len(everything))
    used, (inferred, clashes, unreported) = _run(engine, rules, everything, schema, most)
    return Closure(used, inferred, clashes, tuple(rules), frozenset(schema), unreported, everything)


def _run(
    engine: Engine | None, rules: list[Rule], facts: Facts, schema: set[Node], most: int
) -> tuple[Engine, tuple[Inferred, tuple[Clash, ...], tuple[Fact, ...]]]:
    """Run Nemo, or the reasoner in Python if that is requested or, without a request, Nemo cannot be imported."""
    if engine != "python":
        from . import nemo

        try:
            return "nemo", nemo.close(rules, facts, schema, most)
        except ImportError as error:
            if engine == "nemo":
                raise MissingDependency("the reasoner Nemo cannot be imported", tip="install nemo-python") from error
    from . import semi_naive

    return "python", semi_naive.close(rules, facts, schema, most)
