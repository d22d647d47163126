"""Why a document is no annual report that can be read: one of a few reasons, said in a sentence."""

import re

from govdash.errors import Why
from govdash.forms import SECTIONS
from govdash.forms.official import APPLICATIONS, DISCLOSURE
from govdash.reading.dates import period_is_part_of_a_year
from govdash.reading.heading import Heading
from govdash.reading.kinds import declared
from govdash.reading.parts import Parts
from govdash.reading.text import squeeze

SENTENCES = {
    Why.NOTICE: "这是通知一类的文件，不是年度报告：请换成机关自己发布的年度报告",
    Why.EXPLANATION: "这是对年度报告的解读，不是年度报告：请换成被解读的那份报告原文",
    Why.OTHER_STATISTICS: "这是半年、季度或其他统计，不是年度报告：请换成全年的年度报告",
    Why.BLANK_FORM: "表格里没有任何数字（空白表样？）：请换成填好数字的报告",
    Why.OLD_FORM: "2018 年及以前的旧统计表，暂不读取：目前读 2019 年起的两种表样",
    Why.NO_TABLES: (
        f"是年度报告的文字，但找不到{DISCLOSURE.id}、{APPLICATIONS.id}两部分的表格（节选，或表格在附件里？）："
        "请换成带表格的全文或附件"
    ),
    Why.RUN_TOGETHER: "像是年度报告，但各部分和数字连成一片，拆不开，不能可靠读取：请换成网页原文或 PDF",
    Why.SEVERAL: "文件里有不止一份年度报告，数字不同，分不清各是哪一份的：请一份报告存成一个文件",
    Why.NOT_A_REPORT: "不是年度报告：找不到年度报告的任何一个部分",
}
"""What a person reads; the reasons that containers have (damage, scan, size) say their own."""

_EXPLAINS = re.compile(
    r"(?:就|对|将|把)[^。]{0,40}(?:年报|年度报告)[^。]{0,20}解读"
    r"|(?:年报|年度报告)(?:内容)?(?:进行|作出|做出|作|做|予以)?(?:如下|简要|图文)解读|如下解读|解读如下"
    r"|方便(?:群众|公众|市民|大家|社会)[^。]{0,8}(?:看懂|读懂|了解)[^。]{0,12}(?:年报|报告)"
)
_OLD_LABELS = re.compile(
    r"主动公开政府信息数|收到申请数|申请办结数|申请答复数|举报投诉数量|回应解读情况|依申请公开信息收取的?费用"
    r"|机构建设和保障经费|政策解读稿件发布数|回应公众关注热点|信息公开情况统计表"
)
_NOTICE_TEXT = re.compile(
    r"(?:请|要)(?:你|各)(?:单位|部门|地区|县|镇|乡|街道)|现(?:将|就)有关(?:事项|要求)通知如下|特此通知"
)
_FEWEST_OLD_LABELS = 3
_LAST_OLD_YEAR = 2018
_FEWEST_FIGURES = 30
_FEWEST_INSIDE = 2
_MOST_SECTIONS = 3
_BEGINNING = 1500


def not_annual(parts: Parts, heading: Heading, figures: int) -> Why | None:
    """Why a document with figures is no annual report all the same; None where it is one.

    A page links to notices as well, so that only what is said of its own figures counts.
    """
    if figures < _FEWEST_FIGURES and _is_old(_whole(parts)):
        return Why.OLD_FORM
    if heading.title is not None:
        return None
    kind = declared(heading.above)
    if kind in (Why.OTHER_STATISTICS, Why.EXPLANATION):
        return kind
    return Why.OTHER_STATISTICS if period_is_part_of_a_year(heading.period) else None


def why_unread(parts: Parts, heading: Heading, is_blank: bool) -> Why:
    """Why a document without figures cannot be read."""
    kind = declared(heading.above)
    if kind and heading.title is None:
        return kind
    whole = _whole(parts)
    if len(parts.sections) <= _MOST_SECTIONS and _EXPLAINS.search(whole[:_BEGINNING]):
        return Why.EXPLANATION
    if _is_old(whole) or (heading.year is not None and heading.year <= _LAST_OLD_YEAR):
        return Why.OLD_FORM
    if is_blank:
        return Why.BLANK_FORM
    if heading.title is None and _NOTICE_TEXT.search(whole):
        return Why.NOTICE
    return _why_text(parts, heading, whole)


def _whole(parts: Parts) -> str:
    lines = [*parts.heading, *(line for some in parts.sections.values() for line in some)]
    return "\n".join(squeeze(line.text) for line in lines)


def _is_old(whole: str) -> bool:
    """Whether this is the statistics table of the years 2014 to 2018."""
    return len(set(_OLD_LABELS.findall(whole))) >= _FEWEST_OLD_LABELS


def _why_text(parts: Parts, heading: Heading, whole: str) -> Why:
    if not parts.sections and _sections_inside(whole) >= _FEWEST_INSIDE:
        return Why.RUN_TOGETHER
    if parts.sections or heading.is_of_a_report:
        return Why.NO_TABLES
    return Why.NOT_A_REPORT


def _sections_inside(text: str) -> int:
    """How many of the form's section titles stand, with their numeral, within the text."""
    return sum(
        bool(re.search(rf"[一二三四五六]、(?:{section.pattern})", text)) for section in SECTIONS
    )
