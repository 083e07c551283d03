"""The engines that check SHACL Core: pyshifty, and pyshacl as the reference that it is tested against.

Either receives data triples, and the shapes without their targets. The nodes to check are marked by triples that make
each of them the object of a property reserved for the shape, and the target of the shape is the objects of that
property. So the shapes need not name the nodes, blank nodes and literals can be marked too, and the marks are
invisible to the constraints.

Of the two validators of pyshifty, `validate_algebra` takes half the time but is not used: it ignores sh:closed in a
shape with a path, and gives two shapes with equal content the same name.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from importlib.machinery import EXTENSION_SUFFIXES, ExtensionFileLoader, FileFinder
from importlib.util import find_spec, module_from_spec
from typing import Any

from pyoxigraph import RdfFormat, parse

from ..errors import InputError, UsageError
from ..namespaces import SH
from ..terms import Fact
from .affected import Pairs
from .model import Shapes
from .order import nested
from .results import SPARQL, Result, read_report

VALIDATORS = ("pyshifty", "pyshacl")
"""The names of the engines: the fast one, beside which Oxigraph evaluates SPARQL constraints, and the reference."""
_MARK = "urn:ilrs-graph:check:"


def must_be_validator(name: str) -> None:
    """Raise an error unless `name` is one of `VALIDATORS`.

    Raises:
        UsageError: it is not.
    """
    if name not in VALIDATORS:
        tip = "valid values: " + ", ".join(VALIDATORS)
        raise UsageError(f"{{shacl}}: {name!r} is not a valid value", tip=tip, about="shacl")


def shape_lines(shapes: Shapes, pairs: Pairs, *, without_sparql: bool) -> list[str]:
    """Return the lines of the shapes of `pairs`, each with its mark as target.

    `without_sparql` omits the SPARQL constraints that Oxigraph evaluates; comparisons, which it evaluates for any
    engine, are always omitted.
    """
    left_out = set(shapes.sparql_lines if without_sparql else shapes.order_lines)
    numbers = sorted({line for number in pairs for line in shapes.shapes[number].lines} - left_out)
    marks = [f"{shapes.shapes[number].id} <{SH}targetObjectsOf> <{_MARK}{number}> ." for number in pairs]
    return [shapes.lines[number] for number in numbers] + marks


def data_lines(facts: Iterable[Fact], pairs: Pairs) -> Iterator[str]:
    """Yield the lines of `facts`, and those that mark the nodes to check."""
    for s, p, o in facts:
        yield f"{s} {p} {o} ."
    for number, foci in pairs.items():
        for node in foci:
            yield f"<{_MARK}> <{_MARK}{number}> {node} ."


def by_pyshifty(shapes: Shapes, facts: Iterable[Fact], pairs: Pairs) -> set[Result]:
    """Return the results of `pairs` by pyshifty, without SPARQL constraints.

    Raises:
        InputError: it rejects the shapes.
    """
    try:
        validator = _native().PreparedValidator(
            _bytes(shape_lines(shapes, pairs, without_sparql=True)), None, "nt", None
        )
        data = _bytes(data_lines(facts, pairs))
        found = validator.validate_w3c(data, None, "nt", "data", None, False, "info", False, "error", False)
    except (RuntimeError, ValueError) as error:
        raise InputError(f"the shapes cannot be checked: {error}", tip="correct the shapes") from None
    if found.conforms and "#result>" not in found._report_ntriples:
        return set()
    return {r for r in read_report(found._report_ntriples, shapes) if r.component != SPARQL}


def _native() -> Any:
    """Return the extension module of pyshifty: the package around it takes 60 ms to import and is not needed."""
    loaded = sys.modules.get("shifty._shifty")
    if loaded is not None:
        return loaded
    package = find_spec("shifty")
    for folder in (package.submodule_search_locations or []) if package is not None else []:
        spec = FileFinder(folder, (ExtensionFileLoader, EXTENSION_SUFFIXES)).find_spec("_shifty")
        if spec is not None and spec.loader is not None:
            module = module_from_spec(spec)
            spec.loader.exec_module(module)
            sys.modules["shifty._shifty"] = module
            return module
    from shifty import _shifty

    return _shifty


def by_pyshacl(shapes: Shapes, facts: Iterable[Fact], pairs: Pairs) -> set[Result]:
    """Return the results of `pairs` by pyshacl, including SPARQL constraints, without comparisons (`order`).

    Raises:
        InputError: it rejects the shapes, or a shape that another one tests compares values: it orders some wrongly.
    """
    import pyshacl

    from ..bridge import from_rdflib, to_rdflib

    for shape in nested(shape_lines(shapes, pairs, without_sparql=False)):
        what = f"pyshacl cannot compare the values of {shape}, a shape that another one tests"
        raise InputError(what, tip="validate with pyshifty, the default")
    graph, wanted = (
        to_rdflib(q.triple for q in parse(_bytes(lines), RdfFormat.N_TRIPLES))
        for lines in (data_lines(facts, pairs), shape_lines(shapes, pairs, without_sparql=False))
    )
    _, report, words = pyshacl.validate(graph, shacl_graph=wanted, inplace=True, advanced=False)
    if isinstance(report, Exception | bytes | str):
        raise InputError(f"the shapes cannot be checked: {words}", tip="correct the shapes")
    lines = _bytes(f"{t.subject} {t.predicate} {t.object} ." for t in from_rdflib(report))
    return set(read_report(lines.decode(), shapes))


def _bytes(lines: Iterable[str]) -> bytes:
    return "\n".join([*lines, ""]).encode()
