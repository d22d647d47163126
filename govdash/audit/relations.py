"""Evaluates the arithmetic relations that the forms declare, in the three steps of the rules.

Strict: all terms printed. Then blank parts count as 0 where their line prints a number. A blank
total is never 0: it is derived from its parts.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

from govdash.forms import Block, Form, Relation, Sum
from govdash.report import Cell, Derived, State, Verdict

EMPTY = frozenset({State.BLANK, State.DASH, State.SLASH, State.NONE_WORD})
"""States of a cell that is there and holds no number."""

LOST = frozenset({State.ABSENT, State.UNREADABLE})
"""States of a cell of which we do not know what it holds."""

Cells = Mapping[str, Cell]
Values = Mapping[str, Decimal | None]

_ZERO = Decimal(0)


class Line(NamedTuple):
    """A line a relation holds on: `id` is the column (or row), the sides are figure ids.

    `get_left` and `get_right` take the values of a side out of a mapping of all values at once.
    """

    relation: Relation
    block: Block
    id: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    is_total: bool
    get_left: Callable[[Values], Any]
    get_right: Callable[[Values], Any]


class Check(NamedTuple):
    """One relation on one line: its verdict with and without derived or blank terms.

    `left` and `right` are the sums compared, None where one could not be formed; `derived` are
    the totals that had to be derived for it.
    """

    on: Line
    left: Decimal | None
    right: Decimal | None
    verdict: Verdict
    strict: Verdict
    derived: tuple[str, ...] = ()

    @property
    def relation(self) -> Relation:
        """The relation checked."""
        return self.on.relation

    @property
    def block(self) -> Block:
        """The block it was checked in."""
        return self.on.block

    @property
    def line(self) -> str:
        """The column (or row) it was checked in."""
        return self.on.id

    @property
    def left_cells(self) -> tuple[str, ...]:
        """The parts."""
        return self.on.left

    @property
    def right_cells(self) -> tuple[str, ...]:
        """The total, or the other side."""
        return self.on.right

    @property
    def cells(self) -> tuple[str, ...]:
        """Every cell the relation speaks of on this line."""
        return (*self.on.left, *self.on.right)


@cache
def lines_of(block: Block, relation: Sum) -> tuple[Line, ...]:
    """Every line a relation holds on."""
    return tuple(_lines(block, relation))


def _lines(block: Block, relation: Sum) -> Iterator[Line]:
    by_rows = relation.axis == "rows"
    for line in block.columns if by_rows else block.rows:
        left, right = (
            tuple(
                block.figure_id(term, line.id) if by_rows else block.figure_id(line.id, term)
                for term in side
            )
            for side in (relation.left, relation.right)
        )
        yield Line(
            relation.relation,
            block,
            line.id,
            left,
            right,
            relation.is_total,
            itemgetter(*left),
            itemgetter(*right),
        )


@cache
def lines_of_form(form: Form) -> tuple[Line, ...]:
    """Every line that any relation of a form holds on."""
    return tuple(
        line
        for block in form.blocks
        for relation in block.relations
        for line in lines_of(block, relation)
    )


@cache
def _totals_of_form(form: Form) -> tuple[Line, ...]:
    return tuple(line for line in lines_of_form(form) if line.is_total)


@dataclass(slots=True)
class Sheet:
    """The cells of a report prepared for sums: what is printed, derived, and not told apart.

    `unsplit` are the blank parts of rows in which the total alone is filled in and is not zero:
    what they would hold is unknown, they are not nothing. `speaking` are the figures of rows that
    print a number. Both are empty where every cell prints one.
    """

    form: Form
    cells: Cells
    values: dict[str, Decimal | None]
    states: dict[str, State]
    unsplit: frozenset[str] = frozenset()
    speaking: frozenset[str] = frozenset()
    derived: dict[str, Derived] = field(default_factory=dict)

    @classmethod
    def of(cls, form: Form, cells: Cells) -> "Sheet":
        """The sheet of a report, its missing totals derived."""
        values = {figure: cell.value for figure, cell in cells.items()}
        sheet = cls(form, cells, values, {figure: cell.state for figure, cell in cells.items()})
        if not sheet.is_full:
            sheet.unsplit = frozenset(_unsplit(form, values))
            sheet.speaking = frozenset(_speaking(form, values))
            sheet.derived = _derive_totals(sheet)
        return sheet

    @property
    def is_full(self) -> bool:
        """Whether every cell prints a number."""
        # Asking whether None is among decimals would compare it with each of them, slowly.
        return set(self.states.values()) == {State.VALUE}


def _unsplit(form: Form, values: Values) -> Iterator[str]:
    for line in _totals_of_form(form):
        if values[line.right[0]] and not any(value is not None for value in line.get_left(values)):
            yield from line.left


def _speaking(form: Form, values: Values) -> Iterator[str]:
    for row in _rows(form):
        if any(values[figure] is not None for figure in row):
            yield from row


@cache
def _rows(form: Form) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(figure.id for figure in block.line(row))
        for block in form.blocks
        for row in block.rows
    )


def _derive_totals(sheet: Sheet) -> dict[str, Derived]:
    """Every total that is not printed though its parts are, from the first relation that gives it.

    A total whose cell our copy lacks is derived only if all its parts are printed; a blank one
    also where some parts are blank, as long as one is printed and none is lost. Totals of rows
    come first: they are parts of the totals of columns.
    """
    for line in _totals_across_first(sheet.form):
        (total,) = line.right
        if sheet.values[total] is not None or total in sheet.derived:
            continue
        found = _sum_of(line, sheet, complete=sheet.states[total] in LOST)
        if found is not None:
            sheet.derived[total] = found
    return sheet.derived


@cache
def _totals_across_first(form: Form) -> tuple[Line, ...]:
    return tuple(sorted(_totals_of_form(form), key=lambda line: line.relation is Relation.OUTCOMES))


def _sum_of(line: Line, sheet: Sheet, *, complete: bool) -> Derived | None:
    """The sum of the parts of a line; None where none is known, or one is lost."""
    known = []
    total = _ZERO
    for part in line.left:
        value = sheet.values[part]
        if value is None:
            value = None if complete else _unprinted(line.block, part, sheet, alone=False)
            if value is None:
                return None
            if part not in sheet.derived:
                continue
        known.append(part)
        total += value
    return Derived(total, tuple(known)) if known else None


def check(sheet: Sheet) -> Iterator[Check]:
    """Every declared relation on every line of a report."""
    values = sheet.values
    for line in lines_of_form(sheet.form):
        try:
            # Where everything is printed, as on most lines, two sums settle the matter.
            left = sum(line.get_left(values))
            right = line.get_right(values) if line.is_total else sum(line.get_right(values))
        except TypeError:
            right = None
        if right is not None:
            verdict = Verdict.PASS if left == right else Verdict.FAIL
            yield Check(line, left, right, verdict, verdict)
        elif line.is_total:
            yield _check_total(line, sheet)
        else:
            yield _check_balance(line, sheet)


def _check_total(line: Line, sheet: Sheet) -> Check:
    (total,) = line.right
    found = _sum_of(line, sheet, complete=False)
    left = found.value if found else None
    right = sheet.values[total]
    verdict = Verdict.NOT_ASSESSABLE
    used = tuple(part for part in line.left if part in sheet.derived)
    if left is not None and right is not None:
        held = Verdict.PASS_DERIVED if used else Verdict.PASS
        verdict = held if left == right else Verdict.FAIL
    elif sheet.states[total] in EMPTY and total in sheet.derived and _printed(line.left, sheet):
        right = sheet.derived[total].value
        used = (*used, total)
        verdict = Verdict.PASS_DERIVED if left == right else verdict
    return Check(line, left, right, verdict, Verdict.NOT_ASSESSABLE, used)


def _check_balance(line: Line, sheet: Sheet) -> Check:
    terms = {figure: term(line.block, figure, sheet) for figure in (*line.left, *line.right)}
    used = tuple(
        figure for figure in terms if sheet.states[figure] in EMPTY and figure in sheet.derived
    )
    unknown = [figure for figure, value in terms.items() if value is None]
    left, right = (
        sum((terms[figure] or _ZERO for figure in side), _ZERO) for side in (line.left, line.right)
    )
    verdict = Verdict.NOT_ASSESSABLE
    if not unknown:
        held = Verdict.PASS_DERIVED if used else Verdict.PASS
        verdict = held if left == right else Verdict.FAIL
    elif len(unknown) == 1 and sheet.states[unknown[0]] in EMPTY and _printed(line.left, sheet):
        # One row was left blank: nothing else may be missing from the sum.
        verdict = Verdict.PASS_DERIVED if left == right else Verdict.NOT_ASSESSABLE
    if verdict is Verdict.NOT_ASSESSABLE:
        return Check(line, None, None, verdict, verdict, used)
    return Check(line, left, right, verdict, Verdict.NOT_ASSESSABLE, used)


def _printed(figures: tuple[str, ...], sheet: Sheet) -> bool:
    return any(sheet.values[figure] is not None for figure in figures)


def term(block: Block, figure: str, sheet: Sheet) -> Decimal | None:
    """The value a cell brings to a sum that stands on it; None where it is unknown.

    A blank part is 0 where its row prints a number; a total never: it is derived or unknown.
    """
    value = sheet.values[figure]
    return value if value is not None else _unprinted(block, figure, sheet, alone=True)


def part(block: Block, figure: str, sheet: Sheet) -> Decimal | None:
    """The value a cell brings as one part of many: 0 also where its whole row is silent."""
    value = sheet.values[figure]
    return value if value is not None else _unprinted(block, figure, sheet, alone=False)


def _unprinted(block: Block, figure: str, sheet: Sheet, *, alone: bool) -> Decimal | None:
    if sheet.states[figure] in LOST or figure in sheet.unsplit:
        return None
    if figure in sheet.derived:
        return sheet.derived[figure].value
    if figure in sheet.speaking:
        return None if figure in _totals(block) else _ZERO
    return None if alone else _ZERO


@cache
def _totals(block: Block) -> frozenset[str]:
    """The figures of a block that are totals of others."""
    return frozenset(
        line.right[0]
        for relation in block.relations
        if relation.is_total
        for line in lines_of(block, relation)
    )
