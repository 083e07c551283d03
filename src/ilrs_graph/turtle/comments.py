"""The comments of a hand-written Turtle file, each with a place that does not depend on the layout.

A comment is at the head or the tail of the file, above the block of a subject, or beside a triple: at the
end of the line with its object.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from .ordered import relabelled
from .rows import BLANK, Row, SortableTerm


class Comment(NamedTuple):
    """The text after the `#`, and the number of the comment in the file."""

    number: int
    text: str


@dataclass(slots=True)
class Comments:
    """The comments by place."""

    header: list[str] = field(default_factory=list)
    above: dict[SortableTerm, list[Comment]] = field(default_factory=dict)
    beside: dict[Row, list[Comment]] = field(default_factory=dict)
    tail: list[str] = field(default_factory=list)

    def relabelled(self, labels: Mapping[str, str]) -> Comments:
        """Return the comments with the blank nodes renamed as in `labels`."""
        above = {relabelled(subject, labels): found for subject, found in self.above.items()}
        beside = {
            (relabelled(subject, labels), predicate, relabelled(object_, labels)): found
            for (subject, predicate, object_), found in self.beside.items()
        }
        return Comments(self.header, above, beside, self.tail)

    def moved(self, standing: Callable[[Row], Row]) -> Comments:
        """Return the comments with those beside a triple at the one that stands for it."""
        beside: dict[Row, list[Comment]] = {}
        for triple, found in self.beside.items():
            beside.setdefault(standing(triple), []).extend(found)
        return Comments(self.header, self.above, {triple: sorted(found) for triple, found in beside.items()}, self.tail)

    def placed(self, home: Mapping[str, SortableTerm]) -> tuple[dict[SortableTerm, list[str]], dict[Row, str]]:
        """Return the comments above each block and beside each triple, in the order of the file.

        A line ends with at most one comment: further ones go above the block, and so do those in a nested blank node;
        `home` maps its label to the subject of the block.

        >>> a = (0, "http://example.org/a", "", "")
        >>> comments = Comments(beside={(a, "http://example.org/p", a): [Comment(0, "one"), Comment(1, "two")]})
        >>> above, beside = comments.placed({})
        >>> list(above.values()), list(beside.values())
        ([['two']], ['one'])
        """
        above: dict[SortableTerm, list[Comment]] = {}
        beside: dict[Row, str] = {}

        def put(subject: SortableTerm, comments: list[Comment]) -> None:
            block = home.get(subject[1], subject) if subject[0] == BLANK else subject
            above.setdefault(block, []).extend(comments)

        for subject, comments in self.above.items():
            put(subject, comments)
        for triple, comments in self.beside.items():
            nested = triple[0][0] == BLANK and triple[0][1] in home
            if not nested:
                beside[triple], comments = comments[0].text, comments[1:]
            put(triple[0], comments)
        return {block: [comment.text for comment in sorted(found)] for block, found in above.items()}, beside


def comment_lines(texts: list[str]) -> str:
    """Return comments as separate lines.

    >>> comment_lines(["From claims", ""])
    '# From claims\\n#\\n'
    """
    return "".join(f"{comment_line(text)}\n" for text in texts)


def comment_line(text: str) -> str:
    """Return one comment in the standard spelling: a space after the `#`, none at the end."""
    return f"# {text}" if text else "#"
