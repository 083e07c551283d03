"""A page for each saved question, from its header in `queries/`, with the first rows of its example."""

from __future__ import annotations

from collections import defaultdict

from ilrs_graph import LunarGraph
from ilrs_graph.questions import Question
from ilrs_graph.questions.arrangement import Arrangement, arranged_answer
from ilrs_graph.render import Options, format_named, write

from .markdown import cells, chinese, code, fence, markdown_text, table, toctree
from .terms import link

ROWS = 5
"""How many rows of an answer a page shows."""


def pages(graph: LunarGraph) -> dict[str, str]:
    """Return the list of questions by tag, and a page for each."""
    found = {"questions/index.md": _index(list(graph.questions.values()))}
    for question in graph.questions.values():
        found[f"questions/{question.slug}.md"] = _page(question, graph)
    return found


def _index(questions: list[Question]) -> str:
    by_tag: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        by_tag[question.tags[0]].append(question)
    parts = [
        "# Questions\n",
        toctree(*(f"{question.slug} <{question.slug}>" for question in questions)),
        f"The graph has {len(questions)} saved questions. `ilrs-graph ask SLUG` answers one with its sources; "
        "`ilrs-graph find WORDS` finds one by words, in English or Chinese. "
        "Each is a file of SPARQL in `queries/`; the page of a question shows it.\n",
    ]
    for tag in sorted(by_tag):
        parts.append(f"## {tag}\n")
        rows = ([f"[{code(q.slug)}]({q.slug}.md)", *cells(q.question, q.wording("zh").question)] for q in by_tag[tag])
        parts.append(table(["Slug", "Question", "问题"], rows))
    return "\n".join(parts)


def _page(question: Question, graph: LunarGraph) -> str:
    zh = question.wording("zh")
    return "".join(
        [
            f"# {markdown_text(question.question)}\n\n`{question.slug}` · {', '.join(question.tags)}\n\n",
            f"{markdown_text(' '.join(question.description.split()))}\n\n",
            chinese(zh.question),
            chinese(zh.description),
            _parameters(question),
            _columns(question),
            f"Sources of a row: those of {', '.join(map(code, question.evidence))} in the query.\n\n",
            _example(question, graph),
            f"## Query\n\n{fence('sparql', question.query)}",
        ]
    )


def _parameters(question: Question) -> str:
    zh = question.wording("zh").parameters
    rows = [
        [
            code(f"--{p.name}"),
            *cells(p.label, zh.get(p.name, "")),
            f"{p.type}{', ' + link(p.of_class) if p.of_class else ''}",
            code(p.example or ""),
        ]
        for p in question.parameters
    ]
    headings = ["Parameter", "Label", "标签", "Type", "Example"]
    return "## Parameters\n\n" + (table(headings, rows) if rows else "None.\n\n")


def _columns(question: Question) -> str:
    zh = question.wording("zh").columns
    rows = ([code(f"?{name}"), *cells(heading, zh.get(name, ""))] for name, heading in question.columns.items())
    return "## Columns\n\n" + table(["Variable", "Heading", "列名"], rows)


def _example(question: Question, graph: LunarGraph) -> str:
    arguments = question.example
    answer = graph.ask(question.slug, **arguments)
    shown = arranged_answer(answer, Arrangement(limit=ROWS))
    text = write(shown, format_named("markdown", "answer"), Options(sources=True, total=len(answer)))
    given = "".join(f" --{name} {value}" for name, value in arguments.items())
    command = fence("console", f"$ ilrs-graph ask {question.slug}{given} --sources")
    return f"## Example\n\n{command}{text.partition(chr(10) * 2)[2]}\n"
