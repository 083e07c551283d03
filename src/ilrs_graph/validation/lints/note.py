"""A note: a finding, and the part of the candidate triple that it is about."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pyoxigraph import Triple

from ...findings import Finding

Part = Literal["subject", "predicate", "value"]


class Note(NamedTuple):
    """A finding about a part of a triple."""

    finding: Finding
    triple: Triple
    part: Part


def note(
    kind: str,
    code: str,
    triple: Triple,
    part: Part,
    message: str,
    remedy: str,
    *,
    reason: str,
    severity: str = "violation",
) -> Note:
    """Return a note; the finding of a note about a subject as a whole has no property and value.

    >>> from pyoxigraph import NamedNode
    >>> t = Triple(NamedNode("urn:a"), NamedNode("urn:p"), NamedNode("urn:b"))
    >>> note("term", "x", t, "value", "Wrong.", "Fix it.", reason="").finding.value
    '<urn:b>'
    """
    path, value = ("", "") if part == "subject" else (str(triple.predicate), str(triple.object))
    found = Finding(severity, str(triple.subject), code, message, remedy, path, value, kind, reason)
    return Note(found, triple, part)
