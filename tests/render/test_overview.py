"""An overview as text: it fits the terminal, cites in ranges, and leaves addresses whole."""

from __future__ import annotations

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.render import Options, format_named, write
from ilrs_graph.render.fitting import columns

TEXT = format_named("text", "overview")
THINGS = ("change-6", "agent:nasa", "wu-weiren", "item:dorn", "event:change-6-launch", "source:cnes-dorn",
          "claim:change-6-launch-event-date-cnes-2020", "ilrs:hasPartner", "artemis-accords")  # fmt: skip


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("thing", THINGS)
@pytest.mark.parametrize("sources", [False, True])
def test_it_fits_the_terminal(thing: str, width: int, sources: bool, graph: LunarGraph) -> None:
    lines = write(graph.overview(thing), TEXT, Options(width=width, sources=sources)).splitlines()
    wide = [line for line in lines if columns(line) > width]
    assert all("://" in line and " " not in line.strip() for line in wide if "ilrs-graph ask " not in line)
    assert not any(line != line.rstrip() for line in lines)


def test_sources_are_cited_in_ranges_and_listed_once(graph: LunarGraph) -> None:
    text = write(graph.overview("change-6"), TEXT, Options(width=80, sources=True))
    body, _, listed = text.partition("\nSources\n")
    assert "[1-" in body.splitlines()[2] + body.splitlines()[1]
    assert listed.count("\n[1] ") + listed.startswith("[1] ") == 1
    plain = write(graph.overview("change-6"), TEXT, Options(width=80))
    assert "[1" not in plain
    assert "--sources" in plain


def test_other_values_are_told_in_short(graph: LunarGraph) -> None:
    text = write(graph.overview("event:change-6-launch"), TEXT, Options(width=80))
    assert "; said " in text
    assert "more\n" in text
    assert "also: " in text
