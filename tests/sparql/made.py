"""Random graphs, paths and graph patterns over a few nodes and properties, and what the engine says a path means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store

from ilrs_graph.sparql.paths import Alternative, Negated, Path, Repeat, inverse, sequence

Fact = tuple[NamedNode, NamedNode, NamedNode]
NODES = [NamedNode("urn:" + name) for name in "abcd"]
PROPERTIES = [NamedNode("urn:p"), NamedNode("urn:q")]

nodes = st.sampled_from(NODES)
steps = st.sampled_from(PROPERTIES)
negated = st.builds(
    lambda ahead, back: Negated(tuple(ahead), tuple(back)),
    st.lists(steps, max_size=2, unique=True),
    st.lists(steps, max_size=2, unique=True),
).filter(lambda path: bool(path.forward or path.backward))
paths: st.SearchStrategy[Path] = st.recursive(
    steps | negated,
    lambda inner: st.one_of(
        inner.map(inverse),
        st.lists(inner, min_size=2, max_size=3).map(lambda several: sequence(*several)),
        st.lists(inner, min_size=2, max_size=3).map(lambda several: Alternative(tuple(several))),
        st.builds(Repeat, inner, st.sampled_from([0, 1])),
        inner.map(lambda path: Repeat(path, least=0, more=False)),
    ),
    max_leaves=4,
)
graphs = st.lists(st.tuples(nodes, steps, nodes), max_size=10, unique=True)


# graph patterns as text

variables = st.sampled_from(["?this", "?this", "?x", "?y", "?z"])
terms = st.one_of(variables, variables, nodes.map(str))
verbs = st.sampled_from([
    "<urn:p>", "<urn:q>", "<urn:p>", "<urn:q>", "<urn:p>/<urn:q>", "^<urn:p>", "<urn:p>*", "<urn:q>+", "<urn:p>?",
    "(<urn:p>|^<urn:q>)", "!<urn:p>", "!(<urn:p>|^<urn:q>)", "<urn:p>/<urn:q>*", "?v",
])  # fmt: skip
triples = st.tuples(variables, verbs, terms).map(lambda t: " ".join(t) + " .")
conditions = st.one_of(
    st.tuples(variables, st.sampled_from(["=", "!="]), terms).map(lambda t: f"FILTER({' '.join(t)})"),
    variables.map(lambda v: f"FILTER(!BOUND({v}))"),
)


def parts(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        triples,
        triples,
        triples,
        conditions,
        st.tuples(st.sampled_from(["OPTIONAL ", "MINUS ", "FILTER EXISTS ", "FILTER NOT EXISTS ", ""]), inner).map(
            "".join
        ),
        st.tuples(inner, inner).map(" UNION ".join),
        inner.map(lambda group: f"{{ SELECT DISTINCT ?this ?x {group} }}"),
        inner.map(lambda group: f"{{ SELECT ?this (COUNT(?y) AS ?n) {group} GROUP BY ?this }}"),
    )


groups = st.recursive(
    st.lists(triples, min_size=1, max_size=2).map(lambda several: f"{{ {' '.join(several)} }}"),
    lambda inner: st.lists(parts(inner), min_size=1, max_size=3).map(lambda several: f"{{ {' '.join(several)} }}"),
    max_leaves=5,
)
"""A graph pattern about `?this`, of every kind of part."""


def matcher(facts: Iterable[Fact]) -> Callable[[object, object, object], Iterator[Fact]]:
    """Return what looks facts up by a pattern."""
    kept = list(facts)

    def match(*pattern: object) -> Iterator[Fact]:
        return (f for f in kept if all(t is None or t == u for t, u in zip(pattern, f, strict=True)))

    return match


def store_of(facts: Iterable[Fact]) -> Store:
    store = Store()
    store.extend(Quad(*fact) for fact in facts)
    return store


def connected(path: Path, facts: Iterable[Fact]) -> set[tuple[object, object]]:
    """Return which nodes the engine connects by the path, of those that are anywhere in the facts."""
    kept = list(facts)
    values = " ".join(map(str, {n for s, _, o in kept for n in (s, o)}))
    rows = store_of(kept).query(f"SELECT ?x ?y {{ VALUES ?x {{ {values} }} ?x {path} ?y }}")
    return {(row["x"], row["y"]) for row in rows}  # type: ignore[union-attr]
