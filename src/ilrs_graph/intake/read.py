"""Reads candidate files: the readable part of each, and all its syntax errors."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Triple, parse

from .. import turtle as positions
from ..errors import InputError, Place
from ..namespaces import DATASET
from ..printable import code_point, printable
from ..turtle.place import LineIndex
from ..turtle.places import TURTLE_FAMILY
from ..turtle.rdf12 import BASE_DIRECTION, beyond, construct_at
from .beyond import beyond_rdf_1_1
from .candidate import Candidate, Problem, with_own_blank_nodes
from .depth import long_text, openings
from .jsonld import Loss, losses, remote_context
from .limits import MAX_DEPTH, MAX_FILE_MB, MAX_LITERAL, MAX_PROBLEMS
from .syntaxes import is_template, other_syntax, sniffed, syntax_of
from .text import Refused, decoded, guard

STDIN = "-"
"""The file name for standard input."""

_LOCATED = re.compile(r"^Parser error (?:at|between) line .*?: ")
_AT_END = re.compile(r" \(line \d+\)$")
_REMOTE = re.compile(r"remote contexts|Invalid remote context URL|Invalid @import iri")


def read_candidates(
    files: Iterable[str | Path], syntax: RdfFormat | None = None, max_mb: float = MAX_FILE_MB
) -> list[Candidate]:
    """Read several files; `-` is standard input, whose syntax is detected if `syntax` is omitted.

    Raises:
        InputError: a file is missing, unreadable or of an unknown kind.
    """
    found = []
    for number, name in enumerate(dict.fromkeys(map(str, files))):
        content = _read(name, int(max_mb * 1_000_000))
        shown = "stdin" if name == STDIN else name
        if len(content) > max_mb * 1_000_000:
            remedy = "Check it in parts, or raise the limit with --max-mb."
            too_large = Problem(Place(shown, 1, 1), f"The file is larger than {max_mb:g} MB.", remedy)
            found.append(Candidate(shown, b"", None, [], [too_large]))
            continue
        known = None if name == STDIN else name
        found.append(candidate_of(content, shown, known, syntax, f"f{number}-b"))
    return found


def candidate_of(
    content: bytes, shown: str, name: str | None = None, syntax: RdfFormat | None = None, blank: str = "b"
) -> Candidate:
    """Return content as a candidate; its kind is that of `syntax`, else of the suffix of `name`, else it is detected.

    Args:
        content: a text in a syntax of RDF, or a filled template.
        shown: what findings call it.
        name: the name of its file, None if it has none.
        syntax: its syntax, if known.
        blank: the prefix of the labels of blank nodes.

    Raises:
        InputError: the suffix of the name is missing or unknown.

    >>> candidate_of(b"<http://a/x> <http://a/p> 1 .", "pasted").syntax.media_type
    'application/trig'
    """
    if syntax is None and is_template(name or STDIN, content):
        return Candidate(shown, content, None, is_template=True)
    return read_bytes(content, shown, syntax or (sniffed(content) if name is None else syntax_of(name)), blank)


def _read(name: str, most: int) -> bytes:
    """Return the bytes of a file or of standard input, at most `most` + 1."""
    try:
        if name == STDIN:
            return sys.stdin.buffer.read(most + 1)
        with Path(name).open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        raise InputError(f"{name}: no such file", tip="check the spelling of the path") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{name}: {reason}", tip="check that it is a readable file") from None


def read_bytes(content: bytes, name: str, syntax: RdfFormat, blank: str = "b") -> Candidate:
    """Read the triples of `content`; `name` is used in its problems. Nothing is raised.

    `blank` is the prefix of the labels of blank nodes.

    >>> read_bytes(b"<http://a/x> ?p 1 .", "new.ttl", RdfFormat.TURTLE).problems[0].place
    Place(file='new.ttl', line=1, column=14)
    """
    try:
        text = decoded(content)
        guard(text, syntax)
    except Refused as error:
        problem = Problem(error.place._replace(file=name), error.what, error.remedy)
        return Candidate(name, content, syntax, [], [problem])
    candidate = Candidate(name, text.encode(), syntax)
    _parse(candidate, text, syntax)
    if syntax == RdfFormat.JSON_LD and not candidate.problems:
        candidate.problems += _lost(candidate, text)
    candidate.triples = with_own_blank_nodes(candidate.triples, blank)
    return candidate


def _parse(candidate: Candidate, text: str, syntax: RdfFormat) -> None:
    reader = parse(candidate.content, format=syntax)
    # after an error the parser may read brackets elsewhere than the count of the depth did
    resumable = syntax not in (RdfFormat.JSON_LD, RdfFormat.RDF_XML) and openings(text, syntax) <= MAX_DEPTH
    while len(candidate.problems) < MAX_PROBLEMS:
        try:
            for quad in reader:
                unwanted = _unwanted(quad.triple)
                if unwanted is not None:
                    candidate.problems += _beyond_rdf_1_1(candidate.name, text, syntax, quad.triple) or [
                        Problem(_place(candidate, text, syntax, quad.triple), *unwanted)
                    ]
                    return
                name = quad.graph_name
                if not isinstance(name, DefaultGraph) and not name.value.startswith(DATASET):
                    shown = str(name) if isinstance(name, NamedNode) else "a blank node"
                    candidate.graph_names[len(candidate.triples)] = shown
                candidate.triples.append(quad.triple)
            if not candidate.problems:
                candidate.problems += _beyond_rdf_1_1(candidate.name, text, syntax)
            return
        except SyntaxError as error:
            other = None if candidate.triples else other_syntax(candidate.content, syntax)
            if other is not None:
                what, remedy = (
                    f"This is not {syntax.name}, but looks like {other[1]}.",
                    f"Name its syntax, {other[0]}, or rename the file.",
                )
                candidate.problems.append(Problem(Place(candidate.name, 1, 1), what, remedy))
                return
            candidate.problems.append(_problem(candidate.name, error, text, syntax))
            if not resumable:
                return


def _lost(candidate: Candidate, text: str) -> list[Problem]:
    """Return what the parser dropped from a JSON-LD text that it read."""
    index = LineIndex(text, candidate.name)
    found, stated = losses(text)
    read = len(candidate.triples)
    if not found and stated != read:
        what = f"The number of triples that the file states ({stated}) is not that of those read ({read})."
        found = [Loss(0, what, "Write it as Turtle, or as JSON-LD without indirection.")]
    return [
        Problem(
            index.place(loss.start),
            _sentence(loss.what),
            printable(loss.remedy),
            "syntax" if loss.malformed else "lost",
        )
        for loss in found
    ]


def _beyond_rdf_1_1(name: str, text: str, syntax: RdfFormat, triple: Triple | None = None) -> list[Problem]:
    """Return a problem for each construct of RDF 1.2 in a text of which `triple`, or else every triple, was read."""
    certain = triple is not None and beyond(triple) is not None
    if triple is not None and not certain:
        return []
    index, found = LineIndex(text, name), beyond_rdf_1_1(text, syntax, certain=certain)
    return [Problem(index.place(offset), *construct) for offset, construct in islice(found, MAX_PROBLEMS)]


def _unwanted(triple: Triple) -> tuple[str, str] | None:
    """Return the problem and the remedy of a triple that is well-formed but rejected."""
    found = beyond(triple)
    if found is not None:
        return found
    if isinstance(triple.object, Literal) and len(triple.object.value) > MAX_LITERAL:
        what = f"A literal of {triple.predicate} is longer than {MAX_LITERAL} characters."
        return what, "Put the text in a document and cite it as a source."
    return None


def _place(candidate: Candidate, text: str, syntax: RdfFormat, triple: Triple) -> Place:
    """Return the place of `triple`, the one after the last that was read; of a long literal, of the first of them.

    To read a long literal again line by line would take a parser quadratic time.
    """
    offset = long_text(text, syntax, MAX_LITERAL)
    if offset is not None:
        return LineIndex(text, candidate.name).place(offset)
    if syntax in TURTLE_FAMILY and isinstance(triple.object, Literal):
        exact = islice(positions.places(candidate.content, syntax, candidate.name), len(candidate.triples), None)
        return next(exact)[1].value
    rest = islice(positions.lines(candidate.content, syntax), len(candidate.triples), None)
    return Place(candidate.name, next(rest)[1])


def _problem(name: str, error: SyntaxError, text: str, syntax: RdfFormat) -> Problem:
    message = str(error.msg).splitlines()[0]
    if syntax == RdfFormat.JSON_LD and _REMOTE.search(message):
        remedy = "Copy the context into the file: nothing is fetched."
        return Problem(LineIndex(text, name).place(remote_context(text)), "The @context is remote.", remedy)
    if message.startswith("@type must be the first"):
        remedy = 'Write "@type" first in each object; maps with the container "@type" can only have IRIs as values.'
        return Problem(Place(name, _last_line(text, syntax)), message, remedy)
    place = Place(name, error.lineno or _last_line(text, syntax), error.offset or 0 if error.lineno else 0)
    if syntax in TURTLE_FAMILY:
        line = re.split(r"\r\n?|\n", text)[max(place.line - 1, 0)]
        found = BASE_DIRECTION if "base direction" in message else construct_at(line, max(place.column - 1, 0))
        if found is not None:
            return Problem(place, *found)
    return Problem(place, _sentence(_AT_END.sub("", _LOCATED.sub("", message))))


def _last_line(text: str, syntax: RdfFormat) -> int:
    """Return the last line that a parser read, because it reports no place itself: for XML, and JSON-LD in part."""
    from ..turtle.line_feed import LineFeed, quad_lines

    feed = LineFeed(text.encode())
    try:
        for _ in quad_lines(feed, syntax):
            pass
    except SyntaxError:
        return max(feed.line, 1)
    return 1


def _sentence(message: str) -> str:
    shown = printable(message[:300], code_point)
    return shown if shown.endswith((".", "!", "?")) else shown + "."
