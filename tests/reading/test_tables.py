"""Rows and columns: ugly snippets in, figures out; what is not certain is not given."""

from decimal import Decimal

import pytest

from govdash.errors import RefusedError
from govdash.forms import FORMS
from govdash.reading import read
from govdash.report import Cell, How, State
from tests.printer import print_lines
from tests.reading.test_printed import numbered

NEW = FORMS["2021"]
HEADER_2021 = "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n规章 | 1 | 2 | 3 |\n"
HEADER_2019 = "信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |\n规章 | 1 | 2 | 3 |\n"
COLUMNS = "自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n"
SIX = "\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\n"
NEXT = "二、上年结转政府信息公开申请数量 | 8 | 0 | 0 | 0 | 0 | 0 | 8 |\n"


def cells(two: str = HEADER_2021, three: str = "", four: str = "") -> dict[str, Cell]:
    document = (
        f"二、主动公开政府信息情况\n{two}三、收到和处理政府信息公开申请情况\n{three}"
        f"\n四、政府信息公开行政复议、行政诉讼情况\n{four}\n六、其他需要报告的事项\n无。\n"
    )
    return dict(read(document.encode(), "a.txt").report.cells)


def line(found: dict[str, Cell], row: str) -> list[int | None]:
    columns = [figure for figure in NEW.figures if figure.startswith("granted.")]
    values = [found[f"{row}.{figure.split('.')[1]}"].value for figure in columns]
    return [None if value is None else int(value) for value in values]


NOTHING = [None] * 7
NINE = [9, 0, 0, 0, 0, 0, 9]


@pytest.mark.parametrize(
    ("three", "row", "values"),
    [
        # Values on lines of their own are the row's where the next row of the form follows …
        (f"一、本年新收政府信息公开申请数量\n9\n0\n0\n0\n0\n0\n9\n{NEXT}", "new_received", NINE),
        # … and may be two rows' where it does not.
        ("一、本年新收政府信息公开申请数量\n2\n0\n0\n0\n0\n0\n2", "new_received", NOTHING),
        ("一、本年新收政府信息公开申请数量 2 0 0 0 0 0 2", "new_received", [2, 0, 0, 0, 0, 0, 2]),
        ("(一) 予以\n公开\n1 2 3 4 5 6 21\n（二）部分公开", "granted", [1, 2, 3, 4, 5, 6, 21]),
        ("1、属于国家秘密 | 1 | 2 | 3 | 4 | 5 | 6 | 21 |", "deny_state_secret", [1, 2, 3, 4, 5, 6, 21]),
        ("5.属于三类内容事务信息 1 0 0 0 0 0 1", "deny_internal_affairs", [1, 0, 0, 0, 0, 0, 1]),
        ("6.属于四类过程性性信息 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |", "deny_process_info", [1, 0, 0, 0, 0, 0, 1]),
        ("四、结转下年度继续办理 | １ | 0 | 0 | 0 | 0 | 0 | １ |", "carried_out", [1, 0, 0, 0, 0, 0, 1]),
        ("(七)合计 | 3,119 | 0 | 0 | 0 | 0 | 0 | 3，119 |", "outcome_total", [3119, 0, 0, 0, 0, 0, 3119]),
        # Fewer values than columns and nothing that settles which: none is given.
        ("(一)予以公开 | 1 | 1 |", "granted", NOTHING),
        ("(一)予以公开\n1\n1", "granted", NOTHING),
        # More values than columns: none is given.
        ("(一)予以公开\n1\n2\n3\n4\n5\n6\n7\n8", "granted", NOTHING),
        # Glued digits are one number, and one number is no row.
        ("(一)予以公开 | 21710000218 |", "granted", NOTHING),
    ],
)  # fmt: skip
def test_a_row(three: str, row: str, values: list[int | None]) -> None:
    assert line(cells(three=COLUMNS + three), row) == values


def test_unplaced_values_are_kept_as_text() -> None:
    cell = cells(three=f"{COLUMNS}(一)予以公开\n1\n1")["granted.total"]
    assert (cell.state, cell.value, cell.text) == (State.UNREADABLE, None, "1 1")


