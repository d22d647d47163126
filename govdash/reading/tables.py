"""The three tables of a report: which form they are, and every cell of it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, takewhile

from govdash.forms import FORMS, SECTIONS, Form, Section, distinguishing_columns
from govdash.forms.official import (
    APPLICATIONS,
    CARRIED_OUT,
    CASES,
    DISCLOSURE,
    OVERVIEW,
    REVIEW,
)
from govdash.reading.appendix import APPLICATIONS_BEGIN, DISCLOSURE_BEGINS
from govdash.reading.applications import read_applications
from govdash.reading.cases import read_cases
from govdash.reading.cells import Labels, Token, cells
from govdash.reading.disclosure import read_disclosure
from govdash.reading.labels import whole_labels
from govdash.reading.pages import expected
from govdash.reading.parts import Parts
from govdash.reading.rows import TokenLine, find_rows
from govdash.reading.text import Line, half_width, squeeze
from govdash.report import ABSENT, Cell, Finding

_VALUES = "0123456789 "
_TABLES = (DISCLOSURE, APPLICATIONS, CASES)
# What the table of each section begins with.
_BEGINNINGS = {
    DISCLOSURE.id: DISCLOSURE_BEGINS,
    APPLICATIONS.id: APPLICATIONS_BEGIN,
    CASES.id: re.compile(
        rf"^[\s|#*]*{REVIEW.label}|(?<={CARRIED_OUT.short[-4:]})[\d\s]+{REVIEW.label}"
    ),
}


@dataclass(frozen=True, slots=True)
class Tables:
    """Every cell of the form, and what only the document itself can show about them."""

    form: Form
    cells: dict[str, Cell]
    remarks: tuple[Finding, ...]


@cache
def _headings(form: Form) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(map(squeeze, column.labels)) for column in distinguishing_columns(form))


def choose_form(tokens: Iterable[Token]) -> Form | None:
    """The form whose own column headings are printed in section 二; None where neither's are."""
    text = "".join(token.text for token in tokens if token.printed is None)
    scores = {
        form: sum(any(label in text for label in labels) for labels in _headings(form))
        for form in FORMS.values()
    }
    best = max(scores, key=lambda form: scores[form])
    tied = sum(score == scores[best] for score in scores.values()) > 1
    return None if tied else best


def _form_by_rows(lines: Sequence[TokenLine]) -> Form | None:
    """The form of which most rows of section 三 are found, where section 二 tells nothing."""
    counts = {
        form: sum(len(find_rows(lines, (block,)).rows) for block in form.in_section(APPLICATIONS))
        for form in FORMS.values()
    }
    best = max(counts, key=lambda form: counts[form])
    tied = sum(count == counts[best] for count in counts.values()) > 1
    return None if tied else best


@cache
def _labels(section: Section) -> Labels:
    """The labels that rows of a section have in any form."""
    rows = [block.rows for form in FORMS.values() for block in form.in_section(section)]
    return frozenset(label for some in rows for label in whole_labels(some))


def _lines_of(parts: Parts, section: Section) -> Sequence[Line]:
    """The lines of a section; where its title is lost, those of the part that it now stands in."""
    own = parts.lines(section)
    if own:
        return own
    above = takewhile(lambda other: other is not section, SECTIONS)
    lines = next((found for other in reversed(list(above)) if (found := parts.lines(other))), ())
    for at, line in enumerate(lines):
        text = half_width(line.text)
        begin = _BEGINNINGS[section.id].search(text)
        if begin is not None:
            text = text[begin.start() :].lstrip(_VALUES)
            return (line._replace(raw=text, text=text), *lines[at + 1 :])
    return ()


def read_tables(parts: Parts) -> Tables | None:
    """Read sections 二, 三 and 四; None where the document prints no table of either form."""
    disclosure, applications, cases = (
        list(cells(_lines_of(parts, section), _labels(section))) for section in _TABLES
    )
    form = choose_form(chain.from_iterable(disclosure)) or _form_by_rows(applications)
    if form is None:
        return None
    pages = expected(parts)
    read = (
        read_disclosure(form, disclosure, pages),
        read_applications(form, applications, pages, parts.text(OVERVIEW)),
        read_cases(form, cases, pages),
    )
    found = dict.fromkeys(form.figures, ABSENT)
    for section in read:
        found.update(section.cells)
    return Tables(
        form,
        found,
        tuple(remark for section in read for remark in section.remarks),
    )
