"""The outside contract: commands, exit codes, streams; a refusal is never a traceback."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from govdash import __version__
from govdash.cli import main
from govdash.settings import DATA
from tests.conftest import REPOSITORY

SAMPLES = DATA / "samples"
SHANHAIGUAN = str(SAMPLES / "山海关区人民政府办公室_2023.txt")
TAOHUALUN = str(SAMPLES / "桃花仑街道办事处_2021.txt")
HUIYUAN = str(SAMPLES / "汇源办事处_2022.txt")
YUECUN = str(SAMPLES / "岳村街道_2020.txt")

KEYS = [
    "schema", "source", "title", "agency", "year", "form", "published", "scope", "region", "cells",
    "derived", "sections", "stated", "findings", "period", "evidence",
]  # fmt: skip
NOT_REPORTS = [
    ("empty.txt", b"", "空文件"),
    ("blank.txt", b" \n\n ", "空文件"),
    ("binary.txt", b"\x00\x01\x02" * 50, "二进制"),
    ("scan.pdf", b"%PDF-1.4\n...", "PDF"),
    ("old.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 100, "Word"),
    ("new.docx", b"PK\x03\x04" + b"\0" * 100, "Word"),
    ("notice.txt", "关于放假的通知".encode(), "不是年度报告"),
    ("broken.json", b"{", "JSON"),
    ("bytes.json", b"\xff\xfe\xfa", "JSON"),
    ("list.json", b"[]", "govdash.report/1"),
    ("number.json", b"3", "govdash.report/1"),
    ("null.json", b"null", "govdash.report/1"),
    ("text.json", b'"x"', "govdash.report/1"),
    ("other.json", b'{"schema": "x"}', "govdash.report/1"),
    ("half.json", b'{"schema": "govdash.report/1"}', "govdash.report/1"),
    ("deep.json", b"[" * 100_000, "JSON"),
]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, list[str]]:
    """(exit code, standard output, lines of standard error)."""
    try:
        code = main(arguments)
    except SystemExit as stop:
        code = int(stop.code or 0)
    out, err = capsys.readouterr()
    return code, out, err.splitlines()


# ---------------------------------------------------------------- parse


def test_parse(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "parse", SHANHAIGUAN)
    assert (code, err) == (0, [])
    (report,) = [json.loads(line) for line in out.splitlines()]
    assert list(report) == KEYS
    assert list(report["source"]) == ["path", "sha256", "media_type", "encoding", "script"]
    assert (report["schema"], report["source"]["path"]) == ("govdash.report/1", SHANHAIGUAN)
    assert (report["agency"], report["year"], report["form"]) == (
        "山海关区人民政府办公室", 2023, "2021",
    )  # fmt: skip
    assert (report["published"], report["scope"]) == ("2024-01-23", "self")
    assert report["region"]["code"] == "130303"
    assert len(report["cells"]) == 200
    assert report["cells"]["new_received.natural_person"] == {
        "state": "value", "value": 2, "how": "printed", "text": "2", "line": 40,
    }  # fmt: skip
    assert list(report["findings"][0]) == [
        "rule", "severity", "verdict", "cells", "left", "right", "quote", "message", "hint",
    ]  # fmt: skip
    assert "，" in out or "公开" in out


def test_what_is_not_printed_is_null(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "parse", YUECUN)
    report = json.loads(out)
    assert len(report["cells"]) == 198
    assert report["cells"]["granted.total"] == {
        "state": "absent", "value": None, "how": None, "text": None, "line": None,
    }  # fmt: skip
    assert report["derived"]["granted.total"]["value"] == 0
    assert report["published"] is None


def test_order_and_folders(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "parse", TAOHUALUN, SHANHAIGUAN, YUECUN)
    paths = [json.loads(line)["source"]["path"] for line in out.splitlines()]
    assert paths == [TAOHUALUN, SHANHAIGUAN, YUECUN]
    code, out, _ = run(capsys, "parse", str(SAMPLES))
    paths = [json.loads(line)["source"]["path"] for line in out.splitlines()]
    assert (code, paths) == (0, sorted(str(file) for file in SAMPLES.glob("*.txt")))


def test_parse_reads_what_it_prints(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    _, out, _ = run(capsys, "parse", SHANHAIGUAN)
    copy = tmp_path / "copy.json"
    copy.write_text(out, encoding="utf-8")
    code, again, _ = run(capsys, "parse", str(copy))
    assert (code, json.loads(again)) == (0, json.loads(out))


@pytest.mark.parametrize(("name", "content", "reason"), NOT_REPORTS)
def test_refusals(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    code, out, err = run(capsys, "parse", str(path), HUIYUAN)
    assert code == 1
    assert [json.loads(line)["year"] for line in out.splitlines()] == [2022]
    assert len(err) == 1
    assert err[0].startswith(f"govdash: {path}: ")
    assert reason in err[0]


# ---------------------------------------------------------------- check


def test_check_text(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "check", SHANHAIGUAN)
    *lines, summary = out.splitlines()
    assert (code, err) == (1, [])
    assert lines[0].count("R2_outcome_sum") == lines[2].count("R2_outcome_sum") == 1
    assert summary.startswith("共核对 1 份报告：数字矛盾 2")
    for line, hint in zip(lines[:4:2], lines[1:4:2], strict=True):
        assert line.startswith(f"{SHANHAIGUAN}:63: 数字矛盾")
        assert hint.startswith("    提示：各种办理结果加起来是 0")
        for words in ("三、", "总计", "数字矛盾", "R2_outcome_sum", "0", "2", "[0 ≠ 2]"):
            assert words in line


def test_check_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check", "--format", "json", SHANHAIGUAN, YUECUN)
    found = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    rules = [[finding["rule"] for finding in each["findings"]] for each in found]
    assert [[rule for rule in each if not rule.startswith("N")] for each in rules] == [
        ["R2_outcome_sum", "R2_outcome_sum", "S3_header_incomplete"],
        ["R7_decimals", "S3_header_incomplete", "M1_no_date", "P4_zero_decisions"],
    ]


def test_check_compares_the_years(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """X1 between two files of one call: 3 carried out, 0 carried in; shown with the later file."""
    text = Path(SHANHAIGUAN).read_text(encoding="utf-8")
    before = text.replace("2023年", "2022年").replace("2024-", "2023-")
    (tmp_path / "2022.txt").write_text(carrying(before, "3"), encoding="utf-8")
    (tmp_path / "2023.txt").write_text(text, encoding="utf-8")
    _, out, _ = run(capsys, "check", str(tmp_path))
    (line,) = [line for line in out.splitlines() if "X1_carry" in line]
    assert line.startswith(f"{tmp_path / '2023.txt'}:41: 疑点 X1_carry 三、")
    assert line.endswith("总计一栏 2022年度转出 3 件，2023年度转入 0 件。 [3 ≠ 0]")
    _, out, _ = run(capsys, "check", "--format", "json", str(tmp_path))
    last = json.loads(out.splitlines()[-1])
    assert (last["year"], [finding["rule"] for finding in last["findings"]]) == (2023, ["X1_carry"])


def carrying(text: str, count: str) -> str:
    """The report with so many requests of individuals carried over to the next year."""
    return "\n".join(
        line.replace("| 0 |", f"| {count} |", 1)[::-1].replace("| 0 |", f"| {count} |", 1)[::-1]
        if "结转下年" in line
        else line
        for line in text.splitlines()
    )


@pytest.mark.parametrize(("path", "code"), [(TAOHUALUN, 0), (YUECUN, 0), (SHANHAIGUAN, 1)])
def test_check_fails_on_errors_alone(
    capsys: pytest.CaptureFixture[str], path: str, code: int
) -> None:
    assert run(capsys, "check", path)[0] == code


# ---------------------------------------------------------------- load, export


def test_load_and_export(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    db, bad = str(tmp_path / "g.duckdb"), tmp_path / "empty.txt"
    bad.write_bytes(b"")
    assert run(capsys, "load", SHANHAIGUAN, YUECUN, "--db", db)[0] == 0
    code, out, err = run(capsys, "load", str(bad), "--db", db)
    assert (code, out) == (1, "")
    assert err[0] == f"govdash: {bad}: 空文件"
    file = tmp_path / "out.csv"
    code, out, _ = run(
        capsys, "export", "reports", "--db", db, "--year", "2020", "--year", "2021", "-o", str(file)
    )
    assert (code, out) == (0, "")
    with file.open(encoding="utf-8-sig", newline="") as stream:
        assert [row["agency"] for row in csv.DictReader(stream)] == ["岳村街道"]


@pytest.mark.parametrize(
    ("filters", "rows"),
    [
        ((), 2),
        (("--year", "2023"), 1),
        (("--region", "130000"), 1),
        (("--region", "13", "--region", "41"), 2),
        (("--year", "1999"), 0),
        (("--level", "township"), 1),
        (("--form", "2019"), 1),
    ],
)
def test_export_filters(tmp_path: Path, filters: tuple[str, ...], rows: int) -> None:
    db = str(tmp_path / "g.duckdb")
    assert main(["load", SHANHAIGUAN, YUECUN, "--db", db]) == 0
    done = govdash("export", "reports", "--db", db, *filters)
    read = list(csv.reader(io.StringIO(done.stdout.decode("utf-8-sig"), newline="")))
    assert (done.returncode, len(read) - 1, read[0][0]) == (0, rows, "report_id")


def govdash(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "govdash", *arguments]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=False)


# ---------------------------------------------------------------- wrong use, help


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("read",),
        ("parse",),
        ("parse", "/no/such/file.txt"),
        ("check", "--format", "xml", SHANHAIGUAN),
        ("export", "secrets"),
        ("export", "reports", "--db", "/no/such/store"),
        ("export", "reports", "--year", "21", "--db", "x"),
        ("export", "reports", "--region", "99"),
        ("export", "reports", "--agency", "nobody"),
        ("serve", "--port", "http"),
    ],
)
def test_wrong_use(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err[-1].startswith("govdash")


def test_a_damaged_store_is_wrong_use(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    db = tmp_path / "g.duckdb"
    db.write_bytes(b"precious")
    for arguments in (("export", "reports"), ("load", YUECUN)):
        code, _, err = run(capsys, *arguments, "--db", str(db))
        assert (code, err[-1].startswith("govdash: ")) == (2, True)
    assert db.read_bytes() == b"precious"


@pytest.mark.parametrize("output", ["missing/folder/out.csv", "."])
def test_an_impossible_output_is_wrong_use(
    capsys: pytest.CaptureFixture[str], store: Path, tmp_path: Path, output: str
) -> None:
    code, _, err = run(
        capsys, "export", "reports", "--db", str(store), "-o", str(tmp_path / output)
    )
    assert (code, err[-1].startswith("govdash: ")) == (2, True)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ((), ("读取", "Read")),
        (("parse",), ("读取报告", "print one JSON")),
        (("check",), ("核对", "audit")),
        (("load",), ("入库", "store")),
        (("export",), ("导出", "export", "--year", "--agency", "--region")),
        (("serve",), ("看板", "dashboard", "--host", "--port")),
    ],
)
def test_help_in_both_languages(
    capsys: pytest.CaptureFixture[str], command: tuple[str, ...], words: tuple[str, ...]
) -> None:
    code, out, _ = run(capsys, *command, "--help")
    assert code == 0
    assert [word for word in words if word not in out] == []


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--version")[:2] == (0, f"govdash {__version__}\n")


def test_output_is_utf8_whatever_the_locale() -> None:
    environment = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-m", "govdash", "parse", SHANHAIGUAN]
    done = subprocess.run(
        command, cwd=REPOSITORY, capture_output=True, check=False, env=environment
    )
    assert done.returncode == 0, done.stderr[-300:]
    assert json.loads(done.stdout.decode("utf-8"))["agency"] == "山海关区人民政府办公室"
