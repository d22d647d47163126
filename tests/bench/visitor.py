"""A reader of the dashboard as its server sees one: Streamlit's own protocol, without a browser."""

import asyncio
import random
import time
from dataclasses import dataclass, field
from functools import cache
from types import TracebackType
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from govdash.places.table import places

PAGES = ("", "disclosure", "applications", "cases", "map", "quality", "agency", "downloads")
_YEARS = ("2019", "2020", "2021", "2022", "2023", "2024")
_LEVELS = ("province", "prefecture", "county")
_PATIENCE = 60.0


@cache
def _regions(level: str) -> list[str]:
    return [code for code, place in places().items() if place.level == level]


def question(draw: random.Random) -> str:
    """An address as a filter makes it: half of the country, half of a division, large or small."""
    chosen = {"year": draw.choice(_YEARS)}
    if draw.random() < 0.5:
        chosen["region"] = draw.choice(_regions(draw.choice(_LEVELS)))
    if draw.random() < 0.25:
        chosen["level"] = draw.choice(_LEVELS)
    return "&".join(f"{name}={value}" for name, value in chosen.items())


@dataclass(slots=True)
class Drawn:
    """What came of one run of a page."""

    seconds: float
    texts: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


class Visitor:
    """One open page; `source` is the reader's address, by which several processes are shared out."""

    def __init__(self, address: str, source: str = "127.0.0.1") -> None:
        self._address, self._source = address.replace("http", "ws", 1), source
        self._socket: ClientConnection | None = None

    async def __aenter__(self) -> Self:
        self._socket = await connect(
            f"{self._address}/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]
            local_addr=(self._source, 0),
            max_size=None,
            compression=None,
            open_timeout=_PATIENCE,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        if self._socket is not None:
            await self._socket.close()

    async def look(self, page: str, query: str) -> Drawn:
        """Go to an address; back when the page is drawn."""
        assert self._socket is not None
        asked = BackMsg()
        asked.rerun_script.query_string = query
        asked.rerun_script.page_name = page
        start = time.monotonic()
        await self._socket.send(asked.SerializeToString())
        drawn = Drawn(0)
        async with asyncio.timeout(_PATIENCE):
            while not self._read(ForwardMsg.FromString(await self._socket.recv()), drawn):  # type: ignore[arg-type]
                pass
        drawn.seconds = time.monotonic() - start
        if not drawn.texts:
            drawn.wrong.append("nothing was drawn")
        return drawn

    def _read(self, message: ForwardMsg, drawn: Drawn) -> bool:
        kind = message.WhichOneof("type")
        if kind == "script_finished":
            # 2: ended early, because the page asked to be drawn anew.
            return message.script_finished != 2
        if kind == "page_not_found":
            drawn.wrong.append("page not found")
        if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            shown = element.WhichOneof("type")
            if shown == "exception":
                drawn.wrong.append(element.exception.message[:200])
            elif shown == "alert":
                drawn.texts.append(element.alert.body)
                if "本站" in element.alert.body or "快照" in element.alert.body:
                    drawn.wrong.append(element.alert.body[:200])
            elif shown == "markdown":
                drawn.texts.append(element.markdown.body)
            elif shown == "html":
                drawn.texts.append(element.html.body)
        return False
