"""The tables of the store, generated from the forms."""

from dataclasses import dataclass

from govdash.audit.statuses import checked_figures
from govdash.audit.years import CARRIED
from govdash.forms import FIGURES, FORMS
from govdash.forms.official import OUTCOME_GROUPS, SECTIONS
from govdash.forms.series import CONCLUDED
from govdash.forms.stated import STATED
from govdash.report import Severity

VERSION = "8"
"""Raised when a store of an older govdash can no longer be read."""

NUMBER = "DECIMAL(18,6)"

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the store: its columns with their types, in order."""

    name: str
    columns: dict[str, str]

    @property
    def has_key(self) -> bool:
        """Whether its rows are told apart by a key of one column."""
        return any(kind.endswith("PRIMARY KEY") for kind in self.columns.values())

    @property
    def ddl(self) -> str:
        """The statement that creates it."""
        columns = ", ".join(f'"{name}" {kind}' for name, kind in self.columns.items())
        return f'CREATE TABLE "{self.name}" ({columns})'


TOLD = {
    "report_id": "VARCHAR PRIMARY KEY",
    "agency_id": "VARCHAR",
    "agency": "VARCHAR",
    "year": "INTEGER",
    "form": "VARCHAR NOT NULL",
    "title": "VARCHAR",
    "published": "DATE",
    "scope": "VARCHAR NOT NULL",
    "level": "VARCHAR NOT NULL",
    "kind": "VARCHAR NOT NULL",
    "region_code": "VARCHAR",
    "region": "VARCHAR",
    "region_confidence": "VARCHAR",
    "origin": "VARCHAR NOT NULL",
    "note": "VARCHAR",
    "url": "VARCHAR",
    "source_path": "VARCHAR NOT NULL",
    "source_sha256": "VARCHAR NOT NULL",
    "media_type": "VARCHAR NOT NULL",
    "encoding": "VARCHAR",
    "script": "VARCHAR",
    "checks_pass": "INTEGER NOT NULL",
    "checks_fail": "INTEGER NOT NULL",
    "checks_not_assessable": "INTEGER NOT NULL",
    "fetched": "VARCHAR",
    "version": "INTEGER NOT NULL",
}
"""What is told of a report, and leaves the store as its table of reports."""

PLACED = {"stem": "VARCHAR", "province": "VARCHAR"}
"""What the codes of all below a division begin with (430900 → 4309), and of its province (43)."""

COUNTED = {
    Severity.ERROR: "errors",
    Severity.WARNING: "warnings",
    Severity.NOTICE: "notices",
    Severity.EXTRACTION: "extractions",
    Severity.INFO: "infos",
}
"""The columns that say how many findings of a severity there are."""
_COUNTS = dict.fromkeys(COUNTED.values(), "INTEGER NOT NULL")

STAINS = {"stains": "INTEGER NOT NULL"}
"""Which severities a report has findings of (a bit each), and whether it is torn, in one number."""

STAIN = {severity: 1 << bit for bit, severity in enumerate(COUNTED)}
STAIN_TORN = 1 << len(COUNTED)

OUTCOMES = {
    CONCLUDED: NUMBER,
    **{group.id: NUMBER for group in OUTCOME_GROUPS},
    "concluded_derived": "BOOLEAN",
    "outcome_blanks": "INTEGER",
    "outcome_gap": "VARCHAR",
}
"""What became of the requests, as far as it is known."""

SOUND = {"sound": "BOOLEAN NOT NULL"}
"""Whether every count is a whole number, none negative: then none has to be looked at again."""

TORN = {"torn": "BOOLEAN NOT NULL"}
"""Whether our copy could not be read whole: nothing of it could be checked, or not some cells."""

REPORTS = Table(
    "reports",
    {
        **TOLD,
        **PLACED,
        **_COUNTS,
        **STAINS,
        **SOUND,
        **TORN,
        **dict.fromkeys(FIGURES, NUMBER),
        **OUTCOMES,
    },
)
"""All of which a report has one: twenty times as fast to add up as joined tables (docs/bench.md)."""

ADDED = {
    **dict.fromkeys(FIGURES, NUMBER),
    **{name: kind for name, kind in OUTCOMES.items() if kind == NUMBER},
}
"""All that is added up over reports."""

TOLD_TOGETHER = ("year", "province", "level", "kind", "scope", "form", "origin")
CODES = ("region_code", "stem")
"""What the reports of a row of the roll-up have in common; of codes, what tells a county."""

ROLLUP = Table(
    "rollup",
    {
        **{name: {**TOLD, **PLACED}[name] for name in (*TOLD_TOGETHER, *CODES)},
        "reports": "INTEGER NOT NULL",
        "report_id": "VARCHAR",
        "within": "VARCHAR",
        **ADDED,
    },
)
"""Reports added up once for all (`store/rollup.py`); made from the reports with every load."""

HOLDERS = Table(
    "holders",
    {
        "within": "VARCHAR NOT NULL",
        "own_level": "VARCHAR NOT NULL",
        "own_kind": "VARCHAR NOT NULL",
        "size": "INTEGER NOT NULL",
        "level": "VARCHAR NOT NULL",
        "kind": "VARCHAR NOT NULL",
        "form": "VARCHAR NOT NULL",
    },
)
"""What `within` of the roll-up means: one row an aggregate of this sort that holds one of that."""

AGENCIES = Table(
    "agencies",
    {
        "agency_id": "VARCHAR NOT NULL",
        "agency": "VARCHAR",
        "initials": "VARCHAR NOT NULL",
        "region_code": "VARCHAR",
        **PLACED,
        "region": "VARCHAR",
        "level": "VARCHAR NOT NULL",
        "kind": "VARCHAR NOT NULL",
        "first_year": "INTEGER",
        "last_year": "INTEGER",
        "years": "VARCHAR NOT NULL",
        "reports": "INTEGER NOT NULL",
        **_COUNTS,
    },
)
"""Each agency as its newest report has it; made from the reports with every load.

