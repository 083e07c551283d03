"""The differences between two sides, by thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ..terms import SUBJECT, TYPE, Subject, Term
from .model import AnswerChange, Comparison, FactChange, FileChange, ThingChange
from .sides import Side

Facts = Mapping[Subject, Mapping[NamedNode, set[Term]]]


def compare(old: Side, new: Side, answers: tuple[AnswerChange, ...] | None = None) -> Comparison:
    """Return the differences between two sides; `answers` are the changed ones, None if they were not compared.

    >>> a = Side("a", frozenset({Triple(TYPE, TYPE, SUBJECT)}))
    >>> [(c.how, len(c.facts)) for c in compare(a, Side("b", frozenset())).things]
    [('removed', 1)]
    """
    removed, added = old.triples - new.triples, new.triples - old.triples
    return Comparison(
        old.name,
        new.name,
        tuple(sorted(removed, key=str)),
        tuple(sorted(added, key=str)),
        tuple(_things(old.triples, new.triples, removed, added)),
        answers,
        tuple(_files(old.files, new.files)),
        {**_chosen(old.tags, removed), **_chosen(new.tags, added)},
    )


def _chosen(tags: Mapping[Triple, str], triples: Iterable[Triple]) -> dict[Triple, str]:
    return {t: tags[t] for t in triples if t in tags}


def facts_of(triples: Iterable[Triple]) -> Facts:
    """Return the triples by subject and property."""
    facts: dict[Subject, dict[NamedNode, set[Term]]] = defaultdict(lambda: defaultdict(set))
    for t in triples:
        facts[t.subject][t.predicate].add(t.object)  # type: ignore[index, arg-type]
    return facts


def _things(
    before: Iterable[Triple], after: Iterable[Triple], removed: Iterable[Triple], added: Iterable[Triple]
) -> Iterator[ThingChange]:
    gone, fresh = facts_of(removed), facts_of(added)
    touched = {*gone, *fresh}
    was, now = (facts_of(t for t in side if t.subject in touched) for side in (before, after))
    nested = {o for t in (*removed, *added) if isinstance(o := t.object, BlankNode)}
    for thing in sorted(touched - nested, key=lambda thing: _place(thing, was, now)):
        how = "changed" if thing in was and thing in now else "removed" if thing in was else "added"
        yield ThingChange(thing, how, tuple(_facts(thing, was, now)))


def _place(thing: Subject, was: Facts, now: Facts) -> tuple[str, bool, str]:
    """Return the sort key of a thing: a claim comes after the thing that it is about."""
    about = sorted(map(str, {**was.get(thing, {}), **now.get(thing, {})}.get(SUBJECT, ())))
    return (about[0] if about else str(thing), bool(about), str(thing))


def _facts(thing: Subject, was: Facts, now: Facts) -> Iterator[FactChange]:
    before, after = was.get(thing, {}), now.get(thing, {})
    for prop in sorted({*before, *after}, key=lambda p: (p != TYPE, p.value)):
        old, new = (_by_language(side.get(prop, ())) for side in (before, after))
        for language in sorted({*old, *new}):
            first, second = old[language], new[language]
            if first != second:
                lost, gained = (tuple(sorted(some, key=str)) for some in (first - second, second - first))
                yield FactChange(prop, lost, gained, len(first) == len(second) == 1)


def _by_language(values: Iterable[Term]) -> dict[str, set[Term]]:
    """Return values by language tag, those without one under "": a text has one value for each language."""
    found: dict[str, set[Term]] = defaultdict(set)
    for value in values:
        found[value.language or "" if isinstance(value, Literal) else ""].add(value)
    return found


def _files(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[FileChange]:
    for name in sorted({*old, *new}):
        if old.get(name) != new.get(name):
            yield FileChange(name, "added" if name not in old else "removed" if name not in new else "changed")
