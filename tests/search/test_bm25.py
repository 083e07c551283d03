"""Texts with the rarer and the more of the wanted words come first."""

from __future__ import annotations

from ilrs_graph.search.bm25 import ranked, stems

TEXTS = {
    "both": [(1.0, "partners of missions")],
    "one": [(1.0, "dates of missions")],
    "other": [(1.0, "dates of missions in orbit")],
    "none": [(1.0, "samples")],
}


def test_more_words_come_first_and_texts_without_any_are_left_out() -> None:
    assert list(ranked(dict.fromkeys(stems("the partners of a mission"), 1.0), TEXTS)) == ["both", "one", "other"]


def test_a_weight_decides_between_words() -> None:
    assert next(iter(ranked({"partner": 1.0, "sampl": 0.1}, TEXTS))) == "both"
    assert next(iter(ranked({"partner": 0.1, "sampl": 1.0}, TEXTS))) == "none"


def test_a_heavier_field_comes_first() -> None:
    assert next(iter(ranked({"orbit": 1.0}, {"a": [(1.0, "orbit x")], "b": [(3.0, "orbit"), (1.0, "x")]}))) == "b"


def test_forms_of_one_word_have_one_stem() -> None:
    assert len({*stems("launch"), *stems("launches"), *stems("launched"), *stems("launching")}) == 1
    assert stems("countries") == stems("country")
    assert stems("which of the") == stems("") == []
