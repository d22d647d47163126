"""What one cell prints."""

from decimal import Decimal

import pytest

from govdash.reading.numbers import Unit, read_value
from govdash.reading.text import squeeze
from govdash.report import State


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"),
        ("007", "7"),
        ("3,119", "3119"),
        ("3，119", "3119"),
        ("1,234,567", "1234567"),
        ("１２", "12"),
        ("1 2", "12"),
        ("12件", "12"),
        ("+1036", "1036"),
        ("-8", "-8"),
        ("－8", "-8"),
        ("421.39", "421.39"),
        ("0.0000", "0"),
        ("36项", "36"),
    ],
)
def test_numbers(text: str, number: str) -> None:
    found = read_value(squeeze(text))
    assert found is not None
    assert (found.state, found.number, found.unit) == (State.VALUE, Decimal(number), None)


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("251000元", 251000, Unit.YUAN),
        ("25.1万元", Decimal("25.1"), Unit.WAN),
        ("0元", 0, Unit.YUAN),
    ],
)
def test_money(text: str, number: Decimal, unit: Unit) -> None:
    found = read_value(text)
    assert found is not None
    assert (found.number, found.unit) == (number, unit)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("", State.BLANK),
        ("　", State.BLANK),
        ("-", State.DASH),
        ("—", State.DASH),
        ("——", State.DASH),
        ("－", State.DASH),
        ("–", State.DASH),
        ("/", State.SLASH),
        ("／", State.SLASH),
        ("无", State.NONE_WORD),
        ("1" * 13, State.UNREADABLE),
    ],
)
def test_marks(text: str, state: State) -> None:
    found = read_value(squeeze(text))
    assert found is not None
    assert (found.state, found.number) == (state, None)


@pytest.mark.parametrize(
    "text",
    ["规章", "①12件", "12①", "1.属于国家秘密", "3,11", "1,2345", "12%", "1.2.3", "2021年", "1-2", "１②", "O",
     "约12", "12余", "1.2万", "3/4", "--1", "²"],
)  # fmt: skip
def test_words(text: str) -> None:
    """No number is made of what is not plainly one."""
    assert read_value(squeeze(text)) is None
