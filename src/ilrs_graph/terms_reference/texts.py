"""Texts and names of terms."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode

from ..namespaces import compact
from ..owl.axioms import Axioms
from ..terms import Node
from .model import Text
from .vocabulary import EXAMPLE


def text(axioms: Axioms, node: Node, predicate: NamedNode) -> Text:
    """Return the text of a term in English and Chinese; of several in one language, the first.

    >>> from pyoxigraph import Triple
    >>> a = NamedNode("urn:a")
    >>> text(Axioms([Triple(a, EXAMPLE, Literal("rank", language="en"))]), a, EXAMPLE)
    Text(en='rank', zh='')
    """
    values = [o for o in axioms.all(node, predicate) if isinstance(o, Literal)]
    by_language = {language: sorted(o.value for o in values if o.language == language) for language in ("en", "zh")}
    return Text(*("".join(found[:1]) for found in by_language.values()))


def examples(axioms: Axioms, node: Node) -> tuple[str, ...]:
    """Return the examples of a term, each a statement in Turtle."""
    return tuple(sorted(o.value for o in axioms.all(node, EXAMPLE) if isinstance(o, Literal)))


def names(nodes: Iterable[Node]) -> tuple[str, ...]:
    """Return the IRIs among nodes as CURIEs, each once, in order.

    >>> names([NamedNode("https://w3id.org/ilrs-graph/ontology#Mission"), Literal("a")])
    ('ilrs:Mission',)
    """
    return tuple(sorted({compact(node.value) for node in nodes if isinstance(node, NamedNode)}, key=str.casefold))
