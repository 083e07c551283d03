"""The descriptions of a release in JSON: RO-Crate, Croissant with schema.org, and a linkset for Signposting."""

from __future__ import annotations

import json
from typing import Any

from ..namespaces import BASE
from .about import CREATOR, DESCRIPTION, KEYWORDS, LICENCE, TITLE, About
from .contents import FILES, SUMS, Sized

_CRATE = "https://w3id.org/ro/crate/1.1"
_CROISSANT = "http://mlcommons.org/croissant/"
_TABLES = {"graph.nodes.csv": "nodes", "graph.edges.csv": "edges"}


def ro_crate(about: About) -> str:
    """Return `ro-crate-metadata.json`: the folder is the crate, each file a part of it."""
    name = "ro-crate-metadata.json"
    files = [each for each in about.files if each.name != name]
    parts = [{"@id": each.name} for each in files] + [{"@id": SUMS}]
    creator = {"@id": "#creator"}
    who = {"creator": creator, "author": creator, "publisher": creator}
    root = {**_dataset(about), "@id": "./", "license": {"@id": LICENCE}, **who, "hasPart": parts}
    graph = [
        {"@id": name, "@type": "CreativeWork", "about": {"@id": "./"}, "conformsTo": {"@id": _CRATE}},
        root,
        {"@id": "#creator", "@type": "Organization", "name": CREATOR, "url": BASE},
        {"@id": LICENCE, "@type": "CreativeWork", "name": "CC BY 4.0"},
        *({"@id": each.name, "@type": "File", **_file(each)} for each in files),
        {"@id": SUMS, "@type": "File", "name": "The SHA-256 of each other file", "encodingFormat": "text/plain"},
    ]
    return _text({"@context": f"{_CRATE}/context", "@graph": graph})


def croissant(about: About, columns: dict[str, list[str]]) -> str:
    """Return `croissant.json`: a schema.org Dataset, and the tables with their columns, by file."""
    files = [each for each in about.files if FILES[each.name].data]
    document = {
        "@context": _CONTEXT,
        **_dataset(about),
        "conformsTo": _CROISSANT + "1.0",
        "url": about.address,
        "license": LICENCE,
        "creator": {"@type": "sc:Organization", "name": CREATOR},
        "isLiveDataset": False,
        "citeAs": f"{CREATOR}. {TITLE['en']}. Version {about.version}.",
        "distribution": [
            {"@type": "cr:FileObject", "@id": each.name, "contentUrl": about.file(each.name), **_file(each)}
            for each in files
        ],
        "recordSet": [_record_set(name, _TABLES[name], found) for name, found in columns.items()],
    }
    document["@type"] = "sc:Dataset"
    return _text(document)


def linkset(about: About) -> str:
    """Return `linkset.json`: from the folder to its descriptions, licence and files, and back."""
    described = ("dataset.ttl", "ro-crate-metadata.json", "croissant.json")
    there = [each.name for each in about.files]  # the crate, which lists this file too, is written after it
    target = {
        "anchor": about.address,
        "type": [{"href": "https://schema.org/Dataset"}],
        "license": [{"href": LICENCE}],
        "describedby": [{"href": about.file(n), "type": FILES[n].media_type} for n in described],
        "item": [{"href": about.file(n), "type": FILES[n].media_type} for n in there if FILES[n].data],
    }
    back = [{"anchor": about.file(n), "collection": [{"href": about.address}]} for n in there if FILES[n].data]
    return _text({"linkset": [target, *back]})


def _dataset(about: About) -> dict[str, Any]:
    day = {} if about.edited is None else {"datePublished": about.edited.isoformat()}
    return {
        "@type": "Dataset",
        "name": TITLE["en"],
        "alternateName": TITLE["zh"],
        "description": DESCRIPTION["en"],
        "keywords": list(KEYWORDS),
        "inLanguage": ["en", "zh"],
        "version": about.version,
        **day,
    }


def _file(each: Sized) -> dict[str, Any]:
    content = FILES[each.name]
    return {
        "name": each.name,
        "description": content.title,
        "encodingFormat": content.media_type,
        "contentSize": f"{each.size} B",
        "sha256": each.sha256,
    }


def _record_set(file: str, name: str, columns: list[str]) -> dict[str, Any]:
    fields = [
        {
            "@type": "cr:Field",
            "@id": f"{name}/{column}",
            "name": column,
            "dataType": "sc:Text",
            "source": {"fileObject": {"@id": file}, "extract": {"column": column}},
        }
        for column in columns
    ]
    return {"@type": "cr:RecordSet", "@id": name, "name": name, "field": fields}


def _text(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": _CROISSANT,
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context that Croissant 1.0 prescribes."""
