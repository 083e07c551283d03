"""An explanation as people read it: labels first, CURIEs beside, places and sources under what is stated.

The same tree serves text, JSON, DOT and SVG: a `Told` is one box or branch of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Triple

from ..errors import Place
from ..names.labels import Labels, text_of
from ..namespaces import compact
from ..terms import TYPE, GroundAtom, Node
from ..things.citation import Citation


@dataclass(frozen=True, slots=True)
class Told:
    """One fact of an explanation.

    `kind` is "stated" (in a file), "axiom" or "rule" (it follows), "missing" (it does not hold, and the premises
    are those that the nearest rule asks for), "barred" (it holds, and must not for the rule to apply) "row" (a row of
    an answer, over the facts that it rests on) or "clash" (facts that an axiom rules out together).
    `text` is the fact by labels, `curies` by CURIEs; `rule` and `says` name what gives it, or would give it;
    `places` say where a file states the fact or, for what follows, where the axiom or rule is stated.
    """

    kind: str
    fact: GroundAtom | None
    text: str
    curies: str
    rule: str = ""
    says: str = ""
    notes: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    sources: tuple[Citation, ...] = ()
    premises: tuple[Told, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the fact is true in the graph."""
        return self.kind != "missing"

    def __iter__(self) -> Iterator[Told]:
        yield self
        for premise in self.premises:
            yield from premise


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why `fact` holds, or what is missing.

    `trees` holds one proof where the fact holds; else what each of the nearest rules misses, the nearest first.
    Of an answer, which is no single fact, it holds a tree for each row.
    """

    fact: GroundAtom | None
    holds: bool
    trees: Sequence[Told]
    note: str = ""
    _references: list[Citation] = field(default_factory=list, repr=False)

    @property
    def references(self) -> list[Citation]:
        """Every source once, in the order in which the trees name them."""
        if not self._references:
            found = dict.fromkeys(c for tree in self.trees for told in tree for c in told.sources)
            self._references.extend(found)
        return self._references


def fact_text(fact: Sequence[Node], labels: Labels) -> str:
    """Return a fact by its labels: subject, property and value with two spaces between them.

    >>> from pyoxigraph import Store
    >>> from ilrs_graph.engine import StoreEngine
    >>> e = "http://example.org/"
    >>> fact = (NamedNode(e + "queqiao"), TYPE, NamedNode(e + "Orbiter"))
    >>> fact_text(fact, Labels(StoreEngine(Store())))
    'queqiao  is a  Orbiter'
    """
    s, p, o = fact
    return f"{term_text(s, labels)}  {'is a' if p == TYPE else term_text(p, labels)}  {term_text(o, labels)}"


def term_text(term: Node, labels: Labels) -> str:
    """Return a term by its label, a literal by its text and language.

    >>> from pyoxigraph import Store
    >>> from ilrs_graph.engine import StoreEngine
    >>> term_text(Literal("嫦娥六号", language="zh"), Labels(StoreEngine(Store())))
    '嫦娥六号 (zh)'
    """
    if isinstance(term, Literal):
        return text_of(term)
    return str(term) if isinstance(term, Triple) else labels.of(term)


def fact_curies(fact: Sequence[Node]) -> str:
    """Return a fact by CURIEs, as in Turtle.

    >>> fact_curies((TYPE, TYPE, Literal("2024-05-03")))
    'rdf:type a "2024-05-03"'
    """
    s, p, o = fact
    return f"{term_curie(s)} {'a' if p == TYPE else term_curie(p)} {term_curie(o)}"


def term_curie(term: Node) -> str:
    """Return a term as Turtle with the project's prefixes would have it.

    >>> from ilrs_graph.namespaces import XSD
    >>> term_curie(Literal("2024-05-03", datatype=NamedNode(XSD + "date")))
    '"2024-05-03"^^xsd:date'
    """
    if isinstance(term, NamedNode):
        return compact(term.value)
    if isinstance(term, Literal) and "^^" in str(term):
        datatype = str(term.datatype)
        return str(term).removesuffix(datatype) + compact(term.datatype.value)
    return str(term)
