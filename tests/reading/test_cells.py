"""Layouts to cells: what parts them, and what is no cell."""

import pytest

from govdash.reading.cells import Token, cells
from govdash.report import State
from tests.reading.helpers import cleaned


def tokens(document: str) -> list[Token]:
    return [token for line in cells(cleaned(document.encode()).lines) for token in line]


def texts(document: str) -> list[str]:
    return [token.text for token in tokens(document)]


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("规章\n\n0\n\n1", ["规章", "0", "1"]),
        ("规章\t0\t\t2", ["规章", "0", "", "2"]),
        ("\t(一) 予以公开\t0", ["", "(一)予以公开", "0"]),
        ("规章 | 0 | 0 | 2 |", ["规章", "0", "0", "2"]),
        ("| 规章 | 0 |", ["规章", "0"]),
        ("规章 | 0 ||", ["规章", "0", ""]),
        ("|---|:--:|", []),
        ("12 |", ["12"]),
        ("|||", ["", ""]),
        ("规章   0   0   2", ["规章", "0", "0", "2"]),
        ("规章 0 0 2", ["规章", "0", "0", "2"]),
        ("(一) 予以公开  3 4", ["(一)予以公开", "3", "4"]),
        ("重复申请　5　6", ["重复申请", "5", "6"]),
        # Behind one blank a single number may belong to the sentence.
        ("全年共 12", ["全年共12"]),
        ("2021 年 12 月", ["2021年12月"]),
        ("\n \t\n|||---|||\n无", ["", "", "无"]),
    ],
)
def test_pieces(document: str, expected: list[str]) -> None:
    assert texts(document) == expected


def test_where_a_cell_stands() -> None:
    (label, blank, value) = tokens("\n规章\t \t３件")
    assert (label.text, label.printed, label.line, label.column, label.width) == (
        "规章",
        None,
        2,
        0,
        3,
    )
    assert (blank.is_blank, blank.is_mark, blank.column) == (True, False, 1)
    assert (value.text, value.raw, value.is_mark, value.column) == ("3件", "３件", True, 2)


@pytest.mark.parametrize(
    ("text", "state"), [("-", State.DASH), ("/", State.SLASH), ("无", State.NONE_WORD)]
)
def test_marks_are_printed(text: str, state: State) -> None:
    (_, mark) = tokens(f"规章\t{text}")
    assert mark.printed is not None
    assert (mark.printed.state, mark.is_mark) == (state, True)


def test_raw_text_is_kept_beside_the_simplified() -> None:
    (label, _) = tokens("行政許(xǔ)可(kě) | 8 |")
    assert (label.text, label.raw) == ("行政许可", "行政許(xǔ)可(kě)")
