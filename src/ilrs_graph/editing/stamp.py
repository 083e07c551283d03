"""The record of an edit: who changed the data and when, as a `prov:Activity` (PROV-O), in one file a year."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from ..errors import UsageError
from ..namespaces import ID, ONTOLOGY
from ..printable import code_point
from ..terms import GENERATED, TYPE, WAS_ASSOCIATED_WITH, XSD_DATE
from ..xml_names import NOT_XML

USER = "ILRS_GRAPH_USER"
"""The environment variable that names the editor."""


def editor(by: str | None, folder: Path) -> str:
    """Return the editor: `by`, otherwise from the environment, otherwise from the git configuration of `folder`.

    Raises:
        UsageError: the editor is unknown, or the name has a character that XML 1.0 does not have.

    >>> editor("Ada Lovelace", Path())
    'Ada Lovelace'
    """
    for name in (by, os.environ.get(USER), _git_name(folder)):
        if name and name.strip():
            return _fit(" ".join(name.split()))
    tip = f"use {{by=NAME}}, or set {USER} or git config user.name"
    raise UsageError("the editor is unknown", tip=tip, about="by")


def _fit(name: str) -> str:
    wrong = NOT_XML.search(name)
    if wrong:
        what = f"the name of the editor has the character {code_point(wrong[0])}"
        raise UsageError(what, tip="remove it: RDF/XML could not hold it", about="by")
    return name


def _git_name(folder: Path) -> str:
    with suppress(OSError, subprocess.SubprocessError, UnicodeDecodeError):
        words = ["git", "config", "user.name"]
        return subprocess.run(words, cwd=folder, capture_output=True, check=True, timeout=10).stdout.decode()
    return ""


def stamp(added: Iterable[Triple], by: str | NamedNode, on: date) -> list[Triple]:
    """Return the description of the edit that adds these triples; its IRI contains the day and a hash of the triples.

    So two edits of one day have different IRIs wherever they are made, and a repeated edit has the same IRI.

    >>> a = NamedNode("https://w3id.org/ilrs-graph/id/agent/cnsa")
    >>> edit = stamp([Triple(a, a, a)], "Ada Lovelace", date(2026, 11, 22))
    >>> edit[0].subject.value, len(edit)
    ('https://w3id.org/ilrs-graph/id/edit/2026-11-22-46967808', 4)
    """
    triples = sorted({f"{t} ." for t in added})
    name = f"{on.isoformat()}-{hashlib.sha256(chr(10).join(triples).encode()).hexdigest()[:8]}"
    edit = NamedNode(f"{ID}edit/{name}")
    named = isinstance(by, NamedNode)
    who = WAS_ASSOCIATED_WITH if named else NamedNode(ONTOLOGY + "editor")
    return [
        Triple(edit, TYPE, NamedNode(ONTOLOGY + "Edit")),
        Triple(edit, who, by if isinstance(by, NamedNode) else Literal(by)),
        Triple(edit, NamedNode(ONTOLOGY + "editedOn"), Literal(on.isoformat(), datatype=XSD_DATE)),
        *(Triple(edit, GENERATED, s) for s in _subjects(added)),
    ]


def _subjects(added: Iterable[Triple]) -> list[NamedNode]:
    return sorted({t.subject for t in added if isinstance(t.subject, NamedNode)}, key=str)
