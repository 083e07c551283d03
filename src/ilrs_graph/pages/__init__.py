"""Pages of the graph for a browser: what each shows, as data, and HTML made of it; nothing here knows HTTP.

`Pages` finds the page of an address in a reading, `render` writes it, and `Links` says how one page refers to another:
a server, a folder of files and a notebook have links of their own. All pages are HTML and CSS without script.

>>> from ilrs_graph import LunarGraph
>>> pages = Pages(LunarGraph().reading())
>>> pages.page("/id/mission/queqiao-2").title
'Queqiao-2'
"""

from __future__ import annotations

from .links import Files, Links, Served
from .pages import Pages
from .registry import Page

__all__ = ["Files", "Links", "Page", "Pages", "Served"]
