"""Record what other vocabularies say of the terms to which the ontology is aligned: `published.tsv`.

    npm install @vocabulary/{crm,dcterms,geo,org,prov,qudt,schema,sosa,time}
    python tests/export/record_published.py node_modules/@vocabulary

Each row is a term: its sorts, the terms above it, its domain, its range, the classes disjoint with it. Beside the terms
of the alignments there are rows for all terms above them, and for domains and ranges. Terms that schema.org says are
included in a domain or range have `?` before them; `_` is a class without a name. Only what a vocabulary says of its
own terms counts. Wikidata publishes no such file, and is not recorded.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse

from ilrs_graph.files.parsing import triples_of
from ilrs_graph.files.root import Root
from ilrs_graph.namespaces import ONTOLOGY, RDFS, compact

FILE = Path(__file__).with_name("published.tsv")
COLUMNS = ("type", "above", "domain", "range", "disjoint")
COLUMN_OF = {
    "type": ("type", ""), "disjointWith": ("disjoint", ""), "subClassOf": ("above", ""), "subPropertyOf": ("above", ""),
    "domain": ("domain", ""), "domainIncludes": ("domain", "?"),
    "range": ("range", ""), "rangeIncludes": ("range", "?"),
}  # fmt: skip


def published(folder: Path) -> dict[str, dict[str, set[str]]]:
    """Return what the vocabularies of a folder say of each term, by column."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for path in sorted(folder.glob("*/*.nq")):
        for quad in parse(path=str(path), format=RdfFormat.N_QUADS):
            column = COLUMN_OF.get(quad.predicate.value[quad.predicate.value.rfind("#") + 1 :].rpartition("/")[2])
            if column is None or not isinstance(quad.subject, NamedNode) or isinstance(quad.object, Triple):
                continue
            term = short(quad.subject.value)
            if not term.startswith(f"{path.stem}:"):  # what one vocabulary says of the terms of another
                continue
            value = "_" if isinstance(quad.object, BlankNode) else short(quad.object.value)
            found[term][column[0]].add(column[1] + value)
    return found


def short(iri: str) -> str:
    return compact(re.sub(r"^http://schema\.org/", "https://schema.org/", iri)).strip("<>")


def aligned() -> set[str]:
    """Return the terms of other vocabularies that the files of alignments name."""
    root = Root.find()
    triples = [t for path in root.alignments for t in triples_of(root, path)]
    links = {RDFS + name for name in ("subClassOf", "subPropertyOf", "seeAlso")}
    named = (t.object for t in triples if t.predicate.value in links and str(t.subject).startswith(f"<{ONTOLOGY}"))
    return {short(node.value) for node in named if isinstance(node, NamedNode)}


def main(folder: Path) -> None:
    said = published(folder)
    waiting, rows = sorted(aligned()), {}
    while waiting:
        term = waiting.pop()
        if term not in rows and term in said:
            rows[term] = said[term]
            waiting += [x.lstrip("?") for column in ("above", "domain", "range") for x in said[term][column]]
            waiting += said[term]["disjoint"]
    lines = ["\t".join(("term", *COLUMNS))]
    lines += ["\t".join((term, *(" ".join(sorted(rows[term][c])) for c in COLUMNS))) for term in sorted(rows)]
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
