"""Bytes → Report: containers at the door, one reader inside, driven by the declared forms."""

import hashlib
from dataclasses import dataclass

from govdash.errors import RefusedError
from govdash.forms import SECTIONS
from govdash.forms.official import OTHER, OVERVIEW, PROBLEMS
from govdash.reading.containers import open_container
from govdash.reading.heading import read_heading
from govdash.reading.parts import Parts, split
from govdash.reading.statements import read_statements
from govdash.reading.tables import Tables, read_tables
from govdash.reading.text import Text, clean
from govdash.report import Line, Report, Source

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
    parts = split(text.lines)
    tables = read_tables(parts) if parts.sections else None
    if tables is None or not _has_figures(tables):
        raise RefusedError(_why_refused(parts, tables))
    heading = read_heading(parts)
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


def _has_figures(tables: Tables) -> bool:
    return any(cell.value is not None for cell in tables.cells.values())


def _why_refused(parts: Parts, tables: Tables | None) -> str:
    if tables is not None:
        return "表格里没有任何数字（空白表样？）"
    if not parts.sections and read_heading(parts).title:
        return "像是年度报告，但各部分和数字连成一片，拆不开，不能可靠读取"
    if not parts.sections:
        return "不是年度报告：找不到年度报告的任何一个部分"
    return f"不是完整的年度报告：找不到{SECTIONS[1].id}、{SECTIONS[2].id}两部分的表格"
