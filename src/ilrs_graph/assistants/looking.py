"""The tools `find`, `show` and `explain`: things by name, what is known of one, and why a fact holds."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pyoxigraph import NamedNode

from ..dates.words import date_text
from ..explanation import Explanation
from ..explanation.folding import folded
from ..forecasting import Forecast
from ..language import say
from ..namespaces import compact
from ..questions import Strength
from ..questions.applying import Applied, Place, applied
from ..questions.strength import strengths_of
from ..render.explanation.text import tree_lines
from ..render.markdown_text import markdown_text
from ..terms import Term
from ..things.citation import Citation
from ..things.overview import Overview, Statement, Value
from .evidence import (
    COMMON,
    ITEMS,
    NUMBERS,
    OBJECT,
    SOURCES,
    TEXT,
    TEXTS,
    Cited,
    prefixes_in,
    sources_text,
    strength_of,
)
from .graph import Held
from .outlook import as_data, as_line, forecast_of
from .plain import line_text
from .tool import LANGUAGE, Argument, Result, Tool

_VALUES = 12
"""How many values of a property are named."""
_CLAIMS = 4
"""How many claims of a property are named, those that count first."""
_QUESTIONS = 8
"""How many questions about a thing are named."""
_WIDTH = 160
"""Columns of the text of a proof."""


async def find(held: Held, given: dict[str, Any]) -> Result:
    """Find things and questions by words."""
    return await asyncio.to_thread(_found, held, given["words"], given["limit"], given["language"])


def _found(held: Held, words: str, most: int, language: str) -> Result:
    found = held.reading(language).find(words, most)
    things = [{"iri": compact(t.node.value), "label": t.label, "kind": t.kind} for t in found.things]
    questions: list[dict[str, Any]] = [
        {"slug": q.slug, "question": q.question, "arguments": dict(q.arguments)} for q in found.questions[:3]
    ]
    data: dict[str, Any] = {"things": things, "questions": questions, "prefixes": prefixes_in(things)}
    lines = [f"- {t['iri']}: {markdown_text(t['label'])}, {markdown_text(t['kind'])}" for t in things]
    lines += [f"- {say('question', language)} {q['slug']}: {markdown_text(q['question'])}" for q in questions]
    if found.respelt:
        data["searchedFor"] = found.respelt
        lines.append(say("searched for: {words}", language, words=markdown_text(found.respelt)))
    return Result("\n".join(lines) or say("nothing found", language), data)


async def show(held: Held, given: dict[str, Any]) -> Result:
    """Show what is known of a thing."""
    return await asyncio.to_thread(shown, held, given["thing"], given["sources"], given["language"])


def shown(held: Held, thing: str, most: int, language: str) -> Result:
    """Return what is known of a thing, with so many sources for each statement.

    Raises:
        UnknownName, UsageError: the name is unknown or ambiguous.
    """
    reading = held.reading(language)
    about = reading.overview(thing)
    forecast = forecast_of(about, reading)
    page = _Page(about, Cited(language, most), strengths_of(about.sources, reading.engine, reading.labels), forecast)
    fitting = applied(reading.questions.values(), Place(about.classes, *about.relations))[:_QUESTIONS]
    data = {
        "iri": compact(about.thing.value),
        "label": about.label,
        "names": [name for name in about.other_names if name != compact(about.thing.value)],
        "sentence": about.sentence,
        "sentenceSources": page.cited([about.thing]),
        "dates": page.dates(),
        **({"forecast": as_data(forecast, language)} if forecast is not None else {}),
        "claims": page.claims(),
        "facts": {name: [_value(value) for value in values[:_VALUES]] for name, values in about.facts.items()},
        "links": dict(about.links),
        "referredToBy": [{"kind": g.kind, "total": g.size, "names": list(g.names)} for g in about.groups],
        "questions": [_question(each, about, language) for each in fitting],
        "asOf": held.day(reading),
        "sources": page.sources.data,
    }
    data["prefixes"] = prefixes_in(data)
    return Result("\n".join(page.lines(data)), data)


def _value(value: Value) -> dict[str, str]:
    return {**({"iri": compact(value.thing.value)} if value.thing else {}), "label": value.text}


def _question(each: Applied, about: Overview, language: str) -> dict[str, Any]:
    arguments = {each.parameter.name: compact(about.thing.value)}
    return {"slug": each.question.slug, "question": each.question.wording(language).question, "arguments": arguments}


class _Page:
    """An overview as data, and the text for it."""

    def __init__(
        self, about: Overview, sources: Cited, strengths: Mapping[Term, Strength], forecast: Forecast | None
    ) -> None:
        self._about, self.sources, self._strengths, self._forecast = about, sources, strengths, forecast
        self._citations = about.cited(dict.fromkeys(s for found in about.sources.values() for s in found))

    def cited(self, nodes: Iterable[Term]) -> list[int]:
        """Return the numbers of the sources of nodes."""
        found: list[Citation] = [self._citations[s] for node in nodes for s in self._about.sources.get(node, ())]
        return self.sources.numbers(found)

    def _behind(self, node: NamedNode) -> dict[str, Any]:
        strength = strength_of(self._strengths.get(node, Strength()))
        return {"iri": compact(node.value), "sources": self.cited([node]), "strength": strength}

    def dates(self) -> list[dict[str, Any]]:
        """Return the events of the thing."""
        return [
            {
                "event": each.label,
                "date": each.date,
                **({"planned": True} if each.planned else {}),
                **({"outcome": each.outcome} if each.outcome else {}),
                **self._behind(each.node),
            }
            for each in self._about.occasions
        ]

    def claims(self) -> dict[str, list[dict[str, Any]]]:
        """Return the first claims of each property, the best first."""
        return {name: [self._claim(each) for each in said[:_CLAIMS]] for name, said in self._about.claims.items()}

    def _claim(self, said: Statement) -> dict[str, Any]:
        return {
            "value": said.value,
            **({"valueIri": compact(said.thing.value)} if said.thing else {}),
            **({"counts": True} if said.counts else {}),
            **({"wrong": True} if said.is_wrong else {}),
            **({"as": list(said.marks)} if said.marks else {}),
            **({"words": said.words} if said.words else {}),
            "speaker": said.speaker,
            "statedOn": said.stated_on,
            **self._behind(said.node),
        }

    def lines(self, data: Mapping[str, Any]) -> Iterator[str]:
        """Yield the text."""
        language = self._about.language
        names = ", ".join(data["names"])
        yield f"**{markdown_text(data['label'])}** ({data['iri']}{', ' + markdown_text(names) if names else ''})"
        yield markdown_text(data["sentence"]) + _marks(data["sentenceSources"])
        for each in data["dates"]:
            planned = say(", planned", language) if each.get("planned") else ""
            outcome = f": {each['outcome']}" if "outcome" in each else planned
            yield f"- {markdown_text(each['date'])}: {markdown_text(each['event'] + outcome)}{_marks(each['sources'])}"
        if self._forecast is not None:
            yield f"- {markdown_text(as_line(self._forecast, language))}"
        for name, claims in data["claims"].items():
            best = [each for each in claims if each.get("counts")] or claims[:1]
            told = "; ".join(self._told(each) for each in best)
            more = len(self._about.claims[name]) - len(best)
            ending = say("; and {n} more", language, n=more) if more else ""
            yield f"- {markdown_text(name)}: {told}{ending}"
        for name, values in data["facts"].items():
            more = len(self._about.facts[name]) - len(values)
            ending = say("; and {n} more", language, n=more) if more else ""
            yield f"- {markdown_text(name)}: {markdown_text('; '.join(v['label'] for v in values))}{ending}"
        for question in data["questions"]:
            yield f"- {say('question', language)} {question['slug']}: {markdown_text(question['question'])}"
        yield say("Data of {day}.", language, day=data["asOf"])
        yield from sources_text(self.sources, language)

    def _told(self, claim: Mapping[str, Any]) -> str:
        day = date_text(claim["statedOn"], self._about.language)
        by = ", ".join(filter(None, (claim["speaker"], day)))
        marks = f" ({', '.join(claim['as'])})" if "as" in claim else ""
        return f"{markdown_text(claim['value'] + marks)} – {markdown_text(by)}{_marks(claim['sources'])}"


def _marks(numbers: Sequence[int]) -> str:
    return " " + " ".join(f"[{number}]" for number in numbers) if numbers else ""


async def explain(held: Held, given: dict[str, Any]) -> Result:
    """Explain why a fact holds, or what is missing."""
    return await asyncio.to_thread(_explained, held, given)


def _explained(held: Held, given: Mapping[str, Any]) -> Result:
    language = given["language"]
    reading = held.reading(language)
    whole = reading.explain(given["subject"], given["property"], given["value"])
    short = folded(whole, given["depth"], language)
    cited = Cited(language, given["sources"])
    facts = [fact for tree in short.trees for fact in tree]
    named = [citation for fact in facts for citation in fact.sources[: given["sources"]]]
    numbers = {citation: cited.numbers([citation])[0] for citation in named}
    data = {
        "holds": whole.holds,
        "fact": _fact(whole),
        "summary": whole.summary,
        **({"note": whole.note} if whole.note else {}),
        "rules": [dict(pair) for pair in dict.fromkeys((("name", f.rule), ("says", f.says)) for f in facts if f.rule)],
        "facts": [
            {"fact": f.text, "kind": f.kind, "places": list(map(str, f.places)), "sources": cited.numbers(f.sources)}
            for f in facts
            if f.kind != "axiom" and f.kind != "rule"
        ],
        "asOf": held.day(reading),
        "sources": cited.data,
    }
    data["prefixes"] = prefixes_in([data["fact"], data["sources"]])
    tree = line_text("\n".join(tree_lines(short, numbers, _WIDTH, language))).replace("`", "'")
    lines = [markdown_text(whole.summary), "", "```", tree, "```", *sources_text(cited, language)]
    return Result("\n".join(lines), data)


def _fact(explanation: Explanation) -> dict[str, str]:
    fact = explanation.fact
    if fact is None:
        return {}
    parts = {"subject": fact.subject, "property": fact.predicate, "value": fact.object}
    return {name: compact(term.value) if isinstance(term, NamedNode) else str(term) for name, term in parts.items()}


FIND = Tool(
    "find",
    "Find things by name",
    "Missions, agencies, instruments, places, agreements, sources and terms by name, which may be misspelt or Chinese, "
    "with the names that other tools take.",
    (
        Argument("words", "string", "A name, or some words.", required=True),
        Argument("limit", "integer", default=8, least=1, most=50),
        LANGUAGE,
    ),
    {"things": ITEMS, "questions": ITEMS, "searchedFor": TEXT, "prefixes": OBJECT},
    find,
    ("things", "questions"),
)
SHOW = Tool(
    "show",
    "Show a thing",
    "What is known of one thing: a sentence, dated events, claims with speaker and day (counts: holds now), facts, "
    "and the questions about it.",
    (Argument("thing", "string", "Name, slug, CURIE or IRI.", required=True), SOURCES, LANGUAGE),
    {
        "iri": TEXT, "label": TEXT, "names": TEXTS, "sentence": TEXT, "sentenceSources": NUMBERS, "dates": ITEMS,
        "forecast": {**OBJECT, "description": "Of a planned event: a calculation, no claim; shares from 0 to 1."},
        "claims": {**OBJECT, "description": "Property to statements, those that count first; claims-on has all."},
        "facts": {**OBJECT, "description": "Property to values."},
        "links": OBJECT, "referredToBy": ITEMS, "questions": ITEMS, **COMMON,
    },
    show,
    ("iri", "label", "sentence", "claims", "facts", "asOf", "sources"),
)  # fmt: skip
EXPLAIN = Tool(
    "explain",
    "Explain a fact",
    "Why a fact holds, down to stated facts with file, line and source; or, if it does not, which conditions of the "
    "nearest rules fail.",
    (
        Argument("subject", "string", "Name, CURIE or IRI.", required=True),
        Argument("property", "string", "Such as hasPartner or ilrs:launchDate.", required=True),
        Argument("value", "string", "Name, CURIE, IRI or literal.", required=True),
        Argument("depth", "integer", "Levels of the proof.", default=2, least=1, most=6),
        SOURCES,
        LANGUAGE,
    ),
    {
        "holds": {"type": "boolean"}, "fact": OBJECT, "summary": TEXT, "note": TEXT, "rules": ITEMS,
        "facts": {**ITEMS, "description": "Stated or missing, with places (file:line)."}, **COMMON,
    },
    explain,
    ("holds", "summary", "rules", "facts", "asOf", "sources"),
)  # fmt: skip
