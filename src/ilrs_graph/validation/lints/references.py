"""References: IRIs in our namespaces that the graph does not define."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode

from ...kinds import KINDS
from ...names.near import did_you_mean
from ...namespaces import ID, SCHEMES, VOCAB, compact, slug
from ...terms import IN_SCHEME, Node
from ..context import Context, segment
from .note import Note, note

_WHY = "The IRI is not defined in the graph: it has no class, label or source, so no question will find it."


def find(context: Context) -> Iterator[Note]:
    """Yield the values of added triples that the graph does not define."""
    known: dict[NamedNode, str] = {}
    for t in context.added:
        thing = t.object
        if not isinstance(thing, NamedNode) or not thing.value.startswith((ID, VOCAB)):
            continue
        if thing not in known:
            known[thing] = "" if context.holds(thing, None, None) else offer(context, thing.value, t.subject)
        if known[thing]:
            what = f"{compact(thing.value)} is not defined."
            yield note("undescribed", "undescribed", t, "value", what, known[thing], reason=_WHY)


def offer(context: Context, iri: str, of: Node | None = None) -> str:
    """Return a remedy that suggests names: the same name under another type, or similar names of the same type.

    For an unknown prefix it suggests known ones. `of`, the thing that refers to `iri`, is not suggested.
    """
    name, kind = slug(iri), segment(iri)
    if iri.startswith(VOCAB):
        return _concepts(context, iri)
    same = [f"{ID}{other}/{name}" for other in KINDS if other != kind]
    described = [each for each in same if context.holds(NamedNode(each), None, None)]
    if described:
        return did_you_mean(iri, described, "")
    if kind not in KINDS:
        types = did_you_mean(kind, [f"{ID}{t}" for t in KINDS], "")
        return types.replace(f"<{ID}", "").replace(">", ":") if types else "Describe it, or correct the name."
    alike = (each for each in context.resembling(iri) if NamedNode(each) != of)
    return did_you_mean(iri, alike, "Describe it, or correct the name.")


def _concepts(context: Context, iri: str) -> str:
    scheme = iri.removeprefix(VOCAB).partition("/")[0]
    if scheme not in SCHEMES:
        near = did_you_mean(scheme, [f"{VOCAB}{s}" for s in SCHEMES], "")
        return near.replace(f"<{VOCAB}", "").replace(">", ":") if near else "Use a code list of the ontology."
    found = {s.value for s, _, _ in context.match(None, IN_SCHEME, NamedNode(VOCAB + scheme))}  # type: ignore[union-attr]
    listed = ", ".join(sorted(slug(each) for each in found))
    return did_you_mean(iri, sorted(found), f"The code list {scheme} has {listed}.")
