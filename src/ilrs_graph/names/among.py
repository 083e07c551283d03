"""The candidates for a name: `things`, `instances(CLASS)`, `properties`, `classes` or `concepts(SCHEME)` of a graph.

There are many things, so each look-up queries one name. The terms of a vocabulary are few: they are read once.
`with_form` finds names as people write them: without regard to case, punctuation and numerals, by a part between
commas, or by an acronym.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from ..engine import Engine, values
from ..kinds import KINDS
from ..namespaces import BASE, ID, ONTOLOGY, OWL, RDF, RDFS, SCHEMES, SKOS, VOCAB, kind_of, slug
from ..terms import TYPE, Term
from .folding import folded
from .index import FORM, FORMS, GRAPH, forms_of
from .labels import LABEL_PATH, Labels

_SLUG = re.compile(r"[a-z0-9][a-z0-9.-]*")

_MOST_CODES = 40
"""The maximum number of values of a code list that an error lists."""

NameTable: TypeAlias = Mapping[str, list[NamedNode]]
"""Slugs and labels, each with the nodes that have it."""


class _Things:
    """Everything that the graph describes, or the instances of classes; look-ups may return other nodes as well."""

    plural = "things"

    def __init__(self, engine: Engine, classes: Sequence[str] = ()) -> None:
        self._engine = engine
        self._classes = [NamedNode(each) for each in classes]
        self._of_class = f"VALUES ?class {{ {values(self._classes)} }}" if classes else ""

    @property
    def tip(self) -> str:
        """What to do where no name fits instead of a similar name; "" if there is nothing to say."""
        return ""

    @property
    def singular(self) -> str:
        """The labels of the classes."""
        return " or ".join(map(Labels(self._engine).of, self._classes)) or "thing"

    def with_slug(self, text: str) -> list[NamedNode]:
        if not _SLUG.fullmatch(text):
            return []
        nodes = [NamedNode(f"{ID}{segment}/{text}") for segment in KINDS]
        nodes += [NamedNode(f"{VOCAB}{scheme}/{text}") for scheme in SCHEMES]
        rows = self._engine.select(f"SELECT DISTINCT ?x {{ VALUES ?x {{ {values(nodes)} }} ?x a ?class }}")
        described = {node for (node,) in rows}
        return [node for node in nodes if node in described]

    def with_label(self, text: str) -> list[NamedNode]:
        forms = [Literal(text), *(Literal(text, language=tag) for tag in ("en", "zh", "ru"))]
        rows = self._engine.select(f"SELECT DISTINCT ?x {{ VALUES ?l {{ {values(forms)} }} ?x {LABEL_PATH} ?l }}")
        return sorted((node for (node,) in rows if isinstance(node, NamedNode)), key=lambda node: node.value)

    def with_form(self, text: str) -> list[list[NamedNode]]:
        forms = [Literal(form) for form in _typed_forms(text)]
        pattern = f"VALUES ?form {{ {values(forms)} }} GRAPH {GRAPH} {{ ?x {FORM} ?form }}"
        rows = self._engine.select(f"SELECT DISTINCT ?x ?form {{ {pattern} }}").rows
        if not rows and not self._engine.query(f"ASK {{ GRAPH {GRAPH} {{ ?x {FORM} ?form }} }}"):
            return _with_form(self.known(), text)  # a server has no index of names
        return _by_form((x, form.value) for x, form in rows if isinstance(x, NamedNode) and isinstance(form, Literal))

    def allowed(self, node: NamedNode) -> bool:
        pattern = f"{self._of_class} {node} a ?class" if self._classes else f"{node} ?p ?o"
        return bool(self._engine.query(f"ASK {{ {pattern} }}"))

    def preferred(self, found: list[NamedNode]) -> list[NamedNode]:
        """Of a mission and its site or spacecraft with one slug, return the mission, except among several classes."""
        if len(self._classes) > 1:
            return found
        most = max(map(_prominence, found), default=0)
        return [node for node in found if _prominence(node) == most]

    def known(self) -> NameTable:
        pattern = f"{self._of_class} ?x a ?class"
        rows = self._engine.select(f"SELECT DISTINCT ?x ?l {{ {pattern} OPTIONAL {{ ?x {LABEL_PATH} ?l }} }}")
        names = _by_name(rows)
        return {name: self.preferred([x for x in found if x.value.startswith(BASE)]) for name, found in names.items()}


class _Codes(_Things):
    """The concepts of a code list, given by its segment; they have the names of things."""

    def __init__(self, engine: Engine, scheme: str) -> None:
        super().__init__(engine)
        self._scheme = scheme
        self._start = f"{VOCAB}{scheme}/"

    @property
    def singular(self) -> str:
        return self._scheme.replace("-", " ")

    @property
    def tip(self) -> str:
        codes = sorted(slug(node.value) for node in self._nodes())
        return f"valid values: {', '.join(codes)}" if len(codes) <= _MOST_CODES else ""

    def with_slug(self, text: str) -> list[NamedNode]:
        return [node for node in self._nodes() if slug(node.value) == text]

    def allowed(self, node: NamedNode) -> bool:
        return node.value.startswith(self._start) and super().allowed(node)

    def known(self) -> NameTable:
        return {slug(node.value): [node] for node in self._nodes()}

    def _nodes(self) -> list[NamedNode]:
        rows = self._engine.select(f"SELECT DISTINCT ?x {{ ?x <{SKOS}inScheme> <{VOCAB}{self._scheme}> }} ORDER BY ?x")
        return [node for (node,) in rows if isinstance(node, NamedNode)]


def _prominence(thing: NamedNode) -> int:
    kind = kind_of(thing.value)
    return kind.prominence if kind is not None else 0


class _Terms:
    """Terms of a vocabulary: `pattern` matches ?x with each of them."""

    tip = ""

    def __init__(self, engine: Engine, singular: str, plural: str, pattern: str) -> None:
        self.singular, self.plural = singular, plural
        query = f"SELECT DISTINCT ?x ?l {{ {pattern} OPTIONAL {{ ?x <{RDFS}label> ?l }} }} ORDER BY ?x ?l"
        self._rows = engine.select(query).rows
        self._nodes = dict.fromkeys(node for node, _ in self._rows if isinstance(node, NamedNode))

    def with_slug(self, text: str) -> list[NamedNode]:
        return [node for node in self._nodes if slug(node.value) == text]

    def with_label(self, text: str) -> list[NamedNode]:
        folded = text.casefold()
        labels = ((x, label.value) for x, label in self._rows if isinstance(label, Literal))
        return list(dict.fromkeys(x for x, label in labels if label.casefold() == folded and isinstance(x, NamedNode)))

    def with_form(self, text: str) -> list[list[NamedNode]]:
        return _with_form(_by_name(self._rows), text)

    def allowed(self, node: NamedNode) -> bool:
        return node in self._nodes

    def preferred(self, found: list[NamedNode]) -> list[NamedNode]:
        """Return the terms of this project's ontology if there are any, else all."""
        return [node for node in found if node.value.startswith(ONTOLOGY)] or found

    def known(self) -> NameTable:
        return {name: self.preferred(found) for name, found in _by_name(self._rows).items()}


