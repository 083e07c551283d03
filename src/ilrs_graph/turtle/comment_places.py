"""Finds the comments of a Turtle text and the triples to which they belong, without a second parser.

RDF parsers ignore comments. So each comment in a block is replaced by a triple that marks its place, an additional
object or property of the subject, and the parser reports the subject and predicate of this triple: it handles prefixes,
escapes and blank nodes. This module reads only brackets and punctuation, not terms.

At the end of a line, a comment belongs to the triple whose object is the last before it, or whose predicate is;
after the subject, on a separate line or between brackets it belongs to the block. Before the first block, a comment
followed by a prefix or an empty line belongs to the head of the file.

Comments between two empty lines are a banner: they begin a section, to which all things belong whose first block is
below them. Before the first block, they are a banner if the file has a head.
"""

from __future__ import annotations

import secrets

from .comments import Comment, Comments, comment_text
from .parse import parse_bytes
from .rows import Row, SortableTerm, row
from .tokens import Token, tokens

_NONE = -1
_OPERANDS = {"prefix": 2, "base": 1, "version": 1}
_AFTER_OBJECT = {",": "object", ";": "verb", ".": "subject"}


def triples_and_comments(text: str, name: str = "Turtle") -> tuple[list[Row], Comments]:
    r"""Return the triples of a valid Turtle text, as rows, and its comments.

    >>> rows, comments = triples_and_comments("@prefix : <http://example.org/> .  :a :b :c ; # see d\n :d :e .")
    >>> [(predicate, found) for (_, predicate, _), found in comments.beside.items()]
    [('http://example.org/b', [Comment(number=0, text=' see d')])]
    """
    reading = _Reading(text)
    comments = Comments(header=reading.header, tail=reading.tail, sections=reading.sections)
    rows: list[Row] = []
    latest: dict[tuple[SortableTerm, str], SortableTerm] = {}
    for triple in parse_bytes("".join(reading.pieces).encode(), name):
        subject, predicate, object_ = found = row(triple)
        if not object_[1].startswith(reading.mark):
            rows.append(found)
            latest[subject, predicate] = object_
            continue
        if object_[1].startswith(reading.section_mark):
            comments.section_of.setdefault(subject, int(object_[1].removeprefix(reading.section_mark)))
            continue
        number = int(object_[1].removeprefix(reading.mark))
        comment = Comment(number, reading.texts[number])
        if predicate == reading.mark:
            comments.above.setdefault(subject, []).append(comment)
        else:
            comments.beside.setdefault((subject, predicate, latest[subject, predicate]), []).append(comment)
    return rows, comments


