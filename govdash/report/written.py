"""A report to and from `govdash.report/1` (contract: A parsed report)."""

import re
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from govdash.errors import RefusedError
from govdash.forms import FORMS
from govdash.report.model import (
    ABSENT,
    SCOPES,
    Cell,
    Claim,
    Derived,
    Finding,
    How,
    Period,
    Region,
    Report,
    Severity,
    Source,
    State,
    Stated,
    Verdict,
)

SCHEMA = "govdash.report/1"

_YEARS = range(1949, 2101)
_LIMIT = Decimal(10) ** 12
_DECIMALS = 6


@lru_cache(maxsize=4096)
def number(value: Decimal | None) -> int | float | None:
    """A figure as JSON writes it: whole numbers without a point."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def to_json(report: Report) -> dict[str, Any]:
    """The report as a `govdash.report/1` object (contract: A parsed report)."""
    return {
        "schema": SCHEMA,
        "source": asdict(report.source),
        "title": report.title,
        "agency": report.agency,
        "year": report.year,
        "form": report.form.id,
        "published": report.published,
        "scope": report.scope,
        "region": _region_to_json(report.region) if report.region else None,
        "cells": {figure: _cell_to_json(cell) for figure, cell in report.cells.items()},
        "derived": {
            figure: {"value": number(derived.value), "from": list(derived.sources)}
            for figure, derived in report.derived.items()
        },
        "sections": dict(report.sections),
        "stated": [{**asdict(item), "value": number(item.value)} for item in report.stated],
        "findings": [finding_to_json(finding) for finding in report.findings],
        "period": asdict(report.period) if report.period else None,
        "evidence": [asdict(claim) for claim in report.evidence],
    }


def _region_to_json(region: Region) -> dict[str, Any]:
    return {
        "code": region.code,
        "name": region.name,
        "confidence": region.confidence if region.code else None,
        "candidates": list(region.candidates),
    }


def _cell_to_json(cell: Cell) -> dict[str, Any]:
    state, value, how, text, line = cell
    # Two hundred a report: the names of states are strings already.
    return {"state": state, "value": number(value), "how": how, "text": text, "line": line}


def finding_to_json(finding: Finding) -> dict[str, Any]:
    """A finding as it stands in a `govdash.report/1` object."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "verdict": finding.verdict.value,
        "cells": list(finding.cells),
        "left": number(finding.left),
        "right": number(finding.right),
        "quote": finding.quote,
        "message": finding.message,
        "hint": finding.hint,
    }


def from_json(data: object) -> Report:
    """Read back a `govdash.report/1` object.

    Raises:
        RefusedError: it is of another schema, names an unknown form, figure or scope, or holds a
            value that its place cannot have.
    """
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise RefusedError(f"不是 {SCHEMA} 文件")
    try:
        return _from_json(data)
    except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
        raise RefusedError(f"{SCHEMA} 文件内容不对：{error}") from error


def _from_json(data: Mapping[str, Any]) -> Report:
    form = FORMS[data["form"]]
    derived = data.get("derived", {})
    if unknown := (set(data["cells"]) | set(derived)) - set(form.figures):
        raise ValueError(f"{sorted(unknown)}")
    if data.get("scope", "unknown") not in SCOPES:
        raise ValueError(f"scope {data['scope']!r}")
    return Report(
        source=_source(data["source"]),
        form=form,
        cells={figure: _cell(data["cells"].get(figure)) for figure in form.figures},
        title=_text(data.get("title")),
        agency=_text(data.get("agency")),
        year=_year(data.get("year")),
        published=_day(data.get("published")),
        scope=data.get("scope", "unknown"),
        region=_region(data["region"]) if data.get("region") else None,
        period=_period(data["period"]) if data.get("period") else None,
        evidence=tuple(_claim(claim) for claim in data.get("evidence", ())),
        derived={
            figure: Derived(_number(item["value"]), tuple(item["from"]))
            for figure, item in derived.items()
        },
        sections={str(key): str(text) for key, text in data.get("sections", {}).items()},
        stated=tuple(
            Stated(**{**item, "value": _number(item["value"])}) for item in data.get("stated", ())
        ),
        findings=tuple(_finding(finding) for finding in data.get("findings", ())),
    )


def _decimal(value: object) -> Decimal | None:
    """A figure as read from JSON: finite, at most 12 digits before the point and 6 behind it."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{value!r}")
    found = Decimal(str(value))
    if not found.is_finite() or abs(found) >= _LIMIT or found != round(found, _DECIMALS):
        raise ValueError(f"{value!r}")
    return found


def _number(value: object) -> Decimal:
    found = _decimal(value)
    if found is None:
        raise ValueError("null")
    return found


def _text(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{value!r}")
    return value


def _year(value: object) -> int | None:
    if value is not None and (type(value) is not int or value not in _YEARS):
        raise ValueError(f"{value!r}")
    return value


def _day(value: object) -> str | None:
    text = _text(value)
    return date.fromisoformat(text).isoformat() if text else None


def _period(data: Mapping[str, Any]) -> Period:
    printed = _text(data["printed"])
    return Period(
        _day(data["start"]), _day(data["end"]), printed or "", data.get("repaired") is True
    )


def _claim(data: Mapping[str, Any]) -> Claim:
    field, source, value = (_text(data[key]) or "" for key in ("field", "source", "value"))
    return Claim(field, source, value, data["used"] is True)


def _source(data: Mapping[str, Any]) -> Source:
    source = Source(**{key: _text(value) or "" for key, value in data.items()})
    if not re.fullmatch("[0-9a-f]{64}", source.sha256) or not source.path:
        raise ValueError(f"source {data!r}")
    return replace(source, encoding=source.encoding or None, script=source.script or None)


def _region(data: Mapping[str, Any]) -> Region:
    return Region(
        _text(data["code"]),
        _text(data["name"]),
        _text(data["confidence"]) or "none",
        tuple(str(item) for item in data["candidates"]),
    )


def _cell(data: Mapping[str, Any] | None) -> Cell:
    if data is None:
        return ABSENT
    state = State(data["state"])
    value = _decimal(data["value"])
    if (state is State.VALUE) != (value is not None):
        raise ValueError(f"{state} / {value}")
    how = data.get("how")
    return Cell(state, value, How(how) if how else None, _text(data.get("text")), data.get("line"))


def _finding(data: Mapping[str, Any]) -> Finding:
    return Finding(
        rule=data["rule"],
        severity=Severity(data["severity"]),
        verdict=Verdict(data["verdict"]),
        cells=tuple(data["cells"]),
        left=_decimal(data["left"]),
        right=_decimal(data["right"]),
        message=data["message"],
        quote=data["quote"],
        hint=_text(data.get("hint")),
    )
