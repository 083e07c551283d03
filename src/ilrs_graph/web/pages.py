"""Pages over HTTP: what the room `pages` makes, the files of answers and things, and the assets."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import quote, urlencode

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from ..errors import IlrsGraphError, UnknownName, UsageError
from ..graph import Reading
from ..language import LANGUAGES
from ..pages import Served
from ..pages.graph_files import FILES
from ..pages.links import Shown
from ..pages.registry import MEDIA_TYPES, SORTS, sort_of
from ..pages.render import ASSETS, render
from ..render import Format, formats_of, write_bytes
from ..render.options import Options
from ..render.registry import accepted
from .caching import MAX_AGE_S, Validators
from .headers import CORS
from .problems import Problem, problem_of
from .service import Service
from .views import View

HTML = Format("html", (".html",), "text/html", "")
"""What a browser accepts."""
_FILES = {
    ("ask", 0): "questions", ("ask", 1): "answer", ("id", 2): "triples", ("vocab", 2): "triples", ("find", 0): "found",
}  # fmt: skip
"""The first part of an address that has files, and the number of the others, to the kind of result of the files."""
_REFERENCES = ("bibtex", "csl", "ris")
"""The formats of the sources of a thing."""
_OF_NOW = ("/check",)
"""Pages of the current graph only."""
_ASSETS = {
    ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".txt": "text/plain",
    ".ttl": "text/turtle", ".gz": "application/gzip",
}  # fmt: skip
"""The media type of an asset, or of a file of the whole graph, by its suffix."""
_DATA = "/data"
"""The page of the files of the whole graph, which are below it."""
_SLOW_S = 0.1
"""From how many seconds of processor time on the answer to a question is slow."""
_LONGEST = 2_000
"""The most characters of an address."""


class Asked(NamedTuple):
    """An address of a page, with its arguments, language, format and day of knowledge, "" for that of the server."""

    path: str
    arguments: dict[str, str]
    language: str
    form: Format
    as_of: str = ""

    @classmethod
    def of(cls, request: Request, base: str) -> Asked:
        """Return what a request asks: by a suffix, else by Accept where a thing has several forms.

        Raises:
            Problem: the address is too long, or the language is not supported.
        """
        path, arguments = request.url.path.removeprefix(base), dict(request.query_params)
        if len(request.url.path) + len(request.url.query) > _LONGEST:
            raise Problem(414, f"the address is longer than {_LONGEST} characters", limit="size")
        language = language_of(arguments.pop("lang", None))
        first, *rest = PurePosixPath(path).parts[1:] or ("",)
        kind = _FILES.get((first if rest else first.partition(".")[0], len(rest)), "")
        form = HTML
        if kind:
            references = (
                [each for each in formats_of("overview") if each.name in _REFERENCES] if kind == "triples" else []
            )
            formats = [*(each for each in formats_of(kind) if each.name != HTML.name), *references]
            by_suffix = {suffix: each for each in formats for suffix in (*each.suffixes, f".{each.name}")}
            suffix = max((each for each in by_suffix if path.endswith(each)), key=len, default="")
            form, path = by_suffix.get(suffix, HTML), path.removesuffix(suffix)
            if not suffix and kind == "triples":
                form = accepted(request.headers.get("accept", ""), [HTML, *formats_of(kind)]) or HTML
        return cls(path, arguments, language, form, arguments.pop("as_of", "").strip())

    @property
    def given(self) -> str:
        """The arguments as text."""
        return urlencode(sorted(self.arguments.items()))

    @property
    def is_costly(self) -> bool:
        """Whether the page goes through the gate whatever it took before."""
        sort = sort_of(self.path)
        return sort is not None and self.form is HTML and sort.costs(self.arguments)

    @property
    def is_answer(self) -> bool:
        """Whether it is the answer to a saved question, as a page or a file."""
        return sort_of(self.path) is SORTS["question"]


def language_of(name: str | None) -> str:
    """Return the language that the parameter `lang` names, English without it.

    Raises:
        Problem: it is not supported.
    """
    language = LANGUAGES[0] if name is None else name
    if language not in LANGUAGES:
        raise Problem(400, f"lang: {language[:20]!r} is not a language", tip=f"use {' or '.join(LANGUAGES)}")
    return language


async def page(service: Service, request: Request) -> Response:
    """Answer the address of a page, of a file of an answer or a thing, or of an asset."""
    base = service.settings.base_path
    asset = ASSETS.get(request.url.path.removeprefix(base))
    if asset is not None:
        return _asset(service, request, asset)
    name = request.url.path.removeprefix(f"{base}{_DATA}/")
    if name in FILES:
        return await _download(service, request, name)
    asked = Asked.of(request, base)
    day = "" if asked.path in _OF_NOW else service.day_of(asked.as_of)
    if asked.as_of and day != asked.as_of:
        return _at_day(request, day)
    client = request.client.host if request.client else ""
    with service.place_of(client):
        view = await service.view_of(day, client)
        validators = _validators(service, view, asked)
        if validators.met_by(request.headers):
            return Response(status_code=304, headers=validators.headers)
        body = service.rendered.get(validators.tag)
        if body is None:
            make = partial(run_in_threadpool, partial(_made, service, view, asked))
            if asked.is_costly or (asked.arguments and asked.path in service.slow):
                body = await service.gate.shared(client, validators.tag, make)
            else:
                async with service.rendering:
                    body = await make()
            service.rendered.put(validators.tag, body)
    kind = MEDIA_TYPES.get(PurePosixPath(asked.path).suffix, asked.form.media_type)
    return Response(body, media_type=kind, headers=validators.headers)


async def made_ahead(service: Service, address: str) -> None:
    """Make the page of an address of the current graph, and keep it for those who will ask.

    Raises:
        Problem: it cannot be made.
    """
    asked, view = Asked(address, {}, LANGUAGES[0], HTML), service.view
    validators = _validators(service, view, asked)
    if service.rendered.get(validators.tag) is None:
        service.rendered.put(validators.tag, await run_in_threadpool(_made, service, view, asked))


def _validators(service: Service, view: View, asked: Asked) -> Validators:
    written = [str(view.downloads.are_written)] if asked.path == _DATA else []
    return service.validators(view, asked.path, asked.given, asked.language, asked.form.name, *written)


async def _download(service: Service, request: Request, name: str) -> Response:
    """Return a file of the whole graph; the first one to be asked for is costly."""
    view, client = service.view, request.client.host if request.client else ""
    validators = service.validators(view, request.url.path)
    if validators.met_by(request.headers):
        return Response(status_code=304, headers=validators.headers)
    files = view.downloads
    with service.place_of(client):
        if not files.are_written:
            try:
                await service.gate.shared(client, f"files {view.snapshot}", partial(run_in_threadpool, files.write))
            except IlrsGraphError as error:
                raise problem_of(error) from None
            except OSError as error:
                service.settings.log(f"the files of the whole graph cannot be written: {error}")
                raise Problem(503, "the files cannot be written now", tip="try again later", limit="disk") from None
    held = BackgroundTask(lambda: files)  # else the folder would go with the view when the graph changes meanwhile
    kind = _ASSETS[PurePosixPath(name).suffix]
    return FileResponse(files.path(name), media_type=kind, headers={**validators.headers, **CORS}, background=held)


def _asset(service: Service, request: Request, asset: Path) -> Response:
    validators = service.validators(service.view, request.url.path)
    if validators.met_by(request.headers):
        return Response(status_code=304, headers=validators.headers)
    return Response(asset.read_bytes(), media_type=_ASSETS[asset.suffix], headers=validators.headers)


def _at_day(request: Request, day: str) -> Response:
    """Return the redirection to the same address with another day, "" for none."""
    pairs = [(name, value) for name, value in request.query_params.multi_items() if name != "as_of"]
    query = urlencode([*pairs, *([("as_of", day)] if day else [])])
    where = quote(request.url.path) + (f"?{query}" if query else "")
    return Response(status_code=302, headers={"Location": where, "Cache-Control": f"public, max-age={MAX_AGE_S}"})


def _made(service: Service, view: View, asked: Asked) -> bytes:
    """Return the bytes of a page or a file, and note if it is a slow answer.

    Raises:
        Problem: there is no such page, or an argument is wrong.
    """
    start = time.thread_time()
    body = _bytes(service, view, asked)
    if asked.is_answer and time.thread_time() - start >= _SLOW_S:
        service.slow.add(asked.path)
    return body


def _bytes(service: Service, view: View, asked: Asked) -> bytes:
    """Return the bytes of a page or a file.

    Raises:
        Problem: there is no such page, or an argument is wrong.
    """
    try:
        if asked.form is HTML:
            pages = view.pages_in(asked.language)
            made = pages.page(asked.path, asked.arguments)
            kept = {"as_of": asked.as_of} if asked.as_of else {}
            kept |= {"lang": asked.language} if asked.language != LANGUAGES[0] else {}
            until = service.view.next_known(asked.as_of) if asked.as_of else ""
            shown = Shown(asked.arguments, asked.as_of, until, service.shows_days)
            links = Served(service.settings.base_path, kept=kept, shown=shown, contact=service.settings.contact)
            return render(made, pages.context, links).encode()
        return _file(view.pages_in(asked.language).context.reading, asked)
    except UnknownName as error:
        first, _, rest = asked.path.lstrip("/").partition("/")
        is_there = first == "sparql" or (first == "ask" and rest.partition("/")[0] in service.reading.questions)
        message = f"as known on {asked.as_of}, {error.message}" if asked.as_of else error.message
        above = asked.path.rpartition("/")[0]
        near = [f"{service.settings.base_path}{above}/{name}" for name in error.near if "/" not in name]
        status, near = (400, []) if is_there else (404, near)
        raise Problem(status, message, tip=error.tip, near=near) from None
    except UsageError as error:
        raise Problem(400, error.message, tip=error.tip) from None
    except IlrsGraphError as error:
        raise problem_of(error) from None


def _file(reading: Reading, asked: Asked) -> bytes:
    """Return the file of an answer, of a thing, of what a search finds, or of the list of questions.

    Raises:
        UnknownName, UsageError: there is no such question or thing, or an argument is wrong.
    """
    _, kind, *rest = asked.path.split("/")
    given = {name: value for name, value in asked.arguments.items() if value.strip()}
    if kind in ("id", "vocab"):
        name = f"{rest[0]}:{rest[1]}"
        result = reading.overview(name) if asked.form.name in _REFERENCES else reading.export(thing=name)
        return write_bytes(result, asked.form)
    if kind == "find":
        if "q" not in given:
            raise UsageError("no words to search for", tip="give them as q=")
        return write_bytes(reading.find(given["q"]), asked.form)
    if not rest:
        return write_bytes(reading.questions, asked.form)
    answer = reading.ask(rest[0], **given)  # type: ignore[arg-type]
    return write_bytes(answer, asked.form, Options(sources=True, language=answer.language, spreadsheet=True))
