"""Why a document is no annual report that can be read: one of a few reasons, said in a sentence."""

import re
from collections.abc import Iterable, Sequence

from govdash.errors import Why
from govdash.forms import SECTIONS
from govdash.forms.official import APPLICATIONS, DISCLOSURE
from govdash.reading.dates import period_is_part_of_a_year, without_twelve_months
from govdash.reading.parts import Parts
from govdash.reading.text import squeeze
from govdash.report import Period

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
    Why.NOT_A_REPORT: "不是年度报告：找不到年度报告的任何一个部分",
}
"""What a person reads; the reasons that containers have (damage, scan, size) say their own."""

_LONGEST_TITLE = 100
_CELLS = re.compile(r"[|\t]+")
_LABEL = re.compile(r"^(?:信息|文件|文章|公文)?(?:名称|标题|题名)[:：]?")
_SUBJECT = r"(?:公开|年报|年度报告)"
_KINDS = (
    (
        Why.EXPLANATION,
        re.compile(
            r"(?:年报|年度报告|工作报告|公开报告|公开情况)[》\"”]?.{0,12}(?:解读|图解|问答|看懂|读懂|速读|亮点)(?:材料|文本|版)?$"
            rf"|^[\[【(]?(?:政策|图文|图表|文字|专家)?(?:一图|图解|图说|解读|漫画|数说|图读|读懂|看懂).{{0,50}}{_SUBJECT}"
        ),
    ),
    (
        Why.OTHER_STATISTICS,
        re.compile(
            r"(?:上半年|下半年|半年度?|[一二三四1-4]季度|季报|月报|\d月份?(?!\d)|[一二三四五六七八九十]月份)"
            rf".{{0,30}}{_SUBJECT}"
            rf"|{_SUBJECT}.{{0,20}}(?:上半年|下半年|半年|季度|季报|月报|月度)"
            rf"|{_SUBJECT}(?:工作)?(?:情况)?(?:数据)?(?:统计|统计数据|数据|考核结果|评估结果|测评结果|排名)$"
        ),
    ),
    (
        Why.NOTICE,
        re.compile(
            rf"^(?:.{{0,40}})?(?:关于|印发|转发|做好|开展).{{0,60}}{_SUBJECT}.{{0,50}}"
            r"(?:通知|通报|公告|通告|的?复?函|意见|方案|要点|办法|规定|提示|指引|提醒)(?:\(.{0,20}\))?$"
            r"|(?:年报|年度报告)(?:格式|编制指南|编制说明|填报说明|编写指南|编写要求|编制要求)$"
            r"|^关于.{0,40}的(?:通知|通告|公告)$"
        ),
    ),
)
_EXPLAINS = re.compile(
    r"(?:年报|报告)[^。]{0,30}(?:进行|作|做|作出|做出|予以)?(?:如下)?解读|解读如下|如下解读"
    r"|方便(?:群众|公众|市民|大家|社会)[^。]{0,8}(?:看懂|读懂|了解)[^。]{0,12}(?:年报|报告)"
)
_OLD_LABELS = re.compile(
    r"主动公开政府信息数|收到申请数|申请办结数|申请答复数|举报投诉数量|回应解读情况|依申请公开信息收取的?费用"
    r"|机构建设和保障经费|政策解读稿件发布数|回应公众关注热点|信息公开情况统计表"
)
_FEWEST_OLD_LABELS = 2
_LAST_OLD_YEAR = 2018
_FEWEST_INSIDE = 2
_NOTICE_TEXT = re.compile(
    r"(?:请|要)(?:你|各)(?:单位|部门|地区|县|镇|乡|街道)|现(?:将|就)有关(?:事项|要求)通知如下|特此通知"
)


def declared(texts: Iterable[str]) -> Why | None:
    """What the titles above a document say that it is, if they say anything else than a report."""
    for text in texts:
        for cell in _CELLS.split(text):
            kind = kind_of_title(_LABEL.sub("", cell))
            if kind:
                return kind
    return None


def kind_of_title(text: str) -> Why | None:
    """The kind of document that one line is the title of; None for a report's and any other line."""
    if not 6 <= len(text) <= _LONGEST_TITLE or "。" in text or text.count(">") > 1:
        return None
    text = without_twelve_months(text)
    return next((why for why, pattern in _KINDS if pattern.search(text)), None)


def not_annual(texts: Sequence[str], has_title: bool, period: Period | None) -> Why | None:
    """Why a document with figures is no annual report all the same; None where it is one.

    A page links to notices as well, so that only what is said of its own figures counts.
    """
    if has_title:
        return None
    kind = declared(texts)
    if kind in (Why.OTHER_STATISTICS, Why.EXPLANATION):
        return kind
    return Why.OTHER_STATISTICS if period_is_part_of_a_year(period) else None


def why_unread(parts: Parts, has_title: bool, year: int | None, is_blank: bool) -> Why:
    """Why a document without figures cannot be read."""
    texts = [squeeze(line.text) for line in parts.heading]
    kind = declared(texts)
    if kind and not has_title:
        return kind
    whole = texts + [squeeze(line.text) for lines in parts.sections.values() for line in lines]
    joined = "\n".join(whole)
    if _EXPLAINS.search(joined[:3000]):
        return Why.EXPLANATION
    if len(set(_OLD_LABELS.findall(joined))) >= _FEWEST_OLD_LABELS:
        return Why.OLD_FORM
    if is_blank:
        return Why.BLANK_FORM
    if year is not None and year <= _LAST_OLD_YEAR:
        return Why.OLD_FORM
    return _why_text(parts, joined, has_title, kind)


def _why_text(parts: Parts, joined: str, has_title: bool, kind: Why | None) -> Why:
    if not parts.sections and has_title and _sections_inside(joined) >= _FEWEST_INSIDE:
        return Why.RUN_TOGETHER
    if kind is None and not has_title and _NOTICE_TEXT.search(joined):
        return Why.NOTICE
    if parts.sections or has_title:
        return Why.NO_TABLES
    return Why.NOT_A_REPORT


def _sections_inside(text: str) -> int:
    """How many of the form's section titles stand, with their numeral, within the text."""
    return sum(
        bool(re.search(rf"[一二三四五六]、(?:{section.pattern})", text)) for section in SECTIONS
    )
