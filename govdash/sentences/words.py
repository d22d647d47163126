"""The vocabulary: which words of a sentence mean what; everything else is unknown to the grammar."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from govdash.forms import Row
from govdash.forms.official import (
    APPLICANTS,
    COERCION,
    CORRECTED,
    DENIED_GROUP,
    FEE,
    GRANTED_GROUP,
    LAWSUITS,
    LICENSE,
    NATURAL_PERSON,
    NORMATIVE_2019,
    NOT_PROCESSED_GROUP,
    ORG_BUSINESS,
    ORGANISATIONS,
    OTHER,
    OTHER_GROUP,
    OTHER_RESULT,
    OUTCOME_GROUPS,
    PARTIAL_GROUP,
    PENALTY,
    PENDING,
    REVIEW,
    RULES,
    SUIT_AFTER_REVIEW,
    SUIT_DIRECT,
    UNABLE_GROUP,
    UPHELD,
)
from govdash.sentences.subjects import REASONS


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A meaning that words can have; a `head` can be what a number counts."""

    name: str
    head: bool = False


def _heads(*names: str) -> tuple[Word, ...]:
    return tuple(Word(name, head=True) for name in names)


def _others(*names: str) -> tuple[Word, ...]:
    return tuple(Word(name) for name in names)


APPLY, CARRY_IN, CARRY_OUT, DONE = _heads("apply", "carry in", "carry out", "done")
REVIEW_WORD, SUIT_WORD, DIRECT_WORD, AFTER_WORD = _heads("review", "suit", "direct", "after")
INFORMATION, READING, MESSAGE, CONSULT, PRESS, TRAINING = _heads(
    "information", "reading", "message", "consult", "press", "training"
)
ACCOUNT, FEE_WORD, NORMATIVE_WORD, RULES_WORD, LICENSE_WORD, PENALTY_WORD, COERCION_WORD = _heads(
    "account", "fee", "normative", "rules", "license", "penalty", "coercion"
)
FOREIGN, PARTIAL_WORD = _heads("foreign", "a part by another order")
ORGANISED_WORD = Word("organisations", head=True)

RECEIVE, PROCESS, PUBLISH, UPDATE, MAKE, HOLD = _others(
    "receive", "process", "publish", "update", "make", "hold"
)
REPEAL, VALID = _heads("repeal", "valid")
CHARGE, CLOSE, REPLY, REVISE = _others("charge", "close", "reply", "revise")
WEBSITE, PLATFORM, NEW_MEDIA, ELSEWHERE_WORD, GAZETTE = _others(
    "website", "platform", "new media", "elsewhere", "gazette"
)
WHOLE, PARTS, INCLUDES, EACH, ALL, NONE, CHANGE, LAST_YEAR, PLAN, PERIOD, COUNT, COMPARED = _others(
    "whole", "parts", "includes", "each", "all", "none", "change", "last year", "plan", "period",
    "count", "compared",
)  # fmt: skip
NEUTRAL, TOPIC, MANY, BLAME, RATE, RATE_GRANTED, REACHED, ON_OWN = _others(
    "neutral", "topic", "many", "blame", "rate", "rate granted", "reached", "published on own initiative"
)

GROUP_WORDS = {group: Word(group.id, head=True) for group in OUTCOME_GROUPS}
REASON_WORDS = {row: Word(row.id, head=True) for row in REASONS}
APPLICANT_WORDS = {column: Word(column.id, head=True) for column in APPLICANTS}
RESULT_WORDS = {
    column: Word(column.id, head=True) for column in (UPHELD, CORRECTED, OTHER_RESULT, PENDING)
}
CHANNELS = (WEBSITE, PLATFORM, NEW_MEDIA, ELSEWHERE_WORD, GAZETTE)

_DISCLOSURE = ("政府信息公开", "政务信息公开", "信息公开")
_DENIED = DENIED_GROUP.short.removesuffix("公开")


def _reasons() -> Iterable[tuple[Row, tuple[str, ...]]]:
    """How sentences name the rows of refusals: by the row's keywords, and in words of their own."""
    also = {
        "unable_not_held": ("不掌握相关政府信息", "信息不存在", "本机关不掌握"),
        "unable_need_create": ("需要另行制作", "需另行制作"),
        "unable_still_unclear": ("申请内容仍不明确", "内容仍不明确", "补正后仍不明确"),
        "deny_security_stability": ("三安全一稳定", "“三安全一稳定”"),
        "deny_third_party": ("第三方合法权益", "保护第三方合法权益"),
        "deny_internal_affairs": ("内部事务信息", "三类内部事务信息"),
        "deny_process_info": ("过程性信息", "四类过程性信息"),
        "deny_enforcement_file": ("行政执法案卷信息",),
        "deny_admin_query": ("行政查询事项",),
        "reject_petition": ("信访举报投诉类", "信访投诉举报类申请", "信访、举报、投诉类申请"),
        "reject_duplicate": ("重复提出申请",),
        "reject_publication": ("公开出版物",),
        "reject_excessive": ("大量反复申请",),
        "reject_confirm_reissue": ("确认或重新出具已获取信息", "重新出具"),
        "other_no_correction": ("逾期不补正", "逾期未补正"),
        "other_fee_unpaid": ("逾期不缴费", "逾期未缴费"),
    }
    for row in REASONS:
        if row.exact:
            continue
        keywords = tuple(word for word in row.keywords if len(word) > len("第三方"))
        yield row, (*keywords, row.short, *also.get(row.id, ()))


