"""References as CSL-JSON, the input of citation processors: an array of items of the schema csl-data.json."""

from __future__ import annotations

from typing import Any

from ..json_text import json_text
from ..options import Options
from .cited import Entry, Referenced, date_parts, entries, one_line


def write(result: Referenced, options: Options) -> str:
    """Return the references as an array of items in CSL-JSON.

    >>> from ilrs_graph import LunarGraph
    >>> answer = LunarGraph().ask("far-side-partners", mission="change-6", state="italy")
    >>> print(write(answer, Options()))
    [
      {
        "id": "scio-2024-07-09-change-6",
        "type": "webpage",
        "title": "SCIO briefing on the Chang'e 6 mission, page on the international payloads",
        "publisher": "SCIO, State Council Information Office of China",
        "issued": {
          "date-parts": [
    ...
    """
    return json_text([_item(entry) for entry in entries(result, options)])


def _item(entry: Entry) -> dict[str, Any]:
    cited = entry.citation
    texts = {
        "title": cited.title,
        "container-title" if entry.form.within else "publisher": cited.publisher,
        "issued": _date(cited.issued),
        "accessed": _date(cited.retrieved),
        "URL": cited.url,
        "language": cited.languages[0] if cited.languages else "",
        "note": entry.note,
        "keyword": cited.kind,
    }
    shown = {name: one_line(value) if isinstance(value, str) else value for name, value in texts.items() if value}
    return {"id": entry.key, "type": entry.form.csl, **shown}


def _date(text: str) -> dict[str, Any]:
    """Return a date variable: numbers as far as the date is known, or a text that is none as it is.

    >>> _date("2024-07"), _date("2024/2025"), _date("")
    ({'date-parts': [[2024, 7]]}, {'literal': '2024/2025'}, {})
    """
    parts = date_parts(text)
    return {"date-parts": [parts]} if parts else {"literal": one_line(text)} if text else {}
