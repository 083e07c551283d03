"""A comparison as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...comparing.diff import Difference
from ...comparing.model import AnswerChange, Comparison, FactChange, ThingChange
from ...names.from_facts import Names
from ...printable import printable
from ...terms import Term
from ..colours import by_mark
from ..options import Options

_MARKS = {"added": "+", "removed": "-", "changed": "~"}


def write(difference: Difference, options: Options) -> str:
    """Return the comparison as lines: things, answers, files, and a count of each.

    >>> write(Difference(Comparison("a", "b", (), (), (), None, ()), Names()), Options())
    'no difference\\n'
    """
    found, names = difference
    if found.same:
        return "no difference\n"
    blocks = [*(_thing(change, names) for change in found.things), *(_answer(a, names) for a in found.answers or ())]
    if found.files:
        blocks.append([f"{_MARKS[f.how]} {f.name} ({f.how})" for f in found.files])
    shown = [[_coloured(printable(line), options.colours) for line in block] for block in blocks]
    return "\n\n".join("\n".join(block) for block in [*shown, [printable(_summary(found))]]) + "\n"


def _coloured(line: str, colours: bool) -> str:
    """Return a line in the colour of the mark that is its first word."""
    return by_mark(line, line.lstrip().partition(" ")[0], colours)


def value_texts(change: FactChange, names: Names) -> tuple[list[str], list[str]]:
    """Return the values lost and gained as text; as N-Triples where two would read the same."""
    removed, added = ([names.of(v) for v in some] for some in (change.removed, change.added))
    both = [*removed, *added]
    if len(set(both)) < len(both):
        return [str(v) for v in change.removed], [str(v) for v in change.added]
    return removed, added


def cell_text(cell: Term | None, names: Names) -> str:
    """Return a cell of an answer as text: "" for nothing.

    >>> cell_text(None, Names())
    ''
    """
    return "" if cell is None else names.of(cell)


def _thing(change: ThingChange, names: Names) -> list[str]:
    kind = names.kind(change.thing)
    title = "  ".join(filter(None, [names.of(change.thing), names.curie(change.thing), f"({kind})" if kind else ""]))
    return [f"{_MARKS[change.how]} {title}", *(f"    {line}" for fact in change.facts for line in _fact(fact, names))]


def _fact(change: FactChange, names: Names) -> Iterator[str]:
    removed, added = value_texts(change, names)
    name = names.of(change.property)
    if change.single:
        yield f"~ {name}: {removed[0]} → {added[0]}"
        return
    yield from (f"- {name}: {text}" for text in removed)
    yield from (f"+ {name}: {text}" for text in added)


def _answer(change: AnswerChange, names: Names) -> list[str]:
    counts = f"{len(change.added)} added, {len(change.removed)} removed"
    lines = [f"~ answer {change.slug}: {change.question}  ({counts})", "    " + " | ".join(change.columns.values())]
    for mark, rows in (("-", change.removed), ("+", change.added)):
        lines += [f"  {mark} " + " | ".join(cell_text(cell, names) for cell in row) for row in rows]
    return lines


def _summary(found: Comparison) -> str:
    counted: Sequence[str] = [how for change in found.things for how in [change.how]]
    things = ", ".join(f"{counted.count(how)} {how}" for how in _MARKS)
    answers = "answers not compared" if found.answers is None else f"{len(found.answers)} saved answers change"
    files = f"; rules and questions: {len(found.files)} differ" if found.files else ""
    return f"things: {things}; {answers}{files}"
