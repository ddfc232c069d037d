"""The application behind the page: page, data, answers, real runs and how to make them again."""

import asyncio
import hashlib
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from analysis.explore.serving.asking import Limits, RefusedError, Setting, parsed, read_question, read_setting
from analysis.explore.serving.content import TYPES, json_files
from analysis.explore.serving.jobs import Jobs

LARGEST_BODY = 16_384
"""Bytes of a request's body; a setting of all sliders takes about one thousand."""
SECONDS_FOR_BODY = 10.0
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
ANY_HOST = ("*",)


@dataclass(frozen=True, kw_only=True)
class Explorer:
    """What the application serves.

    ``page`` is the folder with ``index.html``, ``data`` what the page has of the surrogate. ``answer`` takes policies A
    and B, ``reproduce`` a setting; both return values that JSON can hold. ``started`` is called when serving begins.
    """

    page: Path
    data: Mapping[str, Any]
    answer: Callable[[Setting, Setting], Any]
    reproduce: Callable[[Setting], Any]
    jobs: Jobs
    hosts: Sequence[str] = LOOPBACK
    started: Callable[[], None] = lambda: None


def create_app(explorer: Explorer) -> ASGIApp:
    """Return the application; ``hosts`` are the names under which it answers."""
    api = _Api(explorer)
    routes = [
        Route("/", _index(explorer.page)),
        Mount("/static", StaticFiles(directory=explorer.page)),
        Route("/data/{path:path}", _Data(json_files(explorer.data)), methods=["GET"]),
        Route("/api/answer", api.answer, methods=["POST"]),
        Route("/api/reproduce", api.reproduce, methods=["POST"]),
        Route("/api/runs", api.run, methods=["POST"]),
        Route("/api/runs/{job}", api.told, methods=["GET"]),
        Route("/api/runs/{job}", api.cancel, methods=["DELETE"]),
    ]
    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=list(explorer.hosts), www_redirect=False)
    handlers = {RefusedError: _refused, HTTPException: _http_error, ClientDisconnect: _gone, Exception: _unexpected}
    return Starlette(
        routes=routes,
        middleware=[hosts],
        exception_handlers=handlers,
        lifespan=_lifespan(explorer),
        max_body_size=LARGEST_BODY,
    )


def _lifespan(explorer: Explorer) -> Any:
    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncGenerator[None]:
        explorer.started()
        try:
            yield
        finally:
            explorer.jobs.close()

    return lifespan


def _index(page: Path) -> Callable[[Request], Response]:
    def index(request: Request) -> Response:
        return FileResponse(page / "index.html")

    return index


class _Data:
    """Answers with files that are held in memory, each with a tag, so that a browser loads none twice."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = {path: (content, _tag(content)) for path, content in files.items()}

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        request = Request(scope)
        path = request.path_params["path"]
        if path not in self.files:
            raise HTTPException(404)
        content, tag = self.files[path]
        kind = TYPES[PurePosixPath(path).suffix]
        known = request.headers.get("if-none-match") == tag
        answer = Response(b"" if known else content, 304 if known else 200, {"ETag": tag}, media_type=kind)
        await answer(scope, receive, send)


def _tag(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


class _Api:
    """What the page asks for with its buttons."""

    def __init__(self, explorer: Explorer) -> None:
        self.explorer, self.limits = explorer, Limits.of(explorer.data)

    async def answer(self, request: Request) -> Response:
        a, b = read_question(await _body(request), self.limits)
        return JSONResponse(self.explorer.answer(a, b))

    async def reproduce(self, request: Request) -> Response:
        return JSONResponse(self.explorer.reproduce(await self._policy(request)))

    async def run(self, request: Request) -> Response:
        job = self.explorer.jobs.submit(await self._policy(request))
        return JSONResponse({"job": job.id}, 202)

    async def told(self, request: Request) -> Response:
        return JSONResponse(_known(self.explorer.jobs.told(request.path_params["job"])))

    async def cancel(self, request: Request) -> Response:
        _refuse_other_pages(request)
        self.explorer.jobs.cancel(request.path_params["job"])
        return await self.told(request)

    async def _policy(self, request: Request) -> Setting:
        setting = read_setting(await _body(request), self.limits)
        if not setting.changes_something:
            raise RefusedError(422, "no_policy", "no lever is moved, or there is no money: this is the baseline itself")
        return setting


def _known(told: Any) -> Any:
    if told is None:
        raise RefusedError(404, "not_found", "there is no such run; the server remembers the last ones only")
    return told


async def _body(request: Request) -> Any:
    """Return what the body says; refuse another page's, another kind, and one that takes too long to come."""
    _refuse_other_pages(request)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != TYPES[".json"]:
        raise RefusedError(415, "wrong_type", "send JSON, with Content-Type: application/json")
    try:
        async with asyncio.timeout(SECONDS_FOR_BODY):
            return parsed(await request.body())
    except TimeoutError:
        raise RefusedError(408, "too_slow", f"the request did not come within {SECONDS_FOR_BODY:g} seconds") from None


def _refuse_other_pages(request: Request) -> None:
    """Refuse what a page of another site sends through the browser of a person who has this one open."""
    origin = request.headers.get("origin")
    if origin is not None and origin.rpartition("//")[2] != request.headers.get("host"):
        raise RefusedError(403, "wrong_origin", "this is asked by a page of another address")


def _refused(request: Request, error: Any) -> Response:
    return _error(error.status, error.code, error.message)


CODES = {404: "not_found", 413: "too_large"}


def _http_error(request: Request, error: Any) -> Response:
    code = CODES.get(error.status_code, "invalid")
    return _error(error.status_code, code, str(error.detail), error.headers)


def _gone(request: Request, error: Any) -> Response:
    return _error(400, "malformed", "the request broke off")


def _unexpected(request: Request, error: Any) -> Response:
    return _error(500, "unexpected", "an unexpected error, which the server's terminal shows")


def _error(status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> Response:
    return JSONResponse({"error": code, "message": message}, status, headers)
