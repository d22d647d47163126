"""What a rule is."""

from dataclasses import dataclass

from govdash.report import Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: id, usual severity, name and sentence for a citizen.

    `needs` says what it stands on, `exempt` what it does not apply to; both may be empty.
    """

    id: str
    severity: Severity
    name: str
    sentence: str
    name_en: str
    sentence_en: str
    needs: str = ""
    exempt: str = ""
