"""Tables that a report prints in an appendix behind its last section: 详见附件1."""

import re
from collections.abc import Sequence
from dataclasses import replace

from govdash.forms.official import (
    APPLICANTS_HEADING,
    APPLICATIONS,
    CASES,
    CONTENT,
    DISCLOSURE,
    DOCUMENTS_ITEM,
    NEW_RECEIVED,
    REVIEW,
)
from govdash.reading.parts import Parts
from govdash.reading.text import Line, squeeze

_TABLES = (DISCLOSURE, APPLICATIONS, CASES)
_APPENDIX = re.compile(r"^[#*(\[]*附[件表录]")
DISCLOSURE_BEGINS = re.compile("|".join(map(re.escape, map(squeeze, (DOCUMENTS_ITEM, CONTENT)))))
APPLICATIONS_BEGIN = re.compile("|".join((APPLICANTS_HEADING, NEW_RECEIVED.keyword)))
_CASES_BEGIN = re.compile(rf"^[|#*]*{REVIEW.label}")
_BEGINNINGS = (DISCLOSURE_BEGINS, APPLICATIONS_BEGIN, _CASES_BEGIN)
"""What the tables begin with."""


def with_appendix(parts: Parts) -> Parts:
    """The parts, each table of an appendix moved to the section that it is of.

    Nothing is moved where a section holds a table of its own, where the tables stand in another
    order, or where there are several of one kind: those are of the agencies that a report sums up.
    """
    if not parts.sections or any(
        begin.search(squeeze(line.text))
        for section, begin in zip(_TABLES[:2], _BEGINNINGS, strict=False)
        for line in parts.lines(section)
    ):
        return parts
    last, lines = list(parts.sections.items())[-1]
    start = _find(_APPENDIX, lines, 0)
    if start is None:
        return parts
    places = _places(lines, start)
    if len(places) < len(_TABLES) - 1 or _find(DISCLOSURE_BEGINS, lines, places[1]) is not None:
        return parts
    ends = [*places[1:], len(lines)]
    tables = {
        section.id: tuple(lines[begin:end])
        for section, begin, end in zip(_TABLES, places, ends, strict=False)
    }
    return replace(parts, sections=parts.sections | {last: tuple(lines[:start])} | tables)


def _places(lines: Sequence[Line], start: int) -> list[int]:
    """Where the tables begin, as far as they follow each other in the order of the form."""
    places: list[int] = []
    for begin in _BEGINNINGS:
        found = _find(begin, lines, start)
        if found is None:
            break
        places.append(found)
        start = found + 1
    return places


def _find(pattern: re.Pattern[str], lines: Sequence[Line], start: int) -> int | None:
    """The first line from one on that has a pattern in it."""
    places = range(start, len(lines))
    return next((at for at in places if pattern.search(squeeze(lines[at].text))), None)
