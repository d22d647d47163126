"""Many files at once: archives as folders, all cores, one bad file alone, Ctrl-C."""

import bz2
import gzip
import io
import json
import lzma
import os
import signal
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from govdash.errors import UsageError
from govdash.forms import FORMS
from govdash.pipeline import Document, Refusal, archives, open_files, workers
from govdash.settings import DATA
from govdash.store import snapshots
from govdash.store.loader import load
from tests.conftest import REPOSITORY
from tests.deadly import deadly, lost, same, size, slow
from tests.reading.hostile import lying_size, packed

YUECUN = DATA / "samples" / "岳村街道_2020.txt"
REPORT = YUECUN.read_bytes()


def of_year(year: int) -> bytes:
    return REPORT.decode().replace("2020年", f"{year}年").encode()


def told(*paths: Path, cores: int = 0) -> list[tuple[str, object]]:
    """(path, year or reason) of every file."""
    return [
        (found.path, found.reason)
        if isinstance(found, Refusal)
        else (found.report.source.path, found.report.year)
        for found in open_files(paths, cores)
    ]


def tarred(files: dict[str, bytes], *links: tarfile.TarInfo) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name, data in files.items():
            item = tarfile.TarInfo(name)
            item.size = len(data)
            tar.addfile(item, io.BytesIO(data))
        for link in links:
            tar.addfile(link)
    return out.getvalue()


def gzipped(data: bytes) -> bytes:
    return gzip.compress(data)


# ---------------------------------------------------------------- archives

FILES = {
    "b/二.txt": of_year(2020),
    "a.txt": of_year(2019),
    "b/一.txt": b"",
    ".hidden": b"x",
    "__MACOSX/a.txt": b"x",
}
SEEN = [("a.txt", 2019), ("b/一.txt", "空文件"), ("b/二.txt", 2020)]


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("a.zip", packed),
        ("a.tar", tarred),
        ("a.tar.gz", lambda files: gzipped(tarred(files))),
        ("a.tar.bz2", lambda files: bz2.compress(tarred(files))),
        ("a.tar.xz", lambda files: lzma.compress(tarred(files))),
    ],
)
def test_an_archive_is_read_as_a_folder(
    tmp_path: Path, name: str, pack: Callable[[dict[str, bytes]], bytes]
) -> None:
    path = tmp_path / name
    path.write_bytes(pack(FILES))
    assert told(path) == [(f"{path}/{inner}", what) for inner, what in SEEN]
    assert told(tmp_path) == told(path)


def test_sources_in_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    table = "file,origin,note,url\nb/二.txt,sample,ours,https://example.org\n"
    path.write_bytes(packed(FILES | {"sources.csv": table.encode()}))
    found = {
        each.report.source.path.rsplit("/", 1)[1]: each.provenance
        for each in open_files([path])
        if isinstance(each, Document)
    }
    assert (found["二.txt"].origin, found["二.txt"].url) == ("sample", "https://example.org")
    assert found["a.txt"].origin == "file"


def test_sources_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(REPORT)
    (tmp_path / "sources.csv").write_bytes(b"file,note\n\xff\xfe,1\n")
    with pytest.raises(UsageError, match=r"sources\.csv"):
        list(open_files([tmp_path]))
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"a.txt": REPORT, "sources.csv": b"file\n\xff\n"}))
    assert [(name, "sources.csv" in str(why)) for name, why in told(path)] == [
        (f"{path}/a.txt", True)
    ]


def test_names_of_windows(tmp_path: Path) -> None:
    """Windows in China writes names in GB18030 and does not say so."""
    data = bytearray(packed({"aaaa.txt": REPORT}))
    name = "年报".encode("gb18030")
    path = tmp_path / "a.zip"
    path.write_bytes(bytes(data).replace(b"aaaa", name))
    assert told(path) == [(f"{path}/年报.txt", 2020)]


def test_a_document_is_no_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"[Content_Types].xml": b"", "word/document.xml": b"<a/>"}))
    assert told(path) == [(str(path), "不是 Word（docx）文件，或文件已损坏")]


def link(name: str, kind: bytes) -> tarfile.TarInfo:
    item = tarfile.TarInfo(name)
    item.type, item.linkname = kind, "/etc/passwd"
    return item


def locked(data: bytes) -> bytes:
    """A zip file that says its first file is encrypted."""
    place = data.rindex(b"PK\x01\x02")
    return data[: place + 8] + b"\x01\x00" + data[place + 10 :]


