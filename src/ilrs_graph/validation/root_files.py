"""The files that a check of a whole root reads, and those of its folders that nothing reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import RdfFormat, Triple

from ..files.parsing import content_of, triples_of
from ..files.root import Root
from ..findings import FileRead, Finding
from ..intake import Candidate
from ..intake.read import read_bytes
from ..turtle.parse import FORMAT_OF_SUFFIX
from .candidate_findings import empty_finding

_FOLDERS = ("data", "ontology")
_NOT_OF_THE_GRAPH = ("ontology/context.jsonld", "ontology/catalog-v001.xml")
"""Files for other programs: the JSON-LD context, and the catalogue by which Protégé finds the modules."""


@dataclass(frozen=True)
class RootFiles:
    """The content of a root: its data file by file, the triples of its ontology, and how much each file holds."""

    data: list[Candidate]
    ontology: list[Triple]
    read: list[FileRead]


def read_root(root: Root) -> RootFiles:
    """Read the data, the ontology, the shapes and the alignments of `root`.

    Raises:
        InputError: a file cannot be read, or one of the ontology does not parse.
    """
    data = [read_file(root, path, f"f{number}-b") for number, path in enumerate(root.data)]
    ontology = {path: list(triples_of(root, path)) for path in (*root.ontology, *root.shapes, *root.alignments)}
    counted = [FileRead(shown(path), len(triples)) for path, triples in ontology.items()]
    axioms = [t for path in root.ontology for t in ontology[path]]
    return RootFiles(data, axioms, [*(candidate.read for candidate in data), *counted])


def read_file(root: Root, path: Path, blank: str = "b") -> Candidate:
    """Return a file of `root` as a candidate; `blank` is the prefix of the labels of its blank nodes.

    Raises:
        InputError: it cannot be read.
    """
    return read_bytes(content_of(root, path), shown(path), RdfFormat.TURTLE, blank)


def file_findings(root: Root, files: RootFiles) -> Iterator[Finding]:
    """Yield warnings of files that state nothing, and of RDF files that nothing reads."""
    broken = {candidate.name for candidate in files.data if candidate.problems}
    yield from (empty_finding(file.name) for file in files.read if not file.triples and file.name not in broken)
    yield from (_not_read(path) for path in _stray(root))


def _stray(root: Root) -> list[Path]:
    """Return the RDF files below data/ and ontology/ that are in a place, or have a suffix, that nothing reads."""
    known = {
        *root.data,
        *root.ontology,
        *root.shapes,
        *root.alignments,
        *(root.path / name for name in _NOT_OF_THE_GRAPH),
    }
    found = (path for folder in _FOLDERS for path in (root.path / folder).rglob("*") if path not in known)
    return sorted(path for path in found if path.suffix.lower() in FORMAT_OF_SUFFIX and path.is_file())


def _not_read(path: Path) -> Finding:
    return Finding(
        severity="warning",
        focus="",
        code="not-read",
        message="The file is not part of the graph.",
        remedy="Make it a Turtle file (.ttl) of data/, of ontology/ or of its folders vocab/, shapes/ and alignments/, "
        "or remove it.",
        kind="lost",
        reason="A graph consists of the files with the suffix .ttl in these folders; no other file is read.",
        file=shown(path),
        line=1,
        column=1,
    )


def shown(path: Path) -> str:
    """Return a path relative to the working folder if it is below that folder."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
