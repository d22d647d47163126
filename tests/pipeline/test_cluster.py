"""Reading over a cluster: as here to the byte, whoever dies; nothing lost, nothing twice."""

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from distributed import Client

from govdash.cli import main, shared
from govdash.errors import ClusterError
from govdash.pipeline import Refusal, cluster, open_files, workers
from govdash.pipeline.alike import differences, made_of
from govdash.pipeline.cluster import joined
from govdash.publish import package
from govdash.publish.files import pieces
from govdash.settings import SAMPLES
from govdash.store import snapshots
from govdash.store.filters import Filters
from govdash.store.loader import load
from govdash.store.rows import Entry, open_ready
from govdash.store.tables import EXPORTS, table
from tests.bench.nation.documents import write
from tests.conftest import REPOSITORY
from tests.crowd import crowd
from tests.deadly import deadly, lost, parent_dies, parents_die, same, size, told_to_stop
from tests.reading.hostile import packed

PRINTED = 120
FAILURES = 1
"""Workers that may die with a chunk before it is given up: fewer than usual, tests are in a hurry."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A cluster of two workers; one that dies is started anew."""
    few = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(FAILURES)}
    with crowd(tmp_path_factory.mktemp("crowd"), 2, **few) as known:
        yield known


@pytest.fixture
def there(address: str) -> Iterator[workers.Spread]:
    with asking(address) as client:
        client.wait_for_workers(2, 30)
    with joined(address) as spread:
        yield spread


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The samples, printed reports of three years, an archive, and what cannot be read."""
    folder = tmp_path_factory.mktemp("documents")
    write(folder, PRINTED, (2019, 2022, 2023))
    (folder / "empty.txt").write_bytes(b"")
    (folder / "huge.txt").write_bytes(b"0" * (20 * 1024 * 1024 + 1))
    inside = {file.name: file.read_bytes() for file in sorted((folder / "0000").iterdir())[:60]}
    (folder / "more.zip").write_bytes(packed(inside | {"none.pdf": b"%PDF-1.7"}))
    (folder / "sources.csv").write_text("file,note,url\nempty.txt,nothing,https://example.org\n")
    return [*SAMPLES, folder]


def task(work: Any) -> workers.Task[Any, str]:
    return workers.Task(work, lost, size, same)


def exports(db: Path) -> dict[str, bytes]:
    """Every table as it is handed out, and the package of them all as CSV."""
    with snapshots.connect(db) as connection:
        made = {
            name: b"".join(pieces(connection, table(name, Filters()), "parquet"))
            for name in EXPORTS
        }
        made["package"] = b"".join(package.pieces(connection, Filters()))
    return made


def asking(address: str) -> Client:
    return Client(address, set_as_default=False)


def worker_pids(address: str) -> list[int]:
    with asking(address) as client:
        return sorted(client.run(os.getpid).values())


def test_a_store_made_by_many_is_equal_to_the_byte(
    address: str, there: workers.Spread, documents: list[Path], tmp_path: Path
) -> None:
    """A load during which a worker is killed: the same snapshot, the same files."""
    alone = load(tmp_path / "alone.duckdb", open_ready(documents))
    before = worker_pids(address)

    def broken_off(items: Iterable[Entry | Refusal]) -> Iterator[Entry | Refusal]:
        for number, item in enumerate(items):
            if number == 60:
                os.kill(before[0], signal.SIGKILL)
            yield item

    many = load(tmp_path / "many.duckdb", broken_off(open_ready(documents, there)))
    assert (many.stored, many.refused) == (alone.stored, alone.refused) == (14 + PRINTED, 3)
    assert many.snapshot == alone.snapshot
    assert exports(tmp_path / "many.duckdb") == exports(tmp_path / "alone.duckdb")
    assert before[0] not in worker_pids(address)


def test_a_worker_killed_within_a_piece_of_work(there: workers.Spread, tmp_path: Path) -> None:
    marker = tmp_path / "killed"
    items = [(number, str(marker)) for number in range(500)]
    assert list(there(task(parent_dies), items)) == [str(number) for number in range(500)]
    assert marker.exists()


def test_a_document_that_kills_its_reader_is_lost_alone(
    address: str, there: workers.Spread
) -> None:
    before = worker_pids(address)
    items = [number for number in range(200) if number != 70]
    expected = [str(number) for number in items]
    expected[60] = f"60: {workers.KILLED}"
    expected[79] = f"80: {workers.FAILED}：ZeroDivisionError"
    expected[89] = f"90: {workers.KILLED}"
    assert list(there(task(deadly), items)) == expected
    assert worker_pids(address) == before


def test_what_kills_every_worker_is_read_here_and_lost_alone(there: workers.Spread) -> None:
    expected = [str(number) for number in range(200)]
    expected[60] = f"{(60, os.getpid())}: {workers.KILLED}"
    items = [(number, os.getpid()) for number in range(200)]
    assert list(there(task(parents_die), items)) == expected


def test_a_service_that_is_stopped_loses_nothing(there: workers.Spread) -> None:
    assert list(there(task(told_to_stop), range(60))) == [str(number) for number in range(60)]


def test_a_reader_that_dies_while_it_rests_loses_nothing() -> None:
    data = pickle.dumps((task(str), [1, 2]))
    try:
        assert pickle.loads(cluster.read(made_of(), data)) == ["1", "2"]
        os.kill(cluster._resting[0]._workers[0].process.pid, signal.SIGKILL)
        assert pickle.loads(cluster.read(made_of(), data)) == ["1", "2"]
    finally:
        cluster._resting.pop().dismiss()


def test_the_look_ahead_is_bounded(there: workers.Spread) -> None:
    taken = 0

    def source() -> Iterator[int]:
        nonlocal taken
        for number in range(100_000):
            taken += 1
            yield number

    results = there(task(str), source())
    assert next(results) == "0"
    assert taken <= 2 * cluster._AHEAD * workers._CHUNK
    results.close()  # type: ignore[attr-defined]


def test_bytes_on_the_way_are_bounded(
    there: workers.Spread, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_MOST_BYTES", workers._CHUNK)
    results = there(task(str), source := iter(range(100_000)))
    assert next(results) == "0"
    assert next(source) <= 2 * workers._CHUNK
    results.close()  # type: ignore[attr-defined]


# ---------------------------------------------------------------- refused


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(["load", *map(str, SAMPLES), *arguments])
    return code, capsys.readouterr().err


def test_a_worker_that_would_read_otherwise_does_not_read(
    address: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    db = tmp_path / "g.duckdb"
    monkeypatch.setattr(cluster, "made_of", lambda: {**made_of(), "lxml": "0.1"})
    code, err = told(capsys, "--scheduler", address, "--db", str(db))
    assert code == 2
    assert f"会读得不一样：lxml {made_of()['lxml']}（应为 0.1）" in err
    assert not db.exists()


def test_the_process_that_reads_is_asked_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that was started before an upgrade hands work to a process started after it."""
    old = {**made_of(), "lxml": "0.1"}
    monkeypatch.setattr(cluster, "made_of", lambda: old)
    monkeypatch.setattr(cluster, "get_worker", lambda: SimpleNamespace(address="tcp://here"))
    data = pickle.dumps((task(str), [1]))
    with pytest.raises(ClusterError, match=r"tcp://here 会读得不一样：lxml .*（应为 0\.1）"):
        cluster.read(old, data)
    assert cluster._resting == []


