"""Requests over HTTP with a login, retries and refusals in words, on the standard library.

A redirect is followed on the same server only. A server that is busy (429, 502, 503) is asked again after the time that
it names in `Retry-After`. An answer that comes before the whole body is sent, such as 413, is read.
"""

from __future__ import annotations

import http.client
import time
import urllib.request
from collections.abc import Callable, Mapping
from email.message import Message
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any, NamedTuple
from urllib.error import URLError
from urllib.parse import urljoin, urlsplit

from ..errors import EndpointError
from .address import is_loopback, same_server
from .login import PASSWORD, TOKEN, Challenge, Login

CONNECT_S = 15.0
"""Seconds in which a server must accept a connection."""
MOST_BYTES = 1_000_000_000
"""The largest answer that is read."""
WAIT_S = 60.0
"""Seconds to wait for a server that is busy, in all."""
_ATTEMPTS, _REDIRECTS = 4, 5
_BUSY = (429, 502, 503)
_MOVED = (301, 302, 303, 307, 308)
_CHUNK = 1 << 16


class Request(NamedTuple):
    """A request; `purpose` says in words what it does, as in "refused the query"."""

    method: str
    url: str
    headers: Mapping[str, str] = {}
    body: bytes | None = None
    purpose: str = "the query"


class Response(NamedTuple):
    """The answer to a request, whatever its status."""

    status: int
    headers: Message
    body: bytes = b""

    @property
    def media_type(self) -> str:
        """The media type without its parameters, in lower case."""
        return str(self.headers.get("Content-Type", "")).partition(";")[0].strip().lower()