class _Reading:
    """Copies the tokens to `pieces`, with comments replaced by marks.

    `_stage` is the element expected next outside of brackets. Marks are written to slots, which are empty pieces after
    the subject of a block and after each object.
    """

    def __init__(self, text: str) -> None:
        self.mark = f"urn:x-comment-{secrets.token_hex(8)}:"  # in no file
        self.section_mark = f"{self.mark}section-"
        self.texts: list[str] = []
        self.pieces: list[str] = []
        self._head: list[int] = []
        self._banners: list[list[int]] = []
        self._blocks: list[tuple[int, int]] = []  # the slot and the section of each subject
        self._waiting: list[int] = []  # for the next block
        self._early: list[int] = []  # for the subject of this block
        self._due: list[int] = []  # for the next object
        self._subject_slot = self._object_slot = _NONE
        self._stage, self._depth, self._operands = "subject", 0, 0
        self._last, self._own_line, self._begun = "", True, False
        self._blank, self._free = True, False  # whether an empty line is before this token, and before those waiting
        for token in tokens(text):
            self._take(token)
        if not self._begun:
            self._head += [number for banner in self._banners for number in banner]
            self._banners = []
            self._close_head()
        self.header = self._texts(self._head)
        self.tail = self._texts(self._waiting)
        self.sections = list(map(self._texts, self._banners))
        if self.sections:
            for slot, section in self._blocks:
                self.pieces[slot] += f" <{self.mark}> <{self.section_mark}{section}> ; "

    def _texts(self, numbers: list[int]) -> list[str]:
        return [self.texts[number] for number in numbers]

    def _take(self, token: Token) -> None:
        if token.kind == "comment":
            self.texts.append(comment_text(token.text))
            self._comment(len(self.texts) - 1)
            self._blank = False
            return
        if token.kind == "space":
            self._space(token.text.replace("\r\n", "\n").replace("\r", "\n").count("\n"))
        else:
            self._mark_off(token.text)
            self._last, self._own_line, self._blank = token.text, False, False
        self.pieces.append(token.text)

    def _space(self, line_ends: int) -> None:
        self._own_line = self._own_line or line_ends > 0
        self._blank = line_ends > 1
        if line_ends > 1 and self._waiting:
            self._end_group()

    def _end_group(self) -> None:
        """Decide on the comments before an empty line: they are the head, a banner, or wait for the next block."""
        if not self._begun and not self._banners and not (self._free and self._head):
            self._close_head()
        elif self._free and self._stage == "subject" and self._depth == 0:
            self._banners.append(self._waiting)
            self._waiting = []

    def _close_head(self) -> None:
        self._head += self._waiting
        self._waiting = []

    def _comment(self, number: int) -> None:
        between = self._stage == "subject" and self._depth == 0
        self._free = self._blank or (self._free and bool(self._waiting))
        if between and self._own_line:
            self._waiting.append(number)
        elif self._stage == "directive" or (between and self._subject_slot == _NONE):
            (self._waiting if self._begun else self._head).append(number)
        elif self._depth > 0 or self._own_line:
            self._above(number)
        elif self._stage == "after" or (self._stage == "object" and self._last != ","):
            self._due.append(number)
        elif self._object_slot == _NONE:
            self._above(number)
        else:
            self._beside(number)

    def _above(self, number: int) -> None:
        if self._subject_slot == _NONE:
            self._early.append(number)
        else:
            self.pieces[self._subject_slot] += f" <{self.mark}> <{self.mark}{number}> ; "

    def _beside(self, number: int) -> None:
        self.pieces[self._object_slot] += f" , <{self.mark}{number}> "

    def _mark_off(self, text: str) -> None:
        """Update the state for a token that is neither space nor comment."""
        if self._stage == "directive":
            self._operands -= 1
            if text == "." or self._operands == 0:
                self._stage = "subject"
        elif text in ("[", "("):
            if self._depth == 0 and self._stage == "subject":
                self._begin_block()
            self._depth += 1
        elif text in ("]", ")"):
            self._depth -= 1
            if self._depth == 0:
                self._stage = "verb" if self._stage == "subject" else "after"
        elif self._depth == 0:
            self._outside(text)

    def _outside(self, text: str) -> None:
        if self._stage == "subject" and (text[0] == "@" or text.lower() in _OPERANDS):
            self._begin_directive(text.lower())
        elif self._stage == "subject":
            self._begin_block()
            self._stage = "verb"
        elif self._stage == "verb" and text != ";":
            self._end_subject()
            self._stage = "subject" if text == "." else "object"
        elif self._stage == "after" and text in _AFTER_OBJECT:
            self._end_object()
            self._stage = _AFTER_OBJECT[text]
        elif self._stage in ("object", "after"):
            self._stage = "object" if text == "^^" else "after"

    def _begin_directive(self, word: str) -> None:
        self._subject_slot = self._object_slot = _NONE
        self._stage, self._operands = "directive", _OPERANDS.get(word, 0)
        if not self._begun and not self._banners:
            self._close_head()

    def _begin_block(self) -> None:
        self._subject_slot = self._object_slot = _NONE
        self._begun, self._early, self._waiting = True, self._waiting, []

    def _end_subject(self) -> None:
        if self._subject_slot == _NONE:
            self._subject_slot = self._new_slot()
            self._blocks.append((self._subject_slot, len(self._banners)))
            for number in self._early:
                self._above(number)

    def _end_object(self) -> None:
        self._object_slot = self._new_slot()
        for number in self._due:
            self._beside(number)
        self._due = []

    def _new_slot(self) -> int:
        self.pieces.append("")
        return len(self.pieces) - 1
