"""Turtle read and written: tokens, the place of each triple, comments kept, one canonical form.

Where in a file a triple stands: line and column, from the native parser itself.

The parser is fed one line, or one token, at a time: what it yields next stands where it has just read. So a
position can never disagree with the parse. Parse plainly first, and come here when there is something to report.

>>> from pyoxigraph import RdfFormat
>>> turtle = b"<http://a/x> <http://a/p> 1 ,\\n    'two' ."
>>> [str(place.value) for _, place in places(turtle, RdfFormat.TURTLE)]
['1:27', '2:5']
"""

from __future__ import annotations

from .place import TriplePlace
from .places import lines, places

__all__ = ["TriplePlace", "lines", "places"]
