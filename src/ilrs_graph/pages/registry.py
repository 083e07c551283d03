"""The registry of pages: the only place that lists them, with their addresses, templates and models.

A new page is one function that makes its model, one template and one line here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from pyoxigraph import NamedNode

from ..dates.words import date_text
from ..errors import UnknownName
from ..kinds import KINDS
from ..language import say
from ..namespaces import ID, VOCAB, slug
from . import (
    against,
    changes,
    check,
    data,
    editor,
    forecast,
    guide,
    home,
    lists,
    moon,
    partners,
    proof,
    question,
    reference,
    thing,
    timelines,
)
from .context import Context


class Page(NamedTuple):
    """A page: its address, the name of its template, its title and its model."""

    address: str
    template: str
    title: str
    model: Any
    language: str


Made = tuple[str, Any]
"""The title of a page, and its model."""
Make = Callable[[Mapping[str, str], Mapping[str, str], Context], Made]


def _never(_: Mapping[str, str]) -> bool:
    return False


def _always(_: Mapping[str, str]) -> bool:
    return True


class Sort(NamedTuple):
    """A sort of page.

    `address` is a pattern with names in braces, `make` takes the parts of an address and its arguments, and `every`
    yields the addresses of all pages of this sort that have a file of their own. A graph without the saved question
    `needs` has no such page. `costs` returns whether a page with these arguments takes more than 100 ms to make: a
    server makes such pages one by one, with a limit for each client.
    """

    address: str
    template: str
    make: Make
    every: Callable[[Context], Iterator[str]]
    needs: str = ""
    costs: Callable[[Mapping[str, str]], bool] = _never

    def fits(self, context: Context) -> bool:
        """Return whether a graph has pages of this sort."""
        return not self.needs or self.needs in context.reading.questions

    def match(self, address: str) -> dict[str, str] | None:
        """Return the parts of an address, None if it is not of this sort.

        >>> SORTS["question"].match("/ask/launch-dates"), SORTS["question"].match("/ask/a/b")
        ({'slug': 'launch-dates'}, None)
        """
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(self.address))
        found = re.fullmatch(pattern, address)
        return found.groupdict() if found else None


def _home(_: Mapping[str, str], __: Mapping[str, str], context: Context) -> Made:
    return say("Lunar programmes, with sources", context.language), home.home(context)


def _question(parts: Mapping[str, str], arguments: Mapping[str, str], context: Context) -> Made:
    model = question.question(parts["slug"], arguments, context)
    return model.wording.question, model


def _proof(parts: Mapping[str, str], arguments: Mapping[str, str], context: Context) -> Made:
    model = proof.proof(parts["slug"], arguments, context)
    return say("Why row {n} is there", context.language, n=model.number), model


def _sparql(_: Mapping[str, str], arguments: Mapping[str, str], context: Context) -> Made:
    return say("Query in SPARQL", context.language), editor.editor(arguments, context)


def _thing(parts: Mapping[str, str], _: Mapping[str, str], context: Context) -> Made:
    node = NamedNode(f"{ID}{parts['type']}/{parts['slug']}")
    if node not in context.described:
        near = (slug(each.value) for each in context.things.get(parts["type"], ()))
        raise UnknownName("thing", parts["slug"], near)
    model = thing.thing(node, context)
    return model.overview.label, model


def _concept(parts: Mapping[str, str], _: Mapping[str, str], context: Context) -> Made:
    model = thing.thing(reference.concept(parts["scheme"], parts["slug"], context), context)
    return model.overview.label, model


def _code_list(parts: Mapping[str, str], _: Mapping[str, str], context: Context) -> Made:
    model = reference.code_list(parts["scheme"], context)
    return model.label.in_language(context.language) or model.name, model


def _questions(_: Mapping[str, str], __: Mapping[str, str], context: Context) -> Made:
    return say("All questions", context.language), lists.questions(context)


def _kinds(_: Mapping[str, str], __: Mapping[str, str], context: Context) -> Made:
    return say("All things", context.language), lists.kinds(context)


def _things(parts: Mapping[str, str], _: Mapping[str, str], context: Context) -> Made:
    model = lists.things(parts["type"], context)
    return model.kind, model


def _find(_: Mapping[str, str], arguments: Mapping[str, str], context: Context) -> Made:
    return say("Search", context.language), lists.find(arguments.get("q", ""), context)


def _ontology(_: Mapping[str, str], __: Mapping[str, str], context: Context) -> Made:
    return say("Ontology", context.language), reference.ontology(context)


def _shapes(_: Mapping[str, str], __: Mapping[str, str], context: Context) -> Made:
    return say("Shapes", context.language), reference.shapes(context)


def _data(_: Mapping[str, str], __: Mapping[str, str], context: Context) -> Made:
    return say("Data", context.language), data.data(context)


def _check(_: Mapping[str, str], __: Mapping[str, str], context: Context) -> Made:
    return say("Check triples", context.language), check.checking(context)


def _about(_: Mapping[str, str], __: Mapping[str, str], context: Context) -> Made:
    return say("About", context.language), home.about(context)


def _docs(_: Mapping[str, str], __: Mapping[str, str], context: Context) -> Made:
    fitting = [sort.address for sort in SORTS.values() if sort.fits(context)]
    return say("Documents", context.language), guide.guide(fitting)


def _programme(parts: Mapping[str, str], context: Context) -> NamedNode | None:
    """Return the programme that an address names, None if it names none.

    Raises:
        UnknownName: there is no such programme.
    """
    if "slug" not in parts:
        return None
    node, nodes = NamedNode(f"{ID}programme/{parts['slug']}"), context.things.get("programme", ())
    if node not in nodes:
        raise UnknownName("programme", parts["slug"], (slug(each.value) for each in nodes))
    return node


def _timelines(parts: Mapping[str, str], arguments: Mapping[str, str], context: Context) -> Made:
    own = {timelines.PROGRAMME: parts["slug"]} if "slug" in parts else {}
    if "by" in parts:
        own = {parts["by"]: parts["name"]}
        if parts["by"] not in (timelines.STATE, timelines.KIND, "years"):
            raise UnknownName("part of the timeline", parts["by"], (timelines.STATE, timelines.KIND, "years"))
    model = timelines.timelines(own, arguments, context)
    if model.name:
        return say("Plans and events of {names}", context.language, names=model.name), model
    return say("Events from {year} on", context.language, year=model.since), model


def _partners(parts: Mapping[str, str], arguments: Mapping[str, str], context: Context) -> Made:
    model = partners.partners(_programme(parts, context), parts.get("years", ""), arguments, context)
    return (
        say("Partners of {name}", context.language, name=model.name)
        if model.name
        else say("Partners", context.language)
    ), model


def _moon(_: Mapping[str, str], __: Mapping[str, str], context: Context) -> Made:
    return say("Places of landings and impacts", context.language), moon.moon(context)


def _forecast(_: Mapping[str, str], __: Mapping[str, str], context: Context) -> Made:
    return say("The coming ten years, with chances", context.language), forecast.outlook(context)


def _changes(parts: Mapping[str, str], arguments: Mapping[str, str], context: Context) -> Made:
    month = parts.get("month", "")
    if not month and arguments.get("against") == "previous":
        return say("Changes of the data", context.language), against.against(context)
    first, last = changes.days_of(month) if month else changes.between(arguments, context)
    model = changes.changes(first, last, context)
    name = date_text(month or f"{first}/{last}", context.language)
    return say("What became known: {time}", context.language, time=name), model


def _feed(_: Mapping[str, str], __: Mapping[str, str], context: Context) -> Made:
    return say("What became known", context.language), changes.feed(context)


def _of_months(context: Context) -> Iterator[str]:
    return (f"/changes/{month}" for month in changes.months(context))


def _one(address: str) -> Callable[[Context], Iterator[str]]:
    return lambda _: iter([address])


def _none(_: Context) -> Iterator[str]:
    return iter(())


SORTS: Mapping[str, Sort] = {
    "home": Sort("/", "home.html", _home, _one("/")),
    "questions": Sort("/ask", "questions.html", _questions, _one("/ask")),
    "question": Sort(
        "/ask/{slug}", "question.html", _question, lambda c: (f"/ask/{slug}" for slug in c.reading.questions)
    ),
    "proof": Sort("/ask/{slug}/proof", "proof.html", _proof, _none, costs=_always),
    "things": Sort("/id", "kinds.html", _kinds, _one("/id")),
    "kind": Sort("/id/{type}", "things.html", _things, lambda c: (f"/id/{kind}" for kind in c.things if kind in KINDS)),
    "thing": Sort(
        "/id/{type}/{slug}",
        "thing.html",
        _thing,
        lambda c: (to for found in c.things.values() for to in map(c.addresses.of, found) if "#" not in to),
    ),
    "code list": Sort(
        "/vocab/{scheme}",
        "code_list.html",
        _code_list,
        lambda c: (f"/vocab/{each.name}" for each in c.terms_reference.code_lists),
    ),
    "concept": Sort(
        "/vocab/{scheme}/{slug}",
        "thing.html",
        _concept,
        lambda c: (c.addresses.of(node) for node in c.concepts if "/" in node.value.removeprefix(VOCAB)),
    ),
    "timeline": Sort("/timeline", "timelines.html", _timelines, _one("/timeline")),
    "timeline of a programme": Sort("/timeline/{slug}", "timelines.html", _timelines, timelines.of_programmes),
    "timeline of a part": Sort("/timeline/{by}/{name}", "timelines.html", _timelines, timelines.of_parts),
    "partners": Sort("/partners", "partners.html", _partners, _one("/partners"), partners.QUESTION),
    "partners of a time": Sort(
        "/partners/years/{years}", "partners.html", _partners, partners.of_times, partners.QUESTION
    ),
    "partners of a programme": Sort(
        "/partners/{slug}", "partners.html", _partners, partners.of_programmes, partners.QUESTION
    ),
    "moon": Sort("/moon", "moon.html", _moon, _one("/moon"), moon.QUESTION),
    "forecast": Sort("/forecast", "forecast.html", _forecast, _one("/forecast"), costs=_always),
    "changes": Sort("/changes", "changes.html", _changes, _one("/changes"), costs=_always),
    "changes of a month": Sort("/changes/{month}", "changes.html", _changes, _of_months, costs=_always),
    "feed": Sort("/changes.atom", "changes.atom", _feed, _one("/changes.atom"), costs=_always),
    "find": Sort("/find", "find.html", _find, _none),
    "ontology": Sort("/ontology", "ontology.html", _ontology, _one("/ontology")),
    "shapes": Sort("/shapes", "shapes.html", _shapes, _one("/shapes")),
    "data": Sort("/data", "data.html", _data, _one("/data")),
    "check": Sort("/check", "check.html", _check, _none),
    "sparql": Sort("/sparql", "editor.html", _sparql, _none),
    "docs": Sort("/docs", "docs.html", _docs, _one("/docs")),
    "about": Sort("/about", "about.html", _about, _one("/about")),
}
"""Each sort of page by its name."""


MEDIA_TYPES = {".atom": "application/atom+xml", ".xml": "application/xml"}
"""The media types of pages that are no HTML, by the suffix of their templates."""


def sort_of(address: str) -> Sort | None:
    """Return the sort of page that an address is of, None if of none.

    >>> sort_of("/ask/launch-dates") is SORTS["question"], sort_of("/a/b/c")
    (True, None)
    """
    return next((sort for sort in SORTS.values() if sort.match(address) is not None), None)
