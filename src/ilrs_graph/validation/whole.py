"""Checks a whole root: all of its data, as if it were new."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pyoxigraph import Triple

from ..change.entailed import EntailedGraph
from ..files.root import Root
from ..findings import Finding, Report
from ..snapshot.pipeline import read_rules
from ..terms import View
from ..views.store import AssertedStore
from .candidate_findings import syntax_findings
from .compiled import linted_shapes
from .context import Context, Origin, asserted_with_names
from .engines import must_be_validator
from .incremental import whole_beside
from .lints import lint_ontology, lint_whole
from .lints.clashes import clash_notes
from .lints.literals import fit_for_engines
from .places import at
from .question_lint import question_findings
from .review import for_the_reasoner, gathered
from .root_files import file_findings, read_file, read_root, shown
from .today import day_of, on_day


def check_all(root: Root, *, shacl: str = "pyshifty", today: date | None = None) -> Report:
    """Return all findings about the current data of `root`, each with its file and line.

    `today` is the day that counts as today for shapes that ask for it (default: the current day in UTC).

    Raises:
        UsageError: there is no SHACL validator with that name, or `today` is not a day.
        InputError: a file of the root cannot be read, or a shape is almost certainly a mistake.
        OntologyError: an axiom is outside OWL 2 RL.
    """
    must_be_validator(shacl)
    day = day_of(today)
    shapes = on_day(linted_shapes(root), day)  # first: a mistake in a shape stops everything else
    files = read_root(root)
    ontology = files.ontology
    broken = [f for candidate in files.data for f in syntax_findings(candidate)]
    context = Context(asserted_with_names(ontology), files.data)
    fit = fit_for_engines(context.added)
    found = whole_beside(_graph(context, ontology, fit), shapes, shacl=shacl)
    notes = list(lint_whole(context))
    asserted = [*ontology, *for_the_reasoner(fit, notes)]
    clashing = EntailedGraph.clashing(asserted, read_rules(root))
    if clashing is not None:
        notes += clash_notes(context, root, clashing, clashing.clashes)
    apart = [
        *file_findings(root, files), *question_findings(root, ontology, shown), *_ontology_findings(root, ontology)
    ]  # fmt: skip
    return Report([*broken, *apart, *gathered(context, notes, found(), root)], files.read)


def _ontology_findings(root: Root, ontology: list[Triple]) -> Iterator[Finding]:
    """Yield the findings about the ontology; its files are read again, for places, only if there are any."""
    if not any(True for t in ontology for _ in lint_ontology(t)):
        return
    for path in root.ontology:
        candidate = read_file(root, path)
        for number, t in enumerate(candidate.triples):
            yield from (at(note.finding, Origin(candidate, number), note.part) for note in lint_ontology(t))


def _graph(context: Context, ontology: list[Triple], fit: list[Triple]) -> View:
    """Return the graph to validate: that of the context, of whose added triples `fit` are those engines can process."""
    return context.after if fit == list(context.added) else AssertedStore.of([*ontology, *fit])
