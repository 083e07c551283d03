"""The claims of an export as statements: subject, property and value, with who said so, when, and where it stands.

A claim of a position has two values, latitude and longitude; here it is the point in WKT that they make.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from ..namespaces import ONTOLOGY, PREFIXES, slug
from ..terms import SUBJECT, WAS_DERIVED_FROM, Term

_PROPERTY, _LATITUDE, _LONGITUDE = (NamedNode(ONTOLOGY + n) for n in ("property", "valueLatitude", "valueLongitude"))
_VALUES = tuple(NamedNode(ONTOLOGY + name) for name in ("valueEntity", "valueLiteral", "edtfDate"))
_CODES = tuple(NamedNode(ONTOLOGY + name) for name in ("modality", "polarity", "rank"))
_WKT = NamedNode(PREFIXES["geo"] + "wktLiteral")
MOON = "http://www.opengis.net/def/crs/IAU/2015/30100"
"""The coordinate reference system of positions on the Moon; latitude comes first."""


class Statement(NamedTuple):
    """What one claim states, and the node of the claim.

    `about` is the property. `modality`, `polarity` and `rank` are the names of concepts of code lists; `sources` are
    the sources that report it.
    """

    claim: NamedNode
    subject: NamedNode
    about: NamedNode
    value: Term
    modality: str
    polarity: str
    rank: str
    sources: tuple[NamedNode, ...]

    @property
    def triple(self) -> Triple:
        """The triple that the claim is about; the claim may deny it."""
        return Triple(self.subject, self.about, self.value)


def statements(triples: Iterable[Triple]) -> Iterator[Statement]:
    """Yield the statement of each claim among `triples`, in the order of the claims' names.

    >>> claim, mission, cnsa = (NamedNode(PREFIXES["mission"] + name) for name in "abc")
    >>> given = {SUBJECT: mission, _PROPERTY: NamedNode(ONTOLOGY + "operator"), _VALUES[0]: cnsa}
    >>> [str(each.triple.object) for each in statements(Triple(claim, p, o) for p, o in given.items())]
    ['<https://w3id.org/ilrs-graph/id/mission/c>']
    """
    facts: dict[NamedNode, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    wanted = {SUBJECT, _PROPERTY, _LATITUDE, _LONGITUDE, WAS_DERIVED_FROM, *_VALUES, *_CODES}
    for t in triples:
        if t.predicate in wanted and isinstance(t.subject, NamedNode) and not isinstance(t.object, Triple):
            facts[t.subject][t.predicate.value].append(t.object)
    for claim in sorted(facts, key=lambda node: node.value):
        found = _statement(claim, facts[claim])
        if found is not None:
            yield found


def _statement(claim: NamedNode, facts: dict[str, list[Term]]) -> Statement | None:
    def one(name: NamedNode) -> Term | None:
        return next(iter(facts.get(name.value, ())), None)

    subject, about = one(SUBJECT), one(_PROPERTY)
    value = next((found for name in _VALUES if (found := one(name)) is not None), None)
    latitude, longitude = one(_LATITUDE), one(_LONGITUDE)
    if value is None and latitude is not None and longitude is not None:
        value = Literal(f"<{MOON}> POINT({latitude.value} {longitude.value})", datatype=_WKT)
    if not isinstance(subject, NamedNode) or not isinstance(about, NamedNode) or value is None:
        return None
    modality, polarity, rank = (slug(code.value) if (code := one(name)) is not None else "" for name in _CODES)
    sources = sorted((s for s in facts.get(WAS_DERIVED_FROM.value, ()) if isinstance(s, NamedNode)), key=str)
    return Statement(claim, subject, about, value, modality, polarity, rank, tuple(sources))
