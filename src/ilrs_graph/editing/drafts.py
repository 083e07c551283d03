"""The drafts of changes to what is there: rename, merge, deprecate."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from pyoxigraph import Literal, NamedNode, Triple

from ..errors import UsageError
from ..names.among import concepts, instances
from ..names.folding import folded
from ..names.resolve import resolve
from ..namespaces import ID, ONTOLOGY, VOCAB, compact
from ..terms import (
    ALT_LABEL,
    DEPRECATED,
    IS_REPLACED_BY,
    LABEL,
    SUB_CLASS_OF,
    TRANSLATED_LABEL,
    TYPE,
    XSD_BOOLEAN,
    XSD_DATE,
)
from ..turtle.rows import IRI, Row, SortableTerm
from ..validation.context import is_slug, segment
from .revise import FAREWELL, Asserted, Draft

_RANK, _REASON, _KNOWN, _PARAPHRASE = (
    NamedNode(ONTOLOGY + name) for name in ("rank", "reasonForRank", "rankKnownFrom", "paraphrase")
)
_STANDS = {_RANK, _REASON, _KNOWN, _PARAPHRASE}
"""The properties of a claim of which, in a merge, the claim that stays keeps its own value."""
_WRONG = NamedNode(VOCAB + "rank/deprecated")
_FAREWELL = {p.value for p in FAREWELL}

Drafted = Callable[[Asserted], Draft | None]


def renaming(old: str, new: str) -> Drafted:
    """Return the draft that gives a thing another name, in every reference; the old name stays, with its replacement.

    A thing that gets back the name that its present one replaced is as it was before: no name is kept. On drafting, a
    new name that is no slug of the same kind, or names something, raises UsageError.
    """

    def drafted(graph: Asserted) -> Draft | None:
        thing = graph.thing(old)
        name = _new_name(new, thing)
        successor = graph.successor(thing)
        if name in (thing, successor):
            return None
        _must_stay(thing, successor)
        undone = graph.successor(name) == thing
        if not undone and any(True for _ in graph.view.match(name)):
            tip = f"ilrs-graph merge {compact(thing.value)} {compact(name.value)} makes two things one"
            raise UsageError(f"{compact(name.value)} is taken", tip=tip)
        a, b = _term(thing), _term(name)

        def rewrite(row: Row) -> Row | None:
            subject, predicate, value = row
            if undone and subject == b and predicate in _FAREWELL:
                return None
            return b if subject == a else subject, predicate, b if value == a else value

        things = {thing, name, *graph.referring(thing)}
        added = {} if undone else {graph.home(thing): _farewell(thing, name)}
        return Draft(things, rewrite, added, (compact(thing.value), compact(name.value)))

    return drafted


def merging(old: str, into: str) -> Drafted:
    """Return the draft that states of one thing what is stated of another, which stays as a replaced name.

    The names of the other become other names; of the classes of both the most specific ones stay; what one states of
    the other goes. A claim that stays keeps its rank and paraphrase. On drafting, things of different kinds, or one
    that is replaced by a third, raise UsageError.
    """

    def drafted(graph: Asserted) -> Draft | None:
        stays, thing = graph.thing(into), graph.thing(old)
        successor = graph.successor(thing)
        if successor == stays:
            return None
        _must_stay(thing, successor)
        _must_stay(stays, graph.successor(stays))
        if thing == stays:
            raise UsageError(f"{compact(thing.value)} cannot be merged into itself", tip="name two things")
        if segment(thing.value) != segment(stays.value):
            what = f"{compact(thing.value)} and {compact(stays.value)} are of different kinds"
            raise UsageError(what, tip="only things of one kind can be one thing")
        a, b = _term(thing), _term(stays)
        general = _general(graph, thing, stays)
        outdated = {_term(each) for each in general}

        def rewrite(row: Row) -> Row | None:
            subject, predicate, value = row
            if subject == a or (subject == b and (value == a or (predicate == TYPE.value and value in outdated))):
                return None
            return subject, predicate, b if value == a else value

        added: dict[str, list[Triple]] = {graph.home(thing): _farewell(thing, stays)}
        added.setdefault(graph.home(stays), []).extend(_moved(graph, thing, stays, general))
        things = {thing, stays, *graph.referring(thing)}
        return Draft(things, rewrite, added, (compact(thing.value), compact(stays.value)))

    return drafted


def deprecating(claim: str, reason: str, known_from: date | None = None) -> Drafted:
    """Return the draft that gives a claim the rank `deprecated`, with a reason of the code list.

    `known_from` is the day from which this rank is known; without it, that of a claim of this rank stays. On drafting,
    a name that is no claim or no reason raises UnknownName.
    """

    def drafted(graph: Asserted) -> Draft | None:
        node = resolve(claim, graph.engine, instances(ONTOLOGY + "Claim"))
        why = resolve(reason, graph.engine, concepts("reason-for-rank"))
        known = [] if known_from is None else [Literal(known_from.isoformat(), datatype=XSD_DATE)]
        already = any(True for _ in graph.view.match(node, _RANK, _WRONG))
        gone = {_RANK.value, _REASON.value} | ({_KNOWN.value} if known or not already else set())
        term = _term(node)

        def rewrite(row: Row) -> Row | None:
            return None if row[0] == term and row[1] in gone else row

        added = [Triple(node, _RANK, _WRONG), Triple(node, _REASON, why), *(Triple(node, _KNOWN, x) for x in known)]
        return Draft([node], rewrite, {graph.home(node): added})

    return drafted


def _new_name(text: str, thing: NamedNode) -> NamedNode:
    """Return the name that a text gives to a thing of the same kind.

    Raises:
        UsageError: it is no slug, or of another kind.

    >>> _new_name("luna-26", NamedNode(ID + "mission/luna-glob")).value.rpartition("id/")[2]
    'mission/luna-26'
    """
    kind = segment(thing.value)
    found = f"{ID}{kind}/{text.removeprefix(f'{ID}{kind}/').removeprefix(f'{kind}:')}"
    if not is_slug(found):
        tip = f"lower-case ASCII words and numbers joined by hyphens, such as {compact(thing.value)}"
        raise UsageError(f"{text!r} is not a name for a thing of the kind {kind}", tip=tip)
    return NamedNode(found)


def _must_stay(thing: NamedNode, successor: NamedNode | None) -> None:
    if successor is not None:
        what = f"{compact(thing.value)} is replaced by {compact(successor.value)} already"
        raise UsageError(what, tip=f"use {compact(successor.value)}")


def _term(node: NamedNode) -> SortableTerm:
    return (IRI, node.value, "", "")


def _farewell(thing: NamedNode, successor: NamedNode) -> list[Triple]:
    true = Literal("true", datatype=XSD_BOOLEAN)
    return [Triple(thing, IS_REPLACED_BY, successor), Triple(thing, DEPRECATED, true)]


def _general(graph: Asserted, *things: NamedNode) -> set[NamedNode]:
    """Return the classes of the things of which another one is more specific."""
    of = {o for thing in things for _, _, o in graph.view.match(thing, TYPE) if isinstance(o, NamedNode)}
    above = {each: _above(graph, each) - {each} for each in of}
    return {each for each in of if any(each in above[other] for other in of)}


def _above(graph: Asserted, of: NamedNode) -> set[NamedNode]:
    found, todo = {of}, [of]
    while todo:
        fresh = {o for _, _, o in graph.view.match(todo.pop(), SUB_CLASS_OF) if isinstance(o, NamedNode)} - found
        found |= fresh
        todo += fresh
    return found


def _moved(graph: Asserted, thing: NamedNode, stays: NamedNode, general: set[NamedNode]) -> Iterator[Triple]:
    """Yield what is stated of `thing`, of `stays`."""
    own = {p: [o for _, _, o in graph.view.match(stays, p)] for p in (*_STANDS, LABEL, ALT_LABEL, TRANSLATED_LABEL)}
    labelled = {x.language for p in (LABEL, TRANSLATED_LABEL) for x in own[p] if isinstance(x, Literal)}
    called = {folded(x.value) for p in (LABEL, ALT_LABEL) for x in own[p] if isinstance(x, Literal)}
    for _, prop, value in graph.view.match(thing):
        if value in (thing, stays) or (prop == TYPE and value in general) or (prop in _STANDS and own[prop]):
            continue
        if isinstance(value, Literal) and prop in (LABEL, TRANSLATED_LABEL) and value.language in labelled:
            if prop == LABEL and folded(value.value) not in called:
                yield Triple(stays, ALT_LABEL, value)
            continue
        yield Triple(stays, prop, value)
