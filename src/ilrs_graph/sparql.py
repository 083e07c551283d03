"""SPARQL text before it runs: well-known prefixes added, dangerous forms refused, errors made readable.

The parser of the engine has no limits of its own: deep nesting ends the process, and SERVICE opens a
connection. So a query is tokenised first (strings, IRIs and comments apart) and checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .errors import QueryError, near_names
from .namespaces import PREFIXES

MAX_LENGTH = 1_000_000
MAX_DEPTH = 200
MAX_OPERATORS = 2_000

_TOKEN = re.compile(
    r"""(?P<string>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<iri><[^<>"{}|^`\\\s]*>)
    |(?P<comment>\#[^\n\r]*)
    |(?P<name>[^\W\d][\w.-]*?:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*|:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*)
    |(?P<variable>[?$]\w+)
    |(?P<word>[^\W\d]\w*)
    |(?P<mark>[^\s\w])""",
    re.VERBOSE | re.DOTALL,
)
_REFUSED = {"SERVICE": "it would call another server", "LOAD": "it would read from outside"}
_NO_KEYWORD = ("?", "$", "<", '"', "'")
_CHAINED = frozenset({"UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "VALUES", "GRAPH", "AS", "SELECT"})
"""Words whose repetition the engine's parser or planner follows by recursion."""


def tokens(query: str) -> Iterator[tuple[str, str]]:
    """Yield (kind, text) for each token of `query`; comments are left out.

    >>> [k for k, _ in tokens('ASK { ?x a "SERVICE" } # SERVICE')]
    ['word', 'mark', 'variable', 'word', 'string', 'mark']
    """
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup or "mark"
        if kind != "comment":
            yield kind, match.group()


def replaced(query: str, name: str, by: str) -> str:
    """Return `query` with the token `name` replaced everywhere.

    >>> replaced('ASK { ?a ?p "?p" } # ?p', "?p", "<urn:q>")
    'ASK { ?a <urn:q> "?p" } # ?p'
    """
    places = [m.span() for m in _TOKEN.finditer(query) if m.lastgroup != "comment" and m.group() == name]
    for start, end in reversed(places):
        query = query[:start] + by + query[end:]
    return query


def groups(query: str) -> list[int]:
    """Return where each group of patterns in `query` begins, just after its brace; data of VALUES are none.

    >>> groups("ASK { VALUES ?x { 1 } { SELECT ?y { } } }")
    [5, 35]
    """
    found = [m for m in _TOKEN.finditer(query) if m.lastgroup != "comment"]
    places: list[int] = []
    data = False
    for mark, following in zip(found, [*found[1:], None], strict=True):
        data = data or mark.group().upper() == "VALUES"
        if mark.group() == "{":
            subquery = following is not None and following.group().upper() == "SELECT"
            if not data and not subquery:
                places.append(mark.end())
            data = False
    return places


def check(query: str) -> None:
    """Refuse what may not run: SERVICE, LOAD, FROM a file, and text beyond the limits.

    Raises:
        QueryError: with the reason.
    """
    if len(query) > MAX_LENGTH:
        raise QueryError(f"the query is longer than {MAX_LENGTH} characters")
    depth = operators = 0
    before = ""
    for kind, text in tokens(query):
        if kind == "word":
            word = text.upper()
            if word == "LOAD" or "SERVICE" in word:
                # the engine reads keywords without a space: "trueSERVICE" is two, "SERVICESILENT" too
                _refuse("LOAD" if word == "LOAD" else "SERVICE")
            operators += word in _CHAINED
        elif kind in ("iri", "name") and before.upper() in ("FROM", "NAMED"):
            raise QueryError("FROM is not allowed: there is one merged graph", tip="leave the FROM clause out")
        elif kind == "mark":
            if text == "{" and "SERVICE" in before.partition(":")[0].upper() and not before.startswith(_NO_KEYWORD):
                _refuse("SERVICE")  # "SERVICEx:y {" is SERVICE x:y
            depth += (text in "{([") - (text in "})]")
            operators += text in "+-*/!|&^.<"
        if depth > MAX_DEPTH or operators > MAX_OPERATORS:
            raise QueryError(f"the query is too complex: over {MAX_DEPTH} levels or {MAX_OPERATORS} operators")
        before = text


def _refuse(word: str) -> None:
    raise QueryError(f"{word} is not allowed: {_REFUSED[word]}", tip="ask over this graph alone")


def missing_prefixes(query: str) -> list[str]:
    """Return the well-known prefixes that `query` uses and does not declare, sorted.

    >>> missing_prefixes("PREFIX a: <http://a/> SELECT * { a:x ilrs:operator agent:cnsa }")
    ['agent', 'ilrs']
    """
    used: set[str] = set()
    declared: set[str] = set()
    before = ""
    for kind, text in tokens(query):
        if kind == "name":
            (declared if before.upper() == "PREFIX" else used).add(text.partition(":")[0])
        before = text
    return sorted((used - declared) & set(PREFIXES))


def prepare(query: str) -> str:
    """Return `query`, checked, with the prefixes it leaves out added on one line before it.

    Raises:
        QueryError: it asks for what is refused.
    """
    check(query)
    added = " ".join(f"PREFIX {p}: <{PREFIXES[p]}>" for p in missing_prefixes(query))
    return f"{added} {_ADDED}\n{query}" if added else query


_ADDED = "# prefixes added"
_AT = re.compile(r"error at (\d+):(\d+)")


def syntax_problem(query: str, message: str) -> QueryError:
    """Return the error for a query that does not parse; the line that `prepare` adds is not counted."""
    found = _AT.search(message)
    if found is None:
        return QueryError(f"the query does not parse: {message.splitlines()[0][:200]}")
    first, _, rest_of_it = query.partition("\n")
    added = first.endswith(_ADDED)
    line, column = int(found[1]) - added, int(found[2])
    lines = (rest_of_it if added else query).splitlines() or [""]
    text = lines[min(max(line, 1), len(lines)) - 1]
    if "Prefix not found" in message:
        return _unknown_prefix(text, line, column)
    rest = text[column - 1 : column + 30].strip() or "the end of the line"
    return QueryError(f"the query does not parse at line {line}, column {column}: near {rest!r}", tip=_hint(query))


def _unknown_prefix(text: str, line: int, column: int) -> QueryError:
    names = [m[1] for m in re.finditer(r"([^\W\d][\w.-]*):", text[: column + 1])]
    prefix = next((n for n in reversed(names) if n not in PREFIXES), names[-1] if names else "")
    near = near_names(prefix, PREFIXES)
    tip = f"did you mean {' or '.join(near)}? else declare it" if near else "declare it"
    return QueryError(f"line {line}: the prefix {prefix}: is not declared", tip=f"{tip} with PREFIX {prefix}: <...>")


def _hint(query: str) -> str:
    marks = [text for kind, text in tokens(query) if kind == "mark"]
    for opening, closing in ("{}", "()"):
        excess = marks.count(opening) - marks.count(closing)
        if excess:
            return f"{abs(excess)} {closing if excess > 0 else opening} missing"
    return "check the place named; 'ilrs-graph query --help' has examples"
