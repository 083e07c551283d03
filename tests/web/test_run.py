"""The server itself: where it listens, whom it believes, how it stops."""

from __future__ import annotations

import signal
import socket
import threading
from urllib.parse import quote

import pytest

from hang_limit import HANG_S, join, until
from ilrs_graph.errors import UsageError
from ilrs_graph.graph import Reading
from ilrs_graph.web import run
from ilrs_graph.web.service import Service

from .client import QUIET, running
from .test_sparql import LARGE, asked, everything


def test_a_port_in_use_is_an_error_with_a_tip() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"cannot listen at host 127.0.0.1, port {port}") as found:
            run.listening(run.Place(port=port))
    assert found.value.spelled(lambda name: "--" + name.replace("=", " "))[1] == "choose another --port N"


@pytest.mark.parametrize("host", ["nowhere.invalid", "192.0.2.1", "a" * 70 + ".example"])
def test_a_host_that_is_not_of_this_machine_is_an_error(host: str) -> None:
    with pytest.raises(UsageError, match="cannot listen at host"):
        run.listening(run.Place(host))


def test_the_address_is_one_for_a_browser() -> None:
    with run.listening(run.Place(port=0)) as listener:
        port = listener.getsockname()[1]
        assert run.address_of(listener, QUIET._replace(base_path="/moon")) == f"http://127.0.0.1:{port}/moon/"


def test_answers_that_have_begun_are_sent_before_the_server_stops(small: Reading) -> None:
    with running(small) as client:
        reader = asked(client, LARGE, buffer=4_096)
        until(lambda: client.service.pool.spooled > 500_000, "the answer")
        found: list[bytes] = []
        reading = threading.Thread(target=lambda: found.append(everything(reader)), name="reader")
        reading.start()
    join(reading)
    reader.close()
    assert found[0].count(b"\n") > 8_000
    assert not client.service.pool._workers or not any(each.lives for each in client.service.pool._workers)


def test_a_signal_before_the_server_answers_ends_its_application_too(
    small: Reading, caplog: pytest.LogCaptureFixture
) -> None:
    service = Service(small, QUIET)
    server = run.server_of(service, run.Place(port=0))
    server.handle_exit(signal.SIGTERM, None)
    with run.listening(run.Place(port=0)) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, name="server")
        thread.start()
        join(thread)
    assert server.started
    assert not any(each.lives for each in service.pool._workers)
    assert caplog.messages == []


@pytest.mark.parametrize(("trusted", "scheme"), [(None, "http"), ("127.0.0.1", "https"), ("192.0.2.1", "http")])
def test_only_a_trusted_proxy_says_how_a_client_came(trusted: str | None, scheme: str, small: Reading) -> None:
    with running(small, trusted_proxy=trusted) as client:
        path = "/sparql?query=" + quote("CONSTRUCT { <s> <p> 1 } {}")
        answer = client.get(path, "application/n-triples", X_Forwarded_Proto="https", X_Forwarded_For="203.0.113.7")
    assert answer.text.startswith(f"<{scheme}://")


def test_the_server_announces_itself_and_ends(small: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    announced: list[str] = []
    made: list[object] = []
    server_of = run.server_of
    monkeypatch.setattr(run, "server_of", lambda *given: made.append(server_of(*given)) or made[-1])
    thread = threading.Thread(target=run.serve, args=(small, run.Place(port=0), QUIET, announced.append), name="server")
    thread.start()
    until(lambda: announced, "the address")
    host, port = announced[0].removeprefix("http://").rstrip("/").split(":")
    with socket.create_connection((host, int(port)), timeout=HANG_S) as sock:
        sock.sendall(b"GET /healthz HTTP/1.0\r\n\r\n")
        assert b'"status": "ok"' in everything(sock)
    made[0].should_exit = True  # type: ignore[attr-defined]
    join(thread)
