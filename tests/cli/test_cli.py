"""The command line as its users meet it: examples that run, exit codes, streams, terminals."""

from __future__ import annotations

import csv
import importlib
import io
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from command_line import WITHOUT_LIMIT
from hang_limit import HANG_S, output_of
from ilrs_graph.cli import EPILOG, VERBS
from ilrs_graph.namespaces import PREFIXES
from terminal import on_terminal

Run = Callable[..., subprocess.CompletedProcess[str]]
LINE = re.compile(r"^  (.*ilrs-graph .*)$", re.M)


def epilog(verb: str) -> str:
    return importlib.import_module(f"ilrs_graph.cli.{verb}").command.epilog or ""


ENDS = [verb for verb in VERBS if verb not in ("mcp", "serve")]
"""The verbs that end by themselves; the examples of the others are run by tests of their own."""
EXAMPLES = list(dict.fromkeys(line for text in (EPILOG, *map(epilog, ENDS)) for line in LINE.findall(text)))
FINDS_SOMETHING = (
    "ilrs-graph explain change-6 hasPartner shanghai-jiao-tong-university",
    "ilrs-graph diff ",
    "ilrs-graph check --all ",
)
"""Beginnings of examples that end with 1: what does not hold, differences, and a part of the data by itself."""


@pytest.mark.parametrize("verb", VERBS)
def test_help_of_each_verb_has_an_example(verb: str, run: Run) -> None:
    done = run(verb, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith("Usage: ")
    assert VERBS[verb].split(".")[0].split(";")[0].split(",")[0].split()[0] in done.stdout
    assert f"ilrs-graph {verb}" in done.stdout.partition("Examples:")[2]
    assert done.stderr == ""


def in_repository(folder: Path, words: list[str]) -> None:
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, timeout=HANG_S)


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory, change_6_root: Callable[[Path], Path]) -> Path:
    """A folder with what the examples name: a small root in a repository, new triples, a query, the command itself."""
    tmp_path = tmp_path_factory.mktemp("examples")
    other, now = change_6_root(tmp_path / "other-checkout"), change_6_root(tmp_path / "now")
    for name, old in (("places.ttl", '"far side'), ("missions/change-6.ttl", "success")):
        text = (other / "data" / name).read_text(encoding="utf-8")
        assert old in text
        (other / "data" / name).write_text(text.replace(old, old + "-before", 1), encoding="utf-8")
    tmp_path = tmp_path / "work"
    shutil.copytree(other, tmp_path)
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "one"], ["tag", "v1"]):
        in_repository(tmp_path, words)
    shutil.copy(now / "data" / "places.ttl", tmp_path / "data")
    in_repository(tmp_path, ["commit", "-qam", "two"])
    shutil.copy(now / "data" / "missions" / "change-6.ttl", tmp_path / "data" / "missions")
    (tmp_path / "draft.ttl").write_text("<http://a> <http://p> 1 .\n", encoding="utf-8")
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    source = "prov:wasDerivedFrom source:scio-2024-07-09-change-6"
    new = f'item:new a ilrs:Instrument ; rdfs:label "New"@en ; {source} .\n'
    (tmp_path / "new.ttl").write_text(head + new, encoding="utf-8")
    (tmp_path / "more.jsonld").write_text("[]", encoding="utf-8")
    old = "contribution:change-6-cnes-dorn ilrs:contributionRole contribution-role:lead .\n"
    (tmp_path / "old.ttl").write_text(head + old, encoding="utf-8")
    (tmp_path / "partners.rq").write_text("SELECT ?p { mission:change-6 ilrs:hasPartner ?p }", encoding="utf-8")
    (tmp_path / "my-questions").mkdir()
    question = (now / "queries" / "mission-contributions.rq").read_text(encoding="utf-8")
    for name in ("my-question.rq", "my-questions/one-more.rq"):
        (tmp_path / name).write_text(question, encoding="utf-8")
    sheet = [sys.executable, "-m", "ilrs_graph", "template", "contribution", "-o", str(tmp_path / "filled.csv")]
    subprocess.run(sheet, check=True, timeout=HANG_S)
    command = tmp_path / "bin" / "ilrs-graph"
    command.parent.mkdir()
    (tmp_path / "bin" / "main.py").write_text(WITHOUT_LIMIT, encoding="utf-8")
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{tmp_path}/bin/main.py" "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return tmp_path


