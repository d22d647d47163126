"""Numbers as agencies print them."""

from decimal import Decimal

import pytest

from govdash.sentences.quantities import quantities
from govdash.sentences.text import prepare


def numbers(text: str) -> list[tuple[Decimal, str, bool]]:
    return [(q.value, q.unit, q.approximate) for q in quantities(prepare(text).matched)]


@pytest.mark.parametrize(
    ("text", "value", "unit", "approximate"),
    [
        ("3119件", 3119, "件", False),
        ("3,119件", 3119, "件", False),
        ("3，119件", 3119, "件", False),
        ("３１１９件", 3119, "件", False),
        ("3 119 件", 3119, "件", False),
        ("18万余条", 180000, "条", True),
        ("3.5万条", 35000, "条", False),
        ("1.2万余条", 12000, "条", True),
        ("40多条", 40, "条", True),
        ("近300条", 300, "条", True),
        ("约300条", 300, "条", True),
        ("超过300条", 300, "条", True),
        ("逾300条", 300, "条", True),
        ("300条左右", 300, "条", True),
        ("一百零三件", 103, "件", False),
        ("两件", 2, "件", False),
        ("十二期", 12, "期", False),
        ("二十余次", 20, "次", True),
        ("38.27%", Decimal("38.27"), "%", False),
        ("百分之五十", 50, "%", False),
        ("2.5万元", 25000, "元", False),
        ("251000元", 251000, "元", False),
        ("4场次", 4, "场", False),
    ],
)
def test_one_number(text: str, value: float, unit: str, approximate: bool) -> None:
    assert numbers(f"共{text}。") == [(Decimal(value), unit, approximate)]


@pytest.mark.parametrize(
    "text",
    [
        "第3次",
        "每一件",
        "某一件",
        "《条例》第20条第",
        "第六期",
        "1+X",
        "千百条",
        "12345热线",
        "9" * 20 + "件",
    ],
)
def test_no_number(text: str) -> None:
    assert numbers(text) == []


def test_bounds_are_marked() -> None:
    found = quantities("不少于3篇,5次以上,至多")
    assert [(q.value, q.bound) for q in found] == [(3, True), (5, True)]


def test_bare_numbers_end_a_clause_or_stand_in_a_list() -> None:
    assert numbers("分别为3、5和7件") == [(3, "", False), (5, "", False), (7, "件", False)]
    assert numbers("电话0737和2024-1525号") == [(Decimal(737), "", False)]
