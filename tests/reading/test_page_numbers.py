"""A bare page number in the middle of a table is nobody's value, and no agency's mistake."""

from random import Random

import pytest

from govdash.audit import audit
from govdash.errors import RefusedError
from govdash.forms import FORMS
from govdash.forms.official import CASES
from govdash.reading import read
from govdash.report import Cell, How, Report, Verdict
from tests.printer import print_lines
from tests.printer.draw import drawn, plain
from tests.printer.text import PRINTERS

NEW = FORMS["2021"]
ROW = "（一）予以公开"
LAYOUTS = ["lines", "lines dense", "moved"]
REPORTS = 25
Values = list[int | None]

GRANTED = ("3", "0", "0", "0", "0", "0", "3")
DENIED = ("0", "0", "1", "0", "0", "0", "1")


def texts() -> dict[str, str]:
    """A report whose sums hold: three granted and one denied, all new; and a review upheld."""
    printed = dict.fromkeys(NEW.figures, "0")
    for column, (one, other) in enumerate(zip(GRANTED, DENIED, strict=True)):
        granted = [figure for figure in NEW.figures if figure.startswith("granted.")][column]
        name = granted.split(".")[1]
        both = str(int(one) + int(other))
        printed |= {granted: one, f"deny_state_secret.{name}": other}
        printed |= {f"new_received.{name}": both, f"outcome_total.{name}": both}
    return printed | {"license_decisions": "70", "penalty_decisions": "80"}


def report(lines: list[str]) -> Report:
    return audit(read("\n".join(lines).encode(), "a.txt").report)


def row(cells: dict[str, Cell], name: str = "granted") -> Values:
    return [
        None if cell.value is None else int(cell.value)
        for figure, cell in cells.items()
        if figure.startswith(f"{name}.")
    ]


def with_page(layout: str, page: str, *, lost: int | None, place: int, label: str = ROW) -> Report:
    """The report with the lost-th value of a row gone and a page number before the place-th line."""
    printed = texts()
    own = next(line for line in print_lines(NEW, printed, layout) if label in line)
    lines = [line for line in print_lines(NEW, printed, layout) if line]
    at = lines.index(own) + 1
    if lost is not None:
        del lines[at + lost]
    lines.insert(at + place, page)
    return report(lines)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("page", ["4", "12", "- 4 -", "— 4 —", "４"])
@pytest.mark.parametrize("place", range(7))
def test_a_page_number_is_not_the_lost_blank(layout: str, page: str, place: int) -> None:
    found = with_page(layout, page, lost=2, place=place)
    assert row(found.cells) == [None] * 7
    assert [
        f.rule for f in found.findings if f.rule == "R3_row_total" and f.verdict is Verdict.FAIL
    ] == []
    assert any("granted.total" in f.cells for f in found.findings if f.rule == "S5_layout")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("place", range(8))
def test_a_page_number_among_all_values_is_left_out(layout: str, place: int) -> None:
    found = with_page(layout, "4", lost=None, place=place)
    assert row(found.cells) in ([3, 0, 0, 0, 0, 0, 3], [None] * 7)
    assert row(found.cells, "partial") == [0] * 7
    if layout != "moved" and place:
        assert found.cells["granted.total"].how is How.INFERRED


def test_two_ways_to_leave_one_out_give_nothing() -> None:
    printed = texts()
    lines = [line for line in print_lines(NEW, printed, "lines dense") if line]
    at = lines.index(ROW) + 1
    lines[at : at + 7] = ["1", "0", "0", "1", "0", "0", "0", "1"]
    assert row(report(lines).cells) == [None] * 7


def test_the_sums_down_the_columns_vouch_for_an_agencys_own_mistake() -> None:
    """A total that an agency has wrong is given and blamed where every column adds up."""
    printed = texts() | {
        "granted.total": "4",
        "outcome_total.total": "5",
        "new_received.total": "5",
    }
    found = report(print_lines(NEW, printed, "lines"))
    assert row(found.cells) == [3, 0, 0, 0, 0, 0, 4]
    failed = [f for f in found.findings if f.verdict is Verdict.FAIL]
    assert any(f.rule == "R3_row_total" and "granted.total" in f.cells for f in failed)


