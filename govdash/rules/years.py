"""The rules over the years of one agency: X1–X6."""

from govdash.report import Severity
from govdash.rules.model import Rule

_NEIGHBOURS = "同一机关、同一统计口径相邻两年的报告"
_SCOPES = "本机关数字与汇总数字之间不比较"

X1_CARRY = Rule(
    "X1_carry",
    Severity.WARNING,
    "结转衔接",
    "去年说转到今年的件数，和今年说从去年转来的件数不一致。",
    "Carried over",
    "What last year carried out and what this year carried in should be the same.",
    f"{_NEIGHBOURS}，去年的结转下年和今年的上年结转",
    f"{_SCOPES}；2018年与2019年之间；栏目靠推断的数字",
)
X2_STOCK = Rule(
    "X2_stock",
    Severity.WARNING,
    "文件存量衔接",
    "去年有效的文件，加今年新发，减今年废止，应当等于今年有效的文件。",
    "Stock of documents",
    "In force last year, plus issued, minus repealed, should be in force this year.",
    f"{_NEIGHBOURS}，都用2021年版表样，四个数字都印了",
    f"{_SCOPES}；跨表样的两年。集中清理、合并和重新公布也会造成差别",
)
X3_ITEMS = Rule(
    "X3_items",
    Severity.WARNING,
    "项目数衔接",
    "去年的项目数加增减，应当等于今年的起点。",
    "Number of items",
    "Last year's items plus their change should be this year's starting point.",
    f"{_NEIGHBOURS}，都用2019年版表样，三个数字都印了",
    f"{_SCOPES}；跨表样的两年",
)
X4_PUBLISHED = Rule(
    "X4_published",
    Severity.NOTICE,
    "累计公开数量",
    "累计公开的数量一般不会变少。",
    "Published in all",
    "What is published in all does not usually become less.",
    f"{_NEIGHBOURS}，都用2019年版表样，两个数字都印了",
    f"{_SCOPES}；跨表样的两年",
)
X5_JUMP = Rule(
    "X5_jump",
    Severity.INFO,
    "变化很大",
    "比上一份报告变化很大，请对照原文。",
    "Great change",
    "Ten times as much or as little as in the report before: please see the original.",
    "同一机关、同一统计口径前后两份报告的同一项数字，都不小于10，相差十倍以上",
    f"{_SCOPES}；两版表样含义不同的项目",
)

X6_COPY = Rule(
    "X6_copy",
    Severity.INFO,
    "照搬上年文字",
    "文字与以前年度的报告高度相似。",
    "Text repeated",
    "The text is nearly the same as that of an earlier year.",
    needs="同一机关两个年度的第一、五部分，除去数字、名称和通用语句后至少 200 字",
)

YEARS_RULES: tuple[Rule, ...] = (
    X1_CARRY,
    X2_STOCK,
    X3_ITEMS,
    X4_PUBLISHED,
    X5_JUMP,
    X6_COPY,
)
