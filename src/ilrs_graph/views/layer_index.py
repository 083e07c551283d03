"""The index of layers: which layer each inferred fact of a store is in, without a quad for it.

A fact is known by its hash of 64 bits. Only facts that the store holds are looked up, so that two of them would have to
share one: with two million facts the chance is below one in a million. The hashes of each predicate and layer are
sorted in eight bytes each, where a named graph of the same facts takes 160 each in a store on disk.

>>> a, p, b = (NamedNode("urn:" + name) for name in "apb")
>>> index = LayerIndex.of({(a, p, b): 1, (b, p, a): 2}.items())
>>> index.layer((a, p, b)), index.layer((b, p, a)), index.layer((a, p, a)), index.highest(p), len(index)
(1, 2, 0, 2, 2)
>>> LayerIndex.read(bytes(index)).layer((b, p, a))
2
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pyoxigraph import Literal, NamedNode

from ..terms import Fact
from .layers import ASSERTED
from .lexical_forms import stored

_FORM: Final = "q"
"""Signed numbers of eight bytes."""
_REFUSED = "not an index of layers, or one of other hashes"
_SAMPLE = (NamedNode("urn:a"), NamedNode("urn:b"), Literal("c", language="en"))
"""A fact whose hash tells whether an index was written by a Python and a pyoxigraph that hash like these."""


class Layering:
    """The layers of inferred facts while they become known; `index` has them for look-ups."""

    def __init__(self) -> None:
        self._hashes: defaultdict[tuple[NamedNode, int], array[int]] = defaultdict(lambda: array(_FORM))

    def put(self, fact: Fact, layer: int) -> None:
        """Record the layer of a fact whose literals may be in any form."""
        s, p, o = fact
        self._hashes[p, layer].append(hash((s, p, stored(o) if isinstance(o, Literal) else o)))

    @property
    def index(self) -> LayerIndex:
        """The index of the facts so far."""
        ordered = sorted(self._hashes.items(), key=lambda entry: (entry[0][0].value, -entry[0][1]))
        return LayerIndex((p, layer, array(_FORM, sorted(set(hashes)))) for (p, layer), hashes in ordered)


class LayerIndex:
    """The layer of each inferred fact of a store; made by `Layering`, by `of`, or read from bytes.

    `parts` are the sorted hashes of each predicate and layer, of each predicate the highest layer first.
    """

    def __init__(self, parts: Iterable[tuple[NamedNode, int, Sequence[int]]] = ()) -> None:
        self._parts: dict[NamedNode, list[tuple[int, Sequence[int]]]] = {}
        for p, layer, hashes in parts:
            self._parts.setdefault(p, []).append((layer, hashes))

    @classmethod
    def of(cls, facts: Iterable[tuple[Fact, int]]) -> LayerIndex:
        """Return the index of facts with their layers."""
        layering = Layering()
        for fact, layer in facts:
            layering.put(fact, layer)
        return layering.index

    @classmethod
    def read(cls, content: bytes) -> LayerIndex:
        """Return an index from its bytes.

        Raises:
            ValueError: they are cut off, or were written where facts have other hashes.
        """
        head, _, tail = content.partition(b"\n")
        try:
            sample, parts = json.loads(head)
            hashes = memoryview(tail).cast(_FORM)
        except (TypeError, ValueError):
            raise ValueError(_REFUSED) from None
        if sample != hash(_SAMPLE) or len(hashes) != sum(number for *_, number in parts):
            raise ValueError(_REFUSED)
        return cls(_cut(parts, hashes))

    def __bytes__(self) -> bytes:
        parts = [[p.value, layer, len(hashes)] for p, held in self._parts.items() for layer, hashes in held]
        hashes = b"".join(bytes(each) for held in self._parts.values() for _, each in held)
        return json.dumps([hash(_SAMPLE), parts]).encode() + b"\n" + hashes

    def __len__(self) -> int:
        return sum(len(hashes) for held in self._parts.values() for _, hashes in held)

    def layer(self, fact: Fact) -> int:
        """Return the layer of a fact that the store holds, with its literals in the store's form."""
        held = self._parts.get(fact[1])
        if held:
            wanted = hash(fact)
            for layer, hashes in held:
                place = bisect_left(hashes, wanted)
                if place < len(hashes) and hashes[place] == wanted:
                    return layer
        return ASSERTED

    def highest(self, p: NamedNode) -> int:
        """Return the highest layer that has facts with a predicate."""
        held = self._parts.get(p)
        return held[0][0] if held else ASSERTED

    def predicates(self, layer: int | None = None) -> Iterator[NamedNode]:
        """Yield the predicates of the inferred facts, or of those in one layer."""
        return (p for p, held in self._parts.items() if layer is None or any(layer == n for n, _ in held))


def _cut(parts: Iterable[tuple[str, int, int]], hashes: memoryview) -> Iterator[tuple[NamedNode, int, Sequence[int]]]:
    start = 0
    for name, layer, number in parts:
        yield NamedNode(name), layer, hashes[start : start + number]
        start += number
