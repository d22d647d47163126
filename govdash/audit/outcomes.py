"""What became of a report's requests, as far as its figures tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from govdash.audit.relations import EMPTY, LOST, Check, Sheet, part
from govdash.forms import Relation
from govdash.forms.official import APPLICATIONS, OUTCOME_GROUPS, OUTCOME_TOTAL, TOTAL
from govdash.report import OutcomeGap, State, Verdict


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


def outcomes_of(sheet: Sheet, checks: Sequence[Check]) -> Outcomes:
    """What became of a report's requests, over all applicants."""
    (block,) = sheet.form.in_section(APPLICATIONS)
    total = sheet.form.figure(OUTCOME_TOTAL, TOTAL).id
    rows = {
        group.id: [block.figure_id(row.id, TOTAL.id) for row in block.rows if row.group is group]
        for group in OUTCOME_GROUPS
    }
    if any(
        check.verdict is Verdict.FAIL
        and check.relation is Relation.OUTCOMES
        and total in check.right_cells
        for check in checks
    ):
        return Outcomes(None, dict.fromkeys(rows, None), False, 0, OutcomeGap.CONTRADICTION)
    concluded = _given(sheet, total)
    groups = {group: _sum(sheet, cells, concluded) for group, cells in rows.items()}
    every = [cell for cells in rows.values() for cell in cells]
    gap = None
    if concluded is None or any(value is None for value in groups.values()):
        lost = any(sheet.states[cell] in LOST for cell in (*every, total))
        gap = OutcomeGap.DAMAGE if lost else OutcomeGap.BLANK
    return Outcomes(
        concluded,
        groups,
        derived=concluded is not None and sheet.states[total] is not State.VALUE,
        blanks=sum(sheet.states[cell] in EMPTY for cell in every),
        gap=gap,
    )


def _sum(sheet: Sheet, cells: Sequence[str], concluded: Decimal | None) -> Decimal | None:
    """The sum of an outcome group; None where a part of it is unknown, or nothing is filled in."""
    (block,) = sheet.form.in_section(APPLICATIONS)
    given = [_given(sheet, cell) for cell in cells]
    if concluded is None and all(value is None for value in given):
        return None
    parts = [
        value if value is not None else part(block, cell, sheet)
        for cell, value in zip(cells, given, strict=True)
    ]
    known = [value for value in parts if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(parts) else None


def _given(sheet: Sheet, figure: str) -> Decimal | None:
    value = sheet.values[figure]
    return sheet.derived[figure].value if value is None and figure in sheet.derived else value
