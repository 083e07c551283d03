"""Logins: the password of the environment or of netrc, Basic and Digest when asked, never over plain http elsewhere."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from ilrs_graph import LunarGraph
from ilrs_graph.errors import EndpointError, InputError, UsageError
from ilrs_graph.remote.login import Challenge, Login
from scripted import Reply, Seen, scripted, yes

ADA = Login("Ada", "pass: wörd")
BASIC = "Basic QWRhOnBhc3M6IHfDtnJk"


@pytest.fixture(autouse=True)
def netrc(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An absent file of netrc, and no login in the environment."""
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    for name in ("ILRS_GRAPH_PASSWORD", "ILRS_GRAPH_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "netrc"


def asking_for(challenge: str, right: Callable[[str], bool]) -> Callable[[Seen], Reply]:
    """Return a server that gives its answer for the right `Authorization` alone."""
    refused = Reply(401, {"WWW-Authenticate": challenge})
    return lambda seen: yes() if right(seen.headers.get("authorization", "")) else refused


def test_a_password_is_sent_when_it_is_asked_for_and_at_once_from_then_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ILRS_GRAPH_PASSWORD", "pass: wörd")
    with scripted(asking_for('Basic realm="x"', lambda sent: sent == BASIC)) as server:
        graph = LunarGraph(endpoint=server.url, user="Ada")
        assert graph.query("ASK {}") is True
        assert graph.query("ASK {}") is True
    assert [seen.headers.get("authorization") for seen in server.seen] == [None, BASIC, BASIC]


def test_a_wrong_password_is_an_error_without_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ILRS_GRAPH_PASSWORD", "Secret7")
    with scripted(asking_for('Basic realm="x"', lambda sent: False)) as server:
        graph = LunarGraph(endpoint=server.url, user="Ada")
        with pytest.raises(EndpointError, match=r"refuses the login \(401\)") as found:
            graph.query("ASK {}")
    assert "Secret7" not in f"{found.value}{found.value.tip}{graph!r}"
    assert len(server.seen) == 2


def test_the_login_of_netrc_is_that_of_the_host_and_user(netrc: Path) -> None:
    netrc.write_text("machine 127.0.0.1 login Ada password sesame\n", encoding="utf-8")
    netrc.chmod(0o600)
    assert Login.for_server("http://127.0.0.1:1/", "Ada", {}).password == "sesame"
    for url, user in (("http://127.0.0.1:1/", "Bob"), ("https://example.org/", "Ada")):
        with pytest.raises(UsageError, match=f"the password of {user} is not known"):
            Login.for_server(url, user, {})
    assert not Login.for_server("http://127.0.0.1:1/", None, {})
    netrc.write_text("machine", encoding="utf-8")
    with pytest.raises(InputError, match="netrc cannot be read"):
        Login.for_server("http://127.0.0.1:1/", "Ada", {})


@pytest.mark.parametrize(("user", "variable"), [("Ada", "ILRS_GRAPH_PASSWORD"), (None, "ILRS_GRAPH_TOKEN")])
def test_no_login_goes_over_plain_http_to_another_machine(user: str | None, variable: str) -> None:
    with pytest.raises(UsageError, match=r"the login is not sent to example\.org over plain http"):
        Login.for_server("http://example.org/ds", user, {variable: "secret"})
    assert Login.for_server("https://example.org/ds", user, {variable: "secret"})
    assert Login.for_server("http://[::1]:3030/ds", user, {variable: "secret"})


def test_a_password_in_the_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(UsageError, match="has a user name or password in it") as found:
        LunarGraph(endpoint="https://Ada:Secret7@example.org/ds")
    assert "Secret7" not in str(found.value)


@pytest.mark.parametrize(
    ("algorithm", "response"),
    [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ],
)
def test_digest_is_that_of_the_examples_of_rfc_7616(algorithm: str, response: str) -> None:
    values = {
        "realm": "http-auth@example.org",
        "qop": "auth",
        "nonce": "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
        "opaque": "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS",
    }
    mufasa, cnonce = Login("Mufasa", "Circle of Life"), "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"
    header = mufasa._digest("GET", "/dir/index.html", values | {"algorithm": algorithm}, cnonce)
    assert f'response="{response}"' in header
    assert f'opaque="{values["opaque"]}"' in header


def test_digest_is_preferred_to_basic_and_answers_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ILRS_GRAPH_PASSWORD", ADA.password)

    def is_right(sent: str) -> bool:
        values = Challenge.read(sent).values

        def md5(text: str) -> str:
            return hashlib.md5(text.encode()).hexdigest()

        own, asked = md5(f"Ada:SPARQL:{ADA.password}"), md5(f"POST:{values.get('uri')}")
        parts = (own, "n", values.get("nc"), values.get("cnonce"), "auth", asked)
        return values.get("response") == md5(":".join(map(str, parts)))

    with scripted(asking_for('Digest realm="SPARQL", nonce="n", qop="auth"', is_right)) as server:
        assert LunarGraph(endpoint=f"{server.url}/sparql", user="Ada").query("ASK {}") is True
    assert len(server.seen) == 2
    both = ['Basic realm="x"', 'Digest realm="x", nonce="n", qop="auth-int, auth"']
    assert ADA.choose(both) == Challenge.read(both[1])
    unknown = 'Digest realm="x", nonce="n", algorithm="MD4"'
    assert ADA.choose([unknown, both[0]]) == Challenge.read(both[0])
    assert ADA.choose([unknown, "Negotiate"]) is None


def test_the_command_line_takes_user_and_graph(run: Callable[..., CompletedProcess[str]]) -> None:
    with scripted(asking_for('Basic realm="x"', lambda sent: sent == BASIC)) as server:
        words = ("query", "ASK {}", "--endpoint", server.url, "--user", "Ada", "--graph", "urn:g")
        done = run(*words, env={"ILRS_GRAPH_PASSWORD": ADA.password})
        assert (done.returncode, done.stdout) == (0, "true\n")
        assert b"default-graph-uri=urn%3Ag" in server.seen[-1].body
        lonely = run("query", "ASK {}", "--graph", "urn:g")
    assert lonely.returncode == 2
    assert lonely.stderr == "error: --graph needs --endpoint\n  tip: give --endpoint URL, or omit --graph\n"
