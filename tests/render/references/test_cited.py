"""The sources of a result, each once and in the order of their numbers, in every format of references."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable

import pytest

from cited_sources import BARE, WHOLE, Cited, source
from ilrs_graph import LunarGraph
from ilrs_graph.render import Options, format_named, write
from ilrs_graph.render.references.cited import entries, key_of
from ilrs_graph.render.references.languages import name_of

Run = Callable[..., subprocess.CompletedProcess[str]]
KEYS = {
    "bibtex": lambda text: re.findall(r"^@\w+\{(.+),$", text, re.MULTILINE),
    "csl": lambda text: [item["id"] for item in json.loads(text)],
    "ris": lambda text: re.findall(r"^ID  - (.+)\r$", text, re.MULTILINE),
}


@pytest.mark.parametrize("name", KEYS)
def test_an_answer_gives_the_sources_of_its_numbers_in_their_order(name: str, graph: LunarGraph) -> None:
    answer = graph.ask("far-side-partners", mission="change-6")
    cited = [citation.iri.rpartition("/")[2] for citation in answer.references]
    text = write(answer, format_named(name, "answer"))
    assert KEYS[name](text) == cited
    assert len(cited) > 10
    assert write(answer, format_named(name, "answer")) == text


@pytest.mark.parametrize("name", KEYS)
def test_a_thing_and_a_proof_have_references_too(name: str, graph: LunarGraph) -> None:
    for kind, result in (
        ("overview", graph.overview("dorn")),
        ("description", graph.show("dorn")),
        ("explanation", graph.explain("change-6", "hasPartner", "cnes")),
    ):
        references = result.references.values() if kind == "overview" else result.references  # type: ignore[union-attr]
        found = KEYS[name](write(result, format_named(name, kind)))
        assert found == [citation.iri.rpartition("/")[2] for citation in references]
        assert found


def test_two_sources_never_have_one_key() -> None:
    others = [source("a"), source("b/a"), source("a b"), source("a-b"), source("嫦娥")]
    assert [entry.key for entry in entries(Cited(others), Options())] == ["a", "a-2", "a-b", "a-b-2", "嫦娥"]
    assert key_of(source("")) == "source"


def test_a_copy_names_its_original_in_the_language_of_the_options() -> None:
    notes = [next(entries(Cited([WHOLE]), Options(language=language))).note for language in ("en", "zh")]
    assert notes == ["copy of 中国新闻社", "转载自中国新闻社"]
    assert next(entries(Cited([BARE]), Options())).note == ""


def test_every_language_of_the_sources_has_a_name(graph: LunarGraph) -> None:
    codes = [row[0].value for row in graph.query("SELECT DISTINCT ?l { ?s a ilrs:Source ; dc:language ?l }")]  # type: ignore[union-attr]
    assert len(codes) > 20
    assert [code for code in codes if name_of(code) == code] == []


def test_titles_and_names_are_chinese_if_that_is_the_language(graph: LunarGraph) -> None:
    answer = graph.ask("far-side-partners", mission="change-6", state="italy")
    english, chinese = (
        json.loads(write(answer, format_named("csl", "answer"), Options(language=language)))
        for language in ("en", "zh")
    )
    assert [item["id"] for item in english] == [item["id"] for item in chinese]
    assert english[0]["publisher"] == "SCIO, State Council Information Office of China"
    assert chinese[0]["publisher"] == "国务院新闻办公室"


def test_the_suffix_of_a_file_selects_the_format(run: Run, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("references")
    for suffix, first in ((".bib", "@online{"), (".csl.json", "[\n"), (".csl", "[\n"), (".ris", "TY  - ")):
        file = folder / f"out.x{suffix}"
        assert run("ask", "far-side-partners", "--mission", "change-6", "-o", str(file)).returncode == 0
        assert file.read_bytes().decode().startswith(first)
    numbered = run("show", "dorn", "--sources").stdout.rpartition("\nSources\n")[2]
    addresses = re.findall(r"^ +(http\S+)$", numbered, re.MULTILINE)
    assert re.findall(r"^UR  - (.+?)\r?$", run("show", "dorn", "--format", "ris").stdout, re.MULTILINE) == addresses
    assert run("show", "dorn", "--facts", "--format", "ris").stdout.count("TY  - ") > len(addresses) > 1


@pytest.mark.parametrize(("name", "text"), [("bibtex", ""), ("csl", "[]\n"), ("ris", "")])
def test_no_references_are_an_empty_list(name: str, text: str) -> None:
    assert write(Cited([]), format_named(name, "answer")) == text
