"""Rows of terms as a pandas DataFrame: a typed column for each variable.

What the values of a variable `x` are decides the type of its column, and whether a second one follows it:

| Values of `x` | Column `x` | Second column |
|---|---|---|
| things | IRI, `string` | `xLabel`: label, `string` |
| dates | the day, `datetime64[s]`; NaT unless it is exactly one day | `xEdtf`: as stated, in EDTF, `string` |
| times with a day | `datetime64[us, UTC]`; a time without a zone counts as UTC | |
| whole numbers | `Int64` | |
| other numbers | `float64` | |
| truth values | `boolean` | |
| other text | `string`, without its language | |
| of several kinds, or none | `object`: `int`, `float`, `bool` or `str` (IRI, EDTF) | `xLabel`, if there are things |

Unbound values are missing (NA, NaN, NaT or None). There is no second column if the result has one of this name itself.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from pyoxigraph import Literal, NamedNode

from ..dates.edtf import is_point, read_edtf
from ..errors import MissingDependency
from ..names.labels import Labels
from ..namespaces import PREFIXES, XSD
from ..terms import XSD_STRING, Term
from .strength import STRENGTH, Strength

if TYPE_CHECKING:
    import pandas

_DATES = {PREFIXES["edtf"] + "EDTF", *(XSD + name for name in ("date", "gYearMonth", "gYear"))}
_TIMES = {XSD + "dateTime", XSD + "dateTimeStamp"}
_NUMBERS = {XSD + name for name in ("decimal", "double", "float")}
_INTEGERS = {
    *(XSD + sign + "Integer" for sign in ("positive", "negative", "nonPositive", "nonNegative")),
    *(XSD + prefix + size for prefix in ("", "unsigned") for size in ("long", "int", "short", "byte")),
    *(XSD + each for each in ("integer", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte")),
}
_MOST = 2**63
_YEAR = 4
_TYPES = {"thing": "string", "text": "string", "integer": "Int64", "number": "float64", "truth": "boolean"}


class _Value(NamedTuple):
    """What a term is in a DataFrame: the kind of value, and the value."""

    kind: str
    value: Any


def frame(
    names: Sequence[str],
    rows: Sequence[Sequence[Term | None]],
    labels: Labels,
    *,
    years: bool = False,
    things: Collection[str] = (),
) -> pandas.DataFrame:
    """Return rows of terms as a DataFrame with typed columns, as the head of this module describes.

    Plain text in the form of EDTF counts as a date if all text of the column has this form, since a query may have
    taken the type from a date; years alone count only if `years` is true. A variable of `things` without any value
    counts as one of things, so that the columns do not depend on the rows.

    Raises:
        MissingDependency: pandas is not installed.
    """
    package = import_pandas()
    labels.load(cell for row in rows for cell in row)
    columns: dict[str, Any] = {}
    for place, name in enumerate(names):
        terms = [row[place] for row in rows]
        values = _as_dates([None if term is None else _read(term) for term in terms], years)
        kinds = {each.kind for each in values if each is not None} or ({"thing"} if name in things else set())
        columns[name] = _series(values, kinds)
        if "thing" in kinds and f"{name}Label" not in names:
            columns[f"{name}Label"] = package.array([None if t is None else labels.of(t) for t in terms], "string")
        if kinds == {"date"} and f"{name}Edtf" not in names:
            columns[f"{name}Edtf"] = package.array([None if v is None else v.value for v in values], "string")
    made: pandas.DataFrame = package.DataFrame(columns, index=package.RangeIndex(len(rows)))
    return made


def add_strengths(table: pandas.DataFrame, strengths: Sequence[Strength]) -> None:
    """Add the columns of `STRENGTH` to the rows of an answer."""
    array = import_pandas().array
    columns = zip(*(each.cells() for each in strengths), strict=True) if strengths else ((), (), ())
    for name, cells, kind in zip(STRENGTH, columns, ("Int64", "string", "string"), strict=True):
        table[name] = array(list(cells), kind)


def import_pandas() -> Any:
    """Return the package pandas.

    Raises:
        MissingDependency: it is not installed.
    """
    try:
        import pandas
    except ImportError:
        raise MissingDependency("to_pandas needs pandas", tip="pip install 'ilrs-graph[pandas]'") from None
    return pandas


def _series(values: Sequence[_Value | None], kinds: set[str]) -> Any:
    """Return the column of values of these kinds."""
    pandas = import_pandas()
    plain = [None if each is None else each.value for each in values]
    if kinds == {"date"}:
        return pandas.Series([None if text is None else exact_day(text) for text in plain], dtype="datetime64[s]")
    if kinds == {"time"}:
        utc = [None if time is None else time.astimezone(UTC).replace(tzinfo=None) for time in plain]
        return pandas.Series(utc, dtype="datetime64[us]").dt.tz_localize("UTC")
    if kinds == {"integer", "number"}:
        return pandas.Series(plain, dtype="float64")
    if len(kinds) == 1:
        return pandas.Series(plain, dtype=_TYPES[next(iter(kinds))])
    texts = [each.isoformat() if isinstance(each, datetime) else each for each in plain]
    return pandas.Series(texts, dtype="object")


def _read(term: Term) -> _Value:
    """Return the kind and the value of a term; an invalid literal is text."""
    if isinstance(term, NamedNode):
        return _Value("thing", term.value)
    if not isinstance(term, Literal) or term.language:
        return _Value("text", term.value)
    text, kind = term.value, term.datatype.value
    try:
        if kind in _DATES:
            read_edtf(text)
            return _Value("date", text)
        if kind in _TIMES:
            time = datetime.fromisoformat(text)
            time = time.replace(tzinfo=time.tzinfo or UTC)
            time.astimezone(UTC)  # fails where its time in UTC is in no year from 1 to 9999
            return _Value("time", time)
        if kind in _INTEGERS:
            number = int(text)
            return _Value("integer", number) if -_MOST <= number < _MOST else _Value("number", float(number))
        if kind in _NUMBERS:
            return _Value("number", float(text))
    except (ValueError, OverflowError):
        return _Value("text", text)
    if kind == XSD + "boolean" and text in ("true", "false", "0", "1"):
        return _Value("truth", text in ("true", "1"))
    return _Value("text" if kind == XSD_STRING.value else "other text", text)


def _as_dates(values: Sequence[_Value | None], years: bool) -> list[_Value | None]:
    """Return the values, text as dates if there is nothing else but dates."""
    bound = [each for each in values if each is not None]
    texts = [each.value for each in bound if each.kind == "text"]
    are_dates = (
        {each.kind for each in bound} <= {"date", "text"}
        and (years or len(texts) < len(bound) or any(len(text) > _YEAR for text in texts))
        and all(map(_is_date, texts))
    )
    word = "date" if are_dates else "text"
    return [
        _Value(word, each.value) if each is not None and each.kind in ("text", "other text") else each
        for each in values
    ]


def _is_date(text: str) -> bool:
    try:
        read_edtf(text)
    except ValueError:
        return False
    return True


def exact_day(edtf: str) -> date | None:
    """Return the day that a date names; None if it is longer, uncertain or around a day.

    >>> exact_day("2024-05-03"), exact_day("2024-05"), exact_day("2024-05-03~")
    (datetime.date(2024, 5, 3), None, None)
    """
    found = read_edtf(edtf)
    return found.first if is_point(edtf) and found.first == found.last else None
