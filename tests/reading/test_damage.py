"""The smallest damages that once gave, or still give, a number to the wrong column or row."""

import pytest

from govdash.forms import FORMS
from tests.printer import print_lines
from tests.reading.test_printed import numbered, without_a_cell, wrong

NEW, OLD = FORMS["2021"], FORMS["2019"]


def row(lines: list[str], label: str) -> int:
    return next(index for index, line in enumerate(lines) if label in line)


@pytest.mark.parametrize("figure", ["new_received.natural_person", "granted.org_research"])
def test_a_vanished_blank_under_a_header_without_its_last_column(figure: str) -> None:
    """One value a line: the heading 总计 is lost as in 002, and one cell is blank as in 004.

    Six values under six headings: which of the seven is missing, nobody can know.
    """
    texts = numbered(NEW, {figure: ""})
    lines = print_lines(NEW, texts, "lines")
    lines.remove("总计")
    assert wrong(NEW, texts, lines) == {}


@pytest.mark.parametrize("label", ["规章", "行政规范性文件"])
@pytest.mark.parametrize("cell", [1, 2])
def test_a_lost_cell_of_a_padded_row(label: str, cell: int) -> None:
    """Bars: a row of section 二 lost a cell, and its padding must not take the cell's place."""
    texts = numbered(NEW)
    lines = print_lines(NEW, texts, "bars")
    index = row(lines, f"{label} |")
    lines[index] = without_a_cell(lines[index], cell)
    assert wrong(NEW, texts, lines) == {}


def test_a_lost_cell_of_padded_cases() -> None:
    """Bars: one of 15 cells in section 四 is lost, one is blank, and the row is padded by one."""
    texts = numbered(NEW, {"review_other": ""})
    lines = print_lines(NEW, texts, "bars")
    index = row(lines, f" {texts['suit_direct_total']} |")
    lines[index] = "|".join(lines[index].rstrip("|").split("|")[1:]) + "||"
    assert wrong(NEW, texts, lines) == {}


def test_a_lost_label_between_two_short_rows() -> None:
    """One cell a line: four values and three of the next row are not seven values of one row."""
    blanks = ("org_research", "org_social", "org_legal_service")
    texts = numbered(
        NEW,
        {f"reject_petition.{column}": "" for column in blanks}
        | {f"reject_duplicate.{column}": "" for column in ("natural_person", *blanks)},
    )
    lines = print_lines(NEW, texts, "moved")
    del lines[row(lines, "2.重复申请")]
    assert wrong(NEW, texts, lines) == {}


def test_lost_labels_of_a_group_and_its_row() -> None:
    """One cell a line: two labels in a row are lost, and the row above has no value of its own."""
    above = {f"reject_confirm_reissue.{column.id}": "" for column in NEW.blocks[-2].columns}
    texts = numbered(NEW, above)
    lines = print_lines(NEW, texts, "moved")
    index = row(lines, "（六）其他处理")
    del lines[index : index + 2]
    assert wrong(NEW, texts, lines) == {}


@pytest.mark.parametrize("layout", ["tabs", "bars"])
def test_a_lost_cell_where_rows_of_two_shapes_mix(layout: str) -> None:
    """A row with a cell less must not be read by the shape of another row."""
    texts = numbered(NEW, {"partial.org_business": ""})
    for cell in range(1, 8):
        lines = print_lines(NEW, texts, layout)
        index = row(lines, "（二）部分公开")
        lines[index] = without_a_cell(lines[index], cell + (layout == "tabs"))
        assert wrong(NEW, texts, lines) == {}


def test_a_lost_row_label_in_the_old_form() -> None:
    texts = numbered(OLD)
    for layout in ("lines", "moved", "tabs", "bars"):
        lines = print_lines(OLD, texts, layout)
        index = row(lines, "（六）其他处理")
        lines[index] = lines[index].replace("（六）其他处理", "")
        assert wrong(OLD, texts, lines) == {}


@pytest.mark.parametrize("layout", ["tabs", "bars"])
def test_a_first_blank_under_a_header_without_its_last_column(layout: str) -> None:
    """A grid with the heading 总计 lost: the row's first cell is there and blank, six follow."""
    texts = numbered(NEW, {"granted.natural_person": ""})
    lines = print_lines(NEW, texts, layout)
    index = row(lines, "法人或其他组织")
    lines[index] = lines[index].replace("总计", "")
    assert wrong(NEW, texts, lines) == {}


@pytest.mark.parametrize("layout", ["lines", "tabs", "bars", "moved"])
@pytest.mark.parametrize("unit", ["口元", "□元", "亿元", "美元", ""])
def test_a_unit_that_cannot_be_read(layout: str, unit: str) -> None:
    """（单位：口元）says neither 元 nor 万元: the amount is not given, certainly not a ten-thousandth."""
    texts = numbered(NEW)
    lines = [text.replace("万元", unit) for text in print_lines(NEW, texts, layout)]
    assert wrong(NEW, texts, lines) == {}