`years` are those it has reports of, in order, a blank between them: text is sought in and told
apart twenty times as fast as lists are.
"""

NOTES = Table(
    "notes",
    {
        "report_id": "VARCHAR NOT NULL",
        "figure": "VARCHAR NOT NULL",
        "state": "VARCHAR NOT NULL",
        "how": "VARCHAR",
        "text": "VARCHAR",
        "derived": NUMBER,
        "derived_from": "VARCHAR[]",
    },
)
CHECKS = Table(
    "checks",
    {"report_id": "VARCHAR NOT NULL", "figure": "VARCHAR NOT NULL", "status": "VARCHAR NOT NULL"},
)
OF_FINDING = {
    "year": "INTEGER",
    "agency_id": "VARCHAR",
    "region_code": "VARCHAR",
    "level": "VARCHAR",
    "kind": "VARCHAR",
    "scope": "VARCHAR",
    "form": "VARCHAR",
}
"""What a finding is filtered by beside its rule: the report's own, so that nothing is joined."""
FINDINGS = Table(
    "findings",
    {
        "report_id": "VARCHAR NOT NULL",
        "position": "INTEGER NOT NULL",
        "nth": "INTEGER NOT NULL",
        **OF_FINDING,
        "rule": "VARCHAR NOT NULL",
        "severity": "VARCHAR NOT NULL",
        "verdict": "VARCHAR NOT NULL",
        "cells": "VARCHAR[]",
        "left": NUMBER,
        "right": NUMBER,
        "quote": "VARCHAR",
        "message": "VARCHAR NOT NULL",
        "hint": "VARCHAR",
        "fingerprint": "VARCHAR NOT NULL",
    },
)
CARRIED_TABLE = Table(
    "carried",
    {"report_id": "VARCHAR NOT NULL", **dict.fromkeys(CARRIED, NUMBER)},
)
"""What links a year to its neighbours, blanks settled: the input of the rules over the years."""
STATEMENTS = Table(
    "stated",
    {
        "report_id": "VARCHAR NOT NULL",
        "measure": "VARCHAR NOT NULL",
        "value": NUMBER,
        "unit": "VARCHAR",
        "approximate": "BOOLEAN",
        "quote": "VARCHAR",
        "line": "VARCHAR",
    },
)
DOCUMENTS = Table(
    "documents",
    {
        "report_id": "VARCHAR PRIMARY KEY",
        "packed": "BLOB NOT NULL",
        "digest": "VARCHAR NOT NULL",
    },
)
"""Each report as read, its lines and its own words, packed where it was read (`packed.Kept`)."""
CORRECTIONS = Table(
    "corrections",
    {
        "report_id": "VARCHAR NOT NULL",
        "figure": "VARCHAR NOT NULL",
        "value": NUMBER,
        "read_state": "VARCHAR NOT NULL",
        "read_value": NUMBER,
        "reason": "VARCHAR NOT NULL",
        "source": "VARCHAR NOT NULL",
        "by": "VARCHAR NOT NULL",
        "date": "DATE NOT NULL",
    },
)
REFUSED = Table(
    "refused",
    {
        "path": "VARCHAR PRIMARY KEY",
        "sha256": "VARCHAR",
        "reason": "VARCHAR NOT NULL",
        "code": "VARCHAR NOT NULL",
    },
)
VERSIONS = Table(
    "versions",
    {
        "report_id": "VARCHAR NOT NULL",
        "version": "INTEGER NOT NULL",
        "source_path": "VARCHAR NOT NULL",
        "source_sha256": "VARCHAR NOT NULL",
        "replaced_by": "VARCHAR NOT NULL",
        "parsed": "VARCHAR NOT NULL",
    },
)
REVISIONS = Table(
    "revisions",
    {
        "report_id": "VARCHAR NOT NULL",
        "figure": "VARCHAR NOT NULL",
        "old_state": "VARCHAR NOT NULL",
        "old_value": NUMBER,
        "new_state": "VARCHAR NOT NULL",
        "new_value": NUMBER,
        "reason": "VARCHAR NOT NULL",
        "date": "DATE",
        "old_version": "INTEGER NOT NULL",
        "new_version": "INTEGER NOT NULL",
        "old_sha256": "VARCHAR NOT NULL",
        "new_sha256": "VARCHAR NOT NULL",
    },
)
DECISIONS = Table(
    "decisions",
    {
        "fingerprint": "VARCHAR PRIMARY KEY",
        "decision": "VARCHAR NOT NULL",
        "by": "VARCHAR",
        "date": "DATE",
        "note": "VARCHAR",
    },
)
DICTIONARY = Table(
    "dictionary",
    {
        "figure": "VARCHAR NOT NULL",
        "form": "VARCHAR NOT NULL",
        "position": "INTEGER NOT NULL",
        "section": "VARCHAR NOT NULL",
        "section_title": "VARCHAR NOT NULL",
        "row_label": "VARCHAR NOT NULL",
        "column_label": "VARCHAR NOT NULL",
        "label": "VARCHAR NOT NULL",
        "label_en": "VARCHAR NOT NULL",
        "unit": "VARCHAR NOT NULL",
        "kind": "VARCHAR NOT NULL",
        "checked": "BOOLEAN NOT NULL",
    },
)
META = Table("meta", {"key": "VARCHAR PRIMARY KEY", "value": "VARCHAR"})

