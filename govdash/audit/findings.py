"""Turns what the rules see into findings, in words that a citizen understands."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from govdash.audit.relations import EMPTY, Check, lines_of
from govdash.forms import SECTIONS, Block, Figure, Form, Kind, Relation, Sum
from govdash.report import Cell, Derived, Finding, Line, Severity, State, Verdict, number
from govdash.rules import OF_RELATION, Rule, arithmetic, document

Cells = Mapping[str, Cell]


def _finding(
    rule: Rule,
    verdict: Verdict,
    cells: Sequence[str],
    message: str,
    *,
    severity: Severity | None = None,
    left: Decimal | None = None,
    right: Decimal | None = None,
) -> Finding:
    return Finding(rule.id, severity or rule.severity, verdict, tuple(cells), left, right, message)


def _name(block: Block, line: str) -> str:
    """The printed name of a row or column."""
    names = {row.id: row.short for row in block.rows}
    names |= {column.id: column.short for column in block.columns}
    return names[line]


def broken_sums(checks: Sequence[Check]) -> Iterator[Finding]:
    """R1, R2, R3, R6: one finding for each line on which a relation does not hold."""
    for check in checks:
        if check.verdict is not Verdict.FAIL or check.left is None or check.right is None:
            continue
        rule = OF_RELATION[check.relation]
        yield _finding(
            rule,
            Verdict.FAIL,
            check.right_cells if len(check.right_cells) == 1 else check.cells,
            f"{_name(check.block, check.line)}：{rule.sentence}这里一边是 {number(check.left)}，"
            f"另一边是 {number(check.right)}，差 {number(abs(check.left - check.right))} 件。",
            left=check.left,
            right=check.right,
        )


def held_by_derived(checks: Sequence[Check]) -> Iterator[Finding]:
    """R1 where it holds only because a blank （七）总计 was derived: said once a report."""
    held = [
        check
        for check in checks
        if check.relation is Relation.BALANCE
        and check.verdict is Verdict.PASS_DERIVED
        and any(_closes_outcomes(check, figure) for figure in check.derived)
    ]
    if not held:
        return
    whole = held[-1]
    names = "、".join(_name(check.block, check.line) for check in held)
    yield _finding(
        arithmetic.R1_BALANCE,
        Verdict.PASS_DERIVED,
        [figure for check in held for figure in check.derived],
        f"{names}：用推算的总计核对，{number(whole.left)} = {number(whole.right)}，收办平衡成立。",
        severity=Severity.INFO,
        left=whole.left,
        right=whole.right,
    )


def _closes_outcomes(check: Check, figure: str) -> bool:
    return any(
        relation.relation is Relation.OUTCOMES
        and figure == check.block.figure_id(relation.right[0], check.line)
        for relation in check.block.relations
    )


def missing_totals(form: Form, cells: Cells, derived: Mapping[str, Derived]) -> Iterator[Finding]:
    """R5: a total left blank though its parts are printed; 结转 rows left wholly blank."""
    for block in form.blocks:
        for relation in block.relations:
            if not relation.is_total:
                yield from _blank_rows(block, relation, cells)
            elif relation.axis == "rows":
                yield from _blank_total_row(block, relation, cells, derived)
            else:
                yield from _blank_row_totals(block, relation, cells, derived)


def _blank_total_row(
    block: Block, relation: Sum, cells: Cells, derived: Mapping[str, Derived]
) -> Iterator[Finding]:
    totals = [total for _, _, (total,) in lines_of(block, relation)]
    if not any(cells[total].state in EMPTY and total in derived for total in totals):
        return
    whole = derived.get(totals[-1])
    yield _finding(
        arithmetic.R5_TOTAL_MISSING,
        Verdict.FAIL,
        [total for total in totals if cells[total].state in EMPTY],
        f"报告没有填“{_name(block, relation.right[0])}”。"
        + (f"按分项推算为 {number(whole.value)} 件，并标明是推算。" if whole else ""),
        left=whole.value if whole else None,
    )


def _blank_row_totals(
    block: Block, relation: Sum, cells: Cells, derived: Mapping[str, Derived]
) -> Iterator[Finding]:
    closing = {
        total
        for other in block.relations
        if other.is_total and other.axis == "rows"
        for _, _, (total,) in lines_of(block, other)
    }
    missing = [
        (line, total)
        for line, _, (total,) in lines_of(block, relation)
        if cells[total].state in EMPTY and total in derived and total not in closing
    ]
    if missing:
        each = "；".join(
            f"{_name(block, line)} {number(derived[total].value)} 件" for line, total in missing
        )
        yield _finding(
            arithmetic.R5_TOTAL_MISSING,
            Verdict.FAIL,
            [total for _, total in missing],
            f"有 {len(missing)} 行填了分项，没有填“总计”。按分项推算：{each}。",
            severity=Severity.WARNING,
        )


def _blank_rows(block: Block, relation: Sum, cells: Cells) -> Iterator[Finding]:
    """Rows of the balance in which nothing is filled in, in a table that is filled in otherwise."""
    closing = {other.right[0] for other in block.relations if other.is_total}
    if not any(cells[figure.id].value is not None for figure in block.figures):
        return
    for row in block.rows:
        line = [figure.id for figure in block.line(row)]
        if row.id not in (*relation.left, *relation.right) or row.id in closing:
            continue
        if all(cells[figure].state in EMPTY for figure in line):
            yield _finding(
                arithmetic.R5_TOTAL_MISSING,
                Verdict.FAIL,
                line,
                f"报告没有填“{row.short}”这一行，我们不把空白当作零。",
                severity=Severity.WARNING,
            )


def blank_cells(form: Form, cells: Cells) -> Iterator[Finding]:
    """R5: how many cells of a section are blank; the cells' own states say which."""
    for section in SECTIONS:
        figures = [figure for block in form.in_section(section) for figure in block.figures]
        blank = sum(cells[figure.id].state is State.BLANK for figure in figures)
        if blank and any(cells[figure.id].value is not None for figure in figures):
            yield _finding(
                arithmetic.R5_BLANK_CELLS,
                Verdict.FAIL,
                (),
                f"第{section.id}部分 {len(figures)} 个格子里有 {blank} 个没有填，"
                "我们不当作零，只在计算时按“未填”处理。",
            )


