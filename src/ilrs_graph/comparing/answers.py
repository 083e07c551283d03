"""The saved answers that change: every saved question is run on both sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from pyoxigraph import Store

from ..engine import Engine, StoreEngine
from ..files.question_header import compile_catalogue
from ..files.root import Root
from ..questions import Catalogue
from ..snapshot import open_snapshot
from .model import AnswerChange, Cells
from .sides import Side

Log = Callable[[str], None]
Asked = tuple[Engine, Catalogue]


def changed_answers(
    old: Side, new: Side, root: Root, reasoning: bool | None, log: Log, progress: Log
) -> tuple[AnswerChange, ...]:
    """Return the saved questions whose rows differ.

    A root is queried like the graph, with inferred triples and with its own questions; files are queried with the
    questions of `root`, without inferred triples. With `reasoning=True` triples inferred by the axioms and rules of
    `root` are added to files; with False no side has inferred triples. A question that one side lacks is skipped.
    `log` receives messages for the user, `progress` a line before each slow step.

    Raises:
        InputError: a file of a root cannot be read, or a question of it cannot be asked.
        OntologyError: an axiom of a root is outside OWL 2 RL.
        QueryError: a saved question cannot be answered.
    """
    if old.triples == new.triples and old.files == new.files:
        return ()
    (before, was), (after, now) = (_asked(side, root, reasoning, log, progress) for side in (old, new))
    shared = sorted({*was} & {*now})
    progress(f"running {len(shared)} questions on both sides")
    return tuple(_compared(shared, before, was, after, now))


def _compared(
    slugs: list[str], before: Engine, was: Catalogue, after: Engine, now: Catalogue
) -> Iterator[AnswerChange]:
    for slug in slugs:
        question = now[slug]
        columns = question.columns
        lost, gained = _rows(before, was[slug].query, list(columns)), _rows(after, question.query, list(columns))
        if lost != gained:
            yield AnswerChange(slug, question.question, columns, _ordered(lost - gained), _ordered(gained - lost))


def _rows(engine: Engine, query: str, columns: list[str]) -> Counter[Cells]:
    """Return the rows with their counts: two equal rows may have different claims as evidence."""
    table = engine.select(query)
    places = [table.variables.index(c) if c in table.variables else None for c in columns]
    return Counter(tuple(None if i is None else row[i] for i in places) for row in table)


def _ordered(rows: Counter[Cells]) -> tuple[Cells, ...]:
    return tuple(sorted(rows.elements(), key=lambda row: [str(cell or "") for cell in row]))


def _asked(side: Side, root: Root, reasoning: bool | None, log: Log, progress: Log) -> Asked:
    if side.root is not None and reasoning is not False:
        progress(f"reasoning over {side.name}")
        snapshot = open_snapshot(side.root, side.as_of, log=log, records=side.scratch)
        return StoreEngine(snapshot.store), _questions(snapshot.catalogue, side.root)
    asked = side.root or root
    return StoreEngine(_store(side, root, bool(reasoning))), _questions(compile_catalogue(asked), asked)


def _questions(compiled: dict[str, Any], root: Root) -> Catalogue:
    """Return the questions of a root; one that cannot be asked is an error, for its answers cannot be compared."""
    found = Catalogue(compiled, root.path / "queries")
    for error in found.broken.values():
        raise error
    return found


def _store(side: Side, root: Root, reasoning: bool) -> Store:
    if reasoning:
        from ..snapshot.pipeline import assemble, read_ontology, read_rules
        from ..snapshot.store import in_memory

        return in_memory(assemble(read_ontology(root), sorted(side.triples, key=str), read_rules(root)))[0]
    from pyoxigraph import Quad

    store = Store()
    store.bulk_extend(Quad(t.subject, t.predicate, t.object) for t in side.triples)
    return store
