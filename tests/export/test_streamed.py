"""The whole graph written in little memory has the bytes of an export."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Triple

from ilrs_graph import LunarGraph
from ilrs_graph.errors import OutputError
from ilrs_graph.export import streamed
from ilrs_graph.export.description import Extent
from ilrs_graph.export.selection import Selection
from ilrs_graph.render import format_named, write_bytes
from ilrs_graph.render.compressed import compress, compressed
from ilrs_graph.terms import LABEL


@pytest.mark.parametrize("asserted", [True, False])
@pytest.mark.parametrize("as_of", [None, date(2023, 10, 31)])
def test_both_files_have_the_bytes_of_an_export(
    small_graph: LunarGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, asserted: bool, as_of: date | None
) -> None:
    monkeypatch.setattr(streamed, "_CHUNK", 700)
    monkeypatch.setattr(streamed, "_NODES", 7)
    reading = small_graph.reading(as_of=as_of)
    one, other = tmp_path / "a.nt", tmp_path / "a.ttl"
    streamed.write_whole(Selection(reading.snapshot, as_of), Extent(None, asserted, False, as_of), one, other)
    export = reading.export(asserted=asserted)
    assert one.read_bytes() == write_bytes(export, format_named("nt", "triples"))
    assert other.read_bytes() == write_bytes(export, format_named("ttl", "triples"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.nt", "a.ttl"]


def test_a_blank_node_is_refused_and_no_file_remains(
    small_graph: LunarGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = small_graph.reading()
    selection = Selection(reading.snapshot)
    monkeypatch.setattr(selection, "lists", [Triple(BlankNode("x"), LABEL, LABEL)])
    with pytest.raises(OutputError, match="blank node"):
        streamed.write_whole(selection, Extent(), tmp_path / "a.nt", tmp_path / "a.ttl")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_compressed_as_its_content_is(tmp_path: Path) -> None:
    content = bytes(range(256)) * 20_000
    (tmp_path / "a").write_bytes(content)
    compress(tmp_path / "a", tmp_path / "a.gz")
    assert (tmp_path / "a.gz").read_bytes() == compressed(content)
