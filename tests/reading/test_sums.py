"""Digits run together are separated where the form's sums leave one way, and nowhere else."""

import pytest

from govdash.forms import FORMS
from govdash.forms.official import APPLICATIONS, CASES
from govdash.reading import read
from govdash.reading.sums import separate, separate_line, single_digits, splits, ways
from govdash.report import How, State
from govdash.rules.document import S5_SEPARATED
from tests.printer import print_lines

NEW = FORMS["2021"]
(TABLE,) = NEW.in_section(APPLICATIONS)
(CASES_TABLE,) = NEW.in_section(CASES)


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["21710000218"], [(217, 1, 0, 0, 0, 0, 218)]),
        (["801000081"], [(80, 1, 0, 0, 0, 0, 81)]),
        # Two ways to add up: the columns have to decide.
        (["191000020"], [(1, 9, 10, 0, 0, 0, 20), (19, 1, 0, 0, 0, 0, 20)]),
        # A printed gap parts for good.
        (["191", "000020"], [(19, 1, 0, 0, 0, 0, 20)]),
        # Nothing adds up: the row itself is wrong, or a cell is blank.
        (["12000013"], []),
        (["11"], []),
        (["12a0000"], []),
        (["0" * 41], []),
    ],
)
def test_the_ways_in_which_a_row_adds_up(texts: list[str], found: list[tuple[int, ...]]) -> None:
    assert sorted(ways(TABLE, texts)) == found


def test_no_number_begins_with_a_zero() -> None:
    assert list(splits(["1002"], 3)) == [(10, 0, 2)]
    assert sorted(splits(["1020"], 3)) == [(1, 0, 20), (10, 2, 0)]


def test_rows_of_single_digits() -> None:
    assert single_digits(TABLE, ["1000001"]) == (1, 0, 0, 0, 0, 0, 1)
    assert single_digits(TABLE, ["1000002"]) is None
    (documents, *_) = NEW.blocks
    assert single_digits(documents, ["000"]) == (0, 0, 0)
    # Three documents, or 12 and a blank: section 二 has no sum to tell.
    assert single_digits(documents, ["123"]) is None


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["21317000001324019"], (2, 1, 3, 1, 7, 0, 0, 0, 0, 0, 13, 2, 4, 0, 19)),
        (["110024001510102"], (1, 1, 0, 0, 2, 4, 0, 0, 1, 5, 1, 0, 1, 0, 2)),
        (["01102", "1000100000"], (0, 1, 1, 0, 2, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0)),
        (["110034001510102"], None),
        (["0" * 14], None),
    ],
)
def test_section_four(texts: list[str], found: tuple[int, ...] | None) -> None:
    assert separate_line(CASES_TABLE, texts) == found


def consistent(row: str, values: tuple[int, ...]) -> dict[str, str]:
    """A report in which one row has values, received and concluded with it; all else is 0."""
    texts = dict.fromkeys(NEW.figures, "0")
    for name in (row, "new_received", "outcome_total"):
        for column, value in zip(TABLE.columns, values, strict=True):
            texts[f"{name}.{column.id}"] = str(value)
    return texts


def page(texts: dict[str, str]) -> bytes:
    """The whole report as one line of a page, as a crawler keeps it."""
    title, *lines = print_lines(NEW, texts, "lines")
    return f"{title}\n{''.join(lines)}".encode()


def test_columns_decide_between_two_ways() -> None:
    """19 1 … 20 and 1 9 10 … 20: the second would need the same column in the row it came from."""
    texts = consistent("granted", (19, 1, 0, 0, 0, 0, 20))
    texts |= {"carried_in.natural_person": "1", "carried_in.total": "1"}
    texts |= {"carried_out.natural_person": "1", "carried_out.total": "1"}
    report = read(page(texts), "page.txt").report
    # Every row that is 19 1 may be 1 9 10 everywhere: then no column contradicts it.
    assert report.cells["granted.natural_person"].state is State.UNREADABLE
    assert report.cells["granted.total"].value == 20
    texts = consistent("granted", (19, 1, 0, 0, 0, 0, 20))
    texts |= {"partial.org_business": "1", "partial.total": "1"}
    for row in ("new_received", "outcome_total"):
        texts |= {f"{row}.org_business": "2", f"{row}.total": "21"}
    cells = read(page(texts), "page.txt").report.cells
    assert [int(cells[f"granted.{column.id}"].value or 0) for column in TABLE.columns] == [
        19, 1, 0, 0, 0, 0, 20,
    ]  # fmt: skip
    assert cells["granted.natural_person"].how is How.INFERRED


def test_a_page_in_one_line_is_read_and_said_to_be_separated() -> None:
    texts = consistent("partial", (217, 1, 0, 0, 0, 0, 218))
    texts |= {"normative_issued": "88", "license_decisions": "10690", "fee_amount_wan": "9116.36"}
    report = read(page(texts), "page.txt").report
    assert report.cells["partial.total"].value == 218
    assert report.cells["license_decisions"].value == 10690
    assert str(report.cells["fee_amount_wan"].value) == "9116.36"
    # 8800 is 88 0 0, 8 80 0 or 8 8 00: no sum of section 二 tells.
    assert report.cells["normative_issued"].state is State.UNREADABLE
    assert {finding.rule for finding in report.findings} == {S5_SEPARATED.id}


def test_a_report_that_contradicts_itself_is_not_separated() -> None:
    texts = consistent("partial", (217, 1, 0, 0, 0, 0, 218)) | {"granted.org_social": "3"}
    cells = read(page(texts), "page.txt").report.cells
    assert cells["partial.total"].state is State.UNREADABLE
    assert cells["deny_third_party.total"].value == 0


def test_too_many_ways_give_nothing() -> None:
    many = {row: [(digit,) * 7 for digit in range(60)] for row in TABLE.rows}
    assert separate(TABLE, many) == {}
    assert separate(TABLE, {}) == {}
