"""The interface for programs: valid OpenAPI, complete, and true of what the server answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any
from urllib.parse import urlencode

import jsonschema
import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.web.openapi import PATH, document

from .client import QUIET, Client


@pytest.fixture(scope="module")
def client(serve: Callable[..., Client], graph: LunarGraph) -> Client:
    return serve(graph.current, QUIET._replace(base_path="/base"))


@pytest.fixture(scope="module")
def interface(client: Client) -> Any:
    return client.get(PATH).json


def test_it_is_valid(interface: Any) -> None:
    validator = pytest.importorskip("openapi_spec_validator")
    validator.validate(interface)
    one = deepcopy(interface | {"paths": {"/find.json": interface["paths"]["/find.json"]}})
    del one["paths"]["/find.json"]["get"]["responses"]["200"]["description"]
    with pytest.raises(validator.validation.exceptions.OpenAPIValidationError):
        validator.validate(one)


def test_every_question_is_there_with_its_parameters_and_columns(graph: LunarGraph) -> None:
    interface = json.loads(document(graph.current, ""))
    assert len([path for path in interface["paths"] if path.startswith("/ask/")]) == 2 * len(graph.questions)
    for slug, question in graph.questions.items():
        asked = interface["paths"][f"/ask/{slug}.json"]["get"]
        assert {each["name"] for each in asked["parameters"] if "name" in each} == {p.name for p in question.parameters}
        answer = interface["components"]["schemas"][f"Answer-{slug}"]["properties"]
        assert set(question.columns) <= set(answer["rows"]["items"]["properties"])


@pytest.mark.parametrize("slug", ["far-side-partners", "mission-slips", "positions"])
def test_an_answer_is_as_the_interface_says(slug: str, interface: Any, client: Client) -> None:
    operation = interface["paths"][f"/ask/{slug}.json"]["get"]
    given = {each["name"]: each["example"] for each in operation["parameters"] if "example" in each}
    first = dict(list(given.items())[:1])
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"] | interface
    found = client.get(f"/ask/{slug}.json?{urlencode(first)}").json
    validator = jsonschema.Draft202012Validator(schema)
    validator.validate(found)
    assert found["rows"]
    del found["rows"][0]["evidence"]
    assert [error.message for error in validator.iter_errors(found)] == ["'evidence' is a required property"]


def test_the_list_of_questions_and_a_search_are_as_the_interface_says(interface: Any, client: Client) -> None:
    for path in ("/ask.json", "/find.json?q=Chang%27e+6"):
        operation = interface["paths"][path.partition("?")[0]]["get"]
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"] | interface
        found = client.get(path).json
        jsonschema.Draft202012Validator(schema).validate(found)
        assert "change-6" in json.dumps(found)


def test_findings_are_as_the_interface_says(interface: Any, client: Client) -> None:
    operation = interface["paths"]["/check"]["post"]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"] | interface
    found = client.post("mission:change-6 ilrs:statu status:flown .", "text/turtle", "/check").json
    jsonschema.Draft202012Validator(schema).validate(found)
    assert found["findings"][0]["code"] == "unknown-term"
    for media_type in operation["requestBody"]["content"]:
        assert client.post("", media_type, "/check").status == 200
    assert client.post("", "text/turtle", "/check", Accept="application/sarif+json").status == 200


def test_a_thing_has_every_form_that_the_interface_lists(interface: Any, client: Client) -> None:
    operation = interface["paths"]["/id/{type}/{slug}"]["get"]
    for media_type in operation["responses"]["200"]["content"]:
        found = client.get("/id/mission/queqiao", media_type)
        assert found.headers["content-type"].partition(";")[0] == media_type
    suffixes = interface["paths"]["/id/{type}/{slug}.{suffix}"]["get"]["parameters"][-1]["schema"]["enum"]
    assert {client.get(f"/id/mission/queqiao.{suffix}").status for suffix in suffixes} == {200}


def test_a_problem_is_as_the_interface_says(interface: Any, client: Client) -> None:
    schema = {"$ref": "#/components/schemas/Problem"} | interface
    for path in ("/ask/launch-dates.json?mission=no-such", "/ask/no-such.json", "/find.json", "/sparql?query=x"):
        found = client.get(path)
        assert found.status in (400, 404)
        jsonschema.Draft202012Validator(schema).validate(found.json)


def test_the_addresses_begin_with_the_path_of_the_server(interface: Any, client: Client) -> None:
    assert interface["servers"] == [{"url": "/base"}]
    found = client.get(PATH)
    assert client.get(PATH, If_None_Match=found.headers["etag"]).status == 304
    assert found.headers["access-control-allow-origin"] == "*"


def test_changes_are_there_with_their_feed_as_the_server_answers_them(interface: Any, client: Client) -> None:
    page, feed = (interface["paths"][path]["get"] for path in ("/changes", "/changes.atom"))
    assert {each["name"] for each in page["parameters"] if "name" in each} == {"from", "to", "against"}
    for path, operation in (("/changes?from=2026-09-01&to=2026-09-02", page), ("/changes.atom", feed)):
        (kind,) = operation["responses"]["200"]["content"]
        answer = client.get(path)
        assert (answer.status, answer.headers["content-type"].partition(";")[0]) == (200, kind)
    assert client.get("/changes?from=soon").status == 400
