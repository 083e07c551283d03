"""Compression of what is written to a file whose name ends in `.gz`."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path, PurePath

_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
"""The header of gzip (RFC 1952) without name and time, so that the same content gives the same bytes."""
_SUFFIX = ".gz"


def is_compressed(path: PurePath) -> bool:
    """Return whether a file of this name holds gzip.

    >>> is_compressed(PurePath("a.ttl.GZ")), is_compressed(PurePath("a.ttl"))
    (True, False)
    """
    return path.suffix.lower() == _SUFFIX


def content_path(path: PurePath) -> PurePath:
    """Return the path without `.gz`, whose suffix tells the format of the content.

    >>> content_path(PurePath("a.ttl.gz")).name, content_path(PurePath("a.ttl")).name
    ('a.ttl', 'a.ttl')
    """
    return path.with_suffix("") if is_compressed(path) else path


def compress(path: Path, to: Path) -> None:
    """Write a file as gzip to another, of which little is held in memory; the bytes are those of `compressed`.

    Raises:
        OSError: a file cannot be read or written.
    """
    packer, checksum, size = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS), 0, 0
    with path.open("rb") as file, to.open("xb") as out:
        out.write(_HEADER)
        while chunk := file.read(1 << 20):
            out.write(packer.compress(chunk))
            checksum, size = zlib.crc32(chunk, checksum), size + len(chunk)
        out.write(packer.flush() + struct.pack("<II", checksum, size & 0xFFFFFFFF))


def compressed(content: bytes) -> bytes:
    """Return content as gzip; the same content gives the same bytes.

    >>> import gzip
    >>> gzip.decompress(compressed(b"moon" * 1000)) == b"moon" * 1000
    True
    """
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = packer.compress(content) + packer.flush()
    return _HEADER + body + struct.pack("<II", zlib.crc32(content), len(content) & 0xFFFFFFFF)
