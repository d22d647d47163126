"""The labelled cases: reports with one seeded error each, and reports that are right but tricky."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from govdash.audit import audit
from govdash.audit.years import of_series, of_year
from govdash.places import identify
from govdash.report import Finding, Report
from tests.audit.drafts import Draft, balanced


@dataclass(frozen=True)
class Case:
    """Reports of one agency, and the rules that have to fire on them: these and no others."""

    name: str
    reports: tuple[Report, ...]
    expected: frozenset[str]

    def findings(self) -> list[Finding]:
        """What the audit says of the reports and of their years."""
        found = [finding for report in self.reports for finding in audited(report).findings]
        rows = [
            row
            for place, report in enumerate(self.reports)
            if (row := of_year(str(place), report)) is not None
        ]
        return found + [finding for _, finding in of_series(rows)]


def audited(report: Report) -> Report:
    """The report audited as its agency."""
    identity = identify(report.agency, "")
    return audit(report, identity.level, identity.kind)


def case(name: str, drafts: Draft | Sequence[Draft], *expected: str) -> Case:
    """A case of one report, or of several years."""
    several = [drafts] if isinstance(drafts, Draft) else drafts
    return Case(name, tuple(draft.report() for draft in several), frozenset(expected))


Maker = Callable[[Random], Iterator[Case]]


def cases(makers: Sequence[Maker], rounds: int) -> Iterator[Case]:
    """Every maker's cases, so many times with other numbers; the same ones in every run."""
    for turn in range(rounds):
        for maker in makers:
            yield from maker(Random(f"{maker.__name__} {turn}"))


@dataclass
class Score:
    """How a rule did over all cases."""

    seeded: int = 0
    found: int = 0
    false: int = 0

    @property
    def recall(self) -> float:
        return self.found / self.seeded if self.seeded else 1.0

    @property
    def precision(self) -> float:
        told = self.found + self.false
        return self.found / told if told else 1.0


def score(all_cases: Iterator[tuple[str, frozenset[str], set[str]]]) -> dict[str, Score]:
    """The score of every rule; a rule fires once in a case or not at all."""
    scores: dict[str, Score] = {}
    for _, expected, found in all_cases:
        for rule in expected | found:
            each = scores.setdefault(rule, Score())
            each.seeded += rule in expected
            each.found += rule in expected and rule in found
            each.false += rule in found and rule not in expected
    return scores


def by_family(scores: dict[str, Score]) -> dict[str, Score]:
    """The scores of each family, R, X, N, M, S, P, added up."""
    families: dict[str, Score] = {}
    for rule, each in scores.items():
        family = families.setdefault(rule[0], Score())
        family.seeded += each.seeded
        family.found += each.found
        family.false += each.false
    return families


def fired(each: Case) -> Counter[str]:
    """The rules that fired on a case."""
    return Counter(finding.rule for finding in each.findings())


__all__ = ["Case", "Score", "balanced", "by_family", "case", "cases", "fired", "score"]
