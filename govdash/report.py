"""What the steps hand on: Report, Cell, Derived, Stated, Finding; to and from `govdash.report/1`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from govdash.errors import RefusedError
from govdash.forms import FORMS, Form

SCHEMA = "govdash.report/1"

SCOPES = ("self", "aggregate", "unknown")
"""Whether a report counts one agency, or sums all below it."""

_YEARS = range(1949, 2101)
_LIMIT = Decimal(10) ** 12
_DECIMALS = 6
_KNOWN_BY = 12

Line = int | str
"""Where something stands: a 1-based line, or "page:line" in a PDF."""


class State(StrEnum):
    """What stands in a cell; only `VALUE` carries a number."""

    VALUE = "value"
    BLANK = "blank"
    DASH = "dash"
    SLASH = "slash"
    NONE_WORD = "none_word"
    ABSENT = "absent"
    UNREADABLE = "unreadable"


class How(StrEnum):
    """How the column of a printed number is known."""

    PRINTED = "printed"
    INFERRED = "inferred"


class Severity(StrEnum):
    """How much a finding weighs; `EXTRACTION` is about our copy, never about the agency."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"
    EXTRACTION = "extraction"
    INFO = "info"


class Verdict(StrEnum):
    """What a rule says of a line of cells."""

    PASS = "pass"
    PASS_DERIVED = "pass_derived"
    FAIL = "fail"
    NOT_ASSESSABLE = "not_assessable"


class OutcomeGap(StrEnum):
    """Why it is not known what became of a report's requests."""

    CONTRADICTION = "contradiction"
    DAMAGE = "damage"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the form: its state, its number in the form's unit, what is printed and where."""

    state: State
    value: Decimal | None = None
    how: How | None = None
    text: str | None = None
    line: Line | None = None


ABSENT = Cell(State.ABSENT)


@dataclass(frozen=True, slots=True)
class Derived:
    """A figure that is nowhere printed but follows from printed ones."""

    value: Decimal
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """What a sentence says in figures."""

    measure: str
    value: Decimal
    unit: str
    approximate: bool
    quote: str
    line: Line | None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the audit says about a report; `message` is written for a citizen.

    `hint` names a likely cause where one change alone would make everything hold; it never is a
    correction.
    """

    rule: str
    severity: Severity
    verdict: Verdict
    cells: tuple[str, ...]
    left: Decimal | None
    right: Decimal | None
    message: str
    quote: str | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """The division an agency belongs to; `code` is null where several are possible."""

    code: str | None
    name: str | None
    confidence: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """What the figures cover: first and last day as ISO dates, or None, and what is printed.

    `repaired` says that our copy has lost 年 or 月 (202111日) and only one reading is left.
    """

    start: str | None
    end: str | None
    printed: str
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """What one place of a document, or of what is known of it, says of who, which year or when.

    `field` is agency, year or published; `used` says whether it became the report's. The claims
    that were not used are the candidates where a field is None.
    """

    field: str
    source: str
    value: str
    used: bool


@dataclass(frozen=True, slots=True)
class Source:
    """The file a report was read from."""

    path: str
    sha256: str
    media_type: str
    encoding: str | None = None
    script: str | None = None


@dataclass(frozen=True)
class Report:
    """One annual report as read: every cell of its form, always."""

    source: Source
    form: Form
    cells: Mapping[str, Cell]
    title: str | None = None
    agency: str | None = None
    year: int | None = None
    published: str | None = None
    scope: str = "unknown"
    region: Region | None = None
    derived: Mapping[str, Derived] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)
    stated: tuple[Stated, ...] = ()
    findings: tuple[Finding, ...] = ()
    period: Period | None = None
    evidence: tuple[Claim, ...] = ()

    def value(self, figure: str) -> Decimal | None:
        """The printed number of a figure, or None."""
        cell = self.cells.get(figure)
        return cell.value if cell else None


def line_of_quote(
    quote: str | None,
    stated: Iterable[tuple[str, Line | None]],
    lines: Iterable[tuple[Line, str]],
) -> Line | None:
    """The line that a quoted sentence begins in: by what was read from it, else by its first words.

    A sentence may be broken over lines, and be printed in another script than it is quoted in.
    """
    quote = "".join((quote or "").split())
    if not quote:
        return None
    for said, line in stated:
        if said in quote or quote in said:
            return line
    start = quote[:_KNOWN_BY]
    return next((line for line, text in lines if start in "".join(text.split())), None)


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
    return {
        "state": cell.state.value,
        "value": number(cell.value),
        "how": cell.how.value if cell.how else None,
        "text": cell.text,
        "line": cell.line,
    }


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
