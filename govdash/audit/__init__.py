"""Report → the same report with derived totals and findings: a rule yields, it never raises."""

from collections import Counter
from dataclasses import dataclass, replace

from govdash.audit.figures import of_figures
from govdash.audit.hints import with_hints
from govdash.audit.outcomes import Outcomes, outcomes_of
from govdash.audit.relations import Check, Sheet, check
from govdash.audit.shape import of_document
from govdash.audit.stocks import of_stocks
from govdash.audit.text import text_findings
from govdash.audit.when import of_title
from govdash.report import Finding, Report, Severity, Verdict
from govdash.rules import READING_RULES, RULES

__all__ = ["Audit", "Outcomes", "audit", "checks_of", "outcomes"]

_RULES = {rule: place for place, rule in enumerate(RULES)}
_SEVERITIES = {severity: place for place, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Audit:
    """What the arithmetic audit of one report says, line by line."""

    checks: tuple[Check, ...]
    sheet: Sheet

    def count(self, verdict: Verdict) -> int:
        """On how many lines the printed figures alone give this verdict."""
        return Counter(item.strict for item in self.checks)[verdict]

    @property
    def held_with_blanks(self) -> int:
        """On how many more lines the sums hold once blanks and derived totals are dealt with."""
        held = (Verdict.PASS, Verdict.PASS_DERIVED)
        return sum(
            item.strict is Verdict.NOT_ASSESSABLE and item.verdict in held for item in self.checks
        )

    @property
    def broken(self) -> int:
        """On how many lines the sums do not hold."""
        return sum(item.verdict is Verdict.FAIL for item in self.checks)

    def without_passed(self) -> "Audit":
        """What did not hold, or could not be said."""
        passed = (Verdict.PASS, Verdict.PASS_DERIVED)
        left = tuple(item for item in self.checks if item.verdict not in passed)
        return Audit(left, self.sheet)


def checks_of(report: Report) -> Audit:
    """Every declared relation on every line of a report, with its verdict."""
    sheet = Sheet.of(report.form, report.cells)
    return Audit(tuple(check(sheet)), sheet)


def outcomes(report: Report, audited: Audit | None = None) -> Outcomes:
    """What became of a report's requests; `audited` saves checking the sums once more."""
    audited = audited or checks_of(report)
    return outcomes_of(audited.sheet, audited.checks)


def audit(report: Report, level: str = "unknown", kind: str = "unknown") -> Report:
    """The report with its derived totals and all findings, those of the reading included.

    `level` and `kind` are those of the agency (govdash.places.identify); unknown ones make the
    rules that depend on them silent.
    """
    sheet = Sheet.of(report.form, report.cells)
    checks = tuple(check(sheet))
    report = replace(report, derived=sheet.derived)
    found = [
        *with_hints(sheet, checks, of_figures(sheet, checks)),
        *of_stocks(report, sheet, checks, level, kind),
        *of_title(report, level, kind),
        *of_document(report, sheet),
        *text_findings(report, sheet.derived),
    ]
    return replace(report, findings=tuple(_in_order(report, found)))


def _in_order(report: Report, found: list[Finding]) -> list[Finding]:
    """The findings by severity and rule, with what the reading alone could see."""
    said = {(finding.rule, finding.cells) for finding in found}
    found += [
        finding
        for finding in report.findings
        if finding.rule in READING_RULES and (finding.rule, finding.cells) not in said
    ]
    return sorted(found, key=lambda finding: (_SEVERITIES[finding.severity], _RULES[finding.rule]))
