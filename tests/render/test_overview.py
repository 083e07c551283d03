"""An overview as text: it fits the terminal, cites in ranges, and leaves addresses whole."""

from __future__ import annotations

import re

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


@pytest.mark.parametrize("width", [80, 120])
def test_it_is_chinese_throughout_for_a_chinese_reader(width: int) -> None:
    chinese = LunarGraph(language="zh")
    text = write(chinese.overview("change-6"), TEXT, Options(width=width, language="zh"))
    lines = text.splitlines()
    assert {"日期", "各方说法", "事实", "指向它的事物", "可提的问题"} <= {*lines}
    whole = re.sub("\n +", "", text)
    assert "；另有1次" in whole
    assert "另有：首次月背采样返回（计划）（" in whole
    assert lines[-1].endswith("--facts 列出全部事实。")
    assert all(columns(line) <= width for line in lines if "ilrs-graph ask" not in line)
    assert not any(line.lstrip().startswith(tuple("，。、；：）”")) for line in lines)
    cited = write(chinese.overview("change-6"), TEXT, Options(width=width, sources=True))
    assert "\n来源\n[1] " in cited
    assert not [words for words in ("(primary)", "(press)", "read ", "undated") if words in cited]


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
