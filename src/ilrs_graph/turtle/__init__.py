"""Reading and writing of Turtle: tokens, the place of each triple, comments, one canonical form.

The place of a triple in a file (line and column) comes from the native parser itself: the parser gets one line, or one
token, at a time, and each triple that it yields is at the position just read. So positions always agree with the parse.
This is slow: parse without positions first, and use it only when there is something to report.

>>> from pyoxigraph import RdfFormat
>>> turtle = b"<http://a/x> <http://a/p> 1 ,\\n    'two' ."
>>> [str(place.value) for _, place in places(turtle, RdfFormat.TURTLE)]
['1:27', '2:5']
"""

from __future__ import annotations

from .place import TriplePlace
from .places import lines, places

__all__ = ["TriplePlace", "lines", "places"]
