"""The door for triples: what it takes, what it answers, and what it refuses."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from urllib.parse import urlencode

import pytest

from hang_limit import HANG_S, join, until
from ilrs_graph import LunarGraph
from ilrs_graph.errors import LimitReached
from ilrs_graph.sandbox.checker import CHECKS, Checker
from ilrs_graph.web.gate import Costs
from ilrs_graph.web.multipart import MULTIPART
from ilrs_graph.web.protocol import FORM, MAX_BODY

from .client import QUIET, Answer, Client

PATIENT = QUIET._replace(checks=CHECKS._replace(wall_s=HANG_S, cpu_s=int(HANG_S)), costs=Costs(per_minute=10_000))
LINE = "mission:change-6 ilrs:statu status:flown ."
TURTLE, JSON = "text/turtle", "application/json"
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="there the whole network 127 is this machine")


@pytest.fixture(scope="module")
def client(serve: Callable[..., Client], small_graph: LunarGraph) -> Client:
    return serve(small_graph.current, PATIENT)


def form(*fields: tuple[str, str, str]) -> bytes:
    """Return a form of names, names of files and contents, as a browser sends it."""
    parts = [
        f'--xx\r\nContent-Disposition: form-data; name="{name}"'
        + (f'; filename="{file}"\r\nContent-Type: text/plain' if file else "")
        + f"\r\n\r\n{content}\r\n"
        for name, file, content in fields
    ]
    return "".join([*parts, "--xx--\r\n"]).encode()


def sent(client: Client, *fields: tuple[str, str, str], path: str = "/check", accept: str = "text/html") -> Answer:
    return client.post(form(*fields), f"{MULTIPART}; boundary=xx", path, Accept=accept)


def codes(answer: Answer) -> list[str]:
    assert answer.status == 200, answer.text
    return [finding["code"] for finding in answer.json["findings"]]


def test_a_browser_sees_findings_under_their_lines(client: Client) -> None:
    page = client.get("/check", "text/html")
    assert 'enctype="multipart/form-data"' in page.text
    answer = sent(client, ("text", "", LINE), ("syntax", "", ""), ("file", "", ""))
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "<mark>ilrs:statu</mark>" in answer.text
    assert "Did you mean ilrs:status" in answer.text
    assert answer.headers["cache-control"] == "no-store"
    chinese = sent(client, ("text", "", LINE), path="/check?lang=zh")
    assert "检查结果" in chinese.text
    assert "ilrs:statu" in chinese.text
    assert client.get("/check?lang=zh", "text/html").text.count("检查三元组") == 2


def test_a_script_gets_json_and_the_other_forms(client: Client) -> None:
    answer = client.post(LINE, TURTLE, "/check")
    assert answer.headers["content-type"] == JSON
    assert answer.headers["access-control-allow-origin"] == "*"
    (found,) = answer.json["findings"]
    assert (found["code"], found["file"], found["line"], found["column"]) == ("unknown-term", "pasted", 1, 18)
    assert answer.json["read"] == [{"file": "pasted", "triples": 1, "rows": 0, "removed": False}]
    text = client.post(LINE, TURTLE, "/check?format=text").text
    assert text.startswith("pasted:1:18: violation: mission:change-6 (Chang'e 6): There is no term ilrs:statu.")
    assert client.post(LINE, TURTLE, "/check", Accept="application/sarif+json").json["version"] == "2.1.0"
    assert client.post(LINE, TURTLE, "/check?format=html").headers["content-type"].startswith("text/html")


def test_all_ways_to_send_a_text(client: Client) -> None:
    unknown = ["unknown-term"]
    assert codes(client.post(urlencode({"text": LINE}), FORM, "/check")) == unknown
    assert codes(client.post(LINE, "text/plain; charset=utf-8", "/check")) == unknown
    assert codes(sent(client, ("text", "", LINE), ("syntax", "", "turtle"), accept=JSON)) == unknown
    assert codes(sent(client, ("text", "", ""), ("file", "draft.txt", LINE), accept=JSON)) == unknown
    file = sent(client, ("text", "", "x"), ("file", "/home/ada/嫦娥.ttl", "<urn:a> <urn:b>"), accept=JSON)
    assert [finding["file"] for finding in file.json["findings"]] == ["嫦娥.ttl"]
    sheet = "member,programme,sources\nx,y,z\n"
    for answer in (
        client.post(sheet, "text/csv", "/check"),
        client.post(sheet, "text/plain", "/check"),
        sent(client, ("text", "", sheet), ("syntax", "", "sheet"), accept=JSON),
        sent(client, ("file", "new.csv", sheet), accept=JSON),
    ):
        assert "membership" in answer.json["findings"][0]["message"]
    assert codes(client.post('{"@context": "http://127.0.0.1:9/", "@id": "urn:a"}', "application/ld+json", "/check"))
    assert codes(client.post(b"\x00\xff", TURTLE, "/check")) == ["syntax"]
    assert codes(client.post(b"", TURTLE, "/check")) == ["empty"]


@pytest.mark.parametrize(
    ("kind", "body", "path", "status", "word"),
    [
        (TURTLE, b" " * (MAX_BODY + 1), "/check", 413, "size"),
        ("image/png", b"x", "/check", 415, "text/turtle"),
        (FORM, b"<urn:a> a <urn:b> .", "/check", 400, "text/turtle"),
        (FORM, b"syntax=turtle", "/check", 400, "no text"),
        (FORM, b"text=a&syntax=turtel", "/check", 400, "did you mean turtle"),
        (FORM, "text=é".encode("latin-1"), "/check", 400, "not a form"),
        (MULTIPART, b"x", "/check", 400, "boundary"),
        (TURTLE, b"", "/check?format=jsn", 400, "jsn"),
        (TURTLE, b"", "/check?lang=fr", 400, "use en or zh"),
    ],
)
def test_what_is_wrong_is_said(kind: str, body: bytes, path: str, status: int, word: str, client: Client) -> None:
    answer = client.post(body, kind, path)
    assert answer.status == status
    assert word in answer.text
    assert answer.headers["content-type"] == "application/problem+json"


def test_methods(client: Client) -> None:
    assert client.post(LINE, TURTLE, "/check", Accept="image/png").status == 406
    assert client.request("PUT", "/check", b"x").headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert "POST" in client.request("OPTIONS", "/check").headers["access-control-allow-methods"]
    head = client.request("HEAD", "/check")
    assert (head.status, head.body) == (200, b"")


def test_nothing_is_stored_and_no_path_is_told(client: Client, small_graph: LunarGraph) -> None:
    root = small_graph.root.path
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    texts = [LINE, "mission:change-6 rdfs:label 'Changed'@en .", "<urn:a> <urn:b", '{"@id": 1}', "<a", "a,b\n1,2"]
    answers = [client.post(text, "text/plain", "/check") for text in texts]
    answers += [sent(client, ("file", "../../../etc/passwd", text)) for text in texts]
    for answer in answers:
        assert answer.status == 200
        assert str(root) not in answer.text
        assert "/tmp" not in answer.text
        assert "../" not in answer.text
    assert before == {path: path.stat().st_mtime_ns for path in root.rglob("*")}


@pytest.mark.parametrize(
    ("limit", "status", "word"),
    [
        (LimitReached("time", "20 s"), 504, "the check was not done after 20 s"),
        (LimitReached("memory", "9 MB"), 500, "the check needs more memory than 9 MB"),
        (LimitReached("process"), 500, "the process of the check ended"),
    ],
)
def test_a_limit_is_named(
    limit: LimitReached, status: int, word: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def check(*_: object) -> None:
        raise limit

    monkeypatch.setattr(Checker, "check", check)
    answer = client.post(LINE, TURTLE, "/check")
    assert (answer.status, answer.json["limit"], answer.json["detail"]) == (status, limit.limit, word)


@LINUX
def test_a_long_check_is_ended_with_its_client_and_others_wait_their_turn(client: Client) -> None:
    gate, checker = client.service.gate, client.service.checker
    codes(client.post(LINE, TURTLE, "/check"))
    ended = checker.replaced
    many = "".join(f"mission:m-{number} a ilrs:Mission .\n" for number in range(9_000))
    found: list[Answer] = []
    thread = threading.Thread(target=lambda: found.append(client.post(many, TURTLE, "/check")), name="first")
    thread.start()
    until(lambda: gate.running, "the check")
    answer = client.post(LINE, TURTLE, "/check")
    assert (answer.status, answer.json["limit"]) == (429, "client")
    assert int(answer.headers["retry-after"]) > 0
    assert client.ask("ASK {}").text == "true"
    assert client.get("/healthz").status == 200
    until(lambda: checker.running, "the process")
    os.kill(checker._starting.result().process.pid, signal.SIGKILL)  # type: ignore[union-attr]
    join(thread)
    assert (found[0].status, found[0].json["limit"]) == (500, "process")
    assert codes(client.post(LINE, TURTLE, "/check")) == ["unknown-term"]
    assert checker.replaced == ended + 1


def test_a_graph_of_another_day_checks_nothing(serve: Callable[..., Client], small_graph: LunarGraph) -> None:
    past = serve(small_graph.reading("2024-06-01"), PATIENT)
    assert "This server shows a past day" in past.get("/check", "text/html").text
    assert past.post(LINE, TURTLE, "/check").status == 400
    assert past.service.checker._starting is None
