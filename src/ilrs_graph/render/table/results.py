"""The results of SELECT and ASK as W3C recommends them, without labels: for programs that read SPARQL 1.1 results.

JSON (https://www.w3.org/TR/sparql11-results-json/), XML (https://www.w3.org/TR/rdf-sparql-XMLres/), CSV and TSV
(https://www.w3.org/TR/sparql11-results-csv-tsv/).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode

from ...engine import Table
from ...errors import OutputError
from ...namespaces import XSD
from ...terms import Term
from ..json_text import json_text
from ..options import Options

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"}
_QUOTED = re.compile('[",\r\n]')


def json(result: Table | bool, _: Options) -> str:
    """Return a result as SPARQL 1.1 JSON.

    >>> print(json(True, Options()))
    {
      "head": {},
      "boolean": true
    }
    <BLANKLINE>
    """
    if isinstance(result, bool):
        return json_text({"head": {}, "boolean": result})
    rows = [{name: _json(term) for name, term in _bound(result, row)} for row in result]
    return json_text({"head": {"vars": list(result.variables)}, "results": {"bindings": rows}})


def xml(result: Table | bool, _: Options) -> str:
    """Return a result as SPARQL XML.

    Raises:
        OutputError: a value has a character that XML 1.0 does not have.

    >>> print(xml(False, Options()).splitlines()[-2])
      <boolean>false</boolean>
    """
    if isinstance(result, bool):
        return f"{_HEAD}  <head/>\n  <boolean>{str(result).lower()}</boolean>\n</sparql>\n"
    head = "".join(f'    <variable name="{name}"/>\n' for name in result.variables)
    rows = "".join(
        "    <result>\n"
        + "".join(f'      <binding name="{name}">{_xml(term)}</binding>\n' for name, term in _bound(result, row))
        + "    </result>\n"
        for row in result
    )
    return f"{_HEAD}  <head>\n{head}  </head>\n  <results>\n{rows}  </results>\n</sparql>\n"


def csv(table: Table, _: Options) -> str:
    """Return a table as SPARQL 1.1 CSV: values without their types, lines that end in CR LF.

    >>> csv(Table(("x", "y"), [(Literal("a, b"), None)]), Options())
    'x,y\\r\\n"a, b",\\r\\n'
    """
    lines = [table.variables, *(tuple(map(_csv, row)) for row in table)]
    return "".join(f"{','.join(line)}\r\n" for line in lines)


def tsv(table: Table, _: Options) -> str:
    """Return a table as SPARQL 1.1 TSV: terms as in Turtle.

    >>> tsv(Table(("x", "y"), [(NamedNode("urn:a"), None)]), Options())
    '?x\\t?y\\n<urn:a>\\t\\n'
    """
    lines = [[f"?{name}" for name in table.variables], *([_tsv(term) for term in row] for row in table)]
    return "".join("\t".join(line) + "\n" for line in lines)


def _bound(table: Table, row: Sequence[Term | None]) -> Iterator[tuple[str, Term]]:
    return ((name, term) for name, term in zip(table.variables, row, strict=True) if term is not None)


def _json(term: Term) -> dict[str, Any]:
    if not isinstance(term, Literal):
        return {"type": "uri" if isinstance(term, NamedNode) else "bnode", "value": term.value}
    found = {"type": "literal", "value": term.value}
    if term.language:
        return {**found, "xml:lang": term.language}
    return found if term.datatype.value == f"{XSD}string" else {**found, "datatype": term.datatype.value}


def _xml(term: Term) -> str:
    if isinstance(term, NamedNode):
        return f"<uri>{_escaped(term.value)}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{_escaped(term.value)}</bnode>"
    kind = ""
    if term.language:
        kind = f' xml:lang="{term.language}"'
    elif term.datatype.value != f"{XSD}string":
        kind = f' datatype="{_escaped(term.datatype.value)}"'
    return f"<literal{kind}>{_escaped(term.value)}</literal>"


def _escaped(text: str) -> str:
    wrong = _NOT_XML.search(text)
    if wrong is not None:
        what = f"a value has the character U+{ord(wrong[0]):04X}, which XML does not have"
        raise OutputError(what, tip="use {format=srj}", about="format")
    return "".join(_ESCAPES.get(c, c) for c in text)


def _csv(term: Term | None) -> str:
    text = "" if term is None else f"_:{term.value}" if isinstance(term, BlankNode) else term.value
    doubled = text.replace('"', '""')
    return f'"{doubled}"' if _QUOTED.search(text) else text


def _tsv(term: Term | None) -> str:
    return "" if term is None else str(term).replace("\t", "\\t")
