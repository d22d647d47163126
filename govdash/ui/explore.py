"""One quantity from every side: over the years, by division, by level, and report by report."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from govdash.forms.series import Quantity, Series
from govdash.measures import Measure
from govdash.store import listing
from govdash.store.answers import Records
from govdash.store.filters import Filters
from govdash.store.sums import by_kind, by_level, by_region, by_year
from govdash.ui import address, charts, helps, stories, tables, timeline
from govdash.ui.block import block, chart
from govdash.ui.data import ask, ask_years
from govdash.ui.filters import region_name
from govdash.ui.language import label, phrase, say
from govdash.ui.paged import paged
from govdash.ui.quantities import Value, name, value
from govdash.ui.view import Link
from govdash.ui.words import (
    BARS_HELP,
    KIND_NAMES,
    LEVEL_NAMES,
    SCOPE_HELP,
    SCOPE_NAMES,
    plain,
    sentences,
)

NUMBER = "number"
"""The way of looking at a subject that is one quantity, as the address says it."""


def explore(page: str, filters: Filters, quantity: Quantity) -> None:
    """All blocks of a quantity; `page` is where a division leads to when it is clicked."""
    yearly = ask_years(by_year, filters, (quantity,))
    over_years(yearly, quantity)
    year = newest_year(yearly, quantity)
    if year is not None:
        by_divisions(page, filters, quantity, year)
        by_levels(filters, quantity, year)
    one_by_one(filters, quantity)


def over_years(yearly: Records, quantity: Quantity, key: str = "by-year") -> None:
    """The sums of each year."""
    notes = [say(quantity.caveat)] if isinstance(quantity, Measure) and quantity.caveat else []
    if isinstance(quantity, Series) and timeline.has_note(quantity):
        notes.append(
            say("浅色的柱是旧表样的数：{note}。", note=label(quantity.note, quantity.note_en))
        )
    years = [row["year"] for row in yearly if row[f"{quantity.id}:n"]]
    notes += [
        label(change.meaning, change.meaning_en)
        for change in timeline.breaks_of(quantity)
        if years and min(years) < change.year <= max(years)
    ]
    block(
        key,
        stories.yearly_story(yearly, quantity),
        partial(tables.of_groups, yearly, (quantity,)),
        timeline.over_years(yearly, quantity),
        sentences(*notes, say(SCOPE_HELP), "" if isinstance(quantity, Measure) else say(BARS_HELP)),
        helps.help_of(quantity),
    )


def newest_year(yearly: Records, quantity: Quantity) -> int | None:
    """The newest of the years looked at in which the quantity was given."""
    return max((row["year"] for row in yearly if row[f"{quantity.id}:n"]), default=None)


def by_divisions(page: str, filters: Filters, quantity: Quantity, year: int) -> None:
    """The divisions one step below the chosen one, of one year and one scope."""
    within = filters.region[0] if len(filters.region) == 1 else ""
    rows = ask_years(by_region, of_year(filters, year), (quantity,), within)
    _grouped(
        "by-region",
        say("{year} 年各地", year=year),
        rows,
        quantity,
        phrase("地区"),
        lambda code: Link(
            region_name(code), page, {**filters.query(), **parameter(quantity), "region": [code]}
        ),
    )


def by_levels(filters: Filters, quantity: Quantity, year: int) -> None:
    """The levels and the kinds of agencies, of one year."""
    only = of_year(filters, year)
    levels = ask_years(by_level, only, (quantity,))
    _grouped(
        "by-level", say("{year} 年各层级", year=year), levels, quantity, phrase("层级"),
        lambda key: say(LEVEL_NAMES[key]),
    )  # fmt: skip
    kinds = ask_years(by_kind, only, (quantity,))
    _grouped(
        "by-kind", say("{year} 年各类机关", year=year), kinds, quantity, phrase("类别"),
        lambda key: say(KIND_NAMES[key]),
    )  # fmt: skip


def of_year(filters: Filters, year: int) -> Filters:
    """The same filters, of one year."""
    return replace(filters, year=(year,))


def parameter(quantity: Quantity) -> dict[str, str]:
    """How the address says which quantity is looked at."""
    return {"view": NUMBER, "measure": quantity.id}


def _grouped(
    key: str, what: str, rows: Records, quantity: Quantity, part: str, names: tables.Naming
) -> None:
    """A block of groups: each scope is drawn for itself, since the two are never one ranking."""
    given = [row for row in rows if row[f"{quantity.id}:n"]]
    if not given:
        return
    drawn, scope = main_scope(given, quantity)
    if len(drawn) < 2:
        # One bar compares nothing.
        return
    labels = [
        say("{name}（{count}）", name=names(row["part"]), count=counted(row, quantity))
        for row in drawn
    ]
    found = [value(quantity, row) for row in drawn]
    title = say(
        "{what}（{scope}）：{told}",
        what=what,
        scope=say(SCOPE_NAMES[scope]),
        told=stories.top_story([str(names(row["part"])) for row in drawn], found, quantity),
    )
    block(
        key,
        title,
        lambda: tables.of_groups(rows, (quantity,), say(part), names),
        charts.ranked(labels, found, quantity),
        say(
            "图里只画“{scope}”的报告，是已收到的报告之和，不是这个地方的全部；另一种口径在数据表里，两种从不放在一起比。",
            scope=say(SCOPE_NAMES[scope]),
        ),
    )


def counted(row: Mapping[str, Any], quantity: Quantity) -> str:
    """How many reports a sum stands on: it says more of what we have than of the place."""
    return say("{count} 份报告", count=f"{row[f'{quantity.id}:n']:,}")


def main_scope(rows: Records, quantity: Quantity) -> tuple[Records, str]:
    """The rows of the scope that most groups have, the largest first."""
    scopes = sorted({row["scope"] for row in rows}, key=list(SCOPE_NAMES).index)
    scope = max(scopes, key=lambda one: len({row["part"] for row in rows if row["scope"] == one}))
    chosen = [row for row in rows if row["scope"] == scope]
    return sorted(chosen, key=lambda row: -float(value(quantity, row).number or 0)), scope


def one_by_one(filters: Filters, quantity: Quantity) -> None:
    """The reports, the largest first or by year and place; all of them page by page and as a file."""
    part = ask(listing.by_report, filters, (quantity,), quantity, 0, charts.MOST_BARS)
    names = [charts.label(row) for row in part.rows]
    found: Sequence[Value] = [value(quantity, row) for row in part.rows]
    st.header(plain(stories.top_story(names, found, quantity)), anchor="by-agency")
    chart("by-agency", name(quantity), charts.ranked(names, found, quantity))
    order = address.switch(
        "order",
        say("数据表的顺序"),
        ("size", "place"),
        lambda key: say("从大到小") if key == "size" else say("按年度和地区"),
        "size",
    )
    paged(
        "by-agency",
        listing.by_report,
        filters,
        partial(tables.of_reports, asked=(quantity,)),
        more=((quantity,), quantity if order == "size" else None),
    )
