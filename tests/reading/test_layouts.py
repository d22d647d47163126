"""Random reports in every layout, each with up to three damages: nothing wrong, nearly all given.

The full run, 200 reports a layout with a table, is `python -m tests.bench.layouts`.
"""

from random import Random

import pytest

from govdash.forms import FORMS
from tests.bench.layouts import Score, judge, scores
from tests.floors import hold
from tests.printer.cases import LAYOUTS, Layout, case, possible
from tests.printer.damage import DAMAGES, Damage
from tests.printer.draw import drawn, plain

REPORTS = 12
ENOUGH = 0.99
"""Of the numbers that are printed and can be told apart; the rest is unreadable and said so."""


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_layout_with_its_damages(layout: Layout) -> None:
    (score,) = scores([layout], REPORTS, seed=1000)[0].values()
    assert score.wrong == []
    hold("layouts", layout.name, score.share)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_a_damage_alone_in_every_layout(damage: Damage) -> None:
    whole = Score()
    for layout in LAYOUTS:
        if damage in possible(layout):
            for score in scores([layout], 2, 2000, [damage.name])[0].values():
                whole.add(score)
    assert whole.wrong == []
    assert whole.share >= ENOUGH


def test_there_are_enough_of_both() -> None:
    assert len({layout.name for layout in LAYOUTS}) + len(DAMAGES) >= 24
    assert {made.drawn.form.id for made in (case(LAYOUTS[0], seed) for seed in range(20))} == set(
        FORMS
    )


def test_the_judge_sees_a_wrong_number() -> None:
    """What is printed otherwise than drawn counts as wrong, and lowers what is given."""
    made = case(LAYOUTS[0], 3, ())
    figure = "new_received.total"
    made.drawn.values[figure] += 1
    score = judge(made)
    assert len(score.wrong) == 1
    assert f" {figure}: " in score.wrong[0]
    assert score.given < score.printed


def test_drawn_reports_hold_their_sums() -> None:
    """The figures drawn are those of a report without a mistake."""
    for seed in range(30):
        for form in FORMS.values():
            values = drawn(form, Random(seed), plain).values
            received = values["new_received.total"] + values["carried_in.total"]
            assert received == values["outcome_total.total"] + values["carried_out.total"]
            results = ("upheld", "corrected", "other", "pending")
            assert sum(values[f"review_{name}"] for name in results) == values["review_total"]
