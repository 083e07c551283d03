"""Incremental validation: the results that a change adds and removes, without checking nodes that it cannot affect.

From each changed triple the paths of the shapes are followed backwards to the focus nodes that it can affect. These
are checked before and after the change, each time on a fragment with all triples that their results depend on. The
difference equals that between full validations before and after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from pyoxigraph import Triple

from ..findings import Finding
from ..terms import Fact, View, fact_of
from ..views.overlay import Overlay
from .affected import Affected, Pairs, joined, missing, producers
from .beside import Beside
from .engines import by_pyshacl, by_pyshifty
from .fragment import gather
from .model import Shapes
from .results import Result, beyond, finding
from .selects import by_selects
from .shape_paths import term_of
from .targets import Targets


class Caused(NamedTuple):
    """The findings that a change adds (`new`) and removes (`gone`), sorted."""

    new: list[Finding]
    gone: list[Finding]


def caused(
    base: View, added: Iterable[Triple], removed: Iterable[Triple], shapes: Shapes, *, shacl: str = "pyshifty"
) -> Caused:
    """Return the findings that adding and removing triples adds and removes; a triple in both is added.

    >>> from ilrs_graph.turtle.parse import parse_bytes
    >>> from .compile import compile_shapes
    >>> from ilrs_graph.views.store import AssertedStore
    >>> shapes = compile_shapes(parse_bytes(b'''
    ...     @prefix sh: <http://www.w3.org/ns/shacl#> .
    ...     <urn:S> sh:targetClass <urn:C> ; sh:property <urn:S#one> .
    ...     <urn:S#one> sh:path <urn:p> ; sh:maxCount 1 ; sh:message "at most one" .''', "shapes"))
    >>> base = AssertedStore.of(parse_bytes(b"<urn:a> a <urn:C> ; <urn:p> 1 .", "base"))
    >>> more = parse_bytes(b"<urn:a> <urn:p> 2 .", "more")
    >>> [(f.focus, f.code, f.message) for f in caused(base, more, [], shapes).new]
    [('<urn:a>', 'one', 'at most one')]

    Raises:
        InputError: the engine rejects the shapes.
    """
    before, after = results(base, added, removed, shapes, shacl=shacl)
    new, gone = ({finding(r, shapes) for r in beyond(*two)} for two in ((after, before), (before, after)))
    return Caused(sorted(new), sorted(gone))


def whole(graph: View, shapes: Shapes, *, shacl: str = "pyshifty") -> list[Finding]:
    """Return the findings of the shapes in a whole graph, sorted.

    Raises:
        InputError: the engine rejects the shapes.
    """
    return whole_beside(graph, shapes, shacl=shacl)()


def whole_beside(graph: View, shapes: Shapes, *, shacl: str = "pyshifty") -> Callable[[], list[Finding]]:
    """Begin to check a whole graph beside other work, and return the function that gives the findings as `whole` does.

    The graph is read before this returns.
    """
    found = _whole_begun(graph, shapes, shacl)
    return lambda: sorted({finding(r, shapes) for r in found()})


def whole_results(graph: View, shapes: Shapes, *, shacl: str = "pyshifty") -> set[Result]:
    """Return the results of a whole graph, which `whole` turns into findings."""
    return _whole_begun(graph, shapes, shacl)()


def results(
    base: View, added: Iterable[Triple], removed: Iterable[Triple], shapes: Shapes, *, shacl: str = "pyshifty"
) -> tuple[set[Result], set[Result]]:
    """Return the results before and after of all pairs that a change can affect; they differ as full results do."""
    proposed = dict.fromkeys(map(fact_of, added))
    adds = [fact for fact in proposed if not _holds(base, fact)]
    drops = [fact for fact in dict.fromkeys(map(fact_of, removed)) if fact not in proposed and _holds(base, fact)]
    views = base, Overlay(base, adds, drops)
    both = Overlay(base, adds)
    targets = Targets(base), Targets(views[1])
    affected = Affected(shapes, both, targets, [*adds, *drops])
    pairs = [affected.pairs(each) for each in targets]
    found = [_check(shapes, view, each, shacl) for view, each in zip(views, pairs, strict=True)]
    differing = beyond(*found) | beyond(*reversed(found))
    for view, known, there, mine in zip(views, targets, pairs, found, strict=True):
        # an unaffected pair may give the same result: then it is neither new nor gone
        again = missing(_producers(shapes, view, known, differing), there)
        mine |= _check(shapes, view, again, shacl)
    return found[0], found[1]


def _holds(view: View, fact: Fact) -> bool:
    return next(view.match(*fact), None) is not None


def _producers(shapes: Shapes, view: View, targets: Targets, differing: set[Result]) -> Pairs:
    places = {(r.shape, r.focus) for r in differing}
    return joined(*(producers(shapes, view, targets, shape, term_of(focus)) for shape, focus in sorted(places)))


def _check(shapes: Shapes, view: View, pairs: Pairs, shacl: str) -> set[Result]:
    return _checked(shapes, gather(shapes, view, pairs), pairs, shacl)


def _checked(shapes: Shapes, facts: list[Fact], pairs: Pairs, shacl: str) -> set[Result]:
    if not pairs:
        return set()
    if shacl == "pyshacl":
        return by_pyshacl(shapes, facts, pairs) | by_selects(shapes, facts, pairs, only_order=True)
    return by_pyshifty(shapes, facts, pairs) | by_selects(shapes, facts, pairs)


def _whole_begun(graph: View, shapes: Shapes, shacl: str) -> Callable[[], set[Result]]:
    """Return what gives the results of a whole graph; pyshifty begins at once, in a thread."""
    targets = Targets(graph)
    every = ((number, targets.all(shape)) for number, shape in enumerate(shapes.shapes))
    pairs = {number: foci for number, foci in every if foci}
    facts = list(graph.match())
    if not pairs or shacl == "pyshacl":
        return lambda: _checked(shapes, facts, pairs, shacl)
    native = Beside(lambda: by_pyshifty(shapes, facts, pairs))
    return lambda: by_selects(shapes, facts, pairs) | native.result()
