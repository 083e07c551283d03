"""An explanation in at most three sentences: what holds or does not, by which rule or why not, on which sources.

>>> from ilrs_graph import LunarGraph
>>> print(LunarGraph().explain("change-6", "hasPartner", "draper").summary.partition(". ")[0])
This does not hold: Chang'e 6 has partner Draper
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode

from ..dates.words import date_text
from ..engine import Engine
from ..language import say
from ..names.labels import Labels
from ..names.text import term_text
from ..questions.strength import Strength, strengths_of, weakest
from ..terms import DATE_TYPES, TYPE, Fact, Node
from ..things.citation import cite, sources_of
from ..things.sentence import kind_text
from .folding import without_bookkeeping
from .tree import ExplainedFact

_MOST = 2
"""How many things, facts or places a sentence names at most."""
_VERB = re.compile(r"(?!status\b)[a-z]+(s|ed)\b")
"""What the label of a property begins with that reads as a sentence between two names: "has partner", "landed in"."""


class Summary:
    """Writes the sentences in the language of the labels."""

    def __init__(self, engine: Engine, labels: Labels) -> None:
        self.engine = engine
        self.labels = labels

    def of_proof(self, tree: ExplainedFact) -> str:
        """Return what holds, by which rule, and how strong the sources are."""
        kept = without_bookkeeping(tree)
        head = self._say("This holds: {fact}.", fact=self.fact(kept.fact)) if kept.fact else ""
        return self._joined([head, self._way(kept), self._sources(kept)])

    def of_missing(self, trees: Sequence[ExplainedFact], instead: Sequence[Node], note: str) -> str:
        """Return what does not hold, and why: the values that there are, or what the nearest rule lacks."""
        first = trees[0]
        if first.fact is None:
            return ""
        head = self._say("This does not hold: {fact}.", fact=self.fact(first.fact))
        has = self._say("The graph has: {values}.", values=self._listed(map(self.term, instead))) if instead else ""
        if has and (note or isinstance(first.fact.object, Literal)):
            return self._joined([head, has, note])
        lacking = _deepest(first)
        rule = self._say("The rule: {rule}", rule=lacking.says) if self._has_words(lacking) else ""
        return self._joined([head, note or self._reason(lacking), rule])

    def fact(self, fact: Fact) -> str:
        """Return a fact as a clause: "Chang'e 6 has partner CNES", "Chang'e 6, launch date: 3 May 2024"."""
        s, p, o = fact
        subject, verb, value = self.term(s), self.term(p), self.term(o)
        if p == TYPE:
            value = kind_text(value, self.labels.language)
            return self._say("{subject} is {value}", subject=subject, value=value)
        if self.labels.language == "en" and isinstance(o, NamedNode) and _VERB.match(verb):
            return f"{subject} {verb} {value}"
        return self._say("{subject}, {verb}: {value}", subject=subject, verb=verb, value=value)

    def term(self, term: Node) -> str:
        """Return a term in words: a label, or a literal, dates in words."""
        if isinstance(term, Literal) and term.datatype.value in DATE_TYPES:
            return date_text(term.value, self.labels.language)
        return term_text(term, self.labels)

    def _way(self, tree: ExplainedFact) -> str:
        """Return whether the fact is stated, or the first rule in its proof, or else the premises of the axiom."""
        if tree.kind == "stated":
            where = self._listed(map(str, tree.places))
            return self._say("It is stated in {where}.", where=where) if where else ""
        step = _first_rule(tree)
        if step is None or not step.says or not step.fact:
            return self._say("It follows from: {facts}.", facts=self._facts(tree.premises))
        found = self._say(", ").join(f"“{self.term(n)}”" for n in _linking(step))
        if self.labels.language != "en":
            return self._say("It follows from {things} by the rule {rule}.", things=found, rule=step.rule)
        by = f"from {found} by the rule" if found else "by the rule"
        return f"It follows {by}: {step.says}"

    def _reason(self, lacking: ExplainedFact) -> str:
        """Return what prevents a rule from giving the fact, or what it lacks."""
        barred = [each for each in lacking.premises if each.kind == "barred"]
        if barred:
            return self._say("This prevents it: {facts}.", facts=self._facts(barred))
        missing = [each for each in lacking.premises if each.kind == "missing"] or [lacking]
        said = next((each.text for each in missing if each.statement), "")
        if said:
            return self._say("{words}.", words=said[:1].upper() + said[1:])
        return self._say("This is missing: {facts}.", facts=self._facts(missing))

    def _sources(self, tree: ExplainedFact) -> str:
        """Return how many sources there are, which is best, and what each fact has at least."""
        nodes = dict.fromkeys(
            part.fact.subject for part in tree if part.kind == "stated" and part.fact and part.sources
        )
        by_node = sources_of((node for node in nodes if isinstance(node, NamedNode)), self.engine)
        strengths = strengths_of(by_node, self.engine, self.labels)
        if not strengths:
            return ""
        strongest = min(strengths, key=lambda node: (strengths[node].best or (99,), -strengths[node].independent))
        best = by_node[strongest][0]
        citation = cite([best], self.engine, self.labels)[best]
        number = len({source for found in by_node.values() for source in found})
        named = self._say("{name} ({reason})", name=citation.publisher or citation.title, reason=citation.kind)
        if number == 1:
            return self._say("It rests on one source: {source}.", source=named)
        least = weakest(strengths.values())
        form = "It rests on {n} sources, the best of {source}; {least}."
        return self._say(form, n=number, source=named, least=self._least(least))

    def _least(self, least: Strength) -> str:
        form = "each fact has at least {n} independent source, of kind {kind} or better"
        if least.independent != 1:
            form = "each fact has at least {n} independent sources, the best of kind {kind} or better"
        return self._say(form, n=least.independent, kind=least.best.label if least.best else "")

    def _facts(self, facts: Iterable[ExplainedFact]) -> str:
        return self._listed(map(self._condition, facts))

    def _condition(self, part: ExplainedFact) -> str:
        words = self.fact(part.fact) if part.fact else re.sub(" {2,}", " ", part.text)
        known = part.notes if part.kind == "missing" and part.fact else ()
        return self._say("{name} ({reason})", name=words, reason=known[0]) if known else words

    def _listed(self, texts: Iterable[str]) -> str:
        found = list(dict.fromkeys(texts))
        more = [self._say("and {n} more", n=len(found) - _MOST)] if len(found) > _MOST + 1 else []
        return self._say("; ").join([*(found[:_MOST] if more else found), *more])

    def _has_words(self, fact: ExplainedFact) -> bool:
        return self.labels.language == "en" and fact.by_rule and bool(fact.says)

    def _joined(self, sentences: Iterable[str]) -> str:
        return ("" if self.labels.language == "zh" else " ").join(filter(None, sentences))

    def _say(self, form: str, **values: object) -> str:
        return say(form, self.labels.language, **values)


def _first_rule(tree: ExplainedFact) -> ExplainedFact | None:
    """Return the highest step of a proof that is a rule."""
    waiting = deque([tree])
    while waiting:
        part = waiting.popleft()
        if part.by_rule:
            return part
        waiting.extend(part.premises)
    return None


def _linking(step: ExplainedFact) -> Iterator[Node]:
    """Yield the things by which a rule leads to its fact: the subjects of premises about both or one of its ends."""
    if step.fact is None:
        return
    ends = {step.fact.subject, step.fact.object}
    facts = [part.fact for part in step.premises if part.fact]
    about = {fact.subject: 0 for fact in facts if fact.subject not in ends}
    for fact in facts:
        if fact.subject in about and fact.object in ends:
            about[fact.subject] += 1
    most = max(about.values(), default=0)
    yield from [node for node, number in about.items() if most and number == most][:_MOST]


def _deepest(tree: ExplainedFact) -> ExplainedFact:
    """Return the missing fact at the end of the way down along single missing premises of which no value is known."""
    missing = [each for each in tree.premises if each.kind == "missing"]
    leads = len(missing) == 1 and missing[0].premises and not missing[0].notes
    return _deepest(missing[0]) if leads else tree
