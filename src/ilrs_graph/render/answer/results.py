"""The shown columns of an answer as W3C recommends the results of a SELECT."""

from __future__ import annotations

from ...engine import Table
from ...questions.answer import Answer
from ..options import Options
from ..table import results


def json(answer: Answer, options: Options) -> str:
    """Return the answer as SPARQL 1.1 JSON."""
    return results.json(_table(answer), options)


def xml(answer: Answer, options: Options) -> str:
    """Return the answer as SPARQL XML."""
    return results.xml(_table(answer), options)


def csv(answer: Answer, options: Options) -> str:
    """Return the answer as SPARQL 1.1 CSV."""
    return results.csv(_table(answer), options)


def tsv(answer: Answer, options: Options) -> str:
    """Return the answer as SPARQL 1.1 TSV."""
    return results.tsv(_table(answer), options)


def _table(answer: Answer) -> Table:
    return Table(tuple(answer.columns), [tuple(row.values()) for row in answer.terms()])
