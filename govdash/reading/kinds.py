"""What other kinds of document a line is the title of: 通知, 解读, 半年统计."""

import re
from collections.abc import Iterable

from govdash.errors import Why
from govdash.reading.dates import without_twelve_months

_LONGEST_TITLE = 100
_CELLS = re.compile(r"[|\t]+")
_LABEL = re.compile(r"^(?:信息|文件|文章|公文)?(?:名称|标题|题名)[:：]?")
_SUBJECT = r"(?:公开|年报|年度报告)"
_WORDS = re.compile("公开|年报|年度报告|关于")
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
    if not 6 <= len(text) <= _LONGEST_TITLE or not _WORDS.search(text):
        return None
    if "。" in text or text.count(">") > 1:
        return None
    text = without_twelve_months(text)
    return next((why for why, pattern in _KINDS if pattern.search(text)), None)