def odd_counts(form: Form, cells: Cells) -> Iterator[Finding]:
    """R4: counts that are negative or not whole."""
    for figure in form.figures.values():
        value = cells[figure.id].value
        if value is None or figure.kind is Kind.MONEY:
            continue
        negative = value < 0 and figure.kind is Kind.COUNT
        if negative or value != value.to_integral_value():
            yield _finding(
                arithmetic.R4_NONNEG_INT,
                Verdict.FAIL,
                [figure.id],
                f"{figure.label}：{arithmetic.R4_NONNEG_INT.sentence}这里是 {number(value)}。",
                left=value,
            )


def odd_money(form: Form, cells: Cells) -> Iterator[Finding]:
    """R7: money that is negative or printed in another unit."""
    for figure in form.figures.values():
        cell = cells[figure.id]
        if figure.kind is Kind.MONEY and cell.value is not None:
            yield from _odd_amount(figure, cell, cell.value)


def _odd_amount(figure: Figure, cell: Cell, value: Decimal) -> Iterator[Finding]:
    text = cell.text or ""
    if value < 0:
        severity, message = Severity.ERROR, "金额不应小于零。"
    elif "元" in text and figure.unit not in text:
        severity = Severity.WARNING
        message = f"印的是“{text}”，单位不是{figure.unit}，已换算。"
    else:
        return
    yield _finding(
        arithmetic.R7_MONEY,
        Verdict.FAIL,
        [figure.id],
        f"{figure.label}：{message}",
        severity=severity,
        left=value,
    )


def unreadable_cells(cells: Cells) -> Iterator[Finding]:
    """S5: numbers of our copy that could not be given to a cell, once for each line of them."""
    lost: dict[tuple[Line | None, str | None], list[str]] = {}
    for figure, cell in cells.items():
        if cell.state is State.UNREADABLE:
            lost.setdefault((cell.line, cell.text), []).append(figure)
    for (_, text), figures in lost.items():
        printed = f"印着“{text}”的地方" if text else "有的地方"
        yield _finding(
            document.S5_LAYOUT,
            Verdict.NOT_ASSESSABLE,
            figures,
            f"我们手里的文本{printed}排版受损，{len(figures)} 个格子的数字无法确定，因此不采用。",
        )
