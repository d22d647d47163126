"""What agencies say in sentences: added up only where it is one exact number of a report."""

from pathlib import Path

import duckdb

from govdash.forms.stated import STATED
from govdash.pipeline import open_files
from govdash.store import snapshots, stated
from govdash.store.filters import Filters
from govdash.store.loader import load

PUBLISHED = STATED[0].id
TAOHUALUN = "桃花仑街道办事处_2021.txt"
SAID = "全年主动发布政府信息220条"


def said(db: Path) -> list[tuple[object, ...]]:
    with snapshots.connect(db) as connection:
        rows = stated.by_year(connection, Filters(year=(2021,)), (PUBLISHED,))
    return [
        (row["scope"], row["value"], row["unit"], row["reports"], row["unclear"]) for row in rows
    ]


def test_exact_numbers_are_added(store: Path) -> None:
    """江安镇 917 + 桃花仑街道 220."""
    assert said(store) == [("self", 1137, "条", 2, 0)]


def loaded(samples: dict[str, bytes], folder: Path, said_instead: str = SAID) -> Path:
    """A store of the two reports, one of which says something else."""
    assert samples[TAOHUALUN].decode().count(SAID) == 1
    for name in (TAOHUALUN, "江安镇_2021.txt"):
        changed = samples[name].decode().replace(SAID, said_instead)
        (folder / name).write_text(changed, encoding="utf-8")
    load(folder / "g.duckdb", open_files([folder]))
    return folder / "g.duckdb"


def test_about_how_many_is_counted_and_never_added(
    samples: dict[str, bytes], tmp_path: Path
) -> None:
    db = loaded(samples, tmp_path, "全年主动发布政府信息220余条")
    assert said(db) == [("self", 917, "条", 1, 1)]


def test_two_numbers_in_one_report_are_counted_and_never_added(
    samples: dict[str, bytes], tmp_path: Path
) -> None:
    db = loaded(samples, tmp_path)
    with duckdb.connect(str(db.resolve())) as connection:
        connection.execute(
            "INSERT INTO stated SELECT * REPLACE (218 AS value) FROM stated WHERE value = 220"
        )
    assert said(db) == [("self", 917, "条", 1, 1)]


def test_statements_are_listed_with_their_lines_a_page_at_a_time(store: Path) -> None:
    with snapshots.connect(store) as connection:
        part = stated.by_report(connection, Filters(), PUBLISHED, 0, 1)
        rest = stated.by_report(connection, Filters(), PUBLISHED, 1, 1)
    assert (part.total, rest.total) == (2, 2)
    assert [(row["agency"], row["value"], row["line"]) for row in (*part.rows, *rest.rows)] == [
        ("江安镇", 917, "9"),
        ("桃花仑街道办事处", 220, "21"),
    ]
