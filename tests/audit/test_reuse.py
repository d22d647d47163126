"""What counts as the same text, and what is left out before texts are compared."""

import random
import time

import pytest

from govdash.audit.reuse import (
    ALIKE,
    COPIED,
    LEAST_OWN,
    Repeated,
    bands,
    copied,
    learn,
    likeness,
    narrative_of,
    prepare,
    repeated,
)
from govdash.forms.official import OTHER, OVERVIEW, PROBLEMS
from govdash.reading import read
from govdash.report import Severity, Verdict
from tests.bench.reuse import Text as Made
from tests.bench.reuse import name_of, printed, sentences
from tests.conftest import Shared

TOWN = "赫山区桃花仑街道办事处"
TEXT = [
    "办事大厅的电子屏每周五更换一次内容，由值班员签字",
    "全年张贴村务公告12张，拍照存入档案盒",
    "桃花仑街道请退休教师逐页校对旧栏目，撤下过期稿件",
    "低保名单在三个集市上用方言播报两遍",
    "防汛物资的存放点画成地图，贴在每个村口的井台边",
    "两名法律顾问轮流坐班，答复前先看一遍草稿",
    "农机补贴的金额写到户，七天后才撤榜",
    "学区划分图征求家长意见，改了四处边界",
    "垃圾分类点的照片随手机短信发给住户",
    "渔船检验的日子提前半个月写在码头的黑板上",
    "校车路线调整后，司机和家长各拿一张新表",
    "来电记录按月翻看，问得最多的十个问题收进手册",
]


def text(lines: list[str]) -> str:
    return "".join(f"{line}。" for line in lines)


def share(one: str, two: str, agency: str = TOWN) -> float | None:
    return repeated(prepare(one, agency), prepare(two, agency)).share


def test_other_figures_are_the_same_text() -> None:
    before = text(TEXT)
    now = before.replace("12张", "1,345张").replace("三个", "十余个")
    assert share(now, before) == 1.0


def test_the_name_of_the_agency_is_no_wording() -> None:
    """One office writes for two towns: only the name differs."""
    other = text(TEXT).replace("桃花仑街道", "会龙山街道")
    two = prepare(other, "赫山区会龙山街道办事处")
    assert [s.key for s in prepare(text(TEXT), TOWN).sentences] == [s.key for s in two.sentences]
    assert "□请退休教师" in two.sentences[2].key


@pytest.mark.parametrize(
    "phrase",
    [
        "根据《中华人民共和国政府信息公开条例》的要求，编制本报告",
        "本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止",
        "以习近平新时代中国特色社会主义思想为指导",
        "（一）主动公开情况",
        "（四）政府信息公开平台建设方面",
        "如有疑问，请与本办公室联系，联系电话0737-1234567",
    ],
)
def test_official_phrases_are_left_out(phrase: str) -> None:
    assert [sentence.key for sentence in prepare(phrase, TOWN).sentences] == []
    assert prepare(text([phrase, *TEXT]), TOWN).own == prepare(text(TEXT), TOWN).own


def test_common_clauses_are_left_out_and_the_rest_of_the_sentence_stays() -> None:
    found = prepare(text([*TEXT[:1], "窗口开门早，各项任务如期完成"]), TOWN, {"各项任务如期完成"})
    assert found.sentences == prepare(text([*TEXT[:1], "窗口开门早"]), TOWN).sentences[:1]
    found = prepare("窗口每天开门很早，各项任务如期完成。", TOWN, {"各项任务如期完成"})
    assert [sentence.key for sentence in found.sentences] == ["窗口每天开门很早"]


def test_a_part_of_the_text_is_new() -> None:
    """Three of twelve sentences are new."""
    new = ["灯会的志愿者排班改在网上", "老槐树保护牌重新上漆", "敬老院菜单改为大字"]
    now = prepare(text(TEXT[:9] + new), TOWN)
    found = repeated(now, prepare(text(TEXT), TOWN))
    kept = sum(len(sentence.key) for sentence in now.sentences[:9])
    assert (found.own, found.repeated) == (now.own, kept)
    assert kept == now.own - sum(map(len, new))


def test_a_sentence_with_a_word_changed_is_nearly_the_same() -> None:
    now = text(TEXT).replace("贴在每个村口的井台边", "贴在各村口的井台边")
    assert share(now, text(TEXT)) == 1.0
    assert share(text([*TEXT[:11], "完全另外的一句话也写在这里"]), text(TEXT)) != 1.0


def test_too_few_own_words_tell_nothing() -> None:
    assert share(text(TEXT[:3]), text(TEXT[:3])) is None
    assert prepare(text(TEXT[:3]), TOWN).own < LEAST_OWN <= prepare(text(TEXT), TOWN).own
    assert bands(prepare(text(TEXT[:3]), TOWN)) == []


def test_the_passage_is_the_longest_run_as_printed() -> None:
    now = text([*TEXT[:2], "这一句今年才有", *TEXT[2:6], "那一句也是新写的", *TEXT[6:7], *TEXT[9:]])
    found = repeated(prepare(now, TOWN), prepare(text(TEXT), TOWN))
    assert found.passage == text(TEXT[2:6])
    assert found.passage in now


