"""From what a person types to a thing: slug, CURIE, IRI or exact label."""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode

from ..engine import Engine, values
from ..errors import UnknownName, UsageError
from ..namespaces import BASE, ID, RDFS, SCHEMES, TYPES, VOCAB, compact, expand, slug

_SLUG = re.compile(r"[a-z0-9][a-z0-9.-]*")


def resolve(name: str, engine: Engine, of_class: str | None = None) -> NamedNode:
    """Return the thing that `name` means; `of_class` (an IRI) restricts it to instances of a class.

    Raises:
        UnknownName: nothing is called that, with near names.
        UsageError: several things are.
    """
    found = _prominent([t for t in _candidates(name, engine) if _is_one(t, engine, of_class)])
    if not found:
        raise UnknownName(_kind(of_class), name, _names(engine, of_class))
    if len(found) > 1:
        choices = ", ".join(compact(t.value) for t in found)
        raise UsageError(f"{name!r} can mean several things: {choices}", tip="name one of them")
    return found[0]


def _candidates(name: str, engine: Engine) -> list[NamedNode]:
    """Return the IRIs that `name` may stand for, described or not."""
    text = name.strip()
    if any("\ud800" <= c <= "\udfff" for c in text):  # no Unicode text, so no name
        return []
    if text.startswith("<") and text.endswith(">"):
        text = text[1:-1]
    if "://" in text:
        return _node(text)
    iri = expand(text)
    if iri is not None:
        return _node(iri)
    found = [NamedNode(f"{ID}{t}/{text}") for t in TYPES] if _SLUG.fullmatch(text) else []
    found += [NamedNode(f"{VOCAB}{s}/{text}") for s in SCHEMES] if _SLUG.fullmatch(text) else []
    return _described(found, engine) or _labelled(text, engine)


def _node(iri: str) -> list[NamedNode]:
    if re.search(r"[\s<>\"{}|\\^`]", iri):
        return []
    try:
        return [NamedNode(iri)]
    except ValueError:  # no scheme, or a broken percent escape: nothing can be called that
        return []


def _described(candidates: list[NamedNode], engine: Engine) -> list[NamedNode]:
    if not candidates:
        return []
    rows = engine.select(f"SELECT DISTINCT ?x {{ VALUES ?x {{ {values(candidates)} }} ?x a ?class }}")
    found = {row[0] for row in rows}
    return [c for c in candidates if c in found]


def _prominent(found: list[NamedNode]) -> list[NamedNode]:
    """A slug shared by a mission and its site or spacecraft means the mission."""
    for kind in ("mission", "programme"):
        main = [t for t in found if t.value.startswith(f"{ID}{kind}/")]
        if main:
            return main
    return found


def _labelled(text: str, engine: Engine) -> list[NamedNode]:
    forms = [Literal(text), *(Literal(text, language=tag) for tag in ("en", "zh"))]
    rows = engine.select(f"SELECT DISTINCT ?x {{ VALUES ?l {{ {values(forms)} }} ?x <{RDFS}label> ?l }}")
    return sorted((r[0] for r in rows if isinstance(r[0], NamedNode)), key=lambda t: t.value)


def _is_one(thing: NamedNode, engine: Engine, of_class: str | None) -> bool:
    pattern = f"{thing} a <{of_class}>" if of_class else f"{thing} ?p ?o"
    return bool(engine.query(f"ASK {{ {pattern} }}"))


def _kind(of_class: str | None) -> str:
    return slug(of_class) if of_class else "thing"


def _names(engine: Engine, of_class: str | None) -> list[str]:
    """Return the slugs and labels of the things that could have been meant, for near names."""
    pattern = f"?x a <{of_class}>" if of_class else "?x a ?class"
    rows = engine.select(f"SELECT DISTINCT ?x ?l {{ {pattern} OPTIONAL {{ ?x <{RDFS}label> ?l }} }}")
    names: dict[str, None] = {}
    for thing, label in rows:
        if isinstance(thing, NamedNode) and thing.value.startswith(BASE):
            names[slug(thing.value)] = None
            if isinstance(label, Literal):
                names[label.value] = None
    return list(names)
