"""The declaration of both forms: sound in itself, and equal to forms.json where that is here."""

from collections import Counter

import pytest

from govdash.forms import FIGURES, FORMS, JOINS, SECTIONS, Continuity, distinguishing_columns
from govdash.forms.official import OUTCOME_GROUPS
from govdash.forms.series import in_section
from govdash.forms.stated import STATED
from govdash.reading.text import squeeze
from tests.conftest import Shared
from tests.reading.helpers import cleaned

OLD, NEW = "2019", "2021"
BROKEN = [
    ("rules_published_total", "rules_in_force"),
    ("normative_published_total", "normative_in_force"),
    ("fee_items_prev", "fee_amount_wan"),
]


@pytest.mark.parametrize(("form", "counts"), [(OLD, (22, 161, 15)), (NEW, (10, 175, 15))])
def test_cells_of_each_section(form: str, counts: tuple[int, ...]) -> None:
    found = Counter(figure.section for figure in FORMS[form].figures.values())
    assert tuple(found[section] for section in "二三四") == counts
    assert sum(len(block.figures) for block in FORMS[form].blocks) == sum(counts)


def test_sections_in_order() -> None:
    assert [section.id for section in SECTIONS] == list("一二三四五六")


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_relations_name_what_is_there(form: object) -> None:
    declared = FORMS[getattr(form, "id", "")]
    for block in declared.blocks:
        names = {"rows": {r.id for r in block.rows}, "columns": {c.id for c in block.columns}}
        for relation in block.relations:
            terms = (*relation.left, *relation.right)
            assert set(terms) <= names[relation.axis]
            assert len(terms) == len(set(terms))


@pytest.mark.parametrize(("form", "lines"), [(OLD, 40), (NEW, 42)])
def test_how_many_lines_are_checked(form: str, lines: int) -> None:
    axes = {"rows": "columns", "columns": "rows"}
    counted = sum(
        len(getattr(block, axes[relation.axis]))
        for block in FORMS[form].blocks
        for relation in block.relations
    )
    assert counted == lines


def test_joins() -> None:
    for join in JOINS:
        assert join.before in FORMS[OLD].figures
        assert join.after in FORMS[NEW].figures
        assert join.continuity is Continuity.BROKEN or join.note
    broken = [(j.before, j.after) for j in JOINS if j.continuity is Continuity.BROKEN]
    assert broken == BROKEN


@pytest.mark.parametrize(("before", "after"), BROKEN)
def test_what_is_broken_is_never_one_series(before: str, after: str) -> None:
    for section in SECTIONS:
        for series in in_section(section):
            assert not {before, after} <= set(series.columns.values())


def test_series_across_the_change() -> None:
    series = {each.id: each for section in SECTIONS for each in in_section(section)}
    assert series["rules_issued"].columns == {OLD: "rules_new_made", NEW: "rules_issued"}
    assert series["rules_issued"].note != ""
    assert series["granted.total"].columns == {OLD: "granted.total", NEW: "granted.total"}
    assert series["rules_in_force"].columns == {NEW: "rules_in_force"}
    assert series["fee_items_prev"].columns == {OLD: "fee_items_prev"}
    assert "rules_new_made" not in series


@pytest.mark.parametrize("form", FORMS)
def test_labels_survive_reading(form: str) -> None:
    for block in FORMS[form].blocks:
        for part in (*block.rows, *block.columns):
            assert cleaned(part.label.encode()).lines[0].text == part.label
    for row in (row for block in FORMS[form].blocks for row in block.rows):
        assert squeeze(row.keyword) in squeeze(row.label)


@pytest.mark.parametrize("form", FORMS)
def test_each_keyword_names_one_row(form: str) -> None:
    for block in FORMS[form].blocks:
        for row in (row for row in block.rows if not row.exact):
            own = [r.id for r in block.rows if squeeze(row.keyword) in squeeze(r.label)]
            assert own == [row.id]


@pytest.mark.parametrize(
    ("form", "labels"),
    [
        (
            OLD,
            ["本年新制作数量", "本年新公开数量", "对外公开总数量", "上一年项目数量", "本年增/减"],
        ),
        (NEW, ["本年制发件数", "本年废止件数", "现行有效件数"]),
    ],
)
def test_what_a_form_is_known_by(form: str, labels: list[str]) -> None:
    found = [column.label for column in distinguishing_columns(FORMS[form])]
    assert found[: len(labels)] == labels


# ---------------------------------------------------------------- against forms.json


@pytest.mark.parametrize("form", FORMS)
def test_section_three_is_forms_json(shared: Shared, form: str) -> None:
    known = shared.json("domain/forms.json")
    block = next(block for block in FORMS[form].blocks if block.section == "三")
    rows = [row for row in known["section3"] if form in row["forms"]]
    assert [row.id for row in block.rows] == [row["id"] for row in rows]
    assert [row.group.id if row.group else None for row in block.rows] == [
        row["group"] for row in rows
    ]
    for row, other in zip(block.rows, rows, strict=True):
        assert row.label in other["label"]
        assert any(squeeze(word) in squeeze(other["label"]) for word in row.keywords)
    assert [(c.id, c.label) for c in block.columns] == [
        (column["id"], column["label"]) for column in known["columns"]
    ]


@pytest.mark.parametrize("form", FORMS)
def test_section_two_is_forms_json(shared: Shared, form: str) -> None:
    known = shared.json("domain/forms.json")[f"section2_{form}"]
    figures = [figure for figure in FORMS[form].figures.values() if figure.section == "二"]
    assert [figure.id for figure in figures] == [cell["id"] for cell in known]
    for figure, cell in zip(figures, known, strict=True):
        assert cell["row"].endswith(figure.row.label)
        assert squeeze(cell["column"]).startswith(squeeze(figure.column.short))
    units = [(figure.id, figure.unit) for figure in figures]
    assert units == [(cell["id"], cell["unit"].split(" ")[0]) for cell in known]


def test_section_four_and_statements_are_forms_json(shared: Shared) -> None:
    known = shared.json("domain/forms.json")
    for form in FORMS.values():
        cases = [figure for figure in form.figures.values() if figure.section == "四"]
        assert [(figure.id, figure.column.label) for figure in cases] == [
            (cell["id"], cell["column"]) for cell in known["section4"]
        ]
    assert [(stated.id, stated.unit) for stated in STATED] == [
        (stated["id"], stated["unit"]) for stated in known["stated"]
    ]


def test_ids_stay_as_they_are() -> None:
    assert len(FIGURES) == 10 + 22 - 3 + 26 * 7 + 15
    assert [group.id for group in OUTCOME_GROUPS] == [
        "g_granted", "g_partial", "g_denied", "g_unable", "g_not_processed", "g_other",
    ]  # fmt: skip
    assert (FIGURES["granted.total"].unit, FIGURES["fee_amount_wan"].unit) == ("件", "万元")