class Client:
    """Sends requests with the same login and limit of time.

    Args:
        timeout: the seconds that a server may be silent.
        progress: called with the number of bytes of a body sent so far, and all.
        patient: a server that is busy is asked again even if it does not say when.
    """

    def __init__(
        self,
        login: Login | None = None,
        *,
        timeout: float,
        patient: bool = False,
        progress: Callable[[int, int], None] = lambda _, __: None,
    ) -> None:
        self._login = login or Login()
        self.timeout, self._patient, self._progress = timeout, patient, progress
        self._challenge: Challenge | None = None

    def limited(self, seconds: float) -> Client:
        """Return a client with the same login and another limit of time, which is not patient."""
        made = Client(self._login, timeout=seconds)
        made._challenge = self._challenge
        return made

    def send(self, request: Request) -> Response:
        """Send a request and return the answer.

        Raises:
            TimeoutError: the server has accepted the connection and does not answer in time.
            EndpointError: it cannot be reached, does not speak HTTP, redirects to another server or answers without
                end.
        """
        waited = 0.0
        for attempt in range(_ATTEMPTS):
            response = self._following(request)
            pause = self._pause(response, attempt)
            if pause is None or attempt == _ATTEMPTS - 1 or waited + pause > min(WAIT_S, self.timeout):
                return response
            time.sleep(pause)
            waited += pause
        raise AssertionError

    def fetch(self, request: Request) -> Response:
        """Send a request and return the answer if the server does what is asked.

        Raises:
            TimeoutError: as for `send`.
            EndpointError: as for `send`; or the server refuses.
        """
        response = self.send(request)
        if response.status >= 300:
            raise refusal(request, response, self._login)
        return response

    def _pause(self, response: Response, attempt: int) -> float | None:
        """Return the seconds to wait before the next attempt; None if there is none."""
        if response.status not in _BUSY:
            return None
        stated = _retry_after(response)
        return stated if stated is not None else float(2**attempt) if self._patient else None

    def _following(self, request: Request) -> Response:
        for _ in range(_REDIRECTS):
            response = self._with_login(request)
            where = response.headers.get("Location")
            if response.status not in _MOVED or where is None:
                return response
            target = urljoin(request.url, where)
            if not same_server(request.url, target):
                raise EndpointError(
                    f"{request.url} redirects to another server, {target}, which is not followed",
                    tip="use that address if you trust it",
                )
            request = request._replace(url=target)
            if response.status == HTTPStatus.SEE_OTHER:
                request = request._replace(method="GET", body=None)
        raise EndpointError(f"{request.url} redirects again and again", tip="check the address")

    def _with_login(self, request: Request) -> Response:
        response = self._once(request)
        if response.status == HTTPStatus.UNAUTHORIZED:
            found = self._login.choose(response.headers.get_all("WWW-Authenticate", []))
            if found is not None and found != self._challenge:
                self._challenge = found
                response = self._once(request)
        return response

    def _once(self, request: Request) -> Response:
        try:
            authorization = self._login.header(request.method, _target(request.url), self._challenge)
            headers = {**request.headers, **({"Authorization": authorization} if authorization else {})}
            sent = urllib.request.Request(request.url, request.body, headers, method=request.method)
            with self._opener(request.url).open(sent, timeout=self.timeout) as answer:
                return Response(answer.status, answer.headers, _read(answer, request.url))
        except _NoConnectionInTimeError as error:
            raise _unreachable(request.url, str(error)) from None
        except (URLError, OSError, http.client.HTTPException, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            if isinstance(reason, _NoConnectionInTimeError):
                raise _unreachable(request.url, str(reason)) from None
            if isinstance(reason, TimeoutError):
                raise TimeoutError from None
            raise _unreachable(request.url, str(reason).strip() or type(reason).__name__) from None

    def _opener(self, url: str) -> urllib.request.OpenerDirector:
        proxies = urllib.request.ProxyHandler({} if is_loopback(url) else None)
        opener = urllib.request.OpenerDirector()
        for handler in (proxies, _Http(self._progress), _Https(self._progress)):
            opener.add_handler(handler)
        return opener


def refusal(request: Request, response: Response, login: Login) -> EndpointError:
    """Return the error for an answer that refuses a request."""
    url, status = request.url, response.status
    if status == HTTPStatus.UNAUTHORIZED:
        if login:
            return EndpointError(f"{url} refuses the login (401)", tip="check the name, and the password or token")
        tip = f"give {{user=NAME}} with the password in {PASSWORD}, or a token in {TOKEN}"
        return EndpointError(f"{url} asks for a login (401)", tip=tip, about="user")
    if status == HTTPStatus.FORBIDDEN:
        return EndpointError(f"{url} does not allow {request.purpose} (403)", tip="use a login that may do this")
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        size = f"{len(request.body or b'') / 1e6:.1f} MB"
        tip = "raise the limit of the server, or of the proxy before it (nginx: client_max_body_size)"
        return EndpointError(f"{url} does not accept {size} at once (413)", tip=tip)
    if status in (*_BUSY, HTTPStatus.GATEWAY_TIMEOUT):
        after = response.headers.get("Retry-After")
        tip = f"try again after {after}" + (" s" if str(after).isdigit() else "") if after else "try again later"
        return EndpointError(f"{url} is not available now ({status} {_phrase(status)})", tip=tip)
    said = _first_line(response.body)
    return EndpointError(f"{url} refused {request.purpose}: {status} {_phrase(status)}{f': {said}' if said else ''}")


def _target(url: str) -> str:
    """Return what a request line has of an address.

    >>> _target("http://example.org/ds?x=1#y")
    '/ds?x=1'
    """
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _first_line(body: bytes) -> str:
    lines = body[:2000].decode(errors="replace").strip().splitlines()
    first = "".join(c if c.isprintable() else " " for c in lines[0]) if lines else ""
    return "" if first.startswith("<") else first[:200]


def _unreachable(url: str, reason: str) -> EndpointError:
    return EndpointError(f"{url} cannot be reached: {reason}", tip="check the address, and that the server is running")


def _retry_after(response: Response) -> float | None:
    """Return the seconds of a `Retry-After` header, which has seconds or a date; None if there is none.

    >>> headers = Message()
    >>> headers["Retry-After"] = "7"
    >>> _retry_after(Response(503, headers))
    7.0
    """
    text = str(response.headers.get("Retry-After", "")).strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except (ValueError, OverflowError):
        return None


def _read(answer: Any, url: str) -> bytes:
    content: bytes = answer.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise EndpointError(f"{url}: the answer is larger than {MOST_BYTES // 1_000_000} MB", tip="ask for less")
    if answer.length:  # http.client tells of an answer that is cut off only if all is read at once
        raise http.client.IncompleteRead(content, answer.length)
    return content


class _NoConnectionInTimeError(OSError):
    """A server that does not accept a connection."""


class _Connecting(http.client.HTTPConnection):
    """A connection with a limit of time of its own for its beginning, which reads early answers."""

    progress: Callable[[int, int], None]

    def connect(self) -> None:
        """Connect, and let the server answer within the time of the request from then on."""
        limit = self.timeout
        self.timeout = CONNECT_S if limit is None else min(limit, CONNECT_S)
        try:
            super().connect()
        except TimeoutError:
            raise _NoConnectionInTimeError(f"no connection within {self.timeout:g} s") from None
        finally:
            self.timeout = limit
        self.sock.settimeout(limit)

    def send(self, data: Any) -> None:
        """Send data; if the server stops reading, let its answer be read."""
        try:
            if not isinstance(data, bytes) or len(data) <= _CHUNK:
                super().send(data)
                return
            for start in range(0, len(data), _CHUNK):
                super().send(data[start : start + _CHUNK])
                self.progress(min(start + _CHUNK, len(data)), len(data))
        except (BrokenPipeError, ConnectionResetError):
            if self.sock is None:
                raise


class _SecureConnecting(_Connecting, http.client.HTTPSConnection):
    """The same over TLS."""


class _Http(urllib.request.HTTPHandler):
    """Opens http addresses; no status is an error here."""

    def __init__(self, progress: Callable[[int, int], None]) -> None:
        super().__init__()
        self._progress = progress

    def _connection(self, host: str, **options: Any) -> _Connecting:
        made = _Connecting(host, **options)
        made.progress = self._progress
        return made

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """Send a request."""
        return self.do_open(self._connection, req)


class _Https(urllib.request.HTTPSHandler):
    """Opens https addresses; no status is an error here."""

    def __init__(self, progress: Callable[[int, int], None]) -> None:
        super().__init__()
        self._progress = progress

    def _connection(self, host: str, **options: Any) -> _SecureConnecting:
        made = _SecureConnecting(host, **options)
        made.progress = self._progress
        return made

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """Send a request over TLS, with a certificate that is checked."""
        return self.do_open(self._connection, req)
