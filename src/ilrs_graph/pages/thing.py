"""The page of a thing, a source or a concept: a sentence, dates, answers about it, what was said of it, and sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pyoxigraph import NamedNode

from ..dates.words import date_text
from ..forecasting import with_fans
from ..language import say
from ..namespaces import ID, ONTOLOGY, PROV, compact
from ..questions.applying import Place, applied
from ..questions.catalogue import Question
from ..render.options import Options
from ..render.timeline import svg
from ..render.timeline.rows import cells, headings
from ..render.timeline.title import title
from ..terms import Term
from ..things.citation import sources_of
from ..things.overview import Group, Occasion, Overview, Statement, Value
from ..things.overview import overview as overview_of
from ..timeline.model import Lane, Lanes
from .addresses import anchor
from .context import Context
from .tables import References, Table, table

ANSWERS = 6
"""How many answers a page has."""
ROWS = 8
"""How many rows of an answer a page has."""
NAMED = 200
"""How many things of a group are named; the lists of kinds have all."""
_TIMELINES = (f"{ID}mission/", f"{ID}programme/", f"{ID}milestone/")


class Said(NamedTuple):
    """A claim with the place of it on the page, its day in words and the numbers of its references.

    `fate` is what became of it, in words: that it counts, was wrong when said, or was superseded by a later one.
    """

    statement: Statement
    place: str
    day: str
    references: tuple[int, ...]
    fate: str = ""


class Dated(NamedTuple):
    """A dated event with the numbers of its references."""

    occasion: Occasion
    references: tuple[int, ...]


class About(NamedTuple):
    """An answer about the thing: the question, the arguments that ask it, and the first rows."""

    question: Question
    title: str
    arguments: Mapping[str, str]
    table: Table


class Named(NamedTuple):
    """A group of things that refer to the thing, each with its label."""

    group: Group
    things: Sequence[Value]


class Timeline(NamedTuple):
    """A picture of dates, and the same as a table."""

    picture: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    statements: Sequence[tuple[str, Sequence[tuple[str, str, str, str]]]]


class Thing(NamedTuple):
    """What the page of a thing shows."""

    node: NamedNode
    curie: str
    overview: Overview
    names: Sequence[str]
    own: tuple[int, ...]
    dates: Sequence[Dated]
    timeline: Timeline | None
    answers: Sequence[About]
    more: Sequence[tuple[str, str, Mapping[str, str]]]
    claims: Mapping[str, Sequence[Said]]
    groups: Sequence[Named]
    references: References


def thing(node: NamedNode, context: Context) -> Thing:
    """Return the page of a thing, a source or a concept."""
    overview = overview_of(node, context.reading.engine, context.reading.labels)
    references = References()
    cited = overview.references
    numbered = {each: references.numbers(cited[source] for source in found) for each, found in overview.sources.items()}
    answers, more = _answers(node, overview, references, context)
    *names, curie = overview.other_names
    dates = [Dated(each, numbered.get(each.node, ())) for each in overview.occasions]
    return Thing(
        node,
        curie,
        overview,
        names,
        numbered.get(node, ()),
        dates if any(each.occasion.node != node for each in dates) else [],
        timeline([node], context) if node.value.startswith(_TIMELINES) else None,
        answers,
        more,
        {name: [_said(each, found, numbered, context) for each in found] for name, found in overview.claims.items()}
        | _unshown(node, overview, references, context),
        [*_named(overview.groups, context), *_resting(node, context)],
        references,
    )


def _said(
    statement: Statement, beside: Sequence[Statement], numbered: Mapping[Term, tuple[int, ...]], context: Context
) -> Said:
    day = date_text(statement.stated_on, context.language)
    words = fate(statement, beside)
    said = say(words, context.language) if words else ""
    return Said(statement, anchor(statement.node), day, numbered.get(statement.node, ()), said)


def fate(statement: Statement, beside: Sequence[Statement]) -> str:
    """Return what became of a statement among all on the same property, "" where nothing is to say.

    >>> a, b = NamedNode("urn:a"), NamedNode("urn:b")
    >>> old, new = (Statement("2023", (), "", "", "2020", False, a), Statement("2024", (), "", "", "2022", True, b))
    >>> fate(new, [new, old]), fate(old, [new, old])
    ('counts now', 'superseded by a later statement')
    """
    if statement.counts:
        return "counts now"
    if statement.is_wrong:
        return "wrong when said"
    counting = [each for each in beside if each.counts]
    if any(each.value == statement.value for each in counting):
        return "says the same"
    later = statement.stated_on and any(each.stated_on > statement.stated_on for each in counting)
    return "superseded by a later statement" if later else ""


def _unshown(
    node: NamedNode, overview: Overview, references: References, context: Context
) -> dict[str, Sequence[Said]]:
    """Return the claims on the thing that name no property, such as those of completeness."""
    shown = {each.node for found in overview.claims.values() for each in found}
    rows = context.reading.engine.select(f"SELECT ?c {{ ?c <{ONTOLOGY}subject> {node} }} ORDER BY ?c")
    left = [claim for (claim,) in rows if isinstance(claim, NamedNode) and claim not in shown]
    if not left:
        return {}
    by_node = sources_of(left, context.reading.engine)
    cited = overview.cited([source for found in by_node.values() for source in found])
    said = [
        Said(
            Statement(context.label(claim), (), "", "", "", False, claim),
            anchor(claim),
            "",
            references.numbers(cited[source] for source in by_node.get(claim, ())),
        )
        for claim in left
    ]
    return {say("other claims", context.language): said}


def _answers(
    node: NamedNode, overview: Overview, references: References, context: Context
) -> tuple[list[About], list[tuple[str, str, Mapping[str, str]]]]:
    """Return the first answers about the thing that have rows, and the other questions that may have some."""
    found: list[About] = []
    more: list[tuple[str, str, Mapping[str, str]]] = []
    fitting = applied(context.reading.questions.values(), Place(overview.classes, *overview.relations))
    for each in fitting:
        if not each.parameter.filter or each.parameter.of_class in (None, "skos:Concept"):
            continue
        wording, arguments = each.question.wording(context.language), {each.parameter.name: compact(node.value)}
        if len(found) == ANSWERS:
            more.append((each.question.slug, wording.question, arguments))
            continue
        rows = context.answers.about(node, each, ROWS)
        if rows.rows:
            made = table(rows, references, hidden=(each.parameter.name,))
            found.append(About(each.question, wording.question, arguments, made))
    return found, more


def _named(groups: Sequence[Group], context: Context) -> Iterator[Named]:
    context.reading.labels.load(node for group in groups for node in group.things[:NAMED])
    for group in groups:
        yield Named(group, [Value(context.label(node), node) for node in group.things[:NAMED]])


_RESTING = f"""SELECT DISTINCT ?x ?kind {{ ?x <{PROV}wasDerivedFrom> $source OPTIONAL {{ ?x <{ONTOLOGY}kind> ?kind }} }}
ORDER BY ?x"""


def _resting(source: NamedNode, context: Context) -> Iterator[Named]:
    """Yield what rests on a source, by kind."""
    if not source.value.startswith(f"{ID}source/"):
        return
    by_kind: dict[str, list[NamedNode]] = {}
    rows = context.reading.engine.select(_RESTING.replace("$source", str(source))).rows
    context.reading.labels.load(cell for row in rows for cell in row)
    for node, kind in rows:
        if isinstance(node, NamedNode):
            by_kind.setdefault(context.label(kind) if kind is not None else "", []).append(node)
    for kind_label, nodes in sorted(by_kind.items(), key=lambda item: (-len(item[1]), item[0])):
        name = kind_label or say("thing", context.language)
        words = say("rests on this source: {kind}", context.language, kind=name)
        yield Named(Group(words, len(nodes), ()), [Value(context.label(node), node) for node in nodes])


def timeline(nodes: Sequence[NamedNode], context: Context) -> Timeline | None:
    """Return the timeline of some things, with their missions; None without a dated event."""
    return drawn(with_fans(context.reading.timeline(*(node.value for node in nodes)), context.forecasts), context)


def drawn(lanes: Lanes, context: Context, words: str = "") -> Timeline | None:
    """Return lanes as a picture with a table, None if there are none; `words` are the title, by default their names."""
    if not lanes:
        return None
    words = words or title(lanes.names, lanes.as_of, context.language)
    picture = svg.write(lanes, Options(title=words, language=context.language))
    rows = [cells(lane, context.language) for lane in lanes]
    statements = [(f"{lane.thing}: {lane.event}", _marks(lane, context.language)) for lane in lanes]
    return Timeline(picture, headings(context.language), rows, statements)


def _marks(lane: Lane, language: str) -> list[tuple[str, str, str, str]]:
    """Return the statements of a date in their order: date, how it is meant, speaker and day."""
    return [
        (
            date_text(mark.text or mark.start.isoformat(), language),
            say("wrong when said" if mark.kind == "wrong" else mark.kind, language),
            mark.speaker,
            date_text(mark.stated_on, language),
        )
        for mark in lane.marks
    ]
