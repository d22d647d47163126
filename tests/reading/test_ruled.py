"""Values of a PDF below their headings: a blank cell keeps its place, anything askew is left alone."""

import pytest

from govdash.reading.containers.ruled import Word, lines

HEADINGS = ("自然人", "商业", "科研", "社会", "法律", "其他", "总计")
STEP, FIRST, WIDE = 50, 300, 6


def at(column: float, text: str) -> Word:
    """A word in the middle of a column, or so much beside it."""
    middle = FIRST + STEP * column
    half = WIDE * len(text) / 2
    return Word(middle - half, middle + half, "  ", text)


def label(text: str) -> Word:
    return Word(40, 40 + 9 * len(text), "", text)


HEADER = [at(column, text) for column, text in enumerate(HEADINGS)]
FULL = [label("（一）予以公开"), *(at(column, "1") for column in range(7))]


def read(*rows: list[Word]) -> list[str]:
    return lines([HEADER, *rows], None)[0][1:]


def test_a_blank_keeps_its_place() -> None:
    row = [label("（二）部分公开"), at(0, "3"), at(3, "12"), at(6, "15")]
    assert read(FULL, row)[1] == "（二）部分公开\t3\t\t\t12\t\t\t15"


def test_headings_in_two_lines_with_a_group_above_them() -> None:
    group = [at(3, "法人或其他组织")]
    below = [at(1, "企业"), at(2, "机构"), at(3, "组织"), at(4, "机构")]
    row = [label("（二）部分公开"), at(1, "3"), at(6, "3")]
    one, other = HEADER[:1] + HEADER[6:], HEADER[1:6]
    assert lines([group, other, one, below, row], None)[0][-1] == "（二）部分公开\t\t3\t\t\t\t\t3"


@pytest.mark.parametrize(
    "askew",
    [
        # Between two columns; two values in one; all of them half a column too far left.
        [at(0, "3"), at(2.5, "12")],
        [at(0, "3"), at(2.8, "1"), at(3.2, "2")],
        [at(column - 0.5, "1") for column in range(7)],
        [at(-0.9, "1"), at(3, "1")],
        [at(3, "1"), at(6.9, "1")],
    ],
)
def test_one_row_askew_leaves_the_table_as_it_is(askew: list[Word]) -> None:
    row = [label("（二）部分公开"), at(0, "3"), at(6, "3")]
    assert not any("\t" in line for line in read(row, [label("甲"), *askew], FULL))


def test_a_label_that_reaches_into_a_column() -> None:
    long = [Word(40, FIRST + 5, "", "（二）部分公开（区分处理的）"), at(1, "3"), at(6, "3")]
    assert "\t" not in read(FULL, long)[1]


def test_a_page_number_and_a_sentence_are_no_rows() -> None:
    page = [at(2.9, "-"), at(3, "5"), at(3.1, "-")]
    assert read([at(3, "5")], [label("工作有序。")]) == ["  5", "工作有序。"]
    assert "\t" not in read(page)[0]


def test_a_table_goes_on_over_pages_and_ends_with_its_section() -> None:
    _, known = lines([HEADER, FULL], None)
    row = [label("（二）部分公开"), at(0, "3"), at(6, "3")]
    title = [label("四、政府信息公开行政复议、行政诉讼情况")]
    texts, after = lines([row, title, row], known)
    assert ["\t" in text for text in texts] == [True, False, False]
    assert after is None


def test_headings_that_are_not_all_there_place_nothing() -> None:
    texts, known = lines([HEADER[:-1], FULL], None)
    assert known is None
    assert not any("\t" in text for text in texts)


def test_section_four_has_its_headings_three_times() -> None:
    results = ("结果", "结果", "其他", "尚未", "总计")
    header = [at(column, results[column % 5]) for column in range(15)]
    below = [at(column, "结果") for column in (2, 7, 12)]
    values = [at(column, "1") for column in (0, 4, 14)]
    text = lines([header, below, values], None)[0][-1]
    assert text.split("\t") == ["1", "", "", "", "1", *[""] * 9, "1"]
