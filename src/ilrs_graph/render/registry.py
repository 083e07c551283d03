"""The registry of output formats: the only place that lists their names, file suffixes and media types.

A new format is one module with a function `write(result, options)`, and one line here. A module is imported when a
result is first written in its format.
"""

import importlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any, NamedTuple

from ..errors import UnknownName, UsageError
from .compressed import content_path
from .options import DEFAULTS, Options


class Format(NamedTuple):
    """An output format of a result.

    `name` is its name in options. `suffixes` are file suffixes with their dots. `media_type` is the registered IANA
    media type, if there is one. `loader` is the function that writes the format, as `module:function`; a module name
    that begins with a dot is relative to this package. The function takes a result and `Options`, and returns text
    or, for a `binary` format, bytes.
    """

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    loader: str
    binary: bool = False


_TEXT, _CSV, _JSON, _SVG = "text/plain", "text/csv", "application/json", "image/svg+xml"
_MARKDOWN = "text/markdown"
_SRJ, _SRX = "application/sparql-results+json", "application/sparql-results+xml"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_REFERENCES = [
    Format("bibtex", (".bib",), "application/x-bibtex", ".references.bibtex:write"),
    Format("csl", (".csl.json",), "application/vnd.citationstyles.csl+json", ".references.csl:write"),
    Format("ris", (".ris",), "application/x-research-info-systems", ".references.ris:write"),
]
"""The formats of the references of a result."""

