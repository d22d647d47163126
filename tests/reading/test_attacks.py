"""What an attacker found to be read wrongly and silently, each as the smallest document."""

import pytest

from govdash.errors import RefusedError, Why
from govdash.forms import FORMS
from govdash.reading import read
from govdash.report import Cell, State
from tests.printer import print_lines
from tests.printer.form import AGENCY

NEW = FORMS["2021"]
TWO = "二、主动公开政府信息情况"
THREE = "三、收到和处理政府信息公开申请情况"
FOUR = "四、政府信息公开行政复议、行政诉讼情况"
COLUMNS = "信息内容\t本年处理决定数量\n"
RULES = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t1\t2\t3\n"


def numbered() -> dict[str, str]:
    return {figure: str(101 + index) for index, figure in enumerate(NEW.figures)}


def disclosed(two: str) -> dict[str, Cell]:
    document = f"{TWO}\n{RULES}{two}\n{THREE}\n本年新收\t1\t0\t0\t0\t0\t0\t1\n"
    return dict(read(document.encode(), "a.txt").report.cells)


def value(cells: dict[str, Cell], figure: str) -> int | None:
    given = cells[figure].value
    return None if given is None else int(given)


@pytest.mark.parametrize(
    ("two", "figure", "right"),
    [
        ("行政许可（36项） 1286", "license_decisions", 1286),
        ("行政许可（36项）", "license_decisions", None),
        # A label of two rows is neither's.
        ("行政处罚、行政强制  369", "penalty_decisions", None),
        ("行政处罚/强制\t369", "penalty_decisions", 369),
        # The number of the next row is no value of this one.
        (f"{COLUMNS}1\t行政许可\t\n2\t行政处罚\t5", "license_decisions", None),
        # The row itself, though blank, is worth more than one that holds its words.
        ("行政许可事项数\t36\n行政许可\t", "license_decisions", None),
        # A number alone below its label, where others stand beside theirs: a page number.
        ("行政许可  7\n行政处罚  8\n行政强制\n4\n第二十条第（八）项", "coercion_decisions", None),
        ("行政许可\t12 5", "license_decisions", None),
        ("行政许可 | **1286** |", "license_decisions", 1286),
        ("行政许可│1286│", "license_decisions", 1286),
        ("行政许可\t1286宗", "license_decisions", 1286),
    ],
)
def test_section_two(two: str, figure: str, right: int | None) -> None:
    assert value(disclosed(two), figure) == right


def test_headings_in_another_order_on_lines_of_their_own() -> None:
    lines = print_lines(NEW, numbered(), "lines")
    one, other = lines.index("本年废止件数"), lines.index("现行有效件数")
    lines[one], lines[other] = lines[other], lines[one]
    cells = dict(read("\n".join(lines).encode(), "a.txt").report.cells)
    assert value(cells, "normative_in_force") is None
    assert value(cells, "license_decisions") == 107


HEAD = "行政复议\t\t\t\t\t行政诉讼\n"
RESULTS = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计"
SWAPPED = "结果纠正\t结果维持\t其他结果\t尚未审结\t总计"
VALUES = "1\t2\t0\t0\t3\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0"


@pytest.mark.parametrize(
    ("four", "upheld"),
    [
        (f"{HEAD}{RESULTS}\n{VALUES}", 1),
        (f"{HEAD}{SWAPPED}\n{VALUES}", None),
        # Rows and columns have changed places.
        ("\t行政复议\t未经复议直接起诉\t复议后起诉\n" + "\n".join(
            f"{label}\t0\t0\t0" for label in RESULTS.split("\t")), None),
        ("行政诉讼\n未经复议直接起诉\t复议后起诉\t行政复议\n" + f"{RESULTS}\n{VALUES}", None),
        # Without headings the sums have to hold; a page number among them is no value.
        (VALUES, 1),
        (VALUES.replace("3", "4"), None),
        (f"{RESULTS}\n{VALUES.removesuffix('0').rstrip()}\n7", None),
        (f"{RESULTS}\n本年度没有。\n五、下一步打算\n{VALUES}", None),
    ],
)  # fmt: skip
def test_section_four(four: str, upheld: int | None) -> None:
    document = f"{TWO}\n{RULES}{THREE}\n本年新收\t1\t0\t0\t0\t0\t0\t1\n{FOUR}\n{four}\n"
    cells = dict(read(document.encode(), "a.txt").report.cells)
    assert value(cells, "review_upheld") == upheld


def test_a_table_with_a_column_more_is_not_read_by_count() -> None:
    lines = print_lines(NEW, numbered(), "tabs")
    for at, line in enumerate(lines):
        cells = line.split("\t")
        if len(cells) >= 8 and cells[-1].isdigit():
            blank = "" if "重复申请" in line else "9"
            lines[at] = "\t".join([*cells[:-7], blank, *cells[-7:]])
    found = dict(read("\n".join(lines).encode(), "a.txt").report.cells)
    assert value(found, "granted.total") is None


def test_two_reports_in_one_file_are_refused_and_one_twice_is_read() -> None:
    one = print_lines(NEW, numbered(), "tabs")
    other = print_lines(NEW, numbered() | {"license_decisions": "999"}, "tabs")
    with pytest.raises(RefusedError, match="不止一份") as told:
        read("\n".join([*one, *other]).encode(), "a.txt")
    assert told.value.code is Why.SEVERAL
    assert (
        read("\n".join([*one, *one]).encode(), "a.txt").report.cells["granted.total"].value == 131
    )


def test_an_older_title_above_is_not_this_reports() -> None:
    own = print_lines(NEW, numbered(), "tabs")[2:]
    older = f"上一篇：{AGENCY}2021年政府信息公开工作年度报告"
    title = f"{AGENCY}2023年政府信息公开工作年度报告"
    days = ["发布时间：2022-01-12", "发布时间：2024-01-12"]
    text = "\n".join([older, days[0], title, days[1], *own])
    report = read(text.encode(), "a.txt").report
    assert report.year == 2023
    assert report.published in (None, "2024-01-12")


