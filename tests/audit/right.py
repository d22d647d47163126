"""Reports that are right but tricky: what fires on them is said, and nothing else may."""

from collections.abc import Iterator
from random import Random

from tests.audit.drafts import (
    CITY,
    CITY_OFFICE,
    COUNTY,
    COUNTY_BUREAU,
    COUNTY_OFFICE,
    DONGGUAN,
    MINISTRY,
    PARTS,
    PREFECTURE,
    PROVINCE,
    PROVINCE_OFFICE,
    STREET,
    TAX,
    TOWN,
    ZONE,
    Draft,
    balanced,
    outcome_rows,
)
from tests.audit.labelled import Case, Maker, case
from tests.audit.seeded import BLANK, years

ROWS = "new_received", "carried_in", "outcome_total", "carried_out"


def _applications(draft: Draft) -> Iterator[str]:
    for row in (*outcome_rows(draft.form), *ROWS):
        yield from draft.row(row)


def printed(draw: Random) -> Iterator[Case]:
    """Everything is printed, small and large, many applicants or none."""
    for form in ("2019", "2021"):
        for size, columns in ((0, 1), (3, 2), (40, 6), (90_000, 6)):
            yield case(f"printed {size}", balanced(draw, form, size, columns))
        zero = balanced(draw, form)
        yield case("zeros", zero.put(**dict.fromkeys(_applications(zero), 0)))


def blank_parts(draw: Random) -> Iterator[Case]:
    """Zeros among the parts are left blank, or dashed, slashed or 无; totals are printed."""
    for form in ("2019", "2021"):
        for sign, expected in (("", (BLANK,)), ("-", ()), ("/", ()), ("无", ())):
            draft = balanced(draw, form, columns=draw.choice([1, 3]))
            for cell in _applications(draft):
                if not cell.endswith(".total") and not draft.numbers[cell]:
                    draft.numbers[cell] = sign
            yield case(f"parts {sign}", draft, *expected)


def people_and_totals(draw: Random) -> Iterator[Case]:
    """Only 自然人 and 总计 are filled in; or in a silent table rows of zeros stay wholly blank."""
    for form in ("2019", "2021"):
        draft = balanced(draw, form, columns=1)
        for cell in _applications(draft):
            if not cell.endswith((".natural_person", ".total")):
                draft.numbers[cell] = ""
        yield case("people and totals", draft, BLANK)
        for row in outcome_rows(form):
            if not draft.get(f"{row}.total"):
                draft.put(**dict.fromkeys(draft.row(row), ""))
        yield case("rows of zeros blank", draft, BLANK)


def totals_alone(draw: Random) -> Iterator[Case]:
    """Only 总计 is filled in: who asked is not known, and nothing contradicts."""
    for form in ("2019", "2021"):
        draft = balanced(draw, form)
        for cell in _applications(draft):
            if not cell.endswith(".total"):
                draft.numbers[cell] = ""
        yield case("totals alone", draft, BLANK)
        draft = balanced(draw, form)
        for column in PARTS:
            draft.numbers[f"new_received.{column}"] = ""
        yield case("one row without its parts", draft, BLANK)
        draft = balanced(draw, form)
        for column in PARTS:
            draft.numbers[f"granted.{column}"] = ""
        yield case("one outcome without its parts", draft, BLANK)


def dashed_rows(draw: Random) -> Iterator[Case]:
    """A whole row says 无 or is dashed: that is an answer."""
    for sign in ("-", "无", "/"):
        draft = balanced(draw, size=0, columns=1)
        for column in ("natural_person", "total"):
            moved = draft.get(f"carried_in.{column}") - draft.get(f"carried_out.{column}")
            draft.add(f"new_received.{column}", moved)
        rows = [*draft.row("carried_in"), *draft.row("carried_out")]
        yield case(f"dashed {sign}", draft.put(**dict.fromkeys(rows, sign)))
    figures = [f"review_{part}" for part in ("upheld", "corrected", "other", "pending", "total")]
    yield case("dashed cases", balanced(draw).put(**dict.fromkeys(figures, "-")))


def no_rules(draw: Random) -> Iterator[Case]:
    """A slash where the agency makes no rules, and rules where it may make them."""
    slashes = {f"rules_{column}": "/" for column in ("issued", "repealed", "in_force")}
    yield case("slash", balanced(draw).put(**slashes))
    for agency in (
        CITY,
        CITY_OFFICE,
        PREFECTURE,
        DONGGUAN,
        PROVINCE,
        PROVINCE_OFFICE,
        MINISTRY,
        ZONE,
    ):
        draft = balanced(draw).put(rules_issued=1, rules_in_force=11)
        draft.agency = agency
        yield case(f"rules of {agency}", draft)


