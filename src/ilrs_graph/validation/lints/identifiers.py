"""Identifiers: whether IRIs of things are well formed, and whether the type in an IRI is that of the thing."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from ...kinds import KINDS
from ...names.near import did_you_mean
from ...namespaces import BASE, DCTERMS, ID, ONTOLOGY, SHAPES, VOCAB, compact, kind_of, slug
from ...terms import TYPE, Node
from ..context import Context, is_slug, segment
from .note import Note, note

_OURS = (ID, VOCAB, ONTOLOGY, SHAPES)
_ALIKE = BASE.removeprefix("https://").rstrip("/")
_WHY = "An IRI is permanent and typed by people: a uniform format that contains the type shows what it names."
_WHY_CLASS = "A thing without a class is checked by no shape and found by no question."
_WHOLE = {NamedNode(DCTERMS + name) for name in ("license", "title")}
"""Properties of a file itself, whose IRI is not that of a thing."""


def find(context: Context) -> Iterator[Note]:
    """Yield subjects whose IRIs are malformed or of another type, and values whose namespace is almost one of ours."""
    for subject, t in context.subjects.items():
        if isinstance(subject, NamedNode):
            found = _space(subject, t) or _form(subject, t) or _type(context, subject) or _untyped(context, subject, t)
            if found:
                yield found
    for t in context.added:
        if isinstance(t.object, NamedNode) and _misses(t.object.value):
            yield _near_miss(t, t.object.value, "value")


def _misses(iri: str) -> bool:
    return _ALIKE in iri and not iri.startswith(_OURS) and iri not in (ID, VOCAB, BASE)


def _near_miss(t: Triple, iri: str, part: str) -> Note:
    what = f"{compact(iri)} is not in a namespace of this graph."
    remedy = (
        f"Use {ID}{{type}}/{{name}} for things, {ONTOLOGY}{{name}} for terms, {VOCAB}{{list}}/{{name}} for concepts."
    )
    return note("identifier", "namespace", t, part, what, remedy, reason=_WHY)  # type: ignore[arg-type]


def _space(subject: NamedNode, t: Triple) -> Note | None:
    iri = subject.value
    if _misses(iri):
        return _near_miss(t, iri, "subject")
    if iri.startswith(_OURS) or t.predicate in _WHOLE:
        return None
    what, remedy = f"{compact(iri)} is not in a namespace of this graph.", f"Use {ID}{{type}}/{{name}}."
    return note("identifier", "foreign", t, "subject", what, remedy, reason=_WHY)


def _form(subject: NamedNode, t: Triple) -> Note | None:
    iri, kind = subject.value, segment(subject.value)
    if not iri.startswith(ID):
        return None
    if kind not in KINDS:
        near = did_you_mean(kind, [f"{ID}{k}" for k in KINDS], "")
        remedy = near.replace(f"<{ID}", "").replace(">", ":") or "Use one of " + ", ".join(KINDS) + "."
        return note(
            "identifier", "type-segment", t, "subject", f"There is no type of thing {kind}:.", remedy, reason=_WHY
        )
    if is_slug(iri):
        return None
    what = f"{slug(iri) or iri!r} is not a slug: lower-case ASCII words and numbers, joined by hyphens."
    return note("identifier", "slug", t, "subject", what, _slugged(iri, kind), reason=_WHY)


def _slugged(iri: str, kind: str) -> str:
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in iri.removeprefix(f"{ID}{kind}/").lower()).split()
    return f"Use {kind}:{'-'.join(words)}." if words else "Use the established acronym, else the English name."


def _type(context: Context, subject: NamedNode) -> Note | None:
    """Return a note if the class of a thing does not match the type in its IRI."""
    its, new = kind_of(subject.value), next(context.new(subject, TYPE), None)
    wanted = NamedNode(ONTOLOGY + (its.of if its is not None else ""))
    if new is None or not segment(subject.value) or not context.sorts(wanted):
        return None
    known = [kind for kind in context.types(subject) if context.sorts(kind)]
    if not known or any(context.within(kind, wanted) for kind in known):
        return None
    kind = known[0]
    right = sorted(_types_of(context, kind))
    what = f"{compact(subject.value)} has the class {_short(kind)}, but its IRI is that of a {compact(wanted.value)}."
    remedy = f"Use {' or '.join(f'{each}:{slug(subject.value)}' for each in right)}, or correct the class."
    return note(
        "identifier", "type-segment", new, "value", what, remedy if right else "Correct the class.", reason=_WHY
    )


def _untyped(context: Context, subject: NamedNode, t: Triple) -> Note | None:
    if not segment(subject.value) or context.holds(subject, TYPE, None):
        return None
    if not context.is_new(subject) or context.is_withdrawn(subject):
        return None
    what, example = f"{compact(subject.value)} has no class.", KINDS[segment(subject.value)].of
    remedy = f"Add the most specific class, such as: a ilrs:{example}."
    return note("identifier", "untyped", t, "subject", what, remedy, reason=_WHY_CLASS)


def _types_of(context: Context, kind: Node) -> Iterator[str]:
    for name, each in KINDS.items():
        if context.within(kind, NamedNode(ONTOLOGY + each.of)):
            yield name


def _short(term: Node) -> str:
    return compact(term.value) if isinstance(term, NamedNode) else str(term)