def unknown_header(size: int) -> bytes:
    item = tarfile.TarInfo("x")
    item.type, item.size = tarfile.XHDTYPE, size
    return item.tobuf(tarfile.USTAR_FORMAT) + b"0" * 512


@pytest.mark.parametrize(
    ("name", "data", "seen"),
    [
        ("a.zip", packed({"b.zip": packed({"c.txt": REPORT})}), ("/b.zip", "请先解压")),
        ("a.zip", packed({"b.tar": tarred({"c.txt": REPORT})}), ("/b.tar", "请先解压")),
        ("a.zip", packed({"../b.txt": REPORT}), ("/../b.txt", "路径不安全")),
        ("a.zip", packed({"C:\\b.txt": REPORT}), ("/C:/b.txt", "路径不安全")),
        ("a.tar", tarred({"/etc/b.txt": REPORT}), ("//etc/b.txt", "路径不安全")),
        ("a.tar", tarred({}, link("b", tarfile.SYMTYPE)), ("/b", "链接或设备")),
        ("a.tar", tarred({}, link("b", tarfile.LNKTYPE)), ("/b", "链接或设备")),
        ("a.tar", tarred({}, link("b", tarfile.CHRTYPE)), ("/b", "链接或设备")),
        ("a.zip", packed({"b.txt": b"0" * 30_000_000}), ("/b.txt", "解压后过大")),
        ("a.zip", lying_size(packed({"b.txt": b"0" * 30_000_000}), 9), ("/b.txt", "已损坏")),
        ("a.tar", tarred({"b.txt": b"0" * 30_000_000}), ("/b.txt", "文件过大")),
        ("a.zip", locked(packed({"b.txt": REPORT})), ("/b.txt", "有密码")),
        ("a.zip", packed({"b.txt": REPORT}, zipfile.ZIP_LZMA), ("/b.txt", "压缩方式不支持")),
        ("a.zip", packed({"a\nb.txt": b""}), ("/a\ufffdb.txt", "空文件")),
        ("a.zip", packed({"a\u202eb.txt": b""}), ("/a\ufffdb.txt", "空文件")),
        ("a.zip", packed({}), ("", "没有文件")),
        ("a.zip", packed({"b.txt": REPORT})[:-30], ("", "压缩包")),
        ("a.zip", packed(dict.fromkeys(map(str, range(100_001)), b"")), ("", "文件过多")),
        ("a.tar", unknown_header(2**33 - 1), ("", "已损坏")),
        ("a.tar.gz", gzipped(REPORT), ("", "不是 tar")),
        ("a.tar.gz", gzipped(tarred(FILES))[:-100], ("", "已损坏")),
        ("a.tar.xz", b"\xfd7zXZ\0" + b"x" * 100, ("", "已损坏")),
    ],
)  # fmt: skip
def test_hostile_archives(tmp_path: Path, name: str, data: bytes, seen: tuple[str, str]) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    ((shown, why),) = told(path)
    assert shown == f"{path}{seen[0]}"
    assert seen[1] in str(why)


def test_an_archive_unpacks_so_much_in_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_UNPACKED", len(REPORT) + 1)
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"a": REPORT, "b": REPORT, "c": REPORT}))
    assert [isinstance(what, int) for _, what in told(path)] == [True, True, False]
    tar = tmp_path / "a.tar.gz"
    tar.write_bytes(gzipped(tarred({"a": REPORT})))
    assert "解压后过大" in str(told(tar)[0][1])


def test_what_is_no_plain_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    (tmp_path / "ring").symlink_to(tmp_path)
    (tmp_path / "a.txt").write_bytes(REPORT)
    assert told(tmp_path) == [(str(tmp_path / "a.txt"), 2020)]
    assert told(pipe, Path("/dev/zero")) == [
        (str(pipe), "不是普通文件"), ("/dev/zero", "不是普通文件"),
    ]  # fmt: skip


