"""What the steps hand on: Report, Cell, Derived, Stated, Finding; to and from `govdash.report/1`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from govdash.errors import RefusedError
from govdash.forms import FORMS, Form

SCHEMA = "govdash.report/1"

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
    """Something the audit says about a report; `message` is written for a citizen."""

    rule: str
    severity: Severity
    verdict: Verdict
    cells: tuple[str, ...]
    left: Decimal | None
    right: Decimal | None
    message: str
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """The division an agency belongs to; `code` is null where several are possible."""

    code: str | None
    name: str | None
    confidence: str
    candidates: tuple[str, ...] = ()


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

    def value(self, figure: str) -> Decimal | None:
        """The printed number of a figure, or None."""
        cell = self.cells.get(figure)
        return cell.value if cell else None


def number(value: Decimal | None) -> int | float | None:
    """A figure as JSON writes it: whole numbers without a point."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def to_json(report: Report) -> dict[str, Any]:
    """The report as a `govdash.report/1` object (contract: A parsed report)."""
    region = report.region
    return {
        "schema": SCHEMA,
        "source": {
            "path": report.source.path,
            "sha256": report.source.sha256,
            "media_type": report.source.media_type,
            "encoding": report.source.encoding,
            "script": report.source.script,
        },
        "title": report.title,
        "agency": report.agency,
        "year": report.year,
        "form": report.form.id,
        "published": report.published,
        "scope": report.scope,
        "region": None
        if region is None
        else {
            "code": region.code,
            "name": region.name,
            "confidence": region.confidence if region.code else None,
            "candidates": list(region.candidates),
        },
        "cells": {
            figure: {
                "state": cell.state.value,
                "value": number(cell.value),
                "how": cell.how.value if cell.how else None,
                "text": cell.text,
                "line": cell.line,
            }
            for figure, cell in report.cells.items()
        },
        "derived": {
            figure: {"value": number(derived.value), "from": list(derived.sources)}
            for figure, derived in report.derived.items()
        },
        "sections": dict(report.sections),
        "stated": [
            {
                "measure": stated.measure,
                "value": number(stated.value),
                "unit": stated.unit,
                "approximate": stated.approximate,
                "quote": stated.quote,
                "line": stated.line,
            }
            for stated in report.stated
        ],
        "findings": [
            {
                "rule": finding.rule,
                "severity": finding.severity.value,
                "verdict": finding.verdict.value,
                "cells": list(finding.cells),
                "left": number(finding.left),
                "right": number(finding.right),
                "quote": finding.quote,
                "message": finding.message,
            }
            for finding in report.findings
        ],
    }


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def from_json(data: Mapping[str, Any]) -> Report:
    """Read back a `govdash.report/1` object.

    Raises:
        RefusedError: it is of another schema, names an unknown form or figure, or a cell has a
            state that its number contradicts.
    """
    if data.get("schema") != SCHEMA:
        raise RefusedError(f"不是 {SCHEMA} 文件")
    try:
        return _from_json(data)
    except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
        raise RefusedError(f"{SCHEMA} 文件内容不完整：{error}") from error


def _from_json(data: Mapping[str, Any]) -> Report:
    form = FORMS[data["form"]]
    if unknown := set(data["cells"]) - set(form.figures):
        raise ValueError(f"{sorted(unknown)}")
    region = data.get("region")
    return Report(
        source=Source(**data["source"]),
        form=form,
        cells={figure: _cell(data["cells"].get(figure)) for figure in form.figures},
        title=data.get("title"),
        agency=data.get("agency"),
        year=data.get("year"),
        published=data.get("published"),
        scope=data.get("scope", "unknown"),
        region=None
        if region is None
        else Region(
            region["code"],
            region["name"],
            region["confidence"] or "none",
            tuple(region["candidates"]),
        ),
        derived={
            figure: Derived(Decimal(str(derived["value"])), tuple(derived["from"]))
            for figure, derived in data.get("derived", {}).items()
        },
        sections=dict(data.get("sections", {})),
        stated=tuple(
            Stated(**{**stated, "value": Decimal(str(stated["value"]))})
            for stated in data.get("stated", ())
        ),
        findings=tuple(_finding(finding) for finding in data.get("findings", ())),
    )


def _cell(data: Mapping[str, Any] | None) -> Cell:
    if data is None:
        return ABSENT
    state = State(data["state"])
    value = _decimal(data["value"])
    if (state is State.VALUE) != (value is not None):
        raise ValueError(f"{state} / {value}")
    how = data.get("how")
    return Cell(state, value, How(how) if how else None, data.get("text"), data.get("line"))


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
    )
