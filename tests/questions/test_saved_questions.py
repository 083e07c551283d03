"""Every file of `queries/` is tested by itself: its form, a small graph worked out by hand, and the real data.

A question's folder here holds `graph.ttl` (what its rows need and, below "# near misses", what nearly makes
a row), `expected.csv` (its rows) and a `near-miss-<name>.edit` for each near miss.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Store, Triple
from pyparsing import ParseResults
from rdflib.paths import SequencePath
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.plugins.sparql.sparql import Query

from ilrs_graph.engine import Engine, StoreEngine, Table
from ilrs_graph.files.root import Root
from ilrs_graph.graph import LunarGraph
from ilrs_graph.namespaces import ONTOLOGY, VOCAB, compact, expand
from ilrs_graph.questions.answer import Answer
from ilrs_graph.questions.catalogue import Question
from ilrs_graph.questions.parameters import argument_terms
from ilrs_graph.render import format_named, write
from ilrs_graph.snapshot.pipeline import Content
from ilrs_graph.sparql import tokens
from ilrs_graph.sparql.parameters import bind, open_variables
from ilrs_graph.terms import Term

if TYPE_CHECKING:
    from conftest import Changing, Small, World

CHINESE = re.compile("[\u4e00-\u9fff]")
ANSWERS = Path(__file__).parents[1] / "answers"


# form


def test_parses_on_both_engines(question: Question, algebra: CompValue) -> None:
    StoreEngine(Store()).select(question.query)
    assert algebra.name == "SelectQuery"


def test_every_term_is_declared(question: Question, world: World) -> None:
    declared = {t.subject.value for t in world.ontology if isinstance(t.subject, NamedNode)}
    names = (token.text for token in tokens(question.query) if token.kind == "name")
    used = {expand(name) for name in names if not name.endswith(":")}
    ours = {iri for iri in used if iri is not None and iri.startswith((ONTOLOGY, VOCAB))}
    assert ours
    assert ours <= declared


def test_names_are_variables_of_the_query(question: Question, algebra: CompValue) -> None:
    projected = {str(name) for name in algebra.PV}
    assert set(question.columns) | set(question.evidence) <= projected


def test_each_parameter_has_one_line(question: Question) -> None:
    assert Counter(open_variables(question.query)) == {p.name: 1 for p in question.parameters}
    assert question.query.count("UNDEF") >= len(question.parameters)


def test_rows_have_an_order(question: Question) -> None:
    assert "ORDER BY" in question.query


def test_no_slow_not_exists(algebra: CompValue) -> None:
    assert wide_not_exists(algebra) == []


@pytest.mark.parametrize(
    ("inside", "patterns"),
    [("?x a ?y", 1), ("?x a ?y . ?y a ?z", 2), ("?x a/a ?z", 2), ("{ ?x a ?y } UNION { ?y a ?x }", 2)],
)
def test_slow_not_exists_is_seen(inside: str, patterns: int) -> None:
    query = f"SELECT * {{ ?x ?p ?o FILTER NOT EXISTS {{ {inside} }} }}"
    assert wide_not_exists(prepareQuery(query).algebra) == ([patterns] if patterns > 1 else [])


def wide_not_exists(algebra: CompValue) -> list[int]:
    """Return the number of triple patterns of each NOT EXISTS that has two or more: those take quadratic time."""
    inside = [patterns(node) for node in nodes(algebra) if node.name == "Builtin_NOTEXISTS"]
    return [count for count in inside if count > 1]


def patterns(node: CompValue) -> int:
    """Return the number of triple patterns in a group, each step of a path `a/b` counted as one."""
    flat = [term for inner in nodes(node) for term in flatten(dict(inner).get("triples", ()))]
    return sum(len(p.args) if isinstance(p, SequencePath) else 1 for p in flat[1::3])


def nodes(node: Any) -> Iterator[CompValue]:
    """Yield the nodes of a SPARQL algebra tree, the given one first."""
    if isinstance(node, CompValue):
        yield node
        yield from (found for child in node.values() for found in nodes(child))
    elif isinstance(node, list | tuple | ParseResults):
        yield from (found for child in node for found in nodes(child))


def flatten(found: Any) -> Iterator[Any]:
    """Yield the terms of triple patterns, however they are nested."""
    if isinstance(found, list | tuple | ParseResults):
        yield from (term for inner in found for term in flatten(inner))
    elif found is not None:
        yield found


def test_chinese_is_whole(question: Question) -> None:
    chinese = question.zh
    assert chinese is not None
    assert chinese.description
    assert "\n" not in chinese.description
    assert not (own := words_of(question.query) - {*chinese.words}), own
    for texts in (chinese.columns, chinese.parameters, chinese.words):
        assert all(CHINESE.search(text) for text in texts.values()), texts
    assert len({*chinese.columns.values()}) == len(chinese.columns)


def words_of(query: str) -> set[str]:
    """Return the texts that a query writes into its rows; parts of IRIs are none."""
    kinds = [(token.kind, token.text) for token in tokens(query)]
    found = {text[1:-1] for (kind, text), (after, _) in pairwise(kinds) if kind == "string" and after != "tag"}
    return {text for text in found if re.search("[A-Za-z]", text) and "/" not in text}


# the small graph


def test_small_graph_is_small(small: Small) -> None:
    assert len(small.triples) == len(set(small.triples)) <= 60


def test_rows_are_those_worked_out_by_hand(
    question: Question, prepared: Query, small: Small, world: World, reasoned: Content, engine: Engine
) -> None:
    names, rows = small.expected
    assert set(names) == {*question.columns, *question.evidence}
    assert world.on_oxigraph(question.query, engine, names) == rows
    # rdflib may give a row twice where a path leads to it twice
    assert set(world.bare_rdflib(prepared, reasoned, names)) == set(rows)


def test_every_triple_of_the_positive_part_is_needed(slug: str, small: Small, changing: Changing) -> None:
    whole = changing.shown()
    spare = [t for t in small.positive if changing.shown([t]) == whole]
    assert spare == [], f"{slug}/graph.ttl gives the same answer without:\n" + "\n".join(map(str, spare))


def test_near_misses_give_nothing(small: Small, changing: Changing) -> None:
    assert changing.shown(without(small.triples, *small.positive)) == changing.shown()


def test_a_change_shows_what_a_fresh_run_shows(
    small: Small, changing: Changing, fresh: Callable[[Iterable[Triple]], Counter[tuple[Any, ...]]]
) -> None:
    """The near misses go with the first triple; that each goes alone, and another comes, is tried as a soak."""
    _, *rest = small.positive
    assert changing.shown(without(small.triples, *rest)) == fresh(rest)


@pytest.mark.soak
def test_another_change_shows_what_a_fresh_run_shows(
    slug: str, small: Small, world: World, reasoned: Content, changing: Changing
) -> None:
    first, last = small.positive[0], small.positive[-1]
    assert changing.shown() == world.read(slug, world.in_oxigraph(reasoned))
    assert changing.shown(without(small.triples, *small.positive)) == world.shown(slug, small.positive)
    assert changing.shown([first]) == world.shown(slug, without(small.triples, first))
    assert changing.shown([last], [first]) == world.shown(slug, without(small.triples, last))


def test_one_edit_turns_each_near_miss_into_a_row(small: Small, changing: Changing) -> None:
    edits = list(small.edits)
    assert len(edits) >= 2
    assert sorted(edit.name for edit in edits) == sorted(small.misses), "one edit for each near miss"
    before = changing.shown()
    for name, removed, added in edits:
        assert max(len(removed), len(added)) == 1, f"{name} is more than one edit"
        own = things(small.misses[name]) - things(small.positive)
        assert set(removed) <= set(small.misses[name]), f"{name} edits another group"
        assert things(added) & own, f"{name} is not about its group"
        after = changing.shown(removed, added)
        assert after.total() > before.total(), f"{name} makes no row"


def things(triples: Iterable[Triple]) -> set[NamedNode]:
    return {n for t in triples for n in (t.subject, t.predicate, t.object) if isinstance(n, NamedNode)}


def without(triples: Iterable[Triple], *gone: Triple) -> list[Triple]:
    return [t for t in triples if t not in gone]


# parameters


@pytest.mark.parametrize("most", [6, pytest.param(None, marks=pytest.mark.soak)])
def test_filters_only_narrow_the_small_answer(
    most: int | None, question: Question, small: Small, engine: Engine
) -> None:
    """Things of the graph are tried that rows name, and those that none names: six of each; all as a soak."""
    check_filters(question, engine, engine.select(question.query), things(small.triples), most)


@pytest.mark.parametrize("most", [1, pytest.param(6, marks=pytest.mark.soak)])
def test_filters_only_narrow_the_real_answer(
    most: int, question: Question, real: LunarGraph, real_answer: Table
) -> None:
    """One value of each parameter is tried; six, spread over all that there are, as a soak."""
    check_filters(question, real.engine, real_answer, set(), most)


def check_filters(question: Question, engine: Engine, whole: Table, more: set[NamedNode], most: int | None) -> None:
    """Check, for each parameter and value, that the answer is the open answer's rows with that value."""
    for parameter in (p for p in question.parameters if p.filter):
        column = filtered_column(question, parameter.name)
        place = whole.variables.index(column)
        values = {row[place] for row in whole} - {None}
        assert values, f"no row has a {column}"
        others = more - values if parameter.type == "iri" else {Literal("no such value")}
        for term in (*spread(values, most), *spread(others, most)):
            assert isinstance(term, NamedNode | Literal)
            given = engine.select(bind(question.query, {parameter.name: [term]}))
            wanted = [shown(row, whole.variables, parameter.name) for row in whole if row[place] == term]
            found = [shown(row, given.variables, parameter.name) for row in given]
            assert found == wanted, f"--{parameter.name} {term}"


