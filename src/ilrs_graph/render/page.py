"""One HTML document: its style and its script are in it, and it loads nothing from elsewhere.

The content security policy in its head allows this style and this script and nothing else.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from .. import __version__
from .markup import escaped

_STYLE = """
:root { color-scheme: light dark; --line: #8885; --faint: #8882; }
body { font: 15px/1.45 system-ui, "Noto Sans", "Noto Sans CJK SC", sans-serif; margin: 1.5rem auto; max-width: 90rem;
  padding: 0 1rem; }
h1 { font-size: 1.4rem; margin-bottom: .3rem; }
h2 { font-size: 1.1rem; }
table { border-collapse: collapse; margin: 1rem 0; }
th { text-align: left; vertical-align: bottom; position: sticky; top: 0; background: Canvas; }
th, td { padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); }
td { vertical-align: top; }
tbody tr:hover { background: var(--faint); }
th button { font: inherit; font-weight: 600; color: inherit; background: none; border: 0; padding: 0; cursor: pointer;
  text-align: left; }
th[aria-sort=ascending] button::after { content: " ▲"; }
th[aria-sort=descending] button::after { content: " ▼"; }
li { overflow-wrap: anywhere; }
li:target { background: var(--faint); }
pre { overflow-x: auto; background: var(--faint); padding: .6rem; }
footer { color: GrayText; margin-top: 2rem; }
@media print { th { position: static; } details { display: none; } }
"""
_SCRIPT = """
for (const table of document.querySelectorAll("table")) {
  const heads = [...table.tHead.rows[0].cells], body = table.tBodies[0];
  heads.forEach((head, place) => {
    const order = (row) => row.cells[place].dataset.o;
    if (![...body.rows].some(order)) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      heads.forEach((each) => each.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const rows = [...body.rows], bound = rows.filter(order), rest = rows.filter((row) => !order(row));
      bound.sort((a, b) => (up ? 1 : -1) * (order(a) - order(b)));
      body.append(...bound, ...rest);
    });
  });
}
"""


def page(title: str, body: str, language: str = "en") -> str:
    """Return a document with that title and body; `body` is HTML.

    >>> page("A & B", "<p>1</p>").splitlines()[:2]
    ['<!DOCTYPE html>', '<html lang="en">']
    """
    policy = f"default-src 'none'; style-src '{_hash(_STYLE)}'; script-src '{_hash(_SCRIPT)}'; base-uri 'none'"
    return f"""<!DOCTYPE html>
<html lang="{escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="ilrs-graph {__version__}">
<title>{escaped(title)}</title>
<style>{_STYLE}</style>
</head>
<body>
{body}
<script>{_SCRIPT}</script>
</body>
</html>
"""


def _hash(content: str) -> str:
    """Return the hash of an element's content, as a content security policy names it."""
    return "sha256-" + b64encode(sha256(content.encode()).digest()).decode()
