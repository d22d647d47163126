"""What people decided about findings: a CSV beside the reports, a table in the store."""

import csv
from datetime import date
from pathlib import Path

from govdash.errors import UsageError

DECISIONS = ("confirmed", "agency_answered", "not_an_error")
"""What may be decided: the finding stands; the agency has answered; it is no error."""

_COLUMNS = ("fingerprint", "decision", "by", "date", "note")


def read(file: Path) -> list[tuple[str, str, str, str | None, str]]:
    """Every decision of a file; of two about the same finding the later line counts.

    Raises:
        UsageError: a column is missing, or a line holds what it cannot hold; the text says which.
    """
    found = {}
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream)
        missing = set(_COLUMNS) - set(rows.fieldnames or ())
        if missing:
            raise UsageError(f"{file}：缺少列 {'、'.join(sorted(missing))}")
        for row in rows:
            line = [(row[name] or "").strip() for name in _COLUMNS]
            if any(line):
                found[line[0]] = _decision(line, f"{file} 第 {rows.line_num} 行")
    return list(found.values())


def _decision(line: list[str], place: str) -> tuple[str, str, str, str | None, str]:
    fingerprint, decision, by, day, note = line
    if not fingerprint:
        raise UsageError(f"{place}：没有 fingerprint")
    if decision not in DECISIONS:
        raise UsageError(f"{place}：decision 不能是 {decision}（可用：{'、'.join(DECISIONS)}）")
    try:
        return fingerprint, decision, by, date.fromisoformat(day).isoformat() if day else None, note
    except ValueError as error:
        raise UsageError(f"{place}：date 应当写成 2026-01-31 这样，不能是 {day}") from error
