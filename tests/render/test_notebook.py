"""Results in the cells of a notebook: safe whatever the data says, and cut with the count."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from ilrs_graph import LunarGraph
from ilrs_graph.engine import StoreEngine, Table
from ilrs_graph.explanation.tree import ExplainedFact, Explanation
from ilrs_graph.names.labels import Labels
from ilrs_graph.namespaces import RDFS
from ilrs_graph.questions import Answer, Catalogue, LabelledTable, Parameter, Question
from ilrs_graph.render.notebook import ROWS, html_of, html_of_info
from ilrs_graph.search import Found
from ilrs_graph.search.model import FoundQuestion, FoundThing
from ilrs_graph.things.citation import Citation
from ilrs_graph.things.describe import Description, Fact
from ilrs_graph.timeline import Lane, Lanes, Mark

BAD = "<script>alert('1')</script>\"&<b onclick=x>\x1b"
NODE = NamedNode("http://a/'\"onmouseover=x".replace('"', "%22"))
SCRIPT = NamedNode("javascript:alert(1)")
CITED = Citation("http://a/s", BAD, BAD, "2024", "", "javascript:alert(1)", BAD)
VOID = {"br", "rect", "line", "path", "polyline"}


class Tree(HTMLParser):
    """Reads HTML, and tells tags that are not closed and all that could run or load something."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.unsafe: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name.startswith("on") or (name in ("href", "src") and not str(value).startswith("http")):
                self.unsafe.append(f"{name}={value}")
        if tag in ("script", "iframe", "img", "link", "style", "object", "b"):
            self.unsafe.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def labels() -> Labels:
    store = Store()
    store.add(Quad(NODE, NamedNode(RDFS + "label"), Literal(BAD, language="en")))
    return Labels(StoreEngine(store))


def question() -> Question:
    return Question("q", BAD, BAD, (), (Parameter("p", "iri", BAD, BAD),), {"x": BAD}, ("x",), "table", BAD)


def answer(labels: Labels) -> Answer:
    rows = [{"x": NODE}, {"x": SCRIPT}, {"x": Literal(BAD)}, {"x": None}] * 60
    return Answer(question(), StoreEngine(Store()), labels, rows)


def explanation(_: Labels) -> Explanation:
    leaf = ExplainedFact("stated", None, BAD, BAD, notes=(BAD,), sources=(CITED,))
    tree = leaf
    for depth in range(60):
        tree = ExplainedFact("axiom", None, f"{BAD} {depth}", BAD, BAD, BAD, premises=(tree, leaf))
    return Explanation(None, False, [tree, tree], BAD)


def description(_: Labels) -> Description:
    fact = Fact("claimed", NODE, SCRIPT, BAD, BAD, NODE, BAD, (CITED,))
    return Description(NODE, BAD, [fact] * 120, frozenset([NODE]))


def lanes(_: Labels) -> Lanes:
    mark = Mark(None, date(2027, 1, 1), "planned", BAD, BAD, BAD, counts=True)
    return Lanes([Lane(BAD, BAD, [mark], BAD, 4)] * 150, [BAD])


RESULTS: dict[str, tuple[Callable[[Labels], Any], str]] = {
    "answer": (answer, "100 of 240 rows"),
    "table": (lambda labels: LabelledTable(("x", "y"), [(NODE, Literal(BAD))] * 101, labels), "100 of 101 rows"),
    "table without labels": (lambda _: Table((BAD,), [(SCRIPT,)]), "1 row"),
    "description": (description, "100 of 120 facts"),
    "explanation": (explanation, "100 of 122 facts"),
    "timeline": (lanes, "100 of 150 events"),
    "question": (lambda _: question(), BAD.replace("\x1b", " ")),
    "questions": (lambda _: Catalogue({}), "no questions"),
    "found": (lambda _: Found([FoundQuestion(BAD, BAD, {}, 1)], [FoundThing(SCRIPT, BAD, BAD, 1)]), "1 thing"),
    "nothing found": (lambda _: Found([], []), "Nothing fits."),
}


@pytest.mark.parametrize("name", RESULTS)
def test_any_result_is_safe_and_counted(name: str, labels: Labels) -> None:
    make, said = RESULTS[name]
    tree = Tree(html_of(make(labels)))
    assert tree.unsafe == []
    assert tree.open == []
    assert said in tree.text


def test_rows_are_cut(labels: Labels) -> None:
    assert html_of(answer(labels)).count("<tr>") == ROWS + 1


def test_the_numbers_of_a_graph() -> None:
    tree = Tree(html_of_info({"root": BAD, "as of": None, "questions": 1000, "triples": {BAD: 2}, "facts": {"x": 1}}))
    assert tree.unsafe == []
    assert "1,000" in tree.text
    assert "facts" not in tree.text


def test_of_what_has_no_html() -> None:
    with pytest.raises(TypeError, match="no HTML of int"):
        html_of(7)


def test_notebooks_find_the_html_of_every_result(graph: LunarGraph) -> None:
    results = (
        *(graph, graph.reading(), graph.questions, graph.questions["open-calls"], graph.ask("open-calls")),
        *(graph.query("SELECT ?x { ?x a ilrs:FarSideMission }"), graph.find("launch"), graph.show("change-6")),
        *(graph.explain("change-6", "a", "FarSideMission"), graph.contradictions(), graph.timeline("change-6")),
        graph.forecast("change-8"),
    )
    for result in results:
        tree = Tree(result._repr_html_())  # type: ignore[union-attr]
        assert (tree.open, tree.unsafe) == ([], [])
        assert " object at 0x" not in repr(result)
