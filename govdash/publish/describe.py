"""What the tables and their columns mean, in both languages, said once for every file and page."""

from dataclasses import dataclass

from govdash.forms import FIGURES
from govdash.forms.official import OUTCOME_GROUPS

TITLE = "政府信息公开年报数据 govdash"
LICENCE = "CC-BY-4.0"
LICENCE_TITLE = "Creative Commons Attribution 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"

LIMITS = (
    "本数据不是政府网站发布的，也不是全国的抽样，不能用来推断整体情况。",
    "数字按各机关年度报告所印抄录；推算的另列（derived），更正另列（correction），从不填进 value。",
    "空白不是零：没有数字时 value 为空，state 写明原因；0 件的没有比例。",
    "地区汇总（aggregate）和机关自身（self）的报告不可相加，汇总之间也可能互相包含。",
    "state 为 absent 或 unreadable 说的是我们手里的文本，不是机关的差错。",
)
LIMITS_EN = (
    "Not published by a government; no sample of China: nothing about the whole follows from it.",
    "Figures as printed in each agency's report; derived and corrected ones stand in columns of "
    "their own, never in value.",
    "Blank is not zero: without a number, value is empty and state says why; 0 of 0 is no rate.",
    "Reports of scope aggregate already hold those below them: never add them to self ones, nor "
    "to each other.",
    "State absent or unreadable speaks of our copy, not of a fault of the agency.",
)

TABLES: dict[str, tuple[str, str]] = {
    "reports": ("每份报告一行：谁、哪年、出处、核对结果", "one row a report: who, year, source, checks"),
    "figures": ("每份报告的每个数字一行（长表）", "one row a report and figure (tidy)"),
    "disclosure": ("第二部分，每份报告一行（宽表）", "section 二, one row a report (wide)"),
    "applications": ("第三部分，每份报告一行（宽表）", "section 三, one row a report (wide)"),
    "cases": ("第四部分，每份报告一行（宽表）", "section 四, one row a report (wide)"),
    "stated": ("正文自述的数字", "what the sentences state in figures"),
    "findings": ("核对时发现的问题", "what the audit found"),
    "agencies": ("每个机关一行", "one row an agency"),
    "dictionary": ("每个数字的含义", "what every figure means"),
    "revisions": ("更正记录：变过的数字，旧 → 新", "every figure that changed, old → new"),
}  # fmt: skip
"""Table → what it holds."""

