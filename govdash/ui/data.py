"""Questions asked of the published snapshot, answered once for everybody who asks the same."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st

from govdash.settings import default_db, query_seconds
from govdash.store import snapshots
from govdash.store.patience import within

Answer = TypeVar("Answer")


@st.cache_resource(max_entries=3, show_spinner=False)
def _connection(snapshot: str) -> snapshots.Connection:
    return snapshots.connect(Path(snapshot))


def _within(snapshot: str, question: Callable[..., Answer], *rest: object) -> Answer:
    """Ask for so long and no longer: a slow question stops alone, and says so (`SlowError`)."""
    cursor = _connection(snapshot).cursor()
    with within(query_seconds(), cursor):
        return question(cursor, *rest)


@st.cache_data(max_entries=500, show_spinner=False)
def _answer(snapshot: str, name: str, key: str, _question: Callable[..., Any], _rest: Any) -> Any:
    """Cached under the snapshot's name: a new snapshot is never answered from an old one."""
    del name, key
    return _within(snapshot, _question, *_rest)


def ask(question: Callable[..., Answer], *rest: object) -> Answer:
    """The answer of the store to a question about the current snapshot."""
    snapshot = str(snapshots.current(default_db()))
    name = f"{question.__module__}.{question.__qualname__}"
    answer: Answer = _answer(snapshot, name, repr(rest), question, rest)
    return answer


def ask_once(question: Callable[..., Answer], *rest: object) -> Answer:
    """The same for an answer too large to be kept, such as a whole table for a file."""
    return _within(str(snapshots.current(default_db())), question, *rest)
