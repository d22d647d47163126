"""R1–R7 in words: what the sums and the single numbers of a report show."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from govdash.audit.findings import amount, finding, name
from govdash.audit.relations import EMPTY, Check, Line, Sheet, lines_of
from govdash.forms import SECTIONS, Block, Figure, Form, Kind, Relation, Sum
from govdash.report import Cell, Finding, Severity, State, Verdict, number
from govdash.rules import OF_RELATION, arithmetic

_BALANCE_WORDS = ("新收", "上年结转"), ("办结", "结转下年")


def of_figures(sheet: Sheet, checks: Sequence[Check]) -> Iterator[Finding]:
    """Every finding of R1–R7 that needs nothing but the figures themselves."""
    yield from _broken_sums(sheet, checks)
    yield from _held_by_derived(checks)
    yield from _odd_counts(sheet)
    yield from _odd_money(sheet)
    if not sheet.is_full:
        yield from _missing_totals(sheet)
        yield from _blank_cells(sheet)


# ---------------------------------------------------------------- sums


def _broken_sums(sheet: Sheet, checks: Sequence[Check]) -> Iterator[Finding]:
    """R1, R2, R3, R6: one finding for each line on which a relation does not hold."""
    for check in checks:
        if check.verdict is not Verdict.FAIL or check.left is None or check.right is None:
            continue
        yield finding(
            OF_RELATION[check.relation],
            Verdict.FAIL,
            check.right_cells if check.on.is_total else check.cells,
            f"{_sum_in_words(sheet, check)}，差 {number(abs(check.left - check.right)):,} 件。",
            left=check.left,
            right=check.right,
        )


def _sum_in_words(sheet: Sheet, check: Check) -> str:
    line = name(check.block, check.line)
    if check.relation is Relation.BALANCE:
        sides = [
            f"{_terms(sheet, words, cells)} = {amount(total)}"
            for words, cells, total in zip(
                _BALANCE_WORDS,
                (check.left_cells, check.right_cells),
                (check.left, check.right),
                strict=True,
            )
        ]
        return f"“{line}”一栏收办不平：{sides[0]}，{sides[1]}"
    sums, total = amount(check.left), amount(check.right)
    if check.relation is Relation.OUTCOMES:
        return f"“{line}”一栏：各种办理结果加起来是 {sums}，“总计”填的是 {total}"
    if check.relation is Relation.APPLICANTS:
        return f"“{line}”一行：六类申请人加起来是 {sums}，“总计”填的是 {total}"
    return f"{line}：四种结果加起来是 {sums}，“总计”填的是 {total}"


def _terms(sheet: Sheet, words: tuple[str, ...], cells: tuple[str, ...]) -> str:
    return " + ".join(
        f"{word} {amount(sheet.values[cell])}"
        if cell not in sheet.derived
        else f"{word} {amount(sheet.derived[cell].value)}（推算）"
        for word, cell in zip(words, cells, strict=True)
    )


def _held_by_derived(checks: Sequence[Check]) -> Iterator[Finding]:
    """R1 where it holds only because a blank （七）总计 was derived: said once a report."""
    held = [
        check
        for check in checks
        if check.verdict is Verdict.PASS_DERIVED
        and check.relation is Relation.BALANCE
        and not _closing(check.block).isdisjoint(check.derived)
    ]
    if not held:
        return
    whole = held[-1]
    names = "、".join(name(check.block, check.line) for check in held)
    yield finding(
        arithmetic.R1_BALANCE,
        Verdict.PASS_DERIVED,
        [figure for check in held for figure in check.derived],
        f"用推算的总计核对，收办平衡成立（{number(whole.left)} = {number(whole.right)}）：{names}。",
        severity=Severity.INFO,
        left=whole.left,
        right=whole.right,
    )


@cache
def _closing(block: Block) -> frozenset[str]:
    """The figures of the row that closes the outcomes of a block."""
    return frozenset(
        line.right[0]
        for relation in block.relations
        if relation.is_total and relation.axis == "rows"
        for line in lines_of(block, relation)
    )


# ---------------------------------------------------------------- blanks


def _missing_totals(sheet: Sheet) -> Iterator[Finding]:
    """R5: a total left blank though its parts are printed; 结转 rows left wholly blank."""
    for block in sheet.form.blocks:
        for relation in block.relations:
            if not relation.is_total:
                yield from _blank_rows(sheet, block, relation)
            elif relation.axis == "rows":
                yield from _blank_total_row(sheet, block, relation)
            else:
                yield from _blank_row_totals(sheet, block, relation)


def _is_missing(sheet: Sheet, line: Line) -> bool:
    """Whether a total is not filled in; a dash where the parts add up to nothing says as much."""
    (total,) = line.right
    if total not in sheet.derived or sheet.states[total] not in EMPTY:
        return False
    return sheet.states[total] is State.BLANK or sheet.derived[total].value != 0


def _blank_total_row(sheet: Sheet, block: Block, relation: Sum) -> Iterator[Finding]:
    lines = lines_of(block, relation)
    if not any(_is_missing(sheet, line) for line in lines):
        return
    whole = sheet.derived.get(lines[-1].right[0])
    closing = next(row for row in block.rows if row.id == relation.right[0])
    yield finding(
        arithmetic.R5_TOTAL_MISSING,
        Verdict.FAIL,
        [line.right[0] for line in lines if sheet.states[line.right[0]] in EMPTY],
        f"报告没有填“{closing.label}”这一行。"
        + (f"按分项推算为 {amount(whole.value)}，并标明是推算。" if whole else ""),
        left=whole.value if whole else None,
    )


def _blank_row_totals(sheet: Sheet, block: Block, relation: Sum) -> Iterator[Finding]:
    missing = [
        line
        for line in lines_of(block, relation)
        if _is_missing(sheet, line) and line.right[0] not in _closing(block)
    ]
    if missing:
        each = "；".join(
            f"{name(block, line.id)} {amount(sheet.derived[line.right[0]].value)}"
            for line in missing
        )
        yield finding(
            arithmetic.R5_TOTAL_MISSING,
            Verdict.FAIL,
            [line.right[0] for line in missing],
            f"有 {len(missing)} 行填了分项，没有填“总计”。按分项推算：{each}。",
            severity=Severity.WARNING,
        )


def _blank_rows(sheet: Sheet, block: Block, relation: Sum) -> Iterator[Finding]:
    """Rows of the balance in which nothing is filled in, in a table that is filled in otherwise."""
    if all(sheet.values[figure.id] is None for figure in block.figures):
        return
    closing = {other.right[0] for other in block.relations if other.is_total}
    for row in block.rows:
        if row.id not in (*relation.left, *relation.right) or row.id in closing:
            continue
        line = [figure.id for figure in block.line(row)]
        if all(sheet.states[figure] is State.BLANK for figure in line):
            yield finding(
                arithmetic.R5_TOTAL_MISSING,
                Verdict.FAIL,
                line,
                f"报告没有填“{row.short}”这一行，我们不把空白当作零。",
                severity=Severity.WARNING,
            )


@cache
def _by_section(form: Form) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(
        (section.id, tuple(each.id for block in form.in_section(section) for each in block.figures))
        for section in SECTIONS
        if any(form.in_section(section))
    )


def _blank_cells(sheet: Sheet) -> Iterator[Finding]:
    """R5: how many cells of a section are blank; the cells' own states say which."""
    for section, figures in _by_section(sheet.form):
        blank = [sheet.states[figure] for figure in figures].count(State.BLANK)
        if blank and any(sheet.values[figure] is not None for figure in figures):
            yield finding(
                arithmetic.R5_BLANK_CELLS,
                Verdict.FAIL,
                (),
                f"第{section}部分 {len(figures)} 个格子里有 {blank} 个没有填，"
                "我们不当作零，只在计算时按“未填”处理。",
            )


