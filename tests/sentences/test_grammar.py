"""One sentence at a time: what is taken, and what is not."""

import time

import pytest

from govdash.sentences import Role, mentions
from tests.sentences.helpers import said, told

NEW, DONE = "new_received.total", "outcome_total.total"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到政府信息公开申请12件，答复10件（含上年结转1件，另有3件顺延到下年度答复）。",
         {NEW: 12, DONE: 10, "carried_in.total": 1, "carried_out.total": 3}),
        ("2022年收到申请19件，2023年收到申请23件。", {NEW: 23}),
        ("与2022年的19件相比，申请量增加4件，全年收到申请23件。", {NEW: 23}),
        ("收到政府信息公开申请23件，较去年120件减少97件，办结20件。", {NEW: 23, DONE: 20}),
        ("收到行政许可申请120件、社会救助申请88件。", {}),
        ("收到提案12件，办结12件；收到政府信息公开申请3件，办结3件。", {NEW: 3, DONE: 3}),
        ("3件申请予以公开，两件不予公开。", {"granted.total": 3, "g_denied": 2}),
        ("因属于国家秘密不予公开的1件。", {"deny_state_secret.total": 1}),
        ("自然人、商业企业申请分别为3、2件。",
         {"new_received.natural_person": 3, "new_received.org_business": 2}),
        ("予以公开、部分公开、不予公开分别为3件和2件。", {}),
        ("共收到申请100件，其中受理80件。", {NEW: 100}),
        ("全年共收办申请100件，其中自然人申请90件。",
         {"processed": 100, "processed.new_received.natural_person": 90}),
        ("共计收到公民、法人或其他组织提出的政府信息公开申请12件。", {NEW: 12}),
    ],
)  # fmt: skip
def test_requests(text: str, expected: dict[str, float]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("行政复议、行政诉讼均为0件。", {"review_total": 0, "suits": 0}),
        ("未发生行政复议，发生行政诉讼1件。", {"review_total": 0, "suits": 1}),
        ("未发生行政复议败诉、被纠错情形。", {}),
        ("全年行政复议、行政诉讼共3件。", {}),
        ("政府信息公开行政复议5件，其中2件维持、1件纠正。",
         {"review_total": 5, "review_upheld": 2, "review_corrected": 1}),
        ("办理行政处罚类行政复议88件。", {}),
        ("降低行政复议、行政诉讼发生率。", {}),
    ],
)  # fmt: skip
def test_disputes(text: str, expected: dict[str, float]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("通过网站、微信等渠道公开信息90条。", {"published_items": 90}),
        ("通过微信、微博等平台发布信息90条。", {"published_items_new_media": 90}),
        ("通过网站等渠道公开信息90条。", {}),
        ("在网站、微信公开信息90条。", {}),
        ("发布财政类信息90条。", {}),
        ("全年共公开信息90条。新开设规划栏目，公开信息7条。", {"published_items": 90}),
        ("微博发布信息12条，微信发布信息30条。", {}),
        ("发布政策文件及解读材料8篇。", {}),
        ("全年发布政策解读8篇，其中图解3篇。", {"policy_interpretations": 8}),
        ("政务新媒体三个“100”行动启动，关停政务新媒体2个。", {}),
        ("开展政民互动活动前召开发布会、通气会等20场。", {}),
        ("举办第3期培训班。每季度培训1次。", {}),
        ("2023年5月举办新闻发布会1场，全年举办新闻发布会4场。", {"press_conferences": 4}),
        ("计划举办培训3次。力争发布解读12篇。", {}),
        ("制发规范性文件3件，废止1件，现行有效9件。",
         {"normative_issued": 3, "normative_repealed": 1, "normative_in_force": 9}),
        ("公开政府规章13件（含修改4件，废止5件）。", {}),
        ("清理规范性文件33件。", {}),
        ("收取信息处理费0.5万元。", {"processing_fee_yuan": 5000}),
        ("未收取任何费用。", {"processing_fee_yuan": 0}),
        ("不存在违规收取费用的情形。", {}),
    ],
)  # fmt: skip
def test_everything_else(text: str, expected: dict[str, float]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("agency", "agent", "taken"),
    [
        ("东河县民政局", "我局", True),
        ("东河县民政局", "县民政局", True),
        ("东河县民政局", "县公安局", False),
        ("上海市科学技术委员会", "市科委", True),
        ("淮安市洪泽区人民政府", "区政府办", False),
        ("东河县人民政府", "县政府及其部门", True),
        (None, "全镇", True),
        (None, "县公安局", False),
    ],
)
def test_whose_number_it_is(agency: str | None, agent: str, taken: bool) -> None:
    text = f"2023年，{agent}收到政府信息公开申请5件。"
    assert said(text, agency) == ({NEW: 5} if taken else {})


def test_approximate() -> None:
    assert {fact[2] for fact in told("全年公开信息近900条。")} == {True}
    assert {fact[2] for fact in told("全年公开信息900条。")} == {False}


def test_all_of_them() -> None:
    found = {m.subjects[0].id: (m.role, m.value) for m in mentions("收到申请5件，均予以公开。")}
    assert found == {NEW: (Role.NUMBER, 5), "granted.total": (Role.ALL, 5)}


def test_parts_know_their_whole() -> None:
    found = mentions("全年公开信息90条，其中动态60条、公告30条。发布解读2篇。")
    assert [(m.value, m.part_of) for m in found] == [(90, None), (60, 0), (30, 0), (2, None)]


HOSTILE = (
    "申请", "1、", "收到申请12件，", "收到申请12件。", "(3件", "一", "百分之一", "其中3件、", "分别为1、2、",
    "2023年较", "未发生复议，", "网站公开信息", "1,000,", "\n12件", "案件数量共计", "政府各类有关",
)  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_costs_a_bounded_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    started = time.process_time()
    mentions.__wrapped__(text)
    mentions.__wrapped__("。".join([text[:1400]] * 140))
    assert time.process_time() - started < 2 * 0.5
