"""Shapes that are almost certainly mistakes: SHACL ignores misspelt terms and empty targets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ..errors import InputError, QueryError
from ..names.near import did_you_mean
from ..namespaces import OWL, RDF, RDFS, SH, compact, slug
from ..sparql import QueryTooComplex
from ..sparql import check as check_query
from ..sparql.xpath_patterns import for_engines
from ..terms import PROPERTY_SORTS
from .backtracking import TooComplex, is_catastrophic

_TYPE = RDF + "type"
_TERMS = (
    "NodeShape PropertyShape Shape ValidationReport ValidationResult Violation Warning Info Severity "
    "BlankNode BlankNodeOrIRI BlankNodeOrLiteral IRI IRIOrLiteral Literal NodeKind "
    "SPARQLConstraint SPARQLTarget SPARQLConstraintComponent Parameter PropertyGroup PrefixDeclaration "
    "alternativePath and class closed conforms datatype deactivated declare defaultValue description detail disjoint "
    "equals flags focusNode group hasValue ignoredProperties in inversePath labelTemplate languageIn lessThan "
    "lessThanOrEquals maxCount maxExclusive maxInclusive maxLength message minCount minExclusive minInclusive "
    "minLength name namespace node nodeKind not oneOrMorePath optional or order path pattern prefix prefixes property "
    "qualifiedMaxCount qualifiedMinCount qualifiedValueShape qualifiedValueShapesDisjoint result resultMessage "
    "resultPath resultSeverity select severity shapesGraph sourceConstraint sourceConstraintComponent sourceShape "
    "sparql target targetClass targetNode targetObjectsOf targetSubjectsOf uniqueLang value xone zeroOrMorePath "
    "zeroOrOnePath"
)
TERMS = frozenset(_TERMS.split())
"""The terms of SHACL that a shape of this project may use (W3C Recommendation of 20 July 2017, without components)."""
_PATHS = {SH + f"{name}ath" for name in ("p", "inverseP", "alternativeP", "zeroOrMoreP", "oneOrMoreP", "zeroOrOneP")}
_PAIRS = {SH + name for name in ("equals", "disjoint", "lessThan", "lessThanOrEquals")}
_NAMING = {SH + name for name in ("targetClass", "targetSubjectsOf", "targetObjectsOf", "class")} | _PATHS | _PAIRS
_QUERIES = {SH + name for name in ("select", "ask", "construct", "update")}
_CLASSES = {OWL + "Class", RDFS + "Class"}
_PROPERTIES = {sort.value for sort in PROPERTY_SORTS} | {RDF + "Property"}
_BUILT_IN = (RDF, RDFS, OWL)
_ONE = {SH + name for name in (
    "path", "datatype", "nodeKind", "minCount", "maxCount", "minExclusive", "minInclusive", "maxExclusive",
    "maxInclusive", "minLength", "maxLength", "pattern", "flags", "languageIn", "uniqueLang", "in", "closed",
    "ignoredProperties", "qualifiedValueShape", "qualifiedMinCount", "qualifiedMaxCount",
    "qualifiedValueShapesDisjoint", "severity", "deactivated", "select", "ask", "prefix", "namespace", "inversePath",
    "alternativePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath",
)}  # fmt: skip
"""What a shape, a constraint or a path has at most one value for (SHACL, appendix B, and parameters of components)."""


def lint_shapes(
    shapes: Iterable[Triple], ontology: Iterable[Triple], placed: Callable[[Triple], str] = lambda _: ""
) -> None:
    """Refuse shapes that are almost certainly mistakes; `placed` returns where a triple is, put before the message.

    Raises:
        InputError: a term of SHACL does not exist, there are two values where one is allowed, a target, class or path
            is no declared term, a pattern may need exponential time (catastrophic backtracking), or a query would call
            another server.
        QueryTooComplex: a query is beyond what the engine can parse.

    >>> from ..turtle.parse import parse_bytes
    >>> wrong = parse_bytes(b"<urn:S> <http://www.w3.org/ns/shacl#minCout> 1 .", "shapes.ttl")
    >>> lint_shapes(wrong, [])  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ilrs_graph.errors.InputError: shape <urn:S>: there is no term sh:minCout
    """
    triples = list(shapes)
    for t, problem, tip in _problems(triples, list(ontology)):
        raise InputError(f"{placed(t)}{problem}", tip=tip)


def _problems(shapes: Sequence[Triple], ontology: Sequence[Triple]) -> Iterator[tuple[Triple, str, str]]:
    sorts: dict[str, set[str]] = {}
    for t in (*ontology, *shapes):
        if t.predicate.value == _TYPE and isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode):
            sorts.setdefault(t.subject.value, set()).add(t.object.value)
    steps = _lists_of_steps(shapes)
    first: dict[tuple[object, NamedNode], object] = {}
    for t in shapes:
        yield from ((t, problem, tip) for problem, tip in _problems_of(t, sorts, steps))
        if t.predicate.value in _ONE and first.setdefault((t.subject, t.predicate), t.object) != t.object:
            what = f"shape {_name(t)}: {compact(t.predicate.value)} has two values, and is allowed one"
            yield t, what, "keep one of them; what both say can be said by two shapes"


def _problems_of(t: Triple, sorts: dict[str, set[str]], steps: set[object]) -> Iterator[tuple[str, str]]:
    about = f"shape {_name(t)}"
    for term in (t.predicate, t.object):
        if isinstance(term, NamedNode) and term.value.startswith(SH) and slug(term.value) not in TERMS:
            near = did_you_mean(term.value, [SH + name for name in sorted(TERMS)], "correct the name")
            yield f"{about}: there is no term {compact(term.value)}", near
    of_path = t.predicate.value == RDF + "first" and t.subject in steps
    if (of_path or t.predicate.value in _NAMING) and isinstance(t.object, NamedNode):
        yield from _undeclared(about, t, sorts)
    if isinstance(t.object, Literal):
        yield from _text(about, t.predicate.value, t.object.value)


def _lists_of_steps(shapes: Sequence[Triple]) -> set[object]:
    """Return the cells of the lists that are a sequence or a choice of paths."""
    rest = {t.subject: t.object for t in shapes if t.predicate.value == RDF + "rest"}
    inner = {t.subject: t.object for t in shapes if t.predicate.value == RDF + "first"}
    todo: list[object] = [t.object for t in shapes if t.predicate.value in _PATHS]
    found: set[object] = set()
    while todo:
        cell = todo.pop()
        if isinstance(cell, BlankNode) and cell in rest and cell not in found:
            found.add(cell)
            todo += [rest[cell], inner.get(cell)]
    return found


def _undeclared(about: str, t: Triple, sorts: dict[str, set[str]]) -> Iterator[tuple[str, str]]:
    iri = t.object.value  # type: ignore[union-attr]
    wanted = _CLASSES if t.predicate.value in (SH + "targetClass", SH + "class") else _PROPERTIES
    if iri.startswith(_BUILT_IN) or sorts.get(iri, set()) & wanted:
        return
    known = sorted(each for each, kinds in sorts.items() if kinds & wanted)
    tip = did_you_mean(iri, known, "declare it in the ontology, or correct the name")
    what = "class" if wanted is _CLASSES else "property"
    where = "a path" if t.predicate.value == RDF + "first" else compact(t.predicate.value)
    yield f"{about}: {where} names {compact(iri)}, which is not a declared {what}", tip


def _text(about: str, predicate: str, text: str) -> Iterator[tuple[str, str]]:
    if predicate == SH + "pattern":
        try:
            if is_catastrophic(for_engines(text)):
                tip = "rewrite it so that no repetition contains another that matches the same text"
                yield f"{about}: the pattern {text!r} may need exponential time (catastrophic backtracking)", tip
        except (TooComplex, re.error, OverflowError, RecursionError) as error:
            yield (
                f"{about}: the pattern {text[:60]!r} cannot be used: {error}",
                "write it as an XPath regular expression",
            )
    elif predicate in _QUERIES:
        try:
            check_query(text, f"{about}: ")
        except QueryTooComplex:
            raise
        except QueryError as error:
            yield error.message, error.tip or "query this graph only"


def _name(t: Triple) -> str:
    return "without a name" if isinstance(t.subject, BlankNode | Triple) else compact(t.subject.value)
