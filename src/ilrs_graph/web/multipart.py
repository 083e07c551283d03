"""The fields of a form with files, multipart/form-data (RFC 7578), within limits and without files on disk."""

from __future__ import annotations

import re
from typing import NamedTuple

from .problems import Problem

MULTIPART = "multipart/form-data"
MAX_FIELDS = 16
_MAX_HEAD = 4_096
_PARAMETER = re.compile(r""";\s*([\w-]+\*?)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;]*))""")
_BREAK = b"\r\n"


class Field(NamedTuple):
    """A field: its name, the name of its file ("" for none), and its content."""

    name: str
    filename: str
    content: bytes


def fields(content_type: str, body: bytes) -> list[Field]:
    """Return the fields of a body.

    Args:
        content_type: the header of that name, with the boundary.
        body: the content of the request.

    Raises:
        Problem: the body is not of this form, or is cut.

    >>> body = b'--x\\r\\nContent-Disposition: form-data; name="text"\\r\\n\\r\\na\\r\\n--x--\\r\\n'
    >>> fields("multipart/form-data; boundary=x", body)
    [Field(name='text', filename='', content=b'a')]
    """
    boundary = _parameters(content_type).get("boundary", "")
    if not 0 < len(boundary) <= 70 or not boundary.isascii():
        raise _wrong("its content type has no boundary of at most 70 ASCII characters")
    _, *parts = (_BREAK + body).split(_BREAK + b"--" + boundary.encode(), MAX_FIELDS + 2)
    if len(parts) > MAX_FIELDS + 1:
        raise _wrong(f"it has more than {MAX_FIELDS} fields")
    if not parts or not parts[-1].startswith(b"--"):
        raise _wrong("it has no end")
    return [_field(part) for part in parts[:-1]]


def _field(part: bytes) -> Field:
    head, found, content = part.partition(_BREAK + _BREAK)
    if not found or len(head) > _MAX_HEAD or not head.lstrip(b" \t").startswith(_BREAK):
        raise _wrong("a field has no headers, or longer ones than allowed")
    for line in head.decode("utf-8", "replace").split("\r\n"):
        name, _, value = line.partition(":")
        if name.strip().lower() == "content-disposition":
            given = _parameters(value)
            return Field(given.get("name", ""), given.get("filename", ""), content)
    raise _wrong("a field has no name")


def _parameters(header: str) -> dict[str, str]:
    """Return the parameters of a header; browsers write a quotation mark in a name as %22.

    >>> _parameters('form-data; name="a b"; filename="x%22.ttl"')
    {'name': 'a b', 'filename': 'x".ttl'}
    """
    found = {name.lower(): quoted or plain for name, quoted, plain in _PARAMETER.findall(header)}
    return {name: value.replace("%22", '"') for name, value in found.items()}


def _wrong(what: str) -> Problem:
    return Problem(400, f"the body is not {MULTIPART}: {what}", tip="send the form of this page, or the text itself")
