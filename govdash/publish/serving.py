"""The published snapshot as the API serves it: open connection, validators, streamed answers."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime
from functools import lru_cache
from pathlib import Path

import anyio
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from govdash.settings import default_db, public_url
from govdash.store import snapshots

_PATIENCE = 60
"""Seconds a client may take for one slice before its place is given to another."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The snapshot that is published now."""

    id: str
    path: Path
    time: float
    connection: snapshots.Connection

    def headers(self, *parts: str) -> dict[str, str]:
        """The validators of one answer; weak, since it may be compressed on the way."""
        asked = "\n".join((self.id, public_url(), *parts))
        return {
            "ETag": f'W/"{hashlib.sha256(asked.encode()).hexdigest()[:32]}"',
            "Last-Modified": formatdate(self.time, usegmt=True),
            "Cache-Control": "no-cache",
        }


@lru_cache(maxsize=2)
def _open(path: Path) -> snapshots.Connection:
    """One connection a snapshot; no path is ever used twice, and what is used stays open."""
    return snapshots.connect(path)


def published() -> Snapshot:
    """The current snapshot, with a cursor of its own."""
    db = default_db()
    path = snapshots.current(db)
    cursor = _open(path).cursor()
    return Snapshot(snapshots.name_of(cursor), path, int(db.lstat().st_mtime), cursor)


def unchanged(request: Request, headers: Mapping[str, str]) -> bool:
    """Whether the client already has this answer (RFC 9110: the ETag counts before the date)."""
    asked = request.headers.get("if-none-match")
    if asked is not None:
        tags = {tag.strip().removeprefix("W/") for tag in asked.split(",")}
        return "*" in tags or headers["ETag"].removeprefix("W/") in tags
    since = request.headers.get("if-modified-since")
    if since is None:
        return False
    try:
        return parsedate_to_datetime(headers["Last-Modified"]) <= parsedate_to_datetime(since)
    except (ValueError, TypeError):
        return False


def without_body(media_type: str, headers: Mapping[str, str]) -> Response:
    """The answer to HEAD: the headers, without making the file to know its length."""
    response = Response(media_type=media_type, headers=dict(headers))
    del response.headers["content-length"]
    return response


class Streamed(StreamingResponse):
    """A file sent while it is made; its place is given back whatever happens."""

    def __init__(
        self,
        slices: Iterable[bytes],
        media_type: str,
        headers: Mapping[str, str],
        done: Callable[[], None],
    ) -> None:
        super().__init__(slices, media_type=media_type, headers=dict(headers))
        self._done = done

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it; a client that takes nothing for a minute has gone."""

        async def timely(message: Message) -> None:
            with anyio.fail_after(_PATIENCE):
                await send(message)

        try:
            await super().__call__(scope, receive, timely)
        finally:
            self._done()
