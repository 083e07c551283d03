"""Random JSON-LD, valid or not: what `check` reads without a problem is what PyLD reads, triple by triple.

PyLD follows the same algorithms in a program of its own, so a fault of the parser or of our count of triples shows.
"""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import Any

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse

from ilrs_graph.intake import read_bytes
from mutations import times
from w3c_manifests import canonical

jsonld = pytest.importorskip("pyld.jsonld")

TERMS = ("p", "q", "T", "U", "i", "d", "l", "n", "j", "lang", "r", "id", "type")
CONTAINERS = ("@list", "@set", "@index", "@language", "@id", "@type", "@graph", ["@index", "@set"], ["@id", "@set"])
KEYWORDS = (
    "@id",
    "@type",
    "@graph",
    "@list",
    "@set",
    "@value",
    "@language",
    "@index",
    "@reverse",
    "@included",
    "@nest",
)
IRIS = ("http://a/x", "a:y", "_:b", "a:T", "z", "../u", "T", "p")
SCALARS = ("x", "", 1, 2.5, 1.0, True, None, "http://a/x", "a:y", "en", -0.0, 0.1)

terms, iris, scalars = st.sampled_from(TERMS), st.sampled_from(IRIS), st.sampled_from(SCALARS)
scoped = st.sampled_from([{"p": "a:scoped"}, {"q": {"@id": "a:q", "@type": "@id"}}, {"@vocab": "http://w/"}])
definitions = st.one_of(
    st.sampled_from(["a:p", "http://a/q", "@id", "@type", "@nest", "a:", None]),
    st.fixed_dictionaries(
        {"@id": st.sampled_from(["a:p", "a:q", "http://a/r"])},
        optional={"@type": st.sampled_from(["@id", "@vocab", "@json", "@none", "a:dt"]), "@context": scoped},
    ),
    st.fixed_dictionaries(
        {"@id": st.sampled_from(["a:p", "a:q"]), "@container": st.sampled_from(CONTAINERS)},
        optional={"@type": st.just("@id"), "@context": scoped},
    ),
    st.fixed_dictionaries({"@id": st.just("a:p"), "@language": st.sampled_from(["en", "de-CH", None])}),
    st.fixed_dictionaries({"@reverse": st.just("a:r")}, optional={"@type": st.just("@id")}),
)
contexts = st.dictionaries(terms, definitions, max_size=4).map(lambda own: {"a": "http://a/", **own})
bases = st.sampled_from(
    [{}, {"@vocab": "http://v/"}, {"@base": "http://b/c/"}, {"@vocab": "http://v/", "@base": "http://b/"}]
)
keys = terms | st.sampled_from([*KEYWORDS, "http://a/k", "a:k"])


def larger(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(keys, inner, max_size=3),
        st.fixed_dictionaries({"@value": scalars}, optional={"@type": st.just("a:dt")}),
        st.fixed_dictionaries({"@value": scalars, "@language": st.sampled_from(["en", "DE-ch"])}),
        st.fixed_dictionaries({"@list": st.lists(inner, max_size=3)}),
        st.fixed_dictionaries({"@id": iris}, optional={"p": inner, "q": inner}),
        st.fixed_dictionaries({"@context": contexts, "p": inner}),
    )


values = st.recursive(scalars | iris, larger, max_leaves=8)
documents = st.builds(
    lambda context, base, kinds, rest: {"@context": {**base, **context}, **kinds, **rest},
    contexts,
    bases,
    st.sampled_from([{}, {"@type": "T"}, {"@type": ["T", "U"]}, {"@id": "http://a/s"}]),
    st.dictionaries(keys, values, max_size=4),
)


def in_order(value: Any) -> Any:
    """Return a document with contexts and types first, as our parser needs them."""
    if isinstance(value, list):
        return [in_order(item) for item in value]
    if not isinstance(value, dict):
        return value
    first = {"@context": 0, "@type": 1, "type": 1}
    return {key: in_order(value[key]) for key in sorted(value, key=lambda key: first.get(key, 2))}


def nothing_is_fetched(*_: object) -> None:
    raise ValueError("nothing is fetched")


@pytest.mark.skipif(version("PyLD").startswith("2."), reason="PyLD 2 drops a type that is a relative IRI")
@times(150)
def test_pyld_reads_the_same_triples(monkeypatch: pytest.MonkeyPatch, tried: settings) -> None:
    monkeypatch.setattr(jsonld, "_default_document_loader", nothing_is_fetched)

    @given(documents)
    @tried
    def try_one(document: Any) -> None:
        text = json.dumps(in_order(document))
        note(text)
        found = read_bytes(text.encode(), "new", RdfFormat.JSON_LD)
        if found.problems:
            return
        try:
            lines = jsonld.to_rdf(json.loads(text), {"format": "application/n-quads"})
            expected = canonical(quad.triple for quad in parse(lines.encode(), RdfFormat.N_QUADS))
        except (jsonld.JsonLdError, SyntaxError):  # PyLD writes what it takes for an IRI unseen
            return
        assert canonical(found.triples) == expected

    try_one()
