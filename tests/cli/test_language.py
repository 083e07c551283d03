"""With `--lang zh` no text of ours is Latin: what stays are names without a Chinese label, ids and addresses."""

from __future__ import annotations

import hashlib
import re
import subprocess
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from io import BytesIO

import pytest
from pyoxigraph import Literal, NamedNode

from ilrs_graph import LunarGraph
from ilrs_graph.language import CHINESE, say
from ilrs_graph.names.labels import LABEL_PATH
from ilrs_graph.namespaces import PREFIXES, XSD
from ilrs_graph.questions import Answer
from ilrs_graph.render import FORMATS, Options, format_named, write, write_bytes
from ilrs_graph.terms import Term

Run = Callable[..., subprocess.CompletedProcess[str]]
TEXTS = "ilrs:quotation|ilrs:editor|ilrs:post|ilrs:nssdcaId|ilrs:signedAs|dc:language"
LATIN = re.compile("[A-Za-z]{2,}")
URL = re.compile(r"https?://[^\s<>]+")
ADDRESS = re.compile(r"[\w./-]+\.(?:ttl|rq):\d+|(?:/[\w.-]+)+|--[a-z-]+")
CURIE = re.compile(rf"\b(?:{'|'.join(PREFIXES)}):[\w.-]+")
COMMAND = re.compile(r"ilrs-graph (?:ask|show|forecast)(?: [\w:-]+)?|^slug,question|^[a-z]+(?=,)", re.MULTILINE)
ID = re.compile(r"\b[\w.]+(?:-[\w.]+)+|\b(?:prp|cls|cax|scm|eq)-\w+|(?<![A-Za-z])[A-Za-z]*\d[A-Za-z\d]*")

SYMBOL = re.compile(r"(?<![A-Za-z])(?:k?g|k?m|NUM|SPARQL|WKT|POINT|EDTF|true|false)(?![A-Za-z])")
"""Units, abbreviations of standards, and values as Turtle writes them."""


@pytest.fixture(scope="module")
def chinese() -> LunarGraph:
    return LunarGraph(language="zh")


@pytest.fixture(scope="module")
def answers(chinese: LunarGraph, answered: Callable[[str], Answer]) -> Mapping[str, Answer]:
    return {slug: answered(slug).in_language("zh") for slug in chinese.questions}


@cache
def latin_texts() -> list[tuple[str, str]]:
    """Return labels without Chinese or with Latin letters in it, and texts of the data, each with its first word.

    The longest come first.
    """
    graph = LunarGraph()
    rows = graph.query(f"""SELECT DISTINCT ?text {{
  {{ ?x {LABEL_PATH} ?text FILTER(LANG(?text) != "zh") OPTIONAL {{ ?x {LABEL_PATH} ?zh FILTER(LANG(?zh) = "zh") }}
    FILTER(!BOUND(?zh)) }}
  UNION {{ ?x {LABEL_PATH} ?text FILTER(LANG(?text) = "zh") }}
  UNION {{ ?x ilrs:paraphrase|ilrs:valueLiteral|ilrs:says|ilrs:knownNow|skos:altLabel|ilrs:currency ?text }}
  UNION {{ ?x {TEXTS} ?text }}
}}""")
    texts = {row[0].value for row in rows if isinstance(row[0], Literal)}  # type: ignore[union-attr]
    brief = {text.partition(", ")[0] for text in texts}
    found = {*texts, *(text for text in brief if len(text) > 3 or text.isupper())}
    ordered = sorted((re.sub(r"\s+", " ", text) for text in found), key=len, reverse=True)
    return [(text, word[0]) for text in ordered if (word := LATIN.search(text))]


def latin_left(text: str) -> list[str]:
    """Return the Latin words of an output besides names, texts of the data, ids, units and addresses."""
    for code in (COMMAND, URL, CURIE, re.compile(r"[│├└─\\]")):
        text = code.sub(" ", text)
    flat = re.sub(r"\s+", " ", text)
    words = set(LATIN.findall(flat))
    for name, word in latin_texts():
        if word in words:
            flat = flat.replace(name, " ")
    for code in (ADDRESS, ID, SYMBOL):
        flat = code.sub(" ", flat)
    return LATIN.findall(flat)


