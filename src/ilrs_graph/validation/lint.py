"""What SHACL cannot say: terms that do not exist, things that nothing describes, facts that only rules may state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Triple

from ..errors import near_names
from ..namespaces import ID, ONTOLOGY, RDF, RDFS, VOCAB, compact, slug
from .findings import Finding

_SOURCED_BY = NamedNode(ONTOLOGY + "sourcedBy")
_DEFINED = NamedNode(RDFS + "isDefinedBy")
_TYPE = NamedNode(RDF + "type")
_ONLY = {
    "rule": ("This property is derived by rules and never written in the data.", "Leave the triple out."),
    "claim": (
        "This property is stated by claims only.",
        "Write an ilrs:Claim about it: data/README.md shows one.",
    ),
}
_DEFINED_CLASS = NamedNode("http://www.w3.org/2002/07/owl#equivalentClass")
_MAY_BE_GIVEN = NamedNode(ONTOLOGY + "knownFrom")


def lint(candidates: Sequence[Triple], context: Sequence[Triple]) -> list[Finding]:
    """Return what is wrong with `candidates`, which are part of `context` (data and ontology)."""
    terms = {t.subject.value for t in context if t.predicate == _DEFINED and isinstance(t.subject, NamedNode)}
    described = {t.subject.value for t in context if isinstance(t.subject, NamedNode)}
    sourced = {
        t.subject: t.object.value for t in context if t.predicate == _SOURCED_BY and isinstance(t.object, Literal)
    }
    derived = {t.subject for t in context if t.predicate == _DEFINED_CLASS}
    found: list[Finding] = []
    for t in candidates:
        found += _unknown(t, terms, described)
        mode = sourced.get(t.predicate, "")
        if mode in _ONLY and t.predicate != _MAY_BE_GIVEN:
            found.append(_finding(t, "only-by-" + mode, *_ONLY[mode], path=str(t.predicate), value=str(t.object)))
        if t.predicate == _TYPE and t.object in derived:
            what = "This class follows from axioms and is never written in the data."
            found.append(
                _finding(
                    t,
                    "derived-class",
                    what,
                    "Type the thing with its most specific other class.",
                    value=str(t.object),
                )
            )
    return list(dict.fromkeys(found))


def _unknown(t: Triple, terms: set[str], described: set[str]) -> Iterator[Finding]:
    for term in (t.predicate, t.object):
        if isinstance(term, NamedNode) and term.value.startswith(ONTOLOGY) and term.value not in terms:
            yield _finding(t, "unknown-term", f"There is no term {compact(term.value)}.", _near(term.value, terms))
    if isinstance(t.object, NamedNode) and t.object.value.startswith((ID, VOCAB)) and t.object.value not in described:
        what = f"Nothing describes {compact(t.object.value)}."
        yield _finding(t, "undescribed", what, _near(t.object.value, described), path=str(t.predicate))


def _near(iri: str, known: Iterable[str]) -> str:
    namespace = iri.removesuffix(slug(iri))
    near = near_names(compact(iri), (compact(k) for k in known if k.startswith(namespace)))
    return f"Did you mean {' or '.join(near)}?" if near else "Describe it, or correct the name."


def _finding(t: Triple, code: str, message: str, remedy: str, *, path: str = "", value: str = "") -> Finding:
    return Finding("violation", str(t.subject), code, message, remedy, path, value)
