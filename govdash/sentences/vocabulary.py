"""The words of annual reports and what they mean; every other word is unknown to the grammar.

A line is a list of words: `[a|b]` stands for either, `{NAME}` for a label of the forms.
"""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping

from govdash.forms import Row
from govdash.forms.official import (
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
    ORG_OTHER,
    ORGANISATIONS,
    OTHER_GROUP,
    OTHER_RESULT,
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
from govdash.sentences import words as w
from govdash.sentences.subjects import REASONS
from govdash.sentences.words import Word

_LABELS = {
    "REVIEW": REVIEW.short,
    "SUIT": LAWSUITS.short,
    "DIRECT": SUIT_DIRECT.short,
    "AFTER": SUIT_AFTER_REVIEW.short,
    "UPHELD": UPHELD.short,
    "CORRECTED": CORRECTED.short,
    "OTHER_RESULT": OTHER_RESULT.short,
    "PENDING": PENDING.short,
    "GRANTED": GRANTED_GROUP.short,
    "PARTIAL": PARTIAL_GROUP.short,
    "DENIED": DENIED_GROUP.short,
    "UNABLE": UNABLE_GROUP.short,
    "NOT_PROCESSED": NOT_PROCESSED_GROUP.short,
    "OTHER": OTHER_GROUP.short,
    "NATURAL": NATURAL_PERSON.short,
    "BUSINESS": ORG_BUSINESS.short,
    "ORGANISED": ORGANISATIONS.short,
    "OTHERS": ORG_OTHER.short,
    "RULES": RULES.short,
    "NORMATIVE": NORMATIVE_2019.short,
    "LICENSE": LICENSE.short,
    "PENALTY": PENALTY.short,
    "COERCION": COERCION.short,
    "FEE": FEE.short,
}

_REQUESTS: tuple[tuple[Word, str], ...] = (
    (w.APPLY, "申请[|公开|件|案件|表] 公开申请案件 依申请件 依申请公开[|申请|事项|件|案件]"),
    (
        w.APPLY,
        "依申请公开信息[|申请] 依申请公开政府信息[|申请|事项] 依申请[|政府]信息公开 政府信息依申请公开",
    ),
    (w.APPLY, "[政府信息|政务信息|信息]公开申请[|件|案件|事项|表]"),
    (
        w.NEUTRAL,
        "被申请 申请公开渠道 申请渠道 申请受理 申请办理 申请处理 申请转 申请行政 申请公开的",
    ),
    (
        w.NEUTRAL,
        "申请答复工作 依申请公开工作 [|依]申请公开答复 公民、法人[|[或|和|及|、|或者]其[他|它]组织]",
    ),
    (w.ASKER, "申请人"),
    (
        w.CARRY_IN,
        "[上年|上年度|上一年|上一年度|去年][未办结|未办结的]"
        "[|转入本年|转入今年|转入本年度|结转本年|结转至本年][|办理|办理的] "
        "[上年|上年度|上一年|上一年度|去年][结转|转入|结转的|结转继续办理][|申请|政府信息公开申请] "
        "结转上年[|度]",
    ),
    (
        w.CARRY_OUT,
        "[结转|结转至|结转到|转|转至|转到|顺延|顺延到|顺延至|转入]"
        "[下年|下年度|下一年|下一年度|次年|明年][|继续][|办理|答复|办理答复|处理]",
    ),
    (w.UNDONE, "未办结 尚未办结 未答复 尚未答复 未回复 尚未回复"),
    (w.WAY, "[书面|当面|线上|线下|网上|网络|邮寄|信函|窗口|现场|平台]提交"),
    (w.DONE, "办结 答复 办理完毕 办理完结 办理结果[总计|合计] 已办理 予以答复 作出答复"),
    (w.GROUP_WORDS[GRANTED_GROUP], "{GRANTED} 同意公开[|答复] 准予公开"),
    (w.GROUP_WORDS[PARTIAL_GROUP], "[|同意|予以]{PARTIAL} {PARTIAL}答复"),
    (w.GROUP_WORDS[DENIED_GROUP], "{DENIED}[|答复] 不同意公开 决定不公开"),
    (w.GROUP_WORDS[UNABLE_GROUP], "{UNABLE}"),
    (w.GROUP_WORDS[NOT_PROCESSED_GROUP], "{NOT_PROCESSED}"),
    (w.GROUP_WORDS[OTHER_GROUP], "[|作]{OTHER} 其他方式处理"),
    (
        w.APPLICANT_WORDS[NATURAL_PERSON],
        "{NATURAL}[|申请] 个人申请 公民个人 个人提出 个人送达 公民申请",
    ),
    (w.APPLICANT_WORDS[ORG_BUSINESS], "{BUSINESS}申请"),
    (w.ORGANISED_WORD, "{ORGANISED}[|申请] 法人[和|及|、]其他组织"),
    (w.PARTIAL_WORD, "[网络|信函|当面|邮寄|网上|邮件|电子邮件|在线|传真|现场]申请"),
    (w.RECEIVE, "收到 受理 接收 接到 新收 新收到 收悉 接收到 提出 受理数 提交"),
    (w.PROCESS, "收办 承办 办理 处理 审理 应诉"),
    (w.COUNT, "数量 件数 受理量 申请量 收件量 收件数 接件量 办件量"),
    (w.RATE, "办结率 答复率"),
    (w.RATE_GRANTED, "公开率"),
)
_DISPUTES: tuple[tuple[Word, str], ...] = (
    (w.NEUTRAL, "{REVIEW}[机关|机构|决定|法|工作] {SUIT}法"),
    (w.REVIEW_WORD, "{REVIEW}[|申请|案件|案] 复议[|案件]"),
    (w.SUIT_WORD, "{SUIT}[|案件|案] 诉讼[|案件] 行政应诉"),
    (w.DIRECT_WORD, "{DIRECT}[|的{SUIT}] 未经复议的{SUIT}"),
    (w.AFTER_WORD, "{AFTER}[|的{SUIT}]"),
    (w.RESULT_WORDS[UPHELD], "{UPHELD} 维持"),
    (w.RESULT_WORDS[CORRECTED], "{CORRECTED} 纠正 纠错 被纠错 被纠正"),
    (w.RESULT_WORDS[OTHER_RESULT], "{OTHER_RESULT}"),
    (w.RESULT_WORDS[PENDING], "{PENDING} 未审结 正在审理 尚在审理 未结案 尚未结案"),
    (
        w.BLAME,
        "败诉 责任追究 追责 问责 追究 撤销 违规 违法 乱收费 超期 逾期 泄密 缴纳 免费 收费标准 管理办法",
    ),
)
_PUBLISHED: tuple[tuple[Word, str], ...] = (
    (w.NEUTRAL, "[|政府]信息公开[指南|目录|制度|条例|年度报告] 信息管理 信息化"),
    (w.NEUTRAL, "视频 应公开尽公开 以公开 未公开 {DENIED}依据"),
    (w.TOPIC, "[政府信息|政务信息|信息|政务]公开 依申请公开工作中"),
    (w.INFORMATION, "[|政府|政务|各类|各类政府|各类政务|政务公开]信息"),
    (w.PUBLISH, "公开 发布 公布 推送 公示 上传 刊发 发布各类 刊登"),
    (w.ON_OWN, "主动公开"),
    (w.UPDATE, "更新 维护 报送 录入"),
    (w.WEBSITE, "网站 门户网 门户网站 官网 信息网"),
    (
        w.PLATFORM,
        "[政府信息公开|政务信息公开|信息公开|政务公开|公开|规范化|公开标准化规范化|政务公开标准化规范化]"
        "[专栏|平台|栏目|专区|专题]",
    ),
    (
        w.NEW_MEDIA,
        "微信 微博 公众号 新媒体 抖音 视频号 客户端 政务微信[|公众号] 政务微博 微信公众号 微信公众平台 "
        "今日头条 融媒体[|中心|平台] 两微一端",
    ),
    (
        w.ELSEWHERE_WORD,
        "其他[方式|渠道|途径|形式|载体] [公示|公告|宣传|公开]栏 电子屏 显示屏 政务大厅 广播 报纸",
    ),
    (w.GAZETTE, "政府公报"),
    (w.MANY, "等[渠道|方式|平台|途径|载体|多种|形式|媒体|多渠道|公开渠道|主动公开] 多渠道"),
    (w.READING, "[|政策]解读[|材料|信息] 解读[稿|稿件|文章|产品|文稿] 政策文件解读 解读类信息"),
    (w.READING_OF_A_KIND, "[视频|图文|图片|文字|动漫|漫画|音频]解读 图解"),
    (
        w.MESSAGE,
        "留言[|咨询] [|群众|社会]关切 网民提问 [|公众关注|社会关注|群众关注]热点[|信息|问题] "
        "[群众|网民|公众|网友]咨询 [|公众关注]热点或重大舆情",
    ),
    (
        w.CONSULT,
        "[|公众]意见征集[|活动] 征集[公众|社会|群众|社会公众]意见[|建议] "
        "[征求意见|意见征集|征集]公告 民意征集 征集调查 网上征集 [|公开]征求意见 [|公开]征集意见 "
        "[发布|开展|组织]征集[|调查]",
    ),
    (w.PRESS, "[|新闻]发布会"),
    (w.TRAINING, "[|业务|专题]培训[|班|会] 培训会议 培训活动"),
    (w.ACCOUNT, "政务新媒体[|账号|平台|帐号] 新媒体账号"),
    (w.CLOSE, "关停 注销 关闭 新开设 新增开设 新增账号 整合"),
    (w.ALONGSIDE, "同步 配套 配发"),
    (w.REPLY, "回复 回应 反馈 解答"),
)
_DOCUMENTS: tuple[tuple[Word, str], ...] = (
    (w.FEE_WORD, "[|信息]处理费[|用] [|政府信息公开|信息公开]信息处理费 信息公开处理费"),
    (w.CHARGE, "收取 收费 费用 收缴 征收"),
    (w.NORMATIVE_WORD, "[|行政]{NORMATIVE}"),
    (w.RULES_WORD, "[|政府]{RULES}"),
    (w.LICENSE_WORD, "{LICENSE}[|决定|处理决定|事项]"),
    (w.PENALTY_WORD, "{PENALTY}[|决定|处理决定]"),
    (w.COERCION_WORD, "{COERCION}[|决定|处理决定|措施]"),
    (w.MAKE, "制发 出台 制定 新制定 印发 制作 编发 编制 推出 起草 撰写 作出 实施"),
    (w.REPEAL, "废止 宣布失效 失效"),
    (w.VALID, "现行有效 继续有效"),
    (w.REVISE, "清理 备案 合法性审查 审核 审查 修改 修订 归集 转发 报备"),
    (w.HOLD, "开展 组织 举办 召开 举行"),
    (w.ATTEND, "参加 参训 派员 选派"),
    (
        w.FOREIGN,
        "提案 议案 建议 热线 工单 信访 来信 来访 投诉 举报 网络问政 会议 公报 诉求 意见 信件 咨询 来电",
    ),
    (
        w.FOREIGN,
        "[访问|阅读|播放]量 粉丝 点击 浏览 通报 问卷[|调查] 督查 检查 访谈 代表建议 赔偿 仲裁 案卷 事项清单",
    ),
    (
        w.FOREIGN,
        "政策文件 政策性文件 上级文件 公文 会议纪要 查阅点 查阅 栏目 专区 人大 政协 {FEE}",
    ),
)
_CONNECTIVES: tuple[tuple[Word, str], ...] = (
    (w.NEUTRAL, "无正当理由 未审先发 无障碍 未经 未成年 无证 无人 未来 零距离 零散 零星 电子邮箱"),
    (w.WHOLE, "全年 累计 共计 总共 总计 合计 共 总数"),
    (w.PARTS, "其中[|,] 具体[为|是]"),
    (w.INCLUDES, "其中包括 包括 包含 含 主要[有|包括|为|涉及]"),
    (w.EACH, "分别[为|是|有|达] 各[为|有] 依次为"),
    (w.ALL, "均[|为|已] 全部[|为] 都[|为|是|已] 全都 皆[|为] 所有"),
    (w.NONE, "未 没有 无 零 不存在 尚未 并未 未曾 “零”"),
    (w.CHANGE, "增长 增加 减少 下降 上升 提升 提高 同比 环比 降低 增幅 降幅 多了 少了 增"),
    (
        w.REACHED,
        "增[至|加到|加至|长到|长至] 减少[到|至] "
        "[上升|下降|降|升|减|压减|压缩|缩减|精简|整合][至|到|为] [增|上升|升][为|到]",
    ),
    (w.ADDED, "新增"),
    (w.COMPARED, "较 比 相比 与 同期"),
    (w.LAST_YEAR, "去年 上年[|度] 上一年[|度] 往年 前年"),
    (w.PLAN, "下一步 下阶段 力争 争取 目标 预计 明年 来年 拟 不少于 将[组织|举办|开展|发布|公开]"),
    (w.PLAN, "计划[在|于|组织|举办|开展|召开|公开|发布|全年|出台|制定]"),
    (w.PERIOD, "[上|下]半年 [|一]季度 每[月|季度|周|日|年] [月|日|年]均 平均 当月"),
    (w.NEUTRAL, "[截至|截止|至]今年"),
    (
        w.PERIOD,
        "历年 [建成|开通|上线|运行|施行|实施|成立|建立][至今|以来] 近[两|二|三|四|五|几|些]年",
    ),
)

_OF_REASONS: Mapping[str, str] = {
    "不掌握": "信息不存在 不掌握 [|本机关|本单位]不掌握[|相关|有关|该][|政府]信息 本机关不掌握",
    "现成信息": "[|需要|需]另行制作",
    "仍不明确": "[|申请|补正后|经补正后|经补正后申请|补正后申请]内容仍不明确 [|经]补正后仍不明确",
    "三安全": "三安全一稳定 “三安全一稳定”",
    "第三方": "[|保护]第三方合法权益",
    "三类内部": "[|三类]内部事务信息",
    "四类过程": "[|四类]过程性信息",
    "信访举报": "信访举报投诉类 信访投诉[|类][|申请] 信访投诉举报类申请 信访、举报、投诉类申请",
    "重复": "重复提出申请",
    "大量反复": "大量反复申请",
    "重新出具": "确认或重新出具已获取信息 重新出具",
    "逾期不补正": "逾期未补正 无正当理由逾期[不|未]补正",
    "收费通知": "逾期未缴费 逾期未缴纳[|信息处理]费[|用]",
}
"""How sentences name the reasons of refusals besides the words of the form, by a part of its label."""

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SHORTEST_KEYWORD = 4


def _expand(line: str) -> Iterator[str]:
    """Every word of a line."""
    for word in line.format(**_LABELS).split(" "):
        yield from _either(word)


def _either(word: str) -> Iterator[str]:
    choice = _CHOICE.search(word)
    if choice is None:
        yield word
        return
    for part in choice[1].split("|"):
        yield from _either(word[: choice.start()] + part + word[choice.end() :])


def _of_reason(row: Row) -> Iterator[str]:
    yield from (word for word in row.keywords if len(word) >= _SHORTEST_KEYWORD)
    yield row.short
    for part, line in _OF_REASONS.items():
        if part in row.label:
            yield from _expand(line)


def _vocabulary() -> dict[str, Word]:
    words: dict[str, Word] = {}
    for meaning, line in itertools.chain(
        _REQUESTS, _DISPUTES, _PUBLISHED, _DOCUMENTS, _CONNECTIVES
    ):
        for word in _expand(line):
            words.setdefault(word, meaning)
    for row in REASONS:
        if not row.exact:
            for word in _of_reason(row):
                words.setdefault(word, w.REASON_WORDS[row])
    for column, meaning in w.APPLICANT_WORDS.items():
        if column is not ORG_OTHER:
            words.setdefault(column.short, meaning)
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
