"""What the server counts and logs of each request: the route, never who asked nor what for."""

import logging
import os
import time

from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from govdash.errors import GovdashError
from govdash.publish.limits import SLOTS
from govdash.publish.serving import published
from govdash.store.tables import EXPORTS

_LOG = logging.getLogger("govdash.requests")

REQUESTS = Counter("govdash_requests_total", "Requests by route and status", ["route", "status"])
SECONDS = Histogram(
    "govdash_request_seconds",
    "Seconds to the last byte",
    ["route"],
    buckets=(0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 300),
)
SESSIONS = Gauge("govdash_sessions", "Readers with an open page")
EXPORTS_NOW = Gauge("govdash_exports_running", "Files being made")
EXPORTS_NOW.set_function(SLOTS.taken)
PROCESS = Gauge("govdash_process", "Which process this is, by its id")
PROCESS.set(os.getpid())
AGE = Gauge("govdash_snapshot_age_seconds", "Age of the published snapshot; -1: there is none")

_PREFIXES = {
    "/_stcore/stream": "stream",
    "/_stcore/upload_file": "upload",
    "/_stcore/": "streamlit",
    "/media/": "media",
    "/static/": "static",
    "/component/": "static",
    "/api/v1/reports/": "/api/v1/reports/{id}.json",
}
_OWN = {
    "/healthz",
    "/metrics",
    *(f"/api/v1/{name}" for name in ("datapackage.json", "datapackage.zip", "openapi.json")),
}


def route(path: str) -> str:
    """The name of a route; few, whatever is asked for."""
    if path in _OWN:
        return path
    for prefix, name in _PREFIXES.items():
        if path.startswith(prefix):
            return name
    if path.startswith("/api/v1/"):
        name, _, kind = path.removeprefix("/api/v1/").partition(".")
        known = name in EXPORTS and kind.isalpha() and len(kind) < 8
        return f"/api/v1/{name}.{kind}" if known else "/api/v1/unknown"
    return "page"


class Watch:
    """ASGI middleware around everything."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count and time what passes."""
        if scope["type"] == "websocket":
            with SESSIONS.track_inprogress():
                await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await self._request(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        name, start = route(scope["path"]), time.monotonic()
        status, size = 500, 0

        async def seen(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, seen)
        finally:
            took = time.monotonic() - start
            REQUESTS.labels(name, status).inc()
            SECONDS.labels(name).observe(took)
            if name.startswith("/api/") or status >= 500:
                told = {
                    "method": scope["method"],
                    "route": name,
                    "status": status,
                    "bytes": size,
                    "ms": round(took * 1000, 1),
                }
                _LOG.info("request", extra={"told": told})


def metrics(_: Request) -> Response:
    """The counts of this process, as Prometheus reads them."""
    try:
        AGE.set(max(0.0, time.time() - published().time))
    except GovdashError:
        AGE.set(-1)
    return Response(generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})
