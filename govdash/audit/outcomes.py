"""What became of a report's requests, as far as its figures tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from govdash.audit.relations import EMPTY, LOST, Check
from govdash.forms import Relation
from govdash.forms.official import APPLICATIONS, OUTCOME_GROUPS, OUTCOME_TOTAL, TOTAL
from govdash.report import OutcomeGap, Report, State, Verdict


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


def outcomes_of(report: Report, checks: Sequence[Check]) -> Outcomes:
    """What became of a report's requests, over all applicants."""
    (block,) = report.form.in_section(APPLICATIONS)
    total = report.form.figure(OUTCOME_TOTAL, TOTAL).id
    rows = [block.figure_id(row.id, TOTAL.id) for row in block.rows if row.group]
    if any(
        check.verdict is Verdict.FAIL
        and check.relation is Relation.OUTCOMES
        and total in check.right_cells
        for check in checks
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
