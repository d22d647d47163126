"""A stranger's document: read as any other, or refused with a reason, within bounds, leaving nothing."""

import io
import os
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import pytest

from govdash import sandbox
from govdash.pipeline import Sources, open_file
from govdash.sandbox import SandboxError, examine
from govdash.settings import DATA

SHANHAIGUAN = DATA / "samples" / "山海关区人民政府办公室_2023.txt"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def refusal(data: bytes, name: str, **limits: float) -> tuple[str, float]:
    """Why a document is refused, and after how many seconds."""
    start = time.monotonic()
    with pytest.raises(SandboxError) as told:
        examine(data, name, **limits)
    return str(told.value), time.monotonic() - start


def test_a_report_is_read_as_by_every_other_command() -> None:
    document = open_file(SHANHAIGUAN, Sources())
    found = examine(SHANHAIGUAN.read_bytes(), str(SHANHAIGUAN))
    assert getattr(document, "report", None) == found.report
    assert (found.lines[-1], found.cut) == ((73, "无。"), False)
    assert [finding.rule for finding in found.report.findings] == [
        "R2_outcome_sum",
        "R2_outcome_sum",
        "S3_header_incomplete",
        "N5_parts",
    ]


def packed(parts: dict[str, list[bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, pieces in parts.items():
            with archive.open(name, "w", force_zip64=True) as stream:
                for piece in pieces:
                    stream.write(piece)
    return out.getvalue()


def word_file(body: list[bytes]) -> bytes:
    """A docx whose text is these pieces."""
    package = b"http://schemas.openxmlformats.org/package/2006"
    office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    part = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relations = b"application/vnd.openxmlformats-package.relationships+xml"
    return packed(
        {
            "[Content_Types].xml": [
                b'<Types xmlns="%s/content-types"><Default Extension="rels" ContentType="%s"/>'
                b'<Override PartName="/word/document.xml" ContentType="%s"/></Types>'
                % (package, relations, part)
            ],
            "_rels/.rels": [
                b'<Relationships xmlns="%s/relationships"><Relationship Id="r" Type="%s" '
                b'Target="word/document.xml"/></Relationships>' % (package, office)
            ],
            "word/document.xml": [
                b'<w:document xmlns:w="%s"><w:body>' % WORD.encode(),
                *body,
                b"</w:body></w:document>",
            ],
        }
    )


PARAGRAPH = b"<w:p><w:r><w:t>0</w:t></w:r></w:p>"
HOSTILE = {
    "a zip bomb": (lambda: packed({"word/document.xml": [b"0" * 10**6] * 300}), "bomb.docx", "过大"),
    "a bomb just below the limit of the archive": (
        lambda: word_file([PARAGRAPH * 10_000] * 280), "big.docx", "解压后过大"),
    "a docx of nothing": (lambda: word_file([]), "empty.docx", "不是年度报告"),
    "a PDF of garbage": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 400, "a.pdf", "PDF 已损坏"),
    "100,000 nested tags": (
        lambda: b"<html><body>" + b"<div>" * 100_000 + b"1" + b"</div>" * 100_000,
        "deep.html", "不是年度报告"),
    "100,000 nested tables": (
        lambda: b"<html><body>" + b"<table><tr><td>" * 100_000, "deep.html", "不是年度报告|没有内容"),
    "one line of 19 MB": (lambda: b"a" * 19_000_000, "line.txt", "文字过多"),
    "50 MB": (lambda: b"a" * 50_000_000, "line.txt", "过大（超过 20 MB）"),
    "numbers without end in the text": (
        lambda: SHANHAIGUAN.read_bytes().replace(
            "二、主动公开".encode(), "".join(f"全年共发布信息{n}条。\n" for n in range(400_000)).encode()
            + "二、主动公开".encode(), 1
        ),
        "long.txt", "文字过多"),
    "a parsed report, which may hold anything": (
        lambda: b'{"schema": "govdash.report/1"}', "a.JSON", "这是 JSON 数据"),
    "an old Word file": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 100, "a.doc", "另存为 docx"),
    "nothing": (lambda: b" \n\t", "empty.txt", "没有内容"),
    "a picture": (lambda: b"\x89PNG" + b"\0" * 100, "a.txt", "图片"),
    "a program": (lambda: b"\x7fELF\0\0\0" * 1000, "a.html", "二进制"),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_document_is_refused_with_a_reason(what: str) -> None:
    make, name, reason = HOSTILE[what]
    told, seconds = refusal(make(), name)
    assert any(part in told for part in reason.split("|")), told
    assert "Traceback" not in told
    assert seconds < sandbox.SECONDS + 2


SLOW = {
    "digits": "1" * 200_000,
    "parts of numbers": "1，" * 100_000,
    "brackets": "（" * 100_000 + "鎮(" * 50_000,
    "bars": "| 0 " * 100_000,
    "labels": "本年新收" * 30_000 + "总计 " * 50_000,
    "sentences": ("收到申请" + "1" * 40 + "件，" + "其中" * 40) * 1_500,
}


@pytest.mark.parametrize("what", SLOW)
def test_text_made_to_be_slow_ends_in_time(what: str) -> None:
    """The killer stands in the narrative and in the table of a report that is otherwise read."""
    text = SHANHAIGUAN.read_text(encoding="utf-8")
    for place in ("二、主动公开", "四、结转下年度"):
        assert place in text
        text = text.replace(place, f"{SLOW[what]}\n{place}", 1)
    start = time.monotonic()
    try:
        told = examine(text.encode(), "slow.txt", seconds=6).report.form.id
    except SandboxError as error:
        told = str(error)
    assert time.monotonic() - start < 9
    assert told == "2021" or any(word in told for word in ("没有读完", "不可能的数字"))


def children() -> set[str]:
    """Processes of this one that still run."""
    listed = subprocess.run(
        ["ps", "-o", "pid=,stat=", "--ppid", str(os.getpid())], capture_output=True, check=False
    )
    return {
        line
        for line in listed.stdout.decode().splitlines()
        if " Z" not in line and "ps" not in line
    }


def instead(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Another program in the place of the reader."""
    monkeypatch.setattr(sandbox, "_COMMAND", (sys.executable, "-c", program))


def test_a_reader_that_does_not_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    instead(monkeypatch, "import sys; sys.stdin.read()\nwhile True: pass")
    before = children()
    told, seconds = refusal(b"x" * 1000, "a.txt", seconds=1)
    assert "读了 1 秒还没有读完，已经停止" in told
    assert 1 <= seconds < 3
    assert len(children()) <= len(before)


@pytest.mark.parametrize(
    "program",
    [
        "import os; os.kill(os.getpid(), 11)",
        "raise SystemExit(3)",
        "print('half {')",
        "import sys; sys.stdin.read(); raise ValueError('secret text')",
    ],
)
def test_a_reader_that_crashes_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], program: str
) -> None:
    instead(monkeypatch, program)
    told, _ = refusal(b"x" * 100_000, "a.txt")
    assert told.startswith("读取中断了，没有得到结果。")
    assert "secret" not in told
    assert capfd.readouterr() == ("", "")


def test_memory_and_files_are_bounded(tmp_path: Path) -> None:
    """The worker's own limits, seen from inside it."""
    seen = subprocess.run(
        [sys.executable, "-c",
         "import resource as r\nfrom govdash.sandbox import worker\nworker._confine()\n"
         "print(r.getrlimit(r.RLIMIT_AS)[0], r.getrlimit(r.RLIMIT_FSIZE)[0])\n"
         "try: b'0' * worker.MEMORY\nexcept MemoryError: print('refused')\n"
         "import os, signal, tempfile\nfile, _ = tempfile.mkstemp(dir='.')\n"
         "try: os.write(file, b'1')\nexcept OSError: print('no file')\n"],
        capture_output=True, check=True, cwd=tmp_path,
    )  # fmt: skip
    assert seen.stdout.decode().split("\n")[:3] == [f"{640 * 1024 * 1024} 0", "refused", "no file"]


def test_only_some_are_read_at_once_and_others_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    instead(monkeypatch, "import sys, time; sys.stdin.read(); time.sleep(2)")
    told: list[str] = []

    def give() -> None:
        with pytest.raises(SandboxError) as error:
            examine(b"x", "a.txt", seconds=5, patience=0.5)
        told.append(str(error.value)[:6])

    threads = [threading.Thread(target=give) for _ in range(sandbox.AT_ONCE + 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["现在同时核对"] * 2 + ["读取中断了，"] * sandbox.AT_ONCE


def test_a_turn_is_given_back_after_every_end(monkeypatch: pytest.MonkeyPatch) -> None:
    instead(monkeypatch, "import sys; sys.stdin.read()\nwhile True: pass")
    for _ in range(sandbox.AT_ONCE + 1):
        assert "还没有读完" in refusal(b"x", "a.txt", seconds=0.3, patience=0.1)[0]


def test_a_document_with_endless_lines_is_shown_in_part() -> None:
    data = SHANHAIGUAN.read_bytes() + "多余的一行\n".encode() * 20_000
    found = examine(data, "long.txt")
    assert (len(found.lines), found.cut) == (6_000, True)
    assert found.report.year == 2023


def test_nothing_is_left_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TMPDIR", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.chdir(tmp_path)
    examine(SHANHAIGUAN.read_bytes(), "秘密.txt")
    refusal(b"%PDF-1.7 nothing", "秘密.pdf")
    assert list(tmp_path.rglob("*")) == []
