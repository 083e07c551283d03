"""All pages of a reading, by their addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ..errors import UnknownName
from .answers import Answers
from .context import Context
from .registry import SORTS, Page

if TYPE_CHECKING:
    from ..comparing import Difference
    from ..graph import Reading
    from .graph_files import Download


class Pages:
    """The pages of a reading, in its language.

    Args:
        reading: the reading.
        answers: finds the answers about a thing; default: each is asked.
        previous: compares an earlier state of the data with this one; None if there is none.
        files: returns the files of the whole graph that stand beside the pages.
    """

    def __init__(
        self, reading: Reading, answers: Answers | None = None, previous: Callable[[], Difference] | None = None,
        files: Callable[[], Sequence[Download]] = tuple,
    ) -> None:  # fmt: skip
        self.context = Context(reading, answers, previous, files)

    def page(self, address: str, arguments: Mapping[str, str] | None = None) -> Page:
        """Return the page of an address, such as `/ask/launch-dates`, with arguments.

        Raises:
            UnknownName: there is no such page.
            UsageError: an argument of a question is wrong.
        """
        for sort in SORTS.values():
            parts = sort.match(address)
            if parts is not None and sort.fits(self.context):
                title, model = sort.make(parts, arguments or {}, self.context)
                return Page(address, sort.template, title, model, self.context.language)
        raise UnknownName("page", address, [sort.address for sort in SORTS.values()])

    def addresses(self) -> Iterator[str]:
        """Yield the address of every page without arguments, each once."""
        for sort in SORTS.values():
            if sort.fits(self.context):
                yield from sort.every(self.context)
