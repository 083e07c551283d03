"""What a fact that does not hold lacks: conditions in words, and the facts that they ask for."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pyoxigraph import NamedNode, Variable

from ..language import say
from ..names.labels import Labels
from ..names.text import term_text
from ..owl.vocabulary import INVERSE_OF
from ..sparql.algebra import Group, Pattern
from ..terms import SUB_CLASS_OF, TYPE, Fact, GroundAtom, Match, Node
from ..things.sentence import kind_text
from .model import Kind
from .pattern_text import group_words

_PREPOSITION = re.compile(r"(at|by|for|from|in|of|on|to|toward|under|with|within)\b")
"""What the label of a property begins with that reads on from a noun: "contribution toward Chang'e 6"."""


class Lack(NamedTuple):
    """A condition that does not hold, in words; `fact` is the fact that it asks for where it asks for one alone.

    `statement` is true if the words are a sentence that holds ("No contribution ..."), not the condition that fails.
    """

    words: str
    fact: GroundAtom | None = None
    statement: bool = False


class Missing(NamedTuple):
    """A rule that nearly gives the fact: the facts it has, those that bar it, and what it lacks.

    `examples` are things that stand for others of which none has what is lacking; facts about them explain nothing.
    """

    kind: Kind
    rule: str
    says: str
    present: tuple[Fact, ...]
    barring: tuple[Fact, ...]
    lacking: tuple[Lack, ...]
    examples: frozenset[Node] = frozenset()

    @property
    def telling(self) -> tuple[Fact, ...]:
        """The facts that the rule has, without those about examples."""
        return tuple(fact for fact in self.present if not self.examples & {fact[0], fact[2]})

    @property
    def distance(self) -> tuple[float, int, str, str]:
        """The nearer, the less: the share of conditions that lack, then their number."""
        wanting = len(self.lacking) + bool(self.barring)
        return wanting / (wanting + len(self.present) or 1), wanting, self.rule, self.says


def lack(pattern: Pattern, known: dict[str, Node], names: dict[str, str], labels: Labels) -> Lack:
    """Return what a pattern asks for, as a fact where all of it is known.

    >>> from ilrs_graph import LunarGraph
    >>> verb = LunarGraph().resolve("ilrs:hasPartner")
    >>> pattern = Pattern(LunarGraph().resolve("change-6"), verb, Variable("x"))
    >>> lack(pattern, {}, {}, LunarGraph().labels)
    Lack(words="Chang'e 6  has partner  anything", fact=None, statement=False)
    """
    words = group_words(Group((pattern,)), known, labels, names)
    terms = [known.get(t.value) if isinstance(t, Variable) else t for t in (pattern.subject, pattern.object)]
    verb = known.get(pattern.predicate.value) if isinstance(pattern.predicate, Variable) else pattern.predicate
    if None in terms or not isinstance(verb, NamedNode):
        return Lack(words)
    return Lack(words, GroundAtom(terms[0], verb, terms[1]))  # type: ignore[arg-type]


def none_of(
    pattern: Pattern,
    held: Iterable[Pattern],
    ties: Sequence[Mapping[str, Node]],
    asked: Container[Node],
    labels: Labels,
    match: Match,
) -> Lack | None:
    """Return in words that no thing has what a pattern asks for; None if a certain thing lacks it.

    `ties` are the values of partial matches that come equally near, `held` the patterns that hold in all of them, and
    `asked` the terms of the fact. If several things tie, or the thing only links terms of the fact, none of them is
    meant: "No contribution toward Chang'e 6 names Draper as contributor", rather than one contribution of another.
    """
    subject, verb, value = pattern.subject, pattern.predicate, _shared(pattern.object, ties)
    if not isinstance(subject, Variable) or not isinstance(verb, NamedNode) or value is None:
        return None
    things = {values[subject.value] for values in ties if subject.value in values}
    about = [fact for p in held for fact in _about(subject, p, ties, match)]
    links = isinstance(value, NamedNode) and value in asked and any(o in asked for _, o in about)
    if not things or (len(things) == 1 and not links):
        return None
    if any(all(next(iter(match(s, p, o)), None) for p, o in about) for s, _, _ in match(None, verb, value)):
        return None
    known = [_words(p, o, labels) for p, o in about]
    able = [thing for thing in things if next(iter(match(thing, verb, None)), None)]
    return Lack(_none(_kind(able or things, labels, match), known, verb, value, labels), statement=True)


def _none(kind: str, known: Sequence[str], verb: NamedNode, value: Node, labels: Labels) -> str:
    language = labels.language
    words = say(", ", language).join(known)
    plain = language == "en" and len(known) == 1 and _PREPOSITION.match(words)
    about = f" {words}" if plain else say(" ({words})", language, words=words) if words else ""
    form = "No {kind}{about} names {value} as {verb}"
    text = term_text(value, labels)
    if verb == TYPE:
        form, text = "No {kind}{about} is {value}", kind_text(text, language)
    elif not isinstance(value, NamedNode):
        form = "No {kind}{about} has {verb} {value}"
    return say(form, language, kind=kind, about=about, value=text, verb=term_text(verb, labels))


def _about(
    thing: Variable, pattern: Pattern, ties: Sequence[Mapping[str, Node]], match: Match
) -> Iterator[tuple[NamedNode, Node]]:
    """Yield what a pattern says about a thing, as property and value; from its other end by the inverse property."""
    verb = pattern.predicate
    if not isinstance(verb, NamedNode) or verb == TYPE:
        return
    value = _shared(pattern.object, ties)
    if pattern.subject == thing and value is not None:
        yield verb, value
    other = _shared(pattern.subject, ties)
    if pattern.object == thing and other is not None:
        inverses = [o for _, _, o in match(verb, INVERSE_OF, None)] + [s for s, _, _ in match(None, INVERSE_OF, verb)]
        yield from ((inverse, other) for inverse in inverses[:1] if isinstance(inverse, NamedNode))


def _words(verb: NamedNode, value: Node, labels: Labels) -> str:
    between = " " if labels.language == "en" else say("{title}:", labels.language, title="")
    return f"{term_text(verb, labels)}{between}{term_text(value, labels)}"


def _kind(things: Iterable[Node], labels: Labels, match: Match) -> str:
    """Return the label of the most specific class that all things have."""
    classes = [_classes(thing, match) for thing in things]
    common = set[Node]().union(*classes[:1]).intersection(*classes[1:])
    above = {other for each in common for other in _above(each, match) if other != each}
    found = sorted(common - above, key=str)
    return term_text(found[0], labels) if found else say("thing", labels.language)


def _classes(thing: Node, match: Match) -> set[Node]:
    return {each for _, _, o in match(thing, TYPE, None) for each in (o, *_above(o, match))}


def _above(one: Node, match: Match) -> set[Node]:
    """Return the classes above a class."""
    found: set[Node] = set()
    waiting = [one]
    while waiting:
        new = {o for _, _, o in match(waiting.pop(), SUB_CLASS_OF, None) if isinstance(o, NamedNode)} - found
        found |= new
        waiting += new
    return found


def _shared(term: object, ties: Sequence[Mapping[str, Node]]) -> Node | None:
    """Return a term, or the value that a variable has in all ties; None if it has several, or none."""
    if not isinstance(term, Variable):
        return term  # type: ignore[return-value]
    found = {values.get(term.value) for values in ties}
    return found.pop() if len(found) == 1 else None
