"""The place of one triple in a file."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import BlankNode, Triple

from ..errors import Place, SyntaxProblem
from ..turtle.parse import FORMAT_OF_SUFFIX
from ..turtle.places import places
from .parsing import read_bytes


def place(path: Path, triple: Triple) -> Place | None:
    """Return the first place of the value of `triple` in a file, or None if the file does not contain it.

    A blank node has another label whenever the file is read, so any blank node is taken for it.

    Raises:
        InputError: the file is missing or does not parse.

    >>> from ilrs_graph.files.root import Root
    >>> from ilrs_graph.files.parsing import parse_file
    >>> file = Root.find().path / "data" / "places.ttl"
    >>> place(file, next(iter(parse_file(file)))) is not None
    True
    """
    content = read_bytes(path)
    syntax = FORMAT_OF_SUFFIX[path.suffix.lower()]
    try:
        return next((where.value for found, where in places(content, syntax, str(path)) if _alike(found, triple)), None)
    except SyntaxError as error:
        raise SyntaxProblem(str(path), error.lineno or 1, error.offset or 1, str(error.msg)) from None


def _alike(one: Triple, other: Triple) -> bool:
    return one.predicate == other.predicate and _same(one.subject, other.subject) and _same(one.object, other.object)


def _same(one: object, other: object) -> bool:
    return one == other or (isinstance(one, BlankNode) and isinstance(other, BlankNode))
