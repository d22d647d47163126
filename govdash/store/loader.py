"""Parsed reports → a new snapshot of the store; the same files twice make the same snapshot."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from govdash import __version__
from govdash.pipeline import Document, Refusal
from govdash.pipeline.workers import unbroken, unsearched
from govdash.store import agencies, releases, reuse, revisions, rollup, series, snapshots
from govdash.store import decisions as decided
from govdash.store.corrections import Correction, correction_rows
from govdash.store.revisions import Known
from govdash.store.rows import Entry, agency_of, entry_of
from govdash.store.schema import (
    CORRECTIONS,
    DECISIONS,
    DICTIONARY,
    FINDINGS,
    META,
    OF_REPORT,
    REFUSED,
    REVISIONS,
    TABLES,
    VERSION,
    VERSIONS,
    dictionary_rows,
)
from govdash.store.shared_text import SKETCHES
from govdash.store.writing import insert, insert_findings

_BATCH = 1_000
_UNWRITTEN = 10_000
"""Reports that wait in memory: fewer, and the same rows are packed again and again."""


@dataclass(slots=True)
class Loaded:
    """What a load did: how many reports were stored, which files were refused, which snapshot.

    `agencies` are those of which a report came, went or changed.
    `stopped` holds where Ctrl-C ended it: what had been read until then is published.
    """

    stored: int = 0
    replaced: int = 0
    refused: int = 0
    snapshot: str = ""
    changed: bool = False
    agencies: set[str] = field(default_factory=set)
    fresh: set[str] = field(default_factory=set)
    stopped: bool = False


def load(
    db: Path,
    documents: Iterable[Document | Entry | Refusal],
    decisions: Path | None = None,
    corrections: Sequence[Correction] | None = None,
    keep: int = releases.KEPT,
) -> Loaded:
    """Store documents on top of what is there and publish the result as one snapshot.

    Until the end every reader sees the state before; after it, all of the new one. Ctrl-C makes
    it end early: what is read by then is stored and published, and the next load adds the rest. A
    file of decisions about findings takes the place of those in the store, and so do corrections;
    without them those in the store stay. `keep` older snapshots stay beside the new one.

    Raises:
        UsageError: the file of decisions holds what it cannot hold.
        StoreError: the store is made up.
    """
    loaded = Loaded()
    about = decided.read(decisions) if decisions and decisions.exists() else None
    with unsearched(), snapshots.writing(db) as draft:
        with snapshots.opened(draft) as connection:
            lacking = prepare(connection)
            snapshots.require_real(connection, db)
            before = snapshots.name_of(connection)
            _take_in(connection, documents, loaded)
            insert_findings(connection, series.renewed(connection, loaded.agencies))
            reuse.refresh(connection)
            agencies.refresh(connection, loaded.agencies)
            rollup.refresh(connection, loaded.fresh)
            if about is not None:
                connection.execute(f"DELETE FROM {DECISIONS.name}")
                insert(connection, DECISIONS, about)
            if corrections is not None:
                connection.execute(f"DELETE FROM {CORRECTIONS.name}")
                insert(connection, CORRECTIONS, correction_rows(connection, corrections))
            loaded.snapshot = snapshots.content_name(connection)
            loaded.changed = loaded.snapshot != before or lacking
            insert(connection, META, [("snapshot", loaded.snapshot)])
            connection.execute("CHECKPOINT")
        if loaded.changed:
            releases.publish(db, draft, loaded.snapshot, keep)
    return loaded


def prepare(connection: duckdb.DuckDBPyConnection) -> bool:
    """Make the tables that are missing, and say who writes; whether any was missing."""
    tables = {name for (name,) in connection.execute("SHOW TABLES").fetchall()}
    missing = [table for table in (*TABLES, *reuse.TABLES) if table.name not in tables]
    for table in missing:
        connection.execute(table.ddl)
    connection.execute("DELETE FROM dictionary")
    insert(connection, DICTIONARY, dictionary_rows())
    insert(connection, META, [("version", VERSION), ("govdash", __version__)])
    return bool(missing)


def _take_in(
    connection: duckdb.DuckDBPyConnection,
    documents: Iterable[Document | Entry | Refusal],
    loaded: Loaded,
) -> None:
    """Store all documents batch by batch, or those that came before Ctrl-C.

    While a batch is stored the next is read: the thread that stores sees no Ctrl-C.
    """
    batch: list[Entry | Refusal] = []
    with ThreadPoolExecutor(1) as thread:
        storing = thread.submit(_store, connection, (), loaded)
        try:
            for document in documents:
                with unbroken():
                    batch.append(entry_of(document) if isinstance(document, Document) else document)
                    if len(batch) >= _BATCH:
                        storing.result()
                        storing = thread.submit(_store, connection, batch, loaded)
                        batch = []
        except KeyboardInterrupt:
            loaded.stopped = True
        with unbroken():
            storing.result()
            _store(connection, batch, loaded)


def _store(
    connection: duckdb.DuckDBPyConnection, read: Sequence[Entry | Refusal], loaded: Loaded
) -> None:
    refused = {item.path: item for item in read if isinstance(item, Refusal)}
    loaded.refused += sum(isinstance(item, Refusal) for item in read)
    insert(
        connection,
        REFUSED,
        [(item.path, item.sha256, item.reason, item.code) for item in refused.values()],
    )
    if batch := [item for item in read if isinstance(item, Entry)]:
        _store_reports(connection, batch, loaded)


def _store_reports(
    connection: duckdb.DuckDBPyConnection, batch: Sequence[Entry], loaded: Loaded
) -> None:
    """Store a batch in one transaction; of two files of the same report the later stays."""
    standing = _Standing(connection, batch, loaded)
    connection.begin()
    for entry, known in zip(
        batch, revisions.in_place(connection, batch, loaded.fresh), strict=True
    ):
        standing.take(entry, known)
    paths = [entry.source.path for entry in batch]
    connection.execute("DELETE FROM refused WHERE list_contains(?, path)", [paths])
    if standing.gone:
        for table in (*OF_REPORT, SKETCHES):
            connection.execute(
                f'DELETE FROM "{table.name}" WHERE list_contains(?, report_id)',
                [sorted(standing.gone)],
            )
    latest = [entry.as_version(version) for entry, version in standing.latest.values()]
    for table in OF_REPORT:
        rows = [row for rows in latest for row in rows[table.name]]
        if table is FINDINGS:
            insert_findings(connection, rows)
        else:
            insert(connection, table, rows)
    connection.commit()
    loaded.fresh |= set(standing.latest)
    before = loaded.stored
    loaded.stored += len(standing.latest)
    if loaded.stored // _UNWRITTEN > before // _UNWRITTEN:
        connection.execute("CHECKPOINT")


class _Standing:
    """What stands after each report of a batch: the latest of each, and what has to go."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, batch: Sequence[Entry], loaded: Loaded
    ) -> None:
        self._connection = connection
        self._loaded = loaded
        self._revised = revisions.have_versions(connection, [entry.key for entry in batch])
        self.latest: dict[str, tuple[Entry, int]] = {}
        self.gone: set[str] = set()

    def take(self, entry: Entry, known: list[Known]) -> None:
        """Let a report stand, unless a newer one of it stands already."""
        known = [old for old in known if old.report_id not in self.gone]
        if entry.key in self.latest:
            known.append(self._known(entry.key))
        here = next((old for old in known if old.report_id == entry.key), None)
        if here and revisions.is_superseded(self._connection, entry.report, here):
            return
        self.latest[entry.key] = (entry, self._take_place(entry, known))

    def _known(self, key: str) -> Known:
        entry, version = self.latest[key]
        return Known(key, entry.report, version, entry.provenance.url, is_of_this_load=True)

    def _take_place(self, entry: Entry, known: Sequence[Known]) -> int:
        """Put older versions aside with all that changed; the number of the new version."""
        if entry.agency_id:
            self._loaded.agencies.add(entry.agency_id)
        if not known:
            return self._last(entry.key) + 1
        key, report = entry.key, entry.report
        others = [
            old for old in known if old.report_id != key or not revisions.same(old.report, report)
        ]
        insert(self._connection, VERSIONS, [revisions.version_row(old, report) for old in others])
        self._revised |= {old.report_id for old in others}
        unchanged = [old.version for old in known if old.report_id == key and old not in others]
        version = unchanged[0] if unchanged else self._last(key) + 1
        for old in others:
            # Another report that stood in the same path was not revised: its file is gone.
            if old.report_id == key or old.report.source.sha256 == report.source.sha256:
                rows = revisions.changes(old, key, report, entry.provenance, version)
                insert(self._connection, REVISIONS, rows)
        self.gone |= {old.report_id for old in known}
        self._loaded.agencies |= {
            agency for old in known if (agency := agency_of(old.report)) is not None
        }
        self._loaded.replaced += len(others)
        return version

    def _last(self, key: str) -> int:
        return revisions.last_version(self._connection, key) if key in self._revised else 0
