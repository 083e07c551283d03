"""The texts of a release for people and for the owner of the redirects: README and w3id."""

from __future__ import annotations

from .about import DESCRIPTION, LICENCE, TITLE, About
from .contents import FILES, SUMS

W3ID = """\
# Redirects for https://w3id.org/ilrs-graph/. They are NOT registered there: who publishes the graph sends this
# file, with the address of the pages in place of PAGES, to w3id.org. Until then no name of the graph resolves.
RewriteEngine on
RewriteRule ^ontology$ PAGES/ontology.html [R=303,L]
RewriteRule ^id/(.*)$ PAGES/id/$1.html [R=303,L]
RewriteRule ^vocab/(.*)$ PAGES/vocab/$1.html [R=303,L]
RewriteRule ^release/(.*)$ PAGES/release/$1 [R=303,L]
"""


def readme(about: About) -> str:
    """Return the README of the release."""
    names = [*(each.name for each in about.files), "README.md", "ro-crate-metadata.json"]
    rows = [f"| `{name}` | {FILES[name].title} |" for name in FILES if name in names]
    lines = [
        f"# {TITLE['en']}, {about.version}\n",
        f"{DESCRIPTION['en']}\n",
        f"{DESCRIPTION['zh']}\n",
        f"{about.triples:,} triples on {about.things:,} things. Licence: {LICENCE}.\n",
        "| File | Holds |",
        "|---|---|",
        *rows,
        f"| `{SUMS}` | The SHA-256 of each other file: `sha256sum -c {SUMS}` |",
        "",
        f"The files name {about.address} as their address. Names below https://w3id.org/ilrs-graph/ are not registered"
        " there yet, and do not resolve.",
    ]
    return "\n".join(lines) + "\n"
