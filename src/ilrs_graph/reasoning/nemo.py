"""The bulk engine: rules run by Nemo (https://github.com/knowsys/nemo), one predicate per property and class.

Terms become integers before they reach Nemo, since it normalises literals; literals become negative ones, so that
`owl:sameAs` never equates them. Facts go through CSV files, since facts in the program text are forty times slower.
Names in the program are generated, since Nemo is silent about a misspelt one. Each table is imported under a name
of its own and copied, since Nemo 0.10.1 loses results, or panics, where rules read one imported table in two orders.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pyoxigraph import Literal, Variable

from ilrs_graph.errors import IlrsGraphError

from .clashes import Clash, clash_of, distinct
from .facts import Facts, Relation, live_rules, relation_of
from .inferred import Inferred, Row, is_about_individual, is_reported
from .rules import Atom, Fact, Node, Rule, Statement, Term
from .vocabulary import SAME_AS


def close(
    rules: Iterable[Rule], facts: Facts, schema: set[Node]
) -> tuple[Inferred, tuple[Clash, ...], tuple[Fact, ...]]:
    """Return what the rules add to the facts, leaving out triples about terms in `schema`; the clashes; what is hidden.

    Hidden is what follows as well but is not reported: facts about schema terms and of anonymous classes, and facts
    with a literal as subject. Rules go on from it.

    Raises ImportError where Nemo is not installed, IlrsGraphError where it breaks down. While Nemo runs, Ctrl-C
    ends the process at once: Nemo itself would not notice it.

    >>> added, clashes, hidden = close([], Facts([]), set())
    >>> len(added), clashes, hidden
    (0, (), ())
    """
    import nmo_python

    program = Program(live_rules(rules, facts.relations), facts)
    if not program.rules:
        return Inferred([], []), (), ()
    with TemporaryDirectory(prefix="ilrs-nemo-") as folder:
        engine = nmo_python.NemoEngine(nmo_python.load_string(program.text(Path(folder))))
        with _interruptible(), _panics_in_words():
            engine.reason()
    return program.inferred(engine, schema), distinct(program.clashes(engine)), tuple(program.hidden)


class Interner(dict[Node, int]):
    """Numbers terms from 1 in order of appearance; literals get the negative of their number.

    >>> interner = Interner()
    >>> interner[SAME_AS], interner[Literal("1.00")], interner[SAME_AS]
    (1, -2, 1)
    >>> interner.terms[2]
    <Literal value=1.00 datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#string>>
    """

    def __init__(self) -> None:
        self.terms: list[Node] = [Literal("")]

    def __missing__(self, term: Node) -> int:
        number = -len(self.terms) if isinstance(term, Literal) else len(self.terms)
        self.terms.append(term)
        self[term] = number
        return number


class Program:
    """Rules and facts as a Nemo program, and the way back from its results.

    >>> Program([], Facts([])).rules
    []
    """

    def __init__(self, rules: Sequence[Rule], facts: Facts) -> None:
        self.rules = rules
        self.ids = Interner()
        heads = dict.fromkeys(relation_of(rule.head) for rule in rules if rule.head)
        bodies = dict.fromkeys(relation_of(atom) for rule in rules for atom in rule.body)
        self.names = {relation: f"p{i}" for i, relation in enumerate(heads | bodies)}
        self.heads = list(heads)
        self.rows = {r: self._intern(r, facts.relations[r]) for r in self.names if r in facts.relations}
        self.hidden: list[Fact] = []

    def text(self, folder: Path) -> str:
        """Return the program, having written the facts it imports as CSV files into `folder`.

        >>> Program([], Facts([])).text(Path())
        ''
        """
        lines = [self._import(relation, rows, folder) for relation, rows in self.rows.items()]
        lines += [self._rule(number, rule) for number, rule in enumerate(self.rules)]
        lines += [f"@output {self.names[relation]} ." for relation in self.heads]
        lines += [f"@output k{number} ." for number, rule in enumerate(self.rules) if rule.head is None]
        return "\n".join(lines)

    def inferred(self, engine: Any, schema: set[Node]) -> Inferred:
        """Return the new facts about individuals, and put those that are not reported into `hidden`."""
        tables = ((r, self._new_rows(engine, r, schema)) for r in self.heads)
        return Inferred.from_rows(list(tables), self.ids.terms)

    def clashes(self, engine: Any) -> Iterator[Clash | None]:
        """Yield the clash of each result of a rule without head."""
        terms = self.ids.terms
        for number, rule in enumerate(self.rules):
            if rule.head is None:
                width = len(rule.variables)
                for row in engine.result(f"k{number}"):
                    yield clash_of(rule, [terms[abs(i)] for i in row[:width]])

    def _intern(self, relation: Relation, triples: Iterable[Statement]) -> list[Row]:
        ids = self.ids
        if relation.of is not None:
            return [(number := ids[t.subject], number) for t in triples]
        return [(ids[t.subject], ids[t.object]) for t in triples]

    def _import(self, relation: Relation, rows: Sequence[Row], folder: Path) -> str:
        name = self.names[relation]
        file = folder / f"{name}.csv"
        if relation.of is None:
            file.write_text("".join(f"{s},{o}\n" for s, o in rows), encoding="ascii")
        else:
            file.write_text("".join(f"{s}\n" for s, _ in rows), encoding="ascii")
        form, places = ("(int,int)", "?a, ?b") if relation.of is None else ("(int)", "?a")
        source = f'csv {{resource="{file.as_posix()}", format={form}}}'
        return f"@import i{name} :- {source} .\n{name}({places}) :- i{name}({places}) ."

    def _rule(self, number: int, rule: Rule) -> str:
        conditions = [self._atom(atom) for atom in rule.body]
        conditions += [f"{self._term(a)} != {self._term(b)}" for a, b in rule.different]
        if rule.head is None:
            goal = f"k{number}({', '.join(map(self._term, rule.variables)) or '0'})"
        else:
            goal = self._atom(rule.head)
            conditions += _no_literals(rule.head)
        return f"{goal} :- {', '.join(conditions)} ." if conditions else f"{goal} ."

    def _atom(self, atom: Atom) -> str:
        relation = relation_of(atom)
        places = [atom.subject] if relation.of is not None else [atom.subject, atom.object]
        return f"{self.names[relation]}({', '.join(map(self._term, places))})"

    def _term(self, term: Term) -> str:
        return str(term) if isinstance(term, Variable) else str(self.ids[term])

    def _new_rows(self, engine: Any, relation: Relation, schema: set[Node]) -> list[Row]:
        known = set(self.rows.get(relation, ()))
        terms, reported = self.ids.terms, is_reported(relation)
        told: list[Row] = []
        for row in engine.result(self.names[relation]):
            pair = (row[0], row[-1])
            if pair in known:
                continue
            subject, value = terms[abs(pair[0])], terms[abs(pair[1])]
            if reported and is_about_individual(relation, subject, value, schema):
                told.append(pair)
            elif relation.predicate != SAME_AS or subject != value:
                self.hidden.append((subject, relation.predicate, relation.of or value))
        return told


def _no_literals(head: Atom) -> list[str]:
    if head.predicate != SAME_AS:
        return []
    return [f"{term} > 0" for term in (head.subject, head.object) if isinstance(term, Variable)]


@contextmanager
def _panics_in_words() -> Iterator[None]:
    """Turn a panic inside Nemo, which is no subclass of Exception and has no importable name, into one of ours."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise IlrsGraphError(f"the reasoner Nemo failed: {error}", tip="try again with owlrl") from error


@contextmanager
def _interruptible() -> Iterator[None]:
    """Let Ctrl-C end the process while Nemo holds the interpreter; only the main thread may set this."""
    previous = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or previous is None:
        yield
        return
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)
