"""Parsed reports → a new snapshot of the store; the same files twice make the same snapshot."""

import hashlib
import json
import signal
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa

from govdash import __version__
from govdash.audit import Audit, checks_of, outcomes
from govdash.audit.years import carried
from govdash.pipeline import Document, Refusal
from govdash.places import agency_id
from govdash.report import How, Report, State, Verdict, to_json
from govdash.store import decisions as decided
from govdash.store import reuse, series, snapshots
from govdash.store.schema import (
    CARRIED_TABLE,
    DECISIONS,
    DICTIONARY,
    DOCUMENTS,
    FIGURE_TABLE,
    FINDINGS,
    META,
    NOTES,
    NUMBER,
    OF_REPORT,
    OUTCOMES,
    REFUSED,
    REPLACED,
    REPORTS,
    STATEMENTS,
    TABLES,
    VERSION,
    Table,
    dictionary_rows,
)
from govdash.store.shared_text import SHARED_TEXT, SKETCHES

Row = tuple[object, ...]

_BATCH = 500


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
    stopped: bool = False


def agency_of(report: Report) -> str | None:
    """The id of a report's agency; one that may lie in several regions joins no other report."""
    agency = agency_id(report.agency, report.region)
    if agency and report.region and report.region.candidates:
        return f"{agency}-{report.source.sha256[:8]}"
    return agency


def report_id(report: Report) -> str:
    """The stable name of a report: agency and year; of an unknown one, its content."""
    agency = agency_of(report)
    if agency is None or report.year is None:
        return f"x-{report.source.sha256[:12]}"
    return f"{agency}-{report.year}"


def load(
    db: Path, documents: Iterable[Document | Refusal], decisions: Path | None = None
) -> Loaded:
    """Store documents on top of what is there and publish the result as one snapshot.

    Until the end every reader sees the state before; after it, all of the new one. Ctrl-C makes
    it end early: what is read by then is stored and published, and the next load adds the rest. A
    file of decisions about findings takes the place of those in the store; without one they stay.

    Raises:
        UsageError: the file of decisions holds what it cannot hold.
    """
    loaded = Loaded()
    about = decided.read(decisions) if decisions and decisions.exists() else None
    with snapshots.writing(db) as draft:
        connection = duckdb.connect(str(draft))
        try:
            _prepare(connection)
            before = _snapshot(connection)
            _take_in(connection, documents, loaded)
            _insert(connection, FINDINGS, series.renewed(connection, loaded.agencies))
            reuse.refresh(connection, _insert)
            if about is not None:
                connection.execute(f"DELETE FROM {DECISIONS.name}")
                _insert(connection, DECISIONS, about)
            loaded.snapshot = _snapshot(connection)
            loaded.changed = loaded.snapshot != before or not db.exists()
            _insert(connection, META, [("snapshot", loaded.snapshot)])
            connection.execute("CHECKPOINT")
        finally:
            connection.close()
        if loaded.changed:
            snapshots.publish(db, draft, loaded.snapshot)
    return loaded


def _prepare(connection: duckdb.DuckDBPyConnection) -> None:
    tables = {name for (name,) in connection.execute("SHOW TABLES").fetchall()}
    for table in (*TABLES, *reuse.TABLES):
        if table.name not in tables:
            connection.execute(table.ddl)
    if META.name not in tables:
        _insert(connection, DICTIONARY, dictionary_rows())
        _insert(connection, META, [("version", VERSION), ("govdash", __version__)])


def _snapshot(connection: duckdb.DuckDBPyConnection) -> str:
    """A name made of all that a reader can see, so that equal contents have equal names."""
    digest = hashlib.sha256(f"{VERSION} {__version__}".encode())
    for table, order in (
        (DOCUMENTS, "report_id"),
        (REPORTS, "report_id"),
        (reuse.REUSE, "report_id"),
        (SHARED_TEXT, "report_id"),
        (FINDINGS, "report_id, position, rule"),
        (DECISIONS, "fingerprint"),
        (REFUSED, "path"),
    ):
        rows = connection.execute(f'SELECT * FROM "{table.name}" ORDER BY {order}')
        while found := rows.fetchmany(_BATCH):
            digest.update(repr(found).encode())
    return digest.hexdigest()[:16]


_ARROW = {
    "VARCHAR": pa.string(),
    "VARCHAR[]": pa.list_(pa.string()),
    "DATE": pa.string(),
    "INTEGER": pa.int32(),
    "BOOLEAN": pa.bool_(),
    "DOUBLE": pa.float64(),
    "UBIGINT[]": pa.list_(pa.uint64()),
    NUMBER: pa.decimal128(18, 6),
}