WHOLE = (
    *("ilrs-graph check ", "ilrs-graph diff --from", "ilrs-graph export", "ilrs-graph push"),
    *("ilrs-graph release", "ilrs-graph site"),
)
"""Beginnings of examples that work on a graph as a whole."""


def example_run(line: str, folder: Path, root: Path, run: Run) -> subprocess.CompletedProcess[str]:
    """Run an example in this process, or where it uses pipes and redirections in a shell.

    One without `--root` asks the graph of `root`, wherever the working folder lies.
    """
    asked = {"ILRS_GRAPH_ROOT": str(root)}
    if "--clear" in line:  # the snapshots of this run stay: all tests after it would build them again
        asked["ILRS_GRAPH_CACHE"] = str(folder / "cache-to-clear")
    program, *words = shlex.split(line)
    if program == "ilrs-graph" and not {"<", ">", "|"} & set(words):
        return run(*words, cwd=folder, env=asked)
    environment = {**os.environ, **asked, "PATH": f"{folder / 'bin'}:{os.environ['PATH']}"}
    return subprocess.run(
        line, shell=True, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=HANG_S
    )


@pytest.mark.parametrize("line", EXAMPLES)
def test_every_example_runs(
    line: str, workplace: Path, repo: Path, small_snapshot: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the shipped graph; those that work on a graph as a whole, of Chang'e 6, and of the shipped as a soak."""
    # of thousands of pages, a few: tests/site writes whole sites
    monkeypatch.setattr("ilrs_graph.pages.Pages.addresses", lambda _: iter(["/", "/id/mission/change-6"]))
    succeeds(line, workplace, small_snapshot / "root" if line.startswith(WHOLE) else repo, run)


@pytest.mark.soak
@pytest.mark.parametrize("line", [line for line in EXAMPLES if line.startswith(WHOLE)])
def test_every_example_runs_on_the_shipped_graph(line: str, workplace: Path, repo: Path, run: Run) -> None:
    succeeds(line, workplace, repo, run)


def succeeds(line: str, workplace: Path, root: Path, run: Run) -> None:
    done = example_run(line, workplace, root, run)
    assert done.returncode == line.startswith(FINDS_SOMETHING), done.stderr
    written = re.search(r"(?:-o|>) (\S+)", line)
    if written:
        assert (workplace / written[1]).stat().st_size > 0
    elif " format " not in line:
        assert (done.stdout or done.stderr).strip()  # `add` of what is there already says so in words


WRONG = {
    "unknown verb": (["aks"], 2, "unknown verb 'aks'\n  tip: did you mean ask"),
    "unknown question": (["ask", "far-side-partner"], 2, "did you mean far-side-partners"),
    "unknown parameter": (["ask", "far-side-partners", "--misson", "x"], 2, "did you mean mission?"),
    "parameter without value": (["ask", "far-side-partners", "--mission"], 2, "--mission has no value"),
    "parameter twice": (["ask", "launch-dates", "--mission=a", "--mission=b"], 2, "--mission is given twice"),
    "word too many": (["ask", "far-side-partners", "change-6"], 2, "unexpected argument 'change-6'"),
    "unknown thing": (["show", "chang-6"], 2, "did you mean change-6"),
    "no Unicode": (["show", b"\xff"], 2, "is not UTF-8"),
    "broken CURIE": (["show", "mission:%"], 2, "no thing is called 'mission:%'"),
    "ambiguous thing": (["show", "planned"], 2, "can mean several things"),
    "unknown format": (
        ["ask", "launch-dates", "--format", "xyz"],
        2,
        "supported formats: table, csv, json, html, markdown, srj, srx, sparql-csv, tsv, csvw, parquet, xlsx, ttl, "
        "bibtex, csl, ris",
    ),
    "unknown column": (
        ["ask", "launch-dates", "--columns", "day"],
        2,
        "--columns: no column is called 'day'\n  tip: the columns are mission, date",
    ),
    "unknown column to sort by": (["query", "SELECT ?x {}", "--sort", "-y"], 2, "--sort: no column is called 'y'"),
    "no limit": (["ask", "launch-dates", "--limit", "-1"], 2, "--limit: '-1' is not a number of rows"),
    "limit without rows": (
        ["query", "ASK {}", "--limit", "1"],
        2,
        "--limit does not apply to the result of this query",
    ),
    "unknown suffix": (["ask", "launch-dates", "-o", "out.xyz"], 2, "out.xyz: '.xyz' is not a supported format"),
    "export format": (["export", "--format", "xyz"], 2, "'xyz' is not a supported format"),
    "triples of a SELECT": (
        ["query", "SELECT * { ?s ?p ?o }", "--format", "ttl"],
        2,
        "a SELECT result cannot be written as ttl",
    ),
    "unknown option": (["show", "change-6", "--bogus"], 2, "--bogus"),
    "no day": (["info", "--as-of", "31.10.2023"], 2, "'31.10.2023' is not a day"),
    "malformed SPARQL": (["query", "SELECT * { ?x a"], 2, "1 } missing"),
    "refused SPARQL": (["query", "SELECT * { SERVICE <http://a> {} }"], 2, "SERVICE is not allowed"),
    "no severity": (["check", "--all", "--fail-on", "bad"], 2, "'bad' is not a valid value"),
    "nothing to check": (["check"], 2, "give files"),
    "missing query": (["query", "missing.rq"], 3, "missing.rq: no such file"),
    "long file name": (["query", "A" * 300], 3, "no such file"),
    "missing Turtle": (["check", "missing.ttl"], 3, "missing.ttl: no such file"),
    "no root": (["--root", "nowhere", "info"], 3, "is not a graph root"),
    "no folder": (["ask", "launch-dates", "-o", "nowhere/out.csv"], 3, "cannot write nowhere/out.csv"),
}


@pytest.mark.parametrize(("words", "code", "message"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_in_words(words: list[str], code: int, message: str, run: Run, tmp_path: Path) -> None:
    done = run(*words)
    assert (done.returncode, done.stdout) == (code, "")
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_malformed_turtle_is_placed(run: Run, tmp_path: Path, small_root: Path) -> None:
    (tmp_path / "bad.ttl").write_text("<http://a> <http://p> 1 .\n<http://a> ? 1 .\n", encoding="utf-8")
    done = run("check", "bad.ttl")
    assert done.returncode == 3
    assert done.stdout.startswith("bad.ttl:2:12: violation: ")
    assert "[syntax]" in done.stdout
    path = small_root / "data" / "bad.ttl"
    shutil.copy(tmp_path / "bad.ttl", path)
    done = run("--root", str(small_root), "ask", "far-side-partners")
    assert done.returncode == 3
    assert f"{path}:2:12: " in done.stderr
    assert "Traceback" not in done.stderr


def test_debug_shows_the_traceback(run_process: Run) -> None:
    done = run_process("show", "nothing-at-all", "--debug")
    assert done.returncode == 1
    assert "Traceback" in done.stderr
    assert "UnknownName" in done.stderr


def test_output_that_cannot_be_written_leaves_the_old_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out.csv").mkdir()
    done = run("ask", "launch-dates", "-o", "out.csv")
    assert done.returncode == 3
    assert "it is a folder" in done.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["out.csv"]


def test_check_tells_violations_by_its_exit_code(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text(
        "<https://w3id.org/ilrs-graph/id/agent/new> a <https://w3id.org/ilrs-graph/ontology#Company> .\n", "utf-8"
    )
    done = run("check", "bad.ttl")
    assert done.returncode == 1
    assert "bad.ttl:1:1: violation: agent:new" in done.stdout
    assert done.stderr == ""
    found = json.loads(run("check", "bad.ttl", "--format", "json").stdout)
    assert {f["severity"] for f in found["findings"]} == {"violation"}
    assert found["read"] == [{"file": "bad.ttl", "triples": 1, "rows": 0, "removed": False}]
    known = "<https://w3id.org/ilrs-graph/id/agent/cnsa> a <https://w3id.org/ilrs-graph/ontology#SpaceAgency> .\n"
    (tmp_path / "good.ttl").write_text(known, "utf-8")
    clean = run("check", "good.ttl")
    assert (clean.returncode, clean.stdout) == (0, "read 1 file: 1 triple\n0 violations, 0 warnings, 0 info\n")
    piped = run("check", "-", input="<http://a> a <https://w3id.org/ilrs-graph/ontology#Mision> .")
    assert piped.returncode == 1
    assert "unknown-term" in piped.stdout


def test_ask_alone_lists_the_questions(run: Run, repo: Path) -> None:
    rows = list(csv.reader(io.StringIO(run("ask").stdout)))
    assert rows[0] == ["slug", "question"]
    assert [row[0] for row in rows[1:]] == sorted(p.stem for p in (repo / "queries").glob("*.rq"))


def test_help_of_a_question_shows_its_parameters(run: Run) -> None:
    done = run("ask", "far-side-partners", "--help")
    assert done.returncode == 0
    assert "--mission THING" in done.stdout
    assert "for example change-6" in done.stdout
    assert "ilrs-graph ask far-side-partners --mission change-6" in done.stdout


def test_stdout_is_data_and_chinese_survives_any_locale(run: Run, run_process: Run) -> None:
    done = run_process("show", "change-6", env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert (done.returncode, done.stderr) == (0, "")
    assert "嫦娥六号" in done.stdout
    rows = list(csv.reader(io.StringIO(run("ask", "far-side-partners").stdout)))
    assert len({len(row) for row in rows}) == 1


@pytest.mark.parametrize("suffix", ["json", "csv", "html"])
def test_the_suffix_of_the_output_tells_the_format(suffix: str, run: Run, tmp_path: Path) -> None:
    done = run("ask", "far-side-partners", "--mission", "change-6", "-o", f"out.{suffix}")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    text = (tmp_path / f"out.{suffix}").read_text("utf-8")
    if suffix == "json":
        assert json.loads(text)["rows"]
    else:
        assert text.startswith({"csv": "mission,missionLabel,", "html": "<!DOCTYPE html>"}[suffix])


def test_rows_and_columns_are_those_that_the_options_want(run: Run) -> None:
    done = run("ask", "far-side-partners", "--columns", "partner", "--sort=-Partner", "--limit", "3")
    rows = list(csv.reader(io.StringIO(done.stdout)))
    assert rows[0] == ["partner", "partnerLabel"]
    assert len(rows) == 4
    assert [row[1].casefold() for row in rows[1:]] == sorted((row[1].casefold() for row in rows[1:]), reverse=True)
    table = run("ask", "far-side-partners", "--limit", "2", "--format", "table").stdout
    assert re.search(r"^2 of \d+ rows$", table, re.MULTILINE)
    query = "SELECT ?n { VALUES ?n { 9 10 8 } }"
    assert run("query", query, "--sort", "-n", "--limit", "2").stdout == "n\n10\n9\n"


def test_a_reader_that_stops_early_ends_it_quietly(small_root: Path, warm_cache: Path) -> None:
    """What it leaves is more than a pipe holds."""
    for words in (["export", "--format", "nt"], ["query", "SELECT * { ?s ?p ?o }"]):
        with subprocess.Popen(
            [sys.executable, "-m", "ilrs_graph", "--root", str(small_root), *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as started:
            assert started.stdout is not None
            assert started.stderr is not None
            assert started.stdout.readline()
            started.stdout.close()
            assert started.stderr.read() == b""
            assert started.wait(HANG_S) == 0


def cells(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def test_a_terminal_gets_a_table_that_fits_and_a_pipe_gets_csv(run: Run) -> None:
    shown = re.sub(r"\x1b\[[0-9;]*m", "", on_terminal("ask", "far-side-partners", "--mission", "change-6"))
    assert "CNES" in shown
    assert "http" not in shown
    table = shown.partition("The graph does not claim")[0]
    assert max(map(cells, table.splitlines())) <= 80
    listed = on_terminal("query", "SELECT ?l { ?x a ilrs:State ; rdfs:label ?l }", TERM="dumb")
    assert "瑞典" in listed
    assert max(map(cells, listed.splitlines())) <= 80
    assert run("ask", "far-side-partners").stdout.startswith("mission,missionLabel,")


def test_colours_can_be_turned_off() -> None:
    words = ("query", "SELECT ?l { ?x a ilrs:State ; rdfs:label ?l }")
    assert "\x1b[" in on_terminal(*words)
    assert not re.search(r"\x1b\[(?:\d+;)*(?:3[0-7]|4[0-7]|9\d|38|48)[;m]", on_terminal(*words, NO_COLOR="1"))
    assert "\x1b" not in on_terminal(*words, TERM="dumb")


def test_control_characters_and_markup_in_data_stay_text() -> None:
    query = 'SELECT ?x { VALUES ?x { "[red]a\\u001B[31mb\\\\[/red]" "c\\\\[bold]d" } }'
    shown = on_terminal("query", query, TERM="dumb")
    assert "[red]a [31mb\\[/red]" in shown
    assert "c\\[bold]d" in shown
    assert "\x1b" not in shown


@pytest.mark.usefixtures("ctrl_c")
def test_ctrl_c_at_any_moment_of_a_first_build_leaves_no_broken_cache(
    small_root: Path, own_cache: Path, run: Run
) -> None:
    words = [sys.executable, "-m", "ilrs_graph", "--root", str(small_root), "ask", "far-side-partners"]
    for wait in (0.25, 0.45):
        shutil.rmtree(own_cache, ignore_errors=True)
        process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        time.sleep(wait)
        process.send_signal(signal.SIGINT)
        output_of(process)
        # while the reasoner runs, the signal ends the process itself, which a shell shows as 130 too
        assert process.returncode in (130, -signal.SIGINT, 0, 1)
        done = run("--root", str(small_root), "ask", "far-side-partners")
        assert done.returncode == 0
        assert "agent/cnes" in done.stdout


def test_an_unknown_root_option_behind_the_verb_wins(run: Run, small_root: Path) -> None:
    found = json.loads(run("--root", "nowhere", "info", "--root", str(small_root), "--format", "json").stdout)
    assert found["root"] == str(small_root)


def test_version(run_process: Run) -> None:
    from ilrs_graph import __version__

    assert run_process("--version").stdout.startswith(f"ilrs-graph {__version__}, data of 20")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["version"], ""),
        (["help", "ask"], ""),
        (["shw"], "error: unknown verb 'shw'\n  tip: did you mean show?\n"),
        (["show"], "error: missing argument 'THING'\n  tip: see 'ilrs-graph show --help'\n"),
        (["show", "--sorces"], "error: no such option '--sorces'\n  tip: did you mean --sources?\n"),
    ],
)
def test_wrong_usage_has_one_form_and_words_for_help_are_verbs(run: Run, words: list[str], message: str) -> None:
    done = run(*words)
    assert (done.returncode, done.stderr) == (2 if message else 0, message)
    assert done.stdout.startswith(("ilrs-graph ", "Usage: ")) is not bool(message)


def test_a_code_parameter_lists_its_codes(run: Run) -> None:
    told = " ".join(run("ask", "missions", "--help").stdout.split())
    assert "--kind CODE" in told
    assert "lander, orbiter, relay, rover" in told


def test_things_of_a_timeline_are_arguments(run: Run) -> None:
    assert run("timeline", "change-6").stdout == run("timeline", "--of", "change-6").stdout != ""
