"""What several tests need: the reference material, the documents in data/ and a store of them."""

import gc
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from govdash.pipeline import open_files
from govdash.settings import DATA, SAMPLES
from govdash.store.loader import load
from govdash.ui.data import ANSWERS

REPOSITORY = Path(__file__).resolve().parents[1]
REQUIRE_ALL = "GOVDASH_REQUIRE_ALL"


class Shared:
    """The reference material beside the checkout: real documents and what is true of them."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, name: str) -> Path:
        """A file of it; without it a test is skipped, or fails where everything is required."""
        path = self.root / name
        if not path.exists():
            if os.environ.get(REQUIRE_ALL) == "1":
                pytest.fail(f"missing: {name}")
            pytest.skip(f"no {name} here")
        return path

    def json(self, name: str) -> Any:
        return json.loads(self.path(name).read_text(encoding="utf-8"))


SHARED = Shared(REPOSITORY.parent / "shared")


@pytest.fixture(scope="session")
def shared() -> Shared:
    return SHARED


@pytest.fixture(scope="session")
def samples() -> dict[str, bytes]:
    """The documents written for the project, by file name."""
    return {file.name: file.read_bytes() for file in sorted((DATA / "samples").glob("*.txt"))}


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of everything that ships in data/; tests read it and never write."""
    db = tmp_path_factory.mktemp("store") / "govdash.duckdb"
    load(db, open_files(SAMPLES))
    return db


@pytest.fixture(scope="session", autouse=True)
def let_go() -> Iterator[None]:
    """Close what pages kept open: DuckDB speaks of leaks on a process that ends with it."""
    yield
    st.cache_resource.clear()
    ANSWERS.clear()
    gc.collect()
