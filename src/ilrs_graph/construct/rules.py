"""The ordered SPARQL CONSTRUCT rules of `ontology/rules/`, which derive direct facts.

Each rule reads asserted triples and the output of the rules before it, never the closure, and is about
one `?thing`, so that it can be run for a list of things. The file names determine the order and nothing else; the
header of a rule declares its properties:

    #+ rule: What it derives, as a sentence.
    #+ phase: before-as-of
    #+ gives: claimed-values
    #+ ranks: ilrs:standing by actual, preferred, stated, source-kind
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import NamedNode, Quad, QueryTriples, Store, Triple

from ..errors import InputError
from ..files.parsing import read_text
from ..namespaces import expand
from ..sparql.as_meant import as_meant
from ..sparql.guard import check
from ..sparql.parameters import bind

_check = lru_cache(maxsize=256)(check)

KEYS = ("rule", "phase", "gives", "ranks")
"""The keys of the header of a rule; only `rule` is required, in the first line."""
_BEFORE_AS_OF = "before-as-of"
_CLAIMED_VALUES = "claimed-values"
_RANKS = re.compile(r"(\S+) by ([a-z-]+(?:, [a-z-]+)*)")


class Ranking(NamedTuple):
    """A ranking by the texts of a property: the IRI of the property, and the names of the parts of a text.

    The parts are separated by spaces; the greater of two texts ranks higher.
    """

    prop: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class ConstructRule:
    """A CONSTRUCT rule: its file name without suffix, its description, its SPARQL, and the declarations of its header.

    `before_as_of`: the rule runs before the facts that were not known on a day are removed, because its results decide
    which these are. `gives_claimed_values`: it derives every property for which there are claims. `ranks`: the rankings
    that it declares.
    """

    name: str
    description: str
    construct: str
    before_as_of: bool = False
    gives_claimed_values: bool = False
    ranks: tuple[Ranking, ...] = ()

    @classmethod
    def read(cls, path: Path, content: bytes | None = None) -> ConstructRule:
        """Return the rule in the file at `path`, which begins with its header: lines `#+ key: value`.

        The file is read only if `content` is omitted.

        Raises:
            InputError: the file cannot be read, or its header is wrong; with the line.
        """
        lines = read_text(path, content).splitlines(keepends=True)
        size = next((n for n, line in enumerate(lines) if not line.startswith("#+")), len(lines))
        if size == 0 or not lines[0].startswith("#+ rule: "):
            raise InputError(
                f"{path}:1:1: no '#+ rule: ...' line", tip="describe in the first line what the rule derives"
            )
        late = next((n for n, line in enumerate(lines[size:], size + 1) if line.startswith("#+")), None)
        if late is not None:
            raise InputError(
                f"{path}:{late}:1: a header line after the start of the query", tip="move it before the query"
            )
        header: dict[str, str] = {}
        for number, line in enumerate(lines[:size], 1):
            key, value = _entry(f"{path}:{number}:1", line, header)
            header[key] = value
        return cls(
            path.stem,
            header["rule"],
            "".join(lines[size:]),
            "phase" in header,
            "gives" in header,
            (_ranking(header["ranks"]),) if "ranks" in header else (),
        )

    def run(self, store: Store, things: Iterable[NamedNode] | None = None) -> list[Triple]:
        """Return the triples that the rule derives from `store`, about `things` or, by default, about all things.

        Raises:
            QueryError: the rule asks for what is refused, or is too complex.
            InputError: the rule is not a CONSTRUCT query that parses.
        """
        _check(self.construct, f"rule {self.name}: ")
        construct = self.construct if things is None else bind(self.construct, {"thing": things})
        try:
            result = store.query(as_meant(construct))
        except SyntaxError as error:
            raise InputError(f"rule {self.name}: {error}", tip="fix the SPARQL of the rule") from None
        if not isinstance(result, QueryTriples):
            raise InputError(f"rule {self.name}: not a CONSTRUCT query", tip="write a rule as a CONSTRUCT query")
        return list(result)


def _entry(place: str, line: str, header: Collection[str]) -> tuple[str, str]:
    """Return key and value of a line of a header; `header` holds the keys before it.

    Raises:
        InputError: the key is unknown or repeated, or its value is not valid.
    """
    key, _, value = (part.strip() for part in line.removeprefix("#+").partition(":"))
    if key not in KEYS:
        raise InputError(f"{place}: unknown header key {key!r}", tip=f"the keys are {', '.join(KEYS)}")
    if key in header:
        raise InputError(f"{place}: repeated key {key!r} in the header", tip="remove one of them")
    wanted = {"phase": _BEFORE_AS_OF, "gives": _CLAIMED_VALUES}.get(key)
    if wanted is not None and value != wanted:
        raise InputError(
            f"{place}: {value!r} is not a valid value of {key}", tip=f"write '{key}: {wanted}', or omit the key"
        )
    if key == "ranks" and not ((found := _RANKS.fullmatch(value)) and expand(found[1])):
        tip = "write 'ranks: PROPERTY by PART, PART', the property with a prefix of this project"
        raise InputError(f"{place}: {value!r} is not a valid value of ranks", tip=tip)
    return key, value


def _ranking(value: str) -> Ranking:
    prop, _, parts = value.partition(" by ")
    return Ranking(expand(prop) or prop, tuple(parts.split(", ")))


def read_rules(
    paths: Iterable[Path], content_of: Callable[[Path], bytes | None] = lambda _: None
) -> list[ConstructRule]:
    """Return the rules of files in their order; each also has the rankings of the rules before it, which it may read.

    `content_of` returns the content of a file if the caller has read it; other files are read.

    Raises:
        InputError: a file cannot be read, its header is wrong, or a rule of the phase before the as-of day comes after
            one that is not.
    """
    rules: list[ConstructRule] = []
    for path in paths:
        rule = ConstructRule.read(path, content_of(path))
        if rules and rule.before_as_of and not rules[-1].before_as_of:
            raise InputError(
                f"{path}:1:1: a rule of phase {_BEFORE_AS_OF} comes after {rules[-1].name}, which has no phase",
                tip="rename its file so that it comes first",
            )
        known = (*(rules[-1].ranks if rules else ()), *rule.ranks)
        rules.append(replace(rule, ranks=known))
    return rules


def derive(asserted: Iterable[Triple], rules: Iterable[ConstructRule]) -> list[Triple]:
    """Run `rules` in order over `asserted` and return the new triples, in the order of their rules.

    >>> from pyoxigraph import parse, RdfFormat
    >>> facts = [q.triple for q in parse(b"<a:x> <a:p> <a:y> .", format=RdfFormat.N_TRIPLES)]
    >>> rule = ConstructRule("1", "p gives q", "CONSTRUCT { ?thing <a:q> ?y } WHERE { ?thing <a:p> ?y }")
    >>> [str(t.predicate) for t in derive(facts, [rule])]
    ['<a:q>']
    """
    return [t for fresh in derive_by_rule(asserted, rules).values() for t in fresh]


def derive_by_rule(asserted: Iterable[Triple], rules: Iterable[ConstructRule]) -> dict[str, list[Triple]]:
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
