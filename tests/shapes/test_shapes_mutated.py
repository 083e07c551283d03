"""At least 95 in 100 shapes with one thing changed are noticed by the examples."""

from __future__ import annotations

from functools import cache, lru_cache

import pytest
from pyoxigraph import NamedNode
from shape_examples import focus_of, triples_of
from shape_examples_made import EXAMPLES
from shape_graph import axioms, base, severity_of, shape_triples
from shape_mutants import Mutant, family, mutants
from shape_reports import TODAY

from ilrs_graph.errors import InputError
from ilrs_graph.namespaces import SH, SHAPES
from ilrs_graph.validation.compile import compile_shapes
from ilrs_graph.validation.incremental import whole
from ilrs_graph.validation.today import on_day
from ilrs_graph.views.store import AssertedStore

PARTS = 96
"""One part in so many of the mutants is tried always, all of them as a soak."""


@cache
def base_view() -> AssertedStore:
    return AssertedStore.of([*axioms(), *base()])


def own(top: str) -> list[int]:
    """Return the places of the examples of a node shape: those of its property shapes."""
    names = {str(t.subject).rpartition("#")[2].rstrip(">") for t in family(NamedNode(SHAPES + top))}
    return [i for i, e in enumerate(EXAMPLES) if e.shape in names]


@lru_cache(maxsize=1)
def failing_view(top: str) -> AssertedStore:
    """The base with the failing examples of one node shape, which is what a mutant of it has to tell apart."""
    return AssertedStore.of([*axioms(), *base(), *(t for i in own(top) for t in triples_of(EXAMPLES[i], i))])


def noticed(mutant: Mutant) -> bool:
    """Tell whether the base does not pass the mutant, or a failing example does, or not as badly."""
    wanted = {(focus_of(e, i), e.shape, severity_of(e.shape)) for i in own(mutant.shape) for e in [EXAMPLES[i]]}
    try:
        shapes = on_day(compile_shapes(mutant.triples), TODAY)
        return bool(whole(base_view(), shapes)) or not wanted <= {
            (f.focus, f.code, f.severity) for f in whole(failing_view(mutant.shape), shapes)
        }
    except InputError:
        return True


@pytest.mark.parametrize("every", [6, pytest.param(1, marks=pytest.mark.soak)])
def test_shapes_as_they_are_are_not_taken_for_mutants(every: int) -> None:
    """Every sixth node shape; all of them as a soak."""
    tops = sorted({t.subject for t in shape_triples() if t.predicate.value == SH + "targetClass"}, key=str)
    names = [t.value.removeprefix(SHAPES) for t in tops if isinstance(t, NamedNode)]
    assert len(names) > 40
    assert [n for n in names[::every] if noticed(Mutant("as it is", n, list(family(NamedNode(SHAPES + n)))))] == []


@pytest.mark.parametrize("part", [0, *(pytest.param(n, marks=pytest.mark.soak) for n in range(1, PARTS))])
def test_examples_notice_mutated_shapes(part: int) -> None:
    chosen = list(mutants())[part::PARTS]
    assert len(chosen) > 12
    missed = [m.what for m in chosen if not noticed(m)]
    assert len(missed) <= 0.05 * len(chosen), "\n".join(missed)
