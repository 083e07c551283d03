"""The questions that take a thing: by class of the parameter and by what the query asks of it."""

from __future__ import annotations

import pytest

from ilrs_graph import LunarGraph


@pytest.mark.parametrize(
    ("thing", "first", "absent"),
    [
        ("change-6", "mission-contributions --mission mission:change-6", "acts-of-a-person"),
        ("wu-weiren", "acts-of-a-person --person agent:wu-weiren", "acts-of-an-organisation"),
        ("agent:cnes", "acts-of-an-organisation --agent agent:cnes", "acts-of-a-person"),
        ("artemis-accords", "agreement-forms --agreement agreement:artemis-accords", "mission-events"),
        ("site:change-6", "positions --place site:change-6", "landing-regions"),
    ],
)
def test_the_most_fitting_question_comes_first(thing: str, first: str, absent: str, graph: LunarGraph) -> None:
    commands = [command for _, command in graph.overview(thing).commands]
    assert commands[0] == f"ilrs-graph ask {first}"
    assert not any(f" {absent} " in command for command in commands)


def test_each_question_is_there_once_and_can_be_asked(graph: LunarGraph) -> None:
    commands = [command.split() for _, command in graph.overview("change-4").commands]
    slugs = [words[2] for words in commands]
    assert len(set(slugs)) == len(slugs) > 5
    for _, _, slug, parameter, value in commands[:4]:
        assert len(graph.ask(slug, **{parameter.removeprefix("--"): value}))
