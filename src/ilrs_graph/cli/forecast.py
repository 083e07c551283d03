"""`ilrs-graph forecast`."""

from __future__ import annotations

import click

from ..errors import UsageError
from .options import (
    build_options,
    endpoint_option,
    language_option,
    open_graph,
    output_options,
    pick_format,
    root_option,
    timeout_option,
    write_output,
)


@click.command(
    name="forecast",
    epilog="""\b
Examples:
  ilrs-graph forecast change-8
  ilrs-graph forecast artemis-3 --plans
  ilrs-graph forecast change-8 --without roscosmos
  ilrs-graph forecast change-8-launch --as-of 2026-01-01 --format json
  ilrs-graph forecast
  ilrs-graph forecast --backtest""",
)
@click.argument("named", metavar="[THING]...", nargs=-1)
@click.option(
    "--without", metavar="AGENT", help="Leave out the missions that AGENT operates, to see what rests on them."
)
@click.option("--plans", is_flag=True, help="List the plans that a forecast rests on, with their sources.")
@click.option("--backtest", "is_backtest", is_flag=True, help="Score the forecasts of past quarters beside baselines.")
@output_options("forecast", "backtest")
@language_option
@build_options
@endpoint_option
@timeout_option
@root_option
def command(
    named: tuple[str, ...],
    without: str | None,
    plans: bool,
    is_backtest: bool,
    format_name: str | None,
    output: str | None,
    as_of: str | None,
    endpoint: str | None,
    root: str | None,
) -> None:
    """Forecast planned launches, landings, milestones and tests by how plans of their kind slipped.

    THING is a mission, a programme (with its missions) or an event; without any, all events to come are listed.

    A forecast gives the announced window, the chances that the event takes place within it, by the end of years, and
    not at all, and intervals of 50, 80 and 90 %. It is calculated from the plans in the graph whose end is known, and
    from those that are still open; it is no claim, and no part of the data. With --backtest, the forecasts that could
    have been made on the first day of each quarter from 2010 on are scored.
    """
    if is_backtest:
        if named or without is not None or plans:
            what = "--backtest takes no THING, --without or --plans"
            raise UsageError(what, tip="it scores the forecasts of all plans: ilrs-graph forecast --backtest")
        wanted = pick_format("backtest", name=format_name, output=output, piped="csv")
        write_output(open_graph(root, as_of, endpoint).backtest(), wanted, output)
        return
    name = format_name or ("text" if (named or plans) and output is None else None)
    wanted = pick_format("forecast", name=name, output=output, piped="csv")
    graph = open_graph(root, as_of, endpoint)
    write_output(graph.forecast(*named, without=without, plans=plans), wanted, output)
