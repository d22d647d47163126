"""The rules of the document as such: M (when and for which year), S (its shape), P (odd figures)."""

from govdash.report import Severity
from govdash.rules.model import Rule

S5_LAYOUT = Rule(
    "S5_layout",
    Severity.EXTRACTION,
    "排版受损",
    "我们手里的文本排版受损，有数字无法确定属于哪一栏，因此没有采用；这不是机关的差错。",
    "Damaged layout",
    "Our copy is damaged: some numbers cannot be given to a column. Not the agency's fault.",
)

DOCUMENT_RULES = (S5_LAYOUT,)
