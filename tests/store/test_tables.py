"""The tables that leave the store, and the files they leave it in."""

import csv
import io
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from govdash.errors import UsageError
from govdash.publish.files import csv_bytes, pieces, safe
from govdash.store import snapshots
from govdash.store.coverage import coverage
from govdash.store.filters import Filters
from govdash.store.tables import EXPORTS, table

TABLES = [
    "reports", "figures", "disclosure", "applications", "cases", "stated", "findings", "agencies",
    "dictionary", "revisions",
]  # fmt: skip


def export(store: Path, name: str, kind: str = "csv", **query: list[str]) -> bytes:
    with snapshots.connect(store) as connection:
        return b"".join(pieces(connection, table(name, Filters.parse(query)), kind))


def rows(store: Path, name: str, **query: list[str]) -> list[dict[str, str]]:
    text = export(store, name, **query).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_tables_of_the_contract() -> None:
    assert list(EXPORTS) == TABLES
    with pytest.raises(UsageError, match="secrets"):
        table("secrets", Filters())


@pytest.mark.parametrize(("year", "count"), [("2020", 198), ("2022", 400), ("2021", 400)])
def test_tidy_figures(store: Path, year: str, count: int) -> None:
    assert len(rows(store, "figures", year=[year])) == count


def test_tidy_figures_say_why_a_value_is_missing(store: Path) -> None:
    found = {row["figure"]: row for row in rows(store, "figures", region=["320682113"])}
    assert len(found) == 200
    granted, partial = found["granted.total"], found["partial.total"]
    total, rules = found["outcome_total.total"], found["rules_issued"]
    assert (granted["value"], granted["state"], granted["how"]) == ("11", "value", "inferred")
    assert (partial["value"], partial["state"], partial["how"]) == ("", "blank", "")
    assert (total["value"], total["state"], total["derived"]) == ("", "blank", "12")
    assert "granted.total" in total["derived_from"].split()
    assert (rules["value"], rules["state"], rules["how"], rules["derived"]) == (
        "0", "value", "printed", "",
    )  # fmt: skip
    blank = [row for row in found.values() if row["state"] == "blank"]
    assert [row["value"] for row in blank] == [""] * 167


def test_absent_is_neither_zero_nor_blank(store: Path) -> None:
    found = {row["figure"]: row for row in rows(store, "figures", year=["2020"])}
    lost = found["new_received.total"]
    assert (lost["value"], lost["state"], lost["derived"]) == ("", "absent", "0")
    assert (found["procurement_amount_wan"]["value"], found["procurement_amount_wan"]["unit"]) == (
        "421.39", "万元",
    )  # fmt: skip


def test_wide_tables(store: Path) -> None:
    (row,) = rows(store, "applications", region=["130303"])
    assert (row["new_received.total"], row["granted.total"], row["concluded"]) == ("2", "0", "")
    (row,) = rows(store, "disclosure", year=["2020"])
    assert (row["penalty_items_prev"], row["fee_amount_wan"]) == ("19", "")
    (row,) = rows(store, "cases", agency=["321300-dd7601a0"], year=["2023"])
    assert (row["review_total"], row["suit_direct_total"], row["suit_after_review_total"]) == (
        "440", "24", "89",
    )  # fmt: skip


def test_agencies_and_dictionary(store: Path) -> None:
    found = {row["agency_id"]: row for row in rows(store, "agencies")}
    suqian = found["321300-dd7601a0"]
    assert (suqian["first_year"], suqian["last_year"], suqian["reports"]) == ("2023", "2024", "2")
    assert suqian["years"] == "2023 2024"
    forms = Counter(row["form"] for row in rows(store, "dictionary"))
    assert (forms["2021"], forms["2019"], forms.total()) == (200, 198, 200 + 198 + 12)
    assert len(rows(store, "dictionary", form=["2019"])) == 198


def test_findings(store: Path) -> None:
    found = rows(store, "findings", region=["130303"], severity=["error", "info"])
    assert [(row["rule"], row["left"], row["right"], row["cells"]) for row in found] == [
        ("R2_outcome_sum", "0", "2", "outcome_total.natural_person"),
        ("R2_outcome_sum", "0", "2", "outcome_total.total"),
        ("N5_parts", "11153", "11640", ""),
    ]


def test_findings_choose_reports_in_every_other_table(store: Path) -> None:
    wrong = {row["report_id"] for row in rows(store, "findings", severity=["error"])}
    assert 0 < len(wrong) < len(rows(store, "reports"))
    for name in ("reports", "figures", "disclosure", "applications", "cases"):
        assert {row["report_id"] for row in rows(store, name, severity=["error"])} == wrong
    found = rows(store, "findings", severity=["error"], rule=["R2_outcome_sum"])
    assert {(row["severity"], row["rule"]) for row in found} == {("error", "R2_outcome_sum")}


def test_no_report_is_missing_because_nothing_was_found_in_it(store: Path) -> None:
    with snapshots.connect(store) as connection:
        whole = coverage(connection, Filters())
        wrong = coverage(connection, Filters(severity=("error",)))
    assert 0 < wrong.reports < whole.reports
    assert wrong.missing == whole.missing


# ---------------------------------------------------------------- bytes


@pytest.mark.parametrize("name", TABLES)
def test_csv_bytes(store: Path, name: str) -> None:
    data = export(store, name)
    assert data.startswith("\ufeff".encode())
    assert data.count("\ufeff".encode()) == 1
    assert data.endswith(b"\r\n")
    assert data.replace(b"\r\n", b"").count(b"\r") == 0
    read = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert {len(row) for row in read} == {len(read[0])}
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(read)
    assert out.getvalue().encode("utf-8-sig") == data
    assert export(store, name) == data


@pytest.mark.parametrize("name", TABLES)
def test_json_and_parquet_say_the_same(store: Path, name: str) -> None:
    told = json.loads(export(store, name, "json"))
    stored = pq.read_table(io.BytesIO(export(store, name, "parquet"))).to_pylist()
    printed = rows(store, name)
    assert len(told) == len(stored) == len(printed)
    for record, kept, line in zip(told, stored, printed, strict=True):
        assert list(record) == list(kept) == list(line)
        for key, text in line.items():
            assert _text(record[key]) == _text(kept[key]) == text
    assert export(store, name, "parquet") == export(store, name, "parquet")


def _text(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value).lower()
    if isinstance(value, (int, float, Decimal)):
        return format(Decimal(str(value)).normalize(), "f")
    return str(safe(str(value)))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (Decimal("0.000000"), "0"),
        (Decimal("421.390000"), "421.39"),
        (Decimal("1200"), "1200"),
        (Decimal("-8"), "-8"),
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("规章", "规章"),
        ('a"b', 'a"b'),
    ],
)
def test_a_cell(value: object, text: str) -> None:
    assert str(safe(value)) == text
    data = csv_bytes(["a", "b"], [(value, 1)])
    read = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert read == [["a", "b"], [text, "1"]]


def test_line_breaks_and_quotes() -> None:
    data = csv_bytes(["a"], [('一\n"二",三',)])
    assert data == '\ufeffa\r\n"一\n""二"",三"\r\n'.encode()
