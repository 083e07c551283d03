"""What is sent to be checked: the fields of a form, or the text itself."""

from __future__ import annotations

from pathlib import PurePath
from typing import NamedTuple
from urllib.parse import parse_qsl

from ..errors import UsageError
from ..intake.syntaxes import SYNTAXES, TEMPLATE_SUFFIXES, syntax_named
from ..pages.check import SHEET
from ..printable import printable
from ..sandbox.check_worker import Text
from ..turtle.parse import FORMAT_OF_SUFFIX
from .multipart import MULTIPART, fields
from .problems import Problem
from .protocol import FORM

SYNTAX_OF_TYPE = {syntax.media_type: name for name, syntax in SYNTAXES.items()}
"""The media types of RDF, each with the name of its syntax."""
_PLAIN = ("text/plain", "application/octet-stream")
SHEETS = {"text/csv": ".csv", "text/tab-separated-values": ".tsv"}
"""The media types of sheets, each with the suffix of its files."""
_PASTED = "pasted"
_KNOWN_SUFFIXES = (*FORMAT_OF_SUFFIX, *TEMPLATE_SUFFIXES)
_LONGEST_NAME = 100


class Given(NamedTuple):
    """What was sent: the text, the name of its file and the name of its syntax, "" for none."""

    content: bytes
    name: str = ""
    syntax: str = ""

    @property
    def text(self) -> Text:
        """The text as the check takes it; a file with an unknown suffix counts as one without a name."""
        name = self.name if self.name.lower().endswith(_KNOWN_SUFFIXES) else ""
        name = f"{_PASTED}.csv" if self.syntax == SHEET else name
        return Text(self.content, self.name or _PASTED, name, "" if self.syntax == SHEET else self.syntax)


def given_in(content_type: str, body: bytes) -> Given:
    """Return what a body gives.

    >>> given_in("text/turtle; charset=utf-8", b"<urn:a> a <urn:b> .").syntax
    'turtle'

    Raises:
        Problem: it has no text, or another type.
    """
    kind = content_type.partition(";")[0].strip().lower()
    if kind in (MULTIPART, FORM):
        return _of_form(content_type, body)
    if kind in SHEETS:
        return Given(body, syntax=SHEET)
    if kind in SYNTAX_OF_TYPE or kind in _PLAIN or not kind:
        return Given(body, syntax=SYNTAX_OF_TYPE.get(kind, ""))
    known = ", ".join((*SYNTAX_OF_TYPE, *SHEETS, _PLAIN[0]))
    raise Problem(415, f"the content type {kind[:100]} is not read here", tip=f"send one of {known}")


def _of_form(content_type: str, body: bytes) -> Given:
    if content_type.partition(";")[0].strip().lower() == MULTIPART:
        sent = fields(content_type, body)
        by_name = {each.name: each.content for each in sent}
        file = next((each for each in sent if each.name == "file" and each.content), None)
    else:
        try:
            pairs = parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=16)
        except ValueError:
            tip = "send the text itself with its own Content-Type, such as text/turtle"
            raise Problem(400, "the body is not a form", tip=tip) from None
        by_name, file = {name: value.encode() for name, value in pairs}, None
    if file is None and "text" not in by_name:
        tip = "send the field text or file, or the text itself with its own Content-Type, such as text/turtle"
        raise Problem(400, "the form has no text", tip=tip)
    syntax = by_name.get("syntax", b"").decode("utf-8", "replace")
    if syntax not in ("", SHEET):
        try:
            syntax_named(syntax)
        except UsageError as error:
            raise Problem(400, error.message[:200], tip=error.tip) from None
    if file is not None:
        name = printable(PurePath(file.filename.replace("\\", "/")).name)[:_LONGEST_NAME]
        return Given(file.content, name, syntax)
    return Given(by_name["text"], "", syntax)
