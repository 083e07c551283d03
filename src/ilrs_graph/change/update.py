"""The consequences of a change of asserted facts, without reasoning from scratch.

The result equals that of a full run: CONSTRUCT rules in their order, then the closure, then the clashes. Each CONSTRUCT
rule runs again for the things that the change can affect, on the triples that it needs for them; the closure is updated
fact by fact. If that would not be exact, a rule runs on the whole graph (`Change.in_full`); if axioms change,
everything is computed again (`Change.from_scratch`).

Literals are compared in the form in which a store keeps them, as in a full run: `1.0` and `1.00` are one value.

>>> p, x = NamedNode("urn:p"), NamedNode("urn:x")
>>> update(EntailedGraph.over([]), [Triple(x, p, x)], []).added
()
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import Literal, NamedNode, Triple

from ..namespaces import OWL
from ..owl.assertions import equality
from ..owl.axioms import is_schema
from ..owl.clashes import distinct
from ..owl.rules import Rule
from ..owl.vocabulary import ANNOTATIONS, NAMED_INDIVIDUAL
from ..terms import DIFFERENT_FROM, NOTHING, SAME_AS, THING, TYPE, Fact, Node
from ..views.layers import ASSERTED, LayeredView, is_below
from ..views.lexical_forms import facts_in_store_form
from ..views.overlay import LayeredOverlay
from .entailed import Change, EntailedGraph
from .joins import RuleIndex
from .maintain import AllFacts, AllFactsAfter, maintain, new_clashes
from .rerun import rerun

_HARMLESS = ANNOTATIONS | {SAME_AS, DIFFERENT_FROM}
_PLAIN = frozenset({THING, NOTHING, NAMED_INDIVIDUAL})
"""Types of the OWL vocabulary that do not state axioms."""


def update(before: EntailedGraph, added: Iterable[Triple], removed: Iterable[Triple] = ()) -> Change:
    """Return the consequences of asserting `added` and retracting `removed`; a triple in both is asserted.

    Raises:
        OntologyError: an added axiom is outside OWL 2 RL.
        InputError: a CONSTRUCT rule is not a CONSTRUCT query that parses.
    """
    reported = LayeredOverlay(before.reported)
    stated = dict.fromkeys(_facts(added))
    for fact in stated:
        if before.reported.layer_of(fact) != ASSERTED:
            reported.put(fact, ASSERTED)
    for fact in _facts(removed):
        if fact not in stated and before.reported.layer_of(fact) == ASSERTED:
            reported.put(fact, None)
    if _touches_axioms(reported.changed, before.schema):
        return _from_scratch(before, reported)
    in_full = rerun(before.construct_rules, reported)
    retracted, now_stated = _explicit_changes(reported)
    if _touches_axioms((*retracted, *now_stated), before.schema):
        return _from_scratch(before, reported)
    return _closed(before, reported, retracted, now_stated, in_full)


def _closed(
    before: EntailedGraph,
    reported: LayeredOverlay,
    retracted: Sequence[Fact],
    stated: Sequence[Fact],
    in_full: tuple[str, ...],
) -> Change:
    """Update the closure and the clashes."""
    rules = _with_equality(before.rules, stated)
    index = RuleIndex(rules)
    after = AllFactsAfter(reported, LayeredOverlay(before.unreported), before.schema)
    new = maintain(index, AllFacts(before.reported, before.unreported), after, retracted, stated)
    changed = (fact for view in (reported, after.unreported) for fact, layer in view.changed.items() if layer is None)
    lost = {fact for fact in changed if not after.holds(fact)}
    kept = (clash for clash in before.clashes if lost.isdisjoint(clash.facts))
    clashes = distinct([*kept, *new_clashes(index, new, after)])
    state = EntailedGraph(reported, after.unreported, before.construct_rules, rules, before.schema, clashes)
    return _change(before, state, reported.changed, in_full, from_scratch=False)


def _from_scratch(before: EntailedGraph, reported: LayeredOverlay) -> Change:
    """Compute everything again from the asserted facts after the change."""
    asserted = (fact for fact, layer in reported.by_layer(None, None, None).items() if layer == ASSERTED)
    state = EntailedGraph.over(_triples(asserted), before.construct_rules)
    facts = {**before.reported.by_layer(None, None, None), **state.reported.by_layer(None, None, None)}
    return _change(before, state, facts, (), from_scratch=True)


def _change(
    before: EntailedGraph, after: EntailedGraph, facts: Iterable[Fact], in_full: tuple[str, ...], *, from_scratch: bool
) -> Change:
    added: list[Fact] = []
    removed: list[Fact] = []
    for fact in facts:
        was, now = _is_inferred(before.reported, fact), _is_inferred(after.reported, fact)
        if was != now:
            (added if now else removed).append(fact)
    known = {(clash.rule, clash.axiom, frozenset(clash.facts)) for clash in before.clashes}
    fresh = tuple(c for c in after.clashes if (c.rule, c.axiom, frozenset(c.facts)) not in known)
    return Change(_triples(added), _triples(removed), after.clashes, fresh, in_full, from_scratch, after)


def _explicit_changes(reported: LayeredOverlay) -> tuple[list[Fact], list[Fact]]:
    """Return the explicit facts (asserted, or from CONSTRUCT rules) that were removed, and those that were added."""
    closure = reported.layers.closure
    retracted: list[Fact] = []
    stated: list[Fact] = []
    for fact, now in reported.changed.items():
        was_explicit, is_explicit = is_below(reported.base.layer_of(fact), closure), is_below(now, closure)
        if was_explicit != is_explicit:
            (stated if is_explicit else retracted).append(fact)
    return retracted, stated


def _touches_axioms(facts: Iterable[Fact], schema: frozenset[Node]) -> bool:
    """Return whether any fact is an axiom, may turn others into axioms, or uses a term of OWL that may not exist."""
    return any(_is_axiom(fact, schema) for fact in facts)


def _is_axiom(fact: Fact, schema: frozenset[Node]) -> bool:
    s, p, o = fact
    if p == SAME_AS:
        return s in schema or o in schema
    if p == TYPE and o in _PLAIN:
        return False
    term = o if p == TYPE else p
    return is_schema(p, o) or (p not in _HARMLESS and isinstance(term, NamedNode) and term.value.startswith(OWL))


def _with_equality(rules: tuple[Rule, ...], stated: Iterable[Fact]) -> tuple[Rule, ...]:
    """Return the rules, with those of `owl:sameAs` if the change states it for the first time."""
    if all(fact[1] != SAME_AS for fact in stated) or any(rule.name == "eq-sym" for rule in rules):
        return rules
    return (*rules, *(rule for rule in equality() if rule))


def _is_inferred(view: LayeredView, fact: Fact) -> bool:
    layer = view.layer_of(fact)
    return layer is not None and layer > ASSERTED


def _facts(triples: Iterable[Triple]) -> list[Fact]:
    return list(facts_in_store_form((t.subject, t.predicate, t.object) for t in triples))


def _triples(facts: Iterable[Fact]) -> tuple[Triple, ...]:
    return tuple(sorted((Triple(s, p, o) for s, p, o in facts if not isinstance(s, Literal)), key=str))
