"""Every form in which a result can be written, in one table: the one place that names suffixes and media types.

A new form is one module with a function `write(result, options)`, and one line here. A module is imported when a
result is first written in its form.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath
from typing import Any, NamedTuple

from ..errors import UnknownName, UsageError
from .options import DEFAULTS, Options


class Form(NamedTuple):
    """A form of a result.

    `name` is how options spell it. `suffixes` are those of files, with their dots. `media_type` is as registered with
    IANA, where it is. `loader` names the function that writes, as `module:function`; a module that begins with a dot
    is one of this room. The function takes a result and `Options`, and returns text or, in a `binary` form, bytes.
    """

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    loader: str
    binary: bool = False


_TEXT, _CSV, _JSON, _SVG = "text/plain", "text/csv", "application/json", "image/svg+xml"

FORMS: dict[str, list[Form]] = {
    "answer": [
        Form("table", (), _TEXT, ".answer.table:write"),
        Form("csv", (".csv",), _CSV, ".answer.csv:write"),
        Form("json", (".json",), _JSON, ".answer.json:write"),
        Form("html", (".html",), "text/html", ".answer.html:write"),
    ],
    "table": [
        Form("table", (), _TEXT, ".table.table:write"),
        Form("csv", (".csv",), _CSV, ".table.csv:write"),
        Form("json", (".json",), _JSON, ".table.json:write"),
    ],
    "boolean": [Form("text", (".txt",), _TEXT, ".boolean:write")],
    "triples": [
        Form("ttl", (".ttl",), "text/turtle", ".triples:turtle"),
        Form("nt", (".nt",), "application/n-triples", ".triples:lines"),
        Form("nq", (".nq",), "application/n-quads", ".triples:lines"),
        Form("trig", (".trig",), "application/trig", ".triples:turtle"),
        Form("rdfxml", (".rdf",), "application/rdf+xml", ".triples:rdfxml"),
        Form("jsonld", (".jsonld",), "application/ld+json", ".triples:jsonld"),
    ],
    "description": [
        Form("table", (), _TEXT, ".description.text:write"),
        Form("text", (), _TEXT, ".description.text:write"),
        Form("json", (".json",), _JSON, ".description.json:write"),
    ],
    "timeline": [
        Form("table", (), _TEXT, ".timeline.table:write"),
        Form("csv", (".csv",), _CSV, ".timeline.csv:write"),
        Form("json", (".json",), _JSON, ".timeline.json:write"),
        Form("svg", (".svg",), _SVG, ".timeline.svg:write"),
    ],
    "explanation": [
        Form("text", (".txt",), _TEXT, ".explanation.text:write"),
        Form("json", (".json",), _JSON, ".explanation.json:write"),
        Form("dot", (".dot", ".gv"), "text/vnd.graphviz", ".explanation.dot:write"),
        Form("svg", (".svg",), _SVG, ".explanation.svg:write"),
    ],
    "explained rows": [
        Form("text", (".txt",), _TEXT, ".explanation.text:write"),
        Form("json", (".json",), _JSON, ".explanation.json:write"),
    ],
    "report": [
        Form("text", (".txt",), _TEXT, ".report.text:write"),
        Form("json", (".json",), _JSON, ".report.json:write"),
        Form("sarif", (".sarif",), "application/sarif+json", ".report.sarif:write"),
        Form("junit", (".xml",), "application/xml", ".report.junit:write"),
        Form("github", (), _TEXT, ".report.github:write"),
        Form("turtle", (".ttl",), "text/turtle", ".report.turtle:write"),
    ],
    "difference": [
        Form("text", (".txt",), _TEXT, ".difference.text:write"),
        Form("json", (".json",), _JSON, ".difference.json:write"),
        Form("patch", (".rdfp",), "application/rdf-patch", ".difference.patch:write"),
    ],
    "addition": [Form("text", (".txt",), _TEXT, ".addition.text:write")],
    "info": [
        Form("table", (), _TEXT, ".info.text:write"),
        Form("text", (), _TEXT, ".info.text:write"),
        Form("json", (".json",), _JSON, ".info.json:write"),
    ],
    "questions": [
        Form("table", (), _TEXT, ".questions.table:write"),
        Form("csv", (".csv",), _CSV, ".questions.csv:write"),
        Form("json", (".json",), _JSON, ".questions.json:write"),
    ],
}
"""Kind of result to its forms, in the order in which they are offered."""


def forms_of(*kinds: str) -> list[Form]:
    """Return the forms of these kinds of result; of two forms with one name the first.

    >>> [form.name for form in forms_of("table", "boolean")]
    ['table', 'csv', 'json', 'text']
    """
    by_name: dict[str, Form] = {}
    for form in (form for kind in kinds for form in FORMS[kind]):
        by_name.setdefault(form.name, form)
    return list(by_name.values())


def form_named(name: str, *kinds: str) -> Form:
    """Return the form of some kinds of result by its name.

    Raises:
        UnknownName: there is none of that name.
    """
    forms = {form.name: form for form in forms_of(*kinds)}
    if name in forms:
        return forms[name]
    names = list(forms)
    raise UnknownName("format", name, names, tip=f"the formats are {', '.join(names)}")


def form_for(path: PurePath, *kinds: str) -> Form:
    """Return the form that the suffix of a path asks for, in upper or lower case: one of the form's, or its name.

    Raises:
        UsageError: no form has that suffix.

    >>> form_for(PurePath("why.GV"), "explanation").name
    'dot'
    """
    suffix = path.suffix.lower()
    forms = forms_of(*kinds)
    for form in forms:
        if suffix in (*form.suffixes, f".{form.name}"):
            return form
    known = ", ".join(suffix for form in forms for suffix in form.suffixes)
    raise UsageError(
        f"the name {path.name!r} does not say which format it wants",
        tip=f"name the format, or end the file name in one of {known}",
    )


def form_for_media_type(accept: str, *kinds: str) -> Form | None:
    """Return the form that an Accept header prefers (RFC 9110, section 12.5.1); None where it takes none.

    Of forms that are wanted alike it is the first; an empty header takes any.

    >>> form_for_media_type("image/*, application/json;q=0.5", "timeline").name
    'svg'
    """
    ranges = dict(_ranges(accept or "*/*"))
    ranked = [(_quality(form.media_type, ranges), -place, form) for place, form in enumerate(forms_of(*kinds))]
    quality, _, form = max(ranked)
    return form if quality > 0 else None


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    """Yield the media ranges of an Accept header in lower case, each with its weight; a weight that is none is 0."""
    for item in accept.lower().split(","):
        media, *parameters = (part.strip() for part in item.split(";"))
        weight = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        try:
            yield media, float(weight)
        except ValueError:
            yield media, 0.0


def _quality(media_type: str, ranges: Mapping[str, float]) -> float:
    """Return how much a media type is wanted: what the most specific range that fits it says."""
    general = media_type.partition("/")[0] + "/*"
    return next((ranges[r] for r in (media_type, general, "*/*") if r in ranges), 0.0)


def write(result: Any, form: Form, options: Options = DEFAULTS) -> str:
    """Return a result in a form.

    Raises:
        TypeError: the form is binary; `write_bytes` writes it.
        OutputError: the form cannot hold what is in the result.
    """
    content = _writer(form)(result, options)
    if isinstance(content, bytes):
        raise TypeError(f"{form.name} is binary")
    return content


def write_bytes(result: Any, form: Form, options: Options = DEFAULTS) -> bytes:
    """Return a result in a form, text as UTF-8.

    Raises:
        OutputError: the form cannot hold what is in the result.
    """
    content = _writer(form)(result, options)
    return content if isinstance(content, bytes) else content.encode()


def _writer(form: Form) -> Callable[[Any, Options], str | bytes]:
    module, _, function = form.loader.partition(":")
    writer: Callable[[Any, Options], str | bytes] = getattr(importlib.import_module(module, __package__), function)
    return writer
