"""The code list of a parameter, as the header of a question gives it; completion reads no more of a question."""

from __future__ import annotations


def code_list(of_class: str | None, example: str | None) -> str:
    """Return the name of the code list of a parameter with this class and example, "" if it takes no codes.

    >>> code_list("skos:Concept", "mission-kind:rover"), code_list("ilrs:Mission", "mission:change-6")
    ('mission-kind', '')
    """
    return (example or "").partition(":")[0] if of_class == "skos:Concept" else ""
