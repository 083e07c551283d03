"""The pages of the ontology: every term in its place, and the diagram of the main classes with the same as a table."""

from __future__ import annotations

from collections.abc import Callable

from html_document import Element

from ilrs_graph.pages import Pages
from ilrs_graph.pages.pictures.classes import Joint, draw
from ilrs_graph.pages.reference import MAIN, Ontology


def test_the_diagram_has_the_main_classes_and_each_relation_is_in_the_ontology(pages: Pages) -> None:
    model: Ontology = pages.page("/ontology").model
    properties = {each.name: each for each in pages.context.terms_reference.properties}
    assert len(model.relations) > 25
    for each in model.relations:
        assert each.subject in properties[each.property].domain
        assert each.object in properties[each.property].range
    assert ("ilrs:Mission", "ilrs:Agent") in {(r.subject, r.object) for r in model.relations if r.label == "operator"}
    assert model.picture.count("<rect") == len(MAIN) + 1


def test_the_diagram_has_words_in_the_language_of_the_reader(chinese: Pages) -> None:
    picture = chinese.page("/ontology").model.picture
    assert ">任务<" in picture
    assert ">mission<" not in picture


def test_every_relation_of_the_diagram_is_in_the_table(rendered: Callable[..., Element], pages: Pages) -> None:
    page = rendered("/ontology")
    table = next(page.all("table"))
    assert len(list(table.all("tr"))) == len(pages.page("/ontology").model.relations) + 1
    places = {each.attributes.get("id") for each in page.all()}
    assert {a.attributes["href"].removeprefix("#") for a in table.all("a")} <= places


def test_a_line_bends_round_a_box() -> None:
    places = {"A": (0, 0), "B": (1, 0), "C": (2, 0)}

    def heights(one: str, other: str) -> set[str]:
        picture = draw(places, {name: name for name in places}, [Joint(one, other, ["p →"])], "t")
        return set(picture.partition('d="M')[2].partition('"')[0].replace("Q", " ").split()[1::2])

    assert len(heights("A", "B")) == 1
    assert len(heights("A", "C")) == 2


def test_of_many_names_on_a_line_the_first_are_shown() -> None:
    picture = draw({"A": (0, 0), "B": (1, 0)}, {"A": "a", "B": "b"}, [Joint("A", "B", list("pqrst"))], "t")
    assert [word in picture for word in (">p<", ">r<", ">s<", ">+2<")] == [True, True, False, True]
