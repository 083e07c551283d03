"""The canonical form of a hand-written Turtle file: the layout of `write_turtle`, with its comments.

The result depends only on the triples, the comments and the elements to which these are attached (see
`ilrs_graph.turtle.comment_places`), not on the layout. Used prefixes keep their names; unused ones are removed, and
prefixes of the project are added for IRIs without one. Relative IRIs are resolved against `@base`, which is removed;
without `@base` they are an error. A byte order mark is removed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from pyoxigraph import RdfFormat, Triple, parse

from ..errors import OutputError, SyntaxProblem
from ..namespaces import PREFIXES
from .blank_nodes import stable_labels
from .comment_places import triples_and_comments
from .comments import Comments
from .language_tags import marked_tags, one_spelling
from .ordered import OrderedGraph, grouped, relabelled
from .parse import BYTE_ORDER_MARK, refuse_nul
from .rdf12 import may_announce, refused
from .rows import BLANK, Row, row
from .spelling import TermWriter
from .tokens import has_comments
from .writer import write_graph

Rewrite: TypeAlias = Callable[[Row], Row | None]
"""Returns what becomes of a row: another one, the same, or None if it is removed."""
_ANONYMOUS = re.compile(r"[0-9a-f]{16,32}")


def format_turtle(text: str, name: str = "Turtle") -> str:
    r"""Return the canonical form of a Turtle text: the same triples and comments, one layout.

    Comments stay at the start and the end of the file, above their block, or at the end of the line with the same
    object. Other comments in a block are moved above it. Comments between empty lines are a banner: things are sorted
    within its section, and stay in it; a new thing is in the section of the one before it. Lines of `#` stay as they
    are, and so does the case of language tags.

    `name` is the name of the text in errors.

    Raises:
        SyntaxProblem: the text does not parse, or contains what RDF 1.1 does not have.

    >>> print(format_turtle('''@prefix mission: <https://w3id.org/ilrs-graph/id/mission/> .
    ... @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    ... # the second to return samples
    ... mission:change-6 rdfs:label "Chang'e 6"@en, # as CNSA spells it
    ...    "嫦娥六号"@zh .'''), end="")
    @prefix mission: <https://w3id.org/ilrs-graph/id/mission/> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    <BLANKLINE>
    # the second to return samples
    mission:change-6 rdfs:label "Chang'e 6"@en , "嫦娥六号"@zh . # as CNSA spells it
    """
    return extended_turtle(text, (), name)


def extended_turtle(
    text: str, added: Iterable[Triple], name: str = "Turtle", tags: Mapping[Triple, str] | None = None, *,
    rewrite: Rewrite | None = None,
) -> str:  # fmt: skip
    """Return the canonical form of a Turtle text with additional triples; triples that it already has are ignored.

    `tags` has the language tags of added triples that are written with capitals. A triple whose literal the text has
    with a tag that differs in case only is one that it already has. `rewrite` changes or removes the triples of the
    text before: comments move along, those beside a removed triple above the block of its subject.

    Raises:
        SyntaxProblem, InputError: as for `format_turtle`.
        OutputError: an added triple is not of RDF 1.1.

    >>> from pyoxigraph import Literal, NamedNode
    >>> extended_turtle("", [Triple(NamedNode("urn:a"), NamedNode("urn:p"), Literal("1"))])
    '<urn:a> <urn:p> "1" .\\n'
    """
    text = text.removeprefix(BYTE_ORDER_MARK)
    refuse_nul(text, name)
    rows, declared = _read(text, name)
    marked = marked_tags(text)
    comments = Comments()
    if has_comments(text):
        rows, comments = triples_and_comments(marked.text, name)
    elif marked.mark:
        rows, _ = _read(marked.text, name)
    more = [_spelled(triple, tags or {}) for triple in added]
    if marked.mark or tags:
        rows = [marked.restored(each) for each in rows]
        standing = one_spelling(rows, more)
        comments = comments.moved(lambda each: standing(marked.restored(each)))
        rows, more = list(map(standing, rows)), list(map(standing, more))
    if rewrite is not None:
        now = {each: rewrite(each) for each in rows}
        rows, comments = [each for each in now.values() if each is not None], comments.rewritten(now)
    rows = [*rows, *more]
    labels = _labels(rows)
    graph = grouped(rows, labels)
    return write_graph(graph, TermWriter(_prefixes(graph, declared)), comments.relabelled(labels))


def _spelled(triple: Triple, tags: Mapping[Triple, str]) -> Row:
    subject, predicate, (kind, value, datatype, language) = row(triple)
    return subject, predicate, (kind, value, datatype, tags.get(triple, language))


def _read(text: str, name: str) -> tuple[list[Row], dict[str, str]]:
    parser = parse(text.encode(), format=RdfFormat.TURTLE)
    try:
        rows = [row(quad) for quad in parser]
    except SyntaxError as error:
        what = str(error.msg).splitlines()[0]
        raise SyntaxProblem(name, error.lineno or 1, error.offset or 1, what) from None
    except OutputError as error:
        raise refused(text, name) or SyntaxProblem(name, 1, 1, error.message) from None
    announced = refused(text, name) if may_announce(text) else None
    if announced is not None:
        raise announced
    return rows, parser.prefixes


def _labels(rows: list[Row]) -> dict[str, str]:
    """Return stable labels; ties of anonymous nodes, which the parser labels at random, keep their order."""
    blank = dict.fromkeys(term[1] for subject, _, object_ in rows for term in (subject, object_) if term[0] == BLANK)
    known = {label: f"~{i:09}" if _ANONYMOUS.fullmatch(label) else label for i, label in enumerate(blank)}
    stable = stable_labels([(relabelled(s, known), p, relabelled(o, known)) for s, p, o in rows])
    return {label: stable[name] for label, name in known.items()}


def _prefixes(graph: OrderedGraph, declared: Mapping[str, str]) -> Mapping[str, str]:
    """Return the declared prefixes that are used, and those of the project that do not conflict with them."""
    if declared.items() <= PREFIXES.items():
        return PREFIXES
    trial = TermWriter(declared)
    write_graph(graph, trial, Comments())
    namespaces = set(trial.used.values())
    known = {p: n for p, n in PREFIXES.items() if p not in trial.used and n not in namespaces}
    return {**known, **trial.used}
