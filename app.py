"""The server: the dashboard, the data API and the health check in one ASGI app."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware

import govdash.ui.charts  # noqa: F401  here, so that no reader waits for its library
from govdash.publish.api import ROUTES
from govdash.publish.door import Door
from govdash.publish.watch import Watch
from govdash.settings import ROOT
from govdash.ui import charts  # noqa: F401  plotly is loaded here, so that no reader waits for it
from govdash.ui.script import POLICY


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """What was loaded at the start is looked at no more when memory is cleared."""
    gc.collect()
    gc.freeze()
    yield


app = st.App(
    ROOT / "govdash" / "ui" / "dashboard.py",
    lifespan=lifespan,
    routes=ROUTES,
    middleware=[Middleware(Watch), Middleware(Door, scripts=POLICY)],
)
