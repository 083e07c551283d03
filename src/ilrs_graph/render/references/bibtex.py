"""References as BibTeX, in the data model of biblatex: `@online`, and `@article` for newspapers and magazines.

Text is UTF-8. Titles and names stand in double braces, so that no style changes their capitals and no `and` in the name
of an organisation separates two. Addresses are verbatim, as biblatex wants them.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..options import Options
from .cited import Entry, Referenced, entries, one_line
from .languages import name_of

_ESCAPES = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", **{character: f"\\{character}" for character in "&%$#_"},
})  # fmt: skip
_VERBATIM = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20"})


def write(result: Referenced, options: Options) -> str:
    """Return the references as BibTeX.

    >>> from ilrs_graph import LunarGraph
    >>> answer = LunarGraph().ask("far-side-partners", mission="change-6", state="italy")
    >>> print(write(answer, Options()), end="")
    @online{scio-2024-07-09-change-6,
      title = {{SCIO briefing on the Chang'e 6 mission, page on the international payloads}},
      organization = {{SCIO, State Council Information Office of China}},
      date = {2024-07-09},
      url = {http://english.scio.gov.cn/m/pressroom/2024-07/09/content_117298797_11.htm},
      language = {english},
      keywords = {{primary}},
    }
    ...
    """
    return "\n".join(map(_entry, entries(result, options)))


def escaped(text: str) -> str:
    r"""Return a text as BibTeX and LaTeX read it: in one line, special characters escaped, others as they are.

    A brace is written as a command, because BibTeX counts braces even after a backslash.

    >>> print(escaped("50 % of {R&D}, 嫦娥"))
    50 \% of \textbraceleft{}R\&D\textbraceright{}, 嫦娥
    """
    return one_line(text).translate(_ESCAPES)


def _entry(entry: Entry) -> str:
    lines = "".join(f"  {name} = {value},\n" for name, value in _fields(entry))
    return f"@{entry.form.bibtex}{{{entry.key},\n{lines}}}\n"


def _fields(entry: Entry) -> Iterator[tuple[str, str]]:
    cited, within = entry.citation, entry.form.within
    yield "title", _whole(cited.title)
    if cited.publisher:
        yield "journaltitle" if within else "organization", _whole(cited.publisher)
    if within:
        yield "entrysubtype", f"{{{within}}}"
    for name, day in (("date", cited.issued), ("urldate", cited.retrieved)):
        if day:
            yield name, f"{{{escaped(day)}}}"
    if cited.url:
        yield "url", f"{{{one_line(cited.url).translate(_VERBATIM)}}}"
    if cited.languages:
        yield "language", f"{{{' and '.join(map(name_of, cited.languages))}}}"
    if entry.note:
        yield "note", _whole(entry.note)
    if cited.kind:
        yield "keywords", _whole(cited.kind)


def _whole(text: str) -> str:
    return f"{{{{{escaped(text)}}}}}"
