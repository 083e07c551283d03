"""Resolution of a typed text to a node: IRI, CURIE, slug or name, by the same rules for every kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode

from ..engine import Engine
from ..errors import ReadAs, UnknownName, UsageError
from ..namespaces import compact, expand
from ..warning import warn
from .among import Among, Candidates, instances, things
from .labels import Labels
from .near import near_once

_MOST_LISTED = 10
"""Maximum number of nodes listed for a name of several."""
_NOT_IN_IRI = re.compile(r"[\s<>\"{}|\\^`]")


def resolve(text: str, engine: Engine, among: Among | str = things) -> NamedNode:
    """Return the node that `text` names: an IRI, in angle brackets or not, a CURIE, else a slug, label or other name.

    A name that is not written exactly so is read as the one that it can be: without regard to case, punctuation and
    kinds of numerals, as another name of the thing, a part of a name between commas, or an acronym.

    Args:
        text: the typed text.
        engine: the engine of the graph.
        among: the candidates; the IRI of a class means its instances.

    Raises:
        UnknownName: no candidate has that name; the error has similar names.
        UsageError: several nodes have that name; the message lists them with their labels.

    Warns:
        ReadAs: the name is written in another way; the message has the label and the CURIE of the node.

    >>> from ilrs_graph import LunarGraph
    >>> from ilrs_graph.names.among import properties
    >>> engine = LunarGraph().engine
    >>> [compact(resolve(text, engine).value) for text in ("Chang'e 6", "site:change-6")]
    ['mission:change-6', 'site:change-6']
    >>> compact(resolve("has partner", engine, properties).value)
    'ilrs:hasPartner'
    """
    candidates = (instances(among) if isinstance(among, str) else among)(engine)
    found = _allowed(_meant(text.strip(), candidates), candidates)
    exact = bool(found)
    if not exact:
        found = _loosely_meant(text, candidates)
    if not found:
        near = [] if candidates.tip else near_once(text, candidates.known())
        raise UnknownName(candidates.singular, text, near, tip=candidates.tip or None)
    if len(found) > 1:
        raise _ambiguous(text, found, candidates.plural, Labels(engine))
    if not exact:
        warn(f"{text!r} is read as {described(found[0], Labels(engine))}", ReadAs)
    return found[0]


def described(node: NamedNode, labels: Labels) -> str:
    """Return the CURIE of a node and its label, if this is another word."""
    curie, label = compact(node.value), labels.of(node)
    return curie if curie.endswith(f":{label}") else f"{curie} ({label})"


def _allowed(nodes: Iterable[NamedNode], candidates: Candidates) -> list[NamedNode]:
    return candidates.preferred([node for node in nodes if candidates.allowed(node)])


def _loosely_meant(text: str, candidates: Candidates) -> list[NamedNode]:
    """Return the allowed nodes with the best form of name that `text` can be."""
    if _is_not_unicode(text) or iri_of(text.strip()) is not None:
        return []
    return next(filter(None, (_allowed(nodes, candidates) for nodes in candidates.with_form(text))), [])


def _ambiguous(text: str, found: Sequence[NamedNode], plural: str, labels: Labels) -> UsageError:
    listed, more = found[:_MOST_LISTED], len(found) - _MOST_LISTED
    labels.load(listed)
    choices = ", ".join(described(node, labels) for node in listed) + (f" and {more} more" if more > 0 else "")
    return UsageError(f"{text!r} can mean several {plural}: {choices}", tip="use one of these names")


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
    if _is_not_unicode(text):
        return []
    iri = iri_of(text)
    if iri is not None:
        return _node(iri)
    name = _unbracketed(text)
    return candidates.with_slug(name) or candidates.with_label(name)


def _is_not_unicode(text: str) -> bool:
    """Return whether a text has a lone surrogate, so that it is no name."""
    return any("\ud800" <= c <= "\udfff" for c in text)


def _node(iri: str) -> list[NamedNode]:
    if _NOT_IN_IRI.search(iri):
        return []
    try:
        return [NamedNode(iri)]
    except ValueError:  # no scheme, or an invalid percent escape: not an IRI
        return []
