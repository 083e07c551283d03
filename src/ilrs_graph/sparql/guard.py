"""SPARQL text before it runs: well-known prefixes added, dangerous forms refused.

The parser of the engine has no limits of its own: deep nesting ends the process, and SERVICE opens a
connection. So the tokens of a query are checked before any parser reads it.
"""

from __future__ import annotations

from collections.abc import Container

from ..errors import Place, QueryError
from ..namespaces import PREFIXES
from .rdf12 import rdf12
from .tokens import line_and_column, token_at, tokens

MAX_LENGTH = 1_000_000
"""The most characters that a query may have."""
MAX_DEPTH = 200
"""The deepest that brackets of any kind may be nested."""
MAX_OPERATORS = 2_000
"""The most operators that a query may have."""

_REFUSED = {"SERVICE": "it would call another server", "LOAD": "it would read from outside"}
_NO_KEYWORD = ("?", "$", "<", '"', "'")
_CHAINED = frozenset({"UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "VALUES", "GRAPH", "AS", "SELECT"})
"""Words whose repetition the engine's parser or planner follows by recursion."""


class QueryTooComplex(QueryError):
    """A query that is too long, too deeply nested, or made of too many operators for the engine's parser."""


def check(
    query: str, about: str = "", *, depth: int = MAX_DEPTH, graphs: Container[str] | None = None
) -> None:  # fmt: skip
    """Refuse what may not run: SERVICE, LOAD, FROM a file, what is only for RDF 1.2, and text beyond the limits.

    `about` says whose query it is, at the beginning of the message; `depth` is the deepest that brackets may be nested;
    `graphs` are the IRIs of the named graphs that FROM may name, none by default.

    Raises:
        QueryTooComplex: it is beyond the limits.
        QueryError: it is empty, or asks for what is refused; the message gives the reason.
    """
    if len(query) > MAX_LENGTH:
        raise QueryTooComplex(f"{about}the query is longer than {MAX_LENGTH} characters")
    if token_at(query, 0).kind == "end":
        raise QueryError(f"{about}the query is empty", tip="write one, such as SELECT ?x { ?x a ilrs:FarSideMission }")
    nested = operators = 0
    before = ""
    for token in tokens(query):
        kind, text = token.kind, token.text
        if kind == "word":
            word = text.upper()
            if word == "LOAD" or "SERVICE" in word:
                # the engine reads keywords without a space: "trueSERVICE" is two, "SERVICESILENT" too
                _refuse("LOAD" if word == "LOAD" else "SERVICE", about)
            operators += word in _CHAINED
        elif kind in ("iri", "name") and before.upper() in ("FROM", "NAMED"):
            _check_graph(text, about, graphs)
        elif kind == "mark":
            if text == "{" and "SERVICE" in before.partition(":")[0].upper() and not before.startswith(_NO_KEYWORD):
                _refuse("SERVICE", about)  # "SERVICEx:y {" is SERVICE x:y
            nested += (text in _OPENING) - (text in _CLOSING)
            operators += sum(sign in "+-*/!|&^.<" for sign in text)
        if nested > depth or operators > MAX_OPERATORS:
            limits = f"over {depth} levels or {MAX_OPERATORS} operators"
            raise QueryTooComplex(f"{about}the query is too complex: {limits}")
        before = text
    found = rdf12(query)
    if found is not None:
        line, column = line_and_column(query, found.start)
        message = f"{about}line {line}, column {column}: {found.what}"
        raise QueryError(message, tip=found.tip, place=Place("", line, column), what=found.what)


def _check_graph(name: str, about: str, graphs: Container[str] | None) -> None:
    if graphs is None:
        raise QueryError(f"{about}FROM is not allowed: there is one merged graph", tip="leave the FROM clause out")
    if name[1:-1] not in graphs or not name.startswith("<"):
        tip = "leave the FROM clause out, or write the whole IRI of a named graph of this server"
        raise QueryError(f"{about}FROM {name} is not allowed: no graph of this server is called so", tip=tip)


_OPENING, _CLOSING = frozenset("{(["), frozenset("})]")


def _refuse(word: str, about: str) -> None:
    raise QueryError(f"{about}{word} is not allowed: {_REFUSED[word]}", tip="ask over this graph alone")


def missing_prefixes(query: str) -> list[str]:
    """Return the well-known prefixes that `query` uses and does not declare, sorted.

    >>> missing_prefixes("PREFIX a: <http://a/> SELECT * { a:x ilrs:operator agent:cnsa }")
    ['agent', 'ilrs']
    """
    used: set[str] = set()
    declared: set[str] = set()
    before = ""
    for token in tokens(query):
        if token.kind == "name":
            (declared if before.upper() == "PREFIX" else used).add(token.text.partition(":")[0])
        before = token.text
    return sorted((used - declared) & set(PREFIXES))


def prepare(query: str, *, depth: int = MAX_DEPTH, graphs: Container[str] | None = None) -> str:
    """Return `query`, checked as `check` does, with the prefixes it leaves out added on one line before it.

    Raises:
        QueryError: it asks for what is refused.
    """
    check(query, depth=depth, graphs=graphs)
    added = " ".join(f"PREFIX {p}: <{PREFIXES[p]}>" for p in missing_prefixes(query))
    return f"{added} {ADDED}\n{query}" if added else query


def place_in(query: str, start: int) -> Place:
    """Return the place of an offset in a query as it was written, before `prepare` added a line.

    >>> place_in(prepare("SELECT * {\\n ?x a ilrs:Mission }"), 118).line
    2
    """
    line, column = line_and_column(query, start)
    return Place("", line - query.partition("\n")[0].endswith(ADDED), column)


ADDED = "# prefixes added"
"""The end of the line of prefixes that `prepare` adds."""
