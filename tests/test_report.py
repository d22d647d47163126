"""Reports to JSON and back: nothing lost, nothing made up, contradictions refused."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govdash.errors import RefusedError
from govdash.forms import FORMS
from govdash.report import (
    Cell,
    Derived,
    Finding,
    How,
    Region,
    Report,
    Severity,
    Source,
    State,
    Stated,
    Verdict,
    from_json,
    number,
    to_json,
)

numbers = st.one_of(
    st.integers(0, 10**9).map(Decimal),
    st.decimals(0, 10**6, places=6, allow_nan=False, allow_infinity=False),
)
words = st.one_of(st.none(), st.text(max_size=8))
lines = st.one_of(st.none(), st.integers(1, 9999), st.just("3:12"))
cells = st.one_of(
    st.builds(Cell, st.just(State.VALUE), numbers, st.sampled_from(How), words, lines),
    st.builds(
        Cell,
        st.sampled_from([state for state in State if state is not State.VALUE]),
        st.none(), st.none(), words, lines,
    ),
)  # fmt: skip
findings = st.builds(
    Finding, st.just("R2_outcome_sum"), st.sampled_from(Severity), st.sampled_from(Verdict),
    st.just(("outcome_total.total",)), st.one_of(st.none(), numbers),
    st.one_of(st.none(), numbers), st.text(max_size=8), words,
)  # fmt: skip
regions = st.one_of(
    st.none(),
    st.builds(Region, st.just("130303"), st.just("河北省秦皇岛市山海关区"), st.just("high")),
    st.just(Region(None, None, "none", ("110105 北京市朝阳区",))),
)
stated = st.builds(
    Stated, st.just("published_items"), numbers, st.just("条"), st.booleans(), st.text(max_size=8),
    lines,
)  # fmt: skip


@st.composite
def reports(draw: st.DrawFn) -> Report:
    form = FORMS[draw(st.sampled_from(list(FORMS)))]
    some = draw(st.lists(cells, min_size=8, max_size=8))
    return Report(
        Source("a.txt", "0" * 64, "text/plain", "utf-8", "hans"),
        form,
        {figure: some[index % 8] for index, figure in enumerate(form.figures)},
        draw(words),
        draw(words),
        draw(st.one_of(st.none(), st.integers(2019, 2030))),
        draw(st.sampled_from([None, "2024-01-23"])),
        draw(st.sampled_from(["self", "aggregate", "unknown"])),
        draw(regions),
        {"granted.total": Derived(draw(numbers), ("granted.natural_person",))},
        {"一": draw(st.text(max_size=8))},
        tuple(draw(st.lists(stated, max_size=2))),
        tuple(draw(st.lists(findings, max_size=2))),
    )


@settings(deadline=None, max_examples=60, derandomize=True)
@given(report=reports())
def test_round_trip(report: Report) -> None:
    assert from_json(json.loads(json.dumps(to_json(report)))) == report


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "null"),
        (Decimal(0), "0"),
        (Decimal("2.000000"), "2"),
        (Decimal("421.39"), "421.39"),
        (Decimal("25.1"), "25.1"),
        (Decimal("123456789.123456"), "123456789.123456"),
    ],
)
def test_numbers(value: Decimal | None, written: str) -> None:
    assert json.dumps(number(value)) == written


def whole() -> dict[str, Any]:
    zero = Cell(State.VALUE, Decimal(0), How.PRINTED, "0", 1)
    form = FORMS["2021"]
    return to_json(
        Report(Source("a", "0" * 64, "text/plain"), form, dict.fromkeys(form.figures, zero))
    )


def put(figure: str, **fields: Any) -> Callable[[dict[str, Any]], None]:
    plain = {"state": "value", "value": 1, "how": "printed", "text": "1", "line": 1}
    return lambda data: data["cells"].__setitem__(figure, plain | fields)


BROKEN: list[tuple[str, Callable[[dict[str, Any]], object]]] = [
    ("other schema", lambda data: data.update(schema="govdash.report/2")),
    ("no schema", lambda data: data.pop("schema")),
    ("unknown form", lambda data: data.update(form="2020")),
    ("form of another type", lambda data: data.update(form=2021)),
    ("no cells", lambda data: data.pop("cells")),
    ("unknown figure", put("granted.martian")),
    ("figure of the other form", put("other_handling.total")),
    ("unknown state", put("granted.total", state="maybe")),
    ("a blank with a number", put("granted.total", state="blank")),
    ("a value without a number", put("granted.total", value=None)),
    ("a number as text", put("granted.total", value="many")),
    ("not a number", put("granted.total", value=float("nan"))),
    ("infinite", put("granted.total", value=float("inf"))),
    ("a truth value", put("granted.total", value=True)),
    ("unknown how", put("granted.total", how="guessed")),
    ("unknown verdict", lambda data: data.update(findings=[{"rule": "R1_balance"}])),
    ("no source", lambda data: data.update(source={"path": "x"})),
    ("a list of cells", lambda data: data.update(cells=[])),
]


@pytest.mark.parametrize(("what", "damage"), BROKEN, ids=[what for what, _ in BROKEN])
def test_what_is_refused(what: str, damage: Callable[[dict[str, Any]], object]) -> None:
    data = whole()
    damage(data)
    with pytest.raises(RefusedError, match=r"govdash\.report/1"):
        pytest.fail(f"{what}: {from_json(data)}")


def test_cells_left_out_are_absent() -> None:
    data = whole()
    del data["cells"]["granted.total"]
    report = from_json(data)
    assert report.cells["granted.total"] == Cell(State.ABSENT)
    assert len(report.cells) == 200