# ---------------------------------------------------------------- single numbers


@cache
def _by_kind(form: Form) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    """The figures that count something, and those that are money."""
    figures = tuple(form.figures.values())
    return (
        tuple(figure for figure in figures if figure.kind is not Kind.MONEY),
        tuple(figure for figure in figures if figure.kind is Kind.MONEY),
    )


def _odd_counts(sheet: Sheet) -> Iterator[Finding]:
    """R4: counts that are negative or not whole."""
    counts, _ = _by_kind(sheet.form)
    for figure in counts:
        value = sheet.values[figure.id]
        # The remainder is quicker than a rounded copy, and this runs over every cell.
        if not value or (value > 0 and not value % 1):
            continue
        if figure.kind is Kind.DELTA and not value % 1:
            continue
        yield finding(
            arithmetic.R4_NONNEG_INT,
            Verdict.FAIL,
            [figure.id],
            f"{figure.label}填的是 {number(value)}，{arithmetic.R4_NONNEG_INT.sentence}",
            left=value,
        )


def _odd_money(sheet: Sheet) -> Iterator[Finding]:
    """R7: money that is negative or printed in another unit."""
    for figure in _by_kind(sheet.form)[1]:
        cell = sheet.cells[figure.id]
        if cell.value is not None:
            yield from _odd_amount(figure, cell, cell.value)


def _odd_amount(figure: Figure, cell: Cell, value: Decimal) -> Iterator[Finding]:
    text = cell.text or ""
    if value < 0:
        severity, message = Severity.ERROR, f"填的是 {number(value)}，金额不应小于零。"
    elif "元" in text and figure.unit not in text:
        severity = Severity.WARNING
        message = f"填的是“{text}”，单位不是{figure.unit}，已换算为 {amount(value, figure.unit)}。"
    else:
        return
    yield finding(
        arithmetic.R7_MONEY,
        Verdict.FAIL,
        [figure.id],
        f"{figure.label}{message}",
        severity=severity,
        left=value,
    )
