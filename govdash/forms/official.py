"""The two official forms as printed: the only file that holds their labels and ids.

2019: 国办公开办函〔2019〕60号, reports of 2019 and 2020, 198 cells.
2021: 国办公开办函〔2021〕30号, reports of 2021 on, 200 cells.
"""

from govdash.forms.model import (
    Block,
    Column,
    Form,
    Group,
    Kind,
    Relation,
    Row,
    Section,
    Sum,
)

# ---------------------------------------------------------------- sections

OVERVIEW = Section("一", "总体情况", "General situation", "总体情况")
DISCLOSURE = Section(
    "二", "主动公开政府信息情况", "Information published on own initiative", "主动公开政府信息情况"
)
APPLICATIONS = Section(
    "三",
    "收到和处理政府信息公开申请情况",
    "Requests received and handled",
    "收到和处理政府信息公开申请(?:的)?情况",
)
CASES = Section(
    "四",
    "政府信息公开行政复议、行政诉讼情况",
    "Administrative reviews and lawsuits",
    "(?:因?政府信息公开(?:工作)?)?(?:被申请)?行政法?复议[、和及,]?(?:被?提起)?行政诉讼的?情况",
)
PROBLEMS = Section(
    "五",
    "存在的主要问题及改进情况",
    "Problems and improvements",
    "(?:政府信息公开工作)?存在的?(?:主要)?问题(?:及|和|与)(?:下一步)?(?:改进|整改)(?:情况|措施)",
)
OTHER = Section("六", "其他需要报告的事项", "Other matters", "其他需要报告的?(?:事项|情况)")

SECTIONS = (OVERVIEW, DISCLOSURE, APPLICATIONS, CASES, PROBLEMS, OTHER)

# ---------------------------------------------------------------- section 二

_ITEM = "项"

RULES = Row("rules", "规章", "Government rules", "规章")
NORMATIVE = Row(
    "normative",
    "行政规范性文件",
    "Normative documents",
    "规范性文件",
    also=("规范性档案",),
)
NORMATIVE_2019 = Row(
    "normative", "规范性文件", "Normative documents", "规范性文件", also=("规范性档案",)
)
LICENSE = Row("license", "行政许可", "Administrative licences", "行政许可")
OTHER_SERVICE = Row(
    "other_service", "其他对外管理服务事项", "Other public services", "其他对外管理服务事项"
)
PENALTY = Row("penalty", "行政处罚", "Administrative penalties", "行政处罚")
COERCION = Row("coercion", "行政强制", "Administrative coercion", "行政强制")
FEE = Row("fee", "行政事业性收费", "Administrative fees", "行政事业性收费")
PROCUREMENT = Row("procurement", "政府集中采购", "Centralised procurement", "政府集中采购")

ISSUED = Column("issued", "本年制发件数", "issued in the year", torn=("本年发件",))
REPEALED = Column("repealed", "本年废止件数", "repealed in the year")
IN_FORCE = Column("in_force", "现行有效件数", "in force", torn=("现行有效件",))
DECISIONS_2021 = Column("decisions", "本年处理决定数量", "decisions in the year")
AMOUNT_FEE = Column(
    "amount_wan",
    "本年收费金额（单位：万元）",
    "amount (10,000 yuan)",
    "万元",
    Kind.MONEY,
    also=("本年收费金额",),
)

NEW_MADE = Column("new_made", "本年新制作数量", "made in the year")
NEW_PUBLISHED = Column("new_published", "本年新公开数量", "newly published in the year")
PUBLISHED_TOTAL = Column("published_total", "对外公开总数量", "published in all")
ITEMS_PREV = Column("items_prev", "上一年项目数量", "items of the year before", _ITEM)
ITEMS_DELTA = Column(
    "items_delta", "本年增/减", "items added or removed", _ITEM, Kind.DELTA, also=("本年增减",)
)
DECISIONS_2019 = Column("decisions", "处理决定数量", "decisions in the year")
PROJECTS = Column("projects", "采购项目数量", "projects", "个")
AMOUNT_PROCURED = Column("amount_wan", "采购总金额", "amount (10,000 yuan)", "万元", Kind.MONEY)

DOCUMENTS_ITEM = "第二十条第（一）项"
LICENSES_ITEM = "第二十条第（五）项"
PENALTIES_ITEM = "第二十条第（六）项"
FEES_ITEM = "第二十条第（八）项"
PROCUREMENT_ITEM = "第二十条第（九）项"
CONTENT = "信息内容"


def _disclosure(name: str, item: str, rows: tuple[Row, ...], columns: tuple[Column, ...]) -> Block:
    return Block(name, DISCLOSURE.id, item, rows, columns)


_DISCLOSURE_2021 = (
    _disclosure("documents", DOCUMENTS_ITEM, (RULES, NORMATIVE), (ISSUED, REPEALED, IN_FORCE)),
    _disclosure("licenses", LICENSES_ITEM, (LICENSE,), (DECISIONS_2021,)),
    _disclosure("penalties", PENALTIES_ITEM, (PENALTY, COERCION), (DECISIONS_2021,)),
    _disclosure("fees", FEES_ITEM, (FEE,), (AMOUNT_FEE,)),
)

