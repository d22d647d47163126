"""The arithmetic rules on tables computed by hand; blanks are evaluated in three steps."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govdash.audit import audit, checks_of, outcomes
from govdash.audit.years import of_series, of_year
from govdash.forms import FORMS, Relation
from govdash.report import Finding, OutcomeGap, Verdict, from_json, to_json
from govdash.rules import RULES
from govdash.store.filters import LEVELS
from tests.audit.made import persons, report, row


def found(cells: dict[str, str], form: str = "2021", rest: str = "0") -> list[tuple[str, str, str]]:
    findings = audit(report(cells, form, rest)).findings
    return [(finding.rule, finding.severity.value, finding.verdict.value) for finding in findings]


def only(cells: dict[str, str], rule: str, form: str = "2021", rest: str = "0") -> Finding:
    (finding,) = [f for f in audit(report(cells, form, rest)).findings if f.rule == rule]
    return finding


ERROR = "error", "fail"


@pytest.mark.parametrize("form", FORMS)
def test_zeros_hold(form: str) -> None:
    assert found({}, form) == []
    lines = {"2019": 40, "2021": 42}[form]
    assert checks_of(report({}, form)).count(Verdict.PASS) == lines


@pytest.mark.parametrize(
    ("cells", "rules"),
    [
        (persons(new_received="5", granted="4", outcome_total="4", carried_out="1"), []),
        (
            persons(new_received="3", carried_in="2", granted="5", outcome_total="5"),
            [],
        ),
        (
            persons(new_received="5", granted="4", outcome_total="4"),
            [("R1_balance", "natural_person", 5, 4), ("R1_balance", "total", 5, 4)],
        ),
        (
            persons(new_received="2", outcome_total="2"),
            [("R2_outcome_sum", "natural_person", 0, 2), ("R2_outcome_sum", "total", 0, 2)],
        ),
        (
            {"new_received.total": "1", "granted.total": "1", "outcome_total.total": "1"},
            [("R3_row_total", row, 0, 1) for row in ("new_received", "granted", "outcome_total")],
        ),
        ({"review_upheld": "1", "review_total": "2"}, [("R6_cases", "review", 1, 2)]),
        ({"suit_direct_total": "1"}, [("R6_cases", "suit_direct", 0, 1)]),
        ({"suit_after_review_other": "1"}, [("R6_cases", "suit_after_review", 1, 0)]),
    ],
)
def test_broken_sums(cells: dict[str, str], rules: list[tuple[str, str, int, int]]) -> None:
    findings = audit(report(cells)).findings
    assert [(f.rule, f.left, f.right) for f in findings] == [(r, a, b) for r, _, a, b in rules]
    for finding, (_, line, left, right) in zip(findings, rules, strict=True):
        assert (finding.severity.value, finding.verdict.value) == ERROR
        assert all(line in figure for figure in finding.cells)
        assert f"差 {abs(left - right)} 件" in finding.message


# ---------------------------------------------------------------- blanks: three steps


def test_blank_parts_count_as_nothing() -> None:
    cells = row("new_received", "2", "", "-", "/", "无", "", "2")
    cells |= row("granted", "2", "", "", "", "", "", "2") | persons(outcome_total="2")
    assert found(cells) == [("R5_blank_cells", "notice", "fail")]
    verdicts = {
        item.line: (item.strict, item.verdict)
        for item in checks_of(report(cells)).checks
        if item.relation is Relation.APPLICANTS
    }
    assert verdicts["new_received"] == (Verdict.NOT_ASSESSABLE, Verdict.PASS)
    assert verdicts["outcome_total"] == (Verdict.PASS, Verdict.PASS)


def test_blank_parts_can_contradict_a_total() -> None:
    cells = row("deny_third_party", "2", "", "", "", "", "", "3")
    assert ("R3_row_total", *ERROR) in found(cells)


def test_a_blank_total_is_derived_and_never_zero() -> None:
    cells = persons(new_received="12", granted="11", deny_process_info="1")
    cells |= row("outcome_total", *[""] * 7)
    audited = audit(report(cells))
    derived = audited.derived["outcome_total.total"]
    assert (derived.value, set(derived.sources) >= {"granted.total"}) == (12, True)
    assert audited.cells["outcome_total.total"].value is None
    rules = [(f.rule, f.severity.value, f.verdict.value) for f in audited.findings]
    assert ("R5_total_missing", *ERROR) in rules
    assert ("R1_balance", "info", "pass_derived") in rules
    assert not [rule for rule in rules if rule[0] == "R1_balance" and rule[2] == "fail"]
    assert outcomes(audited).concluded == 12


def test_a_blank_row_of_carried_out_is_no_zero() -> None:
    """12 = 11 + blank: one request is carried out, or forgotten; nobody can say it is missing."""
    cells = persons(new_received="12", granted="11", outcome_total="11")
    cells |= row("carried_out", *[""] * 7)
    rules = found(cells)
    assert [rule for rule in rules if rule[0] == "R1_balance"] == []
    assert ("R5_total_missing", "warning", "fail") in rules
    assert "carried_out.total" not in audit(report(cells)).derived


def test_row_totals_left_blank() -> None:
    cells = persons(new_received="3", granted="3", outcome_total="3") | {"granted.total": ""}
    finding = only(cells, "R5_total_missing")
    assert (finding.severity.value, finding.cells) == ("warning", ("granted.total",))
    assert audit(report(cells)).derived["granted.total"].value == 3


@pytest.mark.parametrize("state", ["absent", "unreadable"])
def test_what_our_copy_lacks_is_never_zero(state: str) -> None:
    cells = persons(new_received="3", granted="3", outcome_total="3")
    part = audit(report(cells | {"granted.org_other": state}))
    assert "R3_row_total" not in {finding.rule for finding in part.findings}
    item = [
        check
        for check in checks_of(part).checks
        if check.relation is Relation.APPLICANTS and check.line == "granted"
    ]
    assert [check.verdict for check in item] == [Verdict.NOT_ASSESSABLE]
    total = audit(report(cells | {"granted.total": state}))
    assert total.derived["granted.total"].value == 3
    assert {finding.severity.value for finding in total.findings} <= {"extraction"}


def test_a_lost_part_gives_no_total() -> None:
    cells = {"granted.total": "absent", "granted.org_other": "absent"}
    assert "granted.total" not in audit(report(cells)).derived
    assert outcomes(audit(report(cells))).groups["g_granted"] is None


def test_a_wholly_blank_table_says_nothing() -> None:
    assert found({}, rest="") == []
    assert checks_of(report({}, rest="")).count(Verdict.NOT_ASSESSABLE) == 42


# ---------------------------------------------------------------- form of numbers


@pytest.mark.parametrize(
    ("figure", "text", "form", "odd"),
    [
        ("license_decisions", "-3", "2021", True),
        ("license_decisions", "2.5", "2021", True),
        ("license_decisions", "1808595", "2021", False),
        ("license_items_delta", "-8", "2019", False),
        ("license_items_delta", "1.5", "2019", True),
        ("fee_amount_wan", "2.5", "2021", False),
    ],
)
def test_whole_counts(figure: str, text: str, form: str, odd: bool) -> None:
    others = {"license_items_prev": "10"} if form == "2019" else {}
    rules = found(others | {figure: text}, form)
    assert rules == ([("R4_nonneg_int", *ERROR)] if odd else [])


@pytest.mark.parametrize(
    ("text", "severity"),
    [("-1", "error"), ("251000元", "warning"), ("25.1万元", None), ("25.1", None)],
)
def test_money(text: str, severity: str | None) -> None:
    rules = found({"procurement_amount_wan": text}, "2019")
    assert rules == ([("R7_money", severity, "fail")] if severity else [])


# ---------------------------------------------------------------- what is known of outcomes


def test_groups() -> None:
    cells = persons(
        new_received="15", granted="1", partial="2", deny_third_party="3", unable_not_held="4",
        reject_petition="2", other_misc="3", outcome_total="15",
    )  # fmt: skip
    assert list(outcomes(audit(report(cells))).groups.values()) == [1, 2, 3, 4, 2, 3]
    assert outcomes(audit(report(cells))).concluded == 15


def test_contradicting_outcomes_are_unknown() -> None:
    found = outcomes(audit(report(persons(new_received="2", outcome_total="2"))))
    assert (found.concluded, found.gap) == (None, OutcomeGap.CONTRADICTION)
    assert set(found.groups.values()) == {None}


# ---------------------------------------------------------------- the catalogue, and anything at all


def test_every_rule_is_declared_whole() -> None:
    texts = {
        rule.id: (rule.name, rule.sentence, rule.name_en, rule.sentence_en, rule.needs)
        for rule in RULES.values()
    }
    assert [rule for rule, each in texts.items() if not all(each)] == []
    assert [rule for rule, each in texts.items() if not each[1].endswith("。")] == []
    assert [rule for rule, each in texts.items() if "造假" in "".join(each)] == []
    families = {rule[:1] for rule in RULES}
    assert families >= {"R", "X", "M", "S", "P"}


anything = st.one_of(
    st.sampled_from(["", "-", "/", "无", "absent", "unreadable", "0", "?3", "-2", "1.5", "9元"]),
    st.integers(-3, 10**9).map(str),
)


@settings(deadline=None, max_examples=80, derandomize=True)
@given(
    form=st.sampled_from(list(FORMS)),
    some=st.lists(anything, min_size=3, max_size=60),
    year=st.sampled_from([None, 2018, 2019, 2020, 2021, 2030]),
    level=st.sampled_from([*LEVELS, "unknown"]),
    published=st.sampled_from([None, "2020-02-29", "2031-12-31"]),
)
def test_the_audit_never_raises(
    form: str, some: list[str], year: int | None, level: str, published: str | None
) -> None:
    cells = {figure: some[place % len(some)] for place, figure in enumerate(FORMS[form].figures)}
    made = audit(report(cells, form, year=year, published=published), level, "department")
    assert from_json(json.loads(json.dumps(to_json(made)))) == made
    assert {finding.rule for finding in made.findings} <= set(RULES)
    assert all(finding.message.endswith(("。", "）")) for finding in made.findings)
    rows = [of_year(str(place), replace(made, year=2019 + place)) for place in range(4)]
    assert [found for _, found in of_series(row for row in rows if row) if not found.cells] == []
