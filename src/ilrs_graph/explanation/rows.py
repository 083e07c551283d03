"""Why each row of an answer is there: the facts that its query's patterns are, with their proofs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from ..language import say
from ..questions.answer import Answer
from ..sparql.algebra import Group
from ..sparql.parser import read_query
from ..terms import Fact
from .explain import Explainer
from .solving import Grounding, Values
from .tree import ExplainedFact, Explanation

_MOST = 20
"""Solutions of the query that are followed for one row: a row may sum up many."""


def explain_rows(answer: Answer, explainer: Explainer) -> Explanation:
    """Return a tree for each row of the answer, in its order, over the facts that support the row.

    Raises:
        QueryError: the question's query holds a form that cannot be read.
        IlrsGraphError: too many facts may matter.

    >>> from ilrs_graph import LunarGraph
    >>> graph = LunarGraph()
    >>> answer = graph.ask("missions-of-several-programmes")
    >>> [tree.text for tree in explain_rows(answer, graph.explainer).trees] == [" · ".join(t) for t in answer.texts]
    True
    """
    grounding = Grounding(read_query(answer.query), explainer.store)
    where = grounding.query.where
    solutions_of = _by_row(list(grounding.rows(where)), answer.solutions)
    trees = []
    for row, texts in zip(answer.solutions, answer.texts, strict=True):
        found = solutions_of(row)
        premises = explainer.explained(_facts(grounding, where, found))
        more = len(found) - _MOST
        notes = (say("and {n} more like these", answer.language, n=more),) if more > 0 else ()
        text = " · ".join(text for text in texts if text)
        trees.append(ExplainedFact("row", None, text, "", notes=notes, premises=tuple(premises)))
    return Explanation(None, True, trees, answer.note)


def _by_row(pattern: Sequence[Values], rows: Sequence[Values]) -> Callable[[Values], Sequence[Values]]:
    """Return the values that select the solutions of a row in the query's pattern; most rows have one solution.

    Values of a row that its pattern does not bind, such as a count, select nothing.
    """
    names = {name for row in rows for name in row} & {name for solution in pattern for name in solution}
    found: dict[object, list[Values]] = {}
    for solution in pattern:
        found.setdefault(_key(solution, names), []).append(solution)
    return lambda row: found.get(_key(row, names), ())


def _key(solution: Values, names: Iterable[str]) -> object:
    return frozenset((name, value) for name in names if (value := solution.get(name)) is not None)


def _facts(grounding: Grounding, where: Group, solutions: Sequence[Values]) -> list[Fact]:
    """Return the facts that support the solutions, each once."""
    groups = (grounding.facts(where, solution) or () for solution in islice(solutions, _MOST))
    return list(dict.fromkeys(fact for facts in groups for fact in facts))
