"""JSON-LD: what the standard lets a parser drop in silence is reported with its place, and nothing else is."""

from __future__ import annotations

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

from ilrs_graph import LunarGraph
from ilrs_graph.intake import Problem, read_bytes
from ilrs_graph.intake.jsonld import losses
from ilrs_graph.intake.limits import MAX_PROBLEMS
from ilrs_graph.render import format_named, write

CONTEXT = {
    "e": "http://e/",
    "name": "e:name",
    "part": {"@id": "e:part", "@type": "@id"},
    "kind": {"@id": "e:kind", "@type": "@vocab"},
    "label": {"@id": "e:label", "@container": "@language"},
    "list": {"@id": "e:list", "@container": "@list"},
    "of": {"@reverse": "e:of"},
    "none": None,
    "bad": "e:a b",
    "byId": {"@id": "e:byId", "@container": "@id"},
    "byIndex": {"@id": "e:byIndex", "@container": "@index"},
    "Fixed": {"@id": "e:Fixed", "@context": {"inner": "e:inner"}},
}


def document(body: str) -> str:
    """A document whose context is on its first line, with `body` on the second one."""
    return f'{{"@context": {json.dumps(CONTEXT)},\n{body}}}'


def problems(text: str) -> list[Problem]:
    return read_bytes(text.encode(), "new.jsonld", RdfFormat.JSON_LD).problems


MALFORMED = {
    '"@id": "e:a b", "name": 1': (7, "Invalid IRI code point ' '"),
    '"@id": "test-one", "name": 1': (7, "is a relative IRI"),
    '"@id": "", "name": 1': (7, "is a relative IRI"),
    '"@id": "#x", "name": 1': (7, "is a relative IRI"),
    '"@id": "_:b c", "name": 1': (7, "malformed as a blank node"),
    '"@id": "@foo", "name": 1': (7, "form of a keyword"),
    '"@id": "e:x", "part": "e:a b"': (22, "Invalid IRI code point ' '"),
    '"@id": "e:x", "part": ["e:y", "y"]': (30, "is a relative IRI"),
    '"@id": "e:x", "kind": "unknown"': (22, "is a relative IRI"),
    '"@id": "e:x", "@type": ["Fixed", "T"]': (33, "is a relative IRI"),
    '"@id": "e:x", "e:p": {"@id": "e:{y}"}': (29, "malformed as an IRI"),
    '"@id": "e:x", "list": [1, {"@id": "a b"}]': (34, "is a relative IRI"),
    '"@id": "e:x", "of": {"@id": "y"}': (28, "is a relative IRI"),
    '"@id": "e:x", "byId": {"e:y": {"name": 1}, "y": {"name": 2}}': (43, "is a relative IRI"),
    '"@id": "e:x", "bad": 1': (14, "malformed as an IRI"),
    '"@id": "e:x", "e:a b": 1': (14, "malformed as an IRI"),
}


@pytest.mark.parametrize("body", MALFORMED)
def test_a_malformed_or_relative_identifier_is_a_syntax_error(body: str) -> None:
    offset, words = MALFORMED[body]
    (found,) = problems(document(body))
    assert found.place == ("new.jsonld", 2, offset + 1), found
    assert words in found.what
    assert found.kind == "syntax"


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ('"@id": "e:x", "wording": "lost", "name": 1', "wording"),
        ('"@id": "e:x", "part": {"@id": "e:y", "wording": 1}', "wording"),
        ('"@id": "e:x", "inner": 1', "inner"),
        ('"@id": "e:x", "byIndex": {"a": {"wording": 1}}', "wording"),
        ('"@id": "e:x", "@graph": [{"@id": "e:y", "wording": 1}]', "wording"),
        ('"@id": "e:x", "@reverse": {"wording": {"@id": "e:y"}}', "wording"),
        ('"@id": "e:x", "e:p": [[{"wording": 1}]]', "wording"),
        ('"@id": "e:x", "@included": [{"wording": 1}]', "wording"),
        ('"@id": "e:x", "@foo": 1', "@foo"),
        ('"@id": "e:x", "_:p": 1', "_:p"),
    ],
)
def test_a_key_that_means_nothing_is_reported_where_it_stands(body: str, key: str) -> None:
    (found,) = problems(document(body))
    assert found.place == ("new.jsonld", 2, body.index(f'"{key}"') + 1)
    assert f'"{key}"' in found.what
    assert found.kind == "lost"


