"""Failing examples that follow from a shape: a value missing, one too many, one of the wrong sort."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode
from shape_examples import BY_HAND, Failing
from shape_graph import axioms, base, base_nodes, base_nodes_by_class, objects, shape_triples, short, turtle

from ilrs_graph.namespaces import PREFIXES, SH, SHAPES

LITERALS = {
    "date": '"2023-01-01"^^xsd:date', "gYear": '"2023"^^xsd:gYear', "gYearMonth": '"2023-01"^^xsd:gYearMonth',
    "integer": "3", "decimal": "3.5", "anyURI": '"http://a/c"^^xsd:anyURI', "string": '"Asia/Karachi"',
    "EDTF": '"2023"^^edtf:EDTF',
}  # fmt: skip
"""A second literal of each datatype, as right as the first."""


def value_of(node: str, path: str) -> object:
    """Return a value that a node of the base has for a property, None for none."""
    (subject,) = {t.subject for t in turtle(f"{node} a owl:Thing .")}
    (prop,) = {t.predicate for t in turtle(f"[] {path} 1 .")}
    return next((t.object for t in base() if (t.subject, t.predicate) == (subject, prop)), None)


def second(value: object) -> tuple[str, str] | None:
    """Return another value of the same sort, and what must be said for it to be of that sort."""
    if isinstance(value, Literal):
        found = LITERALS.get(value.datatype.value.rpartition("#")[2].rpartition("/")[2])
        return (found, "") if found else None
    assert isinstance(value, NamedNode)
    if "/vocab/" in value.value:
        scheme = value.value.rpartition("/")[0] + "/"
        others = sorted(
            t.subject.value
            for t in axioms()
            if str(t.subject).startswith(f"<{scheme}") and str(t.subject) != str(value)
        )  # type: ignore[union-attr]
        return (f"<{others[0]}>", "") if others else None
    types = [t.object for t in base() if t.subject == value and t.predicate.value.endswith("#type")]
    twin = f"<{value.value}-twin>"
    return (twin, "".join(f"{twin} a {kind} ." for kind in types)) if types else None


def at_the_edge() -> Iterator[Failing]:
    """Yield, for each property shape, two right values where one may be, and concepts that are nearly right."""
    for t in shape_triples():
        if t.predicate.value != SH + "property" or not isinstance(t.object, NamedNode):
            continue
        (path,) = objects(t.object, "path")
        if not isinstance(path, NamedNode) or not isinstance(t.subject, NamedNode):
            continue
        name, p = t.object.value.removeprefix(SHAPES), short(path.value)
        targets = {str(o) for o in objects(t.subject, "targetClass")}
        node = next((n for n in base_nodes(targets) if value_of(n, p) is not None), None)
        if node is None:
            continue
        value = value_of(node, p)
        other = second(value)
        if other and objects(t.object, "maxCount"):
            yield Failing(name, node, (), f"{p} {other[0]}", other[1])
        if isinstance(value, NamedNode) and "/vocab/" in value.value and objects(t.object, "pattern"):
            yield Failing(name, node, (p,), f"{p} <{value.value.rpartition('/')[0]}/junk>")
            yield Failing(
                name, node, (p,), f"{p} " + ("rank:normal" if "/rank/" not in value.value else "polarity:denied")
            )


def generated() -> Iterator[Failing]:
    """Yield, for each property shape with a plain path, a value missing, one too many, and one of the wrong sort."""
    for t in shape_triples():
        if t.predicate.value != SH + "property" or not isinstance(t.object, NamedNode):
            continue
        shape = t.object
        (path,) = objects(shape, "path")
        if not isinstance(path, NamedNode) or not isinstance(t.subject, NamedNode):
            continue
        targets = {str(o) for o in objects(t.subject, "targetClass")}
        nodes = [nodes[0] for nodes in base_nodes_by_class(targets).values()]
        assert nodes, f"the base has nothing for {shape}"
        name, p = shape.value.removeprefix(SHAPES), short(path.value)
        for node in nodes:
            if objects(shape, "minCount"):
                yield Failing(name, node, (p,), "")
            if Literal("1", datatype=NamedNode(PREFIXES["xsd"] + "integer")) in objects(shape, "maxCount"):
                yield Failing(name, node, (), f"{p} <http://junk/1> , <http://junk/2>")
            if {"class", "datatype", "or", "in", "pattern"} & {
                x.predicate.value.removeprefix(SH) for x in shape_triples() if x.subject == shape
            }:
                yield Failing(name, node, (p,), f"{p} <http://junk/1>")
            elif objects(shape, "nodeKind"):
                yield Failing(name, node, (p,), f'{p} "junk"')


OF_EVERY_CLASS = {
    "PrintedChinese": (("prov:wasDerivedFrom",), 'skos:altLabel "月"@zh'),
    "PrintedRussian": (("prov:wasDerivedFrom",), 'skos:altLabel "Луна"@ru'),
    "Translated-label": ((), 'ilrs:translatedLabel "Mond"@de'),
    "Trimmed-label": ((), 'skos:altLabel " blank"@en'),
}
"""What fails these shapes, whatever the class of the node."""


def of_every_class() -> Iterator[Failing]:
    """Yield a failing node of each class that the base has, for shapes about names."""
    for shape, (without, added) in OF_EVERY_CLASS.items():
        targets = {str(o) for o in objects(NamedNode(SHAPES + shape.partition("-")[0]), "targetClass")}
        for nodes in base_nodes_by_class(targets).values():
            yield Failing(shape, nodes[0], without, added)


EXAMPLES = [*generated(), *BY_HAND, *of_every_class(), *at_the_edge()]
