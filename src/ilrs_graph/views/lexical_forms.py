"""The lexical forms of literals: as written in the files, and as a store keeps them.

A store keeps `1.00` as `1` and `"7"^^xsd:byte` as an integer. Reasoning uses the store's form (`stored`).
Validation needs the form as written: a separate graph holds, for each asserted triple whose literal the store rewrites,
the lexical form with a datatype that no store rewrites.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from ..namespaces import BASE, RDF, XSD
from ..terms import Fact

GRAPH = NamedNode(BASE + "graph/written")
_MARK = BASE + "graph/written#"
_LANG_STRING = RDF + "langString"
_UNCHANGED = frozenset({XSD + "string", XSD + "anyURI"})
"""Datatypes of XSD whose literals a store never rewrites."""
_CANONICAL = {
    XSD + "date": re.compile(r"\d{4}-\d\d-\d\d"),
    XSD + "gYear": re.compile(r"\d{4}"),
    XSD + "gYearMonth": re.compile(r"\d{4}-\d\d"),
    XSD + "integer": re.compile(r"0|-?[1-9]\d{0,17}"),
    XSD + "decimal": re.compile(r"0|-?[1-9]\d{0,14}|-?(0|[1-9]\d{0,14})\.\d{0,14}[1-9]"),
    XSD + "boolean": re.compile(r"true|false"),
    XSD + "dateTime": re.compile(r"\d{4}-\d\d-\d\dT([01]\d|2[0-3])(:\d\d){2}(Z|[+-](?!00:00)\d\d:\d\d)?"),
}


def written_quads(asserted: Iterable[Triple]) -> Iterator[Quad]:
    """Yield the additional quads with which a store preserves the form of every literal of `asserted`.

    >>> decimal = Literal("1.00", datatype=NamedNode(XSD + "decimal"))
    >>> len(list(written_quads([Triple(GRAPH, GRAPH, decimal), Triple(GRAPH, GRAPH, Literal("1.00"))])))
    1
    """
    lost = {
        (t.subject, t.predicate, form)
        for t in asserted
        if isinstance(t.object, Literal) and not _is_canonical(t.object) and (form := stored(t.object)) != t.object
    }
    if not lost:
        return
    for t in asserted:
        if isinstance(t.object, Literal) and (t.subject, t.predicate, stored(t.object)) in lost:
            yield Quad(t.subject, t.predicate, _marked(t.object), GRAPH)


def forms(store: Store, quad: Quad) -> list[Literal]:
    """Return the literals, as written, that a store has rewritten to the literal of a quad."""
    literal = quad.object
    if not isinstance(literal, Literal) or literal.datatype.value == XSD + "string":
        return [literal] if isinstance(literal, Literal) else []
    written = (_form(q.object) for q in store.quads_for_pattern(quad.subject, quad.predicate, None, GRAPH))
    return [form for form in written if stored(form) == literal] or [literal]


def rewritten(store: Store) -> Iterator[Fact]:
    """Yield, as written, the asserted facts whose literals the store rewrites, and facts that are equal to these."""
    for q in store.quads_for_pattern(None, None, None, GRAPH):
        yield q.subject, q.predicate, _form(q.object)


def stored(literal: Literal) -> Literal:
    """Return the form in which a store keeps a literal.

    >>> str(stored(Literal("1.00", datatype=NamedNode(XSD + "decimal"))))
    '"1"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    return literal if _is_canonical(literal) else _rewritten(literal)


@lru_cache(maxsize=65536)
def _rewritten(literal: Literal) -> Literal:
    store = Store()
    store.add(Quad(GRAPH, GRAPH, literal))
    (found,) = (q.object for q in store)
    return found if isinstance(found, Literal) else literal


def facts_in_store_form(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield facts with their literals as a store keeps them.

    >>> number = Literal("1.00", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal"))
    >>> next(facts_in_store_form([(NamedNode("urn:a"), NamedNode("urn:p"), number)]))[2].value
    '1'
    """
    for s, p, o in facts:
        yield stored(s) if isinstance(s, Literal) else s, p, stored(o) if isinstance(o, Literal) else o


def _is_canonical(literal: Literal) -> bool:
    """Return whether a store certainly does not rewrite a literal; this is much faster than asking a store."""
    datatype = literal.datatype.value
    if datatype.startswith(XSD):
        plain = _CANONICAL.get(datatype)
        return datatype in _UNCHANGED or (plain is not None and plain.fullmatch(literal.value) is not None)
    language = literal.language
    return language is None or (datatype == _LANG_STRING and language.islower())


def _marked(literal: Literal) -> Literal:
    word = f"@{literal.language}" if literal.language else literal.datatype.value
    return Literal(literal.value, datatype=NamedNode(_MARK + word.replace("%", "%25").replace("#", "%23")))


def _form(marked: object) -> Literal:
    if not isinstance(marked, Literal):
        raise TypeError(marked)
    word = marked.datatype.value.removeprefix(_MARK).replace("%23", "#").replace("%25", "%")
    if word.startswith("@"):
        return Literal(marked.value, language=word[1:])
    return Literal(marked.value, datatype=NamedNode(word))
