"""Prefixes: one for every kind of thing and every code list, and there and back again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilrs_graph.kinds import KINDS
from ilrs_graph.namespaces import ID, PREFIXES, SCHEMES, VOCAB, compact, expand, slug


@given(st.sampled_from(sorted(PREFIXES)), st.from_regex(r"[a-z0-9][a-z0-9.-]{0,20}", fullmatch=True))
def test_expand_and_compact_are_inverse(prefix: str, local: str) -> None:
    iri = expand(f"{prefix}:{local}")
    assert iri == PREFIXES[prefix] + local
    assert compact(iri) == f"{prefix}:{local}"
    assert slug(iri) == local


@pytest.mark.parametrize("text", ["nobody:knows", "no colon", "", ":x", "Mission:change-6"])
def test_what_is_no_curie_of_ours_does_not_expand(text: str) -> None:
    assert expand(text) is None


@pytest.mark.parametrize("iri", ["http://example.org/a", "https://w3id.org/ilrs-graph/id/mission/a/b", "urn:x"])
def test_what_no_prefix_fits_stays_an_iri(iri: str) -> None:
    assert compact(iri) == f"<{iri}>"


def test_every_code_list_has_its_prefix(repo: Path) -> None:
    assert {path.stem for path in (repo / "ontology" / "vocab").glob("*.ttl")} <= set(SCHEMES)
    assert all(PREFIXES[s] == f"{VOCAB}{s}/" for s in SCHEMES)
    assert all(PREFIXES[t] == f"{ID}{t}/" for t in KINDS)


def test_files_declare_the_prefixes_as_they_are_here(repo: Path) -> None:
    found = 0
    for path in [*(repo / "data").rglob("*.ttl"), *(repo / "ontology").rglob("*.ttl"), *repo.glob("queries/*.rq")]:
        for prefix, iri in re.findall(r"^(?:@prefix|PREFIX) ([\w-]+): <([^>]*)>", path.read_text("utf-8"), re.M):
            found += 1
            assert PREFIXES.get(prefix) == iri, f"{path.name}: {prefix}"
    assert found
