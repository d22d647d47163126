"""One bad file among good ones: refused with a reason or stored rightly, and never in their way."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from govdash.pipeline import open_files
from govdash.reading import read
from govdash.report import to_json
from govdash.settings import DATA
from govdash.store import snapshots
from govdash.store.loader import load

GOOD = DATA / "samples" / "岳村街道_2020.txt"
SHANHAIGUAN = DATA / "samples" / "山海关区人民政府办公室_2023.txt"

TEXTS = [
    ("a date that is none", "发文日期:2024-01-23", "发文日期:2024-02-30"),
    ("more decimals than the store keeps", "行政事业性收费 | 0 |", "行政事业性收费 | 1.12345678 |"),
    ("twelve digits", "| 2 | 0 |", "| 999999999999 | 0 |"),
]

Damage = Callable[[dict[str, Any]], object]


def cell(value: object) -> Damage:
    return lambda data: data["cells"]["granted.total"].__setitem__("value", value)


PARSED: list[tuple[str, Damage]] = [
    ("a date in words", lambda data: data.update(published="soon")),
    ("a year as text", lambda data: data.update(year="2023")),
    ("a year beyond all years", lambda data: data.update(year=99_999_999_999)),
    ("an agency that is a number", lambda data: data.update(agency=5)),
    ("a scope that does not exist", lambda data: data.update(scope="everything")),
    ("a title that is an object", lambda data: data.update(title={"a": 1})),
    ("no fingerprint", lambda data: data["source"].update(sha256=None)),
    ("more than the store holds", cell(10**13)),
    ("not a number", cell(float("nan"))),
    ("a derived figure nobody knows", lambda data: data.update(derived={"x.y": {"value": 1, "from": []}})),
]  # fmt: skip


def loaded(tmp_path: Path, bad: Path) -> tuple[int, int]:
    """(reports stored, files refused) when a good file comes before and after a bad one."""
    db = tmp_path / "g.duckdb"
    result = load(db, open_files([GOOD, bad]))
    with snapshots.connect(db) as connection:
        (found,) = connection.execute("SELECT count(*) FROM reports WHERE year = 2020").fetchall()
    assert found == (1,)
    return result.stored, result.refused


@pytest.mark.parametrize(("what", "printed", "instead"), TEXTS, ids=[case[0] for case in TEXTS])
def test_odd_texts(tmp_path: Path, what: str, printed: str, instead: str) -> None:
    text = SHANHAIGUAN.read_text(encoding="utf-8")
    assert printed in text, what
    bad = tmp_path / "bad.txt"
    bad.write_text(text.replace(printed, instead, 1), encoding="utf-8")
    assert loaded(tmp_path, bad) in [(2, 0), (1, 1)]


@pytest.mark.parametrize(("what", "damage"), PARSED, ids=[what for what, _ in PARSED])
def test_odd_parsed_files_are_refused(tmp_path: Path, what: str, damage: Damage) -> None:
    data = copy.deepcopy(to_json(read(SHANHAIGUAN.read_bytes(), "a.txt").report))
    damage(data)
    bad = tmp_path / "bad.json"
    bad.write_text(json.dumps(data), encoding="utf-8")
    assert loaded(tmp_path, bad) == (1, 1), what
