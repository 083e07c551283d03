"""Random graphs of RDF 1.1 with all that a syntax may trip over, and their text in each of the six syntaxes."""

from __future__ import annotations

from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from ilrs_graph.intake import SYNTAXES
from ilrs_graph.namespaces import PREFIXES, RDF, XSD

NAMED = (RdfFormat.TRIG, RdfFormat.N_QUADS, RdfFormat.JSON_LD)
"""The syntaxes with named graphs."""

ODD = (
    *(
        "",
        " ",
        "\t",
        "\n",
        "\r",
        "\r\n",
        "\\",
        '"',
        "'",
        '"""',
        "'''",
        "\\u0041",
        "#",
        "<a>",
        "&amp;",
        "]]>",
        "{}",
        "@",
    ),
    *("\x01", "\x0b", "\x1b", "\x7f", "\x85", "\xa0", "\u2028", "\ufeff", "\ufffd", "\ufffe", "\uffff", "\U0001f319"),
    *("e\u0301", "嫦娥", "\u202e", "a" * 300, "line\nline\n", '"@en', "null", "_:b", "ilrs:x"),
)
"""Texts that an escape, a reader of lines or XML may get wrong."""
DATATYPES = (
    *(
        "string",
        "boolean",
        "decimal",
        "integer",
        "double",
        "float",
        "date",
        "time",
        "dateTime",
        "dateTimeStamp",
        "gYear",
    ),
    *("gMonth", "gDay", "gYearMonth", "gMonthDay", "duration", "yearMonthDuration", "dayTimeDuration", "byte", "short"),
    *(
        "int",
        "long",
        "unsignedByte",
        "unsignedShort",
        "unsignedInt",
        "unsignedLong",
        "positiveInteger",
        "token",
        "Name",
    ),
    *("nonNegativeInteger", "negativeInteger", "nonPositiveInteger", "hexBinary", "base64Binary", "anyURI"),
    *("language", "normalizedString", "NMTOKEN", "NCName"),
)
FORMS = (
    "1",
    "1.0",
    "01",
    "+1",
    "-0",
    ".5",
    "1e0",
    "1E+3",
    "INF",
    "NaN",
    "true",
    "0",
    "2024",
    "2024-05-03",
    "--05",
    "P1D",
)
FORMS += ("2024-05-03T09:27:00Z", "24:00:00", "9" * 25, "1.10", "0.1e-7", "en-GB", "SGVsbG8=", "http://a/ b")
TAGS = ("en", "en-GB", "EN-us", "zh-Hans-CN", "de-CH-1996", "x-a", "sl-rozaj-biske", "i-klingon")

texts = st.one_of(st.sampled_from(ODD), st.lists(st.sampled_from(ODD), max_size=4).map("".join), st.text(max_size=20))
texts = texts.filter(lambda text: "\0" not in text)
foreign = ("http://a/dt", RDF + "HTML", RDF + "XMLLiteral", RDF + "JSON")
datatypes = st.sampled_from([*(XSD + name for name in DATATYPES), *foreign]).map(NamedNode)
literals = st.one_of(
    texts.map(Literal),
    st.builds(lambda text, tag: Literal(text, language=tag), texts, st.sampled_from(TAGS)),
    st.builds(lambda form, kind: Literal(form, datatype=kind), st.sampled_from(FORMS) | texts, datatypes),
)
_VALID = {
    **{"boolean": "0", "integer": "+007", "decimal": "1.10", "double": "1E3", "float": "INF", "date": "2024-02-29Z"},
    **{"time": "09:27:00.50", "dateTime": "2024-05-03T09:27:00+08:00", "gYear": "-0001", "gYearMonth": "2024-05"},
    **{"gMonth": "--05", "gDay": "---31", "gMonthDay": "--02-29", "duration": "P1Y2M", "dayTimeDuration": "PT36H"},
    **{"byte": "-128", "unsignedLong": "18446744073709551615", "positiveInteger": "01", "hexBinary": "0aFF"},
    **{"base64Binary": "SGVsbG8=", "anyURI": "http://a/b", "language": "en-GB", "token": "a b", "NMTOKEN": "-a"},
    **{"yearMonthDuration": "-P1Y", "dateTimeStamp": "2024-05-03T09:27:00Z", "normalizedString": " a "},
}
WELL_TYPED = [Literal(form, datatype=NamedNode(XSD + name)) for name, form in _VALID.items()]
"""Literals of the datatypes of XSD in a valid form, most of them not the canonical one."""
well_typed = st.one_of(
    texts.map(Literal),
    st.builds(lambda text, tag: Literal(text, language=tag), texts, st.sampled_from(TAGS)),
    st.sampled_from(WELL_TYPED),
)
segments = st.text("abcZ09-._~!$&'()*+,;=:@%20é月\U0001f319", max_size=8).map(lambda s: s.replace("%", "%25"))
spaces = st.sampled_from(
    [*PREFIXES.values(), "http://a/", "http://a/b#", "http://a/?q=", "urn:a:", "http://[::1]/", RDF]
)
iris = st.builds(lambda space, segment: NamedNode(space + segment), spaces, segments)
blanks = st.sampled_from([BlankNode(name) for name in ("a", "b1", "c-d", "e.f")])
predicates = st.one_of(
    iris, st.sampled_from([NamedNode(RDF + name) for name in ("type", "first", "rest", "value", "_1", "li")])
)
triples = st.builds(Triple, iris | blanks, predicates, iris | blanks | literals)


@st.composite
def lists(draw: st.DrawFn) -> list[Triple]:
    """Draw a collection, as `( ... )` writes it."""
    items = draw(st.lists(iris | literals, max_size=4))
    nodes = [NamedNode(RDF + "nil"), *(BlankNode(f"l{n}") for n in range(len(items)))][::-1]
    found = [Triple(draw(iris), draw(iris), nodes[0])]
    for node, rest, item in zip(nodes, nodes[1:], items, strict=False):
        found += [Triple(node, NamedNode(RDF + "first"), item), Triple(node, NamedNode(RDF + "rest"), rest)]
    return found


graphs = st.builds(
    lambda plain, listed: list(dict.fromkeys([*plain, *listed])), st.lists(triples, max_size=8), st.just([]) | lists()
)


def text_in(graph: list[Triple], syntax: RdfFormat, name: NamedNode | None = None) -> bytes:
    """Return a graph as text, in a named graph where a name is given and the syntax has them."""
    into = name if name is not None and syntax in NAMED else DefaultGraph()
    quads = [Quad(t.subject, t.predicate, t.object, into) for t in graph]
    text = serialize(quads, format=syntax) or b""
    # the serialiser writes a carriage return as it is, which XML reads as a line feed
    return text.replace(b"\r", b"&#xD;") if syntax == RdfFormat.RDF_XML else text


syntaxes = st.sampled_from(list(SYNTAXES.values()))
