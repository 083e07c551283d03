"""The fields of a form with files."""

from __future__ import annotations

import pytest

from ilrs_graph.web.multipart import MAX_FIELDS, MULTIPART, Field, fields
from ilrs_graph.web.problems import Problem

TYPE = f"{MULTIPART}; boundary=AaB03x"


def body(*parts: tuple[str, bytes], end: bytes = b"--AaB03x--\r\n") -> bytes:
    made = [
        b"--AaB03x\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n" % (head.encode(), text) for head, text in parts
    ]
    return b"".join(made) + end


def test_fields_and_files_as_a_browser_sends_them() -> None:
    sent = body(
        ('name="text"', b"a\r\n\r\nb"),
        ('name="file"; filename="\u5ae6\u5a25 %22 6.ttl"\r\nContent-Type: text/turtle', b"\x00--AaB03y\r\n"),
        ('name=syntax; filename=""', b""),
    )
    assert fields(TYPE, sent) == [
        Field("text", "", b"a\r\n\r\nb"),
        Field("file", '嫦娥 " 6.ttl', b"\x00--AaB03y\r\n"),
        Field("syntax", "", b""),
    ]
    assert fields(f'{MULTIPART}; charset=utf-8; boundary="AaB03x"', b"preamble\r\n" + sent)[0].name == "text"


@pytest.mark.parametrize(
    ("kind", "sent", "word"),
    [
        (MULTIPART, body(), "boundary"),
        (f"{MULTIPART}; boundary={'x' * 71}", body(), "boundary"),
        (f"{MULTIPART}; boundary=é", body(), "boundary"),
        (TYPE, b"", "no end"),
        (TYPE, body(('name="text"', b"a"), end=b""), "no end"),
        (TYPE, body(('name="text"', b"a"))[:-6], "no end"),
        (TYPE, b"--AaB03xyz\r\n\r\na\r\n--AaB03x--", "no headers"),
        (TYPE, b"--AaB03x\r\nContent-Type: text/plain\r\n\r\na\r\n--AaB03x--", "no name"),
        (TYPE, body((f'name="{"x" * 5_000}"', b"a")), "longer"),
        (TYPE, body(*[('name="a"', b"")] * (MAX_FIELDS + 1)), f"more than {MAX_FIELDS}"),
    ],
)
def test_what_is_no_such_form_is_400(kind: str, sent: bytes, word: str) -> None:
    with pytest.raises(Problem, match=word) as found:
        fields(kind, sent)
    assert found.value.status == 400