_ITEMS = (ITEMS_PREV, ITEMS_DELTA, DECISIONS_2019)
_DISCLOSURE_2019 = (
    _disclosure(
        "documents",
        DOCUMENTS_ITEM,
        (RULES, NORMATIVE_2019),
        (NEW_MADE, NEW_PUBLISHED, PUBLISHED_TOTAL),
    ),
    _disclosure("licenses", LICENSES_ITEM, (LICENSE, OTHER_SERVICE), _ITEMS),
    _disclosure("penalties", PENALTIES_ITEM, (PENALTY, COERCION), _ITEMS),
    _disclosure("fees", FEES_ITEM, (FEE,), (ITEMS_PREV, ITEMS_DELTA)),
    _disclosure("procurement", PROCUREMENT_ITEM, (PROCUREMENT,), (PROJECTS, AMOUNT_PROCURED)),
)

# ---------------------------------------------------------------- section 三

APPLICANTS_HEADING = "申请人情况"
BALANCE_REMARK = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
HANDLED_HEADING = "三、本年度办理结果"

ORGANISATIONS = Group("organisations", "法人或其他组织", "Organisations")

NATURAL_PERSON = Column("natural_person", "自然人", "individuals")
ORG_BUSINESS = Column("org_business", "商业企业", "businesses", group=ORGANISATIONS)
ORG_RESEARCH = Column("org_research", "科研机构", "research institutes", group=ORGANISATIONS)
ORG_SOCIAL = Column(
    "org_social", "社会公益组织", "social organisations", also=("社会组织",), group=ORGANISATIONS
)
ORG_LEGAL_SERVICE = Column(
    "org_legal_service", "法律服务机构", "legal services", group=ORGANISATIONS
)
ORG_OTHER = Column("org_other", "其他", "other organisations", also=("其它",), group=ORGANISATIONS)
TOTAL = Column("total", "总计", "total", also=("合计",))

APPLICANTS = (
    NATURAL_PERSON,
    ORG_BUSINESS,
    ORG_RESEARCH,
    ORG_SOCIAL,
    ORG_LEGAL_SERVICE,
    ORG_OTHER,
)

GRANTED_GROUP = Group("g_granted", "（一）予以公开", "Granted")
PARTIAL_GROUP = Group("g_partial", "（二）部分公开", "Granted in part")
DENIED_GROUP = Group("g_denied", "（三）不予公开", "Refused")
UNABLE_GROUP = Group("g_unable", "（四）无法提供", "Unable to provide")
NOT_PROCESSED_GROUP = Group("g_not_processed", "（五）不予处理", "Not processed")
OTHER_GROUP = Group("g_other", "（六）其他处理", "Handled otherwise")

OUTCOME_GROUPS = (
    GRANTED_GROUP,
    PARTIAL_GROUP,
    DENIED_GROUP,
    UNABLE_GROUP,
    NOT_PROCESSED_GROUP,
    OTHER_GROUP,
)

NEW_RECEIVED = Row(
    "new_received", "一、本年新收政府信息公开申请数量", "Received in the year", "本年新收"
)
CARRIED_IN = Row(
    "carried_in",
    "二、上年结转政府信息公开申请数量",
    "Carried over from last year",
    "上年结转",
    also=("上年度结转",),
)
GRANTED = Row("granted", "（一）予以公开", "Granted", "予以公开", group=GRANTED_GROUP)
PARTIAL = Row(
    "partial",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "Granted in part",
    "部分公开",
    group=PARTIAL_GROUP,
)


def _denied(row: str, label: str, en: str, keyword: str) -> Row:
    return Row(row, label, en, keyword, group=DENIED_GROUP)


def _unable(row: str, label: str, en: str, keyword: str) -> Row:
    return Row(row, label, en, keyword, group=UNABLE_GROUP)


def _rejected(row: str, label: str, en: str, keyword: str) -> Row:
    return Row(row, label, en, keyword, group=NOT_PROCESSED_GROUP)


STABILITY = _denied(
    "deny_security_stability",
    "3.危及“三安全一稳定”",
    "National, public or economic security, social stability",
    "三安全一稳定",
)
INTERNAL_AFFAIRS = _denied(
    "deny_internal_affairs", "5.属于三类内部事务信息", "Internal affairs", "三类内"
)
PROCESS_INFO = _denied(
    "deny_process_info", "6.属于四类过程性信息", "Deliberative process", "四类过程"
)
_REFUSALS = (
    _denied("deny_state_secret", "1.属于国家秘密", "State secret", "国家秘密"),
    _denied("deny_other_law", "2.其他法律行政法规禁止公开", "Forbidden by other law", "其他法律"),
    STABILITY,
    _denied("deny_third_party", "4.保护第三方合法权益", "Rights of third parties", "第三方"),
    INTERNAL_AFFAIRS,
    PROCESS_INFO,
    _denied("deny_enforcement_file", "7.属于行政执法案卷", "Law enforcement file", "执法案卷"),
    _denied("deny_admin_query", "8.属于行政查询事项", "Administrative inquiry", "行政查询"),
    _unable("unable_not_held", "1.本机关不掌握相关政府信息", "Not held by the agency", "不掌握"),
    _unable(
        "unable_need_create", "2.没有现成信息需要另行制作", "Would have to be made", "没有现成信息"
    ),
    _unable(
        "unable_still_unclear",
        "3.补正后申请内容仍不明确",
        "Still unclear after correction",
        "仍不明确",
    ),
    _rejected("reject_petition", "1.信访举报投诉类申请", "Petition or complaint", "信访举报"),
    _rejected("reject_duplicate", "2.重复申请", "Repeated request", "重复申请"),
    _rejected("reject_publication", "3.要求提供公开出版物", "Published material", "公开出版物"),
    _rejected("reject_excessive", "4.无正当理由大量反复申请", "Excessive requests", "大量反复"),
    _rejected(
        "reject_confirm_reissue",
        "5.要求行政机关确认或重新出具已获取信息",
        "Confirming or reissuing known information",
        "确认或重新",
    ),
)