def test_values_under_an_unknown_row_belong_to_nobody() -> None:
    """An extra local row: its values are neither the row's above nor the row's below."""
    three = (
        "(一)予以公开 | 5 | 0 | 0 | 0 | 0 | 0 | 5 |\n"
        "其他主动提供的材料 | 9 | 9 | 9 | 9 | 9 | 9 | 54 |\n"
        "(二)部分公开 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |\n"
    )
    found = cells(three=COLUMNS + three)
    assert line(found, "granted") == [5, 0, 0, 0, 0, 0, 5]
    assert line(found, "partial") == [3, 0, 0, 0, 0, 0, 3]
    assert 9 not in {cell.value for cell in found.values()}


@pytest.mark.parametrize("layout", ["lines", "tabs", "bars", "moved"])
def test_the_single_row_of_the_old_form_under_the_new_one(layout: str) -> None:
    """（六）其他处理 with values of its own: no row of the 2021 form may have them."""
    lines = print_lines(NEW, numbered(NEW), layout)
    first = next(index for index, text in enumerate(lines) if "1.申请人无正当理由逾期" in text)
    last = next(index for index, text in enumerate(lines) if "（七）总计" in text)
    own = {
        "lines": ["（六）其他处理", *["9999"] * 7],
        "moved": ["（六）其他处理 |", *["9999 |"] * 7],
        "tabs": ["\t（六）其他处理\t" + "\t".join(["9999"] * 7)],
        "bars": ["（六）其他处理 | " + " | ".join(["9999"] * 7) + " ||"],
    }[layout]
    first -= "（六）其他处理" in lines[first - 1] or 2 * ("（六）其他处理" in lines[first - 2])
    lines[first:last] = own
    found = dict(read("\n".join(lines).encode(), "a.txt").report.cells)
    for row in ("other_no_correction", "other_fee_unpaid", "other_misc"):
        assert line(found, row) == NOTHING
    assert 9999 not in {cell.value for cell in found.values()}
    expected = [int(numbered(NEW)[figure]) for figure in NEW.figures if "outcome_total." in figure]
    assert line(found, "outcome_total") == expected


def test_six_headings_without_the_last() -> None:
    """A grid whose copy has no column 总计: six values belong to six columns, the seventh is absent."""
    three = f"{SIX}一、本年新收政府信息公开申请数量\t1\t2\t3\t4\t5\t6\n"
    assert line(cells(three=three), "new_received") == NOTHING  # one row may have lost a cell
    three += "二、上年结转政府信息公开申请数量\t7\t8\t9\t1\t2\t3\n"
    found = cells(three=three)
    assert line(found, "new_received") == [1, 2, 3, 4, 5, 6, None]
    assert found["new_received.total"].state is State.ABSENT
    shifted = three.replace("数量\t1\t2\t3\t4\t5\t6", "数量\t\t1\t2\t3\t4\t5\t6")
    assert line(cells(three=shifted), "new_received") == NOTHING


@pytest.mark.parametrize(
    ("sentence", "given"),
    [
        ("收到申请12件，都为个人提出。", True),
        ("收到的申请均为自然人提出。", True),
        ("收到申请12件。", False),
        ("收到申请12件。会议都为个人参加。", False),
        ("个人和企业都提出申请。", False),
    ],
)
def test_two_equal_values(sentence: str, given: bool) -> None:
    three = f"{COLUMNS}一、本年新收政府信息公开申请数量 |\n12 |\n12 |\n|||||||\n{NEXT}"
    document = (
        f"一、总体情况\n{sentence}\n二、主动公开政府信息情况\n{HEADER_2021}"
        f"三、收到和处理政府信息公开申请情况\n{three}"
    )
    found = dict(read(document.encode(), "a.txt").report.cells)
    assert line(found, "new_received") == ([12, *[None] * 5, 12] if given else NOTHING)
    how = found["new_received.natural_person"].how
    assert how is (How.INFERRED if given else None)


# ---------------------------------------------------------------- section 二


@pytest.mark.parametrize(
    ("heading", "cell", "value"),
    [
        ("采购总金额", "251000元", "25.1"),
        ("采购总金额", "25.1万元", "25.1"),
        ("采购总金额（单位：万元，保留4位小数）", "421.39", "421.39"),
        ("采购总金额（单位：元）", "251000", "25.1"),
        ("采购总金额（单位：万元）", "251000元", "25.1"),
        ("采购总金额", "0", "0"),
        ("采购总金额", "0元", "0"),
        ("采购总金额", "421.39", None),
    ],
)
def test_money(heading: str, cell: str, value: str | None) -> None:
    two = f"{HEADER_2019}信息内容 | 采购项目数量 | {heading} |\n政府集中采购 | 2 | {cell} |\n"
    found = cells(two)
    amount = found["procurement_amount_wan"]
    assert amount.value == (None if value is None else Decimal(value))
    assert amount.state is (State.VALUE if value else State.UNREADABLE)
    assert (amount.text, found["procurement_projects"].value) == (cell, 2)


