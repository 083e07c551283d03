"""The reference of terms: classes, properties, code lists and shapes, from `LunarGraph.terms_reference()`."""

from __future__ import annotations

from collections.abc import Iterable

from ilrs_graph.namespaces import SCHEMES
from ilrs_graph.terms_reference import ClassTerm, CodeList, PropertyTerm, ShapeRule, TermsReference

from .markdown import anchor, cells, chinese, code, fence, markdown_text, table, toctree

_SOURCED = {
    "subject": "the sources of the subject",
    "node": "the sources of the node that has the property",
    "claim": "stated by claims only",
    "rule": "derived by a rule, never written in data",
}
_SEVERITIES = ("violation", "warning", "info")


def pages(reference: TermsReference) -> dict[str, str]:
    """Return the overview and a page for each sort of terms."""
    return {
        "terms/index.md": _overview(reference),
        "terms/classes.md": "# Classes\n\n" + "".join(_class(c, reference) for c in reference.classes),
        "terms/properties.md": "# Properties\n\n"
        + "".join(_property(each, reference) for each in reference.properties),
        "terms/code-lists.md": "# Code lists\n\n" + "".join(map(_code_list, reference.code_lists)),
        "terms/shapes.md": _shapes(reference.shapes),
    }


def link(name: str) -> str:
    """Return a CURIE as a link to its place in the reference, or as code if it is no term of the ontology.

    A local name that begins with a capital letter is a class.
    """
    prefix, _, local = name.partition(":")
    if prefix in SCHEMES:
        return f"[{code(name)}](#list-{prefix})"
    if prefix != "ilrs":
        return code(name)
    return f"[{code(name)}](#{_sort(local)}-{local.lower()})"


def _sort(local: str) -> str:
    return "class" if local[:1].isupper() else "property"


def _links(names: Iterable[str]) -> str:
    return ", ".join(link(name) for name in names)


def _overview(reference: TermsReference) -> str:
    modules = sorted({each.module for each in reference.classes})
    parts = [
        "# Terms\n",
        toctree("classes", "properties", "code-lists", "shapes"),
        f"The ontology, version {reference.version}, has {len(reference.classes)} [classes](classes.md), "
        f"{len(reference.properties)} [properties](properties.md), {len(reference.code_lists)} "
        f"[code lists](code-lists.md) and {len(reference.shapes)} [shapes](shapes.md) that report. "
        "Its namespace is `https://w3id.org/ilrs-graph/ontology#`, with the prefix `ilrs:`. "
        "In Python: `LunarGraph().terms_reference()`.\n",
    ]
    for module in modules:
        parts.append(f"## {module}\n")
        own = (each for each in reference.classes if each.module == module)
        rows = ([link(c.name), *cells(c.label.en, c.label.zh, c.definition.en)] for c in own)
        parts.append(table(["Class", "Label", "标签", "Definition"], rows))
    return "\n".join(parts)


def _head(term: ClassTerm | PropertyTerm) -> str:
    local = term.name.partition(":")[2]
    title = f"{anchor(f'{_sort(local)}-{local}')}## {term.name}\n\n"
    labels = f"**{markdown_text(term.label.en)}** · {markdown_text(term.label.zh)}\n\n"
    return title + labels + f"{markdown_text(term.definition.en)}\n\n" + chinese(term.definition.zh)


def _facts(rows: Iterable[tuple[str, str]]) -> str:
    return table(["", ""], ([name, value] for name, value in rows if value))


def _class(term: ClassTerm, reference: TermsReference) -> str:
    rows = [
        ("IRI", code(term.iri)),
        ("Superclasses", _links(term.superclasses)),
        ("Subclasses", _links(term.subclasses)),
        ("Equivalent to", code(term.equivalent)),
        ("Disjoint with", _links(term.disjoint)),
        ("Properties", _links(term.properties)),
        ("From superclasses", _links(term.inherited)),
        ("Value of", _links(term.values_of)),
        ("Shapes", _shape_links(s for s in reference.shapes if term.name in s.targets)),
    ]
    return _head(term) + _facts(rows) + "".join(fence("turtle", example) for example in term.examples)


def _property(term: PropertyTerm, reference: TermsReference) -> str:
    traits = [f"{term.sort} property", *term.traits]
    traits += [word for word, holds in (("many-valued", term.many_valued), ("internal", term.internal)) if holds]
    rows = [
        ("IRI", code(term.iri)),
        ("Kind", ", ".join(traits)),
        ("Domain", _links(term.domain)),
        ("Range", _links(term.range)),
        ("Inverse", _links(term.inverse)),
        ("Implies", _links(term.broader)),
        ("Implied by", ", ".join(filter(None, [_links(term.narrower), code(term.chain)]))),
        ("Detail in", _links([term.qualified_form] if term.qualified_form else [])),
        ("Sources", _SOURCED.get(term.sourced_by, "")),
        ("Shapes", _shape_links(s for s in reference.shapes if term.name == s.path)),
    ]
    return _head(term) + _facts(rows) + "".join(fence("turtle", example) for example in term.examples)


def _shape_links(shapes: Iterable[ShapeRule]) -> str:
    return ", ".join(f"[{code(shape.name)}](#shape-{shape.name.lower()})" for shape in shapes)


def _code_list(each: CodeList) -> str:
    title = f"{anchor(f'list-{each.name}')}## {each.name}\n\n"
    labels = f"**{markdown_text(each.label.en)}** · {markdown_text(each.label.zh)} · {code(each.iri)}\n\n"
    rows = ([code(c.name), *cells(c.label.en, c.label.zh, c.definition.en, c.definition.zh)] for c in each.concepts)
    return title + labels + table(["Concept", "Label", "标签", "Definition", "定义"], rows)


def _shapes(shapes: tuple[ShapeRule, ...]) -> str:
    parts = [
        "# Shapes\n",
        "What `ilrs-graph check` holds data to. A violation is a mistake, and `add` refuses it; a warning is a gap; "
        "an info is a conflict that may well be in the sources.\n",
    ]
    for severity in _SEVERITIES:
        parts.append(f"## {severity.capitalize()}\n")
        parts += [_shape(each) for each in shapes if each.severity == severity]
    return "\n".join(parts)


def _shape(each: ShapeRule) -> str:
    limits = ", ".join(filter(None, [each.cardinality, each.values]))
    rows = [
        ("Checks", _links(each.targets)),
        ("Path", link(each.path) if each.path.count(":") == 1 and each.path[-1].isalnum() else code(each.path)),
        ("Allowed", markdown_text(limits)),
        ("Why", markdown_text(each.reason)),
        ("Fix", markdown_text(each.remedy)),
    ]
    return f"{anchor(f'shape-{each.name}')}### {each.name}\n\n{markdown_text(each.message)}\n\n{_facts(rows)}"
