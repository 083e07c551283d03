"""Dates with their precision, as speakers give them: in EDTF, or in words such as "late 2027".

`phrases` reads words and `words` writes them, `edtf` reads the Extended Date/Time Format (ISO 8601-2), and `ranges`
computes the first and last day by the table in `table`, which is the table of the ontology (`date-unit`, `date-part`,
`date-qualifier`).
"""

from __future__ import annotations

from .edtf import is_point, read_edtf
from .phrases import read_phrase
from .ranges import Named, Range, bounds, range_of
from .words import in_words

__all__ = ["Named", "Range", "bounds", "in_words", "is_point", "range_of", "read_edtf", "read_phrase"]
