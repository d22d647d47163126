"""What the seeds and the further reports state in figures, as a person reads them."""

from decimal import Decimal

import pytest

from govdash.reading import read
from tests.conftest import Shared

# What seeds_truth.json calls its measures that the contract names otherwise.
NAMES = {
    "narrative.published_items": "published_items",
    "narrative.published_items_portal": "published_items_website",
    "narrative.published_items_platform": "published_items_platform",
    "narrative.published_items_column26": "published_items_platform",
    "narrative.policy_interpretations": "policy_interpretations",
    "narrative.new_media_accounts": "new_media_accounts",
}
# Not a number of its own: a rate, and a list of boards.
NO_STATEMENT = (
    "outcome_total/(new_received+carried_in)",
    "narrative.site_items_by_board",
)
# Besides the truth's: 回应网上留言 in 003, 通过政府网站 and 以其他方式 (its `parts`) in 004.
BESIDES = {
    3: {("public_replies", Decimal(10), False)},
    4: {
        ("published_items_website", Decimal(76), False),
        ("published_items_other", Decimal(841), False),
    },
}

Fact = tuple[str, Decimal, bool]


def stated(shared: Shared, path: str) -> set[Fact]:
    report = read(shared.path(path).read_bytes(), path).report
    return {(s.measure, s.value, s.approximate) for s in report.stated}


@pytest.mark.parametrize("number", range(5))
def test_the_seeds_say_what_a_person_reads(shared: Shared, number: int) -> None:
    truth = shared.json("domain/seeds_truth.json")["reports"][number]
    expected = set(BESIDES.get(number, ()))
    for item in truth["narrative"]:
        if item["measure"] not in NO_STATEMENT:
            for measure in item["measure"].split("+"):
                value = Decimal(str(item["value"]))
                approximate = item.get("approximate", False)
                expected.add((NAMES.get(measure, measure), value, approximate))
    assert stated(shared, f"seeds/{truth['file']}") == expected


def exact(**numbers: int) -> set[Fact]:
    return {(measure.replace("__", "."), Decimal(n), False) for measure, n in numbers.items()}


# As read by eye from the documents.
REPORTS = {
    "上海市科委_2024.md": exact(
        new_received__total=34, carried_in__total=2, granted__total=9, partial__total=0,
        carried_out__total=1, review_total=1, suit_direct_total=0, suit_after_review_total=0,
        published_items_website=2139, policy_interpretations=21, public_replies=2,
        processing_fee_yuan=0,
    ),
    "宿迁市_2023.txt": exact(
        granted__total=1191, partial__total=328, carried_out__total=121, consultations=33,
        new_media_accounts=176, processing_fee_yuan=2950,
    ) | {("published_items", Decimal(180000), True)},
    "宿迁市_2024.txt": exact(
        granted__total=1431, partial__total=471, carried_out__total=125, consultations=19,
        review_total=134, processing_fee_yuan=2230,
    ) | {("published_items", Decimal(140000), True)},
    "沭阳县发展和改革局_2023.html": exact(
        published_items=249, new_received__total=26, processing_fee_yuan=0
    ),
    "淮安市_2024.pdf": exact(
        new_received__total=3119, outcome_total__total=3050, carried_in__total=34,
        carried_out__total=103, review_total=351, review_upheld=72, review_corrected=64,
        review_other=178, review_pending=37, rules_issued=1, policy_interpretations=21,
        press_conferences=12, new_media_accounts=95, processing_fee_yuan=3940,
    ) | {("published_items_website", Decimal(5500), True)},
    "淮安市洪泽区_2024.pdf": exact(
        published_items_website=2428, policy_interpretations=7, processing_fee_yuan=0
    ),
    "平潭综合实验区_2022.page.txt": exact(
        published_items=14571, normative_in_force=698, normative_issued=88, new_received__total=75,
        new_received__natural_person=72, new_received__org_business=3, review_total=2,
        new_media_accounts=33, processing_fee_yuan=0,
    ),
    "平潭综合实验区_2023.page.txt": exact(
        published_items=13561, normative_in_force=393, normative_issued=77,
        policy_interpretations=117, new_received__total=81, new_received__natural_person=80,
        new_received__org_business=1, outcome_total__total=81, review_total=2,
        processing_fee_yuan=0,
    ),
    "平潭综合实验区_2024.page.txt": exact(
        published_items_website=10407, policy_interpretations=96, consultations=53,
        normative_issued=62, processing_fee_yuan=0,
    ),
}  # fmt: skip


@pytest.mark.parametrize("file", REPORTS)
def test_the_reports_say_what_a_person_reads(shared: Shared, file: str) -> None:
    assert stated(shared, f"reports/{file}") == REPORTS[file]


def test_a_statement_has_its_quote_and_its_line(samples: dict[str, bytes]) -> None:
    name = "山海关区人民政府办公室_2023.txt"
    report = read(samples[name], name).report
    lines = samples[name].decode().split("\n")
    assert len(report.stated) >= 5
    assert [s.measure for s in report.stated if s.quote not in lines[int(s.line or 0) - 1]] == []
