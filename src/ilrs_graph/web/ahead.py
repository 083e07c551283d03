"""Pages that are made before anyone asks for them: the questions without arguments, and the other pages of many facts.

A page is the same each time until the graph changes, and a long answer takes a second. Pages of things, of which there
are thousands, are made when they are asked for.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator

from ..pages.registry import SORTS, sort_of
from .pages import made_ahead
from .service import Service
from .views import View

_OF_MANY = [SORTS[name] for name in ("kind", "thing", "code list", "concept")]
"""The sorts of pages that are not made ahead."""
_LOOK_S = 1
"""Seconds between two looks at whether the graph has changed."""


async def make(service: Service) -> None:
    """Make the pages, and again after each change of the graph, until this is cancelled.

    After each page there is a rest as long as it took: half of a core stays free for those who ask.
    """
    done = None
    while True:
        view = service.view
        if view is not done and await _made(service, view):
            done = view
            service.settings.log(f"{len(service.rendered)} pages are made, {service.rendered.size} B")
        await asyncio.sleep(_LOOK_S)


async def _made(service: Service, view: View) -> bool:
    """Make the pages of a view and return True; False if the graph changed meanwhile."""
    for address in await asyncio.to_thread(lambda: list(addresses(view))):
        start = time.perf_counter()
        try:
            await made_ahead(service, address)
        except Exception as error:  # who asks for the page sees it; the others are made all the same
            service.settings.log(f"{address} cannot be made ahead: {error}")
        if service.view is not view:
            return False
        await asyncio.sleep(time.perf_counter() - start)
    return True


def addresses(view: View) -> Iterator[str]:
    """Yield the addresses of the pages that are made ahead, that of the home page first."""
    for address in view.pages_in("en").addresses():
        if sort_of(address) not in _OF_MANY:
            yield address
