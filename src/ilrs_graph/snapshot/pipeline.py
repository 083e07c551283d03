"""The pipeline: from the files of a root to the complete content of a snapshot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from itertools import chain

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple

from ..change.entailed import EntailedGraph
from ..closure import Closure, materialise
from ..closure.closure import Engine as Reasoner
from ..construct.as_of import known_on
from ..construct.rules import ConstructRule, derive_by_rule
from ..construct.rules import read_rules as read_files
from ..errors import OntologyError
from ..files.parsing import content_of, parse_data_file, triples_of
from ..files.root import Root
from ..terms import Statement


@dataclass(frozen=True)
class Content:
    """The content of a graph: axioms and code lists, asserted data, and inferred triples.

    `by_rule` maps each CONSTRUCT rule to the triples that it adds, in the order of the rules; `files` maps each subject
    of the data to the names of the files that describe it.
    """

    ontology: Sequence[Triple]
    data: Sequence[Triple]
    by_rule: Mapping[str, Sequence[Triple]]
    closure: Closure
    rules: Sequence[ConstructRule] = ()
    files: dict[NamedNode | BlankNode, list[str]] = field(default_factory=dict)

    @property
    def derived(self) -> list[Triple]:
        """The triples that the CONSTRUCT rules add."""
        return [t for added in self.by_rule.values() for t in added]

    @cached_property
    def entailed_graph(self) -> EntailedGraph:
        """The graph with all entailed facts, in memory, ready for updates."""
        return EntailedGraph.of([*self.ontology, *self.data], self.rules, list(self.by_rule.values()), self.closure)

    @cached_property
    def inferred(self) -> list[Triple]:
        """Every triple that is not asserted: direct facts, then the closure."""
        return [*self.derived, *self.closure.inferred]


def read_ontology(root: Root) -> list[Triple]:
    """Return the triples of the axioms and code lists, in the order of the files.

    Raises:
        InputError: a file cannot be read or parsed.
    """
    return [t for path in root.ontology for t in triples_of(root, path)]


def read_rules(root: Root) -> list[ConstructRule]:
    """Return the CONSTRUCT rules in their order.

    Raises:
        InputError: a rule cannot be read.
    """
    return read_files(root.rules, partial(content_of, root))


def read_data(root: Root) -> tuple[list[Triple], dict[NamedNode | BlankNode, list[str]]]:
    """Return the triples of the data and, for each subject, the files that describe it.

    Raises:
        InputError: a file cannot be read or parsed, or holds a blank node.
    """
    triples: list[Triple] = []
    files: dict[NamedNode | BlankNode, list[str]] = {}
    for path in root.data:
        name = root.relative(path)
        for triple in parse_data_file(root, path):
            triples.append(triple)
            subject = triple.subject
            if isinstance(subject, NamedNode):
                places = files.setdefault(subject, [])
                if name not in places:
                    places.append(name)
    return triples, files


def assemble(
    ontology: Sequence[Triple],
    data: Sequence[Triple],
    rules: Sequence[ConstructRule],
    reasoner: Reasoner | None = None,
) -> Content:
    """Return `data` with all inferred triples: direct facts by the rules, then the closure by `reasoner`."""
    by_rule = derive_by_rule([*ontology, *data], rules)
    closure = materialise(ontology, chain(data, *by_rule.values()), engine=reasoner)
    return Content(ontology, data, by_rule, closure, rules)


def _refuse_with_places(root: Root) -> None:
    """Compile the axioms again with the file and line of each, so that the error names them.

    Raises:
        OntologyError: an axiom of the files is outside OWL 2 RL.
    """
    from ..owl.compile import rules_with_origin
    from ..turtle import lines

    places: dict[Statement, str] = {}
    for path in (*root.ontology, *root.data):
        for triple, line in lines(content_of(root, path), RdfFormat.TURTLE):
            places.setdefault(triple, f"{root.relative(path)}:{line}")
    rules_with_origin(places, place=places.get)


def read_content(root: Root, as_of: date | None = None, reasoner: Reasoner | None = None) -> Content:
    """Read the files, select what was known on the day `as_of`, and reason.

    Raises:
        InputError: a file cannot be read or parsed.
        OntologyError: an axiom is outside OWL 2 RL.
        MissingDependency: the requested reasoner is not installed.
    """
    ontology, rules = read_ontology(root), read_rules(root)
    data, files = read_data(root)
    if as_of is not None:
        data = known_on(as_of, ontology, data, rules)
    try:
        content = assemble(ontology, data, rules, reasoner)
    except OntologyError:
        _refuse_with_places(root)
        raise
    content.files.update(files)
    return content
