"""The real data on which laws are tried: a frozen sample always, and all that is shipped as a soak."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Triple

from ilrs_graph.files.root import Root
from ilrs_graph.snapshot.pipeline import read_data

HERE = Path(__file__).parent
SHIPPED = Root.find(HERE.parent)
FROZEN = Root(HERE / "golden" / "root")

on_real_data = pytest.mark.parametrize(
    "real", [pytest.param(FROZEN, id="frozen"), pytest.param(SHIPPED, id="shipped", marks=pytest.mark.soak)]
)
"""Runs a test on the data of the frozen sample, and on that of the shipped graph as a soak."""


@cache
def data_of(real: Root) -> tuple[Triple, ...]:
    return tuple(read_data(real)[0])
