"""A read-only view of an ontology's triples: lists, class constructors, property expressions, declarations.

It follows the mapping of OWL 2 to RDF graphs, https://www.w3.org/TR/owl2-mapping-to-rdf/.

>>> import pyoxigraph
>>> prefixes = "@prefix : <http://example.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> . "
>>> turtle = prefixes + ":Craft owl:unionOf (:Rover :Lander) . :has owl:inverseOf :isIn ."
>>> axioms = Axioms(pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE))
>>> craft = pyoxigraph.NamedNode("http://example.org/Craft")
>>> head = axioms.one(craft, axioms.constructor(craft))
>>> [member.value for member in axioms.members(head)]
['http://example.org/Rover', 'http://example.org/Lander']
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import BlankNode, NamedNode

from ..errors import OntologyError
from ..terms import FIRST, NIL, REST, TYPE, Node, PatternTerm, Statement
from .rules import AtomLike
from .vocabulary import (
    CONSTRUCTORS,
    DATATYPE,
    DATATYPE_COMPLEMENT_OF,
    DATATYPE_PROPERTY,
    INVERSE_OF,
    NAMED_INDIVIDUAL,
    OBJECT_PROPERTY,
    ON_DATATYPE,
    SCHEMA_PREDICATES,
    SCHEMA_TYPES,
    TOP_AND_BOTTOM_PROPERTIES,
    is_builtin_datatype,
)


def is_schema(predicate: NamedNode, value: Node) -> bool:
    """Return whether a triple with this predicate and object belongs to axioms and not to the facts.

    A type that is a blank node is a class expression, hence an axiom about its subject.

    >>> is_schema(TYPE, DATATYPE), is_schema(TYPE, NamedNode("http://example.org/Rover"))
    (True, False)
    """
    if predicate == TYPE:
        return value in SCHEMA_TYPES or isinstance(value, BlankNode)
    return predicate in SCHEMA_PREDICATES


class Axioms:
    """The triples of an ontology, indexed by subject; they are not copied or changed."""

    def __init__(self, triples: Iterable[Statement]) -> None:
        self.triples = list(triples)
        self._about: defaultdict[Node, defaultdict[NamedNode, dict[Node, None]]]
        self._about = defaultdict(lambda: defaultdict(dict))
        for triple in self.triples:
            self._about[triple.subject][triple.predicate][triple.object] = None

    def all(self, subject: Node, predicate: NamedNode) -> list[Node]:
        """Return the objects of `subject predicate ?o`, each once."""
        found = self._about.get(subject)
        return list(found.get(predicate, ())) if found else []

    def one(self, subject: Node, predicate: NamedNode) -> Node:
        """Return the only object of `subject predicate ?o`.

        Raises OntologyError if there is none or more than one.

        >>> from pyoxigraph import Triple
        >>> Axioms([Triple(NIL, REST, FIRST)]).one(NIL, REST) == FIRST
        True
        """
        found = self.all(subject, predicate)
        if len(found) != 1:
            raise OntologyError(f"{len(found)} values of {predicate.value}, but exactly one is required")
        return found[0]

    def members(self, head: Node) -> list[Node]:
        """Return the members of the RDF list that starts at `head`.

        Raises OntologyError for a list that branches, is incomplete or is circular.
        """
        members, seen = [], set()
        while head != NIL:
            if head in seen:
                raise OntologyError("an RDF list is circular")
            seen.add(head)
            members.append(self.one(head, FIRST))
            head = self.one(head, REST)
        return members

    def constructor(self, node: Node) -> NamedNode:
        """Return the predicate that determines the kind of the class expression `node`.

        Raises OntologyError if there is none or more than one.

        >>> from pyoxigraph import Triple
        >>> one_of = NamedNode("http://www.w3.org/2002/07/owl#oneOf")
        >>> Axioms([Triple(BlankNode("c"), one_of, NIL)]).constructor(BlankNode("c")) == one_of
        True
        """
        found = [p for p in self._about.get(node, ()) if p in CONSTRUCTORS]
        if len(found) != 1:
            raise OntologyError("an anonymous class must have exactly one constructor")
        return found[0]

    def declares(self, node: Node, kind: NamedNode) -> bool:
        """Return whether `node` has the type `kind`.

        >>> from pyoxigraph import Triple
        >>> Axioms([Triple(NIL, TYPE, DATATYPE)]).declares(NIL, DATATYPE)
        True
        """
        return kind in self.all(node, TYPE)

    def is_data_range(self, node: Node) -> bool:
        """Return whether `node` is a datatype or a datatype expression.

        >>> Axioms([]).is_data_range(NamedNode("http://www.w3.org/2001/XMLSchema#date"))
        True
        """
        if is_builtin_datatype(node) or self.declares(node, DATATYPE):
            return True
        return bool(self.all(node, ON_DATATYPE) or self.all(node, DATATYPE_COMPLEMENT_OF))

    def is_data_property(self, prop: Node) -> bool:
        """Return whether `prop` is declared a data property, as opposed to an object property.

        Raises OntologyError if it is declared as both or as neither: it is then undecided whether two values
        of a functional property are the same individual or a contradiction.

        >>> from pyoxigraph import Triple
        >>> p = NamedNode("http://example.org/p")
        >>> Axioms([Triple(p, TYPE, DATATYPE_PROPERTY)]).is_data_property(p)
        True
        """
        if isinstance(prop, BlankNode):
            return False
        data, thing = self.declares(prop, DATATYPE_PROPERTY), self.declares(prop, OBJECT_PROPERTY)
        if data == thing:
            raise OntologyError("the property must be declared as an object property or as a data property")
        return data

    def atom(self, prop: Node, x: PatternTerm, y: PatternTerm) -> AtomLike:
        """Return the atom of `x prop y`; `prop` may be an inverse, `[ owl:inverseOf p ]`.

        Raises OntologyError for any other anonymous property, and for OWL's top and bottom properties.

        >>> Axioms([]).atom(TYPE, NIL, REST) == (NIL, TYPE, REST)
        True
        """
        if isinstance(prop, BlankNode):
            return self.atom(self.one(prop, INVERSE_OF), y, x)
        if not isinstance(prop, NamedNode) or prop in TOP_AND_BOTTOM_PROPERTIES:
            raise OntologyError(f"{prop} cannot be used as a property here")
        return x, prop, y

    def schema_terms(self) -> set[Node]:
        """Return the classes, properties, datatypes and ontologies; inferred facts about them are not reported.

        >>> from pyoxigraph import Triple
        >>> Axioms([Triple(FIRST, TYPE, OBJECT_PROPERTY)]).schema_terms() == {FIRST}
        True
        """
        return {t.subject for t in self.triples if is_schema(t.predicate, t.object) and not _individual(t)}


def _individual(triple: Statement) -> bool:
    return triple.predicate == TYPE and (triple.object == NAMED_INDIVIDUAL or isinstance(triple.object, BlankNode))