def test_the_passage_does_not_jump() -> None:
    """Sentences side by side this year that were apart before make no common passage."""
    now = text([TEXT[0], TEXT[4], TEXT[8], *TEXT[10:0:-3]])
    found = repeated(prepare(now, TOWN), prepare(text(TEXT), TOWN))
    assert found.passage == f"{TEXT[0]}。"


def test_lines_broken_by_a_page_are_one_sentence() -> None:
    whole = text(TEXT)
    broken = "\n".join(whole[at : at + 28] for at in range(0, len(whole), 28))
    other = "\n".join(whole[at : at + 33] for at in range(0, len(whole), 33))
    assert share(broken, other) == 1.0
    found = repeated(prepare(broken, TOWN), prepare(other, TOWN))
    assert found.passage in broken


def test_a_copied_year_is_a_finding() -> None:
    found = copied(Repeated(1000, 857, "电子屏每周五更换。"), 2021)
    assert found is not None
    assert (found.rule, found.severity, found.verdict) == ("X6_copy", Severity.INFO, Verdict.FAIL)
    assert found.message == (
        "第一、五部分的文字与 2021 年的报告高度相似："
        "除去数字、机关名称和各机关都要写的话，约 85% 与那一年几乎相同。"
    )
    assert found.quote == "电子屏每周五更换。"


@pytest.mark.parametrize(("own", "kept"), [(1000, 799), (LEAST_OWN - 1, LEAST_OWN - 1), (0, 0)])
def test_no_finding(own: int, kept: int) -> None:
    assert copied(Repeated(own, kept, ""), 2021) is None
    assert COPIED == 0.8


def test_a_short_text_inside_a_long_one_is_no_shared_text() -> None:
    draw = random.Random(3)
    long = text([line.replace("{n}", "3").replace("{who}", "") for line in sentences(draw)])
    found = likeness(prepare(text(TEXT), TOWN), prepare(text(TEXT) + long, TOWN))
    assert found.first.share == 1.0
    assert found.score is not None
    assert found.score < ALIKE


def test_what_many_cities_write_is_everybodys() -> None:
    voters = [
        (f"{city}", f"某{city}局", f"本地自有的第{city}种写法，各项任务如期完成。")
        for city in range(30)
    ]
    assert "各项任务如期完成" in learn(voters)
    assert learn(voters[:19]) == frozenset()


def test_what_one_county_writes_for_its_towns_is_its_text() -> None:
    cities = [
        (f"{city}", "甲局", f"{'甲乙丙丁戊己庚辛壬癸'[city % 10] * 5}。") for city in range(30)
    ]
    towns = [("4309", "乙镇", "各村公示栏由乡贤轮流看护。")] * 500
    unknown = [("", "丙镇", "码头黑板每月重写。")] * 500
    found = learn([*cities, *towns, *unknown])
    assert "各村公示栏由乡贤轮流看护" not in found
    assert "码头黑板每月重写" not in found


def test_what_few_agencies_share_over_the_country_is_no_common_wording() -> None:
    cities = [
        (f"{at % 40}", "甲局", f"第{'甲乙丙丁戊己庚辛壬癸'[at % 10] * 4}。") for at in range(4000)
    ]
    few = [(f"{at}", "乙局", "老槐树下的公告栏换了玻璃。") for at in range(40)]
    assert "老槐树下的公告栏换了玻璃" not in learn([*cities, *few])
    assert "老槐树下的公告栏换了玻璃" in learn([*cities, *few, *few])


def test_the_keys_are_the_same_on_every_machine() -> None:
    """They are stored: another version of the library must not give others unnoticed."""
    one = bands(prepare(text(TEXT), TOWN))
    assert (len(one), one[0], one[-1]) == (50, 2091608783712934161, 7265217025327583829)
    assert bands(prepare(text(TEXT[::-1]), TOWN)) == one


def test_only_the_sections_of_own_words() -> None:
    sections = {OVERVIEW.id: "甲", PROBLEMS.id: "乙", OTHER.id: "丙"}
    assert narrative_of(sections) == "甲\n乙"
    assert narrative_of({}) == ""


def test_two_real_years_that_were_written_anew(shared: Shared) -> None:
    """A city that rewrote its report: read side by side, two sentences are nearly the same."""
    years = []
    for year in (2024, 2023):
        path = shared.path(f"reports/宿迁市_{year}.txt")
        report = read(path.read_bytes(), path.name).report
        years.append(prepare(narrative_of(report.sections), report.agency or ""))
    found = repeated(*years)
    assert found.share is not None
    assert 0.03 < found.share < 0.06
    assert found.passage.startswith("坚持公开为常态、不公开为例外")


def test_two_years_are_compared_in_a_millisecond() -> None:
    draw = random.Random(5)
    own = [line for _ in range(4) for line in sentences(draw)]
    one, two = (printed(Made(1, 2022, own[at::2]), at)[:3000] for at in range(2))
    texts = [prepare(one, name_of(1)), prepare(two, name_of(1))]
    took = []
    for _ in range(30):
        began = time.perf_counter()
        repeated(*texts)
        took.append(time.perf_counter() - began)
    assert len(one) == len(two) == 3000
    assert min(took) < 0.001
