"""One table of forms: what it holds can be written, and a new line in it is enough for a new form."""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

from ilrs_graph import LunarGraph, cli
from ilrs_graph.cli import group
from ilrs_graph.errors import UnknownName, UsageError
from ilrs_graph.render import (
    FORMATS,
    Format,
    format_for,
    format_for_media_type,
    format_named,
    formats_of,
    write,
    write_bytes,
)
from ilrs_graph.things.describe import Description

ALL = [(kind, form) for kind, forms in FORMATS.items() for form in forms]


@pytest.mark.parametrize(("kind", "form"), ALL, ids=[f"{kind}-{form.name}" for kind, form in ALL])
def test_every_form_has_a_writer_and_can_be_asked_for(kind: str, form: Format) -> None:
    module, _, function = form.loader.partition(":")
    writer = getattr(importlib.import_module(module, "ilrs_graph.render"), function)
    assert len(inspect.signature(writer).parameters) == 2
    assert format_named(form.name, kind) == form
    assert format_for(Path(f"out.{form.name.upper()}"), kind) == form
    for suffix in form.suffixes:
        assert suffix.startswith(".")
        assert format_for(Path(f"out{suffix}"), kind) == form
    found = format_for_media_type(form.media_type, kind)
    assert found is not None
    assert found.media_type == form.media_type


@pytest.mark.parametrize("kind", FORMATS)
def test_no_name_and_no_suffix_is_taken_twice(kind: str) -> None:
    names = [form.name for form in FORMATS[kind]]
    suffixes = [suffix for form in FORMATS[kind] for suffix in form.suffixes]
    assert len(set(names)) == len(names)
    assert len(set(suffixes)) == len(suffixes)


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ("image/svg+xml", "svg"),
        ("IMAGE/SVG+XML ; charset=utf-8", "svg"),
        ("text/html, application/json;q=0.9, */*;q=0.1", "json"),
        ("text/csv;q=0.5, image/*;q=0.7", "svg"),
        ("image/*;q=0.7, image/svg+xml;q=0, text/csv;q=0.2", "csv"),
        ("text/*;q=0.3, application/json;q=0.3", "table"),
        ("*/*", "table"),
        ("", "table"),
        ("application/json;q=bad, text/csv;q=0.001", "csv"),
        ("application/pdf", None),
        ("application/json;q=0", None),
    ],
)
def test_the_media_type_is_negotiated(accept: str, name: str | None) -> None:
    found = format_for_media_type(accept, "timeline")
    assert (None if found is None else found.name) == name


def test_wrong_names_are_met_with_near_ones_and_wrong_suffixes_with_all() -> None:
    with pytest.raises(UnknownName) as near:
        format_named("sarfi", "report")
    assert near.value.tip == "did you mean sarif?"
    with pytest.raises(UsageError) as other:
        format_for(Path("report.docx"), "report")
    assert ".sarif" in (other.value.tip or "")


def as_toy(description: Description, _: object) -> str:
    return f"toy: {description.label}\n"


def as_toy_bytes(description: Description, _: object) -> bytes:
    return b"\xff" + description.label.encode()


@pytest.fixture
def toys(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Format]]:
    """Two more forms of a description: a module, and a line in the table for each."""
    module = ModuleType("toy_forms")
    vars(module).update(as_toy=as_toy, as_toy_bytes=as_toy_bytes)
    monkeypatch.setitem(sys.modules, "toy_forms", module)
    forms = [
        Format("toy", (".toy",), "text/x-toy", "toy_forms:as_toy"),
        Format("toybox", (".box",), "application/x-toybox", "toy_forms:as_toy_bytes", binary=True),
    ]
    monkeypatch.setitem(FORMATS, "description", [*FORMATS["description"], *forms])
    monkeypatch.delitem(sys.modules, "ilrs_graph.cli.show", raising=False)
    monkeypatch.delattr(cli, "show", raising=False)
    yield forms
    sys.modules.pop("ilrs_graph.cli.show", None)


def test_a_new_line_is_a_new_form_by_name_suffix_and_media_type(
    toys: list[Format], graph: LunarGraph, tmp_path: Path
) -> None:
    run = CliRunner().invoke
    assert ", toy, toybox" in " ".join(run(group, ["show", "--help"]).output.split())
    assert run(group, ["show", "agent:cnes", "--format", "toy"]).output.startswith("toy: CNES")
    assert run(group, ["show", "agent:cnes", "-o", str(tmp_path / "a.toy")]).output == ""
    assert (tmp_path / "a.toy").read_text("utf-8").startswith("toy: CNES")
    found = format_for_media_type("text/x-toy", "description")
    assert found is toys[0]
    assert write(graph.show("agent:cnes"), found).startswith("toy: CNES")


def test_a_binary_form_is_written_as_bytes(toys: list[Format], graph: LunarGraph, tmp_path: Path) -> None:
    run = CliRunner().invoke
    assert run(group, ["show", "agent:cnes", "--format", "toybox"]).stdout_bytes.startswith(b"\xffCNES")
    run(group, ["show", "agent:cnes", "-o", str(tmp_path / "a.box")])
    assert (tmp_path / "a.box").read_bytes().startswith(b"\xffCNES")
    description = graph.show("agent:cnes")
    assert write_bytes(description, toys[1]).startswith(b"\xffCNES")
    assert write_bytes(description, toys[0]).startswith(b"toy: CNES")
    with pytest.raises(TypeError, match="toybox is binary"):
        write(description, toys[1])


def test_forms_of_several_kinds_are_offered_once() -> None:
    names = [form.name for form in formats_of("table", "triples", "table")]
    assert names[:9] == ["table", "csv", "json", "markdown", "srj", "srx", "sparql-csv", "tsv", "ttl"]
    assert len(set(names)) == len(names)
