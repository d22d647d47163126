"""Files made to do harm: each ends with the reason or the right cells, soon and in little memory."""

import json
import subprocess
import sys

import pytest

from tests.conftest import REPOSITORY
from tests.reading.hostile import FILES

NO_REPORT = "不是年度报告"
NO_TABLES = "找不到二、三两部分的表格"
TOO_MUCH = "文字过多"
DAMAGED_WORD = "不是 Word（docx）文件，或文件已损坏"
SECONDS = 5
MEGABYTES = 500

TOLD = {
    "one line of 50 MB": "文件过大",
    "one line of 19 MB": TOO_MUCH,
    "19 MB of line ends": TOO_MUCH,
    "NUL bytes": "二进制文件",
    "a NUL in the middle": "二进制文件",
    "bytes of no encoding": NO_REPORT,
    "cut UTF-16": NO_REPORT,
    "brackets without end": NO_REPORT,
    "readings without end": NO_REPORT,
    "bars without end": NO_TABLES,
    "blanks without end": NO_TABLES,
    "rules without end": NO_TABLES,
    "digits without end": NO_TABLES,
    "thousands without end": NO_TABLES,
    "sentences without end": NO_TABLES,
    "tabs without end": NO_TABLES,
    "a row's label without end": NO_TABLES,
    "titles without end": NO_TABLES,
    "tables without end": NO_REPORT,
    "a number of 400 digits": "read None",
    "bidi controls in a number": "read None",
    "100,000 nested boxes": NO_REPORT,
    "100,000 nested tables": NO_REPORT,
    "100,000 nested rows": NO_REPORT,
    "two million tags": "网页标签过多",
    "a span of 999999999": NO_REPORT,
    "many wide spans": NO_REPORT,
    "an attribute of 10 MB": NO_REPORT,
    "styles without end": NO_REPORT,
    "entities of a page": NO_REPORT,
    "a million attributes": "上万个属性",
    "bidi in a page": "read None",
    "a bomb of a Word file": "解压后过大",
    "a Word file that lies": "已损坏",
    "entities of a Word file": DAMAGED_WORD,
    "a file of ours in a Word file": NO_REPORT,
    "nested boxes in a Word file": DAMAGED_WORD,
    "200 nested tables in a Word file": NO_REPORT,
    "a million tags in a Word file": "标记过多",
    "wide cells in a Word file": NO_REPORT,
    "a zip of 200,000 files": "请先解压",
    "a zip in a zip": "请先解压",
    "10,000 pages": "页数过多",
    "a bomb of a PDF": "扫描件",
    "two million characters": "PDF 文字过多",
    "characters far outside": "扫描件",
    "a PDF that lists itself": "PDF 已损坏",
    "a cut PDF": "PDF 已损坏",
}


@pytest.mark.parametrize("name", FILES)
def test_bounded_and_told(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.reading.hostile", name],
        cwd=REPOSITORY,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr.decode()[-500:]) == (0, "")
    found = json.loads(done.stdout)
    assert TOLD[name] in found["told"]
    assert found["seconds"] < SECONDS
    assert found["megabytes"] < MEGABYTES


def test_every_file_has_its_reason() -> None:
    assert TOLD.keys() == FILES.keys()
