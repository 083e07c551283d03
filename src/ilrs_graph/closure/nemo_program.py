"""Rules and facts as a Nemo program, its tables as CSV files.

Transitive properties are closed by steps, see `steps`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import Variable

from ..owl.rules import Atom, Rule
from ..terms import SAME_AS, PatternTerm
from .facts import Facts, Relation, relation_of
from .steps import stepwise


class Program:
    """Rules and facts as a Nemo program; `names` are its predicates by relation, `heads` the derived relations."""

    def __init__(self, rules: Sequence[Rule], facts: Facts) -> None:
        self.rules = rules
        self.facts = facts
        heads = dict.fromkeys(relation_of(rule.head) for rule in rules if rule.head)
        bodies = dict.fromkeys(relation_of(atom) for rule in rules for atom in rule.body)
        self._evaluated, self._steps, _ = stepwise(rules)
        steps = dict.fromkeys(self._steps.values())
        self.names = {relation: f"p{i}" for i, relation in enumerate(heads | bodies | steps)}
        self.heads = list(heads)
        self._clashes = {rule: f"k{i}" for i, rule in enumerate(rules) if rule.head is None}

    def result_of(self, rule: Rule) -> str:
        """Return the name of the predicate that a rule derives."""
        return self.names[relation_of(rule.head)] if rule.head else self._clashes[rule]

    def write(self, folder: Path, most: int) -> None:
        """Write the program, its tables, and the list of results with the maximum total of rows, `most`."""
        (folder / "program.rls").write_text(self.text(folder), encoding="ascii")
        widths = {self.names[r]: 2 if r.of is None else 1 for r in self.heads}
        widths |= {name: max(len(rule.variables), 1) for rule, name in self._clashes.items()}
        (folder / "order.json").write_text(json.dumps({"results": widths, "most": most}))

    def text(self, folder: Path) -> str:
        """Write the imported facts as CSV files into `folder` and return the program.

        >>> from pyoxigraph import NamedNode
        >>> x, part_of, in_ = Variable("x"), NamedNode("urn:partOf"), NamedNode("urn:in")
        >>> rule = Rule("prp-spo1", "", (Atom(x, part_of, x),), (), Atom(x, in_, x))
        >>> print(Program([rule], Facts([])).text(Path()))
        p0(?x, ?x) :- p1(?x, ?x) .
        @output p0 .
        """
        tables = self.facts.tables
        lines = [self._import(relation, folder) for relation in self.names if relation in tables]
        lines += [self._rule(rule) for rule in self._evaluated]
        lines += [f"@output {self.names[relation]} ." for relation in self.heads]
        lines += [f"@output {name} ." for name in self._clashes.values()]
        return "\n".join(lines)

    def _import(self, relation: Relation, folder: Path) -> str:
        name = self.names[relation]
        file = folder / f"{name}.csv"
        numbers = iter(self.facts.by_value(relation))
        if relation.of is None:
            lines = (f"{s},{o}\n" for s, o in zip(numbers, numbers, strict=True))
        else:
            lines = (f"{s}\n" for s in numbers)
        with file.open("w", encoding="ascii") as csv:
            csv.writelines(lines)
        form, places = ("(int,int)", "?a, ?b") if relation.of is None else ("(int)", "?a")
        filled = self._steps.get(relation, relation)
        source = f'csv {{resource="{file.as_posix()}", format={form}}}'
        return f"@import i{name} :- {source} .\n{self.names[filled]}({places}) :- i{name}({places}) ."

    def _rule(self, rule: Rule) -> str:
        conditions = [self._atom(atom) for atom in rule.body]
        if rule.head is None:
            goal = f"{self._clashes[rule]}({', '.join(map(self._term, rule.variables)) or '0'})"
        else:
            goal = self._atom(rule.head)
        conditions += [f"{self._term(a)} != {self._term(b)}" for a, b in rule.different]
        conditions += _no_literals(rule.head) if rule.head else []
        return f"{goal} :- {', '.join(conditions)} ." if conditions else f"{goal} ."

    def _atom(self, atom: Atom) -> str:
        relation = relation_of(atom)
        places = [atom.subject] if relation.of is not None else [atom.subject, atom.object]
        return f"{self.names[relation]}({', '.join(map(self._term, places))})"

    def _term(self, term: PatternTerm) -> str:
        return str(term) if isinstance(term, Variable) else str(self.facts.ids.value(term))


def _no_literals(head: Atom) -> list[str]:
    if head.predicate != SAME_AS:
        return []
    return [f"{term} > 0" for term in (head.subject, head.object) if isinstance(term, Variable)]