def _vocabulary() -> dict[str, Word]:
    review, suit = REVIEW.short, LAWSUITS.short
    told: list[tuple[Word, Iterable[str]]] = [
        (APPLY, [
            "申请", "申请公开", "依申请公开", "依申请公开申请", "依申请公开事项", "依申请公开件",
            "依申请公开案件", "依申请公开信息", "依申请公开政府信息", "依申请信息公开", "依申请政府信息公开",
            "依申请公开信息申请", "依申请公开政府信息申请", "政府信息依申请公开", "依申请公开政府信息事项",
            "申请件", "申请案件", "申请表", "公开申请案件", "依申请件",
            *(f"{words}{end}" for words in _DISCLOSURE for end in ("申请", "申请件", "申请案件", "申请事项", "申请表")),
        ]),
        (NEUTRAL, [
            "申请人", "被申请", "申请公开渠道", "申请渠道", "申请受理", "申请办理", "申请答复工作", "依申请公开工作",
            "申请处理", "申请转", "申请公开的", "申请行政", "信息公开指南", "信息公开目录", "信息公开条例", "政府信息公开条例",
            "政府信息公开指南", "政府信息公开目录", "政府信息公开制度", "信息公开制度", "信息公开年度报告", "政府信息公开年度报告",
            "信息管理", "信息化", "信息不", "依申请公开答复", "申请公开答复", "应公开尽公开", "以公开", "未公开",
            "无正当理由", "未审先发", "不予公开依据", "无障碍", "未经审核", "未成年", "无证", "无人", "未来", "未经", "零距离", "零散", "零星",
            "电子邮箱", "行政复议机关", "行政复议机构", "行政复议决定", "行政复议法", "行政复议工作", "行政诉讼法",
            "上年结转数", "公民、法人", *(f"公民、法人{join}其{other}组织" for join in ("或", "和", "及", "、", "或者") for other in ("他", "它")),
        ]),
        (TOPIC, [*_DISCLOSURE, "政务公开", "依申请公开工作中"]),
        (CARRY_IN, [f"{last}{how}{what}" for last in ("上年", "上年度", "上一年", "上一年度", "去年")
                    for how in ("结转", "转入", "结转的", "结转继续办理") for what in ("", "申请", "政府信息公开申请")]
                   + ["结转上年", "结转上年度"]),
        (CARRY_OUT, [f"{how}{to}{then}" for how in ("结转", "结转至", "结转到", "转", "转至", "转到", "顺延", "顺延到", "顺延至", "转入")
                     for to in ("下年", "下年度", "下一年", "下一年度", "次年", "明年", "下年度继续", "下一年度继续", "下年继续")
                     for then in ("", "办理", "继续办理", "答复", "继续答复", "办理答复", "处理")]),
        (DONE, ["办结", "答复", "办理完毕", "办理完结", "已办理", "予以答复", "作出答复"]),
        (GROUP_WORDS[GRANTED_GROUP], [GRANTED_GROUP.short, "同意公开", "同意公开答复", "准予公开"]),
        (GROUP_WORDS[PARTIAL_GROUP], [PARTIAL_GROUP.short, f"同意{PARTIAL_GROUP.short}", f"予以{PARTIAL_GROUP.short}", f"{PARTIAL_GROUP.short}答复"]),
        (GROUP_WORDS[DENIED_GROUP], [DENIED_GROUP.short, "不同意公开", "决定不公开", f"{DENIED_GROUP.short}答复"]),
        (GROUP_WORDS[UNABLE_GROUP], [UNABLE_GROUP.short]),
        (GROUP_WORDS[NOT_PROCESSED_GROUP], [NOT_PROCESSED_GROUP.short]),
        (GROUP_WORDS[OTHER_GROUP], [OTHER_GROUP.short, f"作{OTHER_GROUP.short}", "其他方式处理"]),
        *((REASON_WORDS[row], words) for row, words in _reasons()),
        *((word, [column.short]) for column, word in APPLICANT_WORDS.items() if len(column.short) > len(OTHER.id) + 1),
        (APPLICANT_WORDS[NATURAL_PERSON], [NATURAL_PERSON.short, "个人申请", "公民个人", "个人提出", f"{NATURAL_PERSON.short}申请", "个人送达", "公民申请"]),
        (APPLICANT_WORDS[ORG_BUSINESS], [f"{ORG_BUSINESS.short}申请"]),
        (ORGANISED_WORD, [ORGANISATIONS.short, "法人和其他组织", "法人及其他组织", "法人、其他组织", f"{ORGANISATIONS.short}申请"]),
        (REVIEW_WORD, [review, f"{review}申请", f"{review}案件", f"{review}案", "复议", "复议案件"]),
        (SUIT_WORD, [suit, f"{suit}案件", f"{suit}案", "诉讼", "诉讼案件", "行政应诉"]),
        (DIRECT_WORD, [SUIT_DIRECT.short, f"{SUIT_DIRECT.short}的{suit}", "未经复议的行政诉讼".replace("行政诉讼", suit)]),
        (AFTER_WORD, [SUIT_AFTER_REVIEW.short, f"{SUIT_AFTER_REVIEW.short}的{suit}"]),
        (RESULT_WORDS[UPHELD], [UPHELD.short, "维持"]),
        (RESULT_WORDS[CORRECTED], [CORRECTED.short, "纠正", "被纠错", "纠错", "被纠正"]),
        (RESULT_WORDS[OTHER_RESULT], [OTHER_RESULT.short]),
        (RESULT_WORDS[PENDING], [PENDING.short, "未审结", "正在审理", "尚在审理", "未结案", "尚未结案"]),
        (INFORMATION, ["信息", "政府信息", "政务信息", "各类信息", "各类政府信息", "各类政务信息", "政务公开信息"]),
        (READING, ["政策解读", "政策解读材料", "解读材料", "解读稿件", "解读文章", "解读信息", "政策解读信息", "政策文件解读", "解读类信息", "解读产品", "解读", "视频解读", "图文解读", "图片解读", "文字解读", "图解"]),
        (MESSAGE, ["留言", "关切", "热点", "热点信息", "群众关切", "社会关切", "网民提问", "公众关注热点", "公众关注热点信息"]),
        (CONSULT, ["意见征集", "民意征集", "征集调查", "征集意见", "网上征集", "征求意见", "意见征集活动", "公开征求意见", "公开征集意见", "公众意见征集"]),
        (PRESS, ["新闻发布会", "发布会"]),
        (TRAINING, ["培训", "培训班", "培训会", "业务培训", "专题培训", "培训会议", "培训活动", "专题培训班", "业务培训会", "业务培训班"]),
        (ACCOUNT, ["政务新媒体", "政务新媒体账号", "政务新媒体平台", "新媒体账号", "政务新媒体帐号"]),
        (FEE_WORD, ["信息处理费", "处理费", "信息公开处理费", "信息处理费用", "处理费用", "政府信息公开信息处理费"]),
        (NORMATIVE_WORD, [NORMATIVE_2019.short, f"行政{NORMATIVE_2019.short}"]),
        (RULES_WORD, [RULES.short, f"政府{RULES.short}"]),
        (LICENSE_WORD, [LICENSE.short, f"{LICENSE.short}决定", f"{LICENSE.short}事项"]),
        (PENALTY_WORD, [PENALTY.short, f"{PENALTY.short}决定"]),
        (COERCION_WORD, [COERCION.short, f"{COERCION.short}决定", f"{COERCION.short}措施"]),
        (PARTIAL_WORD, ["网络申请", "信函申请", "当面申请", "邮寄申请", "网上申请", "邮件申请", "电子邮件申请", "在线申请", "传真申请", "现场申请"]),
        (FOREIGN, [
            "提案", "议案", "建议", "热线", "工单", "信访", "来信", "来访", "投诉", "举报", "网络问政", "会议", "公报", "诉求",
            "意见", "访问量", "阅读量", "播放量", "粉丝", "点击", "浏览", "文件解读率", "通报", "问卷", "问卷调查", "督查", "检查",
            "访谈", "专栏建设", "代表建议", "赔偿", "仲裁", "信件", "咨询", "来电", "案卷", "事项清单", "政策文件", "政策性文件",
            "上级文件", "公文", "会议纪要", "视频", "公开栏", "查阅点", "查阅", "栏目", "专区", "人大", "政协", FEE.short,
        ]),
        (RECEIVE, ["收到", "受理", "接收", "接到", "新收", "新收到", "收悉", "接收到", "提出", "受理数", "提交"]),
        (PROCESS, ["收办", "承办", "办理", "处理", "审理", "应诉"]),
        (PUBLISH, ["公开", "发布", "公布", "推送", "公示", "上传", "刊发", "发布各类", "刊登"]),
        (ON_OWN, ["主动公开"]),
        (UPDATE, ["更新", "维护", "报送", "录入"]),
        (MAKE, ["制发", "出台", "制定", "印发", "制作", "新制定", "编发", "编制", "推出", "起草", "撰写", "作出", "实施"]),
        (REPEAL, ["废止", "宣布失效", "失效"]),
        (VALID, ["现行有效", "继续有效"]),
        (REVISE, ["清理", "备案", "合法性审查", "审核", "审查", "修改", "修订", "归集", "转发", "报备"]),
        (HOLD, ["开展", "组织", "举办", "召开", "参加", "举行"]),
        (CHARGE, ["收取", "收费", "费用", "收缴", "征收"]),
        (CLOSE, ["关停", "注销", "关闭", "新开设", "新增开设", "整合", "新增账号"]),
        (REPLY, ["回复", "回应", "反馈"]),
        (WEBSITE, ["网站", "门户网", "门户网站", "官网", "信息网"]),
        (PLATFORM, [f"{words}{place}" for words in (*_DISCLOSURE, "政务公开", "公开", "规范化", "公开标准化规范化", "政务公开标准化规范化") for place in ("专栏", "平台", "栏目", "专区", "专题")]),
        (NEW_MEDIA, ["微信", "微博", "公众号", "新媒体", "抖音", "视频号", "客户端", "政务微信", "政务微博", "微信公众号", "微信公众平台", "今日头条"]),
        (ELSEWHERE_WORD, [f"{OTHER.title[:2]}{way}" for way in ("方式", "渠道", "途径", "形式", "载体")] + ["公示栏", "公告栏", "宣传栏", "电子屏", "显示屏", "公开栏", "政务大厅", "广播", "报纸"]),
        (GAZETTE, ["政府公报"]),
        (WHOLE, ["全年", "累计", "共计", "总共", "合计", "共", "总数"]),
        (PARTS, ["其中", "其中,", "具体为", "具体是"]),
        (INCLUDES, ["其中包括", "包括", "包含", "主要有", "主要包括", "主要为", "含", "主要涉及"]),
        (EACH, ["分别为", "分别是", "分别有", "各为", "依次为", "分别达"]),
        (ALL, ["均", "全部", "都为", "都是", "都已", "全都", "均为", "均已", "全部为", "皆为", "皆", "所有", "都"]),
        (NONE, ["未", "没有", "无", "零", "不存在", "尚未", "并未", "未曾", "“零”"]),
        (CHANGE, ["增长", "增加", "减少", "下降", "上升", "提升", "提高", "同比", "环比", "降低", "增幅", "降幅", "多了", "少了", "增"]),
        (REACHED, ["增至", "增加到", "减少到", "上升至", "下降至", "增长到", "增长至", "增加至", "减少至", "降至", "升至", "新增"]),
        (COMPARED, ["较", "比", "相比", "与", "同期"]),
        (LAST_YEAR, ["去年", "上年", "上年度", "上一年", "上一年度", "往年", "前年"]),
        (PLAN, ["下一步", "下阶段", "力争", "争取", "目标", "预计", "明年", "来年", "拟", "计划在", "计划组织", "计划举办", "计划开展", "计划召开",
                "计划公开", "计划发布", "计划全年", "计划出台", "计划制定", "计划于", "将组织", "将举办", "将开展", "将发布", "将公开", "不少于"]),
        (PERIOD, ["上半年", "下半年", "季度", "一季度", "每月", "每季度", "每周", "每日", "月均", "日均", "年均", "平均", "当月", "每年"]),
        (COUNT, ["数量", "件数", "受理量", "申请量"]),
        (MANY, ["等渠道", "等方式", "等平台", "等途径", "等载体", "等多种", "多渠道", "等形式", "等媒体", "等多渠道", "等公开渠道", "等主动公开"]),
        (BLAME, ["败诉", "责任追究", "追责", "问责", "追究", "撤销", "违规", "违法", "乱收费", "超期", "逾期", "泄密", "缴纳", "免费", "收费标准", "管理办法"]),
        (RATE, ["办结率", "答复率"]),
        (RATE_GRANTED, ["公开率"]),
    ]  # fmt: skip
    words: dict[str, Word] = {}
    for meaning, texts in told:
        for text in texts:
            words.setdefault(text, meaning)
    return words


def _pattern(words: Iterable[str]) -> str:
    """All words as one alternation, the longest first, grouped by what they begin with."""
    by_first: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_first.setdefault(word[0], []).append(word[1:])
    return "|".join(
        re.escape(first) + f"(?:{'|'.join(map(re.escape, rest))})"
        for first, rest in by_first.items()
    )


VOCABULARY: Mapping[str, Word] = _vocabulary()
WORDS = re.compile(_pattern(VOCABULARY))
