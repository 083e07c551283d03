"""The rows and columns of a result that a reader wants to see: some columns, another order, the first rows.

>>> from pyoxigraph import Literal, Store
>>> from ilrs_graph.engine import StoreEngine
>>> table = Table(("n", "word"), [(Literal(9), Literal("b")), (Literal(10), Literal("a")), (None, Literal("c"))])
>>> labels = Labels(StoreEngine(Store()))
>>> arranged = arranged_table(table, Arrangement(columns=("word",), sort=("-n",), limit=2), labels)
>>> arranged.variables, [row[0].value for row in arranged]
(('word',), ['a', 'b'])
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

from pyoxigraph import Literal

from ..dates.edtf import read_edtf
from ..engine import Table
from ..errors import UsageError
from ..names.labels import Labels
from ..namespaces import XSD
from ..terms import Term

if TYPE_CHECKING:
    from .answer import Answer

Key: TypeAlias = tuple[int, Decimal, date, date, str]
"""What values are ordered by: numbers first, then dates, then text."""
Row = TypeVar("Row")

_NUMBER = re.compile(r"decimal|double|float|.*[iI]nteger|(?:unsigned)?(?:[lL]ong|[iI]nt|[sS]hort|[bB]yte)")


class Arrangement(NamedTuple):
    """Columns by variable or heading, in the order wanted; columns to sort by, `-` before one for descending order.

    Without columns, all are shown; without a limit, all rows. Unbound cells are last in either order.
    """

    columns: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()
    limit: int | None = None


def arranged_answer(answer: Answer, arrangement: Arrangement) -> Answer:
    """Return the answer with the columns, order and number of rows that are wanted.

    Raises:
        UsageError: a column does not exist; the message names `columns` or `sort`.
    """
    headings = answer.columns
    names = _found(arrangement.columns, headings, "columns") or list(headings)
    answer.labels.load(s.get(name) for s in answer.solutions for name in headings)
    rows = _ordered(answer.solutions, arrangement, headings, answer.labels, lambda row, name: row.get(name))
    return answer.replaced({name: headings[name] for name in names}, rows)


def arranged_table(table: Table, arrangement: Arrangement, labels: Labels) -> Table:
    """Return the result of a SELECT with the columns, order and number of rows that are wanted.

    Raises:
        UsageError: a column does not exist; the message names `columns` or `sort`.
    """
    place = {name: i for i, name in enumerate(table.variables)}
    headings = {name: name for name in table.variables}
    names = _found(arrangement.columns, headings, "columns") or list(headings)
    labels.load(cell for row in table if arrangement.sort for cell in row)
    rows = _ordered(table.rows, arrangement, headings, labels, lambda row, name: row[place[name]])
    return Table(tuple(names), [tuple(row[place[name]] for name in names) for row in rows])


def _ordered(
    rows: Sequence[Row],
    arrangement: Arrangement,
    headings: Mapping[str, str],
    labels: Labels,
    cell: Callable[[Row, str], Term | None],
) -> list[Row]:
    """Return the first rows in the order wanted; rows that tie stay in the order of the result."""
    found = list(rows)
    for word, name in reversed(
        list(zip(arrangement.sort, _found(arrangement.sort, headings, "sort"), strict=True)),
    ):
        keys = [(None if (term := cell(row, name)) is None else order_key(term, labels), row) for row in found]
        bound = [(key, row) for key, row in keys if key is not None]
        bound.sort(key=lambda each: each[0], reverse=word.startswith("-"))
        found = [*(row for _, row in bound), *(row for key, row in keys if key is None)]
    return found[: arrangement.limit]


def _found(words: Iterable[str], headings: Mapping[str, str], argument: str) -> list[str]:
    """Return the variables that words name: by the variable itself, or by its heading in upper or lower case."""
    by_word = {**{heading.casefold(): name for name, heading in headings.items()}, **{name: name for name in headings}}
    names = []
    for word in words:
        bare = word.removeprefix("-") if argument == "sort" else word
        name = by_word.get(bare) or by_word.get(bare.casefold())
        if name is None:
            raise UsageError(
                f"{{{argument}}}: no column is called {bare!r}",
                tip="the columns are " + ", ".join(headings),
                about=argument,
            )
        names.append(name)
    return list(dict.fromkeys(names)) if argument == "columns" else names


def order_key(term: Term, labels: Labels) -> Key:
    """Return what a value is ordered by: its number, its first and last day, or its label without case.

    >>> from pyoxigraph import Store
    >>> from ilrs_graph.engine import StoreEngine
    >>> dates = [Literal("../2030"), Literal("2027"), Literal("2026-05-03/..")]
    >>> [each.value for each in sorted(dates, key=lambda date: order_key(date, Labels(StoreEngine(Store()))))]
    ['2026-05-03/..', '2027', '../2030']
    """
    text = labels.of(term)
    if isinstance(term, Literal):
        if _NUMBER.fullmatch(term.datatype.value.removeprefix(XSD)):
            try:
                number = Decimal(text)
            except InvalidOperation:
                return 2, Decimal(0), date.min, date.min, text
            if not number.is_nan():
                return 0, number, date.min, date.min, ""
        try:
            _, first, last, *_ = read_edtf(text)
        except ValueError:
            pass
        else:
            return 1, Decimal(0), first or last or date.min, last or date.max, text
    return 2, Decimal(0), date.min, date.min, text.casefold()