ONE = f"{THREE}\n一、本年新收政府信息公开申请数量\t1\t0\t0\t0\t0\t0\t1\n"
OTHER = "益阳市财政局"


@pytest.mark.parametrize("gap", ["\t", " | ", "  ", "\n"])
@pytest.mark.parametrize(
    ("table", "figure"),
    [
        ("信息内容,上年数量,本年处理决定数量;行政处罚,5,8;行政强制,6,", "coercion_decisions"),
        ("信息内容,上年数量,本年处理决定数量;行政处罚,5,;行政强制,6,", "coercion_decisions"),
        ("信息内容,本年制发件数,上年件数,本年废止件数,现行有效件数;规章,9,1,2,3;"
         "行政规范性文件,9,1,2,", "normative_issued"),
    ],
)  # fmt: skip
def test_a_table_of_two_rows_with_a_column_more(gap: str, table: str, figure: str) -> None:
    """A heading that the form has not, or a row with a value more, forbids to count columns."""
    two = "\n".join(gap.join(line.split(",")).rstrip("\n") for line in table.split(";"))
    document = f"{TWO}\n{RULES if 'normative' not in figure else ''}{two}\n{ONE}"
    assert value(dict(read(document.encode(), "a.txt").report.cells), figure) is None


@pytest.mark.parametrize("first", ["9\t3\t1\t0\t0\t0\t0\t4", "9 3 1 0 0 0 0 4"])
def test_two_rows_of_section_three_with_a_column_more(first: str) -> None:
    second = first.replace("9", "8").removesuffix("4").rstrip(" ")
    three = (
        f"一、本年新收政府信息公开申请数量\t{first}\n二、上年结转政府信息公开申请数量\t{second}\n"
    )
    document = f"{TWO}\n{RULES}{THREE}\n{three.replace(chr(9), first[1])}"
    cells = read(document.encode(), "a.txt").report.cells
    assert {cell.value for figure, cell in cells.items() if "." in figure} == {None}


def html(rows: str) -> bytes:
    cells = "".join(f"<td>{text}</td>" for text in ("本年新收", *"1000001"))
    return (
        f"<html><body><p>{TWO}</p><table>{rows}</table><p>{THREE}</p>"
        f"<table><tr>{cells}</tr></table></body></html>"
    ).encode()


def test_a_number_that_reaches_over_two_rows_is_neither_rows() -> None:
    rows = (
        "<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
        "<tr><td>规章</td><td>1</td><td rowspan=2>2</td><td>3</td></tr>"
        "<tr><td>行政规范性文件</td><td>4</td><td>6</td></tr>"
        "<tr><td>行政处罚</td><td rowspan=2>5</td></tr><tr><td>行政强制</td></tr>"
    )
    cells = dict(read(html(rows), "a.html").report.cells)
    given = {figure: value(cells, figure) for figure in list(cells)[:6]}
    assert list(given.values()) == [1, None, 3, 4, None, 6]
    assert cells["rules_repealed"].state is cells["normative_repealed"].state is State.UNREADABLE
    assert cells["coercion_decisions"].state is State.UNREADABLE
    assert value(cells, "penalty_decisions") is None


def test_rows_that_are_all_two_deep_are_read() -> None:
    """Some tools write every row as two, the second without cells of its own."""
    rows = "".join(
        "<tr>" + "".join(f"<td rowspan=2>{text}</td>" for text in line) + "</tr><tr></tr>"
        for line in (("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"), ("规章", *"123"))
    )
    cells = dict(read(html(rows), "a.html").report.cells)
    assert [value(cells, figure) for figure in list(cells)[:3]] == [1, 2, 3]


@pytest.mark.parametrize(
    ("above", "agency", "year"),
    [
        ([f"{AGENCY}2023年政府信息公开工作年度报告"], None, None),
        (["2023年政府信息公开工作年度报告"], None, None),
        ([f"发布机构：{AGENCY}", "2023年政府信息公开工作年度报告"], AGENCY, None),
        ([AGENCY, "2023年政府信息公开工作年度报告"], AGENCY, None),
        ([f"{AGENCY}政府信息公开工作年度报告"], None, None),
        ([f"{OTHER}2022年政府信息公开工作年度报告", f"{AGENCY}2023年政府信息公开工作年度报告"], None, None),
        (["2023年政府信息公开工作年度报告", f"现公布{AGENCY}2023年政府信息公开工作年度报告。"], AGENCY, 2023),
        ([f"本报告由{AGENCY}编制。2023年，我街道认真做好公开工作。"], AGENCY, 2023),
        (["2023年，我街道认真做好公开工作。"], None, 2023),
    ],
)  # fmt: skip
def test_an_older_title_of_another_agency_in_a_side_bar(
    above: list[str], agency: str | None, year: int | None
) -> None:
    own = print_lines(NEW, numbered(), "tabs")[2:]
    side = f"{OTHER}2021年政府信息公开工作年度报告"
    report = read("\n".join([side, *above, *own]).encode(), "a.txt").report
    assert (report.agency, report.year) == (agency, year)


def test_the_own_title_stands_though_a_list_of_years_follows() -> None:
    own = print_lines(NEW, numbered(), "tabs")[2:]
    head = [f"{AGENCY}2023年政府信息公开工作年度报告", "2022年政府信息公开工作年度报告"]
    said = "2023年，我街道认真做好公开工作。"
    report = read("\n".join([*head, said, *own]).encode(), "a.txt").report
    assert (report.agency, report.year) == (AGENCY, 2023)
