"""An overview as text that fits the terminal: a sentence, dates, claims with their words, facts, and what to ask next.

Sources are cited by number, in ranges, if they are wanted, and are listed below once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ...dates.words import date_text
from ...language import say
from ...printable import blank, printable
from ...terms import Term
from ...things.overview import Overview, Statement
from ..colours import bold
from ..fitting import columns, fitted
from ..options import Options
from ..references.numbers import ranges

_WIDTH = 80
_NAME = 22
"""Columns of the names of properties, and those of the longest line of values."""
_MOST = 8
"""How many occasions, values of a property, and questions are shown."""
_OTHERS = 2
"""How many other values of a property are shown beside those that count."""


def write(overview: Overview, options: Options) -> str:
    """Return the overview as text."""
    return "".join(f"{line.rstrip()}\n" for line in _Page(overview, options).lines())


class _Page:
    """The lines of an overview."""

    def __init__(self, overview: Overview, options: Options) -> None:
        self._about, self._options, self._language = overview, options, overview.language
        self._width = max(options.width or _WIDTH, 40)
        references = overview.references if options.sources else {}
        self._number = {source: i for i, source in enumerate(references, 1)}
        self._references = references

    def lines(self) -> Iterator[str]:
        """Yield the lines."""
        about = self._about
        yield from self._wrapped(f"{about.label}  {'  '.join(about.other_names)}", strong=True)
        yield from self._wrapped(about.sentence + self._marks([about.thing]))
        if any(each.node != about.thing for each in about.occasions):
            yield from self._section("Dates", self._dates())
        yield from self._section("What is said", self._claims())
        yield from self._section("Facts", self._facts())
        yield from self._section("What refers to it", self._groups())
        yield from self._section("Ask", self._commands())
        if self._references:
            yield from self._section("Sources", self._sources())
            return
        count = len({source for found in about.sources.values() for source in found})
        listed = "{n} source: --sources lists it; " if count == 1 else "{n} sources: --sources lists them; "
        yield ""
        yield from self._wrapped((self._say(listed, n=count) if count else "") + self._say("--facts gives every fact."))

    def _say(self, text: str, /, **values: object) -> str:
        return say(text, self._language, **values)

    def _sources(self) -> Iterator[str]:
        for number, citation in enumerate(self._references.values(), 1):
            before, _, after = citation.text(self._language).rpartition(citation.url)
            yield from self._wrapped(f"[{number}] {before.strip()}{after}", hanging=5)
            yield f"     {printable(citation.url, blank)}"

    def _section(self, title: str, lines: Iterable[str]) -> Iterator[str]:
        found = list(lines)
        if found:
            yield ""
            yield bold(self._say(title), self._options.colours)
            yield from found

    def _dates(self) -> Iterator[str]:
        shown = self._about.occasions if len(self._about.occasions) <= _MOST + 1 else self._about.occasions[:_MOST]
        for each in shown:
            planned = self._say(", planned") if each.planned else ""
            outcome = self._say(": {outcome}", outcome=each.outcome) if each.outcome else planned
            yield from self._entry(f"{each.label}{outcome}{self._marks([each.node])}", each.date)
        if len(shown) < len(self._about.occasions):
            yield f"  {self._say('and {n} more', n=len(self._about.occasions) - len(shown))}"

    def _claims(self) -> Iterator[str]:
        for name, statements in self._about.claims.items():
            best = [s for s in statements if s.counts] or statements[:1]
            by_value: dict[str, list[Statement]] = {}
            for statement in statements:
                by_value.setdefault(self._value(statement), []).append(statement)
            counting = dict.fromkeys(self._value(s) for s in best)
            for place, value in enumerate(counting):
                yield from self._entry(value, "" if place else name)
                yield from self._said(by_value.pop(value))
            if by_value:
                yield from self._others(list(by_value.values()))

    def _said(self, statements: Sequence[Statement]) -> Iterator[str]:
        """Yield the words of the first statement of a value, and how many others there are."""
        first, more = statements[0], len(statements) - 1
        words = f"“{first.words}” " if first.words else ""
        also = self._say("; said {n} more time" if more == 1 else "; said {n} more times", n=more) if more else ""
        text = f"{words}{self._speaker(first)}{also}{self._marks([s.node for s in statements])}"
        yield from self._wrapped(text, _INDENT, hanging=_INDENT)

    def _others(self, values: Sequence[Sequence[Statement]]) -> Iterator[str]:
        """Yield the other values of a property, each with the statement that comes first."""
        shown = values if len(values) <= _OTHERS + 1 else values[:_OTHERS]
        texts = [
            self._value(said[0])
            + self._say(" ({said})", said=self._speaker(said[0]))
            + self._marks([s.node for s in said])
            for said in shown
        ]
        more = self._say("; and {n} more", n=len(values) - len(shown)) if len(shown) < len(values) else ""
        text = self._say("also: ") + self._say("; ").join(texts) + more
        yield from self._wrapped(text, _INDENT, hanging=_INDENT + 2)

    def _value(self, statement: Statement) -> str:
        marks = self._say(", ").join(statement.marks)
        return statement.value + (self._say(" ({marks})", marks=marks) if marks else "")

    def _speaker(self, statement: Statement) -> str:
        comma = "，" if self._language == "zh" else ", "
        return comma.join(filter(None, (statement.speaker, date_text(statement.stated_on, self._language))))

    def _facts(self) -> Iterator[str]:
        for name, values in self._about.facts.items():
            yield from self._entry(self._some([value.text for value in values]), name)
        for name, address in self._about.links.items():
            if columns(address) <= self._width - _INDENT:
                yield from self._entry(address, name)
            else:  # an address in one piece can be clicked and copied
                yield from (f"  {name}", f"    {address}")

    def _groups(self) -> Iterator[str]:
        for group in self._about.groups:
            more = group.size - len(group.names)
            ending = self._say("; and {n} more", n=more) if more else ""
            yield from self._entry(self._say("; ").join(group.names) + ending, group.kind)

    def _commands(self) -> Iterator[str]:
        for question, command in self._about.commands[:_MOST]:
            yield from self._wrapped(question, 2, hanging=2)
            yield f"    {command}"
        if len(self._about.commands) > _MOST:
            more = len(self._about.commands) - _MOST
            yield f"  {self._say('and {n} more: {command}', n=more, command='ilrs-graph ask')}"

    def _some(self, values: Sequence[str]) -> str:
        """Return the first values in a row, and how many there are more."""
        shown = values if len(values) <= _MOST + 1 else values[:_MOST]
        more = len(values) - len(shown)
        comma = self._say(", ")
        mark, ending = (", ", ", and {n} more") if not any(comma in x for x in shown) else ("; ", "; and {n} more")
        return self._say(mark).join(shown) + (self._say(ending, n=more) if more else "")

    def _marks(self, nodes: Sequence[Term]) -> str:
        """Return the numbers of the sources of nodes, after a space."""
        numbers = {self._number[s] for node in nodes for s in self._about.sources.get(node, ()) if s in self._number}
        return f" {ranges(numbers)}" if numbers else ""

    def _entry(self, text: str, name: str) -> Iterator[str]:
        """Yield a value beside the name of its property, or below a long name."""
        if columns(name) > _NAME:
            yield from self._wrapped(name, 2, hanging=4)
            name = ""
        lines = fitted(printable(text, blank), self._width - _INDENT)
        for line in lines:
            yield f"  {name}{' ' * (_NAME - columns(name))}  {line}" if name else f"{' ' * _INDENT}{line}"
            name = ""

    def _wrapped(self, text: str, first: int = 0, hanging: int = 0, *, strong: bool = False) -> Iterator[str]:
        lines = fitted(printable(text, blank), self._width - first, self._width - hanging)
        for number, line in enumerate(lines):
            yield " " * (hanging if number else first) + bold(line, strong and self._options.colours)


_INDENT = _NAME + 4