def edges(draw: Random) -> Iterator[Case]:
    """The last right number before a rule fires."""
    yield case("in force", balanced(draw).put(
        normative_issued=20, normative_repealed=3, normative_in_force=17))  # fmt: skip
    yield case("more repealed", balanced(draw).put(
        normative_issued=2, normative_repealed=489, normative_in_force=0))  # fmt: skip
    yield case("blank stock", balanced(draw).put(normative_in_force="/", normative_issued=20))
    draft = balanced(draw, "2019")
    yield case("items gone", draft.put(license_items_prev=8, license_items_delta=-8))
    draft = balanced(draw, "2019")
    yield case("few items", draft.put(other_service_items_prev=29, other_service_items_delta=0,
                                      other_service_decisions=0))  # fmt: skip
    draft = balanced(draw, "2019").put(normative_new_made=9, normative_new_published=9)
    yield case("all new", draft.put(normative_published_total=9))
    yield case("money", balanced(draw).put(fee_amount_wan="25.1万元"))
    draft = balanced(draw, size=1)
    done = draft.get("outcome_total.total")
    yield case("cases", draft.put(review_upheld=done, review_corrected=0, review_other=0,
        review_pending=0, review_total=done, suit_direct_upheld=0, suit_direct_corrected=0,
        suit_direct_other=0, suit_direct_pending=0, suit_direct_total=0, suit_after_review_upheld=0,
        suit_after_review_corrected=0, suit_after_review_other=0, suit_after_review_pending=0,
        suit_after_review_total=0))  # fmt: skip


def in_time(draw: Random) -> Iterator[Case]:
    for agency, day in (
        (COUNTY_BUREAU, "01-31"), (TAX, "01-31"), (COUNTY_OFFICE, "01-31"), (COUNTY, "03-31"),
        (CITY, "03-31"), (ZONE, "03-20"), (TOWN, "03-31"), (STREET, "02-28"), (MINISTRY, "01-31"),
    ):  # fmt: skip
        draft = balanced(draw)
        draft.agency = agency
        draft.head["published"] = f"{draft.year + 1}-{day}"
        yield case(f"{agency} {day}", draft)


def figures_alone(draw: Random) -> Iterator[Case]:
    """Figures without their document: what it does not say is not held against anybody."""
    draft = balanced(draw)
    draft.head |= {"sections": {}, "title": None, "published": None}
    yield case("figures alone", draft)
    draft = balanced(draw)
    told = "依据国办公开办函〔2021〕30号和（2024）12号文件，联系电话（0517）8388号段。"
    draft.head |= {"sections": {"一": told, "五": "无。", "六": "没有收取信息处理费。"}}
    yield case("document numbers", draft)
    draft = balanced(draw)
    draft.head |= {"sections": {}}
    draft.agency, draft.head["scope"] = "某单位", "unknown"
    yield case("nobody known", draft)


def fitting_years(draw: Random) -> Iterator[Case]:
    yield case("2021 form", years(draw, "2021", draw.choice([2021, 2024])))
    yield case("2019 form", years(draw, "2019", 2019))
    drafts = years(draw, "2021", 2022)
    for column in PARTS:
        for draft in drafts:
            if not draft.get(f"carried_out.{column}"):
                draft.put(**{f"carried_out.{column}": "", f"carried_in.{column}": ""})
    yield case("blanks", drafts)
    drafts = years(draw, "2021", 2022)
    yield case("nine times", [drafts[0].put(license_decisions=12),
                              drafts[1].put(license_decisions=119)])  # fmt: skip
    drafts = years(draw, "2021", 2022)
    yield case("few", [drafts[0].put(license_decisions=9), drafts[1].put(license_decisions=900)])
    drafts = years(draw, "2021", 2022)
    yield case("no stock", [drafts[0].put(normative_in_force="-"), drafts[1]])


def apart(draw: Random) -> Iterator[Case]:
    """Years that may not be compared: a gap, another scope, another form, a year before 2019."""
    drafts = years(draw, "2021", 2021, 1)
    for place in ("natural_person", "total"):
        drafts[1].add(f"carried_in.{place}", 2)
        drafts[1].add(f"carried_out.{place}", 2)
    drafts[1].add("normative_in_force", 7)
    yield case("gap", drafts)
    drafts = years(draw, "2021", 2022)
    drafts[0].head["scope"], drafts[1].head["scope"] = "aggregate", "self"
    for place in ("natural_person", "total"):
        drafts[1].add(f"carried_in.{place}", 2)
        drafts[1].add(f"carried_out.{place}", 2)
    yield case(
        "scope", [drafts[0].put(license_decisions=12_000), drafts[1].put(license_decisions=20)]
    )
    old, new = years(draw, "2019", 2020)[0], years(draw, "2021", 2020)[1]
    old.put(license_decisions=12_000)
    new.put(license_decisions=20)
    for row in (*ROWS, *outcome_rows("2021")):
        new.put(**dict.fromkeys(new.row(row), 0))
        old.put(
            **dict.fromkeys(
                old.row(row.replace("other_misc", "other_handling"))
                if row in (*ROWS, *outcome_rows("2019"), "other_misc")
                else (),
                0,
            )
        )
    yield case("form", [old, new])


def changed_form(draw: Random) -> Iterator[Case]:
    """Across the change of form what is carried over still has to fit, and fits."""
    before, after = years(draw, "2019", 2020)[0], years(draw, "2021", 2020)[1]
    for row in ROWS:
        after.put(**{cell: before.get(cell) for cell in after.row(row)})
    for row in outcome_rows("2021"):
        source = "other_handling" if row == "other_misc" else row
        known = source in outcome_rows("2019")
        after.put(**{cell: before.get(cell.replace(row, source)) if known else 0
                     for cell in after.row(row)})  # fmt: skip
    yield case("changed form", [before, after])


RIGHT: tuple[Maker, ...] = (
    printed, blank_parts, people_and_totals, totals_alone, dashed_rows, no_rules, edges, in_time,
    figures_alone, fitting_years, apart, changed_form,
)  # fmt: skip
