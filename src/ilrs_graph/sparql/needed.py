"""Which triples a run for some nodes needs: along the paths from the nodes, wherever a triple may be read.

What is said of the nodes over these triples, and any more that hold, is what is said of them over the whole graph.

>>> p, q, x, y, z = (NamedNode("urn:" + name) for name in "pqxyz")
>>> facts = [(x, p, y), (y, q, z), (x, q, z)]
>>> match = lambda s, p, o: [f for f in facts if all(t in (None, u) for t, u in zip((s, p, o), f))]
>>> needed = Needed(match)
>>> needed.add([Touch(EMPTY, p, False), Touch(p, q, False)], [x])
>>> len(needed.found)
2
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from ..terms import Fact, Match, Node
from .paths import EMPTY, Inverse, Path, Sequence, Touch, Unanchored, sequence
from .walks import ends


class Needed:
    """Triples gathered by `match`, in `found`: each once, in a stable order."""

    def __init__(self, match: Match) -> None:
        self._match = match
        self._done: set[tuple[NamedNode | None, bool, NamedNode | None, Node]] = set()
        self._unanchored: set[Unanchored] = set()
        self.found: dict[Fact, None] = {}

    def add(self, touches: Iterable[Touch], nodes: Iterable[Node], unanchored: Iterable[Unanchored] = ()) -> None:
        """Gather what may be read about `nodes` at the touches, and all that fits an unanchored pattern."""
        walked: dict[Path, set[Node]] = {EMPTY: set(nodes)}
        for path, predicate, back, after, end in touches:
            if path not in walked:
                walked[path] = self._walk(path, walked)
            far = end if after == EMPTY else None
            led = self._gather(walked[path], predicate, back, far)
            if led is not None and predicate is not None and far is None:
                walked.setdefault(sequence(path, Inverse(predicate) if back else predicate), led)
        for each in unanchored:
            if each not in self._unanchored:
                self._unanchored.add(each)
                self.found.update(dict.fromkeys(self._match(*each)))

    def _gather(
        self, nodes: Iterable[Node], predicate: NamedNode | None, back: bool, far: NamedNode | None
    ) -> set[Node] | None:
        """Gather the triples of some nodes; return where they lead, None where some were gathered before."""
        led: set[Node] | None = set()
        for node in nodes:
            if (predicate, back, far, node) in self._done:
                led = None
                continue
            self._done.add((predicate, back, far, node))
            pattern = (far, predicate, node) if back else (node, predicate, far)
            for fact in self._match(*pattern):
                self.found[fact] = None
                if led is not None:
                    led.add(fact[0] if back else fact[2])
        return led

    def _walk(self, path: Path, walked: dict[Path, set[Node]]) -> set[Node]:
        """Walk a path, from where its beginning led before if that is known."""
        if isinstance(path, Sequence) and len(path.parts) > 1:
            *first, last = path.parts
            start: Path = first[0] if len(first) == 1 else Sequence(tuple(first))
            if start in walked:
                return ends(last, walked[start], self._match)
        return ends(path, walked[EMPTY], self._match)
