"""The shapes of a root, linted and compiled; compiling takes ten times as long as reading, so the cache keeps them."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from ..files.find import place
from ..files.parsing import content_of, triples_of
from ..files.root import Root
from ..namespaces import SH, slug
from ..snapshot.cache import cache_folder, prune_files, read_json, write_json
from ..terms import COMMENT
from .model import Shapes

_ROOM = Path(__file__).resolve().parent
_CODE = (_ROOM, _ROOM.parent / "sparql")
"""The rooms whose code compiles shapes."""
_REASONS = (COMMENT, NamedNode(SH + "description"))


def shapes_of(root: Root) -> Shapes:
    """Return the shapes of `root`, from the cache where neither they nor the code that compiles them changed.

    >>> len(shapes_of(Root.find()).shapes) > 40
    True

    Raises:
        InputError: a file of shapes cannot be read or parsed, or a path or SPARQL constraint in it is malformed.
    """
    place = cache_folder() / "shapes" / f"{_address(root)}.json"
    with suppress(KeyError, TypeError):
        return Shapes.from_json(read_json(place))
    # compiling imports more than checking needs
    from .compile import compile_shapes

    shapes = compile_shapes(t for path in root.shapes for t in triples_of(root, path))
    with suppress(OSError):
        write_json(place, shapes.to_json())
        prune_files(place.parent, place)
    return shapes


def linted_shapes(root: Root, snapshot: Path | None = None) -> Shapes:
    """Return the compiled shapes of a root, linted; a file in the `snapshot` folder records that they were.

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
    return shapes_of(root)


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


def _address(root: Root) -> str:
    """Return a word that changes when the shapes do or the code does."""
    hashed = sha256()
    code = [path for room in _CODE for path in sorted(room.glob("*.py"))]
    hashed.update(repr([(p.name, p.stat().st_size, p.stat().st_mtime_ns) for p in code]).encode())
    for path in root.shapes:
        content = content_of(root, path)
        hashed.update(f"{path.name} {len(content)}\n".encode() + content)
    return hashed.hexdigest()[:32]
