"""Queries that rdflib parses once each: pyshacl has one parsed again for every node, which takes most of its time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any
from unittest.mock import patch

import rdflib.plugins.sparql.processor as processor
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery


@contextmanager
def parsed_once() -> Iterator[None]:
    """Let rdflib keep what it made of each text, with its base and prefixes, meanwhile."""

    @cache
    def prepared(text: str, base: str | None, prefixes: tuple[tuple[str, Any], ...]) -> Any:
        return translateQuery(parseQuery(text), base, dict(prefixes))

    def translated(text: str, base: str | None = None, prefixes: Mapping[str, Any] | None = None) -> Any:
        return prepared(text, base, tuple((prefixes or {}).items()))

    with (
        patch.object(processor, "parseQuery", lambda text: text),
        patch.object(processor, "translateQuery", translated),
    ):
        yield
