"""HTTP on one connection: by httptools, with the limit on the head of a request that it does not have itself."""

from __future__ import annotations

from typing import Any

from httptools import HttpParserError
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MAX_HEAD = 65_536
"""The most bytes of the request line and the header fields together."""
_TOO_LARGE = f"The request line and the header fields are larger than {MAX_HEAD} bytes."


class Connection(HttpToolsProtocol):
    """The connection of a client; one whose head is too large gets 400, and is closed."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._in_head = True
        self._received = 0

    def on_message_begin(self) -> None:
        """Begin a request."""
        self._in_head = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """Begin what answers a request.

        Raises:
            HttpParserError: its head is too large.
        """
        self._in_head, self._received = False, 0
        if len(self.url) + sum(len(name) + len(value) + 4 for name, value in self.headers) > MAX_HEAD:
            raise HttpParserError(_TOO_LARGE)
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        """Read what has come; what is kept of a head that has not ended is limited."""
        super().data_received(data)
        if not self._in_head or self.transport.is_closing():
            return
        self._received += len(data)
        if self._received > MAX_HEAD:
            self.send_400_response(_TOO_LARGE)
