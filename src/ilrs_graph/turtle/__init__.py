"""Turtle read and written: tokens, the place of each triple, comments kept, one canonical form.

Where in a file a triple stands: line and column, from the native parser itself.

The parser is fed one line, or one token, at a time: what it yields next stands where it has just read. So a
position can never disagree with the parse. Parse plainly first, and come here when there is something to report.

>>> from pyoxigraph import RdfFormat
>>> turtle = b"<http://a/x> <http://a/p> 1 ,\\n    'two' ."
>>> [place.value for _, place in places(turtle, RdfFormat.TURTLE)]
[Place(line=1, column=27), Place(line=2, column=5)]
"""

from __future__ import annotations

from .place import Place, TriplePlace
from .places import lines, places

__all__ = ["Place", "TriplePlace", "lines", "places"]