def test_a_key_that_is_nearly_a_term_or_a_keyword_is_named() -> None:
    assert "Did you mean label?" in problems(document('"@id": "e:x", "lable": {"en": "a"}'))[0].remedy
    assert "Did you mean @type?" in problems(document('"@id": "e:x", "type": "e:T"'))[0].remedy


@pytest.mark.parametrize(
    "text",
    [
        '{"@id": "e:x", "type": "Mission"}',
        '{"type": "Mission"}',
        '[{"@id": "e:x"}, {"name": 1}]',
        '{"@graph": [{"@id": "e:x", "name": 1}]}',
        '{"@id": "e:x", "http://e/p": {"name": 1}}',
    ],
)
def test_a_missing_context_is_reported(text: str) -> None:
    (found,) = problems(text)
    assert "There is no @context" in found.what
    assert "ontology/context.jsonld" in found.remedy


@pytest.mark.parametrize(
    "body",
    [
        '"@id": "e:x", "name": {"@value": "x", "@language": "en us"}',
        '"@id": "e:x", "name": {"@value": "x", "@language": "en_GB"}',
        '"@id": "e:x", "label": {"en": "x", "e n": "y"}',
        '"@id": "e:x", "list": ["a", {"@value": "x", "@language": ""}]',
        '"@id": "e:x", "@graph": {"name": {"@value": "x", "@language": "toolongtag"}}',
        '"@id": "e:x", "part": {"@context": {"@language": "e n"}, "@id": "e:y", "name": "x"}',
    ],
)
def test_a_language_tag_that_is_none_is_a_syntax_error(body: str) -> None:
    (found,) = problems(document(body))
    assert "is not a language tag" in found.what
    assert (found.place.line, found.kind) == (2, "syntax")


@pytest.mark.parametrize(
    "body",
    [
        '"@id": "e:x", "name": {"@value": "x", "@direction": "rtl"}',
        '"@id": "e:x", "name": {"@value": "x", "@direction": "rtl", "@language": "ar"}',
        '"@id": "e:x", "part": {"@context": {"@direction": "ltr"}, "@id": "e:y", "name": "x"}',
        '"@id": "e:x", "list": [{"@value": "x", "@direction": "ltr"}]',
        '"@context": {"d": {"@id": "e:d", "@direction": "ltr"}}, "@graph": [], "d": "x"',
    ],
)
def test_base_directions_are_refused(body: str) -> None:
    text = f"{{{body}}}" if "@context" in body[:12] else document(body)
    text = text.replace('"e:d"', '"http://e/d"')
    found = problems(text)
    assert found
    assert all("base direction" in p.what for p in found)


@pytest.mark.parametrize(
    ("body", "again"),
    [
        ('"@id": "e:x", "name": 1, "name": 2', 25),
        ('"@id": "e:x", "e:p": {"name": 1, "name": 1}', 33),
        ('"@id": "e:x", "list": [{"name": 1, "name": 2}]', 35),
        ('"@id": "e:x", "n\\u0061me": 1, "name": 2', 30),
        ('"@id": "e:x", "label": {"en": "a", "en": "b"}', 35),
        ('"@id": "e:x", "part": {"@context": {"a": "e:a", "a": "e:b"}, "@id": "e:y"}', 48),
    ],
)
def test_a_key_written_twice_is_reported(body: str, again: int) -> None:
    (found,) = problems(document(body))
    assert "occurs twice" in found.what
    assert found.place[1:] == (2, again + 1)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("1000000000000000000000", "read as a double"),
        ("-12345678901234567890123", "read as a double"),
        ("0.12345678901234567890", "more digits"),
        ("3.00000000000000000001", "more digits"),
        ("1e400", "too large"),
        ("1234567890.12345678901", "more digits"),
    ],
)
def test_a_number_that_would_become_another_is_reported(number: str, words: str) -> None:
    for value in (number, f"[1, {number}]", f'{{"@value": {number}}}'):
        (found,) = problems(document(f'"@id": "e:x", "name": {value}'))
        assert words in found.what
        assert "@value" in found.remedy


@pytest.mark.parametrize("text", ['"x"', "[1]", '{"@value": 1}', '[{"@list": [1]}]', '{"@graph": ["x"]}'])
def test_a_value_outside_of_any_property_is_reported(text: str) -> None:
    (found,) = problems(text)
    assert "outside of any property" in found.what


