"""The shapes and the base, read once, and what is asked of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from ilrs_graph.files.parsing import parse_file
from ilrs_graph.files.root import Root
from ilrs_graph.namespaces import PREFIXES, SH, SHAPES, compact
from ilrs_graph.snapshot.pipeline import read_ontology

ROOT = Root.find()
HEAD = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())


@cache
def base() -> list[Triple]:
    return list(parse_file(Path(__file__).with_name("base.ttl")))


@cache
def turtle(text: str) -> list[Triple]:
    return [q.triple for q in parse((HEAD + text).encode(), format=RdfFormat.TURTLE)]


@cache
def shape_triples() -> list[Triple]:
    return [t for path in ROOT.shapes for t in parse_file(path)]


def objects(subject: NamedNode, name: str) -> list[object]:
    return objects_by_key().get((subject, SH + name), [])


@cache
def objects_by_key() -> dict[tuple[object, str], list[object]]:
    """The objects of the shapes by subject and property, looked up thousands of times while tests are collected."""
    found: dict[tuple[object, str], list[object]] = {}
    for t in shape_triples():
        found.setdefault((t.subject, t.predicate.value), []).append(t.object)
    return found


def shape_names() -> set[str]:
    """The shapes that report: property shapes, and node shapes with constraints of their own."""
    own = {"sparql", "xone", "or", "not", "and"}
    return {
        t.subject.value.removeprefix(SHAPES)
        for t in shape_triples()
        if isinstance(t.subject, NamedNode)
        and (t.predicate.value == SH + "path" or t.predicate.value.removeprefix(SH) in own)
        and t.subject.value not in {p.value for p in nested()}
    } - {"prefixes"}


def nested() -> Iterator[NamedNode]:
    return (t.object for t in shape_triples() if t.predicate.value == SH + "sparql" and isinstance(t.object, NamedNode))


@cache
def axioms() -> list[Triple]:
    return read_ontology(ROOT)


def base_nodes(target: set[str]) -> list[str]:
    """Return the nodes of the base whose class is one of the target classes or below one."""
    return [node for nodes in base_nodes_by_class(target).values() for node in nodes]


def base_nodes_by_class(target: set[str]) -> dict[str, list[str]]:
    """Return the nodes of the base for each class that is one of the target classes or below one."""
    return {kind: nodes for kind, nodes in base_nodes_of_each_class().items() if within(kind) & target}


@cache
def base_nodes_of_each_class() -> dict[str, list[str]]:
    """The nodes of the base by their class."""
    found: dict[str, list[str]] = {}
    for t in base():
        if t.predicate.value.endswith("#type"):
            found.setdefault(str(t.object), []).append(short(str(t.subject)))
    return found


@cache
def supers() -> dict[str, set[str]]:
    """The classes that are stated to be above each class."""
    found: dict[str, set[str]] = {}
    for t in axioms():
        if t.predicate.value.endswith("#subClassOf") and isinstance(t.object, NamedNode):
            found.setdefault(str(t.subject), set()).add(str(t.object))
    return found


@cache
def within(kind: str) -> set[str]:
    """Return a class and all above it."""
    return {kind, *(s for up in supers().get(kind, ()) for s in within(up))}


def short(iri: str) -> str:
    return compact(iri.strip("<>"))


@cache
def severity_of(shape: str) -> str:
    """The severity that the file of a shape stands for."""
    kinds = {"must": "violation", "should": "warning", "conflict": "info"}
    (kind,) = {
        kinds[path.stem.partition("-")[0]]
        for path in ROOT.shapes
        if path.stem != "reasons" and any(t.subject == NamedNode(SHAPES + shape) for t in parse_file(path))
    }
    return kind
