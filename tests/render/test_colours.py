"""Colours mark severities and differences, only where they are on, and change no word."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ilrs_graph import LunarGraph
from ilrs_graph.cli.options import has_colours
from ilrs_graph.comparing.diff import Difference
from ilrs_graph.comparing.model import Comparison, FactChange, ThingChange
from ilrs_graph.findings import SEVERITIES, Finding, Report
from ilrs_graph.names.from_facts import Names
from ilrs_graph.render import Options, format_named, write
from ilrs_graph.render.addition.text import diff_text
from terminal import on_terminal

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
RED, GREEN, YELLOW, CYAN = (f"\x1b[{number}m" for number in (31, 32, 33, 36))
A, P = NamedNode("urn:a"), NamedNode("urn:p")


def both(result: object, kind: str) -> tuple[str, str]:
    """Return the text of a result with colours and without."""
    coloured, plain = (write(result, format_named("text", kind), Options(colours=on)) for on in (True, False))
    assert ESCAPES.sub("", coloured) == plain
    assert "\x1b" not in plain
    return coloured, plain


def test_each_severity_has_its_colour() -> None:
    coloured, _ = both(Report([Finding(severity, "urn:a", "x", "Wrong.") for severity in SEVERITIES]), "report")
    for severity, colour in zip(SEVERITIES, (RED, YELLOW, CYAN), strict=True):
        assert f"{colour}{severity}\x1b[0m: " in coloured


def test_what_is_added_is_green_and_what_is_removed_red() -> None:
    old, new = Literal("old"), Literal("new")
    facts = (FactChange(P, (old,), (new,)), FactChange(A, (old,), (new,), single=True))
    thing = ThingChange(A, "changed", facts)
    changed = Comparison("a", "b", (Triple(A, P, old),), (Triple(A, P, new),), (thing,), None, ())
    coloured, _ = both(Difference(changed, Names()), "difference")
    lines = coloured.splitlines()
    assert lines[0].startswith(f"{YELLOW}~ ")
    assert [line[:5] for line in lines[1:4]] == [RED, GREEN, YELLOW]


def test_a_dry_run_has_its_diff_in_colour_and_otherwise_as_it_is(small_root: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.ttl"
    new.write_text(
        "<https://w3id.org/ilrs-graph/id/mission/change-6> "
        '<http://www.w3.org/2004/02/skos/core#altLabel> "Chang Six"@en .\n'
    )
    graph = LunarGraph(small_root)
    found = graph.add([str(new)], by="tester", dry_run=True)
    assert found.diff
    coloured, plain = (diff_text(found, Options(colours=on)) for on in (True, False))
    assert plain == found.diff == ESCAPES.sub("", coloured)
    assert re.search(rf"^{re.escape(GREEN)}\+.*Chang Six", coloured, re.MULTILINE)


@pytest.mark.parametrize(
    ("environment", "is_coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_a_terminal_shows_colours_unless_it_is_not_to(
    environment: dict[str, str], is_coloured: bool, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.ttl"
    wrong.write_text("<https://w3id.org/ilrs-graph/id/mission/x> a <https://w3id.org/ilrs-graph/ontology#Mision> .\n")
    shown = on_terminal("check", str(wrong), code=1, **environment)
    assert (f"{RED}violation\x1b[0m: " in shown) == is_coloured
    assert ("\x1b" in shown) == is_coloured


@pytest.mark.parametrize(
    ("environment", "is_coloured"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)],
)
def test_a_pipe_has_colours_only_if_it_is_to(
    environment: dict[str, str], is_coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert has_colours(io.StringIO()) is is_coloured
