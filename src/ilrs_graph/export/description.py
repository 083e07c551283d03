"""The description of an export: one dataset (VoID, DCAT) with licence, version, date, count and checksum.

EXPORTS.md documents its IRIs and the checksum. Its dates are those of the data, so the same input gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from ..namespaces import BASE, DATASET, DC, DCAT, DCTERMS, OWL, SCHEMA, SPDX, VOID, XSD, compact
from ..terms import TYPE, XSD_DATE, XSD_INTEGER
from .declarations import ONTOLOGY_HEADER

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
CREATOR = "The ilrs-graph founders"
TITLE = {
    "en": "ilrs-graph: a sourced knowledge graph of lunar programmes",
    "zh": "ilrs-graph：有来源依据的月球计划知识图谱",
}
_HEX = NamedNode(XSD + "hexBinary")
_SHA256 = NamedNode(SPDX + "checksumAlgorithm_sha256")


class Extent(NamedTuple):
    """What an export holds: the arguments of `Reading.export`, and the day of knowledge."""

    thing: NamedNode | None = None
    asserted: bool = False
    ontology: bool = False
    as_of: date | None = None
    alignments: bool = False


class Figures(NamedTuple):
    """What is measured of an export: its triples without the description, their checksum, their vocabularies."""

    triples: int = 0
    sha256: str = ""
    vocabularies: tuple[str, ...] = ()


def version(edited: date) -> str:
    """Return the version of the data: the day of the last edit as CalVer.

    >>> version(date(2026, 1, 5))
    '2026.01.05'
    """
    return f"{edited:%Y.%m.%d}"


def dataset_iri(extent: Extent, edited: date | None) -> NamedNode:
    """Return the name of an export: the version of the data, then the selection.

    >>> day, thing = date(2026, 11, 26), NamedNode(BASE + "id/mission/change-6")
    >>> dataset_iri(Extent(), day).value
    'https://w3id.org/ilrs-graph/dataset/2026.11.26'
    >>> dataset_iri(Extent(thing, True, True, date(2024, 6, 1)), day).value.removeprefix(DATASET)
    '2026.11.26/as-of/2024-06-01/asserted/ontology/about/id/mission/change-6'
    """
    parts = ["undated" if edited is None else version(edited)]
    parts += [] if extent.as_of is None else ["as-of", extent.as_of.isoformat()]
    parts += ["asserted"] if extent.asserted else []
    parts += ["ontology"] if extent.ontology else []
    parts += ["alignments"] if extent.alignments else []
    parts += [] if extent.thing is None else ["about", quote(extent.thing.value.removeprefix(BASE))]
    return NamedNode(DATASET + "/".join(parts))


def describe(extent: Extent, edited: date | None, conforms_to: NamedNode | None, figures: Figures) -> list[Triple]:
    """Return the description of an export; all its subjects are below `DATASET`.

    Args:
        extent: what the export holds.
        edited: the day of the last edit of the data, None if it is unknown.
        conforms_to: the version of the ontology, None if it has none.
        figures: what was measured.
    """
    dataset = dataset_iri(extent, edited)
    document, checksum = NamedNode(dataset.value + "#document"), NamedNode(dataset.value + "#sha256")
    found = [
        Triple(document, TYPE, ONTOLOGY_HEADER),
        *_said(document, DCTERMS + "license", NamedNode(LICENCE)),
        *_texts(document, extent),
        *_texts(dataset, extent),
        *_of_dataset(dataset, extent, figures),
        *_said(dataset, SPDX + "checksum", checksum),
        Triple(checksum, TYPE, NamedNode(SPDX + "Checksum")),
        *_said(checksum, SPDX + "algorithm", _SHA256),
        *_said(checksum, SPDX + "checksumValue", Literal(figures.sha256, datatype=_HEX)),
    ]
    if conforms_to is not None:
        found += _said(dataset, DCTERMS + "conformsTo", conforms_to)
    if edited is not None:
        found += _said(dataset, DCAT + "version", Literal(version(edited)))
        found += _said(dataset, DCTERMS + "modified", Literal(edited.isoformat(), datatype=XSD_DATE))
        found += _said(document, OWL + "versionInfo", Literal(version(edited)))
    return found


def _of_dataset(dataset: NamedNode, extent: Extent, figures: Figures) -> Iterator[Triple]:
    for kind in (DCAT + "Dataset", VOID + "Dataset"):
        yield Triple(dataset, TYPE, NamedNode(kind))
    yield from _said(dataset, DCTERMS + "license", NamedNode(LICENCE))
    yield from _said(dataset, DC + "creator", Literal(CREATOR))
    yield from _said(dataset, VOID + "triples", Literal(str(figures.triples), datatype=XSD_INTEGER))
    for vocabulary in figures.vocabularies:
        yield from _said(dataset, VOID + "vocabulary", NamedNode(vocabulary))
    if extent.thing is not None:
        yield from _said(dataset, VOID + "rootResource", extent.thing)
    if extent.as_of is not None:
        yield from _said(dataset, SCHEMA + "temporalCoverage", Literal(f"../{extent.as_of}"))


def _said(subject: NamedNode, predicate: str, value: NamedNode | Literal) -> Iterator[Triple]:
    yield Triple(subject, NamedNode(predicate), value)


def _texts(subject: NamedNode, extent: Extent) -> Iterator[Triple]:
    for name, texts in (("title", TITLE), ("description", _selection(extent))):
        for language, text in texts.items():
            yield from _said(subject, DCTERMS + name, Literal(text, language=language))


def _selection(extent: Extent) -> dict[str, str]:
    """Return what an export holds, in words by language.

    >>> _selection(Extent(asserted=True, as_of=date(2024, 6, 1)))["en"]
    'Data and code lists. Asserted triples only. As known on 2024-06-01, according to the cited sources.'
    """
    about, day = extent.thing, extent.as_of
    english = (
        "Data and code lists."
        if about is None
        else f"{compact(about.value)}, its claims and relations, and their sources."
    )
    chinese = "数据与代码表。" if about is None else f"{compact(about.value)}及其陈述、关系和来源。"
    english += " Asserted triples only." if extent.asserted else " Asserted and inferred triples."
    chinese += "仅含断言的三元组。" if extent.asserted else "含断言和推理得出的三元组。"
    if extent.ontology:
        english, chinese = english + " With the axioms of the ontology.", chinese + "含本体公理。"
    if extent.alignments:
        english, chinese = english + " Also in the terms of other vocabularies.", chinese + "并以其他词汇表的术语表达。"
    if day is not None:
        english += f" As known on {day}, according to the cited sources."
        chinese += f"以所引来源为准，反映截至{day}的已知情况。"
    return {"en": english, "zh": chinese}
