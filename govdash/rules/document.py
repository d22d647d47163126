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
S5_SEPARATED = Rule(
    "S5_separated",
    Severity.EXTRACTION,
    "连写的数字",
    "我们手里的文本把几个格子的数字连在了一起，我们按表内合计把它们分开，只在只有一种分法时采用；"
    "这不是机关的差错。",
    "Digits run together",
    "Our copy runs the digits of several cells together; they were separated by the form's own sums "
    "where only one way is left. Not the agency's fault.",
)
S5_TWICE = Rule(
    "S5_twice",
    Severity.EXTRACTION,
    "同一行印了两次",
    "我们手里的文本里同一行出现了两次而数字不同，无法确定哪一次算数，因此都没有采用。",
    "A row printed twice",
    "Our copy prints a row twice with different figures; neither is used.",
)

DOCUMENT_RULES = (S5_LAYOUT, S5_SEPARATED, S5_TWICE)
