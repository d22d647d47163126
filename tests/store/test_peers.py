"""Who is compared with whom, by the samples: areas by hand, peers counted in their documents."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from govdash.forms.official import FORM_2021, NEW_RECEIVED, TOTAL
from govdash.forms.series import concluded, of_figure
from govdash.measures import DISCLOSURE_RATE, REVIEW_RATE, wilson
from govdash.pipeline import open_files
from govdash.settings import DATA
from govdash.store import peers, snapshots
from govdash.store.filters import Filters
from govdash.store.loader import load

SUQIAN, HUAIAN, HONGZE = "321300-dd7601a0", "320800-dd7601a0", "320813-dd7601a0"
PINGTAN = "000000-650ce4c9"


@pytest.fixture(scope="module")
def connection(store: Path) -> snapshots.Connection:
    return snapshots.connect(snapshots.current(store))


@pytest.mark.parametrize(
    ("stem", "kind", "areas"),
    [
        ("320813", "government", ("prefecture", "province", "country")),
        ("320813", "department", ("county", "prefecture", "province", "country")),
        ("430903002", "subdistrict_office", ("county", "prefecture", "province", "country")),
        ("3213", "government", ("province", "country")),
        ("310101", "government", ("province", "country")),
        ("31", "department", ("province", "country")),
        ("31", "government", ("country",)),
        (None, "dev_zone", ("country",)),
    ],
)
def test_peers_share_a_division_wider_than_their_own(
    stem: str | None, kind: str, areas: tuple[str, ...]
) -> None:
    assert peers.areas(stem, kind) == areas


def test_two_prefectures_of_a_province(connection: snapshots.Connection) -> None:
    found = peers.of_agency(connection, SUQIAN, 2024, "province")
    assert found == peers.Peers(
        Filters(
            year=(2024,), level=("prefecture",), kind=("government",), scope=("aggregate",),
            region=("320000",),
        ), 2, 0,
    )  # fmt: skip


def test_who_has_no_report_of_the_year_is_counted(connection: snapshots.Connection) -> None:
    """2023: 宿迁 alone; 淮安 is known from 2024."""
    found = peers.of_agency(connection, SUQIAN, 2023, "province")
    assert found
    assert (found.count, found.without) == (1, 1)


def test_no_peers_where_the_report_says_too_little(connection: snapshots.Connection) -> None:
    assert peers.of_agency(connection, PINGTAN, 2024, "country") is None, "level unknown"
    assert peers.of_agency(connection, HUAIAN, 2023, "province") is None, "no report"
    assert peers.of_agency(connection, SUQIAN, 2024, "prefecture") is None, "its own division"


def test_values_of_a_set_and_of_its_years(connection: snapshots.Connection) -> None:
    asked = Filters(agency=(SUQIAN, HONGZE, "no-such"), year=(2024,))
    rows = peers.values(connection, asked, (concluded(),))
    assert [(row["agency_id"], row["concluded"]) for row in rows] == [(HONGZE, 95), (SUQIAN, 3521)]
    years = peers.years_of(connection, SUQIAN, (concluded(),))
    assert [(row["year"], row["concluded"]) for row in years] == [(2024, 3521), (2023, 3486)]


RECEIVED = of_figure(FORM_2021.figure(NEW_RECEIVED, TOTAL).id)
SAMPLE = "山海关区人民政府办公室"


def test_where_one_of_two_stands(connection: snapshots.Connection) -> None:
    """2024, as their reports print: 宿迁市 received 3,525, 淮安市 3,119."""
    found = peers.of_agency(connection, SUQIAN, 2024, "country")
    assert found
    assert peers.standing(connection, found.filters, RECEIVED, Decimal(3525)) == peers.Standing(
        peers=2, usable=2, lowest=Decimal(3119), quartiles=(3119, 3119, 3525),
        highest=Decimal(3525), below=1, equal=0, above=0, near=0,
    )  # fmt: skip


def made(folder: Path, counts: Mapping[str, tuple[int, int]]) -> snapshots.Connection:
    """A store of departments of one county: so many granted of so many requests, the rest not held."""
    text = (DATA / "samples" / f"{SAMPLE}_2023.txt").read_text(encoding="utf-8")
    for name, (granted, done) in counts.items():
        changed = text.replace(SAMPLE, f"山海关区{name}局")
        for row, old, new in (
            ("一、本年新收政府信息公开申请数量 |", 2, done),
            ("(一)予以公开 |", 0, granted),
            ("1.本机关不掌握相关政府信息 |", 0, done - granted),
            ("(七)总计 |", 2, done),
        ):
            before = f"{row} {old} | 0 | 0 | 0 | 0 | 0 | {old} |"
            assert before in changed
            changed = changed.replace(before, f"{row} {new} | 0 | 0 | 0 | 0 | 0 | {new} |")
        (folder / f"{name}.txt").write_text(changed, encoding="utf-8")
    db = folder / "made.duckdb"
    load(db, open_files([folder]))
    return snapshots.connect(snapshots.current(db))


def test_rates_of_few_cases_have_no_place(tmp_path: Path) -> None:
    """25, 50, 50 and 100 % of 30 cases and more; 2 and 29 cases are too few."""
    connection = made(
        tmp_path,
        {"财政": (20, 40), "教育": (10, 40), "水利": (15, 30), "民政": (40, 40),
         "审计": (29, 29), "统计": (1, 2)},
    )  # fmt: skip
    sort = Filters(year=(2023,), level=("county",), kind=("department",), scope=("self",))
    low, high = (100 * end for end in wilson(0.5, 40))
    assert (round(low, 1), round(high, 1)) == (35.2, 64.8)
    found = peers.standing(connection, sort, DISCLOSURE_RATE, Decimal("50.0"), (low, high))
    assert found == peers.Standing(
        peers=6, usable=4, lowest=Decimal(25), quartiles=(25, 50, 50), highest=Decimal(100),
        below=1, equal=1, above=1, near=1,
    )  # fmt: skip
    counts = peers.standing(connection, sort, concluded(), Decimal(40))
    assert (counts.usable, counts.below, counts.equal, counts.above) == (6, 3, 2, 0)
    assert counts.quartiles == (29, 30, 40)
    nothing = peers.standing(connection, sort, RECEIVED, None)
    assert (nothing.below, nothing.equal, nothing.above, nothing.near) == (0, 0, 0, 0)
    reviews = peers.standing(connection, sort, REVIEW_RATE, Decimal("0.0"))
    assert (reviews.usable, reviews.equal, reviews.highest) == (4, 3, 0)
