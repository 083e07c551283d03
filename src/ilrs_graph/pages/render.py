"""Pages as HTML: the templates, filled in with everything escaped.

A page loads one style sheet; on a server, those with something to copy load one small script. Nothing is inline, so the
content security policy `POLICY` holds for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pyoxigraph import NamedNode

from .. import __version__
from ..dates.words import date_text
from ..errors import MissingDependency
from ..findings import KINDS
from ..language import say
from ..namespaces import BASE, SHAPES, compact, expand
from ..printable import printable
from ..terms import Term
from . import check, question, tables
from .context import Context
from .links import Links
from .registry import SORTS, Page

if TYPE_CHECKING:
    from jinja2 import Environment

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'"
)
"""The content security policy of all pages but that of the editor."""
EDITOR_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self' data:; font-src data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""That of the page of the editor, which styles its parts as it shows them."""
STYLE = "/static/site.css"
"""The address of the style sheet."""
_SHORT = 18
"""The most characters of a cell that is not broken into lines."""
_NUMBERED = 6
"""The references of a row that are numbered; what remains is counted."""
_HERE = Path(__file__).parent
_ICON = "/static/moon.svg"
COPY = "/static/copy.js"
"""The address of the script that adds buttons to copy."""
_EDITOR = {
    name: f"/static/yasgui/{file}"
    for name, file in {
        "yasgui": "yasgui.min.js",
        "yasgui_style": "yasgui.min.css",
        "yasgui_licences": "LICENSES.txt",
    }.items()
}
"""The files of the editor YASGUI by their names in templates; `.ci/yasgui/build.py` writes them."""
_EDITOR_SCRIPT = "/static/editor.js"
ASSETS = {
    STYLE: _HERE / "assets" / "site.css",
    _ICON: _HERE / "assets" / "moon.svg",
    COPY: _HERE / "assets" / "copy.js",
    _EDITOR_SCRIPT: _HERE / "assets" / "editor.js",
    **{address: _HERE / "assets" / "yasgui" / address.rpartition("/")[2] for address in _EDITOR.values()},
}
"""The address of each file that pages load."""
OF_A_SITE = (STYLE, _ICON)
"""Those that pages without a server load."""


def render(page: Page, context: Context, links: Links, written: Collection[str] = ()) -> str:
    """Return a page as an HTML document.

    Args:
        page: the page.
        context: what the pages of its reading share.
        links: makes its references.
        written: the suffixes of the files of answers that stand beside pages without a server.

    Raises:
        MissingDependency: Jinja2 is not installed.
    """
    language = page.language
    return _environment().get_template(page.template).render(
        page=page,
        m=page.model,
        links=links,
        lang=language,
        t=partial(_say, language=language),
        href=cache(partial(href, context=context, links=links)),
        address=context.addresses.of,
        label=context.label,
        words=partial(_words, language=language),
        strength=cache(partial(tables.strength_text, language=language)),
        as_of=str(context.reading.as_of or ""),
        edited=context.last_edit,
        written=written,
        sorts=[sort.address for sort in SORTS.values() if sort.fits(context)],
        has_previous=context.previous is not None,
        above=page.address.rpartition("/")[0],
        version=__version__,
    )  # fmt: skip


@cache
def _environment() -> Environment:
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ImportError:
        raise MissingDependency("pages need Jinja2", tip="pip install 'ilrs-graph[site]'") from None
    found = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    found.filters["web"] = web
    found.filters["size"] = size
    found.globals.update(
        zip=zip,
        flat=flat,
        numbered=numbered,
        of_rows=of_rows,
        glyph=tables.glyph,
        glyphs=tables.GLYPHS,
        compact=compact,
        downloads=question.DOWNLOADS,
        style=STYLE,
        copy_script=COPY,
        editor_script=_EDITOR_SCRIPT,
        **_EDITOR,
        icon=_ICON,
        policy=POLICY,
        markup=markup,
        hidden=hidden,
        printable=printable,
        base=BASE,
        iri=NamedNode,
        shape=lambda code: NamedNode(SHAPES + code),
        syntaxes=check.SYNTAX_NAMES,
        kinds=KINDS,
        node=lambda curie: NamedNode(expand(curie) or "urn:x"),
        host=lambda url: urlsplit(url).netloc.removeprefix("www."),
    )
    return found


