"""The API alone over the samples, and a running server where only that will do."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from govdash.publish import api, limits
from govdash.publish.limits import Rate
from govdash.settings import DB_VARIABLE
from tests.serving import serving

Get = Callable[..., "bytes"]


@pytest.fixture
def client(store: Path, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """The routes of the API, without the dashboard around them."""
    monkeypatch.setenv(DB_VARIABLE, str(store))
    monkeypatch.setattr(api, "RATE", Rate("100000/minute"))
    monkeypatch.setattr(api, "SLOTS", limits.Slots(4))
    return TestClient(Starlette(routes=api.ROUTES), raise_server_exceptions=False)


@pytest.fixture(scope="module")
def server(store: Path) -> Iterator[str]:
    with serving(store, GOVDASH_RATE="100000/minute") as (address, _):
        yield address
