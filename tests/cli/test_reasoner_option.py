"""`--reasoner`, and the reasoner that stands in where Nemo cannot be imported: the graph is the same."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from small_roots import blocks, text_of

Run = Callable[..., subprocess.CompletedProcess[str]]

EXPORT = ("export", "--format", "nt")
needs_nemo = pytest.mark.skipif(not find_spec("nmo_python"), reason="no Nemo here")


@pytest.fixture
def tiny_root(small_root: Path) -> Path:
    """The ontology, places, and the landing of Chang'e 6: owlrl is slow."""
    mission = small_root / "data" / "missions" / "change-6.ttl"
    for path in (small_root / "data").rglob("*.ttl"):
        if path.name != "places.ttl" and path != mission:
            path.unlink()
    head, *rest = blocks(mission)
    landing = [block for block in rest if "landing" in block]
    mission.write_text(text_of([head, *landing]), encoding="utf-8")
    return small_root


@pytest.fixture
def without_nemo(tmp_path: Path) -> dict[str, str]:
    """An environment in which Nemo is there and cannot be imported, as where its library is missing."""
    module = tmp_path / "broken" / "nmo_python" / "__init__.py"
    module.parent.mkdir(parents=True)
    module.write_text("raise ImportError('libnemo.so: no such file')\n", encoding="utf-8")
    return {"PYTHONPATH": os.pathsep.join([str(module.parents[1]), os.environ.get("PYTHONPATH", "")])}


@needs_nemo
def test_all_engines_give_the_same_graph(tiny_root: Path, own_cache: Path, run: Run) -> None:
    outcomes = [run(*EXPORT, "--reasoner", engine, "--root", str(tiny_root)) for engine in ("nemo", "python", "owlrl")]
    nemo, python, owlrl = outcomes
    assert [o.returncode for o in outcomes] == [0, 0, 0]
    assert [o.stderr for o in outcomes] == ["", "", ""]
    assert "FarSideMission" in nemo.stdout
    assert nemo.stdout == python.stdout
    assert set(nemo.stdout.splitlines()) == set(owlrl.stdout.splitlines())
    assert len(list((own_cache / "snapshots").iterdir())) == 3, "each engine's work is kept apart"


def test_where_nemo_is_absent_one_line_says_so(
    tiny_root: Path, own_cache: Path, run_process: Run, without_nemo: dict[str, str]
) -> None:
    first = run_process(*EXPORT, "--root", str(tiny_root), env=without_nemo)
    assert first.returncode == 0
    assert first.stderr.count("\n") == 1
    assert "reasoning with python: nemo-python is not installed" in first.stderr
    assert "FarSideMission" in first.stdout
    again = run_process(*EXPORT, "--root", str(tiny_root), env=without_nemo)
    assert (again.stdout, again.stderr) == (first.stdout, "")


def test_nemo_is_asked_for_and_absent(
    tiny_root: Path, own_cache: Path, run_process: Run, without_nemo: dict[str, str]
) -> None:
    done = run_process("ask", "launch-dates", "--reasoner", "nemo", "--root", str(tiny_root), env=without_nemo)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "error: the reasoner Nemo cannot be imported\n  tip: install nemo-python\n"


def test_no_such_engine(run: Run) -> None:
    done = run("info", "--reasoner", "pellet")
    assert done.returncode == 2
    assert "'nemo', 'python', 'owlrl'" in done.stderr


@pytest.mark.parametrize("room", ["ontology", "data"])
def test_an_axiom_outside_the_profile_is_refused_with_file_and_line(
    room: str, tiny_root: Path, own_cache: Path, run: Run
) -> None:
    text = "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n\n<urn:p> a owl:ReflexiveProperty .\n"
    (tiny_root / room / "añadido.ttl").write_text(text, encoding="utf-8")
    done = run("info", "--root", str(tiny_root))
    assert (done.returncode, done.stdout) == (1, "")
    first, tip = done.stderr.splitlines()
    assert first.startswith(f"error: {room}/añadido.ttl:3: <urn:p>")
    assert first.endswith("OWL 2 RL has no reflexive properties")
    assert tip.startswith("  tip: ")
    assert not list(own_cache.glob("snapshots/*"))