def test_signed_changes() -> None:
    two = (
        f"{HEADER_2019}信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |\n"
        "行政许可 | 8 | +1036 | 5 |\n行政处罚 | 9 | -8 | - |\n"
    )
    found = cells(two)
    assert [
        found[f"license_{key}"].value for key in ("items_prev", "items_delta", "decisions")
    ] == [8, 1036, 5]
    assert found["penalty_items_delta"].value == -8
    assert found["penalty_decisions"].state is State.DASH


# ---------------------------------------------------------------- section 四

ZERO_TO_14 = " | ".join(map(str, range(15)))


@pytest.mark.parametrize(
    ("four", "last"),
    [
        (f"总计 |\n{ZERO_TO_14} |", 14),
        ("总计\n" + "\n".join(map(str, range(15))), 14),
        ("总计\n" + " ".join(map(str, range(15))), 14),
        # Without any heading only figures that add up are taken for these.
        (f"{ZERO_TO_14} |", None),
        ("结果 | 结果 | 其他 | 尚未 | 总计 |\n" + ZERO_TO_14, 14),
        (" | ".join(map(str, range(14))), None),
        ("\n".join(map(str, range(16))), None),
        ("01234567891011121314", None),
    ],
)
def test_fifteen_values_by_position(four: str, last: int | None) -> None:
    found = cells(four=four)
    values = [found[figure].value for figure in NEW.figures if NEW.figures[figure].section == "四"]
    assert values == ([None] * 15 if last is None else list(range(15)))
    assert found["suit_after_review_total"].value == last


# ---------------------------------------------------------------- which form


@pytest.mark.parametrize(("two", "form"), [(HEADER_2021, "2021"), (HEADER_2019, "2019")])
def test_the_form_is_known_by_its_headings(two: str, form: str) -> None:
    """Not by the year: a report of 2022 on the form of 2019 exists."""
    document = (
        f"某县2022年政府信息公开工作年度报告\n二、主动公开政府信息情况\n{two}"
        f"三、收到和处理政府信息公开申请情况\n{COLUMNS}{NEXT}"
    )
    report = read(document.encode(), "a.txt").report
    assert (report.form.id, report.year) == (form, 2022)


@pytest.mark.parametrize(
    "document",
    [
        "关于放假的通知\n各单位：\n2024年1月1日放假。",
        "一、总体情况\n工作有序。\n五、存在的主要问题及改进情况\n没有。",
        "二、主动公开政府信息情况\n规章 | | | |\n三、收到和处理政府信息公开申请情况\n无",
    ],
)
def test_no_report(document: str) -> None:
    with pytest.raises(RefusedError, match=r"年度报告|没有任何数字"):
        read(document.encode(), "a.txt")


@pytest.mark.parametrize("printed", ["3亿", "12.3.4", "2万", "2（注1）", "1,23", "二"])
def test_what_is_printed_and_no_number_is_unreadable(printed: str) -> None:
    row = f"一、本年新收政府信息公开申请数量 | {printed} | 0 | 0 | 0 | 0 | 0 | 2 |\n{NEXT}"
    found = cells(three=COLUMNS + row)
    assert found["new_received.natural_person"].state is State.UNREADABLE
    assert found["new_received.natural_person"].text == printed
    assert found["new_received.total"].value == 2


def test_headings_in_another_order_give_nothing() -> None:
    """The form's order is what numbers are placed by; another one on the page forbids it."""
    row = "一、本年新收政府信息公开申请数量\t1\t1\t0\t0\t0\t0\t2\n"
    swapped = (
        COLUMNS.replace("商业企业", "*").replace("科研机构", "商业企业").replace("*", "科研机构")
    )
    assert line(cells(three=COLUMNS + row), "new_received") == [1, 1, 0, 0, 0, 0, 2]
    assert line(cells(three=swapped + row), "new_received") == NOTHING


# ---------------------------------------------------------------- what a person reads all the same


def test_digits_in_characters() -> None:
    found = cells("信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n规章 | 零 | 〇 | ○ |\n")
    assert [found[f"rules_{key}"].value for key in ("issued", "repealed", "in_force")] == [0, 0, 0]


