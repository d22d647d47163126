"""A report as the form prints it, before any layout: its parts, and the lines of their tables.

What is printed is made up: the narrative is ours, the figures are whatever the caller gives.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from govdash.forms import Block, Form, Row
from govdash.forms.official import (
    APPLICANTS_HEADING,
    APPLICATIONS,
    BALANCE_REMARK,
    CASES,
    CONTENT,
    DISCLOSURE,
    HANDLED_HEADING,
    NATURAL_PERSON,
    ORGANISATIONS,
    OTHER,
    OVERVIEW,
    PROBLEMS,
    TOTAL,
)

Texts = Mapping[str, str]
"""What stands in each cell, by figure id; "" for a blank one."""

AGENCY = "赫山区桃花仑街道办事处"
NARRATIVE = "工作有序。"

_ALONE = {"g_granted", "g_partial"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: labels, then values; `lead` empty cells stand before the labels.

    `row` is the row whose values these are; None for headings and for the line of section 四.
    """

    labels: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    lead: int = 0
    row: Row | None = None


@dataclass(slots=True)
class Part:
    """One of the six parts: its title, and the lines of its table or the paragraphs of its text."""

    title: str
    lines: list[Line] = field(default_factory=list)
    wide: int = 1
    """How many columns of labels its table has."""

    @property
    def is_table(self) -> bool:
        return any(line.values for line in self.lines)


@dataclass(slots=True)
class Report:
    """What is printed of a report, from its title on."""

    title: str
    parts: list[Part]


def report(form: Form, texts: Texts, narrative: str = NARRATIVE, year: int | None = None) -> Report:
    """A whole report of a form."""
    return Report(
        f"{AGENCY}政府信息公开工作{year or form.first_year}年度报告",
        [
            Part(f"一、{OVERVIEW.title}", [Line((narrative,))]),
            Part(f"二、{DISCLOSURE.title}", list(_disclosure(form, texts))),
            Part(f"三、{APPLICATIONS.title}", list(_applications(form, texts)), wide=3),
            Part(f"四、{CASES.title}", list(_cases(form, texts))),
            Part(f"五、{PROBLEMS.title}", [Line(("制度还要完善。",))]),
            Part(f"六、{OTHER.title}", [Line(("没有别的事项。",))]),
        ],
    )


def _disclosure(form: Form, texts: Texts) -> Iterator[Line]:
    for block in form.in_section(DISCLOSURE):
        yield Line((block.heading,))
        # A money heading says its unit: 采购总金额 alone would leave every amount unread.
        headings = (
            column.label
            if column.unit in column.label or column.kind.value != "money"
            else f"{column.label}（单位：{column.unit}）"
            for column in block.columns
        )
        yield Line((CONTENT, *headings))
        for row in block.rows:
            values = tuple(texts[figure.id] for figure in block.line(row))
            yield Line((row.label,), values, row=row)


def _applications(form: Form, texts: Texts) -> Iterator[Line]:
    (block,) = form.in_section(APPLICATIONS)
    yield Line((BALANCE_REMARK, APPLICANTS_HEADING))
    yield Line((NATURAL_PERSON.label, ORGANISATIONS.label, TOTAL.label), lead=1)
    inner = tuple(column.label for column in block.columns if column.group is ORGANISATIONS)
    yield Line(inner, lead=2)
    above: object = None
    for row in block.rows:
        values = tuple(texts[figure.id] for figure in block.line(row))
        yield Line(_labels(row, above), values, lead=_lead(row, above), row=row)
        above = row.group


def _labels(row: Row, above: object) -> tuple[str, ...]:
    if row.group is None or row.group is above:
        return (row.label,)
    if row.group.id == "g_granted":
        return (HANDLED_HEADING, row.label)
    if row.group.id in _ALONE or row.label == row.group.label:
        return (row.label,)
    return (row.group.label, row.label)


def _lead(row: Row, above: object) -> int:
    """How many cells of labels further up reach down beside this line."""
    if row.group is None:
        return 0
    return 2 if row.group is above else 0 if row.group.id == "g_granted" else 1


def _cases(form: Form, texts: Texts) -> Iterator[Line]:
    (block,) = form.in_section(CASES)
    yield Line(tuple(dict.fromkeys(_over(row) for row in block.rows)))
    rest = block.rows[1:]
    results = [column.label for column in block.columns]
    yield Line((*results, *(row.label for row in rest)))
    yield Line(tuple(results * len(rest)))
    yield Line((), tuple(texts[figure.id] for figure in block.figures))


def _over(row: Row) -> str:
    return row.group.label if row.group else row.label


def blocks_with_rows(form: Form) -> Iterator[tuple[Block, Row]]:
    """Every row of a form with its block."""
    return ((block, row) for block in form.blocks for row in block.rows)
