"""What is added up once for all is what the reports themselves add up to, whatever is asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from random import Random

import duckdb
import pytest

from govdash.forms import FIGURES, FORMS, Kind
from govdash.forms.official import FORM_2021, NEW_RECEIVED, SECTIONS, TOTAL
from govdash.forms.series import Quantity, Series, concluded, in_section, of_figure, outcomes
from govdash.measures import MEASURES
from govdash.pipeline import open_files
from govdash.store import listing, loader, rollup, snapshots, sums
from govdash.store.answers import Records
from govdash.store.coverage import coverage
from govdash.store.filters import KINDS, LEVELS, Filters
from govdash.store.schema import ADDED, REPORTS
from govdash.store.writing import insert

CODES = (
    "430000", "430100", "430102", "430102003", "430102004000", "430900", "430903", "439000",
    "110000", "110101", "110101001", "440300", None,
)  # fmt: skip
SCOPES = ("self", "self", "self", "aggregate", "aggregate", "unknown")
ODD = tuple(map(Decimal, ("-1", "2.5", "1000001", "999999999999", "0.5")))
RECEIVED = of_figure(FORM_2021.figure(NEW_RECEIVED, TOTAL).id)
DELTA = next(figure.id for figure in FIGURES.values() if figure.kind is Kind.DELTA)
MONEY = next(figure.id for figure in FIGURES.values() if figure.kind is Kind.MONEY)
USED = {
    *(RECEIVED.id, DELTA, MONEY, "concluded"),
    *(column for name in ("disclosure_rate", "review_correction_rate", "clearance_rate")
      for series in MEASURES[name].series for column in series.columns.values()),
}  # fmt: skip
"""Figures that are drawn; all others stay blank."""


def value(draw: Random, column: str) -> Decimal | None:
    if column not in USED or draw.random() < 0.08:
        return None
    if draw.random() < 0.02:
        return draw.choice(ODD)
    if column == DELTA:
        return Decimal(draw.randint(-4, 4))
    return Decimal(draw.randint(0, 3))


def is_sound(values: dict[str, Decimal | None]) -> bool:
    """As `rows.py` has it."""
    kinds = {name: FIGURES[name].kind if name in FIGURES else None for name in values}
    return all(
        number is None
        or kinds[name] is Kind.DELTA
        or (number >= 0 and (not number % 1 or kinds[name] is Kind.MONEY))
        for name, number in values.items()
    )


def report(draw: Random, key: str) -> tuple[object, ...]:
    code = draw.choice(CODES)
    values = {name: value(draw, name) for name in ADDED}
    told: dict[str, object] = {
        **dict.fromkeys(REPORTS.columns),
        **dict.fromkeys(("source_path", "source_sha256", "media_type"), "x"),
        **dict.fromkeys(("checks_pass", "checks_fail", "checks_not_assessable", "version"), 0),
        **dict.fromkeys(("errors", "warnings", "notices", "extractions", "infos", "stains"), 0),
        "report_id": key,
        "agency_id": draw.choice(("a", "b", None)),
        "year": draw.choice((2020, 2021, 2021, 2022, None)),
        "form": draw.choice(tuple(FORMS)),
        "scope": draw.choice(SCOPES),
        "level": draw.choice(LEVELS[1:]),
        "kind": draw.choice(KINDS[:3]),
        "region_code": code,
        "stem": code and rollup.stem_of(code),
        "province": code and code[:2],
        "origin": draw.choice(("collected", "sample")),
        "sound": is_sound(values) and draw.random() < 0.95,
        "torn": False,
        **values,
    }
    return tuple(told.values())


@contextmanager
def made_up(draw: Random, count: int) -> Iterator[duckdb.DuckDBPyConnection]:
    """A store with the reports alone, rolled up."""
    with duckdb.connect(":memory:") as connection:
        loader.prepare(connection)
        keys = [f"r{number}" for number in range(count)]
        insert(connection, REPORTS, [report(draw, key) for key in keys])
        rollup.refresh(connection, keys)
        yield connection


def some(draw: Random, values: tuple[str, ...], chance: float = 0.3) -> tuple[str, ...]:
    return tuple(draw.sample(values, draw.randint(1, 2))) if draw.random() < chance else ()


def filters(draw: Random) -> Filters:
    codes = tuple(code for code in CODES if code)
    return Filters(
        year=draw.choice(((), (2021,), (2020, 2022))),
        region=some(draw, (*codes, "43", "4301", "430", "4300", "1101")),
        level=some(draw, LEVELS[1:]),
        kind=some(draw, KINDS[:3]),
        scope=some(draw, ("self", "aggregate", "unknown")),
        form=some(draw, tuple(FORMS), 0.2),
        agency=some(draw, ("a", "b"), 0.1),
    )


QUANTITIES: tuple[Quantity, ...] = (
    RECEIVED,
    of_figure(DELTA),
    of_figure(MONEY),
    concluded(),
    *(MEASURES[name] for name in ("disclosure_rate", "review_correction_rate", "clearance_rate")),
)


def all_sums(connection: duckdb.DuckDBPyConnection, chosen: Filters) -> list[Records]:
    asked = QUANTITIES[len(chosen.region) :: 2]
    found = [ask(connection, chosen, asked) for ask in (sums.by_year, sums.by_level, sums.by_kind)]
    for within in ("", "430000", "430100", "110000", "430102")[len(chosen.year) :: 2]:
        found.append(sums.by_region(connection, chosen, asked, within))
    return found


def of_itself(
    connection: duckdb.DuckDBPyConnection, chosen: Filters, patch: pytest.MonkeyPatch
) -> list[Records]:
    """The same answers without the roll-up."""
    with patch.context() as patched:
        patched.setattr(rollup, "answers", lambda *_: False)
        return all_sums(connection, chosen)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_asked_the_sums_are_those_of_the_reports(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = Random(seed)
    rolled = 0
    with made_up(draw, 400) as connection:
        for _ in range(12):
            chosen = filters(draw)
            rolled += rollup.answers(chosen)
            assert all_sums(connection, chosen) == of_itself(connection, chosen, monkeypatch), (
                chosen
            )
    assert rolled > 3


@pytest.mark.parametrize("seed", range(2))
def test_it_follows_what_comes_and_goes(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports go, are replaced by others of the same name, and come, some at a time."""
    draw = Random(seed)
    with made_up(draw, 200) as connection:
        for step in range(6):
            here = [
                key for (key,) in connection.execute("SELECT report_id FROM reports").fetchall()
            ]
            gone = draw.sample(sorted(here), draw.randint(0, 25))
            connection.execute("DELETE FROM reports WHERE list_contains(?, report_id)", [gone])
            came = [*gone[: draw.randint(0, len(gone))], *(f"s{step}-{n}" for n in range(step))]
            insert(connection, REPORTS, [report(draw, key) for key in came])
            rollup.refresh(connection, came)
            assert contents(connection) == contents_made_anew(connection)
            for chosen in (Filters(), filters(draw)):
                assert all_sums(connection, chosen) == of_itself(connection, chosen, monkeypatch)


