"""The reasoner in Python, for platforms without Nemo: semi-naive evaluation of the rules over tables of numbers.

Each round takes the new facts of one relation and joins only them with what is known (Abiteboul, Hull and Vianu,
Foundations of Databases, 1995, chapter 13). Relations go first on which others depend, so that most have one round.

>>> from pyoxigraph import NamedNode, Triple
>>> from ..owl.rules import X, Y, Z, make_rule
>>> within, (a, b, c) = NamedNode("urn:within"), (NamedNode("urn:" + name) for name in "abc")
>>> transitive = make_rule("prp-trp", "", [(X, within, Y), (Y, within, Z)], (X, within, Z))
>>> added, clashes, unreported = close([transitive], Facts([Triple(a, within, b), Triple(b, within, c)]), set(), 9)
>>> print(*added)
<urn:a> <urn:within> <urn:c>
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from ..owl.clashes import Clash, clash_of, distinct
from ..owl.rules import Rule
from ..terms import Fact, Node
from .facts import Facts, Relation, relation_of
from .inferred import Inferred
from .outcome import in_pairs, new_facts, refuse
from .plan import Plan
from .prune import live_rules
from .steps import stepwise
from .tables import Forest, Row, Table

_BATCH = 1 << 16
"""How many conclusions are computed before they are counted."""


def close(
    rules: Iterable[Rule], facts: Facts, schema: set[Node], limit: int
) -> tuple[Inferred, tuple[Clash, ...], tuple[Fact, ...]]:
    """Return the facts that the rules add; the clashes; the entailed facts that are not reported.

    The last are facts about terms in `schema`, of anonymous classes, and with a literal as subject. Rules go on from
    them.

    Raises TooManyFacts if the rules would add more than `limit` facts.

    >>> added, clashes, unreported = close([], Facts([]), set(), 1)
    >>> len(added), clashes, unreported
    (0, (), ())
    """
    evaluation = Evaluation(live_rules(rules, facts), facts, limit)
    evaluation.run()
    inferred, unreported = new_facts(evaluation.derived(), facts, schema)
    return inferred, distinct(evaluation.clashes()), unreported


class Evaluation:
    """Rules and the tables that they fill; at most `limit` facts are derived."""

    def __init__(self, rules: Sequence[Rule], facts: Facts, limit: int) -> None:
        self._rules, self._facts, self._limit = rules, facts, limit
        evaluated, self._steps, symmetric = stepwise(rules)
        plans = [Plan(rule, facts.ids.value) for rule in evaluated]
        self._step_relations = set(self._steps.values())
        relations = dict.fromkeys(relation for plan in plans for relation in _relations(plan))
        self._tables = {relation: Forest() if relation in symmetric else Table() for relation in relations}
        self._fill()
        self._constraints = [plan for plan in plans if plan.rule.head is None]
        self._unconditional = [plan for plan in plans if plan.rule.head and not plan.rule.body]
        self._triggered: dict[Relation, list[tuple[Plan, int]]] = {relation: [] for relation in self._tables}
        for plan in plans:
            if plan.rule.head:
                for position, relation in enumerate(plan.relations):
                    self._triggered[relation].append((plan, position))
        self._derived: Counter[bool] = Counter()

    def run(self) -> None:
        """Derive facts until there are no new ones.

        Raises TooManyFacts if there are more than allowed.
        """
        for plan in self._unconditional:
            self._conclude(plan, plan.all_conclusions(self._tables))
        tables = self._tables
        ranks = self._ranks()
        while waiting := [relation for relation, table in tables.items() if table.new]:
            relation = min(waiting, key=ranks.__getitem__)
            delta = tables[relation].advance()
            for plan, position in self._triggered[relation]:
                self._conclude(plan, plan.conclusions(position, delta, tables))

    def derived(self) -> Iterator[tuple[Relation, Iterator[tuple[int, int]]]]:
        """Yield the relations that rules derive, and their facts, the asserted ones included."""
        for relation in dict.fromkeys(relation_of(rule.head) for rule in self._rules if rule.head):
            yield relation, ((row[0], row[-1]) for row in self._tables[relation].rows)

    def clashes(self) -> Iterator[Clash | None]:
        """Yield the clash of each result of a rule without head, once `run` has ended."""
        terms = self._facts.ids.terms
        for plan in self._constraints:
            for row in self._counted(plan, plan.all_conclusions(self._tables), Table()):
                yield clash_of(plan.rule, [terms[abs(number)] for number in row])

    def _fill(self) -> None:
        for relation in list(self._tables):
            pairs = in_pairs(self._facts.by_value(relation), relation)
            rows = set(pairs) if relation.of is None else {(s,) for s, _ in pairs}
            self._tables[self._steps.get(relation, relation)].new |= rows

    def _conclude(self, plan: Plan, conclusions: Iterator[Row]) -> None:
        if plan.rule.head:
            relation = relation_of(plan.rule.head)
            table = self._tables[relation]
            table.new |= self._counted(plan, conclusions, table, of_steps=relation in self._step_relations)

    def _counted(self, plan: Plan, conclusions: Iterator[Row], table: Table, *, of_steps: bool = False) -> set[Row]:
        """Return the conclusions that the table does not hold; raise TooManyFacts as soon as there are too many.

        Steps are counted apart: each becomes a fact of its transitive property.
        """
        found: set[Row] = set()
        while batch := set(islice(conclusions, _BATCH)):
            found |= table.unknown(batch)
            if self._derived[of_steps] + len(found) > self._limit:
                refuse(self._rules, self._facts, self._limit, (plan.rule, len(table.rows) + len(found)))
        self._derived[of_steps] += len(found)
        return found

    def _ranks(self) -> dict[Relation, int]:
        """Return the order of the relations: first those on which others depend, where they do not depend on each
        other.
        """
        ranks: dict[Relation, int] = {}
        for relation in self._tables:
            self._visit(relation, ranks, set())
        return {relation: -rank for relation, rank in ranks.items()}

    def _visit(self, start: Relation, ranks: dict[Relation, int], seen: set[Relation]) -> None:
        """Rank what depends on `start`, depth first, and then `start`."""
        path = [(start, iter(self._heads(start)))]
        while path:
            relation, heads = path[-1]
            following = next((head for head in heads if head not in ranks and head not in seen), None)
            if following is not None:
                seen.add(following)
                path.append((following, iter(self._heads(following))))
            else:
                ranks.setdefault(relation, len(ranks))
                path.pop()

    def _heads(self, relation: Relation) -> list[Relation]:
        return [relation_of(plan.rule.head) for plan, _ in self._triggered[relation] if plan.rule.head]


def _relations(plan: Plan) -> list[Relation]:
    head = plan.rule.head
    return [*plan.relations, *([relation_of(head)] if head else [])]
