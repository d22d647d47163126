"""Questions asked of the published snapshot, answered once for everybody who asks the same."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

import streamlit as st

from govdash.forms.series import Quantity
from govdash.settings import default_db, query_seconds
from govdash.store import snapshots
from govdash.store.answers import Records
from govdash.store.filters import Filters
from govdash.store.patience import within
from govdash.ui.kept import Kept
from govdash.ui.run import once

Answer = TypeVar("Answer")

ANSWERS = Kept(64_000_000)
"""A page has a dozen answers of a few KB: some thousand views of the country."""


@st.cache_resource(max_entries=3, show_spinner=False)
def _connection(snapshot: str) -> snapshots.Connection:
    return snapshots.connect(Path(snapshot))


def _within(snapshot: str, question: Callable[..., Answer], *rest: object) -> Answer:
    """Ask for so long and no longer: a slow question stops alone, and says so (`SlowError`)."""
    cursor = _connection(snapshot).cursor()
    with within(query_seconds(), cursor):
        return question(cursor, *rest)


def _current() -> str:
    """A page is of one snapshot, also where another is published while it is drawn."""
    return once("snapshot", lambda: str(snapshots.current(default_db())))


def ask(question: Callable[..., Answer], *rest: object) -> Answer:
    """The answer of the store to a question about the current snapshot.

    Kept under the snapshot's name: a new snapshot is never answered from an old one.
    """
    snapshot = _current()
    name = f"{question.__module__}.{question.__qualname__}"
    asked = f"{snapshot}\n{name}\n{rest!r}".encode()
    answer: Answer = ANSWERS.get(
        blake2b(asked, digest_size=20).digest(), lambda: _within(snapshot, question, *rest)
    )
    return answer


def ask_once(question: Callable[..., Answer], *rest: object) -> Answer:
    """The same for an answer too large to be kept, such as a whole table for a file."""
    return _within(_current(), question, *rest)


def ask_years(
    question: Callable[..., Records],
    filters: Filters,
    quantities: Sequence[Quantity],
    *rest: object,
) -> Records:
    """Sums that are told apart by year: asked of all years, and of these the years looked at.

    Whoever turns from year to year is answered from one question.
    """
    every = ask(question, replace(filters, year=()), tuple(quantities), *rest)
    return [row for row in every if not filters.year or row["year"] in filters.year]
