"""A parsed report → its rows in the tables of the store, and the name it has there."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import orjson

from govdash.audit import Audit, checks_of, outcomes
from govdash.audit.reuse import narrative_of
from govdash.audit.statuses import check_statuses
from govdash.audit.years import carried
from govdash.forms import FIGURES, Kind
from govdash.pipeline import Document, Opening, Refusal
from govdash.pipeline.sources import Provenance
from govdash.pipeline.workers import Spread, spread
from govdash.places import agency_id
from govdash.privacy import mask_all, masked
from govdash.report import How, Report, Source, State, Verdict, from_json, to_json
from govdash.store import lookup, series
from govdash.store.filters import stem_of
from govdash.store.packed import Kept, pack, unpack
from govdash.store.schema import (
    CARRIED_TABLE,
    CHECKS,
    COUNTED,
    DOCUMENTS,
    FINDINGS,
    NOTES,
    REPORTS,
    STAINS,
    STATEMENTS,
    TORN,
    Row,
)


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
    return lookup.key(agency, report.year)


@dataclass(frozen=True, slots=True)
class Entry:
    """A report made ready to be stored: what it is known by, and its rows by table.

    Made in the worker that read the report: one process stores what many read.
    """

    key: str
    agency_id: str | None
    source: Source
    provenance: Provenance
    rows: dict[str, list[Row]]

    @property
    def report(self) -> Report:
        """The report itself."""
        ((_, packed, _),) = self.rows[DOCUMENTS.name]
        assert isinstance(packed, bytes)  # noqa: S101
        return from_json(orjson.loads(unpack(packed).parsed))

    def as_version(self, number: int) -> dict[str, list[Row]]:
        """The rows of it as the version of that number."""
        (row,) = self.rows[REPORTS.name]
        return {**self.rows, REPORTS.name: [(*row[:_VERSION], number, *row[_VERSION + 1 :])]}


_MONEY = frozenset(each.id for each in FIGURES.values() if each.kind is Kind.MONEY)
_NO_COUNTS = _MONEY | {each.id for each in FIGURES.values() if each.kind is Kind.DELTA}
_VERSION = list(REPORTS.columns).index("version")


def open_ready(paths: Iterable[Path], spread: Spread = spread) -> Opening[Entry | Refusal]:
    """Open every file under the paths and make it ready to be stored, here or where `spread` says.

    Raises:
        UsageError: a path does not exist.
    """
    return Opening(paths, entry_of, spread)


def entry_of(read: Document | Refusal) -> Entry | Refusal:
    """What has been read, with what is private masked, as it is to be stored."""
    if isinstance(read, Refusal):
        return read
    document = replace(read, report=masked(read.report))
    report = document.report
    key = report_id(report)
    return Entry(key, agency_of(report), report.source, document.provenance, _rows(key, document))


def _rows(key: str, document: Document) -> dict[str, list[Row]]:
    """The rows of a report by table."""
    report = document.report
    audited = checks_of(report)
    parsed = orjson.dumps(to_json(report))
    texts = mask_all([text for _, text in document.lines])
    numbered = [(line, text) for (line, _), text in zip(document.lines, texts, strict=True)]
    lines = orjson.dumps(numbered)
    kept = Kept(parsed, lines, narrative_of(report.sections).encode())
    digest = hashlib.sha256(b"%b\n%b" % (parsed, lines)).hexdigest()
    return {
        REPORTS.name: [_report_row(key, document, audited)],
        CARRIED_TABLE.name: [(key, *carried(report, audited.sheet))],
        NOTES.name: _note_rows(key, report),
        CHECKS.name: [
            (key, figure, status.value)
            for figure, status in check_statuses(audited.without_passed()).items()
        ],
        FINDINGS.name: [
            series.finding_row(key, position, finding)
            for position, finding in enumerate(report.findings, start=1)
        ],
        STATEMENTS.name: _stated_rows(key, report),
        DOCUMENTS.name: [(key, pack(kept), digest)],
    }


def _report_row(key: str, document: Document, audited: Audit) -> Row:
    report, region = document.report, document.report.region
    found = outcomes(report, audited)
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
        document.provenance.time or None,
        1,
        *_placed(region.code if region else None),
        *dict.fromkeys((*COUNTED, *STAINS), 0).values(),
        _is_sound(report, (found.concluded, *found.groups.values())),
        *dict.fromkeys(TORN, False).values(),
        *(report.value(figure) for figure in FIGURES),
        found.concluded,
        *found.groups.values(),
        found.derived,
        found.blanks,
        found.gap.value if found.gap else None,
    )


def _is_sound(report: Report, counts: Iterable[Decimal | None]) -> bool:
    """Whether all that is added to others is no less than 0, and whole where it counts (R4)."""
    # The few different numbers: most cells are 0.
    printed = {cell.value for figure, cell in report.cells.items() if figure not in _NO_COUNTS}
    counted = {value for value in (*printed, *counts) if value is not None}
    paid = {value for figure in _MONEY if (value := report.value(figure)) is not None}
    return all(value >= 0 for value in counted | paid) and not any(value % 1 for value in counted)


def _placed(code: str | None) -> tuple[str | None, str | None]:
    return (stem_of(code), code[:2]) if code else (None, None)


def _note_rows(key: str, report: Report) -> list[Row]:
    """Every cell that is not simply a printed number, or has a derived one beside it."""
    rows: list[Row] = []
    for figure, (state, value, how, text, _) in report.cells.items():
        derived = report.derived.get(figure)
        plain = state is State.VALUE and how is How.PRINTED and derived is None
        if plain and (text is None or text == str(value)):
            continue
        rows.append(
            (
                key,
                figure,
                state.value,
                how.value if how else None,
                text,
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
