"""The graph of names that an export makes for nodes without a label, as `rdfs:label` in English and Chinese."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from ..names.forms import LANGUAGES
from ..names.from_facts import Names
from ..names.labels import preferring
from ..names.made import FactsOf, facts_in
from ..namespaces import GRAPH_INFERRED, ID
from ..terms import LABEL, TRANSLATED_LABEL, TYPE, Subject, Term, View

NAMING = frozenset({LABEL, TRANSLATED_LABEL})
NAMES_GRAPH = NamedNode(f"{GRAPH_INFERRED}/names")
"""The name of the graph."""


def made_names(triples: Iterable[Triple], view: View) -> Iterator[Triple]:
    """Yield a label in each language for each thing that `triples` give a type and no label.

    Args:
        triples: the content of the export.
        view: all facts of the graph, in which the neighbours have names.

    >>> from ilrs_graph.namespaces import ONTOLOGY
    >>> from ilrs_graph.views.memory import TripleIndex
    >>> landing, of, moon = NamedNode(ID + "event/x"), NamedNode(ONTOLOGY + "ofMission"), NamedNode(ID + "mission/m")
    >>> facts = [(landing, TYPE, NamedNode(ONTOLOGY + "Landing")), (landing, of, moon)]
    >>> [str(t.object) for t in made_names([Triple(*fact) for fact in facts], TripleIndex(facts))]
    ['"Landing of m"@en', '"mLanding"@zh']
    """
    held = list(triples)
    named = {t.subject for t in held if t.predicate in NAMING}
    nodes = dict.fromkeys(t.subject for t in held if t.predicate == TYPE and t.subject not in named and _is_thing(t))
    facts_of = _facts_of((t for t in held if t.subject in nodes or t.predicate in NAMING), facts_in(view))
    for language in LANGUAGES:
        names = Names(facts_of, languages=preferring(language))
        for node in nodes:
            if isinstance(node, NamedNode):
                yield Triple(node, LABEL, Literal(names.of(node), language=language))


def _is_thing(triple: Triple) -> bool:
    return isinstance(triple.subject, NamedNode) and triple.subject.value.startswith(ID)


def _facts_of(triples: Iterable[Triple], elsewhere: FactsOf) -> FactsOf:
    """Return a look-up of the facts of a node in `triples`, or else of those that it has `elsewhere`."""
    found: defaultdict[Subject, defaultdict[NamedNode, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for t in triples:
        found[t.subject][t.predicate].append(t.object)  # type: ignore[index, arg-type]
    return lambda node: found[node] if node in found else elsewhere(node)
