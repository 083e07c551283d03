"""Words of the command line and arguments in Python made wrong: an exit code or an error of ours, no traceback."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from hypothesis import given, note, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from ilrs_graph import LunarGraph
from ilrs_graph.cli import VERBS, group
from ilrs_graph.errors import IlrsGraphError
from mutations import ANY, refusal, times

OPTIONS = (
    *("--root", "--as-of", "--format", "-o", "--sources", "--explain", "--help", "--thing", "--asserted"),
    *("--ontology", "--by", "--on", "--dry-run", "--into", "--today", "--all", "--remove", "--syntax", "--max-mb"),
    *("--shacl", "--check", "--reasoner", "--of", "--answers", "--no-answers", "--context", "--debug", "--version"),
    *("--", "-", "--mission", "-h"),
)
WORDS = (
    *("change-6", "far-side-partners", "mission-contributions", "cnes", "hasPartner", "ilrs:operator"),
    *("mission:change-6", "new.ttl", "new.csv", "wrong.jsonld", "missing.ttl", ".", "small", "small/data"),
    *("2024-05-03", "2024", "yesterday", "csv", "json", "table", "ttl", "svg", "turtle", "owlrl", "pyshacl"),
    *("x.csv", "no/such/x.ttl", "0", "-1", "1e9", "nan", "ASK { ?x ?y ?z }", "SELECT * { ?x ilrs:p ?y }"),
    *("DESCRIBE mission:change-6", "contribution", "source", "HEAD", "a..b"),
)
FILES = {
    "new.ttl": "<http://a/s> <http://www.w3.org/2000/01/rdf-schema#label> 'x'@en .\n",
    "new.csv": "member,programme\ncnes,ilrs\n",
    "wrong.jsonld": '{"@id": "a b", "wording": 1}',
}


@times(40)
@pytest.mark.filterwarnings("ignore::ilrs_graph.errors.QueryWarning")
def test_a_command_line_ends_with_an_exit_code(
    small_root: Path, monkeypatch: pytest.MonkeyPatch, tried: settings
) -> None:
    """All examples share one root, which some of them change."""
    monkeypatch.chdir(small_root.parent)
    for name, text in FILES.items():
        Path(name).write_text(text, encoding="utf-8")
    random_words = (st.sampled_from(ANY) | st.text(max_size=5)).filter(is_utf8).filter(stays_here)
    words = st.lists(st.sampled_from(OPTIONS) | st.sampled_from(WORDS) | random_words, max_size=5)
    # the last --root counts, so none of these reaches another root; `serve` would run until it is stopped
    lines = st.tuples(st.sampled_from([*sorted({*VERBS} - {"serve"}), "x"]), words.map(without_root))

    @given(lines)
    @tried
    def try_one(line: tuple[str, list[str]]) -> None:
        note(str(line))
        done = CliRunner().invoke(group, ["--root", "small", line[0], *line[1]], input="ASK {}")
        assert done.exception is None or isinstance(
            done.exception, SystemExit | IlrsGraphError | click.ClickException
        ), repr(done.exception)
        if isinstance(done.exception, SystemExit):
            assert done.exit_code in (0, 1, 2, 3)

    try_one()


def is_utf8(word: str) -> bool:
    """Whether a word can come from a terminal in UTF-8; others are refused before the verb is looked up."""
    return "\0" not in word and not any("\ud800" <= c <= "\udfff" for c in word)


def stays_here(word: str) -> bool:
    """Whether a word names no file outside of the folder of the test, which `format` or `-o` could write."""
    return "/" not in word and ".." not in word


def without_root(words: list[str]) -> list[str]:
    return [word for word in words if not word.startswith("--ro")]


TRIPLE = Triple(NamedNode("http://a/s"), NamedNode("http://a/p"), Literal("x"))
WRONG = (
    *(
        None,
        True,
        0,
        -1,
        1.5,
        float("nan"),
        b"change-6",
        [],
        {},
        (),
        object(),
        TRIPLE,
        [TRIPLE],
        {"a": 1},
        ["change-6"],
    ),
    *(date(2024, 5, 3), datetime(2024, 5, 3), Path("missing.ttl"), NamedNode("http://a/x"), Exception, print, range(3)),
    *(["change-6"], {1}, "change-6", "far-side-partners", "ASK {}", "2024-05-03", "missing.ttl"),
)
ARGUMENTS = st.one_of(
    st.sampled_from(WRONG), st.text(max_size=10), st.lists(st.text(max_size=4) | st.none() | st.integers(), max_size=3)
)
METHODS = {
    "query": ((1, 1), ()),
    "ask": ((1, 1), ("mission", "partner", "on")),
    "resolve": ((1, 1), ()),
    "show": ((1, 1), ()),
    "explain": ((3, 3), ()),
    "timeline": ((0, 2), ()),
    "triples": ((0, 0), ("asserted", "ontology", "thing")),
    "export": ((0, 0), ("asserted", "ontology", "alignments", "thing")),
    "consequences": ((1, 2), ()),
    "check": ((1, 1), ("removed", "shacl", "today")),
}
"""The methods of a graph: how few and how many positional arguments each takes, and its named ones."""


@times(100)
@pytest.mark.filterwarnings("ignore::ilrs_graph.errors.QueryWarning", "ignore::ilrs_graph.errors.ReadAs")
def test_an_argument_is_taken_or_refused(small_graph: LunarGraph, tried: settings) -> None:
    @given(st.data())
    @tried
    def try_one(data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(list(METHODS)))
        (least, most), named = METHODS[name]
        values = data.draw(st.lists(ARGUMENTS, min_size=least, max_size=most))
        more = data.draw(st.dictionaries(st.sampled_from(named), ARGUMENTS, max_size=2)) if named else {}
        error = refusal(lambda: getattr(small_graph, name)(*values, **more))
        assert error is None or error.exit_code in (1, 2, 3)

    try_one()


@times(30)
def test_a_graph_is_opened_or_refused(tried: settings) -> None:
    @given(st.dictionaries(st.sampled_from(["root", "as_of", "endpoint", "reasoner"]), ARGUMENTS, max_size=2))
    @tried
    def try_one(arguments: dict[str, object]) -> None:
        note(str(arguments))
        error = refusal(lambda: LunarGraph(**arguments))  # type: ignore[arg-type]
        assert error is None or error.exit_code in (2, 3)

    try_one()
