"""Bytes to lines: encodings, widths, pinyin notes, script."""

import pytest

from govdash.errors import RefusedError
from govdash.reading.containers import open_container
from govdash.reading.containers.plain import decode
from govdash.reading.text import squeeze
from tests.reading.helpers import cleaned


def line(text: str) -> str:
    return cleaned(text.encode()).lines[0].text


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("鎮(zhèn)", "镇"),
        ("政(zheng)(zheng)府(fu)(fu)", "政府"),
        ("公(gong)(gong)開(kāi)", "公开"),
        ("旅(lǚ)行(xíng)", "旅行"),
        ("项目(a)与 item (b)", "项目与 item (b)"),
        ("plan (a)", "plan (a)"),
        ("规章(ABC)", "规章(ABC)"),
        ("金额(单位)", "金额(单位)"),
    ],
)
def test_pinyin_notes(printed: str, text: str) -> None:
    assert line(printed) == text


@pytest.mark.parametrize(
    ("printed", "text", "script"),
    [
        ("規範性文件 行政許可", "规范性文件 行政许可", "hant"),
        ("行政查詢事項新增執行", "行政查询事项新增执行", "hant"),
        ("行政復議 行政複議", "行政复议 行政复议", "hant"),
        ("本年製發件數", "本年制发件数", "hant"),
        ("規(guī)章(zhāng)", "规章", "hant+pinyin"),
        ("规范性文件", "规范性文件", "hans"),
        # A simplified text with one character that t2s would change keeps it.
        ("著名的乾县人民政府在全县范围内开展政府信息公开工作并取得明显成效，群众满意度不断提高，"
         "各部门认真落实要求，及时发布各类信息", None, "hans"),
    ],
)  # fmt: skip
def test_script(printed: str, text: str | None, script: str) -> None:
    found = cleaned(printed.encode())
    assert found.lines[0].text == (printed if text is None else text)
    assert found.script == script


@pytest.mark.parametrize(
    ("printed", "squeezed"),
    [
        ("１２　３", "123"),
        ("（一） 予以 公开", "(一)予以公开"),
        ("㈠予以公开", "(一)予以公开"),
        ("〔2021〕30号", "[2021]30号"),
        ("3，119", "3,119"),
        ("①12件", "①12件"),
        ("\u00a012\u2003", "12"),
        ("商业\u3000企业", "商业企业"),
    ],
)
def test_widths(printed: str, squeezed: str) -> None:
    assert squeeze(printed) == squeezed


def test_invisible_characters() -> None:
    assert line("\ufeff规\u200b章\u202e") == "规章"


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("规章".encode(), "规章", "utf-8"),
        ("规章".encode("utf-8-sig"), "规章", "utf-8"),
        ("規章鎮〇€".encode("gb18030"), "規章鎮〇€", "gb18030"),
        ("规章".encode("gbk"), "规章", "gb18030"),
        ("规章".encode("utf-16"), "规章", "utf-16"),
    ],
)
def test_decode(data: bytes, text: str, encoding: str) -> None:
    found, name = decode(data)
    assert (found.removeprefix("\ufeff"), name) == (text, encoding)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "空文件"),
        (b" \r\n\t", "空文件"),
        (b"a\0b", "二进制"),
        (b"a" * (20 * 2**20 + 1), "过大"),
    ],
)
def test_refused(data: bytes, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        open_container(data, "a.txt")


def test_lines_keep_their_numbers() -> None:
    found = cleaned("一\r\n\r\n三\r四\u2028四".encode()).lines
    assert [(each.number, each.raw) for each in found] == [
        (1, "一"), (2, ""), (3, "三"), (4, "四\u2028四"),
    ]  # fmt: skip
