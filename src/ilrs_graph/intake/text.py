"""Decodes bytes, and rejects text that is unsafe to parse: encoding, length of lines, depth, entities."""

from __future__ import annotations

import re
from collections import Counter

from pyoxigraph import RdfFormat

from ..errors import Place
from ..turtle.place import LineIndex
from ..turtle.places import TURTLE_FAMILY
from .depth import too_deep
from .jsonld import list_beside_graphs
from .limits import MAX_DEPTH, MAX_EXPANSION, MAX_LINE

_BOM = b"\xef\xbb\xbf"
_OTHER_BOMS = (b"\xff\xfe", b"\xfe\xff")
_DECLARED = re.compile(r"""\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
_ENTITY = re.compile(r"""<!ENTITY\s+(%\s*)?([^\s>]+)\s+(?:"([^"]*)"|'([^']*)'|([^>]*))""")
_REFERENCE = re.compile(r"&([^&;\s]+);")
_OUTSIDE = re.compile(r"<!DOCTYPE\s+[^\s>\[]+\s+(?:SYSTEM|PUBLIC)\b")


class Refused(Exception):
    """A text that is unsafe to parse: the problem, its place, and the remedy."""

    def __init__(self, what: str, place: Place, remedy: str) -> None:
        super().__init__(what)
        self.what, self.place, self.remedy = what, place, remedy


def decoded(content: bytes) -> str:
    """Return the text of a file, without a byte order mark.

    Raises:
        Refused: it is not UTF-8, or contains NUL.

    >>> decoded(b"\\xef\\xbb\\xbfa")
    'a'
    """
    if content.startswith(_OTHER_BOMS):
        raise Refused("The file is in UTF-16.", Place(line=1, column=1), "Save it as UTF-8.")
    try:
        text = content.removeprefix(_BOM).decode()
    except UnicodeDecodeError as error:
        before = content[: error.start].removeprefix(_BOM).decode()
        what = f"Byte {error.start} (0x{content[error.start]:02x}) is not UTF-8."
        raise Refused(what, LineIndex(before).place(len(before)), "Save the file as UTF-8.") from None
    nul = text.find("\0")
    if nul >= 0:
        place = LineIndex(text).place(nul)
        raise Refused("The file contains a NUL character.", place, "Remove it.")
    return text


def guard(text: str, syntax: RdfFormat, max_depth: int = MAX_DEPTH) -> None:
    """Raise an error for text that a parser cannot read in bounded time and memory.

    Raises:
        Refused: a line is too long, the nesting too deep, XML entities expand too far or are external, or the parser
            of JSON-LD would end the process.

    >>> guard("<http://a/x> <http://a/p> 1 .", RdfFormat.TURTLE)
    """
    if syntax in TURTLE_FAMILY:
        _guard_lines(text)
    if syntax == RdfFormat.RDF_XML:
        _guard_xml(text)
    deep = too_deep(text, syntax, max_depth)
    if deep is not None:
        what = f"The nesting is deeper than {max_depth} levels."
        raise Refused(what, LineIndex(text).place(deep), "Give the inner nodes IRIs and describe them separately.")
    if syntax == RdfFormat.JSON_LD:
        _guard_json(text)


def _guard_json(text: str) -> None:
    offset = list_beside_graphs(text)
    if offset is not None:
        what = '@list and @set cannot be read in a file whose @context has a term with the container "@graph".'
        raise Refused(what, LineIndex(text).place(offset), "Write the file as Turtle, or without the container.")


def _guard_lines(text: str) -> None:
    if len(text) <= MAX_LINE:
        return
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > MAX_LINE:
            what = f"Line {number} is longer than {MAX_LINE} characters."
            raise Refused(what, Place(line=number, column=1), "Break it into several lines.")


def _guard_xml(text: str) -> None:
    declared = _DECLARED.match(text)
    if declared and declared[1].lower() not in ("utf-8", "us-ascii"):
        raise Refused(f"The file declares the encoding {declared[1]}.", Place(line=1, column=1), "Save it as UTF-8.")
    outside = _OUTSIDE.search(text)
    if outside:
        _refuse_entity(text, outside.start(), "The DOCTYPE refers to another file, which is not read.")
    expanded, used = 0, Counter(_REFERENCE.findall(text)) if "<!ENTITY" in text else Counter()
    for found in _ENTITY.finditer(text):
        value = found[3] or found[4] or ""
        if found[1] or found[5] is not None:
            _refuse_entity(text, found.start(), f"The entity {found[2]} refers to another file, which is not read.")
        if "&" in value or "%" in value:
            _refuse_entity(text, found.start(), f"The entity {found[2]} contains other entities.")
        expanded += len(value) * used[found[2]]
        if expanded > MAX_EXPANSION:
            _refuse_entity(text, found.start(), f"The entities expand to more than {MAX_EXPANSION} characters.")


def _refuse_entity(text: str, offset: int, what: str) -> None:
    raise Refused(what, LineIndex(text).place(offset), "Remove the DOCTYPE and write the IRIs in full.")