@pytest.mark.parametrize("layout", LAYOUTS[:2])
@pytest.mark.parametrize("lost", [1, 3, 14])
@pytest.mark.parametrize("place", [0, 3, 7, 13, 14])
def test_section_four(layout: str, lost: int, place: int) -> None:
    printed = texts() | {"review_upheld": "2", "review_total": "2"}
    lines = [line for line in print_lines(NEW, printed, layout) if line]
    at = lines.index("总计", lines.index("复议后起诉")) + 1
    first = next(place for place in range(at, len(lines)) if lines[place] == "2")
    del lines[first + lost]
    lines.insert(first + place, "7")
    found = report(lines)
    cases = [found.cells[figure.id] for block in NEW.in_section(CASES) for figure in block.figures]
    assert {cell.value for cell in cases} == {None}
    assert [f for f in found.findings if f.rule == "R6_cases" and f.verdict is Verdict.FAIL] == []


def test_section_two_by_the_page_numbers_of_the_prose() -> None:
    """No sum tells there: where pages are numbered above and below, those between are no values."""
    printed = texts() | {"license_decisions": ""}
    lines = [line for line in print_lines(NEW, printed, "lines dense", "工作有序。\n1") if line]
    lines.insert(lines.index("行政许可") + 1, "2")
    numbered = [*lines, "3"]
    assert report(numbered).cells["license_decisions"].value is None
    assert report(numbered).cells["penalty_decisions"].value == 80
    # Nothing but a value to a person who sees no other page number.
    lines[lines.index("工作有序。\n1")] = "工作有序。"
    assert report(lines).cells["license_decisions"].value == 2


def test_a_number_alone_among_values_that_share_a_line() -> None:
    lines = print_lines(NEW, texts(), "values below")
    at = next(place for place, line in enumerate(lines) if ROW in line) + 1
    lines[at : at + 1] = ["3 0 0 0 0 3", "4"]
    assert row(report(lines).cells) == [None] * 7


def test_cells_that_stand_apart_are_never_parted() -> None:
    """Fourteen values of fifteen: a 10 among them is no 1 and no 0."""
    printed = texts() | {"review_upheld": "10", "review_total": "10"}
    lines = print_lines(NEW, printed, "single blanks")
    at = next(place for place, line in enumerate(lines) if line.startswith("10 0 0 0 10"))
    lines[at] = lines[at].removesuffix(" 0")
    cells = report(lines).cells
    assert cells["review_upheld"].value is None
    assert cells["suit_direct_total"].value is None


def numbered_pages(lines: list[str], draw: Random) -> list[str]:
    """The lines with the number of each page alone below it, from the first of them on."""
    mark = draw.choice(["{}", "{}", "- {} -"])
    size, first = draw.randrange(25, 60), draw.choice([1, 1, 5])
    pages = [lines[at : at + size] for at in range(0, len(lines), size)]
    return [
        line
        for number, page in enumerate(pages, start=first)
        for line in (*page, mark.format(number))
    ]


@pytest.mark.parametrize("layout", [name for name in PRINTERS if not name.startswith("one line")])
def test_random_reports_with_blanks_lost_and_pages_numbered(layout: str) -> None:
    """Zeros that are blank leave no trace in most layouts; numbers of pages stand where they fall."""
    wrong = []
    for seed in range(REPORTS):
        draw = Random(f"{layout} {seed}")
        form = draw.choice(list(FORMS.values()))
        made = drawn(form, draw, plain)
        zeros = [figure for figure, text in made.texts.items() if text == "0"]
        blank = draw.sample(zeros, min(len(zeros), draw.choice([1, 2, 5, 20])))
        printed = made.texts | dict.fromkeys(blank, "")
        lines = numbered_pages(print_lines(form, printed, layout), draw)
        try:
            cells = read("\n".join(lines).encode(), "a.txt").report.cells
        except RefusedError:
            continue
        wrong += [
            (seed, figure, cell.value, printed[figure])
            for figure, cell in cells.items()
            if cell.value is not None
            and cell.value != (None if figure in blank else made.numbers[figure])
        ]
    assert wrong == []


def test_two_page_numbers_and_a_lost_blank_are_not_one_page_number() -> None:
    """Sixteen values that add up without one of them may as well be fourteen and two pages'."""
    values = ["10", "0", "0", "0", "10", "10", "0", "0", "1", "11", "1", "0", "0", "0", "1", "1"]
    lines = [line for line in print_lines(NEW, texts(), "lines dense") if line]
    at = lines.index("总计", lines.index("复议后起诉"))
    first = next(place for place in range(at, len(lines)) if lines[place] == "0")
    lines[first : first + 15] = values
    cells = report(lines).cells
    cases = [figure.id for block in NEW.in_section(CASES) for figure in block.figures]
    assert {cells[figure].value for figure in cases} == {None}
