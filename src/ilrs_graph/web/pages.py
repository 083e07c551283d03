"""Pages over HTTP: what the room `pages` makes, the files of answers and things, and the assets."""

from __future__ import annotations

from functools import partial
from pathlib import PurePosixPath
from typing import NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from ..errors import IlrsGraphError, UnknownName, UsageError
from ..graph import Reading
from ..language import LANGUAGES
from ..pages import Served
from ..pages.registry import sort_of
from ..pages.render import ASSETS, render
from ..render import Format, formats_of, write_bytes
from ..render.options import Options
from ..render.registry import accepted
from .caching import MAX_AGE_S, etag, matches
from .problems import Problem, problem_of
from .service import Service

_HTML = Format("html", (".html",), "text/html", "")
_FILES = {("ask", 1): "answer", ("id", 2): "triples"}
"""The first part of an address that has files, and the number of the others, to the kind of result of the files."""
_LONGEST = 2_000
"""The most characters of an address."""


class Asked(NamedTuple):
    """An address of a page, with its arguments, language and format."""

    path: str
    arguments: dict[str, str]
    language: str
    form: Format

    @classmethod
    def of(cls, request: Request, base: str) -> Asked:
        """Return what a request asks: by a suffix, else by Accept where a thing has several forms.

        Raises:
            Problem: the address is too long, or the language is not supported.
        """
        path, arguments = request.url.path.removeprefix(base), dict(request.query_params)
        if len(request.url.path) + len(request.url.query) > _LONGEST:
            raise Problem(414, f"the address is longer than {_LONGEST} characters", limit="size")
        language = arguments.pop("lang", LANGUAGES[0])
        if language not in LANGUAGES:
            raise Problem(400, f"lang: {language[:20]!r} is not a language", tip=f"use {' or '.join(LANGUAGES)}")
        first, *rest = PurePosixPath(path).parts[1:] or ("",)
        kind = _FILES.get((first, len(rest)), "")
        form = _HTML
        if kind:
            formats = [each for each in formats_of(kind) if each.name != _HTML.name]
            by_suffix = {suffix: each for each in formats for suffix in (*each.suffixes, f".{each.name}")}
            suffix = max((each for each in by_suffix if path.endswith(each)), key=len, default="")
            form, path = by_suffix.get(suffix, _HTML), path.removesuffix(suffix)
            if not suffix and kind == "triples":
                form = accepted(request.headers.get("accept", ""), [_HTML, *formats]) or _HTML
        return cls(path, arguments, language, form)

    @property
    def is_costly(self) -> bool:
        """Whether the page goes through the gate."""
        sort = sort_of(self.path)
        return sort is not None and self.form is _HTML and sort.costs(self.arguments)


async def page(service: Service, request: Request) -> Response:
    """Answer the address of a page, of a file of an answer or a thing, or of an asset."""
    base = service.settings.base_path
    asset = ASSETS.get(request.url.path.removeprefix(base))
    if asset is not None:
        kind = "text/css" if asset.suffix == ".css" else "image/svg+xml"
        return Response(asset.read_bytes(), media_type=kind, headers={"Cache-Control": f"public, max-age={MAX_AGE_S}"})
    asked = Asked.of(request, base)
    given = "&".join(f"{name}={value}" for name, value in sorted(asked.arguments.items()))
    tag = etag(service.snapshot, asked.path, given, asked.language, asked.form.name)
    headers = {"ETag": tag, "Cache-Control": f"public, max-age={MAX_AGE_S}", "Vary": "Accept"}
    if matches(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    body = service.rendered.get(tag)
    if body is None:
        client = request.client.host if request.client else ""
        make = partial(run_in_threadpool, _made, service, asked)
        with service.place_of(client):
            if asked.is_costly:
                body = await service.gate.shared(client, tag, make)
            else:
                async with service.rendering:
                    body = await make()
        service.rendered.put(tag, body)
    return Response(body, media_type=asked.form.media_type, headers=headers)


def _made(service: Service, asked: Asked) -> bytes:
    """Return the bytes of a page or a file.

    Raises:
        Problem: there is no such page, or an argument is wrong.
    """
    try:
        if asked.form is _HTML:
            pages = service.pages_in(asked.language)
            made = pages.page(asked.path, asked.arguments)
            return render(made, pages.context, Served(service.settings.base_path)).encode()
        return _file(service.pages_in(asked.language).context.reading, asked)
    except UnknownName as error:
        is_there = asked.path.removeprefix("/ask/") in service.reading.questions  # then an argument is wrong
        raise Problem(400 if is_there else 404, error.message, tip=error.tip) from None
    except UsageError as error:
        raise Problem(400, error.message, tip=error.tip) from None
    except IlrsGraphError as error:
        raise problem_of(error) from None


def _file(reading: Reading, asked: Asked) -> bytes:
    """Return the file of an answer, or of a thing."""
    _, kind, *rest = asked.path.split("/")
    if kind == "id":
        return write_bytes(reading.export(thing=f"{rest[0]}:{rest[1]}"), asked.form)
    given = {name: value for name, value in asked.arguments.items() if value.strip()}
    answer = reading.ask(rest[0], **given)  # type: ignore[arg-type]
    return write_bytes(answer, asked.form, Options(sources=True, language=answer.language))