def test_a_worker_without_govdash() -> None:
    found = {"tcp://a": made_of()["govdash"].split()[0], "tcp://b": PackageNotFoundError("govdash")}
    client = SimpleNamespace(run=lambda *_, **__: found)
    with pytest.raises(ClusterError, match="tcp://b：没有装 govdash"):
        cluster._Cluster("tcp://s", client, ExitStack()).require_us()


def test_differences() -> None:
    assert differences(made_of(), made_of()) == ""
    told = differences({"Python": "3.12.0", "lxml": "6"}, {"Python": "3.11.7", "lxml": "6"})
    assert told == "Python 3.12.0（应为 3.11.7）"
    assert differences({}, {"lxml": "6"}) == "lxml 无（应为 6）"


def test_without_the_library(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared, "find_spec", lambda _name: None)
    code, err = told(capsys, "--scheduler", "tcp://127.0.0.1:1", "--db", str(tmp_path / "g.duckdb"))
    assert (code, err.count("\n")) == (2, 1)
    assert "pip install" in err


@pytest.mark.parametrize(
    "address", ["tcp://127.0.0.1:1", "nowhere://x", "127.0.0.1:x", "tls://127.0.0.1:1"]
)
def test_without_a_cluster(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_CONNECT", 0.3)
    with pytest.raises(ClusterError, match=address), joined(address):
        pass


def test_a_cluster_without_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.3)
    with (
        crowd(tmp_path, 0) as empty,
        pytest.raises(ClusterError, match="没有一个工作进程"),
        joined(empty),
    ):
        pass


# ---------------------------------------------------------------- Ctrl-C


def test_ctrl_c_keeps_what_was_read(address: str, documents: list[Path], tmp_path: Path) -> None:
    """A load that is broken off publishes what it has; the cluster stays, with nothing left to do."""
    db = tmp_path / "g.duckdb"
    command = [sys.executable, "-m", "govdash", "load", *map(str, documents * 20)]
    loader = subprocess.Popen(
        [*command, "--db", str(db), "--scheduler", address],
        cwd=REPOSITORY,
        stderr=subprocess.PIPE,
    )
    assert loader.stderr
    first = loader.stderr.readline().decode()
    while "份/秒" not in first:
        first = loader.stderr.readline().decode()
    os.kill(loader.pid, signal.SIGINT)
    rest = loader.stderr.read().decode()
    assert loader.wait() == 130
    assert "Traceback" not in rest
    assert "再运行一次" in rest
    with snapshots.connect(db) as connection:
        ((stored,),) = connection.execute("SELECT count(*) FROM reports").fetchall()
    assert 0 < stored <= 14 + PRINTED
    with asking(address) as client:
        until = time.monotonic() + 10
        while any(client.processing().values()) and time.monotonic() < until:
            time.sleep(0.1)
        assert set(client.processing().values()) == {()}


def test_ctrl_c_waits_for_what_is_begun(
    there: workers.Spread, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python loses a Ctrl-C that comes while a future is let go: none may come there."""
    sent = []

    def pressed(self: Any, *arguments: Any) -> Any:
        os.kill(os.getpid(), signal.SIGINT)
        sent.append(arguments)
        return send(self, *arguments)

    send = cluster._Cluster._send
    monkeypatch.setattr(cluster._Cluster, "_send", pressed)
    with pytest.raises(KeyboardInterrupt):
        next(there(task(str), range(100_000)))
    assert len(sent) == 2 * cluster._AHEAD


def test_one_document_is_read_as_here(there: workers.Spread, tmp_path: Path) -> None:
    """What is not to be opened is told by the same words: those of this machine, not of the worker."""
    (tmp_path / "report.txt").write_bytes(b"%PDF-1.7")
    paths = [Path("/dev/zero"), tmp_path / "report.txt", tmp_path / "report.txt/none"]
    (tmp_path / "report.txt").chmod(0)
    here = list(open_files(paths[:2]))
    assert [type(item) for item in here] == [Refusal, Refusal]
    assert list(open_ready(paths[:2], there)) == here
