"""What is lit together on the page of a report: a number and its line, a finding and both sides.

A place of the page is an id, and the same id in the address (`#L63`) lights it with all that
belongs to it. Which those are stands here alone; the reader's browser only follows.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from govdash.report import Finding, Line, Report
from govdash.ui.remarks import Lines, Remark, cell_of, remarks


def of_cell(figure: str) -> str:
    """The place of a cell in the tables."""
    return f"c-{figure}"


def of_line(line: Line) -> str:
    """The place of a line of the original."""
    return f"L{line}"


def of_finding(position: int) -> str:
    """The place of a finding in the list."""
    return f"f{position}"


@dataclass(frozen=True, slots=True)
class Lights:
    """The places of one report: which finding speaks of which cell, and what stands on a line."""

    of_figure: Mapping[str, Sequence[tuple[int, Finding]]]
    on_line: Mapping[str, Sequence[str]]
    has_lines: bool

    @classmethod
    def of(cls, report: Report, lines: Lines) -> "Lights":
        """The places of a report as it is drawn."""
        spoken: dict[str, list[tuple[int, Finding]]] = defaultdict(list)
        for position, finding in enumerate(report.findings, start=1):
            for figure in finding.cells:
                spoken[figure].append((position, finding))
        printed: dict[str, list[str]] = defaultdict(list)
        for figure, cell in report.cells.items():
            if cell.line is not None and cell.value is not None:
                printed[of_line(cell.line)].append(of_cell(figure))
        for remark in remarks(report, lines):
            if remark.line is not None:
                place = of_line(remark.line)
                cells = [of_cell(figure) for figure in remark.finding.cells]
                printed[place] += [cell for cell in cells if cell not in printed[place]]
        return cls(dict(spoken), dict(printed), bool(lines))

    def with_cell(self, report: Report, figure: str) -> list[str]:
        """What is lit with a cell: the line its number is printed on."""
        line = report.cells[figure].line
        return [of_line(line)] if line is not None and self.has_lines else []

    def with_line(self, line: Line) -> list[str]:
        """What is lit with a line: the cells that are printed on it."""
        return list(self.on_line.get(of_line(line), ()))

    def with_finding(self, report: Report, remark: Remark) -> list[str]:
        """What is lit with a finding: its cells and every line they are printed on."""
        cells = [figure for figure in remark.finding.cells if figure in report.cells]
        lines = [remark.line, *(cell_of(report, figure).line for figure in cells)]
        places = [of_line(line) for line in lines if line is not None and self.has_lines]
        return list(dict.fromkeys([*map(of_cell, cells), *places]))


def place(identifier: str, name: str, others: Sequence[str]) -> str:
    """The attributes of an element that can be lit: its place, its name, and what goes with it."""
    return (
        f'id="{escape(identifier)}" data-name="{escape(name)}" '
        f'data-lights="{escape(" ".join(others))}"'
    )


def link(identifier: str, text: str, go: str = "") -> str:
    """A link that lights a place; `go` is brought into view, without it the page stays."""
    to = f' data-go="{escape(go)}"' if go else ""
    return f'<a href="#{escape(identifier)}" data-light{to}>{text}</a>'
