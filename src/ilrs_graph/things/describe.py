"""Every fact about a thing with its source and date, as `show` prints it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from ..engine import Engine
from ..language import say
from ..names.labels import Labels
from ..names.text import term_text
from ..namespaces import ONTOLOGY, PROV
from ..terms import TRANSLATED_LABEL, TYPE, Term
from .citation import Citation, cite, sources_of

_OMITTED = frozenset({PROV + "wasDerivedFrom", *(ONTOLOGY + name for name in ("bestClaim", "firstPlan", "standing"))})
_SUBJECT = ONTOLOGY + "subject"
_ASIDE = f"<{_SUBJECT}>, <{PROV}wasDerivedFrom>, <{PROV}generated>"
"""What leads to a thing without telling anything of it: claims are shown as such, and so are sources; edits are not."""


@dataclass(frozen=True)
class Fact:
    """One fact: property and value as terms and as text, when it was stated, and its sources.

    `kind` is "stated" (in the data, carried by the sources of the thing itself), "claimed" (by a claim,
    which is in `node`), "related" (another node points here) or "inferred" (by a rule or an axiom).
    """

    kind: str
    property: NamedNode
    value: Term
    property_text: str
    value_text: str
    node: NamedNode | None = None
    stated_on: str = ""
    sources: tuple[Citation, ...] = ()


@dataclass(frozen=True)
class Description:
    """A thing and all facts about it; `best` holds its current best claims."""

    thing: NamedNode
    label: str
    facts: Sequence[Fact]
    best: frozenset[NamedNode]

    def __repr__(self) -> str:
        return f"<Description of {self.label}: {len(self.facts):,} facts>"

    @property
    def references(self) -> list[Citation]:
        """Every source once, in the order of the facts."""
        return list(dict.fromkeys(c for fact in self.facts for c in fact.sources))


def describe(thing: NamedNode, engine: Engine, labels: Labels, inferred: frozenset[tuple[str, str]]) -> Description:
    """Return the description of `thing`.

    `inferred` holds the property IRI and the value in N-Triples of each inferred fact about `thing`.
    """
    own = engine.select(f"SELECT ?p ?o {{ {thing} ?p ?o }} ORDER BY ?p ?o").rows
    claims = engine.select(_CLAIMS.replace("$thing", str(thing))).rows
    around = engine.select(f"SELECT ?s ?p {{ ?s ?p {thing} . FILTER(?p NOT IN ({_ASIDE})) }} ORDER BY ?p ?s").rows
    nodes = [thing, *(r[0] for r in claims if r[0]), *(r[0] for r in around if r[0])]
    by_node = sources_of(nodes, engine)
    cited = cite((s for found in by_node.values() for s in found), engine, labels)
    labels.load([thing, *(cell for row in (*own, *claims, *around) for cell in row)])

    def sources(node: Term) -> tuple[Citation, ...]:
        return tuple(cited[s] for s in by_node.get(node, ()))

    facts = [_own(p, o, labels, inferred, sources(thing)) for p, o in own if _shown(p, o)]
    facts += [_claim(row, labels, sources(row[0])) for row in claims if row[0] is not None]
    facts += [_related(s, p, labels, sources(s)) for s, p in around if isinstance(s, NamedNode)]
    best = frozenset(o for p, o in own if p == NamedNode(ONTOLOGY + "bestClaim") and isinstance(o, NamedNode))
    return Description(thing, labels.of(thing), facts, best)


_CLAIMS = f"""SELECT ?claim ?p ?value ?currency ?stated ?by ?modality ?polarity ?rank ?end {{
  ?claim <{_SUBJECT}> $thing ; <{ONTOLOGY}property> ?p .
  OPTIONAL {{ ?claim <{ONTOLOGY}valueEntity> ?entity }}
  OPTIONAL {{ ?claim <{ONTOLOGY}valueLiteral> ?literal }}
  OPTIONAL {{ ?claim <{ONTOLOGY}edtfDate> ?edtf }}
  OPTIONAL {{ ?claim <{ONTOLOGY}valueLatitude> ?latitude ; <{ONTOLOGY}valueLongitude> ?longitude }}
  OPTIONAL {{ ?claim <{ONTOLOGY}currency> ?currency }}
  OPTIONAL {{ ?claim <{ONTOLOGY}statedOn> ?stated }}
  OPTIONAL {{ ?claim <{ONTOLOGY}assertedBy> ?by }}
  OPTIONAL {{ ?claim <{ONTOLOGY}modality> ?modality }}
  OPTIONAL {{ ?claim <{ONTOLOGY}polarity> ?polarity }}
  OPTIONAL {{ ?claim <{ONTOLOGY}rank> ?rank }}
  OPTIONAL {{ ?claim <{ONTOLOGY}endsOn> ?end }}
  BIND(COALESCE(?entity, ?literal, ?edtf, CONCAT(STR(?latitude), ", ", STR(?longitude))) AS ?value)
}} ORDER BY ?p STR(?stated) ?claim"""


def _shown(p: Term | None, o: Term | None) -> bool:
    generic = p == TYPE and isinstance(o, NamedNode) and not o.value.startswith(ONTOLOGY)
    return isinstance(p, NamedNode) and p.value not in _OMITTED and not generic


def _own(
    p: Term | None,
    o: Term | None,
    labels: Labels,
    inferred: frozenset[tuple[str, str]],
    sources: tuple[Citation, ...],
) -> Fact:
    assert isinstance(p, NamedNode)
    assert o is not None
    derived = (p.value, str(o)) in inferred
    kind = "inferred" if derived else "stated"
    unprinted = derived or p == TRANSLATED_LABEL  # no page prints our translations
    return Fact(kind, p, o, labels.of(p), term_text(o, labels), sources=() if unprinted else sources)


def _claim(row: Sequence[Term | None], labels: Labels, sources: tuple[Citation, ...]) -> Fact:
    claim, p, value, currency, stated, by, modality, polarity, rank, end = row
    assert isinstance(claim, NamedNode)
    assert isinstance(p, NamedNode)
    words = [labels.of(t) for t in (modality, polarity, rank) if t is not None]
    language = labels.language
    marks = [w for w in words if w not in {say(plain, language) for plain in ("asserted", "normal")}]
    if end is not None:
        marks.append(say("until {day}", language, day=end.value))
    who = say("according to {speaker}", language, speaker=labels.of(by)) if by is not None else ""
    text = labels.of(value) if value is not None else say("not given", language)
    if currency is not None:
        text = f"{text} {labels.of(currency)}"
    comma = "，" if language == "zh" else ", "
    return Fact(
        "claimed",
        p,
        value if value is not None else claim,
        labels.of(p),
        text + say(" ({marks})", language, marks=comma.join([*marks, who])),
        claim,
        stated.value if stated is not None else "",
        sources,
    )


def _related(s: NamedNode, p: Term | None, labels: Labels, sources: tuple[Citation, ...]) -> Fact:
    assert isinstance(p, NamedNode)
    return Fact("related", p, s, labels.of(p), labels.of(s), s, sources=sources)
