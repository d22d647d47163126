"""Figures corrected by hand, each with reason and source; what was read stays where it is."""

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

import duckdb

from govdash.errors import UsageError
from govdash.forms import FIGURES
from govdash.report import from_json
from govdash.store import lookup
from govdash.store.schema import Row

COLUMNS = ("report", "figure", "value", "reason", "source", "by", "date")


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says a figure should be; no value means that it is not known."""

    report: str
    figure: str
    value: Decimal | None
    reason: str
    source: str
    by: str
    date: str


def read_corrections(file: Path) -> list[Correction]:
    """The lines of a corrections.csv; a file that is not there has none.

    Raises:
        UsageError: a line without reason, source or date, of an unknown figure, or given twice.
    """
    if not file.exists():
        return []
    with file.open(encoding="utf-8-sig", newline="") as stream:
        lines = csv.DictReader(stream)
        if tuple(lines.fieldnames or ()) != COLUMNS:
            raise UsageError(f"{file}：第一行应当是 {','.join(COLUMNS)}")
        found = [_correction(file, lines.line_num, line) for line in lines]
    if len({(item.report, item.figure) for item in found}) < len(found):
        raise UsageError(f"{file}：同一份报告的同一个数字写了两次")
    return found


def _correction(file: Path, number: int, line: dict[str, str]) -> Correction:
    try:
        for name in ("report", "reason", "source", "by"):
            if not (line[name] or "").strip():
                raise ValueError(f"{name} 没有写")
        if line["figure"] not in FIGURES:
            raise ValueError(f"没有这个数字：{line['figure']}")
        value = Decimal(line["value"]) if line["value"] else None
        if value is not None and not (value.is_finite() and abs(value) < Decimal(10) ** 12):
            raise ValueError(f"value 不是数：{line['value']}")
        day = date.fromisoformat(line["date"]).isoformat()
    except InvalidOperation as error:
        raise UsageError(f"{file} 第 {number} 行：value 不是数：{line['value']}") from error
    except (ValueError, TypeError) as error:
        raise UsageError(f"{file} 第 {number} 行：{error}") from error
    return Correction(
        line["report"], line["figure"], value, line["reason"], line["source"], line["by"], day
    )


def correction_rows(
    connection: duckdb.DuckDBPyConnection, corrections: Sequence[Correction]
) -> list[Row]:
    """The corrections of reports that are in the store, each with what was read there."""
    rows: list[Row] = []
    for item in sorted(corrections, key=lambda item: (item.report, item.figure)):
        for _, kept in lookup.of_reports(connection, [item.report]):
            cell = from_json(json.loads(kept.parsed)).cells.get(item.figure)
            if cell is not None:
                told = (item.value, cell.state.value, cell.value)
                rows.append(
                    (item.report, item.figure, *told, item.reason, item.source, item.by, item.date)
                )
    return rows
