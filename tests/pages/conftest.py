"""Pages as a reader meets them: the dashboard is booted at the address of the page."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from govdash.settings import DB_VARIABLE, ROOT

BROKEN = "本站出错"
"""The title under which the frame tells that a page has failed."""

OpenPage = Callable[..., AppTest]


@pytest.fixture
def open_page(store: Path, monkeypatch: pytest.MonkeyPatch) -> OpenPage:
    """Open a page of the dashboard over the samples, with parameters in its address."""
    monkeypatch.setenv(DB_VARIABLE, str(store))

    def opened(name: str, **query: str | list[str]) -> AppTest:
        page = AppTest.from_file(str(ROOT / "govdash" / "ui" / "dashboard.py"), default_timeout=30)
        for key, value in query.items():
            page.query_params[key] = value
        if name != "overview":
            page.switch_page(f"../../pages/{name}.py")
        page.run()
        assert [error.value for error in page.exception] == []
        assert BROKEN not in [error.proto.title for error in page.error]
        return page

    return opened


def html_of(page: AppTest) -> str:
    """Everything the page draws as HTML."""
    return "\n".join(element.proto.body for element in page.get("html"))


def captions_of(page: AppTest) -> str:
    return "\n".join(caption.value for caption in page.caption)
