"""Seeds and real documents: exactly the findings of their truth, nothing of what must not fire.

The truth names rules of every family. Those of a family that is not audited yet are left out by
`AUDITED`, and join by themselves when the family declares its rules.
"""

import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from govdash.audit import audit
from govdash.audit.years import of_series, of_year
from govdash.forms import FORMS
from govdash.pipeline import Document, Sources, open_file
from govdash.places import identify
from govdash.report import Cell, Finding, How, Report, Severity, Source, State
from govdash.rules import RULES
from tests.conftest import SHARED, Shared

AUDITED = {rule.split("_")[0] for rule in RULES}
"""The rules that are declared: R1, X1, N1, …"""


@cache
def audited(path: Path) -> Report:
    document = open_file(path, Sources())
    assert isinstance(document, Document)
    return document.report


def is_audited(rule: str) -> bool:
    """Whether a rule of the truth is declared; N0 is not: 002 has no figure in its text either."""
    return rule.split("_")[0] in AUDITED and (rule in RULES or rule.endswith("*"))


def same(rule: str, finding: Finding) -> bool:
    """Whether a rule of the truth, which may be a wildcard, is the rule of a finding."""
    if rule.endswith("*"):
        return finding.rule.startswith(rule[:-1])
    return finding.rule == rule


# ---------------------------------------------------------------- seeds


def seeds() -> list[dict[str, Any]]:
    file = SHARED.root / "domain/seeds_truth.json"
    return list(SHARED.json("domain/seeds_truth.json")["reports"]) if file.exists() else []


def severity_of(expected: dict[str, Any]) -> str:
    return "info" if expected["severity"] == "pass_derived" else str(expected["severity"])


@pytest.mark.parametrize("truth", seeds(), ids=lambda truth: truth["seed"])
def test_a_seed(shared: Shared, truth: dict[str, Any]) -> None:
    report = audited(shared.path(f"seeds/{truth['file']}"))
    expected = Counter(
        (finding["rule"], severity_of(finding))
        for finding in truth["expected_findings"]
        if is_audited(finding["rule"])
    )
    found = Counter((finding.rule, finding.severity.value) for finding in report.findings)
    assert found == expected
    for finding in (f for f in truth["expected_findings"] if f["rule"] in RULES and "left" in f):
        sides = {(f.left, f.right) for f in report.findings if f.rule == finding["rule"]}
        assert (finding["left"], finding["right"]) in sides


# ---------------------------------------------------------------- real documents


def truths() -> list[dict[str, Any]]:
    folder = SHARED.root / "reports/truth"
    return [SHARED.json(f"reports/truth/{file.name}") for file in sorted(folder.glob("*.json"))]


def as_read(truth: dict[str, Any]) -> Report | None:
    """The document as read and audited; None where it is refused."""
    document = open_file(SHARED.path(f"reports/{truth['file']}"), Sources())
    return document.report if isinstance(document, Document) else None


def as_it_is(truth: dict[str, Any]) -> Report:
    """The true figures of a document, audited: what its agency printed, without its sentences."""
    form = FORMS[truth["form"]]
    report = Report(
        Source(truth["file"], truth["sha256"], "text/plain"),
        form,
        {figure: true_cell(truth["cells"][figure]) for figure in form.figures},
        agency=truth["agency"],
        year=truth["year"],
        published=truth["publish_date"],
        scope=truth["scope"],
    )
    identity = identify(truth["agency"], "")
    return audit(report, identity.level, identity.kind)


def true_cell(cell: dict[str, Any]) -> Cell:
    if cell["value"] is None:
        return Cell(State(cell["state"]))
    value = Decimal(str(cell["value"]))
    return Cell(State.VALUE, value, How.PRINTED, cell.get("printed"))


def allowed(truth: dict[str, Any], finding: Finding) -> bool:
    return any(
        same(item["rule"], finding) for item in (*truth["may_fire"], *truth["expected_findings"])
    )


