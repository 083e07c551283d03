"""Pushing: the same triples arrive, the old graph stays until the new one is whole, each failure is one sentence."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple, serialize

from graph_store import Fault, GraphStore
from ilrs_graph import LunarGraph
from ilrs_graph.errors import EndpointError, InputError, UsageError
from ilrs_graph.views.lexical_forms import facts_in_store_form
from scripted import Reply, Scripted, Seen, scripted

GRAPH = "https://w3id.org/ilrs-graph/dataset"
OLD = Triple(NamedNode("urn:old"), NamedNode("urn:old"), NamedNode("urn:old"))
PATHS = {"oxigraph": "", "fuseki": "/ds", "rdf4j": "/repositories/moon", "blazegraph": "/bigdata/namespace/kb/sparql"}


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ilrs_graph.remote.http.time.sleep", lambda _: None)


@contextmanager
def serving(kind: str, fault: Fault = lambda _: None) -> Iterator[tuple[GraphStore, Scripted, str]]:
    """Serve a store that holds one old triple in each graph, and return its address."""
    store = GraphStore(kind, fault)
    for name in (NamedNode(GRAPH), NamedNode("urn:other"), DefaultGraph()):
        store.store.add(Quad(*OLD, name))
    with scripted(store) as server:
        yield store, server, server.url + PATHS[kind]


def expected(graph: LunarGraph, **selection: bool) -> set[Triple]:
    return {Triple(*fact) for fact in facts_in_store_form(tuple(t) for t in graph.export(**selection))}


@pytest.mark.parametrize("kind", PATHS)
def test_a_push_replaces_one_graph(kind: str, small_graph: LunarGraph) -> None:
    with serving(kind) as (store, _, url):
        done = small_graph.push(url)
        again = small_graph.push(url, verify=True)
        assert store.triples(GRAPH) == expected(small_graph)
        assert store.triples("urn:other") == store.triples(None) == {OLD}
        assert store.graphs == {GRAPH, "urn:other"}
    assert (done.server, done.triples, done.differences) == (kind, len(expected(small_graph)), None)
    assert again.differences == ()


@pytest.mark.parametrize("kind", ["oxigraph", "fuseki", "blazegraph"])
def test_the_default_graph_is_replaced_if_it_is_wanted(kind: str, small_graph: LunarGraph) -> None:
    with serving(kind) as (store, _, url):
        small_graph.push(url, default_graph=True, asserted=True)
        assert store.triples(None) == expected(small_graph, asserted=True)
        assert store.graphs == {GRAPH, "urn:other"}


def test_a_server_of_any_kind_takes_updates(small_graph: LunarGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ilrs_graph.remote.steps.BATCH", 500)
    with serving("oxigraph") as (store, server, url):
        small_graph.push(f"{url}/query", update=f"{url}/update", named_graph="urn:new#1", verify=True)
        assert store.triples("urn:new#1") == expected(small_graph)
        assert {seen.method for seen in server.seen} == {"POST"}
        assert sum(b"INSERT DATA" in seen.body for seen in server.seen) == -(-len(list(small_graph.export())) // 500)
        assert store.graphs == {GRAPH, "urn:other", "urn:new#1"}


def failing(at: str, reply: Reply) -> Fault:
    """Return a fault of each request whose body or path has these words."""
    return lambda seen: reply if at in f"{seen.method} {seen.path} {seen.body[:200]!r}" else None


FAULTS = [
    ("PUT", Reply(401), r"asks for a login \(401\)"),
    ("PUT", Reply(403), r"does not allow the graph \(403\)"),
    ("PUT", Reply(413), r"does not accept \d+\.\d MB at once \(413\)"),
    ("PUT", Reply(503), r"is not available now \(503 Service Unavailable\)"),
    ("PUT", Reply(507, {}, b"disk full"), "refused the graph: 507 Insufficient Storage: disk full"),
    ("PUT", Reply(302, {"Location": "http://203.0.113.1/"}), "redirects to another server, http://203.0.113.1/"),
    ("COUNT", Reply(200, {"Content-Type": "text/html"}, b"<p>"), "the answer is not a number of triples"),
    ("COPY", Reply(500, {}, b"no memory"), "refused the update: 500 Internal Server Error: no memory"),
]


@pytest.mark.parametrize(("at", "reply", "message"), FAULTS, ids=[f"{at}-{reply.status}" for at, reply, _ in FAULTS])
def test_a_push_that_fails_leaves_the_old_graph_and_nothing_beside_it(
    at: str, reply: Reply, message: str, small_graph: LunarGraph
) -> None:
    with serving("fuseki", failing(at, reply)) as (store, _, url):
        with pytest.raises(EndpointError, match=message) as found:
            small_graph.push(url)
        assert store.triples(GRAPH) == {OLD}
        assert store.graphs == {GRAPH, "urn:other"}
    assert "\n" not in found.value.message


def test_triples_that_get_lost_are_noticed_before_the_old_graph_is_replaced(small_graph: LunarGraph) -> None:
    def losing(seen: Seen) -> Reply | None:
        """Read half of the graph and say that all is well, as Fuseki does if the connection ends."""
        if seen.method != "PUT":
            return None
        half = serialize(list(small_graph.export())[:50], format=RdfFormat.TURTLE)
        return store.answer(seen._replace(body=half, headers={}))

    with serving("fuseki", losing) as (store, _, url):
        with pytest.raises(EndpointError, match=r"has 50 of [\d,]+ triples, so <https.*> is unchanged"):
            small_graph.push(url)
        assert store.triples(GRAPH) == {OLD}
        assert store.graphs == {GRAPH, "urn:other"}


def test_ctrl_c_leaves_the_old_graph(small_graph: LunarGraph) -> None:
    def stop(words: str) -> None:
        if words.startswith("counting"):
            raise KeyboardInterrupt

    with serving("fuseki") as (store, _, url):
        with pytest.raises(KeyboardInterrupt):
            small_graph.push(url, log=stop)
        assert store.triples(GRAPH) == {OLD}
        assert store.graphs == {GRAPH, "urn:other"}


def test_a_request_whose_answer_is_lost_is_sent_again_without_harm(small_graph: LunarGraph) -> None:
    seen_before: set[bytes] = set()

    def forgetful(seen: Seen) -> Reply | None:
        if b"COPY" not in seen.body or seen.body in seen_before:
            return None
        seen_before.add(seen.body)
        store.answer(seen)
        return Reply(502)

    with serving("fuseki", forgetful) as (store, _, url):
        small_graph.push(url, verify=True)
        assert store.triples(GRAPH) == expected(small_graph)


def test_verify_tells_what_differs(small_graph: LunarGraph, run: Callable[..., CompletedProcess[str]]) -> None:
    def adding(seen: Seen) -> Reply | None:
        if seen.method == "PUT":
            reply = store.answer(seen)
            store.store.add(Quad(*OLD, NamedNode(GRAPH)))
            return reply
        return None

    with serving("oxigraph", adding) as (store, _, url):
        count = len(expected(small_graph))
        done = run("push", url, "--verify", "--root", str(small_graph.root.path))
    assert done.returncode == 1
    assert done.stdout.endswith(f"{url} (oxigraph): {count:,} triples; verified, and it differs\n")
    assert f"error: the server has {count + 1:,} triples, not {count:,}\n" in done.stderr


@pytest.fixture
def revised(small_root: Path, tmp_path: Path) -> LunarGraph:
    """A graph in a repository: its revision `HEAD`, and a changed label in its files."""
    root = tmp_path / "root"
    shutil.copytree(small_root, root)
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "first"]):
        subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *words], cwd=root, check=True)
    graph = LunarGraph(root)
    file = next(path for path in graph.root.data if "rdfs:label" in path.read_text(encoding="utf-8"))
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('rdfs:label "', 'rdfs:label "New ', 1), encoding="utf-8")
    return graph


@pytest.mark.parametrize("kind", ["fuseki", "oxigraph"])
def test_only_the_difference_to_a_revision_is_sent(kind: str, revised: LunarGraph) -> None:
    with serving(kind) as (store, server, url):
        with pytest.raises(UsageError, match=r"since: <https://.*> states no version, not HEAD"):
            revised.push(url, since="HEAD")
        subprocess.run(["git", "stash", "-q"], cwd=revised.root.path, check=True)
        LunarGraph(revised.root.path).push(url)
        subprocess.run(["git", "stash", "pop", "-q"], cwd=revised.root.path, check=True)
        server.seen.clear()
        done = revised.push(url, since="HEAD", verify=True)
        assert store.triples(GRAPH) == expected(revised)
        largest = max(
            server.seen, key=lambda seen: len(seen.body) if "form" not in seen.headers.get("content-type", "") else 0
        )
        assert largest.method == ("PATCH" if kind == "fuseki" else "POST")
        assert b"New " in largest.body
        assert len(largest.body) < 10_000
        again = revised.push(url, since="HEAD")
        assert store.triples(GRAPH) == expected(revised)
    assert (done.is_new, done.differences, again.is_new) == (True, (), False)


def test_a_difference_is_refused_if_the_server_holds_another_version(revised: LunarGraph) -> None:
    with serving("oxigraph") as (store, _, url):
        revised.push(url, asserted=True)
        before = store.triples(GRAPH)
        with pytest.raises(UsageError, match=r"since: <https://.*> holds version .* \(\w{12}\), not HEAD \(\w{12}\)"):
            revised.push(url, since="HEAD")
        assert store.triples(GRAPH) == before
        with pytest.raises(InputError, match="'nowhere' is no git revision"):
            revised.push(url, since="nowhere", asserted=False, ontology=True)


def test_a_dry_run_prints_the_requests_and_connects_to_nothing(
    small_graph: LunarGraph, run: Callable[..., CompletedProcess[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("push", "http://localhost:3030/ds", "--root", str(small_graph.root.path), "--dry-run")
    env = {"ILRS_GRAPH_PASSWORD": "Secret7"}
    done = run(*words, "--kind", "fuseki", "--user", "Ada", env=env)
    assert done.returncode == 0
    heads = [line for line in done.stdout.splitlines() if not line.startswith(" ")]
    assert heads == [
        "PUT http://localhost:3030/ds/data?graph=https%3A%2F%2Fw3id.org%2Filrs-graph%2Fdataset%23incoming",
        "POST http://localhost:3030/ds/query",
        "POST http://localhost:3030/ds/update",
        "POST http://localhost:3030/ds/update",
    ]
    assert "Authorization: that of Ada" in done.stdout
    assert "Secret7" not in done.stdout + done.stderr
    unknown = run(*words)
    assert unknown.returncode == 2
    assert unknown.stderr.startswith("error: --dry-run: nothing is sent, so the kind of server cannot be asked for\n")


URL = "http://127.0.0.1:9/"
WRONG: list[tuple[dict[str, object], str]] = [
    ({"url": "nowhere"}, "url: 'nowhere' is not an http or https address"),
    ({"kind": "mysql"}, "kind: 'mysql' is not a known kind of server"),
    ({"update": "ftp://a"}, "update: 'ftp://a' is not an http or https address"),
    ({"named_graph": "a b"}, "named_graph: 'a b' is not an absolute IRI"),
    ({"named_graph": "urn:a", "default_graph": True}, "cannot be combined"),
    ({"kind": "fuseki", "update": URL}, "cannot be combined"),
    ({"kind": 7}, "kind: 7 is not text"),
    ({"verify": "yes"}, "verify: 'yes' is not a truth value"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG, ids=[message[:20] for _, message in WRONG])
def test_wrong_arguments_are_named(arguments: dict[str, object], message: str, small_graph: LunarGraph) -> None:
    with pytest.raises(UsageError, match=message):
        small_graph.push(**{"url": URL, **arguments})  # type: ignore[arg-type]


def test_a_graph_on_a_server_is_not_pushed() -> None:
    with pytest.raises(UsageError, match="a graph on a server cannot be pushed"):
        LunarGraph(endpoint=URL).push(URL)


def test_a_server_of_an_unknown_kind_is_asked_for_its_kind(small_graph: LunarGraph) -> None:
    with scripted(lambda _: Reply(200)) as server, pytest.raises(UsageError, match="the kind of server cannot be told"):
        small_graph.push(server.url)
