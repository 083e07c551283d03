"""A candidate file: its triples, and all that is wrong with its syntax."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pyoxigraph import Literal, RdfFormat, Triple, parse

from .. import positions
from ..errors import InputError
from ..positions import Place, TriplePlace
from ..positions.place import LineIndex
from .depth import openings
from .limits import MAX_DEPTH, MAX_FILE_MB, MAX_LITERAL, MAX_PROBLEMS
from .syntaxes import sniffed, syntax_of
from .text import Refused, decoded, guard

_LOCATED = re.compile(r"^Parser error (?:at|between) line .*?: ")
_AT_END = re.compile(r" \(line \d+\)$")
_REMOTE = "remote contexts"


@dataclass(frozen=True)
class Problem:
    """What keeps a text from being read: `place` is where, as near as the parser knows."""

    file: str
    place: Place
    what: str
    remedy: str = "Mend the syntax at that place."


@dataclass
class Candidate:
    """A file that was read: `triples` in the order of the parser, `problems` in the order of the text.

    With problems, `triples` holds what could be read all the same.
    """

    name: str
    content: bytes
    syntax: RdfFormat
    triples: list[Triple] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def places(self) -> Sequence[TriplePlace]:
        """The place of each of `triples`, found on demand; empty where the text does not parse."""
        if self.problems:
            return []
        return [where for _, where in positions.places(self.content, self.syntax)]


def read_candidates(
    files: Iterable[str | Path], syntax: RdfFormat | None = None, max_mb: float = MAX_FILE_MB
) -> list[Candidate]:
    """Read several files; `-` is standard input, whose syntax is guessed where it is not given.

    Raises:
        InputError: a file is missing, unreadable, too large or of an unknown kind.
    """
    found = []
    for name in dict.fromkeys(map(str, files)):
        content = _read(name, int(max_mb * 1_000_000))
        kind = syntax or (sniffed(content) if name == "-" else syntax_of(name))
        found.append(read_bytes(content, "stdin" if name == "-" else name, kind))
    return found


def _read(name: str, most: int) -> bytes:
    """Return the bytes of a file or of standard input, and never more than `most` of them."""
    try:
        if name == "-":
            content = sys.stdin.buffer.read(most + 1)
        else:
            with Path(name).open("rb") as file:
                content = file.read(most + 1)
    except FileNotFoundError:
        raise InputError(f"{name}: no such file", tip="check the spelling of the path") from None
    except OSError as error:
        raise InputError(f"{name}: {error.strerror or error}", tip="check that it is a readable file") from None
    if len(content) > most:
        raise InputError(
            f"{name}: larger than {most / 1_000_000:g} MB", tip="check it in parts, or raise the limit with --max-mb"
        )
    return content


def read_bytes(content: bytes, name: str, syntax: RdfFormat) -> Candidate:
    """Read the triples of `content`; `name` is what its problems call it. Nothing is raised.

    >>> read_bytes(b"<http://a/x> ?p 1 .", "new.ttl", RdfFormat.TURTLE).problems[0].place
    Place(line=1, column=14)
    """
    try:
        text = decoded(content)
        guard(text, syntax)
    except Refused as error:
        return Candidate(name, content, syntax, [], [Problem(name, error.place, error.what, error.remedy)])
    candidate = Candidate(name, text.encode(), syntax)
    _parse(candidate, text)
    return candidate


def _parse(candidate: Candidate, text: str) -> None:
    reader = parse(candidate.content, format=candidate.syntax)
    # after an error the parser may read brackets elsewhere than the count of the depth did
    resumable = candidate.syntax not in (RdfFormat.JSON_LD, RdfFormat.RDF_XML)
    resumable = resumable and openings(text, candidate.syntax) <= MAX_DEPTH
    while len(candidate.problems) < MAX_PROBLEMS:
        try:
            for quad in reader:
                problem = _unwanted(candidate, quad.triple)
                if problem is not None:
                    candidate.problems.append(problem)
                    return
                candidate.triples.append(quad.triple)
            return
        except SyntaxError as error:
            candidate.problems.append(_problem(candidate.name, error, text))
            if not resumable:
                return


def _unwanted(candidate: Candidate, triple: Triple) -> Problem | None:
    """Return the problem of a triple that parses and is refused all the same."""
    if isinstance(triple.object, Triple):
        what, remedy = "A triple about a triple (RDF 1.2) is not read here.", "State it with a node: a claim."
    elif isinstance(triple.object, Literal) and len(triple.object.value) > MAX_LITERAL:
        what = f"A literal of {triple.predicate} is longer than {MAX_LITERAL} characters."
        remedy = "Keep the text in a document, and cite it as a source."
    else:
        return None
    wanted = len(candidate.triples)
    line = 1
    for number, (_, line) in enumerate(positions.lines(candidate.content, candidate.syntax)):
        if number == wanted:
            break
    return Problem(candidate.name, Place(line), what, remedy)


def _problem(name: str, error: SyntaxError, text: str) -> Problem:
    message = str(error.msg).splitlines()[0]
    if _REMOTE in message:
        offset = max(text.find('"@context"'), text.find('"@import"'), 0)
        place = LineIndex(text).place(offset)
        remedy = "Write the context into the file: nothing is fetched."
        return Problem(name, place, "The @context is at another address.", remedy)
    place = Place(error.lineno, error.offset) if error.lineno else Place(_last_line(error, text))
    return Problem(name, place, _sentence(_AT_END.sub("", _LOCATED.sub("", message))))


def _last_line(_error: SyntaxError, text: str) -> int:
    """Return the line up to which an XML parser read, which tells no place itself."""
    from ..positions.lines import LineFeed, quad_lines

    feed = LineFeed(text.encode())
    try:
        for _ in quad_lines(feed, RdfFormat.RDF_XML):
            pass
    except SyntaxError:
        return max(feed.line, 1)
    return 1


def _sentence(message: str) -> str:
    shown = "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in message[:300])
    return shown if shown.endswith((".", "!", "?")) else shown + "."
