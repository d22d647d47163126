"""The catalogue of rules: each declared once, with its severity and its plain sentence.

Most are the audit's; what only the reading can see (`READING_RULES`) it reports itself.
"""

from govdash.report import Severity
from govdash.rules.arithmetic import ARITHMETIC_RULES, OF_RELATION, R7_DECIMALS
from govdash.rules.document import DOCUMENT_RULES, S5_SEPARATED, S5_TWICE
from govdash.rules.model import Rule
from govdash.rules.text import TEXT_RULES
from govdash.rules.years import YEARS_RULES

RULES: dict[str, Rule] = {
    rule.id: rule for rule in (*ARITHMETIC_RULES, *TEXT_RULES, *YEARS_RULES, *DOCUMENT_RULES)
}
"""Every rule that can yield a finding, by id, in the order they are shown."""

READING_RULES = frozenset({R7_DECIMALS.id, S5_SEPARATED.id, S5_TWICE.id})
"""Rules whose evidence is the document itself and not the cells read from it."""

SEVERITY_NAMES: dict[Severity, str] = {
    Severity.ERROR: "数字矛盾",
    Severity.WARNING: "疑点",
    Severity.NOTICE: "填写不规范",
    Severity.EXTRACTION: "我们的文本有损",
    Severity.INFO: "供参考",
}

__all__ = ["OF_RELATION", "READING_RULES", "RULES", "SEVERITY_NAMES", "Rule"]