def _say(text: str, language: str, **values: object) -> str:
    return say(text, language, **values)


def _words(text: str, language: str) -> str:
    return date_text(text, language)


def href(term: Term | None, context: Context, links: Links) -> str:
    """Return where a term leads: to its page, or to the web; "" for what leads nowhere."""
    found = context.addresses.of(term)
    if found:
        return links(found)
    return web(term.value) if isinstance(term, NamedNode) else ""


def web(address: str) -> str:
    """Return an address if it is one of the web, "" for any other, such as `javascript:`.

    >>> web("https://example.org/a"), web("javascript:alert(1)"), web("//example.org")
    ('https://example.org/a', '', '')
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    return address.strip() if parts.scheme in ("http", "https") and parts.netloc else ""


def size(number: int) -> str:
    """Return a number of bytes as text.

    >>> size(512), size(5_300_000)
    ('512 B', '5.3 MB')
    """
    for unit, step in (("MB", 1_000_000), ("kB", 1_000)):
        if number >= step:
            return f"{number / step:.1f} {unit}"
    return f"{number} B"


def flat(table: tables.Table, href: Callable[[Term], str]) -> Iterator[Iterable[tuple[str, str, str | None, str]]]:
    """Yield the cells of each line for a template: heading, class, reference and text.

    The reference is "" for a cell that leads nowhere, None for one that repeats the cell above.
    """
    for line in table.lines:
        found = []
        for heading, (text, thing, url, repeats) in zip(table.headings, line.cells, strict=True):
            name = "empty" if not text else "short" if thing is None and len(text) <= _SHORT else ""
            to = None if repeats else href(thing) if thing is not None else web(url) if url else ""
            found.append((heading, name, to, text))
        yield found


def numbered(numbers: Sequence[int]) -> Any:
    """Return the references of a row as links to the sources of the page, the first ones by number.

    >>> str(numbered([3, 1]))
    '<span class="refs"><a href="#r3">3</a> <a href="#r1">1</a> </span>'
    """
    from markupsafe import Markup

    if not numbers:
        return ""
    found = "".join(f'<a href="#r{n}">{n}</a> ' for n in numbers[:_NUMBERED])
    rest = len(numbers) - _NUMBERED
    return Markup(
        f'<span class="refs">{found}'
        + (f'<a href="#r{numbers[_NUMBERED]}">+{rest}</a>' if rest > 0 else "")
        + "</span>"
    )


def of_rows(links: Links, address: str, arguments: Mapping[str, str]) -> Callable[[int], str]:
    """Return what makes the references to the pages of an address about one row each, by the number of the row.

    >>> from ilrs_graph.pages.links import Served
    >>> of_rows(Served(), "/ask/launch-dates/proof", {"mission": "change-6"})(12)
    '/ask/launch-dates/proof?mission=change-6&row=12'
    """
    before, _, after = links(address, {**arguments, "row": "0"}).rpartition("row=0")
    return lambda number: f"{before}row={number}{after}"


def markup(picture: str) -> Any:
    """Return a picture of this program, SVG, as markup that is not escaped."""
    from markupsafe import Markup

    return Markup(picture)


def hidden(values: Mapping[str, str], without: str = "") -> Any:
    """Return hidden fields of a form for some values, except one.

    >>> str(hidden({"lang": "zh", "as_of": "2024-05-28"}, "as_of"))
    '<input type="hidden" name="lang" value="zh">'
    """
    from markupsafe import Markup

    field = Markup('<input type="hidden" name="{}" value="{}">')
    return Markup().join(field.format(name, value) for name, value in values.items() if name != without)
