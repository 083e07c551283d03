"""Checks the saved questions of a root: headers and queries, and terms that the ontology does not declare."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from ..errors import Place
from ..files.parsing import content_of, read_text
from ..files.question_header import compile_catalogue
from ..files.question_problems import QuestionProblem
from ..files.root import Root
from ..findings import Finding
from ..names.unknown_terms import nearest
from ..namespaces import ONTOLOGY, compact
from ..sparql.caution import Caution
from ..sparql.cautions import cautions
from ..sparql.mentions import mentions
from ..sparql.tokens import line_and_column
from ..terms import TYPE

MAX_TERMS = 20
"""How many unknown terms of one question are reported."""
MAX_CAUTIONS = 20
"""How many cautions about one question are reported."""


def question_findings(root: Root, ontology: Iterable[Triple], shown: Callable[[Path], str]) -> Iterator[Finding]:
    """Yield each problem of each question, and a warning for each unknown term and each caution.

    `shown` gives the name of a file.

    Raises:
        InputError: a question cannot be read.
    """
    typed = (t.subject for t in ontology if t.predicate == TYPE)
    known = sorted({s.value for s in typed if isinstance(s, NamedNode) and s.value.startswith(ONTOLOGY)})
    catalogue = compile_catalogue(root)
    for path in root.queries:
        text = read_text(path, content_of(root, path))
        for problem in catalogue[path.stem].get("problems", ()):
            yield _broken(QuestionProblem(*problem), shown(path))
        unknown = ((iri, place) for iri, place in mentions(text, ONTOLOGY).items() if iri not in known)
        for iri, place in islice(unknown, MAX_TERMS):
            yield _finding(iri, known, Place(shown(path), *line_and_column(text, place)))
        for caution in islice(cautions(text), MAX_CAUTIONS):
            yield _odd(caution, Place(shown(path), *line_and_column(text, caution.place)))


def _broken(problem: QuestionProblem, file: str) -> Finding:
    return Finding(
        severity="violation",
        focus="",
        code="question",
        message=f"{problem.what[:1].upper()}{problem.what[1:]}.",
        remedy=f"{problem.tip[:1].upper()}{problem.tip[1:]}." if problem.tip else "See queries/README.md.",
        kind="syntax",
        reason="The question cannot be asked.",
        **Place(file, problem.line, problem.column)._asdict(),
    )


def _odd(caution: Caution, place: Place) -> Finding:
    return Finding(
        severity="warning",
        focus="",
        code=caution.code,
        message=f"{caution.what}.",
        remedy=f"{caution.fix[:1].upper()}{caution.fix[1:]}.",
        kind="query",
        reason=f"{caution.why}.",
        **place._asdict(),
    )


def _finding(iri: str, known: Iterable[str], place: Place) -> Finding:
    return Finding(
        severity="warning",
        focus="",
        code="unknown-term",
        message=f"There is no term {compact(iri)}.",
        remedy=nearest(iri, known, "Use a term that the ontology declares."),
        kind="term",
        reason="A pattern with this term matches nothing.",
        **place._asdict(),
    )
