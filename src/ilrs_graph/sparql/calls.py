"""The calls of functions in the text of a query, with the tokens of each argument."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pyoxigraph import Literal, RdfFormat, parse

from .tokens import Token, tokens


class CallText(NamedTuple):
    """A call: its name in capitals, its first token, and the tokens of each argument.

    The arguments of an aggregate are separated by `;`, those of a function by commas.
    """

    name: str
    start: Token
    arguments: tuple[tuple[Token, ...], ...]


def calls(query: str, *names: str) -> Iterator[CallText]:
    """Yield each call of one of the functions, those within others too; one without an end is left out.

    >>> [[len(part) for part in call.arguments] for call in calls('ASK { FILTER(REGEX(STR(?x), "a,b")) }', "REGEX")]
    [[4, 1]]
    """
    found = list(tokens(query))
    for place, token in enumerate(found[:-1]):
        # the engine reads keywords without a space: "FILTERREGEX(?x, ?y)"
        name = next((each for each in names if token.kind == "word" and token.text.upper().endswith(each)), None)
        if name is not None and found[place + 1].text == "(":
            arguments = _arguments(found[place + 2 :])
            if arguments is not None:
                yield CallText(name, token, arguments)


def _arguments(rest: list[Token]) -> tuple[tuple[Token, ...], ...] | None:
    depth, found = 0, list[list[Token]]([[]])
    for token in rest:
        if token.kind == "mark":
            depth += (token.text in "({[") - (token.text in ")}]")
            if depth < 0:
                return tuple(map(tuple, found))
            if depth == 0 and token.text in ",;":
                found.append([])
                continue
        found[-1].append(token)
    return None


def text_of(argument: tuple[Token, ...]) -> str | None:
    r"""Return the text of an argument that is one string, None for any other.

    >>> [text_of(part) for call in calls(r'REGEX(?x, "\\d")', "REGEX") for part in call.arguments]
    [None, '\\d']
    """
    if len(argument) != 1 or argument[0].kind != "string":
        return None
    try:
        (quad,) = parse(f"<urn:s> <urn:p> {argument[0].text} .", RdfFormat.TURTLE)
    except SyntaxError:
        return None
    return quad.object.value if isinstance(quad.object, Literal) else None
