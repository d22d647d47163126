"""S and T: which parts of the form our copy has, how sure its columns are, what it went through."""

import re
from collections.abc import Iterator
from functools import cache

from govdash.audit.findings import finding
from govdash.audit.relations import Sheet
from govdash.forms import SECTIONS, Block, Form, Row, Section
from govdash.forms.official import OTHER_GROUP
from govdash.report import Finding, How, Line, Report, Severity, State, Verdict
from govdash.rules import document

_ANNOTATED = "hant+pinyin"
_NO_ORDINAL = re.compile(r"(?<=[。;；])(是[㐀-鿿]{2,12})")
_FEWEST_BARE = 2
_FUSED_NUMBER = re.compile(r"[〔\[（(【]20\d{3,7}号")
_SETTLES = "可能是文本不全，也可能是报告没有印；这些格子不当作零。"


def of_document(report: Report, sheet: Sheet) -> Iterator[Finding]:
    """Every finding of S that cells and sections show; labels are the reading's to report."""
    states = set(sheet.states.values())
    if State.ABSENT in states:
        yield from _missing_cells(sheet)
    if State.UNREADABLE in states:
        yield from _unreadable(sheet)
    if report.sections:
        yield from _missing_narrative(report)
    yield from _inferred(sheet)
    yield from _copied(report)


# ---------------------------------------------------------------- what is not there


@cache
def _tables(form: Form) -> tuple[Section, ...]:
    """The sections that hold tables."""
    return tuple(section for section in SECTIONS if any(form.in_section(section)))


def _missing_narrative(report: Report) -> Iterator[Finding]:
    tables = _tables(report.form)
    for section in SECTIONS:
        if section not in tables and section.id not in report.sections:
            yield _section(section, ())


def _section(section: Section, cells: tuple[str, ...]) -> Finding:
    what = "表格" if cells else "内容"
    return finding(
        document.S1_SECTION,
        Verdict.NOT_ASSESSABLE,
        cells,
        f"我们手里的文本里找不到第{section.id}部分“{section.title}”的{what}，"
        "可能是文本不全，也可能是报告没有这一部分。",
    )


def _missing_cells(sheet: Sheet) -> Iterator[Finding]:
    for section in _tables(sheet.form):
        blocks = tuple(sheet.form.in_section(section))
        figures = [figure.id for block in blocks for figure in block.figures]
        lost = [figure for figure in figures if sheet.states[figure] is State.ABSENT]
        if len(lost) == len(figures):
            yield _section(section, tuple(lost))
        elif lost:
            yield from _missing_rows(sheet, section, blocks)
            yield from _missing_columns(sheet, section, blocks)


def _is_lost(sheet: Sheet, block: Block, row: Row) -> bool:
    return all(sheet.states[figure.id] is State.ABSENT for figure in block.line(row))


def _missing_rows(sheet: Sheet, section: Section, blocks: tuple[Block, ...]) -> Iterator[Finding]:
    rows = [(block, row) for block in blocks for row in block.rows if _is_lost(sheet, block, row)]
    if not rows:
        return
    cells = [figure.id for block, row in rows for figure in block.line(row)]
    names = "、".join(f"“{row.short}”" for _, row in rows)
    others = {row for block in blocks for row in block.rows if row.group is OTHER_GROUP}
    if len(others) > 1 and {row for _, row in rows} == others:
        # Nothing else is missing: the agency has printed the older form's single row.
        yield finding(
            document.S2_ROWS,
            Verdict.NOT_ASSESSABLE,
            cells,
            f"“{OTHER_GROUP.short}”应当分 {len(rows)} 行填写，报告里没有这 {len(rows)} 行，"
            "可能用了旧表样的一行；这些格子不当作零。",
            severity=Severity.NOTICE,
        )
        return
    yield finding(
        document.S2_ROWS,
        Verdict.NOT_ASSESSABLE,
        cells,
        f"我们手里的文本里，第{section.id}部分找不到 {len(rows)} 行：{names}。{_SETTLES}",
    )


def _missing_columns(
    sheet: Sheet, section: Section, blocks: tuple[Block, ...]
) -> Iterator[Finding]:
    lost = [
        figure
        for block in blocks
        for row in block.rows
        if not _is_lost(sheet, block, row)
        for figure in block.line(row)
        if sheet.states[figure.id] is State.ABSENT
    ]
    if lost:
        columns = "、".join(f"“{label}”" for label in dict.fromkeys(f.column.short for f in lost))
        yield finding(
            document.S3_HEADER,
            Verdict.NOT_ASSESSABLE,
            [figure.id for figure in lost],
            f"我们手里的文本里，第{section.id}部分有 {len({f.row for f in lost})} 行缺少"
            f"{columns}这样的格子，共 {len(lost)} 格。{_SETTLES}",
        )


# ---------------------------------------------------------------- what is not sure


def _unreadable(sheet: Sheet) -> Iterator[Finding]:
    """S5: numbers of our copy that could not be given to a cell, once for each line of them."""
    lost: dict[tuple[Line | None, str | None], list[str]] = {}
    for figure, cell in sheet.cells.items():
        if cell.state is State.UNREADABLE:
            lost.setdefault((cell.line, cell.text), []).append(figure)
    for (_, text), figures in lost.items():
        printed = f"印着“{text}”的地方" if text else "有的地方"
        yield finding(
            document.S5_LAYOUT,
            Verdict.NOT_ASSESSABLE,
            figures,
            f"我们手里的文本{printed}排版受损，{len(figures)} 个格子的数字无法确定，因此不采用。",
        )


def _inferred(sheet: Sheet) -> Iterator[Finding]:
    inferred = [figure for figure, cell in sheet.cells.items() if cell.how is How.INFERRED]
    if inferred:
        yield finding(
            document.S5_LAYOUT,
            Verdict.NOT_ASSESSABLE,
            inferred,
            f"我们手里的文本排版受损，有 {len(inferred)} 个数字印在哪一栏是我们推断的。",
        )


# ---------------------------------------------------------------- what the copy went through


def _copied(report: Report) -> Iterator[Finding]:
    """T: marks that a copy has and an original has not."""
    for text in report.sections.values():
        for number in _FUSED_NUMBER.findall(text):
            yield finding(
                document.T1_DOCNUMBER,
                Verdict.NOT_ASSESSABLE,
                (),
                f"我们手里的文本里文号“{number}”缺了括号，年份和序号连在了一起，这不是机关的差错。",
                quote=number,
            )
    bare = [found for text in report.sections.values() for found in _NO_ORDINAL.findall(text)]
    if len(bare) >= _FEWEST_BARE:
        yield finding(
            document.T2_ORDINALS,
            Verdict.NOT_ASSESSABLE,
            (),
            "我们手里的文本丢了“一是”“二是”这样的序号，这不是机关的差错。",
            quote=bare[0],
        )
    if report.source.script == _ANNOTATED:
        yield finding(
            document.T3_SCRIPT,
            Verdict.NOT_ASSESSABLE,
            (),
            "我们手里的文本是带拼音注记的繁体转载，不是机关网站的原件；去掉注记后再读取。",
        )
