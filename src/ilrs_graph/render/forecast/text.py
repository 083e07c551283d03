"""Forecasts as text: for each event the chances, the intervals, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...dates.words import date_text
from ...forecasting import Forecast, Forecasts
from ...forecasting.incidence import End
from ...forecasting.model import Cited
from ...forecasting.plans import Plan
from ...language import say
from ...printable import blank, printable
from ...things.citation import Citation
from ...timeline.model import span
from ..colours import bold
from ..fitting import columns, fitted
from ..options import Options
from .rows import note
from .words import announced, class_name, month, percent, reason_text, rests_on

_WIDTH = 80
_NAME = 20
"""Columns of the names of lines."""
_ENDS = {End.HAPPENED: "came true {day}: {slip}", End.ENDED: "ended {day}", End.OPEN: "open on {day}"}


def write(forecasts: Forecasts, options: Options) -> str:
    """Return a block for each event; with the plans it rests on and their sources, if the forecasts have them."""
    return "".join(f"{line.rstrip()}\n" for line in _Page(forecasts, options).lines())


class _Page:
    """The lines of a text of forecasts."""

    def __init__(self, forecasts: Forecasts, options: Options) -> None:
        self._forecasts, self._options, self._language = forecasts, options, options.language
        self._width = max(options.width or _WIDTH, 40)
        self._number: dict[Citation, int] = {}

    def lines(self) -> Iterator[str]:
        """Yield the lines."""
        if not self._forecasts:
            names = self._say(", ").join(self._forecasts.names)
            text = "The graph has no launch, landing, milestone or test of {names}: nothing to forecast."
            yield from fitted(self._say(text, names=names) if names else self._say("Nothing to forecast."), self._width)
        for forecast in self._forecasts:
            yield from self._block(forecast)
            yield ""
        if self._number:
            yield bold(self._say("Sources"), self._options.colours)
            for citation, number in self._number.items():
                yield from self._hanging(f"[{number}] {citation.text(self._language)}", "", 5)
            yield ""
        yield from fitted(note(self._forecasts, self._language), self._width)

    def _say(self, text: str, /, **values: object) -> str:
        return say(text, self._language, **values)

    def _block(self, forecast: Forecast) -> Iterator[str]:
        yield bold(printable(forecast.label, blank), self._options.colours)
        if forecast.announced:
            yield from self._line("announced", announced(forecast, self._language))
        if forecast.reason is not None:
            yield from self._line("no forecast", reason_text(forecast.reason, self._language))
            return
        yield from self._line("within that window", self._within(forecast))
        yield from self._line("if it takes place", self._intervals(forecast))
        yield from self._line("by the end of", self._years(forecast))
        yield from self._line("not at all", self._rest(forecast))
        assert forecast.basis is not None
        yield from self._line("compared with", rests_on(forecast.basis, self._language))
        yield from self._line("such forecasts", self._check(forecast))
        if self._forecasts.cited:
            yield from self._plans(forecast.basis.plans)

    def _within(self, forecast: Forecast) -> str:
        if forecast.by_window is not None:
            return percent(forecast.by_window, self._language)
        is_open = forecast.aim is not None and forecast.aim.last is None
        return self._say("no end is announced") if is_open else self._say("the window is over")

    def _intervals(self, forecast: Forecast) -> str:
        assert forecast.median is not None
        found = [self._say("middle {month}", month=month(forecast.median, self._language))]
        for share, (first, last) in forecast.intervals.items():
            first_month, last_month = month(first, self._language), month(last, self._language)
            found.append(self._say("{n}%: {first} to {last}", n=share, first=first_month, last=last_month))
        return self._say("; ").join(found)

    def _years(self, forecast: Forecast) -> str:
        shown = [(year, share) for year, share in forecast.by_year if share > 0]
        return self._say(", ").join(
            self._say("{year}: {share}", year=year, share=percent(share, self._language)) for year, share in shown
        )

    def _rest(self, forecast: Forecast) -> str:
        ended = (
            percent(forecast.ended, self._language) if forecast.ended else self._say("none of these plans was ended")
        )
        if not forecast.beyond:
            return ended
        later = percent(forecast.beyond, self._language)
        return ended + self._say("; later for its lead time than these plans tell, or never: {share}", share=later)

    def _check(self, forecast: Forecast) -> str:
        check = forecast.check
        if check is None:
            return self._say("no plan of its class came true yet: how good they are is not known")
        form = (
            "leaving out in turn each mission of its class that came true ({name}, {n}): pinball loss {loss} years, "
            "{announced} as announced; intervals of 80% held {held}"
        )
        text = self._say(
            form,
            n=check.missions,
            name=class_name(check.of_class, self._language),
            loss=f"{check.loss:.2f}",
            announced=f"{check.announced:.2f}",
            held=percent(check.held[1], self._language),
        )
        return text if check.is_better else text + self._say("; no better than the announcement")

    def _plans(self, plans: Sequence[Plan]) -> Iterator[str]:
        for plan in sorted(plans, key=lambda each: (each.end.value, each.event.node.value, each.statement.claim.value)):
            cited = self._forecasts.cited.get(plan.statement.claim)
            if cited is not None:
                yield from self._hanging(self._plan(plan, cited), "  - ", 4)

    def _plan(self, plan: Plan, cited: Cited) -> str:
        comma = "，" if self._language == "zh" else ", "
        stated = comma.join(filter(None, (cited.speaker, date_text(plan.statement.stated_on, self._language))))
        window = date_text(plan.statement.edtf, self._language)
        day = date_text(plan.end_day.isoformat(), self._language)
        end = self._say(_ENDS[plan.end], day=day, slip=span(plan.slip_days, self._language))
        marks = "".join(f" [{self._number.setdefault(each, len(self._number) + 1)}]" for each in cited.sources)
        said = self._say(" ({said})", said=stated)
        return self._say("{label}: {window}{said}; {end}", label=cited.label, window=window, said=said, end=end) + marks

    def _line(self, name: str, text: str) -> Iterator[str]:
        word = self._say(name)
        yield from self._hanging(text, f"  {word}{' ' * max(_NAME - columns(word), 1)}", _NAME + 2)

    def _hanging(self, text: str, head: str, indent: int) -> Iterator[str]:
        first, *rest = fitted(printable(text, blank), max(self._width - indent, 20)) or [""]
        yield head + first
        yield from (" " * indent + line for line in rest)
