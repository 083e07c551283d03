"""What a shell may complete a command line to: verbs, options, questions, parameters, things and code lists.

It reads what the cache has of the graph and builds nothing: a shell waits for it. So it may be one edit behind.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .files.code_list import code_list
from .files.root import Root
from .names.index import WHOLE_ONLY, segment_of
from .names.word_index import WordIndex
from .namespaces import ID, VOCAB, expand, slug
from .snapshot import cached_questions, last_addresses
from .snapshot.cache import cache_folder
from .terms import TYPE

if TYPE_CHECKING:
    import click
    from pyoxigraph import Store

Candidate = tuple[str, str]
"""What may stand in place of the word that is being typed, and what it is."""

_THING_OPTIONS = {("timeline", "--of"), ("export", "--thing")}
_THING_ARGUMENTS = {"show": (0,), "explain": (0, 2), "timeline": range(20), "export": ()}
_PROPERTY_ARGUMENTS = {"explain": (1,)}
_OF_FILES = ("--root", "--queries", "-o", "--output", "--into", "--remove")


def candidates(words: list[str], group: click.Group | None = None) -> list[Candidate]:
    """Return what the last of `words`, the arguments of `ilrs-graph`, may be completed to.

    `group` is the command line with its verbs and options; without it, only what the graph has is completed.

    >>> [value for value, _ in candidates(["ask", "far-si"])]
    ['far-side-partners']
    """
    *before, typed = words or [""]
    verb, arguments, option = _parsed(before)
    found: list[Candidate] = []
    if option in _OF_FILES:
        return []
    graph = _Cached(_root(before))
    if verb == "ask" and not typed.startswith("-"):
        found = graph.of_ask(arguments, option, typed)
    elif (verb, option) in _THING_OPTIONS or (not option and len(arguments) in _THING_ARGUMENTS.get(verb, ())):
        found = graph.things(typed)
    elif not option and len(arguments) in _PROPERTY_ARGUMENTS.get(verb, ()):
        found = graph.properties(typed)
    if verb == "ask" and typed.startswith("--") and arguments:
        found = [(f"--{name}", spec.get("label", name)) for name, spec in graph.parameters(arguments[0]).items()]
        found = [each for each in found if each[0].startswith(typed)]
    if found and not typed.startswith("-"):
        return found
    return found + (_of_command_line(group, before, typed) if group is not None else [])


def _parsed(before: list[str]) -> tuple[str, list[str], str]:
    """Return the verb, its arguments, and the option whose value is being typed, "" for none."""
    verb, arguments, option = "", [], ""
    for word in before:
        if option:
            option = ""
        elif word.startswith("-"):
            option = "" if "=" in word or word in _FLAGS else word
        elif not verb:
            verb = word
        else:
            arguments.append(word)
    return verb, arguments, option


_FLAGS = frozenset(
    {
        *(
            "--alignments",
            "--all",
            "--all-columns",
            "--answers",
            "--asserted",
            "--clear",
            "--context",
            "--debug",
            "--dry-run",
            "--facts",
        ),
        *("--explain", "--help", "-h", "--no-answers", "--no-labels", "--no-pager", "--no-reasoning", "--ontology"),
        *("--quiet", "--reasoning", "--sources", "--version", "-V", "--check"),
    }
)
"""Options without a value, in all verbs."""


def _root(before: list[str]) -> Root:
    given = [value for word, value in pairwise(before) if word == "--root"]
    named = given[-1] if given else os.environ.get("ILRS_GRAPH_ROOT")
    if named:
        return Root(Path(named).resolve())
    return Root.around(Path.cwd()) or Root.find()


def _of_command_line(group: click.Group, before: list[str], typed: str) -> list[Candidate]:
    from click.shell_completion import ShellComplete

    found = ShellComplete(group, {}, "ilrs-graph", "_ILRS_GRAPH_COMPLETE").get_completions(before, typed)
    return [(item.value, (item.help or "").partition("\n")[0]) for item in found if item.type == "plain"]


class _Cached:
    """What the cache has of a graph."""

    def __init__(self, root: Root) -> None:
        self._root = root
        self._snapshot, self._questions = last_addresses(root)

    def _catalogue(self) -> dict[str, Any]:
        found = cached_questions(self._questions) if self._questions else None
        return {path.stem: {} for path in self._root.queries} if found is None else found.catalogue

    def parameters(self, asked: str) -> dict[str, Any]:
        """Return the parameters of a question by name, as its header has them."""
        parameters: dict[str, Any] = self._catalogue().get(asked, {}).get("params", {})
        return parameters

    def of_ask(self, arguments: list[str], option: str, typed: str) -> list[Candidate]:
        """Return questions or, behind `--name` of a parameter, its values."""
        if not option:
            every = self._catalogue().items() if not arguments else ()
            return sorted((s, q.get("question", "")) for s, q in every if s.startswith(typed) and "problems" not in q)
        spec = self.parameters(arguments[0]).get(option.removeprefix("--"), {}) if arguments else {}
        if spec.get("type") == "boolean":
            return [(value, "") for value in ("false", "true") if value.startswith(typed)]
        if spec.get("type") != "iri":
            example = str(spec.get("example", ""))
            return [(example, "an example")] if example and example.startswith(typed) else []
        of_class = expand(spec["class"]) if spec.get("class") else None
        if scheme := code_list(spec.get("class"), spec.get("example")):
            lead = f"{scheme}:" if typed.startswith(f"{scheme}:") else ""
            found = self.things(typed.removeprefix(lead), of_class, f"{VOCAB}{scheme}/")
            return [(lead + code, about) for code, about in found]
        return self.things(typed, of_class)

    def things(self, typed: str, of_class: str | None = None, within: str = "") -> list[Candidate]:
        """Return things by the beginning of their slug or, if there are none, of a word of a name.

        With a class, only its instances whose IRI begins with `within` are returned.
        """
        index, store = self._index(), self._store() if of_class else None
        if index is None or (of_class and store is None):
            return []
        instances = None if store is None else _instances(store, str(of_class))
        allowed = None if instances is None else {iri for iri in instances if iri.startswith(within)}
        begins = [iri for iri in (index.things if allowed is None else allowed) if slug(iri).startswith(typed)]
        named = begins or [iri for iri in index.beginning(typed) if allowed is None or iri in allowed]
        kept = [iri for iri in named if iri.startswith(ID) or allowed is not None]
        less = [iri for iri in kept if segment_of(iri) not in WHOLE_ONLY]  # pages only where nothing else fits
        return sorted({slug(iri): segment_of(iri) or "code list" for iri in less or kept}.items())

    def properties(self, typed: str) -> list[Candidate]:
        """Return the properties of the ontology by the beginning of their names."""
        from .namespaces import ONTOLOGY, OWL

        store = self._store()
        kinds = () if store is None else (f"{OWL}ObjectProperty", f"{OWL}DatatypeProperty")
        found = {iri for kind in kinds if store is not None for iri in _instances(store, kind)}
        names = (iri.removeprefix(ONTOLOGY) for iri in found if iri.startswith(ONTOLOGY))
        return [(name, "property") for name in sorted(names) if name.startswith(typed)]

    def _folder(self) -> Path:
        return cache_folder() / "snapshots" / (self._snapshot or "none")

    def _store(self) -> Store | None:
        from pyoxigraph import Store

        try:
            return Store.read_only(str(self._folder() / "store"))
        except (OSError, ValueError, RuntimeError):
            return None

    def _index(self) -> WordIndex | None:
        try:
            return WordIndex((self._folder() / "words").read_bytes())
        except (OSError, ValueError, KeyError):
            return None


def _instances(store: Store, of_class: str) -> Iterator[str]:
    from pyoxigraph import DefaultGraph, NamedNode

    for quad in store.quads_for_pattern(None, TYPE, NamedNode(of_class), DefaultGraph()):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject.value


def answer(shell: str, arguments: list[str], group: click.Group | None = None) -> str:
    """Return the candidates as lines for a shell: `bash` gets its line whole, the others their words.

    bash splits words at = and :, so it gets what follows the last of them.

    >>> answer("bash", ["ilrs-graph ask far-si"])
    'far-side-partners\\n'
    """
    words = _split(arguments[0])[1:] if shell == "bash" else arguments
    before, typed = words[:-1], words[-1] if words else ""
    name, equals, value = typed.partition("=") if typed.startswith("--") else (typed, "", "")
    found = candidates([*before, name, value] if equals else [*before, typed], group)
    lead = f"{name}=" if equals and shell != "bash" else ""
    lines = (_line(shell, lead + each, about) for each, about in found)
    return "".join(f"{line}\n" for line in lines)


def _line(shell: str, value: str, about: str) -> str:
    return f"{value}\t{about}" if shell == "fish" and about else value


def _split(line: str) -> list[str]:
    """Return the words of a line up to the cursor; a quotation may still be open."""
    import shlex

    for closing in ("", "'", '"'):
        try:
            found = shlex.split(line + closing)
        except ValueError:
            continue
        return [*found, ""] if line[-1:].isspace() and not closing else found
    return line.split()
