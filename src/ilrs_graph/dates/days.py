"""Days as arguments: a `date`, or text as YYYY-MM-DD."""

from __future__ import annotations

import re
from datetime import date, datetime
from reprlib import repr as short

from ..errors import UsageError

_FORM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def as_day(value: object, argument: str) -> date:
    """Return the day that a `date`, or text as YYYY-MM-DD (ISO 8601), names.

    >>> as_day("2023-10-31", "as_of"), as_day(date(2023, 10, 31), "as_of")
    (datetime.date(2023, 10, 31), datetime.date(2023, 10, 31))

    Raises:
        UsageError: it is neither, or not a valid day; the message names `argument`. A `datetime` is not a day, since
            its day depends on its time zone.
    """
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    tip = "give a datetime.date, or text as YYYY-MM-DD such as 2023-10-31"
    if isinstance(value, str):
        tip = "write it as YYYY-MM-DD, such as 2023-10-31"
        if _FORM.fullmatch(value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
    shown = repr(value) if isinstance(value, str) else short(value)
    raise UsageError(f"{{{argument}}}: {shown} is not a day", tip=tip, about=argument)
