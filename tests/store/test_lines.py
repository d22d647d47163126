"""Text made by DuckDB, against the csv and json modules."""

import csv
import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govdash.publish.files import FORMATS, csv_bytes
from govdash.store import snapshots
from govdash.store.filters import Filters
from govdash.store.lines import FORMULA, OURS
from govdash.store.tables import Question, table

TEXTS = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
    st.text("=+-@,\"\r\n\t'＝; a1规", max_size=8),
)
NUMBERS = st.one_of(
    st.none(),
    st.decimals(-(10**11), 10**11, places=6),
    st.integers(-(10**11), 10**11).map(Decimal),
)
ROWS = st.lists(
    st.tuples(TEXTS, NUMBERS, st.one_of(st.none(), st.booleans()), st.none() | st.dates()),
    max_size=5,
)
COLUMNS = ["a", "n", "b", "d"]


def made(rows: list[tuple[object, ...]], kind: str) -> bytes:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE t (i INT, a VARCHAR, n DECIMAL(18,6), b BOOLEAN, d DATE)")
        for place, row in enumerate(rows):
            connection.execute("INSERT INTO t VALUES (?, ?, ?, ?, ?)", [place, *row])
        question = Question("SELECT a, n, b, d FROM t ORDER BY i")
        return b"".join(FORMATS[kind](connection, question))


@settings(max_examples=60, deadline=None)
@given(rows=ROWS)
def test_csv_is_that_of_the_csv_module(rows: list[tuple[object, ...]]) -> None:
    assert made(rows, "csv") == csv_bytes(COLUMNS, rows)


@settings(max_examples=60, deadline=None)
@given(rows=ROWS)
def test_json_is_read_back(rows: list[tuple[object, ...]]) -> None:
    told = json.loads(made(rows, "json"), parse_float=Decimal, parse_int=Decimal)
    expected = [
        dict(zip(COLUMNS, [v.isoformat() if isinstance(v, date) else v for v in row], strict=True))
        for row in rows
    ]
    assert told == expected


@pytest.mark.parametrize("name", ["figures", "stated", "findings", "dictionary"])
def test_our_own_words_need_no_quoting(store: Path, name: str) -> None:
    """What `OURS` lets through unread: no such cell in any table could break a line."""
    with snapshots.connect(store) as connection:
        relation = table(name, Filters()).ask(connection)
        ours = [column for column in relation.columns if column in OURS]
        for column in ours:
            for (text,) in relation.project(f'"{column}"').distinct().fetchall():
                assert text is None or not (set(text) & set('",\r\n') or text.startswith(FORMULA))
    assert len(ours) >= 3 or name == "stated"


def test_a_formula_in_a_name_is_harmless_in_every_row() -> None:
    """The columns that tell of the report are written once a report: they are guarded as well."""
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE reports AS SELECT 'r' AS report_id, 2024 AS year, '1' AS region_code, "
            "'=cmd|\"x\",1' AS agency"
        )
        question = Question("1 AS one", who={"agency": "reports.agency"}, rows_a_report=5)
        data = b"".join(FORMATS["csv"](connection, question))
    read = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert read == [["agency", "one"], ['\'=cmd|"x",1', "1"]]
