"""What copies do to a report, each as one function: to its texts, its lines or its bytes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from random import Random

from govdash.forms import FIGURES, Kind
from govdash.forms.official import OTHER_GROUP
from tests.printer.draw import MARKS, Drawn
from tests.printer.form import Line, Part, Report
from tests.printer.text import is_sentence, noted, traditional

_FULL = str.maketrans("0123456789.", "０１２３４５６７８９．")
_GARBAGE = "口某丶□"
_TYPOS = {"三类内部": "三类内容", "这一情形": "这一情况", "过程性信息": "过程性性信息"}
_PAGE_MARKS = ("- {} -", "-{}-", "— {} —", "第{}页", "第 {} 页 共 9 页")
_CHROME = ("首页 > 政府信息公开 > 年度报告", "字号：大 中 小", "打印本页 关闭窗口", "分享到：")
_SENTENCES = (
    "全年主动公开信息917条，其中网站公开634条。",
    "收到政府信息公开申请3件，结转下年度继续办理1件。",
    "制发规范性文件5件，办理行政许可12件，作出行政处罚7件。",
)


class File(Enum):
    """What sort of file a layout makes."""

    LINES = "lines"
    ONE_LINE = "one line"
    WEB = "web"
    WORD = "word"
    PDF = "pdf"


Of = frozenset[File]
EVERY: Of = frozenset(File)
TEXT: Of = frozenset({File.LINES, File.ONE_LINE})
LINES: Of = frozenset({File.LINES})
TABLES: Of = EVERY - {File.ONE_LINE}


@dataclass(frozen=True, slots=True)
class Damage:
    """One damage: the files it happens to, and what it changes of figures, report or lines."""

    name: str
    of: Of
    figures: Callable[[Drawn, Random], Drawn] | None = None
    report: Callable[[Report, Random], Report] | None = None
    lines: Callable[[list[str], Random], list[str]] | None = None


# ---------------------------------------------------------------- figures


def _each(drawn: Drawn, change: Callable[[str, str], str]) -> Drawn:
    """Every printed number in another way."""
    return replace(
        drawn,
        texts={
            figure: change(figure, text) if text and text not in MARKS else text
            for figure, text in drawn.texts.items()
        },
    )


def _full_width(drawn: Drawn, draw: Random) -> Drawn:
    return _each(drawn, lambda _, text: text.translate(_FULL) if draw.random() < 0.5 else text)


def _thousands(drawn: Drawn, draw: Random) -> Drawn:
    comma = draw.choice([",", "，"])
    return _each(drawn, lambda _, text: f"{Decimal(text):,}".replace(",", comma))


def _units(drawn: Drawn, draw: Random) -> Drawn:
    def with_unit(figure: str, text: str) -> str:
        declared = FIGURES[figure]
        if declared.kind is not Kind.MONEY:
            return f"{text}{declared.unit}" if draw.random() < 0.5 else text
        if draw.random() < 0.5:
            return f"{text}万元"
        return f"{(drawn.values[figure] * 10_000).normalize():f}元"

    return _each(drawn, with_unit)


def _one_row_six(drawn: Drawn, _draw: Random) -> Drawn:
    """（六）as one row: the copy has no cells for the three rows of the form."""
    rows = {row.id for block in drawn.form.blocks for row in block.rows if row.group is OTHER_GROUP}
    if len(rows) < 2:
        return drawn
    texts = {
        figure: "" if FIGURES[figure].row.id in rows else text
        for figure, text in drawn.texts.items()
    }
    return replace(drawn, texts=texts)


# ---------------------------------------------------------------- the report


def _parts(report: Report, change: Callable[[Part], Part]) -> Report:
    return replace(report, parts=[change(part) for part in report.parts])


def _lines_of_tables(report: Report, change: Callable[[Line], Line]) -> Report:
    return _parts(
        report,
        lambda part: (
            replace(part, lines=[change(line) for line in part.lines]) if part.is_table else part
        ),
    )


def _labels(report: Report, change: Callable[[str], str]) -> Report:
    return _lines_of_tables(
        report, lambda line: replace(line, labels=tuple(change(label) for label in line.labels))
    )


def _points(report: Report, draw: Random) -> Report:
    point = draw.choice(["、", "．", ". ", "、 "])

    def pointed(label: str) -> str:
        return f"{label[0]}{point}{label[2:]}" if label[:1].isdigit() else label

    return _labels(report, pointed)


def _typos(report: Report, _draw: Random) -> Report:
    def changed(label: str) -> str:
        for right, typo in _TYPOS.items():
            label = label.replace(right, typo)
        return label

    return _labels(report, changed)


def _noise(report: Report, draw: Random) -> Report:
    """One character of one or two long labels of rows read wrongly."""
    rows = [line for part in report.parts for line in part.lines if line.row and line.values]
    hit = {id(line) for line in draw.sample(rows, 2) if len(line.labels[-1]) > 7}

    def garbled(line: Line) -> Line:
        if id(line) not in hit:
            return line
        label = line.labels[-1]
        at = draw.randrange(2, len(label))
        noisy = label[:at] + draw.choice(_GARBAGE) + label[at + 1 :]
        return replace(line, labels=(*line.labels[:-1], noisy))

    return _lines_of_tables(report, garbled)


def _torn(report: Report, draw: Random) -> Report:
    """Some labels torn in two."""

    def torn(line: Line) -> Line:
        if line.row is None or len(line.labels[-1]) < 6 or draw.random() < 0.7:
            return line
        label = line.labels[-1]
        at = draw.randrange(3, len(label) - 1)
        return replace(line, labels=(*line.labels[:-1], label[:at], label[at:]))

    return _lines_of_tables(report, torn)


def _repeated_header(report: Report, draw: Random) -> Report:
    """The headings of section 三 once more, where a page begins."""

    def repeated(part: Part) -> Part:
        if part.wide == 1:
            return part
        header = [line for line in part.lines if not line.values]
        at = draw.randrange(len(header) + 1, len(part.lines))
        return replace(part, lines=[*part.lines[:at], *header, *part.lines[at:]])

    return _parts(report, repeated)


def _no_header(report: Report, _draw: Random) -> Report:
    """The headings of section 三 lost."""

    def headless(part: Part) -> Part:
        kept = [line for line in part.lines if line.values]
        return replace(part, lines=kept) if part.wide > 1 else part

    return _parts(report, headless)


def _invented_header(report: Report, _draw: Random) -> Report:
    """A first row of names that a table tool made up."""
    names = Line(tuple(f"列{place}" for place in "甲乙丙丁戊己庚辛"))
    return _parts(
        report,
        lambda part: replace(part, lines=[names, *part.lines]) if part.is_table else part,
    )


def _extra_row(report: Report, _draw: Random) -> Report:
    """A local row that no form has."""
    extra = Line(("其他主动提供的材料",), ("9", "9", "9"))

    def longer(part: Part) -> Part:
        at = next((i for i, line in enumerate(part.lines) if line.row and line.values), None)
        if at is None or part.wide > 1:
            return part
        return replace(part, lines=[*part.lines[: at + 2], extra, *part.lines[at + 2 :]])

    return _parts(report, longer)


def _six(report: Report, draw: Random) -> Report:
    """The rows of （六）as one with figures of its own."""

    def merged(part: Part) -> Part:
        own = [line for line in part.lines if line.row and line.row.group is OTHER_GROUP]
        if len(own) < 2:
            return part
        at = part.lines.index(own[0])
        number = str(draw.randrange(5))
        one = Line((OTHER_GROUP.label,), (number, *["0"] * 5, number), lead=1)
        rest = [line for line in part.lines if line not in own]
        return replace(part, lines=[*rest[:at], one, *rest[at:]])

    return _parts(report, merged)


def _no_title(report: Report, draw: Random) -> Report:
    """The title of one of the parts with a table lost."""
    lost = draw.choice([part.title for part in report.parts if part.is_table])
    return _parts(report, lambda part: replace(part, title="") if part.title == lost else part)


def _other_year(report: Report, _draw: Random) -> Report:
    """A form used in a later year than it was made for."""
    return replace(report, title=f"{report.title[:-8]}2022年度报告")


def _sentences(report: Report, draw: Random) -> Report:
    """Sentences that name rows of the tables, with figures of their own."""
    text = Line((draw.choice(_SENTENCES),))
    return _parts(
        report,
        lambda part: part if part.is_table else replace(part, lines=[*part.lines, text]),
    )


# ---------------------------------------------------------------- lines


def _scattered(lines: list[str], draw: Random, *made: str) -> list[str]:
    lines = list(lines)
    for text in made:
        lines.insert(draw.randrange(2, len(lines)), text)
    return lines


def _page_marks(lines: list[str], draw: Random) -> list[str]:
    mark = draw.choice(_PAGE_MARKS)
    return _scattered(lines, draw, *(mark.format(page) for page in range(1, 4)))


def _decorated(lines: list[str], draw: Random) -> list[str]:
    lines = [f"\u2002\u2002{line}" if line[:1] in "一二三四五六" else line for line in lines]
    lines = [
        line[:1] + "\u200b" + line[1:] if len(line) > 3 and draw.random() < 0.1 else line
        for line in lines
    ]
    return _scattered(lines, draw, *["\u00a0"] * 5, *["\u200b"] * 3, *[""] * 5)


def _in_chrome(lines: list[str], _draw: Random) -> list[str]:
    return [*_CHROME, *lines, "上一篇：没有了", "版权所有 某某人民政府", "网站标识码：4300000001"]


def _crawled(lines: list[str], _draw: Random) -> list[str]:
    head = [f"标题: {lines[0]}", "发布时间: 2024-01-20 15:07", "文号: ", "栏目: 年报"]
    return [*head, "==================== 正文 ====================", *lines]


def _traditional(lines: list[str], _draw: Random) -> list[str]:
    return [traditional(line) for line in lines]


def _pinyin(lines: list[str], _draw: Random) -> list[str]:
    return [noted(line) for line in lines]


def _blank_ends(lines: list[str], _draw: Random) -> list[str]:
    return [line if is_sentence(line) or not line else f"{line} " for line in lines]


DAMAGES = (
    # In this order: each takes what the one before printed.
    Damage("thousands commas", TABLES, figures=_thousands),
    Damage("units in cells", TABLES, figures=_units),
    Damage("full-width digits", EVERY, figures=_full_width),
    Damage("（六） as one row", EVERY, figures=_one_row_six, report=_six),
    Damage("points of items", EVERY, report=_points),
    Damage("typing errors in labels", EVERY, report=_typos),
    Damage("noise in labels", EVERY, report=_noise),
    Damage("torn labels", TABLES, report=_torn),
    Damage("header repeated", EVERY, report=_repeated_header),
    Damage("header lost", EVERY, report=_no_header),
    Damage("header invented", TABLES, report=_invented_header),
    Damage("row unknown to the form", EVERY, report=_extra_row),
    Damage("title of a part lost", EVERY, report=_no_title),
    Damage("form of another year", EVERY, report=_other_year),
    Damage("sentences with figures", EVERY, report=_sentences),
    Damage("page marks", LINES, lines=_page_marks),
    Damage("decoration", LINES, lines=_decorated),
    Damage("page around it", TEXT, lines=_in_chrome),
    Damage("crawler's head", TEXT, lines=_crawled),
    Damage("traditional script", TEXT, lines=_traditional),
    Damage("pinyin", TEXT, lines=_pinyin),
    Damage("blank ends", TEXT, lines=_blank_ends),
)

BY_NAME: Mapping[str, Damage] = {damage.name: damage for damage in DAMAGES}
