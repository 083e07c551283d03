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


def test_more_words_come_first_and_texts_without_any_come_last() -> None:
    matches = ranked([{stem: 1.0} for stem in stems("partners and dates in orbit")], TEXTS)
    assert [key for key, _ in matches] == ["other", "both", "one", "none"]
    assert [match.score > 0 for _, match in matches] == [True, True, True, False]


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
    date, orbit = stems("date orbit")
    both = dict(ranked([{date: 1.0, orbit: 1.0}], TEXTS))["other"].score
    assert both == max(dict(ranked([{stem: 1.0}], TEXTS))["other"].score for stem in (date, orbit))


def test_a_word_of_no_text_weighs_most() -> None:
    match = ranked([{stems("date")[0]: 1.0}, {"sampl": 1.0}, {"nowhere": 1.0}], TEXTS)[0][1]
    assert match.sizes[2] > match.sizes[1] > match.sizes[0] > 0


def test_what_every_text_here_is_about_is_no_word() -> None:
    assert stems("missions to the Moon") == stems("月球") == []
