"""`queries.ttl`: the saved questions as SPARQL executables of SHACL, which collections of examples gather."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from ..namespaces import BASE, PREFIXES, RDFS, SCHEMA, SH
from ..questions.catalogue import Question
from ..sparql.guard import missing_prefixes
from ..terms import LABEL, TYPE
from ..turtle.writer import write_turtle

QUERY = BASE + "query/"
"""The names of the questions: this and the slug."""


def queries_ttl(questions: Mapping[str, Question], target: str) -> str:
    """Return the questions as Turtle; `target` is the address of the data that they are asked of."""
    prefixes = {name: PREFIXES[name] for name in ("rdfs", "schema", "sh")} | {"query": QUERY}
    found = (t for slug in sorted(questions) for t in _triples(questions[slug], NamedNode(target)))
    return write_turtle(found, prefixes)


def _triples(question: Question, target: NamedNode) -> Iterator[Triple]:
    node = NamedNode(QUERY + question.slug)
    yield Triple(node, TYPE, NamedNode(SH + "SPARQLExecutable"))
    yield Triple(node, TYPE, NamedNode(SH + "SPARQLSelectExecutable"))
    for language in ("en", "zh"):
        wording = question.wording(language)
        yield Triple(node, LABEL, Literal(wording.question, language=language))
        if wording.description.strip():
            text = Literal(wording.description.strip(), language=language)
            yield Triple(node, NamedNode(RDFS + "comment"), text)
    yield Triple(node, NamedNode(SH + "select"), Literal(_declared(question.query)))
    yield from (Triple(node, NamedNode(SCHEMA + "keywords"), Literal(tag, language="en")) for tag in question.tags)
    yield Triple(node, NamedNode(SCHEMA + "target"), target)


def _declared(query: str) -> str:
    """Return a query with the declarations that it leaves to this program, since others read it too."""
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in missing_prefixes(query)) + query
