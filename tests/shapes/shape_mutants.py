"""Shapes with one thing changed: what no example notices is a constraint that nobody has tried."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Triple
from shape_graph import shape_triples, short

from ilrs_graph.namespaces import ONTOLOGY, PREFIXES, SH, SHAPES

CONSTRAINTS = {
    "minCount", "maxCount", "class", "datatype", "pattern", "nodeKind", "in", "or", "xone", "not", "languageIn",
    "uniqueLang", "minInclusive", "minExclusive", "lessThanOrEquals", "disjoint", "node", "property",
    "qualifiedMinCount", "qualifiedValueShape", "hasValue", "targetClass", "inversePath", "path",
}  # fmt: skip
OTHERS = {
    "class": ONTOLOGY + "Statement", "datatype": PREFIXES["xsd"] + "hexBinary", "path": ONTOLOGY + "says",
    "targetClass": ONTOLOGY + "Statement", "hasValue": ONTOLOGY + "Statement", "inversePath": ONTOLOGY + "says",
    "lessThanOrEquals": ONTOLOGY + "says", "disjoint": ONTOLOGY + "says", "nodeKind": SH + "Literal",
}  # fmt: skip
SWAPS = [
    ("=", "!="), ("!=", "="), ("<", ">"), ("&&", "||"), ("||", "&&"), ("true", "false"), ("false", "true"),
    ("!BOUND", "BOUND"), ("OPTIONAL", ""),
]  # fmt: skip


class Mutant(NamedTuple):
    """What was done to the shapes, and what they are then."""

    what: str
    shape: str
    triples: list[Triple]


@cache
def family(top: NamedNode) -> tuple[Triple, ...]:
    """All triples of a node shape, those of its property shapes, lists and queries included."""
    found: dict[Triple, None] = {}
    todo: list[object] = [top]
    seen: set[object] = set()
    while todo:
        node = todo.pop()
        seen.add(node)
        for t in shape_triples():
            if t.subject == node:
                found[t] = None
                if t.object not in seen and not isinstance(t.object, Literal):
                    todo.append(t.object)
    return tuple(found)


def mutants() -> Iterator[Mutant]:
    for top in sorted({t.subject for t in shape_triples() if t.predicate.value == SH + "targetClass"}, key=str):
        assert isinstance(top, NamedNode)
        triples = family(top)
        for i, t in enumerate(triples):
            for what, changed in mutations(t):
                rest = [*triples[:i], *changed, *triples[i + 1 :]]
                about = str(t.subject).rpartition("#")[2].rstrip(">")
                yield Mutant(f"{top.value.removeprefix(SHAPES)} {about}: {what}", top.value.removeprefix(SHAPES), rest)


def mutations(t: Triple) -> Iterator[tuple[str, list[Triple]]]:
    name = t.predicate.value.removeprefix(SH)

    def other(value: object) -> list[Triple]:
        return [Triple(t.subject, t.predicate, value)]  # type: ignore[arg-type]

    if name in CONSTRAINTS and name not in ("path", "inversePath"):
        yield f"without {name} {short(str(t.object))}", []
    if name in OTHERS and isinstance(t.object, NamedNode) and t.object.value != OTHERS[name]:
        yield f"another {name}", other(NamedNode(OTHERS[name]))
    if isinstance(t.object, Literal) and t.object.datatype.value == PREFIXES["xsd"] + "integer":
        for step in (-1, 1):
            number = int(t.object.value) + step
            if number >= 0 and not (name == "minExclusive" and step > 0):
                yield f"{name} {number}", other(Literal(str(number), datatype=t.object.datatype))
    if name == "pattern":
        yield "another pattern", other(Literal("^none$"))
    if name == "severity":
        for level in ("Violation", "Warning", "Info"):
            if NamedNode(SH + level) != t.object:
                yield f"severity {level}", other(NamedNode(SH + level))
    if t.predicate.value == PREFIXES["rdf"] + "first":
        yield f"{short(str(t.object))} another in a list", other(NamedNode("http://junk/member"))
    if name == "select" and isinstance(t.object, Literal):
        yield from ((what, other(Literal(text))) for what, text in queries(t.object.value))


def queries(text: str) -> Iterator[tuple[str, str]]:
    """Yield the query with one word swapped, or one line of its body left out."""
    lines = text.split("\n")
    for i, line in enumerate(lines):
        if i > 1 and line.strip().rstrip("}"):
            yield (
                f"line {i} left out",
                "\n".join([*lines[:i], "}" * line.count("}") * (line.count("{") == 0), *lines[i + 1 :]]),
            )
    for a, b in SWAPS:
        at = text.find(f" {a} ")
        while at >= 0:
            yield f"{a} becomes {b} at {at}", text[: at + 1] + b + text[at + 1 + len(a) :]
            at = text.find(f" {a} ", at + 1)
