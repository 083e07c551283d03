"""Queries that a stranger may send to break a server, each with what it may end as: a status, or a limit."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

PRODUCT = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o }"


def concatenated(times: int) -> str:
    """Return a query for a string of 20 * 10**times bytes."""
    steps = " ".join(
        f"BIND(CONCAT({', '.join([f'?x{step}'] * 10)}) AS ?x{step + 1})" for step in range(times)
    )  # fmt: skip
    return f"SELECT ?x{times} {{ BIND('aaaaaaaaaaaaaaaaaaaa' AS ?x0) {steps} }}"


def nested(levels: int) -> dict[str, str]:
    """Return queries with brackets of each kind, so many levels deep."""
    return {
        f"braces {levels}": "ASK " + "{" * levels + "}" * levels,
        f"expression {levels}": "ASK { BIND(" + "(" * levels + "1" + ")" * levels + " AS ?x) }",
        f"list {levels}": "ASK { ?a ?b " + "(" * levels + ")" * levels + " }",
        f"blank node {levels}": "ASK { ?a ?b " + "[ ?c " * levels + "1" + "]" * levels + " }",
        f"path {levels}": "ASK { ?a " + "(" * levels + "<urn:p>" + ")*" * levels + " ?b }",
        f"open braces {levels}": "ASK " + "{" * levels,
        f"EXISTS {levels}": "ASK { " + "FILTER EXISTS { " * levels + "}" * levels + " }",
    }


REFUSED = {
    **nested(300), **nested(5_000), **nested(20_000),
    "service": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "service silent": "SELECT * { SERVICE SILENT ?x { ?s ?p ?o } }",
    "service in small letters": "SELECT * { service<http://127.0.0.1:9/>{ ?s ?p ?o } }",
    "service after a word": "SELECT * { FILTER(trueSERVICE) SERVICE <http://a/> { } }",
    "service as a prefix": "PREFIX x: <http://127.0.0.1:9/> SELECT * { SERVICEx:y { ?s ?p ?o } }",
    "service behind a comment": "SELECT * { SERVICE # {\n <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "service in a sub-select": "SELECT * { { SELECT * { SERVICE <http://a/> { ?s ?p ?o } } } }",
    "service in EXISTS": "ASK { FILTER EXISTS { SERVICE <http://a/> { ?s ?p ?o } } }",
    "load": "LOAD <http://127.0.0.1:9/>",
    "from a file": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "from another server": "SELECT * FROM NAMED <http://127.0.0.1:9/> { ?s ?p ?o }",
    "from by a prefix": "PREFIX x: <http://127.0.0.1:9/> SELECT * FROM x:y { ?s ?p ?o }",
    "delete": "DELETE WHERE { ?s ?p ?o }",
    "insert": "INSERT DATA { <urn:a> <urn:b> 1 }",
    "clear": "CLEAR ALL",
    "drop": "DROP SILENT ALL",
    "query and update": "ASK {} ; CLEAR ALL",
    "nothing": "",
    "spaces": " \n ",
    "no query": "hello",
    "zero": "ASK { ?x ?y '\0' } \0",
    "many unions": "ASK { {}" + " UNION {}" * 3_000 + " }",
    "many negations": "ASK { FILTER(" + "!" * 3_000 + "true) }",
    "many operators": "ASK { FILTER(1" + "+1" * 30_000 + ") }",
    "too long": "ASK { ?x ?y '" + "a" * 1_000_000 + "' }",
}  # fmt: skip
"""What is refused before it runs."""

ENDED = {
    "product": ENDLESS,
    "path": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^!<urn:x>)* ?b . ?c (!<urn:x>|^!<urn:x>)* ?d . ?e (!<urn:x>)* ?f }",
    "nested path": "SELECT (COUNT(*) AS ?n) { ?a ((<urn:p>|!<urn:x>)*/(^!<urn:x>)*)* ?b . ?c (!<urn:y>)* ?d }",
    "sorted product": PRODUCT + " ORDER BY ?a",
    "distinct product": PRODUCT.replace("*", "DISTINCT *"),
    "joined texts": "SELECT (GROUP_CONCAT(?c) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "concatenation": concatenated(8),
    "solutions": PRODUCT,
    "triples": "CONSTRUCT { ?a ?b ?i } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
}  # fmt: skip
"""What is ended by a limit."""

ANSWERED = {
    "regex": "SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), '(((a|b|c)*)*)*$')) } LIMIT 1",
    "many values": "SELECT * { VALUES ?x { " + " ".join(f"<urn:{n}>" for n in range(30_000)) + " } ?s ?p ?x }",
    "deep": "SELECT * " + "{" * 150 + " ?s ?p ?o " + "}" * 150 + " LIMIT 1",
}
"""What is answered."""


_PARTS = (
    *("{ ", "} ", "( ", ") ", "[ ", "] ", "'", '"', "\\", "\0", "é", "# \n", "!", "-1 ", "^", "* ", "; ", ", ", ". "),
    *("?a ?b ?c . ", "?a (!<urn:x>|^!<urn:x>)* ?b . ", "OPTIONAL { ", "UNION { ", "MINUS { ", "FILTER EXISTS { "),
    *("FILTER(", "BIND(", "CONCAT(?c, ?c) AS ?d) ", "VALUES ?a { 1 2 } ", "GRAPH ?g { ", "SERVICE ", "<urn:a> ", "IF("),
    *(
        "SELECT * { ",
        "SELECT (COUNT(*) AS ?n) { ",
        "REGEX(STR(?c), '(a*)*b') ",
        "ORDER BY ?a ",
        "GROUP BY ?a ",
        "AS ?x ",
    ),
    *("LIMIT 99999999 ", "1e999 ", "PREFIX x: <urn:> ", "x:y ", "FROM <file:///etc/passwd> ", "INSERT DATA { ", "_:b "),
    *("AS ?x ", "UUID() ", "true ", "@en ", "^^<urn:t> "),
)
_BEGINNINGS = ("ASK { ", "SELECT * { ", "CONSTRUCT { ?a ?b ?c } { ", "DESCRIBE ", "")


def generated(count: int, seed: int) -> Iterator[str]:
    """Yield queries made of parts of queries in any order, most of which do not parse."""
    random = Random(seed)
    for _ in range(count):
        body = "".join(random.choices(_PARTS, k=random.randint(1, 40)))
        yield random.choice(_BEGINNINGS) + body + "}" * body.count("{")
