"""What may be drawn over the years: figures that continue across the change of form, and those alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from govdash.forms import FIGURES, FORMS, JOINS, Continuity, Figure, Section
from govdash.forms.official import FORM_2021, OUTCOME_GROUPS, TOTAL

FORM_CHANGE = FORM_2021.first_year
"""The first year of the newer form: a chart over the years marks the break before it."""

CONCLUDED = "concluded"


@dataclass(frozen=True, slots=True)
class Series:
    """A quantity over the years: which column holds it under each form (none: not asked there)."""

    id: str
    label: str
    en: str
    unit: str
    columns: Mapping[str, str]
    note: str = ""
    note_en: str = ""

    @property
    def crosses(self) -> bool:
        """Whether both forms ask for it."""
        return len(self.columns) == len(FORMS)

    @property
    def series(self) -> "tuple[Series, ...]":
        """What has to be asked for it: itself alone."""
        return (self,)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the forms that it is; none for what is reckoned from several."""
        return tuple(FIGURES[column] for column in self.columns.values() if column in FIGURES)


class Quantity(Protocol):
    """Anything that can be asked of a report or of many: a series, or a measure made of several.

    Over many reports only those count that give all of its series.
    """

    @property
    def id(self) -> str:
        """Its stable name in addresses and files."""

    @property
    def label(self) -> str:
        """What it is called, in Chinese."""

    @property
    def en(self) -> str:
        """What it is called, in English."""

    @property
    def unit(self) -> str:
        """What its number is counted in."""

    @property
    def series(self) -> tuple[Series, ...]:
        """The series that it is made of."""


@dataclass(frozen=True, slots=True)
class Together:
    """Several series that are looked at as parts of one picture: only reports with all of them count."""

    id: str
    label: str
    en: str
    series: tuple[Series, ...]

    @property
    def unit(self) -> str:
        """What its series are counted in."""
        return self.series[0].unit


def of_figure(figure: str) -> Series:
    """A figure as a series under every form that has it."""
    declared = FIGURES[figure]
    columns = {form.id: figure for form in FORMS.values() if figure in form.figures}
    label = declared.row.short if declared.column is TOTAL else declared.label
    return Series(figure, label, declared.en, declared.unit, columns)


def in_section(section: Section) -> tuple[Series, ...]:
    """Every series of a section, newest form first; what may not be joined stays apart."""
    joined = {join.after: join for join in JOINS if join.continuity is not Continuity.BROKEN}
    taken = {join.before for join in joined.values()}
    found: dict[str, Series] = {}
    for form in reversed(FORMS.values()):
        for block in form.in_section(section):
            for figure in block.figures:
                if figure.id in found or (figure.id in taken and figure.id not in joined):
                    continue
                found[figure.id] = _series(figure.id, form.id, joined)
    return tuple(found.values())


def _series(figure: str, form: str, joined: Mapping[str | None, object]) -> Series:
    join = next((join for join in JOINS if join.after == figure and join in joined.values()), None)
    if join is None or join.before is None:
        alone = of_figure(figure)
        if alone.crosses:
            return alone
        return Series(figure, f"{alone.label}（{form}年版）", alone.en, alone.unit, alone.columns)
    older, newer = FORMS.values()
    declared = FIGURES[figure]
    return Series(
        figure,
        declared.label,
        declared.en,
        declared.unit,
        {older.id: join.before, newer.id: figure},
        join.note,
        join.note_en,
    )


def outcomes() -> tuple[Series, ...]:
    """The six outcome groups, which both forms share."""
    return tuple(
        Series(group.id, group.short, group.en, "件", dict.fromkeys(FORMS, group.id))
        for group in OUTCOME_GROUPS
    )


def named(column: str) -> Series:
    """The series of a figure, an outcome group or the concluded requests, by its id."""
    return {item.id: item for item in (concluded(), *outcomes())}.get(column) or of_figure(column)


def concluded() -> Series:
    """Requests concluded in the year: （七）总计, derived where it was left blank."""
    return Series(CONCLUDED, "本年度办结", "Concluded", "件", dict.fromkeys(FORMS, CONCLUDED))
