"""The result of a SELECT with the labels of its things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..engine import Table
from ..names.labels import Labels
from ..terms import Term

if TYPE_CHECKING:
    import pandas


class LabelledTable(Table):
    """The result of a SELECT, as `query` returns it: a `Table` that knows the labels of its things.

    >>> from ilrs_graph import LunarGraph
    >>> LunarGraph().query("SELECT ?mission ?date { ?mission a ilrs:FarSideMission ; ilrs:launchDate ?date }")
    <LabelledTable: ... rows of mission, date>
    """

    __slots__ = ("labels",)

    def __init__(self, variables: tuple[str, ...], rows: list[tuple[Term | None, ...]], labels: Labels) -> None:
        super().__init__(variables, rows)
        self.labels = labels

    def to_pandas(self) -> pandas.DataFrame:
        """Return the rows as a DataFrame: a typed column for each variable, as `ilrs_graph.questions.frame` has it.

        Numbers are numbers, exact days `datetime64`, truth values `boolean`. A column `x` of things has their IRIs,
        and `xLabel` behind it their labels; a column `x` of dates is followed by `xEdtf`, the dates as stated.

        Raises:
            MissingDependency: pandas is not installed.
        """
        from .frame import frame

        return frame(self.variables, self.rows, self.labels)
