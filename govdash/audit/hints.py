"""Likely causes of sums that do not hold: one change after which everything it touches holds.

A hint is offered, never applied: the figures stay as printed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from govdash.audit.causes import Change, Grid, causes
from govdash.audit.relations import EMPTY, Check, Line, Sheet, lines_of_form
from govdash.forms import Form
from govdash.report import Finding, Verdict
from govdash.rules import arithmetic

_ZERO = Decimal(0)


def with_hints(
    sheet: Sheet, checks: Sequence[Check], findings: Iterable[Finding]
) -> Iterator[Finding]:
    """The findings, those with a likely cause with their hint."""
    broken = [check for check in checks if check.verdict is Verdict.FAIL]
    trial: _Trial | None = None
    for finding in findings:
        if broken and finding.verdict is Verdict.FAIL and finding.right is not None:
            trial = trial or _Trial.of(sheet, broken)
            finding = replace(finding, hint=trial.hint(finding))
        elif finding.rule == arithmetic.R5_TOTAL_MISSING.id and finding.left is None:
            finding = replace(finding, hint=_of_blank_row(sheet, finding.cells))
        yield finding


@cache
def _crossing(form: Form) -> dict[str, tuple[Line, ...]]:
    """Each figure with every line of its row and its column."""
    return {
        figure.id: tuple(
            line
            for line in lines_of_form(form)
            if line.block.id == figure.block and line.id in (figure.row.id, figure.column.id)
        )
        for figure in form.figures.values()
    }


def _holds(line: Line, values: dict[str, Decimal | None]) -> bool:
    """Whether a line holds, as far as it can be told."""
    left, right = _sum(line.left, values), _sum(line.right, values)
    return left is None or right is None or left == right


def _sum(figures: tuple[str, ...], values: dict[str, Decimal | None]) -> Decimal | None:
    found = [value for figure in figures if (value := values[figure]) is not None]
    return sum(found, _ZERO) if len(found) == len(figures) else None


@dataclass(slots=True)
class _Trial:
    """The changes that mend broken sums of a report, tried once, the most telling cause first."""

    mends: list[dict[tuple[str, ...], str]]

    @classmethod
    def of(cls, sheet: Sheet, broken: Sequence[Check]) -> "_Trial":
        values = _effective(sheet)
        mends = []
        for block in dict.fromkeys(check.block for check in broken):
            own = [check for check in broken if check.block is block]
            for cause in causes(Grid(block, values, own, sheet)):
                mends.append(_first_mends(sheet.form, values, cause, own))
        return cls(mends)

    def hint(self, finding: Finding) -> str | None:
        """The cause that mends the line a finding speaks of and most others; or two as good."""
        fitting = [mended for mended in self.mends if finding.cells in mended]
        most = max(map(len, fitting), default=0)
        words = [mended[finding.cells] for mended in fitting if len(mended) == most]
        return "也有另一种可能：".join(words[:2]) or None


def _first_mends(
    form: Form,
    values: dict[str, Decimal | None],
    cause: Iterable[Change],
    broken: Sequence[Check],
) -> dict[tuple[str, ...], str]:
    """The first change of a cause that mends each broken line, by the cells of its finding."""
    found: dict[tuple[str, ...], str] = {}
    for change in cause:
        if len(found) == len(broken):
            break
        for cells in _mended(form, values, change, broken):
            found.setdefault(cells, change.words)
    return found


def _effective(sheet: Sheet) -> dict[str, Decimal | None]:
    """Every figure with what it brings to a sum: blanks are nothing, what is lost is unknown."""
    return {
        figure: value
        if value is not None
        else sheet.derived[figure].value
        if figure in sheet.derived
        else _ZERO
        if sheet.states[figure] in EMPTY and figure not in sheet.unsplit
        else None
        for figure, value in sheet.values.items()
    }


def _mended(
    form: Form, values: dict[str, Decimal | None], change: Change, broken: Sequence[Check]
) -> frozenset[tuple[str, ...]]:
    """The cells of the findings that a change does away with.

    None at all if afterwards any sum of a row or column in which it changes something fails.
    """
    tried = {**values, **change.cells}
    if any(value is not None and value < 0 for value in change.cells.values()):
        return frozenset()
    touched = {line for figure in change.cells for line in _crossing(form)[figure]}
    if not all(_holds(line, tried) for line in touched):
        return frozenset()
    return frozenset(
        check.right_cells if check.on.is_total else check.cells
        for check in broken
        if check.on in touched
    )


def _of_blank_row(sheet: Sheet, cells: tuple[str, ...]) -> str | None:
    """What a row left blank would have to be for every balance it stands in."""
    lines = {
        cell: line
        for cell in cells
        for line in _crossing(sheet.form)[cell]
        if not line.is_total and cell in (*line.left, *line.right)
    }
    if len(lines) != len(cells):
        return None
    values = _effective(sheet)
    missing = [_missing(line, cell, values) for cell, line in lines.items()]
    *parts, total = [-1 if value is None else value for value in missing]
    if total <= 0 or min(parts) < 0 or sum(parts) != total:
        return None
    return f"若这一行的总计是 {int(total)} 件，收办就平了，可能是漏填。"


def _missing(line: Line, cell: str, values: dict[str, Decimal | None]) -> Decimal | None:
    left, right = _sum(line.left, values), _sum(line.right, values)
    if left is None or right is None:
        return None
    return right - left if cell in line.left else left - right
