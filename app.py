"""The server: the dashboard, the data API and the health check in one ASGI app."""

import streamlit as st

from govdash.publish.api import ROUTES
from govdash.settings import ROOT

app = st.App(ROOT / "govdash" / "ui" / "dashboard.py", routes=ROUTES)
