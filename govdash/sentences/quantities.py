"""Numbers with their units in running text: 3,119件, 18万余条, 一百零三件, 约2.5万元, 38.27%."""

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from cn2an import cn2an

_UNITS = (
    "件次|件套|件|条次|条|份|宗|次数|人次|次|篇次|篇|期|场次|场|个工作日|个月|个|起|项|部|例|"
    "家次|家|万元|元|名|册|户|批次|批|页|字|人|天|日|年|月|%|个百分点|类|级"
)
_CHINESE = "零〇一二三四五六七八九十百千两"
_BOUND = "以上|以下|以内|左右"
# Both begin with one of a set of characters, which lets the search skip at full speed.
_DIGITS = re.compile(
    r"(?P<n>[0-9](?:[0-9]{0,2}(?:,[0-9]{3})+(?![0-9,][0-9])|[0-9]{0,14}(?:\.[0-9]{1,6})?(?![0-9])))"
    rf"(?P<a>余|多)?(?P<m>[万千百亿])?(?P<b>余|多)?(?:(?P<u>{_UNITS})(?P<o>{_BOUND})?|\((?P<v>{_UNITS})\))?"
)
_NUMERALS = re.compile(
    rf"(?P<n>[{_CHINESE}][{_CHINESE}]{{0,11}}(?:点[{_CHINESE}]{{1,4}})?)(?P<a>余|多)?(?P<m>万)?(?P<b>余|多)?"
    rf"(?P<u>{_UNITS})(?P<o>{_BOUND})?"
)
_PERCENT = re.compile(rf"百分之(?P<n>[{_CHINESE}]{{1,8}}(?:点[{_CHINESE}]{{1,4}})?)")
_BEFORE = re.compile(
    "(?:(约|近|逾|超过?|大约|将近|接近|突破)|(不少于|不低于|不超过|至少|最多|低于|高于)|"
    "(第|每|任何|某|同|这|逐))$"
)
_ENDS_OF_BEFORE = frozenset("约近逾超过破于少多第每何某同这逐")
_FACTORS = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_SAME = {"件次": "件", "条次": "条", "场次": "场", "次数": "次", "篇次": "篇"}
_ROUND = {"百": Decimal(100), "千": Decimal(1000)}
_NEARLY = frozenset("近约逾超")
_BOUNDS = frozenset({"以上", "以下", "以内"})
_LOOK_BACK = 3


class Quantity(NamedTuple):
    """A number as it stands in the text; `bound` where it only says at least or at most."""

    start: int
    end: int
    value: Decimal
    unit: str
    approximate: bool
    bound: bool


@lru_cache(maxsize=1024)
def _chinese(text: str) -> Decimal | None:
    """The value of Chinese numerals; None where they are none (千百, 一一)."""
    if text in ("百", "千", "百千", "千百"):
        return None
    try:
        return Decimal(str(cn2an(text, "smart")))
    except (ValueError, InvalidOperation, KeyError, IndexError):
        return None


def quantities(text: str) -> list[Quantity]:
    """Every number with a unit, and every bare one that ends a clause or stands in a list."""
    found = [number for match in _DIGITS.finditer(text) if (number := _digits(text, match))]
    chinese = [number for match in _NUMERALS.finditer(text) if (number := _numerals(text, match))]
    if "百分之" in text:
        chinese += [n for match in _PERCENT.finditer(text) if (n := _numerals(text, match, "%"))]
    return sorted(found + chinese, key=lambda number: number.start) if chinese else found


def _digits(text: str, match: re.Match[str]) -> Quantity | None:
    start, end = match.span()
    if start and text[start - 1] in _INSIDE:
        return None
    printed, factor, unit = match["n"], match["m"], match["u"] or match["v"]
    if not unit and (factor or text[end : end + 1] not in _ENDS):
        return None
    return _quantity(text, match, Decimal(printed.replace(",", "")), unit or "")


def _numerals(text: str, match: re.Match[str], percent: str = "") -> Quantity | None:
    value = _chinese(match["n"])
    if match["n"] in _ROUND and text[max(match.start() - 1, 0)] in _NEARLY:
        value = _ROUND[match["n"]]
    if value is None:
        return None
    if percent:
        return Quantity(match.start(), match.end(), value, percent, False, False)
    return _quantity(text, match, value, match["u"])


def _quantity(text: str, match: re.Match[str], value: Decimal, unit: str) -> Quantity | None:
    start, end = match.span()
    near = start and text[start - 1] in _ENDS_OF_BEFORE
    before = _BEFORE.search(text, max(start - _LOOK_BACK, 0), start) if near else None
    if before and before[3]:
        return None
    some, factor, more, tail = match.group("a", "m", "b", "o")
    if factor:
        value *= _FACTORS[factor]
    if unit == "万元":
        value, unit = value * 10_000, "元"
    return Quantity(
        start,
        end,
        value,
        _SAME.get(unit, unit),
        bool(some or more or (before and before[1])) or tail == "左右",
        tail in _BOUNDS or bool(before and before[2]),
    )


_INSIDE = frozenset("0123456789.")
_ENDS = frozenset([*",;。)、和及与!?\n", ""])
