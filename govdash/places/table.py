"""The table of China's divisions: codes, full names, ancestors, and what a name may mean."""

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PATH = Path(__file__).parents[2] / "data" / "regions.csv"
"""The table, made once by `govdash.places.derive`."""

MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})
"""Provinces that are cities: their name is as near to a district as a prefecture's elsewhere."""

_TOWN = re.compile(r"(?:镇|乡|街道|苏木|地区|办事处)$")
_OFFICE = re.compile(r"(?:街道)?办事处$")
_SHORT = {
    "内蒙古自治区": "内蒙古",
    "广西壮族自治区": "广西",
    "西藏自治区": "西藏",
    "宁夏回族自治区": "宁夏",
    "新疆维吾尔自治区": "新疆",
}


@dataclass(frozen=True, slots=True)
class Place:
    """One division; `parent` is empty for a province."""

    code: str
    name: str
    parent: str
    level: str

    @property
    def is_zone(self) -> bool:
        """Whether the code counts a development zone, which is no division of its own."""
        return self.level == "county" and "70" <= self.code[4:] < "80"


@cache
def places() -> dict[str, Place]:
    """Every division by code."""
    with PATH.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        next(lines)
        return {row[0]: Place(*row) for row in lines}


def town_key(name: str) -> str:
    """A town's name with 街道 = 街道办事处 = 办事处; every other name as it is."""
    if "驻" in name or not name.endswith("办事处"):
        return name
    stem = _OFFICE.sub("", name)
    return stem if stem.endswith(("街道", "地区", "镇", "乡")) or not stem else f"{stem}街道"


@cache
def by_name() -> dict[str, tuple[str, ...]]:
    """The codes that a name may mean, by the whole name only.

    Zones, farms, parks and other units that the statistics count but that publish nothing under
    a division's name are left out: a code for them would be a guess.
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for place in places().values():
        if place.is_zone or (place.level == "township" and not _TOWN.search(place.name)):
            continue
        found[town_key(place.name) if place.level == "township" else place.name].append(place.code)
    return {name: tuple(codes) for name, codes in found.items()}


@cache
def by_stem() -> dict[str, tuple[str, ...]]:
    """Provinces and prefectures without their last word (益阳): good only before a lower name."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for place in places().values():
        if place.level in ("province", "prefecture"):
            found[stem(place.name)].append(place.code)
    return {name: tuple(codes) for name, codes in found.items() if len(name) > 1}


def stem(name: str) -> str:
    """A province's or prefecture's name without 省, 市, 盟, 地区."""
    return _SHORT.get(name) or re.sub(r"(?:省|市|盟|地区|特别行政区)$", "", name)


def ancestors(code: str) -> tuple[str, ...]:
    """The codes above a division, the province first; empty for a province or an unknown code."""
    table = places()
    above: list[str] = []
    place = table.get(code)
    while place and place.parent:
        above.append(place.parent)
        place = table.get(place.parent)
    return tuple(reversed(above))


def lineage(code: str) -> tuple[Place, ...]:
    """The divisions from the province down to the one meant; empty for an unknown code."""
    table = places()
    return tuple(table[each] for each in (*ancestors(code), code)) if code in table else ()


def region_name(code: str) -> str | None:
    """The full name, 湖南省益阳市赫山区桃花仑街道; None for an unknown code."""
    return "".join(place.name for place in lineage(code)) or None


def province_of(code: str | None) -> str | None:
    """The code of the province that a division lies in; None for an unknown code."""
    line = lineage(code) if code else ()
    return line[0].code if line else None
