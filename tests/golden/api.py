"""The public Python names and signatures: what `LunarGraph` hands out, and what each room exports."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import ilrs_graph

OURS = "ilrs_graph"
NOT_FOLLOWED = ("after",)
"""Fields that hold the reasoner's own state."""


def public_names(root: Path) -> dict[str, str]:
    """Return the sections of the golden: the package, the types reached from an open graph, the exports of rooms."""
    reached: dict[str, type] = {}
    for value in _handed_out(root):
        _reach(value, reached)
    sections = {"ilrs_graph": "".join(f"{name}\n" for name in sorted(ilrs_graph.__all__))}
    sections |= {f"type {name}": "".join(f"{line}\n" for line in _members(reached[name])) for name in sorted(reached)}
    for module in pkgutil.iter_modules(ilrs_graph.__path__):
        names = getattr(importlib.import_module(f"{OURS}.{module.name}"), "__all__", None)
        if module.ispkg and names:
            sections[f"room {module.name}"] = "".join(f"{name}\n" for name in sorted(names))
    return sections


def _handed_out(root: Path) -> Iterator[Any]:
    """Yield what the methods of `LunarGraph` return."""
    graph = ilrs_graph.LunarGraph(root)
    label = "https://w3id.org/ilrs-graph/id/agent/cnsa"
    yield graph
    yield graph.questions.find("far-side-partners")
    yield from (graph.labels, graph.questions, graph.root, graph.show("change-6"))
    answer = graph.ask("far-side-partners", mission="change-6")
    yield from (answer, answer.rows[0], answer.references[0], answer.coverage)
    explanation = graph.explain("change-6", "hasPartner", "cnes")
    yield from (explanation, graph.timeline("change-6"))
    report = graph.check(root / "in/check/near-names.ttl")
    yield from (report, report.findings, graph.consequences([]), graph.query("SELECT ?x { ?x a ilrs:State }"))
    yield graph.diff(str(root / "in/diff/old.ttl"), str(root / "in/diff/new.ttl"), answers=False)
    yield graph.add(root / "in/add/label.ttl", by=label, on=date(2026, 11, 22), dry_run=True)


def _reach(value: Any, reached: dict[str, type], depth: int = 0) -> None:
    """Note the type of a value, and those of the values of its public fields."""
    if isinstance(value, (list, tuple)) and not hasattr(value, "_fields"):
        for each in value[:3]:
            _reach(each, reached, depth)
        return
    kind = type(value)
    if not kind.__module__.startswith(OURS) or depth > 4:
        return
    reached.setdefault(kind.__name__, kind)
    for name in _fields(kind):
        if name not in NOT_FOLLOWED:
            _reach(getattr(value, name, None), reached, depth + 1)


def _fields(kind: type) -> list[str]:
    found = dict.fromkeys(name for base in _bases(kind) for name in vars(base).get("__annotations__", {}))
    return [name for name in found if not name.startswith("_")]


def _bases(kind: type) -> list[type]:
    """Return a type of ours and those of its bases that are."""
    return [base for base in kind.__mro__ if base.__module__.startswith(OURS)]


def _members(kind: type) -> Iterator[str]:
    """Yield a line for how a type is made, for each public field, property and method."""
    if "__init__" in vars(kind) and not hasattr(kind, "__dataclass_fields__"):
        yield f"{kind.__name__}{_signature(kind.__init__)}"
    annotations = {k: v for base in reversed(_bases(kind)) for k, v in vars(base).get("__annotations__", {}).items()}
    for name in _fields(kind):
        annotation = annotations[name]
        yield f"{name}: {getattr(annotation, '__forward_arg__', annotation)}"
    members = {k: v for base in reversed(_bases(kind)) for k, v in vars(base).items()}
    for name, member in sorted(members.items()):
        if not name.startswith("_") and name not in annotations:
            yield f"{name}{_annotation(member)}"


def _annotation(member: Any) -> str:
    if isinstance(member, (classmethod, staticmethod)):
        return f"{_signature(member.__func__)}  ({type(member).__name__})"
    if isinstance(member, (property, cached_property)):
        made: Callable[..., Any] | None = member.fget if isinstance(member, property) else member.func
        return f": {inspect.signature(made).return_annotation}" if made else ""
    return _signature(member) if callable(member) else ""


def _signature(made: Callable[..., Any]) -> str:
    text = re.sub(r"<(\w+) [\w.<>]+ at 0x\w+>", "...", str(inspect.signature(made)))
    return re.sub(r"^\((self|cls)(, )?", "(", text).replace("'", "")