OF_REPORT = (
    REPORTS,
    CARRIED_TABLE,
    NOTES,
    CHECKS,
    FINDINGS,
    STATEMENTS,
    DOCUMENTS,
)
"""The tables that hold rows of one report, by `report_id`."""

TABLES = (
    *OF_REPORT,
    ROLLUP,
    HOLDERS,
    AGENCIES,
    VERSIONS,
    REVISIONS,
    CORRECTIONS,
    REFUSED,
    DECISIONS,
    DICTIONARY,
    META,
)


def dictionary_rows() -> list[Row]:
    """What every figure means, once for each form that has it, then what sentences may state."""
    titles = {section.id: section.title for section in SECTIONS}
    rows: list[Row] = [
        (
            figure.id,
            form.id,
            position,
            figure.section,
            titles[figure.section],
            figure.row.label,
            figure.column.label,
            figure.label,
            figure.en,
            figure.unit,
            figure.kind.value,
            figure.id in checked_figures(form),
        )
        for form in FORMS.values()
        for position, figure in enumerate(form.figures.values(), start=1)
    ]
    rows += [
        (
            item.id,
            "",
            position,
            SECTIONS[0].id,
            SECTIONS[0].title,
            "",
            item.label,
            item.label,
            item.en,
            item.unit,
            "stated",
            False,
        )
        for position, item in enumerate(STATED, start=1)
    ]
    return rows
