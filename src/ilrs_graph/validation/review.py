"""From candidates to a report: runs lints, shapes and axioms, removes repeated findings, adds their places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from pyoxigraph import BlankNode, Triple

from ..files.root import Root
from ..findings import Finding, Report
from ..intake import Candidate
from ..namespaces import PROV
from ..snapshot import Snapshot
from .candidate_findings import empty_findings, syntax_findings
from .compiled import linted_shapes, reasons
from .context import Context
from .engines import must_be_validator
from .incremental import caused
from .lints import Note, lint
from .lints.clashes import find as find_clashes
from .lints.literals import fit_for_engines
from .places import Locator, placed
from .today import day_of, on_day
from .wording import worded

_DERIVED = f"<{PROV}wasDerivedFrom>"


def check(
    candidates: Sequence[Candidate],
    root: Root,
    snapshot: Snapshot,
    *,
    removed: Sequence[Candidate] = (),
    cells: Sequence[Finding] = (),
    shacl: str = "pyshifty",
    today: date | None = None,
) -> Report:
    """Return the problems that adding `candidates` to the graph of `root` and removing `removed` would cause.

    `cells` are the findings from reading templates; they become part of the report. `today` is the day that counts as
    today for shapes that ask for it (default: the current day in UTC).

    Raises:
        UsageError: there is no SHACL validator with that name, or `today` is not a day.
        InputError: a file is missing, unreadable or of an unknown kind, or a shape is almost certainly a mistake.
        OntologyError: an added axiom is outside OWL 2 RL.
    """
    must_be_validator(shacl)
    day = day_of(today)
    broken = [*cells]
    read = [*(c.read for c in candidates), *(replace(c.read, removed=True) for c in removed)]
    for candidate in (*candidates, *removed):
        broken += syntax_findings(candidate)
        broken += empty_findings(candidate, cells)
    context = Context(snapshot.asserted, candidates, removed)
    if not context.added and not context.removed and not context.absent:
        return Report(broken, read)
    # first: a mistake in a shape stops everything else
    shapes = on_day(linted_shapes(root, snapshot.folder), day)
    notes = list(lint(context))
    added = fit_for_engines(context.added)
    reasoned = for_the_reasoner(added, notes)
    notes += find_clashes(context, root, snapshot.entailed_graph, reasoned, context.removed)
    found = caused(context.base, added, context.removed, shapes, shacl=shacl).new
    return Report([*broken, *gathered(context, notes, found, root)], read)


def for_the_reasoner(triples: Iterable[Triple], notes: Iterable[Note]) -> list[Triple]:
    """Return the triples that are passed to the reasoner.

    Axioms would change the rules, and blank nodes would make it read the whole graph. Both are omitted, because the
    lints report them as violations.
    """
    axioms = {note.triple for note in notes if note.finding.code in ("axiom", "import")}
    return [t for t in triples if t not in axioms and not any(isinstance(x, BlankNode) for x in (t.subject, t.object))]


def gathered(context: Context, notes: Iterable[Note], found: Iterable[Finding], root: Root) -> list[Finding]:
    """Return all findings with text, labels and places; a problem found by a lint and a shape is reported once."""
    found = list(found)
    reported = [placed(context, note) for note in _without_repeats(notes, found)]
    if found:
        seen = {(f.focus, f.path, f.value) for f in reported if f.value}
        why, locator = reasons(root), Locator(context)
        reported += [locator.placed(worded(f, context, why)) for f in found if (f.focus, f.path, f.value) not in seen]
    return [_labelled(context, f) for f in reported]


def _without_repeats(notes: Iterable[Note], found: Sequence[Finding]) -> list[Note]:
    """Omit the note that a thing has no source if a shape reports the same."""
    by_shape = {f.focus for f in found if f.path == _DERIVED}
    return [n for n in notes if n.finding.kind != "unsourced" or n.finding.focus not in by_shape]


def _labelled(context: Context, finding: Finding) -> Finding:
    from .shape_paths import term_of

    label = context.label(term_of(finding.focus)) if finding.focus else ""
    return replace(finding, label=label)
