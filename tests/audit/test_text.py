"""Sentences against tables: the findings of the real documents, and N1–N7 one by one."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from govdash.audit import audit
from govdash.forms import FORMS
from govdash.reading import read
from govdash.report import Cell, Finding, How, Report, Severity, Source, State, Verdict
from tests.audit.labelled_text import CLEAN, PER_RULE, RULES, cases
from tests.conftest import Shared
from tests.floors import TRUTH, documents, hold

RULE_IDS = (*RULES, "N7_fee")
Seen = tuple[str, str, float | None, float | None]


def text_findings(report: Report) -> list[Finding]:
    return [finding for finding in audit(report).findings if finding.rule in RULE_IDS]


def seen(findings: list[Finding]) -> set[Seen]:
    return {
        (f.rule, f.severity.value, *(None if n is None else float(n) for n in (f.left, f.right)))
        for f in findings
    }


def expected(truth: dict[str, Any]) -> set[Seen]:
    return {
        (item["rule"], item["severity"], item.get("left"), item.get("right"))
        for item in truth["expected_findings"]
        if item["rule"] in RULE_IDS
    }


# ---------------------------------------------------------------- real documents


@pytest.mark.parametrize("number", range(5))
def test_the_seeds(shared: Shared, number: int) -> None:
    truth = shared.json("domain/seeds_truth.json")["reports"][number]
    report = read(shared.path(f"seeds/{truth['file']}").read_bytes(), truth["file"]).report
    found = seen(text_findings(report))
    if number == 0:
        # The truth says in words that 220 is less than 193 and 40余, and that it cannot be judged.
        assert found == {("N5_parts", "info", 233, 220)}
    else:
        assert found == expected(truth)


def test_the_reports(shared: Shared) -> None:
    shared.path(TRUTH)
    for truth in documents():
        report = read(shared.path(f"reports/{truth['file']}").read_bytes(), truth["file"]).report
        findings = text_findings(report)
        may = {item["rule"] for item in truth["may_fire"]}
        assert seen([f for f in findings if f.rule not in may]) == expected(truth), truth["file"]


def test_the_cells_and_the_sentence_are_named(shared: Shared) -> None:
    report = read(shared.path("reports/宿迁市_2024.txt").read_bytes(), "a.txt").report
    reviews, suits = text_findings(report)
    assert (reviews.cells, suits.cells) == (
        ("review_total",),
        ("suit_direct_total", "suit_after_review_total"),
    )
    assert reviews.quote == suits.quote
    assert (reviews.quote or "").replace("\n", "") in report.sections["一"].replace("\n", "")


# ---------------------------------------------------------------- single rules

_SOURCE = Source("a.txt", "0" * 64, "text/plain")


def report(text: str, six: str = "未收取信息处理费。", **cells: str) -> Report:
    """A report whose table is 0 all over, but for some cells; "" is a blank one."""
    figures = {
        figure: Cell(State.VALUE, Decimal(0), How.PRINTED, "0") for figure in FORMS["2021"].figures
    }
    for name, text_ in cells.items():
        figure = name.replace("__", ".")
        if text_ in ("absent", "unreadable"):
            figures[figure] = Cell(State(text_))
        elif text_:
            figures[figure] = Cell(State.VALUE, Decimal(text_), How.PRINTED, text_)
        else:
            figures[figure] = Cell(State.BLANK)
    return Report(
        _SOURCE, FORMS["2021"], figures, agency="东河县民政局", year=2023,
        sections={"一": text, "六": six},
    )  # fmt: skip


def rules_of(*arguments: str, **cells: str) -> list[tuple[str, float | None, float | None]]:
    return [
        (rule, left, right)
        for rule, _, left, right in seen(text_findings(report(*arguments, **cells)))
    ]


NEW = {"new_received__total": "12", "new_received__natural_person": "12"}


@pytest.mark.parametrize(
    ("text", "cells", "found"),
    [
        ("收到政府信息公开申请13件。", NEW, [("N1_received", 13, 12)]),
        ("收到政府信息公开申请12件。", NEW, []),
        ("受理政府信息公开申请13件（含上年结转1件）。", NEW | {"carried_in__total": "1"}, []),
        ("未收到政府信息公开申请。", NEW, [("N1_received", 0, 12)]),
        ("收到政府信息公开申请10余件。", NEW, []),
        ("收到政府信息公开申请近40件。", NEW, [("N1_received", 40, 12)]),
        ("2022年收到申请40件。其中县公安局收到申请7件。", NEW, []),
        ("收到申请12件，均为自然人提出。", NEW, []),
        ("予以公开3件。", {"granted__total": "4"}, [("N2_outcome_text", 3, 4)]),
        ("予以公开及部分公开5件。", {"granted__total": "4", "partial__total": "1"}, []),
        ("不予公开2件。", {"deny_third_party__total": "1"}, [("N2_outcome_text", 2, 1)]),
        ("未发生行政复议。", {"review_total": "2"}, [("N3_disputes", 0, 2)]),
        ("发生行政诉讼3件。", {"suit_direct_total": "1", "suit_after_review_total": "2"}, []),
        ("制发规范性文件3件。", {"normative_issued": "2"}, [("N6_docs", 3, 2)]),
        ("清理规范性文件33件，印发政策文件40件。", {"normative_issued": "2"}, []),
    ],
)  # fmt: skip
def test_counts(text: str, cells: dict[str, str], found: list[Any]) -> None:
    assert rules_of(text, **cells) == found


@pytest.mark.parametrize("state", ["", "absent", "unreadable"])
@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("收到政府信息公开申请13件。", "new_received__total"),
        ("予以公开3件。", "granted__total"),
        ("未发生行政诉讼。发生行政复议4件。", "review_total"),
        ("制发规范性文件3件。", "normative_issued"),
    ],
)
def test_a_cell_of_which_nothing_is_known_says_nothing(text: str, figure: str, state: str) -> None:
    cells = {figure: state}
    # Blank parts leave nothing to derive a total from.
    for other in FORMS["2021"].figures:
        if other.split(".")[0].split("_")[0] == figure.split("__")[0].split("_")[0]:
            cells.setdefault(other.replace(".", "__"), state)
    assert rules_of(text, **cells) == []


def test_a_blank_total_is_derived_from_its_parts() -> None:
    cells = {"new_received__total": "", "new_received__natural_person": "12"}
    assert rules_of("收到政府信息公开申请12件。", **cells) == []
    assert rules_of("收到政府信息公开申请13件。", **cells) == [("N1_received", 13, 12)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("办结申请130件，其中予以公开59件，占45.3%。", []),
        ("办结申请130件，其中予以公开59件，占45.38%。", []),
        ("办结申请130件，其中予以公开59件，占45%。", []),
        ("办结申请130件，其中予以公开59件，占46.3%。", [("N4_percent", 46.3, 45.38)]),
        ("办结申请130件，同比增长70.3%，满意率99%，按时办结率100%。", []),
    ],
)
def test_percentages(text: str, found: list[Any]) -> None:
    cells = {"granted__total": "59", "unable_not_held__total": "71", "outcome_total__total": "130"}
    assert rules_of(text, **cells) == found


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("公开信息90条，其中动态60条、公告20条。", Severity.INFO),
        ("公开信息90条，其中动态60条、公告40条。", Severity.INFO),
        ("公开信息90条，政府网站、政务新媒体分别为60条、20条。", Severity.ERROR),
        ("公开信息90条，其中动态60条、公告30条。", None),
        ("公开信息90条，包括动态60条、公告20条等。", None),
        ("公开信息近90条，其中动态60条、公告20条。", None),
        ("公开信息90条，其中动态60条。", None),
    ],
)
def test_parts(text: str, severity: Severity | None) -> None:
    found = [finding.severity for finding in text_findings(report(text))]
    assert found == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("six", "year", "fires"),
    [
        ("组织培训两次。", 2023, True),
        ("组织培训两次。", 2020, False),
        ("组织培训两次。未收取信息处理费。", 2023, False),
        ("无。", 2023, False),
        ("没有其他需要报告的事项。", 2023, False),
        ("", 2023, False),
    ],
)
def test_fee(six: str, year: int, fires: bool) -> None:
    found = text_findings(replace(report("工作有序。", six), year=year))
    assert [f.rule for f in found] == (["N7_fee"] if fires else [])
    assert rules_of("未收取任何费用。", "组织培训两次。") == []


def test_a_finding_is_said_once_in_words_for_a_citizen() -> None:
    text = (
        "收到政府信息公开申请13件。\n（二）依申请公开\n我局共受理政府信息公开申请13件，按期办结。"
    )
    (finding,) = text_findings(report(text, **NEW))
    assert (finding.severity, finding.verdict) == (Severity.WARNING, Verdict.FAIL)
    assert finding.cells == ("new_received.total",)
    assert finding.quote == "收到政府信息公开申请13件"
    assert finding.message == (
        "正文说收到申请 13 件（“收到政府信息公开申请13件”），表格里对应的是 12 件。"
    )


def test_every_mention_is_read() -> None:
    text = "收到政府信息公开申请12件。本年共受理政府信息公开申请14件。"
    assert rules_of(text, **NEW) == [("N1_received", 14, 12)]


# ---------------------------------------------------------------- the labelled set


def test_the_labelled_set() -> None:
    right: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    false: Counter[str] = Counter()
    count = clean = 0
    for labelled, rules in cases():
        found = {finding.rule for finding in text_findings(labelled)}
        right.update(found & rules)
        missed.update(rules - found)
        false.update(found - rules)
        count, clean = count + 1, clean + (not rules)
    assert (count, clean) == (len(RULE_IDS) * PER_RULE + CLEAN, CLEAN)
    recall = right.total() / (right.total() + missed.total())
    precision = right.total() / (right.total() + false.total())
    hold("labelled N", "recall", recall)
    hold("labelled N", "precision", precision)
    assert (min(recall, precision) >= 0.98, missed, false) == (True, Counter(), Counter())


def test_the_labelled_tables_hold() -> None:
    """No other rule speaks of a table that is only there to be compared with."""
    others = {
        finding.rule
        for labelled, _ in list(cases())[::7]
        for finding in audit(labelled).findings
        if finding.rule not in RULE_IDS and finding.severity in (Severity.ERROR, Severity.WARNING)
    }
    assert others == set()


def test_every_rule_has_four_wordings() -> None:
    assert {rule: len(wordings) >= 4 for rule, wordings in RULES.items()} == dict.fromkeys(
        RULES, True
    )
