"""Direct facts: the ordered SPARQL CONSTRUCT rules of `ontology/rules/`.

Each rule reads asserted triples and the output of the rules before it, never the closure, and is about
one `?thing`, so that it can be run for a list of things.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad, QueryTriples, Store, Triple

from ..errors import InputError
from ..files.parsing import read_text
from ..values import bind


@dataclass(frozen=True)
class DirectRule:
    """One CONSTRUCT rule: its file name without suffix, what it says, and its SPARQL."""

    name: str
    says: str
    construct: str

    @classmethod
    def read(cls, path: Path) -> DirectRule:
        """Return the rule in the file at `path`, whose first line is `#+ rule: ...`.

        Raises:
            InputError: the file cannot be read, or its first line is not a rule's.
        """
        text = read_text(path)
        head, _, body = text.partition("\n")
        if not head.startswith("#+ rule: "):
            raise InputError(f"{path}:1:1: no '#+ rule: ...' line", tip="say in the first line what the rule derives")
        return cls(path.stem, head.removeprefix("#+ rule: ").strip(), body)

    def run(self, store: Store, things: Iterable[NamedNode] | None = None) -> list[Triple]:
        """Return what the rule derives from `store`: about all things, or about the given ones.

        Raises:
            InputError: the rule is not a CONSTRUCT query that parses.
        """
        construct = self.construct if things is None else bind(self.construct, {"thing": things})
        try:
            result = store.query(construct)
        except SyntaxError as error:
            raise InputError(f"rule {self.name}: {error}", tip="mend the SPARQL of the rule") from None
        if not isinstance(result, QueryTriples):
            raise InputError(f"rule {self.name}: not a CONSTRUCT query", tip="rules construct triples")
        return list(result)


def derive(asserted: Iterable[Triple], rules: Iterable[DirectRule]) -> list[Triple]:
    """Run `rules` in order over `asserted` and return the new triples, in the order of their rules.

    >>> from pyoxigraph import parse, RdfFormat
    >>> facts = [q.triple for q in parse(b"<a:x> <a:p> <a:y> .", format=RdfFormat.N_TRIPLES)]
    >>> rule = DirectRule("1", "p gives q", "CONSTRUCT { ?thing <a:q> ?y } WHERE { ?thing <a:p> ?y }")
    >>> [str(t.predicate) for t in derive(facts, [rule])]
    ['<a:q>']
    """
    return [t for fresh in derive_by_rule(asserted, rules).values() for t in fresh]


def derive_by_rule(asserted: Iterable[Triple], rules: Iterable[DirectRule]) -> dict[str, list[Triple]]:
    """Run `rules` in order over `asserted` and return what each adds, by the name of the rule.

    >>> derive_by_rule([], [])
    {}
    """
    store = Store()
    store.bulk_extend(_quad(t) for t in asserted)
    derived: dict[str, list[Triple]] = {}
    for rule in rules:
        fresh = [t for t in dict.fromkeys(rule.run(store)) if _quad(t) not in store]
        store.extend(_quad(t) for t in fresh)
        derived[rule.name] = fresh
    return derived


def _quad(triple: Triple) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object)
