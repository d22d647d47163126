"""Filters: which rows a query asks for, and which queries are wrong use."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from govdash.errors import UsageError
from govdash.store import snapshots
from govdash.store.filters import Filters


def agencies(store: Path, query: Mapping[str, Sequence[str]]) -> list[tuple[str, int]]:
    where, bound = Filters.parse(query).where()
    with snapshots.connect(store) as connection:
        rows = connection.execute(
            f"SELECT agency, year FROM reports WHERE {where} ORDER BY year, agency", bound
        )
        return [(str(agency), int(year)) for agency, year in rows.fetchall()]


HUAIAN, HONGZE = ("淮安市人民政府", 2024), ("淮安市洪泽区人民政府", 2024)
SUQIAN = [("宿迁市", 2023), ("宿迁市", 2024)]
JIANGAN, TAOHUALUN = ("江安镇", 2021), ("桃花仑街道办事处", 2021)
SHUYANG = ("沭阳县发展和改革局", 2023)
YUECUN = ("岳村街道", 2020)


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ({"year": ["2020"]}, [YUECUN]),
        ({"year": ["2021"]}, [TAOHUALUN, JIANGAN]),
        ({"year": ["2020", "2021"]}, [YUECUN, TAOHUALUN, JIANGAN]),
        ({"form": ["2019"]}, [YUECUN]),
        ({"region": ["320800"]}, [HUAIAN, HONGZE]),
        ({"region": ["321300"]}, [SUQIAN[0], SHUYANG, SUQIAN[1]]),
        ({"region": ["321322"]}, [SHUYANG]),
        ({"region": ["320000"], "year": ["2024"]}, [SUQIAN[1], HUAIAN, HONGZE]),
        ({"region": ["320682113", "430903002"]}, [TAOHUALUN, JIANGAN]),
        ({"agency": ["321300-dd7601a0"]}, SUQIAN),
        ({"agency": ["321300-dd7601a0"], "year": ["2024"]}, SUQIAN[1:]),
        ({"level": ["township"], "year": ["2021"]}, [TAOHUALUN, JIANGAN]),
        ({"level": ["prefecture"], "year": ["2024"]}, [SUQIAN[1], HUAIAN]),
        ({"year": ["1999"]}, []),
        ({"agency": ["' OR 1=1 --"]}, []),
        ({"region": ["99"]}, []),
    ],
)
def test_rows(store: Path, query: dict[str, list[str]], rows: list[tuple[str, int]]) -> None:
    assert agencies(store, query) == rows


def test_no_filter_is_everything(store: Path) -> None:
    assert len(agencies(store, {})) == 14
    assert Filters().where() == ("TRUE", [])


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"colour": ["red"]}, "colour"),
        ({"year": ["21"]}, "year"),
        ({"year": ["two"]}, "year"),
        ({"year": ["2021; DROP TABLE reports"]}, "year"),
        ({"year": [""]}, "year"),
        ({"level": ["galaxy"]}, "level"),
        ({"form": ["2020"]}, "form"),
        ({"region": ["湖南"]}, "region"),
        ({"region": [""]}, "region"),
        ({"severity": ["bad"]}, "severity"),
        ({"severity": ["error' OR 1=1"]}, "severity"),
        ({"rule": ["R99"]}, "rule"),
    ],
)
def test_wrong_use_names_the_parameter(query: dict[str, list[str]], named: str) -> None:
    with pytest.raises(UsageError, match=named):
        Filters.parse(query)


@pytest.mark.parametrize("year", ["２０２１", "²⁰²¹"])
def test_odd_digits_are_wrong_use_or_the_same_year(year: str) -> None:
    """Never a ValueError: the API would answer 500."""
    years, told = (2021,), "year"
    try:
        years = Filters.parse({"year": [year]}).year
    except UsageError as error:
        told = str(error)
    assert years == (2021,)
    assert "year" in told


def test_values_are_bound() -> None:
    where, bound = Filters.parse(
        {"agency": ["x'y"], "region": ["430900"], "year": ["2021"]}
    ).where()
    assert "x'y" not in where
    assert "430" not in where
    assert bound == [[2021], ["x'y"], "4309"]


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"year": ["2021", "2022"]},
        {"region": ["43"], "level": ["county"], "form": ["2021"]},
        {"severity": ["error", "warning"], "rule": ["R2_outcome_sum"]},
    ],
)
def test_round_trip_through_an_address(query: dict[str, list[str]]) -> None:
    filters = Filters.parse(query)
    assert filters.query() == query
    assert Filters.parse(filters.query()) == filters


@pytest.mark.parametrize("chosen", [("error",), ("warning", "notice"), ("info",), ("extraction",)])
def test_reports_with_findings_are_the_same_by_their_counts(
    store: Path, chosen: tuple[str, ...]
) -> None:
    where, bound = Filters(year=(2023, 2024), severity=chosen).where()
    assert "FROM findings" not in where
    with snapshots.connect(store) as connection:
        by_counts = connection.execute(
            f"SELECT report_id FROM reports WHERE {where} ORDER BY ALL", bound
        ).fetchall()
        looked_up = connection.execute(
            """SELECT DISTINCT report_id FROM findings JOIN reports USING (report_id)
            WHERE list_contains(?, reports.year) AND list_contains(?, severity) ORDER BY ALL""",
            [[2023, 2024], list(chosen)],
        ).fetchall()
    assert by_counts == looked_up
