"""The usual ways a table goes wrong, each as the change that would undo it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import combinations, pairwise

from govdash.audit.relations import Check, Sheet
from govdash.forms import Block, Relation, Row, Sum
from govdash.report import number

_ZERO = Decimal(0)
_HOLD = "相关的合计就都对得上"


@dataclass(frozen=True, slots=True)
class Change:
    """What would stand in some cells, and the sentence that says so."""

    cells: Mapping[str, Decimal]
    words: str


@dataclass(frozen=True)
class Grid:
    """A block whose sums are broken: its numbers by row and column, and the broken lines."""

    block: Block
    values: Mapping[str, Decimal | None]
    broken: Sequence[Check]
    sheet: Sheet

    def cells(self, row: Row) -> list[str]:
        """The figures of a row."""
        return [figure.id for figure in self.block.line(row)]

    def numbers(self, row: Row) -> list[Decimal]:
        """The numbers of a row; empty where one of them is unknown."""
        found = [value for cell in self.cells(row) if (value := self.values[cell]) is not None]
        return found if len(found) == len(self.block.columns) else []

    def gaps(self, relation: Relation) -> dict[str, Decimal]:
        """Left minus right of every broken line of a relation."""
        return {
            check.line: (check.left or _ZERO) - (check.right or _ZERO)
            for check in self.broken
            if check.relation is relation
        }

    @cached_property
    def broken_rows(self) -> list[Row]:
        """The rows whose own sum is broken."""
        across = {
            check.line
            for check in self.broken
            if check.relation in (Relation.APPLICANTS, Relation.CASES)
        }
        return [row for row in self.block.rows if row.id in across]

    @cached_property
    def balance(self) -> Sum | None:
        """The relation of the block that is no total of parts."""
        return next((sum_ for sum_ in self.block.relations if not sum_.is_total), None)

    @cached_property
    def outcomes(self) -> Sum | None:
        """The relation that closes the rows of the block."""
        found = (sum_ for sum_ in self.block.relations if sum_.is_total and sum_.axis == "rows")
        return next(found, None)


def causes(grid: Grid) -> Iterator[Iterator[Change]]:
    """Every cause with the changes worth trying for it, the most telling causes first."""
    yield _left_out(grid)
    yield _total_of_zero(grid)
    yield _split_number(grid)
    yield _moved_along(grid)
    if grid.outcomes:
        yield _wrong_column(grid)
        yield _no_outcome(grid)
        yield _moved_down(grid)
        yield _one_cell(grid)


def _said(value: Decimal) -> str:
    return f"{number(value):,}"


# ---------------------------------------------------------------- something left out


def _left_out(grid: Grid) -> Iterator[Change]:
    """上年结转 or 结转下年 was not filled in, or filled in as 0."""
    gaps = grid.gaps(Relation.BALANCE)
    if not gaps or grid.balance is None:
        return
    for term, sign, word in (
        (grid.balance.left[1], -1, "上年结转"),
        (grid.balance.right[1], 1, "结转下年"),
    ):
        row = next(row for row in grid.block.rows if row.id == term)
        numbers = grid.numbers(row)
        if not numbers or any(numbers) or any(sign * gap < 0 for gap in gaps.values()):
            continue
        cells = {grid.block.figure_id(row.id, line): sign * gap for line, gap in gaps.items()}
        whole = cells.get(grid.cells(row)[-1])
        if whole is not None:
            words = f"可能漏填了{word}：若{word}是 {_said(whole)} 件，{_HOLD}。"
            yield Change(cells, words)


def _total_of_zero(grid: Grid) -> Iterator[Change]:
    """A total stands as 0 above or beside parts that are none."""
    for relation in (Relation.OUTCOMES, Relation.APPLICANTS, Relation.CASES):
        of_relation = [check for check in grid.broken if check.relation is relation]
        cells = {
            check.right_cells[0]: check.left
            for check in of_relation
            if check.left and not check.right
        }
        if not cells:
            continue
        whole = max(cells.values())
        words = f"“总计”填的是 0，可能漏填了：按分项相加是 {_said(whole)} 件，这样{_HOLD}。"
        if relation is Relation.OUTCOMES:
            yield Change(cells, words)
        else:
            for cell, value in cells.items():
                yield Change({cell: value}, words.replace(_said(whole), _said(value)))


def _no_outcome(grid: Grid) -> Iterator[Change]:
    """（七）总计 is filled in, and not one outcome."""
    gaps = grid.gaps(Relation.OUTCOMES)
    if not gaps or grid.outcomes is None or any(gap >= 0 for gap in gaps.values()):
        return
    rows = [row for row in grid.block.rows if row.id in grid.outcomes.left]
    if any(not numbers or any(numbers) for numbers in map(grid.numbers, rows)):
        return
    cells = {grid.block.figure_id(rows[0].id, line): -gap for line, gap in gaps.items()}
    whole = _said(max(cells.values()))
    yield Change(cells, f"各种办理结果加起来是 0，可能漏填了这 {whole} 件分别是怎么办的。")


# ---------------------------------------------------------------- something moved


def _split_number(grid: Grid) -> Iterator[Change]:
    """12 | 3 for 123: the digits of one number in two neighbouring cells."""
    for row in grid.broken_rows:
        cells, numbers = grid.cells(row), grid.numbers(row)
        for place, (before, after) in enumerate(pairwise(numbers)):
            if before < 1 or before % 1 or after % 1 or after < 0:
                continue
            text = (grid.sheet.cells[cells[place + 1]].text or "").strip()
            second = text if text.isdecimal() else str(int(after))
            joined = Decimal(f"{int(before)}{second}")
            words = (
                f"“{row.short}”一行的 {_said(before)} 和 {second} "
                f"可能是 {_said(joined)} 被拆成了两格：合起来，{_HOLD}。"
            )
            head, tail = numbers[:place], numbers[place + 2 :]
            for changed in (
                [*head, joined, _ZERO, *tail],
                [*head, _ZERO, joined, *tail],
                [*head, joined, *tail[:-1], _ZERO, *tail[-1:]],
            ):
                yield _whole_row(cells, numbers, changed, words)


def _moved_along(grid: Grid) -> Iterator[Change]:
    """The numbers of a row stand one column too far to the left or right."""
    for row in grid.broken_rows or grid.block.rows:
        cells, numbers = grid.cells(row), grid.numbers(row)
        if not any(numbers):
            continue
        for way, changed in _one_along(numbers, crossed=grid.outcomes is not None):
            words = f"“{row.short}”一行的数字可能错了一栏：往{way}移一栏，{_HOLD}。"
            yield _whole_row(cells, numbers, changed, words)


def _one_along(numbers: list[Decimal], *, crossed: bool) -> Iterator[tuple[str, list[Decimal]]]:
    """A row moved back; `crossed` says that sums of columns check it, and not its own alone."""
    *parts, total = numbers
    yield "左", [*numbers[1:], numbers[0]]
    yield "右", [total, *parts]
    if not crossed:
        return
    yield "左", [*parts[1:], parts[0], total]
    yield "右", [parts[-1], *parts[:-1], total]
    # What has left the table at its end follows from the sum.
    if not numbers[0]:
        yield "左", [*numbers[1:], sum(numbers, _ZERO)]
    if not total:
        yield "右", [parts[-1] - sum(parts[:-1]), *parts]


def _whole_row(
    cells: list[str], numbers: list[Decimal], changed: list[Decimal], words: str
) -> Change:
    each = zip(cells, numbers, changed, strict=True)
    return Change({cell: new for cell, old, new in each if new != old}, words)


def _moved_down(grid: Grid) -> Iterator[Change]:
    """From some row on, the numbers stand one row too low or too high."""
    rows = grid.block.rows
    printed = [grid.numbers(row) for row in rows]
    if not all(printed):
        return
    zeros = [_ZERO] * len(grid.block.columns)
    for start in range(len(rows) - 2, 1, -1):
        if any(printed[start + 1]) and not any(printed[start]):
            yield _rows_moved(grid, start, printed, [*printed[start + 1 :], zeros], "上")
        if any(printed[start]) and not any(printed[-1]):
            yield _rows_moved(grid, start, printed, [zeros, *printed[start:-1]], "下")


def _rows_moved(
    grid: Grid, start: int, printed: list[list[Decimal]], changed: list[list[Decimal]], way: str
) -> Change:
    rows = grid.block.rows[start:]
    cells = {
        cell: new
        for row, old_line, new_line in zip(rows, printed[start:], changed, strict=True)
        for cell, old, new in zip(grid.cells(row), old_line, new_line, strict=True)
        if old != new
    }
    words = f"从“{rows[0].label}”起，各行的数字可能错了一行：往{way}移一行，{_HOLD}。"
    return Change(cells, words)


def _wrong_column(grid: Grid) -> Iterator[Change]:
    """Some requests stand in another applicant's column: one column has too many, one too few."""
    gaps = grid.gaps(Relation.OUTCOMES) or grid.gaps(Relation.BALANCE)
    names = {column.id: column.short for column in grid.block.columns}
    pairs = [(a, b) for a, b in combinations(gaps, 2) if gaps[a] == -gaps[b] and len(gaps) == 2]
    for first, second in pairs:
        count = abs(gaps[first])
        for source, target in ((first, second), (second, first)):
            for row in grid.block.rows:
                have, get = (grid.block.figure_id(row.id, line) for line in (source, target))
                old = grid.values[have], grid.values[get]
                if old[0] is None or old[1] is None or old[0] < count:
                    continue
                yield Change(
                    {have: old[0] - count, get: old[1] + count},
                    f"“{names[first]}”和“{names[second]}”两栏正好一多一少 {_said(count)} 件，"
                    f"可能有 {_said(count)} 件填错了栏（例如“{row.short}”一行里"
                    f"“{names[source]}”的 {_said(count)} 件应在“{names[target]}”）。",
                )


def _one_cell(grid: Grid) -> Iterator[Change]:
    """One cell stands where a broken row and a broken column cross."""
    gaps = {**grid.gaps(Relation.BALANCE), **grid.gaps(Relation.OUTCOMES)}
    columns = {column.id: column for column in grid.block.columns}
    across = grid.gaps(Relation.APPLICANTS)
    total = grid.block.columns[-1]
    for row in grid.broken_rows:
        for line in gaps:
            cell = grid.block.figure_id(row.id, line)
            old = grid.values[cell]
            if old is None:
                continue
            new = old + across[row.id] if columns[line] is total else old - across[row.id]
            yield Change(
                {cell: new},
                f"只差“{row.short}”里“{columns[line].short}”这一格："
                f"若是 {_said(new)} 而不是 {_said(old)}，{_HOLD}。",
            )
