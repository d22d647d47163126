"""The data API of the contract: every table under the dashboard's filters, and the health check."""

import io
import json
from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from govdash.errors import StoreError, UsageError
from govdash.publish.files import FORMATS, write
from govdash.settings import default_db
from govdash.store import questions, snapshots
from govdash.store.filters import Filters
from govdash.store.tables import EXPORTS, table

MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}

Handler = Callable[[Request], Awaitable[Response]]


def _answer(handler: Callable[[Request], Response]) -> Handler:
    """Run a handler off the event loop; what is wrong is said in one line, never as a trace."""

    async def run(request: Request) -> Response:
        try:
            return await run_in_threadpool(handler, request)
        except UsageError as error:
            return JSONResponse({"error": str(error)}, 400)
        except StoreError as error:
            return JSONResponse({"error": str(error)}, 503)

    return run


def _table(request: Request) -> Response:
    name, _, kind = request.path_params["file"].rpartition(".")
    if name not in EXPORTS or kind not in FORMATS:
        return JSONResponse({"error": f"没有这个表：{request.path_params['file']}"}, 404)
    parameters = request.query_params
    filters = Filters.parse({key: parameters.getlist(key) for key in parameters})
    out = io.BytesIO()
    with snapshots.connect(default_db()) as connection:
        write(table(name, filters).ask(connection), kind, out)
    headers = {"Content-Disposition": f'attachment; filename="govdash-{name}.{kind}"'}
    return Response(out.getvalue(), media_type=MEDIA[kind], headers=headers)


def _report(request: Request) -> Response:
    with snapshots.connect(default_db()) as connection:
        found = questions.document(connection, request.path_params["report_id"])
    if found is None:
        return JSONResponse({"error": "没有这份报告"}, 404)
    return Response(found[0], media_type=MEDIA["json"])


def _health(_: Request) -> Response:
    path = snapshots.current(default_db())
    return Response(json.dumps({"status": "ok", "snapshot": path.stem}), media_type=MEDIA["json"])


ROUTES = [
    Route("/api/v1/reports/{report_id}.json", _answer(_report)),
    Route("/api/v1/{file}", _answer(_table)),
    Route("/healthz", _answer(_health)),
]
