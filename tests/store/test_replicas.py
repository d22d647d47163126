"""Other processes read the published snapshot, and leave nothing beside it, while a load publishes."""

import subprocess
import sys
from pathlib import Path

from govdash.pipeline import open_files
from govdash.settings import DATA
from govdash.store.loader import load
from tests.conftest import REPOSITORY

_SAMPLES = DATA / "samples"
_READER = """
import sys
from pathlib import Path
from govdash.store import snapshots
for _ in sys.stdin:
    with snapshots.connect(Path(sys.argv[1])) as connection:
        name = snapshots.name_of(connection)
        ((count,),) = connection.execute("SELECT count(*) FROM reports").fetchall()
    print(name, count, flush=True)
"""


def test_a_replica_sees_one_snapshot_and_then_the_next(tmp_path: Path) -> None:
    db, other = tmp_path / "g.duckdb", tmp_path / "replica"
    other.symlink_to(tmp_path)
    first = load(db, open_files([_SAMPLES / "岳村街道_2020.txt"])).snapshot
    seen: list[str] = []
    with subprocess.Popen(
        [sys.executable, "-c", _READER, str(other / db.name)],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as reader:
        assert reader.stdin
        assert reader.stdout

        def ask() -> None:
            print(file=reader.stdin, flush=True)
            seen.append(reader.stdout.readline().strip())

        ask()
        kept = sorted(file.name for file in db.with_name("g.duckdb.d").iterdir())

        def asked_meanwhile(paths: list[Path]) -> object:
            for document in open_files(paths):
                ask()
                yield document

        second = load(db, asked_meanwhile([_SAMPLES])).snapshot  # type: ignore[arg-type]
        ask()
        reader.stdin.close()
    assert kept == [f"{first}.duckdb", f"{first}.json", "lock"]
    assert seen == [f"{first} 1"] * 6 + [f"{second} 5"]
