"""A comparison as an RDF Patch: the triples to delete from and add to the old side.

https://afs.github.io/rdf-delta/rdf-patch.html
"""

from __future__ import annotations

from ...comparing.diff import Difference
from ..options import Options


def write(difference: Difference, _: Options) -> str:
    """Return the lines of an RDF Patch.

    >>> from ilrs_graph.comparing.model import Comparison
    >>> from ilrs_graph.names.from_facts import Names
    >>> write(Difference(Comparison("a", "b", (), (), (), None, ()), Names()), Options())
    'TX .\\nTC .\\n'
    """
    found = difference.comparison
    changes = [(mark, found.written(t)) for mark, side in (("D", found.removed), ("A", found.added)) for t in side]
    return "".join(["TX .\n", *(f"{mark} {triple} .\n" for mark, triple in changes), "TC .\n"])
