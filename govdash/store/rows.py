"""A parsed report → its rows in the tables of the store, and the name it has there."""

import json
from collections.abc import Mapping

from govdash.audit import Audit, checks_of, outcomes
from govdash.audit.statuses import check_statuses
from govdash.audit.years import carried
from govdash.pipeline import Document
from govdash.places import agency_id
from govdash.privacy import mask
from govdash.report import How, Report, State, Verdict, to_json
from govdash.store import series
from govdash.store.revisions import Current
from govdash.store.schema import (
    CARRIED_TABLE,
    CHECKS,
    DOCUMENTS,
    FIGURE_TABLE,
    FINDINGS,
    NOTES,
    OF_REPORT,
    OUTCOMES,
    REPORTS,
    STATEMENTS,
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
    return f"{agency}-{report.year}"


def rows_of(documents: Mapping[str, Current]) -> dict[str, list[Row]]:
    """The rows of a batch by table, tables in the order of the schema."""
    rows: dict[str, list[Row]] = {table.name: [] for table in OF_REPORT}
    for key, current in documents.items():
        document, report = current.document, current.document.report
        audited = checks_of(report)
        rows[REPORTS.name].append(_report_row(key, document, current.version, audited))
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
        rows[CHECKS.name] += [
            (key, figure, status.value)
            for figure, status in check_statuses(audited).items()
            if status is not Verdict.PASS
        ]
        rows[FINDINGS.name] += [
            series.finding_row(key, position, finding)
            for position, finding in enumerate(report.findings, start=1)
        ]
        rows[STATEMENTS.name] += _stated_rows(key, report)
        parsed = json.dumps(to_json(report), ensure_ascii=False)
        lines = [(line, mask(text)) for line, text in document.lines]
        rows[DOCUMENTS.name].append((key, parsed, json.dumps(lines, ensure_ascii=False)))
    return rows


def _report_row(key: str, document: Document, version: int, audited: Audit) -> Row:
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
        document.provenance.time or None,
        version,
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
