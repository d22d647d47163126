"""What differs between the reports of one agency for two years that follow each other.

Only what may be joined across the forms is compared, and only a number with a number: a cell
that is blank in one of the years is counted as not comparable, never as zero.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import groupby
from typing import Any

from govdash.forms import FIGURES, JOINS, Kind
from govdash.forms.official import (
    APPLICATIONS,
    CASES,
    DISCLOSURE,
    FORM_2021,
    NEW_RECEIVED,
    OUTCOME_TOTAL,
    TOTAL,
)
from govdash.forms.series import Series, concluded, in_section, of_figure, outcomes
from govdash.measures import DISCLOSURE_RATE, Rate, rate
from govdash.ui import rates
from govdash.ui.language import label, say
from govdash.ui.quantities import name, unit, written
from govdash.ui.view import View

Row = Mapping[str, Any]
"""A report with its figures, as the store holds it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One series that has another number than the year before."""

    series: Series
    before: Decimal
    after: Decimal

    @property
    def difference(self) -> Decimal:
        """How much more it is now."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes between two reports, in the order of the form, and what could not be compared."""

    before: Row
    after: Row
    changed: tuple[Change, ...]
    same: int
    incomparable: int

    @classmethod
    def between(cls, before: Row, after: Row) -> "Changes":
        """Compare two reports of one agency and one scope."""
        changed, same, incomparable = [], 0, 0
        for series in compared():
            if not {before["form"], after["form"]} <= set(series.columns):
                continue
            old, new = _value(series, before), _value(series, after)
            if old is None or new is None:
                # A cell that is empty in both years tells nothing of a change.
                incomparable += old is not new
            elif old == new:
                same += 1
            else:
                changed.append(Change(series, old, new))
        return cls(before, after, tuple(changed), same, incomparable)


@cache
def compared() -> tuple[Series, ...]:
    """What is compared, as the form has it; of section 三 the totals over all applicants."""
    return (*in_section(DISCLOSURE), *_requests(), *in_section(CASES))


@cache
def columns() -> tuple[str, ...]:
    """The columns of the store that hold what is compared."""
    return tuple(
        dict.fromkeys(column for series in compared() for column in series.columns.values())
    )


def _requests() -> Iterator[Series]:
    """Each row of section 三 in total, the rows of a group behind the group."""
    (block,) = FORM_2021.in_section(APPLICATIONS)
    groups = {series.id: series for series in outcomes()}
    for group, members in groupby(block.rows, key=lambda row: row.group):
        rows = [
            concluded() if row is OUTCOME_TOTAL else of_figure(FORM_2021.figure(row, TOTAL).id)
            for row in members
        ]
        if group is None:
            yield from rows
            continue
        if group.id in groups:
            yield groups[group.id]
        if len(rows) > 1:
            yield from rows


def _value(series: Series, row: Row) -> Decimal | None:
    """The number of a series in a report; a count that cannot be one (rule R4) is none."""
    value: Decimal | None = row[series.columns[row["form"]]]
    if value is None:
        return None
    kinds = {FIGURES[column].kind for column in series.columns.values() if column in FIGURES}
    if Kind.DELTA not in kinds and (value < 0 or (Kind.MONEY not in kinds and value % 1)):
        return None
    return value


def story(found: Changes) -> list[str]:
    """The most important changes as sentences: requests, what became of them, the largest other."""
    year = found.before["year"]
    received = of_figure(FORM_2021.figure(NEW_RECEIVED, TOTAL).id)
    leading = (received, concluded())
    told = [_told(series, found, year) for series in leading]
    told.append(_rates(found))
    others = [change for change in found.changed if change.series.id not in _ids(leading)]
    counts = [change for change in others if _is_count(change.series)]
    if counts:
        most = max(counts, key=lambda change: abs(change.difference))
        told.append(
            say(
                "变动最大的是“{name}”，从 {before} 到 {after} {unit}。",
                name=name(most.series),
                before=written(most.before),
                after=written(most.after),
                unit=unit(most.series),
            )
        )
    return told


def _ids(series: tuple[Series, ...]) -> set[str]:
    """Their own ids and those of what they are made of."""
    return {column for item in series for column in (item.id, *item.columns.values())}


def _is_count(series: Series) -> bool:
    """Whether it counts things: groups of rows would say the same as their rows again."""
    return all(
        column in FIGURES and FIGURES[column].kind is Kind.COUNT
        for column in series.columns.values()
    )


def _told(series: Series, found: Changes, year: int) -> str:
    old, new = _value(series, found.before), _value(series, found.after)
    if old is None or new is None:
        return say("{name}：有一年没有可比的数。", name=name(series))
    words = {
        "name": name(series),
        "new": written(new),
        "unit": unit(series),
        "year": year,
        "by": written(abs(new - old)),
    }
    if new == old:
        return say("{name} {new} {unit}，和 {year} 年一样。", **_without(words, "by"))
    if new > old:
        return say("{name} {new} {unit}，比 {year} 年多 {by} {unit}。", **words)
    return say("{name} {new} {unit}，比 {year} 年少 {by} {unit}。", **words)


def _without(words: Mapping[str, object], key: str) -> dict[str, object]:
    return {name_: value for name_, value in words.items() if name_ != key}


def _rates(found: Changes) -> str:
    old, new = (rate(DISCLOSURE_RATE, row) for row in (found.before, found.after))
    return say(
        "{name}，{year} 年：{old}；{now} 年：{new}。",
        name=rates.name(DISCLOSURE_RATE),
        year=found.before["year"],
        old=_rate(old),
        now=found.after["year"],
        new=_rate(new),
    )


def _rate(found: Rate) -> str:
    share = rates.share(found)
    return say("，").join(filter(None, [share, rates.grounds(found)]))


def view(found: Changes, doubted: Set[tuple[str, str]], corrected: Set[str]) -> View:
    """The changes as the table on the screen and in the file."""
    before, after = found.before["year"], found.after["year"]
    return View(
        {
            "figure": say("数字"),
            "unit": say("单位"),
            "before": say("{year} 年", year=before),
            "after": say("{year} 年", year=after),
            "difference": say("相差（{year} 年减 {before} 年）", year=after, before=before),
            "remark": say("说明"),
        },
        [
            (
                name(change.series),
                unit(change.series),
                change.before,
                change.after,
                change.difference,
                say("；").join(_remarks(change, found, doubted, corrected)) or None,
            )
            for change in found.changed
        ],
    )


def _remarks(
    change: Change, found: Changes, doubted: Set[tuple[str, str]], corrected: Set[str]
) -> Iterator[str]:
    for row in (found.before, found.after):
        column = change.series.columns[row["form"]]
        if (row["report_id"], column) in doubted:
            yield say("{year} 年的这个数和别的数对不上", year=row["year"])
    if change.series.columns[found.after["form"]] in corrected:
        yield say("这一格有人工更正，这里比的是印的数")
    if found.before["form"] != found.after["form"] and change.series.note:
        yield label(change.series.note, note_in_english(change.series))


def note_in_english(series: Series) -> str:
    """The remark that a series across the change of form carries."""
    return next((join.note_en for join in JOINS if join.after == series.id), series.note)
