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
from typing import TYPE_CHECKING, Protocol
from typing import Literal as Choice

from pyoxigraph import Triple

from ilrs_graph.errors import MissingDependency

from .axioms import Axioms
from .clashes import Clash
from .compile import compile_rules
from .facts import Facts, Relation
from .rules import Fact, Node, Rule, Statement
from .vocabulary import SAME_AS

if TYPE_CHECKING:
    from .reasoned import Change

Engine = Choice["nemo", "owlrl"]


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
    the compiled `rules`, the `schema` terms that nothing is told of, the facts `hidden` therefore (None where the
    engine does not tell them), and the `asserted` facts and axioms.

    >>> Closure("nemo", [], ()).consistent
    True
    """

    engine: Engine
    inferred: Triples
    clashes: tuple[Clash, ...]
    rules: tuple[Rule, ...] = ()
    schema: frozenset[Node] = frozenset()
    hidden: tuple[Fact, ...] | None = ()
    asserted: Facts = field(default_factory=lambda: Facts([]), repr=False)

    @property
    def consistent(self) -> bool:
        """Whether no axiom is contradicted.

        >>> Closure("nemo", [], (Clash("prp-irp", "Irreflexive ilrs:subsampleOf", ()),)).consistent
        False
        """
        return not self.clashes

    def update(self, added: Iterable[Triple], removed: Iterable[Triple] = ()) -> Change:
        """Return what changes where facts are asserted and others are no longer: what a fresh run would give.

        What the closure was made of counts as asserted here. Where direct rules are to run again as well, ask the
        graph with its layers (`Reasoned.update`).

        Raises:
            OntologyError: an added axiom is outside OWL 2 RL.

        >>> Closure("nemo", [], ()).update([]).added
        ()
        """
        from .reasoned import Reasoned

        return Reasoned.of(self.asserted, (), (), self).update(added, removed)


def materialise(ontology: Iterable[Statement], facts: Iterable[Statement], *, engine: Engine | None = None) -> Closure:
    """Return what follows about individuals from the axioms and facts in both inputs together.

    Inferred are triples that neither input holds. Left out: what is true of everything (`owl:Thing`,
    reflexive `owl:sameAs`), triples about classes and properties, and literals as subjects. Literals keep
    their lexical form. The result does not depend on the order of the inputs. `engine` chooses who does the
    work; by default Nemo where it is installed, else owlrl.

    Raises OntologyError for axioms outside OWL 2 RL, MissingDependency where the engine asked for is not
    installed.

    >>> materialise([], []).inferred is not None
    True
    """
    everything = Facts(chain(ontology, facts))
    equalities = everything.relations.get(Relation(SAME_AS), [])
    samples = (group[0] for group in everything.relations.values())
    rules = compile_rules(chain(everything.axioms, equalities, samples))
    schema = Axioms(everything.axioms).schema_terms()
    chosen = engine or _available()
    if chosen == "owlrl":
        from . import owlrl_engine

        added, found = owlrl_engine.close(rules, everything, schema)
        return Closure(chosen, added, found, tuple(rules), frozenset(schema), None, everything)
    from . import nemo

    try:
        inferred, clashes, hidden = nemo.close(rules, everything, schema)
    except ImportError as error:
        raise MissingDependency("the reasoner Nemo cannot be imported", tip="install nemo-python") from error
    return Closure(chosen, inferred, clashes, tuple(rules), frozenset(schema), hidden, everything)


def _available() -> Engine:
    """Return the faster engine that can be imported here; a package that is there may still lack its library."""
    try:
        import nmo_python  # noqa: F401
    except ImportError:
        return "owlrl"
    return "nemo"
