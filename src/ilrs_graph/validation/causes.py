"""What the shapes find: the one seam between findings and the engine that validates."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from ..files.find import place
from ..files.parsing import triples_of
from ..files.root import Root
from ..findings import Finding
from ..namespaces import SH, slug
from ..terms import COMMENT, View
from .compiled import shapes_of as compiled
from .incremental import caused as caused_by
from .incremental import whole as whole_by
from .model import Shapes

_REASONS = (COMMENT, NamedNode(SH + "description"))


def shapes_of(root: Root, snapshot: Path | None = None) -> Shapes:
    """Return the compiled shapes of a root, linted; in its `snapshot` folder is noted that they were.

    Raises:
        InputError: a file of shapes does not parse, or a shape is almost certainly a mistake.
    """
    stamp = snapshot / "shapes-linted" if snapshot else None
    from .shape_lint import lint_shapes

    if stamp is None or not stamp.exists():
        ontology = (t for path in root.ontology for t in triples_of(root, path))
        lint_shapes(shape_triples(root), ontology, lambda triple: _placed(root, triple))
        if stamp is not None:
            with suppress(OSError):
                stamp.touch()
    return compiled(root)


def shape_triples(root: Root) -> list[Triple]:
    """Return the triples of all files of shapes.

    Raises:
        InputError: a file does not parse.
    """
    return [t for path in root.shapes for t in triples_of(root, path)]


def _placed(root: Root, triple: Triple) -> str:
    """Return `file:line:column: ` for a triple of a file of shapes, "" where no file holds it."""
    for path in root.shapes:
        where = place(path, triple)
        if where is not None:
            return f"{where}: "
    return ""


def caused(
    before: View, added: Iterable[Triple], removed: Iterable[Triple], shapes: Shapes, engine: str = "pyshifty"
) -> list[Finding]:
    """Return what the shapes find after the change and did not find before.

    Raises:
        InputError: the engine does not take the shapes.
    """
    return caused_by(before, added, removed, shapes, engine=engine).new


def whole(graph: View, shapes: Shapes, engine: str = "pyshifty") -> list[Finding]:
    """Return what the shapes find in a whole graph.

    Raises:
        InputError: the engine does not take the shapes.
    """
    return whole_by(graph, shapes, engine=engine)


def reasons(root: Root) -> dict[str, str]:
    """Return, for the local name of each shape, its own reason: its comment or description.

    >>> "reach" in reasons(Root.find())["Sourced-source"]
    True

    Raises:
        InputError: a file of shapes does not parse.
    """
    return {
        slug(t.subject.value): t.object.value
        for t in shape_triples(root)
        if t.predicate in _REASONS and isinstance(t.subject, NamedNode) and isinstance(t.object, Literal)
    }
