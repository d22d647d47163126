"""The words of the findings, as a person read them aloud: whole, plain, and blaming nobody."""

from random import Random

import pytest

from tests.audit.drafts import CITY, COUNTY, TOWN, balanced
from tests.audit.labelled import case, cases
from tests.audit.right import RIGHT
from tests.audit.seeded import SEEDED, years

ONE = [
    (
        {"granted.natural_person": 9, "outcome_total.natural_person": 8},
        "R2_outcome_sum",
        "“自然人”一栏：各种办理结果加起来是 9 件，“总计”填的是 8 件，差 1 件。",
    ),
    (
        {"granted.total": 9, "outcome_total.total": 9, "new_received.total": 8},
        "R1_balance",
        "“总计”一栏收办不平：新收 8 件 + 上年结转 0 件 = 8 件，办结 9 件 + 结转下年 0 件 = 9 件，差 1 件。",
    ),
    (
        {"granted.total": 1200},
        "R3_row_total",
        "“予以公开”一行：六类申请人加起来是 0 件，“总计”填的是 1,200 件，差 1,200 件。",
    ),
    (
        {"review_upheld": 3, "review_total": 2},
        "R6_cases",
        "行政复议：四种结果加起来是 3 件，“总计”填的是 2 件，差 1 件。",
    ),
    (
        {"license_decisions": "2.5"},
        "R4_nonneg_int",
        "行政许可·本年处理决定数量填的是 2.5，件数应当是不小于零的整数。",
    ),
    (
        {"fee_amount_wan": "251000元"},
        "R7_money",
        "行政事业性收费·本年收费金额填的是“251000元”，单位不是万元，已换算为 25.1 万元。",
    ),
    (
        {"license_decisions": ""},
        "R5_blank_cells",
        "第二部分 10 个格子里有 1 个没有填，我们不当作零，只在计算时按“未填”处理。",
    ),
    (
        {"review_upheld": 2, "review_total": ""},
        "R5_total_missing",
        "有 1 行填了分项，没有填“总计”。按分项推算：行政复议 2 件。",
    ),
    (
        {"rules_in_force": 4},
        "R8_rule_power",
        "“规章”一行填了现行有效件数 4 件。只有国务院部门、省级政府、设区的市和自治州的政府能制定规章，"
        "其他机关这里本应为 0。",
    ),
    (
        {"normative_issued": 20, "normative_repealed": 3, "normative_in_force": 16},
        "R9_in_force",
        "“行政规范性文件”今年新发 20 件、废止 3 件，净增 17 件，现行有效的却只有 16 件。",
    ),
    (
        {"partial.total": "absent"},
        "S3_header_incomplete",
        "我们手里的文本里，第三部分有 1 行缺少“总计”这样的格子，共 1 格。"
        "可能是文本不全，也可能是报告没有印；这些格子不当作零。",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "rule", "message"), ONE, ids=[each[1] for each in ONE])
def test_a_message(cells: dict[str, int | str], rule: str, message: str) -> None:
    draft = balanced(Random(1), size=0, columns=1)
    draft.numbers = {**dict.fromkeys(draft.numbers, 0), **cells}
    found = [each.message for each in case(rule, draft).findings() if each.rule == rule]
    assert message in found


@pytest.mark.parametrize(
    ("agency", "day", "message"),
    [
        (TOWN, "04-20", "这份报告的公布日期是2024年4月20日。"
         "条例没有给乡镇和街道规定期限，县级以上政府是3月31日前。"),
        (COUNTY, "04-01", "这份报告的公布日期是2024年4月1日，条例要求政府在2024年3月31日前公布，晚了 1 天。"),
        (CITY, "03-31", None),
    ],
)  # fmt: skip
def test_a_late_report(agency: str, day: str, message: str | None) -> None:
    draft = balanced(Random(1))
    draft.agency, draft.head["published"] = agency, f"2024-{day}"
    found = [finding.message for finding in case(day, draft).findings()]
    assert found == ([message] if message else [])


def test_two_years() -> None:
    drafts = years(Random(1), "2021", 2022)
    drafts[0].put(normative_in_force=57, license_decisions=12)
    drafts[1].put(normative_in_force=88, license_decisions=120)
    assert [finding.message for finding in case("years", drafts).findings()] == [
        "“行政规范性文件”2022年度现行有效 57 件，2023年度新发 2 件、废止 1 件，"
        "现行有效的应当是 58 件，填的是 88 件。集中清理、合并也会造成差别。",
        "“行政许可·本年处理决定数量”2022年度是 12 件，2023年度是 120 件，变化很大，请对照原文。",
    ]


def test_no_message_shows_its_workings() -> None:
    """No name of code, no empty brackets, no English; and nobody is accused."""
    odd = ("None", "Decimal", "Section", "_", "()", "{", "}", "造假", "虚假", "伪造", "错误")
    told = [
        f"{finding.message}{finding.hint or ''}"
        for makers in (SEEDED, RIGHT)
        for each in cases(makers, 1)
        for finding in each.findings()
    ]
    assert [text for text in told if any(word in text for word in odd)] == []
    assert [text for text in told if not text.endswith("。")] == []
    assert len(told) > 100
