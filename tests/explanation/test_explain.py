"""Proofs over what users may add: equalities, odd rules, facts that no graph can state."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.errors import IlrsGraphError
from ilrs_graph.explanation.cite import NOWHERE
from ilrs_graph.explanation.search import Prover


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text + "\n", encoding="utf-8")


def test_an_equality_that_only_the_data_states_is_part_of_proofs(small_root: Path) -> None:
    same = "<http://www.w3.org/2002/07/owl#sameAs>"
    append(small_root / "data/agents/states.ttl", f"agent:france {same} agent:frankreich .")
    told = LunarGraph(small_root).explain("agent:frankreich", "a", "State")
    assert told.holds
    assert any(part.rule == "eq-rep-s" for part in told.trees[0])
    assert {part.curies for part in told.trees[0] if part.kind == "stated"} == {
        "agent:france a ilrs:State",
        "agent:france owl:sameAs agent:frankreich",
    }


def test_a_proof_may_lead_over_a_literal_as_subject(small_root: Path) -> None:
    axioms = """ilrs:motto a owl:DatatypeProperty . ilrs:mottoOf a owl:ObjectProperty ; owl:inverseOf ilrs:motto .
ilrs:sharesMotto a owl:ObjectProperty ; owl:propertyChainAxiom ( ilrs:motto ilrs:mottoOf ) ."""
    append(small_root / "ontology/agents.ttl", axioms)
    append(small_root / "data/agents/states.ttl", 'agent:france ilrs:motto "Luna" . agent:italy ilrs:motto "Luna" .')
    told = LunarGraph(small_root).explain("agent:france", "sharesMotto", "agent:italy")
    assert told.holds
    assert [part.curies for part in told.trees[0]] == [
        "agent:france ilrs:sharesMotto agent:italy",
        'agent:france ilrs:motto "Luna"',
        '"Luna" ilrs:mottoOf agent:italy',
        'agent:italy ilrs:motto "Luna"',
    ]


def test_a_rule_that_is_not_about_one_thing_is_explained_over_the_whole_graph(small_root: Path) -> None:
    (small_root / "ontology/rules/090-helps.rq").write_text(
        """#+ rule: Who contributes to a mission helps its operators.
PREFIX ilrs: <https://w3id.org/ilrs-graph/ontology#>
CONSTRUCT { ?agent ilrs:helps ?operator }
WHERE { VALUES ?thing { UNDEF } ?gift ilrs:toward ?thing ; ilrs:contributor ?agent . ?thing ilrs:operator ?operator }
""",
        encoding="utf-8",
    )
    append(small_root / "ontology/agents.ttl", "ilrs:helps a owl:ObjectProperty .")
    graph = LunarGraph(small_root)
    told = graph.explain("agent:cnes", "helps", "agent:cnsa")
    assert told.holds
    assert told.trees[0].rule == "090-helps"
    assert "mission:change-6 ilrs:operator agent:cnsa" in {part.curies for part in told.trees[0].premises}
    refused = graph.explain("agent:cnes", "helps", "agent:roscosmos")
    lacking = [part.text for part in refused.trees[0].premises if part.kind == "missing"]
    assert lacking == ["Chang'e 6  operator  Roscosmos"]


def test_a_fact_without_a_proof_is_an_error_and_never_called_false(small_root: Path) -> None:
    graph = LunarGraph(small_root)
    proving = graph.explainer.proving
    proving.prover = Prover((), proving.all_facts, proving.is_stated)  # as if the rules had gone
    with pytest.raises(IlrsGraphError, match="but no proof was found"):
        graph.explain("change-6", "hasPartner", "cnes")


def test_a_rank_as_it_was_before_says_why_no_file_states_it(small_root: Path) -> None:
    claim = "claim:change-6-launch-event-date-cnes-2024-05-03"
    data = small_root / "data/missions/change-6.ttl"
    before, behind = data.read_text(encoding="utf-8").split(f"\n{claim} a ", 1)
    block, rest = behind.split(" .\n", 1)
    block = block.replace(
        "ilrs:rank rank:normal", 'ilrs:rank rank:deprecated ; ilrs:rankKnownFrom "2025-01-01"^^xsd:date'
    )
    assert "rank:deprecated" in block
    data.write_text(f"{before}\n{claim} a {block} .\n{rest}", encoding="utf-8")
    told = LunarGraph(small_root, as_of=date(2024, 6, 30)).explain(claim, "rank", "rank:normal")
    assert told.holds
    assert told.trees[0].notes == (NOWHERE,)
    assert not LunarGraph(small_root).explain(claim, "rank", "rank:normal").holds
