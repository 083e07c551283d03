"""What goes wrong, as RFC 9457 (problem details for HTTP APIs) has it: a status, what is wrong, what to do."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from ..errors import IlrsGraphError, LimitReached, QueryError

MEDIA_TYPE = "application/problem+json"
RETRY_S = 5
"""Seconds after which a client may try again."""

_OF_LIMITS = {"time": 504, "memory": 500, "process": 500, "size": 400, "spool": 503, "queue": 503}
"""Limit to status: 503 where the same query may succeed later."""


class Problem(Exception):
    """A request that is not answered.

    Args:
        status: that of HTTP.
        detail: what is wrong.
        tip: what to do.
        limit: the name of the limit that was reached.
        headers: further headers.
        near: addresses of pages with near names.
        more: further members of the problem, such as the place in a query.

    >>> json.loads(Problem(403, "this server is read-only").body)["title"]
    'Forbidden'
    """

    def __init__(
        self, status: int, detail: str, *, tip: str | None = None, limit: str | None = None,
        headers: Mapping[str, str] | None = None, near: Sequence[str] = (),
        more: Mapping[str, object] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(detail)
        self.status, self.detail, self.tip, self.limit, self.near = status, detail, tip, limit, near
        self.headers = {"Cache-Control": "no-store", **(headers or {})}
        if status in (429, 503):
            self.headers.setdefault("Retry-After", str(RETRY_S))
        self._more = more or {}

    @property
    def body(self) -> bytes:
        """The problem as JSON."""
        members = {
            "type": "about:blank", "title": HTTPStatus(self.status).phrase, "status": self.status,
            "detail": self.detail, "tip": self.tip, "limit": self.limit, "near": list(self.near) or None, **self._more,
        }  # fmt: skip
        held = {name: value for name, value in members.items() if value is not None}
        return (json.dumps(held, ensure_ascii=False) + "\n").encode()


def problem_of(error: IlrsGraphError) -> Problem:
    """Return the problem for an error of a query.

    >>> problem_of(LimitReached("time", "10 s")).status
    504
    """
    if isinstance(error, LimitReached):
        return Problem(_OF_LIMITS[error.limit], error.message, tip=error.tip, limit=error.limit)
    if isinstance(error, QueryError):
        place = {} if error.place is None else {"line": error.place.line, "column": error.place.column}
        return Problem(400, error.message, tip=error.tip, more=place)
    return Problem(500, error.message, tip=error.tip)
