"""The columns of a table that contain things and get a column of labels, and the source of the labels."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import NamedNode, Store

from ...engine import StoreEngine
from ...names.labels import Labels
from ...terms import Term
from ..options import Options

Rows = Sequence[Sequence[Term | None]]


def labelled(names: Sequence[str], rows: Rows, labels: Labels, options: Options) -> set[str]:
    """Return the columns `x` of things that have no column `xLabel` of their own; their labels are loaded.

    They are those of `options.things`, and any others with a thing in a row.
    """
    if options.no_labels:
        return set()
    labels.load(cell for row in rows for cell in row)
    taken = set(names)
    return {
        name
        for i, name in enumerate(names)
        if f"{name}Label" not in taken
        and (name in options.things or any(isinstance(row[i], NamedNode) for row in rows))
    }


def labels_of(options: Options) -> Labels:
    """Return the labels in the options, or empty labels: then the end of the IRI is shown."""
    return options.labels or Labels(StoreEngine(Store()))
