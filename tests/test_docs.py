"""The documents: what they show is what is printed, everything public has a place in them, and the site builds."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from rdflib.plugins.sparql import prepareQuery

import ilrs_graph
from document import code_fails, console, queries, write_files
from hang_limit import HANG_S
from ilrs_graph import LunarGraph, dates, errors, render
from ilrs_graph.cli import VERBS, group
from shown import blocks

Run = Callable[..., subprocess.CompletedProcess[str]]
DOCS = Path(__file__).parents[1] / "docs"
sys.path.insert(0, str(DOCS))

import generators  # noqa: E402

WRITTEN = [*DOCS.glob("*.md"), *DOCS.glob("python/*.md")]
PAGES = {
    path.relative_to(DOCS).as_posix(): path.read_text("utf-8")
    for path in sorted(WRITTEN)
    if path.name not in generators.documents.DOCUMENTS and path.name != "notebook.md"
}
"""The pages that are written by hand."""


@pytest.fixture(scope="session")
def generated(graph: LunarGraph, repo: Path) -> dict[str, str]:
    return generators.all_pages(repo, graph)


@pytest.mark.parametrize("page", [page for page, text in PAGES.items() if "```console" in text])
def test_commands_print_what_the_page_shows(page: str, tmp_path: Path, repo: Path, run: Run) -> None:
    found = list(console(PAGES[page], tmp_path, run, ILRS_GRAPH_ROOT=str(repo)))
    assert found
    for each in found:
        assert each.holds, f"$ {each.what}\nprints\n" + "\n".join(each.printed)


@pytest.mark.parametrize("page", [page for page, text in PAGES.items() if "```sparql" in text])
def test_queries_have_the_result_that_the_page_shows(page: str, graph: LunarGraph) -> None:
    found = list(queries(PAGES[page], graph))
    assert found
    for each in found:
        assert each.holds, f"{each.what}\ngives\n" + "\n".join(each.printed)


@pytest.mark.parametrize("page", [page for page, text in PAGES.items() if ">>>" in text])
def test_python_prints_what_the_page_shows(
    page: str, tmp_path: Path, repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ILRS_GRAPH_ROOT", str(repo))
    monkeypatch.chdir(tmp_path)
    write_files(PAGES[page], tmp_path)
    assert code_fails(PAGES[page], page) == ""


def test_the_federated_query_is_whole_and_refused_here(graph: LunarGraph) -> None:
    [query] = [block.text for block in blocks(PAGES["cookbook.md"]) if block.file]
    prepareQuery(query)
    with pytest.raises(errors.QueryError, match="SERVICE is not allowed"):
        graph.query(query)


def test_every_verb_has_a_page_with_all_of_its_options(generated: dict[str, str]) -> None:
    for verb in VERBS:
        page = generated[f"commands/{verb}.md"]
        with click.Context(group, info_name="ilrs-graph") as context:
            command = group.get_command(context, verb)
        assert command is not None
        options = [o for p in command.params if not getattr(p, "hidden", False) for o in p.opts if o.startswith("--")]
        assert [option for option in options if option not in page] == []
        assert f"[`{verb}`]({verb}.md)" in generated["commands/index.md"]


def test_every_example_of_the_help_is_on_the_page_of_its_verb(generated: dict[str, str]) -> None:
    examples = [line for page in generated.values() for line in page.splitlines() if line.startswith("$ ilrs-graph")]
    assert "$ ilrs-graph ask far-side-partners --sources" in generated["commands/ask.md"]
    assert len(examples) > 2 * len(VERBS)


def test_every_format_has_its_line(generated: dict[str, str]) -> None:
    page = generated["commands/formats.md"]
    for kind, formats in render.FORMATS.items():
        section = page.partition(f"## {kind.capitalize()}\n")[2].partition("## ")[0]
        assert [f.name for f in formats if f"| `{f.name}` |" not in section] == []


def test_every_question_has_a_page_with_its_texts_and_an_answer(generated: dict[str, str], graph: LunarGraph) -> None:
    assert graph.questions
    for slug, question in graph.questions.items():
        page = " ".join(generated[f"questions/{slug}.md"].split())
        assert question.query.split() == page.partition("```sparql ")[2].removesuffix(" ```").split()
        assert all(f"`?{name}`" in page for name in question.columns)
        assert all(f"`--{parameter.name}`" in page for parameter in question.parameters)
        assert question.zh is not None
        assert question.zh.question in page
        assert f"({slug}.md)" in generated["questions/index.md"]


def test_the_example_of_every_question_has_rows(generated: dict[str, str]) -> None:
    empty = [page for page, text in generated.items() if page.startswith("questions/") and re.search("^no rows", text)]
    assert empty == []


def test_every_term_and_shape_has_its_section(generated: dict[str, str], graph: LunarGraph) -> None:
    reference = graph.terms_reference()
    for page, names in {
        "classes": [term.name for term in reference.classes],
        "properties": [term.name for term in reference.properties],
        "code-lists": [each.name for each in reference.code_lists],
        "shapes": [each.name for each in reference.shapes],
    }.items():
        text = generated[f"terms/{page}.md"]
        assert re.findall(r"^#{2,3} ((?:\S+:)?\S+)$", text, re.MULTILINE)[-len(names) :] != []
        assert [name for name in names if f"# {name}\n" not in text] == []


def test_every_link_to_a_term_leads_to_a_section(generated: dict[str, str]) -> None:
    targets = {found for text in generated.values() for found in re.findall(r"^\((\S+)\)=$", text, re.MULTILINE)}
    links = {found for text in generated.values() for found in re.findall(r"\]\(#(\S+?)\)", text)}
    assert len(links) > 300
    assert links - targets == set()


def test_every_public_name_has_a_place() -> None:
    text = "\n".join(PAGES.values())
    for name in ("Answer", "Row", "Question", "Catalogue", "LabelledTable", "LunarGraph", "Reading", "TermsReference"):
        assert re.search(rf"autoclass:: ilrs_graph\S*\.{name}\b", text), name
    for module in (render, dates, errors):
        assert f"automodule:: {module.__name__}" in text
    assert set(ilrs_graph.__all__) == {"LunarGraph", "__version__"}


def test_every_method_of_the_graph_has_a_place(graph: LunarGraph) -> None:
    listed = re.search(r":members: (.*)", PAGES["python/graph.md"])
    assert listed is not None
    public = {name for name in vars(LunarGraph) if not name.startswith("_")}
    assert public - set(listed[1].split(", ")) <= set(dir(graph.current))


def test_generated_pages_are_the_same_each_time(generated: dict[str, str], graph: LunarGraph, repo: Path) -> None:
    assert generators.terms.pages(graph.terms_reference())["terms/shapes.md"] == generated["terms/shapes.md"]
    assert generators.commands.pages()["commands/ask.md"] == generated["commands/ask.md"]


def test_no_page_fetches_anything(generated: dict[str, str]) -> None:
    every = {**PAGES, **generated}
    assert [page for page, text in every.items() if re.search(r"<(script|link|img|iframe)\b", text)] == []


@pytest.mark.skipif(importlib.util.find_spec("sphinx") is None, reason="the extra `docs` is not installed")
def test_the_site_builds_without_warnings(tmp_path: Path, repo: Path) -> None:
    words = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "docs", str(tmp_path / "site")]
    done = subprocess.run(words, cwd=repo, capture_output=True, text=True, check=False, timeout=HANG_S)
    assert done.returncode == 0, done.stderr[-4000:]
    page = (tmp_path / "site" / "questions" / "far-side-partners.html").read_text("utf-8")
    assert "Which partners contributed to far-side missions?" in page
