"""The data API of the contract: every table under the dashboard's filters, and the health check."""

import json
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from itertools import chain

import duckdb
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from govdash.errors import GovdashError, SlowError, StoreError, TooLargeError, UsageError
from govdash.publish import openapi, package
from govdash.publish.files import FORMATS, MEDIA, pieces
from govdash.publish.limits import RATE, SLOTS, BusyError
from govdash.publish.making import Make, Making
from govdash.publish.serving import Snapshot, Streamed, published, unchanged, without_body
from govdash.publish.watch import metrics
from govdash.settings import public_url, query_seconds
from govdash.store import documents
from govdash.store.filters import Filters, require_known
from govdash.store.patience import within
from govdash.store.tables import EXPORTS, table

_READING = ["GET", "HEAD", "OPTIONS"]
_STATUS: dict[type[GovdashError], int] = {
    UsageError: 400,
    TooLargeError: 413,
    BusyError: 429,
    StoreError: 503,
    SlowError: 503,
}

_DAMAGED = (duckdb.IOException, duckdb.FatalException, duckdb.SerializationException)
"""What DuckDB says of a file that was cut off or overwritten under a running server."""

_LOG = logging.getLogger(__name__)

Handler = Callable[[Request], Response]


def _error(text: str, status: int, headers: dict[str, str] | None = None) -> JSONResponse:
    return JSONResponse({"error": text}, status, headers)


def _answer(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """Run a handler off the event loop; what is wrong is said in one line, never as a trace."""

    async def run(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": ", ".join(_READING)})
        try:
            RATE.check(_client(request))
            return await run_in_threadpool(handler, request)
        except GovdashError as error:
            after = {"Retry-After": str(error.after)} if isinstance(error, BusyError) else None
            return _error(str(error), _STATUS[type(error)], after)
        except _DAMAGED:
            _LOG.exception("the store cannot be read")
            return _error("数据文件读不出来，已记下。 The store cannot be read.", 503)

    return run


def _client(request: Request) -> str:
    return request.client.host if request.client else ""


def _query(request: Request) -> dict[str, list[str]]:
    return {name: request.query_params.getlist(name) for name in request.query_params}


def _filters(request: Request, snapshot: Snapshot) -> Filters:
    filters = Filters.parse(_query(request))
    with within(query_seconds(), snapshot.connection):
        require_known(snapshot.connection, filters)
    return filters


def _table(request: Request) -> Response:
    name, kind = request.path_params["name"], request.path_params["kind"]
    if name not in EXPORTS or kind not in FORMATS:
        raise HTTPException(404, f"没有这个表：{name}.{kind}")
    snapshot = published()
    filters = _filters(request, snapshot)
    question = table(name, filters, public_url())
    headers = snapshot.headers(name, kind, json.dumps(filters.query()))
    headers["Content-Disposition"] = f'attachment; filename="govdash-{name}.{kind}"'
    return _file(
        request,
        snapshot,
        headers,
        MEDIA[kind],
        lambda connection: pieces(connection, question, kind),
    )


def _package(request: Request) -> Response:
    snapshot = published()
    filters = _filters(request, snapshot)
    headers = snapshot.headers("package", json.dumps(filters.query()))
    headers["Content-Disposition"] = 'attachment; filename="govdash-data.zip"'
    return _file(
        request,
        snapshot,
        headers,
        "application/zip",
        lambda connection: package.pieces(connection, filters, public_url(), package.SERVED),
    )


def _file(
    request: Request, snapshot: Snapshot, headers: dict[str, str], media_type: str, make: Make
) -> Response:
    if unchanged(request, headers):
        return Response(status_code=304, headers=headers)
    if request.method == "HEAD":
        return without_body(media_type, headers)
    give = SLOTS.take(_client(request))
    making = Making(snapshot.path, make)

    def done() -> None:
        making.close()
        give()

    making.start()
    slices = making.slices()
    try:
        # The first one here: what is too large is told before anything was sent.
        first = next(slices)
    except BaseException:
        done()
        raise
    return Streamed(chain((first,), slices), media_type, headers, done)


def _report(request: Request) -> Response:
    name = request.path_params["report_id"]
    query = _query(request)
    if unknown := set(query) - {"version"}:
        raise UsageError(f"没有这个参数：{'、'.join(sorted(unknown))}（可用：version）")
    version = documents.version_number(query.get("version", []))
    snapshot = published()
    with within(query_seconds(), snapshot.connection):
        found = documents.version(snapshot.connection, name, version)
    if found is None:
        raise HTTPException(404, "没有这份报告，或没有这一版")
    return _json(request, found, snapshot.headers("report", name, str(version)))


def _json(request: Request, text: str, headers: dict[str, str]) -> Response:
    if unchanged(request, headers):
        return Response(status_code=304, headers=headers)
    if request.method == "HEAD":
        return without_body(MEDIA["json"], headers)
    return Response(text, media_type=MEDIA["json"], headers=headers)


def _datapackage(request: Request) -> Response:
    snapshot = published()
    filters = _filters(request, snapshot)
    with within(query_seconds(), snapshot.connection):
        told = package.descriptor(snapshot.connection, filters, public_url())
    headers = snapshot.headers("datapackage", json.dumps(filters.query()))
    return _json(request, json.dumps(told, ensure_ascii=False, indent=1), headers)


def _openapi(request: Request) -> Response:
    snapshot = published()
    told = openapi.description(snapshot.connection, public_url())
    return _json(request, json.dumps(told, ensure_ascii=False), snapshot.headers("openapi"))


def _health(_: Request) -> Response:
    snapshot = published()
    return JSONResponse(
        {
            "status": "ok",
            "snapshot": snapshot.id,
            "published": datetime.fromtimestamp(snapshot.time, UTC).isoformat(),
            "age_seconds": max(0, int(time.time() - snapshot.time)),
        }
    )


def _wrong(_: Request, error: Exception) -> Response:
    """What the router refuses, as JSON like every other error."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else None
    told = {404: "没有这个地址", 405: "这里只能读取（GET、HEAD、OPTIONS）", 500: "服务器出错"}
    detail = getattr(error, "detail", "")
    # Starlette's own words are the English names of the codes.
    text = detail if detail and not detail.isascii() else told.get(status, detail)
    if status == 405:
        headers = {"Allow": ", ".join(_READING)}
    return _error(text, status, headers)


def _route(path: str, handler: Handler) -> Route:
    return Route(path, _answer(handler), methods=_READING)


def _app(routes: list[BaseRoute]) -> Starlette:
    return Starlette(
        routes=routes,
        middleware=[
            Middleware(
                CORSMiddleware,
                allow_origins=["*"],
                allow_methods=_READING,
                allow_headers=["If-None-Match", "If-Modified-Since"],
                expose_headers=["ETag", "Last-Modified", "Content-Disposition", "Retry-After"],
            )
        ],
        exception_handlers={HTTPException: _wrong, 404: _wrong, 405: _wrong, Exception: _wrong},
    )


API = _app(
    [
        _route("/datapackage.json", _datapackage),
        _route("/datapackage.zip", _package),
        _route("/openapi.json", _openapi),
        _route("/reports/{report_id}.json", _report),
        _route("/{name}.{kind}", _table),
    ]
)
ROUTES = [
    Mount("/api/v1", API),
    Route("/healthz", _answer(_health), methods=_READING),
    Route("/metrics", metrics, methods=["GET", "HEAD"]),
]
