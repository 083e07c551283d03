"""Headers of saved questions, with each mistake that they can have."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ilrs_graph.cli.ask import command
from ilrs_graph.errors import InputError
from ilrs_graph.files.question_header import RESERVED, compile_question
from ilrs_graph.namespaces import ID
from ilrs_graph.questions import Question

GOOD = """#+ question: Which ones?
#+ columns: {x: X}
#+ evidence: [x]
#+ params:
#+   x: {type: iri, example: mission:change-6}
SELECT ?x { VALUES ?x { UNDEF } ?x ?p ?o }
"""


def compiled(tmp_path: Path, text: str, name: str = "a-question.rq") -> dict[str, object]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return compile_question(path)


def test_a_good_header_has_defaults_filled_in(tmp_path: Path) -> None:
    found = compiled(tmp_path, GOOD)
    assert found["view"] == "table"
    assert found["tags"] == []
    assert found["complete"] == []
    assert found["params"] == {"x": {"type": "iri", "example": "mission:change-6"}}
    assert found["query"] == GOOD.splitlines(keepends=True)[-1]
    question = Question.of("a-question", found)
    assert question.parameter("x").label == "x"


@pytest.mark.parametrize("given", ["claim:a", "[claim:a, claim:b]"])
def test_claims_of_completeness_are_named_alone_or_in_a_list(given: str, tmp_path: Path) -> None:
    found = compiled(tmp_path, GOOD.replace("#+ evidence", f"#+ complete: {given}\n#+ evidence"))
    named = [ID + "claim/a", ID + "claim/b"]
    assert Question.of("a-question", found).complete == tuple(named[: given.count("claim")])


def test_a_day_in_a_header_is_a_text(tmp_path: Path) -> None:
    found = compiled(
        tmp_path, GOOD.replace("#+ evidence", "#+ description: 2024-05-03\n#+ tags: [2024-05-03]\n#+ evidence")
    )
    assert (found["description"], found["tags"]) == ("2024-05-03", ["2024-05-03"])
    assert json.loads(json.dumps(found)) == found


@pytest.mark.parametrize("question", ["true partners of whom?", "false}?", "truth?", "falsehoods?"])
def test_a_text_that_begins_like_a_truth_value_is_a_text(question: str, tmp_path: Path) -> None:
    assert compiled(tmp_path, GOOD.replace("Which ones?", question))["question"] == question


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("Which ones?", "Which ones", "a-question.rq:1:4: the question must end in '\\?'"),
        ("#+ columns: {x: X}\n", "", "a-question.rq:1:1: the header has no columns"),
        ("#+ evidence: [x]\n", "", "a-question.rq:1:1: the header has no evidence"),
        ("#+ evidence: [x]", "#+ evidence: [y]", "a-question.rq:3:15: evidence has 'y', which is not in the query"),
        (
            "#+ evidence: [x]",
            "#+ evidence: [o]",
            "a-question.rq:3:15: evidence has 'o', which the query does not select",
        ),
        ("#+ evidence: [x]", "#+ evidence: [x, p]", "a-question.rq:3:18: evidence has 'p', which the query does not"),
        ("#+ evidence: [x]", "#+ evidence: o", "a-question.rq:3:4: evidence has 'o', which the query does not select"),
        ("#+ evidence: [x]", "#+ evidence: ['?x']", "a-question.rq:3:15: evidence has '\\?x', which is not in"),
        ("#+ columns: {x: X}", "#+ columns: {x: X, o: O}", "a-question.rq:2:20: columns has 'o', which the query does"),
        ("#+ columns: {x: X}", "#+ columns: [x]", "a-question.rq:2:4: columns must be a map from variables to"),
        ("#+ columns: {x: X}", "#+ columns: x", "a-question.rq:2:4: columns must be a map from variables to"),
        ("#+ evidence", "#+ tags: word\n#+ evidence", "a-question.rq:3:4: tags must be a list of words"),
        ("?x ?p ?o }", "?x ?p }", "a-question.rq:6:39: the query does not parse: a term expected, found '}'"),
        ("?x ?p ?o", "?x no:thing ?o", "a-question.rq:6:\\d+: the prefix no: is not declared"),
        ("?x ?p ?o", "SERVICE <urn:s> { ?x ?p ?o }", "SERVICE is not allowed"),
        ("?x ?p ?o", "<< ?x ?p ?o >> ?q ?r", "a-question.rq:6:33: <<: triple terms"),
        ("SELECT ?x {", "ASK {", "a-question.rq:6:1: the query is not a SELECT"),
        ("#+ evidence", "#+ colour: red\n#+ evidence", "unknown header key 'colour'; known keys: columns, "),
        ("#+ evidence", "#+ complete: mission:change-6\n#+ evidence", "complete names 'mission:change-6', which is no"),
        ("#+ evidence", "#+ complete: [claim:a, 7]\n#+ evidence", "complete names 7, which is not a claim"),
        ("#+ evidence", "#+ view: pie\n#+ evidence", "unknown view 'pie'; known views: map, network"),
        ("type: iri", "type: url", "parameter 'x' needs a type: one of boolean, date"),
        ("{type: iri, example: mission:change-6}", "iri", "parameter 'x' needs a type"),
        ("type: iri", "type: iri, colour: red", "unknown key 'colour' of parameter 'x'"),
        ("{ UNDEF }", "{ 1 }", "parameter 'x' needs exactly one line VALUES \\?x { UNDEF }"),
        ("?x ?p ?o", "VALUES ?x { UNDEF }", "needs exactly one line"),
        ("?x ?p ?o", "VALUES ?y { UNDEF }", "VALUES \\?y { UNDEF } has no parameter in the header"),
        ("{x: X}", "{x: X", "a-question.rq:3:12: the header is not YAML"),
        ("Which ones?", "Which: ones?", "a-question.rq:1:19: the header is not YAML"),
        ("Which ones?", "2024-02-30", "a-question.rq:1:4: the question must end in"),
        ("Which ones?", "[a]", "a-question.rq:1:4: question must be text"),
        ("Which ones?", "!!int x", "a-question.rq:1:14: the header is not YAML: a value that is not of its type"),
        ("Which ones?", '"\\U00110000?"', "a-question.rq:1:.*: the header is not YAML: an escape for no character"),
        ("Which ones?", "!!timestamp x", "a-question.rq:1:14: the header is not YAML: a value"),
        ("{x: X}", "&a {x: *a}", "a-question.rq:2:17: columns has .*, which is not text"),
        ("{x: X}", "{x: 5}", "a-question.rq:2:14: columns has 5, which is not text; put it in quotes"),
        ("[x]", "x", "a-question.rq:3:4: evidence must be a list of variables"),
        ("[x]", "{x: 1}", "a-question.rq:3:4: evidence must be a list of variables"),
        ("#+ evidence", "#+ tags: [a, [b]]\n#+ evidence", "a-question.rq:3:4: tags has \\['b'\\], which is not text"),
        ("#+ evidence", "#+ description: [a]\n#+ evidence", "a-question.rq:3:4: description must be text"),
        ("iri, ", "iri, label: 5, ", "a-question.rq:5:21: label of parameter 'x' must be text"),
        ("iri, ", "iri, class: [a], ", "class of parameter 'x' must be text"),
        ("iri, ", "iri, filter: maybe, ", "filter of parameter 'x' must be true or false"),
        ("mission:change-6}", "[1]}", "example of parameter 'x' must be one value"),
    ],
)
def test_each_mistake_in_a_header_has_its_message(old: str, new: str, message: str, tmp_path: Path) -> None:
    assert old in GOOD
    with pytest.raises(InputError, match=message) as found:
        compiled(tmp_path, GOOD.replace(old, new))
    assert "a-question.rq" in str(found.value)
    assert found.value.tip


def test_all_problems_are_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(InputError) as found:
        compiled(tmp_path, "#+ question: Which ones\n#+ view: pie\n\n# a comment\nSELECT ?x {\n  ?x ?p\n}\n")
    lines = [line.partition("a-question.rq:")[2] for line in str(found.value).splitlines()]
    assert [line.split(": ", 1)[0] for line in lines] == ["1:1", "1:1", "1:4", "2:4", "7:1"]
    assert [line.split(": ", 1)[1] for line in lines[:2]] == ["the header has no columns", "the header has no evidence"]


@pytest.mark.parametrize(
    "text",
    ["", "#+ \n", "#+ question: [\n", "#+ - a\n- b\n", "#+ columns: 7\nASK {}", "#+ evidence: {a: b}\nSELECT * {}",
     "#+ params: [x]\n", "#+ params: {1: {type: iri}}\n", "#+ view: [table]\n#+ complete: {a: b}\n", "SELECT * {}"],
)  # fmt: skip
def test_whatever_the_header_holds_it_is_a_problem_with_a_place(text: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a-question\.rq:\d+:\d+: "):
        compiled(tmp_path, text)


def test_a_file_without_header_or_with_a_bad_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no '#\\+ question"):
        compiled(tmp_path, "SELECT ?x { ?x ?p ?o }")
    with pytest.raises(InputError, match="the file name is not a slug"):
        compiled(tmp_path, GOOD, "A_question.rq")


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_a_parameter_called_like_an_option_is_refused_with_its_place(name: str, tmp_path: Path) -> None:
    text = GOOD.replace("#+   x: {type: iri", f"#+   {name}: {{type: iri").replace(
        "?x { UNDEF }", f"?{name} {{ UNDEF }}"
    )
    assert text.count(name) >= 2
    with pytest.raises(InputError, match=rf"a-question\.rq:5:6: a parameter must not be named '{name}'") as found:
        compiled(tmp_path, text)
    assert found.value.tip


def test_a_reserved_name_is_found_in_a_header_on_one_line_too(tmp_path: Path) -> None:
    text = GOOD.replace("#+ params:\n#+   x: {type", "#+ params: {x: {type: iri}, as-of: {type").replace("-6}", "-6}}")
    with pytest.raises(InputError, match=r"a-question\.rq:4:29: a parameter must not be named 'as-of'"):
        compiled(tmp_path, text)


def test_the_reserved_names_are_those_of_the_options_of_ask_and_of_its_pages() -> None:
    options = {name.removeprefix("--") for option in command.params for name in option.opts if name.startswith("--")}
    in_python, on_pages = {"language"}, {"page", "row", "view"}
    assert {name.replace("-", "_") for name in options} | in_python | on_pages == RESERVED
