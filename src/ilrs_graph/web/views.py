"""What pages are made of: a reading in each language, and readings as of other days."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from functools import cached_property

from ..comparing import Difference
from ..errors import UsageError
from ..graph import Reading
from ..graph.arguments import day as day_of
from ..language import LANGUAGES
from ..namespaces import ONTOLOGY
from ..pages import Pages
from .downloads import Downloads
from .problems import Problem

DAYS = 12
"""How many other days are held: the most recently used."""
_KNOWN = f"SELECT DISTINCT ?day {{ ?x <{ONTOLOGY}knownFrom>|<{ONTOLOGY}rankKnownFrom> ?day }}"


class View:
    """A reading with its pages; `snapshot` names what answers depend on, beside the request."""

    def __init__(self, reading: Reading, previous: Callable[[], Difference] | None = None) -> None:
        self.reading, self._previous = reading, previous
        self.snapshot = "-".join(str(part) for part in (reading.snapshot.state.address, reading.as_of) if part)
        self._pages: dict[str, Pages] = {}
        self.downloads = Downloads(reading)
        """The files of the whole graph."""

    def pages_in(self, language: str) -> Pages:
        """Return the pages in a language."""
        if language not in self._pages:
            reading = self.reading.in_language(language)
            made = Pages(reading, previous=self._previous, files=lambda: self.downloads.files)
            self._pages.setdefault(language, made)
        return self._pages[language]

    @cached_property
    def known_days(self) -> list[str]:
        """The days on which something became known, in their order."""
        rows = self.reading.engine.select(_KNOWN).rows
        return sorted({day.value for (day,) in rows if day is not None})

    @cached_property
    def addresses(self) -> list[str]:
        """The address of every page without arguments, each once."""
        return list(dict.fromkeys(self.pages_in(LANGUAGES[0]).addresses()))

    def snapped(self, text: str) -> str:
        """Return the last day up to the given one on which something became known: both show the same graph.

        Raises:
            Problem: the text is not a day, or nothing was known on it.
        """
        try:
            day = day_of(text, "as_of").isoformat()
        except UsageError as error:
            raise Problem(400, error.message, tip="give a day as YYYY-MM-DD, such as as_of=2024-06-01") from None
        place = bisect_right(self.known_days, day)
        if not place:
            first = f"the first day is {self.known_days[0]}" if self.known_days else "omit as_of"
            raise Problem(400, f"as_of: nothing was known on {day}", tip=first)
        return self.known_days[place - 1]

    def next_known(self, day: str) -> str:
        """Return the first day after the given one on which something became known, "" if there is none."""
        place = bisect_right(self.known_days, day)
        return self.known_days[place] if place < len(self.known_days) else ""


class PastViews:
    """The views of other days of one state of the files, at most `DAYS` of them.

    Args:
        state: the address of the state of the files.
        reading_of: opens the reading of a day; what it returns may be of other files if these have changed.
    """

    def __init__(self, state: str, reading_of: Callable[[date], Reading]) -> None:
        self._state, self._reading_of = state, reading_of
        self._held: OrderedDict[str, View] = OrderedDict()

    def get(self, day: str) -> View | None:
        """Return the view of a day if it is held."""
        if day in self._held:
            self._held.move_to_end(day)
        return self._held.get(day)

    def open(self, day: str) -> View:
        """Return the view of a day, which takes seconds if its snapshot is not in the cache."""
        view = View(self._reading_of(date.fromisoformat(day)))
        if view.reading.snapshot.state.address == self._state:
            self._held[day] = view
            while len(self._held) > DAYS:
                self._held.popitem(last=False)
        return view
