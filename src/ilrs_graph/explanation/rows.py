"""Why each row of an answer is there: the facts that its query's patterns are, with their proofs."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ..patterns import read_query
from ..questions.answer import Answer
from ..reasoning.joins import Fact
from .explain import Explainer
from .solving import Grounding
from .telling import Explanation, Told


def explain_rows(answer: Answer, explainer: Explainer) -> Explanation:
    """Return a tree for each row of the answer, in its order, over the facts that the row rests on.

    Raises:
        QueryError: the question's query holds a form that cannot be read.
        IlrsGraphError: too many facts may matter.

    >>> from ilrs_graph import LunarGraph
    >>> graph = LunarGraph()
    >>> answer = graph.ask("missions-of-several-programmes")
    >>> [tree.text for tree in explain_rows(answer, graph.explainer).trees] == [" · ".join(t) for t in answer.texts]
    True
    """
    grounding = Grounding(read_query(answer.question.query), explainer.view.store)
    trees = []
    for solution, texts in zip(answer.solutions, answer.texts, strict=True):
        proofs = [explainer.prover.prove(fact) for fact in _facts(grounding, solution)]
        premises = explainer.told(proof for proof in proofs if proof is not None)
        text = " · ".join(text for text in texts if text)
        trees.append(Told("row", None, text, "", premises=tuple(premises)))
    return Explanation(None, True, trees, answer.note)


def _facts(grounding: Grounding, solution: Mapping[str, object]) -> list[Fact]:
    """Return the facts that a row rests on."""
    given = {
        name: term for name, term in solution.items() if isinstance(term, NamedNode | BlankNode | Literal | Triple)
    }
    where = grounding.query.where
    found = next(grounding.run(where.text, given), None)
    return [] if found is None else grounding.facts(where, found) or []
