"""The interface of the server for programs as OpenAPI 3.1, made from the catalogue of questions and the formats
(https://spec.openapis.org/oas/v3.1.1)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from .. import __version__
from ..export.description import TITLE
from ..findings import KINDS as KINDS_OF_FINDINGS
from ..findings import SEVERITIES, Finding
from ..graph import Reading
from ..kinds import KINDS
from ..language import LANGUAGES
from ..pages.graph_files import FILES
from ..pages.registry import MEDIA_TYPES
from ..questions.catalogue import Parameter, Question
from ..questions.columns import node_columns
from ..render.answer.schema import SHARED, Schema, answer_schema
from ..render.registry import Format, formats_of
from .negotiation import SOLUTIONS, TRIPLES
from .problems import MEDIA_TYPE
from .protocol import FORM, QUERY
from .submission import SHEETS, SYNTAX_OF_TYPE

PATH = "/openapi.json"
_PLACE = "#/components/schemas/"
_TYPES: dict[str, Schema] = {
    "date": {"type": "string", "format": "date"},
    "gYear": {"type": "string", "pattern": r"^\d{4}$"},
    "integer": {"type": "integer"},
    "decimal": {"type": "number"},
    "boolean": {"type": "boolean"},
}
_PROBLEM: Schema = {
    "type": "object",
    "description": "What is wrong (RFC 9457).",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong."},
        "tip": {"type": "string", "description": "What to do."},
        "limit": {"type": "string", "description": "The limit that was reached."},
        "near": {"type": "array", "items": {"type": "string"}, "description": "Addresses with near names."},
    },
    "required": ["type", "title", "status", "detail"],
}
_FOUND: Schema = {
    "type": "object",
    "properties": {
        "columns": {"type": "array", "items": {"type": "string"}},
        "rows": {"type": "array", "items": {"type": "object", "additionalProperties": {"type": ["string", "null"]}}},
    },
    "required": ["columns", "rows"],
}
_QUESTION: Schema = {
    "type": "object",
    "properties": {
        "slug": {"type": "string"},
        "question": {"type": "string"},
        "description": {"type": "string"},
        "tags": {"type": "array", "items": {"type": "string"}},
        "parameters": {"type": "array", "items": {"type": "object"}},
        "columns": {"type": "object", "additionalProperties": {"type": "string"}},
        "view": {"type": "string"},
        "zh": {"type": "object"},
    },
    "required": ["slug"],
}
_TEXT: Schema = {"type": "string"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_REPORT: Schema = {
    "type": "object",
    "properties": {
        "read": {
            "type": "array",
            "description": "How much was read: triples, and rows of a sheet.",
            "items": {
                "type": "object",
                "properties": {"file": _TEXT, "triples": _COUNT, "rows": _COUNT, "removed": {"type": "boolean"}},
                "required": ["file", "triples", "rows", "removed"],
            },
        },
        "findings": {
            "type": "array",
            "description": "The worst first. Terms are as in N-Triples; an empty text is none.",
            "items": {
                "type": "object",
                "properties": {
                    "severity": {"type": "string", "enum": list(SEVERITIES)},
                    "kind": {"type": "string", "enum": list(KINDS_OF_FINDINGS)},
                    "code": {"type": "string", "description": "The name of the check."},
                    "focus": {"type": "string", "description": "The thing that it is about."},
                    "label": _TEXT,
                    "path": _TEXT,
                    "value": _TEXT,
                    "component": _TEXT,
                    "message": {"type": "string", "description": "What is wrong."},
                    "reason": {"type": "string", "description": "Why it matters."},
                    "remedy": {"type": "string", "description": "What to do."},
                    "details": {"type": "array", "items": _TEXT},
                    "file": _TEXT,
                    "line": {"type": "integer", "description": "From 1; 0 is unknown."},
                    "column": {"type": "integer", "description": "From 1, in characters; 0 is unknown."},
                },
                "required": [field.name for field in fields(Finding)],
            },
        },
    },
    "required": ["read", "findings"],
}


def document(reading: Reading, base: str) -> bytes:
    """Return the document, for a server whose pages are below the path `base`."""
    questions = list(reading.questions.values())
    schemas = {"Problem": _PROBLEM, "Found": _FOUND, "Question": _QUESTION, "Report": _REPORT, **SHARED}
    paths = {"/ask.json": _list_of_questions()}
    for each in questions:
        name = "Answer-" + each.slug
        schemas[name] = answer_schema(each, node_columns(each.query, reading.engine), _PLACE)
        paths[f"/ask/{each.slug}.json"] = _json_of(each, name)
        paths[f"/ask/{each.slug}.{{suffix}}"] = _files_of(each)
    paths |= _things() | {"/find.json": _find(), "/sparql": _sparql(), "/check": _check()}
    paths |= _changes() | _data()
    made = {
        "openapi": "3.1.0",
        "info": {
            "title": TITLE["en"],
            "version": __version__,
            "summary": "Saved questions, things and SPARQL over a graph in which every fact cites its sources.",
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
        },
        "servers": [{"url": base or "/"}],
        "tags": [{"name": name} for name in ("questions", "things", "search", "SPARQL", "check", "changes", "data")],
        "paths": paths,
        "components": {"schemas": schemas, "responses": _RESPONSES, "parameters": _PARAMETERS},
    }
    return (json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _ref(name: str, part: str = "schemas") -> Schema:
    return {"$ref": f"#/components/{part}/{name}"}


_RESPONSES = {
    name: {"description": text, "content": {MEDIA_TYPE: {"schema": _ref("Problem")}}}
    for name, text in {
        "Wrong": "A parameter, name or query is wrong; the problem says what to do.",
        "Absent": "There is nothing at this address; the problem names what is near.",
        "Busy": "A limit was reached; Retry-After says when to try again.",
    }.items()
}
_PARAMETERS = {
    "lang": {
        "name": "lang",
        "in": "query",
        "description": "The language of labels and texts.",
        "schema": {"type": "string", "enum": list(LANGUAGES), "default": LANGUAGES[0]},
    },
    "as_of": {
        "name": "as_of",
        "in": "query",
        "description": "Answer with what was known by this day. 302 leads to the last day on which something changed.",
        "schema": {"type": "string", "format": "date"},
    },
}


_COMMON = [_ref(name, "parameters") for name in _PARAMETERS]


def _operation(summary: str, tag: str, name: str, content: Schema, **more: Any) -> Schema:
    responses = {
        "200": {"description": "The result.", "content": content},
        "400": _ref("Wrong", "responses"),
        "404": _ref("Absent", "responses"),
        "503": _ref("Busy", "responses"),
    }
    return {"summary": summary, "operationId": name, "tags": [tag], **more, "responses": responses}


def _media(formats: Iterable[Format]) -> Schema:
    return {each.media_type: {} for each in formats}


def _list_of_questions() -> Schema:
    content = {"application/json": {"schema": {"type": "array", "items": _ref("Question")}}}
    return {"get": _operation("All saved questions, with their parameters and columns", "questions", "ask", content)}


def _json_of(question: Question, name: str) -> Schema:
    content = {"application/json": {"schema": _ref(name)}}
    return {
        "get": _operation(
            question.question,
            "questions",
            question.slug,
            content,
            description=question.description.strip(),
            parameters=[*map(_parameter, question.parameters), *_COMMON],
        )
    }


def _files_of(question: Question) -> Schema:
    formats = [each for each in formats_of("answer") if each.suffixes and each.name not in ("json", "html")]
    suffix = {
        "name": "suffix",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "enum": [each.suffixes[0].lstrip(".") for each in formats]},
    }
    return {
        "get": _operation(
            f"{question.question} (other formats)",
            "questions",
            f"{question.slug}-file",
            _media(formats),
            parameters=[suffix, *map(_parameter, question.parameters), *_COMMON],
        )
    }


def _parameter(parameter: Parameter) -> Schema:
    label = parameter.label
    if parameter.code_list:
        label += f": a code of the list {parameter.code_list}"
    elif parameter.type == "iri":
        label += ": a slug, CURIE, IRI or name"
    example = {} if parameter.example is None else {"example": parameter.example}
    schema = _TYPES.get(parameter.type, {"type": "string"})
    return {"name": parameter.name, "in": "query", "description": label, "schema": schema, **example}


def _things() -> Schema:
    formats = formats_of("triples")
    html: Schema = {"text/html": {}}
    of = [
        {"name": "type", "in": "path", "required": True, "schema": {"type": "string", "enum": list(KINDS)}},
        {"name": "slug", "in": "path", "required": True, "schema": {"type": "string"}, "example": "change-6"},
    ]
    suffix = {
        "name": "suffix",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "enum": [each.suffixes[0].lstrip(".") for each in formats]},
    }
    page = _operation(
        "A thing, in the form that Accept prefers", "things", "thing", html | _media(formats), parameters=of
    )
    file = _operation(
        "A thing as triples, with its claims, relations and sources", "things", "thing-file", _media(formats),
        parameters=[*of, suffix],
    )  # fmt: skip
    return {"/id/{type}/{slug}": {"get": page}, "/id/{type}/{slug}.{suffix}": {"get": file}}


def _find() -> Schema:
    content = {"application/json": {"schema": _ref("Found")}}
    words = {"name": "q", "in": "query", "required": True, "schema": {"type": "string"}, "example": "Chang'e 6"}
    summary = "The saved questions and things that some words may mean"
    parameters = [words, *_COMMON]
    return {"get": _operation(summary, "search", "find", content, parameters=parameters)}


def _sparql() -> Schema:
    content = _media((*SOLUTIONS, *TRIPLES))
    text = {"schema": {"type": "string"}}
    query = {
        "name": "query",
        "in": "query",
        "required": True,
        "example": "ASK { ?mission a ilrs:FarSideMission }",
        **text,
    }
    form = {"name": "format", "in": "query", "description": "A name or media type, in place of Accept.", **text}
    graphs = [
        {"name": name, "in": "query", "schema": {"type": "array", "items": {"type": "string"}}, "explode": True}
        for name in ("default-graph-uri", "named-graph-uri")
    ]
    fields = {"type": "object", "properties": {"query": {"type": "string"}}, "required": ["query"]}
    body = {"required": True, "content": {QUERY: text, FORM: {"schema": fields}}}
    summary = "SPARQL 1.1 Protocol, read-only"
    return {
        "get": _operation(summary, "SPARQL", "sparql", content, parameters=[query, form, *graphs]),
        "post": _operation(summary, "SPARQL", "sparql-post", content, parameters=[form, *graphs], requestBody=body),
    }


def _changes() -> Schema:
    day: Schema = {"type": "string", "format": "date"}
    says = {
        "from": "The first day; by default three months before the last one.",
        "to": "The last day; by default the last one on which a dated page was published.",
    }
    days = [{"name": name, "in": "query", "description": text, "schema": day} for name, text in says.items()]
    against = {
        "name": "against",
        "in": "query",
        "description": "Compare the data with its earlier state, where the server has one.",
        "schema": {"type": "string", "enum": ["previous"]},
    }
    page = _operation(
        "What became known between two days", "changes", "changes", {"text/html": {}},
        parameters=[*days, against, *_COMMON],
    )  # fmt: skip
    atom: Schema = {MEDIA_TYPES[".atom"]: {}}
    feed = _operation("What became known lately, as an Atom feed", "changes", "feed", atom, parameters=_COMMON)
    return {"/changes": {"get": page}, "/changes.atom": {"get": feed}}


def _data() -> Schema:
    kinds = {"graph.ttl": "text/turtle", "graph.nt.gz": "application/gzip"}
    return {
        f"/data/{name}": {"get": _operation(f"The whole graph: {name}", "data", name, {kinds[name]: {}})}
        for name in FILES
    }


def _check() -> Schema:
    reports = [each for each in formats_of("report") if each.name != "json"]
    content = {"application/json": {"schema": _ref("Report")}} | _media(reports)
    form = {"name": "format", "in": "query", "description": "A name of a format, in place of Accept.", "schema": _TEXT}
    summary = "What adding triples, or the rows of a sheet, would cause; nothing is stored"
    body = {"required": True, "content": {kind: {"schema": _TEXT} for kind in (*SYNTAX_OF_TYPE, *SHEETS)}}
    return {"post": _operation(summary, "check", "check", content, parameters=[form], requestBody=body)}
