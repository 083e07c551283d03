"""`show`: an overview by default, every fact on demand, and no library that it does not need."""

from __future__ import annotations

import json
import subprocess
import sys

from click.testing import CliRunner

from ilrs_graph.cli.show import command


def shown(*words: str) -> str:
    done = CliRunner().invoke(command, [*words], env={"COLUMNS": "80"})
    assert done.exit_code == 0, done.output
    return done.output


def test_the_overview_is_the_default_and_facts_are_on_demand() -> None:
    overview, facts = shown("change-6"), shown("change-6", "--facts")
    assert overview.splitlines()[1].startswith("Chang'e 6 is a ")
    assert "Follows from these" in facts
    assert "Follows from these" not in overview
    assert len(overview.splitlines()) < len(facts.splitlines()) / 2


def test_json_has_every_fact() -> None:
    assert {"thing", "label", "facts"} == set(json.loads(shown("item:dorn", "--format", "json")))


def test_it_loads_neither_rdflib_nor_what_else_it_does_not_need() -> None:
    code = (
        "import sys; from ilrs_graph import LunarGraph; from ilrs_graph.render import *; "
        "write(LunarGraph().overview('change-6'), format_named('text', 'overview')); "
        "sys.exit(sorted({'rdflib', 'pyshacl', 'yaml', 'networkx', 'pandas'} & set(sys.modules)) or 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
