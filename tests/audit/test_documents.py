"""The findings of the seeds and of the documents in data/, as a person confirmed them."""

from pathlib import Path
from typing import Any

import pytest

from govdash.audit import checks_of
from govdash.pipeline import Document, Sources, open_file
from govdash.report import Report, Severity, Verdict
from govdash.settings import DATA
from tests.conftest import Shared

ARITHMETIC = ("R1", "R2", "R3", "R4", "R5", "R6", "R7")


def audited(path: Path) -> Report:
    document = open_file(path, Sources())
    assert isinstance(document, Document)
    return document.report


def counts(report: Report) -> tuple[int, ...]:
    checks = checks_of(report)
    verdicts = Verdict.PASS, Verdict.FAIL, Verdict.NOT_ASSESSABLE
    return tuple(checks.count(verdict) for verdict in verdicts)


def key(finding: dict[str, Any]) -> tuple[str, str]:
    severity = "info" if finding["severity"] == "pass_derived" else finding["severity"]
    return finding["rule"], severity


@pytest.mark.parametrize("number", range(5))
def test_findings_of_a_seed(shared: Shared, number: int) -> None:
    truth = shared.json("domain/seeds_truth.json")["reports"][number]
    report = audited(shared.path(f"seeds/{truth['file']}"))
    expected = [f for f in truth["expected_findings"] if f["rule"].startswith(ARITHMETIC)]
    found = [f for f in report.findings if f.rule.startswith(ARITHMETIC)]
    assert sorted((f.rule, f.severity.value) for f in found) == sorted(map(key, expected))
    strict = truth["strict_check_counts"]
    assert counts(report) == (strict["pass"], strict["fail"], strict["not_assessable"])
    for finding in (f for f in expected if "left" in f):
        sides = {(f.left, f.right) for f in found if f.rule == finding["rule"]}
        assert (finding["left"], finding["right"]) in sides


R5 = "R5_total_missing"
OUTCOME_TOTALS = "outcome_total.natural_person", "outcome_total.total"
SAMPLES = [
    (
        "桃花仑街道办事处_2021.txt",
        (42, 0, 0),
        [
            ("M2_period", "extraction", None, None),
            ("S3_header_incomplete", "extraction", None, None),
            ("S3_header_incomplete", "extraction", None, None),
            ("T1_docnumber", "extraction", None, None),
            ("T2_ordinals", "extraction", None, None),
        ],
    ),
    (
        "汇源办事处_2022.txt",
        (42, 0, 0),
        [
            ("S4_label_alias", "notice", None, None),
            ("S5_layout", "extraction", None, None),
            ("M1_no_date", "info", None, None),
        ],
    ),
    (
        "岳村街道_2020.txt",
        (35, 0, 5),
        [
            ("R7_decimals", "notice", 421.39, None),
            ("S3_header_incomplete", "extraction", None, None),
            ("M1_no_date", "info", None, None),
            ("P4_zero_decisions", "info", 36, 0),
        ],
    ),
    (
        "山海关区人民政府办公室_2023.txt",
        (40, 2, 0),
        [
            ("R2_outcome_sum", "error", 0, 2),
            ("R2_outcome_sum", "error", 0, 2),
            ("S3_header_incomplete", "extraction", None, None),
            ("N5_parts", "info", 11153, 11640),
        ],
    ),
    (
        "江安镇_2021.txt",
        (3, 0, 39),
        [
            (R5, "error", 12, None),
            (R5, "warning", None, None),
            ("N2_outcome_text", "warning", 12, 11),
            ("R5_blank_cells", "notice", None, None),
            ("S5_layout", "extraction", None, None),
            ("T3_script", "extraction", None, None),
            ("R1_balance", "info", 12, 12),
            ("N5_parts", "info", 46, 76),
            ("M3_no_title", "info", None, None),
        ],
    ),
]


@pytest.mark.parametrize(("name", "strict", "findings"), SAMPLES, ids=[s[0] for s in SAMPLES])
def test_findings_of_a_sample(
    name: str, strict: tuple[int, ...], findings: list[tuple[str, str, float | None, float | None]]
) -> None:
    report = audited(DATA / "samples" / name)
    assert counts(report) == strict
    assert [
        (
            finding.rule,
            finding.severity.value,
            None if finding.left is None else float(finding.left),
            None if finding.right is None else float(finding.right),
        )
        for finding in report.findings
    ] == findings


def test_which_cells_contradict() -> None:
    report = audited(DATA / "samples" / "山海关区人民政府办公室_2023.txt")
    errors = [finding.cells for finding in report.findings if finding.severity is Severity.ERROR]
    assert errors == [(cell,) for cell in OUTCOME_TOTALS]


def test_what_is_derived() -> None:
    derived = audited(DATA / "samples" / "岳村街道_2020.txt").derived
    assert {figure: item.value for figure, item in derived.items()} == {
        "new_received.total": 0, "carried_in.total": 0, "granted.total": 0,
    }  # fmt: skip
    derived = audited(DATA / "samples" / "江安镇_2021.txt").derived
    assert {figure: int(item.value) for figure, item in derived.items() if item.value} == {
        "outcome_total.natural_person": 12, "outcome_total.total": 12,
    }  # fmt: skip


@pytest.mark.parametrize("file", sorted(file.name for file in (DATA / "parsed").glob("*.json")))
def test_real_figures_balance(file: str) -> None:
    """The nine real reports in data/parsed: no arithmetic error in any of them."""
    report = audited(DATA / "parsed" / file)
    assert [f.rule for f in report.findings if f.severity.value == "error"] == []
    assert (counts(report)[1], sum(counts(report))) == (0, 42)


def test_sums_that_hold_with_blanks() -> None:
    """江安镇 fills 自然人 and 总计 alone: R1 and R2 in two columns, R3 in four rows still hold."""
    found = checks_of(audited(DATA / "samples" / "江安镇_2021.txt"))
    assert (found.held_with_blanks, found.broken) == (8, 0)
    found = checks_of(audited(DATA / "samples" / "山海关区人民政府办公室_2023.txt"))
    assert (found.held_with_blanks, found.broken) == (0, 2)
