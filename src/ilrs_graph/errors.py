"""All errors that this package raises intentionally::

    IlrsGraphError                 exit code 1
    |-- UsageError                 2   a wrong option, slug, thing, parameter or query
    |   |-- UnknownName            2   with near names
    |   `-- QueryError             2   SPARQL that does not parse or may not run
    |-- InputError                 3   a file that is missing or cannot be read
    |   `-- SyntaxProblem          3   with file:line:col
    |-- OutputError                3   a file or pipe that cannot be written
    |-- OntologyError              1   an axiom that the reasoner does not support
    |-- TooManyFacts               1   a rule that would multiply the facts beyond a limit
    |-- EndpointError              3   a SPARQL server that does not answer correctly
    |-- QueryTimeout               3   a query that takes longer than allowed
    |-- LimitReached               3   a query that was ended because it used more than allowed
    `-- MissingDependency          1   an optional package is absent

`QueryWarning`, `UnknownTerm` and `ReadAs` are warnings: the call returns its result.

Each message states what is wrong and where; `tip` states what to do.

An inner room does not know how a front end spells an argument, so it writes the Python argument in braces and lists
its name in `about`: `InputError("{as_of}: ...", tip="omit {as_of}", about="as_of")`. `message` and
`tip` then contain `as_of`, and a front end gets its own spelling from `spelled`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import ClassVar, NamedTuple

_LONGEST_NAME = 200
"""A name that is longer is cut in a message."""


class Place(NamedTuple):
    """A place in a file; columns are counted in characters, as editors do.

    `line` and `column` count from 1; 0 means unknown. `file` is "" for a text that has no name.

    >>> str(Place("new.ttl", 3, 14)), str(Place("new.ttl", 3)), str(Place(line=3, column=14))
    ('new.ttl:3:14', 'new.ttl:3', '3:14')
    """

    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join(str(part) for part in self if part)


class IlrsGraphError(Exception):
    """Base of all errors raised intentionally; `exit_code` is the exit code of the command line.

    Args:
        message: what is wrong and where.
        tip: what to do.
        about: the arguments that message and tip name in braces, as `{root}` or with a value as `{root=DIR}`; braces
            around anything else stay.
    """

    exit_code = 1

    def __init__(self, message: str, *, tip: str | None = None, about: str | Iterable[str] = ()) -> None:
        self.about = (about,) if isinstance(about, str) else tuple(about)
        self._template = (message, tip)
        self.message, self.tip = self.spelled(lambda argument: argument)
        super().__init__(self.message)

    def spelled(self, spell: Callable[[str], str]) -> tuple[str, str | None]:
        """Return message and tip, each argument as `spell` writes it; it receives `as_of` or `root=DIR`.

        >>> error = UsageError("no editor", tip="give {by=NAME}", about="by")
        >>> error.tip, error.spelled(lambda argument: "--" + argument.replace("=", " "))[1]
        ('give by=NAME', 'give --by NAME')
        """
        message, tip = self._template
        if not self.about:
            return message, tip
        argument = re.compile(rf"\{{((?:{'|'.join(map(re.escape, self.about))})(?:=[^{{}}]*)?)\}}")

        def filled(text: str) -> str:
            return argument.sub(lambda found: spell(found[1]), text)

        return filled(message), None if tip is None else filled(tip)


class UsageError(IlrsGraphError):
    """A call with arguments that cannot be used."""

    exit_code = 2


class UnknownName(UsageError):
    """An unknown name; the tip suggests similar existing names."""

    def __init__(
        self, kind: str, name: str, known: Iterable[str], *, tip: str | None = None, about: str | Iterable[str] = ()
    ) -> None:
        self.near = near_names(name, known)
        if self.near:
            tip, about = "did you mean " + " or ".join(self.near) + "?", ()
        shown = name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
        super().__init__(f"no {kind} is called {shown!r}", tip=tip, about=about)


class QueryError(UsageError):
    """A SPARQL query that does not parse, or uses a refused keyword.

    `place` is where in the query, if known, and `what` the message without it.
    """

    def __init__(
        self, message: str, *, tip: str | None = None, about: str | Iterable[str] = (),
        place: Place | None = None, what: str | None = None,
    ) -> None:  # fmt: skip
        self.place, self.what = place, what or message
        super().__init__(message, tip=tip, about=about)


class InputError(IlrsGraphError):
    """Input that is missing or cannot be read."""

    exit_code = 3


class SyntaxProblem(InputError):
    """A file that does not parse; `place` is where, and `file`, `line` and `column` are its parts."""

    def __init__(self, file: str, line: int, column: int, what: str) -> None:
        super().__init__(f"{file}:{line}:{column}: {what}", tip="fix the syntax there and try again")
        self.place = Place(file, line, column)
        self.file, self.line, self.column = self.place


class OutputError(IlrsGraphError):
    """A file or pipe that cannot be written."""

    exit_code = 3


class OntologyError(IlrsGraphError):
    """An axiom that the reasoner does not support."""


class TooManyFacts(IlrsGraphError):
    """A rule with more conclusions than allowed: about `count` of them, from `given` facts.

    >>> print(TooManyFacts("prp-trp", "Transitive ilrs:follows", 9_000_000, 3_000, 5_000_000))
    the rule prp-trp gives about 9,000,000 facts, from 3,000; the limit is 5,000,000. Its axiom: Transitive ilrs:follows
    """

    def __init__(self, rule: str, axiom: str, count: int, given: int, limit: int) -> None:
        super().__init__(
            f"the rule {rule} gives about {count:,} facts, from {given:,}; the limit is {limit:,}. Its axiom: {axiom}",
            tip="look for a cycle, or for a value that too many things share; or remove the axiom,"
            " or call materialise with a higher limit",
        )
        self.rule, self.axiom, self.count, self.given, self.limit = rule, axiom, count, given, limit


class EndpointError(IlrsGraphError):
    """A SPARQL endpoint that cannot be reached or answers with an error."""

    exit_code = 3


class QueryTimeout(IlrsGraphError):
    """A query that took longer than `seconds` and was ended; the graph can be used on.

    >>> print(QueryTimeout(0.5))
    the query was not done after 0.5 s
    """

    exit_code = 3

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"the query was not done after {seconds:g} s",
            tip="ask for less, or allow more with {timeout}",
            about="timeout",
        )
        self.seconds = seconds


class LimitReached(IlrsGraphError):
    """A stranger's query that was ended, or not begun, because of a limit; `most` is the limit with its unit.

    `limit` is time, memory, size (of the answer), spool (of all answers), queue, or process: the one that ran the
    query ended, for a reason that is not known.

    >>> print(LimitReached("time", "10 s"))
    the query was not done after 10 s
    """

    exit_code = 3
    WORDS: ClassVar[dict[str, tuple[str, str]]] = {
        "time": ("the query was not done after {}", "ask for less"),
        "memory": ("the query needs more memory than {}", "ask for less, or join fewer patterns at once"),
        "size": ("the answer is larger than {}", "use LIMIT, or select fewer variables"),
        "spool": ("the answers that wait for their readers are larger than {} together", "try again later"),
        "queue": ("the server is busy: no worker was free within {}", "try again later"),
        "process": ("the process that ran the query ended{}", "ask for less, or write the query in a simpler way"),
    }

    def __init__(self, limit: str, most: str = "") -> None:
        message, tip = self.WORDS[limit]
        super().__init__(message.format(most), tip=tip)
        self.limit, self.most = limit, most


class MissingDependency(IlrsGraphError):
    """An optional package that this call needs is not installed."""


class QueryWarning(UserWarning):
    """A query runs, and gives another result than its author will expect."""


class UnknownTerm(QueryWarning):
    """A query names a term that the ontology does not declare, so a pattern with this term matches nothing."""


class ReadAs(UserWarning):
    """A name is written in another way than the graph writes it, and can mean one thing only, which is used."""


def near_names(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Return up to `most` known names that look like `name`, nearest first.

    >>> near_names("change6", ["change-4", "change-6", "cnsa"])
    ['change-6', 'change-4']
    """
    import difflib

    by_fold = {k.casefold(): k for k in known}
    return [by_fold[m] for m in difflib.get_close_matches(name.casefold(), by_fold, n=most, cutoff=0.6)]
