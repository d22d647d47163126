"""One seeded error each: every rule of R, X, M, S and P in several variants."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from govdash import report as reports
from govdash.report import Finding, Severity, Verdict
from tests.audit.drafts import (
    CITY,
    CITY_BUREAU,
    COUNTY,
    COUNTY_BUREAU,
    COUNTY_OFFICE,
    LEAGUE,
    PARTS,
    PROVINCE_BUREAU,
    SENTENCES,
    STREET,
    TAX,
    TOWN,
    ZONE,
    Draft,
    balanced,
    outcome_rows,
)
from tests.audit.labelled import Case, Maker, case

R1, R2, R3, R6 = "R1_balance", "R2_outcome_sum", "R3_row_total", "R6_cases"
R4, R7, R8, R9, R10 = "R4_nonneg_int", "R7_money", "R8_rule_power", "R9_in_force", "R10_items"
TOTAL_MISSING, BLANK = "R5_total_missing", "R5_blank_cells"
X1, X2, X3, X4, X5 = "X1_carry", "X2_stock", "X3_items", "X4_published", "X5_jump"
LAYOUT, COLUMNS_LOST, ROWS_LOST, SECTION_LOST = (
    "S5_layout", "S3_header_incomplete", "S2_rows", "S1_section",
)  # fmt: skip


def _both(draw: Random) -> Iterator[Draft]:
    for form in ("2019", "2021"):
        yield balanced(draw, form, size=draw.choice([3, 40, 900]))


# ---------------------------------------------------------------- sums


def balance(draw: Random) -> Iterator[Case]:
    """One request more carried over, in its column and in the total: the rows still add up."""
    for draft in _both(draw):
        column = draw.choice(PARTS)
        row = draw.choice(["carried_out", "carried_in", "new_received"])
        for place in (column, "total"):
            draft.add(f"{row}.{place}", 2)
        yield case("balance", draft, R1)


def outcome_sum(draw: Random) -> Iterator[Case]:
    """One outcome more, in its column and in the total of its row."""
    for draft in _both(draw):
        row, column = draw.choice(outcome_rows(draft.form)), draw.choice(PARTS)
        more = draw.choice([1, 7])
        for place in (column, "total"):
            draft.add(f"{row}.{place}", more)
        yield case("outcome", draft, R2)


def outcome_total(draw: Random) -> Iterator[Case]:
    for draft in _both(draw):
        column = draw.choice(PARTS)
        for place in (column, "total"):
            draft.add(f"outcome_total.{place}", 3)
        yield case("outcome total", draft, R1, R2)


def row_total(draw: Random) -> Iterator[Case]:
    """Two rows of the balance are off against each other: the columns still hold."""
    for draft in _both(draw):
        column = draw.choice(PARTS)
        draft.add(f"new_received.{column}", 1)
        draft.add(f"carried_out.{column}", 1)
        yield case("row total", draft, R3)


def one_cell(draw: Random) -> Iterator[Case]:
    for draft in _both(draw):
        draft.add(f"{draw.choice(outcome_rows(draft.form))}.{draw.choice(PARTS)}", 1)
        yield case("one cell", draft, R2, R3)


def one_total(draw: Random) -> Iterator[Case]:
    for draft in _both(draw):
        draft.add(f"{draw.choice(outcome_rows(draft.form))}.total", 5)
        yield case("one total", draft, R2, R3)


def two_columns(draw: Random) -> Iterator[Case]:
    for draft in _both(draw):
        draft.add("granted.natural_person", -1)
        draft.add("granted.org_business", 1)
        yield case("two columns", draft, R2)


def contradicted_blanks(draw: Random) -> Iterator[Case]:
    """Only 自然人 and 总计 are filled in, and they differ."""
    draft = balanced(draw, columns=1)
    for row in outcome_rows(draft.form):
        draft.put(**{f"{row}.{column}": "" for column in PARTS[1:]})
    draft.add("granted.total", 2)
    yield case("contradicted blanks", draft, R2, R3, BLANK)


def cases_sum(draw: Random) -> Iterator[Case]:
    for draft in _both(draw):
        row = draw.choice(["review", "suit_direct", "suit_after_review"])
        draft.add(f"{row}_{draw.choice(['upheld', 'pending', 'other', 'total'])}", 2)
        yield case("cases", draft, R6)


# ---------------------------------------------------------------- single numbers


def odd_numbers(draw: Random) -> Iterator[Case]:
    draft = balanced(draw).put(license_decisions="-3")
    yield case("negative", draft, R4)
    yield case("fraction", balanced(draw).put(penalty_decisions="2.5"), R4)
    yield case("fraction of items", balanced(draw, "2019").put(fee_items_delta="1.5"), R4)
    draft = balanced(draw)
    draft.put(review_upheld="-1", review_total=draft.get("review_total"))
    draft.put(review_total=sum(draft.get(f"review_{part}") for part in (
        "upheld", "corrected", "other", "pending")))  # fmt: skip
    yield case("negative case", draft, R4)


def money(draw: Random) -> Iterator[Case]:
    yield case("negative", balanced(draw).put(fee_amount_wan="-1"), R7)
    yield case("yuan", balanced(draw).put(fee_amount_wan="251000元"), R7)
    yield case("yuan", balanced(draw, "2019").put(procurement_amount_wan="3000元"), R7)
    yield case("negative", balanced(draw, "2019").put(procurement_amount_wan="-0.5"), R7)


def blanks(draw: Random) -> Iterator[Case]:
    draft = balanced(draw, columns=1)
    draft.put(**{f"partial.{column}": "" for column in PARTS[1:]})
    yield case("blank parts", draft, BLANK)
    yield case("blank licences", balanced(draw).put(license_decisions=""), BLANK)
    yield case("blank item", balanced(draw, "2019").put(fee_items_delta=""), BLANK)


def missing_totals(draw: Random) -> Iterator[Case]:
    draft = balanced(draw)
    yield case("outcome total", draft.put(**dict.fromkeys(draft.row("outcome_total"), "")),
               TOTAL_MISSING, BLANK, R1)  # fmt: skip
    draft = balanced(draw, "2019")
    yield case("row totals", draft.put(granted__total="", new_received__total=""),
               TOTAL_MISSING, BLANK)  # fmt: skip
    for row in ("carried_in", "carried_out"):
        draft = balanced(draw)
        yield case(row, draft.put(**dict.fromkeys(draft.row(row), "")), TOTAL_MISSING, BLANK)
    yield case("cases", balanced(draw).put(review_total=""), TOTAL_MISSING, BLANK)
    draft = balanced(draw)
    yield case("dashes", draft.put(**dict.fromkeys(draft.row("outcome_total"), "-")),
               TOTAL_MISSING, R1)  # fmt: skip


# ---------------------------------------------------------------- documents and items


def rule_power(draw: Random) -> Iterator[Case]:
    for agency in (TOWN, STREET, COUNTY, COUNTY_OFFICE, COUNTY_BUREAU, CITY_BUREAU,
                   PROVINCE_BUREAU, TAX, LEAGUE):  # fmt: skip
        draft = balanced(draw).put(rules_in_force=draw.randint(1, 30))
        draft.agency = agency
        yield case(agency, draft, R8)
    draft = balanced(draw, "2019").put(rules_new_made=1)
    draft.agency = COUNTY
    yield case("2019", draft, R8)


def in_force(draw: Random) -> Iterator[Case]:
    draft = balanced(draw).put(normative_issued=20, normative_repealed=3, normative_in_force=16)
    yield case("normative", draft, R9)
    draft = balanced(draw).put(rules_issued=2, rules_in_force=1)
    draft.agency = CITY
    yield case("rules", draft, R9)


def items(draw: Random) -> Iterator[Case]:
    for row in ("license", "other_service", "penalty", "coercion", "fee"):
        draft = balanced(draw, "2019")
        draft.put(**{f"{row}_items_prev": 4, f"{row}_items_delta": "-5"})
        yield case(row, draft, R10)
    draft = balanced(draw, "2019")
    yield case("published", draft.put(normative_new_published=9, normative_published_total=8), R10)


# ---------------------------------------------------------------- years


def years(draw: Random, form: str, first: int, *gap: int) -> list[Draft]:
    """Two years of one agency that fit: the same figures, what is carried over handed on."""
    before = balanced(draw, form)
    after = Draft(form, dict(before.numbers))
    before.year, after.year = first, first + 1 + sum(gap)
    for column in PARTS:
        for draft in (before, after):
            link(draft, column)
    if form == "2021":
        after.put(normative_issued=2, normative_repealed=1)
        after.put(normative_in_force=before.get("normative_in_force") + 1)
    for row in ("license", "other_service", "penalty", "coercion", "fee") if form == "2019" else ():
        was = before.get(f"{row}_items_prev") + before.get(f"{row}_items_delta")
        after.put(**{f"{row}_items_prev": was, f"{row}_items_delta": 0})
    return [before, after]


def link(draft: Draft, column: str) -> None:
    """As many carried in as carried out, whatever is received."""
    for place in (column, "total"):
        moved = draft.get(f"carried_out.{column}") - draft.get(f"carried_in.{column}")
        if place == column:
            step = moved
        draft.add(f"carried_in.{place}", step)
        draft.add(f"new_received.{place}", -step)


def carry(draw: Random) -> Iterator[Case]:
    for first, form in ((2019, "2019"), (2021, "2021"), (2024, "2021")):
        drafts = years(draw, form, first)
        column = draw.choice(PARTS)
        for place in (column, "total"):
            drafts[1].add(f"carried_in.{place}", 2)
            drafts[1].add(f"carried_out.{place}", 2)
        yield case(f"carry {form}", drafts, X1)
    before, after = years(draw, "2019", 2020)[0], years(draw, "2021", 2020)[1]
    for row in outcome_rows("2021"):
        if row in outcome_rows("2019"):
            after.put(**{cell: before.get(cell) for cell in after.row(row)})
        else:
            after.put(**dict.fromkeys(after.row(row), 0))
    after.put(**{cell.replace("handling", "misc"): before.get(cell)
                 for cell in before.row("other_handling")})  # fmt: skip
    after.put(**{cell: before.get(cell) for cell in after.row("outcome_total")})
    for row in ("carried_out", "carried_in"):
        after.put(**{cell: before.get(cell) for cell in after.row(row)})
    after.put(**{cell: after.get(cell.replace("new_received", "outcome_total"))
                 for cell in after.row("new_received")})  # fmt: skip
    for place in ("natural_person", "total"):
        after.add(f"carried_in.{place}", 1)
        after.add(f"carried_out.{place}", 1)
    yield case("carry over the change of form", [before, after], X1)


def stock(draw: Random) -> Iterator[Case]:
    drafts = years(draw, "2021", 2022)
    drafts[1].add("normative_in_force", draw.choice([1, 3, 30]))
    yield case("stock", drafts, X2)
    drafts = years(draw, "2021", 2021)
    for draft in drafts:
        draft.agency = CITY
    yield case("rules", [drafts[0].put(rules_in_force=9), drafts[1].put(rules_in_force=8)], X2)


def item_chain(draw: Random) -> Iterator[Case]:
    for row in ("license", "penalty", "fee"):
        drafts = years(draw, "2019", 2019)
        drafts[1].add(f"{row}_items_prev", 1)
        yield case(row, drafts, X3)


def published(draw: Random) -> Iterator[Case]:
    drafts = years(draw, "2019", 2019)
    drafts[0].add("normative_published_total", 20)
    drafts[1].put(normative_published_total=drafts[0].get("normative_published_total") - 1)
    yield case("published", drafts, X4)


def jump(draw: Random) -> Iterator[Case]:
    drafts = years(draw, "2021", 2022)
    yield case(
        "up", [drafts[0].put(license_decisions=12), drafts[1].put(license_decisions=120)], X5
    )
    drafts = years(draw, "2021", 2021, 1)
    yield case("down over a gap",
               [drafts[0].put(penalty_decisions=5000), drafts[1].put(penalty_decisions=10)],
               X5)  # fmt: skip
    drafts = years(draw, "2019", 2019)
    yield case("money", [drafts[0].put(procurement_amount_wan="10.5"),
                         drafts[1].put(procurement_amount_wan="400")], X5)  # fmt: skip


# ---------------------------------------------------------------- the document


def deadline(draw: Random) -> Iterator[Case]:
    for agency, day in (
        (COUNTY_BUREAU, "02-01"), (CITY_BUREAU, "03-15"), (COUNTY_OFFICE, "02-10"),
        (COUNTY, "04-01"), (CITY, "06-30"), (ZONE, "04-02"), (TAX, "02-02"), (TOWN, "04-20"),
    ):  # fmt: skip
        draft = balanced(draw)
        draft.agency = agency
        draft.head["published"] = f"{draft.year + 1}-{day}"
        yield case(f"{agency} {day}", draft, "M1_deadline")


def silent(draw: Random) -> Iterator[Case]:
    draft = balanced(draw)
    draft.head["published"] = None
    yield case("no date", draft, "M1_no_date")
    draft = balanced(draw, "2019")
    draft.head |= {"title": None}
    yield case("no title", draft, "M3_no_title")
    draft = balanced(draw)
    draft.head |= {"title": None, "published": None}
    yield case("neither", draft, "M3_no_title")


def form(draw: Random) -> Iterator[Case]:
    draft = balanced(draw, "2019")
    draft.year = 2022
    yield case("old form", draft, "M3_title")
    draft = balanced(draw)
    draft.year = 2020
    yield case("new form", draft, "M3_title")
    draft = balanced(draw)
    draft.head["title"] = "政府信息公开工作年度报告"
    yield case("no year", draft, "M3_title")


def period(draw: Random) -> Iterator[Case]:
    """As soon as reports tell the period that is printed in them."""
    kind = getattr(reports, "Period", None)
    if kind is None:
        return
    for start, end in (("2022-01-01", "2022-12-31"), ("2023-01-01", "2023-11-30")):
        draft = balanced(draw)
        draft.head["period"] = kind(start, end, f"{start}至{end}")
        yield case(f"period {end}", draft, "M2_period")
    draft = balanced(draw)
    draft.head["period"] = kind("2023-01-01", "2023-12-31", "202311日至20231231日")
    yield case("fused", draft, "M2_period")
    draft = balanced(draw)
    draft.head["period"] = kind("2023-01-01", "2023-12-31", "2023年1月1日至12月31日")
    yield case("right period", draft)


def lost(draw: Random) -> Iterator[Case]:
    draft = balanced(draw)
    figures = [figure for figure in draft.numbers if figure.startswith(("review_", "suit_"))]
    yield case("section", draft.put(**dict.fromkeys(figures, "absent")), SECTION_LOST)
    draft = balanced(draw)
    draft.head["sections"] = {"一": "本年度工作按要求开展。", "六": "本年度没有收取信息处理费。"}
    yield case("narrative", draft, SECTION_LOST)
    for row in ("partial", "reject_petition", "carried_in"):
        draft = balanced(draw)
        yield case(row, draft.put(**dict.fromkeys(draft.row(row), "absent")), ROWS_LOST)
    draft = balanced(draw)
    rows = [cell for row in outcome_rows("2021") if row.startswith("other_")
            for cell in draft.row(row)]  # fmt: skip
    yield case("old rows", draft.put(**dict.fromkeys(rows, "absent")), ROWS_LOST)
    draft = balanced(draw, "2019")
    column = draw.choice(PARTS)
    cells = [f"{row}.{column}" for row in outcome_rows("2019")]
    yield case("column", draft.put(**dict.fromkeys(cells, "absent")), COLUMNS_LOST)
    yield case("totals", balanced(draw).put(granted__total="absent", partial__total="absent"),
               COLUMNS_LOST)  # fmt: skip


def damaged(draw: Random) -> Iterator[Case]:
    draft = balanced(draw)
    yield case("row", draft.put(**dict.fromkeys(draft.row("partial"), "unreadable")), LAYOUT)
    yield case("stock", balanced(draw).put(normative_in_force="unreadable"), LAYOUT)
    draft = balanced(draw)
    value = draft.get("granted.natural_person")
    yield case("inferred", draft.put(granted__natural_person=f"?{value}"), LAYOUT)


def copied(draw: Random) -> Iterator[Case]:
    draft = balanced(draw)
    draft.head["sections"] = SENTENCES | {"一": "按照〔202130号文件的格式编制。"}
    yield case("document number", draft, "T1_docnumber")
    draft = balanced(draw)
    text = "工作分两步。是建立台账，逐件登记。是按月通报，督促改进。"
    draft.head["sections"] = SENTENCES | {"一": text}
    yield case("ordinals", draft, "T2_ordinals")
    made = case("script", balanced(draw), "T3_script")
    source = replace(made.reports[0].source, script="hant+pinyin")
    yield replace(made, reports=(replace(made.reports[0], source=source),))


def of_reading(draw: Random) -> Iterator[Case]:
    """What only the reading sees stays as it said it."""
    for rule, severity in (
        ("R7_decimals", Severity.NOTICE), ("S4_label_alias", Severity.NOTICE),
        ("S3_header_incomplete", Severity.EXTRACTION),
    ):  # fmt: skip
        finding = Finding(rule, severity, Verdict.FAIL, (), None, None, "阅读时看到的。")
        made = case(rule, balanced(draw), rule)
        yield replace(made, reports=(replace(made.reports[0], findings=(finding,)),))


def rare(draw: Random) -> Iterator[Case]:
    draft = balanced(draw, size=1)
    done = draft.get("outcome_total.total")
    yield case("cases", draft.put(review_upheld=done + 1, review_corrected=0, review_other=0,
                                  review_pending=0, review_total=done + 1), "P1_cases")  # fmt: skip
    for row in ("license", "other_service", "penalty", "coercion"):
        draft = balanced(draw, "2019")
        draft.put(**{f"{row}_items_prev": 36, f"{row}_items_delta": 0, f"{row}_decisions": 0})
        yield case(row, draft, "P4_zero_decisions")


SEEDED: tuple[Maker, ...] = (
    balance, outcome_sum, outcome_total, row_total, one_cell, one_total, two_columns,
    contradicted_blanks, cases_sum, odd_numbers, money, blanks, missing_totals, rule_power,
    in_force, items, carry, stock, item_chain, published, jump, deadline, silent, form, period, lost,
    damaged, copied, of_reading, rare,
)  # fmt: skip
