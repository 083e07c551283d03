"""The Chinese of a saved question, with each mistake that it can have."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilrs_graph.errors import InputError
from ilrs_graph.files.question_header import compile_question
from ilrs_graph.questions import Question

GOOD = """#+ question: Which ones?
#+ description: One row per thing.
#+ columns: {x: X, told: Told}
#+ evidence: [x]
#+ params:
#+   x: {type: iri, label: Thing}
#+ zh:
#+   question: 哪些？
#+   description: >-
#+     每个事物占一行，
#+     见 missions。
#+   columns: {x: 事物, told: 说法}
#+   params: {x: 事物}
#+   words: {"yes": 是}
SELECT ?x ?told { VALUES ?x { UNDEF } ?x ?p ?o BIND("yes" AS ?told) }
"""


def compiled(tmp_path: Path, text: str) -> Question:
    path = tmp_path / "a-question.rq"
    path.write_text(text, encoding="utf-8")
    return Question.of("a-question", compile_question(path))


def test_a_question_has_its_texts_in_chinese(tmp_path: Path) -> None:
    question = compiled(tmp_path, GOOD)
    chinese = question.wording("zh")
    assert chinese == question.zh
    assert (chinese.question, chinese.description) == ("哪些？", "每个事物占一行，见 missions。")
    assert (chinese.columns, chinese.parameters) == ({"x": "事物", "told": "说法"}, {"x": "事物"})
    assert chinese.words == {"yes": "是"}
    assert question.wording("en").parameters == {"x": "Thing"}


def test_without_chinese_the_texts_are_english(tmp_path: Path) -> None:
    question = compiled(tmp_path, "".join(line for line in GOOD.splitlines(True) if not _of_chinese(line)))
    assert question.zh is None
    assert question.wording("zh") == question.wording("en")


def _of_chinese(line: str) -> bool:
    return line.startswith("#+ zh") or (line.startswith("#+   ") and "type" not in line)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("哪些？", "哪些", "8:6: the question of zh must end in '？'"),
        ("哪些？", "哪些?", "8:6: the question of zh must end in '？'"),
        ("哪些？", "[哪些？]", "8:6: question of zh must be text"),
        ("#+   question: 哪些？\n", "", "7:4: zh has no question"),
        ("columns: {x: 事物, told: 说法}", "columns: {x: 事物}", "12:6: columns of zh lacks told"),
        ("columns: {x: 事物,", "columns: {x: 事物, y: 值,", "12:23: columns of zh has 'y', which is no column"),
        ("told: 说法}", "told: 3}", "12:23: columns of zh has 3, which is not text"),
        ("#+   params: {x: 事物}\n", "", "7:4: params of zh lacks x"),
        ("params: {x: 事物}", "params: {x: 事物, z: 值}", "13:22: params of zh has 'z', which is no parameter"),
        ("params: {x: 事物}", "params: 事物", "13:6: params of zh must be a map from names to texts"),
        ("params: {x: 事物}", "label: {x: 事物}", "13:6: unknown key 'label' of zh"),
        ('{"yes": 是}', '{"no": 否}', "14:14: words of zh has 'no', which is no text of the query"),
        (GOOD[GOOD.index("#+ zh") : GOOD.index("SELECT")], "#+ zh: 哪些？\n", "7:4: zh must be a map of question"),
    ],
)
def test_mistakes_have_their_place(old: str, new: str, message: str, tmp_path: Path) -> None:
    assert old in GOOD
    with pytest.raises(InputError) as error:
        compiled(tmp_path, GOOD.replace(old, new, 1))
    assert f"a-question.rq:{message}" in error.value.message
