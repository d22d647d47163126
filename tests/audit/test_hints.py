"""Likely causes: offered where one change alone makes every sum it touches hold, else not at all."""

import pytest

from govdash.audit import audit
from govdash.report import Finding
from tests.audit.made import persons, report, row

TWENTY = persons(new_received="20", granted="15", deny_third_party="5", outcome_total="20")

CAUSES = [
    (
        "two columns",
        TWENTY | {"granted.natural_person": "14", "granted.org_business": "1"},
        "“自然人”和“商业企业”两栏正好一多一少 1 件",
    ),
    (
        "split",
        persons(new_received="123", granted="123", outcome_total="123")
        | row("granted", "12", "3", "0", "0", "0", "0", "123"),
        "“予以公开”一行的 12 和 3 可能是 123 被拆成了两格",
    ),
    (
        "split before the total",
        persons(new_received="123", granted="0", outcome_total="123")
        | row("granted", "123", "0", "0", "0", "0", "12", "3"),
        "“予以公开”一行的 12 和 3 可能是 123 被拆成了两格",
    ),
    (
        "split cases",
        {"review_upheld": "1", "review_corrected": "2", "review_total": "12"},
        "“行政复议”一行的 1 和 2 可能是 12 被拆成了两格",
    ),
    ("total of zero", persons(new_received="20", granted="20"), "“总计”填的是 0，可能漏填了"),
    ("carried in", persons(new_received="20", granted="25", outcome_total="25"), "可能漏填了上年结转"),
    ("carried out", persons(new_received="20", granted="12", outcome_total="12"), "可能漏填了结转下年"),
    (
        "row moved left",
        persons(new_received="20", granted="15", deny_third_party="5", outcome_total="20")
        | row("granted", "0", "15", "0", "0", "0", "0", "0"),
        "“予以公开”一行的数字可能错了一栏：往左移一栏",
    ),
    (
        "parts moved right",
        row("new_received", "3", "2", "0", "0", "0", "0", "5")
        | row("granted", "0", "3", "2", "0", "0", "0", "5")
        | row("outcome_total", "3", "2", "0", "0", "0", "0", "5"),
        "“予以公开”一行的数字可能错了一栏：往左移一栏",
    ),
    (
        "rows moved down",
        persons(new_received="20", granted="15", deny_third_party="5", carried_out="20"),
        "从“（七）总计”起，各行的数字可能错了一行：往上移一行",
    ),
    ("no outcome", persons(new_received="2", outcome_total="2"), "各种办理结果加起来是 0"),
    ("one cell", TWENTY | {"granted.natural_person": "16"}, "只差“予以公开”里“自然人”这一格：若是 15"),
]  # fmt: skip


def broken(cells: dict[str, str]) -> list[Finding]:
    return [f for f in audit(report(cells)).findings if f.severity.value == "error"]


@pytest.mark.parametrize(("cells", "words"), [c[1:] for c in CAUSES], ids=[c[0] for c in CAUSES])
def test_a_cause(cells: dict[str, str], words: str) -> None:
    hints = [finding.hint or "" for finding in broken(cells)]
    assert [hint for hint in hints if words not in hint] == []
    assert len(hints) >= 1


def test_a_row_left_blank() -> None:
    cells = persons(new_received="20", granted="25", outcome_total="25")
    cells |= row("carried_in", *[""] * 7)
    (finding,) = [f for f in audit(report(cells)).findings if f.rule == "R5_total_missing"]
    assert finding.hint == "若这一行的总计是 5 件，收办就平了，可能是漏填。"
    zero = persons(new_received="25", granted="25", outcome_total="25")
    (finding,) = [
        f
        for f in audit(report(zero | row("carried_in", *[""] * 7))).findings
        if f.rule == "R5_total_missing"
    ]
    assert finding.hint is None


@pytest.mark.parametrize(
    "cells",
    [
        # Two cells of one row are wrong.
        TWENTY | {"granted.natural_person": "17", "granted.org_business": "5"},
        TWENTY | {"review_upheld": "3", "review_corrected": "4", "review_total": "5"},
        # A part that our copy has lost: nobody knows.
        TWENTY | {"granted.natural_person": "16", "granted.org_other": "unreadable",
                  "outcome_total.natural_person": "23"},
    ],
)  # fmt: skip
def test_no_single_cause(cells: dict[str, str]) -> None:
    found = broken(cells)
    assert len(found) >= 1
    assert [finding.hint for finding in found] == [None] * len(found)


def test_two_causes_as_good() -> None:
    """Two concluded without outcome: the outcomes are missing, or both belong to next year."""
    for finding in broken(persons(new_received="2", outcome_total="2")):
        first, second = (finding.hint or "").split("也有另一种可能：")
        assert first.startswith("各种办理结果加起来是 0")
        assert "往下移一行" in second


def test_figures_stay_as_printed() -> None:
    cells = TWENTY | {"granted.natural_person": "16"}
    audited = audit(report(cells))
    assert audited.value("granted.natural_person") == 16
    assert audited.derived == {}