NOTHING_LOST = [
    '"@id": "e:x", "name": "x", "none": 1, "part": null, "e:p": [], "e:q": {"@value": null}',
    '"@id": "e:x", "name": [1, 1.0, 1.5, 1e3, 0.1, true, "x"]',
    '"@id": "e:x", "label": {"en": ["a", "b"], "zh-Hans": "c", "@none": "d", "de": null}',
    '"@id": "e:x", "list": [1, [2, 3], {"@id": "e:y", "name": 1}, null]',
    '"@id": "e:x", "list": [], "e:l": {"@list": ["a"]}, "e:s": {"@set": ["a", "b"]}',
    '"@id": "e:x", "of": [{"@id": "e:y"}, {"name": 1}], "@reverse": {"part": {"@id": "e:z"}}',
    '"@id": "e:x", "byId": {"e:y": {"name": 1}, "_:b": {"name": 2}}',
    '"@id": "e:x", "byIndex": {"a": "e:y", "b": [{"name": 1}, null]}',
    '"@type": "Fixed", "inner": 1, "part": "_:b"',
    '"@id": "e:x", "e:p": {"@context": {"@vocab": "http://v/"}, "@type": "T", "any": "x"}',
    '"@id": "e:x", "e:p": {"@context": {"@base": "http://b/"}, "@id": "y", "part": ["#z", ""]}',
    '"@id": "e:g", "@graph": [{"@id": "e:x", "name": 1}, {"@id": "e:y"}]',
    '"@id": "e:x", "@index": "i", "e:j": {"@type": "@json", "@value": {"a": [1, null]}}',
]


@pytest.mark.parametrize("body", NOTHING_LOST)
def test_what_loses_nothing_has_no_problem_and_its_triples_are_counted(body: str) -> None:
    text = document(body)
    found, stated = losses(text)
    assert found == []
    assert stated == len(list(parse(text.encode(), RdfFormat.JSON_LD))) > 0
    assert problems(text) == []


@pytest.mark.parametrize(("value", "stated", "read"), [("[[1, 2]]", 7, 5), ("[[1], [2]]", 9, 5), ("[[]]", 3, 1)])
def test_triples_that_the_parser_drops_for_a_reason_of_its_own_are_missed(value: str, stated: int, read: int) -> None:
    """The parser makes one list of a list of lists if the term is a list too."""
    (found,) = problems(document(f'"@id": "e:x", "list": {{"@list": {value}}}'))
    assert found.what == f"The number of triples that the file states ({stated}) is not that of those read ({read})."
    assert found.place == ("new.jsonld", 1, 1)


@pytest.mark.parametrize("value", ['"a"', '["a"]', '[{"@type": "http://e/T"}]', "1", '[["http://e/y"]]'])
def test_values_by_type_that_the_parser_misreads_are_refused(value: str) -> None:
    context = '{"byType": {"@id": "http://e/byType", "@type": "@id", "@container": "@type"}}'
    (found,) = problems(f'{{"@context": {context},\n"@id": "http://e/x", "byType": {value}}}')
    assert "only be read if it is a map" in found.what
    assert found.place == ("new.jsonld", 2, 32)


def test_maps_by_type_that_the_parser_refuses_are_explained() -> None:
    context = '{"byType": {"@id": "http://e/byType", "@container": "@type"}}'
    (found,) = problems(
        f'{{"@context": {context}, "@id": "http://e/x",\n"byType": {{"http://e/T": {{"@id": "_:a"}}}}}}'
    )
    assert found.place.line == 2
    assert "can only have IRIs as values" in found.remedy


@pytest.mark.parametrize(
    "text",
    [
        '{"@context": {"a": {"@container": "@graph"}}, "a": {"@list": "x"}}',
        '{"@context": {"a": {"@id": "http://e/a", "@container": ["@graph", "@id"]}}, "a": [{"@list": []}]}',
        '{"@context": {"a": {"@container": "\\u0040graph"}}, "a": {"\\u0040list": "x"}}',
        '{"@context": {"l": "@list", "a": {"@id": "http://e/a", "@container": "@graph"}}, "a": {"l": "x"}}',
        '{"@context": {"a": {"@container": "@graph"}}, "a": {"@set": 1.5}}',
        '[{"@context": [{"l": {"@id": "@list"}}, {"a": {"@container": ["@graph"]}}], "a": {"l": "x"}}]',
    ],
)
def test_what_would_end_the_process_never_reaches_the_parser(text: str) -> None:
    (found,) = problems(text)
    assert "cannot be read in a file" in found.what
    assert found.place.column > 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[\n{"@id": "http://e/x",\n"http://e/p":\n{"@value": 1,\n"x": 2}}]', 5),
        ('{"@id": "http://e/x",\n"@id": "http://e/y"}', 2),
        ('{"http://e/p": 1,\n\n"@id": 7}', 3),
    ],
)
def test_an_error_of_the_parser_without_a_place_gets_the_line(text: str, line: int) -> None:
    (found,) = problems(text)
    assert found.place.line == line