class _Properties(_Terms):
    def with_slug(self, text: str) -> list[NamedNode]:
        return [TYPE] if text == "a" else super().with_slug(text)


class _Concepts(_Terms):
    def known(self) -> NameTable:
        return {slug(node.value): [node] for node in self._nodes}


def _typed_forms(text: str) -> list[str]:
    """Return the forms that a typed text may have in the index; a text that folds to nothing has none."""
    form = folded(text)
    return [sort + form for sort in FORMS] if form else []


def _with_form(names: NameTable, text: str) -> list[list[NamedNode]]:
    """Return the nodes that a table of names has for each sort of form of a text, the best sort first."""
    typed = set(_typed_forms(text))
    return _by_form(
        (x, form) for name, nodes in names.items() for form in forms_of(name) if form in typed for x in nodes
    )


def _by_form(found: Iterable[tuple[NamedNode, str]]) -> list[list[NamedNode]]:
    """Return the nodes of each sort of form, the best sort first."""
    by_sort: dict[str, dict[NamedNode, None]] = {sort: {} for sort in FORMS}
    for node, form in found:
        by_sort[form[: form.index("/") + 1]][node] = None
    return [sorted(nodes, key=lambda node: node.value) for nodes in by_sort.values()]


def _by_name(rows: Iterable[Sequence[Term | None]]) -> dict[str, list[NamedNode]]:
    """Return nodes by slug and by label, from rows of a node and a label."""
    names: dict[str, dict[NamedNode, None]] = {}
    for node, label in rows:
        if isinstance(node, NamedNode):
            for name in (slug(node.value), *([label.value] if isinstance(label, Literal) else [])):
                names.setdefault(name, {})[node] = None
    return {name: list(nodes) for name, nodes in names.items()}


Candidates: TypeAlias = _Things | _Terms
"""The nodes of one graph that a name may denote; `singular` and `plural` are their names in error messages."""

Among: TypeAlias = Callable[[Engine], Candidates]
"""Returns the candidates in the graph of an engine."""

_PROPERTY = f"""{{ ?x a <{OWL}ObjectProperty> }} UNION {{ ?x a <{OWL}DatatypeProperty> }}
  UNION {{ ?x a <{OWL}AnnotationProperty> }}
  UNION {{ VALUES ?x {{ <{RDF}type> <{RDFS}label> <{RDFS}subClassOf> <{RDFS}subPropertyOf> <{RDFS}isDefinedBy> }} }}"""


def things(engine: Engine) -> Candidates:
    """Return everything that the graph describes."""
    return _Things(engine)


def instances(*classes: str) -> Among:
    """Return a function for the instances of classes (IRIs)."""
    return lambda engine: _Things(engine, classes)


def properties(engine: Engine) -> Candidates:
    """Return the properties of the ontology and those of RDF and RDFS that data use; `a` is `rdf:type`."""
    return _Properties(engine, "property", "properties", _PROPERTY)


def classes(engine: Engine) -> Candidates:
    """Return the classes of the ontology."""
    return _Terms(engine, "class", "classes", f"?x a <{OWL}Class>")


def code_list(scheme: str) -> Among:
    """Return a function for the values of a code list, by all names that things may have."""
    return lambda engine: _Codes(engine, scheme)


def concepts(scheme: str) -> Among:
    """Return a function for the concepts of a code list, given by its segment such as `rank`."""
    pattern = f"?x <{SKOS}inScheme> <{VOCAB}{scheme}>"
    return lambda engine: _Concepts(engine, f"concept of {scheme}", "concepts", pattern)
