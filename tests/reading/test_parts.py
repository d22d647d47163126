"""Where the six sections begin, and what is no section title."""

import pytest

from govdash.forms import SECTIONS
from govdash.reading.parts import Parts, split
from tests.reading.helpers import cleaned


def parts(document: str) -> Parts:
    return split(cleaned(document.encode()).lines)


@pytest.mark.parametrize(
    ("title", "section"),
    [
        ("一、总体情况", "一"),
        ("二、主动公开政府信息情况", "二"),
        ("  二、 主动公开 政府信息情况", "二"),
        ("## 三、收到和处理政府信息公开申请情况", "三"),
        ("三、收到和处理政府信息公开申请的情况", "三"),
        ("四、政府信息公开行政复议、行政诉讼情况", "四"),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "四"),
        ("四、政府信息公开行政复议及行政诉讼情况", "四"),
        ("四、政府信息公开行政复议行政诉讼情况", "四"),
        ("五、政府信息公开工作存在的主要问题及改进情况", "五"),
        ("五、存在问题及改进情况", "五"),
        ("六、其他需要报告的事项", "六"),
        ("（六）其他需要报告的事项：", "六"),
        ("**六、其他需要报告的事项**", "六"),
        ("四、结转下年度继续办理", None),
        ("一、本年新收政府信息公开申请数量", None),
        ("按照要求介绍一、总体情况等六个部分的内容如下所示", None),
    ],
)
def test_titles(title: str, section: str | None) -> None:
    assert list(parts(f"{title}\n内容").sections) == ([section] if section else [])


def test_a_table_of_contents_is_no_report() -> None:
    titles = [f"{section.id}、{section.title}" for section in SECTIONS]
    body = [line for title in titles for line in (title, f"正文{title[0]}", "第二行")]
    found = parts("\n".join(["某县2023年政府信息公开工作年度报告", *titles, *body]))
    assert {key: [line.text for line in lines] for key, lines in found.sections.items()} == {
        title[0]: [f"正文{title[0]}", "第二行"] for title in titles
    }
    assert len(found.heading) == 1 + len(titles)


def test_rows_of_table_three_do_not_part_it() -> None:
    found = parts(
        "三、收到和处理政府信息公开申请情况\n一、本年新收\n四、结转下年度继续办理\n五、存在问题及改进情况\n无"
    )
    assert [line.text for line in found.sections["三"]] == [
        "一、本年新收",
        "四、结转下年度继续办理",
    ]
