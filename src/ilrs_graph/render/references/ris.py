"""References as RIS, which EndNote, Zotero and other programs import: a tag, two spaces, a dash and a value a line."""

from __future__ import annotations

from collections.abc import Iterator

from ..options import Options
from .cited import Entry, Referenced, date_parts, entries, one_line


def write(result: Referenced, options: Options) -> str:
    r"""Return the references as RIS; lines end with CR LF, as the format has it.

    >>> from ilrs_graph import LunarGraph
    >>> answer = LunarGraph().ask("far-side-partners", mission="change-6", state="italy")
    >>> write(answer, Options()).split("\r\n")[:3]
    ['TY  - ELEC', 'ID  - scio-2024-07-09-change-6', "TI  - SCIO briefing on the Chang'e 6 mission, page on ..."]
    """
    return "\r\n".join(map(_record, entries(result, options)))


def _record(entry: Entry) -> str:
    lines = [f"{tag}  - {one_line(value)}\r\n" for tag, value in _tags(entry) if value]
    return f"{''.join(lines)}ER  - \r\n"


def _tags(entry: Entry) -> Iterator[tuple[str, str]]:
    cited = entry.citation
    yield "TY", entry.form.ris
    yield "ID", entry.key
    yield "TI", cited.title
    yield "T2" if entry.form.within else "PB", cited.publisher
    yield "PY", "".join(f"{year:04}" for year in date_parts(cited.issued)[:1])
    yield "DA", _date(cited.issued)
    yield "Y2", _date(cited.retrieved)
    yield from (("LA", language) for language in cited.languages)
    yield "UR", cited.url
    yield "N1", entry.note
    yield "KW", cited.kind


def _date(text: str) -> str:
    """Return a date as `YYYY/MM/DD/other`, with what is known of it.

    >>> _date("2024-07-09"), _date("2024"), _date("2024/2025"), _date("")
    ('2024/07/09/', '2024///', '///2024/2025', '')
    """
    parts = date_parts(text)
    if not parts:
        return text and f"///{text}"
    year, *rest = [f"{part:02}" for part in parts]
    return "/".join([year.zfill(4), *rest, *([""] * (3 - len(rest)))])
