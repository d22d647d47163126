"""Report → the same report with derived totals and findings: a rule yields, it never raises."""

from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal

from govdash.audit.findings import (
    blank_cells,
    broken_sums,
    held_by_derived,
    missing_totals,
    odd_counts,
    odd_money,
    unreadable_cells,
)
from govdash.audit.relations import EMPTY, LOST, Check, check, derive_totals
from govdash.audit.text import text_findings
from govdash.forms import Relation
from govdash.forms.official import APPLICATIONS, OUTCOME_GROUPS, OUTCOME_TOTAL, TOTAL
from govdash.report import OutcomeGap, Report, Severity, State, Verdict
from govdash.rules import READING_RULES, RULES

_RULES = list(RULES)
_SEVERITIES = list(Severity)


@dataclass(frozen=True, slots=True)
class Audit:
    """What the arithmetic audit of one report says, line by line."""

    checks: tuple[Check, ...]

    def count(self, verdict: Verdict) -> int:
        """On how many lines the printed figures alone give this verdict."""
        return Counter(item.strict for item in self.checks)[verdict]

    @property
    def held_with_blanks(self) -> int:
        """On how many more lines the sums hold once blanks and derived totals are dealt with."""
        held = (Verdict.PASS, Verdict.PASS_DERIVED)
        return sum(
            item.strict is Verdict.NOT_ASSESSABLE and item.verdict in held for item in self.checks
        )

    @property
    def broken(self) -> int:
        """On how many lines the sums do not hold."""
        return sum(item.verdict is Verdict.FAIL for item in self.checks)


def checks_of(report: Report) -> Audit:
    """Every declared relation on every line of a report, with its verdict."""
    derived = derive_totals(report.form, report.cells)
    return Audit(tuple(check(report.form, report.cells, derived)))


def audit(report: Report) -> Report:
    """The report with its derived totals and all findings, those of the reading included."""
    form, cells = report.form, report.cells
    derived = derive_totals(form, cells)
    checks = tuple(check(form, cells, derived))
    own = [finding for finding in report.findings if finding.rule in READING_RULES]
    findings = [
        *own,
        *broken_sums(checks),
        *held_by_derived(checks),
        *odd_counts(form, cells),
        *missing_totals(form, cells, derived),
        *blank_cells(form, cells),
        *odd_money(form, cells),
        *unreadable_cells(cells),
        *text_findings(report, derived),
    ]
    findings.sort(
        key=lambda finding: (_SEVERITIES.index(finding.severity), _RULES.index(finding.rule))
    )
    return replace(report, derived=derived, findings=tuple(findings))


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What became of a report's requests: how many were concluded, and how, by group id.

    Where the outcomes contradict the printed total nobody knows: then all are None. `derived`
    holds where （七）总计 was left blank; `blanks` counts the outcome rows left blank, which count
    as none; `gap` says why something is not known.
    """

    concluded: Decimal | None
    groups: dict[str, Decimal | None]
    derived: bool
    blanks: int
    gap: OutcomeGap | None


def outcomes(report: Report) -> Outcomes:
    """What became of a report's requests, over all applicants."""
    (block,) = report.form.in_section(APPLICATIONS)
    total = report.form.figure(OUTCOME_TOTAL, TOTAL).id
    rows = [block.figure_id(row.id, TOTAL.id) for row in block.rows if row.group]
    if any(
        item.relation is Relation.OUTCOMES
        and item.verdict is Verdict.FAIL
        and total in item.right_cells
        for item in checks_of(report).checks
    ):
        nothing = dict.fromkeys((group.id for group in OUTCOME_GROUPS), None)
        return Outcomes(None, dict(nothing), False, 0, OutcomeGap.CONTRADICTION)
    concluded = _total(report, total)
    groups = _groups(report, known=concluded is not None)
    gap = None
    if concluded is None or None in groups.values():
        lost = any(report.cells[cell].state in LOST for cell in (*rows, total))
        gap = OutcomeGap.DAMAGE if lost else OutcomeGap.BLANK
    return Outcomes(
        concluded,
        groups,
        derived=concluded is not None and report.cells[total].state is not State.VALUE,
        blanks=sum(report.cells[cell].state in EMPTY for cell in rows),
        gap=gap,
    )


def _groups(report: Report, *, known: bool) -> dict[str, Decimal | None]:
    """The sum of each outcome group; None where our copy lacks a part."""
    (block,) = report.form.in_section(APPLICATIONS)
    sums: dict[str, Decimal | None] = {}
    for group in OUTCOME_GROUPS:
        cells = [block.figure_id(row.id, TOTAL.id) for row in block.rows if row.group is group]
        lost = any(
            report.cells[cell].state in LOST and cell not in report.derived for cell in cells
        )
        values = [value for cell in cells if (value := _total(report, cell)) is not None]
        given = bool(values) or known
        sums[group.id] = sum(values, Decimal(0)) if given and not lost else None
    return sums


def _total(report: Report, figure: str) -> Decimal | None:
    cell = report.cells[figure]
    if cell.state is State.VALUE:
        return cell.value
    return report.derived[figure].value if figure in report.derived else None