def test_many_losses_end_like_other_problems() -> None:
    keys = ", ".join(f'"key{i}": {i}' for i in range(3 * MAX_PROBLEMS))
    assert len(problems(document(keys))) == MAX_PROBLEMS


def test_many_terms_do_not_stop_the_check() -> None:
    terms = ", ".join(f'"t{i}": "http://e/{i}"' for i in range(6_000))
    nodes = ", ".join('{"@context": {"x": "http://e/x"}, "x": 1}' for _ in range(1_000))
    (found,) = problems(f'{{"@context": {{{terms}}}, "@graph": [{nodes}]}}')
    assert "too large" in found.what


def test_exports_of_the_graph_lose_nothing(graph: LunarGraph) -> None:
    text = write(graph.export(thing="change-6"), format_named("jsonld", "triples"))
    found, stated = losses(text)
    assert found == []
    assert stated == len(list(parse(text.encode(), RdfFormat.JSON_LD)))


IRIS = st.sampled_from(["http://e/a", "http://e/b", "urn:c", "http://e/嫦娥"]).map(NamedNode)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
LITERALS = st.one_of(
    TEXTS.map(Literal),
    st.builds(lambda text, tag: Literal(text, language=tag), TEXTS, st.sampled_from(["en", "zh-hans"])),
    st.integers().map(Literal),
    st.builds(lambda text, kind: Literal(text, datatype=kind), TEXTS, IRIS),
)


@given(st.lists(st.builds(Quad, IRIS, IRIS, st.one_of(IRIS, LITERALS)), min_size=1, max_size=6))
def test_what_a_program_wrote_is_read_back_whole(quads: list[Quad]) -> None:
    content = serialize(quads, format=RdfFormat.JSON_LD)
    assert content is not None
    found = read_bytes(content, "new.jsonld", RdfFormat.JSON_LD)
    assert found.problems == []
    assert set(found.triples) == {quad.triple for quad in quads}


KEYS = st.sampled_from([*CONTEXT, "e:k", "@type", "@graph", "@index", "@set", "@list", "@included", "wording", "@foo"])
SCALARS = st.sampled_from(["e:a", "e:a b", "rel", "Fixed", 1, 1.5, True, None, "_:b", "en"])
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(KEYS, inner, max_size=3),
        st.fixed_dictionaries({"@value": SCALARS}),
        st.fixed_dictionaries({"@id": st.sampled_from(["e:x", "y", "_:c"])}),
    ),
    max_leaves=8,
)


@given(st.dictionaries(KEYS, VALUES, max_size=4), st.booleans())
def test_no_document_yields_fewer_triples_than_it_states(members: dict[str, object], scoped: bool) -> None:
    text = json.dumps({"@context": CONTEXT, **({"@type": "Fixed"} if scoped else {}), **members})
    try:
        read = len(list(parse(text.encode(), RdfFormat.JSON_LD)))
    except SyntaxError:
        assume(False)
    found, stated = losses(text)
    assert found or stated == read or text.count("@list") > 1


@pytest.mark.parametrize("container", ["@index", "@id"])
def test_a_map_in_a_node_whose_type_has_a_context_is_a_loss(container: str) -> None:
    inner = '"Inner": {"@id": "http://a/Inner", "@context": {"foo": "http://a/inner"}}'
    context = f'{{"p": {{"@id": "http://a/p", "@container": "{container}"}}, "foo": "http://a/foo", {inner}}}'
    text = f'{{"@context": {context}, "@type": "%s", "p": {{"http://a/k": {{"foo": "x"}}}}}}'
    (loss,) = losses(text % "Inner")[0]
    assert text.replace("%s", "Inner").index('{"foo": "x"}') == loss.start
    assert "would be read wrongly" in loss.what
    assert losses(text % "http://a/Other") == ([], 3)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"http://a/p": {"@list": ["a", ["b"]]}}', 31),
        ('{"http://a/p": {"@list": [[]]}}', 26),
        ('{"http://a/p": {"@list": [{"@list": ["b"]}]}}', None),
        ('{"@context": {"p": {"@id": "http://a/p", "@container": "@list"}}, "p": [["b"], []]}', None),
    ],
)
def test_an_array_in_a_list_is_a_loss_where_programs_differ(text: str, place: int | None) -> None:
    assert [loss.start for loss in losses(text)[0]] == ([] if place is None else [place])
