"""A batch of sheets describes a new mission: things are found by slug and by label, whatever the order of the files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.namespaces import compact
from ilrs_graph.templates.catalogue import TEMPLATES
from ilrs_graph.templates.lookup import DESCRIBED_BY

SPEECH = "speaker,stated_on"
SAID = "isro,2026-11-20"
PAGE = "isro-2026-11-20-selene-x"
BATCH = {
    "outcomes.csv": f"event,outcome,{SPEECH},sources\nselene-x-launch,success,{SAID},{PAGE}\n",
    "status.csv": f"subject,status,{SPEECH},sources\nSelene X,flown,{SAID},{PAGE}\n",
    "payload.csv": "item,label_en,class,mission,host,sources\n"
    f"xrs,XRS spectrometer,Instrument,selene x,SX lander,{PAGE}\n",
    "craft.csv": f"spacecraft,label_en,class,mission,sources\nsx-lander,SX lander,Lander,Selene X,{PAGE}\n",
    "site.csv": "site,label_en,region,mission,date,date_modality," + SPEECH + ",sources\n"
    f"selene-x,landing site of Selene X,south-pole,Selene X,2027,planned,{SAID},{PAGE}\n",
    "mission.csv": "mission,label_en,kind,operator,status,launch,launch_modality," + SPEECH + ",sources\n"
    f"selene-x,Selene X,lander | rover,Moonworks,flown,2026-11-19,actual,{SAID},{PAGE}\n",
    "agent.csv": f"agent,label_en,class,state,sources\nmoonworks,Moonworks,Company,india,{PAGE}\n",
    "page.csv": "source,label_en,publisher,issued,language,url,kind\n"
    f"{PAGE},ISRO on Selene X,isro,2026-11-20,en,https://isro.example/selene-x,agency\n",
}


def write(folder: Path, sheets: dict[str, str]) -> list[Path]:
    for name, text in sheets.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in sheets]


@pytest.mark.parametrize("order", [1, -1])
def test_a_new_mission_is_entered_by_sheets_alone(order: int, graph: LunarGraph, tmp_path: Path) -> None:
    found = graph.add(write(tmp_path, BATCH)[::order], by="Ada", today="2026-11-30", dry_run=True)
    assert list(found.report.of("violation")) == []
    files = {change.name: {compact(x.value) for x in change.things} for change in found.changes}
    assert files["missions/selene-x.ttl"] >= {
        "mission:selene-x", "event:selene-x-launch", "event:selene-x-landing", "site:selene-x", "spacecraft:sx-lander",
        "item:xrs", "accommodation:selene-x-xrs", "claim:selene-x-operator-isro-2026-11-20",
        "claim:selene-x-status-isro-2026-11-20", "claim:selene-x-launch-event-date-isro-2026-11-20",
        "claim:selene-x-launch-outcome-isro-2026-11-20", "claim:selene-x-landing-event-date-isro-2026-11-20",
    }  # fmt: skip
    assert files["agents/companies.ttl"] == {"agent:moonworks"}
    text = next(change.after for change in found.changes if change.name == "missions/selene-x.ttl")
    assert 'rdfs:label "landing of Selene X"@en' in text
    assert text.count(" a ilrs:StatusClaim") == 2  # the status is said in two sheets, and is one claim


def test_a_thing_of_turtle_in_the_batch_is_found_by_its_label(graph: LunarGraph, tmp_path: Path) -> None:
    sheets = {name: BATCH[name] for name in ("page.csv", "craft.csv")}
    turtle = f"""@prefix mission: <https://w3id.org/ilrs-graph/id/mission/> .
        mission:selene-x a <https://w3id.org/ilrs-graph/ontology#Mission> ;
            <http://www.w3.org/2000/01/rdf-schema#label> "Selene X"@en ;
            <https://w3id.org/ilrs-graph/ontology#missionKind> <https://w3id.org/ilrs-graph/vocab/mission-kind/lander> ;
            <http://www.w3.org/ns/prov#wasDerivedFrom> <https://w3id.org/ilrs-graph/id/source/{PAGE}> ."""
    files = write(tmp_path, {**sheets, "m.ttl": turtle})
    assert [f.message for f in graph.check(files, today="2026-11-30").of("violation")] == []


def test_a_label_that_the_graph_has_too_is_ambiguous(graph: LunarGraph, tmp_path: Path) -> None:
    sheets = {**BATCH, "mission.csv": BATCH["mission.csv"].replace(",Selene X,", ",Luna 25,")}
    sheets["craft.csv"] = BATCH["craft.csv"].replace("Selene X", "Luna 25")
    found = [f.message for f in graph.check(write(tmp_path, sheets), today="2026-11-30").of("violation")]
    assert any("craft" not in m and "'Luna 25' can mean several things: mission:luna-25, mission:selene-x." in m
               for m in found)  # fmt: skip


def test_what_is_nowhere_is_met_with_how_to_describe_it(graph: LunarGraph, tmp_path: Path) -> None:
    sheets = {name: BATCH[name] for name in ("page.csv", "agent.csv")}
    sheets["payload.csv"] = BATCH["payload.csv"].replace(",SX lander,", ",,").replace("selene x", "Qwxyz Jkvbn")
    (finding,) = graph.check(write(tmp_path, sheets), today="2026-11-30").of("violation")
    assert finding.remedy == "Describe it first: ilrs-graph template mission."


def test_every_remedy_names_a_template_that_is_there() -> None:
    assert set(DESCRIBED_BY.values()) <= set(TEMPLATES)


def test_a_date_without_modality_is_told(graph: LunarGraph, tmp_path: Path) -> None:
    sheets = {**BATCH, "mission.csv": BATCH["mission.csv"].replace(",actual,", ",,")}
    found = graph.check(write(tmp_path, sheets), today="2026-11-30").of("violation")
    assert "launch_modality (whether it is a plan or has happened) is empty" in " ".join(f.message for f in found)


def test_the_worked_mission_of_the_data_holds(graph: LunarGraph, tmp_path: Path) -> None:
    text = (graph.root.path / "data/README.md").read_text(encoding="utf-8")
    sheets = dict(enumerate(re.findall(r"```csv\n(.*?)```", text, re.DOTALL)))
    assert len(sheets) == 4
    found = graph.add(write(tmp_path, {f"{n}.csv": sheet for n, sheet in sheets.items()}), by="Ada", dry_run=True)
    assert list(found.report) == []
    assert found.changes == ()
