"""What a number in a sentence can be about: each subject with the cells of the forms that hold it."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from govdash.forms import Column, Form, Group, Row
from govdash.forms import stated as own
from govdash.forms.official import (
    APPLICANTS,
    APPLICATIONS,
    CARRIED_IN,
    CARRIED_OUT,
    COERCION,
    CORRECTED,
    DECISIONS_2019,
    DECISIONS_2021,
    FORM_2019,
    FORM_2021,
    IN_FORCE,
    ISSUED,
    LICENSE,
    NEW_MADE,
    NEW_PUBLISHED,
    NEW_RECEIVED,
    NORMATIVE,
    NORMATIVE_2019,
    OTHER_RESULT,
    OUTCOME_GROUPS,
    OUTCOME_TOTAL,
    PENALTY,
    PENDING,
    PUBLISHED_TOTAL,
    REPEALED,
    REVIEW,
    RULES,
    SUIT_AFTER_REVIEW,
    SUIT_DIRECT,
    TOTAL,
    UPHELD,
)


class Family(StrEnum):
    """Subjects that are parts or wholes of one another."""

    RECEIVED = "received"
    APPLICANT = "applicant"
    HANDLED = "handled"
    OUTCOME = "outcome"
    REVIEW = "reviews"
    SUIT = "suits"
    DOCUMENT = "document"
    DECISION = "decision"
    PUBLISHED = "published"
    SERVICE = "service"
    FEE = "fees"
    RATE = "rate"


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """What a number counts; `cells` are summed, those that a form does not have left out.

    `measure` is the measure of its own that the sentence states, where no table holds it.
    """

    id: str
    family: Family
    units: str
    cells: tuple[tuple[Row, Column], ...] = ()
    group: Group | None = None
    measure: Column | None = None
    reason: Row | None = None


_CASES = "件份宗起例条次个项"
_DOCUMENTS = "件份个部项条"


def _cell(row: Row, column: Column, family: Family, units: str = _CASES) -> Subject:
    return Subject(FORM_2021.figure(row, column).id, family, units, ((row, column),))


RECEIVED = _cell(NEW_RECEIVED, TOTAL, Family.RECEIVED)
CARRIED = _cell(CARRIED_IN, TOTAL, Family.HANDLED)
PROCESSED = Subject(
    "processed", Family.RECEIVED, _CASES, ((NEW_RECEIVED, TOTAL), (CARRIED_IN, TOTAL))
)
CONCLUDED = _cell(OUTCOME_TOTAL, TOTAL, Family.HANDLED)
PENDING_OUT = _cell(CARRIED_OUT, TOTAL, Family.OUTCOME)

BY_APPLICANT = {column: _cell(NEW_RECEIVED, column, Family.APPLICANT) for column in APPLICANTS}
ORGANISED = Subject(
    "organisations",
    Family.APPLICANT,
    _CASES,
    tuple((NEW_RECEIVED, column) for column in APPLICANTS if column.group),
)
PROCESSED_BY = {
    subject: Subject(
        f"processed.{subject.id}",
        Family.APPLICANT,
        _CASES,
        tuple((row, column) for row in (NEW_RECEIVED, CARRIED_IN) for _, column in subject.cells),
    )
    for subject in (*BY_APPLICANT.values(), ORGANISED)
}
"""The applicants of all requests handled, those of last year included."""

_ROWS = tuple(
    dict.fromkeys(row for block in FORM_2021.in_section(APPLICATIONS) for row in block.rows)
)


def _group(group: Group) -> Subject:
    rows = tuple(row for row in _ROWS if row.group is group)
    if len(rows) == 1:
        return Subject(
            FORM_2021.figure(rows[0], TOTAL).id, Family.OUTCOME, _CASES, ((rows[0], TOTAL),), group
        )
    return Subject(group.id, Family.OUTCOME, _CASES, (), group)


OUTCOMES = {group: _group(group) for group in OUTCOME_GROUPS}
REASONS = {
    row: Subject(
        FORM_2021.figure(row, TOTAL).id, Family.OUTCOME, _CASES, ((row, TOTAL),), None, None, row
    )
    for row in _ROWS
    if row.group and OUTCOMES[row.group].cells == ()
}

_RESULTS = (UPHELD, CORRECTED, OTHER_RESULT, PENDING)
REVIEWS = _cell(REVIEW, TOTAL, Family.REVIEW)
REVIEW_RESULTS = {column: _cell(REVIEW, column, Family.REVIEW) for column in _RESULTS}


def _suits(column: Column, name: str) -> Subject:
    cells = ((SUIT_DIRECT, column), (SUIT_AFTER_REVIEW, column))
    return Subject(name, Family.SUIT, _CASES, cells)


SUITS = _suits(TOTAL, "suits")
SUIT_RESULTS = {column: _suits(column, f"suits_{column.id}") for column in _RESULTS}
DIRECT = _cell(SUIT_DIRECT, TOTAL, Family.SUIT)
AFTER_REVIEW = _cell(SUIT_AFTER_REVIEW, TOTAL, Family.SUIT)
RESULTS_OF = {
    whole: {SUIT_RESULTS[column]: _cell(row, column, Family.SUIT) for column in _RESULTS}
    for whole, row in ((DIRECT, SUIT_DIRECT), (AFTER_REVIEW, SUIT_AFTER_REVIEW))
}
"""The results of one kind of suits, where a sentence has just named that kind."""


def _document(row: Row, column: Column, *other: tuple[Row, Column]) -> Subject:
    figure = FORM_2021.figure(row, column)
    return Subject(figure.id, Family.DOCUMENT, _DOCUMENTS, ((row, column), *other))


NORMATIVE_ISSUED = _document(NORMATIVE, ISSUED, (NORMATIVE_2019, NEW_MADE))
NORMATIVE_REPEALED = _document(NORMATIVE, REPEALED)
NORMATIVE_VALID = _document(NORMATIVE, IN_FORCE)
RULES_ISSUED = _document(RULES, ISSUED, (RULES, NEW_MADE))
RULES_REPEALED = _document(RULES, REPEALED)
RULES_VALID = _document(RULES, IN_FORCE)


def _of_2019(row: Row, column: Column) -> Subject:
    figure = FORM_2019.figure(row, column)
    return Subject(figure.id, Family.DOCUMENT, _DOCUMENTS, ((row, column),))


NORMATIVE_NEWLY, RULES_NEWLY = (_of_2019(row, NEW_PUBLISHED) for row in (NORMATIVE_2019, RULES))
NORMATIVE_OPEN, RULES_OPEN = (_of_2019(row, PUBLISHED_TOTAL) for row in (NORMATIVE_2019, RULES))


def _decisions(row: Row) -> Subject:
    figure = FORM_2021.figure(row, DECISIONS_2021)
    cells = ((row, DECISIONS_2021), (row, DECISIONS_2019))
    return Subject(figure.id, Family.DECISION, "件份宗起例", cells)


LICENSES, PENALTIES, COERCIONS = (_decisions(row) for row in (LICENSE, PENALTY, COERCION))


def _own(column: Column, units: str, family: Family = Family.SERVICE) -> Subject:
    return Subject(column.id, family, units, measure=column)


PUBLISHED = _own(own.PUBLISHED, "条篇件", Family.PUBLISHED)
ON_WEBSITE = _own(own.PUBLISHED_WEBSITE, "条篇件", Family.PUBLISHED)
ON_PLATFORM = _own(own.PUBLISHED_PLATFORM, "条篇件", Family.PUBLISHED)
ON_NEW_MEDIA = _own(own.PUBLISHED_NEW_MEDIA, "条篇件", Family.PUBLISHED)
ELSEWHERE = _own(own.PUBLISHED_OTHER, "条篇件", Family.PUBLISHED)
INTERPRETATIONS = _own(own.INTERPRETATIONS, "条篇件个份次期例部")
REPLIES = _own(own.REPLIES, "条件次个项")
CONSULTATIONS = _own(own.CONSULTATIONS, "期次场项个件")
PRESS_CONFERENCES = _own(own.PRESS_CONFERENCES, "场次")
TRAININGS = _own(own.TRAININGS, "次期场个")
ACCOUNTS = _own(own.ACCOUNTS, "个家")
FEE = _own(own.PROCESSING_FEE, "元", Family.FEE)

SHARE = Subject("share", Family.RATE, "%")
"""A percentage behind a number: its part of the whole."""
CONCLUDED_RATE = Subject("concluded_rate", Family.RATE, "%")
GRANTED_RATE = Subject("granted_rate", Family.RATE, "%")


@cache
def figures(subject: Subject, form: Form) -> tuple[str, ...]:
    """The ids of the figures whose sum a subject is on this form; none where it has no such cell."""
    if subject.group and not subject.cells:
        (block,) = form.in_section(APPLICATIONS)
        return tuple(
            block.figure_id(row.id, TOTAL.id) for row in block.rows if row.group is subject.group
        )
    found = []
    for row, column in subject.cells:
        try:
            found.append(form.figure(row, column).id)
        except KeyError:
            continue
    return tuple(found)
