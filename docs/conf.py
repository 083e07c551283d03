"""Configuration of Sphinx. `sphinx-build -W docs build/docs` builds the site; warnings are errors."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

from pygments.lexers.rdf import SparqlLexer
from pygments.lexers.special import TextLexer
from pygments.token import Operator

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from generators import write_pages  # noqa: E402

from ilrs_graph import __version__  # noqa: E402

project = "ilrs-graph"
version = release = __version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["generators"]
smartquotes = False  # names of things are written as the graph has them

myst_enable_extensions = ["colon_fence", "attrs_inline"]
myst_heading_anchors = 3
default_role = "code"
highlight_language = "text"

autodoc_default_options = {"members": True, "member-order": "bysource"}
autodoc_preserve_defaults = True
autodoc_typehints_format = "short"
add_module_names = False
napoleon_numpy_docstring = False

html_theme = "furo"
html_title = "ilrs-graph"
html_static_path = ["static"]
html_css_files = ["docs.css"]
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_theme_options = {"top_of_page_buttons": []}
html_extra_path = ["tutorial.ipynb"]


class SparqlPathLexer(SparqlLexer):
    """SPARQL with property paths, whose `?` and `|` the lexer of Pygments does not know."""

    name, aliases = "SPARQL with paths", ["sparql"]
    tokens = {**SparqlLexer.tokens, "root": [*SparqlLexer.tokens["root"], (r"[?|^]", Operator)]}  # noqa: RUF012


def skip_fields(_app: Any, _what: str, _name: str, member: Any, skip: bool, _options: Any) -> bool | None:
    """Leave out the fields of named tuples, which the text of their class explains."""
    return True if str(getattr(member, "__doc__", "")).startswith("Alias for field number") else skip or None


def keep_colons(_app: Any, what: str, _name: str, _object: Any, _options: Any, lines: list[str]) -> None:
    """Join what Napoleon takes for a type again: our texts of properties may have a colon in their first line."""
    if what in ("attribute", "data", "property"):
        for number, line in enumerate(lines):
            if line.startswith(":type:"):
                lines[0] = f"{line.removeprefix(':type:').strip()}: {lines[0]}"
                del lines[number]
                break


def shorten(
    _app: Any, _what: str, _name: str, _object: Any, _options: Any, signature: str | None, returns: str | None
) -> tuple[str | None, str | None]:
    """Shorten defaults that are whole tables."""
    return (signature and re.sub(r"\{'.*?\}", "{...}", signature)), returns


def setup(app: Any) -> None:
    """Write the generated pages before Sphinx looks for its sources."""
    app.add_lexer("sparql", SparqlPathLexer)
    app.add_lexer("csv", TextLexer)
    app.connect("autodoc-skip-member", skip_fields)
    app.connect("autodoc-process-docstring", keep_colons, priority=600)  # after Napoleon
    app.connect("autodoc-process-signature", shorten)
    write_pages(HERE)
