"""正文自述: what agencies say in sentences, apart from the figures of the forms."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from govdash.forms import Column
from govdash.forms.stated import STATED
from govdash.store import stated
from govdash.store.answers import Records
from govdash.store.filters import Filters
from govdash.ui import address
from govdash.ui.block import block
from govdash.ui.data import ask
from govdash.ui.language import label, say, told
from govdash.ui.paged import paged
from govdash.ui.quantities import written
from govdash.ui.view import REPORT, Cell, Link, View
from govdash.ui.words import SCOPE_NAMES

_MEASURES: Mapping[str, Column] = {item.id: item for item in STATED}
_PUBLISHED = STATED[0]


def show_stated(filters: Filters) -> None:
    """What was said, added up by year; then sentence by sentence, each with its line."""
    rows = ask(stated.by_year, filters, tuple(_MEASURES))
    block(
        "stated",
        _story(rows),
        partial(_of_years, rows),
        None,
        say(
            "这些数只出自报告的叙述文字，各机关的算法不同，和表格里的数字从不放在一起加。"
            "每份报告只算一次；只说“约”“余”，或说了几个不同数字的，不计入合计。"
        ),
    )
    st.header(say("逐句看"), anchor="sentences")
    measure = address.one(
        "stated",
        say("看哪一种"),
        list(_MEASURES),
        lambda key: _named(_MEASURES[key]),
        _PUBLISHED.id,
    )
    paged(
        "sentences",
        stated.by_report,
        filters,
        partial(_of_reports, measure=_MEASURES[measure]),
        more=(measure,),
    )


def _named(measure: Column) -> str:
    return label(measure.label, measure.en)


def _story(rows: Records) -> str:
    newest = next((row for row in rows if row["measure"] == _PUBLISHED.id and row["reports"]), None)
    if newest is None:
        return say("正文自述：所选报告的叙述里没有读到公开了多少条")
    return say(
        "正文自述：{year} 年 {count} 份{scope}报告说共主动公开 {sum} {unit}",
        year=newest["year"],
        count=f"{newest['reports']:,}",
        scope=say(SCOPE_NAMES[newest["scope"]]),
        sum=written(newest["value"]),
        unit=say(newest["unit"]),
    )


def _of_years(rows: Records) -> View:
    columns = {
        "year": say("年度"),
        "scope": say("口径"),
        "measure": say("正文说的是"),
        "value": say("合计"),
        "unit": say("单位"),
        "reports": say("说了的报告数"),
        "unclear": say("说得不确切的"),
    }
    return View(
        columns,
        [
            (
                row["year"],
                say(SCOPE_NAMES[row["scope"]]),
                _named(_MEASURES[row["measure"]]),
                row["value"],
                say(row["unit"] or ""),
                row["reports"],
                row["unclear"],
            )
            for row in rows
        ],
    )


def _of_reports(records: Records, measure: Column) -> View:
    columns = {
        "year": say("年度"),
        "agency": say("机关"),
        "value": _named(measure),
        "unit": say("单位"),
        "quote": say("原话"),
        "line": say("原文行"),
        REPORT: say("报告编号"),
    }
    rows: list[tuple[Cell, ...]] = [
        (
            row["year"],
            told(row["agency"] or say("机关不明")),
            row["value"],
            say("{unit}（约数）", unit=say(row["unit"]))
            if row["approximate"]
            else say(row["unit"]),
            told(row["quote"]),
            Link(str(row["line"]), "report", {"id": row["report_id"]}, f"L{row['line']}"),
            row["report_id"],
        )
        for row in records
    ]
    return View(columns, rows)
