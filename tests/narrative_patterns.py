"""How agencies say their figures: our own sentences, in the notation of `tests.narratives`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

NEW = "new_received.total"
NATURAL = "new_received.natural_person"
ORGANISED = "organisations"
BUSINESS = "new_received.org_business"
RESEARCH = "new_received.org_research"
SOCIAL = "new_received.org_social"
LEGAL = "new_received.org_legal_service"
CARRIED_IN = "carried_in.total"
CARRIED_OUT = "carried_out.total"
DONE = "outcome_total.total"
GRANTED = "granted.total"
PARTIAL = "partial.total"
DENIED = "g_denied"
UNABLE = "g_unable"
REJECTED = "g_not_processed"
OTHER = "g_other"
NOT_HELD = "unable_not_held.total"
SECRET = "deny_state_secret.total"
THIRD = "deny_third_party.total"
INTERNAL = "deny_internal_affairs.total"
PROCESS = "deny_process_info.total"
FILE = "deny_enforcement_file.total"
PETITION = "reject_petition.total"
DUPLICATE = "reject_duplicate.total"
UNCLEAR = "unable_still_unclear.total"
REVIEWS = "review_total"
REVIEW_UPHELD = "review_upheld"
REVIEW_CORRECTED = "review_corrected"
REVIEW_OTHER = "review_other"
REVIEW_PENDING = "review_pending"
SUITS = "suits"
SUITS_UPHELD = "suits_upheld"
SUITS_CORRECTED = "suits_corrected"
SUITS_PENDING = "suits_pending"
DIRECT = "suit_direct_total"
AFTER = "suit_after_review_total"
NORMATIVE = "normative_issued"
NORMATIVE_GONE = "normative_repealed"
NORMATIVE_VALID = "normative_in_force"
RULES = "rules_issued"
LICENSE = "license_decisions"
PENALTY = "penalty_decisions"
COERCION = "coercion_decisions"
ITEMS = "published_items"
WEB = "published_items_website"
PLATFORM = "published_items_platform"
MEDIA = "published_items_new_media"
ELSEWHERE = "published_items_other"
READINGS = "policy_interpretations"
REPLIES = "public_replies"
ASKED = "consultations"
PRESS = "press_conferences"
TRAININGS = "trainings"
ACCOUNTS = "new_media_accounts"
FEE = "processing_fee_yuan"

APPLIED = {NEW, NATURAL, DONE, GRANTED}
CASES = {REVIEWS, SUITS, DIRECT, AFTER}


@dataclass(frozen=True)
class Pattern:
    """A sentence in several wordings, what its numbers state, and what else it speaks of.

    `topics` keeps a second sentence on the same matter out of the narrative; `may` are measures
    that may be read from it and need not.
    """

    name: str
    texts: tuple[str, ...]
    says: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    none: tuple[str, ...] = ()
    topics: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()


def _p(
    name: str,
    *texts: str,
    none: tuple[str, ...] = (),
    topics: set[str] | None = None,
    may: set[str] | None = None,
    **says: str | tuple[str, ...],
) -> Pattern:
    stated = {key: (value,) if isinstance(value, str) else value for key, value in says.items()}
    return Pattern(name, texts, stated, none, frozenset(topics or ()), frozenset(may or ()))


PATTERNS = (
    # ------------------------------------------------------------ applications received
    _p(
        "received",
        "{Y}年，{me}共收到政府信息公开申请{A:件/份/宗}",
        "全年{me}(共|累计|)(收到|受理|接收)(政府信息公开申请|依申请公开事项|信息公开申请){A:件/条/宗}",
        topics=APPLIED,
        A=NEW,
    ),
    _p(
        "received, unit first",
        "{me}全年(共收到|受理){A:件/份/份}(政府信息公开申请|依申请公开申请)，办理过程规范有序",
        topics=APPLIED,
        A=NEW,
    ),
    _p(
        "received, new",
        "{Y}年度{me}新收政府信息公开申请{A:件}，上年结转申请{C:件}",
        "全年新收到信息公开申请{A:件/宗}，上年度结转{C:件}",
        topics=APPLIED,
        A=NEW,
        C=CARRIED_IN,
    ),
    _p(
        "received, zero",
        "{Y}年，{me}(未|没有)收到(政府信息公开申请|依申请公开申请)",
        "本年度{me}(未接到|未收到)公民、法人和其他组织提出的政府信息公开申请",
        none=(NEW,),
        topics=APPLIED,
    ),
    _p(
        "received, zero figure",
        "{me}{Y}年收到政府信息公开申请0件",
        "本年度受理依申请公开政府信息0件",
        none=(NEW,),
        topics=APPLIED,
    ),
    _p(
        "received from individuals",
        "全年收到政府信息公开申请{A:件}，其中自然人申请{C:件}，法人或其他组织申请{D:件}",
        "{me}共受理信息公开申请{A:件}，其中：自然人{C:件}，商业企业{E:件}",
        topics=APPLIED,
        A=NEW,
        C=NATURAL,
        D=ORGANISED,
        E=BUSINESS,
    ),
    _p(
        "all from individuals",
        "{Y}年{me}收到政府信息公开申请{A:件}，(均为|都是|全部为)(自然人|个人)(申请|提出)",
        topics=APPLIED,
        A=(NEW, NATURAL),
    ),
    _p(
        "by applicant, in a list",
        "{me}全年收到政府信息公开申请{A:件}，涉及自然人{C:件}、商业企业{D:件}、科研机构{E:件}",
        "共收到依申请公开申请{A:件}，其中来自自然人{C:件}、商业企业{D:件}和科研机构{E:件}",
        topics=APPLIED,
        A=NEW,
        C=NATURAL,
        D=BUSINESS,
        E=RESEARCH,
    ),
    _p(
        "applicants respectively",
        "全年共收到政府信息公开申请{A:件}，其中自然人、商业企业、社会公益组织申请分别为{C:件}、{D:件}、{E:件}",
        topics=APPLIED,
        A=NEW,
        C=NATURAL,
        D=BUSINESS,
        E=SOCIAL,
    ),
    _p(
        "received and concluded",
        "{me}共收到政府信息公开申请{A:件}，(办结|答复|按期办结|依法答复){B:件}",
        "全年受理政府信息公开申请{A:宗}，已办结{B:宗}，答复率100%",
        topics=APPLIED,
        A=NEW,
        B=DONE,
    ),
    _p(
        "carried out",
        "截至年底，结转下年度继续办理{C:件}",
        "另有{C:件}申请结转下一年度办理",
        C=CARRIED_OUT,
    ),
    _p(
        "with what was carried in",
        "{Y}年{me}答复政府信息公开申请{B:件}（含上年结转{C:件}）",
        "全年办结政府信息公开申请{B:件}，含上年度结转{C:件}",
        topics=APPLIED,
        B=DONE,
        C=CARRIED_IN,
    ),
    _p(
        "more than last year",
        "{Y}年{me}收到政府信息公开申请{A:件}，(较|比)(上年|去年|{L}年)(增加|减少){c:件}",
        "全年受理政府信息公开申请{A:件}，同比(增长|下降|上升){c:%}",
        topics=APPLIED,
        A=NEW,
    ),
    _p(
        "from … to", "政府信息公开申请量由{L}年的{a:件}增至{Y}年的{A:件}", topics=APPLIED, may={NEW}
    ),
    _p(
        "last year alone",
        "{L}年，{me}收到政府信息公开申请{a:件}",
        "去年共受理政府信息公开申请{a:件}",
        topics=APPLIED,
    ),
    _p(
        "both years",
        "{L}年收到政府信息公开申请{a:件}，{Y}年收到政府信息公开申请{A:件}",
        topics=APPLIED,
        A=NEW,
    ),
    _p(
        "received online and by letter",
        "全年共收到政府信息公开申请{A:件}，其中网络申请{c:件}，信函申请{d:件}，当面申请{e:件}",
        topics=APPLIED,
        A=NEW,
    ),
    _p(
        "proposals, not applications",
        "{me}全年办理人大代表建议{a:件}、政协提案{b:件}，满意率100%",
        "承办人大议案{c:件}，收到政协委员提案{d:件}，均已按时答复",
    ),
    _p(
        "hotline, not applications",
        "全年受理12345热线工单{a:件}，办结{b:件}，办结率{c:%}",
        "受理群众信访事项{a:件}，其中网上信访{c:件}，均已办结",
    ),
    _p(
        "another body's requests",
        "其中{other}收到政府信息公开申请{a:件}",
        "{other}全年收到政府信息公开申请{c:件}，答复{d:件}",
        topics=APPLIED,
    ),
    _p(
        "several bodies",
        "各单位依申请公开办理量较大，其中市公安局{c:件}、市住建局{d:件}、市教育局{e:件}",
        topics=APPLIED,
    ),
    # ------------------------------------------------------------ outcomes
    _p(
        "outcomes",
        "办理结果为：予以公开{C:件}，部分公开{D:件}，不予公开{E:件}，无法提供{F:件}",
        "在答复的申请中，予以公开{C:件}、部分公开{D:件}、不予公开{E:件}、无法提供{F:件}",
        topics={DONE},
        C=GRANTED,
        D=PARTIAL,
        E=DENIED,
        F=UNABLE,
    ),
    _p(
        "outcomes after the whole",
        "全年共办结政府信息公开申请{B:件}，其中予以公开{C:件}，不予公开{D:件}，不予处理{E:件}，其他处理{F:件}",
        topics=APPLIED,
        B=DONE,
        C=GRANTED,
        D=DENIED,
        E=REJECTED,
        F=OTHER,
    ),
    _p(
        "outcomes respectively",
        "已答复的政府信息公开申请中，予以公开、部分公开、无法提供分别为{C:件}、{D:件}、{E:件}",
        "予以公开、部分公开、无法提供的分别为{C:}、{D:}和{E:件}",
        topics={DONE},
        C=GRANTED,
        D=PARTIAL,
        E=UNABLE,
    ),
    _p(
        "outcomes, unit first",
        "对{C:件}申请予以公开，对{D:件}申请部分公开，对{E:件}申请不予公开",
        C=GRANTED,
        D=PARTIAL,
        E=DENIED,
    ),
    _p(
        "outcomes with shares",
        "其中予以公开{C:件}，占{c:%}；部分公开{D:件}，占{d:%}；无法提供{E:件}，占{e:%}",
        "同意公开{C:件}，占比{c:%}；同意部分公开{D:件}，占比{d:%}；无法提供{E:件}，占比{e:%}",
        topics={DONE},
        C=GRANTED,
        D=PARTIAL,
        E=UNABLE,
    ),
    _p(
        "all granted",
        "收到的{C:件}申请(均|全部)(已|)予以公开",
        "{C:件}申请均依法予以公开",
        topics=APPLIED,
        C=GRANTED,
    ),
    _p(
        "received and all granted",
        "{Y}年{me}收到政府信息公开申请{A:件}，(均已|全部)予以公开",
        topics=APPLIED,
        A=(NEW, GRANTED),
    ),
    _p(
        "reasons",
        "因信息不存在、本机关不掌握而无法提供的{C:件}，属于国家秘密不予公开的{D:件}",
        "本机关不掌握相关政府信息{C:件}，属于国家秘密{D:件}",
        topics={DENIED, UNABLE},
        may={DENIED, UNABLE},
        C=NOT_HELD,
        D=SECRET,
    ),
    _p(
        "more reasons",
        "属于四类过程性信息{C:件}，属于三类内部事务信息{D:件}，属于行政执法案卷{E:件}，信访举报投诉类申请{F:件}，重复申请{G:件}",
        topics={DENIED, REJECTED},
        C=PROCESS,
        D=INTERNAL,
        E=FILE,
        F=PETITION,
        G=DUPLICATE,
    ),
    _p(
        "unclear and third parties",
        "经补正后申请内容仍不明确的{C:件}，保护第三方合法权益的{D:件}",
        topics={DENIED, UNABLE},
        C=UNCLEAR,
        D=THIRD,
    ),
    _p(
        "granted in part and wholly, joined",
        "予以公开及部分公开{c:件}，不予公开{D:件}",
        topics={GRANTED, PARTIAL},
        D=DENIED,
    ),
    # ------------------------------------------------------------ disputes
    _p(
        "no disputes",
        "全年{me}(未发生|没有发生|未产生)因政府信息公开引起的行政复议、行政诉讼",
        "实现政府信息公开(零复议、零诉讼|“零复议、零诉讼”|行政复议和行政诉讼“双零”)",
        "{me}未因政府信息公开工作被申请行政复议或提起行政诉讼",
        none=(REVIEWS, SUITS),
        topics=CASES,
    ),
    _p(
        "disputes",
        "因政府信息公开被申请行政复议{C:件}，被提起行政诉讼{D:件}",
        "发生政府信息公开行政复议案件{C:件/宗/起}，行政诉讼案件{D:件/宗/起}",
        topics=CASES,
        C=REVIEWS,
        D=SUITS,
    ),
    _p(
        "disputes, zero figures",
        "全年行政复议0件、行政诉讼0件",
        "政府信息公开行政复议0件，行政诉讼0件",
        none=(REVIEWS, SUITS),
        topics=CASES,
    ),
    _p(
        "review results",
        "全年发生政府信息公开行政复议{A:件}，其中结果维持{C:件}，结果纠正{D:件}，其他结果{E:件}，尚未审结{F:件}",
        "政府信息公开类行政复议{A:件}，其中维持{C:件}、纠正{D:件}、其他结果{E:件}、尚未审结{F:件}",
        topics={REVIEWS},
        A=REVIEWS,
        C=REVIEW_UPHELD,
        D=REVIEW_CORRECTED,
        E=REVIEW_OTHER,
        F=REVIEW_PENDING,
    ),
    _p(
        "suit results",
        "政府信息公开行政诉讼案件{A:件}，其中结果维持{C:件}，结果纠正{D:件}，尚未审结{F:件}",
        topics={SUITS, DIRECT},
        A=SUITS,
        C=SUITS_UPHELD,
        D=SUITS_CORRECTED,
        F=SUITS_PENDING,
    ),
    _p(
        "review yes, suit no",
        "发生行政复议{C:件}，未发生行政诉讼",
        "有{C:件}行政复议案件，无行政诉讼案件",
        topics=CASES,
        C=REVIEWS,
        none=(SUITS,),
    ),
    _p(
        "suits of both kinds",
        "未经复议直接起诉的行政诉讼{C:件}，复议后起诉的行政诉讼{D:件}",
        topics=CASES,
        C=DIRECT,
        D=AFTER,
    ),
    _p("other disputes", "全年办理行政处罚类行政复议{c:件}，应诉行政赔偿诉讼{d:件}", topics=CASES),
    _p("no accountability", "全年未发生因政府信息公开工作被追究责任的情形"),
    # ------------------------------------------------------------ published
    _p(
        "published",
        "{Y}年，{me}主动公开政府信息{A~条}",
        "全年(累计|共)(发布|公开)各类(政府|政务)信息{A~条/条/条}",
        A=ITEMS,
    ),
    _p(
        "published, unit first",
        "全年{me}主动公开{A~条}政府信息",
        "共公布了{A~条}各类政府信息",
        A=ITEMS,
    ),
    _p(
        "published, by channel",
        "全年主动公开政府信息{A~条}，其中通过政府网站公开{B~条}，通过政务微信公开{C~条}",
        "{me}共公开政府信息{A~条}，其中政府网站{B~条}、微信公众号{C~条}",
        A=ITEMS,
        B=WEB,
        C=MEDIA,
    ),
    _p(
        "published, respectively",
        "通过政府网站、政务新媒体发布信息分别为{A~条}、{B~条}",
        topics={ITEMS},
        A=WEB,
        B=MEDIA,
    ),
    _p(
        "published, through many",
        "{me}通过门户网站、微信公众号、公示栏等(渠道|方式)，主动公开政府信息{A~条}",
        A=ITEMS,
    ),
    _p(
        "published, website",
        "全年在(县|区|市)政府门户网站发布(各类|)信息{A~条}",
        "通过政府网站累计公开政府信息{A~条}",
        A=WEB,
    ),
    _p(
        "published, column",
        "在政府信息公开(专栏|平台)发布信息{B~条}",
        "政府信息公开专栏全年更新信息{B~条}",
        B=PLATFORM,
    ),
    _p(
        "published, new media",
        "微信公众号(全年|累计)(发布|推送)信息{B~条}",
        "通过政务微博、微信发布信息{B~条/篇}",
        B=MEDIA,
    ),
    _p(
        "published, other ways",
        "通过其他方式公开政府信息{C~条}",
        "以其他渠道公开信息{C~条}",
        C=ELSEWHERE,
    ),
    _p(
        "published, by subject",
        "全年发布信息{A~条}，其中工作动态{b:条}、通知公告{c:条}、财政信息{d:条}",
        A=ITEMS,
        topics={WEB},
    ),
    _p(
        "published, in months",
        "{Y}年上半年公开政府信息{a:条}",
        "一季度发布信息{c:条}，二季度发布信息{d:条}",
        topics={ITEMS},
    ),
    _p("published, so far", "截至{Y}年12月31日，{me}累计主动公开政府信息{A~条}", A=ITEMS),
    _p(
        "read, not published",
        "公众号文章总阅读量{a:万次}，粉丝数{b:人}",
        "网站全年访问量达{a:人次}",
    ),
    _p("gazette", "编印政府公报{c:期}，免费发放{a:册}"),
    # ------------------------------------------------------------ explained, answered, asked
    _p(
        "interpretations",
        "全年发布政策解读{C~篇/条/件}",
        "{me}共(制作|编发|发布){C~条/篇}政策解读材料",
        C=READINGS,
    ),
    _p(
        "interpretations by form",
        "发布政策解读材料{A:篇}，其中图解{c:篇}、文字解读{d:篇}、视频解读{e:条}",
        A=READINGS,
    ),
    _p(
        "replies",
        "全年回复网民留言{C~条/件}",
        "办理答复群众网上留言{C~件/条}，回复率100%",
        C=REPLIES,
    ),
    _p(
        "replies to concerns",
        "回应社会关切{C~次/件/条}",
        "积极回应公众关注热点{C:次/个}",
        C=REPLIES,
    ),
    _p(
        "consultations",
        "开展(民意征集|意见征集|网上征集){C:次/期/次}，收到意见{a:条}",
        "全年组织意见征集活动{C:期/次}",
        C=ASKED,
    ),
    _p(
        "press conferences",
        "(召开|举办|组织)新闻发布会{C:场/次}",
        "全年共召开{C:场/次}新闻发布会",
        C=PRESS,
    ),
    _p(
        "trainings",
        "(组织|举办|开展)政务公开(业务|专题|)培训{C:次/期/场}",
        "全年共举办培训班{C:期/次}，培训{a:人次}",
        C=TRAININGS,
    ),
    _p("trainings, unit first", "组织开展了{C:次/场}政务公开业务培训，参训{a:人次}", C=TRAININGS),
    _p(
        "accounts",
        "全(市|区|镇|局)现有政务新媒体账号{C:个}",
        "{me}在用{C:个}政务新媒体账号",
        C=ACCOUNTS,
    ),
    _p("accounts closed", "关停注销政务新媒体账号{c:个}"),
    # ------------------------------------------------------------ documents, decisions
    _p(
        "normative",
        "{me}全年制发行政规范性文件{C:件/份}",
        "{Y}年出台规范性文件{C:件/个}",
        C=NORMATIVE,
    ),
    _p(
        "normative, all three",
        "全年制发规范性文件{C:件}，废止{D:件}，现行有效{E:件}",
        "制定行政规范性文件{C:件}，废止行政规范性文件{D:件}，现行有效行政规范性文件{E:件}",
        C=NORMATIVE,
        D=NORMATIVE_GONE,
        E=NORMATIVE_VALID,
    ),
    _p(
        "documents that are not normative",
        "印发政策文件{c:件}，转发上级文件{d:份}",
        "清理归集政策性文件{c:件}",
    ),
    _p(
        "decisions",
        "全年作出行政许可决定{A:件}、行政处罚决定{B:件}",
        "办理行政许可{A:件}，实施行政处罚{B:件}，行政强制{C:件}",
        A=LICENSE,
        B=PENALTY,
        C=COERCION,
    ),
    _p("rules", "制定政府规章{C:件/部}", C=RULES),
    # ------------------------------------------------------------ fees
    _p(
        "no fee",
        "{Y}年，{me}(未收取|没有收取|未产生)(政府|)信息公开(信息|)处理费",
        "依申请公开未收取任何费用",
        none=(FEE,),
    ),
    _p("fee", "全年收取(政府信息公开|)信息处理费{A:元}", "{Y}年共收取信息处理费{A:元}", A=FEE),
    _p(
        "fee with cases",
        "对{c:件}申请收取了信息处理费，合计{A:元}",
        "{Y}年有{c:件}申请收取信息处理费{A:元}",
        A=FEE,
    ),
    # ------------------------------------------------------------ plans
    _p(
        "plans",
        "{N}年，{me}将组织政务公开培训{c:次}，力争公开政府信息{a:条}",
        "下一步，计划举办新闻发布会{c:场}，发布政策解读不少于{d:篇}",
    ),
    _p("standards", "要求各单位每月更新信息不少于{c:条}，每季度发布政策解读{d:篇}以上"),
    # ------------------------------------------------------------ further wordings, written second
    _p(
        "2 channels without noun",
        "政府网站(公开|发布){A~条}，微信公众号(推送|发布){B~条}",
        topics={ITEMS},
        A=WEB,
        B=MEDIA,
    ),
    _p(
        "2 through the site",
        "其中，通过(政府|区政府|镇政府)网站公开{A~条}，其他渠道公开{C~条}",
        topics={ITEMS},
        A=WEB,
        C=ELSEWHERE,
    ),
    _p(
        "2 number of items",
        "主动公开信息(总数|数量)(为|达){A~条}",
        "共计公开各类政府信息{A~条}",
        A=ITEMS,
    ),
    _p("2 handled", "{me}全年共办理依申请公开事项{a:件}", topics=APPLIED, may={"processed"}),
    _p(
        "2 colon",
        "收到政府信息公开申请：{A:件}",
        "政府信息公开申请受理量：{A:件}",
        topics=APPLIED,
        A=NEW,
    ),
    _p("2 applications alone", "依申请公开{A:件}，均已办结", topics=APPLIED, may={NEW}),
    _p(
        "2 granted of them",
        "作出予以公开答复{C:件}、不予公开答复{D:件}",
        topics={DONE},
        C=GRANTED,
        D=DENIED,
    ),
    _p(
        "2 granted ones",
        "予以公开的{C:件}，部分公开的{D:件}，无法提供的{E:件}",
        topics={DONE},
        C=GRANTED,
        D=PARTIAL,
        E=UNABLE,
    ),
    _p(
        "2 outcomes of received",
        "收到申请{A:件}，其中：予以公开{C:件}，占{c:%}；其他处理{D:件}，占{d:%}",
        topics=APPLIED,
        A=NEW,
        C=GRANTED,
        D=OTHER,
    ),
    _p("2 refused for a reason", "因属于行政执法案卷不予公开{C:件}", topics={DENIED}, C=FILE),
    _p("2 petitions", "对{C:件}信访举报投诉类申请不予处理", topics={REJECTED}, C=PETITION),
    _p(
        "2 caused",
        "因政府信息公开引发行政复议{C:起/件}、行政诉讼{D:起/件}",
        topics=CASES,
        C=REVIEWS,
        D=SUITS,
    ),
    _p(
        "2 sued",
        "被提起政府信息公开行政复议{C:件}，行政诉讼{D:件}",
        topics=CASES,
        C=REVIEWS,
        D=SUITS,
    ),
    _p(
        "2 both none",
        "行政复议、行政诉讼均为0件",
        "行政复议和行政诉讼均未发生",
        "行政复议、行政诉讼案件数均为零",
        none=(REVIEWS, SUITS),
        topics=CASES,
    ),
    _p(
        "2 no case",
        "没有发生行政复议、行政诉讼案件",
        "未出现信息公开方面的行政复议和行政诉讼",
        "无行政复议、行政诉讼",
        none=(REVIEWS, SUITS),
        topics=CASES,
    ),
    _p(
        "2 review, case first",
        "有{C:件}政府信息公开行政复议案件，其中{D:件}维持、{E:件}纠正",
        topics=CASES,
        C=REVIEWS,
        D=REVIEW_UPHELD,
        E=REVIEW_CORRECTED,
    ),
    _p("2 lost none", "行政诉讼{C:件}，无败诉案件", topics=CASES, C=SUITS),
    _p(
        "2 fee zero",
        "信息处理费0元",
        "信息公开收费0元",
        "{me}依申请公开信息收取信息处理费0元",
        none=(FEE,),
        topics={NEW},
        may={FEE},
    ),
    _p(
        "2 fee none",
        "{me}没有发生信息公开收费情况",
        "本年度不存在收取信息处理费的情况",
        none=(FEE,),
    ),
    _p("2 fee wan", "全年共收取信息处理费{c:}.5万元", topics={FEE}, may={FEE}),
    _p("2 normative new", "新制定行政规范性文件{C:件}", "全年共印发规范性文件{C:件}", C=NORMATIVE),
    _p(
        "2 normative valid",
        "截至年底，现行有效规范性文件{C:件}",
        "继续有效的规范性文件共{C:件}",
        C=NORMATIVE_VALID,
    ),
    _p("2 normative cleaned", "清理行政规范性文件{c:件}，报送备案{d:件}", topics={NORMATIVE}),
    _p("2 licence", "全年作出行政许可{A:件}", topics={PENALTY}, A=LICENSE),
    _p(
        "2 licence items",
        "公示行政许可信息{a:条}、行政处罚信息{b:条}",
        topics={LICENSE, PENALTY, ITEMS},
    ),
    _p(
        "2 accounts",
        "政务新媒体账号共{C:个}",
        "现有备案政务新媒体{C:个}，其中微信公众号{c:个}",
        C=ACCOUNTS,
    ),
    _p(
        "2 interpretation",
        "制作图文解读、视频解读等政策解读产品{C:个/件}",
        "公开政策解读{C~条/篇}",
        C=READINGS,
    ),
    _p("2 replies", "共回应群众关切{C:次/条}", "网站互动交流栏目回复留言{C~条}", C=REPLIES),
    _p(
        "2 consult",
        "就{c:}项决策开展意见征集，共征集{d:次}",
        "累计开展网上意见征集{C:次/期}",
        topics={ASKED},
        C=ASKED,
    ),
    _p("2 press", "全年参加新闻发布会{C:场/次}", C=PRESS),
    _p(
        "2 training",
        "累计开展业务培训{C:场次}，覆盖{c:人次}",
        "召开政务公开工作培训会{C:次}",
        C=TRAININGS,
    ),
    _p("2 training, ordinal", "举办第{c:期}政务公开培训班", topics={TRAININGS}),
    _p("2 monthly", "每月平均发布信息{c:条}", "月均更新信息{c:条}", topics={ITEMS}),
    _p("2 event", "{Y}年5月，{me}举办新闻发布会{c:场}", topics={PRESS}),
    _p("2 last year's in brackets", "公开政府信息{A:条}（{L}年为{b:条}）", A=ITEMS),
    _p("2 other bodies' disputes", "{other}发生行政复议{c:件}", topics=CASES),
    _p("2 carried words", "上年度结转申请{C:件}，结转至下年度{D:件}", C=CARRIED_IN, D=CARRIED_OUT),
    # ------------------------------------------------------------ once held out
    _p(
        "h received, passive",
        "{Y}年度，{me}接到公民提出的政府信息公开申请共计{A:件}",
        topics=APPLIED,
        A=NEW,
    ),
    _p(
        "h received, count of",
        "全年政府信息公开申请数量为{A:件}",
        "{Y}年依申请公开受理数为{A:件}",
        topics=APPLIED,
        A=NEW,
    ),
    _p(
        "h received, letter",
        "{me}通过信函、网络等方式收到申请人提交的信息公开申请表{A:份}，均在法定时限内答复",
        topics=APPLIED,
        may={DONE},
        A=NEW,
    ),
    _p(
        "h received, none at all",
        "截至{Y}年底，{me}无依申请公开事项",
        none=(NEW,),
        topics=APPLIED,
        may={NEW},
    ),
    _p(
        "h received and sorted",
        "共收到申请{A:宗}，按申请人分，自然人{C:宗}、法律服务机构{D:宗}",
        topics=APPLIED,
        A=NEW,
        C=NATURAL,
        D=LEGAL,
    ),
    _p(
        "h carried both ways",
        "上年结转{C:件}，本年新收{A:件}，办结{B:件}，结转下年{D:件}",
        topics=APPLIED,
        may={NEW, DONE},
        C=CARRIED_IN,
        A=NEW,
        B=DONE,
        D=CARRIED_OUT,
    ),
    _p(
        "h rise",
        "{Y}年收到政府信息公开申请{A:件}，与{L}年的{b:件}相比增长{c:%}",
        topics=APPLIED,
        A=NEW,
    ),
    _p(
        "h answer by kind",
        "在作出的答复中，同意公开的{C:件}、部分公开的{D:件}、不予公开的{E:件}",
        topics={DONE},
        C=GRANTED,
        D=PARTIAL,
        E=DENIED,
    ),
    _p(
        "h answer, all",
        "{me}收到政府信息公开申请{A:件}，经审核全部予以公开",
        topics=APPLIED,
        A=(NEW, GRANTED),
    ),
    _p(
        "h respectively last unit",
        "予以公开、不予公开和无法提供的申请分别有{C:件}、{D:件}和{E:件}",
        topics={DONE},
        C=GRANTED,
        D=DENIED,
        E=UNABLE,
    ),
    _p(
        "h no dispute",
        "本年度无行政复议和行政诉讼案件发生",
        "年内没有因信息公开引发的行政复议、行政诉讼情况",
        none=(REVIEWS, SUITS),
        topics=CASES,
    ),
    _p(
        "h disputes involved",
        "涉及政府信息公开的行政复议{C:件}、行政诉讼{D:件}，均已办结",
        topics=CASES,
        C=REVIEWS,
        D=SUITS,
    ),
    _p(
        "h review outcome",
        "收到政府信息公开行政复议申请{A:件}，其中维持{C:件}，尚未审结{D:件}",
        topics=CASES | APPLIED,
        A=REVIEWS,
        C=REVIEW_UPHELD,
        D=REVIEW_PENDING,
    ),
    _p(
        "h published total",
        "年内{me}累计向社会公开政府信息{A~条}",
        "{Y}年公开信息总数达{A~条}",
        A=ITEMS,
    ),
    _p(
        "h published per channel",
        "其中，门户网站发布{A~条}，微博发布{B~条}，微信推送{b:条}",
        topics={ITEMS},
        A=WEB,
        may={MEDIA},
    ),
    _p(
        "h published new", "{me}本年新增主动公开信息{A~条}，主要涉及财政、社保、教育等领域", A=ITEMS
    ),
    _p(
        "h published in site",
        "县政府网站{me}专栏发布各类动态信息{A~条}",
        topics={ITEMS},
        may={WEB, PLATFORM},
    ),
    _p("h read by people", "短视频播放量累计{a:万次}，获得点赞{b:次}"),
    _p("h interpretation", "围绕重要政策文件开展解读，全年推出政策解读{C~篇/件}", C=READINGS),
    _p(
        "h messages",
        "通过网站互动栏目答复公众留言{C~条}",
        "受理网友留言{C~条}，全部按时回复",
        C=REPLIES,
    ),
    _p("h consult", "就重大决策向社会公开征集意见{C:次}", C=ASKED),
    _p("h press", "(组织|参与)召开新闻发布会共{C:场}", C=PRESS),
    _p("h training", "先后举办{C:期}政府信息公开工作培训班", C=TRAININGS),
    _p("h accounts", "目前{me}开设政务新媒体{C:个}，运行平稳", C=ACCOUNTS),
    _p("h documents", "{Y}年{me}共制定印发规范性文件{C:件}，全部通过网站公开", C=NORMATIVE),
    _p("h documents cleaned", "对现行有效的{C:件}行政规范性文件集中公开", C=NORMATIVE_VALID),
    _p("h licence", "依法办理行政许可事项{A:件}，作出行政处罚决定{B:件}", A=LICENSE, B=PENALTY),
    _p(
        "h fee none",
        "{me}在办理政府信息公开申请中未收取信息处理费用",
        "{Y}年度{me}政府信息公开信息处理费收取金额为0元",
        none=(FEE,),
    ),
    _p("h fee sum", "按照规定标准收取信息处理费共{A:元}，涉及申请{c:件}", A=FEE),
    _p("h hotline", "“12345”政务服务便民热线转办诉求{a:件}，按期答复{b:件}"),
    _p("h plan", "计划在{N}年公开政府信息{a:条}以上"),
    _p("h staff", "配备专兼职工作人员{c:名}，设立查阅点{d:个}"),
)
