"""Why a document is refused: each reason in several wordings, and reports that only mention it."""

import re

import pytest

from govdash.errors import RefusedError, Why
from govdash.forms.official import OVERVIEW
from govdash.reading import read
from govdash.reading.refusals import SENTENCES

TITLE = "桃花仑街道办事处政府信息公开工作2021年度报告"
SAMPLE = "桃花仑街道办事处_2021.txt"
PROSE = "各项工作有序推进,制度逐步健全。\n" * 5


def refused(text: str) -> RefusedError:
    with pytest.raises(RefusedError) as error:
        read(text.encode(), "page.txt")
    return error.value


NOTICES = (
    "关于做好2023年度政府信息公开工作年度报告编制发布工作的通知",
    "某省人民政府办公厅关于印发政府信息公开工作年度报告格式的通知",
    "信息名称 | 关于转发《中华人民共和国政府信息公开工作年度报告格式》的通知 | 关键词 | 公开制度 |",
    "赫山区政务公开办公室关于2022年度政府信息公开年报编制情况的通报",
    "关于征求《2023年政务公开工作要点》意见的函",
    "关于放假的通知",
    "各镇、街道:\n现将有关事项通知如下:\n请各单位于1月31日前报送政府信息公开年报。",
)
EXPLANATIONS = (
    "赫山区教育局2023年政府信息公开工作年度报告解读",
    "《赫山区教育局2023年政府信息公开工作年度报告》解读",
    "【图解】赫山区2023年政府信息公开工作年度报告",
    "一图读懂赫山区2023年政府信息公开年报",
    "《赫山区教育局2023年政府信息公开工作年度报告》已经公布,为方便公众看懂年报,现就年报内容作如下解读。",
    "关于《赫山区2022年政府信息公开工作年度报告》的政策解读",
)
STATISTICS = (
    "2022年上半年政府信息公开数据统计",
    "赫山区2023年第三季度政府信息公开工作情况",
    "赫山区教育局2023年上半年政府信息公开工作报告",
    "赫山区2023年5月份依申请公开办理情况",
    "2023年度政务公开考核结果",
    "政府信息公开工作季报",
)
TEXTS = (
    f"{TITLE}\n\n2021年,桃花仑街道办事处按要求开展工作。",
    f"{TITLE}\n一、总体情况\n工作有序。\n附件:年度报告.pdf",
    "本报告由赫山区教育局编制。本报告所列数据的统计期限为2021年1月1日至2021年12月31日。",
    "根据要求,特向社会公布2023年度赫山区教育局政府信息公开年度报告。",
)
OLD_TABLE = (
    "一、主动公开情况\n主动公开政府信息数\t条\t120\n二、回应解读情况\n回应公众关注热点或重大舆情数\t次\t0\n"
    "三、依申请公开情况\n收到申请数\t件\t3\n申请办结数\t件\t3\n申请答复数\t件\t3\n"
    "六、举报投诉数量\t件\t0\n八、机构建设和保障经费\t个\t1\n"
)
OLD = (
    f"赫山区教育局2017年政府信息公开工作年度报告\n{OLD_TABLE}",
    f"赫山区教育局2018年政府信息公开工作年度报告\n一、总体情况\n{PROSE}政府信息公开情况统计表\n{OLD_TABLE}",
    f"赫山区教育局2015年政府信息公开工作年度报告\n一、概述\n{PROSE}",
    f"政府信息公开情况统计表\n{OLD_TABLE}",
)
OTHERS = ("今天天气晴朗,适合出行。", "赫山区召开教育工作会议\n会议强调,要办好教育。", "{}")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *((f"{text}\n{PROSE}", Why.NOTICE) for text in NOTICES),
        *((f"{text}\n{PROSE}", Why.EXPLANATION) for text in EXPLANATIONS),
        *((f"{text}\n{PROSE}", Why.OTHER_STATISTICS) for text in STATISTICS),
        *((text, Why.NO_TABLES) for text in TEXTS),
        *((text, Why.OLD_FORM) for text in OLD),
        *((text, Why.NOT_A_REPORT) for text in OTHERS),
    ],
)
def test_the_true_reason(text: str, code: Why) -> None:
    error = refused(text)
    assert (error.code, str(error)) == (code, SENTENCES[code])


def test_a_form_without_figures(samples: dict[str, bytes]) -> None:
    blank = re.sub(r"(?m)^\s*0\s*$", "", samples[SAMPLE].decode())
    assert refused(blank).code is Why.BLANK_FORM


@pytest.mark.parametrize("title", ["赫山区2022年上半年政府信息公开工作报告", STATISTICS[1]])
def test_half_a_year_in_the_annual_form(samples: dict[str, bytes], title: str) -> None:
    half = samples[SAMPLE].decode().replace(TITLE, title)
    start = half.index("政府信息公开工作2021年度报告")
    half = half[:start] + half[start:].replace("政府信息公开工作2021年度报告", "", 1)
    assert refused(half).code is Why.OTHER_STATISTICS


def test_half_a_year_by_its_days(samples: dict[str, bytes]) -> None:
    body = samples[SAMPLE].decode()
    start = body.index(f"一、{OVERVIEW.title}")
    half = f"本报告数据统计期限为2022年1月1日至6月30日。\n{body[start:]}"
    assert refused(half).code is Why.OTHER_STATISTICS


def test_an_explanation_with_the_whole_table(samples: dict[str, bytes]) -> None:
    body = samples[SAMPLE].decode()
    start = body.index(f"一、{OVERVIEW.title}")
    text = f"桃花仑街道办事处2021年政府信息公开工作年度报告解读\n{body[start:]}"
    assert refused(text).code is Why.EXPLANATION


MENTIONS = (
    "关于印发2021年政务公开工作要点的通知",
    "【解读】一图读懂2021年政府信息公开年报",
    "2021年上半年政府信息公开数据统计",
    "首页>政府信息公开>政策解读",
    "为方便公众看懂年报,另附图解,对年度报告进行解读。",
    "请各单位按时报送。特此通知。",
    "政府信息公开情况统计表:收到申请数、申请办结数、申请答复数、举报投诉数量见往年。",
)


@pytest.mark.parametrize("mention", MENTIONS)
@pytest.mark.parametrize("place", ["above", "in the text"])
def test_a_report_that_mentions_it_is_read(
    samples: dict[str, bytes], mention: str, place: str
) -> None:
    text = samples[SAMPLE].decode()
    heading = f"一、{OVERVIEW.title}"
    text = (
        f"{mention}\n{text}" if place == "above" else text.replace(heading, f"{heading}\n{mention}")
    )
    report = read(text.encode(), "page.txt").report
    assert (report.agency, report.year) == ("桃花仑街道办事处", 2021)


@pytest.mark.parametrize("mention", MENTIONS[:1] + MENTIONS[3:])
def test_a_report_without_a_title_is_read(samples: dict[str, bytes], mention: str) -> None:
    body = samples[SAMPLE].decode()
    text = f"{mention}\n{body[body.index(f'一、{OVERVIEW.title}') :]}"
    assert read(text.encode(), "page.txt").report.year == 2021


def test_every_reason_is_a_sentence() -> None:
    for sentence in SENTENCES.values():
        assert re.search(r"年度报告|表格|统计表", sentence)
        assert len(sentence) < 80
