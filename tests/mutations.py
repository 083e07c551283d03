"""Texts made wrong: a valid text with parts removed, repeated, moved, or replaced by what its syntax may trip over."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

import pytest
from hypothesis import settings
from hypothesis import strategies as st

from ilrs_graph.errors import IlrsGraphError

MORE = int(os.environ.get("ILRS_GRAPH_FUZZ", "20"))
"""How many times as many examples a soak has. With 20 that of tests/fuzz takes about ten minutes on an idle machine."""


def times(number: int) -> pytest.MarkDecorator:
    """Return the parameter `tried` of a test: the same few examples always, `MORE` times as many others as a soak."""
    soak = pytest.param(settings(max_examples=number * MORE), marks=pytest.mark.soak, id=f"{number * MORE}")
    few = pytest.param(settings(max_examples=number, derandomize=True, database=None), id=f"{number}")
    return pytest.mark.parametrize("tried", [few, soak])


def refusal(call: Callable[[], object]) -> IlrsGraphError | None:
    """Return the error with which a call ends; None where it ends well."""
    try:
        call()
    except IlrsGraphError as error:
        return error
    return None


ANY = (
    *("", " ", "\n", "\r", "\t", "\\", '"', "'", "<", ">", "{", "}", "[", "]", "(", ")", ",", ";", ".", ":", "#"),
    *("@", "^^", "_:", "\\u0000", "\\ud800", "\\U00110000", "\x01", "\x7f", "\u2028", "\ufeff", "\ufffe"),
    *("\U0001f319", "é", "%", "0", "-1", "1e999", "9" * 50, "=", "|"),
    *("&", "*", "+", "?", "/", "!", "~", "`", "$x", "true", "null"),
)
"""Pieces of text that mean something in some syntax."""
OF_SYNTAX = {
    "turtle": (
        *("@prefix", "@base", "PREFIX", "a", "@en-", "'''", '"""', "<<", ">>", "<<(", ")>>", "{|", "|}", "@en--ltr"),
        *("~",),
    ),
    "trig": (*("GRAPH", "{", "}", "@prefix", "[]", "a", "<<(", ")>>"),),
    "ntriples": (*('"a"@en', "^^<http://a/dt>", "_:b", "<rel>", "<<(", ")>>", 'VERSION "1.2"'),),
    "nquads": (*("<http://a/g>", "_:g", "<rel>", ' "a" '),),
    "jsonld": (
        *('"@id"', '"@type"', '"@value"', '"@context"', '"@list"', '"@set"', '"@graph"', '"@reverse"', '"@language"'),
        *("1e400", '"@container"', '"@index"', '"@nest"', '"@vocab"', '"@base"', '"@json"', '"@none"', '"@included"'),
        *("null", "[[]]", '"@direction"', '"@protected": true,', '"@propagate": false,', '"@version": 1.1,'),
        *('"\\u0040id"', "{}", "1.0"),
    ),
    "rdfxml": (
        *("rdf:about", "rdf:resource", "rdf:ID", "rdf:nodeID", "rdf:parseType", "rdf:datatype", "xml:lang"),
        *("xml:base", '="Collection"', '="Literal"', '="Resource"', "&amp;", "&#0;", "&x;", "<!--", "-->"),
        *("<![CDATA[", "]]>", "rdf:li", "<?x ?>", "</rdf:RDF>", "xmlns:a=", "rdf:Description", "<a:p/>"),
        *('<!DOCTYPE a [<!ENTITY x "y">]>',),
    ),
    "query": (
        *("SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "WHERE", "FILTER", "OPTIONAL", "UNION", "MINUS", "BIND"),
        *("VALUES", "AS", "GROUP BY", "ORDER BY", "HAVING", "LIMIT", "OFFSET", "DISTINCT", "GRAPH", "EXISTS", "NOT"),
        *("IN", "COUNT(*)", "?x", "SERVICE", "FROM", "NAMED", "LOAD", "INSERT DATA", "NOW()", "REGEX(", "REPLACE("),
        *("GROUP_CONCAT(", "UNDEF", "^", "|", "PREFIX", "BASE", "ilrs:", "ilrs:operator", "<<", ">>", "{|"),
        *("<http://a b>", "LANG(", "BNODE()", "IF(", "*", "+"),
    ),
    "header": (
        *("#+ ", "#+", "question:", "params:", "columns:", "evidence:", "{type: iri}", "{", "[", "&a", "*a"),
        *("!!python/x", "|", "type: date", "class: ilrs:Mission", "example: x", "view: map", "complete:", "? ", "- "),
        *("2024-01-01", "~", ": "),
    ),
    "template": (
        *(",", ";", "\t", '"', "\n", "sep=;", "|", "2024", "late 2027", "change-6", "cnsa", "ESA", "Mission", "kg"),
        *("1,5",),
    ),
}
"""Words of each syntax."""


@st.composite
def mutated(draw: st.DrawFn, seeds: Sequence[str], kind: str, most: int = 4) -> str:
    """Draw one of the texts with up to `most` changes; a text without any is drawn now and then."""
    text = draw(st.sampled_from(seeds))
    words = st.sampled_from([*ANY, *OF_SYNTAX[kind]]) | st.text(max_size=3)
    for _ in range(draw(st.integers(0, most))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from((0, 0, 1, 2, 5, 20, 100))))
        how = draw(st.sampled_from(("replace", "replace", "repeat", "move", "nest")))
        piece = text[start:end]
        if how == "replace":
            text = text[:start] + draw(words) + text[end:]
        elif how == "repeat":
            text = text[:end] + piece * draw(st.integers(1, 3)) + text[end:]
        elif how == "move":
            rest = text[:start] + text[end:]
            place = draw(st.integers(0, len(rest)))
            text = rest[:place] + piece + rest[place:]
        else:
            text = text[:start] + draw(words) + piece + draw(words) + text[end:]
    return text
