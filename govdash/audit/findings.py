"""What every module of the audit makes findings with."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from govdash.forms import Block
from govdash.report import Finding, Severity, Verdict, number
from govdash.rules import Rule


def finding(
    rule: Rule,
    verdict: Verdict,
    cells: Sequence[str],
    message: str,
    *,
    severity: Severity | None = None,
    left: Decimal | None = None,
    right: Decimal | None = None,
    quote: str | None = None,
    hint: str | None = None,
) -> Finding:
    """A finding of a rule, of its usual severity unless told otherwise."""
    return Finding(
        rule.id, severity or rule.severity, verdict, tuple(cells), left, right, message, quote, hint
    )


@cache
def name(block: Block, line: str) -> str:
    """The printed name of a row or column."""
    names = {row.id: row.short for row in block.rows}
    names |= {column.id: column.short for column in block.columns}
    return names[line]


def amount(value: Decimal | None, unit: str = "件") -> str:
    """A figure with its unit, as a sentence says it."""
    return "未填" if value is None else f"{number(value):,} {unit}"
