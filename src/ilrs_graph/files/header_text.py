"""The text of a `#+` header: its values, and the place of each of its keys in the file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import yaml

Keys = tuple[str, ...]
Spot = tuple[int, int]
"""Line and column."""


@dataclass(frozen=True)
class HeaderText:
    """The header of a question, and the rest of the file (`body`).

    `fault` is the place and the message of what is not YAML; then `values` is empty. `places` maps the path of each
    key, `("params", "mission", "type")`, and of each item of a list, to its line and column.

    >>> found = HeaderText.of("#+ columns: {x: X}\\n#+ evidence: [x]\\nSELECT ?x { ?x ?p ?o }")
    >>> found.values, found.place("evidence", "x"), found.body
    ({'columns': {'x': 'X'}, 'evidence': ['x']}, (2, 15), 'SELECT ?x { ?x ?p ?o }')
    """

    values: dict[str, Any]
    body: str
    body_line: int
    places: dict[Keys, Spot]
    fault: tuple[int, int, str] | None = None

    @classmethod
    def of(cls, text: str) -> HeaderText:
        """Return the header of a file."""
        import yaml

        numbered = list(enumerate(text.splitlines(keepends=True), 1))
        head = [(number, line) for number, line in numbered if line.startswith("#+")]
        body = [(number, line) for number, line in numbered if not line.startswith("#+")]
        rest, first = "".join(line for _, line in body), next((n for n, line in body if line.strip()), 1)
        source = "".join(line[_width(line) :] for _, line in head)
        try:
            node, values = _read(source)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line, column = _at(head, mark) if mark is not None else (1, 1)
            return cls({}, rest, first, {}, (line, column, str(getattr(error, "problem", None) or "not YAML")))
        if not isinstance(values, dict):
            return cls({}, rest, first, {}, (1, 1, ""))
        return cls(values, rest, first, dict(_places(node, head)))

    def place(self, *keys: str) -> Spot:
        """Return line and column of a key or item; of the innermost key around it that has one, else of the start."""
        return self.places.get(keys) or (self.place(*keys[:-1]) if keys else (1, 1))


def _read(source: str) -> tuple[yaml.Node | None, Any]:
    """Return the node of a YAML document, which has the places, and its value."""
    loader = _loader()(source)
    try:
        node = loader.get_single_node()
        return node, None if node is None else loader.construct_document(node)
    finally:
        loader.dispose()


_DEEPEST = 4
"""The most keys above a value that a header has a use for."""


def _width(line: str) -> int:
    return 3 if line.startswith("#+ ") else 2


def _at(head: list[tuple[int, str]], mark: yaml.Mark) -> Spot:
    if not head:
        return 1, 1
    number, line = head[min(mark.line, len(head) - 1)]
    return number, mark.column + 1 + _width(line)


def _places(
    node: yaml.Node | None, head: list[tuple[int, str]], above: Keys = ()
) -> list[tuple[Keys, tuple[int, int]]]:
    found: list[tuple[Keys, tuple[int, int]]] = []
    for key, value in _inside(node):
        name = (*above, str(key.value))
        found.append((name, _at(head, key.start_mark)))
        if len(name) < _DEEPEST:  # an alias may stand within what it names
            found += _places(value, head, name)
    return found


def _inside(node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node | None]]:
    import yaml

    if isinstance(node, yaml.MappingNode):
        return [(key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode)]
    if isinstance(node, yaml.SequenceNode):
        return [(item, None) for item in node.value if isinstance(item, yaml.ScalarNode)]
    return []


@cache
def _loader() -> type[yaml.SafeLoader]:
    import yaml

    class Loader(yaml.SafeLoader):
        """YAML without dates, and with the booleans of YAML 1.2: `on`, `off`, `yes` and `no` are texts."""

        def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
            """Return the value of a node; PyYAML has no error for one that is not of its type, as in `!!int x`."""
            try:
                return super().construct_object(node, deep)
            except (AttributeError, KeyError, TypeError, ValueError):
                what = "a value that is not of its type"
                raise yaml.constructor.ConstructorError(None, None, what, node.start_mark) from None

        def scan_flow_scalar_non_spaces(self, double: bool, start_mark: yaml.Mark) -> list[str]:
            """Return a part of a text in quotes; PyYAML has no error for an escape beyond Unicode."""
            try:
                return super().scan_flow_scalar_non_spaces(double, start_mark)
            except ValueError:
                raise yaml.scanner.ScannerError(None, None, "an escape for no character", self.get_mark()) from None

    Loader.yaml_implicit_resolvers = {
        first: [(tag, form) for tag, form in found if tag.rpartition(":")[2] not in ("bool", "timestamp")]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)\Z"), list("tf"))
    return Loader
