"""`ilrs-graph explain` and `ask --explain` as a user meets them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from xml.etree import ElementTree

import pytest

Run = Callable[..., CompletedProcess[str]]
WORDS = ("explain", "change-6", "hasPartner", "cnes")


def test_text_goes_from_the_fact_down_to_lines_and_references(run: Run) -> None:
    done = run(*WORDS)
    assert (done.returncode, done.stderr) == (0, "")
    text, _, references = done.stdout.partition("\nReferences\n")
    lines = text.splitlines()
    assert lines[0].startswith("This holds: Chang'e 6 has partner CNES, National Centre for Space Studies. It follows ")
    assert "Chang'e 6  has partner  CNES, National Centre for Space Studies" in lines
    unfolded = re.sub(r"\n[│ ]*", " ", done.stdout)
    assert "(070-has-partner, ontology/rules/070-has-partner.rq:1)" in unfolded
    assert re.search(r"stated in data/missions/change-6\.ttl:\d+, \d+ \[1-3\] and 3 more", unfolded)
    assert references.startswith("[1] ")
    assert max(map(len, lines)) <= 110


def test_a_fact_that_does_not_hold_ends_with_1(run: Run) -> None:
    done = run("explain", "change-6", "hasPartner", "shanghai-jiao-tong-university")
    assert done.returncode == 1
    assert done.stdout.startswith("This does not hold: Chang'e 6 has partner SJTU, Shanghai Jiao Tong University. ")
    assert "! CNSA, China National Space Administration  of state  China" in done.stdout


def test_wrong_names_end_with_2(run: Run) -> None:
    done = run("explain", "change-6", "hasPartnr", "cnes")
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean hasPartner" in done.stderr


def test_json_has_the_documented_shape(run: Run) -> None:
    told = json.loads(run(*WORDS, "--format", "json").stdout)
    assert set(told) == {"fact", "holds", "summary", "note", "trees", "references"}
    assert told["holds"] is True
    (tree,) = told["trees"]
    keys = {"kind", "holds", "fact", "text", "curies", "rule", "says", "notes", "places", "sources", "premises"}
    todo = [tree]
    while todo:
        node = todo.pop()
        assert set(node) == keys
        assert all(number < len(told["references"]) for number in node["sources"])
        todo += node["premises"]


def test_svg_is_xml_and_says_the_fact_in_chinese_where_asked(run: Run, tmp_path: object) -> None:
    done = run("explain", "change-6", "label", '"嫦娥六号"@zh', "-o", "why.svg", cwd=tmp_path)
    assert done.returncode == 0
    root = ElementTree.parse(f"{tmp_path}/why.svg").getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert any("嫦娥六号" in (node.text or "") for node in root.iter("{http://www.w3.org/2000/svg}text"))


def test_dot_has_a_box_a_fact_and_an_arrow_to_what_it_gives(run: Run) -> None:
    dot = run(*WORDS, "--format", "dot").stdout
    boxes = set(re.findall(r"^  (n\d+) \[label=", dot, re.MULTILINE))
    arrows = re.findall(r"^  (n\d+) -> (n\d+);", dot, re.MULTILINE)
    assert arrows
    assert {end for arrow in arrows for end in arrow} <= boxes
    assert {target for _, target in arrows} >= {"n0"}
    assert dot.count("{") == dot.count("}") == 1


@pytest.mark.parametrize("name", ["why.json", "why.dot", "why.gv", "why.txt", "why.svg"])
def test_the_suffix_tells_the_format(name: str, run: Run, tmp_path: object) -> None:
    assert run(*WORDS, "-o", name, cwd=tmp_path).returncode == 0
    with open(f"{tmp_path}/{name}", encoding="utf-8") as file:  # noqa: PTH123
        start = file.read(8)
    assert start[0] == {"json": "{", "dot": "d", "gv": "d", "txt": "T", "svg": "<"}[name.rpartition(".")[2]]


def test_a_value_that_no_fact_can_have_is_wrong_usage(run: Run) -> None:
    for words in (("launchDate", "yesterday"), ("launchDate", '"2024-02-30"^^xsd:date'), ("mass", "heavy")):
        done = run("explain", "change-6", *words)
        assert (done.returncode, done.stdout) == (2, "")
        assert f"is not a {'number' if words[1] == 'heavy' else 'day'}\n  tip: write a " in done.stderr


def test_depth_is_a_number_or_all(run: Run) -> None:
    short, whole = run(*WORDS, "--depth", "1").stdout, run(*WORDS, "--depth", "all").stdout
    assert "mission:change-6 ilrs:hasPartner agent:cnes" in whole
    assert "ilrs:hasPartner" not in short
    assert len(short) < len(run(*WORDS).stdout) < len(whole)
    done = run(*WORDS, "--depth", "deep")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--depth 3 or --depth all" in done.stderr


def test_the_sentences_are_chinese_where_asked(run: Run) -> None:
    text = run(*WORDS, "--lang", "zh").stdout
    assert text.startswith("以下成立：嫦娥六号，合作伙伴：法国国家空间研究中心。")
    assert "国务院新闻办公室（一手）" in text.replace("\n", "")
    assert "面向  嫦娥六号；贡献方  法国" in text
    done = run("explain", "change-6", "hasPartner", "draper", "--lang", "zh")
    assert "没有任何贡献（面向：嫦娥六号）的贡献方为Draper。" in done.stdout


def test_as_of_explains_the_graph_of_that_day(run: Run, small_root: Path) -> None:
    words = ("explain", "change-6", "launchDate", "2024-05-03", "--root", str(small_root))
    assert run(*words, "--as-of", "2023-10-31").returncode == 1
    assert run(*words, "--as-of", "2024-06-30").returncode == 0


def test_ask_explains_every_row(run: Run) -> None:
    rows = json.loads(run("ask", "landing-regions", "--region", "far-side", "--format", "json").stdout)["rows"]
    told = json.loads(run("ask", "landing-regions", "--region", "far-side", "--explain", "--format", "json").stdout)
    assert len(told["trees"]) == len(rows) >= 3
    for tree in told["trees"]:
        assert tree["kind"] == "row"
        assert any(premise["kind"] in ("rule", "axiom") for premise in tree["premises"])
        assert all(premise["holds"] for premise in tree["premises"])


def test_ask_explains_no_table(run: Run) -> None:
    done = run("ask", "landing-regions", "--explain", "--format", "csv")
    assert done.returncode == 2
    assert "text, json" in done.stderr
