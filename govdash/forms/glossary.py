"""The words that a citizen meets, in plain language, once for every page and tool-tip."""

from dataclasses import dataclass

from govdash.forms import Column, Figure, Group, Row
from govdash.forms.official import (
    AMOUNT_FEE,
    CARRIED_IN,
    CARRIED_OUT,
    COERCION,
    CORRECTED,
    DENIED_GROUP,
    FEE,
    FORM_2021,
    GRANTED,
    GRANTED_GROUP,
    IN_FORCE,
    INTERNAL_AFFAIRS,
    LICENSE,
    NEW_RECEIVED,
    NORMATIVE,
    NOT_PROCESSED_GROUP,
    OTHER_GROUP,
    PARTIAL,
    PARTIAL_GROUP,
    PENALTY,
    PROCESS_INFO,
    REVIEW,
    RULES,
    STABILITY,
    SUIT_AFTER_REVIEW,
    SUIT_DIRECT,
    UNABLE_GROUP,
)
from govdash.forms.series import Series


@dataclass(frozen=True, slots=True)
class Term:
    """A word and what it means, in both languages.

    `of` are the rows, columns, groups and figures of the forms that it explains.
    """

    id: str
    word: str
    en: str
    meaning: str
    meaning_en: str
    of: tuple[Row | Column | Group | Figure, ...] = ()


GLOSSARY: tuple[Term, ...] = (
    Term("information", "政府信息", "Government information",
         "机关在办公事时做出来或拿到手、并留下记录的内容。",
         "What an agency made or obtained in its work and kept a record of."),
    Term("proactive", "主动公开", "Proactive disclosure",
         "不用谁来要，机关自己就该放出来给大家看。",
         "What the agency must publish without being asked."),
    Term("on_request", "依申请公开", "Disclosure on request",
         "你写明想要什么，机关按规定答复你。",
         "You say what you want to know; the agency must reply by the rules."),
    Term("annual_report", "年度报告", "Annual report",
         "机关每年交代一次：公开了什么、收到多少申请、怎么办的。",
         "Once a year the agency tells what it published, what requests came and what became of them."),
    Term("rules", "规章", "Government rules",
         "国务院部门、省和设区的市等政府按法定程序定下的规矩，县里和乡镇不能定。",
         "Rules made in due form by ministries, provinces and larger cities; counties and towns cannot.",
         (RULES,)),
    Term("normative", "行政规范性文件", "Normative documents",
         "规章以外、对大家普遍有约束力、可以反复适用的机关文件。",
         "Other documents of agencies that bind everybody and apply again and again.",
         (NORMATIVE,)),
    Term("in_force", "现行有效件数", "In force",
         "到年底还算数的文件有多少份。",
         "How many documents still applied at the end of the year.",
         (IN_FORCE,)),
    Term("license", "行政许可", "Administrative licence",
         "做某件事之前必须先拿到的机关批准。",
         "The approval that one must have before doing something.",
         (LICENSE,)),
    Term("penalty", "行政处罚", "Administrative penalty",
         "机关对违法的人或单位作出的惩罚，如罚款。",
         "Punishment by an agency for breaking the law, such as a fine.",
         (PENALTY,)),
    Term("coercion", "行政强制", "Administrative coercion",
         "机关为制止违法或落实决定采取的强制办法，如查封、扣押。",
         "Force used to stop a breach or carry out a decision, such as sealing or seizing.",
         (COERCION,)),
    Term("fee", "行政事业性收费", "Administrative fees",
         "机关或事业单位依规定就某项服务或管理收的钱，表里以万元计。",
         "Fees for a service or for administration, in 10,000 yuan.",
         (FORM_2021.figure(FEE, AMOUNT_FEE),)),
    Term("received", "新收申请", "Requests received",
         "这一年里新递进来的公开申请。",
         "Requests that came in during the year.",
         (NEW_RECEIVED,)),
    Term("carried", "结转", "Carried over",
         "年底没办完、带到下一年接着办的申请。",
         "Requests not finished at the end of the year and taken into the next.",
         (CARRIED_IN, CARRIED_OUT)),
    Term("granted", "予以公开", "Granted",
         "你要的内容，机关全部给了你或告诉你在哪儿看。",
         "You got all you asked for, or were told where to find it.",
         (GRANTED_GROUP, GRANTED)),
    Term("partial", "部分公开", "Granted in part",
         "能给的给了，不能给的遮住或略去。",
         "What could be given was given, the rest was blacked out.",
         (PARTIAL_GROUP, PARTIAL)),
    Term("denied", "不予公开", "Refused",
         "机关有这份内容，但认为法律不许给。",
         "The agency has it but holds that the law does not let it be given.",
         (DENIED_GROUP,)),
    Term("stability", "三安全一稳定", "Three securities and one stability",
         "公开后会伤到国家安全、公共安全、经济安全或社会稳定。",
         "Disclosure would harm national, public or economic security or social stability.",
         (STABILITY,)),
    Term("internal", "内部事务信息", "Internal affairs",
         "机关自己的人事、后勤和内部流程方面的内容。",
         "The agency's own staff, supplies and procedures.",
         (INTERNAL_AFFAIRS,)),
    Term("process", "过程性信息", "Deliberative process",
         "事情还没定下来时的讨论记录、草稿、商量信和请示。",
         "Minutes, drafts, letters and questions from before a decision.",
         (PROCESS_INFO,)),
    Term("unable", "无法提供", "Unable to provide",
         "机关手里没有、要另外去做，或者申请还是说不清要什么。",
         "The agency does not have it, would have to make it, or still cannot tell what is wanted.",
         (UNABLE_GROUP,)),
    Term("not_processed", "不予处理", "Not processed",
         "这份申请不属于公开范围内该办的事，如信访投诉、重复申请。",
         "Not a matter of disclosure, such as a complaint or the same request again.",
         (NOT_PROCESSED_GROUP,)),
    Term("other", "其他处理", "Handled otherwise",
         "没补材料、没交费而终止，或申请人自己撤回等情形。",
         "Ended because papers or fees were missing, or withdrawn by the applicant.",
         (OTHER_GROUP,)),
    Term("review", "行政复议", "Administrative review",
         "对答复不服，请上级政府等复议机关重新审查。",
         "Who disagrees with a reply asks a higher authority to look at it again.",
         (REVIEW,)),
    Term("lawsuit", "行政诉讼", "Administrative lawsuit",
         "对答复不服，到法院告机关。",
         "Who disagrees with a reply takes the agency to court.",
         (SUIT_DIRECT, SUIT_AFTER_REVIEW)),
    Term("corrected", "结果纠正", "Corrected",
         "复议或法院认为机关做得不对，要求改正。",
         "The review or the court found the agency wrong and told it to put things right.",
         (CORRECTED,)),
)  # fmt: skip
"""In the order in which a reader of a report meets them."""


def terms_of(series: Series) -> tuple[Term, ...]:
    """The words that a number is named by: those of its row, of its column or of its group."""
    parts = {series.id, *(part.id for one in series.figures for part in (one.row, one.column))}
    return tuple(term for term in GLOSSARY if not parts.isdisjoint(part.id for part in term.of))
