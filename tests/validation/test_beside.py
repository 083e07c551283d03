"""Native work beside Python: its result, its error, and that whole checks give the same either way."""

from __future__ import annotations

import threading

import pytest

from ilrs_graph.errors import InputError
from ilrs_graph.turtle.parse import parse_bytes
from ilrs_graph.validation.beside import Beside
from ilrs_graph.validation.compile import compile_shapes
from ilrs_graph.validation.incremental import whole, whole_beside
from ilrs_graph.views.store import AssertedStore

SHAPES = b"""
@prefix sh: <http://www.w3.org/ns/shacl#> .
<urn:S> sh:targetClass <urn:C> ; sh:property <urn:S#one> .
<urn:S#one> sh:path <urn:p> ; sh:maxCount 1 ; sh:message "at most one" .
"""


def test_it_runs_in_a_thread_that_does_not_keep_the_process_alive() -> None:
    thread = Beside(threading.current_thread).result()
    assert thread is not threading.current_thread()
    assert thread.daemon


def test_an_error_is_raised_where_the_result_is_asked_for() -> None:
    def fail() -> None:
        raise InputError("the shapes cannot be checked", tip="correct the shapes")

    beside = Beside(fail)
    with pytest.raises(InputError, match="the shapes cannot be checked"):
        beside.result()


@pytest.mark.parametrize("shacl", ["pyshifty", "pyshacl"])
def test_a_check_that_is_begun_gives_what_a_check_gives(shacl: str) -> None:
    shapes = compile_shapes(parse_bytes(SHAPES, "shapes"))
    graph = AssertedStore.of(parse_bytes(b"<urn:a> a <urn:C> ; <urn:p> 1, 2 . <urn:b> a <urn:C> ; <urn:p> 1 .", "data"))
    begun = whole_beside(graph, shapes, shacl=shacl)
    assert [f.focus for f in begun()] == ["<urn:a>"]
    assert begun() == whole(graph, shapes, shacl=shacl)


def test_nothing_to_check_gives_nothing() -> None:
    assert whole_beside(AssertedStore.of([]), compile_shapes(parse_bytes(SHAPES, "shapes")))() == []
