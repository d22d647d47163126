"""Who reports: the governments of the real divisions and made-up offices below them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from govdash.places import agency_id, region_name
from govdash.places.table import Place, places
from govdash.report import Region

ABROAD = ("71", "81", "82")
"""Provinces whose agencies fill in no such form."""

OFFICES = tuple(Path(__file__).with_name("offices.txt").read_text(encoding="utf-8").split())
"""What follows a division's name; the commonest first, each division has the first so many."""

_VERTICAL = ("国家税务总局", "气象局", "烟草专卖局", "邮政管理局", "地震局")
_MINISTRY = "国家税务总局"


@dataclass(frozen=True, slots=True)
class Agency:
    """One that reports every year, with what the store says of it."""

    agency_id: str
    agency: str
    region_code: str
    region: str
    level: str
    kind: str
    scope: str


@cache
def divisions() -> tuple[Place, ...]:
    """Every division that has a government of its own, in the order of the codes."""
    table = places()

    def counts(place: Place) -> bool:
        above = table.get(place.parent)
        return not (place.code.startswith(ABROAD) or place.is_zone or (above and above.is_zone))

    return tuple(sorted(filter(counts, table.values()), key=lambda place: place.code))


def _government(place: Place) -> tuple[str, str, str]:
    """Name, kind and scope: what a government sums up, a town counts alone."""
    if place.level != "township":
        return f"{place.name}人民政府", "government", "aggregate"
    if place.name.endswith(("街道", "地区")):
        return f"{place.name}办事处", "subdistrict_office", "self"
    return f"{place.name}人民政府", "town_government", "self"


def _office(place: Place, office: str) -> tuple[str, str, str]:
    if office.startswith(_MINISTRY):
        return f"{_MINISTRY}{place.name}{office.removeprefix(_MINISTRY)}", "vertical", "self"
    if place.level == "province" and office.endswith("局"):
        office = f"{office[:-1]}厅"
    kind = "department"
    if office == OFFICES[0]:
        kind = "government_office"
    elif office in _VERTICAL:
        kind = "vertical"
    elif office.endswith("区管理委员会"):
        kind = "dev_zone"
    return f"{place.name}{office}", kind, "self"


def agencies(count: int) -> Iterator[Agency]:
    """So many agencies by division: first the governments, then an equal number of offices each.

    Of fewer agencies than there are divisions, the divisions are an even choice.
    """
    chosen = divisions()
    if count < 2 * len(chosen):
        step = max(1, 4 * len(chosen) // count)
        chosen = tuple(
            place for at, place in enumerate(chosen) if place.level == "province" or at % step == 0
        )
    upper_count = sum(place.level != "township" for place in chosen)
    each, more = divmod(max(count - len(chosen), 0), upper_count)
    for place in chosen:
        names = [_government(place)]
        if place.level != "township":
            names += [_office(place, office) for office in OFFICES[: each + (more > 0)]]
            more -= 1
        region = region_name(place.code)
        for name, kind, scope in names:
            known = agency_id(name, Region(place.code, region, "high"))
            yield Agency(known or "", name, place.code, region or "", place.level, kind, scope)


def whole_name(agency: Agency) -> str:
    """The name with all places above it, so that it is nobody else's."""
    above = agency.region
    for length in range(len(above), 1, -1):
        if agency.agency.startswith(above[-length:]):
            return above[:-length] + agency.agency
    return agency.agency