def test_how_many(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_bytes(b"")
    (tmp_path / "9.zip").write_bytes(packed({"a": b"", "b": b"", "sources.csv": b"file\n"}))
    found = open_files([tmp_path])
    assert found.total == 4
    assert (len(list(found)), found.total) == (5, 5)


# ---------------------------------------------------------------- many files


@pytest.fixture
def many(tmp_path: Path) -> Path:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(130):
        data = b"" if number % 10 == 3 else of_year(2000 + number % 40)
        (folder / f"{number:03}.txt").write_bytes(data)
    return folder


def test_all_cores_give_what_one_gives(many: Path) -> None:
    """The same documents in the same order, their forms the declared ones."""
    one, two = list(open_files([many], 1)), list(open_files([many], 2))
    assert one == two
    assert [type(found) for found in two[:5]] == [Document] * 3 + [Refusal, Document]
    assert {found.report.form is FORMS["2019"] for found in two if isinstance(found, Document)} == {
        True
    }


def test_an_archive_on_all_cores(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed({f"{number:03}.txt": of_year(2019) for number in range(120)}))
    assert told(path, cores=2) == [(f"{path}/{number:03}.txt", 2019) for number in range(120)]


def test_a_worker_that_dies_loses_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "SECONDS", 8.0)
    monkeypatch.setattr(workers, "_GRACE", 0.0)
    found = list(workers.spread(workers.Task(deadly, lost, size, same), range(200), 2))
    expected = [str(number) for number in range(200)]
    expected[60] = f"60: {workers.KILLED}"
    expected[70] = f"70: {workers.TOO_LONG}"
    expected[80] = f"80: {workers.FAILED}：ZeroDivisionError"
    expected[90] = f"90: {workers.KILLED}"
    assert found == expected


def test_one_file_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "SECONDS", 0.2)
    found = list(workers.spread(workers.Task(slow, lost, size, same), range(3)))
    assert found == ["0", f"1: {workers.TOO_LONG}", "2"]


def test_the_look_ahead_is_bounded() -> None:
    """While nobody takes results, no more than so many items are taken from the source."""
    taken = 0

    def source() -> object:
        nonlocal taken
        for number in range(100_000):
            taken += 1
            yield number

    results = workers.spread(workers.Task(str, lost, size, same), source(), 2)  # type: ignore[arg-type]
    assert next(results) == "0"
    assert taken <= (2 * workers._AHEAD + 2) * workers._CHUNK
    results.close()  # type: ignore[attr-defined]


# ---------------------------------------------------------------- Ctrl-C


def alive(group: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(group, 0)
        return True
    return False


def children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children")
    return [int(child) for child in listed.read_text().split()] if listed.exists() else []


def test_ctrl_c_keeps_what_was_read(tmp_path: Path) -> None:
    """A load that is broken off publishes what it has, leaves no process, and can be completed."""
    folder, db = tmp_path / "reports", tmp_path / "g.duckdb"
    folder.mkdir()
    for number in range(1500):
        (folder / f"{number:04}.txt").write_bytes(of_year(2000 + number % 50))
    command = [sys.executable, "-m", "govdash", "load", str(folder), "--db", str(db)]
    loader = subprocess.Popen(command, cwd=REPOSITORY, stderr=subprocess.PIPE)
    assert loader.stderr
    # The first line of progress: by now some hundreds are read.
    first = loader.stderr.readline().decode()
    working = children(loader.pid)
    os.kill(loader.pid, signal.SIGINT)
    rest = loader.stderr.read().decode()
    assert "/1500 份" in first
    assert "份/秒" in first
    assert loader.wait() == 130
    assert "Traceback" not in first + rest
    assert "再运行一次" in rest
    assert [child for child in working if alive(child)] == []
    with snapshots.connect(db) as connection:
        ((stored,),) = connection.execute("SELECT count(*) FROM reports").fetchall()
    assert 0 < stored <= 50
    load(db, open_files(sorted(folder.iterdir())[:50]))
    with snapshots.connect(db) as connection:
        assert connection.execute("SELECT count(*) FROM reports").fetchall() == [(50,)]


def test_ctrl_c_of_parse(many: Path) -> None:
    command = [sys.executable, "-m", "govdash", "parse", *[str(many)] * 30]
    parser = subprocess.Popen(
        command, cwd=REPOSITORY, stderr=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert parser.stdout
    json.loads(parser.stdout.readline())
    working = children(parser.pid)
    os.kill(parser.pid, signal.SIGINT)
    _, err = parser.communicate()
    assert parser.returncode == 130
    assert "Traceback" not in err.decode()
    assert err.decode().splitlines()[-1] == "govdash: 已停止 Stopped"
    assert [child for child in working if alive(child)] == []
