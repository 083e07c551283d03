"""Who changed the data, and when: a node of its own for each edit (PROV-O `prov:Activity`), in a file for each year."""

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
from ..terms import GENERATED, TYPE, WAS_ASSOCIATED_WITH, XSD_DATE

USER = "ILRS_GRAPH_USER"
"""The environment variable that names the editor."""


def editor(given: str | None, folder: Path) -> str:
    """Return who edits: as given, else by the environment, else as git has it in `folder`.

    Raises:
        UsageError: nothing tells.

    >>> editor("Ada Lovelace", Path())
    'Ada Lovelace'
    """
    for name in (given, os.environ.get(USER), _git_name(folder)):
        if name and name.strip():
            return " ".join(name.split())
    tip = f"give {{by=NAME}}, or set {USER} or git config user.name"
    raise UsageError("nobody is named as the editor", tip=tip, about="by")


def _git_name(folder: Path) -> str:
    with suppress(OSError, subprocess.SubprocessError, UnicodeDecodeError):
        words = ["git", "config", "user.name"]
        return subprocess.run(words, cwd=folder, capture_output=True, check=True, timeout=10).stdout.decode()
    return ""


def stamp(added: Iterable[Triple], by: str | NamedNode, on: date) -> list[Triple]:
    """Return the description of the edit that adds these triples; its name tells the day and, by a hash, what.

    So two edits of one day have two names wherever they are made, and the same edit made again has the same name.

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