OTHER_HANDLING = Row(
    "other_handling", "（六）其他处理", "Handled otherwise", "其他处理", group=OTHER_GROUP
)
OTHER_NO_CORRECTION = Row(
    "other_no_correction",
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "Not corrected in time",
    "逾期不补正",
    group=OTHER_GROUP,
)
OTHER_FEE_UNPAID = Row(
    "other_fee_unpaid",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "Fee not paid in time",
    "收费通知",
    also=("逾期不缴费",),
    group=OTHER_GROUP,
)
OTHER_MISC = Row("other_misc", "3.其他", "Other", "其他", group=OTHER_GROUP, exact=True)
OUTCOME_TOTAL = Row(
    "outcome_total", "（七）总计", "Concluded in the year", "总计", also=("合计",), exact=True
)
CARRIED_OUT = Row("carried_out", "四、结转下年度继续办理", "Carried over to next year", "结转下年")


def _applications(*other: Row) -> Block:
    """Section 三; the two forms differ in （六）其他处理 alone."""
    outcomes = (GRANTED, PARTIAL, *_REFUSALS, *other)
    return Block(
        "applications",
        APPLICATIONS.id,
        APPLICANTS_HEADING,
        (NEW_RECEIVED, CARRIED_IN, *outcomes, OUTCOME_TOTAL, CARRIED_OUT),
        (*APPLICANTS, TOTAL),
        joiner=".",
        relations=(
            Sum(
                Relation.BALANCE,
                "rows",
                (NEW_RECEIVED.id, CARRIED_IN.id),
                (OUTCOME_TOTAL.id, CARRIED_OUT.id),
                is_total=False,
            ),
            Sum(
                Relation.OUTCOMES,
                "rows",
                tuple(row.id for row in outcomes),
                (OUTCOME_TOTAL.id,),
                is_total=True,
            ),
            Sum(
                Relation.APPLICANTS,
                "columns",
                tuple(column.id for column in APPLICANTS),
                (TOTAL.id,),
                is_total=True,
            ),
        ),
    )


# ---------------------------------------------------------------- section 四

LAWSUITS = Group("suits", "行政诉讼", "Lawsuits")
REVIEW = Row("review", "行政复议", "Administrative review", "行政复议")
SUIT_DIRECT = Row(
    "suit_direct", "未经复议直接起诉", "Lawsuit without review", "未经复议直接起诉", group=LAWSUITS
)
SUIT_AFTER_REVIEW = Row(
    "suit_after_review", "复议后起诉", "Lawsuit after review", "复议后起诉", group=LAWSUITS
)

UPHELD = Column("upheld", "结果维持", "upheld")
CORRECTED = Column("corrected", "结果纠正", "corrected")
OTHER_RESULT = Column("other", "其他结果", "other result")
PENDING = Column("pending", "尚未审结", "pending")
RESULTS = (UPHELD, CORRECTED, OTHER_RESULT, PENDING)

_CASES = Block(
    "cases",
    CASES.id,
    "",
    (REVIEW, SUIT_DIRECT, SUIT_AFTER_REVIEW),
    (*RESULTS, TOTAL),
    one_line=True,
    relations=(
        Sum(
            Relation.CASES,
            "columns",
            tuple(column.id for column in RESULTS),
            (TOTAL.id,),
            is_total=True,
        ),
    ),
)

# ---------------------------------------------------------------- the forms

FORM_2019 = Form(
    "2019",
    "国办公开办函〔2019〕60号",
    "2019年版（2019—2020年度报告使用）",
    "2019 form (reports of 2019–2020)",
    2019,
    (*_DISCLOSURE_2019, _applications(OTHER_HANDLING), _CASES),
)
FORM_2021 = Form(
    "2021",
    "国办公开办函〔2021〕30号",
    "2021年版（2021年度起使用）",
    "2021 form (reports from 2021 on)",
    2021,
    (
        *_DISCLOSURE_2021,
        _applications(OTHER_NO_CORRECTION, OTHER_FEE_UNPAID, OTHER_MISC),
        _CASES,
    ),
)