FORMATS: dict[str, list[Format]] = {
    "answer": [
        Format("table", (), _TEXT, ".answer.table:write"),
        Format("csv", (".csv",), _CSV, ".answer.csv:write"),
        Format("json", (".json",), _JSON, ".answer.json:write"),
        Format("html", (".html",), "text/html", ".answer.html:write"),
        Format("markdown", (".md",), _MARKDOWN, ".answer.markdown:write"),
        Format("srj", (".srj",), _SRJ, ".answer.results:json"),
        Format("srx", (".srx",), _SRX, ".answer.results:xml"),
        Format("sparql-csv", (), _CSV, ".answer.results:csv"),
        Format("tsv", (".tsv",), "text/tab-separated-values", ".answer.results:tsv"),
        Format("csvw", (".csv-metadata.json",), "application/csvm+json", ".answer.csvw:write"),
        Format("parquet", (".parquet",), "application/vnd.apache.parquet", ".answer.parquet:write", binary=True),
        Format("xlsx", (".xlsx",), _XLSX, ".answer.xlsx:write", binary=True),
        Format("ttl", (".ttl",), "text/turtle", ".answer.evidence:write"),
        *_REFERENCES,
    ],
    "table": [
        Format("table", (), _TEXT, ".table.table:write"),
        Format("csv", (".csv",), _CSV, ".table.csv:write"),
        Format("json", (".json",), _JSON, ".table.json:write"),
        Format("markdown", (".md",), _MARKDOWN, ".table.markdown:write"),
        Format("srj", (".srj",), _SRJ, ".table.results:json"),
        Format("srx", (".srx",), _SRX, ".table.results:xml"),
        Format("sparql-csv", (), _CSV, ".table.results:csv"),
        Format("tsv", (".tsv",), "text/tab-separated-values", ".table.results:tsv"),
    ],
    "boolean": [
        Format("text", (".txt",), _TEXT, ".boolean:write"),
        Format("srj", (".srj",), _SRJ, ".table.results:json"),
        Format("srx", (".srx",), _SRX, ".table.results:xml"),
    ],
    "triples": [
        Format("ttl", (".ttl",), "text/turtle", ".triples:turtle"),
        Format("nt", (".nt",), "application/n-triples", ".triples:ntriples"),
        Format("nq", (".nq",), "application/n-quads", ".triples:nquads"),
        Format("trig", (".trig",), "application/trig", ".triples:trig"),
        Format("rdfxml", (".rdf",), "application/rdf+xml", ".triples:rdfxml"),
        Format("jsonld", (".jsonld",), "application/ld+json", ".triples:jsonld"),
    ],
    "export": [
        Format("ttl12", (), "text/turtle", ".triples:turtle12"),
        Format("nt12", (), "application/n-triples", ".triples:ntriples12"),
        Format("graphml", (".graphml",), "application/graphml+xml", ".network:graphml"),
        Format("gexf", (".gexf",), "application/gexf+xml", ".network:gexf"),
        Format("nodes-csv", (".nodes.csv",), _CSV, ".network:nodes"),
        Format("edges-csv", (".edges.csv",), _CSV, ".network:edges"),
        Format("quickstatements", (".qs",), "text/tab-separated-values", ".triples:quickstatements"),
    ],
    "description": [
        Format("table", (), _TEXT, ".description.text:write"),
        Format("text", (), _TEXT, ".description.text:write"),
        Format("json", (".json",), _JSON, ".description.json:write"),
        *_REFERENCES,
    ],
    "overview": [
        Format("table", (), _TEXT, ".overview.text:write"),
        Format("text", (".txt",), _TEXT, ".overview.text:write"),
        *_REFERENCES,
    ],
    "timeline": [
        Format("table", (), _TEXT, ".timeline.table:write"),
        Format("csv", (".csv",), _CSV, ".timeline.csv:write"),
        Format("json", (".json",), _JSON, ".timeline.json:write"),
        Format("svg", (".svg",), _SVG, ".timeline.svg:write"),
    ],
    "forecast": [
        Format("table", (), _TEXT, ".forecast.rows:table"),
        Format("text", (".txt",), _TEXT, ".forecast.text:write"),
        Format("csv", (".csv",), _CSV, ".forecast.rows:csv"),
        Format("json", (".json",), _JSON, ".forecast.json:write"),
        Format("markdown", (".md",), _MARKDOWN, ".forecast.rows:markdown"),
    ],
    "backtest": [
        Format("table", (), _TEXT, ".backtest.text:write"),
        Format("text", (".txt",), _TEXT, ".backtest.text:write"),
        Format("csv", (".csv",), _CSV, ".backtest.rows:csv"),
        Format("json", (".json",), _JSON, ".backtest.json:write"),
        Format("markdown", (".md",), _MARKDOWN, ".backtest.rows:markdown"),
        Format("svg", (".svg",), _SVG, ".backtest.svg:write"),
    ],
    "explanation": [
        Format("text", (".txt",), _TEXT, ".explanation.text:write"),
        Format("json", (".json",), _JSON, ".explanation.json:write"),
        Format("dot", (".dot", ".gv"), "text/vnd.graphviz", ".explanation.dot:write"),
        Format("svg", (".svg",), _SVG, ".explanation.svg:write"),
        *_REFERENCES,
    ],
    "explained rows": [
        Format("text", (".txt",), _TEXT, ".explanation.text:write"),
        Format("json", (".json",), _JSON, ".explanation.json:write"),
        *_REFERENCES,
    ],
    "report": [
        Format("text", (".txt",), _TEXT, ".report.text:write"),
        Format("json", (".json",), _JSON, ".report.json:write"),
        Format("sarif", (".sarif",), "application/sarif+json", ".report.sarif:write"),
        Format("junit", (".xml",), "application/xml", ".report.junit:write"),
        Format("github", (), _TEXT, ".report.github:write"),
        Format("turtle", (".ttl",), "text/turtle", ".report.turtle:write"),
    ],
    "difference": [
        Format("text", (".txt",), _TEXT, ".difference.text:write"),
        Format("json", (".json",), _JSON, ".difference.json:write"),
        Format("patch", (".rdfp",), "application/rdf-patch", ".difference.patch:write"),
    ],
    "addition": [Format("text", (".txt",), _TEXT, ".addition.text:write")],
    "info": [
        Format("table", (), _TEXT, ".info.text:write"),
        Format("text", (), _TEXT, ".info.text:write"),
        Format("csv", (".csv",), _CSV, ".info.csv:write"),
        Format("json", (".json",), _JSON, ".info.json:write"),
    ],
    "found": [
        Format("table", (), _TEXT, ".found.text:write"),
        Format("text", (".txt",), _TEXT, ".found.text:write"),
        Format("csv", (".csv",), _CSV, ".found.table:csv"),
        Format("json", (".json",), _JSON, ".found.table:json"),
        Format("markdown", (".md",), _MARKDOWN, ".found.table:markdown"),
    ],
    "questions": [
        Format("table", (), _TEXT, ".questions.table:write"),
        Format("csv", (".csv",), _CSV, ".questions.csv:write"),
        Format("json", (".json",), _JSON, ".questions.json:write"),
    ],
}
"""Kind of result to its formats, in the order in which they are listed."""


