"""The limits as a worker gets them."""

from __future__ import annotations

from ilrs_graph.sandbox.limits import Limits
from ilrs_graph.sandbox.worker import arguments
from ilrs_graph.sparql.guard import MAX_DEPTH


def test_a_worker_gets_the_limits_that_it_keeps_to_itself() -> None:
    assert arguments(Limits(cpu_s=3, memory_mb=100)) == ["3", "100", str(MAX_DEPTH)]


def test_the_time_on_the_clock_ends_a_query_before_the_processor_time_does() -> None:
    assert Limits().wall_s <= Limits().cpu_s
    assert Limits().memory_bytes < Limits().result_bytes < Limits().spool_bytes
