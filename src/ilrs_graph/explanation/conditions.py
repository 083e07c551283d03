"""The conditions of a direct rule once its patterns hold: what bars it, what it asks for in vain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..names.labels import Labels
from ..names.text import term_text
from ..patterns.model import Bind, Exists, Filter, Group, Minus, Optional, SubSelect, Union, Values
from ..terms import Fact, Node
from .absent import introduced
from .lack import Lack, lack
from .phrases import group_words
from .solving import Grounding, group_variables
from .solving import Values as Solution

_RESULT = "resultOfExpression"


@dataclass
class Outcome:
    """Facts that further parts of the rule rest on, facts that must not hold, and conditions that do not."""

    held: list[Fact] = field(default_factory=list)
    barring: list[Fact] = field(default_factory=list)
    lacking: list[Lack] = field(default_factory=list)


class Conditions:
    """Goes through the parts of a rule beside its patterns, for one match of these.

    >>> from pyoxigraph import Literal, Store
    >>> from ilrs_graph.engine import StoreEngine
    >>> from ilrs_graph.patterns import read_query
    >>> store = Store()
    >>> query = read_query("CONSTRUCT { ?thing a ?thing } WHERE { FILTER(?massKg > 5) }")
    >>> Conditions(Grounding(query, store), Labels(StoreEngine(store))).tried({"massKg": Literal(4)}).lacking[0].words
    '(?massKg > 5), where mass kg is 4'
    """

    def __init__(self, solving: Grounding, labels: Labels) -> None:
        self.solving = solving
        self.labels = labels
        self.where = solving.query.where
        self.unbound = {name for part in self.where.filters for name in part.unbound}
        others = (part for part in self.where.parts if not isinstance(part, Optional))
        self._elsewhere = {name for part in others for name in _mentioned(part)}

    def tried(self, given: Solution) -> Outcome:
        """Return what comes of the conditions with these values."""
        outcome, values = Outcome(), dict(given)
        for part in self.where.parts:
            if isinstance(part, Optional):
                self._optional(part, values, outcome)
            elif isinstance(part, Bind):
                self._bind(part, values, outcome)
            elif isinstance(part, Union):
                self._union(part, values, outcome)
            elif isinstance(part, Minus | Exists):
                self._existence(part, values, outcome)
        for part in self.where.filters:
            if not any(name in values for name in part.unbound) and not self._holds(part, values):
                outcome.lacking.append(Lack(self._words(part, values)))
        return outcome

    def _bind(self, part: Bind, values: dict[str, Node], outcome: Outcome) -> None:
        """Take the value of an expression; where the fact asks for another one, that is what is lacking."""
        row = next(self.solving.run_within(f"BIND({part.text} AS ?{_RESULT})", values), {})
        result, asked = row.get(_RESULT), values.get(part.variable)
        if asked is None and result is not None:
            values[part.variable] = result
        elif asked is not None and result != asked:
            is_ = "nothing" if result is None else term_text(result, self.labels)
            outcome.lacking.append(Lack(f"{spaced(part.variable)} is {is_}, not {term_text(asked, self.labels)}"))

    def _optional(self, part: Optional, values: dict[str, Node], outcome: Outcome) -> None:
        """Take an optional group's values; one that must be unbound bars the rule, once its filter's variable is."""
        row = next(self._rows(part.group, values), None)
        if row is None:
            # what the fact has, and only this group could give
            if any(n in values and n not in self._elsewhere for n in group_variables(part.group)):
                outcome.lacking += [lack(p, values, {}, self.labels) for p in part.group.patterns]
            return
        must_not = self.unbound & introduced(part.group, values)
        facts = self.solving.facts(part.group, {**values, **row}) or []
        (outcome.barring if must_not else outcome.held).extend(facts)
        values.update(row)

    def _union(self, part: Union, values: dict[str, Node], outcome: Outcome) -> None:
        for group in part.groups:
            row = next(self._rows(group, values), None)
            if row is not None:
                values.update(row)
                outcome.held += self.solving.facts(group, row) or []
                return
        outcome.lacking.append(Lack(" or ".join(group_words(group, values, self.labels) for group in part.groups)))

    def _existence(self, part: Minus | Exists, values: dict[str, Node], outcome: Outcome) -> None:
        row = next(self._rows(part.group, values), None)
        if isinstance(part, Minus) and row is not None:
            outcome.barring += self.solving.facts(_positive(part.group), row) or []
        elif isinstance(part, Exists) and row is None:
            outcome.lacking.append(Lack(group_words(part.group, values, self.labels)))
        elif isinstance(part, Exists) and row is not None:
            outcome.held += self.solving.facts(part.group, row) or []

    def _rows(self, group: Group, values: dict[str, Node]) -> Iterator[Solution]:
        names = group_variables(group) | set(re.findall(r"\?(\w+)", group.text))
        return self.solving.run_within(group.text, {n: v for n, v in values.items() if n in names})

    def _holds(self, part: Filter, values: Solution) -> bool:
        return any(True for _ in self.solving.run_within(f"FILTER{part.text}", values))

    def _words(self, part: Filter, values: Solution) -> str:
        wanted = [n for n in re.findall(r"(?<!!)\bBOUND\s*\(\s*\?(\w+)", part.text) if n not in values]
        if wanted:
            return "there is no " + " or ".join(map(spaced, wanted))
        names = dict.fromkeys(re.findall(r"\?(\w+)", part.text))
        known = [f"{spaced(n)} is {term_text(values[n], self.labels)}" for n in names if n in values]
        return part.text + (f", where {' and '.join(known)}" if known else "")


def _mentioned(part: object) -> set[str]:
    """Return the names of the variables that a part gives values to."""
    if isinstance(part, Bind):
        return {part.variable}
    if isinstance(part, SubSelect):
        return set(part.variables)
    if isinstance(part, Values):
        return set(re.findall(r"\?(\w+)", part.text))
    return set() if isinstance(part, Filter | Minus) else group_variables(Group((part,), ""))  # type: ignore[arg-type]


def spaced(name: str) -> str:
    """Return the name of a variable as words.

    >>> spaced("knownFrom")
    'known from'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _positive(group: Group) -> Group:
    """Return the group without what must be absent."""
    return Group(tuple(part for part in group.parts if not isinstance(part, Minus)), group.text)
