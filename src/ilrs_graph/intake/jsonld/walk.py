"""Walks a JSON-LD file as its parser does, counts the triples it states, and notes what the parser drops.

The steps are those of expansion in "JSON-LD 1.1 Processing Algorithms and API", section 5.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..limits import MAX_PROBLEMS
from .context import KEYWORDS, Context, Contexts, Term, TooLarge
from .json_text import Member, Number, Value, read_json
from .terms import Loss, iri_problem, language_problem, number_problem, undefined

_VALUE_KEYS = frozenset(("@context", "@direction", "@index", "@language", "@type", "@value"))
_PLAIN = Term("")


def losses(text: str) -> tuple[list[Loss], int]:
    """Return what the parser of a valid JSON-LD text drops, in the order of the text, and the number of triples.

    The number is that of the triples that the text states, repeated ones included. It is 0 if there are losses.
    """
    walk = _Walk()
    try:
        walk.run(read_json(text))
    except (TooLarge, RecursionError):
        loss = Loss(0, "The contexts are too large to be checked.", "Define only the terms that the file uses.")
        return [loss], 0
    except ValueError:
        return [Loss(0, "The text is not JSON.", "Write it as a program would.")], 0
    found = sorted(dict.fromkeys(walk.losses), key=lambda loss: loss.start)
    return found, 0 if found else walk.count


class _Walk:
    """One walk, with a stack of what is left, since nesting may be deep."""

    def __init__(self) -> None:
        self.losses: list[Loss] = []
        self.count = 0
        self._contexts = Contexts()
        self._has_context = False
        self._left: list[tuple[Callable[..., None], tuple[Any, ...]]] = []

    def run(self, document: Value) -> None:
        self._duplicates(document)
        self._nodes(document, Context())
        while self._left and not self._is_full:
            step, args = self._left.pop()
            step(*args)

    @property
    def _is_full(self) -> bool:
        """Whether further losses are noise."""
        return len(self.losses) >= MAX_PROBLEMS

    def _later(self, step: Callable[..., None], *args: Any) -> None:
        self._left.append((step, args))

    def _lose(self, start: int, problem: tuple[str, str] | None, *, malformed: bool = False) -> None:
        if problem is not None and not self._is_full:
            self.losses.append(Loss(start, *problem, malformed))

    def _duplicates(self, document: Value) -> None:
        waiting = [document]
        while waiting:
            value = waiting.pop()
            waiting += value.elements
            seen: set[str] = set()
            for member in value.members:
                waiting.append(member.value)
                self._has_context |= member.key == "@context"
                if member.key in seen:
                    what = f'The key "{member.key}" occurs twice in one object: most programs keep only the last value.'
                    self._lose(member.start, (what, "Write the key once, with its values in an array."))
                seen.add(member.key)

    # nodes

    def _nodes(self, value: Value, context: Context) -> None:
        """Walk nodes that are no value of a property."""
        for item in value.items:
            if item.is_object:
                self._later(self._node, item, context, None)
            elif item.content is not None:
                self._free(item)

    def _free(self, value: Value) -> None:
        self._lose(value.start, ("A value outside of any property states nothing.", "Make it the value of a property."))

    def _node(self, value: Value, context: Context, term: Term | None, within_map: bool = False) -> None:
        """Walk an object; `term` is that of the property of which it is a value, None if there is none."""
        context = self._inside(value, context, term, within_map)
        kinds = {member.key: context.expanded(member.key, vocab=True) for member in value.members}
        by_kind = {kinds[member.key]: member for member in value.members}
        if "@value" in by_kind:
            if term is None:
                self._free(value)
            else:
                self._value_object(value, by_kind, context)
        elif "@list" in by_kind or "@set" in by_kind:
            self._collection(value, by_kind, context, term)
        else:
            self.count += term is not None
            self._members(value, context, self._typed(value, kinds, context), kinds)

    def _collection(self, value: Value, by_kind: dict[str | None, Member], context: Context, term: Term | None) -> None:
        inner = (by_kind.get("@list") or by_kind["@set"]).value
        if term is None:
            if "@list" in by_kind:
                self._free(value)
            else:
                self._nodes(inner, context)
        elif "@list" in by_kind:
            self._list(inner, context, term)
        else:
            self._values(inner, context, term)

    def _inside(self, value: Value, context: Context, term: Term | None, within_map: bool) -> Context:
        """Return the context in force among the members of an object, but for that of its types."""
        if context.previous is not None and not within_map:
            kinds = [context.expanded(member.key, vocab=True) for member in value.members]
            if "@value" not in kinds and kinds != ["@id"]:
                context = context.previous
        if term is not None and term.scoped is not None:
            context = self._contexts.within(context, term.scoped)
        own = value.get("@context")
        return context if own is None else self._contexts.within(context, own)

    def _typed(self, value: Value, kinds: dict[str, str | None], outer: Context) -> Context:
        """Return the context in force among the members of a node, with that of its types."""
        context = outer
        for member in sorted((m for m in value.members if kinds[m.key] == "@type"), key=lambda m: m.key):
            for name in sorted(item.text for item in member.value.items if item.text is not None):
                scoped = outer.terms.get(name, _PLAIN).scoped
                if scoped is not None:
                    context = self._contexts.within(context, scoped, propagate=False)
        return context

    def _members(self, value: Value, outer: Context, context: Context, kinds: dict[str, str | None]) -> None:
        """Walk the members of a node; `outer` is the context in which its types are read."""
        for member in value.members:
            if member.key == "@context":
                continue
            kind = kinds[member.key] if context is outer else context.expanded(member.key, vocab=True)
            if kind in KEYWORDS:
                self._keyword(str(kind), member, outer, context)
            elif self._has_meaning(member, kind, context):
                self._property(member.value, context, context.terms.get(member.key, _PLAIN))

    def _has_meaning(self, member: Member, iri: str | None, context: Context) -> bool:
        known = context.terms.get(member.key)
        if known is not None and known.iri is None:
            return False  # the context says that it means nothing
        if self._is_full or (member.value.content is None and (known is None or known.kind != "@json")):
            return False
        if iri is None or ":" not in iri:
            self._lose(member.start, undefined(member.key, context, self._has_context))
            return False
        if iri.startswith("_:"):
            what = f'The key "{member.key}" is a blank node, which cannot be a property: its value is lost.'
            self._lose(member.start, (what, "Give the property an IRI."))
            return False
        problem = iri_problem(iri, f'The key "{member.key}"', member.key)
        self._lose(member.start, problem, malformed=True)
        return problem is None

    def _keyword(self, kind: str, member: Member, outer: Context, context: Context) -> None:
        value = member.value
        if kind == "@id":
            self._link(value, context, vocab=False)
        elif kind == "@type":
            self._types(value, outer)
        elif kind in ("@graph", "@included"):
            self._nodes(value, context)
        elif kind == "@reverse":
            self._reverse(value, context)
        elif kind == "@nest":
            self._nest(value, context, member.key)
        elif kind != "@index":
            what = f'The key "{member.key}" has no meaning in a node, so its value is lost.'
            self._lose(member.start, (what, "Remove it, or write it where JSON-LD expects it."))

    def _types(self, value: Value, context: Context) -> None:
        for item in value.items:
            self.count += 1
            self._link(item, context, vocab=True)

    def _reverse(self, value: Value, context: Context) -> None:
        for member in value.members:
            kind = context.expanded(member.key, vocab=True)
            if kind not in KEYWORDS and self._has_meaning(member, kind, context):
                self._property(member.value, context, context.terms.get(member.key, _PLAIN))

    def _nest(self, value: Value, context: Context, key: str) -> None:
        scoped = context.terms.get(key, _PLAIN).scoped
        inside = context if scoped is None else self._contexts.within(context, scoped)
        for item in value.items:
            kinds = {member.key: inside.expanded(member.key, vocab=True) for member in item.members}
            self._later(self._members, item, inside, inside, kinds)

    # values

    def _property(self, value: Value, context: Context, term: Term) -> None:
        container = term.container
        if "@type" in container and not value.is_object:
            what = 'The value of a term with the container "@type" can only be read if it is a map from types.'
            self._lose(value.start, (what, "Write a map, or remove the container."))
        elif term.kind == "@json":
            self.count += 1
        elif "@language" in container and value.is_object:
            self._language_map(value, context, term)
        elif value.is_object and container & {"@index", "@id", "@type"}:
            self._map(value, context, term)
        elif "@list" in container and not _is_list_object(value, context):
            self._list(value, context, term)
        elif "@graph" in container:
            self._graphs(value, context, term)
        else:
            self._values(value, context, term)

    def _values(self, value: Value, context: Context, term: Term) -> None:
        for item in value.items:
            if item.is_object:
                self._later(self._node, item, context, term)
            elif item.content is not None:
                self._scalar(item, context, term)

    def _list(self, value: Value, context: Context, term: Term) -> None:
        """Walk a list: a triple for the list, and two for each item, one of which is counted with the item."""
        self.count += 1
        nested = value.is_array and "@list" in term.container
        inner = None if nested else next((item for item in value.elements if item.is_array), None)
        if inner is not None:
            what = "An array in a @list is read as a list by some programs, and as its items by others."
            self._lose(inner.start, (what, 'Write {"@list": [...]} in its place, or the items alone.'))
        for item in value.elements if nested else value.items:
            if item.is_array:
                self.count += 1
                self._later(self._list, item, context, term)
            elif not _is_nothing(item, context):
                self.count += 1
                self._values(item, context, term)

    def _graphs(self, value: Value, context: Context, term: Term) -> None:
        """Walk the values of a property whose values are graphs: each is linked, and holds nodes."""
        for item in value.items:
            by_kind = {context.expanded(member.key, vocab=True) for member in item.members}
            if "@graph" in by_kind:
                self._later(self._node, item, context, term)
            elif item.content is not None:
                self.count += 1
                scoped = context if term.scoped is None else self._contexts.within(context, term.scoped)
                self._nodes(item, scoped)

    def _language_map(self, value: Value, context: Context, term: Term) -> None:
        for member in value.members:
            none = context.expanded(member.key, vocab=True) == "@none"
            for item in member.value.items:
                if item.content is not None:
                    self.count += 1
                    direction = term.direction.content if term.direction is not None else context.direction
                    self._text(member.start, None if none else member.key, direction)

    def _map(self, value: Value, context: Context, term: Term) -> None:
        """Walk a map from indexes, identifiers or types to nodes."""
        container = term.container
        of_types = "@type" in container
        base = context.previous if of_types and context.previous is not None else context
        indexed = "@index" in container and term.index not in ("", "@index")
        for member in value.members:
            inside = base
            scoped = base.terms.get(member.key, _PLAIN).scoped if of_types else None
            if scoped is not None:
                inside = self._contexts.within(base, scoped, propagate=False)
            none = context.expanded(member.key, vocab=True) == "@none"
            if "@index" not in container and not none:
                key = Value(member.start, member.key)
                self._link(key, context, vocab=of_types)
            for item in member.value.items:
                if item.content is None:
                    continue
                self.count += (of_types or indexed) and not none
                if indexed and not none:
                    self._index_property(member, context, term)
                self._mapped(item, inside, context, term)

    def _mapped(self, item: Value, inside: Context, context: Context, term: Term) -> None:
        if "@graph" in term.container:
            self._graphs(item, inside, term)
        elif item.is_object:
            if inside.previous is not None and "@type" not in term.container:
                # the parser (oxjsonld 0.2) reads it in the context outside of the type, against the standard
                what = "An object in a map inside a node whose type has a @context of its own would be read wrongly."
                self._lose(item.start, (what, "Write the values in an array, or give the @context to the property."))
            self._later(self._node, item, inside, term, True)
        elif "@type" in term.container and item.text is not None:
            self.count += 1
            self._link(item, context, vocab=term.kind == "@vocab")
        else:
            self._scalar(item, inside, term)

    def _index_property(self, member: Member, context: Context, term: Term) -> None:
        iri = context.expanded(term.index, vocab=True)
        if iri is None or ":" not in iri:
            self._lose(member.start, undefined(term.index, context, self._has_context))
        kind = context.terms.get(term.index, _PLAIN).kind
        if kind in ("@id", "@vocab"):
            self._link(Value(member.start, member.key), context, vocab=kind == "@vocab")

    def _scalar(self, value: Value, context: Context, term: Term) -> None:
        if term.scoped is not None:
            context = self._contexts.within(context, term.scoped)
        self.count += 1
        content = value.content
        if value.text is not None and term.kind in ("@id", "@vocab"):
            self._link(value, context, vocab=term.kind == "@vocab")
        elif isinstance(content, Number):
            self._lose(value.start, number_problem(content))
        elif value.text is not None and term.kind in ("", "@none"):
            language = context.language if term.language is None else term.language.content
            direction = context.direction if term.direction is None else term.direction.content
            self._text(value.start, language, direction)

    def _value_object(self, value: Value, by_kind: dict[str | None, Member], context: Context) -> None:
        for member in value.members:
            kind = context.expanded(member.key, vocab=True)
            if kind not in _VALUE_KEYS:
                self._lose(member.start, undefined(member.key, context, self._has_context))
        content = by_kind["@value"].value
        datatype = by_kind["@type"].value if "@type" in by_kind else None
        if _is_null(content, datatype, context):
            return
        self.count += 1
        if isinstance(content.content, Number):
            self._lose(content.start, number_problem(content.content))
        language, direction = by_kind.get("@language"), by_kind.get("@direction")
        place = (language or direction or by_kind["@value"]).value
        self._text(place.start, *(None if m is None else m.value.content for m in (language, direction)))

    def _text(self, start: int, language: object, direction: object) -> None:
        """Check the language and the base direction of a text."""
        if direction is not None:
            what = "A base direction (RDF 1.2) is not supported."
            self._lose(start, (what, 'Remove the "@direction".'), malformed=True)
        elif language is not None:
            self._lose(start, language_problem(str(language)), malformed=True)

    def _link(self, value: Value, context: Context, *, vocab: bool) -> None:
        """Check that an identifier is an IRI or a blank node."""
        word = value.text
        if word is None:
            return
        iri = context.expanded(word, vocab=vocab, document=True)
        if iri is None or iri in KEYWORDS:
            what = f'"{word}" has the form of a keyword, so the identifier is lost.'
            self._lose(value.start, (what, "Write an IRI."), malformed=True)
        else:
            self._lose(value.start, iri_problem(iri, f'"{word}"', word), malformed=True)


def _is_list_object(value: Value, context: Context) -> bool:
    return any(context.expanded(member.key, vocab=True) == "@list" for member in value.members)


def _is_nothing(item: Value, context: Context) -> bool:
    """Return whether an item of a list is dropped because it has no value."""
    if item.content is None:
        return True
    by_kind = {context.expanded(member.key, vocab=True): member.value for member in item.members}
    return "@value" in by_kind and _is_null(by_kind["@value"], by_kind.get("@type"), context)


def _is_null(value: Value, datatype: Value | None, context: Context) -> bool:
    """Return whether the value of an object is null, and null is not JSON to keep."""
    kind = None if datatype is None else datatype.text
    return value.content is None and (kind is None or context.expanded(kind, vocab=True) != "@json")