def fits(expected: dict[str, Any], finding: Finding) -> bool:
    """Same rule and severity, and whatever else the truth names."""
    if (finding.rule, finding.severity.value) != (expected["rule"], expected["severity"]):
        return False
    if expected["cells"] and tuple(expected["cells"]) != finding.cells:
        return False
    sides = (("left", finding.left), ("right", finding.right))
    return all(
        expected.get(side) is None or value == Decimal(str(expected[side])) for side, value in sides
    )


def forbidden(truth: dict[str, Any], report: Report) -> Iterator[str]:
    """Findings that must not fire; with `part`, only those that speak of that part."""
    for item in truth["must_not_fire"]:
        for finding in report.findings:
            if not same(item["rule"], finding):
                continue
            part = item.get("part")
            told = f"{finding.message}{finding.quote or ''}"
            if part is None and not partly(truth, finding):
                yield f"{finding.rule}: {finding.message} ({item['why']})"
            elif part and part in told and not partly(truth, finding):
                yield f"{finding.rule} / {part}: {finding.message} ({item['why']})"


def partly(truth: dict[str, Any], finding: Finding) -> bool:
    """Whether the truth itself expects or tolerates this very finding."""
    for item in (*truth["expected_findings"], *truth["may_fire"]):
        if item["rule"] == finding.rule and item.get("cells", list(finding.cells)) in (
            [],
            list(finding.cells),
        ):
            return True
    return False


@pytest.mark.parametrize("truth", truths(), ids=lambda truth: truth["file"])
def test_a_document_as_read(truth: dict[str, Any]) -> None:
    report = as_read(truth)
    if report is None:
        pytest.skip("this reading refuses it")
    assert list(forbidden(truth, report)) == []
    assert list(unforeseen(truth, report)) == []
    for expected in truth["expected_findings"]:
        if is_audited(expected["rule"]):
            assert [f.rule for f in report.findings if fits(expected, f)], expected


@pytest.mark.parametrize("truth", truths(), ids=lambda truth: truth["file"])
def test_a_document_as_it_is(truth: dict[str, Any]) -> None:
    report = as_it_is(truth)
    assert list(forbidden(truth, report)) == []
    assert list(unforeseen(truth, report)) == []
    for expected in truth["expected_findings"]:
        if expected["strength"] == "hard" and is_audited(expected["rule"]):
            assert [f.rule for f in report.findings if fits(expected, f)], expected


def unforeseen(truth: dict[str, Any], report: Report) -> Iterator[str]:
    """Findings of weight that the truth does not know."""
    for finding in report.findings:
        if finding.severity is not Severity.INFO and not allowed(truth, finding):
            yield f"{finding.rule}: {finding.message}"


# ---------------------------------------------------------------- years


def pairs() -> list[dict[str, Any]]:
    file = SHARED.root / "reports/truth/cross_years.jsonl"
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def over_years(reports: dict[str, Report]) -> list[Finding]:
    rows = [row for file, report in reports.items() if (row := of_year(file, report))]
    return [finding for _, finding in of_series(rows)]


@pytest.mark.parametrize("pair", pairs(), ids=lambda pair: pair["files"][1])
def test_neighbouring_years(pair: dict[str, Any]) -> None:
    by_file = {truth["file"]: truth for truth in truths()}
    found = over_years({file: as_it_is(by_file[file]) for file in pair["files"]})
    assert {finding.rule for finding in found}.isdisjoint(pair["must_not_fire"])
    assert [(f.rule, f.severity.value, list(f.cells), f.left, f.right) for f in found] == [
        (item["rule"], item["severity"], item["cells"], item["left"], item["right"])
        for item in pair["expected"]
    ]


@pytest.mark.parametrize("pair", pairs(), ids=lambda pair: pair["files"][1])
def test_neighbouring_years_as_read(pair: dict[str, Any]) -> None:
    """What a reading cannot settle it does not give: then X2 may be silent, never wrong."""
    by_file = {truth["file"]: truth for truth in truths()}
    read = {file: report for file in pair["files"] if (report := as_read(by_file[file]))}
    found = {(f.rule, f.left, f.right) for f in over_years(read)}
    assert found <= {(item["rule"], item["left"], item["right"]) for item in pair["expected"]}
