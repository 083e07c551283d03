"""The compiled shapes of a root, kept in the cache folder: compiling takes ten times as long as reading."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from ..files.parsing import content_of, triples_of
from ..files.root import Root
from ..snapshot.cache import cache_folder, prune_files, read_json, write_json
from .model import Shapes

_ROOM = Path(__file__).resolve().parent
_CODE = (_ROOM, _ROOM.parent / "sparql")
"""The rooms whose code compiles shapes."""


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


def _address(root: Root) -> str:
    """Return a word that changes when the shapes do or the code does."""
    hashed = sha256()
    code = [path for room in _CODE for path in sorted(room.glob("*.py"))]
    hashed.update(repr([(p.name, p.stat().st_size, p.stat().st_mtime_ns) for p in code]).encode())
    for path in root.shapes:
        content = content_of(root, path)
        hashed.update(f"{path.name} {len(content)}\n".encode() + content)
    return hashed.hexdigest()[:32]
