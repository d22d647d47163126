"""Documents as the store keeps them."""

from pathlib import Path

from govdash.pipeline import open_files
from govdash.settings import DATA
from govdash.store import lookup, snapshots
from govdash.store.loader import load

YUECUN = DATA / "samples" / "岳村街道_2020.txt"


def test_what_is_packed_comes_out_again() -> None:
    kept = lookup.Kept(b'{"a":1}', b"[[1,2]]", "两行\n一\n".encode())
    assert lookup.unpack(lookup.pack(kept)) == kept
    empty = lookup.Kept(b"{}", b"[]", b"")
    assert lookup.unpack(lookup.pack(empty)) == empty


def test_a_document_is_kept_as_read(tmp_path: Path) -> None:
    db = tmp_path / "g.duckdb"
    (read,) = open_files([YUECUN])
    load(db, [read])
    with snapshots.connect(db) as connection:
        ((report_id,),) = connection.execute("SELECT report_id FROM reports").fetchall()
        ((found, kept),) = lookup.of_reports(connection, [report_id])
        assert list(lookup.of_reports(connection, [])) == []
    assert found == report_id
    assert '"year":2020' in kept.parsed.decode()
    text = YUECUN.read_text(encoding="utf-8")
    first = next(line.strip() for line in text.splitlines() if line.strip())
    assert first in kept.lines.decode()
