"""The comments of a hand-written Turtle file, each with a place that does not depend on the layout.

A comment is at the head or the tail of the file, above the block of a subject, or beside a triple: at the end of the
line with its object. Comments between empty lines are the banner of a section: it stays between the things above and
those below it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from .ordered import relabelled
from .rows import BLANK, Row, SortableTerm


class Comment(NamedTuple):
    """The text after the `#`, which begins with a space or another `#`, and the number of the comment in the file."""

    number: int
    text: str


@dataclass(slots=True)
class Comments:
    """The comments by place.

    `sections` are the banners of the sections, from the first that has one: section 1. `section_of` has the section of
    each subject; those above the first banner are in section 0.
    """

    header: list[str] = field(default_factory=list)
    above: dict[SortableTerm, list[Comment]] = field(default_factory=dict)
    beside: dict[Row, list[Comment]] = field(default_factory=dict)
    tail: list[str] = field(default_factory=list)
    sections: list[list[str]] = field(default_factory=list)
    section_of: dict[SortableTerm, int] = field(default_factory=dict)

    def relabelled(self, labels: Mapping[str, str]) -> Comments:
        """Return the comments with the blank nodes renamed as in `labels`."""
        above = {relabelled(subject, labels): found for subject, found in self.above.items()}
        beside = {
            (relabelled(subject, labels), predicate, relabelled(object_, labels)): found
            for (subject, predicate, object_), found in self.beside.items()
        }
        section_of = {relabelled(subject, labels): number for subject, number in self.section_of.items()}
        return replace(self, above=above, beside=beside, section_of=section_of)

    def moved(self, standing: Callable[[Row], Row]) -> Comments:
        """Return the comments with those beside a triple at the one that stands for it."""
        beside: dict[Row, list[Comment]] = {}
        for triple, found in self.beside.items():
            beside.setdefault(standing(triple), []).extend(found)
        return replace(self, beside={triple: sorted(found) for triple, found in beside.items()})

    def rewritten(self, now: Mapping[Row, Row | None]) -> Comments:
        """Return the comments after a change of the triples, each with what becomes of it, None if it is removed.

        What is above a block moves with its subject; what is beside a removed triple goes above the block.
        """
        subject = {old[0]: new[0] for old, new in now.items() if new is not None and new[0] != old[0]}
        above: dict[SortableTerm, list[Comment]] = {}
        for each, found in self.above.items():
            above.setdefault(subject.get(each, each), []).extend(found)
        beside: dict[Row, list[Comment]] = {}
        for triple, found in self.beside.items():
            new = now.get(triple, triple)
            if new is None:
                above.setdefault(subject.get(triple[0], triple[0]), []).extend(found)
            else:
                beside.setdefault(new, []).extend(found)
        stay = {each: number for each, number in self.section_of.items() if each not in subject}
        moved = {new: self.section_of[old] for old, new in subject.items() if old in self.section_of}
        return replace(
            self,
            above={each: sorted(found) for each, found in above.items()},
            beside={triple: sorted(found) for triple, found in beside.items()},
            section_of={**stay, **moved},
        )

    def in_sections(self, subjects: Iterable[SortableTerm]) -> list[list[SortableTerm]]:
        """Return the subjects by section, in their order; one without a section is in that of the one before it.

        >>> a, b, c = ((0, f"http://example.org/{name}", "", "") for name in "abc")
        >>> [len(found) for found in Comments(sections=[[" One"]], section_of={a: 1, c: 0}).in_sections([a, b, c])]
        [1, 2]
        """
        found: list[list[SortableTerm]] = [[] for _ in range(len(self.sections) + 1)]
        number = 0
        for subject in subjects:
            number = self.section_of.get(subject, number)
            found[number].append(subject)
        return found

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

    >>> comment_lines([" From claims", "", "##"])
    '# From claims\\n#\\n###\\n'
    """
    return "".join(f"#{text}\n" for text in texts)


def comment_text(comment: str) -> str:
    """Return the text of a comment, with a space between the `#` and a first word, and none at the end.

    Lines of `#`, and what is indented, stay as they are.

    >>> [comment_text(comment) for comment in ("#one", "#\\ttwo ", "#   three", "####", "# ")]
    [' one', ' two', '   three', '###', '']
    """
    text = comment[1:].rstrip()
    return text if text[:1] in ("", " ", "#") else f" {text.lstrip()}"