_SHARED: dict[str, tuple[str, str]] = {
    "report_id": ("报告编号", "id of the report"),
    "agency_id": ("机关编号", "id of the agency"),
    "agency": ("机关名称", "name of the agency"),
    "region_code": ("行政区划代码", "code of the division"),
    "region": ("行政区划全称", "full name of the division"),
    "region_confidence": ("区划的把握", "how sure the division is"),
    "level": ("层级", "level of the agency"),
    "kind": ("类别", "kind"),
    "scope": ("口径：self 机关自身，aggregate 地区汇总", "self: one agency; aggregate: all below"),
    "year": ("报告年度", "year reported on"),
    "form": ("表样", "official form"),
    "title": ("标题", "title"),
    "published": ("公布日期", "date published"),
    "origin": ("来历：file 机关的文件，sample 示例，figures 人工核对的数字",
               "file: an agency's file; sample: written for the project; figures: hand-checked"),
    "note": ("来历说明", "note on the source"),
    "url": ("来源网址", "address of the source"),
    "source_path": ("所读文件", "file read"),
    "source_sha256": ("所读文件的 SHA-256", "SHA-256 of the file read"),
    "media_type": ("文件类型", "media type"),
    "encoding": ("文字编码", "encoding"),
    "script": ("字体：简、繁、注音", "script"),
    "checks_pass": ("相符的加总关系数", "sums that hold"),
    "checks_fail": ("不符的加总关系数", "sums that do not hold"),
    "checks_not_assessable": ("核对不了的加总关系数", "sums that cannot be checked"),
    "permalink": ("本站网页", "page of the report"),
    "section": ("报告的第几部分", "section of the report"),
    "section_title": ("部分标题", "title of the section"),
    "figure": ("数字编号", "id of the figure"),
    "label": ("数字名称", "label of the figure"),
    "label_en": ("英文名称", "label in English"),
    "value": ("数值；没有印数字则为空", "the number printed; empty where there is none"),
    "unit": ("单位", "unit"),
    "state": ("格子里是什么：value blank dash slash none_word absent unreadable",
              "what stands in the cell"),
    "how": ("printed 直接印出，inferred 数字印出而栏目由推断得知", "how the column is known"),
    "text": ("格子里印的原文", "what is printed in the cell"),
    "derived": ("推算值：没有印出，由其他数字相加得到", "not printed: summed from others"),
    "derived_from": ("由哪些数字推算", "the figures it is derived from"),
    "check_status": ("所在加总关系的核对结果：pass fail not_assessable；没有关系则为空",
                     "result of the sums it stands in; empty where none covers it"),
    "correction": ("更正值：见更正记录；value 仍是原来读出的", "corrected by hand; value stays as read"),
    "concluded": ("办结件数", "requests concluded"),
    "concluded_derived": ("办结件数是否推算", "whether concluded is derived"),
    "outcome_blanks": ("未填的结果行数", "outcome rows left blank"),
    "outcome_gap": ("结果为何不明", "why outcomes are unknown"),
    "measure": ("自述的是什么", "what is stated"),
    "approximate": ("是否约数", "whether approximate"),
    "quote": ("原话", "the words quoted"),
    "line": ("原文行", "line of the source"),
    "rule": ("规则", "rule"),
    "severity": ("程度", "severity"),
    "verdict": ("结论", "verdict"),
    "cells": ("涉及的数字", "figures concerned"),
    "left": ("一边的数", "one side of the sum"),
    "right": ("另一边的数", "the other side"),
    "message": ("说明", "message"),
    "hint": ("可能的原因", "a likely cause"),
    "fingerprint": ("问题的编号：重读不变，人工判断按它记录", "stable id of the finding, for decisions"),
    "decision": ("人工判断：confirmed 属实，agency_answered 机关已答复，not_an_error 不是差错",
                 "what a person decided about it; empty where nobody has"),
    "decided_by": ("判断人", "decided by"),
    "decided": ("判断日期", "date of the decision"),
    "decision_note": ("判断说明", "note on the decision"),
    "fetched": ("取得文件的时间", "when the file was fetched"),
    "version": ("第几版", "number of the version"),
    "old_state": ("原来格子里是什么", "what stood in the cell before"),
    "old_value": ("原来的数", "the number before"),
    "new_state": ("现在格子里是什么", "what stands there now"),
    "new_value": ("现在的数", "the number now"),
    "reason": ("原因：republished 机关重新公布，copy 另一份文本，reread 本站重读，correction 人工更正",
               "why: republished, another copy, read again, corrected by hand"),
    "source": ("依据", "evidence"),
    "by": ("更正人", "corrected by"),
    "date": ("日期", "date"),
    "old_version": ("原来是第几版", "version before"),
    "new_version": ("现在是第几版", "version now"),
    "old_sha256": ("原来文件的 SHA-256", "SHA-256 of the file before"),
    "new_sha256": ("现在文件的 SHA-256", "SHA-256 of the file now"),
    "first_year": ("最早年度", "first year"),
    "last_year": ("最近年度", "last year"),
    "reports": ("报告份数", "number of reports"),
    "years": ("各年度", "years"),
    "position": ("在表样中的次序", "place on the form"),
    "row_label": ("行名", "label of the row"),
    "column_label": ("栏名", "label of the column"),
    "checked": ("是否在加总关系中", "whether a sum covers it"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a column means."""

    label: str
    label_en: str
    unit: str = ""


def meaning(column: str) -> Meaning:
    """What a column of any table means.

    Raises:
        KeyError: nobody has said.
    """
    if column in FIGURES:
        figure = FIGURES[column]
        return Meaning(figure.label, figure.en, figure.unit)
    for group in OUTCOME_GROUPS:
        if column == group.id:
            return Meaning(group.short, group.en, "件")
    return Meaning(*_SHARED[column])
