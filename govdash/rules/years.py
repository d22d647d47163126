"""The rules over the years of one agency: X1–X6."""

from govdash.report import Severity
from govdash.rules.model import Rule

X6_COPY = Rule(
    "X6_copy",
    Severity.INFO,
    "照搬上年文字",
    "文字与以前年度的报告高度相似。",
    "Text repeated",
    "The text is nearly the same as that of an earlier year.",
    needs="同一机关两个年度的第一、五部分，除去数字、名称和通用语句后至少 200 字",
)

YEARS_RULES: tuple[Rule, ...] = (X6_COPY,)
