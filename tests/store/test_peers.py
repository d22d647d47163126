"""Who is compared with whom, by the samples: areas by hand, peers counted in their documents."""

from pathlib import Path

import pytest

from govdash.forms.series import concluded
from govdash.store import peers, snapshots
from govdash.store.filters import Filters

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
