"""Beginnings of real pages: agency and year as a person reads them from the excerpt alone."""

from typing import Any

import pytest

from govdash.errors import RefusedError, Why
from govdash.reading import read
from govdash.reading.heading import Heading, read_heading
from govdash.reading.parts import split
from tests.conftest import Shared
from tests.floors import hold
from tests.reading.helpers import cleaned

FEWEST_GIVEN = 0.9

# What the reasons of the reference mean here.
REASONS = {
    "解读 of a report": Why.EXPLANATION,
    "half-year statistics": Why.OTHER_STATISTICS,
    "format notice with blank form": Why.NOTICE,
}

Opening = dict[str, Any]


@pytest.fixture(scope="module")
def openings(shared: Shared) -> list[tuple[Opening, Heading]]:
    import json

    lines = shared.path("reports/openings.jsonl").read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    return [(each, read_heading(split(cleaned(each["excerpt"].encode()).lines))) for each in found]


def names(opening: Opening) -> set[str | None]:
    """The names that are right; None where the excerpt does not tell."""
    if opening["expected_agency"] is None:
        return {None}
    return {opening["expected_agency"], *opening["agency_aliases"], None}


def test_no_agency_is_wrong(openings: list[tuple[Opening, Heading]]) -> None:
    wrong = [(o["n"], h.agency) for o, h in openings if h.agency not in names(o)]
    assert wrong == []


def test_no_year_is_wrong(openings: list[tuple[Opening, Heading]]) -> None:
    wrong = [(o["n"], h.year) for o, h in openings if h.year not in (o["expected_year"], None)]
    assert wrong == []


def test_no_day_is_wrong(openings: list[tuple[Opening, Heading]]) -> None:
    told = [(o["publish_date"], h.published) for o, h in openings if o.get("publish_date")]
    assert [found for day, found in told if found != day] == []


def test_what_a_person_can_tell_is_given(openings: list[tuple[Opening, Heading]]) -> None:
    reports = [(o, h) for o, h in openings if o["is_report"]]
    agencies = [
        h.agency for o, h in reports if o["expected_agency"] and not o.get("agency_null_ok")
    ]
    years = [h.year for o, h in reports if o["expected_year"]]
    named = sum(agency is not None for agency in agencies) / len(agencies)
    dated = sum(year is not None for year in years) / len(years)
    assert min(named, dated) >= FEWEST_GIVEN
    hold("openings", "agency", named)
    hold("openings", "year", dated)


def test_every_other_document_is_refused_for_its_reason(
    openings: list[tuple[Opening, Heading]],
) -> None:
    others = [opening for opening, _ in openings if not opening["is_report"]]
    refused = 0
    for opening in others:
        with pytest.raises(RefusedError) as error:
            read(opening["excerpt"].encode(), "page.txt")
        refused += error.value.code is REASONS[opening["why"]]
    assert refused == len(others)
    hold("openings", "refused", refused / len(others))


def test_no_report_is_called_something_else(openings: list[tuple[Opening, Heading]]) -> None:
    """An excerpt without tables is refused as just that, or as what was before 2019."""
    codes = set()
    for opening, _ in openings:
        if not opening["is_report"]:
            continue
        try:
            read(opening["excerpt"].encode(), "page.txt")
        except RefusedError as error:
            codes.add(error.code)
    assert codes <= {Why.NO_TABLES, Why.OLD_FORM, Why.RUN_TOGETHER}
