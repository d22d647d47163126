"""The years of an agency in the store: found with the later report, renewed whatever changes."""

import hashlib
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from govdash.audit import audit
from govdash.audit.fingerprint import fingerprint
from govdash.errors import UsageError
from govdash.forms import FORMS
from govdash.pipeline import Document, Provenance
from govdash.places import identify
from govdash.report import Finding, Severity, Verdict, from_json
from govdash.store import documents, listing, snapshots
from govdash.store.filters import Filters
from govdash.store.loader import load
from govdash.store.tables import table
from tests.audit.made import COLUMNS, persons, report

AGENCY = "沭阳县发展和改革局"

Found = list[tuple[object, ...]]


def document(year: int, carried_in: int, carried_out: int, **other: object) -> Document:
    """A report that balances and hands on what it is told."""
    cells = persons(
        new_received="5",
        carried_in=str(carried_in),
        granted=str(5 + carried_in - carried_out),
        outcome_total=str(5 + carried_in - carried_out),
        carried_out=str(carried_out),
    )
    agency = str(other.pop("agency", AGENCY))
    scope = str(other.pop("scope", "self"))
    name = str(other.pop("name", f"{year}.txt"))
    cells |= {figure: str(value) for figure, value in other.items()}
    form = "2021" if year >= 2021 else "2019"
    cells = {figure: text for figure, text in cells.items() if figure in FORMS[form].figures}
    identity = identify(agency, "")
    made = report(
        cells, form, agency=agency, year=year, scope=scope, region=identity.region,
        title=f"{agency}{year}年报告", published=f"{year + 1}-01-10",
    )  # fmt: skip
    digest = hashlib.sha256(f"{name}{agency}{cells}".encode()).hexdigest()
    source = replace(made.source, path=name, sha256=digest)
    made = audit(replace(made, source=source), identity.level, identity.kind)
    return Document(made, [(1, "原文")], Provenance(), identity.level, identity.kind)


def found(db: Path) -> Found:
    with snapshots.connect(db) as connection:
        return connection.execute(
            """SELECT year, rule, CAST("left" AS INTEGER), CAST("right" AS INTEGER)
            FROM findings
            WHERE rule LIKE 'X%' ORDER BY year, rule"""
        ).fetchall()


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "g.duckdb"


def test_neighbours(db: Path) -> None:
    load(db, [document(2021, 0, 3), document(2022, 2, 1), document(2023, 1, 0)])
    assert found(db) == [(2022, "X1_carry", 3, 2)]


def test_a_year_that_arrives_later_is_compared_both_ways(db: Path) -> None:
    load(db, [document(2021, 0, 3), document(2023, 1, 0)])
    assert found(db) == []
    load(db, [document(2022, 2, 4)])
    assert found(db) == [(2022, "X1_carry", 3, 2), (2023, "X1_carry", 4, 1)]


def test_a_revision_renews_its_neighbours(db: Path) -> None:
    load(db, [document(2021, 0, 3), document(2022, 2, 1), document(2023, 1, 0)])
    load(db, [document(2022, 3, 0, name="revised.txt")])
    assert found(db) == [(2023, "X1_carry", 0, 1)]


def test_a_report_that_turns_out_to_be_of_another_agency_leaves_its_series(db: Path) -> None:
    load(db, [document(2021, 0, 3), document(2022, 2, 1)])
    assert found(db) == [(2022, "X1_carry", 3, 2)]
    load(db, [document(2021, 0, 3, agency="沭阳县教育局")])
    assert found(db) == []


def test_other_agencies_are_left_alone(db: Path) -> None:
    load(db, [document(2021, 0, 3), document(2022, 2, 1)])
    other = [document(2022, 0, 0, agency="沭阳县教育局", name="other.txt")]
    load(db, other)
    assert found(db) == [(2022, "X1_carry", 3, 2)]


def test_what_counts_differently_is_not_compared(db: Path) -> None:
    load(db, [document(2021, 0, 3), document(2022, 2, 1, scope="aggregate"), document(2023, 3, 0)])
    assert found(db) == []


def test_over_a_gap_and_the_change_of_form(db: Path) -> None:
    jump = "suit_direct_total", "suit_direct_upheld"
    load(
        db,
        [
            document(2019, 0, 1),
            document(2020, 0, 2, **dict.fromkeys(jump, 10)),
            document(2022, 7, 0, **dict.fromkeys(jump, 100)),
        ],
    )
    assert found(db) == [(2020, "X1_carry", 1, 0), (2022, "X5_jump", 10, 100)]
    with snapshots.connect(db) as connection:
        ((message,),) = connection.execute(
            "SELECT message FROM findings WHERE rule = 'X5_jump'"
        ).fetchall()
    assert "2020年度是 10 件，2022年度是 100 件（中间缺2021年度的报告）" in message


def test_blank_is_settled_before_it_is_compared(db: Path) -> None:
    """A blank beside printed zeros is none; a row that is wholly blank says nothing."""
    blank = {f"carried_in.{column}": "" for column in ("natural_person", "total")}
    load(db, [document(2021, 0, 3), document(2022, 0, 0, **blank)])
    assert found(db) == [(2022, "X1_carry", 3, 0)]
    row = {f"carried_in.{column}": "" for column in COLUMNS}
    load(db, [document(2022, 0, 0, name="blank.txt", **row)])
    assert found(db) == []


