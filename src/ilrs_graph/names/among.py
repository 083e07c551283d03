"""What a name may mean: `things`, `instances(CLASS)`, `properties`, `classes` or `concepts(SCHEME)` of a graph.

Things are many, so each look-up asks for one name. The terms of a vocabulary are few: they are read once, and their
labels match in any language and case.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from ..engine import Engine, values
from ..namespaces import BASE, ID, ONTOLOGY, OWL, RDF, RDFS, SCHEMES, SKOS, TYPES, VOCAB, slug
from ..terms import TYPE

_SLUG = re.compile(r"[a-z0-9][a-z0-9.-]*")


class _Things:
    """Everything that the graph describes, or the instances of a class; of these, look-ups may return others too."""

    several = "things"

    def __init__(self, engine: Engine, of_class: str | None) -> None:
        self._engine = engine
        self._of_class = of_class
        self.one = "thing" if of_class is None else slug(of_class)

    def with_slug(self, text: str) -> list[NamedNode]:
        if not _SLUG.fullmatch(text):
            return []
        nodes = [NamedNode(f"{ID}{segment}/{text}") for segment in TYPES]
        nodes += [NamedNode(f"{VOCAB}{scheme}/{text}") for scheme in SCHEMES]
        rows = self._engine.select(f"SELECT DISTINCT ?x {{ VALUES ?x {{ {values(nodes)} }} ?x a ?class }}")
        described = {node for (node,) in rows}
        return [node for node in nodes if node in described]

    def with_label(self, text: str) -> list[NamedNode]:
        forms = [Literal(text), *(Literal(text, language=tag) for tag in ("en", "zh"))]
        rows = self._engine.select(f"SELECT DISTINCT ?x {{ VALUES ?l {{ {values(forms)} }} ?x <{RDFS}label> ?l }}")
        return sorted((node for (node,) in rows if isinstance(node, NamedNode)), key=lambda node: node.value)

    def allowed(self, node: NamedNode) -> bool:
        pattern = f"{node} a <{self._of_class}>" if self._of_class else f"{node} ?p ?o"
        return bool(self._engine.query(f"ASK {{ {pattern} }}"))

    def preferred(self, found: list[NamedNode]) -> list[NamedNode]:
        """A slug shared by a mission and its site or spacecraft means the mission."""
        for kind in ("mission", "programme"):
            if main := [node for node in found if node.value.startswith(f"{ID}{kind}/")]:
                return main
        return found

    def known(self) -> list[str]:
        pattern = f"?x a <{self._of_class}>" if self._of_class else "?x a ?class"
        rows = self._engine.select(f"SELECT DISTINCT ?x ?l {{ {pattern} OPTIONAL {{ ?x <{RDFS}label> ?l }} }}")
        names: dict[str, None] = {}
        for node, label in rows:
            if isinstance(node, NamedNode) and node.value.startswith(BASE):
                names[slug(node.value)] = None
                if isinstance(label, Literal):
                    names[label.value] = None
        return list(names)


class _Terms:
    """Terms of a vocabulary: `pattern` matches ?x with each of them."""

    def __init__(self, engine: Engine, one: str, several: str, pattern: str) -> None:
        self.one, self.several = one, several
        rows = engine.select(
            f"SELECT DISTINCT ?x ?l {{ {pattern} OPTIONAL {{ ?x <{RDFS}label> ?l }} }} ORDER BY ?x ?l"
        ).rows
        self._nodes = dict.fromkeys(node for node, _ in rows if isinstance(node, NamedNode))
        self._labels = [(n, x.value) for n, x in rows if isinstance(n, NamedNode) and isinstance(x, Literal)]

    def with_slug(self, text: str) -> list[NamedNode]:
        return [node for node in self._nodes if slug(node.value) == text]

    def with_label(self, text: str) -> list[NamedNode]:
        folded = text.casefold()
        return list(dict.fromkeys(node for node, label in self._labels if label.casefold() == folded))

    def allowed(self, node: NamedNode) -> bool:
        return node in self._nodes

    def preferred(self, found: list[NamedNode]) -> list[NamedNode]:
        """Terms of this project's ontology come first."""
        return [node for node in found if node.value.startswith(ONTOLOGY)] or found

    def known(self) -> list[str]:
        return [*(slug(node.value) for node in self._nodes), *(label for _, label in self._labels)]


class _Properties(_Terms):
    def with_slug(self, text: str) -> list[NamedNode]:
        return [TYPE] if text == "a" else super().with_slug(text)


class _Concepts(_Terms):
    def known(self) -> list[str]:
        return sorted(slug(node.value) for node in self._nodes)


Candidates: TypeAlias = _Things | _Terms
"""The nodes of one graph that a name may mean; `one` and `several` are what errors call them."""

Among: TypeAlias = Callable[[Engine], Candidates]
"""Returns the candidates of the graph that an engine answers for."""

_PROPERTY = f"""{{ ?x a <{OWL}ObjectProperty> }} UNION {{ ?x a <{OWL}DatatypeProperty> }}
  UNION {{ ?x a <{OWL}AnnotationProperty> }}
  UNION {{ VALUES ?x {{ <{RDF}type> <{RDFS}label> <{RDFS}subClassOf> <{RDFS}subPropertyOf> <{RDFS}isDefinedBy> }} }}"""


def things(engine: Engine) -> Candidates:
    """Return everything that the graph describes."""
    return _Things(engine, None)


def instances(of_class: str) -> Among:
    """Return what gives the instances of a class, by its IRI."""
    return lambda engine: _Things(engine, of_class)


def properties(engine: Engine) -> Candidates:
    """Return the properties of the ontology and those of RDF and RDFS that data use; `a` is `rdf:type`."""
    return _Properties(engine, "property", "properties", _PROPERTY)


def classes(engine: Engine) -> Candidates:
    """Return the classes of the ontology."""
    return _Terms(engine, "class", "classes", f"?x a <{OWL}Class>")


def concepts(scheme: str) -> Among:
    """Return what gives the concepts of a code list, by its segment such as `rank`."""
    pattern = f"?x <{SKOS}inScheme> <{VOCAB}{scheme}>"
    return lambda engine: _Concepts(engine, f"concept of {scheme}", "concepts", pattern)
