"""Bytes → Report: containers at the door, one reader inside, driven by the declared forms."""

import hashlib
from dataclasses import dataclass

from govdash.errors import RefusedError, Why
from govdash.forms.official import OTHER, OVERVIEW, PROBLEMS
from govdash.reading.appendix import with_appendix
from govdash.reading.containers import open_container
from govdash.reading.heading import read_heading
from govdash.reading.parts import split
from govdash.reading.refusals import SENTENCES, not_annual, why_unread
from govdash.reading.statements import read_statements
from govdash.reading.tables import Tables, read_tables
from govdash.reading.text import Text, clean
from govdash.report import Line, Report, Source

_FEWEST_FIGURES = 20
_NARRATIVE = (OVERVIEW, PROBLEMS, OTHER)


@dataclass(frozen=True, slots=True)
class Read:
    """A report, and the lines it was read from."""

    report: Report
    text: Text

    @property
    def simplified(self) -> str:
        """The whole document in simplified characters."""
        return "\n".join(line.text for line in self.text.lines)

    @property
    def printed(self) -> list[tuple[Line, str]]:
        """The document as printed, its lines numbered as in the cells."""
        return [(line.number, line.raw) for line in self.text.lines if line.raw.strip()]


def read(data: bytes, path: str) -> Read:
    """Read one document.

    Args:
        data: the file as published.
        path: where it came from; kept, and its suffix tells plain text from Markdown.

    Raises:
        RefusedError: it is empty, of a container not read, or no annual report with tables.
    """
    opened = open_container(data, path)
    text = clean(opened)
    parts = with_appendix(split(text.lines))
    tables = read_tables(parts) if parts.sections else None
    heading = read_heading(parts, path)
    figures = _figures(tables)
    if tables is None or not figures:
        why = why_unread(parts, heading, is_blank=tables is not None)
        raise RefusedError(SENTENCES[why], why)
    if any(_contradicts(tables, read_tables(rival)) for rival in parts.rivals):
        raise RefusedError(SENTENCES[Why.SEVERAL], Why.SEVERAL)
    if other := not_annual(parts, heading, figures):
        raise RefusedError(SENTENCES[other], other)
    report = Report(
        source=Source(
            path,
            hashlib.sha256(data).hexdigest(),
            opened.media_type,
            opened.encoding,
            text.script,
        ),
        form=tables.form,
        cells=tables.cells,
        title=heading.title,
        agency=heading.agency,
        year=heading.year,
        published=heading.published,
        period=heading.period,
        evidence=heading.evidence,
        sections={
            section.id: parts.text(section) for section in _NARRATIVE if parts.lines(section)
        },
        stated=read_statements(
            [parts.lines(section) for section in _NARRATIVE],
            tables.form,
            heading.agency,
            heading.year,
        ),
        findings=tables.remarks,
    )
    return Read(report, text)


def _contradicts(tables: Tables, other: Tables | None) -> bool:
    """Whether further tables of the document are those of another report."""
    if other is None or _figures(other) < _FEWEST_FIGURES:
        return False
    return other.form is not tables.form or any(
        cell.value is not None
        and other.cells[figure].value is not None
        and cell.value != other.cells[figure].value
        for figure, cell in tables.cells.items()
    )


def _figures(tables: Tables | None) -> int:
    return sum([cell.value is not None for cell in tables.cells.values()]) if tables else 0
