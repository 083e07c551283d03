"""The dates that the data names have the bounds and the EDTF text of the table."""

from __future__ import annotations

from ilrs_graph import LunarGraph
from ilrs_graph.dates import Named, range_of
from ilrs_graph.namespaces import slug

CLAIMS = """
SELECT ?claim ?named ?part ?state ?edtf ?first ?last (GROUP_CONCAT(?word ; SEPARATOR = " ") AS ?words) {
  ?claim ilrs:namedDate ?named ; ilrs:edtfDate ?edtf .
  OPTIONAL { ?claim ilrs:datePart ?part }
  OPTIONAL { ?claim ilrs:fiscalYearOf ?state }
  OPTIONAL { ?claim ilrs:notBefore ?first }
  OPTIONAL { ?claim ilrs:notAfter ?last }
  OPTIONAL { ?claim ilrs:dateQualifier ?qualifier BIND(REPLACE(STR(?qualifier), "^.*/", "") AS ?word) }
} GROUP BY ?claim ?named ?part ?state ?edtf ?first ?last
"""


def test_claims_that_name_a_date_have_its_bounds_and_edtf_text(graph: LunarGraph) -> None:
    rows = list(graph.query(CLAIMS))
    assert len(rows) > 120
    wrong = {}
    for claim, named, part, state, edtf, first, last, words in rows:
        date = Named(
            named.value,
            part and slug(part.value),
            tuple(words.value.split()) if words else (),
            state and slug(state.value),
        )
        stated = (edtf.value, first and first.value, last and last.value)
        found = range_of(date)
        expected = (found.edtf, *(str(day) if day else None for day in (found.first, found.last)))
        if stated != expected:
            wrong[slug(claim.value)] = (stated, expected)
    assert wrong == {}