def test_the_same_files_make_the_same_snapshot(db: Path, tmp_path: Path) -> None:
    files = [document(2021, 0, 3), document(2022, 2, 1)]
    first = load(db, files)
    again = load(db, reversed(files))
    assert (again.snapshot, again.changed) == (first.snapshot, False)
    assert load(tmp_path / "other.duckdb", reversed(files)).snapshot == first.snapshot


def test_the_report_shows_what_its_years_say(db: Path) -> None:
    load(db, [document(2021, 0, 3), document(2022, 2, 1)])
    with snapshots.connect(db) as connection:
        by_year = {
            row["year"]: row["report_id"] for row in listing.reports(connection, Filters()).rows
        }
        shown = {
            year: documents.document(connection, report_id) for year, report_id in by_year.items()
        }
    rules = {
        year: [finding.rule for finding in from_json(json.loads(text[0])).findings]
        for year, text in shown.items()
        if text
    }
    assert rules == {2021: [], 2022: ["X1_carry"]}
    with snapshots.connect(db) as connection:
        handed_out = {
            year: documents.version(connection, report_id, None)
            for year, report_id in by_year.items()
        }
    assert handed_out == {year: text[0] for year, text in shown.items() if text}


# ---------------------------------------------------------------- decisions


def exported(db: Path) -> list[dict[str, object]]:
    with snapshots.connect(db) as connection:
        relation = table("findings", Filters()).ask(connection)
        return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]


HEAD = "fingerprint,decision,by,date,note\n"


def test_a_decision_survives(db: Path, tmp_path: Path) -> None:
    files = [document(2021, 0, 3), document(2022, 2, 1)]
    load(db, files)
    (finding,) = exported(db)
    assert (finding["rule"], finding["decision"]) == ("X1_carry", None)
    decisions = tmp_path / "decisions.csv"
    decisions.write_text(
        f"{HEAD}{finding['fingerprint']},agency_answered,王,2026-01-31,机关说明是并案处理\n",
        encoding="utf-8",
    )
    assert load(db, files, decisions).changed
    (again,) = exported(db)
    assert list(again)[-6:] == [
        "hint", "fingerprint", "decision", "decided_by", "decided", "decision_note",
    ]  # fmt: skip
    assert (again["fingerprint"], again["decision"], again["decided_by"], str(again["decided"])) == (
        finding["fingerprint"], "agency_answered", "王", "2026-01-31",
    )  # fmt: skip
    load(db, [document(2020, 0, 0)])
    load(db, files)
    assert exported(db)[-1]["decision_note"] == "机关说明是并案处理"


def test_other_values_are_another_finding(db: Path) -> None:
    load(db, [document(2021, 0, 3), document(2022, 2, 1)])
    (before,) = exported(db)
    load(db, [document(2022, 1, 1, name="revised.txt")])
    (after,) = exported(db)
    assert (before["rule"], after["rule"]) == ("X1_carry", "X1_carry")
    assert before["fingerprint"] != after["fingerprint"]


def test_every_finding_has_its_own_fingerprint(store: Path) -> None:
    names = [(row["report_id"], row["fingerprint"]) for row in exported(store)]
    assert len(names) == len(set(names)) >= 15


def test_wording_and_place_are_no_part_of_a_fingerprint() -> None:
    one = Finding(
        "R2_outcome_sum", Severity.ERROR, Verdict.FAIL, ("b", "a"), Decimal(1), Decimal(2), "甲。"
    )
    assert fingerprint("r-2023", one) == fingerprint(
        "r-2023", replace(one, message="乙。", cells=("a", "b"), hint="丙。", left=Decimal("1.0"))
    )
    others = [
        fingerprint("r-2024", one),
        fingerprint("r-2023", replace(one, rule="R3_row_total")),
        fingerprint("r-2023", replace(one, cells=("a",))),
        fingerprint("r-2023", replace(one, left=Decimal(3))),
        fingerprint("r-2023", replace(one, cells=(), message="第一部分。")),
        fingerprint("r-2023", replace(one, cells=(), message="第五部分。")),
        fingerprint("r-2023", replace(one, cells=(), message="有 3 个。")),
        fingerprint("r-2023", replace(one, cells=(), message="有 3 个。", quote="有三个")),
    ]
    assert len({*others, fingerprint("r-2023", one)}) == 9


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("fingerprint,decision\n", "缺少列"),
        (f"{HEAD}abc,maybe,,,\n", "decision 不能是 maybe"),
        (f"{HEAD}abc,confirmed,,31.1.2026,\n", "date 应当写成"),
        (f"{HEAD},confirmed,,,\n", "没有 fingerprint"),
    ],
)
def test_a_file_of_decisions_with_mistakes(
    db: Path, tmp_path: Path, content: str, words: str
) -> None:
    file = tmp_path / "decisions.csv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=words):
        load(db, [document(2021, 0, 3)], file)
    assert not db.exists()
