"""Evaluates the arithmetic relations that the forms declare, in the three steps of the rules.

Strict: all terms printed. Then blank parts count as 0 where their line prints a number. A blank
total is never 0: it is derived from its parts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from govdash.forms import Block, Form, Relation, Sum
from govdash.report import Cell, Derived, State, Verdict

EMPTY = frozenset({State.BLANK, State.DASH, State.SLASH, State.NONE_WORD})
"""States of a cell that is there and holds no number."""

LOST = frozenset({State.ABSENT, State.UNREADABLE})
"""States of a cell of which we do not know what it holds."""

Cells = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Check:
    """One relation on one line: its verdict with and without derived or blank terms.

    `line` is the column (or row) it was checked in; `left` and `right` are the sums compared,
    None where one could not be formed; `derived` are the totals that had to be derived for it.
    """

    relation: Relation
    block: Block
    line: str
    left_cells: tuple[str, ...]
    right_cells: tuple[str, ...]
    left: Decimal | None
    right: Decimal | None
    verdict: Verdict
    strict: Verdict
    derived: tuple[str, ...] = ()

    @property
    def cells(self) -> tuple[str, ...]:
        """Every cell the relation speaks of on this line."""
        return (*self.left_cells, *self.right_cells)


Line = tuple[str, tuple[str, ...], tuple[str, ...]]
"""A line a relation holds on: its id, the figure ids of the left and of the right side."""


@cache
def lines_of(block: Block, relation: Sum) -> tuple[Line, ...]:
    """Every line a relation holds on."""
    return tuple(_lines(block, relation))


def _lines(block: Block, relation: Sum) -> Iterator[Line]:
    if relation.axis == "rows":
        for column in block.columns:
            yield (
                column.id,
                tuple(block.figure_id(row, column.id) for row in relation.left),
                tuple(block.figure_id(row, column.id) for row in relation.right),
            )
    else:
        for row in block.rows:
            yield (
                row.id,
                tuple(block.figure_id(row.id, column) for column in relation.left),
                tuple(block.figure_id(row.id, column) for column in relation.right),
            )


def derive_totals(form: Form, cells: Cells) -> dict[str, Derived]:
    """Every total that is not printed though its parts are, from the first relation that gives it.

    A total whose cell our copy lacks is derived only if all its parts are printed; a blank one
    also where some parts are blank, as long as one is printed and none is lost.
    """
    derived: dict[str, Derived] = {}
    for block in form.blocks:
        for relation in block.relations:
            if not relation.is_total:
                continue
            for _, parts, (total,) in lines_of(block, relation):
                if cells[total].state is State.VALUE or total in derived:
                    continue
                if (
                    found := _sum_of(parts, cells, complete=cells[total].state in LOST)
                ) is not None:
                    derived[total] = found
    return derived


def _sum_of(parts: tuple[str, ...], cells: Cells, *, complete: bool) -> Derived | None:
    printed = tuple(part for part in parts if cells[part].value is not None)
    if not printed or any(cells[part].state in LOST for part in parts):
        return None
    if complete and len(printed) < len(parts):
        return None
    return Derived(sum((cells[part].value or Decimal(0) for part in printed), Decimal(0)), printed)


def check(form: Form, cells: Cells, derived: Mapping[str, Derived]) -> Iterator[Check]:
    """Every declared relation on every line of a report."""
    for block in form.blocks:
        for relation in block.relations:
            for line, left, right in lines_of(block, relation):
                if relation.is_total:
                    yield _check_total(block, relation, line, left, right[0], cells, derived)
                else:
                    yield _check_balance(block, relation, line, left, right, cells, derived)


def _strict(left: tuple[str, ...], right: tuple[str, ...], cells: Cells) -> Verdict:
    values = [[cells[figure].value for figure in side] for side in (left, right)]
    if any(value is None for side in values for value in side):
        return Verdict.NOT_ASSESSABLE
    sums = [sum((value for value in side if value is not None), Decimal(0)) for side in values]
    return Verdict.PASS if sums[0] == sums[1] else Verdict.FAIL


def _check_total(
    block: Block,
    relation: Sum,
    line: str,
    parts: tuple[str, ...],
    total: str,
    cells: Cells,
    derived: Mapping[str, Derived],
) -> Check:
    strict = _strict(parts, (total,), cells)
    found = _sum_of(parts, cells, complete=False)
    left = found.value if found else None
    right = cells[total].value
    verdict = Verdict.NOT_ASSESSABLE
    used: tuple[str, ...] = ()
    if left is not None and right is not None:
        verdict = Verdict.PASS if left == right else Verdict.FAIL
    elif cells[total].state in EMPTY and total in derived:
        right = derived[total].value
        used = (total,)
        verdict = Verdict.PASS_DERIVED if left == right else verdict
    return Check(
        relation.relation, block, line, parts, (total,), left, right, verdict, strict, used
    )


def _check_balance(
    block: Block,
    relation: Sum,
    line: str,
    left: tuple[str, ...],
    right: tuple[str, ...],
    cells: Cells,
    derived: Mapping[str, Derived],
) -> Check:
    terms = {figure: _term(block, figure, cells, derived) for figure in (*left, *right)}
    used = tuple(figure for figure in terms if cells[figure].state in EMPTY and figure in derived)
    unknown = [figure for figure, value in terms.items() if value is None]
    sums = [
        sum((terms[figure] or Decimal(0) for figure in side), Decimal(0)) for side in (left, right)
    ]
    verdict = Verdict.NOT_ASSESSABLE
    if not unknown:
        held = Verdict.PASS_DERIVED if used else Verdict.PASS
        verdict = held if sums[0] == sums[1] else Verdict.FAIL
    elif len(unknown) == 1 and cells[unknown[0]].state in EMPTY and any(_printed(left, cells)):
        # One row was left blank: nothing else may be missing from the sum.
        verdict = Verdict.PASS_DERIVED if sums[0] == sums[1] else Verdict.NOT_ASSESSABLE
    formed = verdict is not Verdict.NOT_ASSESSABLE
    return Check(
        relation.relation,
        block,
        line,
        left,
        right,
        sums[0] if formed else None,
        sums[1] if formed else None,
        verdict,
        _strict(left, right, cells),
        used,
    )


def _printed(figures: tuple[str, ...], cells: Cells) -> Iterator[bool]:
    return (cells[figure].value is not None for figure in figures)


def _term(
    block: Block, figure: str, cells: Cells, derived: Mapping[str, Derived]
) -> Decimal | None:
    """The value a cell brings to the balance; None where it is unknown.

    A blank cell of one applicant column is 0 where its row prints a number; a total never.
    """
    cell = cells[figure]
    if cell.value is not None:
        return cell.value
    if cell.state in LOST:
        return None
    if figure in derived:
        return derived[figure].value
    if figure in _totals(block):
        return None
    printed = any(cells[other].value is not None for other in _neighbours(block)[figure])
    return Decimal(0) if printed else None


@cache
def _totals(block: Block) -> frozenset[str]:
    """The figures of a block that are totals of others."""
    return frozenset(
        total
        for relation in block.relations
        if relation.is_total
        for _, _, (total,) in lines_of(block, relation)
    )


@cache
def _neighbours(block: Block) -> dict[str, tuple[str, ...]]:
    """Each figure with all figures of its row."""
    return {
        figure.id: tuple(other.id for other in block.line(figure.row)) for figure in block.figures
    }