def _insert(connection: duckdb.DuckDBPyConnection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows through Arrow: hundreds of times as fast as one statement a row."""
    if not rows:
        return
    columns = zip(*rows, strict=True)
    arrays = [
        pa.array(list(column), type=_ARROW[kind.split(" ")[0]])
        for column, kind in zip(columns, table.columns.values(), strict=True)
    ]
    batch = pa.Table.from_arrays(arrays, names=list(table.columns))
    verb = "INSERT OR REPLACE" if table.has_key else "INSERT"
    connection.register("batch", batch)
    connection.execute(f'{verb} INTO "{table.name}" SELECT * FROM batch')
    connection.unregister("batch")


def _take_in(
    connection: duckdb.DuckDBPyConnection, documents: Iterable[Document | Refusal], loaded: Loaded
) -> None:
    """Store all documents batch by batch, or those that came before Ctrl-C."""
    batch: list[Document] = []
    try:
        for document in documents:
            with _unbroken():
                if isinstance(document, Refusal):
                    loaded.refused += 1
                    _refuse(connection, document)
                    continue
                batch.append(document)
                if len(batch) >= _BATCH:
                    _store(connection, batch, loaded)
                    batch = []
    except KeyboardInterrupt:
        loaded.stopped = True
    _store(connection, batch, loaded)


@contextmanager
def _unbroken() -> Iterator[None]:
    """Put Ctrl-C off until a transaction is whole."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed:
        raise KeyboardInterrupt


def _refuse(connection: duckdb.DuckDBPyConnection, refusal: Refusal) -> None:
    _insert(connection, REFUSED, [(refusal.path, refusal.sha256, refusal.reason)])


def _store(
    connection: duckdb.DuckDBPyConnection, batch: Sequence[Document], loaded: Loaded
) -> None:
    """Store a batch in one transaction; of two files of the same report the later stays."""
    latest: dict[str, Document] = {}
    connection.begin()
    for document in batch:
        key = report_id(document.report)
        if key in latest:
            loaded.replaced += _note_replaced(connection, key, latest[key].report, document.report)
        latest[key] = document
    for key, document in latest.items():
        loaded.replaced += _take_place(connection, key, document.report, loaded.agencies)
        connection.execute("DELETE FROM refused WHERE path = ?", [document.report.source.path])
    rows = _rows(latest)
    for table in OF_REPORT:
        _insert(connection, table, rows[table.name])
    connection.commit()
    loaded.stored += len(latest)


def _note_replaced(
    connection: duckdb.DuckDBPyConnection, key: str, old: Report, new: Report
) -> int:
    if old.source.sha256 == new.source.sha256:
        return 0
    _insert(connection, REPLACED, [(key, old.source.path, old.source.sha256, new.source.sha256)])
    return 1


def _take_place(
    connection: duckdb.DuckDBPyConnection, key: str, new: Report, agencies: set[str]
) -> int:
    """Remove what a report takes the place of, and remember it where it was another document.

    That is a stored report of the same agency and year, and whatever an older reading made of
    the same file: it may have been given to another agency or year then.
    """
    source = new.source
    old = connection.execute(
        "SELECT agency_id, report_id, source_path, source_sha256 FROM reports "
        "WHERE report_id = ? OR source_path = ? OR source_sha256 = ?",
        [key, source.path, source.sha256],
    ).fetchall()
    agencies |= {agency for agency in (agency_of(new), *(row[0] for row in old)) if agency}
    for _, report, _, _ in old:
        for table in (*OF_REPORT, SKETCHES):
            connection.execute(
                f'DELETE FROM "{table.name}" WHERE report_id = ?',
                [report],
            )
    others = [
        (report, path, sha256, source.sha256)
        for _, report, path, sha256 in old
        if report != key or sha256 != source.sha256
    ]
    _insert(connection, REPLACED, others)
    return len(others)


def _rows(documents: dict[str, Document]) -> dict[str, list[Row]]:
    """The rows of a batch by table, tables in the order of the schema."""
    rows: dict[str, list[Row]] = {table.name: [] for table in OF_REPORT}
    for key, document in documents.items():
        report, audited = document.report, checks_of(document.report)
        rows[REPORTS.name].append(_report_row(key, document, audited))
        rows[FIGURE_TABLE.name].append(
            (key, *(report.value(figure) for figure in list(FIGURE_TABLE.columns)[1:]))
        )
        found = outcomes(report, audited)
        rows[OUTCOMES.name].append(
            (
                key,
                found.concluded,
                *found.groups.values(),
                found.derived,
                found.blanks,
                found.gap.value if found.gap else None,
            )
        )
        rows[CARRIED_TABLE.name].append((key, *carried(report, audited.sheet)))
        rows[NOTES.name] += _note_rows(key, report)
        rows[FINDINGS.name] += [
            series.finding_row(key, position, finding)
            for position, finding in enumerate(report.findings, start=1)
        ]
        rows[STATEMENTS.name] += _stated_rows(key, report)
        parsed = json.dumps(to_json(report), ensure_ascii=False)
        rows[DOCUMENTS.name].append((key, parsed, json.dumps(document.lines, ensure_ascii=False)))
    return rows


def _report_row(key: str, document: Document, audited: Audit) -> Row:
    report, region = document.report, document.report.region
    return (
        key,
        agency_of(report),
        report.agency,
        report.year,
        report.form.id,
        report.title,
        report.published,
        report.scope,
        document.level,
        document.kind,
        region.code if region else None,
        region.name if region else None,
        region.confidence if region else None,
        document.provenance.origin,
        document.provenance.note,
        document.provenance.url,
        report.source.path,
        report.source.sha256,
        report.source.media_type,
        report.source.encoding,
        report.source.script,
        audited.count(Verdict.PASS),
        audited.count(Verdict.FAIL),
        audited.count(Verdict.NOT_ASSESSABLE),
    )


def _note_rows(key: str, report: Report) -> list[Row]:
    """Every cell that is not simply a printed number, or has a derived one beside it."""
    rows: list[Row] = []
    for figure, cell in report.cells.items():
        derived = report.derived.get(figure)
        plain = cell.state is State.VALUE and cell.how is How.PRINTED
        if plain and derived is None and cell.text in (None, str(cell.value)):
            continue
        rows.append(
            (
                key,
                figure,
                cell.state.value,
                cell.how.value if cell.how else None,
                cell.text,
                derived.value if derived else None,
                list(derived.sources) if derived else None,
            )
        )
    return rows


def _stated_rows(key: str, report: Report) -> list[Row]:
    return [
        (
            key,
            stated.measure,
            stated.value,
            stated.unit,
            stated.approximate,
            stated.quote,
            None if stated.line is None else str(stated.line),
        )
        for stated in report.stated
    ]
