"""The five seeds cell by cell, and the documents of data/ that print the seeds' real figures."""

from decimal import Decimal
from typing import Any

import pytest

from govdash.forms import FORMS
from govdash.reading import read
from govdash.report import Cell, How, Report, State
from tests.conftest import Shared

INFERRED = "value_position_inferred"
PERSONS = "natural_person", "total"

# ---------------------------------------------------------------- the seeds, with shared


def truth_cells(truth: dict[str, Any]) -> dict[str, tuple[State, float | None, bool]]:
    """(state, value, inferred) of every cell as a person read it."""
    states = {
        f"{row}.{column}": state
        for row, columns in truth.get("section3_states", {}).items()
        for column, state in columns.items()
    }
    values = truth["section2"] | truth["section4"]
    values |= {
        f"{row}.{column}": value
        for row, columns in truth["section3"].items()
        for column, value in columns.items()
    }
    cells = {}
    for figure, value in values.items():
        state = states.get(figure, "value")
        inferred = state == INFERRED
        cells[figure] = (State.VALUE if inferred else State(state), value, inferred)
    return cells


def read_cell(cell: Cell) -> tuple[State, float | None, bool]:
    value = None if cell.value is None else float(cell.value)
    return cell.state, value, cell.how is How.INFERRED


SCRIPTS = ("hans", "hans", "hans", "hans", "hant+pinyin")


@pytest.mark.parametrize("number", range(5))
def test_every_cell_of_a_seed(shared: Shared, number: int) -> None:
    truth = shared.json("domain/seeds_truth.json")["reports"][number]
    data = shared.path(f"seeds/{truth['file']}").read_bytes()
    report = read(data, truth["file"]).report
    assert {key: read_cell(cell) for key, cell in report.cells.items()} == truth_cells(truth)
    assert report.source.sha256 == truth["sha256"]
    assert (report.form.id, report.year) == (truth["form"], truth["year"])
    assert report.agency == truth["agency"]["name"]
    assert report.published == truth["publish_date"]
    assert report.source.script == SCRIPTS[number]


def test_the_seeds_hold_998_cells(shared: Shared) -> None:
    reports = shared.json("domain/seeds_truth.json")["reports"]
    assert sum(len(truth_cells(truth)) for truth in reports) == 998


# ---------------------------------------------------------------- the samples, self-standing

JIANGAN_ROWS = {"new_received": 12, "carried_in": 0, "granted": 11, "deny_process_info": 1}


def jiangan() -> dict[str, tuple[State, float | None, bool]]:
    """江安镇 2021: eight numbers of section 三 are printed, 167 cells are blank."""
    cells: dict[str, tuple[State, float | None, bool]] = {
        figure: (State.BLANK, None, False) for figure in FORMS["2021"].figures if "." in figure
    }
    for row, value in JIANGAN_ROWS.items():
        for column in PERSONS:
            cells[f"{row}.{column}"] = (State.VALUE, value, True)
    disclosed = {"normative_issued": 2, "normative_in_force": 4}
    disclosed |= {"license_decisions": 8, "penalty_decisions": 2}
    return cells | {figure: (State.VALUE, value, False) for figure, value in disclosed.items()}


def values(numbers: dict[str, float]) -> dict[str, tuple[State, float | None, bool]]:
    return {figure: (State.VALUE, value, False) for figure, value in numbers.items()}


ABSENT = dict.fromkeys(
    ("new_received.total", "carried_in.total", "granted.total"), (State.ABSENT, None, False)
)
SHANHAIGUAN = values(
    {f"{row}.{column}": 2 for row in ("new_received", "outcome_total") for column in PERSONS}
)
YUECUN = values(
    {
        "license_items_prev": 1,
        "other_service_items_prev": 36,
        "penalty_items_prev": 19,
        "coercion_items_prev": 1,
        "procurement_projects": 2,
        "procurement_amount_wan": 421.39,
    }
)

# (file, agency, year, form, published, script, cells that are not a printed 0)
SAMPLES = [
    ("桃花仑街道办事处_2021.txt", "桃花仑街道办事处", 2021, "2021", "2022-01-10", "hans", {}),
    ("汇源办事处_2022.txt", "汇源办事处", 2022, "2021", None, "hans", {}),
    ("岳村街道_2020.txt", "岳村街道", 2020, "2019", None, "hans", YUECUN | ABSENT),
    (
        "山海关区人民政府办公室_2023.txt", "山海关区人民政府办公室", 2023, "2021", "2024-01-23",
        "hans", SHANHAIGUAN,
    ),
    ("江安镇_2021.txt", "江安镇", 2021, "2021", None, "hant+pinyin", jiangan()),
]  # fmt: skip


def read_sample(samples: dict[str, bytes], name: str) -> Report:
    return read(samples[name], name).report


@pytest.mark.parametrize(
    ("name", "agency", "year", "form", "published", "script", "cells"),
    SAMPLES,
    ids=[sample[1] for sample in SAMPLES],
)
def test_every_cell_of_a_sample(
    samples: dict[str, bytes],
    name: str,
    agency: str,
    year: int,
    form: str,
    published: str | None,
    script: str,
    cells: dict[str, tuple[State, float | None, bool]],
) -> None:
    report = read_sample(samples, name)
    zeros = dict.fromkeys(FORMS[form].figures, (State.VALUE, 0.0, False))
    assert {key: read_cell(cell) for key, cell in report.cells.items()} == zeros | cells
    assert (report.agency, report.year, report.form.id) == (agency, year, form)
    assert (report.published, report.source.script) == (published, script)
    assert (report.source.encoding, report.source.media_type) == ("utf-8", "text/plain")


def test_all_samples_are_known(samples: dict[str, bytes]) -> None:
    assert sorted(samples) == sorted(sample[0] for sample in SAMPLES)


@pytest.mark.parametrize(
    ("name", "figure", "text", "line"),
    [
        ("山海关区人民政府办公室_2023.txt", "new_received.natural_person", "2", 40),
        ("岳村街道_2020.txt", "procurement_amount_wan", "421.39", 35),
        ("江安镇_2021.txt", "granted.natural_person", "11", 79),
        ("江安镇_2021.txt", "license_decisions", "8", 35),
    ],
)
def test_text_and_line(
    samples: dict[str, bytes], name: str, figure: str, text: str, line: int
) -> None:
    cell = read_sample(samples, name).cells[figure]
    assert (cell.text, cell.line) == (text, line)
    assert text in samples[name].decode().split("\n")[line - 1]


def test_decimals_are_exact(samples: dict[str, bytes]) -> None:
    report = read_sample(samples, "岳村街道_2020.txt")
    assert report.value("procurement_amount_wan") == Decimal("421.39")
    assert [finding.rule for finding in report.findings] == ["R7_decimals"]


def test_narrative_sections(samples: dict[str, bytes]) -> None:
    report = read_sample(samples, "山海关区人民政府办公室_2023.txt")
    assert list(report.sections) == ["一", "五", "六"]
    assert report.sections["六"] == "无。"
    assert "11640条" in report.sections["一"]
    assert "制发" not in report.sections["一"]