def contents(connection: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    for name in ("rollup", "holders"):
        rows: list[tuple[object, ...]] = connection.execute(f"FROM {name}").fetchall()
        found += sorted(rows, key=repr)
    return found


def contents_made_anew(connection: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    connection.execute("BEGIN; DELETE FROM rollup")
    rollup.refresh(connection, ())
    found = contents(connection)
    connection.execute("ROLLBACK")
    return found


def test_alike_reports_are_one_row() -> None:
    """Of three in one county one has a blank: it stands beside the row of the two others."""
    draw = Random(0)
    with duckdb.connect(":memory:") as connection:
        loader.prepare(connection)
        row = dict(zip(REPORTS.columns, report(draw, "a"), strict=True))
        row |= dict.fromkeys(ADDED)
        row |= {"scope": "self", "region_code": "430102", "stem": "430102", "province": "43",
                "sound": True, "year": 2021, RECEIVED.id: Decimal(2)}  # fmt: skip
        two = {**row, "report_id": "b", RECEIVED.id: Decimal(5), "agency_id": "other"}
        blank = {**row, "report_id": "c", RECEIVED.id: None, "concluded": Decimal(1)}
        insert(connection, REPORTS, [tuple(each.values()) for each in (row, two, blank)])
        rollup.refresh(connection, "abc")
        found = connection.execute(
            f'SELECT reports, "{RECEIVED.id}", concluded FROM rollup ORDER BY reports'
        ).fetchall()
    assert found == [(1, None, 1), (2, 7, None)]


def test_every_sum_of_figures_fits() -> None:
    """Figures that together are longer than a column is wide are added up when asked for."""
    draw = Random(1)
    with duckdb.connect(":memory:") as connection:
        loader.prepare(connection)
        most = Decimal("999999999999")
        rows = [dict(zip(REPORTS.columns, report(draw, f"r{n}"), strict=True)) for n in range(3)]
        alike = {"scope": "self", "year": 2021, "region_code": None, "stem": None, "province": None,
                 "level": "county", "kind": "department", "form": FORM_2021.id, "sound": True}  # fmt: skip
        for row in rows:
            row |= alike | dict.fromkeys(ADDED) | {RECEIVED.id: most}
        insert(connection, REPORTS, [tuple(row.values()) for row in rows])
        rollup.refresh(connection, ("r0", "r1", "r2"))
        (found,) = sums.by_year(connection, Filters(), [RECEIVED])
    assert (found[RECEIVED.id], found[f"{RECEIVED.id}:n"]) == (3 * most, 3)


def test_the_figures_of_a_series_are_of_one_kind() -> None:
    """So what may be added is the same, looked at by figure or by series."""
    every: list[Series] = [concluded(), *outcomes()]
    every += [series for section in SECTIONS for series in in_section(section)]
    every += [series for measure in MEASURES.values() for series in measure.series]
    assert all(len({figure.kind for figure in series.figures}) <= 1 for series in every)


def test_loaded_documents_are_rolled_up(
    store: Path, samples: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where a file takes the place of another, and where another snapshot is built upon."""
    db = tmp_path / "govdash.duckdb"
    folder = tmp_path / "documents"
    folder.mkdir()
    for number, (name, data) in enumerate(samples.items()):
        (folder / name).write_bytes(data)
        if number % 4 == 3:
            loader.load(db, open_files([folder]))
    changed = folder / "山海关区人民政府办公室_2023.txt"
    text = changed.read_text(encoding="utf-8")
    line = "申请数量 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |"
    assert line in text
    changed.write_text(text.replace(line, line.replace("2", "7")), encoding="utf-8")
    loader.load(db, open_files([folder]))
    for file in (db, store):
        with snapshots.connect(file) as connection:
            (rolled,) = connection.execute("SELECT sum(reports) FROM rollup").fetchall()
            (whole,) = connection.execute("SELECT count(*) FROM reports").fetchall()
            assert rolled == whole
            for chosen in (Filters(), Filters(year=(2023,)), Filters(region=("320800",))):
                assert all_sums(connection, chosen) == of_itself(connection, chosen, monkeypatch)


@pytest.mark.parametrize("seed", range(3))
def test_reports_are_counted_as_they_are(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    draw = Random(seed)
    with made_up(draw, 300) as connection:
        for _ in range(10):
            chosen = filters(draw)
            rolled = (listing.count(connection, chosen), coverage(connection, chosen))
            with monkeypatch.context() as patched:
                patched.setattr(rollup, "answers", lambda *_: False)
                assert rolled == (listing.count(connection, chosen), coverage(connection, chosen))
