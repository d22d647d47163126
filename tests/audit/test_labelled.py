"""The audit on labelled cases: what it finds, what it wrongly finds, and what it costs."""

from random import Random

import pytest

from govdash import report as reports
from govdash.forms import FORMS
from govdash.rules import RULES
from tests.audit.drafts import balanced
from tests.audit.labelled import Score, by_family, case, cases, fired, score
from tests.audit.right import RIGHT
from tests.audit.seeded import SEEDED
from tests.bench.audit import against_reading, labelled, over_years
from tests.floors import hold

ENOUGH = 0.98
OF_ARITHMETIC = ("R1", "R2", "R3", "R4", "R5", "R6", "R9", "R10", "X1", "X2", "X3", "X4")
ELSEWHERE = ("N", "X6", "S5_separated", "S5_twice", *([] if hasattr(reports, "Period") else ["M2"]))
"""Rules with labelled cases of their own, or whose evidence is not read yet."""


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    return score(labelled(seeded=4, right=5))


def test_there_are_enough_cases() -> None:
    assert sum(bool(each.expected) for each in cases(SEEDED, 4)) >= 300
    assert sum(1 for _ in cases(RIGHT, 5)) >= 300


def test_every_rule_is_seeded(scores: dict[str, Score]) -> None:
    seeded = {rule for rule, each in scores.items() if each.seeded}
    assert {rule for rule in RULES if not rule.startswith(ELSEWHERE)} - seeded == set()


def test_sums_are_never_wrong(scores: dict[str, Score]) -> None:
    wrong = {
        rule: each
        for rule, each in scores.items()
        if rule.split("_")[0] in OF_ARITHMETIC and (each.recall < 1 or each.precision < 1)
    }
    assert wrong == {}


def test_every_rule_and_family_is_right_enough(scores: dict[str, Score]) -> None:
    for name, each in {**scores, **by_family(scores)}.items():
        assert (name, each.recall >= ENOUGH, each.precision >= ENOUGH) == (name, True, True)
        hold("audit", f"{name} recall", each.recall)
        hold("audit", f"{name} precision", each.precision)


@pytest.mark.parametrize("form", FORMS)
def test_no_single_cell_of_a_sum_can_be_wrong_unseen(form: str) -> None:
    """Each of the 175 or 161 cells of section 三 and the 15 of section 四, one more than right."""
    draft = balanced(Random(9), form)
    summed = [figure.id for figure in FORMS[form].figures.values() if figure.section in "三四"]
    unseen = []
    for figure in summed:
        draft.add(figure, 1)
        if not {rule[:2] for rule in fired(case(figure, draft))} & {"R1", "R2", "R3", "R6"}:
            unseen.append(figure)
        draft.add(figure, -1)
    assert (len(summed), unseen) == ({"2019": 176, "2021": 190}[form], [])


def test_auditing_costs_less_than_reading() -> None:
    found = against_reading()
    assert {
        name: auditing < reading for name, (reading, auditing) in found.items()
    } == dict.fromkeys(found, True)


def test_many_years_in_one_pass() -> None:
    stored, seconds, found = over_years(agencies=40, years=6)
    assert (stored, found) == (240, 1)
    assert seconds < 5
