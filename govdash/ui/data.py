"""Questions asked of the published snapshot, answered once for everybody who asks the same."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st

from govdash.settings import default_db
from govdash.store import snapshots

Answer = TypeVar("Answer")


@st.cache_resource(max_entries=3, show_spinner=False)
def _connection(snapshot: str) -> snapshots.Connection:
    return snapshots.connect(Path(snapshot))


@st.cache_data(max_entries=500, show_spinner=False)
def _answer(snapshot: str, name: str, key: str, _question: Callable[..., Any], _rest: Any) -> Any:
    """Cached under the snapshot's name: a new snapshot is never answered from an old one."""
    del name, key
    return _question(_connection(snapshot).cursor(), *_rest)


def ask(question: Callable[..., Answer], *rest: object) -> Answer:
    """The answer of `store.questions` to a question about the current snapshot."""
    snapshot = str(snapshots.current(default_db()))
    answer: Answer = _answer(snapshot, question.__name__, repr(rest), question, rest)
    return answer


def ask_once(question: Callable[..., Answer], *rest: object) -> Answer:
    """The same for an answer too large to be kept, such as a whole table for a file."""
    return question(_connection(str(snapshots.current(default_db()))).cursor(), *rest)
