"""A name for a finding that a re-run does not change: what a person decided about it stays."""

import hashlib
import re

from govdash.report import Finding, number

_NUMBERS = re.compile(r"\d+(?:\.\d+)?|第.部分")


def fingerprint(report_id: str, finding: Finding) -> str:
    """Sixteen hex digits from report, rule, cells and values; neither wording nor position.

    Without cells it is the quoted sentence that tells two findings of a rule apart, and without
    that the numbers and sections it names.
    """
    about = ",".join(sorted(finding.cells)) or finding.quote
    if about is None:
        about = ",".join(sorted(_NUMBERS.findall(finding.message)))
    parts = (report_id, finding.rule, about, number(finding.left), number(finding.right))
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:16]
