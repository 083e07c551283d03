"""Resolution of a typed text to a node: IRI, CURIE, slug or label, by the same rules for every kind."""

from __future__ import annotations

import re

from pyoxigraph import NamedNode

from ..engine import Engine
from ..errors import UnknownName, UsageError
from ..namespaces import compact, expand
from .among import Among, Candidates, instances, things
from .near import near_once

_NOT_IN_IRI = re.compile(r"[\s<>\"{}|\\^`]")


def resolve(text: str, engine: Engine, among: Among | str = things) -> NamedNode:
    """Return the node that `text` names: an IRI, in angle brackets or not, a CURIE, else a slug, else a label.

    Args:
        text: the typed text.
        engine: the engine of the graph.
        among: the candidates; the IRI of a class means its instances.

    Raises:
        UnknownName: no candidate has that name; the error has similar names.
        UsageError: several nodes have that name; the message lists them.

    >>> from ilrs_graph import LunarGraph
    >>> from ilrs_graph.names.among import properties
    >>> engine = LunarGraph().engine
    >>> [compact(resolve(text, engine).value) for text in ("Chang'e 6", "site:change-6")]
    ['mission:change-6', 'site:change-6']
    >>> compact(resolve("has partner", engine, properties).value)
    'ilrs:hasPartner'
    """
    candidates = (instances(among) if isinstance(among, str) else among)(engine)
    found = candidates.preferred([node for node in _meant(text.strip(), candidates) if candidates.allowed(node)])
    if not found:
        raise UnknownName(candidates.singular, text, near_once(text, candidates.known()))
    if len(found) > 1:
        choices = ", ".join(compact(node.value) for node in found)
        raise UsageError(f"{text!r} can mean several {candidates.plural}: {choices}", tip="use one of these names")
    return found[0]


def iri_of(text: str) -> str | None:
    """Return the IRI in a text, or that of a CURIE with a project prefix; None for any other text.

    >>> iri_of("<urn:a>"), iri_of("agent:cnsa"), iri_of("cnsa")
    ('urn:a', 'https://w3id.org/ilrs-graph/id/agent/cnsa', None)
    """
    inner = _unbracketed(text)
    if "://" in inner:
        return inner
    return expand(inner) or (inner if inner != text and ":" in inner else None)


def _unbracketed(text: str) -> str:
    return text[1:-1] if text.startswith("<") and text.endswith(">") else text


def _meant(text: str, candidates: Candidates) -> list[NamedNode]:
    """Return the nodes that `text` may denote, allowed or not."""
    if any("\ud800" <= c <= "\udfff" for c in text):  # a lone surrogate: not Unicode text, so not a name
        return []
    iri = iri_of(text)
    if iri is not None:
        return _node(iri)
    name = _unbracketed(text)
    return candidates.with_slug(name) or candidates.with_label(name)


def _node(iri: str) -> list[NamedNode]:
    if _NOT_IN_IRI.search(iri):
        return []
    try:
        return [NamedNode(iri)]
    except ValueError:  # no scheme, or an invalid percent escape: not an IRI
        return []
