"""The conditions of a CONSTRUCT rule once its patterns hold: what bars it, what it asks for in vain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pyoxigraph import Variable

from ..language import say
from ..names.labels import Labels
from ..names.text import term_text
from ..sparql.algebra import Bind, Filter, Group, Optional, Union, assigned, mentioned, within
from ..sparql.traversal import asked_bound, excluded, required
from ..terms import Fact, Node
from .lack import Lack, lack
from .negation import introduced, must_be_unbound
from .pattern_text import group_words
from .solving import Grounding
from .solving import Values as Solution

_RESULT = "resultOfExpression"


@dataclass
class Outcome:
    """Facts that support further parts of the rule, facts that must not hold, and conditions that do not hold."""

    held: list[Fact] = field(default_factory=list)
    barring: list[Fact] = field(default_factory=list)
    lacking: list[Lack] = field(default_factory=list)


class Conditions:
    """Goes through the parts of a rule beside its patterns, for one match of these.

    >>> from pyoxigraph import Literal, Store
    >>> from ilrs_graph.engine import StoreEngine
    >>> from ilrs_graph.sparql.parser import read_query
    >>> store = Store()
    >>> query = read_query("CONSTRUCT { ?thing a ?thing } WHERE { FILTER(?massKg > 5) }")
    >>> Conditions(Grounding(query, store), Labels(StoreEngine(store))).tried({"massKg": Literal(4)}).lacking[0].words
    '(?massKg > 5), where mass kg is 4'
    """

    def __init__(self, solving: Grounding, labels: Labels) -> None:
        self.solving = solving
        self.labels = labels
        self.where = solving.query.where
        self.unbound = must_be_unbound(self.where)
        others = (part for part in self.where.parts if not isinstance(part, Optional))
        self._elsewhere = {name for part in others for name in assigned(part)}

    def tried(self, given: Solution) -> Outcome:
        """Return what comes of the conditions with these values."""
        outcome, values = Outcome(), dict(given)
        for part in self.where.parts:
            if isinstance(part, Optional):
                self._optional(part, values, outcome)
            elif isinstance(part, Bind):
                self._bind(part, values, outcome)
            elif isinstance(part, Union | Group):
                self._union(part.groups if isinstance(part, Union) else (part,), values, outcome)
            elif (group := required(part)) is not None:
                self._requirement(group, values, outcome)
            elif (group := excluded(part)) is not None:
                self._exclusion(group, values, outcome)
        for part in self.where.filters:
            if required(part) is not None or excluded(part) is not None:
                continue
            unbound = [name for name, wanted in asked_bound(part.expression) if not wanted]
            if not any(name in values for name in unbound) and not self._holds(part, values):
                outcome.lacking.append(Lack(self._words(part, values)))
        return outcome

    def _bind(self, part: Bind, values: dict[str, Node], outcome: Outcome) -> None:
        """Take the value of an expression; where the fact asks for another one, that is what is lacking."""
        row = next(self.solving.run_within(Group((Bind(part.expression, _RESULT),)), values), {})
        result, asked = row.get(_RESULT), values.get(part.variable)
        if asked is None and result is not None:
            values[part.variable] = result
        elif asked is not None and result != asked:
            language = self.labels.language
            is_ = say("nothing", language) if result is None else term_text(result, self.labels)
            outcome.lacking.append(Lack(is_not(part.variable, is_, asked, self.labels)))

    def _optional(self, part: Optional, values: dict[str, Node], outcome: Outcome) -> None:
        """Take an optional group's values; one that must be unbound bars the rule, once its filter's variable is."""
        row = next(self._rows(part.group, values), None)
        if row is None:
            # what the fact has, and only this group could give
            if any(n in values and n not in self._elsewhere for n in assigned(part.group)):
                outcome.lacking += [lack(p, values, {}, self.labels) for p in part.group.patterns]
            return
        must_not = self.unbound & introduced(part.group, values)
        facts = self.solving.facts(part.group, {**values, **row}) or []
        (outcome.barring if must_not else outcome.held).extend(facts)
        values.update(row)

    def _union(self, groups: tuple[Group, ...], values: dict[str, Node], outcome: Outcome) -> None:
        for group in groups:
            row = next(self._rows(group, values), None)
            if row is not None:
                values.update(row)
                outcome.held += self.solving.facts(group, row) or []
                return
        texts = (group_words(group, values, self.labels) for group in groups)
        outcome.lacking.append(Lack(say(" or ", self.labels.language).join(texts)))

    def _exclusion(self, group: Group, values: dict[str, Node], outcome: Outcome) -> None:
        row = next(self._rows(group, values), None)
        if row is not None:
            outcome.barring += self.solving.facts(_positive(group), row) or []

    def _requirement(self, group: Group, values: dict[str, Node], outcome: Outcome) -> None:
        row = next(self._rows(group, values), None)
        if row is None:
            outcome.lacking.append(Lack(group_words(group, values, self.labels)))
        else:
            outcome.held += self.solving.facts(group, row) or []

    def _rows(self, group: Group, values: dict[str, Node]) -> Iterator[Solution]:
        names = mentioned(group)
        return self.solving.run_within(group, {n: v for n, v in values.items() if n in names})

    def _holds(self, part: Filter, values: Solution) -> bool:
        return any(True for _ in self.solving.run_within(Group((part,)), values))

    def _words(self, part: Filter, values: Solution) -> str:
        language = self.labels.language
        wanted = [n for n, bound in asked_bound(part.expression) if bound and n not in values]
        if wanted:
            return say("there is no {names}", language, names=say(" or ", language).join(map(spaced, wanted)))
        names = dict.fromkeys(each.value for each in within(part.expression) if isinstance(each, Variable))
        form, said = "{name} is {value}", [(spaced(n), term_text(values[n], self.labels)) for n in names if n in values]
        known = say(" and ", language).join(say(form, language, name=name, value=value) for name, value in said)
        source = self.solving.query.source(part.span)
        return say("{source}, where {known}", language, source=source, known=known) if known else source


def is_not(variable: str, value: str, asked: Node, labels: Labels) -> str:
    """Return that a variable has a value other than the one that is asked for."""
    form, names = "{name} is {value}, not {asked}", {"name": spaced(variable), "value": value}
    return say(form, labels.language, **names, asked=term_text(asked, labels))


def spaced(name: str) -> str:
    """Return the name of a variable as words.

    >>> spaced("knownFrom")
    'known from'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _positive(group: Group) -> Group:
    """Return the group without what must be absent."""
    return Group(tuple(part for part in group.parts if excluded(part) is None), group.span)
