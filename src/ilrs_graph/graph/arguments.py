"""The types of arguments, checked at the entrance: a wrong one is a `UsageError` that names the argument."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from reprlib import repr as short
from typing import TYPE_CHECKING, TypeVar

from pyoxigraph import Triple

from ..errors import UsageError

if TYPE_CHECKING:
    from datetime import date

T = TypeVar("T")
_MOST_S = 1_000_000


def wrong(value: object, argument: str, what: str, tip: str) -> UsageError:
    """Return the error for a value that is not `what`.

    >>> print(wrong(7, "thing", "text", "give a name"))
    thing: 7 is not text
    """
    return UsageError(f"{{{argument}}}: {short(value)} is not {what}", tip=tip, about=argument)


def text(value: object, argument: str, tip: str = "give it as text") -> str:
    """Return a text.

    Raises:
        UsageError: it is not text.
    """
    if not isinstance(value, str):
        raise wrong(value, argument, "text", tip)
    return value


def optional(read: Callable[[object, str], T], value: object, argument: str) -> T | None:
    """Return what `read` returns for a value, None for None.

    >>> optional(text, None, "by"), optional(text, "Ada Lovelace", "by")
    (None, 'Ada Lovelace')
    """
    return None if value is None else read(value, argument)


def unicode_text(value: object, argument: str, tip: str) -> str:
    """Return a text that can be part of a query or a literal.

    Raises:
        UsageError: it is not text, or has half of a surrogate pair.
    """
    found = text(value, argument, tip)
    try:
        found.encode()
    except UnicodeEncodeError:
        raise wrong(value, argument, "Unicode text", tip) from None
    return found


def name(value: object, argument: str) -> str:
    """Return the name of a thing.

    Raises:
        UsageError: it is not text.
    """
    return text(value, argument, "give a slug, CURIE, IRI or exact label")


def path(value: object, argument: str) -> str:
    """Return a path, given as text or as a `Path`, as text.

    Raises:
        UsageError: it is neither, or the system allows no such path.
    """
    if not isinstance(value, (str, Path)) or not _is_path(value):
        raise wrong(value, argument, "a path", "give text or a pathlib.Path")
    return str(value)


def _is_path(value: str | Path) -> bool:
    """Return whether a file could have this path: it has no NUL, can be encoded and is not too long."""
    try:
        os.lstat(value)
    except ValueError:
        return False
    except OSError as error:
        return error.errno != errno.ENAMETOOLONG
    return True


def flag(value: object, argument: str) -> bool:
    """Return a truth value; 0, "no" and None are not.

    Raises:
        UsageError: it is not True or False.
    """
    if not isinstance(value, bool):
        raise wrong(value, argument, "a truth value", "give True or False")
    return value


def seconds(value: object, argument: str) -> float:
    """Return a limit of time in seconds.

    >>> seconds(5, "timeout")
    5.0

    Raises:
        UsageError: it is not a number above 0.
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= _MOST_S:
        raise wrong(value, argument, "a number of seconds", "give a number above 0, or None for no limit")
    return float(value)


def count(value: object, argument: str) -> int:
    """Return a number of results.

    >>> count(5, "limit")
    5

    Raises:
        UsageError: it is not a whole number above 0.
    """
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise wrong(value, argument, "a whole number above 0", "give a number such as 5")
    return value


def choice(value: object, argument: str, choices: Sequence[str]) -> None:
    """Raise an error unless the value is one of `choices`.

    Raises:
        UsageError: it is not.
    """
    if not isinstance(value, str) or value not in choices:
        raise wrong(value, argument, "a valid value", "valid values: " + ", ".join(choices))


def function(value: object, argument: str) -> None:
    """Raise an error unless the value can be called.

    Raises:
        UsageError: it cannot.
    """
    if not callable(value):
        raise wrong(value, argument, "a function", "give a function that takes a message, such as print")


def day(value: object, argument: str) -> date:
    """Return the day that a `date` or a text as YYYY-MM-DD names.

    Raises:
        UsageError: it is not a day.
    """
    from ..dates.days import as_day

    return as_day(value, argument)


def triples(value: object, argument: str) -> list[Triple]:
    """Return triples as a list.

    Raises:
        UsageError: the value is not iterable, or holds something else, or a triple that RDF 1.1 does not have.
    """
    from ..intake.candidates import of_rdf_1_1

    tip = "give pyoxigraph.Triple objects, such as [Triple(subject, predicate, object)]"
    if not isinstance(value, Iterable) or isinstance(value, (str, bytes, bytearray, Mapping)):
        raise wrong(value, argument, "a collection of triples", tip)
    found = list(value)
    for each in found:
        if not isinstance(each, Triple):
            raise wrong(each, argument, "a triple", tip)
        of_rdf_1_1(each, argument)
    return found