@pytest.mark.parametrize(
    "words",
    [
        ["ask", "far-side-partners", "--mission", "change-6", "--sources", "--format", "markdown"],
        ["ask", "accords-and-ilrs", "--state", "thailand", "--as-of", "2024-05-03", "--format", "markdown"],
        ["ask", "--format", "csv"],
        ["find", "月球背面", "合作伙伴", "--format", "markdown"],
        ["timeline", "--of", "change-8", "--format", "table"],
        ["timeline", "--of", "change-6", "--format", "csv"],
        ["forecast", "change-8"],
        ["forecast", "--format", "markdown"],
        ["forecast", "--backtest", "--format", "text"],
        ["find", "嫦娥七号什么时候发射", "--format", "markdown"],
        ["info"],
        ["show", "change-6", "--facts"],
        ["explain", "change-6", "hasPartner", "cnes"],
        ["explain", "change-6", "hasPartner", "shanghai-jiao-tong-university"],
    ],
    ids=" ".join,
)
def test_no_text_of_ours_is_latin(words: list[str], run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100000")  # no id is broken over two lines
    done = run(*words, "--lang", "zh")
    assert done.returncode in (0, 1)
    assert latin_left(done.stdout) == []


def sampled(names: Iterable[str], size: int) -> list[str]:
    """Return some names, the same ones each time."""
    return sorted(names, key=lambda name: hashlib.sha256(name.encode()).digest())[:size]


def test_no_overview_or_description_has_a_latin_text_of_ours(chinese: LunarGraph) -> None:
    """Of each kind of thing two; the first line has the names in all languages."""
    by_kind: dict[Term | None, list[str]] = {}
    for kind, thing in chinese.query("SELECT ?kind ?thing { ?thing ilrs:kind ?kind }"):  # type: ignore[misc]
        by_kind.setdefault(kind, []).append(thing.value)
    things = [thing for some in by_kind.values() for thing in sampled(some, 2)]
    assert len(things) > 60
    wide, found = Options(width=100_000, language="zh", sources=True), {}
    for thing in things:
        _, _, text = write(chinese.overview(thing), format_named("text", "overview"), wide).partition("\n")
        found[thing] = latin_left(text)
    for thing in sampled(things, 12):
        description = chinese.show(thing)
        _, _, text = write(description, format_named("text", "description"), wide).partition("\n")
        for fact in description.facts:
            if isinstance(fact.value, Literal) and fact.value.language:
                text = text.replace(fact.value_text, "")
        found[f"{thing} --facts"] = latin_left(text)
    assert {thing: words for thing, words in found.items() if words} == {}


def test_no_answer_has_a_latin_heading_or_note(answers: Mapping[str, Answer]) -> None:
    """Of every question the first rows, as a table for people with its notes."""
    found = {}
    for slug, answer in answers.items():
        some = answer.replaced(answer.columns, answer.solutions[:3])
        text = write(some, format_named("table", "answer"), Options(width=100_000, language="zh", total=len(answer)))
        found[slug] = latin_left(text)
    assert {slug: words for slug, words in found.items() if words} == {}


def test_a_page_and_a_workbook_are_chinese_throughout(chinese: LunarGraph) -> None:
    answer, wide = chinese.ask("far-side-partners", mission="change-6"), Options(language="zh", sources=True)
    for name in ("html", "markdown"):
        text = write(answer, format_named(name, "answer"), wide)
        body = re.sub(r"<(pre|script)\b.*?</\1>", " ", text.partition("<body>")[2] or text, flags=re.DOTALL)
        shown = re.sub(r"<[^>]*>", " ", body).replace("&#x27;", "'").replace(answer.question.slug, "")
        assert latin_left(shown) == [], name
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(BytesIO(write_bytes(answer, format_named("xlsx", "answer"), wide)))
    assert latin_left(" ".join(book.sheetnames)) == []
    for sheet in book:
        headings = [cell.value for row in sheet.iter_rows() for cell in row if 1 in (cell.row, cell.column)]
        assert latin_left("\n".join(map(str, headings)).replace("IRI", "")) == [], sheet.title


def test_no_timeline_has_a_latin_text_of_ours(chinese: LunarGraph) -> None:
    missions = [row[0].value for row in chinese.query("SELECT ?m { ?m a ilrs:Mission }")]  # type: ignore[union-attr]
    assert missions
    for mission in sampled(missions, 5):
        lines = chinese.timeline(mission)
        for name in ("table", "csv", "svg"):
            text = write(lines, format_named(name, "timeline"), Options(width=100_000, language="zh"))
            assert latin_left(re.sub(r"<[^>]*>", " ", text)) == [], mission


def test_what_a_query_writes_is_chinese(answers: Mapping[str, Answer]) -> None:
    known = "\n".join(text for text, _ in latin_texts())
    for slug, answer in answers.items():
        cells = {term for row in answer.terms() for term in row.values() if isinstance(term, Literal)}
        texts = {term.value for term in cells if term.datatype.value in (XSD + "string", PREFIXES["edtf"] + "EDTF")}
        ours = [text for text in texts if LATIN.search(text) and text not in known]
        assert ours == [], slug
        assert LATIN.findall(answer.note.replace("CNSA", "")) == [] or answer.coverage, slug


def test_labels_without_chinese_are_english(graph: LunarGraph, chinese: LunarGraph) -> None:
    mission, person = graph.resolve("change-6"), graph.resolve("agent:irap")
    assert (graph.labels.of(mission), chinese.labels.of(mission)) == ("Chang'e 6", "嫦娥六号")
    assert isinstance(person, NamedNode)
    assert LATIN.search(chinese.labels.of(person))


def test_a_result_of_an_english_graph_is_written_in_chinese(graph: LunarGraph) -> None:
    answer = graph.ask("far-side-partners", mission="change-6")
    for form in FORMATS["answer"]:
        has_labels = not form.name.startswith(("sr", "sparql", "tsv", "csvw", "ttl", "bibtex", "csl", "ris"))
        if not form.binary and has_labels:  # neither the results of SPARQL nor references have labels of things
            assert "嫦娥六号" in write(answer, form, Options(language="zh"))
    assert answer.columns["partner"] == "Partner"


def test_a_text_has_its_values_in_both_languages() -> None:
    for english, chinese in CHINESE.items():
        assert sorted(re.findall(r"\{\w+\}", english)) == sorted(re.findall(r"\{\w+\}", chinese)), english
    assert say("on time", "zh") == "按时"


def test_a_description_has_its_titles_in_chinese(run: Run) -> None:
    lines = run("show", "change-6", "--facts", "--lang", "zh").stdout.splitlines()
    assert lines[0].startswith("嫦娥六号")
    assert "参考文献" in lines
    assert not {"References", "Stated"} & {*lines}


def test_another_language_is_refused(run: Run) -> None:
    done = run("ask", "--lang", "fr")
    assert done.returncode == 2
    assert "fr" in done.stderr
