"""The rules over the years of one agency: X1–X6."""

from govdash.rules.model import Rule

YEARS_RULES: tuple[Rule, ...] = ()