def formats_of(*kinds: str) -> list[Format]:
    """Return the formats of these kinds of result; of two formats with the same name, the first.

    >>> [each.name for each in formats_of("table", "boolean")]
    ['table', 'csv', 'json', 'markdown', 'srj', 'srx', 'sparql-csv', 'tsv', 'text']
    """
    by_name: dict[str, Format] = {}
    for each in (each for kind in kinds for each in FORMATS[kind]):
        by_name.setdefault(each.name, each)
    return list(by_name.values())


def format_named(name: str, *kinds: str) -> Format:
    """Return the format with this name, of these kinds of result.

    Raises:
        UnknownName: there is no format with this name.
    """
    formats = {each.name: each for each in formats_of(*kinds)}
    if name in formats:
        return formats[name]
    names = list(formats)
    raise UnknownName("format", name, names, tip=f"supported formats: {', '.join(names)}")


def format_for(path: PurePath, *kinds: str) -> Format:
    """Return the format for the suffix of a path, in upper or lower case: a suffix of the format, or its name.

    Of two suffixes the longer counts: `.csl.json` is no `.json`. A `.gz` at the end is ignored.

    Raises:
        UsageError: no format has this suffix.

    >>> format_for(PurePath("why.GV"), "explanation").name, format_for(PurePath("a.csl.json"), "answer").name
    ('dot', 'csl')
    """
    name = "".join(content_path(path).suffixes).lower()
    formats = formats_of(*kinds)
    by_suffix = [(suffix, each) for each in formats for suffix in (*each.suffixes, f".{each.name}")]
    found = [pair for pair in by_suffix if name.endswith(pair[0])]
    if found:
        return max(found, key=lambda pair: len(pair[0]))[1]
    known = ", ".join(suffix for each in formats for suffix in each.suffixes)
    raise UsageError(
        f"{path.name}: the file suffix selects no format",
        tip=f"set the format, or use one of the suffixes {known}",
    )


def format_for_media_type(accept: str, *kinds: str) -> Format | None:
    """Return the format that an Accept header prefers (RFC 9110, section 12.5.1); None if it accepts none.

    Of equally preferred formats, the first is returned; an empty header accepts any.

    >>> format_for_media_type("image/*, application/json;q=0.5", "timeline").name
    'svg'
    """
    return accepted(accept, formats_of(*kinds))


def accepted(accept: str, formats: Sequence[Format]) -> Format | None:
    """Return the one of `formats` that an Accept header prefers, the first of equals; None if it accepts none."""
    ranges = dict(_ranges(accept or "*/*"))
    ranked = [(_quality(each.media_type, ranges), -place, each) for place, each in enumerate(formats)]
    quality, _, best = max(ranked)
    return best if quality > 0 else None


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    """Yield the media ranges of an Accept header in lower case, each with its weight; an invalid weight counts as 0."""
    for item in accept.lower().split(","):
        media, *parameters = (part.strip() for part in item.split(";"))
        weight = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        try:
            yield media, float(weight)
        except ValueError:
            yield media, 0.0


def _quality(media_type: str, ranges: Mapping[str, float]) -> float:
    """Return the weight of a media type: that of the most specific range that matches it."""
    general = media_type.partition("/")[0] + "/*"
    return next((ranges[r] for r in (media_type, general, "*/*") if r in ranges), 0.0)


def write(result: Any, output_format: Format, options: Options = DEFAULTS) -> str:
    """Return a result in a text format.

    Raises:
        TypeError: the format is binary; use `write_bytes`.
        OutputError: the format cannot represent the result.
    """
    content = _writer(output_format)(result, options)
    if isinstance(content, bytes):
        raise TypeError(f"{output_format.name} is binary")
    return content


def write_bytes(result: Any, output_format: Format, options: Options = DEFAULTS) -> bytes:
    """Return a result in a format; text is encoded as UTF-8.

    Raises:
        OutputError: the format cannot represent the result.
    """
    content = _writer(output_format)(result, options)
    return content if isinstance(content, bytes) else content.encode()


def _writer(output_format: Format) -> Callable[[Any, Options], str | bytes]:
    module, _, function = output_format.loader.partition(":")
    writer: Callable[[Any, Options], str | bytes] = getattr(importlib.import_module(module, __package__), function)
    return writer
