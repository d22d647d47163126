"""自查 as an official meets it: finds why, corrects, is clean; and nothing is kept."""

import logging
import tempfile
from pathlib import Path

import pytest
from streamlit.runtime.caching import get_data_cache_stats_provider
from streamlit.testing.v1 import AppTest

from govdash import sandbox
from govdash.settings import DATA
from govdash.ui.data import ANSWERS
from tests.pages.conftest import OpenPage, captions_of, html_of

SAMPLE = (DATA / "samples" / "山海关区人民政府办公室_2023.txt").read_text(encoding="utf-8")
GRANTED = "予以公开 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |"
CORRECTED = SAMPLE.replace(GRANTED, "予以公开 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |", 1)
CANARY = "仅供内部的草稿八七六五四三"


def give(page: AppTest, text: str) -> AppTest:
    """Paste a text and press the button."""
    page.text_area(key="check-text").set_value(text)
    page.button(key="check-send").click().run()
    assert [error.value for error in page.exception] == []
    return page


def verdict(page: AppTest) -> list[str]:
    return [header.value for header in page.header if header.anchor == "verdict"]


def test_an_official_finds_why_corrects_and_is_clean(open_page: OpenPage) -> None:
    assert GRANTED in SAMPLE
    page = give(open_page("check"), SAMPLE)
    assert verdict(page) == ["发现 2 处数字矛盾"]
    seen = html_of(page)
    assert "三、收到和处理政府信息公开申请情况 · 总计 · 自然人" in seen
    assert "印的是：<b>2</b>　按其他格子算：<b>0</b>" in seen
    assert "公布前请改正：对照台账，改掉错的那个数，或补上没填的数。" in seen
    assert '<a href="#f1" data-light data-go="L63">看原文第 63 行</a>' in seen
    told = "\n".join(item.value for item in page.markdown)
    assert "42 处加总关系中，40 处相符，2 处不符。" in told
    assert "机关：**山海关区人民政府办公室**" in told
    give(page, CORRECTED)
    assert verdict(page) == ["没有发现数字矛盾"]
    assert ' class="marked">' not in html_of(page)


def test_a_file_is_checked_as_it_is_dropped(open_page: OpenPage) -> None:
    page = open_page("check")
    page.file_uploader[0].upload("报告.txt", SAMPLE.encode("gb18030"), "text/plain").run()
    assert verdict(page) == ["发现 2 处数字矛盾"]


def test_what_could_not_be_read_is_ours(open_page: OpenPage) -> None:
    torn = (DATA / "samples" / "岳村街道_2020.txt").read_text(encoding="utf-8")
    page = give(open_page("check"), torn)
    assert "198 个格子里，195 个有数字，3 个在这份文本里找不到" in captions_of(page).replace(
        "\\", ""
    )
    assert "是我们没有读准，不是机关的差错" in captions_of(page)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "没有内容。"),
        ("关于开会的通知", "不是年度报告"),
        ("本", "不是年度报告"),
        ("a" * 21_000_000, "内容过大（超过 20 MB）"),
    ],
    ids=["empty", "notice", "one letter", "21 MB"],
)
def test_what_is_no_report_is_told_in_a_sentence(open_page: OpenPage, text: str, told: str) -> None:
    page = give(open_page("check"), text)
    assert told in page.error[0].value.replace("\\", "")
    assert verdict(page) == []


def test_markup_in_a_pasted_report_stays_text(open_page: OpenPage) -> None:
    hostile = SAMPLE.replace(
        "一、总体情况", "一、总体情况\n<script>alert(1)</script><img src=x onerror=alert(2)>", 1
    )
    seen = html_of(give(open_page("check"), hostile))
    assert "<script>alert" not in seen
    assert "&lt;script&gt;alert(1)" in seen


def test_a_sample_shows_what_will_come(open_page: OpenPage) -> None:
    page = open_page("check")
    page.button(key="check-sample").click().run()
    assert verdict(page) == ["发现 2 处数字矛盾"]


def files(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def cached() -> list[tuple[str, int]]:
    """Name and size of everything in Streamlit's caches and in that of our answers."""
    stats = get_data_cache_stats_provider().get_stats()
    kept = [(key.hex(), len(answer)) for key, answer in ANSWERS._answers.items()]
    return sorted([*((item.cache_name, item.byte_length) for item in flat(stats)), *kept])


def flat(stats: object) -> list[object]:
    values = stats.values() if isinstance(stats, dict) else stats
    return [
        item
        for value in values
        for item in (value if isinstance(value, (list, tuple)) else [value])
    ]


def test_nothing_is_stored_logged_or_cached(
    open_page: OpenPage,
    store: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    caplog.set_level(logging.DEBUG)
    open_page("overview")
    page = open_page("check")
    before = files(store.parent), cached()
    assert min(map(len, before)) > 0
    give(page, SAMPLE.replace("六、其他", f"{CANARY}\n六、其他", 1))
    assert CANARY in html_of(page)
    assert (files(store.parent), cached()) == before
    assert files(tmp_path) == {}
    assert dict(page.query_params) == {}
    out = capfd.readouterr()
    assert CANARY not in out.out + out.err + caplog.text


def test_another_session_sees_nothing(open_page: OpenPage) -> None:
    give(open_page("check"), SAMPLE)
    other = open_page("check")
    assert verdict(other) == []
    assert other.text_area(key="check-text").value == ""


def test_what_was_given_is_deleted_when_asked(open_page: OpenPage) -> None:
    page = give(open_page("check"), SAMPLE)
    page.button(key="check-forget").click().run()
    assert verdict(page) == []
    assert page.text_area(key="check-text").value == ""
    assert "check-text" in repr(page.session_state)
    assert "山海关" not in repr(page.session_state)


def test_it_needs_no_store(
    open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page("check")
    monkeypatch.setenv("GOVDASH_DB", str(tmp_path / "none.duckdb"))
    assert verdict(give(page, CORRECTED)) == ["没有发现数字矛盾"]


def test_a_reader_that_breaks_is_told_without_a_trace(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "_COMMAND", ("false",))
    page = give(open_page("check"), SAMPLE)
    assert "读取中断了" in page.error[0].value


def test_it_speaks_english(open_page: OpenPage) -> None:
    page = give(open_page("check", lang="en"), SAMPLE)
    assert verdict(page) == ["Contradiction: 2 found"]
    assert "3. Requests received and handled · Concluded in the year · individuals" in html_of(page)
    assert "Printed: <b>2</b>　From the other cells: <b>0</b>" in html_of(page)
