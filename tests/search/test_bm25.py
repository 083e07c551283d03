"""Texts with the rarer and the more of the wanted words come first."""

from __future__ import annotations

from collections.abc import Mapping

from ilrs_graph.search.bm25 import Fields, Wanted, ranked, stems

TEXTS = {
    "both": [(1.0, "partners of missions")],
    "one": [(1.0, "dates of missions")],
    "other": [(1.0, "dates of missions in orbit")],
    "none": [(1.0, "samples")],
}


def _order(wanted: list[Wanted], texts: Mapping[str, Fields] = TEXTS) -> list[str]:
    return [key for key, _ in ranked(wanted, texts)]


def test_more_words_come_first_and_texts_without_any_are_left_out() -> None:
    assert _order([{stem: 1.0} for stem in stems("the partners of a mission")]) == ["both", "one", "other"]


def test_a_weight_decides_between_words() -> None:
    assert _order([{"partner": 1.0}, {"sampl": 0.1}])[0] == "both"
    assert _order([{"partner": 0.1}, {"sampl": 1.0}])[0] == "none"


def test_a_heavier_field_comes_first() -> None:
    assert _order([{"orbit": 1.0}], {"a": [(1.0, "orbit x")], "b": [(3.0, "orbit"), (1.0, "x")]})[0] == "b"


def test_forms_of_one_word_have_one_stem() -> None:
    assert len({*stems("launch"), *stems("launches"), *stems("launched"), *stems("launching")}) == 1
    assert stems("countries") == stems("country")
    assert stems("which of the") == stems("") == []


def test_of_the_stems_for_one_word_the_best_counts() -> None:
    date, mission = stems("date mission")
    both = dict(ranked([{date: 1.0, mission: 1.0}], TEXTS))["one"].score
    assert both == max(dict(ranked([{stem: 1.0}], TEXTS))["one"].score for stem in (date, mission))


def test_a_match_tells_which_words_the_text_has() -> None:
    match = dict(ranked([{stems("date")[0]: 1.0}, {"sampl": 1.0, "partner": 0.5}, {"nowhere": 1.0}], TEXTS))["both"]
    assert match.has == [False, True, False]
    assert match.sizes[2] > match.sizes[1] > 0, "a word of no text is the rarest"