@pytest.mark.parametrize(
    ("printed", "delta", "decisions"),
    [
        ("增5", 5, None),
        ("增加5项", 5, None),
        ("减少8", -8, None),
        ("减8项", -8, None),
        ("−8", -8, -8),
        ("－8", -8, -8),
        ("增减8", None, None),
        ("增5减3", None, None),
        ("比上年增5", None, None),
    ],
)
def test_changes_in_words(printed: str, delta: int | None, decisions: int | None) -> None:
    """A word of change is a number in a column of changes, and in no other."""
    two = (
        f"{HEADER_2019}信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |\n"
        f"行政许可 | 8 | {printed} | 5 |\n行政处罚 | 9 | 0 | {printed} |\n"
    )
    found = cells(two)
    assert found["license_items_delta"].value == delta
    assert found["penalty_decisions"].value == decisions
    assert (found["license_items_prev"].value, found["license_decisions"].value) == (8, 5)


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("采购总金额\n（单位：万元）", "251000"),
        ("采购总金额\n单位：元", "25.1"),
        ("采购总金额（单位：人民币元）", "25.1"),
        ("采购总金额（人民币万元）", "251000"),
        ("采购总金额（单位：美元）", None),
        ("采购总金额\n元旦", None),
    ],
)
def test_units_of_money_on_the_next_line(heading: str, value: str | None) -> None:
    two = f"{HEADER_2019}信息内容\n采购项目数量\n{heading}\n政府集中采购\n2\n251000\n"
    amount = cells(two)["procurement_amount_wan"]
    assert amount.value == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("row", "values"),
    [
        ("一、本年新收政府信息公开申请数量,1,0,0,0,0,0,1", [1, 0, 0, 0, 0, 0, 1]),
        ("一、本年新收政府信息公开申请数量,10,20,,,1,0,31", [10, 20, None, None, 1, 0, 31]),
        ('"一、本年新收政府信息公开申请数量","10","20","","","1","0","31"', [10, 20, None, None, 1, 0, 31]),
        # 1,234 may be two cells or one.
        ("一、本年新收政府信息公开申请数量,1,234,0,0,0,0,235", NOTHING),
        ('一、本年新收政府信息公开申请数量,"1,234",0,0,0,0,0,"1,234"', NOTHING),
        ("一、本年新收政府信息公开申请数量,1,0,0,0,0,1", NOTHING),
        ("收到本年新收的申请,12", NOTHING),
    ],
)  # fmt: skip
def test_lines_parted_by_commas(row: str, values: list[int | None]) -> None:
    assert line(cells(three=f"{row}\n"), "new_received") == values


def test_a_table_of_commas_has_its_blanks() -> None:
    two = "信息内容,本年制发件数,本年废止件数,现行有效件数\n规章,1,,3\n行政规范性文件,1,2,12\n"
    found = cells(two)
    assert [found[f"rules_{key}"].value for key in ("issued", "repealed", "in_force")] == [
        1,
        None,
        3,
    ]
    assert found["rules_repealed"].state is State.BLANK
    assert found["normative_in_force"].value == 12


GROUPS = "\t自然人\t法人或其他组织\t总计\n"
THREE_COLUMNS = (
    "一、本年新收政府信息公开申请数量\t4\t2\t6\n二、上年结转政府信息公开申请数量\t1\t0\t1\n"
    "（一）予以公开\t3\t1\t4\n（七）总计\t3\t1\t4\n"
)


@pytest.mark.parametrize("gap", ["\t", " | "])
@pytest.mark.parametrize(
    ("three", "values"),
    [
        (GROUPS + THREE_COLUMNS, [4, *[None] * 5, 6]),
        # Without the headings, with others, with a row that has lost a cell, or does not add up.
        (THREE_COLUMNS, NOTHING),
        (f"{GROUPS}\t商业企业\n{THREE_COLUMNS}", NOTHING),
        (GROUPS + THREE_COLUMNS.replace("\t1\t0\t1\n", "\t1\t1\n"), NOTHING),
        (GROUPS + THREE_COLUMNS.replace("\t4\t2\t6", "\t4\t2\t7"), NOTHING),
    ],
)
def test_one_column_for_all_organisations(gap: str, three: str, values: list[int | None]) -> None:
    found = cells(three=three.replace("\t", gap))
    assert line(found, "new_received") == values
    if values != NOTHING:
        assert found["new_received.org_business"].state is State.ABSENT