def spread(terms: Iterable[Term], most: int | None) -> list[Term]:
    """Return at most so many terms, spread over all that there are; all if `most` is None."""
    found = sorted(terms, key=str)
    every = -(-len(found) // most) if most and found else 1
    return found[every // 2 :: every]


def shown(row: tuple[Term | None, ...], variables: tuple[str, ...], parameter: str) -> tuple[Term | None, ...]:
    """Return a row without the parameter itself, which is unbound while it is open and in no column."""
    return tuple(cell for name, cell in zip(variables, row, strict=True) if name != parameter)


def filtered_column(question: Question, parameter: str) -> str:
    """Return the column that a parameter narrows: its own, or the one that a FILTER compares with it."""
    if parameter in question.columns:
        return parameter
    form = rf"FILTER\(!BOUND\(\?{parameter}\) \|\| \?{parameter} = \?(\w+)\)"
    found = re.search(form, question.query)
    assert found is not None, f"{question.slug}: no column shows what --{parameter} narrows"
    return found[1]


# the real data


def test_recorded_answer(slug: str, answered: Callable[[str], Answer]) -> None:
    path = ANSWERS / f"{slug}.csv"
    how = "; if the change is meant: python tests/record_answers.py, and read the diff"
    assert path.exists(), f"no recorded answer{how}"
    recorded = path.read_text(encoding="utf-8").splitlines()
    fresh = write(answered(slug), format_named("csv", "answer")).splitlines()
    gone, come = Counter(recorded) - Counter(fresh), Counter(fresh) - Counter(recorded)
    assert not gone, f"rows gone{how}"
    assert not come, f"rows come{how}"
    assert recorded == fresh, f"rows in another order{how}"


def test_no_answer_is_recorded_of_a_question_that_is_gone(root: Root) -> None:
    assert {path.stem for path in ANSWERS.glob("*.csv")} == {path.stem for path in root.queries}


def test_every_column_with_things_is_known_from_the_query(
    question: Question, real: LunarGraph, real_answer: Table
) -> None:
    known = Answer(question, real.engine, real.labels, ()).node_columns & question.columns.keys()
    values = {name: {row[place] for row in real_answer} - {None} for place, name in enumerate(real_answer.variables)}
    things = {name for name in question.columns if any(isinstance(value, NamedNode) for value in values[name])}
    assert things <= known
    assert not [name for name in known - things if values[name]]


def test_export_answers_the_query_unchanged(
    slug: str, question: Question, world: World, root: Root, real_answer: Table, exported: rdflib.Graph
) -> None:
    whole_file = (root.path / "queries" / f"{slug}.rq").read_text(encoding="utf-8")
    names = [*question.columns, *question.evidence]
    rows = world.by_value(real_answer, names)
    assert rows, f"{slug} has no answer over the real data"
    assert max(rows.values()) == 1, "a row is given twice"
    assert set(world.on_rdflib(whole_file, exported, names)) == set(rows)


def test_examples_are_known(slug: str, question: Question, real: LunarGraph, real_answer: Table) -> None:
    """The example of each parameter can be given and finds something.

    That a filter gives the rows with its value is tested above: its example is looked up in the open answer.
    """
    examples = {each: each.example for each in question.parameters if each.example is not None}
    nothing = []
    for parameter, example in examples.items():
        if parameter.filter:
            ((term,),) = argument_terms(question, {parameter.name: example}, real.engine).values()
            place = real_answer.variables.index(filtered_column(question, parameter.name))
            found = any(row[place] == term for row in real_answer)
        else:
            found = len(real.ask(slug, **{parameter.name: example})) > 0
        if not found:
            nothing.append(compact(example))
    assert nothing == []
