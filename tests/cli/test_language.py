"""With `--lang zh` no text of ours is Latin: what stays are names without a Chinese label, ids and addresses."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from functools import cache

import pytest
from pyoxigraph import Literal, NamedNode

from ilrs_graph import LunarGraph
from ilrs_graph.language import CHINESE, say
from ilrs_graph.names.labels import LABEL_PATH
from ilrs_graph.namespaces import PREFIXES, XSD
from ilrs_graph.render import FORMATS, Options, write

Run = Callable[..., subprocess.CompletedProcess[str]]
LATIN = re.compile("[A-Za-z]{2,}")
ADDRESS = re.compile(r"https?://\S+|[\w./-]+\.(?:ttl|rq):\d+|(?:/[\w.-]+)+|--[a-z-]+")
CURIE = re.compile(r"\b[a-zA-Z-]+:[\w.-]+")
COMMAND = re.compile(r"ilrs-graph (?:ask|show) [\w:-]+|^slug,question|^\w+(?=,)", re.MULTILINE)
ID = re.compile(r"\b[\w.]+(?:-[\w.]+)+|\b(?:prp|cls|cax|scm|eq)-\w+")

FOREIGN = ("wasDerivedFrom", "type", "label", "sameAs", "true")
"""Properties of other vocabularies without a Chinese label, and a value as Turtle writes it."""


@cache
def latin_texts() -> list[str]:
    """Return the labels that have no Chinese, and the texts of the data, the longest first."""
    graph = LunarGraph()
    rows = graph.query(f"""SELECT DISTINCT ?text {{
  {{ ?x {LABEL_PATH} ?text FILTER(LANG(?text) != "zh") OPTIONAL {{ ?x {LABEL_PATH} ?zh FILTER(LANG(?zh) = "zh") }}
    FILTER(!BOUND(?zh)) }}
  UNION {{ ?x ilrs:paraphrase|ilrs:valueLiteral|ilrs:says|ilrs:knownNow|skos:altLabel|ilrs:currency ?text }}
}}""")
    texts = {row[0].value for row in rows if isinstance(row[0], Literal)}  # type: ignore[union-attr]
    brief = {text.partition(", ")[0] for text in texts}
    found = {*texts, *(text for text in brief if len(text) > 3 or text.isupper()), *FOREIGN}
    return sorted((text for text in found if LATIN.search(text)), key=len, reverse=True)


def latin_left(text: str) -> list[str]:
    """Return the Latin words of an output besides names, ids and addresses."""
    flat = ADDRESS.sub(" ", re.sub(r"[│├└─\\]", " ", text))
    flat = re.sub(r"\s+", " ", CURIE.sub(" ", flat))
    for name in latin_texts():
        flat = flat.replace(name, " ")
    return LATIN.findall(ID.sub(" ", flat))


@pytest.mark.parametrize(
    "words",
    [
        ["ask", "far-side-partners", "--mission", "change-6", "--sources", "--format", "markdown"],
        ["ask", "accords-and-ilrs", "--state", "thailand", "--as-of", "2025-01-01", "--format", "markdown"],
        ["ask", "--format", "csv"],
        ["find", "月球背面", "合作伙伴", "--format", "markdown"],
        ["timeline", "--of", "change-8", "--format", "table"],
        ["timeline", "--of", "change-6", "--format", "csv"],
        ["info"],
        ["explain", "change-6", "hasPartner", "cnes"],
        ["explain", "change-6", "hasPartner", "shanghai-jiao-tong-university"],
    ],
    ids=" ".join,
)
def test_no_text_of_ours_is_latin(words: list[str], run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100000")  # no id is broken over two lines
    done = run(*words, "--lang", "zh")
    assert done.returncode in (0, 1)
    assert latin_left(COMMAND.sub("", done.stdout)) == []


def test_what_a_query_writes_is_chinese() -> None:
    graph = LunarGraph(language="zh")
    known = "\n".join(latin_texts())
    for slug in graph.questions:
        answer = graph.ask(slug)
        cells = {term for row in answer.terms() for term in row.values() if isinstance(term, Literal)}
        texts = {term.value for term in cells if term.datatype.value in (XSD + "string", PREFIXES["edtf"] + "EDTF")}
        ours = [text for text in texts if LATIN.search(text) and text not in known]
        assert ours == [], slug
        assert LATIN.findall(answer.note.replace("CNSA", "")) == [] or answer.coverage, slug


def test_labels_without_chinese_are_english(graph: LunarGraph) -> None:
    chinese = LunarGraph(language="zh")
    mission, person = graph.resolve("change-6"), graph.resolve("agent:irap")
    assert (graph.labels.of(mission), chinese.labels.of(mission)) == ("Chang'e 6", "嫦娥六号")
    assert isinstance(person, NamedNode)
    assert LATIN.search(chinese.labels.of(person))


def test_a_result_of_an_english_graph_is_written_in_chinese(graph: LunarGraph) -> None:
    answer = graph.ask("far-side-partners", mission="change-6")
    for form in FORMATS["answer"]:
        has_labels = not form.name.startswith(("sr", "sparql", "tsv", "bibtex", "csl", "ris"))
        if not form.binary and has_labels:  # neither the results of SPARQL nor references have labels of things
            assert "嫦娥六号" in write(answer, form, Options(language="zh"))
    assert answer.columns["partner"] == "Partner"


def test_a_text_has_its_values_in_both_languages() -> None:
    for english, chinese in CHINESE.items():
        assert sorted(re.findall(r"\{\w+\}", english)) == sorted(re.findall(r"\{\w+\}", chinese)), english
    assert say("on time", "zh") == "按时"


def test_a_description_has_its_titles_in_chinese(run: Run) -> None:
    lines = run("show", "change-6", "--lang", "zh").stdout.splitlines()
    assert lines[0].startswith("嫦娥六号")
    assert "参考文献" in lines
    assert not {"References", "Stated"} & {*lines}


def test_another_language_is_refused(run: Run) -> None:
    done = run("ask", "--lang", "fr")
    assert done.returncode == 2
    assert "fr" in done.stderr
