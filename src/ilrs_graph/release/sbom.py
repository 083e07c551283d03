"""`sbom.cdx.json`: the packages that the program needs, as they are installed, in the form of CycloneDX 1.5."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Any

_NAME = re.compile(r"[A-Za-z0-9._-]+")


def sbom(version: str) -> str:
    """Return the bill of materials of this installation; `version` is that of the data."""
    found = {_normal(each.metadata["Name"]): each for each in _needed("ilrs-graph")}
    own = found.pop("ilrs-graph", None)
    program = "0" if own is None else own.version
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {"type": "data", "name": "ilrs-graph", "version": version, "bom-ref": "data"},
            "tools": {"components": [{"type": "application", "name": "ilrs-graph", "version": program}]},
        },
        "components": [_component(name, found[name]) for name in sorted(found)],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _component(name: str, found: Distribution) -> dict[str, Any]:
    licence = (found.metadata.get_all("License-Expression") or [""])[0]
    purl = f"pkg:pypi/{name}@{found.version}"
    licences = {"licenses": [{"expression": licence}]} if licence else {}
    return {"type": "library", "name": name, "version": found.version, "purl": purl, "bom-ref": purl, **licences}


def _needed(name: str) -> Iterator[Distribution]:
    """Yield an installed package and all that it needs without extras."""
    waiting, seen = [name], set()
    while waiting:
        name = _normal(waiting.pop())
        if name in seen:
            continue
        seen.add(name)
        try:
            found = distribution(name)
        except PackageNotFoundError:  # for another platform
            continue
        yield found
        needs = (need for need in found.requires or () if "extra ==" not in need)
        waiting += [match[0] for need in needs if (match := _NAME.match(need))]


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
