"""What a cell prints: a number, a mark for none, nothing, or words."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from govdash.reading.remembered import remembered
from govdash.report import State

_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<point>\.\d+)?(?P<unit>万元|元|件|条|项|个|宗|起|份|次)?"
)
# More digits than any agency counts: noise, not a figure.
_MOST_DIGITS = 12
_MOST_DECIMALS = 6
_CHANGE = re.compile(r"(?:(?P<more>增加?|新增)|减少?)(?P<digits>\d{1,12})(?:件|条|项|个)?")
_SHORT = 40
_MARKS = {
    **dict.fromkeys(("-", "--", "—", "——", "–", "─", "－"), State.DASH),
    "/": State.SLASH,
    "无": State.NONE_WORD,
    "": State.BLANK,
}


class Unit(Enum):
    """A unit of money printed inside a cell or heading."""

    YUAN = "元"
    WAN = "万元"


@dataclass(frozen=True, slots=True)
class Printed:
    """What was read from one cell; `number` only with state VALUE.

    `change` is what 增5 or 减少8 means in a column of changes; in any other it is no number.
    """

    state: State
    number: Decimal | None = None
    unit: Unit | None = None
    change: Decimal | None = None


BLANK = Printed(State.BLANK)
"""The one value of every cell that is there and empty."""

_PRINTED = {
    mark: BLANK if state is State.BLANK else Printed(state) for mark, state in _MARKS.items()
} | dict.fromkeys("零〇○", Printed(State.VALUE, Decimal(0)))


@remembered(_SHORT)
def read_value(text: str) -> Printed | None:
    """Read squeezed cell text as a value; None where it is words."""
    mark = _PRINTED.get(text)
    if mark is not None:
        return mark
    match = _NUMBER.fullmatch(text)
    if match is None:
        return _change(text)
    digits = match["digits"].replace(",", "")
    if len(digits) > _MOST_DIGITS or len(match["point"] or ".") - 1 > _MOST_DECIMALS:
        return Printed(State.UNREADABLE)
    unit = Unit(match["unit"]) if match["unit"] in ("元", "万元") else None
    number = Decimal(f"{match['sign']}{digits}{match['point'] or ''}")
    return Printed(State.VALUE, number, unit)


def _change(text: str) -> Printed | None:
    match = _CHANGE.fullmatch(text)
    if match is None:
        return None
    number = Decimal(match["digits"])
    return Printed(State.UNREADABLE, change=number if match["more"] else -number)
